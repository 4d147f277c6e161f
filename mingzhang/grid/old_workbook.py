"""Biff: the bytes of an old workbook (.xls) → what its reader does not tell: a password, errors.

The container (MS-CFB) is a file system of sectors; its stream ``Workbook`` is a row of records
(MS-XLS), each with a number, a length and its data.  A cell whose formula went wrong reads as a
blank one elsewhere, which would be a figure lost.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from mingzhang.grid.hidden_cells import Hidden

STREAMS = ("Workbook", "Book")
HEADER, ENTRY, LISTED = 512, 128, 109  # bytes of the header, of an entry; table sectors in it
END = 0xFFFFFFFE  # this and what is above it is no sector
FORMULA, BOUND, LOCKED, BOOLEAN, LAST = 0x0006, 0x0085, 0x002F, 0x0205, 0x000A
ROW, COLUMNS = 0x0208, 0x007D
NO_HEIGHT, IS_HIDDEN = 0x20, 0x01  # of a row, of columns: set where they are hidden
WRONG, IS_VALUE = 2, 0xFFFF  # of a formula's result: an error, no number
LEAST, MOST = 4096, 400_000  # bytes of a stream that has sectors of its own; sectors


class At(NamedTuple):
    """A cell of an old workbook (.xls): which sheet, row and column, from 0."""

    sheet: int
    row: int
    column: int


@dataclass(frozen=True)
class Biff:
    """What an old workbook (.xls) tells: whether all is there, a password, cells with errors.

    ``hidden`` has the rows and columns of each sheet that are hidden.
    """

    is_whole: bool = True
    is_locked: bool = False
    errors: tuple[At, ...] = ()
    hidden: tuple[Hidden, ...] = ()


def read_biff(data: bytes) -> Biff:
    """What the BIFF records of an old workbook (.xls) say."""
    try:
        stream = _stream(data)
        if stream is None:
            return Biff()
        if LOCKED in {number for number, _ in _records(stream, 0)}:
            return Biff(is_locked=True)
        sheets = list(_sheets(stream))
        errors = (
            At(sheet, *struct.unpack_from("<HH", body))
            for sheet, records in enumerate(sheets)
            for number, body in records
            if _is_wrong(number, body)
        )
        return Biff(errors=tuple(errors), hidden=tuple(map(_hidden, sheets)))
    except (struct.error, IndexError, ValueError):
        return Biff(is_whole=False)


def _sheets(stream: bytes) -> Iterator[list[tuple[int, bytes]]]:
    """The records of each sheet of an old workbook."""
    for number, body in _records(stream, 0):
        if number == BOUND:
            yield [*_records(stream, struct.unpack_from("<I", body)[0])]


def _hidden(records: Iterable[tuple[int, bytes]]) -> Hidden:
    """The rows and columns of an old workbook's sheet that are hidden."""
    rows, columns = set[int](), set[int]()
    for number, body in records:
        if number == ROW and body[12] & NO_HEIGHT:
            rows.add(struct.unpack_from("<H", body)[0])
        elif number == COLUMNS and body[8] & IS_HIDDEN:
            first, last = struct.unpack_from("<HH", body)
            columns.update(range(first, last + 1))
    return Hidden(frozenset(rows), frozenset(columns))


def _is_wrong(number: int, body: bytes) -> bool:
    """Whether an old workbook's record is a cell with an error: of a formula, or typed."""
    if number == FORMULA:
        return body[6] == WRONG and struct.unpack_from("<H", body, 12)[0] == IS_VALUE
    return number == BOOLEAN and body[7] == 1


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The BIFF records of a part of an old workbook's stream, up to its last."""
    at = start
    while at + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, at)
        yield number, stream[at + 4 : at + 4 + length]
        if number == LAST:
            return
        at += 4 + length


def _stream(data: bytes) -> bytes | None:
    """The old workbook's stream, put together from its sectors; None where it is too small.

    Raises ValueError where there is none, or a part of it is missing.
    """
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    table = _table(data, size)
    first = struct.unpack_from("<I", data, 48)[0]
    directory = b"".join(_chain(data, size, table, first))
    for at in range(0, len(directory) - ENTRY + 1, ENTRY):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(length - 2, 0)].decode("utf-16-le")
        if name in STREAMS:
            start, whole = struct.unpack_from("<II", directory, at + 116)
            if whole < LEAST:
                return None
            stream = b"".join(_chain(data, size, table, start))[:whole]
            if len(stream) == whole:
                return stream
    raise ValueError


def _table(data: bytes, size: int) -> tuple[int, ...]:
    """Which sector of an old workbook follows which: kept in sectors that the header lists."""
    sectors = [s for s in struct.unpack_from(f"<{LISTED}I", data, 76) if s < END]
    more = struct.unpack_from("<I", data, 68)[0]
    each = size // 4
    while more < END and len(sectors) < MOST:
        *found, more = struct.unpack_from(f"<{each}I", data, HEADER + more * size)
        sectors += [s for s in found if s < END]
    return tuple(
        number
        for sector in sectors
        for number in struct.unpack_from(f"<{each}I", data, HEADER + sector * size)
    )


def _chain(data: bytes, size: int, table: tuple[int, ...], first: int) -> Iterator[bytes]:
    return islice(_sectors(data, size, table, first), MOST)


def _sectors(data: bytes, size: int, table: tuple[int, ...], first: int) -> Iterator[bytes]:
    at = first
    while at < END:
        start = HEADER + at * size
        yield data[start : start + size]
        at = table[at]
