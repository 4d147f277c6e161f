"""Sentences: what the two forms say, what they demand of the author, and faults of templates."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.document.narrative import Block, Narrator, create_narrator, left_out
from mingzhang.document.printing_record import Record, missing, served_twice
from mingzhang.document.region_folder import Region, read_region
from mingzhang.document.render import render
from mingzhang.document.template_names import read_names
from mingzhang.facts.account import Account
from mingzhang.facts.account_reading import read_account
from tests.support import AGENCY, PROJECT, account, budget, budget_folder, codes, folder, only

HERE = Place(Path("document.yaml"), 1)
PREVIOUS = """
    上年: {总计: 100, 财政拨款收入: 100, 基本支出: 100, 项目支出: 0, 财政拨款总计: 100,
           一般公共预算财政拨款支出: 100, 机关运行经费: 0, 上级补助收入: 0, 事业收入: 0,
           经营收入: 0, 附属单位上缴收入: 0, 其他收入: 0, 三公经费: {合计: 0}}
"""
SPENDING = """
    支出:
      - {科目: 2080501, 人员经费: 60.88, 年初预算: 60.88}
      - {科目: 2101506, 项目支出: 1690.14, 年初预算: 628.00, 差异原因: 追加项目。}
      - {科目: 2101502, 项目支出: 88, 年初预算: 0, 差异原因: 追加外包人员}
    基本支出:
      - {科目: 30101, 金额: 50.80}
      - {科目: 30102, 金额: 0}
      - {科目: 30305, 金额: 10.08}
"""
REASONS = """
    原因: {总计: 增加, 财政拨款收入: 增加, 基本支出: 减少, 项目支出: 增加, 财政拨款总计: 增加,
           一般公共预算财政拨款支出: 增加}
"""
Write = Callable[..., tuple[list[str], tuple[Diagnostic, ...]]]


def region(name: str) -> Region:
    found, _ = read_region(name, PROJECT)
    assert found is not None
    return found


def narrator(source: Account, form: Region, terms: Mapping[str, str] | None = None) -> Narrator:
    record = Record()
    return create_narrator(source, form, read_names(source, record), terms or {}, record)


def said(
    source: Account, template: str, form: str = "吉林", **terms: str
) -> tuple[list[str], list[Diagnostic]]:
    """What a section of a form says, line by line."""
    writer = narrator(source, region(form), terms)
    blocks = writer.blocks(f"final/sections/{template}", HERE)
    lacks = missing(writer.writer.record, source.indicators.definitions)
    return [block.text for block in blocks], [
        *writer.writer.found,
        *left_out(writer.writer),
        *lacks,
    ]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Renders the text of a template that a test writes."""
    (tmp_path / "final").mkdir()
    macros = region("吉林").find("final/macros.j2")
    assert macros is not None
    (tmp_path / "final" / "macros.j2").write_text(macros.read_text("utf-8"), "utf-8")

    def rendered(text: str, source: str = "") -> tuple[list[str], tuple[Diagnostic, ...]]:
        (tmp_path / "final" / "x.j2").write_text(text, "utf-8")
        form = Region("试", (tmp_path,), {})
        writer = narrator(account(source), form)
        blocks = writer.blocks("final/x.j2", HERE)
        return [block.html for block in blocks], tuple(writer.writer.found)

    return rendered


# The sentences of the forms


def test_overview_compares_with_last_year_and_says_why() -> None:
    lines, found = said(account(SPENDING + PREVIOUS + REASONS), "01-overview.j2")
    assert not found
    assert "".join(lines) == (
        "2024年度收、支总计均为1,839.02万元。与2023年度相比，收、支总计各增加1,739.02万元，"
        "增长1739.02%。主要原因：增加。"
    )


def test_a_reason_is_demanded_in_the_document_not_in_its_budget() -> None:
    final = folder("支出: [{科目: 2080501, 人员经费: 61.00}]", name="2024-final")
    planned = budget_folder("支出: [{科目: 2080501, 人员经费: 60.00}]", name="2024-budget")
    _, found = said(read_account(replace(final, planned=planned), PROJECT), "05-general.j2")
    told = [fault.place.file.parent.name for fault in only(found, "MZ401")]
    assert told
    assert set(told) == {"2024-final"}


