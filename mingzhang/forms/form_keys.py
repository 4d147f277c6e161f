"""Keys (键): the ``keys.yaml`` of a form's folders → one declaration of every key of its sources.

A file declares, for ``数据`` (disclosure.yaml), ``概况`` (profile.yaml) and ``绩效``
(performance.yaml), what may stand there: each key with its 类型, its 说明 for the editor, and the
keys below it.  A form says only what differs from its parent: declarations are merged key by key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from mingzhang.diagnostics import Diagnostic
from mingzhang.reading.document_folder import DISCLOSURE, PERFORMANCE, PROFILE
from mingzhang.reading.node import Node
from mingzhang.reading.schema_messages import listed, nearest
from mingzhang.reading.yaml import read_kept

FILE, TYPES = "keys.yaml", "types.yaml"
# What a section of keys.yaml is about.
SECTIONS: Mapping[str, str] = {"数据": DISCLOSURE, "概况": PROFILE, "绩效": PERFORMANCE}
ANY_KIND = "各类数据"  # what a disclosure of any kind may hold, where its kind does not say it
OTHER_SECTIONS = ("指标", "勾稽")  # a form's own named figures and identities
BELOW, EACH, ITEM, OTHERS = "键", "每行", "项", "其他键"
GROUP, GROUP_OR_ZERO, ROWS, ROWS_OR_ZERO, LIST, TEXTS, CHOICE = (
    *("组", "组或零", "行", "行或零", "列表"),
    *("文字或列表", "选项"),
)
SHAPES = (GROUP, GROUP_OR_ZERO, ROWS, ROWS_OR_ZERO, LIST, TEXTS, CHOICE)
# What a declaration may say, beside the declarations that it holds itself.
NAME, KIND, WORDS, DEFAULT, CHOICES, RULE = "名称", "类型", "说明", "缺省", "选项", "写法"
REQUIRED, INSIDE, DISTINCT, EXAMPLES, SNIPPETS = "必填", "不刊出", "不重复", "例", "片段"
FEWEST, MOST = "最少", "最多"
FILES = 1 << 10  # of keys, of which it is remembered in which folder they lie
# Of a figure: its unit where it is no money, whether last year's is typed, whether it has a reason.
UNIT, BEFORE, REASON = "单位", "上年", "原因"
# Zeros that nobody has to type: with which figures a key is zero, and lists of the kinds there are.
FOLLOWS, KINDS_LISTED = "随", "分类"
TOLD_FOLLOWS = "x-随"  # in a row: with which keys beside it, and whether a blank of each is zero
ADDED = "汇总"  # of a number in rows: what lies above the rows is their sum
APART, TOLD_APART = "区分", "x-区分"  # of a list's rows: the keys that tell them apart
IN_TEXTS, TOLD_IN_TEXTS = "文中", "x-文中"  # of a number: what texts call it
# Of a list: the levels of which every subject has a row; of its numbers: what is taken of the
# account; of its texts: of which two numbers they explain the difference.
LEVEL, TAKEN, TOLD_TAKEN, SUBJECT = "级次", "取", "x-取", "科目"
DIGITS = {"类": 3, "款": 5, "项": 7}  # of the codes of functional subjects, by level
EXPLAINS = "解释"
AROUND, TOLD_AROUND = "句中", "x-句中"  # of a text: the words of the sentence that it stands in
GROUPED, TOLD_GROUPED = "分组", "x-分组"  # the keys under which they are listed, outermost first
MEASURE = "x-单位"  # the same of a type of value
APART_FROM_OTHERS = "x-不相加"  # of a type of value: several of it have no sum
NESTED = (BELOW, EACH, ITEM, OTHERS)
SAID = (
    *(NAME, KIND, WORDS, REQUIRED, DEFAULT, CHOICES, RULE),
    *(INSIDE, DISTINCT, EXAMPLES, SNIPPETS, FEWEST, MOST, UNIT, BEFORE, REASON),
    *(FOLLOWS, KINDS_LISTED, ADDED, APART, GROUPED, IN_TEXTS, AROUND),
    *(LEVEL, TAKEN, EXPLAINS),
)
YES, NO = "是", "否"
MONEY, MONEY_UNITS = "金额", ("元", "千元", "万元", "百万元", "千万元", "亿元")
# What the value under a word is: one that is of another kind would do nothing, or break a schema.
FLAGS = (REQUIRED, INSIDE, DISTINCT, ADDED, KINDS_LISTED, BEFORE, REASON)
COUNTED = (FEWEST, MOST)
LISTED = (EXAMPLES, SNIPPETS, APART, GROUPED, IN_TEXTS, EXPLAINS)
SPOKEN = (NAME, WORDS, UNIT, RULE, AROUND)


@dataclass(frozen=True)
class Keys:
    """The keys of a form, declared by section, and the types of value that they name.

    ``common`` is the folder of what all forms share.
    """

    sections: Mapping[str, Node]
    types: Mapping[str, Node]
    common: Path = Path()

    def is_own(self, children: Node, name: str) -> bool:
        """Whether a form itself declares this key, not the ``keys.yaml`` that all forms share."""
        return not _is_below(children.keys[name].file, self.common)


@lru_cache(FILES)
def _is_below(file: Path, folder: Path) -> bool:
    return file.is_relative_to(folder)


def read_keys(
    files: Iterable[tuple[Path, bytes]], common: Path = Path("national")
) -> tuple[Keys, tuple[Diagnostic, ...]]:
    """All keys that the ``keys.yaml`` files of a form's folders declare, outermost first."""
    found: list[Diagnostic] = []
    merged: dict[str, Node] = {}
    types: dict[str, Node] = {}
    for file, data in files:
        whole = types if file.name == TYPES else merged
        node, faults = read_kept(data, file)
        found.extend(faults)
        for name, own in node.items() if node else ():
            whole[name] = merge(whole[name], own) if name in whole else own
    keys = Keys(merged, types, common)
    # What cannot be read is told by itself; the rest would only follow from it.
    return keys, tuple(found) or tuple(_faults(keys))


