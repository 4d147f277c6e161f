"""Subject codes (政府收支分类科目): CSV files and an author's additions → a catalogue by code."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.facts.subject_lookups import (
    CODE,
    FAULTS,
    TRAVELLING,
    Listed,
    Question,
    answers,
    note,
)
from mingzhang.reading.csv_rows import UNENDED, csv_rows
from mingzhang.reading.source_text import decode, shown

TOTAL = "合计"
LEVELS = {3: "类", 5: "款", 7: "项"}
GROUP, FUNCTIONAL = 5, "2"  # the length of a 款, the first digit of functional subjects
FUNDS, USUAL_FUND = "funds.csv", "一般公共预算"
KEPT = 8  # catalogues, of the years that documents are of


@dataclass(frozen=True)
class Subject:
    """A subject of the catalogue: functional (3, 5, 7 digits) or economic (3, 5 digits).

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
        """Whether the catalogue lets an author call a subject (科目) by this name."""
        return name in (self.name, *self.other_names)


@dataclass(frozen=True, eq=False)
class Catalogue:
    """The catalogue of subjects by code; ``official`` are those before an author's additions.

    ``funds`` are the budgets that subjects are paid from, by the code that they begin with.
    """

    subjects: Listed
    official: Listed
    funds: Mapping[str, str] = field(default_factory=dict)

    def get(self, code: str) -> Subject | None:
        """The catalogue's subject (科目) with that code, or None for an unknown code."""
        return self.subjects.get(code)

    def name(self, code: str) -> str:
        """The catalogue's name of a code; 合计 for the empty one, itself where unknown."""
        if not code:
            return TOTAL
        subject = self.get(code)
        return subject.name if subject else code

    def fund(self, code: str) -> str:
        """The fund in the catalogue of a functional subject; empty where it is not known."""
        lengths = sorted({len(code), *LEVELS}, reverse=True)
        return next((self.funds[code[:n]] for n in lengths if code[:n] in self.funds), "")

    def with_named(self, named: Iterable[Subject]) -> Catalogue:
        """The catalogue with subjects that rows name and that nothing else knows."""
        found = {s.code: s for s in named if s.code not in self.subjects}
        return self._with({**self.subjects.quiet, **found})

    def with_additions(self, added: Iterable[Subject]) -> Catalogue:
        """The catalogue in which an author's subjects stand beside or replace the known ones."""
        merged = dict(self.subjects.quiet)
        for subject in added:
            note(self.subjects.year, CODE, subject.code)
            known = merged.get(subject.code, subject)
            merged[subject.code] = replace(
                known,
                name=subject.name or known.name,
                description=subject.description or known.description,
            )
        return self._with(merged)

    def over(self, others: Mapping[str, Subject]) -> Catalogue:
        """The catalogue, and what only ``others`` have; of a known subject, what explains it."""
        own = self.subjects.quiet
        explained = {
            code: replace(own[code], description=own[code].description or other.description)
            for code, other in others.items()
            if code in own
        }
        return self._with({**others, **own, **explained})

    def _with(self, subjects: Mapping[str, Subject]) -> Catalogue:
        return replace(self, subjects=Listed(self.subjects.year, subjects))


def ancestors(code: str) -> tuple[str, ...]:
    """The codes above a subject in the catalogue: 2101501 → "", 210, 21015."""
    return ("", *(code[:length] for length in LEVELS if length < len(code)))


def read_catalogue(folder: Path, year: int = 0, own: Path | None = None) -> Catalogue:
    """The catalogue of known subjects: of all years, and over them the project's own list.

    The list (``subjects-2026.csv``) says how a code is called in its year; what else it was called
    stays another name of it.  It lies in the folder ``own``, or beside the others.  What is wrong
    in it is left out, and told by ``list_faults``.
    """
    return _catalogue(folder, year, _bytes(own_list(own or folder, year)))


@lru_cache(KEPT)
def _catalogue(folder: Path, year: int, listed: bytes) -> Catalogue:
    subjects: dict[str, Subject] = {}
    for name in ("functional.csv", "economic.csv"):
        subjects |= {row["code"]: _subject(row) for row in _lines(folder / name)}
    funds = _funds(folder / FUNDS, subjects)
    for code, name in _named(listed):
        subjects[code] = _renamed(subjects.get(code), code, name)
    return Catalogue(Listed(year, subjects), Listed(year, subjects), funds)


