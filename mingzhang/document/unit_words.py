"""Unit words of a form: a table's spec → what it says that contradicts its figures.

A form prints its amounts in the unit of its 显示单位; a head that says another one in so many words
would make every figure under it a false statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.diagnostics import Place
from mingzhang.document.form_specs import PLACEHOLDER, Context
from mingzhang.document.region_folder import ZERO
from mingzhang.facts.amount import Unit
from mingzhang.forms.own_figures import COUNT, SCORED
from mingzhang.reading.node import Node

KEY, CHOICE = "显示单位", "印法"
LINE = ("表头左", "表头中", "表头右")
TITLES = ("标题", "侧标题", "通栏标题", "编号", "注", *LINE)
WORD = r"(?:人民币)?(?P<unit>万元|千元|百万元|亿元|元)"
SAID = re.compile(rf"单位\s*[：:]\s*{WORD}|[（(]\s*{WORD.replace('unit', 'only')}\s*[）)]")
COUNTED = (
    "平方米|平方公里|立方米|公里|公顷|公斤|小时|人次|批次|台次|车次|户次|件次|"
    "[个项件次场期批人名位户家辆台套座栋幢处所间亩吨份篇卷册张条宗起例支艘架匹头只株棵块片天门班分%％]"
)
MEASURE_WORD = re.compile(COUNTED)
COLUMN = re.compile(rf"[（(]\s*(?:{WORD}|(?P<count>{COUNTED}))\s*[）)]$")
CODE = "MZ341"
ALIKE = (frozenset("人名位"), frozenset("次场"))  # that many of one are as many of the other


def in_own_words(spec: Node, context: Context) -> Context:
    """The context of a form's table: with its own unit and zero in words, where it says them."""
    group = spec.get(CHOICE)
    context = context.with_choices(group.text) if group else context
    own, zero = spec.get(KEY), spec.get(ZERO)
    words = {ZERO: zero.text} if zero and ZERO not in context.region.chosen else {}
    if own and (unit := context.choice(own, tuple(unit.label for unit in Unit))):
        words["金额单位"] = unit
    return context.with_words(words) if words else context


def check_units(spec: Node, context: Context) -> None:
    """Notes each text of the form whose words name another unit than its figures'."""
    for node in _texts(spec):
        for said in _others(node.text, context):
            _note(said, node.place, context)
    for name in LINE:
        for said in _others(context.region.text(name), context) if spec.get(name) is None else ():
            _note(said, context.region.place(name), context)


def check_column(title: Node | None, measure: str, context: Context) -> None:
    """Notes a column's head that says money of what is counted, or what is counted otherwise."""
    said = COLUMN.search(title.text) if title else None
    if title is None or said is None:
        return
    if bool(said["count"]) is bool(measure) and not other_measure(said["count"] or "", measure):
        return
    if said["unit"] and said["unit"] != context.unit.label:
        return  # that it is not even the unit of the table's money is told
    told = measure or context.unit.label
    message = f"这一列写“{said['unit'] or said['count']}”，列的数以{told}计。"
    hint = "核对这一列的标题和它取的数（指标、填），改正写错的一处。"
    context.fault(title.place, CODE, message, hint)


def other_measure(behind: str, unit: str) -> str:
    """The unit with which the words behind a number begin, if what is in ``unit`` is none of it.

    个 may be said of everything, but no count is a score or a rate, which nobody adds up.
    """
    found = MEASURE_WORD.match(behind)
    said = found[0].replace("％", "%") if found else ""
    is_alike = said == unit or any({said, unit} <= words for words in ALIKE)
    if not said or not unit or is_alike or (behind.startswith(unit) and len(unit) >= len(said)):
        return ""
    return said if COUNT not in (said, unit) or said in SCORED or unit in SCORED else ""


def _texts(node: Node) -> Iterator[Node]:
    for key, value in node.items() if isinstance(node.value, dict) else ():
        if key in TITLES:
            yield from (*value.rows(),) or (value,)
        else:
            yield from _texts(value)
    for row in node.rows() if isinstance(node.value, tuple) else ():
        yield from _texts(row)


def _others(text: str, context: Context) -> Iterator[str]:
    """Words for units of money in a text that are not its figures'."""
    filled = PLACEHOLDER.sub(lambda match: context.words.get(match[1], match[0]), text)
    named = (match["unit"] or match["only"] for match in SAID.finditer(filled))
    return (said for said in named if said != context.unit.label)


def _note(said: str, place: Place, context: Context) -> None:
    hint = "写 {金额单位}，由程序填入；要用另一个单位的表，加一行“显示单位: …”，数随之换算。"
    message = f"这里写“{said}”，表中的数以{context.unit.label}刊出。"
    context.fault(place, CODE, message, hint)
