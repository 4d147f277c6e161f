"""Rows of a final account: the lines of 支出, 收入, 基本支出 … → leaves and stated roll-ups.

A cell is a leaf of the cube, or a 公布数 where the same fund has finer rows below its subject, or
where its own row splits it by nature.  Income and balances that were not typed are computed from
本年收入 = 本年支出 + 年末结转 - 年初结转.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mingzhang.diagnostics import Place
from mingzhang.facts.amount import UNKNOWN, Amount, Unit
from mingzhang.facts.cube import BUDGETED, FUNDS, NATURES, Cube, Point, blank_columns, chain
from mingzhang.facts.figure import Figure, Term, computed
from mingzhang.facts.subject import TOTAL, Catalogue, ancestors
from mingzhang.reading.node import Node

GENERAL, OTHER = "一般公共预算", "非财政"
SPLIT = ("人员经费", "公用经费", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
FLOWS = ("年初结转", "收入", "年末结转")
GAP = "缺"  # what an author writes for a figure that was not published
PROJECTS = "项目支出明细"
BUDGET_FLOWS = ("支出", "收入")  # the sections whose rows also say what was budgeted
Points = dict[Point, Figure]


@dataclass(frozen=True, eq=False)
class Row:
    """A line of the source: its section (支出, 收入, 基本支出 …), subject, fund and cells.

    It may have a unit (单位), and in a budget a basis (口径).
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


def read_rows(source: Node, section: str, fund: str, unit: str = "") -> tuple[Row, ...]:
    """The lines of a section; ``fund`` and ``unit`` are those of a line that does not say."""
    return tuple(_row(section, fund, node, unit) for node in _lines(source, section))


def _lines(source: Node, section: str) -> Iterator[Node]:
    rows = source.get(section)
    return rows.rows() if rows else iter(())


def _row(section: str, fund: str, node: Node, unit: str) -> Row:
    subject, typed_fund, own = node.get("科目"), node.get("资金"), node.get("单位")
    code = subject.text if subject else ""
    return Row(
        section,
        "" if code == TOTAL else code,
        typed_fund.text if typed_fund else fund,
        node,
        own.text if own else unit,
    )


def points(
    rows: Sequence[Row], catalogue: Catalogue, unit: Unit, drawn: Sequence[Term] = ()
) -> tuple[Points, Points]:
    """Leaves and stated roll-ups of all sections.

    ``drawn`` is what else moves the balance of money that is not fiscal: less what was drawn from
    it (使用非财政拨款结余), plus what was distributed (结余分配).
    """
    inner = {(row.fund, code) for row in rows for code in ancestors(row.code) if code != row.code}
    facts: Points = {}
    stated: Points = {}
    for row in rows:
        for point, figure, is_group in _cells(row, catalogue, unit):
            into = stated if is_group or (row.fund, row.code) in inner else facts
            into.setdefault(point, figure)
    return {**facts, **_balanced(facts, stated, drawn)}, stated


def _cells(row: Row, catalogue: Catalogue, unit: Unit) -> Iterator[tuple[Point, Figure, bool]]:
    """Each typed cell with its point, and whether the row itself splits it further."""
    if row.section == "支出":
        yield from _spending_cells(row, unit)
    elif figure := typed_cell(row, "金额", unit):
        yield from _single_cell(row, figure, catalogue)
    if row.section in BUDGET_FLOWS:
        yield from _budgeted(row, Point(row.section, fund=row.fund, subject=row.code), unit)


def _spending_cells(row: Row, unit: Unit) -> Iterator[tuple[Point, Figure, bool]]:
    spending = Point("支出", fund=row.fund, subject=row.code)
    typed = {key for key, node in row.node.items() if is_figure(node)}
    for key in (*SPLIT, *NATURES):
        if figure := typed_cell(row, key, unit):
            finer = any(other != key and key in chain(other, NATURES) for other in typed)
            yield spending._replace(nature=key), figure, finer
    for key in FLOWS:
        if figure := typed_cell(row, key, unit):
            yield spending._replace(flow=key), figure, key == "收入" and row.fund == OTHER


def _budgeted(row: Row, point: Point, unit: Unit) -> Iterator[tuple[Point, Figure, bool]]:
    for basis in BUDGETED:
        if figure := typed_cell(row, basis, unit):
            yield point._replace(basis=basis), figure, False


def _single_cell(
    row: Row, figure: Figure, catalogue: Catalogue
) -> Iterator[tuple[Point, Figure, bool]]:
    if row.section == "收入":
        yield Point("收入", fund=row.fund, subject=row.code), figure, False
        return
    detail = Point("经济分类", fund=row.fund, subject=row.code)
    if row.section == PROJECTS:
        yield detail._replace(nature="项目支出"), figure, False
        return
    nature = economic_nature(row.code, catalogue)
    yield detail._replace(nature=nature), figure, False
    # A stated 类 is met by the queries for the whole as well as for its own nature.
    if len(row.code) < len("30101"):
        for group in chain(nature, NATURES)[1:] if row.code else ("基本支出",):
            yield detail._replace(nature=group), figure, True


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
    return Figure(name, amount_of(node, unit), node.place)


def amount_of(node: Node, unit: Unit) -> Amount:
    """The amount that a cell holds; one that is not known where it says so."""
    return UNKNOWN if node.number is None else Amount.typed(node.number, unit)


def is_figure(node: Node) -> bool:
    """Whether a cell holds an amount, or says that it is not known."""
    return node.number is not None or node.text == GAP


def _balanced(facts: Points, stated: Points, drawn: Sequence[Term]) -> Points:
    """Fiscal income by subject, and the opening balance of other money, where not typed."""
    # A gap that was stated for a group is one for its subjects, too.
    gaps = {point: figure for point, figure in stated.items() if not figure.is_known}
    cube = Cube(facts, gaps, blank_columns({**stated, **facts}))
    flows = ("支出", *FLOWS)
    keys = dict.fromkeys((p.fund, p.subject) for p in facts if p.flow in flows)
    incomes = (Point("收入", fund=f, subject=c) for f, c in keys if f in FUNDS["财政拨款"])
    found = {p: figure for p in incomes if (figure := _left_over(cube, p, "年初结转"))}
    opening = Point("年初结转", fund=OTHER)
    is_typed = any((p.flow, p.fund) == ("年初结转", OTHER) for p in facts)
    figure = None if is_typed else _left_over(cube, opening, "收入", drawn)
    return found | ({opening: _without_tail(figure)} if figure else {})


def _left_over(cube: Cube, point: Point, known: str, drawn: Sequence[Term] = ()) -> Figure | None:
    """支出 + 年末结转 - the known one of 收入 and 年初结转; None where typed or all blank."""
    if point in cube.facts:
        return None
    flows = ((1, "支出"), (1, "年末结转"), (-1, known))
    terms = [Term(cube.figure(point._replace(flow=flow)), sign) for sign, flow in flows]
    terms = [term for term in (*terms, *drawn) if term.figure.place or term.figure.terms]
    return computed(point.label, terms) if terms else None


def _without_tail(balance: Figure) -> Figure:
    """A balance that rounding alone can explain is none; the tail (尾差) stays among its terms."""
    amount = balance.amount
    if abs(amount.value) >= amount.half:
        return balance
    tail = Figure("尾差", Amount(amount.value.copy_negate(), amount.half))
    return computed(balance.label, (*balance.terms, Term(tail)))
