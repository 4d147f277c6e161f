"""The schema of a form: its keys → JSON Schema 2020-12, as editors and the loader read it.

Every type of value is written once, under ``$defs``; what a key adds is its title, its description
and what follows from its declaration.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from mingzhang.forms import form_keys as k
from mingzhang.reading.node import Node

DIALECT = "https://json-schema.org/draft/2020-12/schema"
REF = "#/$defs/"
VERSION = 1  # 格式版本: of what a source may hold
Json = dict[str, object]
COUNTS = {k.FEWEST: "minItems", k.MOST: "maxItems"}
SHAPES: Mapping[str, Json] = {
    k.GROUP: {"type": "object"},
    k.GROUP_OR_ZERO: {
        "type": ["object", "number"],
        "minimum": 0,
        "maximum": 0,
        "errorMessage": "这里分项填写；一项也没有的写 0",
    },
    k.ROWS: {"type": "array"},
    k.ROWS_OR_ZERO: {
        "type": ["array", "number"],
        "minimum": 0,
        "maximum": 0,
        "errorMessage": "这里每项一行；一项也没有的写 [] 或 0",
    },
    k.LIST: {"type": "array"},
    k.TEXTS: {"type": ["string", "number", "array"], "minLength": 1},
    k.CHOICE: {"type": "string"},
}
WORDS = {
    k.EXAMPLES: "examples",
    k.SNIPPETS: "defaultSnippets",
    k.RULE: "errorMessage",
    k.DEFAULT: "default",
    k.UNIT: k.MEASURE,
    k.APART: k.TOLD_APART,
    k.GROUPED: k.TOLD_GROUPED,
    k.IN_TEXTS: k.TOLD_IN_TEXTS,
    k.AROUND: k.TOLD_AROUND,
}
INSIDE, OWN, ADDED = "x-不刊出", "x-自有", "x-汇总"
MARKS = {k.INSIDE: INSIDE, k.ADDED: ADDED}
TAKEN = "由程序从账里取，平时不写；已公布的数有尾差时才写。"


def schema_of(keys: k.Keys, section: str, identity: str) -> Json:
    """The JSON Schema of one of a form's files, made from its keys; ``identity`` is its ``$id``."""
    body = _object(keys.sections[section], "", keys)
    types = _types(body, keys)
    head: Json = {"$schema": DIALECT, "$id": f"urn:mingzhang:{VERSION}:{identity}"}
    return {**head, **body, **({"$defs": types} if types else {})}


def _types(body: Json, keys: k.Keys) -> Json:
    """The ``$defs`` of a form's schema: types of value it refers to, in the order of their file."""
    used = set(_used(body))
    return {name: plain(node.plain()) for name, node in keys.types.items() if name in used}


def plain(value: object) -> object:
    """A value declared in YAML as JSON Schema needs it: whole numbers are int, not Decimal."""
    if isinstance(value, Decimal):
        return int(value)
    if isinstance(value, dict):
        return {key: plain(below) for key, below in value.items()}
    return [plain(below) for below in value] if isinstance(value, list) else value


def _used(part: object) -> Iterator[str]:
    """The names of the value types that a part of a JSON Schema refers to by ``$ref``."""
    if isinstance(part, dict):
        named = part.get("$ref")
        if isinstance(named, str):
            yield named.removeprefix(REF)
        for below in part.values():
            yield from _used(below)
    elif isinstance(part, list):
        for below in part:
            yield from _used(below)


def _key(node: Node, name: str, keys: k.Keys) -> Json:
    """The JSON Schema for the value of one declared key."""
    kind = k.text(node, k.KIND)
    shape = SHAPES.get(kind)
    if shape is None:
        return {**_words(node, name), "$ref": f"{REF}{kind}"}
    if "object" in _list_of(shape["type"]):
        return _object(node, name, keys) | shape
    return {**_words(node, name), **shape, **_choices(node), **_list(node, keys)}


