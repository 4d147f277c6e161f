"""Paper markup: a paper (HTML) → what WeasyPrint lays out, without styles that nothing asks for.

WeasyPrint's own style sheet styles a marker and five parts of a note for every element, and each
costs as much as the element's own style: six of seven styles of a paper.  A paper whose styles make
no notes, and list items of list elements alone, is laid out the same without them.

The number with which a list begins it heeds as a style only.
"""

from __future__ import annotations

import re
from copy import copy
from typing import Any

from weasyprint import HTML

Sheet = Any  # a style sheet of WeasyPrint, which is not typed
MAKES_NOTES = re.compile(r"footnote|note\s*\(")  # float: footnote, position: note(…)
NOTES = frozenset(("footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"))
MAKES_MARKERS = "list-item"  # a display that is such an item's
MARKER = "marker"
ITEM = "li"  # the element that WeasyPrint's own style sheet makes an item of a list


class PaperMarkup(HTML):  # type: ignore[misc]
    """The markup of a paper that is laid out with a style (CSS)."""

    def __init__(self, paper: str, style: str, **options: Any) -> None:  # noqa: ANN401 (not typed)
        super().__init__(string=paper, **options)
        for one in self.etree_element.iter("ol"):
            if (start := one.get("start", "")).isdecimal():
                reset = f"counter-reset: list-item {int(start) - 1}"
                one.set("style", f"{one.get('style', '')}; {reset}")
        self._notes = any(map(MAKES_NOTES.search, (paper, style)))
        self._markers = MAKES_MARKERS in paper or MAKES_MARKERS in style

    def _ua_stylesheets(self, forms: bool = False) -> list[Sheet]:
        return [self._wanted(sheet) for sheet in super()._ua_stylesheets(forms)]

    def _wanted(self, sheet: Sheet) -> Sheet:
        """The sheet without the rules for every element that nothing on this paper asks for."""
        found = sheet.matcher
        wanted, matcher = copy(sheet), copy(found)
        names = matcher.lower_local_name_selectors = dict(found.lower_local_name_selectors)
        of_all = found.other_selectors
        if not self._notes:
            of_all = [rule for rule in of_all if _part(rule) not in NOTES]
        if not self._markers:
            names[ITEM] = names.get(ITEM, []) + [rule for rule in of_all if _part(rule) == MARKER]
            of_all = [rule for rule in of_all if _part(rule) != MARKER]
        matcher.other_selectors = of_all
        wanted.matcher = matcher
        return wanted


def _part(rule: tuple[Any, ...]) -> str | None:
    """The pseudo-element that a rule of a matcher is about."""
    part: str | None = rule[3]
    return part
