"""Projects: the nodes of performance.yaml → 自评 values with figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from mingzhang.diagnostics import Place
from mingzhang.facts.account import Funding, Project, Score
from mingzhang.facts.amount import Amount, Unit
from mingzhang.facts.figure import Absent, Figure, summed
from mingzhang.facts.source_nodes import rows, text, words
from mingzhang.facts.source_rows import amount_of
from mingzhang.reading.document_folder import PERFORMANCE, Folder
from mingzhang.reading.node import Node

SHEETS = "自评表"  # what a kind of document has whose projects evaluate themselves
SOURCES = ("当年财政拨款", "上年结转资金", "财政拨款", "财政专户管理资金", "单位资金", "其他资金")
NONE_EVALUATED = (
    f"照自评表建立 {PERFORMANCE}；没有项目自评的，里面写 项目: []，“绩效”里不写自评的结果"
)
DONE_BY = "实施单位"  # of a project; left out it is the agency whose file it stands in
COLUMNS = ("年初预算数", "全年预算数", "全年执行数")


def no_evaluations(folder: Folder) -> Absent | None:
    """What says that no project evaluated itself: ``performance.yaml`` is not there."""
    if folder.performance is not None:
        return None
    place = Place(folder.disclosure.place.file, 1, 1)
    return Absent((PERFORMANCE, "项目"), place, NONE_EVALUATED)


def read_projects(performance: Node | None, unit: Unit) -> tuple[Project, ...]:
    """The evaluated projects of ``performance.yaml`` in the author's order."""
    return tuple(_project(node, unit) for node in rows(performance, "项目"))


def called_apart(project: Project, projects: Iterable[Project]) -> str:
    """What sentences call an evaluated project: with who carried it out, if others' is alike.

    That is a department's, whose units may call their projects alike.
    """
    name, unit = project.short_name, project.words.get(DONE_BY, "")
    alike = (one for one in projects if one.short_name == name)
    is_of_others = any(one.words.get(DONE_BY, "") != unit for one in alike)
    return f"{name}（{unit}）" if unit and is_of_others else name


def _project(node: Node, unit: Unit) -> Project:
    name = text(node, "名称")
    funding = {key: _funding(node, name, key, unit) for key in SOURCES}
    return Project(
        name=name,
        short_name=text(node, "简称") or name,
        words=_words(node),
        place=node.place,
        funding=funding,
        total=_sum(name, tuple(funding.values())),
        weight=_number(node, "资金分值"),
        weighed=weighed.place if (weighed := node.get("资金分值")) else None,
        management=tuple(map(_score, rows(node, "资金管理"))),
        indicators=tuple(map(_score, rows(node, "指标"))),
        nodes=(node,),
    )


def _funding(node: Node, name: str, key: str, unit: Unit) -> Funding:
    row = node.get("资金", key)
    cells = list(row.rows()) if row else []
    figures = [
        Figure(f"{name} {key} {column}", amount_of(cell, unit), cell.place)
        for column, cell in zip(COLUMNS, cells, strict=False)
        if cell.number is not None
    ]
    blank = [Figure(f"{name} {key} {column}", Amount()) for column in COLUMNS]
    return Funding(key, *(figures if len(figures) == len(COLUMNS) else blank))


def _sum(name: str, lines: tuple[Funding, ...]) -> Funding:
    label = f"{name} 年度资金总和"
    columns = ([x.budget for x in lines], [x.adjusted for x in lines], [x.spent for x in lines])
    parts = (
        summed(f"{label} {column}", (figure for figure in figures if figure.place))
        for column, figures in zip(COLUMNS, columns, strict=True)
    )
    return Funding("年度资金总和", *parts)


def _score(node: Node) -> Score:
    return Score(
        _words(node),
        _number(node, "分值"),
        _number(node, "得分"),
        _number(node, "偏差度"),
        node.place,
        node,
    )


def _words(node: Node) -> Mapping[str, str]:
    goal = node.get("年度目标")
    nested = {f"年度目标{key}": value.text for key, value in goal.items()} if goal else {}
    return {**words(node), **nested}


def _number(node: Node, key: str) -> Decimal | None:
    value = node.get(key)
    return value.number if value else None
