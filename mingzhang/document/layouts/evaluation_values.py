"""A project's 自评表 in the making: a project and its spec → the values that its blocks show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mingzhang.diagnostics import Place
from mingzhang.document.form_specs import (
    DECIMALS,
    FLAG,
    SOME,
    TEXT,
    Context,
    grouped,
    is_kind,
    is_yes,
    members,
    without_zeros,
)
from mingzhang.document.table_values import Cell
from mingzhang.facts.account import Funding, Project, Score
from mingzhang.facts.evaluation_points import Rounding
from mingzhang.facts.figure import Figure, summed
from mingzhang.facts.source_nodes import rows
from mingzhang.facts.source_rows import amount_of
from mingzhang.facts.unscored_lines import POINTS, WEIGHT, lacking
from mingzhang.forms.form_keys import MEASURE
from mingzhang.forms.form_schema import OWN
from mingzhang.reading.document_folder import DISCLOSURE, PERFORMANCE
from mingzhang.reading.node import Node
from mingzhang.reading.schema_messages import Schema, is_amount, is_count

FUND_KEYS = {"标题": TEXT, "资金": SOME, "记分": FLAG}
TOTAL = "合计"
VALUES: Mapping[str, tuple[str, ...]] = {
    "项目": (
        "名称",
        "简称",
        "主管部门",
        "实施单位",
        "科目",
        "日期",
        "年度目标预期",
        "年度目标实际",
        "实施内容",
        "评价结论",
        "存在问题",
        "改进措施",
        "项目负责人",
        "财务负责人",
    ),
    "资金": ("资金", "年初预算数", "全年预算数", "全年执行数", "执行率", "分值", "得分", "原因"),
    "资金管理": ("项目", "情况", "分值", "得分", "问题"),
    "指标": (
        "一级",
        "二级",
        "三级",
        "性质",
        "目标值",
        "单位",
        "完成值",
        "分值",
        "得分",
        "偏差度",
        "偏差原因",
    ),
}
Item = Mapping[str, Cell]
# Where a kind of document has its projects, and where in a project its goal is.
# By what a kind of document has per project: where its words stand.
PLACES: Mapping[str, tuple[str, ...]] = {
    "自评表": (PERFORMANCE,),
    "绩效目标表": (DISCLOSURE, "目标"),
}


@dataclass(frozen=True)
class Sheet:
    """An evaluation's values for one project's form; ``inset`` columns are taken at the left."""

    spec: Node
    project: Project
    context: Context
    inset: int = 0

    @property
    def width(self) -> int:
        """How many columns of the evaluation's form are left for a block of values."""
        return sum(1 for _ in rows(self.spec, "宽")) - self.inset

    @property
    def rounding(self) -> Rounding:
        """How an evaluation's form rounds its values."""
        decimals = (self._decimals("金额小数"), self._decimals("执行率小数"))
        return Rounding(self.context.unit, *decimals)

    def amount(self, figure: Figure) -> Cell:
        """An amount as an evaluation shows it; zeros are written, unless the form has none.

        The form of no project at all is published blank.
        """
        if not self.project.name:
            return Cell("", "amount", figure)
        if not figure.is_known:
            return self.context.amount(figure)
        absent = self.spec.get("金额零")
        if absent and figure.is_zero:
            return Cell(absent.text, "amount", figure)
        shown = self.rounding.shown(figure)
        if not shown and not figure.is_zero:
            self.context.record.faint.setdefault(figure, self.context.unit)
        text = grouped(shown)
        if is_yes(self.spec, "金额去零"):
            text = without_zeros(text)
        return Cell(text, "amount", figure)

    def _decimals(self, key: str) -> int:
        node = self.spec.get(key)
        return int(node.text) if node and is_kind(DECIMALS, node) else 2


def values_of(kind: str, context: Context) -> tuple[str, ...]:
    """The values of a block of an evaluation: what every form has, and what this one declares."""
    return (*VALUES[kind], *(name for name in _own_keys(kind, context) if name not in VALUES[kind]))


