"""What an editor that speaks LSP asks of a source: tree and place → words, subjects, changes.

Pure: nothing here knows the protocol.  Lines and columns count from 1, as in every message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from mingzhang.desk.entry_form import Schema, schema_at
from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.editing.node_paths import paths
from mingzhang.editing.source_changes import Path
from mingzhang.facts.subject_catalogue import Catalogue
from mingzhang.reading.node import Node

SUBJECT, NAME = "科目", "名称"
# The value by which the most suspicious figure mends what fails, as a hint names it.
MENDED = re.compile(r"若为 ([-+]?[0-9][0-9,]*(?:\.[0-9]+)?)")
REST = re.compile(r"[^,}:\s#]+(?=[,}\s#]|$)")
ON_SUBJECT = re.compile(rf"{SUBJECT}:[ ]*([^,}}\s#]*)$")


@dataclass(frozen=True)
class Found:
    """What an editor's answer is about: the value at the cursor, its path, where its key stands."""

    path: Path
    node: Node
    start: Place


def at(tree: Node, line: int, column: int) -> Found | None:
    """What an editor's answer is about: the innermost key or value at or before the cursor."""
    best: Found | None = None
    for found in _keyed(tree):
        starts = (found.start.line, found.start.column)
        is_before = found.start.line == line and found.start.column <= column
        if is_before and (best is None or starts >= (best.start.line, best.start.column)):
            best = found
    return best


def _keyed(tree: Node) -> Iterator[Found]:
    parents = dict(paths(tree))
    for path, node in parents.items():
        key = path[-1] if path else ""
        above = parents[path[:-1]].keys if isinstance(key, str) and key else {}
        yield Found(path, node, above.get(str(key), node.place))


def explained(found: Found, schema: Schema, catalogue: Catalogue) -> str:
    """The editor's answer of what a key is, or a subject's code, in Markdown; empty if unknown."""
    about = schema_at(schema, found.path)
    title, words = str(about.get("title") or ""), str(about.get("description") or "")
    parts = [f"**{title}**" if title else "", words]
    if found.path and found.path[-1] == SUBJECT and (subject := catalogue.get(found.node.text)):
        parts = [f"**{subject.code} {subject.name}**", subject.description, *parts]
    return "\n\n".join(filter(None, parts))


def subjects(line: str, catalogue: Catalogue) -> Mapping[str, str]:
    """Answers an editor: the subjects that complete a line's text, name by code."""
    if not ON_SUBJECT.search(line):
        return {}
    return {code: subject.name for code, subject in catalogue.subjects.items()}


def typed(line: str, column: int) -> tuple[int, int]:
    """For an editor's answer: where the subject begins and ends that stands at a column, from 0.

    A key that follows without a comma is none of it.
    """
    before, after = ON_SUBJECT.search(line[:column]), REST.match(line, column)
    return (before.start(1) if before else column), (after.end() if after else column)


def mending(finding: Diagnostic) -> tuple[Place, str] | None:
    """The editor's quick answer to a finding: the most suspicious figure, and what to write."""
    said = MENDED.search(finding.hint)
    if not said or not finding.suspects:
        return None
    return finding.suspects[0], f"{Decimal(said[1].replace(',', '')):f}"


def same_name(tree: Node, name: str) -> Iterator[Path]:
    """Answers an editor where a text stands as a whole value: a project is known by its name."""
    yield from (path for path, node in paths(tree) if path and node.value == name)


def named_at(tree: Node, line: int, column: int) -> str:
    """For an editor's answer: the project's name at the cursor; empty where none stands."""
    found = at(tree, line, column)
    is_name = found is not None and found.path[-1:] == (NAME,) and isinstance(found.node.value, str)
    return found.node.text if found and is_name else ""
