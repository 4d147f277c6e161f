"""One change of a text → which spans are replaced by what, so that it says the new value.

Indentation, line ends and the manner of the rows beside it are those of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mingzhang.editing.inline_values import Value, flow, is_group, text
from mingzhang.editing.scalar_replacement import scalar
from mingzhang.editing.source_changes import Add, Change, NoSuchPlaceError, Path, Put, Rename, Take
from mingzhang.editing.yaml_spans import Entry, Row, Spot

STEP = 2  # characters that a level is indented
_COMMENT_LINE = re.compile(r"\n[ \t]*(?=#)")
_UP_TO_COMMA = re.compile(r"(?:[^,#]|#[^\n]*)*")


class Splice(NamedTuple):
    """A splice: a span of a source text and what takes its place."""

    start: int
    end: int
    text: str


def splices(whole: str, root: Spot, change: Change) -> list[Splice]:
    """The splices of a change; raises ``NoSuchPlaceError`` where its path leads nowhere."""
    source = _Source(whole)
    if isinstance(change, Add):
        return _add(source, root, change)
    if isinstance(change, Take):
        return _take(source, root, change.path)
    if isinstance(change, Rename):
        return _rename(source, root, change)
    return _put(source, root, change)


@dataclass(frozen=True)
class _Source:
    """A source text by lines, into which changes are spliced."""

    text: str

    @property
    def newline(self) -> str:
        return "\r\n" if "\r\n" in self.text else "\n"

    def line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Where a line of the spliced text ends, before its line end."""
        end = self.text.find("\n", offset)
        end = len(self.text) if end < 0 else end
        return end - 1 if end > offset and self.text[end - 1] == "\r" else end

    def section_end(self, offset: int, indent: int) -> int:
        """Where the line of a spliced key's value ends, and the comments below that are its own.

        The next key's are not: they stand right above it, indented as it is.
        """
        end = self.line_end(offset)
        deeper = rf"(?:\r?\n[ ]{{{indent + 1},}}#.*)+"
        parted = r"(?:\r?\n[ ]*#[^\r\n]*)+(?=\r?\n[ ]*(?:\r?\n|$)|$)"
        below = re.compile(f"{parted}|{deeper}").match(self.text, end)
        return below.end() if below else end

    def column(self, offset: int) -> int:
        return offset - self.line_start(offset)

    def opens_line(self, offset: int) -> bool:
        return not self.text[self.line_start(offset) : offset].strip()

    def lines(self, offset: int, end: int) -> tuple[int, int]:
        """A splice's lines: from the start of the first to behind the end of the last."""
        below = self.text.find("\n", end)
        return self.line_start(offset), len(self.text) if below < 0 else below + 1


def _rename(source: _Source, root: Spot, change: Rename) -> list[Splice]:
    *above, last = change.path
    holder = _find(root, tuple(above))
    if not isinstance(last, str) or last not in holder.entries or change.key in holder.entries:
        raise NoSuchPlaceError
    entry = holder.entries[last]
    written = source.text[entry.start : entry.colon].rstrip().removesuffix(":").rstrip()
    return [Splice(entry.start, entry.start + len(written), text(change.key))]


def _find(root: Spot, path: Path) -> Spot:
    spot = root
    for step in path:
        spot = _step(spot, step)
    return spot


def _step(spot: Spot, step: str | int) -> Spot:
    if isinstance(step, str) and step in spot.entries:
        return spot.entries[step].value
    if isinstance(step, int) and 0 <= step < len(spot.rows):
        return spot.rows[step].value
    raise NoSuchPlaceError


def _is_in_flow(root: Spot, path: Path) -> bool:
    """Whether a splice falls into braces or brackets anywhere on its path."""
    spot = root
    for step in path:
        if spot.is_flow:
            return True
        spot = _step(spot, step)
    return spot.is_flow


# Another value


