"""The whole that a sentence names against the one that its share is of."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.document.contradicting_sentences import contradictions
from mingzhang.document.region_folder import Region, read_region
from mingzhang.document.template_contradictions import template_contradictions
from mingzhang.document.template_environment import create_environment
from mingzhang.document.template_names import read_names
from mingzhang.facts.account_reading import read_account
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.project import Project
from tests.support import PROJECT, account, budget

SOURCE = """
    支出: [{科目: 2080501, 人员经费: 10.00, 项目支出: 20.00, 年末结转: MORE}]
    基本支出: [{科目: 30101, 金额: 10.00}]
    结转结余: {使用非财政拨款结余: 0, 结余分配: 0}
    政府采购: {货物: 5.00, 工程: 0, 服务: 1.00, 中小企业: 4.00, 小微企业: 3.00}
"""


def told(words: str, kept: str = "3.00", more: str = "") -> list[str]:
    region, _ = read_region("全国", PROJECT, "final")
    assert isinstance(region, Region)
    made = account(SOURCE.replace("MORE", kept).replace("年末结转:", f"{more}年末结转:"))
    tree = create_environment(region).parse(words)
    return [one.message for one in contradictions(tree, Path("01.j2"), read_names(made), made)]


@pytest.mark.parametrize(
    ("words", "said", "whole"),
    [
        ("占支出合计的{{ 占比(项目支出, 总计) }}。", "本年支出合计", "总计"),
        ("占支出合计{{ 占比(项目支出, 财政拨款总计) }}。", "本年支出合计", "财政拨款总计"),
        (
            "占政府采购支出总额的{{ 占比(政府采购.小微企业, 政府采购.中小企业) }}。",
            "总额",
            "政府采购.中小企业",
        ),
        (
            "占授予中小企业合同金额的{{ 占比(政府采购.小微企业, 政府采购.总额) }}。",
            "中小企业",
            "政府采购.总额",
        ),
        (
            "占政府性基金支出的{{ 占比(项目支出, 财政拨款支出) }}。",
            "政府性基金支出",
            "财政拨款支出",
        ),
    ],
)
def test_a_share_of_another_whole_than_the_words_name(words: str, said: str, whole: str) -> None:
    assert told(words) == [f"说的是占“{said}”的，比的却是“{whole}”。"]


@pytest.mark.parametrize(
    "words",
    [
        "占政府采购支出总额的{{ 占比(政府采购.小微企业, 政府采购.总额) }}。",
        "占中小企业合同总额的{{ 占比(政府采购.小微企业, 政府采购.中小企业) }}。",
        "占收支总计的{{ 占比(项目支出, 总计) }}。",
    ],
)
def test_a_share_of_what_the_words_name(words: str) -> None:
    assert told(words) == []


@pytest.mark.parametrize(
    ("words", "is_told"),
    [
        ("公务接待费决算{{ 三公经费.公务接待费 | 万元 }}万元。", True),
        ("公务接待费支出决算为{{ 三公经费.公务接待费 | 万元 }}万元。", True),
        ("公务接待费预算{{ 三公经费.公务接待费 | 万元 }}万元。", False),
        ("上年决算{{ 上年.三公经费.公务接待费 | 万元 }}万元。", False),
    ],
)
def test_what_a_plan_calls_a_result(words: str, *, is_told: bool) -> None:
    region, _ = read_region("全国", PROJECT, "budget")
    assert isinstance(region, Region)
    made = budget("支出: [{科目: 2080501, 人员经费: 10.00}]\n三公经费: {公务接待费: 1.00}")
    tree = create_environment(region).parse(words)
    found = [*contradictions(tree, Path("01.j2"), read_names(made), made)]
    assert [one.message for one in found] == (
        ["这是部门预算，“三公经费.公务接待费”不是决算数。"] if is_told else []
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "项目支出{{ 项目支出 | 万元 }}万元，占{{ 占比(基本支出, 总计) }}。",
            "前面印的是“项目支出”，“占比”算的却是“基本支出”。",
        ),
        ("项目支出{{ 项目支出 | 万元 }}万元，占{{ 占比(项目支出, 总计) }}。", ""),
        (
            "{{ 变动(项目支出, 上年.项目支出) }}{{ 原因(基本支出, 上年.项目支出) }}。",
            "说的是“项目支出”的变动，原因却是“基本支出”的。",
        ),
        ("{{ 变动(项目支出, 上年.项目支出) }}{{ 原因(项目支出, 上年.项目支出) }}。", ""),
        (
            "{{ 变动(项目支出, 上年.项目支出) }}。基本支出{{ 原因(基本支出, 上年.项目支出) }}。",
            "",
        ),
    ],
)
def test_what_is_said_of_the_figure_before_it(words: str, said: str) -> None:
    assert told(words) == ([said] if said else [])


GENERAL = "一般公共预算财政拨款支出"
PLANNED = "一般公共预算年初预算"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (f"与上年相比{{{{ 变动({GENERAL}, {PLANNED}) }}}}", f"与“上年相比”比，比的却是“{PLANNED}”"),
        (f"与上年相比，{{{{ 变动({GENERAL}, 上年.{GENERAL}) }}}}", ""),
        (f"比年初预算{{{{ 变动({GENERAL}, {PLANNED}) }}}}", ""),
        (f"比年初预算{{{{ 变动({GENERAL}, 上年.{GENERAL}) }}}}", "与“年初预算”比，比的却是“上年."),
        (f"比上年决算数{{{{ 变动({GENERAL}, 上年.{GENERAL}) }}}}", ""),
        (f"年初预算为{{{{ 上年.{GENERAL} | 万元 }}}}", f"“年初预算为”后面印的是“上年.{GENERAL}”"),
        (f"上年年初预算为{{{{ 上年.{GENERAL} | 万元 }}}}", ""),
        (f"{{{{ 年度 - 1 }}}}年年初预算为{{{{ 上年.{GENERAL} | 万元 }}}}", ""),
        (
            "财政拨款收入总计、支出总计{{ 变动(本年支出合计, 上年.总计) }}",
            "说的是“财政拨款总计”的变动，比的却是“本年支出合计”",
        ),
        ("财政拨款收入总计、支出总计{{ 变动(财政拨款总计, 上年.财政拨款总计) }}", ""),
        ("采购货物{{ 变动(政府采购.服务, 上年.政府采购.服务) }}", "说的是“货物”的变动，比的却是"),
        ("采购货物{{ 变动(政府采购.货物, 上年.政府采购.货物) }}", ""),
        (
            "收入{{ 财政拨款收入 | 万元 }}万元，支出{{ 财政拨款收入 | 万元 }}万元",
            "“支出”后面印的是",
        ),
        ("上年执行数为{{ 行.预算数 | 万元 }}万元", "“执行数为”后面印的是“行.预算数”"),
        ("上年执行数为{{ 行.上年执行数 | 万元 }}万元", ""),
    ],
)
def test_with_what_a_change_is_compared(words: str, said: str) -> None:
    messages = told(words, kept="3.00", more="年初预算: 1.00, ")
    assert [said in one for one in messages] == [True] * bool(said), messages


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("收、支总计{{ 总计 | 万元 }}万元", ""),
        ("收、支总计均为{{ 本年支出合计 | 万元 }}万元", "“总计”后面印的是“本年支出合计”。"),
        ("收入支出总计{{ 收入总计 | 万元 }}万元", ""),
        ("财政拨款情况：收入支出总计{{ 财政拨款总计 | 万元 }}万元", ""),
        (
            "公务用车运行费{{ 三公经费.公务用车购置费.决算 | 万元 }}",
            "“公务用车运行维护费”后面印的是“三公经费.公务用车购置费.决算”。",
        ),
        ("公务用车费{{ 三公经费.公务用车购置及运行费.决算 | 万元 }}", ""),
        ("财政拨款收、支总计{{ 财政拨款总计 | 万元 }}万元", ""),
        ("财政拨款收、支总计{{ 总计 | 万元 }}万元", ""),
        ("本年支出合计{{ 总计 | 万元 }}万元", "“本年支出合计”后面印的是“总计”。"),
        ("采购支出总计{{ 项目支出 | 万元 }}万元", ""),
    ],
)
def test_a_grand_total_is_the_one_that_the_words_name(words: str, said: str) -> None:
    assert told(words) == ([said] if said else [])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "收入支出总计{{ 变动(财政拨款总计, 上年.财政拨款总计) }}",
            ["说的是“总计”的变动，比的却是“财政拨款总计”。"],
        ),
        ("收支总计{{ 财政拨款总计 | 万元 }}", ["“总计”后面印的是“财政拨款总计”。"]),
        # Under these words the totals are of that money.
        ("财政拨款情况：收入支出总计{{ 财政拨款总计 | 万元 }}万元", []),
    ],
)
def test_all_money_is_not_the_treasurys_alone(words: str, said: list[str]) -> None:
    of_others = "年初预算: 1.00}, {科目: 2080502, 资金: 非财政, 项目支出: 5.00, "
    assert told(words, more=of_others) == said


def test_two_totals_that_are_one_figure_are_not_told_apart() -> None:
    """Of a final with nothing kept for the next year, a share of either is the same share."""
    assert told("占支出合计的{{ 占比(项目支出, 总计) }}。", kept="0") == []


KEYS = """\
概况:
  键:
    行政编制: {类型: 个数, 单位: 人, 说明: 编制。}
    行政实有: {类型: 个数, 单位: 人, 说明: 实有。}
