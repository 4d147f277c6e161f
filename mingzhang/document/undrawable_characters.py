"""Glyphs: a document's text and the project's faces → the characters that cannot be shown.

Asked by every check, before anything is set: a document with an empty box in it is never published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from unicodedata import category, name, normalize

from mingzhang.diagnostics import Diagnostic, Operand, Place, Severity
from mingzhang.document.code_comments import code_of
from mingzhang.document.document_region import region_of
from mingzhang.document.font_faces import (
    FOLDER,
    Coverage,
    coverage_of,
    faces_of,
    missing_faces,
)
from mingzhang.document.html_page import PRINT_STYLE, plain
from mingzhang.document.region_folder import Region
from mingzhang.document.render import Document
from mingzhang.document.table_values import Table
from mingzhang.facts.account import Account
from mingzhang.project import SHIPPED, Project
from mingzhang.reading.document_folder import Folder
from mingzhang.reading.node import Node
from mingzhang.reading.source_text import shown

PRIVATE, CONTROL, BLANK = "Co", "Cc", "Zs"
LINE_ENDS = "\t\n\r"
# What shows nothing by itself (Default_Ignorable_Code_Point), variants of a character among it:
# the renderer passes over them where a face has none.
IGNORED = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
# What the faces have beside what was typed; of others the compatible form may be known to Unicode.
SIMILAR = str.maketrans(
    {"☑": "√", "✔": "√", "☒": "×", "✗": "×", "✘": "×", "☐": "□", "▢": "□"}
    | dict.fromkeys("➢➤►▶❖◾◼", "●")
    | {"⁄": "/"}
)
UNPUBLISHED = "核对说明"
FEW = 3  # characters of a text that are named; of more, their number
SUFFIXES = (".yaml", ".j2", ".css")
CHECKED_BY_HAND = "其余各项照常核对；要核对缺字，"
SET_UP = "请先运行 mingzhang setup 准备字体。"
NO_FACES = (
    "自己的 pdf.css 代替上级的整份：请从上级的 pdf.css 抄来 @font-face 和字体的变量，"
    "或删去自己的；只改网页的样子，写 style.css。"
)
OWN_FONTS = (
    "数据的根里的 .fonts 要有字体文件本身，不能是指向别处的链接；"
    "没有自己的字体，就删去这个文件夹，用程序自带的（由 mingzhang setup 准备）。"
)


def glyph_faults(document: Document, project: Project) -> tuple[Diagnostic, ...]:
    """What a check says: each character that no face has, or that there are no faces to ask."""
    fonts = project.fonts
    if missing := missing_faces(document.print_style, fonts):
        return (_unasked(missing, fonts),)
    return tuple(missing_glyphs(document, coverage_of(document.print_style, fonts), project))


def missing_glyphs(
    document: Document, faces: tuple[Coverage, ...], project: Project
) -> Iterator[Diagnostic]:
    """A finding for each undrawable character: where it was typed, else where it stands.

    Without any face it is one of the form.
    """
    account = document.account
    region = region_of(account, project)[0] if account else None
    if region and not faces:
        yield from faceless(region)
        return
    characters = frozenset().union(*(text for _, text in _texts(document)))
    missing = {c: _shown_instead(c, faces) for c in characters if not _is_shown(c, faces)}
    yield from found(missing, document, project)


def faceless(region: Region) -> Iterator[Diagnostic]:
    """That every character is undrawable, for a region's style names no face."""
    file = region.find(PRINT_STYLE)
    if file and not faces_of(code_of(file)):
        message = f"{PRINT_STYLE} 里没有一种字体（@font-face），PDF 上什么字也没有。"
        yield Diagnostic(Place(shown(file), 1, 1), "MZ703", message, NO_FACES)


def _shown_instead(character: str, faces: tuple[Coverage, ...]) -> str:
    """Another way to write an undrawable character; empty where none is known."""
    other = normalize("NFKC", character.translate(SIMILAR)).translate(SIMILAR)
    is_other = other != character and all(_is_shown(c, faces) for c in other)
    return other if is_other else ""


def found(
    missing: Mapping[str, str], document: Document, project: Project | None = None
) -> Iterator[Diagnostic]:
    """A finding for each text with undrawable characters, in order."""
    lines: dict[object, list[_Lacking]] = {}
    for one in _lacking(missing, document, project):
        lines.setdefault(one.line, []).append(one)
    return map(_told, lines.values())


@dataclass(frozen=True)
class _Lacking:
    """An undrawable character: a writing instead, what prints it, and the places of it."""

    character: str
    instead: str
    where: str
    places: tuple[Place, ...]

    @property
    def line(self) -> object:
        """The typed line in which an undrawable character stands first, else what prints it."""
        first = self.places[0] if self.places else None
        return (first.file, first.line) if first else self.where

    @property
    def label(self) -> str:
        """How a finding names an undrawable character."""
        code = f"U+{ord(self.character):04X} {name(self.character, '')}".rstrip()
        return f"“{self.character}”（{code}）"