def test_reason_is_demanded_where_a_figure_moved() -> None:
    _, found = said(account(SPENDING + PREVIOUS), "01-overview.j2")
    (missing,) = set(only(found, "MZ401"))
    assert "总计变动了 1,739.02 万元" in missing.message
    assert "原因: 总计" in missing.hint
    assert missing.place.line > 0
    # Either side may be what is wrong: what was typed of this year's first, then last year's.
    assert [place.line for place in missing.suspects][:3] == [2, 4, 3]
    assert "增加" in missing.about


def test_reason_is_not_demanded_of_a_level_figure() -> None:
    text = "    支出: [{科目: 2080501, 人员经费: 100}]" + PREVIOUS
    lines, found = said(account(text), "01-overview.j2", 持平="无变化")
    assert not found
    assert lines[0].endswith("收、支总计无变化。")


def test_last_year_is_demanded_where_this_year_is_not_zero() -> None:
    _, found = said(account(SPENDING), "01-overview.j2")
    (missing,) = set(only(found, "MZ402"))
    assert "没有填写上年的总计" in missing.message
    assert "请在“上年”里填写：总计" in missing.hint
    assert "总计" in missing.about


def test_zero_in_both_years_is_level_where_last_years_is_typed() -> None:
    typed = account(SPENDING + PREVIOUS + REASONS)
    lines, found = said(typed, "02-income.j2", 持平="无变化")
    assert not found
    assert "上级补助收入0.00万元，与上年无变化；" in lines[0]


def test_henan_lists_only_what_is_not_zero_with_its_share() -> None:
    other = "    收入: [{科目: 2299999, 资金: 其他, 金额: 0.20}]\n"
    lines, _ = said(account(SPENDING + other), "02-income.j2", "河南")
    assert "".join(lines) == (
        "2024年度收入合计1,839.22万元，其中：财政拨款收入1,839.02万元，占99.99%；"
        "其他收入0.20万元，占0.01%。"
    )


def test_items_follow_the_row() -> None:
    lines, found = said(account(SPENDING + PREVIOUS + REASONS), "05-general.j2")
    assert not found
    first, second, third = lines[-3:]
    assert first == (
        "1.社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）"
        "年初预算为60.88万元，支出决算为60.88万元，完成年初预算的100.00%。"
    )
    assert second.endswith(
        "年初预算为0.00万元，支出决算为88.00万元。决算数大于预算数的主要原因是追加外包人员。"
    )
    assert third.endswith("，完成年初预算的269.13%。决算数大于预算数的主要原因是追加项目。")


def test_item_without_a_reason_is_told_at_its_figure() -> None:
    text = SPENDING.replace(", 差异原因: 追加外包人员", "") + PREVIOUS + REASONS
    source = account(text)
    _, found = said(source, "05-general.j2")
    (missing,) = only(found, "MZ401")
    assert "科目 2101502" in missing.hint
    row = next(row for row in source.rows if row.code == "2101502")
    assert missing.place.line == row.place.line


def test_a_sum_without_a_reason_is_told_where_that_is_written_and_not_at_its_first_part() -> None:
    source = account("""
        版式: 河南
        三公经费:
          因公出国境费: 0
          公务用车购置费: 0
          公务用车运行维护费: {预算: 1.20, 决算: 1.20, 保有量: 1}
          公务接待费: {预算: 0.09, 决算: 0.07, 国内接待: {批次: 1, 人次: 7}, 外宾接待: 0}
    """)
    _, found = render(source, PROJECT, pages=False)
    (missing,) = [one for one in only(found, "MZ401") if "合计决算" in one.message]
    assert missing.place.line == 2
    assert "请在 三公经费: " in missing.hint


def test_a_row_of_two_kinds_without_a_reason_is_told_at_the_row() -> None:
    text = SPENDING.replace(", 差异原因: 追加外包人员", "").replace(
        "项目支出: 88,", "人员经费: 80.00, 公用经费: 8.00,"
    )
    source = account(text + PREVIOUS + REASONS)
    _, found = said(source, "05-general.j2")
    (missing,) = only(found, "MZ401")
    row = next(row for row in source.rows if row.code == "2101502")
    assert missing.place.line == row.place.line


