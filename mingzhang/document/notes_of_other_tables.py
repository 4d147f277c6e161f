"""Notes below tables: the specs of a form's tables → notes that were taken from another table.

``空表说明: 无对下转移支付预算`` below a table of 政府购买服务 says a true thing of another one, and
nothing of its own.  A note that names its own table, too, or several others, is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.document.contradicting_titles import CODE, FISCAL, SPECIAL
from mingzhang.document.form_specs import PLACEHOLDER, members
from mingzhang.forms.dimensions import FUNDS
from mingzhang.reading.node import Node

EMPTY, NOTE = "空表说明", "注"
OF_ITSELF = re.compile("[本此]表")  # a note may speak of anything else in its other clauses
CLAUSE_END = re.compile(r"[，。；\n]")
MARKS = str.maketrans("", "", "“”‘’ ")
BEHIND, BEFORE = re.compile(r"[（(][^（）()]*[）)]$"), re.compile(r"^(?:年度?|部门|单位)+")
KIND = re.compile(r"(?:收支|情况|明细|汇总|总|预算|决算)*表$")
SAME = re.compile("(?<=预算)财政拨款")  # of a fund: 一般公共预算财政拨款支出 is 一般公共预算支出
SHORTEST = 4  # characters of what a table is called; 支出, 会议费 stand in the notes of many
FUND_NAMES = (*FUNDS[FISCAL], SPECIAL)
NATURE_NAMES = ("基本支出", "项目支出")
HINT = "请写这张表自己的话；确实要说那张表的，写上它的全称，或把这张表也写进去。"


def notes_of_other_tables(specs: Sequence[Node]) -> Iterator[Diagnostic]:
    """A warning of each note of a form's tables that names another of them, or another fund."""
    titles = [
        PLACEHOLDER.sub("", title.text).translate(MARKS) if (title := spec.get("标题")) else ""
        for spec in specs
    ]
    plain = (SAME.sub("", said) for said in titles)
    calls = {called: said for said in plain if len(called := _called(said)) >= SHORTEST}
    for spec, own in zip(specs, titles, strict=True):
        for key in (EMPTY, NOTE) if own else ():
            for note in members(spec.get(key)):
                said = SAME.sub("", _of_itself(note.text.translate(MARKS), key))
                if other := _other(said, SAME.sub("", own), calls):
                    message = f"“{own}”的“{key}”说的是“{other}”。"
                    place, hint = _where(spec, key, note)
                    yield Diagnostic(place, CODE, message, hint, Severity.WARNING)


def _where(spec: Node, key: str, note: Node) -> tuple[Place, str]:
    """Where a note is to be mended, and how: one that was taken over, beside the new title."""
    title = spec.get("标题")
    if title and title.place.file != note.place.file:
        return title.place, f"“{key}”沿用的是 {note.place.file.name} 的，请在这张表里另写“{key}”。"
    return note.place, HINT


def _called(title: str) -> str:
    """What a table is called without what every table's title has: 部门…预算表."""
    called = KIND.sub("", BEFORE.sub("", BEHIND.sub("", title)))
    return "" if called in NATURE_NAMES or called in FUND_NAMES else called


def _of_itself(text: str, key: str) -> str:
    """What a note says of its own table: all that it says of an empty one."""
    if key == EMPTY:
        return text
    return "\n".join(one for one in CLAUSE_END.split(text) if OF_ITSELF.search(one))


def _other(said: str, own: str, calls: Mapping[str, str]) -> str:
    """The one other table, fund or nature that a note names instead of its table's own."""
    for names in (FUND_NAMES, NATURE_NAMES):
        in_title, in_note = ({name for name in names if name in text} for text in (own, said))
        if len(in_note) == 1 and in_title and not in_note & in_title:
            return in_note.pop()
    mine = _called(own)
    if not mine or mine in said:
        return ""
    named = [one for one in calls if one in said and one not in own and calls[one] not in said]
    widest = [one for one in named if not any(one != other and one in other for other in named)]
    return widest[0] if len(widest) == 1 and mine not in widest[0] else ""
