"""Page comparison: the pieces that a document says and the pages of its PDF → where they differ.

Both are read side by side, character by character.  What pages add by themselves is passed over:
their numbers (which are looked at), the lines of the contents, titles and heads that a form
repeats, and the words of charts, which are set after the text of their page.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby, takewhile

from mingzhang.reading.shared_beginning import shared_beginning
from mingzhang.verify.page_texts import Piece

BLANK = re.compile(r"[\s\u00ad\u200b]+")
HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-"})  # a hyphen at the end of a line
NUMBER = re.compile(r"—([0-9]+)—$")
LEADER = re.compile(r"…+([0-9]+)")
CONTINUED = "（续）"  # behind the title of a form that goes on (style.css)
AHEAD, FAR, STEP = 12, 4_000, 4_096  # characters
NEXT = 6  # characters that tell where a title begins
SURE = (10, 5, 2)  # how many characters after a difference must agree, the most first
ALIKE = 0.8  # of a chart's characters
SHOWN = 24  # characters that are told on each side of a difference
MOST = 200  # differences; a document with more is another one


@dataclass(frozen=True)
class Difference:
    """A difference in a page comparison: page (from 1), place, what is printed, what is right.

    Both have a little around them.  ``apart`` are the characters themselves that are there and that
    should be; ``last`` is the piece that the last of these is of.
    """

    page: int
    place: str
    printed: str
    computed: str
    piece: Piece | None = None
    apart: tuple[str, str] = ("", "")
    last: Piece | None = None


@dataclass(frozen=True)
class Stream:
    """The text of a PDF's pages for comparison, without blanks and page numbers."""

    text: str
    starts: tuple[int, ...]
    wrong: tuple[Difference, ...]

    def page(self, at: int) -> int:
        """The page, in a comparison, that a character of the PDF's text stands on."""
        return max(bisect_right(self.starts, at), 1)


def stream(pages: Sequence[str], titles: Iterable[str] = ()) -> Stream:
    """The pages for comparison as one text; ``titles`` are those of forms, maybe repeated."""
    repeated = sorted({f"{BLANK.sub('', title)}{CONTINUED}" for title in titles}, key=len)
    texts, wrong = [], []
    for number, page in enumerate(pages, 1):
        text = BLANK.sub("", page.translate(HYPHENS))
        found = NUMBER.search(text)
        if found:
            text = text[: found.start()]
            if found[1] != str(number):
                wrong.append(Difference(number, "页码", found[1], str(number)))
        # Above the page, yet behind its text, as the number is.
        again = next((one for one in reversed(repeated) if text.endswith(one)), "")
        text = text.removesuffix(again)
        texts.append(text)
    starts = tuple(accumulate((len(text) for text in texts[:-1]), initial=0))
    return Stream("".join(texts), starts, tuple(wrong))


def walk(
    pieces: Sequence[Piece], pages: Sequence[str], titles: Iterable[str] = ()
) -> tuple[Difference, ...]:
    """The page comparison: every place where the pages do not say what the pieces say."""
    said = stream(pages, titles)
    walker = _Walker(tuple(p for p in pieces if not p.chart), said, _charts(pieces))
    walker.go()
    return (*said.wrong, *_in_earnest(walker.found), *walker.misled())


def _in_earnest(found: Sequence[Difference]) -> Iterator[Difference]:
    """A page comparison's differences, without neighbouring cells' words in another order.

    A page sets the lines of cells beside one another; those of a sentence, or of one cell, follow.
    """
    key = lambda one: (one.page, one.place)  # noqa: E731
    for _, group in groupby(found, key):
        differences = tuple(group)
        printed, computed = ("".join(d.apart[n] for d in differences) for n in (0, 1))
        is_same = sorted(printed) == sorted(computed) and not any(map(str.isdecimal, printed))
        if not (is_same and _are_of_cells(differences)):
            yield from differences


def _are_of_cells(differences: Sequence[Difference]) -> bool:
    """Whether what a page says differently in a comparison stands in several cells of a table."""
    ends = (piece for one in differences for piece in (one.piece, one.last))
    return len({id(piece) for piece in ends if piece and piece.table}) > 1


@dataclass(frozen=True)
class _Chart:
    """The words of a chart, and with how many numbers of its slices they begin."""

    text: str
    piece: Piece
    rings: int

    def among(self, printed: str) -> str:
        """What is printed, with the slices' numbers in our order: pages say a line's from left."""
        ours, theirs = self.text[: self.rings], printed[: self.rings]
        return ours + printed[self.rings :] if sorted(ours) == sorted(theirs) else printed


