"""Diagnostics → a line for each cause, as an editor's problem matcher reads them.

The line holds the way out too: an editor shows nothing else beside the place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mingzhang.diagnostics import Diagnostic
from mingzhang.reading.stray_characters import one_line
from mingzhang.report.terminal_report import by_cause


def lines(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """A line for each finding: ``file:line:column: 错误 MZ… what is wrong 改法：…``."""
    for first, *others in by_cause(diagnostics, whole=False):
        place = first.place
        where = f"{one_line(str(place.file))}:{place.line or 1}:{place.column or 1}"
        hint = f" 改法：{one_line(first.hint)}" if first.hint else ""
        more = f"（同一处还牵连 {len(others)} 条）" if others else ""
        words = f"{first.code} {one_line(first.message)}{more}{hint}"
        yield f"{where}: {first.severity.value} {words}"
