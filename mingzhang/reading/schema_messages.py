"""Schema messages: a fault that the schema found → code, message and hint in the author's words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from mingzhang.reading.mistyped_numbers import NUMBER, slip
from mingzhang.reading.node import Node
from mingzhang.reading.ways_out import (
    GROUP,
    IN_LIST,
    IN_ROWS,
    LIST,
    NO_KEY,
    NO_PART,
    NO_ROWS,
    in_groups,
    together,
    unknown_parts,
)

EXAMPLE = "例如"
Schema = Mapping[str, Any]
Path = tuple[str | int, ...]
Told = tuple[str, str, str]

_TYPE_NAMES = {
    "object": GROUP,
    "array": LIST,
    "string": "文字",
    "number": "数字",
    "integer": "整数",
    "boolean": "true 或 false",
    "null": "空",
}
UNKNOWN = "缺"  # what an author writes for a figure that was not published
FEW = 3  # parts of a block that a way out names
OF_FORM = "x-自有"  # what the schema says of a key that a place's form declares
OPEN_TYPES = (
    "请查到它再填，确实没有的填 0；没有公布的，请维护版式的人把这个键的“类型”改成可以写“缺”的"
    "（金额或缺、非负数或缺、个数或缺、面积或缺）。"
)
STATED = "公布数"  # what the title of a figure says that is only written where it was published
SUBJECT_CODE = "科目编码"  # what a value of each type of such keys is said to be
GAP = "^缺$"  # the pattern by which a schema allows a figure to be unknown
DENIAL, SAID = re.compile("[未不没无非]"), re.compile("^[未不没无非已有是]")
_PUNCTUATION = re.compile(r"[\s（）()“”\"'《》、，。:：_-]")


@dataclass(frozen=True)
class Fault:
    """A fault that a message is for, as jsonschema found it: keyword, what it wants, where."""

    keyword: str
    wanted: Any
    schema: Schema
    path: Path
    message: str

    @property
    def label(self) -> str:
        """Where a schema fault lies, in words for its message: “支出”第 3 项的“人员经费”."""
        words = "的".join(f"第 {s + 1} 项" if isinstance(s, int) else f"“{s}”" for s in self.path)
        return words.replace("的第", "第") or "整个文件"


def is_amount(schema: Schema) -> bool:
    """Whether, for its message, a schema wants a number, or 缺 if unpublished."""
    return schema.get("type") == "number" or schema.get("pattern") == GAP


def is_count(schema: Schema) -> bool:
    """Whether, for its message, a schema wants a whole number (or 缺)."""
    kinds = schema.get("type", ())
    return "integer" in ([kinds] if isinstance(kinds, str) else kinds)


def is_subject_code(schema: Schema) -> bool:
    """Whether, for its message, a schema wants the code of a subject."""
    return str(schema.get("errorMessage", "")).startswith(SUBJECT_CODE)


def tell(node: Node, fault: Fault) -> Told:
    """Code, message and hint, in the author's words, for a fault against the schema."""
    return _TELLERS.get(fault.keyword, _tell_other)(node, fault)


def listed(words: Sequence[str]) -> str:
    """The first dozen words that a schema allows, joined with 、 for a message."""
    return "、".join(words[:12]) + ("等" if len(words) > 12 else "")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The allowed word, for a schema's message, that a mistyped one most likely meant."""
    by_bare = {_PUNCTUATION.sub("", name): name for name in known}
    near = difflib.get_close_matches(_PUNCTUATION.sub("", word), by_bare, n=1, cutoff=0.5)
    return by_bare[near[0]] if near else None


def example(schema: Schema) -> str:
    """An example of the value that a schema wants, to be shown in a message."""
    values = schema.get("enum") or schema.get("examples") or [""]
    return str(values[0])


def completion(key: str, schema: Schema) -> str:
    """The message's hint how to write a key that the schema says is missing."""
    values = schema.get("enum") or ()
    if len(values) > 1:
        return f"请补上“{key}”，照实际的写{'或者'.join(f'“{value}”' for value in values)}。"
    if samples := schema.get("examples"):
        return f"请补上“{key}”，例如 {'、'.join(map(str, samples))}，照实际的写。"
    return f"请补上“{key}: {values[0]}”。" if values else f"请补上“{key}”。"


def repeated(node: Node) -> Node:
    """For a message: the first item that a list has twice, where the schema wants them distinct."""
    seen: list[object] = []
    for item in node.rows():
        if item.plain() in seen:
            return item
        seen.append(item.plain())
    return node


