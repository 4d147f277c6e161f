"""The page: one self-contained file that a reader, a keyboard and a screen reader can use."""

import itertools
import json
import re
from base64 import b64decode
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest

from mingzhang.document.html_page import Cover
from mingzhang.document.open_data import table_csv
from mingzhang.document.render import Document, render
from mingzhang.facts.account import Account
from tests.support import PROJECT, account

DATA = "data:text/csv;charset=utf-8;base64,"
# What one form alone asks for.
OWN = {
    "吉林": "结果应用: 无, 一级项目数: 1, ",
    "四川": "事前评估项目数: 0, 绩效目标项目数: 1, 绩效监控项目数: 0, ",
}
SOURCE = """
    版式: {form}
    公开日期: 2025-10-09
    支出:
      - {{科目: 2080501, 人员经费: 60.88, 年初预算: 60.88}}
    基本支出:
      - {{科目: 30101, 金额: 60.88}}
    上年: {{总计: 60.88, 财政拨款收入: 60.88, 基本支出: 60.88, 财政拨款总计: 60.88,
           一般公共预算财政拨款支出: 60.88, 机关运行经费: 0, 项目支出: 0,
           上级补助收入: 0, 事业收入: 0, 经营收入: 0, 附属单位上缴收入: 0, 其他收入: 0,
           上缴上级支出: 0, 经营支出: 0, 对附属单位补助支出: 0, 三公经费: {{合计: 0}},
           政府性基金预算财政拨款支出: 0, 国有资本经营预算财政拨款支出: 0}}
    绩效: {{{own}管理工作: 无, 自评得分: [], 未完成指标: [], 超额指标: []}}
"""
PERFORMANCE = """
    项目:
      - {名称: 甲<乙>, 资金: {当年财政拨款: [1, 1, 1]}}
"""


