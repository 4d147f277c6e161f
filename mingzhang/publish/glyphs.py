"""Glyphs: a document's text and the project's faces → the characters that cannot be shown.

Asked before anything is set, and once more of what was set, for a heading's face may lack what
another has: a document with an empty box in it is never published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape
from pathlib import Path
from unicodedata import category, name

from fontTools.ttLib import TTFont

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.document.render import Document
from mingzhang.facts.account import Account
from mingzhang.reading.folder import Folder
from mingzhang.reading.node import Node

INVISIBLE = ("Cc", "Cf", "Zl", "Zp", "Zs")
PRIVATE = "Co"  # a face may have something there, but nobody can say what it is
TAG = re.compile(r"<style\b.*?</style>|<[^>]*>", re.DOTALL)
# What WeasyPrint says of a character that the faces of its place lack.
UNSHOWN = re.compile(r"\.notdef glyph .*\(U\+([0-9A-F]{4,6})\)$")


def missing_glyphs(document: Document, faces: Iterable[Path]) -> Iterator[Diagnostic]:
    """A finding for each character that no face has: where it was typed, else where it stands."""
    shown = {c for _, text in _texts(document) for c in text if category(c) not in INVISIBLE}
    private = {c for c in shown if category(c) == PRIVATE}
    for face in faces:
        shown -= _characters(face) if shown else shown
    return _found(shown | private, document)


def unshown_glyphs(document: Document, complaints: Iterable[str]) -> Iterator[Diagnostic]:
    """A finding for each character that WeasyPrint complains about."""
    matches = filter(None, map(UNSHOWN.search, complaints))
    return _found({chr(int(match[1], 16)) for match in matches}, document)


def _found(missing: set[str], document: Document) -> Iterator[Diagnostic]:
    for where, text in _texts(document):
        for character in sorted(missing.intersection(text)):
            missing.discard(character)
            yield _missing(character, where, document.account)


@cache
def _characters(face: Path) -> frozenset[str]:
    with TTFont(face, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    """What each place of the document says, and what that place is called."""
    yield "封面", document.title
    for section in document.sections:
        yield f"“{section.title}”一节", "".join((section.title, *section.sentences))
        for table in section.tables:
            cells = (cell.text for row in (*table.head, *table.body) for cell in row.cells)
            yield f"表“{table.title}”", "".join((table.title, *cells, *table.notes))
    # Dates, notices, headings, captions: whatever else the paper says.
    yield "文档", unescape(TAG.sub("", document.paper))


def _missing(character: str, where: str, account: Account | None) -> Diagnostic:
    typed = next(_typed(character, account.folder), None) if account else None
    label = f"“{character}”（U+{ord(character):04X} {name(character, '')}）".replace(" ）", "）")
    message = f"{where}里的字{label}在排版用的字体里没有，PDF 上会缺字。"
    hint = "请换成通用的写法，或把有这个字的字体加进 .fonts 和版式的 pdf.css。"
    return Diagnostic(typed or Place(Path(".fonts")), "MZ703", message, hint)


def _typed(character: str, folder: Folder) -> Iterator[Place]:
    for node in (folder.disclosure, folder.profile, folder.performance):
        if node:
            yield from _within(node, character)
    for file, text in folder.texts.items():
        for number, line in enumerate(text.splitlines(), 1):
            if character in line:
                place = folder.disclosure.place.file.parent / file
                yield Place(place, number, line.index(character) + 1)


def _within(node: Node, character: str) -> Iterator[Place]:
    if isinstance(node.value, str) and character in node.value:
        yield node.place_of(node.value.index(character))
    below = (value for _, value in node.items()) if isinstance(node.value, dict) else node.rows()
    for value in below:
        yield from _within(value, character)
