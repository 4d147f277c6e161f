"""Blamed: a workbook whose cells do not agree → the few cells that all of it follows.

A digit mistyped in one cell makes every sum above it come to something else.  So the cell whose
change mends most is looked for, the sheets are read again as if it were right, and only what is
still wrong then is told besides.  Nothing is changed by that: the workbook's owner decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Operand, Place
from mingzhang.facts.amount import EXACT, Amount, Unit
from mingzhang.forms.dimensions import Bases
from mingzhang.grid.grid import Grid
from mingzhang.grid.workbook_grids import number_in
from mingzhang.inspection.claimed_sums import Culprit, culprits, mended, sums_of
from mingzhang.inspection.listed_cells import Lists, listed, short_totals
from mingzhang.inspection.rows_a_table_lacks import lacking_rows, subject_of
from mingzhang.inspection.shifted_names import Shifted, shifted_names
from mingzhang.intake.number_placing import Placed
from mingzhang.intake.sheet_figures import amount_of
from mingzhang.intake.source_from_grids import Collected
from mingzhang.intake.source_solving import UNSURE

FOLLOWING = ("MZ812", "MZ813")
FEW = 3  # cells that are named
CELL_HINT = "请核对这一格，改正后再导入；确实如此公布的，请按手册“公布数”在来源里填写。"
ROW_HINT = "请在这张表里补上这一行，再导入。"
NAME_HINT = "请对着原表核对这一行的名称，改正后再导入；原表就是这样的，核对别的表。"
SHEET_HINT = "请对着原表看这张表：两列填反了、行错了位，还是单位写错了；改正后再导入。"
TOGETHER_HINT = (
    "请把这几张表对着看：是不是漏了一行、几行错了位、一列填错了，或者有一张是另一稿的；改正后再导入；"
    "确实如此公布的，请按手册“公布数”在来源里填写。"
)
# Where most of it cannot be told apart, for “…” stands in cells that should be blank.
OPEN_HINT = (
    "“…”是没有公布的数，要用它的各格都不能确定：没有发生的、空着的格，请写 0、— 或者留空，再导入；"
    "确实没有公布的，请按手册“数据缺口”在来源里填写。"
)
Numbers = Mapping[int, Decimal]  # of cells that are read otherwise, by identity
Again = Callable[[Sequence[Grid]], Collected]


def blamed(collected: Collected, grids: Sequence[Grid], bases: Bases, again: Again) -> Collected:
    """The findings with the blamed cells told once; ``again`` reads sheets as before."""
    following = _following(collected.found)
    if not following:
        return collected
    if (renamed := _renamed(collected, grids, bases, again)) is not None:
        return renamed
    told, following = _without_listed_row(following, collected, bases)
    if told:
        others = (one for one in collected.found if one.code not in FOLLOWING)
        return replace(collected, found=(*told, *others, *_together(following, has_gaps=False)))
    lists = listed(Lists(*collected.lists), bases)
    placed = (*collected.placed, *lists.cells)
    found = culprits((*sums_of(collected.placed, bases), *lists.sums))
    told = tuple(_of_cells(found, len(following)))
    right = mended(placed, found)
    numbers = {id(a): b.number for a, b in zip(placed, right, strict=True) if a is not b}
    left = _following(again(_reread(grids, placed, numbers)).found) if numbers else following
    if len(told) + len(left) >= len(following):
        told, left = _without_rows(following, collected), following
        left = () if told else left
    others = (one for one in collected.found if one.code not in FOLLOWING)
    return replace(
        collected, found=(*told, *others, *_together(left, has_gaps=bool(collected.told.gaps)))
    )


def _renamed(
    collected: Collected, grids: Sequence[Grid], bases: Bases, again: Again
) -> Collected | None:
    """The findings with a row to blame that has another's name, if the right one mends most."""
    for one in shifted_names(collected.placed):
        text = one.right.text
        right = [_with_text(grid, one, text) for grid in grids]
        then = again(right)
        if len(_following(then.found)) * 2 <= len(_following(collected.found)):
            rest = blamed(then, right, bases, again).found
            where, other = one.grid.cell(one.spot), one.other.cell(one.right)
            message = (
                f"{where} 写的是“{one.spot.text.strip()}”，别的表没有这一类的支出；"
                f"别的表有“{text.strip()}”（{other}），这里没有：多半是名称写错了行。"
            )
            operands = (Operand(where, one.spot.text.strip()), Operand(other, text.strip()))
            place = Place(Path(one.grid.file))
            told = Diagnostic(place, "MZ824", message, NAME_HINT, operands=operands)
            return replace(collected, found=(told, *rest))
    return None


