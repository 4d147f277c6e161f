"""Charts for Word: the SVG of a chart → a drawing of shapes and texts, with its words for a reader.

Only what charts are drawn with is known here: rectangles, circles, lines, paths of straight lines
and arcs, and texts.  A drawing with anything else is told in words only.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from mingzhang.publish.word.word_runs import plain, run

EMU_PER_MM, WIDTH_MM = 36_000, 120
PATTERNS = ("wdUpDiag", "pct25", "dkHorz", "smGrid", "dkVert")
COLOUR = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
URL = re.compile(r"url\(#([^)]+)\)")
STEP = re.compile(r"([A-Za-z])([^A-Za-z]*)")
NUMBER = re.compile(r"-?[0-9]*\.?[0-9]+")
ARC_STEP = math.radians(3)  # an arc is drawn as short lines
INK = "1A1A1A"
GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
DRAWN = frozenset({"rect", "circle", "line", "path", "text"})
APART = frozenset({"title", "desc", "defs"})
Point = tuple[float, float]


class NotDrawnError(ValueError):
    """A chart's SVG has something that the drawing for Word does not know."""


def drawing(svg: str, number: int) -> str:
    """The run that holds the chart; ``number`` is that of the drawing in the document."""
    root = _tree(svg)
    if root is None:
        return ""
    told = next((e.text or "" for e in root if e.tag == "title"), "")
    try:
        return _drawn(root, told, number)
    except (NotDrawnError, ValueError):
        return run(told)


def _tree(svg: str) -> ET.Element | None:
    """A chart's SVG elements by their plain names; None for markup that is no XML."""
    try:
        # A form's own markup, every text in it escaped.
        root = ET.fromstring(svg)  # noqa: S314
    except ET.ParseError:
        return None
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


def _drawn(root: ET.Element, told: str, number: int) -> str:
    _, _, width, height = map(float, root.get("viewBox", "").split())
    canvas = _Canvas(EMU_PER_MM * WIDTH_MM / width, dict(_patterns(root)), float_of(root, 13))
    shapes = "".join(canvas.shapes(root))
    size = f'cx="{canvas.emu(width)}" cy="{canvas.emu(height)}"'
    frame = (
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/><a:chOff x="0" y="0"/>'
        f"<a:chExt {size}/></a:xfrm>"
    )
    group = f"<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr>{frame}</wpg:grpSpPr>{shapes}</wpg:wgp>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="图{number}" descr="{plain(told)}"/>'
        f'<a:graphic><a:graphicData uri="{GROUP}">{group}</a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )


def float_of(element: ET.Element, default: float) -> float:
    """The font size of a chart's SVG element; ``default`` where it names none."""
    return float(element.get("font-size", default))


def _patterns(root: ET.Element) -> Iterator[tuple[str, str]]:
    for number, pattern in enumerate(root.iter("pattern")):
        ground = next((e.get("fill", "") for e in pattern if e.tag == "rect"), "")
        marks = list(pattern)[1:]
        mark = next((e.get("stroke") or e.get("fill") or "" for e in marks), "")
        kind = PATTERNS[number % len(PATTERNS)]
        colours = f"<a:fgClr>{_colour(mark)}</a:fgClr><a:bgClr>{_colour(ground)}</a:bgClr>"
        yield pattern.get("id", ""), f'<a:pattFill prst="{kind}">{colours}</a:pattFill>'


def _colour(text: str) -> str:
    found = COLOUR.fullmatch(text)
    digits = found[1].upper() if found else INK
    return f'<a:srgbClr val="{digits if len(digits) == 6 else "".join(d * 2 for d in digits)}"/>'


