"""YAML bytes → a tree of ``Node`` in which each key and value knows its line and column.

The plain part of YAML only: mappings, lists, scalars. Anchors, aliases, merge keys, tags,
directives and further documents are refused. Events are taken one by one, so that depth and size
are bounded before anything is built.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from mingzhang.diagnostics import Diagnostic, Operand, Place, Severity
from mingzhang.reading.mistyped_numbers import NUMBER, half_width
from mingzhang.reading.node import Node
from mingzhang.reading.source_text import LINE_END, decode, first_strange, strange_character
from mingzhang.reading.yaml_syntax_faults import (
    explain,
    slip_in,
    swallowed_key,
    taken_for_comment,
)

MAX_DEPTH = 50
MAX_VALUES = 200_000
MAX_WHOLE_DIGITS = 18
SWAPPED = 2  # digits of a number that begins with 0, which is no code
MAX_DECIMALS = 12

# As YAML 1.2 has them: what an editor takes for a truth value or nothing, the program does too.
_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
}
_WIDE_SPACE = re.compile("[\u00a0\u2002-\u200a\u3000]")
# Nearly all keys are words: only one that matches this is looked at closely.
_ODD_KEY = re.compile("[\u00a0\u2002-\u200a\u3000:：{}｛｝［］【】<]|\\[|\\]|^[-－—–0-9]")
_NOT_A_KEY = re.compile("^[-－—–]|[{}｛｝［］【】]|\\[|\\]")
_GROUP_TAIL = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_NUMBER_AND_KEY = re.compile(r"[0-9.]+，\s*[\u3400-\u9fff]{2,14}[:：]")

Value = str | Decimal | bool | None


@lru_cache(maxsize=256)
def read_kept(data: bytes, file: Path) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """A YAML file as nodes, kept in memory: for files that every document reads."""
    return read_yaml(data, file)


def read_yaml(text: bytes, file: Path) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The tree of a YAML text and what is wrong; no tree where it cannot be understood.

    Slips with an obvious meaning (a full-width digit, a key typed twice) are errors too, but leave
    a tree, so that a later stage can look for further faults in the same run.
    """
    decoded = decode(text, file)
    if isinstance(decoded, Diagnostic):
        return None, (decoded,)
    return _Reader(decoded, file).read()


@dataclass
class _Frame:
    """A YAML list or mapping that the reader has begun and not yet closed."""

    start: Place
    mapping: bool
    flow: bool
    nodes: list[Node] = field(default_factory=list)
    entries: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Place] = field(default_factory=dict)
    key: str | None = None
    end: int = 0  # where the text of that key ends
    repeated: bool = False

    def wants_key(self) -> bool:
        return self.mapping and self.key is None

    @property
    def latest(self) -> Node | None:
        """The value read before the open key of a YAML mapping."""
        return next(reversed(self.entries.values()), None)

    def add(self, node: Node) -> None:
        if self.key is None:
            self.nodes.append(node)
        elif not self.repeated:
            self.entries[self.key] = node
        self.key = None

    def node(self) -> Node:
        if self.mapping:
            return Node(self.entries, self.start, self.keys)
        return Node(tuple(self.nodes), self.start)