def _with_text(grid: Grid, one: Shifted, text: str) -> Grid:
    """The sheets with the right name in a row to blame."""
    if (grid.digest, grid.name) != (one.grid.digest, one.grid.name):
        return grid
    at = (one.spot.row, one.spot.column)
    return replace(grid, spots={**grid.spots, at: replace(one.spot, text=text)})


def _without_listed_row(
    following: tuple[Diagnostic, ...], collected: Collected, bases: Bases
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """A finding for each list to blame whose total has a row more, and what does not follow."""
    told: list[Diagnostic] = []
    for listing in collected.lists[0]:
        if short := short_totals(listing, bases):
            cells = {listing.grid.cell(spot) for spot in listing.grid.numbers()}
            following = tuple(
                one for one in following if not (one.operands and one.operands[0].label in cells)
            )
            told.append(_short(short))
    return tuple(told), following


def _short(short: Sequence[tuple[Placed, Amount]]) -> Diagnostic:
    """That a list to blame lacks a row: what its total has more, by column."""
    more = "、".join(f"{cell.where} 多 {_in_unit(apart, cell)}" for cell, apart in short[:FEW])
    message = f"合计一行比列出的各行多：{more}，各列正好是一行的：多半是漏了一行。"
    operands = tuple(Operand(cell.where, _said(cell)) for cell, _ in short)
    place = Place(Path(short[0][0].grid.file))
    return Diagnostic(place, "MZ824", message, ROW_HINT, operands=operands)


def _in_unit(amount: Amount, like: Placed) -> str:
    unit = Unit.WAN if like.unit == Unit.WAN.label else Unit.YUAN
    return f"{amount.displayed(unit):f} {like.unit}"


def _without_rows(following: Sequence[Diagnostic], collected: Collected) -> tuple[Diagnostic, ...]:
    """The rows to blame with nothing below them, of which another table has it.

    What a table says of a row and not below it is counted twice beside the row of the other.
    """
    apart = [*map(_apart, following)]
    rows = lacking_rows(collected.placed, collected.told.gaps, collected.depths)
    return tuple(_without_row(one, row, len(following)) for one, row in rows if one.number in apart)


def _apart(one: Diagnostic) -> Decimal | None:
    """By how much a cell differs from what the others come to; None where that is not known."""
    said = [number_in(operand.value.partition(" ")[0]) for operand in one.operands[:2]]
    if len(said) < 2 or said[0] is None or said[1] is None:
        return None
    return abs(EXACT.subtract(said[0], said[1]))


def _without_row(one: Placed, row: Placed, count: int) -> Diagnostic:
    message = (
        f"{one.said}（{subject_of(one)}），这张表里却没有它下面的科目；"
        f"{row.said}（{subject_of(row)}），这里没有这一行。别处 {count} 格因此对不上。"
    )
    operands = tuple(Operand(cell.where, _said(cell)) for cell in (one, row))
    return Diagnostic(Place(Path(one.grid.file)), "MZ824", message, ROW_HINT, operands=operands)


def _together(left: Sequence[Diagnostic], *, has_gaps: bool) -> tuple[Diagnostic, ...]:
    """What has no cell to blame, in one message with the sheets that it is in."""
    if len(left) <= FEW:
        return tuple(left)
    sheets: dict[str, list[Diagnostic]] = defaultdict(list)
    for one in left:
        for name in dict.fromkeys(
            o.label.partition("!")[0] for o in one.operands if "!" in o.label
        ):
            sheets[name].append(one)
    # The sheet that differs most is likely to be the one that is wrong.
    ranked = sorted(sheets.items(), key=lambda pair: -len(pair[1]))
    named = "、".join(f"“{name}”{len(own)} 处" for name, own in ranked)
    first = ranked[0][1][0] if ranked else left[0]
    where = f"：{named}" if named else ""
    message = f"{len(left)} 处对不上{where}。如 {first.message}"
    unsure = [one for one in left if any(operand.value == UNSURE for operand in one.operands)]
    is_open = has_gaps and 2 * len(unsure) > len(left)
    return (replace(first, message=message, hint=OPEN_HINT if is_open else TOGETHER_HINT),)


def _following(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(one for one in found if one.code in FOLLOWING)


def _reread(grids: Sequence[Grid], placed: Iterable[Placed], numbers: Numbers) -> tuple[Grid, ...]:
    """The sheets with other numbers in some blamed cells."""
    spots: dict[tuple[str, str], dict[tuple[int, int], Decimal]] = defaultdict(dict)
    for one in placed:
        if id(one) in numbers:
            own = spots[one.grid.digest, one.grid.name]
            own[one.spot.row, one.spot.column] = numbers[id(one)]
    return tuple(_with(grid, spots.get((grid.digest, grid.name), {})) for grid in grids)


def _with(grid: Grid, numbers: Mapping[tuple[int, int], Decimal]) -> Grid:
    changed = {
        at: replace(grid.spots[at], number=number, text=f"{number:f}")
        for at, number in numbers.items()
        if at in grid.spots
    }
    return replace(grid, spots={**grid.spots, **changed}) if changed else grid


def _of_cells(found: Sequence[Culprit], count: int) -> Iterator[Diagnostic]:
    """A finding for each blamed cell, or for a sheet that has many."""
    sheets: dict[int, list[Culprit]] = defaultdict(list)
    for one in found:
        sheets[id(one.cell.grid)].append(one)
    for members in sheets.values():
        rows: dict[int, list[Culprit]] = defaultdict(list)
        for one in members:
            rows[one.broken[0].whole.spot.row if one.rivals else -one.cell.spot.row - 1].append(one)
        if len(rows) > FEW:
            yield _sheet(members)
            continue
        for alike in rows.values():
            if alike[0].rivals:
                yield _sum(alike)
            else:
                yield from (_cell(one, count if len(found) == 1 else 0) for one in alike)


def _cell(one: Culprit, count: int) -> Diagnostic:
    cell = one.cell
    besides = f"，别处 {count} 格因此对不上" if count else ""
    message = f"{cell.where} 是 {_said(cell)}，按别的格应为 {_meant(one)}{besides}。"
    beside = dict.fromkeys(c for s in one.broken for c in (s.whole, *s.parts) if c is not cell)
    operands = (
        Operand(cell.where, _said(cell)),
        *(Operand(other.where, _said(other)) for other in (*beside,)[:FEW]),
    )
    return Diagnostic(Place(Path(cell.grid.file)), "MZ824", message, CELL_HINT, operands=operands)


def _sum(alike: Sequence[Culprit]) -> Diagnostic:
    """That a row is not what its parts come to; nothing tells which cell to blame."""
    one = alike[0].broken[0]
    whole = one.whole
    unit = Unit.WAN if whole.unit == Unit.WAN.label else Unit.YUAN
    added = Amount(EXACT.subtract(amount_of(whole).value, one.apart)).displayed(unit)
    apart = Amount(one.apart).displayed(unit)
    cells = "、".join(each.broken[0].whole.where for each in alike[1 : FEW + 1])
    besides = f"（{cells} 也是）" if cells else ""
    message = (
        f"{whole.where} 是 {_said(whole)}，组成它的各格相加是 {added:f} {whole.unit}，"
        f"差 {apart:f} {whole.unit}{besides}：有一格写错了，或者漏了、多了一行。"
    )
    operands = tuple(Operand(each.where, _said(each)) for each in (whole, *one.parts[:FEW]))
    return Diagnostic(Place(Path(whole.grid.file)), "MZ824", message, CELL_HINT, operands=operands)


def _sheet(members: Sequence[Culprit]) -> Diagnostic:
    cells = "，".join(f"{o.cell.where} 是 {_said(o.cell)}、应为 {_meant(o)}" for o in members[:FEW])
    name = members[0].cell.grid.name
    message = f"工作表“{name}”有 {len(members)} 格与别的格对不上：{cells}……"
    return Diagnostic(Place(Path(members[0].cell.grid.file)), "MZ824", message, SHEET_HINT)


def _said(one: Placed) -> str:
    return f"{one.number:f} {one.unit}"


def _meant(one: Culprit) -> str:
    cell = one.cell
    unit = Unit.WAN if cell.unit == Unit.WAN.label else Unit.YUAN
    exponent = cell.number.as_tuple().exponent
    decimals = max(2, -exponent) if isinstance(exponent, int) else 2
    return f"{Amount(one.meant).displayed(unit, decimals):f} {cell.unit}"
