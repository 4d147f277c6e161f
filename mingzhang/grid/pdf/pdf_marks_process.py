"""The process that opens a stranger's PDF: ``python -I`` and limits, on its bytes → marks as JSON.

A process of its own, without the program and the user's paths: whatever a faulty file does to the
library that reads it ends here.  Nothing of the file is run, followed or fetched; only characters
and drawn lines are looked at.  Out: ``{"pages": [{size, lines, fills, text, boxes, turns, images,
unseen}]}``, lengths in hundredths of a point from the lower left corner of the page, or
``{"fault": word}`` with damaged, locked, pages, objects or characters.
"""

import ctypes
import json
import sys
from contextlib import suppress
from typing import Any

LOCKED = 4  # FPDF_ERR_PASSWORD
FINE = 100
END = 2  # bytes that end any text of the library
THIN = 300  # a filled area so narrow is a drawn line
DEEP = 8  # forms within forms
QUARTER = 1.5707963267948966
SLANT = 0.1  # by which text is turned from its page's lines that is stamped across them
TEXT, PATH, IMAGE, FORM = 1, 2, 3, 5
BELOW, ABOVE = 0.4, 1.2  # how far type reaches from its line, in its size
LOST = "\ufffc"  # stands for a character that is drawn and not told
UNSEEN = 3  # text that is neither filled nor stroked
MOVE = 2  # FPDF_SEGMENT_MOVETO


class TooManyMarksError(Exception):
    """A PDF has more pages or marks than any honest one."""


def main(most: "list[int]") -> "dict[str, Any]":
    """The marks process: those of all pages.

    ``most``: memory, seconds, pages, objects, characters.
    """
    memory, seconds, pages, objects, characters = most
    _limit(memory, seconds)
    import pypdfium2 as pdfium  # noqa: PLC0415 (only after the limits hold)

    try:
        pdf = pdfium.PdfDocument(sys.stdin.buffer.read())
    except pdfium.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) == LOCKED
        return {"fault": "locked" if is_locked else "damaged"}
    if len(pdf) > pages:
        return {"fault": "pages"}
    room = _Room(objects, characters)
    try:
        return {"pages": [_page(pdf[number], room) for number in range(len(pdf))]}
    except TooManyMarksError as error:
        return {"fault": str(error)}
    except pdfium.PdfiumError:
        return {"fault": "damaged"}


class _Room:
    """How much of a PDF's marks may still be read."""

    def __init__(self, objects: int, characters: int) -> None:
        self.left = {"objects": objects, "characters": characters}

    def take(self, what: str, count: int) -> None:
        self.left[what] -= count
        if self.left[what] < 0:
            raise TooManyMarksError(what)


def _page(page: Any, room: _Room) -> "dict[str, Any]":  # noqa: ANN401
    left, low, right, high = page.get_bbox()
    found: dict[str, Any] = {
        "size": [_fine(one) for one in (left, low, right, high)],
        "lines": [],
        "images": [],
        "unseen": 0,
        "flat": [],
    }
    from pypdfium2 import raw  # noqa: PLC0415 (as above)

    count = raw.FPDFPage_CountObjects(page.raw)
    room.take("objects", max(count, 0))
    for number in range(count):
        _object(raw.FPDFPage_GetObject(page.raw, number), _unmoved(), found, (room, DEEP))
    text = page.get_textpage()
    texts = _texts(text, room)
    lost = [box for one, box in found.pop("flat") if not _has_text(one, text)]
    texts["text"] += LOST * len(lost)
    texts["boxes"] += [edge for box in lost for edge in box]
    texts["turns"] += "0" * len(lost)
    found.update(texts)
    return found


Move = tuple[float, float, float, float, float, float]


