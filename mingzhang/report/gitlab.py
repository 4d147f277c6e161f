"""GitLab: a Code Quality report."""

from __future__ import annotations

import json

from mingzhang.diagnostics import Diagnostic
from mingzhang.report.run_findings import LEVEL, Report, fingerprints, path_of, told

SEVERITY = {"error": "major", "warning": "minor", "note": "info"}


def as_gitlab(report: Report) -> str:
    """The report for GitLab: an object a diagnostic; its fingerprint tells what is new."""
    issues = [_issue(*pair) for pair in fingerprints(report)]
    return json.dumps(issues, ensure_ascii=False, indent=2)


def _issue(diagnostic: Diagnostic, fingerprint: str) -> dict[str, object]:
    place = diagnostic.place
    return {
        "description": told(diagnostic),
        "check_name": diagnostic.code,
        "fingerprint": fingerprint,
        "severity": SEVERITY[LEVEL[diagnostic.severity]],
        # GitLab knows no file as a whole.
        "location": {"path": path_of(place.file), "lines": {"begin": max(place.line, 1)}},
    }
