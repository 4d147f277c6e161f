"""The frame: a form's page template → what it says around a document, or what is wrong in it.

A check needs no page, but a fault of its template stops every build: the template is tried once by
a process, with the first document of the form that comes along, until one of its files changes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from mingzhang.diagnostics import Diagnostic
from mingzhang.document.html_page import Part, Section
from mingzhang.document.region_folder import Region
from mingzhang.document.table_values import Row, Table

Stamp = tuple[tuple[Path, int, int], ...]


@dataclass(frozen=True)
class Frame:
    """The page's frame: characters beside its document's own, or the fault."""

    text: str = ""
    fault: Diagnostic | None = None


# Of each form, by its folders, the last state only: a form that is edited has many.
_known: dict[tuple[Path, ...], tuple[Stamp, Frame]] = {}


def frame_of(region: Region, tried: Callable[[], Frame]) -> Frame:
    """The frame of the form: what ``tried`` gives for the first document of it."""
    form, stamp = tuple(region.folders), _stamp(region)
    if form not in _known or _known[form][0] != stamp:
        _known[form] = stamp, tried()
    return _known[form][1]


def _stamp(region: Region) -> Stamp:
    """Every file that the frame of a page may take in, and which state of it."""
    files = (file for folder in region.folders for file in sorted(folder.glob("*.*")))
    states = ((file, file.stat()) for file in files if file.is_file())
    return tuple((file, state.st_size, state.st_mtime_ns) for file, state in states)


def sample(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """What tries a frame: of each part the first text, the first table and one with a gap."""
    return tuple(replace(part, sections=tuple(_sections(part))) for part in parts)


def _sections(part: Part) -> list[Section]:
    texts = [section for section in part.sections if section.blocks]
    tables = [section for section in part.sections if section.tables]
    gaps = [section for section in tables if any(table.gap for table in section.tables)]
    return [_shortened(section) for section in (*texts[:1], *tables[:1], *gaps[:1])]


def _shortened(section: Section) -> Section:
    tables = (replace(t, body=_unlike(t.body)) for t in section.tables[:1] + _with_gap(section))
    return replace(section, tables=tuple(dict.fromkeys(tables)))


def _with_gap(section: Section) -> tuple[Table, ...]:
    return tuple(table for table in section.tables if table.gap)[:1]


def _unlike(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """One row of each shape, as the frame's templates ask for nothing else."""
    shapes = {
        (row.level, row.total, tuple((c.kind, c.scope, c.is_unknown) for c in row.cells)): row
        for row in reversed(rows)
    }
    return tuple(shapes.values())
