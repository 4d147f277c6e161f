"""自评: a form per project, put together from blocks: labels, money, management, goals, indicators.

Each block is a small table of its own on the form's common columns: headings, a row per item
(``每``), values by name (``值``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from mingzhang.diagnostics import Place
from mingzhang.document.evaluations import evaluated_nowhere
from mingzhang.document.form_specs import (
    COUNT,
    DECIMALS,
    FLAG,
    LIST,
    NUMBER,
    TEXT,
    Context,
    is_kind,
    is_yes,
    weight,
    without_zeros,
)
from mingzhang.document.layouts.evaluation_values import (
    READERS,
    TOTAL,
    VALUES,
    Item,
    Sheet,
    project_item,
    scores,
    total_of,
    values_of,
)
from mingzhang.document.layouts.layout_result import COMMON_KEYS, Form
from mingzhang.document.table_values import Cell, Column, Row
from mingzhang.facts.account import Funding, Project
from mingzhang.facts.amount import Amount
from mingzhang.facts.evaluated_projects import no_evaluations
from mingzhang.facts.figure import Absent, Figure
from mingzhang.facts.source_nodes import rows
from mingzhang.facts.unscored_lines import NO_MANAGEMENT, is_unmanaged
from mingzhang.reading.node import Node

KEYS = {
    **COMMON_KEYS,
    "宽": LIST,
    "段": LIST,
    "金额小数": DECIMALS,
    "金额去零": FLAG,
    "执行率小数": DECIMALS,
    "执行率无": TEXT,
    "金额零": TEXT,
    "未调整留空": FLAG,
}
GROUP_BLOCK = {"侧标题": TEXT, "段": LIST}
LABEL_BLOCK = {"标签": LIST}
FIXED = "写"  # what a label says of every project
LABEL_KEYS = {
    "标题": TEXT,
    "值": TEXT,
    FIXED: TEXT,
    "跨列": COUNT,
    "无": TEXT,
    "标题跨列": COUNT,
}
BLOCK_KEYS = {
    "每": TEXT,
    "通栏标题": TEXT,
    "侧标题": TEXT,
    "列": LIST,
    "行": LIST,
    "合计": TEXT,
}
COLUMN_KEYS = {
    "标题": TEXT,
    "值": TEXT,
    "跨列": COUNT,
    "合并": FLAG,
    "无": TEXT,
    "合计": TEXT,
}
WEIGHTS = "分值合计"  # in a heading: the weights of the lines below it
TOTALS = ("总分值", "总得分")
BLANK = Cell()
SCORES = ("分值", "得分", "偏差度")  # centred, typed or computed alike
HEADINGS = ("资金", "项目", "一级", "二级", "三级")  # values that name their row


def performance(spec: Node, context: Context) -> Iterator[Form]:
    """The evaluation form (自评) of each project; a blank one where the author says none."""
    account = context.account
    if missing := no_evaluations(account.folder):
        context.record.absent[missing] = None
    if fault := evaluated_nowhere(account):
        context.faults.append(fault)
    context.record.rounding = Sheet(spec, _blank(spec.place), context).rounding
    return sheets(spec, context, account.projects)


def sheets(spec: Node, context: Context, projects: Sequence[Project]) -> Iterator[Form]:
    """A self-evaluation form for each project; a blank one where there is none."""
    context.check(spec, KEYS, ("标题", "宽", "段"))
    for node in rows(spec, "宽"):
        if not is_kind(NUMBER, node):
            context.fault(node.place, "MZ513", f"列宽应是{NUMBER}。", "例如 宽: [12, 20, 8]。")
    for project in projects or (_blank(spec.place),):
        unit = project.words.get("实施单位", context.account.agency)
        words = {"项目名称": project.name, "实施单位": unit, "日期": project.words.get("日期", "")}
        sheet = Sheet(spec, project, context.with_words(words))
        body = (row for block in rows(spec, "段") for row in _block(block, sheet))
        columns = tuple(Column(weight(node)) for node in rows(spec, "宽"))
        yield Form(columns, (), tuple(body), words, _printed_score(sheet))


def _blank(place: Place) -> Project:
    none = Figure("", Amount())
    return Project("", "", {}, place, {}, Funding(TOTAL, none, none, none))


def _block(block: Node, sheet: Sheet) -> Iterator[Row]:
    if block.get("段"):
        sheet.context.check(block, GROUP_BLOCK, ("侧标题",))
        inside = replace(sheet, inset=sheet.inset + 1)
        inner = [row for below in rows(block, "段") for row in _block(below, inside)]
        yield from _beside(sheet.context.fill(block.get("侧标题")), inner)
    elif block.get("标签"):
        sheet.context.check(block, LABEL_BLOCK)
        yield _labels(block, sheet)
    elif sheet.context.check(block, BLOCK_KEYS, ("每", "列")):
        yield from _small_table(block, sheet)


def _labels(block: Node, sheet: Sheet) -> Row:
    """A row of the evaluation form: label and value, label and value …"""
    values = project_item(sheet)
    cells: list[Cell] = []
    for node in rows(block, "标签"):
        sheet.context.check(node, LABEL_KEYS, ("标题",) if node.get(FIXED) else ("标题", "值"))
        span = _span(node, "标题跨列")
        cells.append(Cell(sheet.context.fill(node.get("标题")), colspan=span, scope="row"))
        cells.append(_label_value(node, values, sheet))
    _check_width(sum(cell.colspan for cell in cells), block, sheet)
    return Row(tuple(cells))


def _label_value(node: Node, values: Item, sheet: Sheet) -> Cell:
    """What stands beside a label of the evaluation form; one of no project is blank."""
    if fixed := node.get(FIXED):
        text = sheet.context.fill(fixed) if sheet.project.name else ""
        return Cell(text, colspan=_span(node))
    return _cell(values, _value_name(node, "项目", sheet), node, 1)


def _small_table(block: Node, sheet: Sheet) -> Iterator[Row]:
    kind = sheet.context.choice(block.get("每"), tuple(VALUES))
    if not kind:
        return
    columns = tuple(rows(block, "列"))
    for column in columns:
        sheet.context.check(column, COLUMN_KEYS)
    side = block.get("侧标题")
    width = sum(map(_span, columns)) + (1 if side else 0)
    _check_width(width, block, sheet)
    if banner := block.get("通栏标题"):
        yield Row((Cell(sheet.context.fill(banner), colspan=sheet.width, scope="colgroup"),))
    inner = [*_heading(columns, kind, sheet), *_items(columns, kind, block, sheet)]
    inner += _total(columns, block, sheet)
    yield from _beside(sheet.context.fill(side), inner) if side else inner


def _beside(title: str, inner: Sequence[Row]) -> Iterator[Row]:
    """Rows of the evaluation form with one heading at their left that spans them all."""
    heading = Cell(title, rowspan=len(inner), scope="row")
    for number, row in enumerate(inner):
        yield row if number else replace(row, cells=(heading, *row.cells))


def _heading(columns: Sequence[Node], kind: str, sheet: Sheet) -> Iterator[Row]:
    if not any(column.get("标题") for column in columns):
        return
    weights = (score.weight for score in sheet.project.management if kind == "资金管理")
    asks = any(WEIGHTS in title.text for c in columns if (title := c.get("标题")))
    if asks and kind == "资金管理" and is_unmanaged(sheet.project):
        lack = Absent((sheet.project.name, kind), sheet.project.place, NO_MANAGEMENT)
        sheet.context.record.absent[lack] = None
    context = sheet.context.with_words({WEIGHTS: without_zeros(f"{total_of(weights):f}")})
    titles = ((context.fill(column.get("标题")), _span(column)) for column in columns)
    cells = (Cell(text, colspan=span, scope="col" if text else "") for text, span in titles)
    yield Row(tuple(cells))


def _items(columns: Sequence[Node], kind: str, block: Node, sheet: Sheet) -> Iterator[Row]:
    items = tuple(READERS[kind](block, sheet))
    names = [_value_name(column, kind, sheet) for column in columns]
    runs = list(_runs(columns, names, items))
    for number, item in enumerate(items):
        cells = (
            _cell(item, name, column, run[number])
            for column, name, run in zip(columns, names, runs, strict=True)
            if run[number]
        )
        yield Row(tuple(cells))


def _runs(
    columns: Sequence[Node], names: Sequence[str], items: Sequence[Item]
) -> Iterator[Sequence[int]]:
    """How many rows a cell of the evaluation form spans; 0 for one joined with that above."""
    keys: list[tuple[str, ...]] = [() for _ in items]
    for column, name in zip(columns, names, strict=True):
        if is_yes(column, "合并"):
            # A cell is joined with the one above only where those at its left are, too.
            keys = [
                (*key, item.get(name, BLANK).text) for key, item in zip(keys, items, strict=True)
            ]
            yield _lengths(keys)
        else:
            yield [1] * len(items)


def _lengths(keys: Sequence[tuple[str, ...]]) -> list[int]:
    """Rows of the evaluation form: the length of each run of equal keys where it begins."""
    runs = (len(list(run)) for _, run in groupby(keys))
    return [length for run in runs for length in (run, *[0] * (run - 1))]


def _cell(item: Item, name: str, column: Node, run: int) -> Cell:
    cell = item.get(name, BLANK)
    absent = column.get("无")
    text = cell.text or (absent.text if absent else "")
    scope = "row" if name in HEADINGS and text else ""
    kind = "number" if name in SCORES else cell.kind
    return Cell(text, kind, cell.figure, _span(column), run, scope, cell.level)


def _total(columns: Sequence[Node], block: Node, sheet: Sheet) -> Iterator[Row]:
    """The evaluation form's 总分: the label spans the columns before the first with a total."""
    label = block.get("合计")
    if label is None:
        return
    names = [sheet.context.choice(column.get("合计"), ("", *TOTALS)) for column in columns]
    first = next((i for i, name in enumerate(names) if name), len(names))
    _tell_unprinted(sheet)
    values = dict(zip(TOTALS, scores(sheet), strict=True))
    title = Cell(sheet.context.fill(label), colspan=sum(map(_span, columns[:first])), scope="row")
    cells = (
        Cell(values.get(name, ""), "number" if name else "text", colspan=_span(column))
        for name, column in zip(names[first:], columns[first:], strict=True)
    )
    yield Row((title, *cells), total=True)


