"""The walk: what a document says and the text of its pages, side by side."""

from __future__ import annotations

import pytest

from mingzhang.verify.page_comparison import Difference, cut, walk
from mingzhang.verify.page_texts import Piece, spoken

PAPER = """
<h1>某局决算</h1>
<nav class="toc"><ol><li><a href="#part-1">第一部分 概况</a></li>
<li><a href="#part-2">第二部分 表</a></li></ol></nav>
<section id="part-1" data-section="概况"><h2>第一部分 概况</h2>
<ol><li>管理档案。</li><li>保管 1,200 卷。</li></ol></section>
<section id="part-2" data-section="表"><h2>第二部分 表</h2>
<figure id="table-01" data-table="公开01表"><table><caption>收入表</caption>
<thead><tr><th>项目</th><th>金额</th></tr></thead>
<tbody><tr><td>财政拨款</td><td>60.88</td></tr><tr><td>其他收入</td><td>1.20</td></tr></tbody>
</table></figure>
<figure class="chart"><svg><title>说明</title><text>2023年</text><text>31.55</text></svg>
<figcaption>图1</figcaption></figure><p>全年收入62.08万元。</p></section>
"""
PAGES = (
    "某局决算\n",
    "第一部分 概况 ………… 3\n第二部分 表 ………… 4\n— 2 —",
    "第一部分 概况\n（一）管理档案。\n（二）保管 1,200 卷。\n— 3 —",
    "第二部分 表\n收入表\n项目 金额\n财政拨款 60.88\n— 4 —",
    "项目 金额\n其他收入 1.20\n图1\n全年收入62.0\n8万元。\n2023年31.55\n2024年 收入表（续）\n— 5 —",
)
TITLES = ("收入表", "2024年 收入表")


def differences(*changes: tuple[str, str]) -> tuple[Difference, ...]:
    text = "\f".join(PAGES)
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return walk(spoken(PAPER), text.split("\f"), TITLES)


def test_what_pages_add_by_themselves_is_no_difference() -> None:
    assert differences() == ()


def test_a_long_difference_is_known_whole() -> None:
    """Of another program's paper only what differs in figures is told, wherever these stand."""
    (one,) = differences(("全年收入62.0\n8万元。", f"{'甲' * 60}71.23{'乙' * 60}"))
    assert "71.23" in one.printed
    assert len(cut(one.printed)) < len(one.printed)


def test_a_list_is_read_with_the_number_that_it_begins_with() -> None:
    lists = "".join(f'<ol start="{n}"><li>甲</li><li>乙</li></ol>' for n in (0, 3, 99, 1000))
    said = "".join(piece.text for piece in spoken(lists))
    assert said == "（0）甲（一）乙（三）甲（四）乙（九十九）甲（100）乙（1000）甲（1001）乙"


@pytest.mark.parametrize(
    ("old", "new", "page", "printed", "computed"),
    [
        ("60.88", "60.89", 4, "60.89", "60.88"),
        ("1.20", "7.20", 5, "7.20", "1.20"),
        ("62.0\n8", "62.0\n3", 5, "62.03", "62.08"),
        ("1,200", "1,300", 3, "1,300", "1,200"),
        ("31.55", "31.56", 5, "31.56", "31.55"),
        ("………… 4", "………… 5", 2, "5", "4"),
        ("— 4 —", "— 7 —", 4, "7", "4"),
        ("（二）", "（三）", 3, "三", "二"),
        # The title of a form that goes on stands above its further pages, and behind their text.
        ("2024年 收入表（续）", "2025年 收入表（续）", 5, "2025年", ""),
        ("财政拨款", "财政补助拨款", 4, "财政补助拨款", "财政拨款"),
    ],
)
def test_a_change_is_found_on_its_page(
    old: str, new: str, page: int, printed: str, computed: str
) -> None:
    (one,) = differences((old, new))
    assert one.page == page
    assert printed in one.printed
    assert computed in one.computed


def test_a_chart_that_begins_as_the_text_does() -> None:
    pieces = spoken(
        "<p>共3项。</p><svg><text>3</text><text>公务接待费</text></svg><p>3.公务接待费0.04万元。</p>"
    )
    assert walk(pieces, ("共3项。3公务接待费3.公务接待费0.04万元。",)) == ()


