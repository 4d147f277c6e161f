"""Rows of a budget: the lines of 支出, 基本支出, 项目 and 收入 → leaves and stated roll-ups.

A leaf is this year's (本年) unless its line says otherwise; a 公布数 (a line of a 类, a 款 or 合计,
and every 合计 and 项目支出) is this year's and the carried-over together (预算).  Lines of several
units at one point add up.  Fiscal income is what it pays for: 支出 + 结转下年, by fund and basis.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mingzhang.facts.amount import Unit
from mingzhang.facts.cube import BASES, FUNDS, NATURES, Point, chain
from mingzhang.facts.figure import Figure, summed
from mingzhang.facts.rows import (
    GENERAL,
    Points,
    Row,
    amount_of,
    economic_nature,
    is_figure,
    typed_cell,
)
from mingzhang.facts.settle import (
    BOTH,
    CARRIED,
    LEAVES,
    PLANS,
    PROJECTS,
    THIS_YEAR,
    Cell,
    Levels,
    settled,
)
from mingzhang.facts.source import rows as source_rows
from mingzhang.facts.source import text
from mingzhang.facts.subject import TOTAL, Catalogue
from mingzhang.reading.node import Node

ROLL_UPS = (PROJECTS, TOTAL)
CLOSING = "结转下年"
FISCAL = "财政拨款"
INCOME_KEYS = {THIS_YEAR: THIS_YEAR, CARRIED: CARRIED, TOTAL: BOTH}
FUND_OF_SECTION = {"支出": GENERAL, "基本支出": GENERAL, PLANS: GENERAL, "收入": "其他"}


def read_lines(source: Node, units: Sequence[str]) -> tuple[Row, ...]:
    """The lines of all sections; where there is one unit, lines without 单位 are its own."""
    unit = units[0] if len(units) == 1 else ""
    return tuple(
        _line(section, fund, unit, node)
        for section, fund in FUND_OF_SECTION.items()
        for node in source_rows(source, section)
    )


def _line(section: str, fund: str, unit: str, node: Node) -> Row:
    code = text(node, "科目")
    # A line that only states totals may stand beside the line of their parts.
    states = section == "支出" and not any(node.get(key) for key in LEAVES)
    return Row(
        section,
        "" if code == TOTAL else code,
        text(node, "资金") or fund,
        node,
        text(node, "单位") or unit,
        text(node, "口径") or (BOTH if states else ""),
    )


def read_cells(rows: Sequence[Row], catalogue: Catalogue, unit: Unit) -> tuple[Cell, ...]:
    """Every typed figure of the lines."""
    levels = Levels.of(rows)
    cells = (
        cell for row in rows for cell in _READERS[row.section](_Line(row, levels, catalogue, unit))
    )
    return tuple(_widened(settled(tuple(cells))))


def _widened(cells: Iterable[Cell]) -> Iterator[Cell]:
    """A stated economic 类 is met by the queries for the whole as well as for its own nature."""
    for cell in cells:
        yield cell
        if cell.is_stated and cell.point.flow == "经济分类":
            for group in chain(cell.point.nature, NATURES)[1:]:
                yield replace(cell, point=cell.point._replace(nature=group))


def facts_of(cells: Iterable[Cell]) -> Points:
    """The leaves: what several lines say of one point is added up."""
    gathered: dict[Point, list[Figure]] = {}
    for cell in cells:
        if not cell.is_stated:
            gathered.setdefault(cell.point, []).append(cell.figure)
    return added_up(gathered)


def added_up(gathered: Mapping[Point, Sequence[Figure]]) -> Points:
    """A single figure stays as it is."""
    return {
        point: figures[0] if len(figures) == 1 else summed(point.label, figures)
        for point, figures in gathered.items()
    }


def stated_of(cells: Iterable[Cell]) -> Points:
    """The stated roll-ups; of two at one point the first counts."""
    stated: Points = {}
    for cell in cells:
        if cell.is_stated and not cell.is_planned:
            stated.setdefault(cell.point, cell.figure)
    return stated


def rolled_of(cells: Iterable[Cell]) -> Points:
    """What projects add up to whose subjects nobody told, beside spending by subject."""
    gathered: dict[Point, list[Figure]] = {}
    for cell in cells:
        if cell.is_stated and cell.is_planned:
            for basis in chain(cell.point.basis, BASES):
                gathered.setdefault(cell.point._replace(basis=basis), []).append(cell.figure)
    return added_up(gathered)


def closing_of(source: Node, unit: Unit) -> Points:
    """结转下年 by fund."""
    typed = source.get(CLOSING)
    return {
        Point("年末结转", THIS_YEAR, fund): Figure(
            f"{CLOSING} {fund}", amount_of(node, unit), node.place
        )
        for fund, node in (typed.items() if typed else ())
        if is_figure(node)
    }


@dataclass(frozen=True, eq=False)
class _Line:
    """A row, and what the other rows say at and below its subject."""

    row: Row
    levels: Levels
    catalogue: Catalogue
    unit: Unit

    def basis(self, key: str) -> str:
        """As typed; a roll-up is of both, a figure that nothing else refines of this year."""
        typed = text(self.row.node, "口径")
        return typed or (BOTH if self.levels.is_group(self.row, key) else THIS_YEAR)

    def figure(self, key: str) -> Figure | None:
        return typed_cell(self.row, key, self.unit)

    def figure_on(self, basis: str, key: str) -> Figure | None:
        """The figure, in whose label the basis of its line stands."""
        figure = self.figure(key)
        return figure and replace(figure, label=f"{figure.label}（{basis}）")


def _spending(line: _Line) -> Iterator[Cell]:
    for key in (*LEAVES, *ROLL_UPS):
        basis = line.basis(key)
        if figure := line.figure_on(basis, key):
            yield Cell(line.row, Point("支出", basis, line.row.fund, line.row.code, key), figure)


def _economic(line: _Line) -> Iterator[Cell]:
    row, basis = line.row, line.basis("金额")
    if figure := line.figure_on(basis, "金额"):
        # All of it is basic spending, in whatever 类 it may be.
        nature = economic_nature(row.code, line.catalogue) if row.code else "基本支出"
        yield Cell(row, Point("经济分类", basis, row.fund, row.code, nature), figure)


def _project(line: _Line) -> Iterator[Cell]:
    name, row = text(line.row.node, "名称"), line.row
    for basis in BASES[BOTH]:
        if figure := line.figure(basis):
            point = Point("支出", basis, row.fund, row.code, PROJECTS)
            yield Cell(row, point, replace(figure, label=f"{name} {basis}"))


def _income(line: _Line) -> Iterator[Cell]:
    row = line.row
    name = " ".join(filter(None, (f"{row.fund}收入", row.code)))
    for key, basis in INCOME_KEYS.items():
        if figure := line.figure(key):
            point = Point("收入", basis, row.fund, row.code)
            # Fiscal income, and all income with it, is what it pays for.
            is_stated = row.fund in (*FUNDS[FISCAL], *FUNDS)
            yield Cell(row, point, replace(figure, label=f"{name} {key}"), is_stated)


_READERS = {"支出": _spending, "基本支出": _economic, PLANS: _project, "收入": _income}
