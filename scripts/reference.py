"""The schemas of a document's files → docs/reference-*.md, every key in a table.

What all forms share has a page by kind of document; what a form has for itself stands on one page.

Run ``python -m scripts.reference`` after a schema changed; a test compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from mingzhang.forms.form_keys import MEASURE
from mingzhang.forms.form_schema import OWN
from mingzhang.project import Project
from mingzhang.reading.schema_check import load_schema
from mingzhang.reading.schema_messages import is_gap

Schema = Mapping[str, Any]

DOCS = Project().root / "docs"


@dataclass(frozen=True)
class Manual:
    """A kind of document: its title, the page that teaches it, its files with their schemas."""

    title: str
    taught: str
    files: Mapping[str, str]


MANUALS = {
    "reference-final.md": Manual(
        "部门决算",
        "authoring.md",
        {"disclosure.yaml": "final", "profile.yaml": "profile", "performance.yaml": "performance"},
    ),
    "reference-budget.md": Manual(
        "部门预算", "budget.md", {"disclosure.yaml": "budget", "profile.yaml": "profile"}
    ),
}
TYPES = {"string": "文字", "number": "数字", "integer": "整数", "array": "列表", "object": "一组键"}
HEAD = """\
# {title}：全部的键

本页由程序从 `schema/` 生成（`python -m scripts.reference`），与编辑器里的提示是同一份文字。
怎样一步一步写，见[{title}的编写]({taught})。

- **必填**一栏有“是”的，缺了就不能生成；其余的，没有就不写整个键。
- **写什么**：金额写成数字，不写千分位、单位和引号；“一组键”另有一张表；“列表”每行以 `- ` 开头。
- 表里没有的键不能写：写错的键会被指出来，不会被忽略。
"""


FORMS = "reference-forms.md"
HEAD_OF_FORMS = """\
# 各版式自己的键

本页由程序从 `schema/` 里各版式的文件夹生成（`python -m scripts.reference`）。
这些键只有用这个版式的文档能写；
各地都有的键见[部门决算](reference-final.md)、[部门预算](reference-budget.md)。一组里面的键，用“：”连起来写；
列表里的键，每行都可以写。“必填”有“是”的，写了它所在的一组（一行）就要写。
"""
DISCLOSURE = "disclosure.yaml"


def pages() -> dict[str, str]:
    """The pages by name."""
    return {**{name: _page(manual) for name, manual in MANUALS.items()}, FORMS: _forms()}


def _forms() -> str:
    """What each form has for itself."""
    project = Project()
    files = sorted(project.schema.glob("*/*.schema.json"))
    return "\n".join([HEAD_OF_FORMS, *(line for file in files for line in _of_form(file, project))])


def _of_form(file: Path, project: Project) -> Iterator[str]:
    region = project.templates / file.parent.name / "region.yaml"
    name = yaml.safe_load(region.read_text(encoding="utf-8"))["名称"]
    kind, _, own = file.name.removesuffix(".schema.json").partition("-")
    titles = {"final": "部门决算", "budget": "部门预算"}
    rows = list(_own((), load_schema(file)))
    if rows:
        yield f"## {name}：{titles[kind]}，{f'{own}.yaml' if own else DISCLOSURE}"
        yield ""
        yield "| 键 | 必填 | 写什么 | 说明 |"
        yield "|---|---|---|---|"
        yield from rows
        yield ""


def _own(path: tuple[str, ...], schema: Schema) -> Iterator[str]:
    """A row for each key of a form's own that holds no others."""
    for key, below in schema["properties"].items():
        inner = (*path, key)
        if group := _group(below):
            yield from _own(inner, group)
        elif OWN in below:
            needed = "是" if key in schema.get("required", ()) else ""
            words = f"{_kind(path, key, below)} | {_words(below)}"
            yield f"| `{'：'.join(inner)}` | {needed} | {words} |"


def _page(manual: Manual) -> str:
    head = HEAD.format(title=manual.title, taught=manual.taught)
    return "\n".join([head, *(_file(file, kind) for file, kind in manual.files.items())])


def _file(file: str, kind: str) -> str:
    schema = load_schema(Project().schema / f"{kind}.schema.json")
    lines = [f"## {file}", "", f"{schema['title']}。{schema['description']}", ""]
    return "\n".join([*lines, *_table((), schema), *_below((), schema)])


def _below(path: tuple[str, ...], schema: Schema) -> Iterator[str]:
    """A section for each key that holds keys itself."""
    for key, below in schema["properties"].items():
        group = _group(below)
        if group:
            inner = (*path, key)
            yield f"### {'：'.join(inner)}{_each(below)}"
            yield ""
            yield str(below["description"])
            yield ""
            yield from _table(inner, group)
            yield from _below(inner, group)


def _each(schema: Schema) -> str:
    return "（每行一组）" if schema["type"] == "array" else ""


def _group(schema: Schema) -> Schema | None:
    """The keys that stand below a key, or in each row of its list."""
    inner: Schema = schema.get("items", schema)
    return inner if "properties" in inner else None


def _table(path: tuple[str, ...], schema: Schema) -> Iterator[str]:
    yield "| 键 | 必填 | 写什么 | 说明 |"
    yield "|---|---|---|---|"
    for key, below in schema["properties"].items():
        needed = "是" if key in schema.get("required", ()) else ""
        yield f"| `{key}` | {needed} | {_kind(path, key, below)} | {_words(below)} |"
    yield ""


def _kind(path: tuple[str, ...], key: str, schema: Schema) -> str:
    if "enum" in schema:
        return "、".join(f"`{value}`" for value in schema["enum"])
    if _group(schema):
        words = "列表" if schema["type"] == "array" else "一组键"
        return f"[{words}](#{_anchor('：'.join((*path, key)) + _each(schema))})"
    if is_gap(schema):
        known = "整数" if "integer" in schema["type"] else "数字"
        return f"{known}{_unit(schema)}{_bounds(schema)}，或 缺"
    if "pattern" in schema and "integer" in schema["type"]:
        return "科目编码"
    return _type(schema["type"]) + _unit(schema) + _bounds(schema)


def _anchor(heading: str) -> str:
    """The address of a heading: its marks left out, as Git hosts make it."""
    return re.sub(r"[^\w-]", "", heading)


def _type(kinds: str | list[str]) -> str:
    names = [kinds] if isinstance(kinds, str) else kinds
    if set(names) == {"string", "number"}:
        return TYPES["string"]
    return "或".join(TYPES[name] for name in names if name != "number" or len(names) == 1)


def _unit(schema: Schema) -> str:
    unit = schema.get(MEASURE)
    return f"（{unit}）" if unit else ""


def _bounds(schema: Schema) -> str:
    if "minItems" in schema and schema["items"]["type"] == "number":
        return f"（{schema['minItems']} 个数，写在 `[ ]` 里）"
    return "，不小于 0" if schema.get("minimum") == 0 else ""


def _words(schema: Schema) -> str:
    return str(schema["description"]).replace("|", "\\|").replace("<", "&lt;")


def main() -> None:
    """Write the pages."""
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
