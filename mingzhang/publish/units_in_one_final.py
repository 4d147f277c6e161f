"""A department's final account that sums its units' folders → one source of rows of units.

What the department typed itself stays.  Of a unit only what it typed as figures goes over: its
words are those of its own document.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from mingzhang.diagnostics import Place
from mingzhang.facts.account import Account
from mingzhang.facts.source_nodes import code_of, rows
from mingzhang.facts.unit_sums import ELIMINATED, UNIT, UNITS, own_unit, unit_nodes
from mingzhang.publish.gathered_values import Gathered
from mingzhang.publish.public_values import Schema, Values, inserted, values_of
from mingzhang.publish.sums_stated_by_units import stated_rows
from mingzhang.publish.values_left_to_units import (
    ADDED,
    LABELS,
    added,
    left_to_units,
    lists_left_to_units,
    with_unit,
    words_in,
)

MONEY = "金额单位"
SECTIONS = ("支出", "收入", "基本支出", "项目支出明细")
# What a unit says as a whole, which stands on its own line where there are several.
BALANCE = "结转结余"
# What a row of a single unit's is known by.
LINE = ("科目", "资金", "口径", "性质")


def in_one_final(
    account: Account, values: Values, schema: Schema, unprinted: Collection[Place] = ()
) -> Values:
    """A department's final as one source, with everything that its units' sources give it.

    ``unprinted`` is where values stand that the document does not print.
    """
    if not account.parts:
        return values
    return _Gathering(account, tuple(_sources(account)), schema, unprinted).into(values)


def _sources(account: Account) -> Iterator[Account]:
    """The accounts that one final takes in: units', and those of departments among them."""
    for part in account.parts:
        yield from _sources(part)
        yield part


class _Gathering(Gathered):
    """A department's final, the accounts below it, and the schema of all their sources."""

    def into(self, values: Values) -> Values:
        values = self.converted(values, self.schema, self.account)
        values[MONEY] = self.money.label
        units = [unit for other in self.others for unit in self._units(other)]
        values = self._put(values, UNITS, [*units, *self.own(UNITS)])
        for section in (*SECTIONS, ELIMINATED):
            found = [row for other in self.others for row in self._rows(other, section)]
            found += self.own(section)
            found = _joined(found) if len(units) == 1 else found
            found += stated_rows(self.account, self.others, section, self.money)
            if found or any(other.source.get(section) for other in self.others):
                values = self._put(values, section, found)
        if subjects := self.subjects():
            values = self._put(values, ADDED, subjects)
        left = left_to_units(self.account, self.others, self.money)
        lists = lists_left_to_units(self.account, self.money, self.schema, self.unprinted)
        for key, value in (*left, *lists):
            if key[0] != BALANCE:
                values = added(values, key, value, self.schema)
        return values

    def _put(self, values: Values, key: str, found: list[Values]) -> Values:
        if not found and key in (UNITS, ELIMINATED):
            return values
        return inserted(values, key, found, self.schema)

    # Units

    def _units(self, other: Account) -> Iterator[Values]:
        """The units' lines in one final; of a source's only unit with what it says."""
        own = own_unit(other.source, other.parts)
        for node in unit_nodes(other.source):
            told = self.row(node, UNITS, other)
            yield {**told, **self._whole(other)} if code_of(node) == own else told

    def _whole(self, other: Account) -> Values:
        below: Schema = self.schema["properties"][UNITS]["items"]["properties"]
        keys = (BALANCE, *(block.key for block in self.account.kind.blocks))
        typed = ((key, other.source.get(key)) for key in keys)
        return {
            key: self.converted(values_of(node, below[key], self.unprinted), below[key], other)
            for key, node in typed
            if node and isinstance(node.value, dict)
        }

    # Rows

    def _rows(self, other: Account, section: str) -> Iterator[Values]:
        """The rows of units in one final; what a department among them states is none."""
        nodes = unit_nodes(other.source)
        own = own_unit(other.source, other.parts)
        code = nodes[0].get("代码") or nodes[0].get("名称") if own else None
        for node in rows(other.source, section):
            row = self.row(node, section, other)
            if section == ELIMINATED:
                if other.cube.is_summed:  # a single unit's takes nothing off of its own
                    yield row
            elif code or UNIT in row:
                words = words_in(row, self.items(section))
                row = {key: value for key, value in row.items() if key not in words}
                if row.keys() - LABELS:
                    yield with_unit(row, code.plain() if code else None)


def _joined(found: Iterable[Values]) -> list[Values]:
    """The rows of a department's only unit in one final, its words beside that unit's figures.

    Two rows of one subject, fund and basis would be one that was typed twice.
    """
    made: list[Values] = []
    for row in found:
        same = next((one for one in made if _is_of_one_line(one, row)), None)
        if same is None:
            made.append(dict(row))
        else:
            same.update(row)
    return made


def _is_of_one_line(one: Values, other: Values) -> bool:
    """Whether two rows in one final are of one line, and say different things of it."""
    is_same = all(one.get(key) == other.get(key) for key in LINE)
    return is_same and not (one.keys() & other.keys()) - LABELS
