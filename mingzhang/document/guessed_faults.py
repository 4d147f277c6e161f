"""Guesses: what is found of a document → without what only follows from sentences not made.

What no part of a document prints is told to the author as his fault.  Where a part of the form
failed, or a comparison could not be made, it may well be printed once that is mended.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Severity
from mingzhang.document.region_folder import Region
from mingzhang.facts.reasons import KEYS
from mingzhang.reading.source_text import full

UNPRINTED, UNCOMPARED = "MZ415", "MZ406"
# A value, a term or a section of which nothing is printed.
OF_PRINTED = (UNPRINTED, "MZ417", "MZ418", "MZ426")
# What explains a figure, and what says that it is not known.
OF_FIGURES = (*KEYS, "数据缺口")


def without_guesses(found: Iterable[Diagnostic], region: Region) -> tuple[Diagnostic, ...]:
    """Findings without guesses: beside a form's fault none on what the form does not print."""
    told = tuple(found)
    folders = [full(folder) for folder in region.all_folders]
    errors = [d for d in told if d.severity is Severity.ERROR]
    if any(_is_in(d.place.file, folders) for d in errors):
        return tuple(d for d in told if d.code not in OF_PRINTED)
    if any(d.code == UNCOMPARED for d in errors):
        return tuple(_without_words(told))
    return told


def _is_in(file: Path, folders: Iterable[Path]) -> bool:
    return any(full(file).is_relative_to(folder) for folder in folders)


def _without_words(told: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Without guessed words on figures that no sentence prints as long as it cannot compare."""
    for one in told:
        is_of_figure = one.code == UNPRINTED and not one.about.isdisjoint(OF_FIGURES)
        if not is_of_figure:
            yield one
