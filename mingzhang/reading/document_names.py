"""How documents are named: their folders, their files, and the folder of the year before."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from mingzhang.project import Project

DISCLOSURE, PROFILE, PERFORMANCE = "disclosure.yaml", "profile.yaml", "performance.yaml"
NAME = re.compile(r"([0-9]{4})-([a-z]+(?:-[a-z]+)*)")


def year_and_kind(name: str, project: Project) -> tuple[str, str] | None:
    """Year and kind in a document folder's name (2024-final); None if it is no such name."""
    found = NAME.fullmatch(name)
    return (found[1], found[2]) if found and found[2] in project.kinds else None


def is_text(name: str) -> bool:
    """Whether a name is text: the system may hold bytes that are no UTF-8."""
    return not any("\ud800" <= character <= "\udfff" for character in name)


def is_of_kind(name: str, kinds: Collection[str]) -> bool:
    """Whether a folder's name is a document's of one of those kinds."""
    found = NAME.fullmatch(name)
    return found is not None and found[2] in kinds


def word_of(kind: str, project: Project) -> str:
    """The name of a kind of document in Chinese: 决算 for ``final``, 预算 for ``budget``."""
    return _word(project.kinds[kind])


def kinds_by_word(project: Project) -> dict[str, str]:
    """The folder word of each kind of document by its Chinese name: 决算 → ``final``."""
    return {word_of(kind, project): kind for kind in project.kinds}


@lru_cache
def _word(file: Path) -> str:
    return _line(file, "名称")


def plan_of(path: Path, project: Project) -> Path | None:
    """The name of a document's plan's folder (年初预算): ``2024-budget`` beside ``2024-final``.

    Which kind of document plans for which is data; None for one that is held against no plan.
    """
    found = year_and_kind(path.name, project)
    kind = _plan(project.kinds[found[1]]) if found else ""
    return path.with_name(f"{found[0]}-{kind}") if found and kind in project.kinds else None


@lru_cache
def _plan(file: Path) -> str:
    return _line(file, "比对预算")


def _line(file: Path, key: str) -> str:
    """A word on a document's name of its own line: asked at every start, before a parser."""
    found = re.search(rf"^{key}: *([^\s#]+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    return found[1].strip("'\"") if found else ""


def year_before(path: Path) -> Path:
    """The name of last year's document of the kind: ``2023-final`` beside ``2024-final``."""
    year, _, kind = path.name.partition("-")
    return path.with_name(f"{int(year) - 1}-{kind}")


# What an author takes for a file that is read: another suffix, or one more behind it.
_NEARLY = re.compile(
    r"(?:disclosure|profile|performance)\..+|.+\.(?:ya?ml|markdown|mdown|md)",
    re.IGNORECASE | re.DOTALL,
)
_KEPT = re.compile(r"\..*|.*(?:~|\.bak|\.orig|\.old|\.swp|\.lock|\.md)", re.DOTALL)


def is_nearly_read(name: str) -> bool:
    """Whether a file has nearly the name of a document's files that are read, and is none."""
    is_ours = name in (DISCLOSURE, PROFILE, PERFORMANCE) or bool(_KEPT.fullmatch(name))
    return not is_ours and bool(_NEARLY.fullmatch(name))
