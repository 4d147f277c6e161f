"""A project's own lists of subjects: what a result asked of them → whether they still answer so.

A list that a province imports or corrects concerns the documents that asked for what changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from mingzhang.keeping.program_key import Trees
from mingzhang.project import Project

LISTS = "subjects-*.csv"
NAME = "lists"  # of all of them, among the trees


def lists_digest(project: Project, trees: Trees) -> str:
    """What all lists of a project say; raises ``OSError``."""
    return trees.digest_of_files(NAME, _files(project))


def are_lists_as_seen(project: Project, trees: Trees) -> bool:
    """Whether all lists are as this run saw them at its first look."""
    return trees.are_as_seen(NAME, _files(project))


def answers_digest(asked: Iterable[Sequence[object]], project: Project) -> str:
    """What the lists answer now to the questions of a result."""
    # A run with nothing to do, and lists as they were, asks none.
    from mingzhang.facts.subject_catalogue import answered  # noqa: PLC0415
    from mingzhang.facts.subject_lookups import Question  # noqa: PLC0415

    questions = [Question(int(str(year)), str(kind), _words(words)) for year, kind, words in asked]
    told = answered(questions, project.catalogue, project.subjects)
    return sha256(repr(sorted(told, key=lambda pair: pair[0])).encode()).hexdigest()


def _words(words: object) -> tuple[str, ...]:
    return tuple(map(str, words)) if isinstance(words, list | tuple) else ()


def _files(project: Project) -> list[Path]:
    return [file for file in project.subjects.glob(LISTS) if file.is_file()]
