"""Opened: files in which places still say 待填 → the folder as it can be read.

Such a place stands for 0 while figures look for where they belong, and for what is not known (缺)
where a person looks; what can be no number is a word or an empty list, and what can be none of
these is passed over: the key alone where its row says more.  Every other place keeps its line and
column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, has_errors
from mingzhang.forms.documents_by_form import read_held
from mingzhang.project import Project
from mingzhang.reading.document_folder import Folder
from mingzhang.reading.source_text import decode
from mingzhang.reading.unfilled_places import MARK

# 部门 is a word that a 类型 may be, too.
INSTEAD = tuple(one.ljust(len(MARK)) for one in ("0", "部门", "[]"))
UNKNOWN = ("缺".ljust(len(MARK)), *INSTEAD[1:])
# One key of a row in a line, with the comma behind it (one that is left at the end is allowed).
OPEN_KEY = re.compile(rf"[^{{}}\[\],:]+:\s*{MARK}\s*(?:,|(?=}}))")
NOTE = re.compile(r"(?:^|(?<=\s))#")
NOTHING = "{}\n"  # a file of which every line was passed over
TURNS = 9


def opened(
    name: str, files: Mapping[str, bytes], project: Project, instead: Sequence[str] = INSTEAD
) -> tuple[Folder | None, tuple[Diagnostic, ...]]:
    """A folder read with its placeholders (待填); None where more is wrong than those.

    ``instead`` are the words that are read for one, each where the one before it is wrong.
    """
    texts = dict(_texts(files))
    held = {file: _with(instead[0], text) for file, text in texts.items()}
    found: tuple[Diagnostic, ...] = ()
    for turn in range(1, TURNS):
        read = {**files, **{file: text.encode() for file, text in held.items()}}
        folder, found = read_held(name, _written(read), project)
        if folder is not None and not has_errors(found):
            return folder, ()
        word = instead[turn] if turn < len(instead) else ""
        left = _with_lines(word, held, texts, found)
        if left == held:
            break
        held = left
    return None, found


def _texts(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """The texts of a folder in which placeholders may stand; what is no text its reader tells.

    A folder holds other things too: the workbook that is imported, a photograph.
    """
    for file, data in files.items():
        text = decode(data, Path(file)) if file.endswith(".yaml") else None
        if isinstance(text, str):
            yield file, text


def _with(word: str, text: str) -> str:
    """The text with a word for each placeholder (待填); a comment may say what it likes."""
    lines = map(_parted, text.splitlines(keepends=True))
    return "".join(values.replace(MARK, word) + note for values, note in lines)


def _parted(line: str) -> tuple[str, str]:
    """A line's values with placeholders, and the comment behind: C# in a name begins none."""
    found = NOTE.search(line)
    at = found.start() if found else len(line)
    return line[:at], line[at:]


def _written(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Texts of a folder; those whose placeholders still say 待填 count as written."""
    mark = MARK.encode()
    return {name: b"-\n" if data.strip() == mark else data for name, data in files.items()}


def _with_lines(
    word: str, held: Mapping[str, str], texts: Mapping[str, str], found: tuple[Diagnostic, ...]
) -> dict[str, str]:
    """A folder's placeholders with another word where one is wrong; else without the line."""
    made = dict(held)
    for file, text in texts.items():
        lines, own = made[file].splitlines(keepends=True), text.splitlines(keepends=True)
        # A line is wrong once, however much is wrong with it.
        for at in sorted({one.place.line - 1 for one in found if one.place.file.name == file}):
            if not 0 <= at < len(own):
                continue
            if MARK in own[at]:
                lines[at] = _with(word, own[at]) if word else _passed_over(own[at], lines[at])
            elif _is_hollow(lines[at:]):
                lines[at] = "\n"
        made[file] = "".join(lines)
        if not any(_parted(line)[0].strip() for line in lines):
            made[file] += NOTHING
    return made


def _passed_over(line: str, tried: str) -> str:
    """A line without the keys of its row that are placeholders; empty where that was tried.

    What the row says beside them is read: a figure is none the less for a word that lacks.
    """
    values, note = _parted(line)
    left = OPEN_KEY.sub(lambda found: " " * len(found.group()), values)
    made = left + note
    return "\n" if MARK in left or made == tried else made


def _is_hollow(lines: Sequence[str]) -> bool:
    """Whether a key has nothing below it, for all of its placeholders were passed over."""
    first, *rest = (line for line in lines if _parted(line)[0].strip())
    indent = len(first) - len(first.lstrip())
    below = next(iter(rest), "")
    return first.rstrip().endswith(":") and len(below) - len(below.lstrip()) <= indent
