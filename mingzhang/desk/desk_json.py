"""Findings, sources and lines of the board → plain values that the desk's pages read as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mingzhang.desk.editor_links import editor_link
from mingzhang.desk.page_preview import Look
from mingzhang.desk.project_overview import Line
from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.drafting.document_progress import NOT_TYPED
from mingzhang.reading.stray_characters import one_line
from mingzhang.reading.ways_out import asked_cell, at_desk
from mingzhang.report.run_findings import LEVEL
from mingzhang.report.terminal_report import by_cause

Json = dict[str, object]
UNKNOWN = "核对中"


def findings(found: Iterable[Diagnostic]) -> list[Json]:
    """A document's findings as JSON for the desk: one entry for each cause, the rest counted."""
    return [_finding(first, len(others)) for first, *others in by_cause(found, whole=False)]


def _finding(one: Diagnostic, others: int) -> Json:
    operands = [
        {"label": one_line(o.label), "value": one_line(o.value), **_place(o.place)}
        for o in one.operands
    ]
    return {
        **_place(one.place),
        "code": one.code,
        "level": LEVEL[one.severity],
        "severity": one.severity.value,
        "to_fill": one.code in NOT_TYPED,
        "message": one_line(at_desk(one.message)),
        "hint": one_line(at_desk(one.hint)),
        "cell": list(asked_cell(one.hint)),
        "operands": operands,
        "others": others,
    }


def _place(place: Place | None) -> Json:
    if place is None:
        return {}
    return {
        "file": one_line(place.file.as_posix()),
        "line": place.line,
        "column": place.column,
        "editor": editor_link(place),
    }


def look(seen: Look) -> Json:
    """A document as it stands, as JSON for the desk: which page, and what is found."""
    told = None if seen.findings is None else findings(seen.findings)
    return {"version": seen.version, "current": seen.is_current, "findings": told}


def gone() -> Json:
    """That a document's folder is not there any more, as JSON for the desk."""
    return {"gone": True}


def form_asked() -> Json:
    """That a document's form said what it uses of the entry form, as JSON for the desk."""
    return {"form": True}


def board(lines: Iterable[tuple[str, Line]]) -> list[Json]:
    """The desk's board as JSON: the documents by name."""
    return [_line(name, line) for name, line in lines]


def _line(name: str, line: Line) -> Json:
    fill, confirm, correct = line.counts
    return {
        "name": one_line(name),
        "title": one_line(line.title),
        "state": line.progress.state if line.progress else UNKNOWN,
        "fill": fill,
        "confirm": confirm,
        "correct": correct,
    }


def source(name: str, lines: tuple[str, ...]) -> Json:
    """A source file as JSON for the desk: its lines, and its address in an editor."""
    return {"file": name, "lines": list(lines), "editor": editor_link(Place(Path(name)))}
