"""One value on a plain line of its own in a document's file, read without the rest.

What a list of thousands of documents shows of each must not cost as much as reading them.
"""

from __future__ import annotations

import re
from pathlib import Path

from mingzhang.project import Project
from mingzhang.reading.safe_opening import read_below
from mingzhang.reading.source_text import full

LINE = r"^{key}:[ \t]+(?P<quote>['\"]?)(?P<value>[^\s#'\"&*!|>{{\[]+)(?P=quote)[ \t]*(?:#.*)?\r?$"
MOST = 1 << 20  # bytes of a file that are looked through


def plain_value(file: Path, key: str, project: Project) -> tuple[str, int] | None:
    """The value on a key's plain line, and the line's number from 1; None where there is none.

    A folder that is a link may lead out of the data by now: it is followed no more than its files.
    """
    file, sources = full(file), full(project.sources)
    root = sources if file.is_relative_to(sources) else file.parent.parent
    read = read_below(file, root, MOST)
    if not isinstance(read, bytes):
        return None
    text = read.decode("utf-8", errors="replace")
    found = re.search(LINE.format(key=re.escape(key)), text, re.MULTILINE)
    return (found["value"], text.count("\n", 0, found.start()) + 1) if found else None