def _unmoved() -> Move:
    return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _object(one: Any, move: Move, found: "dict[str, Any]", bounds: "tuple[_Room, int]") -> None:  # noqa: ANN401
    from pypdfium2 import raw  # noqa: PLC0415 (as above)

    kind = raw.FPDFPageObj_GetType(one)
    if kind == TEXT:
        found["unseen"] += raw.FPDFTextObj_GetTextRenderMode(one) == UNSEEN
        if _is_flat(one):
            bounds[0].take("characters", 1)
            found["flat"].append((one, _half_square(one, _after(_matrix(one), move))))
    elif kind == PATH:
        _path(one, _after(_matrix(one), move), found["lines"])
    elif kind == IMAGE:
        found["images"].append(_image(_after(_matrix(one), move)))
    elif kind == FORM and bounds[1]:
        inner = _after(_matrix(one), move)
        count = raw.FPDFFormObj_CountObjects(one)
        bounds[0].take("objects", max(count, 0))
        for number in range(count):
            below = raw.FPDFFormObj_GetObject(one, number)
            _object(below, inner, found, (bounds[0], bounds[1] - 1))


def _is_flat(one: Any) -> bool:  # noqa: ANN401
    """Whether a PDF's text has no extent: one character, of a font neither in the file nor here.

    The library may leave it out of the page's characters without a word.
    """
    from pypdfium2 import raw  # noqa: PLC0415 (as above)

    left, low, right, high = (ctypes.c_float() for _ in range(4))
    known = raw.FPDFPageObj_GetBounds(one, left, low, right, high)
    is_flat = not known or left.value == right.value
    return bool(is_flat and raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(one)) == 0)


def _has_text(one: Any, text: Any) -> bool:  # noqa: ANN401
    """Whether any character of a PDF's text object is among those of its page."""
    from pypdfium2 import raw  # noqa: PLC0415 (as above)

    return bool(raw.FPDFTextObj_GetText(one, text.raw, None, 0) > END)


def _half_square(one: Any, move: Move) -> "list[int]":  # noqa: ANN401
    """Where a character of a PDF would stand that the library has lost: half as wide as high."""
    from pypdfium2 import raw  # noqa: PLC0415 (as above)

    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(one, size)
    across, up = zip(_moved(0, 0, move), _moved(size.value / 2, size.value, move), strict=True)
    return [min(across), min(up), max(across), max(up)]


def _matrix(one: Any) -> Move:  # noqa: ANN401
    from pypdfium2 import raw  # noqa: PLC0415 (as above)

    m = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(one, m):
        return _unmoved()
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _after(inner: Move, outer: Move) -> Move:
    """The product of two transformations of a PDF's marks, the inner one first."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _moved(x: float, y: float, move: Move) -> "tuple[int, int]":
    a, b, c, d, e, f = move
    return _fine(a * x + c * y + e), _fine(b * x + d * y + f)


def _fine(length: float) -> int:
    """A mark's hundredths of a point; one absurdly far away lies at the edge of the thinkable."""
    return round(max(-1e6, min(1e6, length)) * FINE) if length == length else 0  # noqa: PLR0124


def _image(move: Move) -> "list[int]":
    (x, y), (right, high) = _moved(0, 0, move), _moved(1, 1, move)
    return [min(x, right), min(y, high), max(x, right), max(y, high)]


