"""Markdown of an author: lists and paragraphs, and nothing that a page could load or run."""

from mingzhang.document.markdown import to_html


def test_list_and_paragraphs() -> None:
    html = to_html("主要职责是：\n\n1. 甲；\n2. 乙。\n")
    assert html == "<p>主要职责是：</p><ol><li>甲；</li><li>乙。</li></ol>"


def test_line_break_in_a_paragraph_is_no_space() -> None:
    assert to_html("第一行\n第二行") == "<p>第一行第二行</p>"


def test_headings_stand_below_the_sections_own() -> None:
    assert to_html("# 标题") == "<h4>标题</h4>"


def test_html_is_text() -> None:
    assert "<script>" not in to_html("<script>alert(1)</script>\n\n<b>粗</b>")


def test_nothing_is_loaded_or_linked() -> None:
    html = to_html("![图](http://example.org/a.png) [链](javascript:alert(1)) <http://example.org>")
    assert "<img" not in html
    assert "<a" not in html
