"""Who makes a published document's PDF: this process, or one that works beside it.

A process that does nothing else imports this without the rest of the program.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mingzhang.document.render import Document
    from mingzhang.project import Project

EPOCH = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True)
class Style:
    """How a printer lays a paper out: its style sheet (CSS), the folder of its fonts."""

    text: str
    fonts: Path


@dataclass(frozen=True)
class Paper:
    """What a printer lays out: a document's paper (HTML), and its style."""

    html: str
    style: Style

    @classmethod
    def of(cls, document: Document, project: Project) -> Paper:
        """The paper of a document; its page where it has none."""
        style = Style(document.print_style, project.fonts)
        return cls(document.paper or document.html, style)


@dataclass(frozen=True)
class Attached:
    """An attachment of what is printed; ``relationship`` is Source, Data or Supplement."""

    name: str
    data: bytes
    mimetype: str
    relationship: str
    description: str


class Printer(Protocol):
    """A printer makes a PDF of a paper; ``is_ahead``: it can lay one out before it is asked to."""

    @property
    def is_ahead(self) -> bool:
        """Whether the printer gains by ``prepare`` and ``begin``."""

    def prepare(self, style: Style) -> None:
        """Tell the printer the style of the paper that it will most likely be asked for."""

    def begin(self, paper: Paper) -> None:
        """Tell the printer which paper it will most likely be asked for."""

    def pdf(
        self, paper: Paper, attached: Sequence[Attached], date: datetime
    ) -> tuple[bytes, tuple[str, ...]]:
        """The printer's PDF of a paper, and what the layout engine had to complain about."""


class Here:
    """The printer that is this process itself: it prints when it is asked to."""

    is_ahead = False

    def prepare(self, style: Style) -> None:
        """The printer takes no notice."""

    def begin(self, paper: Paper) -> None:
        """The printer takes no notice."""

    def pdf(
        self, paper: Paper, attached: Sequence[Attached], date: datetime
    ) -> tuple[bytes, tuple[str, ...]]:
        """The printer's PDF, and the complaints of WeasyPrint, which is imported here."""
        from mingzhang.publish.pdf_file import render_pdf  # noqa: PLC0415 (slow, not for a page)

        return render_pdf(paper.html, paper.style.text, paper.style.fonts, attached, date)
