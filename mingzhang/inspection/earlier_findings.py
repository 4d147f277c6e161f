"""Kept: what an earlier run found in each paper → a line of JSON a paper, by the bytes' SHA-256.

A run that was cut off goes on where it was; a line that cannot be read says nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from mingzhang.diagnostics import Diagnostic, Operand, Place, Severity
from mingzhang.inspection.paper_inspection import Inspected
from mingzhang.inspection.paper_titles import Subject

Key = tuple[str, str]  # the paper's hash; what else the result depends on


def as_line(key: Key, paper: Inspected) -> str:
    """A paper's findings as a line, for later runs, of the file of earlier findings."""
    subject = paper.subject
    said = {
        "sha256": key[0],
        "key": key[1],
        "file": str(paper.file),
        "subject": [subject.year, subject.kind, subject.agency],
        "counts": [paper.pages, paper.tables, paper.figures, paper.unread, paper.texts],
        "is_read": paper.is_read,
        "found": [_told(one) for one in paper.found],
    }
    return json.dumps(said, ensure_ascii=False)


def read_kept(text: str) -> Mapping[Key, Inspected]:
    """The earlier findings: papers that runs before inspected."""
    return dict(_papers(text.splitlines()))


def moved(paper: Inspected, file: Path) -> Inspected:
    """The earlier findings of a paper that lies elsewhere now."""
    found = tuple(_read(_told(one), file) for one in paper.found)
    return replace(paper, file=file, found=found)


def _papers(lines: list[str]) -> Iterator[tuple[Key, Inspected]]:
    for line in lines:
        try:
            said = json.loads(line)
            yield (said["sha256"], said["key"]), _paper(said)
        except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError):
            continue


def _paper(said: Mapping[str, Any]) -> Inspected:
    file = Path(said["file"])
    found = tuple(_read(one, file) for one in said["found"])
    pages, tables, figures, unread, texts = said["counts"]
    counted = Inspected(file, Subject(*said["subject"]), pages, tables, figures, unread, texts)
    return replace(counted, found=found, is_read=said["is_read"])


def _told(one: Diagnostic) -> dict[str, object]:
    return {
        "page": one.place.page,
        "code": one.code,
        "message": one.message,
        "hint": one.hint,
        "severity": one.severity.name,
        "operands": [[o.label, o.value, o.place.page if o.place else 0] for o in one.operands],
        "difference": None if one.difference is None else str(one.difference),
    }


def _read(said: Mapping[str, Any], file: Path) -> Diagnostic:
    operands = tuple(
        Operand(label, value, Place(file, page=page) if page else None)
        for label, value, page in said["operands"]
    )
    difference = said["difference"]
    return Diagnostic(
        Place(file, page=said["page"]),
        said["code"],
        said["message"],
        said["hint"],
        Severity[said["severity"]],
        operands,
        difference=None if difference is None else Decimal(difference),
    )
