"""A cell's text leaves no single character for its last line, and says what it said."""

from decimal import Decimal

import pytest

from mingzhang.document.even_lines import even


@pytest.mark.parametrize(
    ("text", "room", "html"),
    [
        ("科目代码", "5", "科目代码"),
        ("科目代码", "3.7", '科目<span class="whole">代码</span>'),
        # The width of a cell is not known to the point.
        ("科目代码", "4", '科目<span class="whole">代码</span>'),
        ("年度总体目标", "5", '年度总体<span class="whole">目标</span>'),
        # A bracket clings to what it encloses.
        ("因公出国（境）费", "7", '因公出国<span class="whole">（境）费</span>'),
        ("因公出国（境）费", "3", "因公出国（境）费"),
        ("发到12人不再另行发放", "5", '发到<span class="whole">12人</span>不再另行发放'),
        ("<b>&", "9", "&lt;b&gt;&amp;"),
        ("", "3", ""),
    ],
)
def test_the_end_of_a_text_is_kept_together(text: str, room: str, html: str) -> None:
    assert even(text, Decimal(room)) == html