def _list_of(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _object(node: Node, name: str, keys: k.Keys) -> Json:
    below, others, least = node.get(k.BELOW), node.get(k.OTHERS), node.get(k.FEWEST)
    children = dict(below.items()) if below else {}
    required = [key for key, child in children.items() if k.text(child, k.REQUIRED) == k.YES]
    return {
        **_words(node, name),
        "type": "object",
        "properties": dict(_properties(node.get(k.BELOW), keys)),
        **({"required": required} if required else {}),
        **({"minProperties": int(least.number)} if least and least.number is not None else {}),
        "additionalProperties": _key(others, "", keys) if others else False,
    }


def _properties(children: Node | None, keys: k.Keys) -> Iterator[tuple[str, Json]]:
    for name, child in children.items() if children else ():
        own: Json = {OWN: True} if children and keys.is_own(children, name) else {}
        yield name, _key(child, name, keys) | own


def _words(node: Node, name: str) -> Json:
    """Title, description and editor's hints that a key's declaration adds to its JSON Schema."""
    title, description = k.text(node, k.NAME) or name, k.text(node, k.WORDS)
    said: Json = {"title": title, "description": description}
    if not description:
        del said["description"]
    if node.get(k.TAKEN):
        said |= {"description": f"{description}{TAKEN}", k.TOLD_TAKEN: True}
    for word, keyword in WORDS.items():
        if below := node.get(word):
            said[keyword] = plain(below.plain())
    marks = {mark: True for word, mark in MARKS.items() if k.text(node, word) == k.YES}
    is_apart = k.text(node, k.ADDED) == k.NO
    return said | marks | ({k.APART_FROM_OTHERS: True} if is_apart else {})


def _of_level(items: Json, levels: Sequence[str]) -> Json:
    """Has the JSON Schema of rows by subject say their level (级次); there is one row for each."""
    properties = items["properties"]
    items.setdefault(k.TOLD_APART, [k.SUBJECT])
    if isinstance(properties, dict) and k.SUBJECT in properties and len(levels) == 1:
        digits = k.DIGITS[levels[0]]
        properties[k.SUBJECT] |= {
            "pattern": f"^[0-9]{{{digits}}}$",
            "minimum": 10 ** (digits - 1),
            "maximum": 10**digits - 1,
            "errorMessage": f"科目编码应为 {digits} 位数字：这个列表一{levels[0]}一行",
        }
    return items


def _following(items: Json, row: Node, keys: k.Keys) -> Json:
    """The JSON Schema of rows, each key that is zero with others (随) with those beside it.

    Of a key that all forms declare a blank is zero, too; of a form's own it is not known.
    """
    children, properties = row.get(k.BELOW), items["properties"]
    for name, child in children.items() if children else ():
        if (said := child.get(k.FOLLOWS)) and children and isinstance(properties, dict):
            others = [one.text for one in (tuple(said.rows()) or (said,))]
            blanks = {one: not keys.is_own(children, one) for one in others if children.get(one)}
            properties[name][k.TOLD_FOLLOWS] = blanks
    return items


def _choices(node: Node) -> Json:
    chosen = node.get(k.CHOICES)
    if chosen is None:
        return {}
    if isinstance(chosen.value, dict):
        meanings = [meaning.text for _, meaning in chosen.items()]
        return {"enum": list(chosen.value), "enumDescriptions": meanings}
    return {"enum": [word.text for word in chosen.rows()]}


def _list(node: Node, keys: k.Keys) -> Json:
    found: Json = {}
    for word, keyword in COUNTS.items():
        count = node.get(word)
        if count and count.number is not None:
            found[keyword] = int(count.number)
    if k.text(node, k.DISTINCT) == k.YES:
        found["uniqueItems"] = True
    if row := node.get(k.EACH):
        items, level = _following(_object(row, "", keys), row, keys), node.get(k.LEVEL)
        levels = [one.text for one in (tuple(level.rows()) or (level,))] if level else []
        found["items"] = _of_level(items, levels) if levels else items
    elif item := node.get(k.ITEM):
        found["items"] = _key(item, "", keys)
    return found
