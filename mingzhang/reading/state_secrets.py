"""Secrets: a tree of nodes → a refusal for each ``涉密: 是`` in it.

What is secret must not be published, whatever else is right; nobody but its author can take it
out, so the document is refused as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.diagnostics import Diagnostic
from mingzhang.reading.node import Node

KEY, YES = "涉密", "是"
REFUSED = "MZ721"
_HINT = (
    "请先把涉密的内容从数据里拿掉（删去这一行，不只是这个键），需要公开的合计照准予公开的口径写成公布数，"
    "再重新核对；涉密的内容不要放在本程序的文件夹和 git 里，已经放进去的请报告保密人员处理。"
)


def secrets(root: Node) -> Iterator[Diagnostic]:
    """A finding for each place in a source that is marked as a state secret (涉密)."""
    yield from _below(root, "这份文件")


def _below(node: Node, what: str) -> Iterator[Diagnostic]:
    marked = node.get(KEY)
    if marked is not None and marked.text == YES:
        message = f"{what}标明涉密，整份文档不能公开，也不生成任何文件。"
        yield Diagnostic(node.keys.get(KEY, marked.place), REFUSED, message, _HINT)
    below_keys = node.value.values() if isinstance(node.value, dict) else ()
    for below in below_keys:
        yield from _below(below, what)
    for row in node.rows():
        yield from _below(row, "这一行" if isinstance(row.value, dict) else what)