def answered(
    questions: Iterable[Question], folder: Path, own: Path
) -> Iterator[tuple[Question, object]]:
    """What the catalogue and a project's ``own`` lists answer now to questions of any years."""
    by_year: dict[int, list[Question]] = {}
    for one in questions:
        by_year.setdefault(one.year, []).append(one)
    for year, asked in sorted(by_year.items()):
        file = own_list(own, year)
        subjects = read_catalogue(folder, year, own).subjects.quiet
        yield from answers(subjects, [q for q in asked if q.kind not in (FAULTS, TRAVELLING)])
        for one in sorted(q for q in asked if q.kind in (FAULTS, TRAVELLING)):
            if one.kind == FAULTS:
                yield one, tuple(list_faults(file))
            else:
                # Without any rows, too, a list travels.
                yield one, (file.is_file(), *travelling_rows(file, one.words))


def _funds(file: Path, known: Iterable[str]) -> dict[str, str]:
    """The catalogue's fund of each known 款: the general one, unless the list says another.

    A 款 that only a project's own list has may be a new one of any budget, and a 类 has several.
    """
    listed = {row["code"]: row["fund"] for row in _lines(file)}
    general = (code for code in known if len(code) == GROUP and code[0] == FUNCTIONAL)
    shared = {code[:GROUP] for code in listed}  # one 项 of another budget leaves its 款 open
    usual = {code: USUAL_FUND for code in general if not {code, code[:3]} & shared}
    return usual | listed


def _lines(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def own_list(folder: Path, year: int) -> Path:
    """A project's own catalogue, the file of a year's official subjects (科目), if there is one."""
    return folder / f"subjects-{year}.csv"


def official(file: Path) -> Iterator[tuple[str, str]]:
    """The catalogue of a project's own list, codes and names; none without such a file."""
    yield from _named(_bytes(file))


def travelling_rows(file: Path, codes: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Of a project's own catalogue the rows of codes and of those above them, and every 类."""
    above = {code[:length] for code in codes for length in LEVELS}
    named = (row for row in official(file) if row[0].isdecimal())
    return (row for row in named if row[0] in above or len(row[0]) == min(LEVELS))


def told_faults(folder: Path, year: int) -> Iterator[Diagnostic]:
    """What is wrong in the list of a year for the catalogue of who asks."""
    note(year, FAULTS)
    yield from list_faults(own_list(folder, year))


def list_faults(file: Path) -> Iterator[Diagnostic]:
    """What is wrong in a project's own list for the catalogue; nothing without such a file."""
    data, at = _bytes(file), shown(file)
    text = decode(data, at)
    if isinstance(text, Diagnostic):
        yield text
        return
    rows = csv_rows(text)
    if data and rows.unended != 1 and not {"code", "name"} <= {*rows.heads}:
        message = "第一行里没有 code 和 name 两列。"
        yield Diagnostic(Place(at, 1, 1), "MZ741", message, IMPORT_AGAIN)
        return
    for line, row in rows.named():
        code = row["code"].strip()
        if not _is_good(row) and code and not code.startswith("#"):
            message = f"“{code}”这一行没有名称，或编码不是 3、5、7 位数字。"
            yield Diagnostic(Place(at, line, 1), "MZ742", message, IMPORT_AGAIN)
    if rows.unended:
        yield Diagnostic(Place(at, rows.unended, 1), "MZ742", UNENDED, IMPORT_AGAIN)


IMPORT_AGAIN = "请改正这一行，或者用 mingzhang catalogue import 重新导入这一年的目录。"


def _bytes(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""


def _named(listed: bytes) -> Iterator[tuple[str, str]]:
    """The good rows of a project's own list for the catalogue: codes and names."""
    try:
        rows = csv_rows(listed.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return
    if {"code", "name"} <= {*rows.heads}:
        named = (row for _, row in rows.named())
        yield from ((row["code"].strip(), row["name"]) for row in named if _is_good(row))


def _is_good(row: Mapping[str, str]) -> bool:
    """Whether a row of a list for the catalogue names a subject."""
    code = row["code"].strip()
    return len(code) in LEVELS and code.isdecimal() and bool(row["name"].strip())


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
