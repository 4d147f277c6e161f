"""Budget projects: a budget's source → plans with their money and goals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from mingzhang.facts.account import Money, Plan, PlanTotal, Score
from mingzhang.facts.amount import Unit
from mingzhang.facts.figure import Figure
from mingzhang.facts.source_nodes import rows, text, words
from mingzhang.facts.source_rows import GENERAL, PLANS, Cell, Row, amount_of, is_figure
from mingzhang.facts.subject_catalogue import TOTAL
from mingzhang.forms.dimensions import FUNDS, Bases, chain
from mingzhang.forms.form_keys import TOLD_GROUPED
from mingzhang.reading.document_folder import Folder
from mingzhang.reading.document_names import DISCLOSURE
from mingzhang.reading.node import Node

Key = tuple[tuple[str, ...], str, str]


def group_keys(folder: Folder) -> tuple[str, ...]:
    """The keys by which a form groups a budget's projects (分组), the outermost first."""
    properties = folder.schemas.get(DISCLOSURE, {}).get("properties", {})
    return tuple(properties.get(PLANS, {}).get("items", {}).get(TOLD_GROUPED, ()))


def read_plans(
    lines: Sequence[Row], cells: Sequence[Cell], bases: Bases, grouped: Sequence[str]
) -> tuple[Plan, ...]:
    """Budget projects in the author's order; lines of one differ in fund or subject.

    ``grouped`` are the keys by which the form groups them.
    """
    money: dict[Row, list[Money]] = {}
    for cell in cells:
        if cell.is_planned:
            money.setdefault(cell.row, []).append(_money(cell, bases))
    projects: dict[Key, list[Row]] = {}
    for line in lines:
        if line.section == PLANS:
            projects.setdefault(_key(line, grouped), []).append(line)
    return tuple(_plan(key, own, money) for key, own in projects.items())


def _money(cell: Cell, bases: Bases) -> Money:
    funds, own = chain(cell.point.fund, FUNDS), chain(cell.point.basis, bases)
    parts = () if cell.figure.is_zero else bases.get(cell.point.basis, ())
    within, split = (frozenset(product(funds, some)) for some in (own, parts))
    return Money(cell.point, cell.figure, within, split)


def _key(row: Row, grouped: Sequence[str]) -> Key:
    return tuple(text(row.node, key) for key in grouped), row.unit, text(row.node, "名称")


def _plan(key: Key, lines: Sequence[Row], money: Mapping[Row, Sequence[Money]]) -> Plan:
    groups, unit, name = key
    goal = next((goal for line in lines if (goal := line.node.get("目标"))), None)
    first = lines[0].node.get("名称")
    return Plan(
        name=name,
        groups=groups,
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


def read_plan_totals(
    source: Node, unit: Unit, bases: Bases, grouped: Sequence[str]
) -> tuple[PlanTotal, ...]:
    """The subtotals of groups of budget projects that were published otherwise (项目合计)."""
    return tuple(
        total
        for node in rows(source, "项目合计")
        for total in _totals(node, _groups(node, grouped), unit, bases)
    )


def _groups(node: Node, grouped: Sequence[str]) -> tuple[str, ...]:
    """The names that lead to a group of budget projects.

    What is not said below is no part of it.
    """
    names = [text(node, key) for key in grouped]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _totals(node: Node, groups: tuple[str, ...], unit: Unit, bases: Bases) -> Iterator[PlanTotal]:
    columns = {TOTAL: bases.main, **{basis: basis for basis in bases.get(bases.main, ())}}
    for column, basis in columns.items():
        typed = node.get(column)
        if typed and is_figure(typed):
            label = f"{groups[-1] if groups else '项目合计'} {column}"
            figure = Figure(label, amount_of(typed, unit), typed.place)
            fund = "全部" if column == TOTAL else text(node, "资金") or GENERAL
            yield PlanTotal(groups, fund, basis, figure)
