"""Meant folders: a path that leads nowhere, of another document → the one that it was meant for."""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from pathlib import Path

from mingzhang.reading.document_names import DISCLOSURE


def meant_folder(written: str, document: Path) -> str:
    """The way from a document to the same year's folder of the agency that a path names.

    Upper case, full-width letters, backslashes, a year too much or none: what is meant is the
    agency.  It is empty where no agency has such a folder.
    """
    steps = [step for step in map(_plain, _plain(written).split("/")) if step.strip(".")]
    agencies = document.parent.parent
    named = sorted(agencies.iterdir()) if steps and agencies.is_dir() else ()
    for folder in named:
        is_there = (folder / document.name / DISCLOSURE).is_file()
        if is_there and _plain(folder.name) in steps and folder != document.parent:
            return f"../../{folder.name}/{document.name}"
    return ""


def similar_folder(gone: Path, document: Path) -> str:
    """The way from a document to the folder that one meant before it was renamed, if any is alike.

    What the document names already is another's.
    """
    agencies = document.parent.parent
    source = (document / DISCLOSURE).read_text("utf-8", "replace")
    free = [
        folder.name
        for folder in sorted(agencies.iterdir())
        if (folder / document.name / DISCLOSURE).is_file()
        and folder != document.parent
        and f"/{folder.name}/" not in source
    ]
    near = get_close_matches(gone.parent.name, free, 1)
    return f"../../{near[0]}/{document.name}" if near else ""


def _plain(words: str) -> str:
    return (
        unicodedata.normalize("NFKC", words)
        .replace("\\", "/")
        .replace("。", ".")
        .casefold()
        .strip()
    )
