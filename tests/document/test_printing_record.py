"""What a form prints and nobody typed is an error; what settles it is a typed figure."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mingzhang.checks.run_rules import check
from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.document.printing_record import Record, missing, needed
from mingzhang.document.render import render
from mingzhang.facts.account import Account
from mingzhang.facts.account_reading import read_account
from mingzhang.facts.figure import Absent
from tests.support import AGENCY, PROJECT, account, budget, only

LAST = """
上年: {总计: 60.88, 财政拨款总计: 60.88, 一般公共预算财政拨款支出: 60.88, 机关运行经费: 0}
"""
BASE = """
版式: 河南
支出: [{科目: 2080501, 项目支出: 60.88, 年初预算: 60.88}]
"""
ONE_CAR = "公务用车运行维护费: {预算: 0, 决算: 0, 保有量: 1}"
NONE_ELSE = "因公出国境费: 0, 公务接待费: 0, 公务用车购置费: 0"
ONE = "预算: 1, 决算: 1, 国内接待: 0"
NO_CARS = "公务用车运行维护费: {预算: 0, 决算: 0, 保有量: 0}, 公务用车购置费: 0"
NO_TRAVEL = "{预算: 1, 决算: 0, 原因: 未出国}"
GUESTS, VISITORS = "公务接待费.外宾接待", "公务接待费.国内接待"


def lacking(text: str, profile: str = AGENCY) -> list[Diagnostic]:
    """The errors of what is absent, of a source that has everything else."""
    return _lacks(account(BASE + text + ("" if "上年:" in text else LAST), profile))


def _lacks(source: Account) -> list[Diagnostic]:
    _, found = render(source, PROJECT, pages=False)
    return [*only(found, "MZ410"), *only(found, "MZ402")]


def test_an_acceptance_beside_what_is_lacking_is_not_told_as_idle() -> None:
    # 绩效 is lacking: what the accepted warning would be about cannot be known yet.
    accepted = "\n核对说明: [{规则: MZ242, 说明: 只评了一个项目}, {规则: MZ415, 说明: 备查}]"
    source = account(BASE + "绩效: {管理工作: 有}" + LAST + accepted)
    _, found = render(source, PROJECT, pages=False)
    assert only(found, "MZ410")
    assert only(check(source, None, found), "MZ298") == []
    assert len(only(check(account(BASE + LAST + accepted)), "MZ298")) == 2


def test_a_source_that_says_that_there_is_none_lacks_nothing() -> None:
    assert not lacking("")


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        (
            "公务用车运行维护费: {预算: 2.16, 决算: 2.16}, 公务接待费: 0, 因公出国境费: 0",
            "公务用车购置费.预算、公务用车购置费.决算、公务用车运行维护费.保有量、公务用车购置费.购置数",
        ),
        (
            f"{NO_CARS}, 因公出国境费: 0, 公务接待费: {{预算: 0.36, 决算: 0.36}}",
            f"{GUESTS}.金额、{GUESTS}.团组数、{GUESTS}.人次、{VISITORS}.批次、{VISITORS}.人次",
        ),
        (
            f"{NO_CARS}, 公务接待费: 0, 因公出国境费: {{预算: 4.80, 决算: 4.80}}",
            "因公出国境费.团组数、因公出国境费.人次",
        ),
        (
            f"{ONE_CAR}, 公务接待费: 0, 因公出国境费: 0, 公务用车购置费: {{预算: 1, 决算: 1}}",
            "公务用车购置费.购置数",
        ),
    ],
)
def test_a_count_that_nobody_gave_is_named_once(text: str, missing: str) -> None:
    (fault,) = lacking(f"三公经费: {{{text}}}")
    names = fault.message.removesuffix("。").partition("：")[2].split("、")
    assert sorted(names) == sorted(missing.split("、"))
    assert str(fault.place) == "disclosure.yaml:3:1"
    assert fault.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("text", "block", "missing"),
    [
        ("国有资产: {大型设备: 0}", "国有资产", "车辆"),
        ("国有资产: {车辆: {其他用车: 1}}", "国有资产", "大型设备"),
        ("政府采购: {货物: 1.00, 工程: 0, 服务: 0}", "政府采购", "中小企业、小微企业"),
        ("政府采购: {货物: 1.00, 中小企业: 0}", "政府采购", "工程、服务"),
        ("机关运行经费: {原因: 增加}", "机关运行经费", "金额"),
        ("结转结余: {结余分配: 0}", "结转结余", "使用非财政拨款结余"),
    ],
)
def test_every_block_is_told_by_itself(text: str, block: str, missing: str) -> None:
    (fault,) = lacking(text)
    assert fault.message == f"“{block}”要印出来，没有填写：{missing}。"
    assert "没有的填 0" in fault.hint


@pytest.mark.parametrize(
    ("text", "key", "hint"),
    [
        (
            f"{NO_CARS}, 因公出国境费: 0, 公务接待费: {{{ONE}, 外宾接待: {{团组数: 1, 人次: 5}}}}",
            "公务接待费.外宾接待.金额",
            "填了个数，金额就不是 0，查不到的写“缺”",
        ),
        (
            f"{NONE_ELSE}, 公务用车运行维护费: {{预算: 1, 决算: 1}}",
            "公务用车运行维护费.保有量",
            "有这笔支出，个数就不是 0，查不到的写“缺”",
        ),
        (
            f"{NONE_ELSE}, 公务用车运行维护费: {{预算: 0, 决算: 0}}",
            "公务用车运行维护费.保有量",
            "没有的填 0",
        ),
    ],
)
def test_a_zero_is_no_way_out_where_what_is_typed_beside_it_says_otherwise(
    text: str, key: str, hint: str
) -> None:
    (fault,) = lacking(f"三公经费: {{{text}}}")
    assert fault.message.endswith(f"：{key}。")
    assert fault.hint == f"请填写；{hint}。"


def test_what_cannot_be_zero_is_not_said_to_be() -> None:
    car = "公务用车运行维护费: {预算: 0, 决算: 0, 保有量: 0}"
    spent = f"三公经费: {{因公出国境费: 0, 公务用车购置费: 0, {car}, "
    (fault,) = lacking(
        f"{spent}公务接待费: {{预算: 1.00, 决算: 1.00, 外宾接待: 0, 国内接待: {{批次: 3}}}}}}"
    )
    assert fault.hint == "请填写；有这笔支出，个数就不是 0，查不到的写“缺”。"
    (fault,) = lacking(f"{spent}公务接待费: {{决算: 1.00, 外宾接待: 0, 国内接待: {{批次: 3}}}}}}")
    assert fault.hint == (
        "请填写；公务接待费.预算：没有的填 0；"
        "公务接待费.国内接待.人次：有这笔支出，个数就不是 0，查不到的写“缺”。"
    )


@pytest.mark.parametrize(
    "text",
    [
        "政府采购: {货物: 0, 工程: 0, 服务: 0}",
        "政府采购: 0",
        "国有资产: {车辆: {其他用车: 1}, 大型设备: 0}",
        f"三公经费: {{因公出国境费: {NO_TRAVEL}, {NO_CARS}, 公务接待费: 0, 原因: 未出国}}",
    ],
)
def test_what_a_typed_zero_or_list_settles_is_not_asked_for(text: str) -> None:
    assert not lacking(text)


def test_lists_that_nobody_typed_are_not_counted_as_empty() -> None:
    found = lacking("", "名称: 某馆\n类型: 部门\n职责: duties.md")
    assert [fault.message for fault in found] == [
        "“内设机构”要印出来，没有填写。",
        "“决算单位”要印出来，没有填写。",
    ]
    assert "没有的写 []" in found[0].hint
    assert "写上本单位的全称" in found[1].hint
    assert "[]" not in found[1].hint
    assert not lacking("", "名称: 某馆\n类型: 部门\n内设机构: []\n决算单位: []")


def test_last_years_figures_are_asked_for_together() -> None:
    (fault,) = lacking("上年: {总计: 60.88}")
    assert fault.code == "MZ402"
    assert fault.message == (
        "没有填写上年的财政拨款总计、一般公共预算财政拨款支出、机关运行经费，无法比较。"
    )
    assert str(fault.place) == "disclosure.yaml:3:1"


def test_a_sum_of_last_year_does_not_follow_from_some_of_its_parts() -> None:
    definitions = account("支出: []").indicators.definitions
    asked = ["总计", "本年支出合计", "三公经费.合计", "三公经费.公务接待费"]
    assert [*needed(asked, definitions)] == ["总计", "本年支出合计", "三公经费.公务接待费"]
    parts = ["本年支出合计", "结余分配", "年末结转和结余"]
    assert [*needed(["总计", *parts], definitions)] == parts


def test_of_last_years_group_what_was_left_out_is_asked_for() -> None:
    last = "{总计: 9, 财政拨款总计: 9, 一般公共预算财政拨款支出: 9, 机关运行经费: 0"
    typed = f"上年: {last}, 三公经费: {{公务接待费: 0.39}}}}"
    source = account(f"版式: 四川\n支出: [{{科目: 2080501, 项目支出: 9, 年初预算: 9}}]\n{typed}")
    (fault,) = only(_lacks(source), "MZ402")
    assert fault.message.startswith(
        "没有填写上年的三公经费.因公出国境费、三公经费.公务用车购置及运行费、"
    )


def test_an_institution_says_that_it_has_no_operating_costs() -> None:
    profile = AGENCY + "    单位性质: 事业\n"
    source = account(BASE + "机关运行经费: {}" + LAST, profile)
    document, found = render(source, PROJECT, pages=False)
    assert document is not None, [str(fault) for fault in found]
    texts = [line for section in document.sections for line in section.sentences]
    assert "某市档案馆2024年度无机关运行经费支出。" in texts
    assert not any("机关运行经费支出0" in line for line in texts)


def test_units_of_a_budget_say_by_their_kind_whether_they_have_operating_costs() -> None:
    def costs(kind: str) -> list[str]:
        source = budget(f"""
            单位: [{{代码: 1, 名称: 某中心, 类型: {kind}}}]
            支出: [{{科目: 2080505, 人员经费: 3.00}}]
            基本支出: [{{科目: 30101, 金额: 3.00}}]
            机关运行经费: {{原因: 增加}}
            上年: {{当年预算: 3.00, 三公经费: {{合计: 0}}}}
        """)
        return [fault.message for fault in _lacks(source)]

    assert costs("其他事业单位") == []
    assert costs("行政单位") == ["“机关运行经费”要印出来，没有填写：金额。"]


@pytest.mark.parametrize("form", ["全国", "吉林", "吉林省级", "上海"])
def test_no_form_asks_an_institution_for_operating_costs(form: str) -> None:
    """What it is was said once; a table that has a column of them prints that there are none."""

    def asked(kind: str) -> list[str]:
        source = budget(f"""
            版式: {form}
            单位: [{{代码: 1, 名称: 某中心, 类型: {kind}}}]
            支出: [{{科目: 2080505, 人员经费: 3.00}}]
            基本支出: [{{科目: 30101, 金额: 3.00}}]
            机关运行经费: {{}}
        """)
        faults = _lacks(source)
        return [fault.message for fault in faults if "机关运行经费" in fault.message]

    assert asked("其他事业单位") == []
    assert asked("行政单位")[0] == "“机关运行经费”要印出来，没有填写：金额。"


def test_a_budget_of_an_item_is_asked_for() -> None:
    source = account(BASE.replace(", 年初预算: 60.88", "") + LAST)
    (fault,) = _lacks(source)
    assert fault.message == "“支出”要印出来，没有填写：科目 2080501 的年初预算。"


def test_subjects_without_a_budget_are_named_once() -> None:
    def lack(*key: str) -> Absent:
        return Absent(("支出", *key), Place(Path("a.yaml"), 1, 1), "没有的填 0")

    record = Record()
    both = ("科目 2130101、2130106", "年初预算"), ("科目 2130101", "年初预算")
    keys = (*both, ("科目 2130106", "全年预算"))
    record.absent = {lack(*key): None for key in keys}
    (fault,) = missing(record, {})
    said = "科目 2130101、2130106 的年初预算、科目 2130106 的全年预算"
    assert fault.message == f"“支出”要印出来，没有填写：{said}。"


def test_a_form_that_does_not_print_it_does_not_ask_for_it() -> None:
    bought = "政府采购: {货物: 1.00, 工程: 0, 服务: 0, 中小企业: 1.00, 小微企业: 0}"
    assert not lacking(bought)
    (fault,) = only(_lacks(account((BASE + bought + LAST).replace("河南", "吉林"))), "MZ410")
    assert fault.message == "“政府采购”要印出来，没有填写：货物中小企业。"


PLANNED = "支出: [{科目: 2080505, 人员经费: 1.00}]\n基本支出: [{科目: 30108, 金额: 1.00}]\n"


def _told(source: Account) -> list[str]:
    return [fault.message for fault in _lacks(source)]


def test_services_that_nobody_listed_are_no_none() -> None:
    source = budget(PLANNED)
    bare = source.source
    without = {key: node for key, node in bare.items() if key != "委托业务费"}
    folder = replace(source.folder, disclosure=replace(bare, value=without))
    bare_of_it = read_account(folder, PROJECT)
    assert "“委托业务费”要印出来，没有填写。" in _told(bare_of_it)
    assert not any("委托业务费" in message for message in _told(source))


@pytest.mark.parametrize("none", ["[]", "0"])
def test_a_typed_none_of_services_settles_it(none: str) -> None:
    assert not any("委托" in message for message in _told(budget(PLANNED + f"委托业务费: {none}")))


def test_one_zero_settles_a_whole_block() -> None:
    assert not lacking("机关运行经费: 0\n国有资产: 0\n")


def test_the_kind_of_a_unit_is_asked_for_where_a_sentence_counts_units() -> None:
    units = "单位: [{代码: 101001, 名称: 某市档案馆}]\n机关运行经费: {金额: 1.00}\n"
    assert "“单位”要印出来，没有填写：101001.类型。" in _told(budget(PLANNED + units))


def test_offices_that_nobody_listed_are_no_none() -> None:
    profile = AGENCY.replace("内设机构: [{名称: 办公室}]", "")
    assert "“内设机构”要印出来，没有填写。" in _told(account(BASE + LAST, profile))


def test_sheets_of_projects_are_not_blank_for_want_of_the_file() -> None:
    source = account(BASE + LAST)
    folder = replace(source.folder, performance=None)
    (message,) = _told(replace(source, folder=folder))
    assert message == "“performance.yaml”要印出来，没有填写：项目。"


def test_a_list_by_economic_subject_is_asked_for_once() -> None:
    text = BASE.replace("项目支出: 60.88", "人员经费: 60.88")
    source = account(text + LAST)
    assert "“基本支出”要印出来，没有填写。" in _told(source)
    assert not only(check(source), "MZ218")


def test_a_form_that_counts_evaluated_projects_is_not_left_without_any() -> None:
    spoken = "支出: [{科目: 2080501, 项目支出: 60.88}]\n绩效: {一级项目数: 0, 结果应用: 已应用}"
    _, found = render(account(spoken), PROJECT, pages=False)
    (told,) = [fault for fault in only(found, "MZ410") if "performance.yaml" in fault.message]
    assert "本年有项目支出" in told.hint
    nothing = spoken.replace("项目支出", "人员经费")
    _, found = render(account(nothing), PROJECT, pages=False)
    assert not [fault for fault in only(found, "MZ410") if "performance.yaml" in fault.message]
