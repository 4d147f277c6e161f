"""A tree of nodes and a JSON Schema → diagnostics in the author's words, each at its own place.

jsonschema finds the faults, ``schema_messages`` tells them.
A fault is told once: a misspelt key is not
also a missing one, and a value of a wrong type has no wrong pattern.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

from mingzhang.diagnostics import Diagnostic
from mingzhang.reading.misplaced_gaps import misplaced_gaps
from mingzhang.reading.node import Node
from mingzhang.reading.plainly_right import is_plainly_right
from mingzhang.reading.schema_messages import (
    Fault,
    Schema,
    completion,
    listed,
    nearest,
    repeated,
    short,
    tell,
)
from mingzhang.reading.unquoted_texts import unquoted_texts
from mingzhang.reading.ways_out import IN_EDITOR, NO_KEY, together, without

# A key that is not known explains one that is missing, so it is looked at first; of several faults
# of one value the first of these tells the most.
_ORDER = ("additionalProperties", "required", "type", "enum", "pattern", "not", "minimum")

# What rows have of a key only where its form says so.
ROW_SAYS = {
    key: f"这一行要写{key}的，请维护版式的人在 keys.yaml 里给那个键加“{key}: 是”。"
    for key in ("上年", "原因")
}


@cache
def load_schema(path: Path) -> Schema:
    """A JSON Schema of the project from its file, read once, with every ``$ref`` written out."""
    return inlined(json.loads(path.read_text(encoding="utf-8")))


def inlined(schema: Schema) -> Schema:
    """A JSON Schema in which each ``$ref`` is replaced by what it names."""
    types = schema.get("$defs", {})
    return cast(Schema, _inlined({k: v for k, v in schema.items() if k != "$defs"}, types))


def _inlined(part: object, types: Schema) -> object:
    if isinstance(part, list):
        return [_inlined(below, types) for below in part]
    if not isinstance(part, dict):
        return part
    own = {key: _inlined(below, types) for key, below in part.items() if key != "$ref"}
    named = part.get("$ref")
    return {**types[named.rpartition("/")[2]], **own} if isinstance(named, str) else own


def validate(node: Node, schema: Mapping[str, object]) -> tuple[Diagnostic, ...]:
    """Checks a tree of nodes against a JSON Schema: a finding for each fault, in source order."""
    told = () if is_plainly_right(node, schema) else _told(node, schema)
    found = (*told, *misplaced_gaps(node, schema), *unquoted_texts(node, schema))
    return tuple(sorted(found, key=lambda diagnostic: diagnostic.place))


def _told(node: Node, schema: Schema) -> tuple[Diagnostic, ...]:
    from mingzhang.reading.schema_faults import faults_of  # noqa: PLC0415 (most sources have none)

    telling = _Telling(node, schema)
    for fault in sorted(faults_of(node.plain(), schema), key=_weight):
        telling.take(fault)
    return tuple(telling.found)


def _weight(fault: Fault) -> int:
    return _ORDER.index(fault.keyword) if fault.keyword in _ORDER else len(_ORDER)


REASONS, WHOLE = "原因", "合计"
UNKNOWN_KEY = "MZ030"  # about a key that may stand nowhere in the schema


class _Telling:
    """Turns faults against the JSON Schema into findings, each told once."""

    def __init__(self, root: Node, schema: Schema) -> None:
        self.root = root
        self.schema = schema
        self.found: list[Diagnostic] = []
        self.told: set[tuple[str | int, ...]] = set()

    def take(self, fault: Fault) -> None:
        if fault.keyword == "additionalProperties":
            self._unknown_keys(fault)
        elif fault.keyword == "required":
            self._missing_key(fault)
        elif fault.path not in self.told:
            self.told.add(fault.path)
            self._value(fault)

    def _at(self, fault: Fault) -> Node:
        node: Any = self.root
        for step in fault.path:
            node = node.value[step]
        return cast(Node, node)

    def _value(self, fault: Fault) -> None:
        node = self._at(fault)
        place = repeated(node).place if fault.keyword == "uniqueItems" else node.place
        code, message, hint = tell(node, fault)
        if NO_KEY in hint and self._is_required(fault.path):
            hint = without(hint, together(("；", NO_KEY)))
        self.found.append(Diagnostic(place, code, message, hint))

    def _is_required(self, path: tuple[str | int, ...]) -> bool:
        """Whether the JSON Schema asks for the key at the end of a path: it cannot be left out."""
        whole: Any = self.root.plain()
        above = whole
        for step in path[:-1]:
            above = above[step]
        if not isinstance(above, dict):
            return False
        del above[path[-1]]
        from mingzhang.reading.schema_faults import faults_of  # noqa: PLC0415 (as above)

        faults = faults_of(whole, self.schema)
        lacking = (f for f in faults if f.keyword == "required" and f.path == path[:-1])
        return any(fault.message.startswith(f"{path[-1]!r} ") for fault in lacking)

    def _unknown_keys(self, fault: Fault) -> None:
        node = self._at(fault)
        keys = node.keys
        known = list(fault.schema.get("properties", {}))
        absent = [key for key in known if key not in keys]
        for key in keys:
            if key not in known:
                meant = nearest(key, absent)
                # The key that was meant is there, only under another spelling.
                self.told.update({(*fault.path, meant)} if meant else ())
                in_row = any(isinstance(step, int) for step in fault.path)
                declared = ROW_SAYS.get(key, "") if in_row else self._of_whole(fault.path, key)
                self._unknown_key(node, key, meant, known, declared)

    def _unknown_key(
        self, node: Node, key: str, meant: str | None, known: list[str], declared: str
    ) -> None:
        owners = owners_of_keys(self.schema).get(key, [])
        here = f"{declared}这里可以写：{listed(known)}。"
        if meant and (key in meant or not owners):
            message = f"没有“{key}”这个键，是不是“{meant}”？"
            hint = f"请改成“{meant}”，或删去这个键。"
        elif key == WHOLE and declared:
            message, hint = f"“{key}”不能写在这里。", here
        elif owners:
            message = f"“{key}”不能写在这里。"
            moved = "检查它前面的空格" if _is_alone(node, key) else "移到那里"
            where = "、".join([*dict.fromkeys(owners)][:3])
            hint = f"它属于{where}：放错了的，{moved}；这里不用的，删去。{here}"
        else:
            twin = nearest(key, node.keys.keys() & known)
            there = f"“{twin}”已经写了：与它重复的，删去。" if twin else ""
            message = f"没有“{key}”这个键。"
            hint = f"{there}{here}{_after_text(node, key)}"
        about = frozenset() if owners else frozenset({key})
        hint = together((hint, IN_EDITOR))
        self.found.append(Diagnostic(node.keys[key], UNKNOWN_KEY, message, hint, about=about))

    def _of_whole(self, path: tuple[str | int, ...], key: str) -> str:
        """Where the schema has the reason of a group's sum, which is not beside its parts'."""
        is_sum = path[:1] == (REASONS,) and len(path) > 1 and key == WHOLE
        block = self.schema.get("properties", {}).get(path[-1], {}) if is_sum else {}
        if REASONS not in block.get("properties", {}):
            return ""
        return f"{WHOLE}的原因写在“{path[-1]}”里：{path[-1]}: {{{REASONS}: …}}。"

    def _missing_key(self, fault: Fault) -> None:
        # jsonschema yields one error for each missing key, and names it only in its message.
        key = next(key for key in fault.wanted if fault.message.startswith(f"{key!r} "))
        if (*fault.path, key) in self.told:
            return
        hint = completion(key, fault.schema.get("properties", {}).get(key, {}))
        message = f"{fault.label}里缺少“{key}”。" if fault.path else f"文件里缺少“{key}”。"
        self.found.append(Diagnostic(self._at(fault).place, "MZ031", message, hint))


def _is_alone(node: Node, key: str) -> bool:
    """For a schema fault: whether a key begins its line, so that its indentation tells."""
    lines = [place.line for name, place in node.keys.items() if name != key]
    return node.keys[key].line not in lines


def _after_text(node: Node, key: str) -> str:
    """The schema check's hint that a comma inside braces cut an unknown key off."""
    before = None
    for name, value in node.items():
        if name == key:
            break
        before = value
    if before is None or not isinstance(before.value, str) or _is_alone(node, key):
        return ""
    whole = short(before.text)
    return f"花括号里半角逗号分开各项；它若属于前面“{whole}”的文字，请给整段文字加引号。"


def owners_of_keys(schema: Schema) -> dict[str, list[str]]:
    """Each key of a JSON Schema → the names of the mappings in which it may stand."""
    owners: dict[str, list[str]] = {}
    todo: list[tuple[str, Schema]] = [("文件的最外层", schema)]
    while todo:
        name, part = todo.pop(0)
        for key, sub in part.get("properties", {}).items():
            owners.setdefault(key, []).append(name)
            todo.append((f"“{key}”", sub))
        if isinstance(part.get("items"), dict):
            todo.append((f"{name}的一行", part["items"]))
    return owners
