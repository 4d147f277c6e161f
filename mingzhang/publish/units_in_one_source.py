"""A department that sums its units' folders (汇总) → one source whose rows name their unit.

What the department itself typed stays: its own words, and figures that state a sum (公布数).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

from mingzhang.diagnostics import Place
from mingzhang.facts.account import Account, Member
from mingzhang.facts.amount import typed_in
from mingzhang.facts.cube import Point
from mingzhang.facts.leaves_and_stated import read_cells
from mingzhang.facts.source_nodes import code_of, rows, text
from mingzhang.facts.source_rows import PROJECTS, ROLL_UPS, Row
from mingzhang.facts.subject_catalogue import ancestors
from mingzhang.facts.unit_sums import ELIMINATED
from mingzhang.facts.units_of_lines import member_points
from mingzhang.publish.gathered_values import Gathered
from mingzhang.publish.public_values import Schema, Values, inserted, values_of
from mingzhang.publish.sums_stated_by_units import stated_rows
from mingzhang.publish.values_left_to_units import (
    ADDED,
    LABELS,
    added,
    left_to_units,
    lists_left_to_units,
    own_in,
    with_unit,
    words_in,
)
from mingzhang.reading.node import Node

MONEY, UNITS, UNIT, BASIS = "金额单位", "单位", "单位", "口径"
CLOSING = "结转下年"
SPENDING, ECONOMIC, INCOME = "支出", "基本支出", "收入"
SECTIONS = (SPENDING, ECONOMIC, "项目", INCOME)
OF_SUBJECTS = (SPENDING, ECONOMIC, INCOME)
AMOUNTS = frozenset(
    {
        *("人员经费", "公用经费", "基本支出", "经营支出", "上缴上级支出", "对附属单位补助支出"),
        *("项目支出", "合计", "金额", "本年", "上年结转", "当年预算"),
    }
)


def in_one_source(
    account: Account, values: Values, schema: Schema, unprinted: Collection[Place] = ()
) -> Values:
    """A department's values as one source, with everything that its units' give it.

    ``unprinted`` is where values stand that the document does not print.
    """
    if not account.parts:
        return values
    units = tuple(_units_of(account))
    between = tuple(_departments(account))
    others = (*units, *between)
    return _Gathering(account, others, schema, unprinted, units, between).into(values)


@dataclass(frozen=True)
class _Gathering(Gathered):
    """What one source is gathered from: a department, its units' folders and schemas.

    A department may have units of its own beside those of folders, and take something off.
    """

    units: tuple[Account, ...]
    between: tuple[Account, ...]

    def into(self, values: Values) -> Values:
        values = self.converted(values, self.schema, self.account)
        values[MONEY] = self.money.label
        values = inserted(values, UNITS, list(self._members()), self.schema)
        for section in SECTIONS:
            found = [row for unit in self.units for row in self._rows(unit, section)]
            found += [row for one in self.between for row in self._named_rows(one, section)]
            found += self._own_rows(section)
            if found or (section not in values and self._is_empty(section)):
                values = inserted(values, section, found, self.schema)
        if off := list(self._eliminated()):
            values = inserted(values, ELIMINATED, off, self.schema)
        if subjects := self.subjects():
            values = inserted(values, ADDED, subjects, self.schema)
        left = left_to_units(self.account, self.others, self.money)
        for key, value in (*self._closing(), *left, *self._own_lists()):
            values = added(values, key, value, self.schema)
        return values

    def _is_empty(self, section: str) -> bool:
        """Whether units say, for the one source, that they have nothing in a list."""
        said = [node for unit in self.units if (node := unit.source.get(section))]
        return bool(said) and not any(row for node in said for row in node.rows())

    # Units

    def _members(self) -> Iterator[Values]:
        for unit in self.units:
            by_code = {member.code: member for member in unit.units}
            for node in rows(unit.source, UNITS):
                income = _income(unit, by_code.get(code_of(node)), node)
                amounts = {key: typed_in(amount, self.money) for key, amount in income.items()}
                yield {**self.row(node, UNITS, unit), **amounts, **self._left(unit)}
        for one in (*self.between, self.account):
            yield from (self.row(node, UNITS, one) for node in rows(one.source, UNITS))

    def _left(self, unit: Account) -> Values:
        """What a unit's source, gathered into one source, leaves for next year."""
        if not unit.source.get(CLOSING) or len(unit.units) != 1:
            return {}
        schema = self.schema["properties"][CLOSING]
        own = values_of(unit.source.get(CLOSING), schema, self.unprinted)
        return {CLOSING: self.converted(own, schema, unit)}

    # Rows

    def _rows(self, unit: Account, section: str) -> Iterator[Values]:
        """The unit's rows in one source, each with its code; a sum over several is none."""
        codes = [node.get("代码") or node.get("名称") for node in rows(unit.source, UNITS)]
        code = codes[0].plain() if len(codes) == 1 and codes[0] else None
        sums = frozenset() if code else _stated_places(unit)
        for node in rows(unit.source, section):
            left_out = frozenset() if node.get(UNIT) else sums
            row = {
                key: value
                for key, value in self.row(node, section, unit).items()
                if not ((below := node.get(key)) and below.place in left_out)
            }
            if section in OF_SUBJECTS:
                words = words_in(row, self.items(section))
                row = {key: value for key, value in row.items() if key not in words}
            is_said = section not in OF_SUBJECTS or row.keys() - LABELS
            if is_said and (not left_out or AMOUNTS & row.keys()):
                yield with_unit(row, code)

    def _named_rows(self, one: Account, section: str) -> Iterator[Values]:
        """Rows, in one source, of a department's unit without a folder."""
        named = (node for node in rows(one.source, section) if node.get(UNIT))
        yield from (self.row(node, section, one) for node in named)

    def _eliminated(self) -> Iterator[Values]:
        for one in (*self.between, self.account):
            lines = rows(one.source, ELIMINATED)
            yield from (self.row(node, ELIMINATED, one) for node in lines)

    def _own_rows(self, section: str) -> Iterator[Values]:
        """A department's own rows in one source: what it states of a sum, and others."""
        if section not in (SPENDING, ECONOMIC):
            rows_of_units = (row for unit in self.units for row in unit.rows)
            funds = {row.fund for row in rows_of_units if row.section == section}
            for node in rows(self.account.source, section):
                if section != INCOME or node.get(UNIT) or text(node, "资金") not in funds:
                    yield self.row(node, section, self.account)
            return
        others = {row for part in self.account.parts for row in part.rows}
        inner = {
            (row.fund, code)
            for row in others
            if row.section == section
            for code in ancestors(row.code)
        }
        yield from self._named_rows(self.account, section)
        for row in self.account.rows:
            if row.section == section and row not in others and not row.unit:
                is_inner = (row.fund, row.code) in inner
                yield from self._own_row(row, section, is_inner=is_inner)
        yield from stated_rows(self.account, self.others, section, self.money)

    def _own_row(self, row: Row, section: str, *, is_inner: bool) -> Iterator[Values]:
        """What a department's own line states in one source, and says beside amounts."""
        items = self.items(section)
        values = self.row(row.node, section, self.account)
        words = words_in(values, items) | own_in(values, items)
        stated = list(_by_basis(row, self.account, is_inner=is_inner))
        for number, values in enumerate(stated or ([_head(row)] if words else [])):
            told = self.converted(values, items, self.account)
            yield told if number else {**told, **words}

    def _own_lists(self) -> Iterator[tuple[tuple[str, ...], object]]:
        """The lists of a form's own, in one source, left to units; of which may be said in each."""
        left = lists_left_to_units(self.account, self.money, self.schema, self.unprinted)
        for path, found in left:
            if len(path) == 1 and UNIT in self.items(path[0])["properties"]:
                yield path, [row for unit in self.units for row in self._rows(unit, path[0])]
            else:
                yield path, found

    def _closing(self) -> Iterator[tuple[tuple[str, ...], object]]:
        for block in self.account.kind.blocks:
            for point, figure in self.account.cube.facts.items():
                if point == Point(block.flow, block.basis, point.fund) and figure.is_known:
                    yield (block.key, point.fund), typed_in(figure.amount.value, self.money)


