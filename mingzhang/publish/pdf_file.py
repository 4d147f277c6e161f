"""PDF: a page and a style → the bytes of a PDF/A-3a that is PDF/UA-1 too, in the project's fonts.

WeasyPrint may read those fonts and nothing else, neither from disk nor from the network.
"""

from __future__ import annotations

import ctypes.util
import logging
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from mingzhang.garbage_collector import collect, left
from mingzhang.publish.font_subset import close_gaps
from mingzhang.publish.pdf_bytes import write_once
from mingzhang.publish.pdf_contents import hide_leaders, tag_contents
from mingzhang.publish.pdf_tags import (
    add_scopes,
    complete_lists,
    hide_rest,
    join_tables,
    unwrap_spans,
)
from mingzhang.publish.printer import EPOCH, Attached, Style
from mingzhang.publish.xmp import add_pdfua


def _no_library(name: str) -> str | None:
    del name
    return None


@contextmanager
def _exact_names() -> Iterator[None]:
    """For the PDF file, keeps cffi from asking the linker for Windows names first."""
    original = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _no_library
    try:
        yield
    finally:
        ctypes.util.find_library = original


with _exact_names():
    from weasyprint import CSS, Attachment

    from mingzhang.publish.justified_lines import justified
    from mingzhang.publish.linked_fonts import FontsOnly, project_fonts
    from mingzhang.publish.paper_markup import PaperMarkup

LOGGER = logging.getLogger("weasyprint")
OPTIONS = {"pdf_tags": True, "pdf_variant": "pdf/a-3a"}


class _Collected(logging.Handler):
    """A log handler that keeps what WeasyPrint complains about while it makes a PDF."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def render_pdf(
    html: str,
    style: str,
    fonts: Path,
    attached: Iterable[Attached] = (),
    date: datetime = EPOCH,
) -> tuple[bytes, tuple[str, ...]]:
    """The PDF file, and what WeasyPrint had to complain about; ``date`` is of attachments."""
    with prepared(Style(style, fonts)) as press:
        return press.laid_out(html).pdf(attached, date)


@contextmanager
def prepared(style: Style) -> Iterator[Press]:
    """What lays a PDF file of that style out; its fonts lie there while it lasts."""
    fetcher = FontsOnly(style.fonts)
    # A folder's address ends with a slash, else names are taken to lie beside it.
    base = f"{style.fonts.resolve().as_uri()}/"
    with _complaints() as told, _collector_off(), justified(), project_fonts(fetcher) as config:
        sheet = CSS(string=style.text, base_url=base, url_fetcher=fetcher, font_config=config)
        yield Press(style, base, fetcher, config, sheet, told)


@dataclass(frozen=True)
class Press:
    """A PDF file's style sheet and fonts as WeasyPrint read them, and its complaints so far."""

    style: Style
    base: str
    fetcher: FontsOnly
    fonts: Any
    sheet: Any
    told: list[str]

    def laid_out(self, html: str) -> Sheets:
        """The sheets of the PDF file of a paper, laid out and not yet drawn."""
        page: Any = PaperMarkup(html, self.style.text, base_url=self.base, url_fetcher=self.fetcher)
        laid_out = page.render(self.fonts, stylesheets=[self.sheet], **OPTIONS)
        return Sheets(laid_out, self.told)


@dataclass(frozen=True)
class Sheets:
    """Sheets of a PDF file as WeasyPrint laid them out, and what it has complained about so far."""

    laid_out: Any
    told: list[str]

    def pdf(self, attached: Iterable[Attached], date: datetime) -> tuple[bytes, tuple[str, ...]]:
        """The PDF file drawn, and all complaints; ``date`` is of attachments."""
        files = [_attachment(file, date) for file in sorted(attached, key=lambda file: file.name)]
        pdf: bytes = self.laid_out.write_pdf(finisher=_finish, attachments=files, **OPTIONS)
        return pdf, tuple(dict.fromkeys(self.told))


def _attachment(file: Attached, date: datetime) -> Attachment:
    attachment = Attachment(
        file_obj=BytesIO(file.data),
        name=file.name,
        description=file.description,
        created=date,
        modified=date,
        relationship=file.relationship,
    )
    attachment.source = _with_type(file)
    return attachment


@contextmanager
def _with_type(file: Attached) -> Iterator[tuple[BytesIO, None, None, str]]:
    """A file with its type, which WeasyPrint would have to guess for the PDF."""
    yield BytesIO(file.data), None, None, file.mimetype


def _finish(document: object, pdf: Any) -> None:  # noqa: ANN401 (pydyf is not typed)
    join_tables(pdf)
    add_scopes(document, pdf)
    complete_lists(pdf)
    hide_leaders(pdf)
    hide_rest(pdf)
    unwrap_spans(pdf)
    tag_contents(pdf)
    close_gaps(pdf)
    add_pdfua(pdf)
    write_once(pdf)


@contextmanager
def _complaints() -> Iterator[list[str]]:
    handler = _Collected()
    LOGGER.addHandler(handler)
    try:
        yield handler.messages
    finally:
        LOGGER.removeHandler(handler)


@contextmanager
def _collector_off() -> Iterator[None]:
    """The PDF file's layout is one big graph that lives to its end: collecting costs time.

    A process that makes another one collects the one before first, and one that ends nothing.
    """
    collect()
    with left():
        yield
