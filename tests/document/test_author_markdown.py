"""Markdown of an author: lists and paragraphs, and nothing that a page could load or run."""

import pytest

from mingzhang.document.author_markdown import to_html


def test_list_and_paragraphs() -> None:
    html = to_html("主要职责是：\n\n1. 甲；\n2. 乙。\n")
    assert html == "<p>主要职责是：</p><ol><li>甲；</li><li>乙。</li></ol>"


@pytest.mark.parametrize(
    "lines",
    [
        ("第一行", "第二行"),
        ("（一）甲", "（二）乙"),
        ("1、甲", "2、乙"),
        ("1．甲", "2．乙"),
        ("1.甲", "2.乙"),
        ("①甲", "②乙"),
        ("一、甲", "二、乙"),
        ("甲", "---", "乙", "==="),
        ("[甲]: 乙", "```", "丙"),
    ],
)
def test_a_line_is_a_line(lines: tuple[str, ...]) -> None:
    assert to_html("\n".join(lines)) == "".join(f"<p>{line}</p>" for line in lines)


def test_blanks_before_a_line_and_after_it_are_none() -> None:
    assert to_html("    甲\n    乙  \n丙") == "<p>甲</p><p>乙</p><p>丙</p>"


def test_a_line_in_a_list_stays_in_its_item() -> None:
    assert to_html("1. 甲\n2.乙\n2. 丙") == "<ol><li>甲<br>2.乙</li><li>丙</li></ol>"


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n\n"])
def test_items_written_apart_are_printed_as_those_written_close(between: str) -> None:
    assert to_html(f"1. 甲{between}2. 乙") == "<ol><li>甲</li><li>乙</li></ol>"
    assert to_html(f"- 甲{between}- 乙") == "<ul><li>甲</li><li>乙</li></ul>"


def test_a_second_paragraph_of_an_item_is_one() -> None:
    assert to_html("1. 甲\n\n   乙\n2. 丙") == "<ol><li>甲<p>乙</p></li><li>丙</li></ol>"


def test_a_number_that_does_not_follow_is_kept() -> None:
    assert to_html("1. 甲\n3. 乙\n4. 丙") == (
        '<ol><li>甲</li></ol><ol start="3"><li>乙</li><li>丙</li></ol>'
    )


def test_signs_of_arithmetic_are_text() -> None:
    assert to_html("人数*天数*标准\n> 5%") == "<p>人数*天数*标准</p><p>&gt; 5%</p>"
    assert to_html("**要点**") == "<p><strong>要点</strong></p>"


def test_what_is_strong_over_lines_is_so_in_each_paragraph() -> None:
    assert to_html("**甲\n乙**丙") == "<p><strong>甲</strong></p><p><strong>乙</strong>丙</p>"


def test_a_table_is_a_table() -> None:
    assert to_html("| 项目 | 金额 |\n|---|--:|\n| 甲 | 1 |\n") == (
        '<table class="listed"><caption></caption>'
        '<thead><tr><th scope="col">项目</th><th scope="col">金额</th></tr></thead>'
        "<tbody><tr><td>甲</td><td>1</td></tr></tbody></table>"
    )


def row(*cells: str, kind: str = "td") -> str:
    scope = ' scope="col"' if kind == "th" else ""
    return "<tr>" + "".join(f"<{kind}{scope}>{cell}</{kind}>" for cell in cells) + "</tr>"


def table(heads: tuple[str, ...], *rows: tuple[str, ...]) -> str:
    body = "".join(row(*cells) for cells in rows)
    head = f"<thead>{row(*heads, kind='th')}</thead><tbody>{body}</tbody>"
    return f'<table class="listed"><caption></caption>{head}</table>'


@pytest.mark.parametrize(
    "dashes", ["|-|-|", "|--|", "|---|", "-|-", "|:-:|", "|——|——|", "|–|–|–|", "| - |", "|：-|-：|"]
)
def test_any_row_of_dashes_makes_a_table(dashes: str) -> None:
    text = f"|项目|金额|\n{dashes}\n|甲|1|"
    assert to_html(text) == table(("项目", "金额"), ("甲", "1"))


def test_a_table_of_wide_pipes_is_a_table() -> None:
    assert to_html("｜项目｜金额｜\n｜-｜-｜\n｜甲｜1｜") == table(("项目", "金额"), ("甲", "1"))


def test_a_line_without_a_pipe_ends_the_table() -> None:
    text = "前文\n|项目|金额|\n|-|-|\n|甲|1|\n后文\n又一段"
    made = table(("项目", "金额"), ("甲", "1"))
    assert to_html(text) == f"<p>前文</p>{made}<p>后文</p><p>又一段</p>"


def test_no_cell_of_a_table_is_lost() -> None:
    text = "|项目|金额|\n|-|-|\n|甲|1|说明|\n|乙|"
    expected = table(("项目", "金额", ""), ("甲", "1", "说明"), ("乙", "", ""))
    assert to_html(text) == expected


def test_an_escaped_pipe_is_a_character() -> None:
    assert to_html("|项目\\|科目|金额|\n|-|-|\n|甲|1|") == table(("项目|科目", "金额"), ("甲", "1"))


def test_headings_stand_below_the_sections_own() -> None:
    assert to_html("# 标题") == "<h4>标题</h4>"


def test_html_is_text() -> None:
    assert "<script>" not in to_html("<script>alert(1)</script>\n\n<b>粗</b>")


def test_nothing_is_loaded_or_linked() -> None:
    html = to_html("![图](http://example.org/a.png) [链](javascript:alert(1)) <http://example.org>")
    assert "<img" not in html
    assert "<a" not in html


def test_marks_of_code_stay() -> None:
    """What an author typed is printed, or it would vanish without a word."""
    assert to_html("保管`档案`。") == "<p>保管`档案`。</p>"
