"""Rows of a final account: the lines of 支出, 收入, 基本支出 … → leaves and stated roll-ups.

A cell is a leaf of the cube, or a 公布数 where the same fund has finer rows below its subject, or
where its own row splits it by nature.  Income and balances that were not typed are computed from
本年收入 = 本年支出 + 年末结转 - 年初结转.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mingzhang.diagnostics import Place
from mingzhang.facts.amount import UNKNOWN, Amount, Unit
from mingzhang.facts.cube import FUNDS, NATURES, Cube, Point, chain
from mingzhang.facts.figure import Figure, Term, computed
from mingzhang.facts.subject import TOTAL, Catalogue, ancestors
from mingzhang.reading.node import Node

GENERAL, OTHER = "一般公共预算", "非财政"
SPLIT = ("人员经费", "公用经费", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
FLOWS = ("年初结转", "收入", "年末结转")
GAP = "缺"  # what an author writes for a figure that was not published
PROJECTS = "项目支出明细"
Points = dict[Point, Figure]


@dataclass(frozen=True, eq=False)
class Row:
    """A line of the source: its section (支出, 收入, 基本支出 …), subject, fund and cells.

    In a budget it also has a unit (预算单位) and a basis (口径).
    """

    section: str
    code: str
    fund: str
    node: Node
    unit: str = ""
    basis: str = ""

    @property
    def place(self) -> Place:
        """Where its subject stands."""
        subject = self.node.get("科目")
        return subject.place if subject else self.node.place


def read_rows(source: Node, section: str, fund: str) -> tuple[Row, ...]:
    """The lines of a section; ``fund`` is what a line without 资金 belongs to."""
    return tuple(_row(section, fund, node) for node in _lines(source, section))


def _lines(source: Node, section: str) -> Iterator[Node]:
    rows = source.get(section)
    return rows.rows() if rows else iter(())


def _row(section: str, fund: str, node: Node) -> Row:
    subject, typed_fund = node.get("科目"), node.get("资金")
    code = subject.text if subject else ""
    return Row(
        section, "" if code == TOTAL else code, typed_fund.text if typed_fund else fund, node
    )


def points(rows: Sequence[Row], catalogue: Catalogue, unit: Unit) -> tuple[Points, Points]:
    """Leaves and stated roll-ups of all sections."""
    inner = {(row.fund, code) for row in rows for code in ancestors(row.code) if code != row.code}
    facts: Points = {}
    stated: Points = {}
    for row in rows:
        for point, figure, is_group in _cells(row, catalogue, unit):
            into = stated if is_group or (row.fund, row.code) in inner else facts
            into.setdefault(point, figure)
    return {**facts, **_balanced(facts, stated)}, stated


def _cells(row: Row, catalogue: Catalogue, unit: Unit) -> Iterator[tuple[Point, Figure, bool]]:
    """Each typed cell with its point, and whether the row itself splits it further."""
    if row.section == "支出":
        yield from _spending_cells(row, unit)
    elif figure := typed_cell(row, "金额", unit):
        yield from _single_cell(row, figure, catalogue)


def _spending_cells(row: Row, unit: Unit) -> Iterator[tuple[Point, Figure, bool]]:
    spending = Point("支出", fund=row.fund, subject=row.code)
    typed = {key for key, node in row.node.items() if is_figure(node)}
    for key in (*SPLIT, *NATURES):
        if figure := typed_cell(row, key, unit):
            finer = any(other != key and key in chain(other, NATURES) for other in typed)
            yield replace(spending, nature=key), figure, finer
    for key in FLOWS:
        if figure := typed_cell(row, key, unit):
            yield replace(spending, flow=key), figure, key == "收入" and row.fund == OTHER
    if figure := typed_cell(row, "年初预算", unit):
        yield replace(spending, basis="年初预算"), figure, False


def _single_cell(
    row: Row, figure: Figure, catalogue: Catalogue
) -> Iterator[tuple[Point, Figure, bool]]:
    if row.section == "收入":
        yield Point("收入", fund=row.fund, subject=row.code), figure, False
        return
    detail = Point("经济分类", fund=row.fund, subject=row.code)
    if row.section == PROJECTS:
        yield replace(detail, nature="项目支出"), figure, False
        return
    nature = economic_nature(row.code, catalogue)
    yield replace(detail, nature=nature), figure, False
    # A stated 类 is met by the queries for the whole as well as for its own nature.
    if len(row.code) < len("30101"):
        for group in chain(nature, NATURES)[1:] if row.code else ("基本支出",):
            yield replace(detail, nature=group), figure, True


def economic_nature(code: str, catalogue: Catalogue) -> str:
    """人员经费 or 公用经费 of an economic subject; 合计 for the empty code."""
    subjects = (catalogue.get(code), catalogue.get(code[:3]))
    groups = (subject.group for subject in subjects if subject and subject.group)
    return next(groups, "公用经费") if code else TOTAL


def typed_cell(row: Row, key: str, unit: Unit) -> Figure | None:
    """The figure that the row holds under ``key``; None where it holds none."""
    node = row.node.get(key)
    if node is None or not is_figure(node):
        return None
    name = f"{row.fund if row.fund != GENERAL else ''} {row.code or TOTAL} {key}".strip()
    amount = UNKNOWN if node.number is None else Amount.typed(node.number, unit)
    return Figure(name, amount, node.place)


def is_figure(node: Node) -> bool:
    """Whether a cell holds an amount, or says that it is not known."""
    return node.number is not None or node.text == GAP


def _balanced(facts: Points, stated: Points) -> Points:
    """Income, else the opening balance, of every subject and fund in which it was not typed."""
    # A gap that was stated for a group is one for its subjects, too.
    cube = Cube(facts, {point: figure for point, figure in stated.items() if not figure.is_known})
    flows = ("支出", *FLOWS)
    keys = dict.fromkeys((_balancing(p.fund), p.subject) for p in facts if p.flow in flows)
    found: Points = {}
    for fund, subject in keys:
        found.update(_balance(cube, Point("支出", fund=fund, subject=subject)))
    return found


def _balancing(fund: str) -> str:
    """The fund in which income and spending balance: money that is not fiscal is one pot."""
    return OTHER if fund in FUNDS[OTHER] else fund


def _balance(cube: Cube, spending: Point) -> Points:
    missing, known = ("年初结转", "收入") if spending.fund == OTHER else ("收入", "年初结转")
    point = replace(spending, flow=missing)
    if point in cube.facts:
        return {}
    plus = (spending, replace(spending, flow="年末结转"))
    terms = [
        *(Term(cube.figure(p)) for p in plus),
        Term(cube.figure(replace(point, flow=known)), -1),
    ]
    terms = [term for term in terms if term.figure.place or term.figure.terms]
    found = computed(point.label, terms)
    return {point: _without_tail(found) if missing == "年初结转" else found} if terms else {}


def _without_tail(balance: Figure) -> Figure:
    """A balance that rounding alone can explain is none; the tail (尾差) stays among its terms."""
    amount = balance.amount
    if abs(amount.value) >= amount.half:
        return balance
    tail = Figure("尾差", Amount(amount.value.copy_negate(), amount.half))
    return computed(balance.label, (*balance.terms, Term(tail)))
