"""Agencies: whose figures the heads of sheets say they are → a warning where they are another's.

Into a document that is there only figures go: those of another agency's workbook would change
every one of them, and nothing else would look unlike before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Operand, Place, Severity
from mingzhang.grid.grid import Grid, Spot
from mingzhang.intake.sheet_heads import TITLE_ROWS
from mingzhang.intake.word_matching import UNIT, plain

WHOSE = re.compile(
    r"^(?:(?:编制|填报|公开|预算|决算|预算主管)?(?:部门|单位)(?:名称)?|名称)(?:\(.{1,4}\))?:(.*)$"
)
BRACKETED = re.compile(r"\([^()]*\)$")
CODED = re.compile(r"^[0-9]{3,}[-—_:]?(?=[^0-9年月])")  # 606006-某局
OPEN = re.compile(r"[Xx]{2}|[…_]|\.\.\.")  # what a form leaves to be filled in
HINT = "请核对拿对了工作簿没有；拿错了的，再导入自己的。是同一个单位的，改正表头，不改也可以。"
HINT_OF_NEW = "请核对各张表是不是同一个单位的；是的，改正表头，不改也可以。"
HINT_OF_SPELLING = "请核对是哪一个写错了，改正后再导入；照表里写的已经写进来源的，在来源里改。"
SUMMED = ("", "(汇总)")  # any other bracket may be part of the name
SHORTEST = 5  # letters of a name of which one may be a slip of the hand
COUNTED = frozenset("一二三四五六七八九十东南西北中上下0123456789")  # what parts names of sisters
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


def own_name(grids: Iterable[Grid]) -> str:
    """The agency's name where every sheet's head that says one says the same; else empty."""
    found = agencies_in(grids)
    if len(found) != 1:
        return ""
    name, (_, spot) = next(iter(found.items()))
    _, written, behind = spot.text.partition(name)
    return written if plain(behind) in SUMMED else ""


def spelt_otherwise(grids: Sequence[Grid]) -> tuple[Diagnostic, ...]:
    """A warning where one sheet writes an agency's name with another letter than the others.

    Two names in one sheet are of two agencies.
    """
    rows: dict[str, dict[int, Named]] = {}
    heads: dict[str, dict[int, Named]] = {}
    for grid in grids:
        named = dict(_named(grid))
        for name, spot in named.items():
            heads.setdefault(name, {})[id(grid)] = (grid, spot)
        for word, spot in _words(grid):
            if spot not in named.values():
                rows.setdefault(word, {}).setdefault(id(grid), (grid, spot))
    for name, cells in heads.items():
        listed = rows.get(name, {})
        for said, others in rows.items() if len({*cells, *listed}) > 1 else ():
            if len(others) == 1 and not others.keys() & listed.keys() and _is_slip(said, name):
                return (_spelt(next(iter(others.values())), next(iter(cells.values())), name),)
    return ()


def _words(grid: Grid) -> Iterator[tuple[str, Spot]]:
    """The words of a sheet that may be an agency's name."""
    words = ((_bare(plain(spot.text)), spot) for _, spot in sorted(grid.spots.items()))
    return ((word, spot) for word, spot in words if len(word) >= SHORTEST)


def _is_slip(said: str, name: str) -> bool:
    """Whether an agency's name differs by one letter, which neither numbers it nor ends it."""
    if len(said) != len(name) or said[-1] != name[-1]:
        return False
    apart = [pair for pair in zip(said, name, strict=True) if pair[0] != pair[1]]
    return len(apart) == 1 and not COUNTED.intersection(apart[0])


def _spelt(one: Named, own: Named, name: str) -> Diagnostic:
    """That a sheet writes an agency's name otherwise than the head of another."""
    said = Operand(one[0].cell(one[1]), one[1].text.strip())
    other = Operand(own[0].cell(own[1]), name)
    message = f"{said.label} 写的是“{said.value}”，{other.label} 等处写的是“{name}”。"
    return _finding(one[0], message, HINT_OF_SPELLING, said, other)


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
    return ":" not in text and len(_bare(text)) > 1 and not (_is_unit(text) or OPEN.search(text))


def _is_unit(text: str) -> bool:
    is_money = bool(UNIT.fullmatch(f"单位:{text}")) or text.endswith("元")
    return is_money or _bare(text)[0].isdigit()


def _bare(name: str) -> str:
    """An agency's name without its code before it and a bracket behind it (汇总)."""
    return BRACKETED.sub("", CODED.sub("", name))


def _is_alike(one: str, other: str) -> bool:
    """Whether two names may be one agency's: a sheet may leave out words of the full one."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(letter in rest for letter in short)