UNITS = """
单位:
  - {代码: 601001, 名称: 某市档案局, 类型: 行政单位}
  - {代码: 601002, 名称: 某市档案馆, 类型: 行政单位}
支出:
  - {科目: 2080501, 单位: 601001, 项目支出: 60.00, 年初预算: 50.00, 差异原因: 追加项目}
"""


def test_the_reason_of_a_subject_that_one_unit_alone_has_is_the_departments() -> None:
    lines, found = said(account(UNITS), "05-general.j2")
    assert not only(found, "MZ401")
    assert any("追加项目" in line for line in lines)


def test_of_a_subject_of_several_units_the_department_gives_the_reason_in_its_own_line() -> None:
    both = f"{UNITS}  - {{科目: 2080501, 单位: 601002, 项目支出: 6.00, 年初预算: 6.00}}\n"
    _, found = said(account(both), "05-general.j2")
    (missing,) = only(found, "MZ401")
    assert "写一行 - {科目: 2080501, 差异原因: …}" in missing.hint
    own = f"{both}  - {{科目: 2080501, 差异原因: 追加一个项目}}\n"
    lines, found = said(account(own), "05-general.j2")
    assert not only(found, "MZ401")
    assert any("追加一个项目" in line for line in lines)


def test_level_item_is_said_to_be_level_in_henan() -> None:
    lines, _ = said(account(SPENDING + PREVIOUS + REASONS), "05-general.j2", "河南")
    assert any(line.endswith("决算数与年初预算数持平。") for line in lines)


def test_economic_subjects_are_those_that_are_not_zero() -> None:
    lines, _ = said(account(SPENDING), "06-basic.j2")
    assert lines[1] == "人员经费60.88万元，主要包括：基本工资、生活补助。"


def test_official_expenses_without_budget_have_no_rate() -> None:
    lines, found = said(account(SPENDING + PREVIOUS), "09-official.j2")
    assert not found
    assert not any("%" in line for line in lines)


def test_official_expenses_take_counts_and_reasons_from_the_source() -> None:
    text = """
    三公经费:
      公务接待费: {预算: 0.07, 决算: 0.05, 外宾接待: 0,
                   国内接待: {批次: 1, 人次: 7, 用途: 接待检查}, 原因: 节约}
      因公出国境费: 0
      公务用车购置费: 0
      公务用车运行维护费: {预算: 0, 决算: 0, 保有量: 0}
      原因: 节约
    """
    lines, found = said(account(SPENDING + text), "09-official.j2", "河南")
    assert not found
    assert any("决算数小于预算数的主要原因是节约" in line for line in lines)
    assert lines[-1].endswith(
        "主要用于接待检查。2024年共接待国内来访团组1个、来宾7人次（不包括陪同人员）。"
    )


BOUGHT = "政府采购: {货物: 0, 工程: 0, 服务: 215.50, 中小企业: 0}"


def test_a_share_of_nothing_is_not_printed() -> None:
    lines, found = said(account(BOUGHT), "11-procurement.j2", "河南")
    assert not found
    assert "占授予中小企业合同金额" not in lines[0]
    assert "授予中小企业合同金额0.00万元，占政府采购支出总额的0.00%" in lines[0]


def test_a_form_that_prescribes_every_share_prints_none_of_nothing() -> None:
    lines, found = said(account(BOUGHT), "11-procurement.j2")
    assert not found
    assert "占货物支出金额" not in lines[0]
    assert "占授予中小企业合同金额" not in lines[0]
    assert "服务采购授予中小企业合同金额占服务支出金额的0.00%" in lines[0]


def test_vehicles_are_added_up() -> None:
    text = "国有资产: {车辆: {其他用车: 1, 执法执勤用车: 2}}"
    lines, _ = said(account(text), "12-assets.j2", "河南")
    assert "共有车辆3辆，其中：执法执勤用车2辆、其他用车1辆；" in lines[0]


def test_offices_are_counted() -> None:
    profile = AGENCY.replace("[{名称: 办公室}]", "[{名称: 办公室}, {名称: 财务科}]")
    lines, _ = said(account("", profile), "00-structure.j2", "河南")
    assert lines[0] == "某市档案馆内设机构2个，包括：办公室、财务科。"