def _charts(pieces: Iterable[Piece]) -> list[_Chart]:
    texts: dict[int, list[Piece]] = {}
    for piece in pieces:
        if piece.chart:
            texts.setdefault(piece.chart, []).append(piece)
    return [
        _Chart("".join(p.text for p in group), group[0], sum(1 for _ in takewhile(_is_ring, group)))
        for group in texts.values()
    ]


def _is_ring(piece: Piece) -> bool:
    return len(piece.text) == 1 and piece.text.isdecimal()


@dataclass
class _Walker:
    pieces: tuple[Piece, ...]
    said: Stream
    charts: list[_Chart]
    found: list[Difference] = field(default_factory=list)
    _at: int = 0
    _in: int = 0
    _leads: dict[str, tuple[str, int]] = field(default_factory=dict)
    _text: str = field(init=False)
    _starts: list[int] = field(init=False)
    _heads: Mapping[str, str] = field(init=False)
    _reached: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._text = "".join(piece.text for piece in self.pieces)
        self._starts = list(accumulate((len(p.text) for p in self.pieces[:-1]), initial=0))
        heads: dict[str, str] = {}
        for piece in self.pieces:
            if piece.is_head:
                heads[piece.table] = heads.get(piece.table, "") + piece.text
        self._heads = heads
        self._reached = [0] * len(self.pieces)

    def go(self) -> None:
        """Compares page and paper side by side to their ends."""
        while self._at < len(self._text) and len(self.found) < MOST:
            self._agree()
            if self._at == len(self._text):
                break
            if not (self._pass_over() or self._differ()):
                self._lose()
                return
        while self._in < len(self.said.text) and self._pass_over():
            pass
        if rest := self.said.text[self._in :]:
            self._add(self._at, 0, len(rest))

    def _agree(self) -> None:
        """Compares page and paper as far as they say alike, to the end of the page at most."""
        while True:
            end = self._end_of_page()
            here = self._text[self._at : self._at + STEP]
            there = self.said.text[self._in : min(end, self._in + STEP)]
            same = _same(here, there)
            self._note(same)
            self._at += same
            self._in += same
            if same < STEP:
                return

    def _note(self, same: int) -> None:
        """In a page comparison, notes on which page of the PDF each piece stands."""
        first = bisect_right(self._starts, self._at - 1)
        last = bisect_right(self._starts, self._at + same - 1)
        for number in range(first, last):
            offset = self._starts[number] - self._at
            self._reached[number] = self.said.page(self._in + offset)

    def _end_of_page(self) -> int:
        starts = self.said.starts
        number = bisect_right(starts, self._in)
        return starts[number] if number < len(starts) else len(self.said.text)

    def _pass_over(self) -> bool:
        """In a page comparison, passes over what the page has of itself; False for nothing."""
        return self._turn() or self._lead() or self._draw()

    def _turn(self) -> bool:
        """At the top of a compared page, passes over the repeated head of a table."""
        if self._in not in self.said.starts or self._at >= len(self._text):
            return False
        piece = self._piece(self._at)
        head = self._heads.get(piece.table, "")
        there = self.said.text[self._in : self._in + len(head)]
        if head and not piece.is_head and _is_reordered(there, head):
            self._in += len(head)
            return True
        end = self._end_of_page()
        # Of two pages that meet within a text nothing is between them.
        return self.said.text[self._in : end][:1] == self._text[self._at] and self._in < end

    def _lead(self) -> bool:
        """In a page comparison, passes over dots and page number of a line of contents."""
        before = self._piece(max(self._at - 1, 0))
        found = LEADER.match(self.said.text, self._in)
        if not found or not before.target:
            return False
        number = self._number(found[1], found.start(1))
        self._leads[before.target] = (number, self.said.page(self._in))
        self._in = found.start(1) + len(number)
        return True

    def _number(self, digits: str, start: int) -> str:
        """The page's number, in a comparison; the next title may begin with digits, too."""
        following = self._text[self._at : self._at + NEXT]
        ends = range(len(digits), 0, -1)
        fitting = (n for n in ends if self.said.text.startswith(following, start + n))
        return digits[: next(fitting, len(digits))]

    def _draw(self) -> bool:
        """The words of a chart in a page comparison, maybe as the text behind it begins."""
        for back in range(min(AHEAD, self._in, self._at) + 1):
            for number, chart in enumerate(self.charts):
                start, text = self._in - back, chart.text
                there = chart.among(self.said.text[start : start + len(text)])
                if there == text or (not back and _alike(there, text)):
                    self._drawn(there, text, chart.piece)
                    self._in, self._at = start + len(text), self._at - back
                    del self.charts[number]
                    return True
        return False

    def _drawn(self, there: str, text: str, piece: Piece) -> None:
        at = _same(there, text)
        if at < len(text):
            page = self.said.page(self._in)
            apart = (there[at:], text[at:])
            self.found.append(Difference(page, f"{piece.place}的图", there, text, piece, apart))

    def _differ(self) -> bool:
        """Finds where page and paper in comparison agree again, and notes what is between."""
        steps = [(here, there, sure) for sure in SURE for here, there in _steps()]
        found = next((step for step in steps if self._meet(*step)), None)
        if found is None:
            return self._jump()
        self._add(self._at, *found[:2])
        return True

    def _meet(self, here: int, there: int, sure: int) -> bool:
        """Whether compared page and paper agree so many characters on, within the page."""
        start = self._in + there
        rest = self._end_of_page() - start
        if rest <= 0:
            return rest == 0 and here == there == 1
        ours = self._text[self._at + here : self._at + here + min(sure, rest)]
        return bool(ours) and self.said.text.startswith(ours, start)

    def _jump(self) -> bool:
        """In a page comparison, finds a longer text that one lacks, or has in addition."""
        starts = self._starts[bisect_right(self._starts, self._at) :][:MOST]
        for start in (self._at, *starts):
            ours = self._text[start : start + 2 * AHEAD]
            there = self.said.text.find(ours, self._in, self._in + FAR)
            if there >= 0:
                self._add(self._at, start - self._at, there - self._in)
                return True
        return False

    def _lose(self) -> None:
        rest = (len(self._text) - self._at, len(self.said.text) - self._in)
        self._add(self._at, *rest)

    def _add(self, at: int, here: int, there: int) -> None:
        """Notes a difference of the page comparison and goes on behind it."""
        piece = self._piece(min(at, len(self._text) - 1))
        start = self._starts[bisect_right(self._starts, at) - 1]
        # A short piece is told whole, of a long one what stands around.
        start = max(start, at - SHOWN)
        end = max(at + here, min(start + len(piece.text), at + here + 8))
        lead, tail = self._text[start:at], self._text[at + here : end]
        printed = self.said.text[self._in : self._in + there]
        computed = self._text[at : at + here]
        page = self.said.page(self._in)
        one, other = (f"{lead}{side}{tail}" for side in (printed, computed))
        last = self._piece(max(at, at + here - 1)) if here else piece
        apart = (printed, computed)
        self.found.append(Difference(page, piece.place, one, other, piece, apart, last))
        self._at, self._in = at + here, self._in + there

    def _piece(self, at: int) -> Piece:
        return self.pieces[bisect_right(self._starts, at) - 1]

    def misled(self) -> Iterator[Difference]:
        """By page comparison, lines of the PDF's contents that lead to another page."""
        pages = {
            name: page
            for piece, page in zip(self.pieces, self._reached, strict=True)
            for name in piece.anchors
        }
        for target, (number, page) in self._leads.items():
            right = pages.get(target, 0)
            if right and number != str(right):
                yield Difference(page, "目录的页码", number, str(right))


def _steps() -> list[tuple[int, int]]:
    pairs = ((here, there) for here in range(AHEAD + 1) for there in range(AHEAD + 1))
    return sorted((p for p in pairs if p != (0, 0)), key=lambda p: (max(p), p[0] != p[1]))


def _same(one: str, other: str) -> int:
    """With how many equal characters compared page and paper begin."""
    return len(one) if one == other else shared_beginning(one, other)


def _is_reordered(one: str, other: str) -> bool:
    """Whether two texts in comparison are alike but for the order of neighbouring cells' words."""
    ours, theirs = ([c for c in side if c.isdecimal()] for side in (one, other))
    return sorted(one) == sorted(other) and ours == theirs


def _alike(one: str, other: str) -> bool:
    if len(one) != len(other):
        return False
    return sum(a == b for a, b in zip(one, other, strict=True)) >= ALIKE * len(one)


def cut(text: str) -> str:
    """One side of a difference in the page comparison, as far as it is told."""
    most = 2 * SHOWN
    return text if len(text) <= 2 * most else f"{text[:most]}……{text[-most:]}"
