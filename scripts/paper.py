"""Paper: PDF files → how their lines, pages, heads and tables are set.

``python -m scripts.paper output/*/*/disclosure.pdf`` prints one line a file: ends of lines within a
figure, pages with few lines, pages less than a third full though their part goes on, heads that end
on a single character, pages with tables of more than two sizes, lines that end a character or more
before the edge.  What is a head the page beside the file says (``disclosure.html``).
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from pathlib import Path

from mingzhang.document.unbroken_figures import UNITS
from mingzhang.grid.pdf.pdf_opening import opened
from mingzhang.grid.pdf.ruled_tables import Page, Ruled, RuledCell, page_of
from mingzhang.grid.pdf.text_lines import Text, in_lines
from mingzhang.grid.pdf.upright_page import POINT, Letter, Sheet

FEW = 4  # lines of a page that is nearly empty
AT_END = re.compile(r"[\u4e00-\u9fff，、（：；]\d[\d,.]*$|^\d[\d,.]*$")
AT_START = re.compile(rf"(?:{UNITS})(?![\u4e00-\u9fff]{{20}}$)")
FOLIO = re.compile(r"— \d+ —")
APART = "  "  # cells of a table stand apart, words of a line do not
HEAD = re.compile(r"<(th|h[2-6])\b[^>]*>(.*?)</\1>|class=\"form-title\">(.*?)</span>", re.DOTALL)
PART = re.compile(r'<h2 id="part-[^>]*>(.*?)</h2>', re.DOTALL)
TAG = re.compile(r'<a class="anchor".*?</a>|<[^>]*>', re.DOTALL)
SIZES = 2  # of the tables of one page
ALIKE = 1.08  # how much higher characters of one size are, bold ones above all
THIRD = 3
MILLIMETRE = 72 * POINT / 25.4
LEFT, RIGHT = 28 * MILLIMETRE, 26 * MILLIMETRE  # margins of running text (style.css)
CHARACTER = round(15.75 * POINT)
INDENT = 2.5  # characters; what begins further right is set in the middle
LEADER = "………"  # of the contents
LONG = 12  # characters of a line of running text


@dataclass(frozen=True)
class Paper:
    """What was counted in one file; ``torn`` are the ends of lines, with what follows.

    Pages are counted from 1.  ``ragged`` are ends of lines with the characters that are left.
    """

    pages: int
    torn: tuple[str, ...]
    few: tuple[int, ...]
    low: tuple[int, ...]
    orphans: tuple[str, ...]
    sizes: tuple[int, ...]
    ragged: tuple[str, ...]


def measure(file: Path, html: str = "") -> Paper:
    """Counts in the file; raises ``CalledProcessError`` where it is no PDF.

    ``html`` is its page, which says what is a head.
    """
    command = ["pdftotext", "-layout", "-enc", "UTF-8", str(file), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    said = [_lines(page) for page in text.split("\f")[:-1]]
    sheets = opened(file.read_bytes())
    pages = [] if isinstance(sheets, str) else [page_of(sheet) for sheet in sheets]
    heads = {_plain("".join(found[1:])) for found in HEAD.findall(html)}
    parts = tuple(_plain(title) for title in PART.findall(html))
    return Paper(
        len(said),
        tuple(torn for lines in said for torn in _torn(lines)),
        tuple(number for number, lines in enumerate(said[1:], 2) if len(lines) < FEW),
        tuple(_low(pages, parts)),
        tuple(orphan for page in pages for orphan in _orphans(page, heads)),
        tuple(page.sheet.number for page in pages if _sizes(page) > SIZES),
        tuple(line for page in pages for line in _ragged(page)),
    )


def _plain(html: str) -> str:
    return "".join(unescape(TAG.sub("", html)).split())


def _lines(page: str) -> list[str]:
    stripped = (line.strip() for line in page.splitlines())
    return [line for line in stripped if line and not FOLIO.fullmatch(line)]


def _torn(lines: list[str]) -> list[str]:
    running = [line for line in pairwise(lines) if not any(APART in part for part in line)]
    return [
        f"{line[-12:]}|{after[:6]}"
        for line, after in running
        if AT_END.search(line) and AT_START.match(after)
    ]


def _low(pages: Sequence[Page], parts: Sequence[str]) -> Iterator[int]:
    """Pages whose lower two thirds are empty though the next page does not begin a part."""
    for page, after in pairwise(pages[1:]):
        letters = list(_own(page.sheet))
        lowest = max((letter.box.bottom for letter in letters), default=0)
        begins = _plain("".join(letter.text for letter in _own(after.sheet)))
        height = page.sheet.frame[3] - page.sheet.frame[1]
        if lowest * THIRD < height and not any(begins.startswith(part) for part in parts):
            yield page.sheet.number


def _own(sheet: Sheet) -> Iterator[Letter]:
    """The characters of a page without its number."""
    foot = max((letter.box.bottom for letter in sheet.letters), default=0)
    on_foot = [letter for letter in sheet.letters if letter.box.bottom > foot - 5 * POINT]
    is_folio = FOLIO.fullmatch(" ".join("".join(one.text for one in on_foot).split()))
    return (one for one in sheet.letters if not is_folio or one not in on_foot)


def _orphans(page: Page, heads: set[str]) -> Iterator[str]:
    """Heads, in tables and above them, of which a single character is left for the last line."""
    for table in page.tables:
        for cell in table.cells:
            lines = in_lines(_inside(page.sheet, cell))
            if len(lines) > 1 and len(lines[-1].strip()) == 1 and _plain("".join(lines)) in heads:
                yield f"第 {page.sheet.number} 页 {'/'.join(lines)}"
    for line, after in pairwise("".join(text.text for text in line) for line in page.texts):
        if len(after) == 1 and any(head.endswith(_plain(line + after)) for head in heads):
            yield f"第 {page.sheet.number} 页 {line}/{after}"


def _inside(sheet: Sheet, cell: RuledCell) -> list[Letter]:
    left, low, right, high = cell.box
    top, bottom = (sheet.frame[3] - y for y in (high, low))
    middles = ((letter, *letter.box.middle) for letter in sheet.letters)
    return [one for one, x, y in middles if left <= x <= right and top <= y <= bottom]


def _sizes(page: Page) -> int:
    """How many sizes the characters in the tables of a page have."""
    bases: list[int] = []
    for height in sorted({height for table in page.tables for height in _heights(page, table)}):
        if not bases or height > bases[-1] * ALIKE:
            bases.append(height)
    return len(bases)


def _heights(page: Page, table: Ruled) -> Iterator[int]:
    for cell in table.cells:
        for letter in _inside(page.sheet, cell):
            if "\u4e00" <= letter.text <= "\u9fff":
                yield letter.box.bottom - letter.box.top


def _ragged(page: Page) -> Iterator[str]:
    """Lines of running text that end a character or more before the edge, not being the last."""
    edge = page.sheet.frame[2] - page.sheet.frame[0] - RIGHT
    if page.tables or any(LEADER in text.text for line in page.texts for text in line):
        return  # what stands there are titles
    lines = [line for line in page.texts if not FOLIO.fullmatch(line[0].text)]
    for line, after in pairwise(lines):
        left = edge - line[-1].box.right
        if _goes_on(line, after) and left >= CHARACTER:
            short = f"差 {left / CHARACTER:.1f} 字"
            yield f"第 {page.sheet.number} 页 {line[-1].text[-LONG:]}（{short}）"


def _goes_on(line: Sequence[Text], after: Sequence[Text]) -> bool:
    """Whether a line is one of a paragraph that the next one goes on with, from its left edge."""
    starts = abs(after[0].box.left - LEFT) < CHARACTER / 2
    starts &= line[0].box.left - LEFT < INDENT * CHARACTER
    return starts and sum(len(text.text) for text in line) >= LONG


def main(files: list[str]) -> None:
    """Prints the counts of each file."""
    for name in files:
        beside = Path(name).with_name("disclosure.html")
        found = measure(Path(name), beside.read_text("utf-8") if beside.is_file() else "")
        print(
            f"{name}: {found.pages} 页，拆开的数 {len(found.torn)}，"
            f"不到四行的页 {list(found.few)}，"
            f"不到三分之一的页 {list(found.low)}，落单的字 {len(found.orphans)}，"
            f"表有三种字号的页 {list(found.sizes)}，不齐的行 {len(found.ragged)}"
        )
        for one in (*found.torn, *found.orphans, *found.ragged):
            print(f"  {one}")


if __name__ == "__main__":
    main(sys.argv[1:])