def test_projects_are_counted_and_added_up() -> None:
    performance = """
    项目:
      - {名称: 甲, 资金: {当年财政拨款: [1, 1, 0.40]}}
      - {名称: 乙, 简称: 乙经费, 资金: {当年财政拨款: [1, 1, 0.60]}}
    """
    lines, _ = said(
        account("支出: [{科目: 2101506, 项目支出: 1}]", performance=performance),
        "13-performance.j2",
    )
    assert "二级项目2个，共涉及资金1.00万元，绩效自评率为100.00%" in lines[1]
    assert lines[3] == "（2）乙经费支出0.60万元。"


def test_scores_are_those_of_the_tables_unless_they_are_listed() -> None:
    performance = """
    项目:
      - 名称: 甲
        资金: {当年财政拨款: [100, 100, 50]}
        资金分值: 10
        指标:
          - {一级: 甲, 二级: 乙, 三级: 丙, 目标值: 1次, 完成值: 1次, 分值: 90, 得分: 80.5}
    """
    lines, _ = said(account("", performance=performance), "13-performance.j2", "河南")
    assert "（1）甲项目85.50分。" in lines
    assert any("完成项目1个，未完成项目0个，项目完成率100.00%" in line for line in lines)


# An author's text is data


def test_text_of_a_source_is_neither_markup_nor_code() -> None:
    evil = "'<script>alert(1)</script>{{ 7*7 }}{% raw %}'"
    text = SPENDING + PREVIOUS + REASONS.replace("{总计: 增加", f"{{总计: {evil}")
    writer = narrator(account(text), region("吉林"))
    (block,) = writer.blocks("final/sections/01-overview.j2", HERE)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}{% raw %}" in block.html


def test_lines_of_a_source_are_paragraphs_and_make_no_heading(write: Write) -> None:
    source = '补充说明: {政府采购: "# 标题\\n\\n  第二段。"}'
    html, _ = write("{{ 补充(源.补充说明.政府采购) }}", source)
    assert html == ["<p>&#35; 标题。</p>", "<p>第二段。</p>"]


def test_one_line_goes_on_and_several_are_paragraphs_of_their_own(write: Write) -> None:
    template = "采购1万元。{{ 补充(源.补充说明.政府采购) }}"
    html, _ = write(template, "补充说明: {政府采购: 都是货物}")
    assert html == ["<p>采购1万元。都是货物。</p>"]
    html, _ = write(template, '补充说明: {政府采购: "都是货物。\\n没有服务。"}')
    assert html == ["<p>采购1万元。</p>", "<p>都是货物。</p>", "<p>没有服务。</p>"]


# How a template reads


def test_a_line_is_a_paragraph_and_an_indented_line_goes_on(write: Write) -> None:
    html, found = write(
        "# （一）标题\n第一段，\n  接着。\n\n第二段{% if true %}。{% endif %}\n第三段\n"
    )
    assert not found
    assert html == [
        "<h4>（一）标题</h4>",
        "<p>第一段，接着。</p>",
        "<p>第二段。</p>",
        "<p>第三段</p>",
    ]


def test_an_indented_line_goes_on_also_where_a_block_begins_it(write: Write) -> None:
    html, found = write(
        "甲。\n  {% for x in [1, 2] %}\n  {% if x > 1 %}乙。{% endif %}\n  {% endfor %}\n丙"
    )
    assert not found
    assert html == ["<p>甲。乙。</p>", "<p>丙</p>"]


def test_what_an_author_left_out_is_zero_or_empty(write: Write) -> None:
    html, found = write(
        "{{ 源.三公经费.公务接待费.国内接待.批次 }}批"
        "{{ 源.绩效.结果应用 }}{{ 源.绩效.问题 | length }}"
    )
    assert not found
    assert html == ["<p>0批0</p>"]


# Faults of templates


