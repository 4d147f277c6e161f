"""Row sentences: sheets of words → what they say of a subject (科目), for its line of the source.

The form's folder writes such a sentence with the line's own keys: ``“{支出:科目}”{}万元，主要用于
{支出:用途}``.  The subject is known by its name, alone or below those of its 款 and 类.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.facts.subject_catalogue import Catalogue, ancestors
from mingzhang.grid.grid import Grid, Spot
from mingzhang.intake.sentence_patterns import OF_ROW, SUBJECT, compiled, holes
from mingzhang.intake.word_matching import plain_name

PROMPT = re.compile(r"[xX×Ｘ]{2,}|^…+|…+$")
LEVEL = re.compile(r"[(（](?:类|款|项)[)）]")
LONGEST = 30  # characters of a name that a message quotes


@dataclass(frozen=True)
class OfSubject:
    """What a sentence says of a subject: the list, the subject's name, the key and its text."""

    section: str
    name: str
    key: str
    text: str
    grid: Grid
    spot: Spot


@dataclass(frozen=True)
class OfRow:
    """A text for a row of the source, by the code of its subject."""

    section: str
    code: str
    key: str
    text: str


def of_subjects(grids: Sequence[Grid], patterns: Sequence[str]) -> Iterator[OfSubject]:
    """What the sentences of sheets say of subjects; a prompt that was left says nothing."""
    mine = [pattern for pattern in patterns if OF_ROW in pattern]
    for grid in grids:
        for _, spot in sorted(grid.spots.items()):
            for pattern in mine:
                for found in compiled(pattern).finditer(spot.text):
                    yield from _told(holes(pattern), found, grid, spot)


def _told(keys: Sequence[str], found: re.Match[str], grid: Grid, spot: Spot) -> Iterator[OfSubject]:
    said = {key: text.strip() for key, text in zip(keys, found.groups(), strict=True)}
    names = {key.split(OF_ROW)[0]: text for key, text in said.items() if key.endswith(SUBJECT)}
    for key, text in said.items():
        section, _, own = key.partition(OF_ROW)
        name = names.get(section, "")
        if own and not key.endswith(SUBJECT) and not any(map(PROMPT.search, (name, text))):
            yield OfSubject(section, name, own, text, grid, spot)


def of_rows(
    told: Sequence[OfSubject], values: Mapping[str, object], catalogue: Catalogue
) -> tuple[tuple[OfRow, ...], tuple[Diagnostic, ...]]:
    """The texts for rows of a source's values, and what is said of a subject without a row."""
    found: list[OfRow] = []
    left: list[OfSubject] = []
    for one in told:
        codes = {
            code for code in _codes(values.get(one.section)) if _is_called(one, code, catalogue)
        }
        if len(codes) == 1:
            found.append(OfRow(one.section, codes.pop(), one.key, one.text))
        else:
            left.append(one)
    return tuple(found), tuple(map(_left, left))


def _codes(rows: object) -> Iterator[str]:
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, Mapping) and "科目" in row:
            yield str(row["科目"])


def _is_called(one: OfSubject, code: str, catalogue: Catalogue) -> bool:
    """Whether a sentence's words are the names of a subject and of those above it."""
    names = [plain_name(part) for part in LEVEL.split(one.name) if plain_name(part)]
    path = [code, *sorted(ancestors(code), key=len, reverse=True)]
    return bool(names) and all(
        (known := catalogue.get(own)) is not None
        and name in map(plain_name, (known.name, *known.other_names))
        for name, own in zip(reversed(names), path, strict=False)
    )


def _left(one: OfSubject) -> Diagnostic:
    name = one.name if len(one.name) <= LONGEST else f"…{one.name[-LONGEST:]}"
    message = (
        f"{one.grid.cell(one.spot)} 说的“{name}”在“{one.section}”里找不到是哪一行，"
        f"它的“{one.key}”没有读入。"
    )
    hint = f"请核对句子里科目的名称；要印的，在来源里这一行写上“{one.key}”。"
    return Diagnostic(Place(Path(one.grid.file)), "MZ817", message, hint, Severity.NOTE)