def _tell_type(node: Node, fault: Fault) -> Told:
    wanted = fault.wanted
    types = [wanted] if isinstance(wanted, str) else list(wanted)
    types = ["number"] if is_amount(fault.schema) else types
    kinds = (_TYPE_NAMES[t] for t in types if t != "integer" or "number" not in types)
    names = together(kinds, "或")
    if node.value is None:
        hint: str = together(("请填写", names, "；", _of_nothing(types, fault.schema), "。"))
        return "MZ032", f"{fault.label}后面没有值。", hint
    if isinstance(node.value, bool) and "enum" in fault.schema:
        words = "、".join(map(str, fault.schema["enum"]))
        message = f"{fault.label}写的是 {str(node.value).lower()}，这里只认文字。"
        return "MZ032", message, f"可以写：{words}。"
    if isinstance(node.value, bool):
        hint = '若是文字，请加半角引号，例如 "true"。'
        return "MZ032", f"{fault.label}应是{names}，现在是逻辑值 {str(node.value).lower()}。", hint
    if {"number", "integer"} & set(types) and "string" not in types:
        return _tell_number(node, fault, names)
    is_gap_of_parts = node.text == UNKNOWN and _gaps_below(fault.schema)
    how = _not_known(fault.schema) if is_gap_of_parts else _how(types, node, fault.schema)
    message = together((fault.label, "应是", names, "，现在是", _kind(node), "。"))
    return "MZ032", message, how


def _of_nothing(types: list[str], schema: Schema) -> str:
    """How a message tells an author to write “there is none”: 0, [] or no key at all."""
    if {"number", "integer"} & set(types) and "string" not in types:
        return "没有的写 0"
    if "array" in types and not schema.get("minItems"):
        return NO_ROWS
    return NO_KEY


def _tell_number(node: Node, fault: Fault, names: str) -> Told:
    if isinstance(node.value, Decimal):
        return "MZ032", f"{fault.label}应是整数，现在是 {node.value}。", "请写整数，不写小数。"
    told = slip(node.value) if isinstance(node.value, str) else None
    if told:
        code = "MZ020" if "全角" in told[0] else "MZ033"
        return (
            code,
            together((fault.label, "应是", names, f"，{told[0]}。")),
            together((told[1], "。")),
        )
    shown = f"“{short(node.text)}”" if node.text else _kind(node)
    hint = f"请写半角数字，例如 {_sample(fault.schema)}。"
    if node.text == UNKNOWN:
        own = fault.schema.get("errorMessage") if fault.schema.get("type") == "number" else None
        hint = f"{own}。" if own else _not_known(fault.schema)
    return "MZ032", together((fault.label, "应是", names, f"，现在是{shown}。")), hint


def _not_known(schema: Schema) -> str:
    """A schema's message on what to type for 缺 where it cannot stand: in a block's parts."""
    parts = _gaps_below(schema)
    if STATED in schema.get("title", ""):
        return together(("没有公布的不写，", NO_PART, "，由程序相加。"))
    if not parts and schema.get(OF_FORM):
        return OPEN_TYPES
    if not parts:
        return "这个数要用来比较或计算，不能写“缺”：请查到它再填；确实没有的填 0。"
    return unknown_parts(parts[:FEW], UNKNOWN)


def _gaps_below(schema: Schema) -> list[str]:
    """The parts of a block that, by its schema, may be 缺."""
    return [key for key, part in schema.get("properties", {}).items() if is_gap(part)]


def is_gap(schema: Schema) -> bool:
    """Whether a schema takes 缺 for what was not published."""
    return bool(schema.get("pattern") == GAP)


def _sample(schema: Schema) -> str:
    """An example, in a schema's message, of a number that it wants: whole, within its bounds."""
    if given := example(schema):
        return given
    bound = schema.get("minimum", 1)
    return str(bound or 1) if schema.get("type") == "integer" else "1234.56"


def _how(types: Sequence[str], node: Node, schema: Schema) -> str:
    if "object" in types:
        keys = listed(list(schema.get("properties", {})))
        return in_groups(keys)
    if "array" in types:
        return IN_LIST
    if isinstance(node.value, dict) and "string" in types:
        return "若文字里有“: ”，请给整段文字加半角引号。"
    if isinstance(node.value, Decimal):
        return f"请加半角引号：'{node.text}'。"
    return "请只写一个值。"


def _kind(node: Node) -> str:
    if isinstance(node.value, dict):
        return _TYPE_NAMES["object"]
    if isinstance(node.value, tuple):
        return _TYPE_NAMES["array"]
    if isinstance(node.value, Decimal):
        return f"数字 {node.value}"
    return f"文字“{short(node.text)}”"


def short(text: str) -> str:
    """The beginning of a text on one line, to be quoted in a message about the schema."""
    line = " ".join(text.split())
    return line if len(line) <= 30 else f"{line[:30]}…"


