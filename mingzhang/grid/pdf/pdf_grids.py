"""Grids: the pages of a PDF → its tables as grids, those that go on over pages put together.

A table goes on where the next page begins with lines in the same columns and no title of its own:
heads that are repeated are left out.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.grid.grid import LOST, Area, Grid, Span, Spot
from mingzhang.grid.pdf.pdf_opening import opened
from mingzhang.grid.pdf.ruled_tables import Page, Ruled, RuledCell, page_of
from mingzhang.grid.pdf.second_reading import read_twice
from mingzhang.grid.pdf.table_lattice import MEET
from mingzhang.grid.pdf.text_lines import Text

ABOVE = 5  # lines above a table in which its title is looked for
OFTEN = 3  # pages on which a line stands that is no title
# What stands above a table without being its title.
BARE = re.compile(r"[-—–_\s第页共/0-9续表()（）]*|公开\S{1,4}表|附[件表]\S{0,4}")
ABOUT = re.compile(r"(?:金额)?单位[:：]|(?:编制)?(?:部门|单位)(?:名称)?[:：]|[0-9]{4}年度?$")
# What may stand behind a title in its own line.
BEHIND = re.compile(r"[(（]?(?:金额)?单位[:：][^:：]{0,4}元[)）]?$|公开[0-9]+表$")
BLANKS = re.compile(r"\s+")
# How a title says that its table goes on: 项目支出表（续）, （续表二）, 接上页.
CONTINUED = re.compile(r"[(（]?(?:续表?[一二三四五六七八九十0-9]*|接上页)[)）]?$")
LONG = 3  # digits that no number of a chart's part has
TABLE = "表"
NAME = re.compile(f"[^。，；]{{3,40}}{TABLE}")  # of a table: no sentence
Lines = tuple[tuple[Text, ...], ...]
SAME = 4  # of five columns that a table and its continuation share


@dataclass(frozen=True)
class Paper:
    """The grids of a PDF, its pages with their words, and what could not be read."""

    grids: tuple[Grid, ...] = ()
    pages: tuple[Page, ...] = ()
    found: tuple[Diagnostic, ...] = ()


def read_pdf(file: Path, data: bytes) -> Paper:
    """The grids of a PDF, those of all its pages that can be read surely."""
    sheets = opened(data)
    if isinstance(sheets, str):
        hint = "请另存或重新下载一份没有口令的文字版 PDF；程序不认图像里的字。"
        return Paper(found=(Diagnostic(Place(file), "MZ880", f"{sheets}。", hint),))
    pages = tuple(map(page_of, sheets))
    digest = hashlib.sha256(data).hexdigest()
    tables = _together(pages)
    read = (_grid(file, digest, table) for table in tables)
    grids, unlike = read_twice(file, read, pages)
    return Paper(grids, pages, (*_faults(file, pages), *unlike))


def _faults(file: Path, pages: Iterable[Page]) -> Iterator[Diagnostic]:
    for page in pages:
        place = Place(file, page=page.sheet.number)
        if page.sheet.fault:
            message = f"第{page.sheet.number}页{page.sheet.fault}，没有读。"
            yield Diagnostic(place, "MZ881", message, "请对着原件人工核对这一页，或换文字版 PDF。")
        if page.unruled:
            first = page.unruled[0][:30]
            message = f"第{page.sheet.number}页的表没有框线，没有读（“{first}”起）。"
            yield Diagnostic(place, "MZ883", message, "没有框线分不清哪个数在哪一列，请人工核对。")
        for table in page.tables:
            if open_cells := [cell for cell in table.cells if not cell.is_sure]:
                text = open_cells[0].text[:20]
                where = f"第{page.sheet.number}页有格的框线不全，或者数印过了框线、叠在别的字上"
                message = f"{where}，没有读其中的数（“{text}”起）。"
                yield Diagnostic(place, "MZ882", message, "请对着原件人工核对这几格。")


def _together(pages: Sequence[Page]) -> list[Ruled]:
    running = _running(pages)
    tables: list[Ruled] = []
    before: frozenset[str] = frozenset()
    left: Lines = ()
    for page in pages:
        texts = frozenset(_plain(text.text) for line in page.texts for text in line)
        for own in page.tables:
            table = _titled_before(own, left, running, (texts, before)) if own.is_first else own
            if tables and _goes_on(tables[-1], table, running, before):
                tables[-1] = _joined(tables[-1], table)
            else:
                tables.append(table)
        before, left = texts, page.below
    return [table for table in tables if not _is_bar(table)]


def _titled_before(
    table: Ruled, left: Lines, running: frozenset[str], texts: tuple[frozenset[str], frozenset[str]]
) -> Ruled:
    """A PDF's grid at the head of a page with the title that was left at the foot of the last.

    One with a name of its own above it needs none, be it that of many forms: a running head would
    stand on the page before, too.  ``texts`` are those of its page and of that.
    """
    here, before = texts
    names = (BEHIND.sub("", _plain(text.text)) for line in left for text in line)
    others = running | here
    is_left = any(NAME.fullmatch(n) and not BARE.fullmatch(n) and n not in others for n in names)
    if not is_left or any(map(NAME.fullmatch, _titles(table, running & before))):
        return table
    return replace(table, above=(*left, *table.above))


def _is_bar(table: Ruled) -> bool:
    """Whether a PDF's grid is the bar of a chart: numbered areas side by side without a word."""
    texts = [cell.text for cell in table.cells if cell.text]
    short = (text == LOST or (text.isdigit() and len(text) < LONG) for text in texts)
    return table.height == 1 and all(short)