class _Reader:
    """Builds nodes from the YAML events of a text; ``fatal`` is set where no rest makes sense."""

    def __init__(self, text: str, file: Path) -> None:
        self.text = text
        self.file = file
        self.lines = LINE_END.split(text)
        self.open: list[_Frame] = []
        self.root: Node | None = None
        self.values = 0
        self.fatal = False
        self.found: list[Diagnostic] = []
        self.takers: dict[type[yaml.Event], Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._start,
            yaml.SequenceStartEvent: self._start,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }

    def read(self) -> tuple[Node | None, tuple[Diagnostic, ...]]:
        loader = yaml.CSafeLoader(self.text)
        try:
            while not self.fatal and (event := loader.get_event()) is not None:
                taker = self.takers.get(type(event))
                if taker:
                    taker(event)
        except yaml.YAMLError as error:
            opened = next((frame.start for frame in reversed(self.open) if frame.flow), None)
            self._stop(explain(error, self.lines, self.file, opened))
        finally:
            loader.dispose()
        self._check_root()
        return (None if self.fatal else self.root), tuple(self.found)

    # Findings

    def _stop(self, diagnostic: Diagnostic) -> None:
        self.found.append(diagnostic)
        self.fatal = True

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file)

    def _check_root(self) -> None:
        if self.fatal or (self.root and isinstance(self.root.value, (dict, tuple))):
            return
        if self.root is None or self.root.value is None:
            hint = "请照样例填写；第一行通常是“# yaml-language-server: …”，下面是“键: 值”。"
            self._stop(Diagnostic(Place(self.file, 1, 1), "MZ005", "文件里没有内容。", hint))
            return
        slip = slip_in(self.lines, iter(range(len(self.lines))), self.file)
        hint = "请写成“键: 值”，冒号是半角的，后面空一格。"
        message = "整个文件只是一段文字，不是“键: 值”。"
        self._stop(slip or Diagnostic(self.root.place, "MZ023", message, hint))

    # Events

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        place = self._place(event)
        if self.root is not None:
            hint = "请删去“---”；一个文件只写一份内容。"
            self._stop(Diagnostic(place, "MZ016", "“---”把文件分成了几份。", hint))
        elif event.version or event.tags:
            message = "这里不用 YAML 指令（%YAML、%TAG）。"
            self._stop(Diagnostic(place, "MZ015", message, "请删去以 % 开头的行和“---”。"))

    def _alias(self, event: yaml.AliasEvent) -> None:
        message = f"“*{event.anchor}”是引用，这里不用引用。"
        hint = "请把内容照原样再写一遍；若星号属于文字，请给整个值加半角引号。"
        self._stop(Diagnostic(self._place(event), "MZ014", message, hint))

    def _accept(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> bool:
        """Whether a YAML event is taken: anchors and tags are refused, and values counted."""
        self.values += 1
        if event.anchor is None and event.tag is None and self.values <= MAX_VALUES:
            return True
        place = self._place(event)
        if event.anchor is not None:
            message = f"“&{event.anchor}”是锚点，这里不用锚点和引用。"
            hint = "请删去它，合用的内容照原样再写一遍；若 & 属于文字，请给整个值加半角引号。"
            self._stop(Diagnostic(place, "MZ014", message, hint))
        elif event.tag is not None:
            message = f"“{_short_tag(event.tag)}”是类型标签，这里不用类型标签。"
            hint = "请删去它；若叹号属于文字，请给整个值加半角引号。"
            self._stop(Diagnostic(place, "MZ015", message, hint))
        else:
            message = f"文件里的值超过 {MAX_VALUES} 个。"
            self._stop(Diagnostic(place, "MZ018", message, "请检查是不是放错了文件。"))
        return False

    def _start(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        if not self._accept(event):
            return
        place = self._place(event)
        if self.open and self.open[-1].wants_key():
            hint = "键只能是一个词，例如“科目: 2080501”；花括号前请检查是否少了短横。"
            self._stop(Diagnostic(place, "MZ019", "列表或花括号不能作键。", hint))
        elif len(self.open) >= MAX_DEPTH:
            hint = "请检查括号和缩进；一份文档的数据通常不超过 5 层。"
            self._stop(Diagnostic(place, "MZ017", f"嵌套超过 {MAX_DEPTH} 层。", hint))
        mapping = isinstance(event, yaml.MappingStartEvent)
        self.open.append(_Frame(place, mapping, bool(event.flow_style)))

    def _end(self, _event: yaml.Event) -> None:
        self._add(self.open.pop().node())

    def _add(self, node: Node) -> None:
        if self.open:
            self.open[-1].add(node)
        else:
            self.root = node

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if not self._accept(event):
            return
        place = self._place(event)
        # Only escapes can bring in what the text itself does not have.
        escaped = first_strange(event.value) if event.style == '"' else ()
        if escaped:
            self._stop(strange_character(escaped, place))
        elif self.open and self.open[-1].wants_key():
            self._key(event, place, self.open[-1])
        elif event.style:
            self._add(Node(event.value, place, raw=self._raw(event)))
        else:
            self._add(self._plain(event, place))

    # Keys

    def _key(self, event: yaml.ScalarEvent, place: Place, frame: _Frame) -> None:
        key = event.value
        odd = not event.style and _ODD_KEY.search(key)
        fault = self._key_fault(key, place, frame) if odd else None
        if fault:
            self._stop(fault)
        elif key.strip() == "":
            hint = "请在冒号前写上键的名称。"
            self._stop(Diagnostic(place, "MZ019", "冒号前面没有键。", hint))
        frame.repeated = key in frame.keys
        if frame.repeated:
            first = frame.keys[key]
            message = f"“{key}”写了两次，另一次在第 {first.line} 行第 {first.column} 列。"
            hint = "请删去其中一个，或合并成一个；写错了键的，改成本来要写的键。"
            other = (Operand("另一次", key, first),)
            self.found.append(Diagnostic(place, "MZ013", message, hint, operands=other))
        frame.keys.setdefault(key, place)
        frame.key, frame.end = key, event.end_mark.index if event.end_mark else 0

    def _key_fault(self, key: str, place: Place, frame: _Frame) -> Diagnostic | None:
        if key == "<<":
            hint = "请把内容照原样再写一遍。"
            return Diagnostic(place, "MZ014", "“<<”是合并键，这里不用合并。", hint)
        if space := _WIDE_SPACE.search(key):
            at = Place(self.file, place.line, place.column + space.start())
            message = "这里有全角空格，它成了键的一部分。"
            return Diagnostic(at, "MZ009", message, "请删去它；缩进用半角空格（每层两个）。")
        if frame.flow and _is_number(frame.latest) and _GROUP_TAIL.fullmatch(key):
            message = f"“…,{key}”：数字里的逗号把一个数分成了两个。"
            hint = "数字不写千分位分隔符，例如 1,234.56 请写 1234.56；小数点用半角句点。"
            return Diagnostic(place, "MZ033", message, hint)
        return self._odd_key(key, place) or self._colon_in_key(key, place)

    def _odd_key(self, key: str, place: Place) -> Diagnostic | None:
        """The finding where YAML took a dash or bracket for a part of a key."""
        if _NOT_A_KEY.search(key) is None:
            return None
        message = f"“{key}”不能作键。"
        hint = "键只能是一个词；请检查短横后面的空格和半角括号。"
        slip = slip_in(self.lines, iter((place.line - 1,)), self.file)
        return slip or Diagnostic(place, "MZ019", message, hint)

    def _colon_in_key(self, key: str, place: Place) -> Diagnostic | None:
        at = min((key.find(colon) for colon in ":：" if colon in key), default=-1)
        if at < 0:
            return None
        word, colon = key[:at].strip(), Place(self.file, place.line, place.column + at)
        if not word:
            return Diagnostic(place, "MZ019", f"“{key}”不能作键。", "请在冒号前写上键的名称。")
        hint = f"请改成半角冒号并空一格：{word}: …"
        if key[at] == "：":
            return Diagnostic(colon, "MZ010", f"“{word}”后面用了全角冒号“：”。", hint)
        hint = f"请在冒号后空一格：{word}: …"
        return Diagnostic(colon, "MZ011", f"“{word}”的冒号后面少了空格。", hint)

    # Values

    def _plain(self, event: yaml.ScalarEvent, place: Place) -> Node:
        text = event.value
        if NUMBER.fullmatch(text):
            number = self._number(text, place)
            return Node(number, place, raw="" if f"{number:f}" == text else text)
        if text in _CONSTANTS:
            return self._constant(text, place)
        fault = self._text_fault(event, place)
        if fault:
            self._stop(fault)
            return Node(text, place)
        wide = half_width(text)
        if wide is None:
            return Node(text, place, raw=self._raw(event))
        message = f"“{text}”里有全角数字或全角符号。"
        self.found.append(Diagnostic(place, "MZ020", message, f"请改为半角 {wide}。"))
        return Node(self._number(wide, place), place)

    def _raw(self, event: yaml.ScalarEvent) -> str:
        """How YAML's source writes a scalar, where that differs from the scalar's text."""
        start, end = event.start_mark, event.end_mark
        if not start or not end or (not event.style and start.line == end.line):
            return ""
        return self.text[start.index : end.index]

    def _cut_off(self, frame: _Frame | None) -> Diagnostic | None:
        """A part of a YAML text that a comma inside braces made a key, without a colon."""
        if not frame or not frame.flow or frame.key is None:
            return None
        if self.text[frame.end :].lstrip().startswith(":"):
            return None
        key, before = frame.key, frame.latest
        at = frame.keys[key]
        if before is None or not isinstance(before.value, str):
            hint = f"请写成“键: 值”，例如 {{{key}: …}}；冒号是半角的，后面空一格。"
            return Diagnostic(at, "MZ063", f"“{key}”后面没有冒号和值。", hint)
        message = f"“{key}”前面的半角逗号把它和“{before.text}”分成了两项，它成了没有值的键。"
        hint = (
            "花括号里用半角逗号分开各项。它属于前一项文字的，请改用全角逗号“，”，"
            f"或给整段文字加半角引号：'{before.text},{key}'；是另一项的，请写成“键: 值”。"
        )
        return Diagnostic(at, "MZ063", message, hint)

    def _constant(self, text: str, place: Place) -> Node:
        # libyaml puts an absent value after blank lines; the author looks at the key.
        frame = self.open[-1] if self.open else None
        key = frame.keys.get(frame.key) if frame and frame.key is not None else None
        if not text and (cut := self._cut_off(frame)):
            self._stop(cut)
        return Node(_CONSTANTS[text], key if key and not text else place)

    def _number(self, text: str, place: Place) -> Decimal:
        whole, _, decimals = text.lstrip("+-").partition(".")
        if len(whole) > MAX_WHOLE_DIGITS or len(decimals) > MAX_DECIMALS:
            limit = f"整数部分最多 {MAX_WHOLE_DIGITS} 位，小数最多 {MAX_DECIMALS} 位"
            message = f"数字“{text[:24]}…”太长（{limit}）。"
            hint = "请检查是不是多打了；若是编号，请加半角引号。"
            self._stop(Diagnostic(place, "MZ021", message, hint))
            return Decimal(0)
        if len(whole) > 1 and whole.startswith("0"):
            number = Decimal(text)
            message = f"“{text}”以 0 开头，按数字 {number} 处理。"
            hint = "若是编号，请加半角引号；若是数字，请删去前面的 0。"
            # A code has no decimals, and more than two digits: 01 is 10 with its digits swapped.
            is_code = not decimals and len(whole) > SWAPPED
            severity = Severity.NOTE if is_code else Severity.WARNING
            self.found.append(Diagnostic(place, "MZ022", message, hint, severity))
        return Decimal(text)

    def _text_fault(self, event: yaml.ScalarEvent, place: Place) -> Diagnostic | None:
        text = event.value
        if _WIDE_SPACE.match(text):
            message = "值的前面有全角空格。"
            return Diagnostic(place, "MZ009", message, "请删去它，冒号或短横后空一个半角空格。")
        if match := _NUMBER_AND_KEY.match(text):
            at = Place(self.file, place.line, place.column + match.group().index("，"))
            message = "两项之间用了全角逗号“，”。"
            hint = "花括号里各项之间请用半角逗号加一个空格，冒号也用半角。"
            return Diagnostic(at, "MZ010", message, hint)
        start, end = event.start_mark, event.end_mark
        if end and (lost := taken_for_comment(self.lines, end.line, end.column, self.file)):
            return lost
        below = range(start.line + 1, end.line + 1) if start and end else range(0)
        after_number = NUMBER.match(text) is not None
        return swallowed_key(self.lines, below, self.file, after_number=after_number)


def _short_tag(tag: str) -> str:
    """A YAML tag as its author wrote it: ``!!float``."""
    return tag.replace("tag:yaml.org,2002:", "!!", 1)


def _is_number(node: Node | None) -> bool:
    return node is not None and node.number is not None