def _own_keys(kind: str, context: Context) -> Mapping[str, Schema]:
    """The keys of a form's own among an evaluation's values: in a project, goal, or lines."""
    schemas = context.account.folder.schemas
    file, *path = next((PLACES[one] for one in context.account.kind.contents), (PERFORMANCE,))
    row = _below(schemas.get(file, {}), "项目")
    goal = _below(row, *path) if path else {}
    parts = (row, goal) if kind == "项目" else (_below(goal or row, kind),)
    return {
        name: schema
        for part in parts
        for name, schema in part.get("properties", {}).items()
        if OWN in schema
    }


def _below(schema: Schema, *path: str) -> Schema:
    """What is known of the value of an evaluation's key, or of each of its rows."""
    for name in path:
        schema = schema.get("properties", {}).get(name, {})
        schema = schema.get("items", schema)
    return schema


def _own_cells(kind: str, nodes: Iterable[Node], sheet: Sheet) -> Item:
    """Evaluation values typed under a form's own keys; money in the form's unit."""
    found: dict[str, Cell] = {}
    for name, schema in _own_keys(kind, sheet.context).items():
        node = next((below for one in nodes if (below := one.get(name))), None)
        if node and name not in VALUES[kind]:
            found[name] = _own_cell(node, schema, sheet)
    return found


def _own_cell(node: Node, schema: Schema, sheet: Sheet) -> Cell:
    if is_amount(schema) and MEASURE not in schema and not is_count(schema):
        return sheet.amount(Figure("", amount_of(node, sheet.context.account.unit), node.place))
    return Cell("；".join(filter(None, (node.text, *(row.text for row in node.rows())))))


def project_item(sheet: Sheet) -> Item:
    """The evaluation's values that are the project's own words."""
    words = {"实施单位": sheet.context.account.agency, **sheet.project.words}
    cells = {name: Cell(words.get(name, "")) for name in VALUES["项目"]}
    return {**cells, **_own_cells("项目", sheet.project.nodes, sheet)}


def _project_items(_block: Node, sheet: Sheet) -> Iterator[Item]:
    yield project_item(sheet)


def _fund_items(block: Node, sheet: Sheet) -> Iterator[Item]:
    """An evaluation's values by kind of money; the row of all money carries the score."""
    seen: set[str] = set()
    for node in rows(block, "行"):
        sheet.context.check(node, FUND_KEYS, ("标题", "资金"))
        names = [name.text for name in members(node.get("资金"))]
        seen.update(names)
        yield _fund_item(node, names, sheet)
    for name, funding in sheet.project.funding.items():
        if name not in seen and _typed(funding):
            hint = "请改用表中有的资金，或在版式的自评表里加一行。"
            message = f"自评表没有“{name}”的行，这笔钱无处可填。"
            sheet.context.fault(_typed(funding)[0], "MZ519", message, hint)


def _fund_item(node: Node, names: Sequence[str], sheet: Sheet) -> Item:
    whole = TOTAL in names
    funding = sheet.project.total if whole else _joined(names, node, sheet)
    cells = {
        "资金": Cell(sheet.context.fill(node.get("标题")), "name"),
        "年初预算数": sheet.amount(funding.budget),
        "全年预算数": _adjusted(funding, sheet),
        "全年执行数": sheet.amount(funding.spent),
        "执行率": _percent(sheet.rounding.rate_of(funding), sheet),
    }
    if whole:
        cells["原因"] = Cell(sheet.project.words.get("执行原因", ""))
    if whole or (is_yes(node, "记分") and not funding.adjusted.is_zero):
        cells |= _fund_score(sheet)
    return cells


