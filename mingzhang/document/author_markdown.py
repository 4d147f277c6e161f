"""Markdown of an author → markup on one line; HTML in it is text, and nothing becomes a link.

A line is a line: what is no heading, list or table of Markdown is a paragraph of its own, and no
mark that an author may have meant as text (``*``, ``>``, ``---``) is taken for Markdown.
``{{ … }}`` in it refers to a figure; who computes that is for the caller to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Protocol

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from mingzhang.document.pipe_tables import fitted
from mingzhang.document.sentence_figures import rendered

# Below a section's heading (h3); ``heading_levels`` places them where they stand.
HEADINGS = {"h1": "h4", "h2": "h5", "h3": "h6", "h4": "h6", "h5": "h6"}
REFERENCE = re.compile(r"\{\{(.*?)\}\}")
LINE = "</p><p>"
STRONG = {"strong_open": 1, "strong_close": -1}
MOST = 1 << 6  # texts of which the markup is kept
STRAY = re.compile(r"\{\{|\}\}|\{%|%\}")


class Referrer(Protocol):
    """Who computes the references {{…}} in an author's Markdown."""

    def html(self, expression: str, line: int) -> Markup:
        """What a reference between braces in an author's Markdown says, as HTML."""

    def stray(self, mark: str, line: int) -> None:
        """Hears of braces in an author's Markdown that are no reference."""


def to_html(text: str, referrer: Referrer | None = None) -> Markup:
    """An author's Markdown as HTML: paragraphs, lists and headings, no breaks between elements."""
    return _made(text, referrer) if referrer and STRAY.search(text) else _alone(text)


@lru_cache(MOST)
def _alone(text: str) -> Markup:
    """An author's Markdown without references, which is the same markup in every document."""
    return _made(text, None)


def _made(text: str, referrer: Referrer | None) -> Markup:
    source = fitted(text)
    tokens = _parser().parse(source.text)
    for token in tokens:
        token.tag = HEADINGS.get(token.tag, token.tag)
        if referrer and token.children:
            token.children = list(_referred(token, source.origins, referrer))
    html = _parser().renderer.render(_by_lines(tokens), _parser().options, {})
    return rendered(html.replace("\n", ""))


@cache
def _parser() -> MarkdownIt:
    """The parser of an author's Markdown: headings, lists, tables, strong words; no links."""
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False})
    parser.disable(["link", "image", "autolink", "html_block", "html_inline", "reference"])
    parser.disable(["code", "fence", "blockquote", "lheading", "hr", "entity", "backticks"])
    return parser.enable("table")


def _referred(token: Token, origins: Sequence[int], referrer: Referrer) -> Iterator[Token]:
    """The parts of a paragraph of the author's Markdown, with what its references say."""
    line = origins[token.map[0]] + 1 if token.map else 0
    for child in token.children or ():
        line += child.type in ("softbreak", "hardbreak")
        if child.type == "text":
            yield from _split(child.content, line, referrer)
        else:
            yield child


def _split(text: str, line: int, referrer: Referrer) -> Iterator[Token]:
    for index, part in enumerate(REFERENCE.split(text)):
        if index % 2:
            yield Token("html_inline", "", 0, content=referrer.html(part, line))
            continue
        for mark in STRAY.findall(part):
            referrer.stray(mark, line)
        yield Token("text", "", 0, content=part)


def _by_lines(tokens: list[Token]) -> list[Token]:
    """A line break in the author's Markdown stays in a list or table.

    One between lines of text ends a paragraph.
    """
    _begin_beside_numbers(tokens)
    in_paragraph = False
    for token in tokens:
        if token.type == "paragraph_open":
            in_paragraph = not token.hidden
        if token.type in ("th_open", "td_open"):
            # Columns are not aligned; a heading says that it heads its column.
            token.attrs = {"scope": "col"} if token.type == "th_open" else {}
        strong = 0
        for child in token.children or ():
            strong += STRONG.get(child.type, 0)
            # What is strong goes on in the next paragraph, and not over the end of its own.
            line = f"{'</strong>' * strong}{LINE}{'<strong>' * strong}"
            _spell_out(child, line if in_paragraph else "<br>")
        if token.type == "paragraph_close":
            in_paragraph = False
    return [part for token in _numbered(tokens) for part in _captioned(token)]


def _begin_beside_numbers(tokens: list[Token]) -> None:
    """An item begins beside its number or mark, also where its author left lines between items."""
    for item, opened, _, closed in zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False):
        if item.type == "list_item_open" and opened.type == "paragraph_open":
            opened.hidden = closed.hidden = True


def _numbered(tokens: list[Token]) -> Iterator[Token]:
    """A list in the author's Markdown begins anew where a number does not follow the last."""
    following: list[int] = []
    for token in tokens:
        if token.type == "ordered_list_open":
            following.append(int(token.attrs.get("start", 1)))
        elif token.type == "ordered_list_close":
            following.pop()
        elif token.type == "list_item_open" and token.info:
            number = int(token.info)
            if number != following[-1]:
                yield Token("html_block", "", 0, content=f'</ol><ol start="{number}">')
            following[-1] = number + 1
        yield token


def _spell_out(child: Token, line: str) -> None:
    if child.type in ("softbreak", "hardbreak"):
        child.type, child.content = "html_inline", line
    elif child.type in ("em_open", "em_close"):
        # One star is a sign of multiplication, or points to a note.
        child.type, child.content = "text", child.markup


def _captioned(token: Token) -> tuple[Token, ...]:
    """A table in the author's Markdown has a caption, if an empty one, for a PDF's tags."""
    if token.type != "table_open":
        return (token,)
    token.attrs = {"class": "listed"}
    return (token, Token("html_block", "", 0, content="<caption></caption>"))