def _path(one: Any, move: Move, lines: "list[list[int]]") -> None:  # noqa: ANN401
    """The marks of lines that a PDF's path draws: strokes, or all of it if filled and thin."""
    from pypdfium2 import raw  # noqa: PLC0415 (as above)

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(one, fill, stroke):
        return
    if not _is_seen(one, is_stroke=bool(stroke.value)):
        return
    segments = list(_segments(one, move))
    if stroke.value:
        lines += segments
    elif fill.value and segments:
        xs = [x for s in segments for x in (s[0], s[2])]
        ys = [y for s in segments for y in (s[1], s[3])]
        x, y, right, high = min(xs), min(ys), max(xs), max(ys)
        if high - y <= THIN < right - x:
            lines.append([x, (y + high) // 2, right, (y + high) // 2])
        elif right - x <= THIN < high - y:
            lines.append([(x + right) // 2, y, (x + right) // 2, high])


def _is_seen(one: Any, *, is_stroke: bool) -> bool:  # noqa: ANN401
    """Whether a PDF's mark is painted in another colour than white, and not transparent."""
    from pypdfium2 import raw  # noqa: PLC0415 (as above)

    colour = [ctypes.c_uint() for _ in range(4)]
    get = raw.FPDFPageObj_GetStrokeColor if is_stroke else raw.FPDFPageObj_GetFillColor
    if not get(one, *colour):
        return True
    red, green, blue, alpha = (part.value for part in colour)
    return alpha > 0 and min(red, green, blue) < 250


def _segments(one: Any, move: Move) -> "Any":  # noqa: ANN401
    from pypdfium2 import raw  # noqa: PLC0415 (as above)

    start: tuple[int, int] | None = None
    last: tuple[int, int] | None = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(max(raw.FPDFPath_CountSegments(one), 0)):
        segment = raw.FPDFPath_GetPathSegment(one, number)
        if not raw.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        at = _moved(x.value, y.value, move)
        if raw.FPDFPathSegment_GetType(segment) == MOVE or last is None:
            start = at
        else:
            yield [*last, *at]
        last = at
        if raw.FPDFPathSegment_GetClose(segment) and start and start != at:
            yield [*at, *start]
            last = start


def _texts(text: Any, room: _Room) -> "dict[str, Any]":  # noqa: ANN401
    """The marks of a PDF's characters in order; a box each, and their quarters turned.

    What is written aslant across a page, as 征求意见稿, is none of its lines.
    """
    from pypdfium2 import raw  # noqa: PLC0415 (as above)

    count = raw.FPDFText_CountChars(text.raw)
    room.take("characters", max(count, 0))
    found: list[tuple[str, list[int], str]] = []
    aslant: list[tuple[str, list[int], str]] = []
    box = raw.FS_RECTF()
    for number in range(count):
        code = raw.FPDFText_GetUnicode(text.raw, number)
        if raw.FPDFText_IsGenerated(text.raw, number) == 1 or code in (10, 13):
            continue
        if not raw.FPDFText_GetLooseCharBox(text.raw, number, box):
            continue
        is_one = 0 < code < 0x110000 and not 0xD800 <= code < 0xE000
        sides = [_fine(v) for v in _as_high_as_set(text.raw, number, box)]
        angle = raw.FPDFText_GetCharAngle(text.raw, number)
        angle = angle if 0 <= angle < 7 else 0
        quarters = round(angle / QUARTER)
        # The library counts with the clock.
        one = (chr(code) if is_one else "\ufffd", sides, str(-quarters % 4))
        (aslant if abs(angle - quarters * QUARTER) > SLANT else found).append(one)
    # A page that is askew as a whole is no stamp.
    found = found if len(aslant) < len(found) else found + aslant
    return {
        "text": "".join(one for one, _, _ in found),
        "boxes": [side for _, sides, _ in found for side in sides],
        "turns": "".join(turn for _, _, turn in found),
    }


def _as_high_as_set(text: Any, number: int, box: Any) -> "tuple[float, float, float, float]":  # noqa: ANN401
    """The box of a PDF's character: left, low, right, high; it reaches no farther than type does.

    A font says itself how far its characters reach, and programs that write parts of a font say
    what its largest character would need: then each line would cover the next ones.
    """
    from pypdfium2 import raw  # noqa: PLC0415 (as above)

    sides = [box.left, box.bottom, box.right, box.top]
    matrix, x, y = raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    is_told = raw.FPDFText_GetMatrix(text, number, matrix)
    if not (is_told and raw.FPDFText_GetCharOrigin(text, number, x, y)):
        return tuple(sides)
    across = abs(matrix.c) > abs(matrix.d)  # the line runs up or down the page
    upward, origin = (matrix.c, x.value) if across else (matrix.d, y.value)
    upward *= raw.FPDFText_GetFontSize(text, number)
    low, high = sorted((origin - BELOW * upward, origin + ABOVE * upward))
    first, last = (0, 2) if across else (1, 3)
    if upward and sides[last] - sides[first] > high - low:
        sides[first], sides[last] = max(sides[first], low), min(sides[last], high)
    return tuple(sides)


def _limit(memory: int, seconds: int) -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 (not on every system)

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        # A library that dies leaves no picture of its memory.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    print(json.dumps(main([int(one) for one in sys.argv[1:]])))
