"""Diagnostics → text for a terminal: place, message, the source line with a caret, the way out.

One cause is one block: what else fails for the same figure is counted below it.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.reading.source_text import LINE_END, load
from mingzhang.reading.stray_characters import one_line

SHOWN_PER_CODE = 10
SHOWN_OPERANDS = 4  # of one finding; the others are named with all that is told
SHOWN_CODES = 8  # kinds of identities that one fault breaks
WIDEST = 120  # characters of a source line; of a longer one the part around the place is shown
COLOURS: Mapping[Severity, str] = {
    Severity.ERROR: "\x1b[1;31m",
    Severity.WARNING: "\x1b[1;33m",
    Severity.NOTE: "\x1b[36m",
}
PLAIN = "\x1b[0m"


def report(
    diagnostics: Iterable[Diagnostic], *, colour: bool = False, whole: bool = False
) -> Iterator[str]:
    """The terminal's report: a block of lines per cause; of one code some, and how many more.

    What fails for the same suspected figure is one cause: the first is told, the others are counted
    by their codes.  ``whole`` tells all.  A source line is shown once where several diagnostics in
    a row point at the same place.
    """
    count: Counter[str] = Counter()
    sources: dict[Path, _Source] = {}
    shown: Place | None = None
    for diagnostic, *others in by_cause(diagnostics, whole=whole):
        count[diagnostic.code] += 1
        if whole or count[diagnostic.code] <= SHOWN_PER_CODE:
            file = diagnostic.place.file
            source = sources.setdefault(file, _Source(file))
            yield from _headline(diagnostic, colour=colour)
            yield from () if diagnostic.place == shown else source.excerpt(diagnostic.place)
            yield from _details(diagnostic, whole=whole)
            yield from _folded(others)
            shown = diagnostic.place
    for code, number in count.items():
        if not whole and number > SHOWN_PER_CODE:
            yield f"……{code} 另有 {number - SHOWN_PER_CODE} 处未列出，改正后会继续提示。"


def by_cause(diagnostics: Iterable[Diagnostic], *, whole: bool) -> Iterator[list[Diagnostic]]:
    """For the terminal's report: what has one first suspect together, where it first stands."""
    causes: dict[object, list[Diagnostic]] = {}
    for number, diagnostic in enumerate(diagnostics):
        is_told = whole or diagnostic.severity is Severity.NOTE or not diagnostic.suspects
        cause = number if is_told else diagnostic.suspects[0]
        causes.setdefault(cause, []).append(diagnostic)
    yield from causes.values()


def _folded(others: Sequence[Diagnostic]) -> Iterator[str]:
    """The terminal report's line about what else fails for the same figure."""
    if others:
        count = Counter(d.code for d in others)
        named = [f"{c} {n} 处" if n > 1 else c for c, n in list(count.items())[:SHOWN_CODES]]
        rest = "……" if len(count) > SHOWN_CODES else ""
        yield f"    同一处还牵连 {len(others)} 条：{'、'.join(named)}{rest}（-v 全部列出）"


def _headline(diagnostic: Diagnostic, *, colour: bool) -> Iterator[str]:
    severity = diagnostic.severity.value
    if colour:
        severity = f"{COLOURS[diagnostic.severity]}{severity}{PLAIN}"
    place, message = one_line(str(diagnostic.place)), one_line(diagnostic.message)
    yield f"{place}: {severity} {diagnostic.code} {message}"


def _details(diagnostic: Diagnostic, *, whole: bool) -> Iterator[str]:
    # What was accepted is named, not argued again.
    operands = () if diagnostic.severity is Severity.NOTE else diagnostic.operands
    some = operands if whole or len(operands) <= SHOWN_OPERANDS + 1 else operands[:SHOWN_OPERANDS]
    for operand in some:
        where = f"  （{_from(diagnostic.place, operand.place)}）" if operand.place else ""
        yield f"    {one_line(operand.value):>18}  {one_line(operand.label + where)}"
    if len(some) < len(operands):
        yield f"    {'……':>17}  另有 {len(operands) - len(some)} 个数（-v 全部列出）"
    if diagnostic.hint:
        yield f"    改法：{one_line(diagnostic.hint)}"


def _from(here: Place, there: Place) -> str:
    """A place in the terminal report where another was named: of the same paper only the page."""
    same = there.page and there.file == here.file
    return f"第{there.page}页" if same else str(there)


class _Source:
    """A source file whose lines the terminal report shows; read when first needed."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def excerpt(self, place: Place) -> Iterator[str]:
        """A source line in the terminal report, and a caret below the place."""
        if not place.line or not 1 <= place.line <= len(self.lines):
            return
        line, at = self.lines[place.line - 1].rstrip(), max(place.column - 1, 0)
        start = 0 if len(line) <= WIDEST else max(at - WIDEST // 2, 0)
        before = ("…" if start else "") + one_line(line[start:at])
        shown = before + one_line(line[at : start + WIDEST])
        yield f"    {shown}{'…' if start + WIDEST < len(line) else ''}"
        yield f"    {' ' * _width(before)}^"

    @cached_property
    def lines(self) -> tuple[str, ...]:
        data = load(self.file)
        if isinstance(data, Diagnostic):
            return ()
        return tuple(LINE_END.split(data.decode("utf-8-sig", errors="replace")))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """The terminal report's last line: how many findings of each severity, in words."""
    count = Counter(d.severity for d in diagnostics)
    parts = [f"{count[s]} 个{s.value}" for s in Severity if count[s]]
    return "、".join(parts) or "没有问题"
