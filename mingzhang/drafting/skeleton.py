"""Skeleton: what a form demands, and its schemas → the texts of a new document's files.

Each key stands where the schema has it, with 待填 for its value and the schema's own words behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mingzhang.drafting.demanded_keys import Demand, Path
from mingzhang.forms.form_schema import OWN
from mingzhang.reading.document_folder import DISCLOSURE, PERFORMANCE, PROFILE
from mingzhang.reading.unfilled_places import MARK

Schema = Mapping[str, object]
Tree = dict[str, "Tree | str"]
TYPE = "类型"
WORDS = 60  # characters of a description that stand behind a value
HOLE = re.compile(r"\$\{[0-9]+(?::[^}]*)?\}|\$[0-9]+")
KEY = re.compile(r"[{,]\s*([^\s:{},]+):")
INTRODUCTIONS = {
    DISCLOSURE: "写着“待填”的都要填；没有发生的填 0，一行也没有的表填 []；"
    "“原因”只在数有变动时印，没有变动的删去它",
    PROFILE: "单位的情况：名称用全称",
    PERFORMANCE: "项目支出绩效：一个项目一段；没有项目的写 项目: []",
}


@dataclass(frozen=True)
class Beginning:
    """What is known of a new document, before anything is typed in its skeleton."""

    form: str
    kind: str
    year: int
    unit: str
    agency_type: str = ""

    @property
    def head(self) -> dict[str, str]:
        """The keys with which the skeleton of ``disclosure.yaml`` begins."""
        return {"版式": self.form, "年度": str(self.year), "金额单位": self.unit}


def skeleton(
    beginning: Beginning,
    demand: Demand,
    schemas: Mapping[str, Schema],
    editor: Mapping[str, str],
) -> dict[str, str]:
    """The skeleton's files by name; ``editor`` is where each one's schema lies from its folder."""
    return {
        name: "\n".join(_file(name, beginning, demand, schemas[name], editor[name])) + "\n"
        for name in (DISCLOSURE, PROFILE, PERFORMANCE)
        if name != PERFORMANCE or name in demand.keys
    }


def _file(
    name: str, beginning: Beginning, demand: Demand, schema: Schema, editor: str
) -> Iterator[str]:
    yield f"# yaml-language-server: $schema={editor}"
    yield f"# {INTRODUCTIONS[name]}。"
    tree: Tree = {}
    if name == DISCLOSURE:
        tree.update(beginning.head)
        if "公开日期" in _properties(schema):
            tree["公开日期"] = MARK
    required = schema.get("required")
    for key in required if isinstance(required, list) else ():
        tree.setdefault(str(key), MARK)
    if name == PROFILE and beginning.agency_type:
        tree[TYPE] = beginning.agency_type
    for path in demand.keys.get(name, ()):
        _plant(tree, path)
    yield from _lines(tree, schema, "")


def _plant(tree: Tree, path: Path) -> None:
    """Puts 待填 at a path of the skeleton; a group takes the place of a value."""
    first, *rest = path
    if not rest:
        tree.setdefault(first, MARK)
        return
    below = tree.get(first)
    if not isinstance(below, dict):
        below = tree[first] = {}
    _plant(below, tuple(rest))


def _lines(tree: Tree, schema: Schema, indent: str) -> Iterator[str]:
    properties = _properties(schema)
    order = [*(key for key in properties if key in tree), *(k for k in tree if k not in properties)]
    for key in order:
        value, about = tree[key], properties.get(key, {})
        if isinstance(value, dict):
            if not indent:
                yield ""
                yield f"# {_words(about)}"
            yield f"{indent}{key}:"
            yield from _lines(value, about, f"{indent}  ")
        elif value != MARK:
            yield f"{indent}{key}: {value}"
        elif about.get("type") == "array" and not indent:
            yield ""
            yield f"# {_words(about)}"
            yield from _example(about)
            yield f"{key}: {MARK}"
        else:
            words = _words(about)
            yield f"{indent}{key}: {MARK}" + (f"  # {words}" if words else "")


def _example(about: Schema) -> Iterator[str]:
    """How the skeleton shows a list's row, with its places left open.

    A form's own list, for which nobody wrote a row, is shown by its keys; keys that a form adds to
    the rows of a list of all forms stand behind those that every form has.
    """
    items = about.get("items")
    items = items if isinstance(items, dict) else {}
    snippets = items.get("defaultSnippets", ())
    bodies = [body for one in snippets if isinstance(body := one.get("bodyText"), str)]
    added = "" if OWN in about else _cells(_unshown(items, bodies))
    for body in bodies[:2]:
        if "\n" not in body:
            shown = HOLE.sub("…", body)
            yield f"#   - {f'{shown[:-1]}, {added}}}' if added and shown.endswith('}') else shown}"
    if OWN in about and not snippets and _properties(items):
        yield f"#   - {_row(items)}"


def _unshown(items: Schema, bodies: Iterable[str]) -> dict[str, Schema]:
    """The form's own keys in the rows of a list that none of its written rows shows."""
    shown = {key for body in bodies for key in KEY.findall(body)}
    fields = _properties(items).items()
    return {key: one for key, one in fields if OWN in one and key not in shown}


def _row(items: Schema) -> str:
    return f"{{{_cells(_properties(items))}}}"


def _cells(fields: Mapping[str, Schema]) -> str:
    """The keys of a row in the skeleton with their places left open, but for lists in it."""
    single = ((key, one) for key, one in fields.items() if "items" not in one)
    return ", ".join(f"{key}: {_row(one) if _properties(one) else '…'}" for key, one in single)


def _properties(schema: Schema) -> Mapping[str, Schema]:
    found = schema.get("properties")
    return found if isinstance(found, dict) else {}


def _words(about: Schema) -> str:
    """The first sentence of a description in the skeleton, its title where there is none.

    A long one ends where a part of it does; what is cut off amid a part tells nobody anything.
    """
    text = str(about.get("description") or about.get("title") or "")
    first = text.partition("。")[0].replace("\n", " ")
    parts = first if len(first) <= WORDS else first[: WORDS + 1].rpartition("；")[0]
    return parts or first
