"""Diagnostics → text for a terminal: place, message, the source line with a caret, the way out."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place, Severity

SHOWN_PER_CODE = 10
COLOURS: Mapping[Severity, str] = {
    Severity.ERROR: "\x1b[1;31m",
    Severity.WARNING: "\x1b[1;33m",
    Severity.NOTE: "\x1b[36m",
}
PLAIN = "\x1b[0m"


def report(diagnostics: Iterable[Diagnostic], *, colour: bool = False) -> Iterator[str]:
    """A block of lines per diagnostic; of one code at most some, and how many more there are."""
    count: Counter[str] = Counter()
    for diagnostic in diagnostics:
        count[diagnostic.code] += 1
        if count[diagnostic.code] <= SHOWN_PER_CODE:
            yield from _block(diagnostic, colour=colour)
    for code, number in count.items():
        if number > SHOWN_PER_CODE:
            yield f"……{code} 另有 {number - SHOWN_PER_CODE} 处未列出，改正后会继续提示。"


def _block(diagnostic: Diagnostic, *, colour: bool) -> Iterator[str]:
    severity = diagnostic.severity.value
    if colour:
        severity = f"{COLOURS[diagnostic.severity]}{severity}{PLAIN}"
    yield f"{diagnostic.place}: {severity} {diagnostic.code} {diagnostic.message}"
    yield from _excerpt(diagnostic.place)
    for operand in diagnostic.operands:
        where = f"  （{operand.place}）" if operand.place else ""
        yield f"    {operand.value:>18}  {operand.label}{where}"
    if diagnostic.hint:
        yield f"    改法：{diagnostic.hint}"


def _excerpt(place: Place) -> Iterator[str]:
    lines = _lines(place.file)
    if 1 <= place.line <= len(lines):
        line = lines[place.line - 1]
        before = line[: max(place.column - 1, 0)]
        yield f"    {line.rstrip()}"
        yield f"    {' ' * _width(before)}^"


@cache
def _lines(file: Path) -> tuple[str, ...]:
    if not file.is_file():
        return ()
    return tuple(file.read_text(encoding="utf-8", errors="replace").splitlines())


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """How many of each severity, in words."""
    count = Counter(d.severity for d in diagnostics)
    parts = [f"{count[s]} 个{s.value}" for s in Severity if count[s]]
    return "、".join(parts) or "没有问题"
