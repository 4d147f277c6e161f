"""A department that sums its units' folders (汇总) → one source whose rows name their unit.

What the department itself typed stays: its own words, and figures that state a sum (公布数).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mingzhang.diagnostics import Place
from mingzhang.facts.account import Account, Member
from mingzhang.facts.budget import MEMBER_FIGURES
from mingzhang.facts.budget_rows import CLOSING, ROLL_UPS, THIS_YEAR, read_cells
from mingzhang.facts.cube import Point
from mingzhang.facts.figure import Figure
from mingzhang.facts.rows import Row
from mingzhang.facts.source import rows, text
from mingzhang.facts.subject import ancestors
from mingzhang.publish.values import Schema, Values, inserted, put, typed_in, values_of
from mingzhang.reading.node import Node

UNITS, UNIT, BASIS = "单位", "单位", "口径"
SPENDING, ECONOMIC, SERVICES = "支出", "基本支出", "委托业务费"
SECTIONS = (SPENDING, ECONOMIC, "项目", "收入", SERVICES)
AMOUNTS = frozenset(
    {
        *("人员经费", "公用经费", "基本支出", "经营支出", "上缴上级支出", "对附属单位补助支出"),
        *("项目支出", "合计", "金额", "本年", "上年结转", "当年预算"),
    }
)
ASSETS = "国有资产"


def in_one_source(account: Account, values: Values, schema: Schema) -> Values:
    """The values of a department with everything that its units' sources give it."""
    if not account.parts:
        return values
    units = tuple(_units_of(account))
    values = inserted(values, UNITS, list(_members(units, account, schema)), schema)
    for section in SECTIONS:
        found = [row for unit in units for row in _rows(unit, account, section, schema)]
        found += _own_rows(account, units, section, schema)
        if found:
            values = inserted(values, section, found, schema)
    for key, value in (*_closing(account), *_keys(account, units)):
        values = _added(values, key, value, schema)
    return values


def _units_of(account: Account) -> Iterator[Account]:
    for part in account.parts:
        yield from _units_of(part) if part.parts else (part,)


def _items(schema: Schema, section: str) -> Schema:
    items: Schema = schema["properties"][section]["items"]
    return items


# Units


def _members(units: tuple[Account, ...], account: Account, schema: Schema) -> Iterator[Values]:
    for unit in units:
        by_code = {member.code: member for member in unit.units}
        for node in rows(unit.source, UNITS):
            member = by_code.get(text(node, "代码"))
            income = _income(unit, member, node)
            amounts = {key: typed_in(amount, account.unit) for key, amount in income.items()}
            yield {**values_of(node, _items(schema, UNITS)), **amounts}


def _income(unit: Account, member: Member | None, node: Node) -> dict[str, Decimal]:
    """Its income where the rows alone would not give it: it was stated, or some of it is left."""
    told = any(unit.source.get(key) for key in (CLOSING, "公布数"))
    if member is None or not (told or any(node.get(key) for key in MEMBER_FIGURES)):
        return {}
    return {
        key: figure.amount.value
        for key, point in MEMBER_FIGURES.items()
        if (node.get(key) or told) and (figure := member.cube.figure(point)).is_known
    }


# Rows


def _rows(unit: Account, account: Account, section: str, schema: Schema) -> Iterator[Values]:
    """The unit's rows, each with its code; a sum over several units is no row of the department."""
    codes = [text(node, "代码") for node in rows(unit.source, UNITS)]
    code = codes[0] if len(codes) == 1 else ""
    sums = frozenset() if code else _stated_places(unit)
    for node in rows(unit.source, section):
        left_out = sums if not node.get(UNIT) else frozenset()
        row = {
            key: _amount(value, unit, account) if key in AMOUNTS else value
            for key, value in values_of(node, _items(schema, section)).items()
            if not ((below := node.get(key)) and below.place in left_out)
        }
        if not left_out or AMOUNTS & row.keys():
            yield _with_unit(row, code)


