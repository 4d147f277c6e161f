"""Copies for an office: a document → its workbook and its Word document, by name."""

from __future__ import annotations

from datetime import datetime

from mingzhang.document.render import Document
from mingzhang.wanted import DOCX, XLSX, Wanted

XLSX_NAME, DOCX_NAME = "disclosure.xlsx", "disclosure.docx"


def copies(document: Document, date: datetime, wanted: Wanted) -> dict[str, bytes]:
    """The Word and Excel copies of a document that are wanted; none of an empty document."""
    made: dict[str, bytes] = {}
    if document.parts and XLSX in wanted.kinds:
        from mingzhang.publish.table_workbook import workbook  # noqa: PLC0415 (where one is wanted)

        made[XLSX_NAME] = workbook(document, date)
    if document.parts and DOCX in wanted.kinds:
        from mingzhang.publish.word.word_document import word  # noqa: PLC0415 (as above)

        made[DOCX_NAME] = word(document, date, draft=wanted.draft)
    return made