def _adjusted(funding: Funding, sheet: Sheet) -> Cell:
    """An evaluation's 全年预算数; some forms leave it blank if it was never adjusted."""
    shown = sheet.rounding.shown
    same = shown(funding.budget) == shown(funding.adjusted)
    if same and is_yes(sheet.spec, "未调整留空"):
        return Cell("", "amount")
    return sheet.amount(funding.adjusted)


def _fund_score(sheet: Sheet) -> Item:
    """The weight of an evaluation's 执行率 and what was reached of it."""
    if sheet.project.weight is None:
        return {}
    points = sheet.rounding.points_of_money(sheet.project)
    text = "" if points is None else str(points)
    return {"分值": Cell(str(sheet.project.weight), "number"), "得分": Cell(text, "number")}


def _percent(rate: Decimal | None, sheet: Sheet) -> Cell:
    """An evaluation's rate, or the form's sign for money that a budgeted project has none of."""
    has_rate = sheet.rounding.rate_of(sheet.project.total) is not None
    absent = sheet.spec.get("执行率无") if has_rate else None
    return Cell(f"{rate}%" if rate is not None else absent.text if absent else "", "percent")


def _joined(names: Sequence[str], node: Node, sheet: Sheet) -> Funding:
    """Several kinds of a project's money as one row of an evaluation's values."""
    known = sheet.project.funding
    parts = [known[name] for name in names if name in known]
    if known and len(parts) < len(names):
        hint = f"可用：{'、'.join((*known, TOTAL))}。"
        sheet.context.fault(node.place, "MZ514", "“资金”里有自评表不认识的名称。", hint)
    label = f"{sheet.project.name} {'、'.join(names)}"
    return Funding(
        label,
        summed(f"{label} 年初预算数", (part.budget for part in parts)),
        summed(f"{label} 全年预算数", (part.adjusted for part in parts)),
        summed(f"{label} 全年执行数", (part.spent for part in parts)),
    )


def _typed(funding: Funding) -> list[Place]:
    figures = (funding.budget, funding.adjusted, funding.spent)
    return [figure.place for figure in figures if figure.place and not figure.is_zero]


def _management_items(_block: Node, sheet: Sheet) -> Iterator[Item]:
    return _score_items("资金管理", sheet.project.management, sheet)


def _indicator_items(_block: Node, sheet: Sheet) -> Iterator[Item]:
    return _score_items("指标", sheet.project.indicators, sheet)


def _score_items(kind: str, scores: Sequence[Score], sheet: Sheet) -> Iterator[Item]:
    """An evaluation's values per scored line; numbers stand as they were typed."""
    for score in scores or (Score({}),):
        cells = {name: Cell(score.words.get(name, "")) for name in VALUES[kind]}
        nodes = (score.node,) if score.node else ()
        yield {**cells, **_own_cells(kind, nodes, sheet)}


def scores(sheet: Sheet) -> tuple[str, str]:
    """An evaluation's 总分值 and 总得分: money, management, indicators; empty if unscored."""
    project = sheet.project
    scored = (*project.management, *project.indicators)
    weights = (project.weight, *(score.weight for score in scored))
    if all(weight is None for weight in weights):
        return "", ""
    points = sheet.rounding.points(project)
    return _total(total_of(weights), WEIGHT, sheet), _total(points, POINTS, sheet)


def _total(number: Decimal, word: str, sheet: Sheet) -> str:
    """The sum of an evaluation's weights or points; not known where a line lacks its own."""
    record = sheet.context.record
    if lacks := lacking(sheet.project, word):
        record.absent.update(dict.fromkeys(lacks))
        return record.gap
    return without_zeros(f"{number:f}")


def total_of(numbers: Iterable[Decimal | None]) -> Decimal:
    """The sum of values typed for an evaluation."""
    return sum((number for number in numbers if number is not None), Decimal(0))


READERS: Mapping[str, Callable[[Node, Sheet], Iterator[Item]]] = {
    "项目": _project_items,
    "资金": _fund_items,
    "资金管理": _management_items,
    "指标": _indicator_items,
}
