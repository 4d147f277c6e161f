"""Stating: a figure that is printed otherwise than its parts come to → the 公布数 that says so."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from mingzhang.editing.source_changes import Add, Put
from mingzhang.facts.account import Account
from mingzhang.facts.cube import Point
from mingzhang.facts.source_rows import GENERAL
from mingzhang.facts.subject_catalogue import TOTAL
from mingzhang.intake.layout_tokens import Target
from mingzhang.intake.source_lines import line_of, money, owned_by
from mingzhang.intake.source_solving import STATED, names_of
from mingzhang.reading.node import Node


def stated_change(target: Target, number: Decimal, account: Account) -> Put | Add | None:
    """The change that states a sum as published (公布数); None where no key or row can.

    Where the source has a line of that subject, the figure goes there.
    """
    name = target if isinstance(target, str) else names_of(account).get(target, "")
    if name:
        return Put((STATED, name), money(number))
    found = line_of(target[0]) if isinstance(target, tuple) and len(target) == 1 else None
    if found is None:
        return None
    (section, code, fund, basis), column = found
    number_of_row = _row_of(account.source, section, (code or TOTAL, fund, basis))
    if number_of_row is not None:
        return Put((section, number_of_row, column), money(number))
    row: dict[str, object] = {"科目": Decimal(code) if code else TOTAL}
    row |= {} if fund == GENERAL else {"资金": fund}
    row |= {"口径": basis} if basis else {}
    return Add((section,), row | {column: money(number)})


def _row_of(source: Node, section: str, asked: tuple[str, str, str]) -> int | None:
    """The number of the row, with a published sum, of a subject, fund and basis."""
    rows = below.rows() if (below := source.get(section)) else ()
    said = (tuple(row.text_at(key) for key in ("科目", "资金", "口径", "单位")) for row in rows)
    alike = (n for n, row in enumerate(said) if row == (asked[0], _said(asked[1]), asked[2], ""))
    return next(alike, None)


def _said(fund: str) -> str:
    return "" if fund == GENERAL else fund


def owned(target: Target, points: Mapping[Point, Decimal], account: Account) -> Target:
    """A point with a published sum under the one fund that has all of its group's money."""
    if isinstance(target, tuple) and len(target) == 1:
        return (owned_by(target[0], points, account.kind.bases),)
    return target
