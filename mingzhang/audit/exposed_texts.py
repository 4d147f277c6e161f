"""What a document exposes: the document and its edition → every text that becomes public.

Nothing is set as a PDF for that: what a PDF holds beside its pages is known before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from mingzhang.audit.html_page_texts import Line, read_page
from mingzhang.audit.office_file_texts import office_lines
from mingzhang.audit.private_data_marks import Mark, marks
from mingzhang.checks.acceptances import acceptances
from mingzhang.checks.rule_catalogue import aliases, catalogue
from mingzhang.diagnostics import Severity
from mingzhang.document.render import Document
from mingzhang.publish.document_day import date_of
from mingzhang.publish.office_copies import copies
from mingzhang.publish.pdf_attachments import FIGURES, attachments, data_files
from mingzhang.publish.printer import Attached
from mingzhang.publish.public_document import Public
from mingzhang.wanted import Wanted

PAGES = "页面"
EPOCH = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True)
class Accepted:
    """An exposed warning that the author accepted, and his reason where he publishes it."""

    code: str
    findings: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Exposed:
    """Everything exposed of a document, beside the pages that anybody sees."""

    title: str
    author: str
    date: datetime | None
    attached: tuple[Attached, ...]
    data: dict[str, bytes]
    accepted: tuple[Accepted, ...]
    seen: tuple[Line, ...]
    alternatives: tuple[Line, ...]
    unseen: tuple[Line, ...]
    office: tuple[Line, ...] = ()

    def texts(self) -> Iterator[tuple[str, str]]:
        """Each exposed line of text, and where it stands in the published files."""
        yield "PDF 属性的标题", self.title
        yield "PDF 属性的作者", self.author
        for line in self.seen:
            yield f"{PAGES}“{line.where}”", line.text
        for line in self.alternatives:
            yield f"图的替代文字“{line.where}”", line.text
        for line in self.unseen:
            yield f"网页里看不见的文字（{line.where}）", line.text
        for line in self.office:
            yield line.where, line.text
        files = self.data | {file.name: file.data for file in self.attached}
        for name, data in files.items():
            for number, text in enumerate(data.decode("utf-8-sig").splitlines(), 1):
                yield f"{name}:{number}", text

    def marked(self) -> dict[Mark, list[str]]:
        """Exposed texts that look private, with the places where they stand."""
        found: dict[Mark, list[str]] = {}
        for where, text in self.texts():
            for mark in marks(text):
                places = found.setdefault(mark, [])
                if where not in places:
                    places.append(where)
        return found


def expose(document: Document, public: Public) -> Exposed:
    """The exposed texts of a document made of its public edition."""
    paper, page = read_page(document.paper), read_page(document.html)
    data = data_files(document)
    return Exposed(
        document.title,
        document.cover.agency,
        date_of(document.account) if document.account else None,
        attachments(public, data.get(FIGURES)),
        data,
        tuple(_accepted(document, public)),
        tuple(paper.seen),
        tuple(dict.fromkeys(paper.alternatives)),
        tuple(dict.fromkeys(page.unseen)),
        tuple(dict.fromkeys(_office(document))),
    )


def _office(document: Document) -> Iterator[Line]:
    date = date_of(document.account) if document.account else EPOCH
    return office_lines(copies(document, date, Wanted()))


def _accepted(document: Document, public: Public) -> Iterator[Accepted]:
    notes = [d for d in public.checked.found if d.severity is Severity.NOTE]
    former = aliases(catalogue())
    for one in acceptances(document.account, former) if document.account else ():
        words = (d.message for d in notes if one.covers(d.code, d.difference, d.message))
        yield Accepted(one.code, tuple(words), one.reason)
