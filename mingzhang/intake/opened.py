"""Opened: files in which places still say 待填 → the folder as it can be read.

Such a place stands for 0 while figures look for where they belong; what can be no number is passed
over.  Every other place keeps its line and column.
"""

from __future__ import annotations

from collections.abc import Mapping

from mingzhang.diagnostics import Diagnostic, has_errors
from mingzhang.forms.documents import read_held
from mingzhang.project import Project
from mingzhang.reading.folder import Folder
from mingzhang.reading.unfilled import MARK

NOUGHT = "0".ljust(len(MARK))
TURNS = 3


def opened(
    name: str, files: Mapping[str, bytes], project: Project
) -> tuple[Folder | None, tuple[Diagnostic, ...]]:
    """The folder, None where more is wrong than what is not yet filled."""
    texts = {file: data.decode("utf-8-sig") for file, data in files.items()}
    held = {file: _numbered(text) for file, text in texts.items() if file.endswith(".yaml")}
    found: tuple[Diagnostic, ...] = ()
    for _ in range(TURNS):
        read = {**files, **{file: text.encode() for file, text in held.items()}}
        folder, found = read_held(name, _written(read), project)
        if folder is not None and not has_errors(found):
            return folder, ()
        left = _without_lines(held, texts, found)
        if left == held:
            break
        held = left
    return None, found


def _numbered(text: str) -> str:
    """Each value that says 待填 as 0; a comment may say what it likes."""
    return "".join(
        values.replace(MARK, NOUGHT) + sign + note
        for line in text.splitlines(keepends=True)
        for values, sign, note in (line.partition("#"),)
    )


def _written(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Texts of which nothing is written yet count as written."""
    mark = MARK.encode()
    return {name: b"-\n" if data.strip() == mark else data for name, data in files.items()}


def _without_lines(
    held: Mapping[str, str], texts: Mapping[str, str], found: tuple[Diagnostic, ...]
) -> dict[str, str]:
    """Without the lines at which something is wrong because they are not filled."""
    made = dict(held)
    for file, text in texts.items():
        if file not in made:
            continue
        lines, own = made[file].splitlines(keepends=True), text.splitlines()
        for place in (one.place for one in found if one.place.file.name == file):
            if 0 < place.line <= len(own) and MARK in own[place.line - 1]:
                lines[place.line - 1] = "\n"
        made[file] = "".join(lines)
    return made