@dataclass
class _Canvas:
    """Draws a chart for Word, in EMU; ``scale`` is how many EMU a unit of the SVG takes."""

    scale: float
    patterns: Mapping[str, str]
    text_size: float
    _number: int = field(default=1000)

    def emu(self, length: float) -> int:
        """A length of the chart's SVG in EMU."""
        return round(length * self.scale)

    def shapes(self, root: ET.Element) -> Iterator[str]:
        """Every shape of the chart for Word, in order."""
        for element in root:
            if element.tag in APART:
                continue
            if element.tag == "g":
                yield from self.shapes(element)
            elif element.tag not in DRAWN or element.get("transform"):
                raise NotDrawnError(element.tag)
            else:
                draw: Callable[[ET.Element], str] = getattr(self, f"_{element.tag}")
                yield draw(element)

    def _shape(self, box: tuple[float, ...], geometry: str, style: str, words: str = "") -> str:
        self._number += 1
        x, y, width, height = map(self.emu, box)
        return (
            f'<wps:wsp><wps:cNvPr id="{self._number}" name="{self._number}"/><wps:cNvSpPr/>'
            f'<wps:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/>'
            f"</a:xfrm>{geometry}{style}</wps:spPr>{words or '<wps:bodyPr/>'}</wps:wsp>"
        )

    def _style(self, element: ET.Element, fill: str) -> str:
        pattern = URL.fullmatch(fill)
        if fill == "none":
            filled = "<a:noFill/>"
        elif pattern:
            filled = self.patterns.get(pattern[1], "<a:noFill/>")
        else:
            filled = f"<a:solidFill>{_colour(fill)}</a:solidFill>"
        stroke = element.get("stroke", "none")
        if stroke == "none":
            return f"{filled}<a:ln><a:noFill/></a:ln>"
        width = self.emu(float(element.get("stroke-width", "1")))
        return f'{filled}<a:ln w="{width}"><a:solidFill>{_colour(stroke)}</a:solidFill></a:ln>'

    def _rect(self, element: ET.Element) -> str:
        box = tuple(float(element.get(key, "0")) for key in ("x", "y", "width", "height"))
        return self._shape(box, _preset("rect"), self._style(element, element.get("fill", INK)))

    def _circle(self, element: ET.Element) -> str:
        x, y, r = (float(element.get(key, "0")) for key in ("cx", "cy", "r"))
        box = (x - r, y - r, 2 * r, 2 * r)
        return self._shape(box, _preset("ellipse"), self._style(element, element.get("fill", INK)))

    def _line(self, element: ET.Element) -> str:
        x1, y1, x2, y2 = (float(element.get(key, "0")) for key in ("x1", "y1", "x2", "y2"))
        return self._outline([[(x1, y1), (x2, y2)]], self._style(element, "none"))

    def _path(self, element: ET.Element) -> str:
        lines = list(_lines(element.get("d", "")))
        return self._outline(lines, self._style(element, element.get("fill", INK)), is_closed=True)

    def _outline(self, lines: list[list[Point]], style: str, *, is_closed: bool = False) -> str:
        xs, ys = zip(*(point for line in lines for point in line), strict=True)
        left, top = min(xs), min(ys)
        width, height = max(xs) - left, max(ys) - top
        steps = []
        for line in lines:
            for number, (x, y) in enumerate(line):
                name = "lnTo" if number else "moveTo"
                at = f'x="{self.emu(x - left)}" y="{self.emu(y - top)}"'
                steps.append(f"<a:{name}><a:pt {at}/></a:{name}>")
            steps.append("<a:close/>" if is_closed else "")
        geometry = (
            '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
            f'<a:pathLst><a:path w="{self.emu(width)}" h="{self.emu(height)}">{"".join(steps)}'
            "</a:path></a:pathLst></a:custGeom>"
        )
        return self._shape((left, top, width, height), geometry, style)

    def _text(self, element: ET.Element) -> str:
        words = "".join(element.itertext())
        size = float_of(element, self.text_size)
        x, y = float(element.get("x", "0")), float(element.get("y", "0"))
        anchor = element.get("text-anchor", "start")
        width = size * (len(words) + 2)
        left = {"middle": x - width / 2, "end": x - width}.get(anchor, x)
        align = {"middle": "center", "end": "right"}.get(anchor, "left")
        points = round(size * self.scale / 12_700 * 2)
        properties = f'<w:rPr><w:sz w:val="{points}"/><w:szCs w:val="{points}"/></w:rPr>'
        box = (left, y - size * 1.1, width, size * 1.5)
        content = (
            '<wps:txbx><w:txbxContent><w:p><w:pPr><w:pStyle w:val="ChartText"/>'
            f'<w:jc w:val="{align}"/></w:pPr>{run(words, properties)}</w:p></w:txbxContent>'
            '</wps:txbx><wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"/>'
        )
        nothing = "<a:noFill/><a:ln><a:noFill/></a:ln>"
        return self._shape(box, _preset("rect"), nothing, content)


def _preset(name: str) -> str:
    return f'<a:prstGeom prst="{name}"><a:avLst/></a:prstGeom>'


def _lines(path: str) -> Iterator[list[Point]]:
    """A path of a chart's SVG as DrawingML lines: M, L, A (of a circle) and Z."""
    line: list[Point] = []
    for letter, rest in STEP.findall(path):
        numbers = [float(number) for number in NUMBER.findall(rest)]
        if letter == "M":
            if line:
                yield line
            line = [(numbers[0], numbers[1])]
        elif letter == "L":
            line += zip(numbers[::2], numbers[1::2], strict=True)
        elif letter == "A" and line and numbers[0] == numbers[1]:
            line += _arc(line[-1], numbers)
        elif letter != "Z":
            raise NotDrawnError(letter)
    if line:
        yield line


def _arc(start: Point, numbers: list[float]) -> Iterator[Point]:
    """The points of an arc in a Word chart, as SVG describes one: radius, flags and its end."""
    radius, _, _, large, sweep, x, y = numbers
    half = (math.dist(start, (x, y))) / 2
    if not half:
        return
    out = math.sqrt(max(radius**2 - half**2, 0)) / (2 * half)
    side = 1 if large != sweep else -1
    centre_x = (start[0] + x) / 2 - side * out * (y - start[1])
    centre_y = (start[1] + y) / 2 + side * out * (x - start[0])
    begin = math.atan2(start[1] - centre_y, start[0] - centre_x)
    turn = math.atan2(y - centre_y, x - centre_x) - begin
    turn = turn % (2 * math.pi) if sweep else -(-turn % (2 * math.pi))
    count = max(math.ceil(abs(turn) / ARC_STEP), 1)
    for step in range(1, count + 1):
        angle = begin + turn * step / count
        yield centre_x + radius * math.cos(angle), centre_y + radius * math.sin(angle)
