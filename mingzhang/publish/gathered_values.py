"""Gathered values: what a department and its units typed → values of the one source of all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from mingzhang.diagnostics import Place
from mingzhang.facts.account import Account
from mingzhang.facts.amount import Unit
from mingzhang.facts.source_nodes import rows
from mingzhang.publish.public_values import Schema, Values, in_unit, known_to, values_of
from mingzhang.publish.values_left_to_units import ADDED, common_money, subjects_below
from mingzhang.reading.node import Node


@dataclass(frozen=True)
class Gathered:
    """What values are gathered from: a department, the accounts below it, its source's schema."""

    account: Account
    others: tuple[Account, ...]
    schema: Schema
    unprinted: Collection[Place]

    @property
    def money(self) -> Unit:
        """The 金额单位 in which values are gathered."""
        return common_money(self.account, self.others)

    def converted(self, values: Values, schema: Schema, typed: Account) -> Values:
        """Gathered values, as an account has them, in the money of the one source."""
        converted = in_unit(values, schema, typed.unit, self.money)
        return converted if isinstance(converted, dict) else values

    def items(self, section: str) -> Schema:
        """The schema of a row of a list into which rows are gathered."""
        items: Schema = self.schema["properties"][section]["items"]
        return items

    def row(self, node: Node, section: str, typed: Account) -> Values:
        """A row of a list as it is gathered: of what the department's form has the keys."""
        items = self.items(section)
        own = known_to(items, values_of(node, items, self.unprinted))
        return self.converted(own, items, typed)

    def own(self, section: str) -> list[Values]:
        """A list's rows, gathered, that the department itself typed."""
        return [
            self.row(node, section, self.account) for node in rows(self.account.source, section)
        ]

    def subjects(self) -> list[Values]:
        """The gathered names of subjects that the catalogue lacks."""
        below = subjects_below(self.account, self.others)
        return [*self.own(ADDED), *(self.row(node, ADDED, other) for node, other in below)]