def merge(above: Node, own: Node) -> Node:
    """A parent form's declaration of keys, overridden key by key by the form's own."""
    if not (isinstance(above.value, dict) and isinstance(own.value, dict)):
        return own
    entries = dict(above.items())
    for key, node in own.items():
        entries[key] = merge(entries[key], node) if key in entries else node
    # A key belongs to the folder that declares it first.
    return Node(entries, own.place, {**own.keys, **above.keys})


def _faults(keys: Keys) -> Iterator[Diagnostic]:
    for name, node in keys.sections.items():
        if not isinstance(node.value, dict):
            yield _no_group(name, node)
        elif name in (*SECTIONS, ANY_KIND):
            yield from _of_children(node, keys)
        elif name not in OTHER_SECTIONS:
            hint = f"最外层写：{'、'.join((*SECTIONS, *OTHER_SECTIONS))}。"
            yield Diagnostic(node.place, "MZ080", f"“{FILE}”里没有“{name}”这一部分。", hint)


def _of_children(node: Node, keys: Keys) -> Iterator[Diagnostic]:
    """Faults in a key's declaration in ``keys.yaml`` that holds other declarations."""
    for holder in NESTED:
        inner = node.get(holder)
        if inner and not isinstance(inner.value, dict):
            yield _no_group(holder, inner)
        elif inner and holder == BELOW:
            for name, child in inner.items():
                yield from _of_key(name, child, keys)
        elif inner:
            yield from _of_children(inner, keys)
            yield from _of_followed(inner)
            yield from _of_named(inner)


def _of_followed(row: Node) -> Iterator[Diagnostic]:
    """Faults of a list's keys that are zero with another (随) which its rows do not have."""
    children = row.get(BELOW)
    for name, child in children.items() if children else ():
        said = child.get(FOLLOWS) if isinstance(child.value, dict) else None
        for other in (tuple(said.rows()) or (said,)) if said else ():
            if children and children.get(other.text) is None:
                message = f"“{name}”的“{FOLLOWS}”用了这种行里没有的键“{other.text}”。"
                yield Diagnostic(other.place, "MZ086", message, "写同一行里的键。")


def _of_named(row: Node) -> Iterator[Diagnostic]:
    """Faults of a list's keys that tell its rows apart, or group them, and are none of theirs."""
    children = row.get(BELOW)
    for word in (APART, GROUPED):
        said = row.get(word)
        for name in said.rows() if said and children else ():
            if children and children.get(name.text) is None:
                message = f"“{word}”用了这种行里没有的键“{name.text}”。"
                yield Diagnostic(name.place, "MZ086", message, "写这种行里的键。")


def _no_group(name: str, node: Node) -> Diagnostic:
    hint = "请另起一行缩进两格，每行写“名称: …”。"
    return Diagnostic(node.place, "MZ081", f"“{name}”下面应是一组“键: 值”。", hint)


