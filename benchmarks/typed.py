"""What typing more does: documents with one more of the keys they may have → printed, or told.

In: the project's documents (all, or those named), and how many keys of each are tried (a seeded
sample; all by default).  Each key that the schema of a file has and the file has not gets a
plausible value: below the file's mappings, in a row of each of its lists, in blocks and lists that
it lacks.  Out: a Markdown table on standard output: for each document how often the value is
printed, told to be printed nowhere, told of otherwise, or goes by the program alone; and how often
it disappears, which must be never.  Run with ``python -m benchmarks.typed [NUMBER] [DOCUMENT …]``.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from pathlib import Path as FilePath

from benchmarks.absent import SEED, Said, says
from mingzhang.diagnostics import Place
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.project import Project
from mingzhang.reading.document_folder import DISCLOSURE, PERFORMANCE, PROFILE, Folder, find_folders
from mingzhang.reading.node import Node
from mingzhang.reading.schema_messages import Schema

Step = str | int
Path = tuple[Step, ...]
FILES = {"disclosure": DISCLOSURE, "profile": PROFILE, "performance": PERFORMANCE}
LINE = 90_000  # of what is planted, where no file has a line
WORDS = "夜间值守的窗口"  # stands in none of the documents
NUMBER = Decimal("1234.56")
COUNT = Decimal(4321)
SUBJECT = Decimal(201)
TRIED = "增设夜间值守的窗口"  # no note to a colleague, of which a rule would tell
# What the program itself goes by: which document it is, where it draws on, what is accepted, what
# a row of figures is of, which units and groups of projects there are.
GOES_BY = frozenset(
    {
        *("版式", "年度", "金额单位", "上年来源", "预算来源", "汇总", "抵销", "单位"),
        *("预算单位", "项目合计"),
        *("核对说明", "上年出处", "更正", "涉密", "格式版本", "单位性质", "类型", "资金", "印法"),
    }
)


class Outcome(Enum):
    """What became of a value, the worst last."""

    PRINTED = "印出"
    IDLE = "说没有印"
    OTHERWISE = "另有提示"
    TAKEN = "程序自己用"
    SILENT = "无声"


@dataclass(frozen=True)
class Planting:
    """A value that a file gets under a path of keys and numbers of rows."""

    file: str
    path: Path
    value: Node

    @property
    def name(self) -> str:
        """Its keys, for people."""
        return ".".join(map(str, (self.file, *self.path)))

    @property
    def leaf(self) -> Node:
        """What was typed itself, below the blocks and rows that had to be typed with it."""
        return _deepest(self.value)


def plantings(folder: Folder) -> Iterator[Planting]:
    """A value for every key that the schemas of the folder's files have and the files have not."""
    for file, name in FILES.items():
        root: Node | None = getattr(folder, file)
        if root:
            for path, value in _lacking(root, folder.schemas[name], ()):
                yield Planting(file, path, value)


def _lacking(node: Node, schema: Schema, path: Path) -> Iterator[tuple[Path, Node]]:
    for key, below in schema.get("properties", {}).items():
        typed = node.get(key)
        if typed is None:
            yield from (((*path, key), value) for value in _values(below, node.place.file))
        elif isinstance(typed.value, tuple):
            rows = [n for n, row in enumerate(typed.rows()) if isinstance(row.value, dict)]
            for number in rows[:1]:
                row = list(typed.rows())[number]
                yield from _lacking(row, below.get("items", {}), (*path, key, number))
        else:
            yield from _lacking(typed, below, (*path, key))


def _values(schema: Schema, file: FilePath) -> Iterator[Node]:
    """A value of a key; of a block one for each leaf that it may have."""
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if "object" in kinds:
        for key, below in schema.get("properties", {}).items():
            yield from (_mapping({key: value}) for value in _values(below, file))
    elif "array" in kinds and isinstance(schema.get("items"), Mapping):
        yield from (Node((row,), row.place) for row in _rows(schema["items"], file))
    else:
        yield _scalar(schema, kinds, file)


def _rows(schema: Schema, file: FilePath) -> Iterator[Node]:
    """A row for each of its leaves, with what every row must have."""
    properties = schema.get("properties")
    if not properties:
        yield from _values(schema, file)
        return
    due = {key: next(_values(properties[key], file)) for key in schema.get("required", ())}
    for key, below in properties.items():
        yield from (_mapping({**due, key: value}) for value in _values(below, file))