def _put(source: _Source, root: Spot, change: Put) -> list[Splice]:
    above, last = change.path[:-1], change.path[-1]
    known = _reached(root, above)
    if len(known) < len(above):
        # What lies between is not there either: it comes as one group.
        value: Value = {last: change.value}
        for key in reversed(above[len(known) + 1 :]):
            value = {key: value}
        count = len(known) + 1
        return _put(source, root, Put(above[:count], value, change.orders[:count]))
    parent = _find(root, above)
    if isinstance(last, str) and last not in parent.entries:
        return _new_key(source, root, change, parent)
    spot = _step(parent, last)
    if not spot.is_scalar and not spot.is_flow:
        raise NoSuchPlaceError
    in_flow = _is_in_flow(root, above)
    if is_group(change.value):
        return [Splice(spot.start, spot.end, _after_colon(spot, flow(change.value)))]
    written = scalar(change.value, spot.style, in_flow=in_flow)
    return [Splice(spot.start, spot.end, _after_colon(spot, written))]


def _after_colon(spot: Spot, written: str) -> str:
    """A splice where no value stood: the text follows the colon or dash itself."""
    return f" {written}" if spot.is_scalar and spot.start == spot.end else written


def _reached(root: Spot, path: Path) -> Path:
    """The longest part of a path that is there, for a splice to begin at."""
    spot = root
    for number, step in enumerate(path):
        if isinstance(step, str) and spot.is_mapping and step not in spot.entries:
            return path[:number]
        spot = _step(spot, step)
    return path


def _new_key(source: _Source, root: Spot, change: Put, parent: Spot) -> list[Splice]:
    key = str(change.path[-1])
    if not parent.is_mapping:
        raise NoSuchPlaceError
    order = change.orders[-1] if change.orders else ()
    before = _before(parent.entries, key, order)
    if parent.is_flow or not parent.entries:
        return _into_braces(parent, before, f"{text(key)}: {flow(change.value)}")
    first = next(iter(parent.entries.values()))
    indent = source.column(first.start)
    is_top = parent is root
    lines = _block_entry(key, change.value, indent)
    if before is None:
        # Behind what stands above the first key: a dash, or comments.
        head = source.newline.join([*lines, ""]).lstrip(" ")
        return [Splice(first.start, first.start, head + " " * indent)]
    end = source.section_end(before.value.end, indent)
    gap = [""] if is_top and len(lines) > 1 else []
    return [Splice(end, end, "".join(source.newline + line for line in (*gap, *lines)))]


def _before(entries: Mapping[str, Entry], key: str, order: Sequence[str]) -> Entry | None:
    """The entry behind which a new key is spliced; None if it comes first."""
    if key not in order:
        return next(reversed([*entries.values()]), None)
    earlier = reversed(order[: order.index(key)])
    return next((entries[name] for name in earlier if name in entries), None)


def _into_braces(parent: Spot, before: Entry | None, written: str) -> list[Splice]:
    if not parent.entries:
        return [Splice(parent.start, parent.end, "{" + written + "}")]
    if before is None:
        first = next(iter(parent.entries.values()))
        return [Splice(first.start, first.start, f"{written}, ")]
    return [Splice(before.value.end, before.value.end, f", {written}")]


def _block_entry(key: str, value: Value, indent: int) -> list[str]:
    head = " " * indent + text(key) + ":"
    if isinstance(value, Mapping) and value:
        below = [line for k, v in value.items() for line in _block_entry(k, v, indent + STEP)]
        return [head, *below]
    if isinstance(value, Sequence) and not isinstance(value, str) and any(map(is_group, value)):
        return [head, *(" " * (indent + STEP) + f"- {flow(row)}" for row in value)]
    return [f"{head} {flow(value)}"]


# A row more


def _add(source: _Source, root: Spot, change: Add) -> list[Splice]:
    if len(_reached(root, change.path)) < len(change.path):
        return _put(source, root, Put(change.path, [change.row], change.orders))
    spot = _find(root, change.path)
    at = len(spot.rows) if change.at is None else change.at
    if not 0 <= at <= len(spot.rows) or spot.is_mapping:
        raise NoSuchPlaceError
    if not spot.rows:
        return _first_row(source, root, change, spot)
    if spot.is_flow:
        return [_between_brackets(spot.rows, at, flow(change.row))]
    beside = spot.rows[min(at, len(spot.rows) - 1)]
    lines = _block_row(change.row, beside, source.column(beside.start))
    if at < len(spot.rows):
        start = source.line_start(beside.start)
        return [Splice(start, start, "".join(line + source.newline for line in lines))]
    end = source.line_end(beside.value.end)
    return [Splice(end, end, "".join(source.newline + line for line in lines))]


