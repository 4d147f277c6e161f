"""What is asked of a year's list of subjects → the questions, and what a list answers to them.

A document that asks only this of a list is the same under every list that answers alike, whatever
else changed in it.  A look-up that nobody made a question of asks for the whole list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from mingzhang.facts.subject_catalogue import Subject

CODE, BELOW, CALLED, ENDING, WHOLE = "code", "below", "called", "ending", "whole"
FAULTS, TRAVELLING = "faults", "travelling"  # of the file itself: what is wrong, which rows go out


class Question(NamedTuple):
    """A question to the subjects' list of a year; several words are asked of together."""

    year: int
    kind: str
    words: tuple[str, ...] = ()


# Of whoever asks: a worker of a cluster may make two documents at once, each in a thread.
_noted: ContextVar[tuple[set[Question], ...]] = ContextVar("_noted", default=())


@contextmanager
def noting() -> Iterator[set[Question]]:
    """All questions that are asked of lists of subjects meanwhile, whoever asks."""
    questions: set[Question] = set()
    before = _noted.set((*_noted.get(), questions))
    try:
        yield questions
    finally:
        _noted.reset(before)


def note(year: int, kind: str, *words: str) -> None:
    """Notes a question to a list of subjects, where somebody wants to know."""
    for questions in _noted.get():
        questions.add(Question(year, kind, words))


class Listed(Mapping[str, "Subject"]):
    """Subjects by code, as a year's list and a document have them; what is asked is noted.

    ``quiet`` are the same, and whoever looks there says himself what of it he used.
    """

    def __init__(self, year: int, subjects: Mapping[str, Subject]) -> None:
        self.year, self.quiet = year, subjects

    def __getitem__(self, code: str) -> Subject:
        note(self.year, CODE, code)
        return self.quiet[code]

    def __contains__(self, code: object) -> bool:
        note(self.year, CODE, str(code))
        return code in self.quiet

    def __iter__(self) -> Iterator[str]:
        note(self.year, WHOLE)
        return iter(self.quiet)

    def __len__(self) -> int:
        note(self.year, WHOLE)
        return len(self.quiet)

    def below(self, codes: Iterable[str]) -> Iterator[Subject]:
        """The subjects with one of these codes, or below one; in the list's order."""
        above = tuple(sorted(codes))
        note(self.year, BELOW, *above)
        return (one for code, one in self.quiet.items() if code.startswith(above))

    def called(self, name: str) -> Iterator[Subject]:
        """The subjects whose own name is this one."""
        note(self.year, CALLED, name)
        return iter(self._by_name.get(name, ()))

    @cached_property
    def _by_name(self) -> dict[str, list[Subject]]:
        found: dict[str, list[Subject]] = {}
        for one in self.quiet.values():
            found.setdefault(one.name, []).append(one)
        return found


def answers(
    subjects: Mapping[str, Subject], questions: Iterable[Question]
) -> Iterator[tuple[Question, object]]:
    """What a list of subjects answers to questions of one year, each with its answer."""
    ends = {one.words[0] for one in questions if one.kind == ENDING}
    ending = {end: tuple(found) for end, found in _by_end(subjects, ends).items()}
    for one in sorted(questions):
        yield one, ending.get(one.words[0]) if one.kind == ENDING else _answer(subjects, one)


def _answer(subjects: Mapping[str, Subject], one: Question) -> object:
    if one.kind == CODE:
        return subjects.get(one.words[0])
    if one.kind == BELOW:
        return tuple(known for code, known in subjects.items() if code.startswith(one.words))
    is_called = one.kind == CALLED
    return tuple(s for s in subjects.values() if not is_called or s.name == one.words[0])


def _by_end(subjects: Mapping[str, Subject], ends: Iterable[str]) -> dict[str, list[Subject]]:
    """The subjects with a name that ends so, by the end."""
    found: dict[str, list[Subject]] = {end: [] for end in ends}
    sizes = {len(end) for end in found}
    for one in subjects.values():
        for end in {name[-size:] for name in (one.name, *one.other_names) for size in sizes}:
            if end in found:
                found[end].append(one)
    return found
