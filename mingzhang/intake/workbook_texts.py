"""Texts: sheets of words → duties, names, and what sentences say that no table has.

Which sheet is what, and which sentences hold a figure or a word, is said in the form's folder.
What the office's form left to be filled (x,xxx、XX) is no figure and no text: it is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.facts.amount import UNKNOWN, Amount, Unit
from mingzhang.grid.grid import Grid, Spot
from mingzhang.grid.workbook_grids import number_in
from mingzhang.intake.row_sentences import OfRow, OfSubject, of_subjects
from mingzhang.intake.sentence_patterns import COUNTS, HOLE, MONEY, OF_ROW, compiled
from mingzhang.intake.sheet_figures import converted
from mingzhang.intake.source_lines import money
from mingzhang.intake.word_matching import plain
from mingzhang.intake.workbook_aliases import Aliases

DUTIES, TERMS, NOTHING = "职责", "名词解释", "不读"
DUTIES_FILE = "duties.md"
PROMPT = re.compile(
    r"[xX][,，]?[xX]{2,}|[xX]{2,}|Ｘ{2,}|×{2,}|…+[。；）]|…+$|主要原因是[。，；]", re.MULTILINE
)
NUMBERED = r"[(（][一二三四五六七八九十0-9]+[)）]|[一二三四五六七八九十]+、|[0-9]+[.．、]|[①-⑳]"
TERM = re.compile(rf"^(?:{NUMBERED})?\s*([^。]+?)[:：](.+)$")
Key = tuple[str, ...]
FULL_DIGITS = str.maketrans("０１２３４５６７８９．", "0123456789.")
LISTED = "、"  # ends the key of what is written one after the other
CONTENTS, MANY = "目录", 60
LONGEST = 40  # characters of a text that a message quotes


@dataclass(frozen=True)
class Said:
    """A value that a workbook's text says, under its key, with the sheet and cell.

    ``amount`` is how exactly a figure is known.
    """

    key: Key
    value: object
    grid: Grid
    spot: Spot
    amount: Amount = UNKNOWN


@dataclass
class Texts:
    """What the text sheets of a workbook say: values by key, files by name, and findings.

    ``grids`` are the sheets whose sentences are read, ``of_subjects`` is what they say of subjects,
    ``of_rows`` the same for the rows of the source.
    """

    grids: list[Grid] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    of_subjects: list[OfSubject] = field(default_factory=list)
    of_rows: tuple[OfRow, ...] = ()
    terms: list[dict[str, object]] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)


def read_texts(grids: Sequence[Grid], aliases: Aliases, unit: Unit) -> Texts:
    """All that a workbook's texts say; of two that say the same key the first counts."""
    texts = Texts()
    for grid in grids:
        kind = _kind(grid, aliases.texts)
        if kind is None or kind != NOTHING:
            texts.grids.append(grid)
            texts.said += _sentences(grid, aliases.sentences, unit)
            texts.of_subjects += of_subjects((grid,), aliases.sentences)
        if kind is not None:
            texts.found += _prompts(grid)
        if kind == DUTIES:
            _read_duties(grid, texts)
        elif kind == TERMS:
            texts.terms += [t for t in _terms(grid) if plain(str(t["词"])) not in aliases.terms]
            texts.found += _no_terms(grid)
    texts.said = list({one.key: one for one in reversed(texts.said)}.values())
    return texts


def unread_texts(grids: Sequence[Grid], aliases: Aliases) -> Iterator[Diagnostic]:
    """Each text of a workbook of which the form says nothing, but for cover and contents."""
    for grid in grids:
        words = sum(len(spot.text) for spot in grid.spots.values())
        said = (grid.name, *(spot.text for spot in grid.spots.values()))
        is_list = any(plain(text) == CONTENTS for text in said)
        if words < MANY or is_list or any(grid.numbers()) or _kind(grid, aliases.texts):
            continue
        message = f"工作表“{grid.name}”是文字，没有读。"
        hint = "要公开的话，请在来源里填写。"
        yield Diagnostic(Place(Path(grid.file)), "MZ817", message, hint, Severity.NOTE)


