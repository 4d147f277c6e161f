"""A document at a glance: who it says it is, whose it is, and what it has below; nothing parsed.

This is asked of every document beside the one looked at, so whoever asks may keep it; all that a
glance depends on is the document's own folder and this file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from mingzhang.diagnostics import Place
from mingzhang.reading.document_names import DISCLOSURE, PERFORMANCE, PROFILE
from mingzhang.reading.source_text import full, load, place_at, shown
from mingzhang.reading.unfilled_places import MARK

SUMMED, LISTED, ABOVE = "汇总", "单位", "主管部门"
OF_TWO, OF_NONE, OF_ANOTHER = "MZ659", "MZ655", "MZ614"
ROWS_APART = "MZ845"
BESIDE = (OF_TWO, OF_NONE, ROWS_APART)  # told, and accepted, of documents beside each other alone
VALUE = r":[ \t]*[\"']?([^\s,}\]#\"']+)"
OWN_SUPERIOR = re.compile(f"^{ABOVE}{VALUE}", re.MULTILINE)
A_SUPERIOR = re.compile(ABOVE + VALUE)
OWN_NAME = re.compile(f"^名称{VALUE}", re.MULTILINE)
HAS_SUM = re.compile(f"^{SUMMED}:", re.MULTILINE)
# A block ends where a line begins with a key.
LIST = re.compile(rf"^{LISTED}:.*(?:\n(?![^\s\-\]#]).*)*", re.MULTILINE)
NOWHERE = "", ("", 0, 0)  # a department that nobody names
AGENCY = re.compile(r"([^/\s\"'\[,]+)/[0-9]{4}-")


@dataclass(frozen=True)
class Glance:
    """What a document says at a glance.

    ``name``: its agency's.  ``superior``: the department that it names as its own, in ``where``
    (file, line, column); no words where it names none.  ``agencies``: the folders of those that it
    may sum.  ``has_list``: units as rows of its own.  ``accepts``: a finding about who belongs to
    whom may be accepted in it.
    """

    name: str
    superior: str
    where: tuple[str, int, int]
    agencies: frozenset[str]
    has_list: bool
    accepts: bool

    def place(self, folder: Path) -> Place:
        """Where the document at a glance names its department."""
        file, line, column = self.where
        return Place(shown(folder / file), line, column)


def glance(folder: Path) -> Glance:
    """A document's folder → what it says at a glance."""
    source = text_of(folder, DISCLOSURE)
    found = OWN_NAME.search(text_of(folder, PROFILE))
    # Of a draft without a name nobody can say where it belongs.
    is_nobody = found is not None and found[1] == MARK
    return Glance(
        found[1] if found and not is_nobody else "",
        *(NOWHERE if is_nobody else _superior(folder, source)),
        frozenset(AGENCY.findall(source) if HAS_SUM.search(source) else ()),
        has_list=LIST.search(source) is not None,
        accepts=any(code in source for code in BESIDE),
    )


def text_of(folder: Path, name: str) -> str:
    """What a document's file holds at a glance; nothing where it cannot be read."""
    data = load(full(folder / name), None, folder)
    return data.decode("utf-8-sig", "replace") if isinstance(data, bytes) else ""


def _superior(folder: Path, source: str) -> tuple[str, tuple[str, int, int]]:
    for file, pattern in ((DISCLOSURE, OWN_SUPERIOR), (PERFORMANCE, A_SUPERIOR)):
        words = source if file == DISCLOSURE else text_of(folder, file)
        found = pattern.search(words)
        if found and found[1] != MARK:
            at = place_at(words, found.start(1), Path(file))
            return found[1], (file, at.line, at.column)
    return NOWHERE