def _running(pages: Iterable[Page]) -> frozenset[str]:
    """Lines on many pages of a PDF: running heads and feet, no part of a grid."""
    counted = Counter(
        text for page in pages for text in {_plain(t.text) for line in page.texts for t in line}
    )
    return frozenset(text for text, count in counted.items() if count >= OFTEN)


def _plain(text: str) -> str:
    return BLANKS.sub("", text)


def _titles(table: Ruled, running: frozenset[str]) -> tuple[str, ...]:
    """The texts above a grid in a PDF that may be its title."""
    texts = [BEHIND.sub("", _plain(text.text)) for line in table.above for text in line]
    return tuple(
        t for t in texts if t not in running and not BARE.fullmatch(t) and not ABOUT.match(t)
    )


def _goes_on(one: Ruled, other: Ruled, running: frozenset[str], before: frozenset[str]) -> bool:
    """Whether a grid in a PDF is the rest of the one on the page before, which has those texts."""
    follows = one.is_end and other.is_first and other.page == one.last + 1
    if not follows or not _fits(one.xs, other.xs) or _has_other_title(one, other, before):
        return False
    if _names_another(one, other):
        return False
    titles = _titles(other, running)
    if titles:
        # The title of a form that is made for each of several things stands on many pages.
        if _is_continued(titles, _titles(one, frozenset())):
            return True
        # A form that is made for each of several things has the same title on every page.
        return titles == _titles(one, running) and _repeated(one, other) > 0
    return _repeated(one, other) > 0 or not (_is_titled(other) or _begins_alike(one, other))


def _has_other_title(one: Ruled, other: Ruled, before: frozenset[str]) -> bool:
    """Whether a table's title stands above a grid, but not on the PDF's page before.

    A title on many pages looks like a running head, which would stand there too.
    """
    known = before | set(_titles(one, frozenset()))
    stems = (CONTINUED.sub("", title) for title in _titles(other, frozenset()))
    return any(stem.endswith(TABLE) and stem not in known for stem in stems)


def _is_continued(titles: Sequence[str], before: Sequence[str]) -> bool:
    """Whether a title is that of the PDF's grid on the page before, and says it goes on."""
    stems = [CONTINUED.sub("", title) for title in titles]
    return any(s != t and s in before for s, t in zip(stems, titles, strict=True))