def _lacking(
    missing: Mapping[str, str], document: Document, project: Project | None
) -> Iterator[_Lacking]:
    left = set(missing)
    for where, text in _texts(document) if left else ():
        for character in sorted(left.intersection(text)):
            left.discard(character)
            places = tuple(_places(character, document.account, project))
            yield _Lacking(character, missing[character], where, places)


def _places(character: str, account: Account | None, project: Project | None) -> Sequence[Place]:
    """Where an undrawable character was typed, else where the form says it, else the source."""
    typed = list(_typed(character, account.folder)) if account else []
    if account and project and not typed:
        typed = list(_in_templates(character, account, project))
    return typed or ([account.source.place] if account else [])


@lru_cache(maxsize=1 << 14)
def _is_shown(character: str, faces: tuple[Coverage, ...]) -> bool:
    kind = category(character)
    if character in LINE_ENDS or kind == BLANK or IGNORED.match(character):
        return True
    # A face may have something for a private one, but nobody can say what it is.
    return kind not in (PRIVATE, CONTROL) and any(character in face for face in faces)


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    """Texts in which undrawable characters are sought, and what each place is called."""
    cover = document.cover
    yield "封面", "".join((document.title, cover.date, cover.notice))
    for part in document.parts:
        yield f"“{part.title}”", part.title
        for section in part.sections:
            drawn = "".join(plain(block.html) for block in section.blocks)
            yield f"“{section.title}”一节", section.title + drawn
            for table in section.tables:
                yield f"表“{table.title}”", "".join(_of_table(table))
    # Whatever else the page's template says.
    yield "文档", document.around
    yield "文档", plain(document.paper)


def _of_table(table: Table) -> Iterator[str]:
    yield from (table.title, table.number, table.unit_line, table.period, table.money_unit)
    yield from (cell.text for row in (*table.head, *table.body) for cell in row.cells)
    yield from table.notes


def _told(lacking: Sequence[_Lacking]) -> Diagnostic:
    """The finding of the undrawable characters of one text."""
    ordered = sorted(lacking, key=lambda one: one.places[:1])
    first, labels = ordered[0], [one.label for one in ordered]
    count = f" {len(labels)} 个" if len(labels) > 1 else ""
    some = "".join(labels[:FEW]) + ("等" if len(labels) > FEW else "")
    message = f"{first.where}里的{count}字{some}在排版用的字体里没有，PDF 上会缺字。"
    place = first.places[0] if first.places else Place(Path(FOLDER))
    others = (Operand("另一处", one.character, p) for one in ordered for p in one.places[1:])
    hint = "".join(dict.fromkeys(_way_out(one.character, one.instead) for one in ordered))
    return Diagnostic(place, "MZ703", message, hint, operands=tuple(others))


def _way_out(character: str, instead: str) -> str:
    """Instead of an undrawable character: a writing that the faces have; else words, or a face."""
    if instead:
        return f"请把“{character}”写成“{instead}”。"
    return (
        "请改用文字说明，或换成字体里有的字，例如 √、×、□、●、①；"
        "一定要用这个字的，请管理版式的人把有它的字体放进 .fonts，并写进版式的 pdf.css。"
    )


def _typed(character: str, folder: Folder) -> Iterator[Place]:
    """Where the character stands in the document's own files and in those of its units."""
    for node in (folder.disclosure, folder.profile, folder.performance):
        if node:
            yield from _within(node, character)
    for file, text in folder.texts.items():
        for number, line in enumerate(text.splitlines(), 1):
            if character in line:
                place = folder.disclosure.place.file.parent / file
                yield Place(place, number, line.index(character) + 1)
    for below in (*folder.units, *filter(None, [folder.previous])):
        yield from _typed(character, below)


def _within(node: Node, character: str) -> Iterator[Place]:
    if isinstance(node.value, str) and character in node.value:
        yield node.place_of(node.value.index(character))
    for key, value in node.items():
        if key != UNPUBLISHED:
            yield from _within(value, character)
    for row in node.rows():
        yield from _within(row, character)


def _in_templates(character: str, account: Account, project: Project) -> Iterator[Place]:
    """Places where the form says an undrawable character, the nearest file first."""
    region, _ = region_of(account, project)
    for folder in region.all_folders if region else ():
        for file in sorted(f for f in folder.rglob("*") if f.suffix in SUFFIXES):
            for number, line in enumerate(_lines(file), 1):
                if character in line:
                    yield Place(shown(file), number, line.index(character) + 1)


def _lines(file: Path) -> tuple[str, ...]:
    return tuple(file.read_text(encoding="utf-8", errors="replace").splitlines())


def _unasked(missing: Iterable[str], fonts: Path) -> Diagnostic:
    message = f"没有核对缺字：缺少 PDF 用的字体 {'、'.join(missing)}。"
    hint = f"{CHECKED_BY_HAND}{way_to_fonts(fonts)}"
    return Diagnostic(Place(shown(fonts)), "MZ704", message, hint, Severity.NOTE)


def way_to_fonts(fonts: Path) -> str:
    """What to do where a folder lacks faces: set-up fills the program's, never a project's own."""
    return SET_UP if fonts == SHIPPED / FOLDER else OWN_FONTS
