"""The Word document: cover, contents, parts and their sections → the bytes of the file.

Nothing of a user, a machine or a clock is in it.  Page numbers of the contents are fields, which
whoever opens the document reckons.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from mingzhang.document.html_page import Part, Section, lay_out_parts, toc_class
from mingzhang.document.paper_layout import Paper
from mingzhang.document.render import Document
from mingzhang.publish.word import fixed_word_parts
from mingzhang.publish.word.office_package import packed
from mingzhang.publish.word.word_runs import TAB, Paragraph, page_field, run
from mingzhang.publish.word.word_sentences import Counter, block_elements
from mingzhang.publish.word.word_styles import (
    FORM_WIDTH,
    HEAD,
    NAMESPACES,
    TEXT_WIDTH,
    WIDE_WIDTH,
    fonts_xml,
    styles_xml,
)
from mingzhang.publish.word.word_tables import table_blocks

DRAFT = "送审稿"
TEXT, FORM, WIDE = "text", "form", "wide"
WIDTHS = {TEXT: TEXT_WIDTH, FORM: FORM_WIDTH, WIDE: WIDE_WIDTH}
# Size, and the margins of style.css (top, right, bottom, left), in twentieths of a point.
SIZE, SIZE_WIDE = 'w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"'
PAGES = {
    TEXT: (SIZE, (2098, 1474, 1984, 1587)),
    FORM: (SIZE, (1417, 1134, 1417, 1134)),
    WIDE: (SIZE_WIDE, (1247, 1247, 1247, 1247)),
}
FOOTERS, HEADERS = (
    "".join(
        f'<w:{kind}Reference w:type="{pages}" r:id="{name}"/>'
        for pages, name in (("default", names[0]), ("even", names[1]))
    )
    for kind, names in (("footer", ("rId10", "rId11")), ("header", ("rId12", "rId12")))
)


def word(document: Document, date: datetime, *, draft: bool = False) -> bytes:
    """The Word document as .docx; ``draft`` says on the cover and on each page that it is one."""
    body = _Body(lay_out_parts(document.parts), draft=draft)
    body.cover(document)
    body.contents(document.parts, document.cover.notice)
    for part in document.parts:
        body.part(part)
    xml = f"{HEAD}<w:document {NAMESPACES}><w:body>{body.xml()}</w:body></w:document>"
    fixed = fixed_word_parts.fixed(document.title, date, draft=DRAFT if draft else "")
    texts = {
        "word/styles.xml": styles_xml(toc_class(document.parts)),
        "word/fontTable.xml": fonts_xml(),
    }
    return packed({**fixed, "word/document.xml": xml, **texts})


@dataclass
class _Body:
    """The elements of the Word document's body while they are gathered."""

    papers: Mapping[str, Paper]
    draft: bool = False
    elements: list[Paragraph | str] = field(default_factory=list)
    drawings: Counter = field(default_factory=Counter)
    marks: dict[str, int] = field(default_factory=dict)
    _page: str = TEXT
    _fresh: bool = False  # nothing stands on the page yet
    _sections: int = 0

    def cover(self, document: Document) -> None:
        """Adds the Word document's cover page, which has no number."""
        cover = document.cover
        self.elements.append(Paragraph("Title", run("\n".join(cover.lines))))
        if self.draft:
            self.elements.append(Paragraph("CoverNote", run(f"（{DRAFT}）")))
        if cover.date:
            self.elements.append(Paragraph("CoverDate", run(cover.date)))
        for line in cover.corrections:
            self.elements.append(Paragraph("CoverNote", run(line)))
        self._end_section()

    def contents(self, whole: tuple[Part, ...], notice: str) -> None:
        """The Word document's contents: entries lead to their heading and ask for its page.

        They stand in no field of their own: some programs would leave the pages alone then.
        """
        self.elements.append(Paragraph("TOCHeading", run("目录")))
        if notice:
            self.elements.append(Paragraph("CoverNote", run(notice)))
        lines = [
            ("TOC1", part.id, part.title)
            if section is None
            else ("TOC2", section.id, section.title)
            for part in whole
            for section in (None, *(s for s in part.sections if s.title))
        ]
        for style, name, title in lines:
            mark = self._mark(name)
            told = run(title) + TAB + page_field(f"PAGEREF {mark} \\h", "…")
            link = f'<w:hyperlink w:anchor="{mark}">{told}</w:hyperlink>'
            self.elements.append(Paragraph(style, link))
        self._end_section()

    def part(self, part: Part) -> None:
        """Adds a part of the Word document, which begins a page."""
        first = part.sections[0] if part.sections else None
        self._turn(self._page_of(first) if first else TEXT)
        self.elements.append(self._heading("Heading1", part.id, part.title, breaks=not self._fresh))
        self._fresh = False
        for number, section in enumerate(part.sections):
            self._section(section, opens=number == 0)

    def _section(self, section: Section, *, opens: bool) -> None:
        self._turn(self._page_of(section))
        is_long = any(self.papers[table.key].long for table in section.tables)
        breaks = is_long and not opens and not self._fresh
        self._fresh = False
        if section.title:
            style = "FormHeading" if section.tables else "Heading2"
            self.elements.append(self._heading(style, section.id, section.title, breaks=breaks))
        width = WIDTHS[self._page]
        for block in section.blocks:
            self.elements += block_elements(block.html, width, self.drawings)
        for table in section.tables:
            self._turn(self._page_of_table(table.key))
            width = WIDTHS[self._page]
            self.elements += table_blocks(table, self.papers[table.key], width)

    def _page_of(self, section: Section) -> str:
        return self._page_of_table(section.tables[0].key) if section.tables else TEXT

    def _page_of_table(self, key: str) -> str:
        paper = self.papers[key]
        return TEXT if paper.inlaid else WIDE if paper.wide else FORM

    def _heading(self, style: str, name: str, title: str, *, breaks: bool) -> Paragraph:
        mark = self._mark(name)
        number = self.marks[name]
        runs = (
            f'<w:bookmarkStart w:id="{number}" w:name="{mark}"/>{run(title)}'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )
        return Paragraph(style, runs, keep=True, breaks=breaks)

    def _mark(self, name: str) -> str:
        """The bookmark of a heading in the Word document, for its contents to lead to."""
        return f"_Toc{self.marks.setdefault(name, len(self.marks) + 1):09}"

    def _turn(self, page: str) -> None:
        """Begins another section of the Word document where the kind of page changes."""
        if page != self._page:
            if not self._fresh:
                self._end_section()
            self._page = page

    def _end_section(self) -> None:
        last = self.elements[-1]
        ends = self._properties()
        if isinstance(last, Paragraph) and not last.section:
            self.elements[-1] = last.ending(ends)
        else:
            self.elements.append(Paragraph("FormEnd", section=ends))
        self._fresh = True

    def _properties(self) -> str:
        """The page of the Word document's section; footers go on from the second."""
        size, (top, right, bottom, left) = PAGES[self._page]
        self._sections += 1
        headers = HEADERS if self.draft and self._sections == 1 else ""
        footers = FOOTERS if self._sections == 2 else ""
        return (
            f"<w:sectPr>{headers}{footers}<w:pgSz {size}/>"
            f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}"'
            ' w:header="851" w:footer="1134" w:gutter="0"/></w:sectPr>'
        )

    def xml(self) -> str:
        """The XML of the Word document's body; the last section has its page at the end."""
        told = "".join(e.xml if isinstance(e, Paragraph) else e for e in self.elements)
        return told + self._properties()