def _begins_alike(one: Ruled, other: Ruled) -> bool:
    """Whether two grids of a PDF begin with one word, but another row: two projects' forms."""
    first = [table.row(0)[0].text for table in (one, other) if table.row(0)]
    return len(first) == 2 and first[0] == first[1] != ""


def _names_another(one: Ruled, other: Ruled) -> bool:
    """Whether two grids of a PDF with one head each name something else below it: two forms."""
    row = _repeated(one, other)
    first, second = (table.row(row) for table in (one, other))
    if not row or not first or len(first) != len(second):
        return False
    texts = [(a.text, b.text) for a, b in zip(first, second, strict=True)]
    is_named = texts[0][0] == texts[0][1] != "" and texts[1:] != [(a, a) for a, _ in texts[1:]]
    return is_named and all(cell.number is None for cell in (*first, *second))


def _fits(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two pieces of a PDF's grid have the same columns, or some of them merged."""
    if abs(one[0] - other[0]) > MEET or abs(one[-1] - other[-1]) > MEET:
        return False
    shared = sum(any(abs(x - y) <= MEET for y in one) for x in other)
    return shared in (len(one), len(other)) or shared * 5 >= SAME * max(len(one), len(other))


def _is_titled(table: Ruled) -> bool:
    """Whether a PDF grid's first row is a single cell with words: a title within the lines."""
    first = table.row(0)
    return len(first) == 1 and bool(first[0].text) and first[0].number is None


def _repeated(one: Ruled, other: Ruled) -> int:
    """How many rows the second piece of a PDF's grid begins with that the first does: its head."""
    count = 0
    for row in range(min(one.height, other.height)):
        texts = [[(c.text, c.number is None) for c in t.row(row)] for t in (one, other)]
        is_counted = _is_counted(other.row(row))
        if texts[0] != texts[1] or not (is_counted or all(word for _, word in texts[0])):
            break
        count = row + 1
    if count < other.height and any(c.rows[0] < count <= c.rows[1] for c in other.cells):
        return 0
    return count if any(c.text for n in range(count) for c in other.row(n)) else 0


def _is_counted(cells: Sequence[RuledCell]) -> bool:
    """Whether a row of a PDF's grid numbers the columns: 1, 2, 3."""
    numbers = [cell.number for cell in cells if cell.number is not None]
    return len(numbers) > 1 and all(later == number + 1 for number, later in pairwise(numbers))


def _joined(one: Ruled, other: Ruled) -> Ruled:
    """Two pieces of a PDF's grid as one, the second below the first."""
    skipped = _repeated(one, other)
    if whole := _whole_row(one, other, skipped):
        last = one.height - 1
        kept = tuple(cell for cell in one.cells if cell.rows != (last, last))
        one, skipped = replace(one, cells=(*kept, *whole)), skipped + 1
    shift = one.height - skipped
    below = tuple(
        replace(cell, rows=(cell.rows[0] + shift, cell.rows[1] + shift))
        for cell in other.cells
        if cell.rows[0] >= skipped
    )
    upper, lower = _rejoined(one, below)
    sides = sorted((*one.xs, *(x for x in other.xs if all(abs(x - y) > MEET for y in one.xs))))
    return replace(
        one,
        last=other.last,
        xs=tuple(sides),
        height=one.height + other.height - skipped,
        cells=(*upper, *lower),
        is_end=other.is_end,
    )


def _whole_row(one: Ruled, other: Ruled, first: int) -> tuple[RuledCell, ...]:
    """The last row of a PDF's grid with the rest of its words, if the end of the page cut it.

    What it begins with, and its figures, stand in the upper part; below are only words, in cells
    that have words above.
    """
    upper = sorted(one.row(one.height - 1), key=lambda cell: cell.left)
    lower = sorted(other.row(first), key=lambda cell: cell.left) if first < other.height else []
    pairs = list(zip(upper, lower, strict=False))
    if len(upper) != len(lower) or not pairs or not upper[0].text or lower[0].text:
        return ()
    is_one = all(_is_same_cell(a, b) and _may_go_on(a, b) for a, b in pairs)
    has_figures = any(a.number is not None for a in upper[1:])
    is_cut = is_one and has_figures and any(b.text for b in lower)
    return tuple(replace(a, text=a.text + b.text) for a, b in pairs) if is_cut else ()


def _is_same_cell(upper: RuledCell, lower: RuledCell) -> bool:
    """Whether two cells of a PDF's grid are one column's, each of a single row."""
    is_single = all(first == last for first, last in (upper.rows, lower.rows))
    return is_single and abs(upper.left - lower.left) <= MEET >= abs(upper.right - lower.right)


def _may_go_on(upper: RuledCell, lower: RuledCell) -> bool:
    """Whether a cell of words, on the next page of a PDF, may go on in that one."""
    return not lower.text or bool(upper.text and upper.number is None and lower.number is None)


def _rejoined(
    one: Ruled, below: Sequence[RuledCell]
) -> tuple[tuple[RuledCell, ...], tuple[RuledCell, ...]]:
    """The cells of two pieces of a PDF's grid, one cut by the end of the page as one again.

    Its words stand in the upper half; a blank cell of one row below one of one row is just blank.
    """
    ending = {(c.left, c.right): c for c in one.cells if c.rows[1] == one.height - 1}
    longer: dict[RuledCell, RuledCell] = {}
    halves: set[RuledCell] = set()
    for cell in below:
        upper = ending.get((cell.left, cell.right))
        if upper is not None and _is_cut(upper, cell, one.height):
            longer[upper] = replace(upper, rows=(upper.rows[0], cell.rows[1]))
            halves.add(cell)
    whole = tuple(longer.get(cell, cell) for cell in one.cells)
    return whole, tuple(cell for cell in below if cell not in halves)


def _is_cut(upper: RuledCell, lower: RuledCell, row: int) -> bool:
    """Whether a grid's cell at the top of a PDF's page is the rest of a merged one of words."""
    merged = any(first != last for first, last in (upper.rows, lower.rows))
    words = bool(upper.text) and upper.number is None and not lower.text
    return lower.rows[0] == row and merged and words


def _grid(file: Path, digest: str, table: Ruled) -> Grid:
    """A PDF's table as a grid, below the words above it, of which each line is a row."""
    above = _above(table.above)
    shift = len(above)
    spots = {
        (row, column): Spot(row, column, text)
        for row, texts in enumerate(above)
        for column, text in enumerate(texts)
    }
    spans: list[Span] = []
    areas: dict[tuple[int, int], Area] = {}
    for cell in table.cells:
        first, last = _column(table.xs, cell.left), _column(table.xs, cell.right) - 1
        row, end = cell.rows[0] + shift, cell.rows[1] + shift
        areas[row, first] = Area(cell.page, cell.row, cell.box)
        if cell.text:
            spots[row, first] = Spot(row, first, cell.text, cell.number)
        if (row, first) != (end, last):
            spans.append((row, first, end, last))
    width = max(len(table.xs) - 1, *(len(texts) for texts in above), 0)
    name = f"第{table.page}页的表"
    size = (table.height + shift, width)
    return Grid(file.name, digest, name, spots, tuple(spans), size, areas)


def _above(lines: Sequence[Sequence[Text]]) -> tuple[tuple[str, ...], ...]:
    """The lines nearest to a grid in the PDF; a title in two lines is also tried as one."""
    nearest = [tuple(text.text for text in line) for line in lines[-ABOVE:]]
    alone = [line[0] for line in nearest if len(line) == 1]
    pairs = tuple(f"{a}{b}" for a, b in pairwise(alone))
    return (*((pairs,) if pairs else ()), *nearest)


def _column(xs: Sequence[int], x: int) -> int:
    return min(range(len(xs)), key=lambda number: abs(xs[number] - x))
