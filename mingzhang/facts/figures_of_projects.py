"""Figures of the projects that the rows of a list name, for a form's identity of each row.

自评.全年执行数 is what a final account's 自评表 says, 项目.本年 what a row of a budget's 项目 does.
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.account import Account
from mingzhang.facts.amount import UNKNOWN
from mingzhang.facts.cube import ALL
from mingzhang.facts.evaluated_projects import COLUMNS, SHEETS
from mingzhang.facts.figure import Figure, summed
from mingzhang.facts.source_nodes import text
from mingzhang.forms.document_kind import Kind
from mingzhang.reading.node import Node

PROJECT, EVALUATED = "项目", "自评"


def named_of_projects(kind: Kind) -> tuple[str, ...]:
    """What the figures of a row's project are called in a kind of document."""
    if SHEETS in kind.contents:
        return tuple(f"{EVALUATED}.{column}" for column in COLUMNS)
    return tuple(f"{PROJECT}.{basis}" for basis in kind.own_bases) if kind.is_plan else ()


def figure_of_project(name: str, row: Node, account: Account) -> Figure:
    """A figure of the project that a row of a list names; unknown where none, or several, are."""
    known = _planned if account.kind.is_plan else _evaluated
    found = list(known(name.partition(".")[2], row, account))
    is_told = bool(found) and all(any(one.typed()) for one in found)
    return summed(f"{text(row, PROJECT)} {name}", found) if is_told else Figure(name, UNKNOWN)


def _evaluated(column: str, row: Node, account: Account) -> Iterator[Figure]:
    called = text(row, PROJECT)
    found = [one.total for one in account.projects if called in (one.name, one.short_name)]
    if len(found) == 1:
        budget, adjusted, spent = found[0].budget, found[0].adjusted, found[0].spent
        yield dict(zip(COLUMNS, (budget, adjusted, spent), strict=True))[column]


def _planned(basis: str, row: Node, account: Account) -> Iterator[Figure]:
    called, unit = text(row, PROJECT), text(row, "单位")
    for plan in account.plans:
        if plan.name == called and unit in ("", plan.unit):
            yield plan.figure(ALL, basis)