def _of_key(name: str, node: Node, keys: Keys) -> Iterator[Diagnostic]:
    if not isinstance(node.value, dict):
        hint = f"写成一组“键: 值”，例如 {name}: {{类型: 金额, 说明: 会议费的预算数。}}"
        yield Diagnostic(node.place, "MZ081", f"“{name}”的声明应是一组“键: 值”。", hint)
        return
    for word, value in node.items():
        if word not in (*SAID, *NESTED):
            near = nearest(word, (*SAID, *NESTED))
            hint = f"是不是“{near}”？" if near else f"可用：{listed((*SAID, *NESTED))}。"
            place = node.keys.get(word, value.place)
            yield Diagnostic(place, "MZ080", f"“{name}”的声明里没有“{word}”这一项。", hint)
    yield from _of_values(name, node)
    yield from _of_kind(name, node, keys)
    yield from _of_unit(name, node)
    yield from _of_default(name, node, keys)
    yield from _of_words(name, node, keys)
    yield from _of_children(node, keys)


def _of_values(name: str, node: Node) -> Iterator[Diagnostic]:
    """Words of a key's declaration whose value is of another kind: 必填: 真 would mean 否."""
    for word, value in node.items():
        if wanted := _wanted(word, value):
            hint = f"请改正；不要的，删去“{word}”。"
            yield Diagnostic(value.place, "MZ081", f"“{name}”的“{word}”应是{wanted}。", hint)


def _wanted(word: str, value: Node) -> str:
    """What the value of a word in a key's declaration has to be, where it is not."""
    if word in FLAGS and value.text not in (YES, NO):
        return f"“{YES}”或“{NO}”"
    if word in COUNTED and not value.text.isdecimal():
        return "整数"
    if word in LISTED and not isinstance(value.value, tuple):
        return "列表，例如 [甲, 乙]"
    if word == TAKEN and not isinstance(value.value, dict):
        return "一组“键: 值”，例如 {收支: 支出}"
    if word == LEVEL and not {one.text for one in value.rows() or (value,)} <= DIGITS.keys():
        return f"“{'”“'.join(DIGITS)}”之一，或其中几个的列表"
    return "文字" if word in SPOKEN and not value.text else ""


def _of_kind(name: str, node: Node, keys: Keys) -> Iterator[Diagnostic]:
    known = (*SHAPES, *keys.types)
    kind = node.get(KIND)
    if kind is None:
        hint = f"写明填的是什么，例如 类型: 金额；可用：{'、'.join(known)}。"
        yield Diagnostic(node.place, "MZ082", f"“{name}”的声明里缺少“{KIND}”。", hint)
    elif kind.text not in known:
        near = nearest(kind.text, known)
        hint = f"是不是“{near}”？" if near else f"可用：{'、'.join(known)}。"
        yield Diagnostic(kind.place, "MZ082", f"“{name}”的类型不能是“{kind.text}”。", hint)


def _of_unit(name: str, node: Node) -> Iterator[Diagnostic]:
    """A fault of a key's declaration as money with a unit of its own, or as a count of money."""
    kind, unit = text(node, KIND), node.get(UNIT)
    if unit is None:
        return
    message = f"“{name}”的类型是“{kind}”，单位却是“{unit.text}”。"
    if kind.startswith(MONEY):
        hint = f"不是钱的，类型写 个数（有小数的写 数量）；是钱的，删去“{UNIT}”，由“金额单位”定。"
        yield Diagnostic(unit.place, "MZ081", message, hint)
    elif unit.text in MONEY_UNITS:
        hint = f"是钱的，类型写 {MONEY}，删去“{UNIT}”；不是钱的，改正“{UNIT}”。"
        yield Diagnostic(unit.place, "MZ081", message, hint)


def _of_default(name: str, node: Node, keys: Keys) -> Iterator[Diagnostic]:
    """A fault of a key's declaration that has a number typed by nobody (缺省)."""
    kind, said = keys.types.get(text(node, KIND)), node.get(DEFAULT)
    typed = kind.get("type") if kind else None
    names = {row.text for row in typed.rows()} or {typed.text} if typed else set()
    if said and names & {"number", "integer"}:
        message = f"“{name}”是数，不能有“{DEFAULT}”：没有填的不是零。"
        hint = f"删去“{DEFAULT}”；另一个数是零时它也是零的，写“{FOLLOWS}”。"
        yield Diagnostic(said.place, "MZ081", message, hint)


def _of_words(name: str, node: Node, keys: Keys) -> Iterator[Diagnostic]:
    kind = keys.types.get(text(node, KIND))
    if text(node, WORDS) or (kind and kind.get("description")):
        return
    hint = (
        f"写明填什么、印在哪里，例如 {WORDS}: 会议费的预算数，见公开07表。编辑器和手册都用这句话。"
    )
    yield Diagnostic(node.place, "MZ083", f"“{name}”的声明里缺少“{WORDS}”。", hint)


def text(node: Node, key: str) -> str:
    """What a key's declaration in ``keys.yaml`` says under a word (类型, 说明), or nothing."""
    return node.text_at(key)