@pytest.mark.parametrize(
    ("text", "line", "code", "words"),
    [
        ("好\n{{ 总记 | 万元 }}", 2, "MZ523", "总记"),
        ("{{ 三公经费.接待.决算 | 万元 }}", 1, "MZ523", "接待"),
        ("\n\n{{ 源.三公经费.公务接待 }}", 3, "MZ523", "公务接待"),
        ("{{ 变动(总计, 上年.总记) }}", 1, "MZ523", "总记"),
        ("好\n{% if 总计 %}", 2, "MZ522", "语法"),
        ("{{ 总计 | 万圆 }}", 1, "MZ522", "万圆"),
        ("{{ ''.__class__ }}", 1, "MZ524", "不允许"),
        ("\n{{ 总计 }}", 2, "MZ525", "万元"),
        ("\n{{ 占比(1, 2) }}", 2, "MZ525", "占比"),
        ("\n{{ 变动(总计) }}", 2, "MZ525", "无法计算"),
        ("{{ 1 / 0 }}", 1, "MZ525", "无法计算"),
        ("{% include '没有.j2' %}", 1, "MZ521", "找不到模板“没有.j2”。"),
        ("{% include ['没有.j2', '也没有.j2'] %}", 1, "MZ521", "“没有.j2”“也没有.j2”"),
    ],
)
def test_fault_of_a_template(write: Write, text: str, line: int, code: str, words: str) -> None:
    html, (fault,) = write(text)
    assert not html
    assert fault.code == code
    assert fault.place.file.name == "x.j2"
    assert fault.place.line == line
    assert words in fault.message


LAST = "\n    上年: {总计: 100.00, 基本支出: 60.00, 项目支出: 40.00}"
SPENT = "支出: [{科目: 2080501, 人员经费: 70.00, 项目支出: 20.00, 年初预算: 80.00}]"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ 变动(上年.项目支出, 项目支出) }}", "写反了"),
        ("{{ 完成率(一般公共预算年初预算, 一般公共预算财政拨款支出) }}", "写反了"),
        (
            "{% set 费 = 源.三公经费.公务接待费 %}{{ 完成率(费.预算, 费.决算, '预算') }}",
            "写反了",
        ),
        ("{% for 项 in 支出项 %}{{ 完成率(项.年初预算, 项.决算) }}{% endfor %}", "写反了"),
        ("{{ 占比(本年支出合计, 项目支出) }}", "请写成“占比(项目支出, 本年支出合计)”"),
        ("{{ 变动额(项目支出, 上年.基本支出) }}", "不是同一个数：项目支出 与上年的 基本支出"),
        (
            "{% for 项 in 支出项 %}{{ 完成率(项.决算, 项.年初预算, '全年预算') }}{% endfor %}",
            "“完成全年预算的”，比的却是年初预算",
        ),
    ],
)
def test_what_is_compared_is_one_figure_and_its_own_base(
    write: Write, text: str, words: str
) -> None:
    _, (fault,) = write(text, f"    {SPENT}{LAST}")
    assert fault.code == "MZ525"
    assert words in fault.message


def test_a_class_is_for_what_its_author_says_or_for_its_items(write: Write) -> None:
    source = """
        版式: 上海
        支出:
          - {科目: 208, 用途: 离退休人员}
          - {科目: 2080501, 人员经费: 7.00, 年初预算: 7.00}
          - {科目: 2101501, 人员经费: 8.00, 年初预算: 8.00}
    """
    text = "{% for 类 in 支出类 %}{{ 类 | 称谓 }}用于{{ 科目用途[类 | 编码] }}；{% endfor %}"
    lines, found = write(text, source)
    assert not found
    assert lines == ["<p>社会保障和就业支出用于离退休人员；卫生健康支出用于行政运行；</p>"]


def test_a_class_of_another_fund_is_for_its_items(write: Write) -> None:
    source = """
        支出:
          - {科目: 2080501, 人员经费: 7.00}
          - {科目: 2120899, 资金: 政府性基金, 项目支出: 8.00}
    """
    lines, found = write("用于{{ 科目用途['212'] }}", source)
    assert not found
    assert lines == ["<p>用于其他国有土地使用权出让收入安排的支出</p>"]


TWO_FUNDS = """
    版式: 吉林省级
    支出:
      - {科目: 2120101, 人员经费: 10.00}
      - {科目: 2120899, 资金: 政府性基金, 人员经费: 7.00}
      TOLD
    项目: []
"""


