"""The texts of a document that are files of their own → what the form shows of each, and writes.

A source names such a file (``职责: duties.md``).  Where it names none yet, the form offers one by
the name that the schema gives as an example.  A page never names a file: it names the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mingzhang.desk.entry_form import VALUE, Schema, items, kind_of, properties
from mingzhang.diagnostics import Diagnostic
from mingzhang.editing.source_changes import Path as Steps
from mingzhang.reading.node import Node
from mingzhang.reading.source_text import decode
from mingzhang.reading.unfilled_places import MARK

NAMED = r"\.md$"  # how a schema says that a value is the name of such a file
PLAIN = re.compile(r"[^./\\:~][^/\\:]*\.md")  # a file of the document's own folder
LINE = re.compile(r"[^\n]*\n|[^\n]+")
BOM = b"\xef\xbb\xbf"
Json = dict[str, object]


@dataclass(frozen=True)
class TextFile:
    """A text that a source names at a path, or may name there: the name of its file."""

    path: Steps
    name: str
    is_named: bool


@dataclass(frozen=True)
class _Asked:
    path: Steps
    node: Node | None
    example: str


def text_files(sources: Mapping[str, tuple[Schema, Node]]) -> dict[str, dict[Steps, TextFile]]:
    """The texts of each of a document's sources, by path; two without a name never share one.

    All the sources are looked at together, for they lie in one folder.
    """
    asked = {name: [*_asked(schema, tree)] for name, (schema, tree) in sources.items()}
    taken = {one.node.text for found in asked.values() for one in found if one.node}
    return {name: {one.path: one for one in _files(found, taken)} for name, found in asked.items()}


def _files(asked: Iterable[_Asked], taken: set[str]) -> Iterator[TextFile]:
    for one in asked:
        is_named = one.node is not None and one.node.text.strip() not in ("", MARK)
        name = one.node.text if one.node and is_named else _free(one.example, taken)
        taken.add(name)
        if PLAIN.fullmatch(name):
            yield TextFile(one.path, name, is_named)


def _asked(schema: Schema, node: Node | None, path: Steps = ()) -> Iterator[_Asked]:
    """The places of a source, and of its rows that are there, at which a text may be named."""
    for key, about in properties(schema).items():
        below, there = (*path, key), node.get(key) if node else None
        if about.get("pattern") == NAMED and kind_of(about) == VALUE:
            found = about.get("examples")
            example = str(found[0]) if isinstance(found, list) and found else ""
            yield _Asked(below, there, example)
        if properties(about):
            yield from _asked(about, there, below)
        rows = there.rows() if there and _has_text(items(about)) else ()
        for number, row in enumerate(rows):
            yield from _asked(items(about), row, (*below, number))


def _has_text(schema: Schema) -> bool:
    """Whether a text may be named in rows of a schema, so that they need be looked at."""
    below = properties(schema).values()
    return any(
        one.get("pattern") == NAMED or _has_text(one) or _has_text(items(one)) for one in below
    )


def _free(example: str, taken: set[str]) -> str:
    stem = PurePosixPath(example).stem
    names = (f"{stem}-{n}.md" for n in range(2, len(taken) + 3))
    return next(name for name in (example, *names) if name not in taken)


def shown(one: TextFile, data: bytes | None, *, is_there: bool) -> Json:
    """What the form shows of a text's file: its text, or why that cannot be changed here."""
    made: Json = {"name": one.name, "named": one.is_named, "there": is_there, "text": ""}
    if data is None and is_there:
        return made | {"message": f"“{one.name}”现在读不了，不能在这里改。", "open": False}
    text = decode(data or b"", Path(one.name))
    if isinstance(text, Diagnostic):
        why = f"“{one.name}”不能在这里改：{text.message}{text.hint}"
        return made | {"message": why, "open": False}
    is_open = text.strip() in ("", MARK)
    return made | {"text": lines(text), "message": "", "open": is_open}


def lines(text: str) -> str:
    """A text as a browser holds it: its lines end in one way."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def rewritten(data: bytes, words: str) -> bytes:
    """The bytes of a text's file that says other words: lines that say the same stay."""
    before = LINE.findall(data.removeprefix(BOM).decode())
    end = "\r\n" if before and before[0].endswith("\r\n") else "\n"
    is_ended = not before or before[-1].endswith("\n")
    after = LINE.findall(f"{words}\n" if is_ended and words and words[-1] != "\n" else words)
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    new = [line.replace("\n", end) for line in after[head : len(after) - tail]]
    text = "".join([*before[:head], *new, *before[len(before) - tail :]])
    return (BOM if data.startswith(BOM) else b"") + text.encode()


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines of two texts, from the first on, say the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if lines(a) != b), min(len(one), len(other)))
