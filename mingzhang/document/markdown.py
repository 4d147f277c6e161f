"""Markdown of an author → markup on one line; HTML in it is text, and nothing becomes a link."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from mingzhang.document.words import rendered

# Below the section's own heading (h3).
HEADINGS = {"h1": "h4", "h2": "h5", "h3": "h6", "h4": "h6", "h5": "h6"}


def to_html(text: str) -> Markup:
    """Paragraphs, lists and headings; line breaks between elements are left out."""
    tokens = _parser().parse(text)
    for token in tokens:
        token.tag = HEADINGS.get(token.tag, token.tag)
    html = _parser().renderer.render(_joined(tokens), _parser().options, {})
    return rendered(html.replace("\n", ""))


@cache
def _parser() -> MarkdownIt:
    """CommonMark without raw HTML, links and images: a disclosure loads and points to nothing."""
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False})
    return parser.disable(["link", "image", "autolink", "html_block", "html_inline", "code"])


def _joined(tokens: list[Token]) -> list[Token]:
    """A line break within a paragraph of Chinese is no space."""
    for token in tokens:
        for child in token.children or ():
            if child.type == "softbreak":
                child.type, child.content = "text", ""
    return tokens