@pytest.mark.parametrize(
    ("told", "general", "whole"),
    [
        ("", "行政运行", "行政运行、其他国有土地使用权出让收入安排的支出"),
        ("- {科目: 212, 用途: 城市管理。}", "城市管理。", "城市管理。"),
        (
            "- {科目: 212, 用途: 城市管理}\n      - {科目: 212, 资金: 政府性基金, 用途: 征地}",
            "城市管理",
            "城市管理；征地",
        ),
        (
            "- {科目: 212, 资金: 政府性基金, 用途: 征地}",
            "行政运行",
            "行政运行；征地",
        ),
        (
            "- {科目: 212, 资金: 一般公共预算, 用途: 运转。}",
            "运转。",
            "其他国有土地使用权出让收入安排的支出；运转。",
        ),
        ("- {科目: 212, 资金: 财政拨款, 用途: 运转}", "行政运行", "运转"),
    ],
)
def test_a_class_that_two_funds_pay_for_is_for_what_is_printed(
    told: str, general: str, whole: str
) -> None:
    names = read_names(budget(TWO_FUNDS.replace("TOLD", told)))
    purposes = names["科目用途"]
    assert isinstance(purposes, dict)
    for name, words in (("一般公共预算类", general), ("支出类", whole)):
        classes = names[name]
        assert isinstance(classes, list)
        assert [purposes[spent.code] for spent in classes] == [words]


@pytest.mark.parametrize(
    ("fund", "words"),
    [("非财政", ""), ("一般公共预算", "学会经费"), ("财政拨款", "学会经费"), ("全部", "学会经费")],
)
def test_words_of_other_money_are_not_of_an_items(fund: str, words: str) -> None:
    lines = f"""
    版式: 吉林省级
    支出:
      - {{科目: 2012604, 人员经费: 10.00}}
      - {{科目: 2012604, 资金: {fund}, 用途: 学会经费}}
    项目: []
"""
    items = read_names(budget(lines))["财政拨款支出项"]
    assert isinstance(items, list)
    assert str(items[0]["源"]["用途"] or "") == words


def test_two_names_of_one_figure_are_compared(write: Write) -> None:
    _, found = write("{{ 变动(收入总计, 上年.总计) }}", f"    {SPENT}{LAST}")
    assert not found


def test_sentences_may_be_in_yuan(tmp_path: Path) -> None:
    (tmp_path / "final").mkdir()
    text = "支出{{ 总计 | 元 }}元（{{ 总计 | 万元 }}万元），比上年{{ 变动(总计, 上年.总计) }}。"
    (tmp_path / "final" / "x.j2").write_text(text, "utf-8")
    source = account("""
        金额单位: 元
        支出: [{科目: 2080501, 人员经费: 1234567.89, 年初预算: 0}]
        上年: {总计: 1234567.00}
    """)
    writer = narrator(source, Region("试", (tmp_path,), {"文字单位": "元"}))
    (block,) = writer.blocks("final/x.j2", HERE)
    assert block.text.startswith("支出1,234,567.89元（123.46万元），比上年增加0.89元，增长")
    assert not writer.writer.record.rough


def test_an_amount_in_yuan_that_nobody_typed_to_the_yuan_is_taken_down(tmp_path: Path) -> None:
    (tmp_path / "final").mkdir()
    (tmp_path / "final" / "x.j2").write_text("支出{{ 总计 | 元 }}元。", "utf-8")
    source = account("支出: [{科目: 2080501, 人员经费: 123.45, 年初预算: 0}]")
    writer = narrator(source, Region("试", (tmp_path,), {}))
    (block,) = writer.blocks("final/x.j2", HERE)
    assert block.text == "支出1,234,500.00元。"
    assert len(writer.writer.record.rough) == 1


def test_fault_names_what_was_meant(write: Write) -> None:
    _, (fault,) = write("{{ 财政拨款收人 | 万元 }}")
    assert "财政拨款收入" in fault.hint


def test_missing_template_is_told_where_it_is_asked_for() -> None:
    _, found = said(account(SPENDING), "99-none.j2")
    assert codes(found) == ["MZ521"]
    assert found[0].place == HERE


