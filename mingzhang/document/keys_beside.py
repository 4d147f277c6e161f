"""Keys beside one another in a source: a path and words → the other key that the words name.

``行政编制{{ 概况.人员.事业编制 }}人`` prints a right number behind the name of its neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from mingzhang.document.sentence_figures import Quantity
from mingzhang.document.source_values import Branch
from mingzhang.document.template_paths import CLAUSE_END
from mingzhang.document.unit_words import MEASURE_WORD
from mingzhang.forms.form_schema import OWN
from mingzhang.reading.schema_messages import Schema, is_amount, is_count, is_gap
from mingzhang.reading.shared_beginning import shared_beginning

SHORTEST = 2  # characters of a name that words can be told by
ENDING = "数额"
UNIT = "x-单位"
COUNTED = ("人次", "批次")  # keys that are called by what they are counted in
LISTED = re.compile(r"(?:明细|清单|名单|目录|情况|列表|表)+$")  # what any list may be called
COUNT_OF = re.compile("(?:一?共|合?计|总)?(?:有|为)?$")


def keys_at(path: Sequence[str], names: Mapping[str, object]) -> Mapping[str, str]:
    """The keys of figures below a path of a source (源.绩效.重点项目), with their titles."""
    root = names.get(path[0]) if path else None
    schema: Schema | None = root.schema if isinstance(root, Branch) else None
    return titles_below(schema, path[1:])


def units_at(path: Sequence[str], names: Mapping[str, object]) -> Mapping[str, str]:
    """In what the keys beside one another below a path are counted; empty where nobody says."""
    value: object = names
    for name in path:
        value = value.get(name) if isinstance(value, dict) else value
    if isinstance(value, dict):
        figures = {k: one.figure for k, one in value.items() if isinstance(one, Quantity)}
        return {key: one.amount.measure if one else "" for key, one in figures.items()}
    schema = _below(value.schema, path[1:]) if isinstance(value, Branch) else None
    below = schema.get("properties", {}) if schema else {}
    return {key: _unit(key, one) for key, one in below.items() if _is_figure(one)}


def _unit(key: str, schema: Schema) -> str:
    return str(schema.get(UNIT, "")) or next(filter(key.endswith, COUNTED), "")


def choices_at(schema: Schema, path: Sequence[str]) -> tuple[str, ...]:
    """The words of which the key at a path of a schema is one; none of any other key."""
    found = _below(schema, path)
    return tuple(found.get("enum", ())) if found else ()


def own_unit_at(path: Sequence[str], names: Mapping[str, object]) -> str:
    """In what the form itself says that its own key at a path is counted; empty where it does not.

    A type of numbers may have a unit (个) of its own.
    """
    schema = _schema_at(path, names)
    return str(schema.get(UNIT, "")) if schema and OWN in schema else ""


def is_count_at(path: Sequence[str], names: Mapping[str, object]) -> bool:
    """Whether the key at a path of a source is a number that is no money."""
    schema = _schema_at(path, names)
    return schema is not None and (is_count(schema) or UNIT in schema)


def is_text_at(path: Sequence[str], names: Mapping[str, object]) -> bool:
    """Whether the key at a path of a source holds words, which may speak of anything."""
    schema = _schema_at(path, names)
    return schema is not None and _is_text(schema)


def _schema_at(path: Sequence[str], names: Mapping[str, object]) -> Schema | None:
    root = names.get(path[0]) if path else None
    return _below(root.schema, path[1:]) if isinstance(root, Branch) else None


def other_stem(words: str, key: str, beside: Iterable[str]) -> str:
    """The key beside ``key`` of whose name a clause has what the two do not share.

    部门评价 is what tells 部门评价项目数 from 自评项目数.
    """
    for other in beside:
        shared = shared_beginning(key[::-1], other[::-1])
        own, theirs = key[: len(key) - shared], other[: len(other) - shared]
        is_told = shared >= SHORTEST and min(len(own), len(theirs)) >= SHORTEST
        if is_told and theirs in words and own not in words and own not in theirs:
            return other
    return ""


def other_list(before: str, behind: str, key: str, lists: Mapping[str, str]) -> str:
    """The form's own list whose rows the words around a number count, where ``key`` is another.

    It is named behind the number (共 3 项重点工作), or before it with but a unit behind it; or the
    clause has what the other is a list of (采购, of 采购明细), and nothing of what its own is.
    """
    found = MEASURE_WORD.match(behind)
    rest = behind[found.end() :] if found else behind
    for other, title in lists.items():
        said = COUNT_OF.sub("", before)
        is_named = any(rest.startswith(name) for name in (other, title))
        is_led = said in (other, title) and bool(found) and not CLAUSE_END.sub("", rest[:1])
        if other != key and (is_named or is_led):
            return other
    return _list_meant(before + CLAUSE_END.split(rest)[0], key, lists) if key in lists else ""


def _list_meant(clause: str, key: str, lists: Mapping[str, str]) -> str:
    """The one other list of whose name a clause has what tells it from the list of a key."""
    stems = {one: {LISTED.sub("", name) for name in (one, lists[one])} for one in lists}
    own = stems.pop(key)
    said = {
        one
        for one, names in stems.items()
        for name in names
        if len(name) >= SHORTEST and name in clause
        if not any(name in mine or mine in name for mine in own)
    }
    is_own = any(mine in clause for mine in own)
    return said.pop() if len(said) == 1 and not is_own else ""


def own_lists(names: Mapping[str, object]) -> Mapping[str, str]:
    """The lists among the blocks that a form has of its own, each with its title."""
    root = names.get("源")
    below = root.schema.get("properties", {}) if isinstance(root, Branch) else {}
    return {key: title for key, title in own_blocks(names).items() if "items" in below[key]}


def other_by_unit(behind: str, key: str, units: Mapping[str, str]) -> str:
    """The key beside ``key`` in whose unit alone the number is counted by the words behind it."""
    own = units.get(key)
    said = [one for one, unit in units.items() if unit and unit != own and behind.startswith(unit)]
    # 个 counts whatever nobody says a unit of.
    is_own = own is None or behind.startswith(own or "个")
    return "" if is_own else max(said, key=lambda one: len(units[one]), default="")


def titles_below(
    schema: Schema | None, path: Sequence[str], *, figures: bool = True
) -> Mapping[str, str]:
    """The keys of figures beside one another below a path of a schema, each with its title.

    Those of single texts, where it is not ``figures`` that are asked for.
    """
    schema = _below(schema, path)
    below = schema.get("properties", {}) if schema else {}
    is_meant = _is_figure if figures else _is_text
    return {key: str(one.get("title", key)) for key, one in below.items() if is_meant(one)}


def own_blocks(names: Mapping[str, object]) -> Mapping[str, str]:
    """The blocks and lists that a form has of its own in a source, each with its title."""
    root = names.get("源")
    below = root.schema.get("properties", {}) if isinstance(root, Branch) else {}
    blocks = {key: one for key, one in below.items() if OWN in one}
    return {key: str(one.get("title", key)) for key, one in blocks.items() if _holds(one)}


def _holds(schema: Schema) -> bool:
    return "properties" in schema or "properties" in schema.get("items", {})


def other_ending(words: str, key: str, beside: Iterable[str]) -> str:
    """The key beside a printed one with whose ending words end: 实有, where 行政编制 is printed.

    Both begin alike, and the clause lacks what ends the printed one's own name.
    """
    for other in beside:
        start = shared_beginning(key, other)
        ending, own = other[start:], key[start:]
        is_said = words.endswith(ending) and own not in words
        if min(start, len(ending), len(own)) >= SHORTEST and is_said:
            return other
    return ""


def other_block(words: str, block: str, blocks: Mapping[str, str]) -> str:
    """The block that a clause names where it prints a figure of another one, whose name it lacks.

    A block whose name is part of the own one's is not named by it.
    """
    own = {block, blocks.get(block, block)}
    if block not in blocks or any(name in words for name in own):
        return ""
    for key, title in blocks.items():
        said = [name for name in (key, title) if len(name) > SHORTEST and name in words]
        if said and not any(name in mine or mine in name for name in said for mine in own):
            return key
    return ""


def _below(schema: Schema | None, path: Sequence[str]) -> Schema | None:
    for name in path:
        below = schema.get("properties", {}).get(name) if schema else None
        schema = below.get("items", below) if below else None
    return schema


def _is_figure(schema: Schema) -> bool:
    kinds = schema.get("type")
    return is_amount(schema) or is_gap(schema) or kinds in ("number", "integer")


def _is_text(schema: Schema) -> bool:
    return not _is_figure(schema) and "properties" not in schema and "items" not in schema


def other_key(words: str, key: str, beside: Mapping[str, str]) -> str:
    """The key beside ``key`` whose name the words end with; empty where they may mean its own.

    自评得分 may be said of 整体自评得分: a part of the own name names no other.
    """
    own, clause = _names(key, beside.get(key, key)), CLAUSE_END.split(words)[-1]
    if key not in beside or any(name in clause for name in own):
        return ""
    for other, title in beside.items():
        said = [name for name in _names(other, title) if words.endswith(name)]
        if said and not any(name in mine for name in said for mine in own):
            return other
    return ""


def other_text(title: str, key: str, beside: Mapping[str, str]) -> str:
    """The text beside a text ``key`` with whose name a title begins or ends: 二级, of 二级指标."""
    begun = (title[: len(name)] for one in beside.items() for name in _names(*one))
    found = (other_key(words, key, beside) for words in (title, *begun) if words in title)
    return "" if key in title else next(filter(None, found), "")


def _names(key: str, title: str) -> set[str]:
    """How words call a key: by itself, by its title, without 数 at the end."""
    names = {key, title, key.rstrip(ENDING), title.rstrip(ENDING)}
    return {name for name in names if len(name) >= SHORTEST}
