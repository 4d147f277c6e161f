"""A document's folder → the title that lists show (某局2024年度决算), not read whole."""

from __future__ import annotations

import re
from pathlib import Path

from mingzhang.project import Project
from mingzhang.reading.document_names import PROFILE, word_of, year_and_kind
from mingzhang.reading.safe_opening import read_below
from mingzhang.reading.source_text import full

NAMED = re.compile(
    r"^名称:[ \t]+(?P<quote>['\"]?)(?P<name>[^\s#'\"&*!|>{\[]+)(?P=quote)[ \t]*(?:#.*)?\r?$",
    re.MULTILINE,
)
MOST = 1 << 20  # bytes of a profile that are looked through


def title(folder: Path, project: Project) -> str:
    """The title of a document in a list; empty where its profile does not say whose it is."""
    found, name = year_and_kind(folder.name, project), _agency(full(folder), project)
    return f"{name}{found[0]}年度{word_of(found[1], project)}" if found and name else ""


def _agency(folder: Path, project: Project) -> str:
    """The agency that a document's title names, where it stands on a plain line of its own.

    A folder that is a link may lead out of the data by now: it is followed no more than its files.
    """
    sources = full(project.sources)
    root = sources if folder.is_relative_to(sources) else folder.parent
    read = read_below(folder / PROFILE, root, MOST)
    if not isinstance(read, bytes):
        return ""
    found = NAMED.search(read.decode("utf-8", errors="replace"))
    return found["name"] if found else ""
