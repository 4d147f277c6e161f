"""The process that reads a stranger's PDF: ``python -I`` and limits, on its bytes → texts as JSON.

A process of its own, without the program and without the user's paths: whatever a faulty PDF does
to the library that reads it ends here.  Out: ``{"pages": […], "files": {name: base64}, "added":
[[page, word]]}``, or ``{"fault": word}`` with damaged, locked, pages, attachments or characters.
What is added is what can stand over the text: a note, an image, a box drawn after it; or a form of
the whole PDF (page 0).
"""

import ctypes
import json
import sys
from base64 import b64encode
from contextlib import suppress
from itertools import repeat
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCKED = 4  # FPDF_ERR_PASSWORD
LINK = 2  # FPDF_ANNOT_LINK
TEXT, PATH, IMAGE, SHADING, NESTED = range(1, 6)  # FPDF_PAGEOBJ_…
Box = tuple[float, float, float, float]  # left, bottom, right, top
CHARACTER = 0.4  # of a line's height: how wide a digit is at least


def main(most: "list[int]") -> "dict[str, Any]":
    """The PDF reader's process.

    ``most``: memory, seconds, pages, attachments, bytes, characters.
    """
    memory, seconds, pages, attachments, size, characters = most
    _limit(memory, seconds)
    import pypdfium2 as pdfium  # noqa: PLC0415 (only after the limits hold)

    try:
        pdf = pdfium.PdfDocument(sys.stdin.buffer.read())
    except pdfium.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) == LOCKED
        return {"fault": "locked" if is_locked else "damaged"}
    if len(pdf) > pages:
        return {"fault": "pages"}
    if pdf.count_attachments() > attachments:
        return {"fault": "attachments"}
    try:
        return _read(pdf, size, characters)
    except pdfium.PdfiumError:
        return {"fault": "damaged"}


def _read(pdf: Any, size: int, characters: int) -> "dict[str, Any]":  # noqa: ANN401
    files = {}
    for number in range(pdf.count_attachments()):
        one = pdf.get_attachment(number)
        data = bytes(one.get_data())
        if len(data) > size:
            return {"fault": "attachments"}
        files[one.get_name()] = b64encode(data).decode()
    texts, added = [], [(0, "form")] if pdf.get_formtype() else []
    for number, page in enumerate(pdf, 1):
        added += [(number, word) for word in sorted(_over_text(page))]
        texts.append(page.get_textpage().get_text_range(errors="replace"))
        characters -= len(texts[-1])
        if characters < 0:
            return {"fault": "characters"}
    return {"pages": texts, "files": files, "added": added}


def _over_text(page: Any) -> "set[str]":  # noqa: ANN401
    """What of a page, as the reader's process sees it, can stand over its text."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 (only after the limits hold)

    found = {"note"} if any(_notes(page, pdfium)) else set()
    texts: list[Box] = []
    for number in range(pdfium.FPDFPage_CountObjects(page)):
        one = pdfium.FPDFPage_GetObject(page, number)
        kind = pdfium.FPDFPageObj_GetType(one)
        if kind == IMAGE or (kind == NESTED and _has_image(one, pdfium)):
            found.add("image")
        elif kind == TEXT:
            texts.append(_box(one, pdfium))
        elif _is_filled(one, kind, pdfium) and any(map(_hides, repeat(_box(one, pdfium)), texts)):
            found.add("box")
    return found


def _hides(over: "Box", text: "Box") -> bool:
    """Whether a box, for the reader's process, lies over a character of a line of text, or more."""
    left, bottom, right, top = text
    is_high = over[1] < (bottom + top) / 2 < over[3]
    return is_high and min(right, over[2]) - max(left, over[0]) > (top - bottom) * CHARACTER


def _notes(page: Any, pdfium: Any) -> "Iterator[bool]":  # noqa: ANN401
    """Of each annotation that the reader's process meets, whether it is more than a link."""
    for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
        one = pdfium.FPDFPage_GetAnnot(page, number)
        yield pdfium.FPDFAnnot_GetSubtype(one) != LINK
        pdfium.FPDFPage_CloseAnnot(one)


def _has_image(nested: Any, pdfium: Any) -> bool:  # noqa: ANN401
    """Whether an image lies in a group of objects, however deep, for the reader's process."""
    parts = (
        pdfium.FPDFFormObj_GetObject(nested, number)
        for number in range(pdfium.FPDFFormObj_CountObjects(nested))
    )
    kinds = ((part, pdfium.FPDFPageObj_GetType(part)) for part in parts)
    return any(k == IMAGE or (k == NESTED and _has_image(part, pdfium)) for part, k in kinds)


def _is_filled(one: Any, kind: int, pdfium: Any) -> bool:  # noqa: ANN401
    """Whether an object, for the reader's process, hides what was drawn before it."""
    if kind != PATH:
        return kind in (SHADING, NESTED)
    fill, stroke, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    pdfium.FPDFPath_GetDrawMode(one, fill, stroke)
    pdfium.FPDFPageObj_GetStrokeWidth(one, width)
    left, bottom, right, top = _box(one, pdfium)
    # A frame hides nothing that it is around, a broad line what is below.
    is_line = bool(stroke.value) and min(right - left, top - bottom) <= 2 * width.value
    return bool(fill.value) or is_line


def _box(one: Any, pdfium: Any) -> "Box":  # noqa: ANN401
    """Left, bottom, right, top of an object on the page that the reader's process reads."""
    edges = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(one, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    return left, bottom, right, top


def _limit(memory: int, seconds: int) -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 (not on every system)

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


if __name__ == "__main__":
    print(json.dumps(main([int(one) for one in sys.argv[1:]])))
