"""SARIF 2.1.0: results, and the rules that they come from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from mingzhang.diagnostics import Code, Diagnostic, Operand, Place
from mingzhang.reading.stray_characters import one_line
from mingzhang.report.run_findings import LEVEL, Report, fingerprints, told

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
Json = dict[str, object]


def as_sarif(report: Report) -> str:
    """The report as a SARIF run; its columns count characters, as editors do."""
    codes = list(dict.fromkeys((*report.rules, *(d.code for d in report.diagnostics))))
    driver = {
        "name": "mingzhang",
        "version": version("mingzhang"),
        "rules": [_rule(code, report.codes.get(code)) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(d, codes.index(d.code), mark) for d, mark in fingerprints(report)],
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=2)


def _rule(code: str, known: Code | None) -> Json:
    if known is None:
        return {"id": code}
    lines = (known.what, known.why, known.formula, known.reference, known.remedy)
    return {
        "id": code,
        "shortDescription": {"text": known.title},
        "fullDescription": {"text": known.what},
        "help": {"text": "\n".join(filter(None, lines))},
        "defaultConfiguration": {"level": LEVEL[known.severity]},
    }


def _result(diagnostic: Diagnostic, index: int, mark: str) -> Json:
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": LEVEL[diagnostic.severity],
        "message": {"text": told(diagnostic)},
        "locations": [{"physicalLocation": _location(diagnostic.place)}],
        "relatedLocations": list(_related(diagnostic)),
        "partialFingerprints": {"mingzhang/v1": mark},
    }


def _related(diagnostic: Diagnostic) -> Iterable[Json]:
    operands = (o for o in diagnostic.operands if o.place)
    suspects = (Operand("最可疑", f"第 {n}", p) for n, p in enumerate(diagnostic.suspects, 1))
    for number, operand in enumerate((*operands, *suspects), 1):
        if operand.place:
            yield {
                "id": number,
                "message": {"text": one_line(f"{operand.label} {operand.value}")},
                "physicalLocation": _location(operand.place),
            }


def _location(place: Place) -> Json:
    location: Json = {"artifactLocation": {"uri": _uri(place.file)}}
    if place.page:
        location["properties"] = {"page": place.page}
    if place.line:
        location["region"] = {"startLine": place.line, "startColumn": max(place.column, 1)}
    return location


def _uri(file: Path) -> str:
    """A file in SARIF: relative where it lies below the current folder, else with its scheme."""
    if file.is_absolute():
        return file.as_uri()
    return quote(file.as_posix().encode("utf-8", "backslashreplace"))