数据:
  键:
    会议费:
      类型: 组
      说明: 会议费。
      键:
        预算数: {类型: 金额, 上年: 是, 说明: 预算数。}
        人数: {类型: 个数, 单位: 人次, 说明: 人数。}
        场次: {类型: 个数, 单位: 场, 说明: 场次。}
    培训费:
      类型: 组
      说明: 培训费。
      键:
        预算数: {类型: 金额, 上年: 是, 说明: 预算数。}
        人数: {类型: 个数, 单位: 人次, 说明: 人数。}
    重点工作:
      类型: 行
      说明: 一项一行。
      每行:
        名称: 一项
        说明: 一项一行。
        键: {金额: {类型: 金额, 上年: 是, 说明: 金额。}}
"""
KEYS += """\
指标:
  参会人次: {填: 会议费.人数}
  参训人次: {填: 培训费.人数}
  参会合计: {算: 参会人次 + 参训人次}
  参训合计: {算: 参训人次 + 参会人次}
"""
OWN = """\
版式: 某市
年度: 2024
金额单位: 万元
支出: [{科目: 2080501, 人员经费: 10.00}]
基本支出: [{科目: 30101, 金额: 10.00}]
会议费: {预算数: 5.60, 人数: 140}
培训费: {预算数: 4.50, 人数: 96}
重点工作: [{金额: 3.00, 上年: {金额: 2.00}}]
上年: {会议费: {预算数: 6.10}, 培训费: {预算数: 4.00}}
"""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("会议费上年预算{{ 会议费.预算数 | 万元 }}万元", "后面印的是本年的“会议费.预算数”"),
        ("会议费上年预算{{ 上年.会议费.预算数 | 万元 }}万元", ""),
        ("其中上年支出合计{{ 本年支出合计 | 万元 }}万元", "后面印的是本年的“本年支出合计”"),
        ("上年结转{{ 上年结转 | 万元 }}万元", ""),
        ("会议费预算{{ 上年.会议费.预算数 | 万元 }}万元。", "没有说是上年，印的是上年的"),
        ("会议费{{ 上年.会议费.预算数 | 万元 }}万元，比上年减少", "没有说是上年，印的是上年的"),
        ("比{{ 年度 - 1 }}年会议费预算{{ 上年.会议费.预算数 | 万元 }}万元", ""),
        ("会议费预算由{{ 上年.会议费.预算数 | 万元 }}万元增加", ""),
        ("会议费预算{{ 上年.会议费.预算数 | 万元 }}万元（上年）", ""),
        ("比上年增加后为{{ 本年支出合计 | 万元 }}万元", ""),
        (
            "{% for 行 in 源.重点工作 %}上年预算{{ 行.金额 | 万元 }}万元{% endfor %}",
            "后面印的是本年的",
        ),
        ("{% for 行 in 源.重点工作 %}上年预算{{ 行.上年.金额 | 万元 }}万元{% endfor %}", ""),
        ("会议费上年预算{{ 上年.培训费.预算数 | 万元 }}万元", "说的是“会议费”，后面印的是"),
        ("人均{{ 平均(会议费.预算数, 会议费.人数) }}", ""),
        ("人均{{ 平均(会议费.预算数, 培训费.人数) }}", "不是同一组、同一年的数"),
        ("人均{{ 平均(上年.会议费.预算数, 会议费.人数) }}", "不是同一组、同一年的数"),
        ("人均{{ 平均(会议费.预算数, 会议费.场次) }}", "“人均”除以的“会议费.场次”是按“场”数的"),
        ("每场{{ 平均(会议费.预算数, 会议费.场次) }}", ""),
        ("次均{{ 平均(会议费.预算数, 会议费.人数) }}", "“次均”除以的“会议费.人数”是按“人次”数的"),
        ("会议费{{ 平均(会议费.预算数, 会议费.人数) }}", ""),
        ("行政编制{{ 概况.行政编制 }}人，实有{{ 概况.行政实有 }}人", ""),
        (
            "行政编制{{ 概况.行政编制 }}人，实有{{ 概况.行政编制 }}人",
            "“行政实有”后面印的是“行政编制”",
        ),
        (
            "编制{{ 概况.行政编制 }}人。实有{{ 概况.行政实有 }}人，其中行政{{ 概况.行政编制 }}人",
            "说的是“行政实有”，印的是“行政编制”",
        ),
        ("实有{{ 概况.行政实有 }}人，其中行政{{ 概况.行政实有 }}人", ""),
        ("实有{{ 概况.行政实有 }}人，行政编制{{ 概况.行政编制 }}人", ""),
        (
            "{{ 费用('会议费', 会议费) }}{{ 较上年(培训费.预算数, 上年.培训费.预算数) }}",
            "这里说的是“会议费”，给“较上年”的却是“培训费.预算数”",
        ),
        (
            "会议费情况。{{ 变动(培训费.预算数, 上年.培训费.预算数) }}",
            "这里说的是“会议费”，给“变动”",
        ),
        ("会议费情况。培训费{{ 变动(培训费.预算数, 上年.培训费.预算数) }}", ""),
        ("会议费情况。\n{{ 变动(培训费.预算数, 上年.培训费.预算数) }}", ""),
        ("会议费、培训费分别{{ 变动(培训费.预算数, 上年.培训费.预算数) }}", ""),
        ("会议费情况。培训人员的费用{{ 变动(培训费.预算数, 上年.培训费.预算数) }}", ""),
        ("参会人次{{ 参会人次 | 数 }}", ""),
        ("参会{{ 参会合计 | 数 }}人次，参训{{ 参训合计 | 数 }}人次", ""),
        ("参会{{ 参训合计 | 数 }}人次", "说的是“参会合计”，印的是“参训合计”"),
        ("会议的参会人次{{ 参训人次 | 数 }}", "“参会人次”后面印的是“参训人次”"),
    ],
)
def test_words_of_a_year_a_group_or_a_count(tmp_path: Path, words: str, said: str) -> None:
    """The form's own keys: what is printed behind words is of the year and group that they name."""
    form, place = tmp_path / "templates" / "shi", tmp_path / "sources/a/2024-budget"
    for folder in (form / "budget", place):
        folder.mkdir(parents=True)
    (form / "region.yaml").write_text("名称: 某市\n上级: national\n", "utf-8")
    (form / "budget/keys.yaml").write_text(KEYS, "utf-8")
    (place / "disclosure.yaml").write_text(OWN, "utf-8")
    profile = "名称: 某市档案馆\n类型: 单位\n行政编制: 20\n行政实有: 18\n"
    (place / "profile.yaml").write_text(profile, "utf-8")
    project = Project(tmp_path)
    read, faults = read_folder(place, project)
    assert read is not None, faults
    made = read_account(read, project)
    names = read_names(made)
    found = template_contradictions(words, Path("01.j2"), "", names, made)
    messages = [one.message for one in found]
    assert [said in one for one in messages] == [True] * bool(said), messages