def _between_brackets(rows: Sequence[Row], at: int, written: str) -> Splice:
    if at < len(rows):
        return Splice(rows[at].start, rows[at].start, f"{written}, ")
    end = rows[-1].value.end
    return Splice(end, end, f", {written}")


def _first_row(source: _Source, root: Spot, change: Add, spot: Spot) -> list[Splice]:
    """Splices the first row into a list that had none, or 待填 in its place."""
    above, key = change.path[:-1], change.path[-1]
    parent = _find(root, above)
    if not isinstance(key, str) or _is_in_flow(root, above) or not is_group(change.row):
        return [Splice(spot.start, spot.end, _after_colon(spot, flow([change.row])))]
    indent = source.column(parent.entries[key].start) + STEP
    colon = parent.entries[key].colon
    end = source.line_end(spot.end)
    has_more = bool(source.text[spot.end : end].strip())
    blank = Splice(spot.start if has_more else colon, spot.end, "")
    return [blank, Splice(end, end, f"{source.newline}{' ' * indent}- {flow(change.row)}")]


def _block_row(row: Value, beside: Row, indent: int) -> list[str]:
    """A spliced row written as the one beside it is: on one line, or key below key."""
    if isinstance(row, Mapping) and row and beside.value.is_mapping and not beside.value.is_flow:
        below = [line for k, v in row.items() for line in _block_entry(k, v, indent + STEP)]
        return [" " * indent + "- " + below[0].lstrip(" "), *below[1:]]
    return [f"{' ' * indent}- {flow(row)}"]


# A key or a row less


def _take(source: _Source, root: Spot, path: Path) -> list[Splice]:
    above, last = path[:-1], path[-1]
    parent = _find(root, above)
    _step(parent, last)
    entries: list[tuple[int, Spot]] = (
        [(entry.start, entry.value) for entry in parent.entries.values()]
        if parent.is_mapping
        else [(row.start, row.value) for row in parent.rows]
    )
    names: list[str | int] = [*parent.entries] if parent.is_mapping else [*range(len(entries))]
    number = names.index(last)
    if len(entries) == 1:
        return _emptied(source, root, above, parent)
    if parent.is_flow:
        return [*_out_of_braces(source, entries, number)]
    return [*_out_of_block(source, entries, number)]


def _emptied(source: _Source, root: Spot, above: Path, parent: Spot) -> list[Splice]:
    """Splices the last entry out of a group: an empty group stays."""
    empty = "{}" if parent.is_mapping else "[]"
    if parent.is_flow:
        return [Splice(parent.start, parent.end, empty)]
    if not above or not isinstance(above[-1], str):
        raise NoSuchPlaceError
    colon = _find(root, above[:-1]).entries[above[-1]].colon
    start, end = source.lines(parent.start, parent.end)
    if start <= colon:
        raise NoSuchPlaceError
    return [Splice(colon, colon, f" {empty}"), Splice(start, end, "")]


def _out_of_braces(
    source: _Source, entries: Sequence[tuple[int, Spot]], number: int
) -> Iterator[Splice]:
    """Splices an entry out of braces; the comments of its neighbours stay."""
    start, spot = entries[number]
    if number + 1 < len(entries):
        behind = source.text[spot.end : entries[number + 1][0]]
        above_next = _COMMENT_LINE.search(behind)
        yield Splice(start, spot.end + (above_next.end() if above_next else len(behind)), "")
        return
    last = entries[number - 1][1].end
    between = source.text[last:start]
    if "#" not in between:
        yield Splice(last, spot.end, "")
        return
    comma = last + _UP_TO_COMMA.match(between).end()  # type: ignore[union-attr]
    yield Splice(comma, comma + 1, "")
    yield Splice(start, spot.end, "")


def _out_of_block(
    source: _Source, entries: Sequence[tuple[int, Spot]], number: int
) -> Iterator[Splice]:
    start, spot = entries[number]
    if source.opens_line(start):
        yield Splice(*source.lines(start, spot.end), "")
    elif number == 0:
        # The first key of a row stands behind its dash, where the next one follows.
        yield Splice(start, entries[1][0], "")
    else:
        raise NoSuchPlaceError
