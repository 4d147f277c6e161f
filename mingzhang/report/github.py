"""GitHub: workflow commands, an annotation a diagnostic."""

from __future__ import annotations

from mingzhang.diagnostics import Diagnostic
from mingzhang.report.run_findings import LEVEL, Report, path_of, told

COMMAND = {"error": "error", "warning": "warning", "note": "notice"}
DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
PROPERTY = {**DATA, ":": "%3A", ",": "%2C"}


def as_github(report: Report) -> str:
    """The report for GitHub: one workflow command a diagnostic."""
    return "\n".join(_command(diagnostic, report) for diagnostic in report.diagnostics)


def _command(diagnostic: Diagnostic, report: Report) -> str:
    place = diagnostic.place
    properties = {"file": path_of(place.file), "title": report.title(diagnostic.code)}
    if place.line:
        properties |= {"line": f"{place.line}", "col": f"{place.column}"}
    words = ",".join(f"{name}={_escaped(text, PROPERTY)}" for name, text in properties.items())
    name = COMMAND[LEVEL[diagnostic.severity]]
    return f"::{name} {words}::{_escaped(told(diagnostic), DATA)}"


def _escaped(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(character, character) for character in text)
