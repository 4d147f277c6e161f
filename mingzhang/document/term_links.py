"""Term links: sentences → the same, in which a term that the glossary explains leads there.

In each section the first time only; not within headings, links, drawings or figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

DEFINED = re.compile(r"<dfn>(.*?)</dfn>")
APART = r"<(?P<tag>h[1-6]|a|dfn|svg|data|figcaption)\b.*?</(?P=tag)>|<[^>]*>"
SHORTEST = 2  # characters of a term


@dataclass
class Terms:
    """The terms of a document with the ids of their explanations; ``met`` are those linked."""

    ids: dict[str, str]
    met: set[tuple[str, str]] = field(default_factory=set)
    _pattern: re.Pattern[str] | None = None

    @classmethod
    def of(cls, htmls: Iterable[str]) -> Terms:
        """The terms to link to, which blocks explain (``<dfn>``)."""
        found = dict.fromkeys(term for html in htmls for term in DEFINED.findall(html))
        ids = {term: f"term-{number}" for number, term in enumerate(found, 1)}
        # The longest first: of 一般公共预算财政拨款收入 no part is meant.
        words = sorted((t for t in ids if len(t) >= SHORTEST), key=len, reverse=True)
        if not words:
            return cls(ids)
        pattern = f"{APART}|(?P<term>{'|'.join(map(re.escape, words))})"
        return cls(ids, _pattern=re.compile(pattern, re.DOTALL))

    def linked(self, html: str, section: str) -> str:
        """The markup of a block with its terms as links; an explanation gets its id instead."""
        if "<dfn>" in html:
            return DEFINED.sub(self._explained, html)
        if self._pattern is None:
            return html

        def link(match: re.Match[str]) -> str:
            term = match["term"]
            if term is None or (section, term) in self.met:
                return match[0]
            self.met.add((section, term))
            return f'<a class="term" href="#{self.ids[term]}">{term}</a>'

        return self._pattern.sub(link, html)

    def _explained(self, match: re.Match[str]) -> str:
        if ("", match[1]) in self.met:
            return match[0]
        self.met.add(("", match[1]))
        return f'<dfn id="{self.ids[match[1]]}">{match[1]}</dfn>'
