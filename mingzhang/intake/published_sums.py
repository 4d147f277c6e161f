"""Stating: a figure that is printed otherwise than its parts come to → the 公布数 that says so."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from mingzhang.editing.source_changes import Add, Put
from mingzhang.facts.account import Account
from mingzhang.facts.cube import Point
from mingzhang.facts.source_rows import NATURE, mixed_classes
from mingzhang.intake.layout_tokens import Target
from mingzhang.intake.source_lines import Key, head_of, line_of, money, owned_by
from mingzhang.intake.source_solving import STATED, names_of
from mingzhang.reading.node import Node


def stated_change(target: Target, number: Decimal, account: Account) -> Put | Add | None:
    """The change that states a sum as published (公布数); None where no key or row can.

    Where the source has a line of that subject, the figure goes there.
    """
    name = target if isinstance(target, str) else names_of(account).get(target, "")
    if name:
        return Put((STATED, name), money(number))
    if not (isinstance(target, tuple) and len(target) == 1):
        return None
    mixed = mixed_classes(account.rows, account.catalogue)
    found = line_of(target[0], account.catalogue, mixed, account.kind.compared)
    if found is None:
        return None
    key, column = found
    number_of_row = _row_of(account.source, key)
    if number_of_row is not None:
        return Put((key[0], number_of_row, column), money(number))
    return Add((key[0],), head_of(key) | {column: money(number)})


def _row_of(source: Node, key: Key) -> int | None:
    """The number of the row, with a published sum, of a subject, fund, basis and nature."""
    rows = below.rows() if (below := source.get(key[0])) else ()
    asked = {"单位": "", **dict.fromkeys(("资金", "口径", NATURE), "")} | head_of(key)
    alike = (n for n, row in enumerate(rows) if all(row.text_at(k) == str(asked[k]) for k in asked))
    return next(alike, None)


def owned(target: Target, points: Mapping[Point, Decimal], account: Account) -> Target:
    """A point with a published sum under the one fund that has all of its group's money."""
    if isinstance(target, tuple) and len(target) == 1:
        return (owned_by(target[0], points, account.kind.bases),)
    return target
