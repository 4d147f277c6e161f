"""Folders that lie where no document is looked for, and hold one's files → a warning for each.

A copy beside an agency's documents, a folder too deep: nobody checks or builds them.  One that a
document names itself (a unit's, last year's) is read with it, and nothing is to be said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.reading.document_names import DISCLOSURE, PERFORMANCE, PROFILE, is_nearly_read
from mingzhang.reading.document_search import Searched
from mingzhang.reading.source_text import full, load, shown

PASSED_OVER = "MZ757"
OURS = (DISCLOSURE, PROFILE, PERFORMANCE)
NAMED = re.compile(rb"\.\./[^\s,\]}'\"#]+")


def passed_over_folders(met: Searched) -> tuple[Diagnostic, ...]:
    """Warns of folders with files of documents that a search passed over."""
    holding = [folder for one in met.passed for folder in _with_files(one)]
    if not holding:
        return ()
    used = set(_named(met.folders))
    return tuple(_told(folder) for folder in holding if folder not in used)


def _with_files(folder: Path) -> Iterator[Path]:
    """A folder passed over, or those right in it, that hold files of a document."""
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        return
    if any(_is_ours(file) for file in inside):
        yield folder
        return
    for below in inside:
        if below.is_dir() and not below.is_symlink() and any(map(_is_ours, below.glob("*.y*ml"))):
            yield below


def _is_ours(file: Path) -> bool:
    return file.is_file() and (file.name in OURS or is_nearly_read(file.name))


def _named(folders: Iterable[Path]) -> Iterator[Path]:
    """The folders passed over that documents name: those of units, of other years."""
    for folder in folders:
        data = load(full(folder / DISCLOSURE), None, folder)
        for name in NAMED.findall(data) if isinstance(data, bytes) else ():
            yield full(folder / name.decode("utf-8", "replace"))


def _told(folder: Path) -> Diagnostic:
    message = f"“{shown(folder)}”里有文档的文件，可它不在文档的位置，没有核对，也不会生成。"
    hint = (
        "是一份文档的，放到“sources/单位/年度-final（或 -budget）”；"
        "是备份的，移到 sources 以外，或把文件夹的名称改成以“.”开头。"
    )
    return Diagnostic(Place(shown(folder)), PASSED_OVER, message, hint, Severity.WARNING)
