"""Search: a word or the beginning of a code → the subjects that it may mean, best first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from mingzhang.facts.subject_catalogue import Catalogue, Subject, ancestors

LIKE = 0.5  # how alike a name must be that is offered where nothing matches


@dataclass(frozen=True)
class Found:
    """A subject that a search found by code or name, and the names above it, widest first."""

    subject: Subject
    above: tuple[str, ...]


def search(catalogue: Catalogue, words: str) -> tuple[Found, ...]:
    """Subjects searched: whose code begins so, or of whose names every word is a part.

    Of several words some may be in the names above: 行政运行 is what many subjects are called.
    """
    parts = words.split()
    found = [s for s in catalogue.subjects.values() if _fits(catalogue, s, parts)]
    return tuple(_placed(catalogue, s) for s in sorted(found, key=lambda s: _rank(s, parts)))


def searches(catalogue: Catalogue, words: str) -> Mapping[str, tuple[Found, ...]]:
    """What the searched words find together; where that is nothing, what each of them finds."""
    together = search(catalogue, words)
    parts = dict.fromkeys(words.split())
    if together or len(parts) < len(("one", "another")):
        return {words: together}
    return {part: search(catalogue, part) for part in parts}


def _fits(catalogue: Catalogue, subject: Subject, parts: list[str]) -> bool:
    own = [part for part in parts if _has(subject, part)]
    above = "\n".join(_names(catalogue, subject.code)) if own else ""
    return bool(own) and all(part in own or part in above for part in parts)


def alike(catalogue: Catalogue, words: str) -> tuple[str, ...]:
    """Subjects' names that are written much like the searched words."""
    names = dict.fromkeys(subject.name for subject in catalogue.subjects.values())
    return tuple(get_close_matches(words, names, n=5, cutoff=LIKE))


def _has(subject: Subject, part: str) -> bool:
    if part.isdecimal():
        return subject.code.startswith(part)
    return any(part in name for name in (subject.name, *subject.other_names))


def _rank(subject: Subject, parts: list[str]) -> tuple[bool, bool, str]:
    """The rank of subjects in a search: exact names first, then present names, then by code."""
    called = subject.name in parts
    now = all(part.isdecimal() or part in subject.name for part in parts)
    return not called, not now, subject.code


def _placed(catalogue: Catalogue, subject: Subject) -> Found:
    return Found(subject, tuple(_names(catalogue, subject.code)))


def _names(catalogue: Catalogue, code: str) -> Iterator[str]:
    for above in ancestors(code):
        if above and (known := catalogue.get(above)):
            yield known.name