@pytest.mark.parametrize(
    ("printed", "is_right"),
    [
        ("12 1基本支出 9.2万元 2项目支出 8.9万元", True),
        # Two halves of a pie: both numbers stand on one line, the second at its left.
        ("21 1基本支出 9.2万元 2项目支出 8.9万元", True),
        ("31 1基本支出 9.2万元 2项目支出 8.9万元", False),
        ("21 1基本支出 9.8万元 2项目支出 8.9万元", False),
        ("21 2基本支出 9.2万元 1项目支出 8.9万元", False),
    ],
)
def test_numbers_of_a_pies_slices_in_the_order_of_the_page(printed: str, is_right: bool) -> None:
    pieces = spoken(
        "<p>图。</p><svg><text>1</text><text>2</text><text>1 基本支出</text><text>9.2万元</text>"
        "<text>2 项目支出</text><text>8.9万元</text></svg>"
    )
    assert (walk(pieces, (f"图。{printed}",)) == ()) is is_right


def test_two_changes_are_two_differences() -> None:
    found = differences(("60.88", "61.88"), ("1.20", "1.21"))
    assert [(one.page, one.printed) for one in found] == [(4, "61.88"), (5, "1.21")]


def test_a_table_is_named() -> None:
    (one,) = differences(("60.88", "60.80"))
    assert one.place == "表“公开01表”"


def test_heads_set_line_by_line_are_the_same_heads() -> None:
    pieces = [Piece(text, "表", "table-09") for text in ("公务接待费", "小计", "1.20")]
    assert walk(pieces, ("公务接 小计 待费 1.20",)) == ()
    assert walk(pieces, ("公务接 小计 待费 1.02",)) != ()


def test_another_document_altogether_is_told_once() -> None:
    found = walk(spoken(PAPER), ("别的文件，与此无关。",))
    assert len(found) == 1


def test_a_text_that_is_left_out_or_added() -> None:
    (gone,) = differences(("（二）保管 1,200 卷。", ""))
    assert "1,200" in gone.computed
    (more,) = differences(("全年收入", "以下数字作废。全年收入"))
    assert "作废" in more.printed


def test_a_title_that_begins_with_a_number_follows_the_number_of_a_page() -> None:
    titles = {"第二部分 表": "2. 收支总表", "第一部分 概况": "1. 收入总表"}
    paper = PAPER
    for old, new in titles.items():
        paper = paper.replace(old, new)
    pages = "\f".join(PAGES)
    for old, new in titles.items():
        pages = pages.replace(old, new)
    assert walk(spoken(paper), pages.split("\f"), TITLES) == ()


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("本年收入大于支出。", "本年支出大于收入。"),
        ("共接待十三批。", "共接待三十批。"),
        ("收入增加，支出减少。", "收入减少，支出增加。"),
    ],
)
def test_a_sentence_turned_round_differs_though_its_characters_are_the_same(
    right: str, wrong: str
) -> None:
    found = walk([Piece(right, "一、收支")], [wrong])
    assert {one.place for one in found} == {"一、收支"}


def test_words_of_a_cell_turned_round_differ() -> None:
    cells = [Piece("收入大于支出", "表", "table-01"), Piece("备注", "表", "table-01")]
    assert walk(cells, ["支出大于收入备注"])


def test_lines_of_neighbouring_cells_are_set_beside_one_another() -> None:
    first, second = "机关事业单位基本养老保险", "国有土地使用权出让收入安排"
    cells = [Piece(first, "表", "table-01"), Piece(second, "表", "table-01")]
    assert walk(cells, [first[:6] + second[:7] + first[6:] + second[7:]]) == ()


def test_a_repeated_head_may_be_set_in_another_order_but_not_with_other_digits() -> None:
    head = (Piece("公共2024预算", "表", table="表", is_head=True),)
    pieces = (*head, Piece("1.20", "表", table="表"), Piece("3.40", "表", table="表"))
    assert walk(pieces, ("公共2024预算1.20", "预算公共2024 3.40")) == ()
    assert walk(pieces, ("公共2024预算1.20", "预算公共2042 3.40")) != ()
