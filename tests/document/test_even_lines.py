"""A cell's text leaves no single character for its last line, and says what it said."""

from decimal import Decimal

import pytest

from mingzhang.document.even_lines import (
    even,
    even_cover,
    even_entry,
    even_title,
    kept_cover,
    kept_title,
)


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


@pytest.mark.parametrize(
    ("title", "html"),
    [
        ("第四部分 附件", "第四部分 附件"),
        (
            "第二部分 某局2024年度部门决算表",
            '第二部分 某局2024年度部<span class="whole">门决算表</span>',
        ),
        # Behind the number, where all that follows has room on a line.
        (
            "第二部分 某某市某某区文化馆2024年度单位决算表",
            '第二部分 <span class="whole">某某市某某区文化馆2024年度单位决算表</span>',
        ),
        # However short, if it is no shorter than what is kept together anyhow.
        (
            "某某市某某区文化馆2024年度单位决算 有关情况",
            '某某市某某区文化馆2024年度单位决算 <span class="whole">有关情况</span>',
        ),
        # Else before the year.
        (
            "第二部分 某某市某某区社会工作和武装工作部2024年度部门决算",
            '第二部分 某某市某某区社会工作和武装工作部<span class="whole">2024年度部门决算</span>',
        ),
        (
            "某某市某某区社会工作和人民武装和退役军人部概况",
            '某某市某某区社会工作和人民武装和退役军<span class="whole">人部概况</span>',
        ),
        # A title is text, whatever it holds.
        ("第一部分 <b>&概况", '第一部分 &lt;b<span class="whole">&gt;&amp;概况</span>'),
    ],
)
def test_a_title_is_broken_where_its_sense_is(title: str, html: str) -> None:
    assert even_title(title) == html


@pytest.mark.parametrize(
    ("title", "html"),
    [
        ("第一部分 部门概况", "第一部分 部门概况"),
        (
            "第三部分 某某市某某区委社会工作部2024年度部门决算情况说明",
            "第三部分 某某市某某区委社会工作部\n2024年度部门决算情况说明",
        ),
    ],
)
def test_no_page_number_stands_alone_in_the_contents(title: str, html: str) -> None:
    assert even_entry(title, 25) == html


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("某市档案馆", ("某市档案馆",)),
        ("2024年度部门决算", ("2024年度部门决算",)),
        # 17 characters have room, 18 have not; 34 with a bracket take three lines.
        ("某某市城乡居民基本医疗保险管理中心", ("某某市城乡居民基本医疗保险管理中心",)),
        ("某某市某城乡居民基本医疗保险管理中心", ("某某市某城乡居民基", "本医疗保险管理中心")),
        (
            "某某市某某区委员会机构编制和社会工作人才服务（技能鉴定）指导保障中心",
            ("某某市某某区委员会机构编", "制和社会工作人才服务（技", "能鉴定）指导保障中心"),
        ),
        # What cannot be made even is left as it is.
        ("A" * 40, ("A" * 40,)),
    ],
)
def test_a_long_line_of_the_cover_becomes_even_lines(line: str, lines: tuple[str, ...]) -> None:
    whole = "".join(f'<span class="whole">{one}</span>' for one in lines)
    assert even_cover(line) == (line if len(lines) == 1 else whole)


def test_a_title_on_the_page_tears_no_year() -> None:
    kept = '某区<span class="whole">2025年</span>预算&amp;说明'
    assert kept_title("某区2025年预算&说明") == kept


def test_the_cover_breaks_beside_the_agency_and_not_within_its_name() -> None:
    broken = '<span class="title-part">某市某局</span><span class="title-part">部门决算</span>'
    assert kept_cover("某市某局部门决算", "某市某局") == broken
    for agency in ("", "某市某局"):
        assert kept_cover("某市2024年预算", agency) == kept_title("某市2024年预算")
