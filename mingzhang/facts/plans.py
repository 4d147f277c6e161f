"""Budget projects: a budget's source → plans with their money and goals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from mingzhang.facts.account import Money, Plan, PlanTotal, Score
from mingzhang.facts.amount import Unit
from mingzhang.facts.figure import Figure
from mingzhang.facts.rows import GENERAL, PLANS, Cell, Row, amount_of, is_figure
from mingzhang.facts.source import rows, text, words
from mingzhang.facts.subject import TOTAL
from mingzhang.forms.dimensions import FUNDS, Bases, chain
from mingzhang.reading.node import Node

Key = tuple[str, str, str, str]


def read_plans(lines: Sequence[Row], cells: Sequence[Cell], bases: Bases) -> tuple[Plan, ...]:
    """The projects in the author's order; lines of one project differ in their fund or subject."""
    money: dict[Row, list[Money]] = {}
    for cell in cells:
        if cell.is_planned:
            money.setdefault(cell.row, []).append(_money(cell, bases))
    projects: dict[Key, list[Row]] = {}
    for line in lines:
        if line.section == PLANS:
            projects.setdefault(_key(line), []).append(line)
    return tuple(_plan(key, own, money) for key, own in projects.items())


def _money(cell: Cell, bases: Bases) -> Money:
    funds, own = chain(cell.point.fund, FUNDS), chain(cell.point.basis, bases)
    return Money(cell.point, cell.figure, frozenset(product(funds, own)))


def _key(row: Row) -> Key:
    kind, group, name = (text(row.node, key) for key in ("类型", "一级项目", "名称"))
    return kind, group, row.unit, name


def _plan(key: Key, lines: Sequence[Row], money: Mapping[Row, Sequence[Money]]) -> Plan:
    kind, group, unit, name = key
    goal = next((goal for line in lines if (goal := line.node.get("目标"))), None)
    first = lines[0].node.get("名称")
    return Plan(
        name=name,
        kind=kind,
        group=group,
        unit=unit,
        place=first.place if first else lines[0].place,
        money=tuple(part for line in lines for part in money.get(line, ())),
        goal=text(goal, "年度目标"),
        indicators=tuple(map(_score, rows(goal, "指标"))),
        lines=tuple(line.node.place for line in lines),
    )


def _score(node: Node) -> Score:
    weight = node.get("权重")
    return Score(words(node), weight.number if weight else None, place=node.place, node=node)


def read_plan_totals(source: Node, unit: Unit, bases: Bases) -> tuple[PlanTotal, ...]:
    """The subtotals that were published otherwise (项目合计)."""
    return tuple(total for node in rows(source, "项目合计") for total in _totals(node, unit, bases))


def _totals(node: Node, unit: Unit, bases: Bases) -> Iterator[PlanTotal]:
    kind, group = text(node, "类型"), text(node, "一级项目")
    columns = {TOTAL: bases.main, **{basis: basis for basis in bases.get(bases.main, ())}}
    for column, basis in columns.items():
        typed = node.get(column)
        if typed and is_figure(typed):
            label = f"{group or kind} {column}"
            figure = Figure(label, amount_of(typed, unit), typed.place)
            fund = "全部" if column == TOTAL else text(node, "资金") or GENERAL
            yield PlanTotal(kind, group, fund, basis, figure)
