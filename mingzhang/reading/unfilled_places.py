"""What a skeleton left to be filled: a tree of nodes → each place that still says 待填."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.reading.node import Node
from mingzhang.reading.ways_out import Way, together, without_mark

UNFILLED, MARK = "MZ745", "待填"
HINT = Way(
    f"请把“{MARK}”换成要填的内容；没有发生的金额和个数填 0，一行也没有的表填 []。"
    "行上或行尾的注释说明这里写什么。",
    "请填写；没有发生的金额和个数填 0，一行也没有的表按“没有，一行也不写”。",
)
SUMMED = "汇总"
REASON, GAPS = "原因", "数据缺口"


def unfilled(node: Node) -> Iterator[Diagnostic]:
    """A finding for each unfilled place of a source, which still says 待填."""
    summed = node.get(SUMMED)
    yield from _unfilled(node, "", is_sum=bool(summed and summed.rows()))


def _unfilled(node: Node, above: str, *, is_sum: bool) -> Iterator[Diagnostic]:
    if node.text.strip() == MARK:
        name = f"“{above}”" if above else "这个文件"
        yield Diagnostic(node.place, UNFILLED, f"{name}还没有填写。", _hint(above, is_sum=is_sum))
    for key, value in node.items():
        yield from _unfilled(value, f"{above}.{key}" if above else key, is_sum=is_sum)
    for number, row in enumerate(node.rows(), 1):
        yield from _unfilled(row, f"{above} 第 {number} 行", is_sum=is_sum)


def _hint(name: str, *, is_sum: bool) -> str:
    """What the author should do at an unfilled place, which still says 待填.

    A department that sums its units types none of what they say.
    """
    key = name.rpartition(".")[2]
    if REASON in name:
        why = f"请把“{MARK}”换成原因；数没有变动、没有原因要说的，"
        return together((why, without_mark(key, MARK), "。"))
    if key == GAPS:
        return together(("请写明缺哪些数、为什么没有；没有缺的数，", without_mark(key, MARK), "。"))
    of_units = "写了“汇总”的，由各单位相加的不用填，"
    return together((HINT, of_units, without_mark(key, MARK), "。")) if is_sum else HINT


def unfilled_text(file: Path) -> Diagnostic:
    """The finding that a Markdown file is unfilled (待填) and is to be written."""
    return Diagnostic(Place(file, 1, 1), UNFILLED, f"“{file.name}”还没有写。", HINT)
