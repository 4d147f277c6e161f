"""A page's HTML → what a reader sees of it, and what stands in it unseen, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "caption", "figcaption"))
_LINES = frozenset(("p", "li", "tr", "dt", "dd", "div", "section", "text", "blockquote", "header"))
_CELLS = frozenset(("td", "th"))
_UNSEEN = frozenset(("alt", "aria-label", "title", "content", "data-title"))
_APART = frozenset(("script", "style", "title"))
_NAMED = frozenset(("table", "figure"))  # their captions name what is in them, and no more
_GAP = "  "
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True)
class Line:
    """A line of an HTML page's text, and the heading that it stands under."""

    where: str
    text: str


@dataclass
class Page(HTMLParser):
    """Gathers the lines of a page: seen ones, alternative texts of charts, and unseen ones."""

    seen: list[Line] = field(default_factory=list)
    alternatives: list[Line] = field(default_factory=list)
    unseen: list[Line] = field(default_factory=list)
    _where: str = "封面"
    _outside: str = ""
    _text: str = ""
    _open: list[str] = field(default_factory=list)
    _is_data: bool = False

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Ends a line of the HTML page where a block begins, and takes unseen attributes."""
        for name, value in attrs:
            if name in _UNSEEN and value:
                self.unseen.append(Line(self._where, value))
        if tag in _LINES or tag in _HEADINGS:
            self._end_line()
        if tag in _NAMED and not _NAMED.intersection(self._open):
            self._outside = self._where
        if tag in _APART:
            self._end_line()
            self._is_data = ("type", "application/json") in attrs
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Ends a line of an HTML page's text where a block ends."""
        text = self._text.strip()
        if tag in _HEADINGS and text:
            self._where = text
        if tag in _CELLS:
            self._text += _GAP
        elif tag in _APART:
            self._end_apart(tag)
        elif tag in _LINES or tag in _HEADINGS:
            self._end_line()
        while self._open and self._open.pop() != tag:
            pass
        if tag in _NAMED and not _NAMED.intersection(self._open):
            # What follows a table or a chart stands under the heading again.
            self._end_line()
            self._where = self._outside

    def _end_apart(self, tag: str) -> None:
        """Ends what no reader of the HTML page sees as a line of its own."""
        if tag == "script":
            self._take_strings()
        elif tag == "title":
            self._take(self.alternatives if "svg" in self._open else self.unseen)
        self._text = ""

    def handle_data(self, data: str) -> None:
        """Adds an HTML page's words to the line that is being gathered."""
        self._text += data

    def _end_line(self) -> None:
        self._take(self.seen)

    def _take_strings(self) -> None:
        """The HTML page's texts in the data that its script shows; the script is the form's."""
        texts = _STRING.findall(self._text) if self._is_data else ()
        self.unseen += [Line("数字的来历", text) for text in dict.fromkeys(texts) if text]
        self._text = ""

    def _take(self, lines: list[Line]) -> None:
        lines += [Line(self._where, t) for text in self._text.splitlines() if (t := text.strip())]
        self._text = ""


def read_page(html: str) -> Page:
    """The lines of text of an HTML page."""
    page = Page()
    page.feed(html)
    page.close()
    return page