def _printed_score(sheet: Sheet) -> str:
    """The 总得分 of the project, if its evaluation form prints one that is known."""
    totals = (column.get("合计") for block in _blocks(sheet.spec) for column in rows(block, "列"))
    is_printed = any(total.text == TOTALS[1] for total in totals if total)
    score = scores(sheet)[1] if is_printed else ""
    return "" if score == sheet.context.record.gap else score


def _tell_unprinted(sheet: Sheet) -> None:
    """Faults for scored lines that the evaluation form has no rows for, though it adds them."""
    kinds = {each.text for block in _blocks(sheet.spec) if (each := block.get("每"))}
    lines = {"资金管理": sheet.project.management, "指标": sheet.project.indicators}
    for kind in lines.keys() - kinds:
        scored = (one for one in lines[kind] if one.weight is not None or one.points is not None)
        if first := next(scored, None):
            message = f"自评表没有“{kind}”的行，这里的分无处可印，总分却会加上它们。"
            hint = f"这个版式的自评表不记“{kind}”，请删去这几行；表中确有的，请维护版式的人加上。"
            sheet.context.fault(first.place or sheet.project.place, "MZ739", message, hint)


def _blocks(spec: Node) -> Iterator[Node]:
    """The blocks of the evaluation form, at any depth."""
    for block in rows(spec, "段"):
        yield block
        yield from _blocks(block)


def _value_name(node: Node, kind: str, sheet: Sheet) -> str:
    value = node.get("值")
    name = sheet.context.choice(value, values_of(kind, sheet.context)) if value else ""
    sheet.context.record.values.add("执行原因" if (kind, name) == ("资金", "原因") else name)
    return name


def _span(node: Node, key: str = "跨列") -> int:
    span = node.get(key)
    return max(1, int(span.text)) if span and span.text.isdecimal() else 1


def _check_width(width: int, block: Node, sheet: Sheet) -> None:
    if width != sheet.width:
        hint = "请检查“跨列”；侧标题占一列。"
        message = f"这一段共 {width} 列，整张表（“宽”）有 {sheet.width} 列。"
        sheet.context.fault(block.place, "MZ517", message, hint)
