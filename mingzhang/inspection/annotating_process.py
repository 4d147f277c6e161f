"""The process that writes notes into a stranger's PDF: ``python -I`` and limits → annotated copy.

A process of its own, as the one that reads.  In: a line of JSON, ``[[page, left, low, right, high,
text], …]`` with pages from 0 and points, and below it the PDF.  Out: the PDF, each note a red frame
with its text; nothing else of it is changed.
"""

import ctypes
import json
import sys
from contextlib import suppress
from io import BytesIO
from typing import Any

RED = (220, 0, 0, 255)
PRINTED = 4  # FPDF_ANNOT_FLAG_PRINT


def main(memory: int, seconds: int) -> None:
    """The annotating process: reads the PDF and its findings, writes the annotated copy."""
    _limit(memory, seconds)
    import pypdfium2 as pdfium  # noqa: PLC0415 (only after the limits hold)

    notes, _, data = sys.stdin.buffer.read().partition(b"\n")
    pdf = pdfium.PdfDocument(data)
    for number, *box, text in json.loads(notes):
        page = pdf[number]
        _note(page, box, text)
        page.close()
    copy = BytesIO()
    pdf.save(copy)
    sys.stdout.buffer.write(copy.getvalue())


def _note(page: Any, box: "list[float]", text: str) -> None:  # noqa: ANN401
    from pypdfium2 import raw  # noqa: PLC0415 (as above)

    note = raw.FPDFPage_CreateAnnot(page.raw, raw.FPDF_ANNOT_SQUARE)
    left, low, right, high = box
    raw.FPDFAnnot_SetRect(note, raw.FS_RECTF(left, high, right, low))
    raw.FPDFAnnot_SetColor(note, raw.FPDFANNOT_COLORTYPE_Color, *RED)
    raw.FPDFAnnot_SetBorder(note, 0, 0, 1.5)
    raw.FPDFAnnot_SetFlags(note, PRINTED)
    wide = (text + "\0").encode("utf-16-le")
    value = ctypes.cast(ctypes.create_string_buffer(wide), ctypes.POINTER(ctypes.c_ushort))
    raw.FPDFAnnot_SetStringValue(note, b"Contents", value)
    raw.FPDFPage_CloseAnnot(note)


def _limit(memory: int, seconds: int) -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 (not on every system)

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
