"""Agencies: whose figures the heads of sheets say they are → a warning where they are another's.

Into a document that is there only figures go: those of another agency's workbook would change
every one of them, and nothing else would look unlike before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Operand, Place, Severity
from mingzhang.grid.grid import Grid, Spot
from mingzhang.intake.sheet_heads import TITLE_ROWS
from mingzhang.intake.word_matching import UNIT, plain

WHOSE = re.compile(
    r"^(?:(?:编制|填报|公开|预算|决算|预算主管)?(?:部门|单位)(?:名称)?|名称)(?:\(.{1,4}\))?:(.*)$"
)
BRACKETED = re.compile(r"\([^()]*\)$")
OPEN = re.compile(r"[Xx]{2}|[…_]|\.\.\.")  # what a form leaves to be filled in
HINT = "请核对拿对了工作簿没有；拿错了的，再导入自己的。是同一个单位的，改正表头，不改也可以。"
HINT_OF_NEW = "请核对各张表是不是同一个单位的；是的，改正表头，不改也可以。"
Named = tuple[Grid, Spot]


def agencies_in(grids: Iterable[Grid]) -> Mapping[str, Named]:
    """Each agency that the heads of sheets name, with the first cell that does."""
    found: dict[str, Named] = {}
    for grid in grids:
        for name, spot in _named(grid):
            found.setdefault(name, (grid, spot))
    return found


def other_agency(grids: Iterable[Grid], name: str) -> tuple[Diagnostic, ...]:
    """A warning where sheets name an agency that is not the document's.

    A new document has no ``name`` yet: its sheets are held against the first of them.
    """
    found = agencies_in(grids)
    own = _bare(plain(name)) or next(iter(found), "")
    others = {said: cell for said, cell in found.items() if not _is_alike(said, own)}
    if not others:
        return ()
    said, (grid, spot) = next(iter(others.items()))
    cell = Operand(grid.cell(spot), said)
    if name:
        message = f"{cell.label} 写的是“{said}”，这份文档是“{own}”的；照表里的数读了。"
        return (_finding(grid, message, HINT, cell),)
    first_grid, first = found[own]
    place = Operand(first_grid.cell(first), own)
    message = f"{place.label} 写的是“{own}”，{cell.label} 写的是“{said}”；照表里的数读了。"
    return (_finding(grid, message, HINT_OF_NEW, place, cell),)


def _finding(grid: Grid, message: str, hint: str, *cells: Operand) -> Diagnostic:
    place = Place(Path(grid.file))
    return Diagnostic(place, "MZ846", message, hint, Severity.WARNING, operands=cells)


def _named(grid: Grid) -> Iterator[tuple[str, Spot]]:
    """The names in a sheet's head, each behind its word or in the next cell that has any."""
    for row in grid.top(TITLE_ROWS):
        spots = [spot for spot in grid.row(row) if not spot.is_empty]
        for number, spot in enumerate(spots):
            said = WHOSE.match(plain(spot.text))
            beside = spots[number + 1 : number + 2]
            holder = spot if said and said[1] else next(iter(beside), spot)
            text = (said[1] or plain(holder.text)) if said else ""
            if _is_name(text):
                yield _bare(text), holder


def _is_name(text: str) -> bool:
    """Whether a word in a sheet's head may be an agency: no unit of money, no place to fill."""
    return len(text) > 1 and ":" not in text and not (_is_unit(text) or OPEN.search(text))


def _is_unit(text: str) -> bool:
    return bool(UNIT.fullmatch(f"单位:{text}")) or text.endswith("元") or text[0].isdigit()


def _bare(name: str) -> str:
    """An agency's name without a bracket behind it (汇总)."""
    return BRACKETED.sub("", name)


def _is_alike(one: str, other: str) -> bool:
    """Whether two names may be one agency's: a sheet may leave out words of the full one."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(letter in rest for letter in short)
