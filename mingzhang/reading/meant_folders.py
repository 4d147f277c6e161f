"""Meant folders: a path that leads nowhere, of another document → the one that it was meant for."""

from __future__ import annotations

import unicodedata
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


def _plain(words: str) -> str:
    return (
        unicodedata.normalize("NFKC", words)
        .replace("\\", "/")
        .replace("。", ".")
        .casefold()
        .strip()
    )
