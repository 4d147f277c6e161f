"""What every layout makes: the columns, head and body of a form, and the words that it adds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mingzhang.diagnostics import Place
from mingzhang.document.form_specs import FLAG, LIST, SOME, TEXT, ZERO_SIGN, Context, Keys, is_yes
from mingzhang.document.inherited_lists import TAKEN_OVER, read_rows
from mingzhang.document.table_values import Column, Row
from mingzhang.facts.cube import level
from mingzhang.facts.cube_query import Query
from mingzhang.facts.figure import Figure, summed
from mingzhang.reading.node import Node
from mingzhang.reading.yaml import read_kept

LEVELS = {"类": 1, "款": 2, "项": 3}
FIRST, LAST, NONE = "首行", "末行", "不列"
TOTAL_ROW = "合计位置"  # the setting for forms that do not say it themselves
SUBJECT = "科目"  # the key of a row of a list, and of the rows where the list takes others over
ONLY_USED = "有数才列"  # of a subject in a list that the form has no blank line for
ONLY_FOR = "只用于"  # a table that only a 部门, or only a 单位, publishes
TOTAL_KEYS: Keys = {"合计": TEXT}
COMMON_KEYS: Keys = {
    "编号": TEXT,
    "标题": TEXT,
    "版面": TEXT,
    "沿用": TEXT,
    "停用": FLAG,
    ONLY_FOR: TEXT,
    "横向": FLAG,
    "注": SOME,
    "空表说明": TEXT,
    "显示单位": TEXT,
    "零值": ZERO_SIGN,
    "印法": TEXT,
    "表头左": TEXT,
    "表头中": TEXT,
    "表头右": TEXT,
}


@dataclass(frozen=True)
class Form:
    """A layout's result, the inner part of a table; ``words`` go in its title and unit line.

    ``score`` is what it prints as a project's points in all.
    """

    columns: tuple[Column, ...]
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    words: Mapping[str, str] = field(default_factory=dict)
    score: str = ""


@dataclass(frozen=True)
class Listed:
    """A subject of a layout's fixed list, for its result, under the form's own name.

    One that ``needs_figure`` has a line only in a document that has a figure for it.
    """

    code: str
    name: str
    needs_figure: bool = False


def with_total(total: Row, body: Sequence[Row], spec: Node, context: Context) -> list[Row]:
    """The result of a layout, its rows with 合计 first, last or not at all."""
    usual = context.region.text(TOTAL_ROW, FIRST)
    where = context.choice(spec.get("合计"), (usual, FIRST, LAST, NONE))
    if where == NONE:
        return list(body)
    return [*body, total] if where == LAST else [total, *body]


def read_list(name: str, context: Context, place: Place) -> tuple[Listed, ...]:
    """The subjects for a layout's result, of ``<kind>/lists/<name>.yaml``, in the form's order."""
    relative = Path(context.region.kind, "lists", f"{name}.yaml")
    file = context.region.find(relative)
    if file is None:
        context.fault(
            place,
            "MZ518",
            f"版式里没有科目清单 {relative}。",
            "清单放在版式或上级版式的 lists 里。",
        )
        return ()
    node, _ = read_kept(file.read_bytes(), file)
    if node and not isinstance(node.value, tuple) and not node.get(TAKEN_OVER):
        hint = "每行一个科目，例如 - {科目: 301, 名称: 工资福利支出}。"
        context.fault(node.place, "MZ513", f"科目清单应是{LIST}。", hint)
    return tuple(_listed(row, context) for row in read_rows(file, SUBJECT, SUBJECT, context))


def _listed(row: Node, context: Context) -> Listed:
    context.check(row, {"科目": TEXT, "名称": TEXT, ONLY_USED: FLAG}, ("科目",))
    code, name = row.get("科目"), row.get("名称")
    text = code.text if code else ""
    known = name.text if name else context.account.catalogue.name(text)
    return Listed(text, known, is_yes(row, ONLY_USED))


def loose(query: Query | None, context: Context) -> Figure | None:
    """What a layout's result would lack: typed without a subject, so that no row shows it."""
    if query is None:
        return None
    cube = context.account.cube
    return summed("科目没有公布", (cube.loose(point) for point in query.points))


def depth(code: str) -> int:
    """How deep a subject's row is in a layout's result: 1, 2, 3 for 类, 款, 项; 0 for 合计."""
    return LEVELS.get(level(code), 0)


def check_listed(
    queries: Sequence[Query], listed: Sequence[Listed], context: Context, digits: int = 0
) -> None:
    """A figure without a line in a layout's result would be lost: the author must know.

    ``queries`` are those of its columns, ``digits`` those of the codes that it lists, if not all.
    """
    subjects = context.account.cube.subjects
    points = {point for query in queries for point in query.points}
    codes = {code for p in points for code in subjects(p.flow, p.fund, p.basis)}
    for code in sorted(codes - {subject.code for subject in listed}):
        if len(code) != (digits or len(code)):
            continue
        figures = (context.figure(at(query, code)) for query in queries)
        figure = next((figure for figure in figures if figure and not figure.is_zero), None)
        if figure is None:
            continue
        name = context.account.catalogue.name(code)
        place = next((f.place for f in figure.typed() if f.place), None)
        hint = "请核对科目；若表中确应有这一行，请加到版式的科目清单（lists）。"
        context.fault(
            place or Place(context.account.folder.path),
            "MZ519",
            f"公开表格没有科目“{code} {name}”的行，这个数无处可填。",
            hint,
            (code,),
        )


def at(query: Query | None, code: str) -> Query | None:
    """A layout's query, asked at a subject, for its result."""
    return Query(tuple(point._replace(subject=code) for point in query.points)) if query else None
