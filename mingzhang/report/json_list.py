"""JSON: a list of objects, the most suspicious first within its document."""

from __future__ import annotations

import json

from mingzhang.diagnostics import Diagnostic, Operand, Place
from mingzhang.reading.stray_characters import one_line
from mingzhang.report.run_findings import LEVEL, Report, path_of


def as_json(report: Report) -> str:
    """The report as JSON: an object a diagnostic; an operand not typed has no place."""
    objects = [_object(diagnostic) for diagnostic in report.diagnostics]
    return json.dumps(objects, ensure_ascii=False, indent=2)


def _object(diagnostic: Diagnostic) -> dict[str, object]:
    return {
        **_place(diagnostic.place),
        "code": diagnostic.code,
        "severity": LEVEL[diagnostic.severity],
        "message": one_line(diagnostic.message),
        "hint": one_line(diagnostic.hint),
        "operands": [_operand(operand) for operand in diagnostic.operands],
        "suspects": [_place(place) for place in diagnostic.suspects],
    }


def _operand(operand: Operand) -> dict[str, str | int]:
    where = _place(operand.place) if operand.place else {}
    return {"label": one_line(operand.label), "value": one_line(operand.value), **where}


def _place(place: Place) -> dict[str, str | int]:
    where: dict[str, str | int] = {
        "file": path_of(place.file),
        "line": place.line,
        "column": place.column,
    }
    return where | ({"page": place.page} if place.page else {})
