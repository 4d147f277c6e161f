"""Sheet sentences: a workbook's sheets of words held against its tables → figures that differ.

The sums of the tables keep where two rows are exchanged in all of them; the sentences beside them
still tell.  Each is read by the form's own, as those of a published paper are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Operand, Place, Severity
from mingzhang.document.document_region import region_of
from mingzhang.facts.account import Account
from mingzhang.facts.figure import Figure
from mingzhang.grid.grid import Grid, Spot
from mingzhang.inspection.paper_sentences import TABLES, Unlike, compared
from mingzhang.inspection.sentence_holes import holes_of
from mingzhang.inspection.text_outside_tables import ENDS, Speech, alike
from mingzhang.intake.number_placing import Placed
from mingzhang.intake.source_from_grids import Collected
from mingzhang.intake.source_solving import figure_of
from mingzhang.project import Project

FIGURE = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
FEW = 3
LONGEST = 30  # characters of a sentence that a message quotes
HINT = (
    "请看是文字错了还是表错了：表错了的，改正后再导入；"
    "文字错了的不用管，公开的文字由程序照表里的数写。"
)
Cells = Mapping[frozenset[object], Sequence[Placed]]


@dataclass(frozen=True)
class _Said:
    """A figure of a sentence in a workbook's sheets that differs, and the cells that print it."""

    unlike: Unlike
    grid: Grid
    spot: Spot
    cells: Sequence[Placed]

    @property
    def where(self) -> str:
        """The sheet and cell of the sentence."""
        return self.grid.cell(self.spot)

    @property
    def words(self) -> str:
        """What a sentence of a sheet says, its last words."""
        return self.unlike.words[-LONGEST:]

    @property
    def printed(self) -> Decimal | str:
        """The figure of a sheet's sentence."""
        return _number(self.unlike.printed)

    @property
    def meant(self) -> Decimal | str:
        """What the tables beside a sheet's sentence come to."""
        return _number(self.unlike.meant)

    @property
    def tables(self) -> str:
        """The cell that has what a sheet's sentence should say, in words."""
        if not self.cells:
            return ""
        more = f" 等 {len(self.cells)} 处" if len(self.cells) > 1 else ""
        return f"（{self.cells[0].said}{more}）"


def _number(text: str) -> Decimal | str:
    """The number of a sheet's sentence; the words where there is none."""
    plain = text.replace(",", "").rstrip("%")
    return Decimal(plain) if FIGURE.fullmatch(plain) else text


def unlike_sentences(collected: Collected, project: Project) -> tuple[Diagnostic, ...]:
    """What sentences of the workbook's sheets say otherwise than its tables, with both cells."""
    account = collected.solved.account if collected.solved else None
    spots = tuple(_spots(collected.texts.grids))
    if account is None or not spots:
        return ()
    region, _ = region_of(account, project)
    if region is None:
        return ()
    found = compared(holes_of(account, region), _speech(spots)).unlike
    cells = _cells(collected.placed, account)
    said = [
        _Said(one, *spots[one.page], cells.get(_parts(one.figure), ()))
        for one in found
        if not (one.is_cut or one.is_rounded or (one.by != TABLES and one.is_tail))
    ]
    return tuple(_told(said))


def _spots(grids: Iterable[Grid]) -> Iterator[tuple[Grid, Spot]]:
    for grid in grids:
        for _, spot in sorted(grid.spots.items()):
            yield grid, spot


def _speech(spots: Iterable[tuple[Grid, Spot]]) -> Speech:
    """The sentences of sheets as a paper's text, of which every cell is a page."""
    text, starts = "", list[int]()
    for _, spot in spots:
        starts.append(len(text))
        text += "".join(map(_line, filter(None, map(alike, spot.text.splitlines()))))
    return Speech(text, tuple(starts), tuple(range(len(starts))))


def _line(line: str) -> str:
    return line if line[-1] in ENDS else f"{line}。"


def _cells(placed: Iterable[Placed], account: Account) -> Cells:
    """The cells by the typed figures that they come to, to name beside a sheet's sentence."""
    found: dict[frozenset[object], list[Placed]] = defaultdict(list)
    for one in placed:
        if parts := _parts(figure_of(one.target, account)):
            found[parts].append(one)
    return found


def _parts(figure: Figure | None) -> frozenset[object]:
    return frozenset(figure.leaves) if figure else frozenset()


def _told(said: Sequence[_Said]) -> Iterator[Diagnostic]:
    """A finding for each sentence of a sheet, or for two that say each other's figure."""
    left = list(said)
    if len(left) > FEW:
        yield _many(left)
        return
    while left:
        one = left.pop(0)
        other = next((two for two in left if _is_exchanged(one, two)), None)
        if other:
            left.remove(other)
            yield _exchanged(one, other)
        else:
            yield _finding((one,), f"{_clause(one)}。")


def _is_exchanged(one: _Said, other: _Said) -> bool:
    return (one.printed, one.meant) == (other.meant, other.printed)


def _exchanged(one: _Said, other: _Said) -> Diagnostic:
    message = f"{_clause(one)}；{_clause(other)}：表里的两个数多半对调了。"
    return _finding((one, other), message)


def _many(said: Sequence[_Said]) -> Diagnostic:
    first = "；".join(map(_clause, said[:FEW]))
    message = f"文字里 {len(said)} 个数与表不同，多半不是同一稿：{first}……"
    return _finding(said[:FEW], message)


def _clause(one: _Said) -> str:
    meant = f"{one.unlike.by}应为 {one.unlike.meant}{one.tables}"
    return f"{one.where} 写“{one.words}”，{meant}"


def _finding(said: Sequence[_Said], message: str) -> Diagnostic:
    operands = [Operand(one.where, one.unlike.printed) for one in said]
    operands += [Operand(c.where, f"{c.number:f} {c.unit}") for one in said for c in one.cells[:1]]
    place = Place(Path(said[0].grid.file))
    return Diagnostic(place, "MZ833", message, HINT, Severity.WARNING, operands=tuple(operands))
