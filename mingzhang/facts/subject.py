"""Subject codes (政府收支分类科目): CSV files and an author's additions → a catalogue by code."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

TOTAL = "合计"
LEVELS = {3: "类", 5: "款", 7: "项"}


@dataclass(frozen=True)
class Subject:
    """A functional (类/款/项: 3, 5, 7 digits) or economic (类/款: 3, 5 digits) subject.

    ``group`` is 人员经费 or 公用经费 for economic subjects; ``confirmed`` says that the name was
    seen with its code in a published disclosure.
    """

    code: str
    name: str
    other_names: tuple[str, ...] = ()
    group: str = ""
    confirmed: bool = True
    description: str = ""

    def is_called(self, name: str) -> bool:
        """Whether an author may call it so."""
        return name in (self.name, *self.other_names)


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Subjects by code; ``official`` are the known ones, before an author's additions."""

    subjects: Mapping[str, Subject]
    official: Mapping[str, Subject] = field(default_factory=dict)

    def get(self, code: str) -> Subject | None:
        """The subject, or None for an unknown code."""
        return self.subjects.get(code)

    def name(self, code: str) -> str:
        """Its name; 合计 for the empty code, the code itself where it is unknown."""
        if not code:
            return TOTAL
        subject = self.get(code)
        return subject.name if subject else code

    def with_named(self, named: Iterable[Subject]) -> Catalogue:
        """The catalogue with subjects that rows name and that nothing else knows."""
        found = {s.code: s for s in named if s.code not in self.subjects}
        return Catalogue({**self.subjects, **found}, self.official)

    def with_additions(self, added: Iterable[Subject]) -> Catalogue:
        """The catalogue in which an author's subjects stand beside or replace the known ones."""
        merged = dict(self.subjects)
        for subject in added:
            known = merged.get(subject.code, subject)
            merged[subject.code] = replace(
                known,
                name=subject.name or known.name,
                description=subject.description or known.description,
            )
        return Catalogue(merged, self.official)


def ancestors(code: str) -> tuple[str, ...]:
    """The codes above: 2101501 → "", 210, 21015."""
    return ("", *(code[:length] for length in LEVELS if length < len(code)))


@cache
def read_catalogue(folder: Path, year: int = 0, own: Path | None = None) -> Catalogue:
    """The known subjects: those of all years, and over them the project's own list of a year.

    The list (``subjects-2026.csv``) says how a code is called in its year; what else it was called
    stays another name of it.  It lies in the folder ``own``, or beside the others.
    """
    subjects: dict[str, Subject] = {}
    for name in ("functional.csv", "economic.csv"):
        with (folder / name).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                subjects[row["code"]] = _subject(row)
    for code, name in _official(own_list(own or folder, year)):
        subjects[code] = _renamed(subjects.get(code), code, name)
    return Catalogue(subjects, subjects)


def own_list(folder: Path, year: int) -> Path:
    """Where the project keeps the official list of a year, if it has one."""
    return folder / f"subjects-{year}.csv"


def _official(file: Path) -> Iterator[tuple[str, str]]:
    if file.is_file():
        with file.open(encoding="utf-8", newline="") as lines:
            yield from ((row["code"], row["name"]) for row in csv.DictReader(lines))


def _renamed(known: Subject | None, code: str, name: str) -> Subject:
    if known is None:
        return Subject(code, name)
    others = tuple(n for n in (known.name, *known.other_names) if n != name)
    return replace(known, name=name, other_names=others, confirmed=True)


def _subject(row: Mapping[str, str]) -> Subject:
    other_names = tuple(filter(None, row["other_names"].split("|")))
    confirmed = row["confirmed"] == "yes"
    group = row.get("group") or ""
    return Subject(row["code"], row["name"], other_names, group, confirmed, row["description"])
