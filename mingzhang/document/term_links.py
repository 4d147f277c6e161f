"""Term links: sentences → the same, in which a term that the glossary explains leads there.

In each section the first time only; not within headings, links, drawings or figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from mingzhang.document.unbroken_figures import keep_whole

DEFINED = re.compile(r"<dfn>(.*?)</dfn>")
APART = r"<(?P<tag>h[1-6]|a|dfn|svg|data|figcaption)\b.*?</(?P=tag)>|<[^>]*>"
TAG = re.compile(r"<[^>]*>")
SHORTEST = 2  # characters of a term


@dataclass
class Terms:
    """The terms of a document with the ids of their explanations; ``met`` are those linked.

    A term is known by its text, whatever elements a number in it stands in.
    """

    ids: dict[str, str]
    met: set[tuple[str, str]] = field(default_factory=set)
    _pattern: re.Pattern[str] | None = None

    @classmethod
    def of(cls, htmls: Iterable[str]) -> Terms:
        """The terms to link to, which blocks explain (``<dfn>``)."""
        found = dict.fromkeys(_text(term) for html in htmls for term in DEFINED.findall(html))
        ids = {term: f"term-{number}" for number, term in enumerate(found, 1)}
        # The longest first: of 一般公共预算财政拨款收入 no part is meant.
        words = sorted((t for t in ids if len(t) >= SHORTEST), key=len, reverse=True)
        if not words:
            return cls(ids)
        # Before other elements: that of a number with which a term begins is its own.
        pattern = f"(?P<term>{'|'.join(re.escape(keep_whole(w)) for w in words)})|{APART}"
        return cls(ids, _pattern=re.compile(pattern, re.DOTALL))

    def linked(self, html: str, section: str) -> str:
        """The markup of a block with its terms as links; an explanation gets its id instead."""
        if "<dfn>" in html:
            return DEFINED.sub(self._explained, html)
        if self._pattern is None:
            return html

        def link(match: re.Match[str]) -> str:
            """A term's first mention in a section, as a link to what it means."""
            term = _text(match["term"] or "")
            if not term or (section, term) in self.met:
                return match[0]
            self.met.add((section, term))
            return f'<a class="term" href="#{self.ids[term]}">{match["term"]}</a>'

        return self._pattern.sub(link, html)

    def _explained(self, match: re.Match[str]) -> str:
        term = _text(match[1])
        if ("", term) in self.met:
            return match[0]
        self.met.add(("", term))
        return f'<dfn id="{self.ids[term]}">{match[1]}</dfn>'


def _text(markup: str) -> str:
    """A term's text, without the elements in it."""
    return TAG.sub("", markup)
