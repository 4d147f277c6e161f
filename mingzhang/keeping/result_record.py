"""A result of an earlier run ↔ its record as JSON; a record of another shape is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from mingzhang.diagnostics import Diagnostic, Operand, Place, Severity
from mingzhang.keeping.folder_state import State
from mingzhang.keeping.output_unchanged import Stamps
from mingzhang.result import Result

FORMAT = 3
Json = dict[str, Any]


@dataclass(frozen=True)
class Record:
    """The record of a result: what was found under a key.

    ``sources``: every folder of sources that was drawn on, as it was.  ``chain``: the folders of
    the form, and ``forms`` the names by which they were asked for.  ``files``: the hash of each
    file written.  ``stamps``: by output folder, how its files are known again.  ``git``: what the
    last commit had, where it was asked.  ``lists``: what the project's own lists of subjects said,
    all of them, and what they answered to what the result asked.
    """

    key: str
    result: Result
    sources: Mapping[Path, State]
    chain: tuple[Path, ...]
    forms: tuple[str, ...]
    git: str = ""
    lists: tuple[str, str] = ("", "")
    files: Mapping[str, str] = field(default_factory=dict)
    stamps: Mapping[str, Stamps] = field(default_factory=dict)


def to_json(record: Record) -> Json:
    """A kept result's record as JSON for the store."""
    result = record.result
    return {
        "format": FORMAT,
        "key": record.key,
        "sources": [[str(path), *state] for path, state in record.sources.items()],
        "chain": [str(folder) for folder in record.chain],
        "forms": record.forms,
        "git": record.git,
        "lists": record.lists,
        "files": dict(record.files),
        "stamps": record.stamps,
        "result": {
            "found": [_diagnostic(diagnostic) for diagnostic in result.diagnostics],
            "files": [file.name for file in result.files],
            "attached": result.attached,
            "asked": result.asked_lists,
        },
    }


def from_json(kept: Json, folder: Path) -> Record | None:
    """A kept result's record from JSON; it names no folder of the files yet."""
    try:
        return _record(kept, folder) if kept["format"] == FORMAT else None
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError):
        return None


def _record(kept: Json, folder: Path) -> Record:
    told = kept["result"]
    found = tuple(_found(one) for one in told["found"])
    files = tuple(Path(name) for name in told["files"])
    places = kept["stamps"].items()
    return Record(
        kept["key"],
        Result(
            folder,
            found,
            files,
            tuple(told["attached"]),
            is_read=True,
            asked_lists=tuple((int(y), str(kind), tuple(w)) for y, kind, w in told["asked"]),
            is_kept=True,
        ),
        {_path(path): State(signature, digest) for path, signature, digest in kept["sources"]},
        tuple(map(_path, kept["chain"])),
        tuple(map(str, kept["forms"])),
        kept["git"],
        _pair(*kept["lists"]),
        kept["files"],
        {o: {n: (a, b, c, d) for n, (a, b, c, d) in files.items()} for o, files in places},
    )


def _pair(first: object, second: object) -> tuple[str, str]:
    return str(first), str(second)


def _diagnostic(found: Diagnostic) -> Json:
    difference = found.difference
    return {
        "place": _place(found.place),
        "code": found.code,
        "message": found.message,
        "hint": found.hint,
        "severity": found.severity.name,
        "operands": [[o.label, o.value, o.place and _place(o.place)] for o in found.operands],
        "suspects": [_place(place) for place in found.suspects],
        "difference": None if difference is None else str(difference),
    }


def _place(place: Place) -> list[object]:
    return [str(place.file), place.line, place.column]


def _found(kept: Json) -> Diagnostic:
    difference = kept["difference"]
    return Diagnostic(
        _placed(kept["place"]),
        kept["code"],
        kept["message"],
        kept["hint"],
        Severity[kept["severity"]],
        tuple(Operand(label, value, at and _placed(at)) for label, value, at in kept["operands"]),
        tuple(map(_placed, kept["suspects"])),
        None if difference is None else Decimal(difference),
    )


def _placed(kept: list[Any]) -> Place:
    file, line, column = kept
    return Place(_path(file), line, column)


# Findings of a record, and records, name the same files again and again.
_path = lru_cache(1 << 12)(Path)