def _tell_enum(node: Node, fault: Fault) -> Told:
    allowed = [str(value) for value in fault.wanted]
    near = nearest(node.text, [word for word in allowed if not _is_opposite(word, node.text)])
    hint = f"可以写：{'、'.join(allowed)}。"
    message = f"{fault.label}不能是“{short(node.text)}”"
    return "MZ034", f"{message}，是不是“{near}”？" if near else f"{message}。", hint


def _is_opposite(one: str, other: str) -> bool:
    """Whether a choice of the schema denies the word: nobody who wrote 未审签 meant 已审签."""
    denied = bool(DENIAL.match(one)) != bool(DENIAL.match(other))
    return denied and SAID.sub("", one) == SAID.sub("", other)


def _tell_pattern(node: Node, fault: Fault) -> Told:
    """The message for a text that breaks the schema's pattern or range of codes."""
    if is_amount(fault.schema):
        return _tell_number(node, fault, _TYPE_NAMES["number"])
    rule = fault.schema.get("errorMessage", "")
    if NUMBER.fullmatch(node.text.strip()) is None and (told := slip(node.text)):
        return "MZ035", f"{fault.label}：{told[0]}。", together((told[1], "。"))
    sample = example(fault.schema)
    hint = rule if sample in rule or EXAMPLE in rule else f"{rule}，{EXAMPLE} {sample}"
    return "MZ035", f"{fault.label}写成了“{short(node.text)}”。", f"{hint}。"


def _tell_minimum(node: Node, fault: Fault) -> Told:
    if "errorMessage" in fault.schema and not is_amount(fault.schema):
        return _tell_pattern(node, fault)
    if fault.wanted == 0:
        return "MZ036", f"{fault.label}不能是负数，现在是 {node.text}。", "请检查正负号。"
    low, high = fault.schema.get("minimum"), fault.schema.get("maximum")
    bounds = [f"不小于 {low}"] if low is not None else []
    bounds += [f"不大于 {high}"] if high is not None else []
    return "MZ036", f"{fault.label}应{'、'.join(bounds)}，现在是 {node.text}。", "请检查是否打错。"


def _tell_items(node: Node, fault: Fault) -> Told:
    low, high = fault.schema.get("minItems"), fault.schema.get("maxItems")
    count = len(node.value) if isinstance(node.value, tuple) else 0
    if low and not count:
        return (
            "MZ037",
            f"{fault.label}是空的列表，至少要有 {low} 项。",
            together((IN_ROWS, "；", NO_KEY, "。")),
        )
    wanted = f"{low}" if low == high else f"{low or 0} 到 {high}" if high else f"至少 {low}"
    hint = _first_sentence(fault.schema) or "请补上或删去。"
    return "MZ037", f"{fault.label}应有 {wanted} 项，现在有 {count} 项。", hint


def _tell_block(_node: Node, fault: Fault) -> Told:
    """The message for a block in which the schema wants something said, and nothing is."""
    hint = fault.schema.get("errorMessage") or "请填写其中的一项"
    return "MZ037", f"{fault.label}是空的，没有说有多少，也没有说没有。", f"{hint}。"


def _first_sentence(schema: Schema) -> str:
    description = str(schema.get("description", ""))
    return description.split("。", maxsplit=1)[0] + "。" if description else ""


def _tell_unique(node: Node, fault: Fault) -> Told:
    word = short(repeated(node).text)
    what = f"“{word}”写了两次" if word else "有重复的项"
    return "MZ038", f"{fault.label}里{what}。", "请删去一个。"


def _tell_length(node: Node, fault: Fault) -> Told:
    if not node.text.strip():
        return "MZ039", f"{fault.label}是空的文字。", together(("请填写；", NO_KEY, "。"))
    is_short = fault.keyword == "minLength"
    limit = f"至少 {fault.wanted} 个字" if is_short else f"最多 {fault.wanted} 个字"
    message = f"{fault.label}{limit}，现在是 {len(node.text)} 个字。"
    return "MZ039", message, "请补充完整。" if is_short else "请写短一些。"


def _tell_other(_node: Node, fault: Fault) -> Told:
    rule = fault.schema.get("errorMessage") or _first_sentence(fault.schema)
    hint = rule or "请照编辑器里这个键的说明填写。"
    return "MZ035", f"{fault.label}不合要求。", str(hint)


_TELLERS: dict[str, Callable[[Node, Fault], Told]] = {
    "type": _tell_type,
    "enum": _tell_enum,
    "const": _tell_other,
    "pattern": _tell_pattern,
    "not": _tell_pattern,
    "minimum": _tell_minimum,
    "maximum": _tell_minimum,
    "minItems": _tell_items,
    "maxItems": _tell_items,
    "minProperties": _tell_block,
    "uniqueItems": _tell_unique,
    "minLength": _tell_length,
    "maxLength": _tell_length,
}