def test_text_of_a_list_stands_by_lines() -> None:
    writer = narrator(account(""), region("吉林"))
    (block,) = writer.blocks("final/sections/00-duties.j2", HERE)
    assert isinstance(block, Block)
    assert block.html == "<p>保管档案。</p>"
    assert block.text == "保管档案。"


# Reasons of pairs

ADJUSTED = """
    支出:
      - {科目: 2080501, 人员经费: 10.00, 年初预算: 9.00, 全年预算: 12.00, 差异原因: 追加人员, MORE}
"""
BOTH_BASES = (
    "{% for 项 in 支出项 %}甲{{ 原因(项.决算, 项.年初预算) }}；"
    "乙{{ 原因(项.决算, 项.全年预算) }}{{ 完成率(项.决算, 项.全年预算, '全年预算') }}{% endfor %}"
)


def test_each_base_has_its_reason_and_its_completion(write: Write) -> None:
    lines, found = write(BOTH_BASES, ADJUSTED.replace("MORE", "全年预算差异原因: 人员晚到"))
    assert not found
    assert "甲，主要原因是追加人员；乙，主要原因是人员晚到" in lines[0]
    assert "完成全年预算的" in lines[0]
    assert "83.33" in lines[0]


def test_one_reason_behind_two_comparisons_is_refused(tmp_path: Path) -> None:
    (tmp_path / "final").mkdir()
    text = (
        "{% set 费 = 三公经费.公务接待费 %}"
        "甲{{ 原因(费.决算, 费.年初预算) }}；乙{{ 原因(费.决算, 费.预算) }}"
    )
    (tmp_path / "final" / "x.j2").write_text(text, "utf-8")
    cost = "{年初预算: 9.00, 预算: 8.00, 决算: 7.00, 差异原因: 接待减少}"
    source = account(f"三公经费: {{公务接待费: {cost}}}")
    writer = narrator(source, Region("试", (tmp_path,), {}))
    writer.blocks("final/x.j2", HERE)
    (fault,) = served_twice(writer.writer.record, source.reasons)
    assert (fault.code, str(fault.place)) == ("MZ346", "disclosure.yaml:1:54")
    assert "年初预算、预算" in fault.message
    assert "与预算比较的写在 三公经费: 公务接待费: 全年预算差异原因 里" in fault.hint


@pytest.mark.parametrize("text", ["与预算{0}；与上年{1}", "与上年{1}；与预算{0}"])
def test_two_comparisons_of_one_figure_are_explained_under_two_keys(
    tmp_path: Path, text: str
) -> None:
    """Under 原因 alone one reason would be printed behind both, which is refused (MZ346)."""
    both = "{{ 原因(合.决算, 合.预算) }}", "{{ 原因(合.决算, 上年.三公经费.合计.决算) }}"
    none = "因公出国境费: 0, 公务用车购置费: 0, 公务用车运行维护费"
    car, meals = "{预算: 0, 决算: 0, 保有量: 0}", "{预算: 9.00, 决算: 7.00}"
    source = account(f"""
        三公经费: {{{none}: {car}, 公务接待费: {meals}}}
        上年: {{三公经费: {{{none}: 0, 公务接待费: 6.00}}}}
    """)
    (tmp_path / "final").mkdir()
    lines = "{% set 合 = 三公经费.合计 %}" + text.format(*both)
    (tmp_path / "final" / "x.j2").write_text(lines, "utf-8")
    writer = narrator(source, Region("试", (tmp_path,), {}))
    writer.blocks("final/x.j2", HERE)
    assert {d.message: d.hint for d in left_out(writer.writer)} == {
        "三公经费合计决算变动了 -2.00 万元，缺少原因。": "请在 三公经费: 差异原因 里写明。",
        "三公经费合计决算变动了 1.00 万元，缺少原因。": "请在 三公经费: 原因 里写明。",
    }
    assert {("三公经费", "差异原因"), ("三公经费", "原因")} <= {*writer.writer.record.unexplained}


