"""References in an author's Markdown: computed in the sandbox, or told with the text's line."""

from dataclasses import replace

import pytest

from mingzhang.diagnostics import Diagnostic
from mingzhang.document.narrative import create_narrator
from mingzhang.document.region_folder import read_region
from mingzhang.document.render import render
from mingzhang.document.template_names import read_names
from tests.support import PROJECT, account

SOURCE = """
    支出:
      - {科目: 2080501, 人员经费: 60.88, 年初预算: 60.88}
      - {科目: 2101502, 项目支出: 40.00, 年初预算: 40.00}
    上年: {总计: 90.00}
    附件: [{标题: 评价报告, 文件: report.md}]
"""


def written(text: str, form: str = "吉林") -> tuple[str, list[Diagnostic]]:
    source = account(SOURCE)
    folder = replace(source.folder, texts={"report.md": text})
    source = replace(source, folder=folder)
    region, _ = read_region(form, PROJECT)
    assert region is not None
    narrator = create_narrator(source, region, read_names(source), {})
    return str(narrator.long_text("report.md")), narrator.writer.found


def plain(html: str) -> str:
    return html.replace("<p>", "").replace("</p>", "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("支出{{ 本年支出合计 | 万元 }}万元", ">100.88</data>万元"),
        ("{{年度}}年", "2024年"),
        ("{{ 占比(项目支出, 本年支出合计) }}", ">39.65</data>%"),
        ("{{ 变动(总计, 上年.总计) }}", "增加<data"),
        ("{{ 自评项目 | 个数 }}个", "0个"),
        ("{{ 支出项 | 个数 }}个", "2个"),
        ("{{ 概况.内设机构 | 个数 }}个", "1个"),
        ("**{{ 名称 }}**", "<strong>某市档案馆</strong>"),
    ],
)
def test_what_may_be_referred_to(text: str, shown: str) -> None:
    html, found = written(text)
    assert not found
    assert shown in html


def test_figures_carry_their_exact_value() -> None:
    assert 'class="figure" value="1008800"' in written("{{ 本年支出合计 | 万元 }}")[0]


def test_html_around_a_reference_is_text() -> None:
    html, _ = written("<b>{{ 年度 }}</b><script>")
    assert plain(html) == "&lt;b&gt;2024&lt;/b&gt;&lt;script&gt;"


def test_a_reference_between_marks_of_code_is_one_like_any_other() -> None:
    """The marks are text, which MZ727 tells."""
    html, found = written("写成 `{{ 总计 | 万元 }}`")
    assert plain(html).startswith("写成 `<data")
    assert plain(html).endswith(">100.88</data>`")
    assert not found


@pytest.mark.parametrize(
    ("text", "line", "code", "told"),
    [
        ("第一段\n\n第二段{{ 总记 | 万元 }}", 3, "MZ523", "总记"),
        ("一行\n二行{{ 上年.总记 }}", 2, "MZ523", "总记"),
        ("# 标题\n\n- 甲\n- 乙{{ 总计 | 万圆 }}", 4, "MZ525", "长文里"),
        ("{{ 总计 }}", 1, "MZ525", "万元"),
        ("{{ 7 * 7 }}", 1, "MZ525", "长文里"),
        ("{{ 'a' ~ 'b' }}", 1, "MZ525", "长文里"),
        ("{{ 总计._name }}", 1, "MZ525", "长文里"),
        ("{{ 概况.内设机构[0] }}", 1, "MZ525", "长文里"),
        ("{{ 提醒('绩效', '好') }}", 1, "MZ525", "长文里"),
        ("{{ 职责() }}", 1, "MZ525", "长文里"),
        ("{{ 占比(总计) }}", 1, "MZ525", "长文里"),
        ("{{ range(999999999) | 个数 }}", 1, "MZ525", "长文里"),
        ("{{ 源.绩效.管理工作 | 列举(1) }}", 1, "MZ525", "长文里"),
        ("{{ 总计 | }}", 1, "MZ522", "语法"),
        ("{{ }}", 1, "MZ522", "语法"),
        ("{{ 总计 | 万元", 1, "MZ526", "{{"),
        ("总计 }}", 1, "MZ526", "}}"),
        ("{% for x in 支出项 %}", 1, "MZ526", "{%"),
    ],
)
def test_anything_else_is_told_with_its_line(text: str, line: int, code: str, told: str) -> None:
    html, found = written(text)
    assert [one.code for one in found] == [code]
    mark = "}}" if "{" not in text else "{"
    assert found[0].place.line == line
    assert found[0].place.column == text.splitlines()[line - 1].index(mark) + 1
    assert found[0].place.file.name == "report.md"
    assert told in found[0].message
    assert "<data" not in html


def test_an_authors_value_is_not_computed_again() -> None:
    source = account(SOURCE.replace("名称", "名称"))
    profile = "名称: '{{ 总计 }}'\n类型: 部门\n"
    source = account(SOURCE, profile=profile)
    source = replace(source, folder=replace(source.folder, texts={"report.md": "{{ 名称 }}"}))
    region, _ = read_region("吉林", PROJECT)
    assert region is not None
    narrator = create_narrator(source, region, read_names(source), {})
    assert plain(str(narrator.long_text("report.md"))) == "{{ 总计 }}"


def test_attachments_are_sections_of_their_part() -> None:
    text = SOURCE.replace("支出:", "版式: 四川\n    支出:", 1).replace(
        "总计: 90.00",
        "总计: 90.00, 财政拨款总计: 90.00, 一般公共预算财政拨款支出: 90.00, 机关运行经费: 0,"
        " 三公经费: {合计: 0}, 政府性基金预算财政拨款支出: 0, 国有资本经营预算财政拨款支出: 0",
    )
    text += "    原因: {总计: 增加, 财政拨款总计: 增加, 一般公共预算财政拨款支出: 增加}\n"
    text += "    绩效: {事前评估项目数: 0, 绩效目标项目数: 0, 绩效监控项目数: 0}\n"
    source = account(
        text + "    基本支出: [{科目: 30101, 金额: 60.88}]\n"
        "    项目支出明细: [{科目: 30227, 金额: 40.00}]\n"
    )
    source = replace(
        source, folder=replace(source.folder, texts={"report.md": "# 一、概况\n\n好。"})
    )
    document, found = render(source, PROJECT)
    assert document is not None, [str(fault) for fault in found]
    section = next(s for s in document.sections if s.title == "一、评价报告")
    assert section.sentences == ("一、概况", "好。")


def test_a_reference_nested_without_measure_is_told() -> None:
    text = f"第一行\n\n支出{{{{ {'(' * 300}总计{')' * 300} }}}}万元"
    html, found = written(text)
    assert [(one.code, one.place.line) for one in found] == [("MZ522", 3)]
    assert "总计" not in html


@pytest.mark.parametrize("name", ["上年.总计.shown", "总计.figure.amount.value", "总计.name"])
def test_what_else_a_figure_has_is_not_for_texts(name: str) -> None:
    html, found = written(f"{{{{ {name} }}}}")
    assert [one.code for one in found] == ["MZ525"]
    assert plain(html) == ""
