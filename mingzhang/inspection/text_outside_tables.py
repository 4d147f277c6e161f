"""Spoken: the lines of a paper outside of its tables → one text with the page of each of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from mingzhang.grid.pdf.ruled_tables import Page
from mingzhang.grid.pdf.text_lines import Text

BLANKS = re.compile(r"\s+")
# Other ways of writing the same: whatever the form uses, both sides are made alike.
ALIKE = str.maketrans("０１２３４５６７８９％．（），；：", "0123456789%.(),;:", "“”\"'‘’")
FOOT = re.compile(r"[-—–]*(?:第?[0-9]+页?)[-—–]*|第[0-9]+页/?共[0-9]+页")
HEADING = re.compile(
    r"(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\))"
)
LONGEST_HEADING = 45
COMMA = re.compile(r",(?![0-9]{3}(?![0-9]))")  # not the one between thousands
ENDS = "。;:!?"
OFTEN = 3
ROOM = 1.5  # characters that may be left at the end of a full line


@dataclass(frozen=True)
class Speech:
    """A paper's text outside of tables, and where each page of it begins."""

    text: str
    starts: tuple[int, ...] = ()
    pages: tuple[int, ...] = ()

    def page(self, at: int) -> int:
        """The page of a character of the text outside of tables."""
        return self.pages[bisect_right(self.starts, at) - 1] if self.pages else 0


def alike(text: str) -> str:
    """Text outside tables as it is compared: no blanks, no quotation marks, one kind of commas.

    The comma between thousands is the only one of its kind.
    """
    plain = BLANKS.sub("", text).translate(ALIKE)
    return COMMA.sub("，", plain)


def speech_of(pages: Iterable[Page]) -> Speech:
    """The text of a paper outside its tables, without heads and feet of pages."""
    pages = tuple(pages)
    running = _running(pages)
    text, starts, numbers = "", [], []
    for page in pages:
        starts.append(len(text))
        numbers.append(page.sheet.number)
        text += "".join(_ended(page, running))
    return Speech(text, tuple(starts), tuple(numbers))


def _lines(page: Page) -> Iterator[str]:
    for line in page.texts:
        said = alike("".join(text.text for text in line))
        if said and not FOOT.fullmatch(said):
            yield said


def _ended(page: Page, running: Container[str]) -> Iterator[str]:
    """The lines of a page's text outside of tables; a heading is a sentence of its own.

    What reaches the end of the line goes on in the next one, however it begins.
    """
    edge = max((line[-1].box.right for line in page.texts), default=0)
    full = [_reaches(line, edge) for line in page.texts]
    for line, is_full in zip(page.texts, full, strict=True):
        said = alike("".join(text.text for text in line))
        if said and said not in running and not FOOT.fullmatch(said):
            goes_on = is_full and sum(full) >= OFTEN
            yield f"{said}。" if _is_heading(said) and not goes_on else said


def _reaches(line: Sequence[Text], edge: int) -> bool:
    """Whether a line of the text outside of tables is full: it leaves no room at its end."""
    box = line[-1].box
    return box.right + ROOM * (box.bottom - box.top) >= edge


def _is_heading(line: str) -> bool:
    is_short = len(line) <= LONGEST_HEADING and line[-1] not in "。;:，,"
    return is_short and HEADING.match(line) is not None


def _running(pages: Iterable[Page]) -> frozenset[str]:
    counted = Counter(line for page in pages for line in set(_lines(page)))
    return frozenset(line for line, count in counted.items() if count >= OFTEN)
