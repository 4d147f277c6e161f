"""Headings of a section go down one level at a time, wherever a text begins."""

import pytest
from markupsafe import Markup

from mingzhang.document.author_markdown import to_html
from mingzhang.document.heading_levels import nested
from mingzhang.document.narrative import Block


def tags(*blocks: Block, has_title: bool = True) -> list[str]:
    html = "".join(block.html for block in nested(blocks, has_title=has_title))
    return [part[:2] for part in html.split("<")[1:] if part[0] == "h"]


def file(text: str) -> Block:
    return Block("html", to_html(text))


@pytest.mark.parametrize(
    ("text", "titled", "untitled"),
    [
        ("# 甲\n## 乙\n### 丙\n# 丁", "h4 h5 h6 h4", "h3 h4 h5 h3"),
        ("## 甲\n## 乙", "h4 h4", "h3 h3"),
        ("# 甲\n### 乙\n## 丙\n### 丁", "h4 h5 h5 h6", "h3 h4 h4 h5"),
        ("### 甲\n# 乙\n## 丙", "h4 h4 h5", "h3 h3 h4"),
        ("没有标题", "", ""),
    ],
)
def test_no_level_is_left_out(text: str, titled: str, untitled: str) -> None:
    assert tags(file(text)) == titled.split()
    assert tags(file(text), has_title=False) == untitled.split()


def test_a_file_goes_on_below_the_headings_of_the_template() -> None:
    heading = Block("h4", Markup("（一）职责"))
    assert tags(heading, file("## 甲\n## 乙"), heading) == ["h4", "h5", "h5", "h4"]
    assert tags(Block("h5", Markup("小")), Block("p", Markup("句"))) == ["h4"]


def test_what_is_said_stays() -> None:
    text = "## 甲**乙**\n句子 <h5>\n| 丙 |\n|---|\n| 1 |\n"
    (block,) = nested([file(text)], has_title=True)
    assert block.text == file(text).text
    assert "&lt;h5&gt;" in block.html
