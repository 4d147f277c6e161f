"""What git runs: a source file → a line per figure; two of them → the figures that changed.

``text FILE`` is a textconv, ``diff PATH OLD-FILE OLD-HEX OLD-MODE NEW-FILE …`` an external diff.
Whatever is in the files, both print something and succeed, or git would stop.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from difflib import unified_diff
from pathlib import Path

from mingzhang.facts.amount import EXACT, Unit
from mingzhang.facts.typed_entries import Entry, Key, Kind, label, read_entries, typed_unit
from mingzhang.forms.form import schemas_of
from mingzhang.reading.document_folder import DISCLOSURE, PERFORMANCE
from mingzhang.reading.node import Node
from mingzhang.reading.project_root import read_project
from mingzhang.reading.schema_messages import Schema
from mingzhang.reading.stray_characters import one_line
from mingzhang.reading.yaml import read_yaml
from mingzhang.review.changed_sentences import compare_words
from mingzhang.review.review_values import FigureChange, money
from mingzhang.review.sentence_excerpt import marked

SCHEMA = re.compile(rb"\$schema=\S*?([a-z]+)\.schema\.json")
FACTOR = Decimal(10_000)
Entries = Mapping[Key, Entry]


def main(arguments: Sequence[str]) -> int:
    """Compares two versions of a source file as git's diff driver, run by git."""
    match arguments:
        case ["text", file]:
            lines = text_lines(_bytes(file), Path(file))
        case ["diff", path, old, _, _, new, *_]:
            lines = diff_lines(path, _bytes(old), _bytes(new))
        case ["diff", path]:
            lines = iter((f"{path}：合并冲突，还没有解决",))
        case _:
            return 2
    output = "".join(f"{one_line(line)}\n" for line in lines)
    sys.stdout.buffer.write(output.encode())
    return 0


def _bytes(file: str) -> bytes:
    path = Path(file)
    return path.read_bytes() if path.is_file() else b""


def text_lines(data: bytes, file: Path) -> Iterator[str]:
    """The git driver's text of a file: a line per entry, money in 万元; a broken file as it is."""
    entries = _entries(data, _node(data, file))
    if entries is None:
        yield from data.decode("utf-8", "replace").splitlines()
        return
    for key in sorted(entries):
        yield f"{label(key)}：{_shown(entries[key])}"


def diff_lines(path: str, old: bytes, new: bytes) -> Iterator[str]:
    """The git driver's lines for git diff: figures and texts that changed."""
    nodes = _node(old, Path(path)), _node(new, Path(path))
    entries = _entries(old, nodes[0]), _entries(new, nodes[1])
    before, after = entries
    if before is None or after is None:
        yield f"{path}：有一版读不了，逐行列出"
        texts = [data.decode("utf-8", "replace").splitlines() for data in (old, new)]
        yield from unified_diff(texts[0], texts[1], "旧", "新", lineterm="")
        return
    unit = _unit(nodes[1] or nodes[0])
    told = unit
    if Path(path).name == PERFORMANCE:
        before, after, told = _alike(before, after, unit)
    changes = list(_changes(before, after, told))
    yield f"{path}：{'没有数字和文字的改动' if not changes else f'（{told.label}）'}"
    if told is not unit or before is not entries[0]:
        yield f"  多数金额差一万倍：看作金额单位改成了{told.label}，相同的不再列出"
    yield from (f"  {line}" for line in changes)


def _alike(old: Entries, new: Entries, unit: Unit) -> tuple[Entries, Entries, Unit]:
    """Both versions that git's driver compares in their own unit, and the new one's.

    performance.yaml has no 金额单位, it goes by disclosure.yaml: where most amounts are ten
    thousand times what they were (or a ten-thousandth), the unit was changed there.
    """
    pairs = [
        (before.value, after.value)
        for key, after in new.items()
        if after.kind is Kind.MONEY and (before := old.get(key)) and before.value and after.value
    ]
    moved = [_times(before, after) for before, after in pairs]
    for factor, was, now in ((FACTOR, Unit.WAN, Unit.YUAN), (1 / FACTOR, Unit.YUAN, Unit.WAN)):
        if pairs and 2 * moved.count(factor) > len(pairs):
            return _scaled(old, was), _scaled(new, now), now
    return old, new, unit


def _times(before: Decimal | str, after: Decimal | str) -> Decimal:
    is_pair = isinstance(before, Decimal) and isinstance(after, Decimal)
    return EXACT.divide(Decimal(after), Decimal(before)) if is_pair else Decimal(0)


def _scaled(entries: Entries, unit: Unit) -> Entries:
    """Amounts that the git driver read as 万元, in the unit that they were typed in."""
    worth = EXACT.divide(unit.worth, Unit.WAN.worth)
    return {
        key: replace(e, value=EXACT.multiply(e.value, worth))
        if e.kind is Kind.MONEY and isinstance(e.value, Decimal)
        else e
        for key, e in entries.items()
    }


def _changes(old: Entries, new: Entries, unit: Unit) -> Iterator[str]:
    for key in dict.fromkeys((*new, *old)):
        before, after = old.get(key), new.get(key)
        values = _value(before), _value(after)
        shown = after or before
        if values[0] == values[1] or shown is None:
            continue
        if isinstance(shown.value, Decimal):
            yield _figure(key, shown, values, unit)
        else:
            yield f"{label(key)}：{_texts(*values)}"


def _figure(
    key: Key, entry: Entry, values: tuple[Decimal | str | None, Decimal | str | None], unit: Unit
) -> str:
    old, new = (value if isinstance(value, Decimal) else None for value in values)
    change = FigureChange(key, label(key), entry.kind, unit, old, new, "")
    pair = f"{change.text(old)} → {change.text(new)}"
    return f"{change.label}：{pair}  {change.difference_text}  第 {entry.place.line} 行"


def _texts(old: Decimal | str | None, new: Decimal | str | None) -> str:
    if old is None or new is None:
        return f"新增 {new}" if new is not None else f"删去 {old}"
    return marked(compare_words(str(old), str(new)), ("[-", "-]"), ("{+", "+}"))


def _value(entry: Entry | None) -> Decimal | str | None:
    return entry.value if entry and not entry.is_nothing else None


def _shown(entry: Entry) -> str:
    if entry.kind is Kind.MONEY and isinstance(entry.value, Decimal):
        return money(entry.value, Unit.WAN)
    return " ".join(str(entry.value).split())


def _node(data: bytes, file: Path) -> Node | None:
    return read_yaml(data, file)[0] if data else None


def _entries(data: bytes, node: Node | None) -> Entries | None:
    """The entries that the git driver shows of a file; None where it cannot be read."""
    if not data:
        return {}
    if node is None:
        return None
    return read_entries(node, _schema(data, node), _unit(node))


def _schema(data: bytes, node: Node) -> Schema:
    """The schema of a file that git's driver is given, as its first line and form say."""
    named = SCHEMA.search(data.partition(b"\n")[0])
    called = named[1].decode() if named else ""
    form = node.get("版式")
    project, _ = read_project(Path.cwd())
    kind = called if called in project.kinds else "final"
    files = schemas_of(project)(kind, form.text if form else "")
    return files.files.get(DISCLOSURE if called in project.kinds else f"{called}.yaml", {})


def _unit(node: Node | None) -> Unit:
    return typed_unit(node)
