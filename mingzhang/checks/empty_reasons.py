"""The rule on a reason that says nothing: a dash, a number, that nothing moved where it did.

Nor may a text that stands in a sentence (用途), or a name.  MZ749.  What a form's own words left
open is MZ606.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from mingzhang.checks.leftover_texts import in_sentences
from mingzhang.checks.rule import ANY, Evidence, Finding, limited, rule
from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts.reasons import KEYS, Move
from mingzhang.reading.document_names import DISCLOSURE
from mingzhang.reading.node import Node
from mingzhang.reading.ways_out import NO_REASON, together

# Two letters at least make a word.
WORD = re.compile("[\u3400-\u9fff]{2}|[A-Za-z]{2}")
MARKS = re.compile(r"[\W_]")
NOTHING = frozenset(
    {
        *("暂无", "同前", "同上年", "同去年", "上年", "去年", "正常", "不详", "NA", "none", "null"),
        *("见附件", "见上", "如上", "见下", "如题", "无原因", "无说明", "原因", "变动", "变化"),
        *("其他", "其它", "其他原因", "其它原因", "各种原因", "多种原因", "客观原因", "主观原因"),
        *("实际情况", "根据实际", "按实际", "根据实际情况", "按实际情况", "有变化", "有变动"),
        *("正常变动", "正常变化", "正常增减", "正常增减变动", "增减变动"),
    }
)
NO_NAME = re.compile(r"[\W\d_]*[无缺略]?[\W\d_]*")
NAMED = frozenset({"名称", "简称", "一级", "二级", "三级"})
SAME = re.compile(
    "(?:基本|大致)?(?:[与和同跟](?:上年|去年|预算|年初预算|以前|往年))?(?:数|相比)?(?:基本|大致)?"
    "(?:无|没有|未有|未发生)?(?:明显|较?大|任何)?(?:增减)?(?:变化|变动|差异|不变|未变|持平|相同|一致|相等|一样)"
)
SURELY = re.compile("无|没|未|不变|持平|相同|一致|相等|一样")


@rule(
    "MZ749",
    "原因说出了为什么，用途、名称写了内容",
    identity="原因、用途（印在“主要用于”后面的话）不只是“无”“—”、一个数或“其他原因”；"
    "名称不是“无”，不是一个数；数变了，原因不说“无变化”",
    why="公开的句子印成“主要原因是无”“主要用于0”，等于没有说明。",
    reference="公开文本应说明增减变动的原因",
    remedy=together(
        (
            "写明是什么事使这个数变了、钱用在哪里，例如“人员增加2人”；不要说明的，",
            NO_REASON,
            "。",
        )
    ),
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def empty(evidence: Evidence) -> Iterator[Finding]:
    """An empty reason, with nothing in it, or one that denies what it is to explain."""
    account = evidence.account
    for node in _reasons(account.folder.disclosure, account.reasons.explained, is_reason=False):
        said = MARKS.sub("", node.text)
        if _is_nothing(said):
            yield Finding(node.place, f"原因只写了“{node.text}”，没有说为什么。")
        elif move := _denied(said, account.reasons.explained.get(node.place, ())):
            way = "增加" if move.sign > 0 else "减少"
            amount = abs(move.difference.amount.value)
            message = f"原因说“{node.text}”，{move.now.label}却{way}了 {amount:,.2f} 元。"
            operands = tuple(
                Operand(one.label, f"{one.amount.value:,.2f} 元", one.place)
                for one in (move.now, move.before)
            )
            yield Finding(node.place, message, operands=operands)
    folder = account.folder
    for node, sentence in in_sentences(folder.disclosure, folder.schemas.get(DISCLOSURE, {})):
        if _is_nothing(MARKS.sub("", node.text)):
            yield Finding(node.place, f"“{sentence}”里只写了“{node.text}”，没有说是什么。")
    named = NAMED.union(account.grouped)
    for file in (folder.disclosure, folder.profile, folder.performance):
        for node in _names(file, named):
            message = f"名称写的是“{node.text}”，不是一个名称。"
            yield Finding(node.place, message, "请写出名称；没有的，删去这一行。")


def _is_nothing(said: str) -> bool:
    """Whether the letters of an empty text say nothing at all."""
    return said in NOTHING or not WORD.search(said)


def _names(node: Node | None, named: Collection[str]) -> Iterator[Node]:
    """Each name, however deep it stands, that is empty: a number, a dash, 无."""
    for key, below in node.items() if node else ():
        if key in named and below.text and NO_NAME.fullmatch(below.text):
            yield below
        if below.is_block:
            yield from _names(below, named)
    for row in node.rows() if node else ():
        yield from _names(row, named)


def _reasons(node: Node | None, own: Collection[Place], *, is_reason: bool) -> Iterator[Node]:
    """Each text or number typed as a reason, which may be empty, however deep it stands.

    Those of a form's own stand at the places ``own``.
    """
    if node is None:
        return
    below = [*node.items(), *(("", row) for row in node.rows())]
    if is_reason and not below and node.text:
        yield node
    for key, value in below:
        is_why = is_reason or key in KEYS or value.place in own
        if is_why or value.is_block:
            yield from _reasons(value, own, is_reason=is_why)


def _denied(said: str, moves: Sequence[Move]) -> Move | None:
    """The move that an empty reason says there was none of."""
    if not (SAME.fullmatch(said) and SURELY.search(said)):
        return None
    return next((move for move in moves if move.sign), None)


def denies(text: str, moves: Sequence[Move]) -> bool:
    """Whether a reason is empty but for the word that what moved did not: 与上年基本持平."""
    return _denied(MARKS.sub("", text), moves) is not None
