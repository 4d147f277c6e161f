"""Old workbooks (.xls) for tests, written record by record into a container of sectors."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

SECTOR, LEAST = 512, 4096  # bytes of a sector; a smaller stream would lie elsewhere
END, FREE, OF_TABLE, ABSENT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
LOCKED = struct.pack("<HHHHH", 0x002F, 6, 0, 1, 1)  # FILEPASS
LAST = struct.pack("<HH", 0x000A, 0)
Value = float | str | None  # None: a formula that divided by nothing
Rows = Sequence[Sequence[Value]]


def xls(
    sheets: Mapping[str, Rows], *, locked: bool = False, hidden: tuple[int, int] | None = None
) -> bytes:
    """The workbook's bytes; ``hidden`` are a row and a column of every sheet, from 0."""
    bodies = [_sheet(rows, hidden) for rows in sheets.values()]
    front = _begin(0x0005) + (LOCKED if locked else b"")
    bounds = [_bound(name, 0) for name in sheets]
    at = len(front) + sum(map(len, bounds)) + len(LAST)
    placed = []
    for name, body in zip(sheets, bodies, strict=True):
        placed.append(_bound(name, at))
        at += len(body)
    return _container(b"".join((front, *placed, LAST, *bodies)))


def _record(number: int, body: bytes) -> bytes:
    return struct.pack("<HH", number, len(body)) + body


def _begin(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _bound(name: str, at: int) -> bytes:
    return _record(0x0085, struct.pack("<IHBB", at, 0, len(name), 1) + name.encode("utf-16-le"))


def _sheet(rows: Rows, hidden: tuple[int, int] | None) -> bytes:
    cells = [
        _cell(row, column, value)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if value != ""
    ]
    return b"".join((_begin(0x0010), *(_hide(*hidden) if hidden else ()), *cells, LAST))


def _hide(row: int, column: int) -> tuple[bytes, bytes]:
    """COLINFO and ROW (MS-XLS 2.4.53, 2.4.221), both with what says that they are hidden."""
    columns = struct.pack("<HHHHHH", column, column, 2304, 15, 0x0001, 0)
    return _record(0x007D, columns), _record(
        0x0208, struct.pack("<HHHHHHI", row, 0, 9, 255, 0, 0, 0x0F0120)
    )


def _cell(row: int, column: int, value: Value) -> bytes:
    at = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
        return _record(0x0204, at + text)
    if value is None:
        wrong = struct.pack("<BBBBBBHHIH", 2, 0, 7, 0, 0, 0, 0xFFFF, 0, 0, 0)
        return _record(0x0006, at + wrong)
    return _record(0x0203, at + struct.pack("<d", value))


def _container(stream: bytes) -> bytes:
    """The stream behind its header, the table of sectors and the directory."""
    stream = stream.ljust(max(LEAST, -(-len(stream) // SECTOR) * SECTOR), b"\0")
    count = len(stream) // SECTOR
    header = struct.pack(
        "<8s16sHHHHH6s", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 62, 3, 0xFFFE, 9, 6, b""
    )
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, LEAST, END, 0, END, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    table = [OF_TABLE, END, *range(3, count + 2), END]
    table += [FREE] * (SECTOR // 4 - len(table))
    directory = _entry("Root Entry", 5, 1, END, 0) + _entry("Workbook", 2, ABSENT, 2, len(stream))
    directory = directory.ljust(SECTOR, b"\0")
    return header + struct.pack(f"<{SECTOR // 4}I", *table) + directory + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    front = struct.pack("<64sHBBIII", text, len(text), kind, 1, ABSENT, ABSENT, child)
    return front + bytes(36) + struct.pack("<III", start, size, 0)