def _stated_places(unit: Account) -> frozenset[Place]:
    cells = read_cells(unit.rows, unit.catalogue, unit.unit)
    return frozenset(c.figure.place for c in cells if c.is_stated and c.figure.place)


def _amount(value: object, unit: Account, account: Account) -> object:
    """An amount of the unit's source, in the department's 金额单位."""
    if unit.unit is account.unit or not isinstance(value, Decimal):
        return value
    return typed_in(value * unit.unit.value, account.unit)


def _with_unit(row: Values, code: str) -> Values:
    if UNIT in row or not code:
        return row
    (first, value), *rest = row.items()
    return {first: value, UNIT: Decimal(code) if code.isdecimal() else code, **dict(rest)}


def _own_rows(
    account: Account, units: tuple[Account, ...], section: str, schema: Schema
) -> Iterator[Values]:
    """What the department states of a sum; other rows of its own stand as they are."""
    others = {row for part in account.parts for row in part.rows}
    own = [row for row in account.rows if row.section == section and row not in others]
    if section not in (SPENDING, ECONOMIC):
        funds = {row.fund for unit in units for row in unit.rows if row.section == section}
        for node in rows(account.source, section):
            if section != "收入" or text(node, "资金") not in funds:
                yield values_of(node, _items(schema, section))
        return
    inner = {
        (row.fund, code)
        for unit in units
        for row in unit.rows
        if row.section == section
        for code in ancestors(row.code)
    }
    for row in own:
        yield from _by_basis(row, account, is_inner=(row.fund, row.code) in inner)


def _by_basis(row: Row, account: Account, *, is_inner: bool) -> Iterator[Values]:
    """The row's sums, by what they are of: alone, their lines would not tell."""
    keys = {node.place: key for key, node in row.node.items()}
    bases: dict[str, Values] = {}
    for cell in read_cells([row], account.catalogue, account.unit):
        key = keys[cell.figure.place] if cell.figure.place else ""
        if not row.code or is_inner or key in ROLL_UPS:
            bases.setdefault(cell.point.basis, {})[key] = _plain(row.node, key)
    head = {key: _plain(row.node, key) for key in ("科目", "名称", "资金") if row.node.get(key)}
    for basis, cells in bases.items():
        yield {**head, BASIS: basis, **cells}


def _plain(node: Node, key: str) -> object:
    below = node.get(key)
    return below.plain() if below else None


# Keys


def _closing(account: Account) -> Iterator[tuple[tuple[str, ...], object]]:
    for point, figure in account.cube.facts.items():
        if point == Point("年末结转", THIS_YEAR, point.fund) and figure.is_known:
            yield (CLOSING, point.fund), typed_in(figure.amount.value, account.unit)


def _keys(
    account: Account, units: tuple[Account, ...]
) -> Iterator[tuple[tuple[str, ...], object]]:
    """What the department leaves to its units: amounts by key, and counts of assets."""
    for name, definition in account.indicators.definitions.items():
        key = definition.key
        if key and not account.source.get(*key) and any(u.source.get(*key) for u in units):
            below = _below(account.indicators[name])
            if below.is_known:
                yield key, typed_in(below.amount.value, account.unit)
    counts = {k for u in units if (own := u.source.get(ASSETS)) for k, n in own.items() if n.number}
    for key_ in sorted(counts):
        if not account.source.get(ASSETS, key_):
            typed = (u.source.get(ASSETS, key_) for u in units)
            yield (ASSETS, key_), sum((n.number for n in typed if n and n.number), Decimal(0))


def _below(figure: Figure) -> Figure:
    """What a stated figure (公布数) stands above."""
    return figure.terms[0].figure if figure.place and len(figure.terms) == 1 else figure


def _added(values: Values, key: tuple[str, ...], value: object, schema: Schema) -> Values:
    top = key[0]
    own = values.get(top)
    group: Values = dict(own) if isinstance(own, dict) else {}
    put(group, key[1:], value)
    return inserted(values, top, group, schema)