def _mapping(entries: Mapping[str, Node]) -> Node:
    """The entries, that which is tried last."""
    ordered = dict(entries)
    last = list(entries)[-1]
    places = {key: node.place for key, node in ordered.items()}
    return Node(ordered, ordered[last].place, places)


def _scalar(schema: Schema, kinds: list[str], file: FilePath) -> Node:
    place = Place(file, LINE, 1)
    if choices := schema.get("enum"):
        # The first is what holds where nothing is typed: to type that changes nothing.
        other = [*choices, *choices][1]
        return Node(Decimal(other) if isinstance(other, int) else str(other), place)
    if "integer" in kinds:
        is_subject = "{3}" in schema.get("pattern", "")
        return Node(SUBJECT if is_subject else COUNT, place)
    if kinds[0] == "number":
        return Node(NUMBER, place)
    if "pattern" in schema and schema.get("examples"):
        return Node(str(schema["examples"][0]), place)
    return Node(TRIED, place)


def _deepest(node: Node) -> Node:
    below = [value for _, value in node.items()] or list(node.rows())
    return _deepest(below[-1]) if below else node


def planted(folder: Folder, planting: Planting) -> Folder:
    """The folder as if the value had been typed, and the Markdown file that it names written."""
    root: Node = getattr(folder, planting.file)
    if (name := planting.leaf.text).endswith(".md"):
        folder = replace(folder, texts={name: TRIED, **folder.texts})
    grown = _with(root, planting.path, planting.value)
    if planting.file == "profile":
        return replace(folder, profile=grown)
    if planting.file == "performance":
        return replace(folder, performance=grown)
    return replace(folder, disclosure=grown)


def _with(node: Node, path: Path, value: Node) -> Node:
    step, *rest = path
    if isinstance(node.value, tuple):
        rows = (_with(r, tuple(rest), value) if n == step else r for n, r in enumerate(node.value))
        return replace(node, value=tuple(rows))
    entries = dict(node.items())
    key = str(step)
    entries[key] = _with(entries[key], tuple(rest), value) if rest else value
    return replace(node, value=entries, keys={key: value.place, **node.keys})


def outcome(before: Said, after: Said, planting: Planting) -> Outcome:
    """What became of a value."""
    text = planting.leaf.text
    said, was = "\n".join(after.lines), "\n".join(before.lines)
    new = after.found - before.found
    if any(code in ("MZ415", "MZ416") for code, _ in new):
        return Outcome.IDLE
    is_word = planting.leaf.number is None
    if (text in said and text not in was) if is_word and WORDS in text else said not in (was, ""):
        return Outcome.PRINTED
    if new:
        return Outcome.OTHERWISE
    keys = {str(planting.path[0]), str(planting.path[-1]), *_last_keys(planting.value)}
    return Outcome.SILENT if GOES_BY.isdisjoint(keys) else Outcome.TAKEN


def _last_keys(node: Node) -> Iterator[str]:
    """The keys below what was planted, down to the value itself."""
    for key, value in list(node.items())[-1:]:
        yield key
        yield from _last_keys(value)
    for row in node.rows():
        yield from _last_keys(row)


def main() -> None:
    """Try every key, or a sample of them, and print the table."""
    project = Project()
    numbers = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    named = tuple(FilePath(word) for word in sys.argv[1:] if not word.isdecimal())
    print("| 文档 | 试的键 |", " | ".join(kind.value for kind in Outcome), "|")
    print("|---|---:|", "---:|" * len(Outcome))
    for path in find_folders(named, project)[0]:
        folder, _ = read_folder(path, project)
        if folder is None:
            raise SystemExit(f"{path}: unreadable")
        tried = list(plantings(folder))
        if numbers:
            tried = random.Random(SEED).sample(tried, min(numbers[0], len(tried)))  # noqa: S311
        before = says(folder, project)
        counted: Counter[Outcome] = Counter()
        for planting in tried:
            after = says(planted(folder, planting), project)
            kind = outcome(before, after, planting)
            counted[kind] += 1
            if kind in (Outcome.OTHERWISE, Outcome.SILENT):
                name = ".".join((planting.name, *_last_keys(planting.value)))
                told = " ".join(sorted(f"{c} {m[:40]}" for c, m in after.found - before.found)[:3])
                print(f"{kind.value} {path.parent.name} {name} {told}", file=sys.stderr)
        cells = (str(counted[kind]) for kind in Outcome)
        name = f"{path.parent.name}/{path.name}"
        print(f"| {name} | {len(tried)} |", " | ".join(cells), "|", flush=True)


if __name__ == "__main__":
    main()
