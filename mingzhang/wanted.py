"""Which files a build makes of a document, as a value that a command hands down."""

from __future__ import annotations

from dataclasses import dataclass

HTML, PDF, XLSX, DOCX = "html", "pdf", "xlsx", "docx"
KINDS = (HTML, PDF, XLSX, DOCX)


@dataclass(frozen=True)
class Wanted:
    """The kinds of file that are wanted.

    ``draft``: the Word document says that it is one (送审稿).
    """

    kinds: frozenset[str] = frozenset(KINDS)
    draft: bool = False