class Outline(HTMLParser):
    """What the page holds: elements in order, ids and addresses."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.data: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append(tag)
        self.ids += [values["id"] or ""] if "id" in values else []
        links = [v or "" for k, v in attrs if k in {"href", "src", "action", "srcset"}]
        self.links += [link for link in links if not link.startswith(DATA)]
        self.data += [link for link in links if link.startswith(DATA)]


def source(form: str) -> Account:
    return account(SOURCE.format(form=form, own=OWN.get(form, "")), performance=PERFORMANCE)


def built(form: str) -> Document:
    document, found = render(source(form), PROJECT)
    assert document is not None, found
    return document


@pytest.fixture(scope="module", params=["吉林", "河南"])
def document(request: pytest.FixtureRequest) -> Document:
    return built(request.param)


def test_a_line_of_the_cover_with_a_label_is_apart_in_the_title() -> None:
    assert Cover(("2024年度", "甲局决算"), "").title == "2024年度甲局决算"
    assert Cover(("2024年预算", "主管部门：甲局"), "").title == "2024年预算 主管部门：甲局"


def test_title_cover_and_language(document: Document) -> None:
    assert document.title == "2024年度某市档案馆部门决算"
    assert '<html lang="zh-CN">' in document.html
    assert f"<title>{document.title}</title>" in document.html


def test_the_head_says_what_is_in_it_by_parts_and_tables(document: Document) -> None:
    for html in (document.html, document.paper):
        told = dict(re.findall('<meta name="(description|keywords)" content="([^"]*)">', html))
        assert told["description"] == "；".join(part.title for part in document.parts)
        agency, *titles = told["keywords"].split(", ")
        assert agency == document.cover.agency
        assert titles == list(dict.fromkeys(table.title for table in document.tables))


def test_date_is_written_as_the_form_does() -> None:
    assert '<p class="date">2025年10月9日</p>' in built("吉林").html
    assert '<p class="date">二〇二五年十月九日</p>' in built("河南").html


def test_headings_descend_one_by_one(document: Document) -> None:
    levels = [int(tag[1]) for tag in Outline(document.html).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))


def test_every_address_is_a_place_in_the_page(document: Document) -> None:
    outline = Outline(document.html)
    assert len(outline.ids) == len(set(outline.ids))
    assert {unquote(link.removeprefix("#")) for link in outline.links} <= set(outline.ids)
    assert all(link.startswith("#") for link in outline.links)
    assert {f"#{table.id}" for table in document.tables} <= set(outline.links)
    assert {f"#{s.id}" for s in document.sections if s.title} <= set(outline.links)


def test_parts_and_headings_have_a_link_of_their_own(document: Document) -> None:
    headings = re.findall(r'<h[2-6]( id="[^"]*")?[^>]*>(.*?)</h[2-6]>', document.html)
    told = [text for _, text in headings if text != "目录"]
    assert told
    assert all('<a class="anchor" href="#' in text for text in told)
    assert 'class="anchor"' not in document.paper


def test_a_headings_name_is_its_text_without_the_link(document: Document) -> None:
    headings = re.findall(r'<h[1-6][^>]* aria-label="([^"]*)"[^>]*>(.*?)</h', document.html)
    bare = [re.sub(r' <a class="anchor".*?</a>|<[^>]*>', "", text) for _, text in headings]
    assert [name for name, _ in headings] == bare
    assert len(bare) > len(document.parts)
    assert "<h1 aria-label" not in document.paper


def test_charts_have_a_link_of_their_own() -> None:
    captions = re.findall("<figcaption>(.*?)</figcaption>", built("四川").html)
    assert captions
    for number, caption in enumerate(captions, 1):
        link = f'<a class="anchor" href="#chart-{number}" aria-label="链接：'
        assert link in caption


def test_page_is_self_contained(document: Document) -> None:
    assert not {"link", "img", "iframe"} & set(Outline(document.html).tags)
    assert "Content-Security-Policy" in document.html
    assert "url(" not in document.html
    assert "@import" not in document.html


def test_every_table_has_a_caption(document: Document) -> None:
    tags = Outline(document.html).tags
    assert tags.count("table") == tags.count("caption") == len(document.tables)


def test_parts_and_sections_stand_in_the_forms_order() -> None:
    jilin, henan = built("吉林"), built("河南")
    assert [part.title for part in jilin.parts] == [
        "第一部分 部门概况",
        "第二部分 2024年度部门决算表",
        "第三部分 2024年度部门决算情况说明",
        "第四部分 名词解释",
    ]
    assert len(jilin.parts[2].sections) == 11
    assert len(henan.parts[2].sections) == 13
    assert jilin.parts[1].sections[-1].title == "十、部门预算项目支出绩效自评表"
    assert henan.parts[4].title == "第五部分 项目支出绩效自评情况表"


def test_sections_carry_their_sentences(document: Document) -> None:
    section = next(s for s in document.sections if s.id == "section-03-01")
    assert section.title == "一、收入支出决算总体情况说明"
    assert section.sentences[0].startswith("2024年度收、支总计均为60.88万元。")


def test_figures_of_sentences_carry_their_value(document: Document) -> None:
    assert '均为<span class="whole">60.88万元</span>' in document.paper
    figure = r'均为<span class="whole"><data [^>]*>60\.88</data>万元</span>'
    assert re.search(figure, document.html)
    asked = r'<data class="figure" value="608800" id="section-03-01-f1" data-of="\d+">60.88</data>'
    assert re.search(asked, document.html)


def test_figures_of_tables_carry_their_value_on_the_page_only(document: Document) -> None:
    cell = r'<td class="amount"><data value="608800"[^>]* data-of="\d+">60.88</data></td>'
    assert re.search(cell, document.html)
    assert re.search(r'<th class="text', document.html)
    assert '<td class="amount">60.88</td>' in document.paper


def test_every_figure_leads_to_what_was_typed(document: Document) -> None:
    nodes = json.loads(document.html.split('id="answers">')[1].split("</script>")[0])
    asked = {int(number) for number in re.findall(r'data-of="(\d+)"', document.html)}
    assert asked
    for number in asked:
        typed, waiting = [], [number]
        while waiting:
            node = nodes[waiting.pop()]
            typed += [node[3]] if node[3] else []
            waiting += [part for _, part in (node[4] if len(node) > 4 else [])]
        assert typed or nodes[number][2] == "没有这样的行，为零", nodes[number]


def test_paper_has_nothing_that_paper_cannot_do(document: Document) -> None:
    assert not {"script", "button", "data"} & set(Outline(document.paper).tags)
    assert not Outline(document.paper).data
    assert "data-of" not in document.paper.split("</style>")[1]


def test_tables_and_figures_can_be_downloaded(document: Document) -> None:
    texts = [b64decode(link.removeprefix(DATA)).decode() for link in Outline(document.html).data]
    assert len(texts) == len(document.tables) + 1
    assert set(map(table_csv, document.tables)) <= set(texts)


def test_text_of_a_source_is_escaped_everywhere(document: Document) -> None:
    assert "甲<乙>" not in document.html
    assert "甲&lt;乙&gt;" in document.html


def test_no_space_stands_between_chinese_and_figures(document: Document) -> None:
    text = "".join(line for section in document.sections for line in section.sentences)
    assert not re.search(r"[\u4e00-\u9fff] +[0-9]|[0-9] +[\u4e00-\u9fff]", text)


def test_the_same_source_gives_the_same_page() -> None:
    assert built("吉林").html == built("吉林").html


def test_no_document_where_something_is_missing() -> None:
    document, found = render(account("支出: [{科目: 2080501, 人员经费: 1}]"), PROJECT)
    assert document is None
    assert any(diagnostic.code == "MZ402" for diagnostic in found)


def test_unknown_region_is_told() -> None:
    document, found = render(account("版式: 火星"), PROJECT)
    assert document is None
    assert [diagnostic.code for diagnostic in found] == ["MZ501"]
