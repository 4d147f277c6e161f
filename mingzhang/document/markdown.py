"""Markdown of an author → markup on one line; HTML in it is text, and nothing becomes a link.

``{{ … }}`` in it refers to a figure; who computes that is for the caller to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Protocol

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from mingzhang.document.words import rendered

# Below the section's own heading (h3).
HEADINGS = {"h1": "h4", "h2": "h5", "h3": "h6", "h4": "h6", "h5": "h6"}
REFERENCE = re.compile(r"\{\{(.*?)\}\}")
STRAY = re.compile(r"\{\{|\}\}|\{%|%\}")


class Referrer(Protocol):
    """Who computes the references of a text."""

    def html(self, expression: str, line: int) -> Markup:
        """What the expression between the braces says."""

    def stray(self, mark: str, line: int) -> None:
        """Hears of braces that are no reference."""


def to_html(text: str, referrer: Referrer | None = None) -> Markup:
    """Paragraphs, lists and headings; line breaks between elements are left out."""
    tokens = _parser().parse(text)
    for token in tokens:
        token.tag = HEADINGS.get(token.tag, token.tag)
        if referrer and token.children:
            token.children = list(_referred(token, referrer))
    html = _parser().renderer.render(_joined(tokens), _parser().options, {})
    return rendered(html.replace("\n", ""))


@cache
def _parser() -> MarkdownIt:
    """CommonMark without raw HTML, links and images: a disclosure loads and points to nothing."""
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False})
    return parser.disable(["link", "image", "autolink", "html_block", "html_inline", "code"])


def _referred(token: Token, referrer: Referrer) -> Iterator[Token]:
    """The parts of a paragraph, its references replaced by what they say."""
    line = token.map[0] + 1 if token.map else 0
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


def _joined(tokens: list[Token]) -> list[Token]:
    """A line break within a paragraph of Chinese is no space."""
    for token in tokens:
        for child in token.children or ():
            if child.type == "softbreak":
                child.type, child.content = "text", ""
    return tokens