def test_of_a_reason_why_another_budget_differs_its_author_is_told(tmp_path: Path) -> None:
    (tmp_path / "final").mkdir()
    (tmp_path / "final" / "x.j2").write_text(BOTH_BASES, "utf-8")
    source = account(ADJUSTED.replace("MORE", "说明: 无"))
    writer = narrator(source, Region("试", (tmp_path,), {}))
    writer.blocks("final/x.j2", HERE)
    (fault,) = only(left_out(writer.writer), "MZ401")
    assert str(fault.place) == "disclosure.yaml:2:63"
    assert "“追加人员”是与年初预算不同的原因，这一句与全年预算比较" in fault.hint
    assert "支出: 科目 2080501: 全年预算差异原因" in fault.hint


def test_reasons_are_asked_of_a_figure_and_its_own_base(write: Write) -> None:
    _, found = write("{{ 原因(总计, 上年.基本支出) }}", PREVIOUS)
    (fault,) = found
    assert "同一个数的本年和上年" in fault.message


def test_whether_a_figure_was_typed_may_be_asked_without_needing_it(write: Write) -> None:
    text = "{% for 项 in 支出项 %}{{ '有' if 项.全年预算 | 已填 else '没有' }}{% endfor %}"
    lines, found = write(text, "支出: [{科目: 2080501, 人员经费: 10.00, 年初预算: 9.00}]")
    assert not found
    assert lines == ["<p>没有</p>"]
    lines, _ = write(text, ADJUSTED.replace("MORE", "说明: 无"))
    assert lines == ["<p>有</p>"]


@pytest.mark.parametrize(
    ("least", "before", "asked"),
    [("10%", "9.09", True), ("10%", "9.10", False), ("0.5", "9.50", True), ("0.5", "9.51", False)],
)
def test_a_form_may_ask_for_no_reason_of_a_small_change(
    tmp_path: Path, least: str, before: str, asked: bool
) -> None:
    (tmp_path / "final").mkdir()
    text = "{% for 项 in 支出项 %}{{ 原因(项.决算, 项.年初预算) }}{% endfor %}"
    (tmp_path / "final" / "x.j2").write_text(text, "utf-8")
    source = account(f"支出: [{{科目: 2080501, 人员经费: 10.00, 年初预算: {before}}}]")
    writer = narrator(source, Region("试", (tmp_path,), {"原因下限": least}))
    writer.blocks("final/x.j2", HERE)
    assert bool(only(left_out(writer.writer), "MZ401")) is asked


CARS = """
    支出: [{科目: 2080501, 公用经费: 20.00, 年初预算: 20.00}]
    三公经费:
      公务用车购置费: {决算: 0, 购置数: 0}
      公务用车运行维护费: {决算: 14.80, 保有量: 6}
"""
OF_CARS = "平均(三公经费.公务用车运行维护费.决算, 源.三公经费.公务用车运行维护费.保有量)"


def test_an_average_is_of_the_amount_shown_and_says_its_unit(write: Write) -> None:
    (line,), found = write(f"车均{{{{ {OF_CARS} }}}}。", CARS)
    assert not found
    assert re.sub("<[^>]*>", "", line) == "车均2.47万元。"
    assert 'value="24700"' in line


def test_an_average_of_no_count_says_nothing(write: Write) -> None:
    text = "车均{{ 平均(三公经费.公务用车购置费.决算, 源.三公经费.公务用车购置费.购置数) }}。"
    assert write(text, CARS) == (["<p>车均。</p>"], ())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ 平均(总计, 总计) }}", "“平均”先写金额，再写个数"),
        ("{{ 平均(3, 总计) }}", "不用“平均”，直接写"),
        (
            "{{ (三公经费.公务用车运行维护费.决算 / 6) | 万元 }}",
            "句子里不能拿指标直接加减乘除。",
        ),
        ("{{ 基本支出 + 项目支出 }}", "句子里不能拿指标直接加减乘除。"),
        ("车辆{{ 源.国有资产.车辆 }}辆。", "这里是一组键，不能直接印，请写到哪一个："),
    ],
)
def test_what_cannot_be_computed_or_printed_is_told_in_chinese(
    write: Write, text: str, words: str
) -> None:
    _, (fault,) = write(text, CARS)
    assert fault.code == "MZ525"
    assert words in fault.message
    assert "unsupported" not in fault.hint
