"""Whole: markup of sentences → the same, in which a number and its unit keep together.

A line may end between any two Chinese characters, also between 2,795.76 and 万元, where a reader
takes the figure for one in 元. What keeps them together is an element of its own, not a joining
character: the text that a reader's program takes from the paper stays as it was.  Where a line is
widened to its edge, the digits of a number are not set apart (``publish/justified_lines.py``).
"""

from __future__ import annotations

import re

UNITS = (
    "万元|亿元|千元|元|万人次|人次|万人|人|批次|批|平方米|公顷|公里|个百分点|个|辆|台|套|次|项|家|名"
    "|户|所|处|件|份|张|年度|年|月|日|天|％"
)
# A drawing has its own lines; what stands in a tag is no text.  On the page a figure whose origin a
# reader can ask for is an element.
NUMBER = re.compile(
    rf"<svg\b.*?</svg>|(?P<whole><data\b[^>]*>[^<]*</data>(?:{UNITS}|%)|\d[\d,.]*(?:{UNITS}|%)"
    rf"|\d[\d,.]*\d)|<[^>]*>",
    re.DOTALL,
)
ELEMENT = '<span class="whole">{}</span>'


def keep_whole(html: str) -> str:
    """The markup with unbroken figures: an element around each number and its unit."""
    return NUMBER.sub(_kept, html)


def _kept(match: re.Match[str]) -> str:
    whole = match["whole"]
    return ELEMENT.format(whole) if whole else match[0]
