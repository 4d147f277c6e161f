"""Parts above their whole: sheets of one fund that spend more of a subject than all funds do.

Two columns of a sheet filled the wrong way round show so.  What is left of the whole would be less
than nothing: no fund spends that, and none is made up that does.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Operand, Place
from mingzhang.facts.cube import Point
from mingzhang.facts.subject_catalogue import TOTAL
from mingzhang.forms.dimensions import FUNDS, NATURES
from mingzhang.intake.layout_tokens import Target
from mingzhang.intake.number_placing import Placed
from mingzhang.intake.sheet_figures import Told, amount_of

ALL, SPENT = "全部", "支出"
FISCAL = (*FUNDS["财政拨款"], "财政拨款")
Pair = tuple[Placed, Placed]


def parts_above(told: Told) -> tuple[Diagnostic, ...]:
    """One finding for two tables of which the part spends more than the whole of all funds."""
    found: dict[tuple[str, str], list[Pair]] = {}
    for whole, part in _pairs(told):
        found.setdefault((whole.grid.name, part.grid.name), []).append((whole, part))
    return tuple(_above(pairs, told) for pairs in found.values())


def _pairs(told: Told) -> Iterator[Pair]:
    codes = {p.subject for p in map(_point, told.first) if p and (p.flow, p.fund) == (SPENT, ALL)}
    inner = {code for code in codes if any(c != code and c.startswith(code) for c in codes)}
    for target, part in told.first.items():
        point = _point(target)
        if point and point.flow == SPENT and point.fund in FISCAL and point.subject not in inner:
            whole = _whole(point, told)
            if whole and _is_above(part, whole, point):
                yield whole, part


def _whole(point: Point, told: Told) -> Placed | None:
    """The whole of a part: all funds' cell for a fund's point; where blank, the one there is."""
    everything = point._replace(fund=ALL)
    whole = told.first.get((everything,))
    if whole or point.nature not in NATURES[TOTAL] or (everything,) not in told.blank:
        return whole
    total = told.first.get((everything._replace(nature=TOTAL),))
    others = (told.first.get((everything._replace(nature=n),)) for n in NATURES[TOTAL])
    return next((one for one in others if one and total and _is_same(one, total)), None)


def _point(target: Target) -> Point | None:
    return target[0] if isinstance(target, tuple) and len(target) == 1 else None


def _is_above(part: Placed, whole: Placed, point: Point) -> bool:
    if _nature(whole) != point.nature:
        return part.number > 0
    more, all_of_it = amount_of(part), amount_of(whole)
    return more.value > all_of_it.value >= 0 and not more.agrees(all_of_it)


def _nature(placed: Placed) -> str:
    point = _point(placed.target)
    return point.nature if point else ""


def _above(pairs: list[Pair], told: Told) -> Diagnostic:
    whole, part = pairs[0]
    more = f"；这两张表另有 {len(pairs) - 1} 处" if len(pairs) > 1 else ""
    is_other = _nature(whole) != _nature(part)
    other = f"“{_nature(whole)}”，已经是全部资金的支出" if is_other else "全部资金的"
    message = (
        f"{part.where} 是 {part.number:f} {part.unit}，{whole.where}（{other}）是 "
        f"{whole.number:f} {whole.unit}：一种资金的支出多于全部资金的{more}。"
    )
    operands = tuple(Operand(one.where, f"{one.number:f} {one.unit}") for one in (part, whole))
    hint = f"{_cause(part, told)}请改正后再导入。"
    return Diagnostic(Place(Path(part.grid.file)), "MZ828", message, hint, operands=operands)


def _cause(part: Placed, told: Told) -> str:
    """Why a part is above its whole: two columns exchanged, where all funds have the amount."""
    point = _point(part.target)
    for nature in (one for members in NATURES.values() for one in members):
        other = point and told.first.get((point._replace(fund=ALL, nature=nature),))
        if point and other and nature != point.nature and _is_same(other, part):
            return f"多半是其中一张表的“{point.nature}”和“{nature}”两列填反了。"
    return "多半是其中一张表的一行或一列填错了。"


def _is_same(one: Placed, other: Placed) -> bool:
    return bool(one.number) and amount_of(one).agrees(amount_of(other))
