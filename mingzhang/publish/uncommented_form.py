"""A file of a form → its bytes as they travel: what the program reads, nothing for colleagues.

Comments are gone, and so are columns of a list of subjects that nothing reads, and all that a table
which is switched off, or for agencies of the other kind, says.  Lines and columns stay; of what is
so already nothing changes.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from io import StringIO
from pathlib import Path
from re import Match

import yaml

from mingzhang.document.code_comments import without_comments
from mingzhang.document.inherited_lists import LEFT_OUT
from mingzhang.document.layouts.layout_result import ONLY_FOR
from mingzhang.document.region_folder import NO
from mingzhang.facts.subject_catalogue import travelling_rows
from mingzhang.facts.subject_lookups import TRAVELLING, note
from mingzhang.reading.yaml import read_kept

# A comment of Jinja, and what is none: text that stays as it is, and what stands in quotes.
NOTE = re.compile(
    r"\{%[-+]?\s*raw\s*-?%\}.*?\{%-?\s*endraw\s*[-+]?%\}"
    r"|\{\{(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|.)*?\}\}"
    r"|\{%(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|.)*?%\}"
    r"|\{#(?P<before>[-+]?)(?P<note>.*?)(?P<after>[-+]?)#\}",
    re.DOTALL,
)
HEAD = re.compile(r"\A[|>][-+0-9]*(?P<note>[ \t]+#[^\n]*)")
IN_YAML = re.compile(r"#[^\n]*")
TAIL = re.compile(r"[ \t]+(?=\n)")
COLUMNS = ("code", "name")
MOST = 500  # files of forms that are kept uncommented


def uncommented(file: Path) -> bytes:
    """The uncommented file of a form, as it travels."""
    text = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    return _uncommented(text, file.suffix).encode()


@lru_cache(MOST)
def _uncommented(text: str, suffix: str) -> str:
    """A form's text, uncommented once for all documents of the form."""
    if suffix == ".yaml":
        return _yaml(text)
    text = without_comments(text, suffix)
    return NOTE.sub(_emptied, text) if suffix == ".j2" else text


def list_of_subjects(file: Path, year: int, codes: Collection[str]) -> bytes:
    """A project's list of a year's subjects, uncommented like a form: codes and names only.

    Those of ``codes`` and above them, and every 类: a form may print all of them.
    """
    note(year, TRAVELLING, *sorted(codes))
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(travelling_rows(file, codes))
    return text.getvalue().encode()


def switched_off(file: Path, agency: str) -> bytes:
    """All that is read, of a form uncommented, of a table that an ``agency`` does not have.

    It is switched off, or only for agencies of the other kind (部门, 单位).
    """
    node, _ = read_kept(file.read_bytes(), file) if file.suffix == ".yaml" else (None, ())
    for word, having in ((LEFT_OUT, NO), (ONLY_FOR, agency)):
        told = node.get(word) if node else None
        if told and told.text != having:
            return f"{word}: {told.text}\n".encode()
    return b""


def _emptied(match: Match[str]) -> str:
    """A Jinja comment, emptied for the uncommented form, with its marks."""
    if match["note"] is None:
        return match.group()
    # Without a blank the mark behind would be taken for one before.
    inside = "\n" * match["note"].count("\n") or (" " if match["after"] else "")
    return f"{{#{match['before']}{inside}{match['after']}#}}"


def _yaml(text: str) -> str:
    """A form's YAML uncommented: between two tokens there are only blanks."""
    at, parts = 0, []
    for start, end in _tokens(text):
        parts += [_blanked(text[at:start]), HEAD.sub(_no_note, text[start:end])]
        at = end
    return "".join((*parts, _blanked(text[at:])))


def _tokens(text: str) -> Iterator[tuple[int, int]]:
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        if token.start_mark.index < token.end_mark.index:
            yield token.start_mark.index, token.end_mark.index


def _no_note(match: Match[str]) -> str:
    return match.group().removesuffix(match["note"])


def _blanked(gap: str) -> str:
    return TAIL.sub("", IN_YAML.sub("", gap)) if "#" in gap else gap
