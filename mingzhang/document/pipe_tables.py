"""Tables drawn with pipes: a text → the same with tables that fit, and rows that are in no table.

An author draws ``|a|b|`` and below it ``|---|---|``.  How many dashes that row has, and which, does
not matter; a row that has more cells than the head widens it, so that nothing typed is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.reading.source_text import LINE_END

CODE = "MZ738"
LOOSE_HINT = (
    "要排成表格的：第一行写列名，紧接着的一行写 |---|---|，中间不空行、不夹批注；"
    "不是表格的，删去竖线。确要照印的，在“核对说明”里写明。"
)
WIDE_HINT = "请补上列名，或把多出的竖线删去（文字里的竖线写成 \\|）。"
SHOWN = 16  # characters of a row that are quoted
# A figure that a text refers to: the pipe in it is no border.
REFERENCE = re.compile(r"\{\{.*?\}\}")
HALF, WIDE = "|", "｜"
BORDER = re.compile(r"(?<!\\)\|")
DASHES = str.maketrans({WIDE: HALF, "：": ":", **dict.fromkeys("—–─－━", "-")})
DELIMITER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
FRAMED = re.compile(r"\s*[|｜].*[|｜]\s*")
# What ends a table without an empty line.
BLOCK = re.compile(r"\s*(?:[-+*]\s|[0-9]+[.)]\s|#)")


@dataclass(frozen=True)
class Fitted:
    """A text with fitted pipe tables, and of each line the one that it was typed as (from 0)."""

    text: str
    origins: tuple[int, ...]


@dataclass(frozen=True)
class Table:
    """A pipe table in Markdown: the lines of its head, row of dashes, and body."""

    lines: range
    mark: str

    def cells(self, line: str) -> int:
        """How many cells a row of a pipe table has."""
        row = _bare(line).replace(self.mark, HALF).strip()
        return len(BORDER.findall(row.removeprefix(HALF))) + (not row.endswith(HALF))


def tables(lines: Sequence[str]) -> Iterator[Table]:
    """Every pipe table: a row, the dashes right below it, and the rows that follow."""
    at = 1
    while at < len(lines):
        mark = WIDE if WIDE in lines[at] else HALF
        if not (_is_dashes(lines[at]) and mark in _bare(lines[at - 1])):
            at += 1
            continue
        below = range(at + 1, len(lines))
        end = next((n for n in below if mark not in _bare(lines[n])), len(lines))
        yield Table(range(at - 1, end), mark)
        at = end + 1


def fitted(text: str) -> Fitted:
    """A text with its pipe tables as Markdown reads them: as wide as their widest row, ended."""
    lines = LINE_END.split(text)
    origins = list(range(len(lines)))
    for table in tables(lines):
        start, end = table.lines.start, table.lines.stop
        lines[start:end] = _fitted(lines[start:end], table)
    for table in reversed([*tables(lines)]):
        end = table.lines.stop
        if end < len(lines) and lines[end].strip() and not BLOCK.match(lines[end]):
            lines.insert(end, "")
            origins.insert(end, end)
    return Fitted("\n".join(lines), tuple(origins))


def table_faults(text: str, file: Path) -> Iterator[Diagnostic]:
    """A warning for pipe rows in no table, and for a table that has cells below no head."""
    lines = LINE_END.split(text)
    for at in _loose(lines):
        row = lines[at].strip()
        quoted = row if len(row) <= SHOWN else f"{row[:SHOWN]}……"
        message = f"“{quoted}”像表格的一行，不在表格里，竖线会照印。"
        yield Diagnostic(_at(lines, at, file), CODE, message, LOOSE_HINT, Severity.WARNING)
    for table in tables(lines):
        heads = table.cells(lines[table.lines.start])
        wide = [at for at in table.lines[2:] if table.cells(lines[at]) > heads]
        if wide:
            cells = table.cells(lines[wide[0]])
            message = f"表格的这一行有 {cells} 格，表头只有 {heads} 格，多出的没有列名。"
            place = _at(lines, wide[0], file)
            yield Diagnostic(place, CODE, message, WIDE_HINT, Severity.WARNING)


def _at(lines: Sequence[str], number: int, file: Path) -> Place:
    """Where the row of a pipe table begins."""
    line = lines[number]
    return Place(file, number + 1, len(line) - len(line.lstrip()) + 1)


def _loose(lines: Sequence[str]) -> Iterator[int]:
    """The first line of each group with pipes that looks like a table's and is none."""
    inside = {n for table in tables(lines) for n in table.lines}
    drawn = [n for n, line in enumerate(lines) if n not in inside and _is_drawn(lines, n, line)]
    for before, at in zip((None, *drawn), drawn, strict=False):
        if before is None or any(line.strip() for line in lines[before + 1 : at]):
            yield at


def _is_drawn(lines: Sequence[str], at: int, line: str) -> bool:
    """Whether a line is framed by pipes, or has some as the next one or the one before has."""
    bare = _bare(line)
    if FRAMED.fullmatch(bare):
        return True
    beside = (*lines[max(at - 1, 0) : at], *lines[at + 1 : at + 2])
    return HALF in bare and any(HALF in _bare(other) for other in beside)


def _fitted(rows: Sequence[str], table: Table) -> Iterator[str]:
    cells = [table.cells(row) for row in (rows[0], *rows[2:])]
    lacking = max(cells) - cells[0]
    for number, row in enumerate(rows):
        if number == 1:
            indent = row[: len(row) - len(row.lstrip())]
            yield f"{indent}|{'---|' * max(cells)}"
            continue
        plain = REFERENCE.sub(lambda found: found[0].replace(HALF, "\\|"), _halved(row, table))
        if number == 0 and lacking:
            plain = plain.rstrip().removesuffix(HALF) + HALF + "  |" * lacking
        yield plain


def _halved(row: str, table: Table) -> str:
    return row.replace(WIDE, HALF) if table.mark == WIDE else row


def _is_dashes(line: str) -> bool:
    plain = line.translate(DASHES)
    return HALF in plain and bool(DELIMITER.fullmatch(plain))


def _bare(line: str) -> str:
    """A line without what it refers to (which may hold pipes), each character in its place."""
    return REFERENCE.sub(lambda found: " " * len(found[0]), line).replace("\\|", "  ")
