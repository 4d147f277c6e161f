"""A source's bytes and changes → its bytes after them, or why that cannot be written in place.

What is written is read again before it is handed out: it says the changes and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.editing.inline_values import Value, flow, is_group
from mingzhang.editing.source_changes import Add, Change, NoSuchPlaceError, Put, changed
from mingzhang.editing.text_splice import Splice, splices
from mingzhang.editing.yaml_spans import Spot, outline
from mingzhang.reading.node import Node
from mingzhang.reading.source_text import decode
from mingzhang.reading.stray_characters import one_line
from mingzhang.reading.yaml import read_yaml

UNREADABLE, UNPLACED = "MZ830", "MZ831"
LONG = 30  # characters of a value that a message shows
MARK = b"\xef\xbb\xbf"


def edited(data: bytes, file: Path, changes: Sequence[Change]) -> bytes | Diagnostic:
    """The edited bytes of a file after the changes, in their order.

    A change's path is that of the tree as the changes before it left it.
    """
    text, before = decode(data, file), read_yaml(data, file)[0]
    if isinstance(text, Diagnostic) or before is None:
        return _unreadable(file)
    try:
        after = _written(text, changes)
        wanted = reduce(changed, changes, before.plain())
    except NoSuchPlaceError:
        return _unplaced(before, changes)
    made = (MARK if data.startswith(MARK) else b"") + after.encode()
    said, found = read_yaml(made, file)
    if said is None:
        return _unplaced(before, changes, found)
    return made if said.plain() == wanted else _unplaced(before, changes)


def _written(text: str, changes: Sequence[Change]) -> str:
    """The edited text, for its bytes, after the changes.

    Single values are replaced at once, and rows added to one list.
    """
    waiting: list[Splice] = []
    root = _outline(text)
    for change, *others in _runs(changes):
        try:
            found = splices(text, root, change)
        except NoSuchPlaceError:
            if not waiting:
                raise
            found = []
        if _is_apart(change, found, waiting):
            waiting += found
            continue
        text = _spliced(text, waiting)
        root = _outline(text)
        waiting = splices(text, root, change)
        if not isinstance(change, Put):
            text, waiting = _spliced(text, waiting), []
            root = _outline(text)
        if others:
            text = _with_rows(text, root, others)
            root = _outline(text)
    return _spliced(text, waiting)


def _runs(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """Changes one after the other, but rows added at the end of one edited list together."""
    run: list[Change] = []
    for change in changes:
        if run and not (_is_row(change) and _is_row(run[0]) and change.path == run[0].path):
            yield run
            run = []
        run.append(change)
    if run:
        yield run


def _is_row(change: Change) -> bool:
    return isinstance(change, Add) and change.at is None


def _with_rows(text: str, root: Spot, rows: Sequence[Change]) -> str:
    """The edited text with rows at the end of a list that has one: all come to the same place."""
    found = [splices(text, root, row) for row in rows]
    ends = {place for parts in found for one in parts for place in (one.start, one.end)}
    if len(ends) > 1 or any(len(parts) != 1 for parts in found):
        return reduce(lambda said, row: _written(said, [row]), rows, text)
    (end,) = ends
    return _spliced(text, [Splice(end, end, "".join(part.text for (part,) in found))])


def _is_apart(change: Change, found: Sequence[Splice], waiting: Sequence[Splice]) -> bool:
    """Whether a value can be edited in the bytes by itself: no waiting change touches it."""
    is_one = isinstance(change, Put) and len(found) == 1
    return is_one and all(one.end < found[0].start or found[0].end < one.start for one in waiting)


def _outline(text: str) -> Spot:
    found = outline(text)
    if found is None:
        raise NoSuchPlaceError
    return found


def _spliced(text: str, found: Iterable[Splice]) -> str:
    for start, end, new in sorted(found, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _unreadable(file: Path) -> Diagnostic:
    message = f"“{file.name}”现在读不出来，没有改它。"
    return Diagnostic(Place(file), UNREADABLE, message, "请先在编辑器里改好它的写法，再在这里改。")


def _unplaced(
    tree: Node, changes: Sequence[Change], found: Sequence[Diagnostic] = ()
) -> Diagnostic:
    """The finding that the bytes cannot be edited there, at the nearest place that is."""
    node: Node = tree
    for step in changes[0].path if changes else ():
        below = node.get(step) if isinstance(step, str) else _row(node, step)
        if below is None:
            break
        node = below
    if found:
        message = f"“{_unreadable_value(changes)}”照这样写就读不出来了，没有写：{found[0].message}"
        return Diagnostic(node.place, UNPLACED, message, found[0].hint)
    message = "这一处的写法不能在这里改，没有动它。"
    return Diagnostic(node.place, UNPLACED, message, "请在编辑器里改。")


def _unreadable_value(changes: Iterable[Change]) -> str:
    """Which of the values edited in cannot be read by itself: a pasted block has hundreds."""
    given = (one.row if isinstance(one, Add) else getattr(one, "value", "") for one in changes)
    values = [value for one in given for value in _leaves(one)]
    bad = (one for one in values if read_yaml(f"- {flow(one)}".encode(), Path())[0] is None)
    words = one_line(str(next(bad, "")))
    return words if len(words) <= LONG else f"{words[:LONG]}…"


def _leaves(value: Value) -> Iterator[Value]:
    if is_group(value):
        for one in value.values() if isinstance(value, Mapping) else value:  # type: ignore[attr-defined]
            yield from _leaves(one)
    else:
        yield value


def _row(node: Node, number: int) -> Node | None:
    rows = tuple(node.rows())
    return rows[number] if 0 <= number < len(rows) else None
