"""Numbers of the small headings of a section."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.diagnostics import Place
from mingzhang.document.heading_numbers import misnumbered
from mingzhang.document.narrative import Block
from mingzhang.document.sentence_figures import rendered

PLACE = Place(Path("document.yaml"), 9)


def told(*headings: str) -> list[str]:
    """What is said of headings; one that begins with ``#`` is a smaller one."""
    blocks = [
        Block("h5" if one.startswith("#") else "h4", rendered(one.lstrip("#"))) for one in headings
    ]
    return [one.message for one in misnumbered(blocks, "05-general.j2", PLACE)]


@pytest.mark.parametrize(
    "headings",
    [
        ("（一）甲", "（二）乙", "（三）丙"),
        ("（一）甲", "#1.子", "#2.丑", "（二）乙", "#1.寅"),
        ("甲", "乙"),
        ("（四）一节接着上一节编", "（五）乙"),
        ("（十）甲", "（十一）乙"),
        ("三公经费", "（一）甲"),
        ("1.1 甲", "1.2 乙", "2.1 丙"),
    ],
)
def test_headings_that_count_on(headings: tuple[str, ...]) -> None:
    assert told(*headings) == []


@pytest.mark.parametrize(
    ("headings", "last"),
    [
        (("（一）甲", "（二）乙", "（二）丙"), "“（二）乙”后面是“（二）丙”"),
        (("（一）甲", "（三）乙"), "“（一）甲”后面是“（三）乙”"),
        (("（二）甲", "（一）乙"), "“（二）甲”后面是“（一）乙”"),
        (("（一）甲", "#1.子", "#3.丑", "（二）乙"), "“1.子”后面是“3.丑”"),
    ],
)
def test_headings_that_do_not(headings: tuple[str, ...], last: str) -> None:
    (message,) = told(*headings)
    assert last in message
