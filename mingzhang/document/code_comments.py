"""Comments in a form's code: a style sheet, a script or a template's markup → the same without.

What a form's author noted for colleagues is no part of the page.  Lines and columns of what is
left stay as they are, so that a message names the place in the author's file.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from re import Match, Pattern

STRINGS = r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'"
STYLE = re.compile(rf"{STRINGS}|(?P<note>[ \t]*/\*.*?(?:\*/|\Z))", re.DOTALL)
# A regular expression stands where a value may begin; elsewhere the stroke divides.
EXPRESSION = (
    r"(?:(?<=[(,=:\[!&|?{};\n])|(?<=return))[ \t]*"
    r"/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/"
)
SCRIPT = re.compile(
    rf"{STRINGS}|`(?:\\.|[^`\\])*`|{EXPRESSION}|(?P<note>[ \t]*(?:/\*.*?(?:\*/|\Z)|//[^\n]*))",
    re.DOTALL,
)
# What Jinja takes for a comment may speak of one.
MARKUP = re.compile(r"\{#.*?#\}|(?P<note><!--.*?-->)", re.DOTALL)
MOST = 256  # files that are remembered: every document is made with the same ones
ANY_NOTE = re.compile(r"\{#.*?#\}|<!--.*?-->", re.DOTALL)
BY_SUFFIX = {".css": STYLE, ".js": SCRIPT, ".j2": MARKUP}


def code_of(file: Path) -> str:
    """A form's file of code as text, comments and all; an editor's mark of UTF-8 is none of it."""
    return file.read_text(encoding="utf-8-sig")


def blanked(template: str) -> str:
    """A template with blanks for all its comments, those of Jinja too."""
    return ANY_NOTE.sub(lambda note: re.sub(r"[^\n]", " ", note[0]), template)


@lru_cache(MOST)
def without_comments(text: str, suffix: str) -> str:
    """The code of a file with that suffix without its comments; any other text as it is."""
    pattern = BY_SUFFIX.get(suffix)
    return _without(pattern, text) if pattern else text


def _without(pattern: Pattern[str], text: str) -> str:
    if not any(match["note"] for match in pattern.finditer(text)):
        return text
    return pattern.sub(_left, text)


def _left(match: Match[str]) -> str:
    """What stays of a comment: its line breaks, and a blank where it parts two words."""
    if match["note"] is None:
        return match.group()
    return "\n" * match.group().count("\n") or _parting(match)


def _parting(match: Match[str]) -> str:
    around = match.string[match.start() - 1 : match.start()], match.string[match.end() :][:1]
    return " " if match.re is not MARKUP and all(c and not c.isspace() for c in around) else ""
