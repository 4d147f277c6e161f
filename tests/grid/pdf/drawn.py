"""PDFs for tests, drawn operator by operator, as no program that this project uses would."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

WIDTH, HEIGHT, SIZE = 595, 842, 9
FONT = (
    "<</Type/Font/Subtype/Type0/BaseFont/STSong/Encoding/UniGB-UTF16-H/DescendantFonts"
    "[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong/CIDSystemInfo"
    "<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000"
    "/FontDescriptor<</Type/FontDescriptor/FontName/STSong/Flags 4/FontBBox[0 -120 1000 880]"
    "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>>>]>>"
)
Rows = Sequence[Sequence[str]]


@dataclass
class Drawn:
    """A page: what is drawn on it, from the upper left corner, in points."""

    turned: int = 0  # /Rotate
    size: tuple[int, int] = (WIDTH, HEIGHT)
    marks: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, *, mode: int = 0) -> Drawn:
        """A text whose line begins there."""
        code = words.encode("utf-16-be").hex()
        at = f"{x:.2f} {self.size[1] - y - SIZE:.2f}"
        self.marks.append(f"BT {mode} Tr /F {SIZE} Tf {at} Td <{code}> Tj ET")
        return self

    def line(self, x: float, y: float, right: float, low: float) -> Drawn:
        """A drawn line."""
        tall = self.size[1]
        self.marks.append(f"{x:.2f} {tall - y:.2f} m {right:.2f} {tall - low:.2f} l S")
        return self

    def area(self, x: float, y: float, right: float, low: float, grey: float = 0) -> Drawn:
        """A filled rectangle."""
        box = f"{x:.2f} {self.size[1] - low:.2f} {right - x:.2f} {low - y:.2f}"
        self.marks.append(f"{grey} g {box} re f 0 g")
        return self

    def table(  # noqa: PLR0913 (all but the place are named)
        self,
        x: float,
        y: float,
        rows: Rows,
        widths: Sequence[float],
        *,
        height: float = 16,
        without: Iterable[tuple[int, int, str]] = (),
        lift: float = 0,
    ) -> Drawn:
        """A ruled table; ``without``: row, column and side (right, below) of lines left out.

        ``lift`` is how much higher figures stand than words.
        """
        left_out = set(without)
        xs = [x, *accumulate(widths, initial=x)][1:]
        ys = [y + height * n for n in range(len(rows) + 1)]
        self.line(x, y, xs[-1], y).line(x, y, x, ys[-1])
        for r, row in enumerate(rows):
            for c, words in enumerate(row):
                if (r, c, "below") not in left_out:
                    self.line(xs[c], ys[r + 1], xs[c + 1], ys[r + 1])
                if (r, c, "right") not in left_out:
                    self.line(xs[c + 1], ys[r], xs[c + 1], ys[r + 1])
                up = lift if words[:1].isdigit() else 0
                for n, part in enumerate(words.split("\n")):
                    self.text(xs[c] + 2, ys[r] + 2 - up + n * SIZE, part)
        return self


def pdf(*pages: Drawn) -> bytes:
    """The file."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", FONT]
    kids = []
    for page in pages:
        stream = "\n".join(page.marks)
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
        box = f"[0 0 {page.size[0]} {page.size[1]}]"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox{box}/Rotate {page.turned}"
            f"/Resources<</Font<</F 3 0 R>>>>/Contents {len(objects)} 0 R>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    return _file(objects)


def _file(objects: Sequence[str]) -> bytes:
    data, offsets = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    count = len(objects) + 1
    end = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer<</Size {count}/Root 1 0 R>>\n"
    return data + f"{end}startxref\n{len(data)}\n%%EOF\n".encode()
