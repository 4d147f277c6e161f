"""Rows of a budget: the lines of 支出, 基本支出, 项目 and 收入 → leaves and stated roll-ups.

A leaf is this year's (本年) unless its line says otherwise; a 公布数 (a line of a 类, a 款 or 合计,
and every 合计 and 项目支出) is this year's and the carried-over together (预算).  Lines of several
units at one point add up.  Fiscal income is what it pays for: 支出 + 结转下年, by fund and basis.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mingzhang.facts.amount import Amount, Unit
from mingzhang.facts.cube import BASES, FUNDS, NATURES, Cube, Point, chain
from mingzhang.facts.figure import Figure, Term, computed, summed
from mingzhang.facts.rows import GENERAL, Points, Row, economic_nature, typed_cell
from mingzhang.facts.source import rows as source_rows
from mingzhang.facts.source import text
from mingzhang.facts.subject import TOTAL, Catalogue, ancestors
from mingzhang.reading.node import Node

THIS_YEAR, CARRIED, BOTH = "本年", "上年结转", "预算"
PARTS = ("人员经费", "公用经费")
LEAVES = (*PARTS, "基本支出", "经营支出", "上缴上级支出", "对附属单位补助支出")
PROJECTS = "项目支出"
ROLL_UPS = (PROJECTS, TOTAL)
CLOSING = "结转下年"
FUND_OF_SECTION = {"支出": GENERAL, "基本支出": GENERAL, "项目": GENERAL, "收入": "其他"}


@dataclass(frozen=True, eq=False)
class Cell:
    """A typed figure and its point; ``is_stated`` marks a 公布数."""

    row: Row
    point: Point
    figure: Figure
    is_stated: bool = False


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
    inner = {(row.fund, code) for row in rows for code in _above(row)}
    split = {(row.fund, row.code) for row in rows if any(row.node.get(part) for part in PARTS)}
    return tuple(
        cell
        for row in rows
        for cell in _READERS[row.section](_Line(row, inner, split, catalogue, unit))
    )


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
        if cell.is_stated:
            stated.setdefault(cell.point, cell.figure)
    return stated


def closing_of(source: Node, unit: Unit) -> Points:
    """结转下年 by fund."""
    typed = source.get(CLOSING)
    return {
        Point("年末结转", THIS_YEAR, fund): Figure(
            f"{CLOSING} {fund}", Amount.typed(node.number, unit), node.place
        )
        for fund, node in (typed.items() if typed else ())
        if node.number is not None
    }


def fiscal_income(facts: Mapping[Point, Figure], stated: Mapping[Point, Figure]) -> Points:
    """Income of the fiscal funds on each basis: what is spent of it, and what is left."""
    cube = Cube(facts, stated)
    found: Points = {}
    for fund in FUNDS["财政拨款"]:
        for basis in BASES[BOTH]:
            spent, left = (cube.figure(Point(flow, basis, fund)) for flow in ("支出", "年末结转"))
            terms = [Term(figure) for figure in (spent, left) if figure.place or figure.terms]
            if terms:
                point = Point("收入", basis, fund)
                found[point] = computed(point.label, terms)
    return found


@dataclass(frozen=True, eq=False)
class _Line:
    """A row, the codes that other rows refine, and those that they split by nature."""

    row: Row
    inner: set[tuple[str, str]]
    split: set[tuple[str, str]]
    catalogue: Catalogue
    unit: Unit

    def is_stated(self, key: str) -> bool:
        row = self.row
        place = (row.fund, row.code)
        is_group = not row.code or place in self.inner
        return is_group or key in ROLL_UPS or (key == "基本支出" and place in self.split)

    def basis(self, *, stated: bool) -> str:
        return self.row.basis or (BOTH if stated else THIS_YEAR)

    def figure(self, key: str) -> Figure | None:
        return typed_cell(self.row, key, self.unit)

    def figure_on(self, basis: str, key: str) -> Figure | None:
        """The figure, in whose label the basis of its line stands."""
        figure = self.figure(key)
        return figure and replace(figure, label=f"{figure.label}（{basis}）")


def _spending(line: _Line) -> Iterator[Cell]:
    for key in (*LEAVES, *ROLL_UPS):
        stated = line.is_stated(key)
        basis = line.basis(stated=stated)
        if figure := line.figure_on(basis, key):
            point = Point("支出", basis, line.row.fund, line.row.code, key)
            yield Cell(line.row, point, figure, stated)


def _economic(line: _Line) -> Iterator[Cell]:
    row, stated = line.row, line.is_stated("金额")
    basis = line.basis(stated=stated)
    if figure := line.figure_on(basis, "金额"):
        nature = economic_nature(row.code, line.catalogue)
        point = Point("经济分类", basis, row.fund, row.code, nature)
        # A stated 类 is met by the queries for the whole as well as for its own nature.
        wider = chain(nature, NATURES) if row.code else (TOTAL, "基本支出")
        for group in wider if stated else (nature,):
            yield Cell(row, point._replace(nature=group), figure, stated)


def _project(line: _Line) -> Iterator[Cell]:
    name, row = text(line.row.node, "名称"), line.row
    for basis in BASES[BOTH]:
        if figure := line.figure(basis):
            point = Point("支出", basis, row.fund, row.code, PROJECTS)
            yield Cell(row, point, replace(figure, label=f"{name} {basis}"))


def _income(line: _Line) -> Iterator[Cell]:
    for basis in BASES[BOTH]:
        if figure := line.figure(basis):
            label = f"{line.row.fund}收入 {basis}"
            yield Cell(line.row, Point("收入", basis, line.row.fund), replace(figure, label=label))


_READERS = {"支出": _spending, "基本支出": _economic, "项目": _project, "收入": _income}


def _above(row: Row) -> Iterator[str]:
    return (code for code in ancestors(row.code) if code != row.code)