def _kind(grid: Grid, kinds: Mapping[str, str]) -> str | None:
    """What kind of text a workbook's sheet holds, by its first words."""
    first = next((spot.text for _, spot in sorted(grid.spots.items())), "")
    return next((kind for title, kind in kinds.items() if plain(first).endswith(title)), None)


def _body(grid: Grid) -> Iterator[tuple[Spot, str]]:
    """The lines of every cell of a workbook's text but the title."""
    for _, spot in sorted(grid.spots.items())[1:]:
        for line in spot.text.splitlines():
            if line.strip(" \u3000\t"):
                yield spot, line.strip(" \u3000\t")


def _read_duties(grid: Grid, texts: Texts) -> None:
    lines = [line for _, line in _body(grid)]
    if lines and not any(map(PROMPT.search, lines)):
        texts.files[DUTIES_FILE] = "\n\n".join(lines) + "\n"


def _terms(grid: Grid) -> Iterator[dict[str, object]]:
    for _, line in _body(grid):
        found = TERM.match(line)
        if found and not PROMPT.search(line):
            yield {"词": found[1].strip(), "释义": found[2].strip()}


def _no_terms(grid: Grid) -> Iterator[Diagnostic]:
    """One finding for the lines of a workbook's text of terms that explain no word."""
    lines = ((spot, line) for spot, line in _body(grid) if not PROMPT.search(line))
    left = [(spot, line) for spot, line in lines if not TERM.match(line) and line[-1] not in ":："]
    if not left:
        return
    spot, line = left[0]
    message = f"{grid.cell(spot)} 有 {len(left)} 行不是“词：释义”，没有读，如“{line[:LONGEST]}”。"
    hint = "要公开的话，请在来源的“名词解释”里填写。"
    yield Diagnostic(Place(Path(grid.file)), "MZ817", message, hint, Severity.NOTE)


def _prompts(grid: Grid) -> Iterator[Diagnostic]:
    """One finding for a workbook's text that still has what the form left to be filled."""
    left = [(spot, line) for spot, line in _body(grid) if PROMPT.search(line)]
    if not left:
        return
    spot, line = left[0]
    prompt = PROMPT.search(line)
    near = line[max(0, prompt.start() - 10) :][:LONGEST] if prompt else ""
    message = f"{grid.cell(spot)} 还有没有填的地方（{len(left)} 行），如“{near}”，这些行没有读。"
    hint = "在工作簿里填好再导入，或导入后在来源里填写。"
    yield Diagnostic(Place(Path(grid.file)), "MZ816", message, hint, Severity.WARNING)


def _sentences(grid: Grid, patterns: Sequence[str], unit: Unit) -> Iterator[Said]:
    for _, spot in sorted(grid.spots.items()):
        if spot.number is not None:
            continue
        for pattern in (one for one in patterns if OF_ROW not in one):
            found = compiled(pattern).search(spot.text.translate(FULL_DIGITS))
            if found:
                yield from _holes(pattern, found, unit, grid, spot)


def _holes(
    pattern: str, found: re.Match[str], unit: Unit, grid: Grid, spot: Spot
) -> Iterator[Said]:
    named = [(hole[1], pattern[hole.end() :]) for hole in HOLE.finditer(pattern) if hole[1]]
    # As it stands in the sheet, with its full-width digits.
    texts = (spot.text[slice(*found.span(number))] for number in range(1, len(named) + 1))
    for (key, after), text in zip(named, texts, strict=True):
        if not PROMPT.search(text):
            path, value = tuple(key.removesuffix(LISTED).split(".")), text.strip()
            if key.endswith(LISTED):
                names = (name.strip() for name in re.split("[、，]", value))
                yield Said(path, [{"名称": name} for name in names if name], grid, spot)
            else:
                said, amount = _value(value, after, unit)
                yield Said(path, said, grid, spot, amount)


def _value(text: str, after: str, unit: Unit) -> tuple[object, Amount]:
    """What stands in a text's hole, and how exactly that is known."""
    number = number_in(text)
    if number is None or not after.startswith((*MONEY, *COUNTS)):
        return text, UNKNOWN
    own = next((name for name in MONEY if after.startswith(name)), "")
    if not own:
        return number or Decimal(0), Amount(number, measure=after[:1])
    return money(converted(number, own, unit)), Amount.typed(number, Unit.named(own))