def _units_of(account: Account) -> Iterator[Account]:
    for part in account.parts:
        yield from _units_of(part) if part.parts else (part,)


def _departments(account: Account) -> Iterator[Account]:
    """The departments among the units gathered in one source, the inner ones first."""
    for part in account.parts:
        yield from _departments(part)
        if part.parts:
            yield part


def _income(unit: Account, member: Member | None, node: Node) -> dict[str, Decimal]:
    """A unit's income in one source where its rows alone would not give it."""
    told = bool(unit.source.get("公布数") or _stated_leaves(unit))
    stated = member_points(unit.kind)
    if member is None or not (told or any(node.get(key) for key in stated)):
        return {}
    return {
        key: figure.amount.value
        for key, point in stated.items()
        if (figure := member.cube.figure(point)).is_known
        and (node.get(key) or (told and not figure.is_zero))
    }


def _stated_leaves(unit: Account) -> tuple[Point, ...]:
    """Project spending in one source that a unit states where its projects add up to it."""
    facts = unit.cube.facts.items()
    return tuple(p for p, f in facts if p.nature == PROJECTS and f.place and f.terms)


def _stated_places(unit: Account) -> frozenset[Place]:
    cells = read_cells(unit.rows, unit.kind, unit.catalogue, unit.unit)
    return frozenset(c.figure.place for c in cells if c.is_stated and c.figure.place)


def _by_basis(row: Row, account: Account, *, is_inner: bool) -> Iterator[Values]:
    """A row's sums in one source, by what they are of: alone, their lines would not tell."""
    keys = {node.place: key for key, node in row.node.items()}
    bases: dict[str, Values] = {}
    for cell in read_cells([row], account.kind, account.catalogue, account.unit):
        key = keys[cell.figure.place] if cell.figure.place else ""
        typed = account.cube.facts.get(cell.point)
        is_sum = typed is not None and typed.place == cell.figure.place and bool(typed.terms)
        if not row.code or is_inner or is_sum or key in ROLL_UPS:
            bases.setdefault(cell.point.basis, {})[key] = _plain(row.node, key)
    for basis, cells in bases.items():
        yield {**_head(row), BASIS: basis, **cells}


def _head(row: Row) -> Values:
    return {
        key: _plain(row.node, key) for key in ("科目", "名称", "资金", "性质") if row.node.get(key)
    }


def _plain(node: Node, key: str) -> object:
    below = node.get(key)
    return below.plain() if below else None
