"""Rows: the lines of a source's lists (支出, 收入, 基本支出 …) → which point each cell is about.

Which lists a kind of document has, and what their columns are, is data (``kind.yaml``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from mingzhang.diagnostics import Place
from mingzhang.facts.amount import UNKNOWN, Amount, Unit, typed_in
from mingzhang.facts.cube import Point
from mingzhang.facts.figure import Figure
from mingzhang.facts.subject_catalogue import TOTAL, Catalogue
from mingzhang.forms.dimensions import NATURES
from mingzhang.forms.document_kind import BY_SUBJECT, Column, Kind, Section
from mingzhang.reading.node import Node

GENERAL, OTHER = "一般公共预算", "非财政"
GAP = "缺"  # what an author writes for a figure that was not published
BASIC, PROJECTS, ECONOMIC = "基本支出", "项目支出", "经济分类"
NATURE = "性质"  # what a line says of an economic subject that has money of both natures
CLASS = len("301")
PLANS = "项目"  # the list whose lines are single projects: several lie at one point
ROLL_UPS = (PROJECTS, TOTAL)
# What a line tells that is no sum of others.
LEAVES = tuple(n for group in NATURES.values() for n in group if n != PROJECTS)
Points = dict[Point, Figure]


@dataclass(frozen=True, eq=False)
class Row:
    """A row of the source: its section and the flow of that, subject, fund and cells.

    ``unit`` (单位) and ``basis`` (口径) are empty where the line does not say and need not.
    """

    section: str
    flow: str
    code: str
    fund: str
    node: Node
    unit: str = ""
    basis: str = ""

    @property
    def place(self) -> Place:
        """Where the subject of a source row stands."""
        subject = self.node.get("科目")
        return subject.place if subject else self.node.place


@dataclass(frozen=True, eq=False)
class Cell:
    """A typed cell of a source row, its column and its point; ``is_stated`` marks a 公布数."""

    row: Row
    column: Column
    point: Point
    figure: Figure
    is_stated: bool = False

    @property
    def is_planned(self) -> bool:
        """Whether a row's cell is money of a project, of which several may be at one point."""
        return self.row.section == PLANS

    @property
    def is_by_subject(self) -> bool:
        """Whether a cell's nature (性质) follows from the economic subject of its row."""
        return self.column.nature == BY_SUBJECT and not self.row.node.get(NATURE)


def read_lines(source: Node, kind: Kind, units: Sequence[str] = ()) -> tuple[Row, ...]:
    """The rows of all sections of a source; where there is one unit, those without 单位 are its."""
    unit = units[0] if len(units) == 1 else ""
    return tuple(
        _line(section, unit, node, kind)
        for section in kind.sections.values()
        if (lines := source.get(section.name))
        for node in lines.rows()
    )


def _line(section: Section, unit: str, node: Node, kind: Kind) -> Row:
    code = node.text_at("科目")
    return Row(
        section.name,
        section.flow,
        "" if code == TOTAL else code,
        node.text_at("资金") or section.fund,
        node,
        node.text_at("单位") or unit,
        node.text_at("口径") or _basis_of_sums(section, node, kind),
    )


def _basis_of_sums(section: Section, node: Node, kind: Kind) -> str:
    """The basis of a source row which only states totals: it may stand beside its parts' row."""
    states = section.name == section.flow == "支出" and not any(node.get(k) for k in LEAVES)
    return kind.bases.main if states and not kind.bases.silent else ""


def cells_of(
    row: Row, kind: Kind, catalogue: Catalogue, unit: Unit, mixed: Collection[str] = ()
) -> Iterator[Cell]:
    """The typed cells of a source row; a figure of which no basis is told yet has an empty one.

    ``mixed`` are the classes of economic subjects whose money is of both natures.
    """
    section = kind.sections[row.section]
    for column in section.columns:
        if figure := typed_cell(row, column.key, unit):
            basis = column.basis or row.node.text_at("口径")
            nature = column.nature
            if nature == BY_SUBJECT:
                nature = _economic_nature(row, catalogue, mixed)
            point = Point(column.flow, basis, row.fund, row.code, nature)
            yield Cell(row, column, point, figure, row.fund in column.stated)


def called(cell: Cell, kind: Kind) -> Cell:
    """The cell of a source row with its figure called as its section says."""
    row = cell.row
    words = {
        "资金": row.fund if row.fund != GENERAL else "",
        "来源": row.fund,
        "科目": row.code or TOTAL,
        "编码": row.code,
        "列": cell.column.key,
        "口径": cell.point.basis,
        "名称": row.node.text_at("名称"),
    }
    pieces = (piece.format(**words) for piece in kind.sections[row.section].label.split(" "))
    return replace(cell, figure=replace(cell.figure, label=" ".join(filter(None, pieces))))


def mixed_classes(rows: Sequence[Row], catalogue: Catalogue) -> frozenset[str]:
    """The classes of economic subjects of which a source row says another nature than is usual."""
    said = ((row.code, row.node.text_at(NATURE)) for row in rows if row.flow == ECONOMIC)
    return frozenset(
        code[:CLASS]
        for code, nature in said
        if code and nature and nature != economic_nature(code, catalogue)
    )


def _economic_nature(row: Row, catalogue: Catalogue, mixed: Collection[str]) -> str:
    """The nature of a row by economic subject: as it says, else that of its subject."""
    usual = BASIC if row.code in mixed else economic_nature(row.code, catalogue)
    return row.node.text_at(NATURE) or usual


def economic_nature(code: str, catalogue: Catalogue) -> str:
    """The nature of a row's economic subject, 人员经费 or 公用经费; all of them for none."""
    subjects = (catalogue.get(code), catalogue.get(code[:3]))
    groups = (subject.group for subject in subjects if subject and subject.group)
    return next(groups, "公用经费") if code else BASIC


def typed_cell(row: Row, key: str, unit: Unit) -> Figure | None:
    """The cell with the figure that a source row holds under ``key``; None if it holds none."""
    node = row.node.get(key)
    if node is None or not is_figure(node):
        return None
    return Figure(key, amount_of(node, unit), node.place)


@dataclass(frozen=True)
class Converted(Node):
    """A number in a source row that was typed elsewhere in another unit of money.

    It stays as exact as it was typed there.
    """

    amount: Amount = field(default_factory=Amount, compare=False)

    @classmethod
    def of(cls, amount: Amount, unit: Unit, place: Place) -> Converted:
        """An amount as a source row in ``unit`` would have it, with the place of its typing."""
        return cls(typed_in(amount.value, unit), place, amount=amount)


def amount_of(node: Node, unit: Unit) -> Amount:
    """The amount that a node of a source row holds; an unknown one where it says 缺."""
    if isinstance(node, Converted):
        return node.amount
    return UNKNOWN if node.number is None else Amount.typed(node.number, unit)


def is_figure(node: Node) -> bool:
    """Whether a node of a source row holds an amount, or says 缺."""
    return node.number is not None or node.text == GAP
