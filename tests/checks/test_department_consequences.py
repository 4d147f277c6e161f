"""What a department lacks for a fault of its units is told below that fault."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mingzhang.checks.run_rules import check
from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.facts.account_reading import read_account
from mingzhang.forms.form import schemas_of
from mingzhang.reading.document_folder import DISCLOSURE, Folder
from tests.checks.case import Case, project
from tests.checks.cases.department_sums import (
    ARCHIVE,
    DEPARTMENT,
    GIVEN,
    GIVING,
    LOOSE,
    OFFICE,
    ROWS,
    SUMMED,
    staff,
)
from tests.support import PROJECT, account, folder, node, only

SHORT = (
    ROWS.partition("      - {代码: 601002")[0]
    + """
    支出:
      - {科目: 2080501, 单位: 601001, 项目支出: 60.88}
"""
)
STAFF, ANOTHER = (
    staff("601001", "某市档案局", "160.00", "万元"),
    staff("601003", "某市方志馆", "80.00", "万元"),
)


def running(code: str, name: str, amount: str) -> str:
    """A unit that runs its office, and says what for."""
    return f"""
    单位: [{{代码: {code}, 名称: {name}, 类型: 行政单位}}]
    支出: [{{科目: 2080501, 公用经费: {amount}}}]
    基本支出: [{{科目: 30201, 金额: {amount}}}]
    机关运行经费: {{金额: {amount}}}
"""


def found(case: Case, *others: tuple[str, str]) -> tuple[Diagnostic, ...]:
    """What is found beside findings of other stages, each of them a code and what it is about."""
    source = case.account()
    told = [(code, frozenset(names.split())) for code, names in others]
    asked = [Diagnostic(source.source.place, code, "", about=names) for code, names in told]
    return check(source, others=asked)


def test_a_row_without_amount_is_the_missing_units() -> None:
    lack = ("MZ420", "2101504")
    case = Case("MZ856", SHORT, "", "", "", previous=ROWS, profile=DEPARTMENT)
    told = found(case, lack)
    (cause,) = only(told, "MZ856")
    assert "少了 某市档案馆" in cause.message
    assert cause.severity is Severity.ERROR
    assert [d.code for d in told if d.suspects[:1] == (cause.place,)] == ["MZ856", "MZ420"]
    # Where nothing is lacking for it, it stays what it is.
    assert only(found(case), "MZ856")[0].severity is Severity.WARNING


def test_a_reason_is_missing_for_what_a_new_unit_brings() -> None:
    lack = ("MZ401", "项目支出 增加")
    head, unit, rest = ROWS.partition("      - {代码: 601002")
    third = f"{unit.replace('2', '3')}, 名称: 某市方志馆, 类型: 行政单位}}\n"
    more = f"{head}{third}{unit}{rest}"
    told = found(Case("MZ856", more, "", "", "", previous=ROWS, profile=DEPARTMENT), lack)
    (cause,) = only(told, "MZ856")
    assert "多了 某市方志馆" in cause.message
    assert only(told, "MZ401")[0].suspects[:1] == (cause.place,)


def test_a_reason_is_missing_for_what_was_not_taken_off() -> None:
    case = Case("MZ868", SUMMED, "", "", "", units=(GIVING, GIVEN), profile=DEPARTMENT)
    its = ("MZ401", "上级补助收入 增加")
    another = ("MZ401", "项目支出 增加")
    told = found(case, its, another)
    (cause,) = only(told, "MZ868")
    behind, beside = only(told, "MZ401")
    assert behind.suspects == (cause.place,)
    assert not beside.suspects


def test_a_row_of_no_unit_is_why_totals_and_rows_differ() -> None:
    again = ("MZ420", "2080505")
    told = found(Case("MZ862", LOOSE, "", "", "", profile=DEPARTMENT), again)
    (cause,) = only(told, "MZ862")
    assert not [d for d in told if d.difference is not None]
    assert only(told, "MZ420")[0].suspects == (cause.place,)


def test_a_unit_that_is_summed_twice_is_told_once() -> None:
    twice = ROWS.replace("601002, 名称: 某市档案馆", "601001, 名称: 某市档案局")
    unknown, again = only(found(Case("MZ322", twice, "", "", "", profile=DEPARTMENT)), "MZ322")
    assert "没有代码 601002" in unknown.message
    assert again.message == "汇总了两遍：某市档案局。"


def test_of_what_budget_the_money_of_an_unknown_unit_is_follows() -> None:
    unknown = ROWS.replace("单位: 601002", "单位: 601009", 1)
    which = ("MZ410", "项目的财政拨款是哪种预算的 宣传")
    another = ("MZ410", "国有资产 车辆")
    told = found(Case("MZ322", unknown, "", "", "", profile=DEPARTMENT), which, another)
    (cause,) = only(told, "MZ322")
    behind, beside = only(told, "MZ410")
    assert behind.suspects == (cause.place,)
    assert not beside.suspects


def test_a_sum_typed_above_a_line_of_an_unknown_unit_is_told_below_it() -> None:
    total = "      - {科目: 合计, 项目支出: 65.88, 年初结转: 5.00}\n"
    line = "单位: 601002, 项目支出: 5.00"
    unknown = ROWS.replace(line, "单位: 601009, 项目支出: 5.00, 年初结转: 5.00") + total
    told = found(Case("MZ322", unknown, "", "", "", profile=DEPARTMENT))
    (cause,) = only(told, "MZ322")
    behind = only(told, "MZ862")
    assert behind
    assert all(d.suspects == (cause.place,) for d in behind)


def test_a_row_of_no_unit_is_told_once_with_all_its_figures() -> None:
    loose = LOOSE.replace("项目支出: 3.00", "项目支出: 3.00, 年初结转: 1.00, 年末结转: 2.00")
    assert len(only(found(Case("MZ862", loose, "", "", "", profile=DEPARTMENT)), "MZ862")) == 1


def test_what_is_asked_for_a_wrong_elimination_is_told_below_it() -> None:
    source = f"""
        {SUMMED}
        抵销: [{{科目: 2080501, 支出: 对附属单位补助支出, 收入: 上级补助, 金额: 90.00}}]
    """
    case = Case("MZ860", source, "", "", "", units=(GIVING, GIVEN), profile=DEPARTMENT)
    its = ("MZ402", "总计")
    another = ("MZ402", "机关运行经费")
    told = found(case, its, another)
    (cause,) = only(told, "MZ860")
    behind, beside = only(told, "MZ402")
    assert behind.suspects == (cause.place,)
    assert not beside.suspects


def test_a_unit_called_otherwise_is_told_once() -> None:
    case = Case("MZ859", SUMMED, "", "", "", units=(STAFF, ANOTHER), profile=DEPARTMENT)
    (told,) = only(found(case), "MZ859")
    assert "某市档案馆 没有汇总进来；汇总了 某市方志馆" in told.message


def test_sums_that_fail_for_a_unit_in_another_money_are_told_below_it() -> None:
    """800,000 元 that the unit typed as 80.00 and 元: the department's total lacks it all."""
    source = f"{SUMMED}\n公布数: {{人员经费: 240.00}}"
    small = staff("601002", "某市档案馆", "80.00")
    case = Case("MZ870", source, "", "", "", units=(STAFF, small), profile=DEPARTMENT)
    told = found(case)
    (cause,) = only(told, "MZ870")
    assert cause.severity is Severity.ERROR
    failing = [d for d in told if d.difference is not None]
    assert failing
    assert all(d.suspects[0] == cause.place for d in failing)


def test_a_sum_that_fails_with_the_departments_own_total_is_told_below_it() -> None:
    """Whichever figure else the identity could be mended by."""
    source = f"{SUMMED}\n机关运行经费: {{金额: 8.00}}"
    units = (running("601001", "某市档案局", "5.00"), running("601002", "某市档案馆", "2.00"))
    case = Case("MZ854", source, "", "", "", units=units, profile=DEPARTMENT)
    account = case.account()
    facts = account.cube.parts[0].cube.facts.values()
    changed = dict.fromkeys(f.place for f in facts if f.place)
    told = check(account, history=lambda: changed)
    (cause,) = only(told, "MZ854")
    assert only(told, "MZ225")[0].suspects[0] == cause.place
    assert "最可疑" not in only(told, "MZ225")[0].hint


def test_a_unit_that_does_not_add_up_is_told_where_its_figure_is_suspected() -> None:
    total = "      - {科目: 合计, 人员经费: 160.00}\n"
    economic = "    基本支出: [{科目: 30101, 金额: 160.00}]"
    rows = STAFF.replace(
        "支出: [{科目: 2080501, 人员经费: 160.00}]",
        f"支出:\n      - {{科目: 2080501, 人员经费: 610.00}}\n{total}{economic}",
    )
    other = f"{ANOTHER.rstrip()}\n    基本支出: [{{科目: 30101, 金额: 80.00}}]"
    profile = DEPARTMENT.replace("某市档案馆", "某市方志馆")
    told = found(Case("MZ861", SUMMED, "", "", "", units=(rows, other), profile=profile))
    (broken,) = only(told, "MZ861")
    lead = next(d for d in told if d.difference is not None)
    assert broken.suspects[0] == lead.suspects[0]


CODES = ("2080501", "2080505", "2101101", "2101501", "2101502")
STATED = """
    汇总: [../unit-1/2024-final]
    公布数: {人员经费: 240.00}
    支出: [{科目: 合计, 人员经费: 240.00, 合计: 240.00}]
"""


def test_a_unit_that_is_not_summed_is_named_before_the_sums_stated_with_it() -> None:
    told = found(Case("MZ859", STATED, "", "", "", units=(STAFF,), profile=DEPARTMENT))
    cause, *failing = told
    assert (cause.code, cause.severity) == ("MZ859", Severity.ERROR)
    assert len(failing) > 1
    assert all(d.suspects[0] == cause.place for d in failing)


def test_a_wrong_elimination_is_named_before_the_totals_stated_without_it() -> None:
    for amount, code in (("50.00", "MZ860"), ("4.00", "MZ868")):
        source = f"""
            {SUMMED}
            公布数: {{总计: 70.88}}
            抵销: [{{科目: 2080501, 支出: 对附属单位补助支出, 收入: 上级补助, 金额: {amount}}}]
        """
        case = Case(code, source, "", "", "", units=(GIVING, GIVEN), profile=DEPARTMENT)
        cause, *behind = found(case)
        assert (cause.code, cause.severity) == (code, Severity.ERROR)
        assert only(behind, "MZ203")
        assert all(d.suspects[0] == cause.place for d in behind)


def test_what_is_odd_about_a_units_projects_follows_from_its_money() -> None:
    """1.20 万元 typed as 1.20 and 元: printed as zero, and less than its costs."""
    cost = "      - {一级: 成本指标, 二级: 经济成本指标, 三级: 单价, 目标值: 99元, 完成值: 99元}\n"
    form = project("{当年财政拨款: [1.20, 1.20, 1.20]}").rstrip() + "\n" + f"        {cost}"
    small = staff("601001", "某市档案局", "80.00")
    large = staff("601002", "某市档案馆", "160.00", "万元")
    units = (small, large)
    case = Case("MZ870", SUMMED, "", "", "", units=units, profile=DEPARTMENT, evaluated=form)
    account = read_account(replace(case.account().folder, performance=None), PROJECT)
    money = next(iter(account.projects)).total.budget.typed()
    others = [
        Diagnostic(place, "MZ734", "印成了零。", severity=Severity.WARNING)
        for figure in money
        if (place := figure.place)
    ]
    told = check(account, others=others)
    (cause,) = only(told, "MZ870")
    behind = [*only(told, "MZ252"), *only(told, "MZ630"), *only(told, "MZ734")]
    assert len(behind) == 3
    assert all(d.suspects[0] == cause.place for d in behind)


def test_only_sums_with_what_was_not_taken_off_follow_from_it() -> None:
    """Another total is out by as much, and the same one by as much the other way."""
    for stated, is_behind in (
        ("总计: 70.88", True),
        ("总计: 80.88", False),
        ("项目支出: 65.88", False),
    ):
        source = f"{SUMMED}\n公布数: {{{stated}}}"
        case = Case("MZ868", source, "", "", "", units=(GIVING, GIVEN), profile=DEPARTMENT)
        told = found(case)
        (cause,) = only(told, "MZ868")
        sums = [d.suspects[:1] == (cause.place,) for d in told if d.difference is not None]
        assert sums, stated
        assert all(sums) is is_behind, stated


def test_the_money_of_a_departments_only_unit_tells_its_size_itself() -> None:
    """1,284.80 and 30.42 万元 as 元: their sum is out by a 分, as money of 元 never is."""
    rows = """
    支出:
      - {科目: 2080501, 人员经费: 1284.80}
      - {科目: 2080505, 人员经费: 30.42}
      - {科目: 合计, 人员经费: 1315.23}
"""
    alone = "    汇总: [../unit-1/2024-final]\n"
    small = (
        f"    单位: [{{代码: 601001, 名称: 某市档案局, 类型: 行政单位}}]\n    金额单位: 元{rows}"
    )
    profile = DEPARTMENT.replace("某市档案局, 某市档案馆", "某市档案局")
    told = found(Case("MZ870", alone, "", "", "", units=(small,), profile=profile))
    (cause,) = only(told, "MZ870")
    assert "只差几分" in cause.message
    assert only(told, "MZ861")[0].suspects == (cause.place,)
    large = """
    单位: [{代码: 601001, 名称: 某市档案局, 类型: 行政单位}]
    金额单位: 万元
    支出:
      - {科目: 2080501, 人员经费: 12848000, 项目支出: 5000000}
      - {科目: 2080505, 人员经费: 304200}
"""
    told = found(Case("MZ870", alone, "", "", "", units=(large,), profile=profile))
    (cause,) = only(told, "MZ870")
    assert "像是以元填写的" in cause.message
    assert not only(told, "MZ272")


def test_what_the_departments_list_of_projects_lacks_in_another_money_follows_from_it() -> None:
    """1,600,000 元 for projects, typed under 万元: the department's list has 160.00 万元."""
    form = project("{当年财政拨款: [160.00, 160.00, 160.00]}")
    spent = "人员经费: 1600000.00, 项目支出: 1600000.00"
    large = staff("601001", "某市档案局", "160.00", "万元").replace("人员经费: 160.00", spent)
    other = staff("601002", "某市档案馆", "80.00", "万元")
    units = (large, other)
    told = found(
        Case("MZ870", SUMMED, "", "", "", performance=form, units=units, profile=DEPARTMENT)
    )
    (cause,) = only(told, "MZ870")
    assert only(told, "MZ242")[0].suspects == (cause.place,)


def test_what_is_told_at_a_units_line_is_accepted_in_the_departments_file() -> None:
    told = found(Case("MZ857", SUMMED, "", "", "", units=(OFFICE, f"{ARCHIVE}    版式: 河南\n")))
    (form,) = only(told, "MZ857")
    assert "在 disclosure.yaml 的“核对说明”里写明" in form.hint


def test_operating_costs_of_an_institution_are_told_in_its_department_too() -> None:
    costs = f"{OFFICE}    机关运行经费: {{金额: 5.00}}\n"
    profile = "名称: 某市档案局\n类型: 单位\n单位性质: 事业\n"
    units = (folder(costs, profile, name="unit-1"),)
    told = check(account("汇总: [../unit-1/2024-final]", DEPARTMENT, units=units))
    (one,) = only(told, "MZ412")
    assert str(one.place.file) == "unit-1/disclosure.yaml"
    assert one.message.startswith("“某市档案局”的单位性质是事业")


def test_two_units_of_one_code_have_no_copied_money() -> None:
    rows = "".join(f"      - {{科目: {code}, 单位: 601001, 项目支出: 7.00}}\n" for code in CODES)
    both = f"""
    单位:
      - {{代码: 601001, 名称: 某市档案局, 类型: 行政单位}}
      - {{代码: 601001, 名称: 某市档案馆, 类型: 行政单位}}
    支出:
{rows}"""
    told = found(Case("MZ322", both, "", "", "", profile=DEPARTMENT))
    assert only(told, "MZ322")
    assert not only(told, "MZ839")


def test_that_figures_fell_follows_from_the_unit_that_is_not_summed() -> None:
    alone = "汇总: [../unit-1/2024-final]\n上年: {项目支出: 70.88}\n原因: {项目支出: 任务增加}"
    told = found(Case("MZ859", alone, "", "", "", units=(OFFICE,), profile=DEPARTMENT))
    (cause,) = only(told, "MZ859")
    (behind,) = only(told, "MZ603")
    assert behind.suspects[:1] == (cause.place,)


def test_what_another_departments_agency_spends_follows_from_its_being_summed() -> None:
    strange = OFFICE.replace("601001, 名称: 某市档案局", "701001, 名称: 某市农业局")
    strange = strange.replace("2080501", "2130108")
    units = (OFFICE, ARCHIVE, strange)
    summed = SUMMED.replace("]", ", ../unit-3/2024-final]")
    lack = ("MZ401", "农林水支出（类）农业农村（款）病虫害控制（项） 减少")
    other = ("MZ401", "项目支出 减少")
    told = found(Case("MZ859", summed, "", "", "", units=units, profile=DEPARTMENT), lack, other)
    (cause,) = only(told, "MZ859")
    assert cause.severity is Severity.ERROR
    behind = [d.suspects[:1] == (cause.place,) for d in only(told, "MZ401")]
    assert sorted(behind) == [False, True]


def test_a_line_of_what_is_taken_off_that_stands_there_twice_is_told_once() -> None:
    line = "{科目: 2080501, 支出: 对附属单位补助支出, 收入: 上级补助, 金额: 5.00}"
    twice = f"{SUMMED}\n抵销:\n  - {line}\n  - {line}\n"
    (cause,) = only(
        found(Case("MZ860", twice, "", "", "", units=(GIVING, GIVEN), profile=DEPARTMENT)), "MZ860"
    )
    assert "同样的一笔写了 2 次" in cause.hint


def test_two_lines_of_what_is_taken_off_may_be_alike() -> None:
    line = "{科目: 2080501, 支出: 对附属单位补助支出, 收入: 上级补助, 金额: 2.50}"
    twice = f"{SUMMED}\n抵销:\n  - {line}\n  - {line}\n"
    assert not only(
        found(Case("", twice, "", "", "", units=(GIVING, GIVEN), profile=DEPARTMENT)), "MZ860"
    )


@pytest.mark.parametrize(("typed", "is_told"), [("3", False), ("2", True)])
def test_what_a_department_counts_itself_is_what_its_units_count(typed: str, is_told: bool) -> None:
    cars = "    国有资产: {{车辆: {{机要通信用车: {}}}, 大型设备: 0}}\n"
    units = (f"{OFFICE}{cars.format(1)}", f"{ARCHIVE}{cars.format(2)}")
    source = f"    {SUMMED}\n{cars.format(typed)}"
    made = Case("", source, "", "", "", units=units, profile=DEPARTMENT).account().folder
    known = schemas_of(PROJECT)("final", "吉林").files
    told = only(check(read_account(replace(made, schemas=known), PROJECT)), "MZ854")
    assert [d.message for d in told] == is_told * [
        "国有资产.车辆.机要通信用车 部门写的是 2，各单位之和是 3。"
    ]


def test_a_units_income_in_another_units_file_is_not_hidden_by_their_sum() -> None:
    income = "    收入: [{科目: 2080501, 资金: 其他, 金额: 30.00}]\n"
    spent = ANOTHER.replace(
        "支出: [{科目: 2080501, 人员经费: 80.00}]",
        "支出: [{科目: 2080501, 资金: 非财政, 人员经费: 30.00}]",
    )
    told = found(Case("MZ216", SUMMED, "", "", "", units=(STAFF.rstrip() + "\n" + income, spent)))
    (below,) = only(told, "MZ216")
    assert "的 非财政 合计 年初结转推算为 -30.00" in below.message


CARS = "    国有资产: {车辆: {其他用车: 2}, 大型设备: 0}\n"
LACKING = "    国有资产: {车辆: {其他用车: 缺}, 大型设备: 0}\n"
COSTS = "    机关运行经费: {金额: %s}\n"


@pytest.mark.parametrize(
    ("own", "of_units", "says"),
    [
        (
            "国有资产: 0",
            (CARS, LACKING),
            "国有资产.车辆.其他用车 部门写的是 0，填了的单位之和已是 2。",
        ),
        (
            "国有资产: {车辆: 0, 大型设备: 0}",
            (CARS, CARS),
            "国有资产.车辆.其他用车 部门写的是 0，各单位之和是 4。",
        ),
        ("国有资产: {车辆: {其他用车: 3}, 大型设备: 0}", (CARS, LACKING), ""),
        (
            "机关运行经费: {金额: 1.00}",
            (COSTS % "2.00", COSTS % "缺"),
            "机关运行经费 部门写的是 1.00 万元，填了的单位之和已是 2.00 万元。",
        ),
        ("机关运行经费: {金额: 3.00}", (COSTS % "2.00", COSTS % "缺"), ""),
    ],
)
def test_a_department_says_no_less_than_those_of_its_units_that_say_something(
    own: str, of_units: tuple[str, str], says: str
) -> None:
    texts = (f"{OFFICE}{of_units[0]}", f"{ARCHIVE}{of_units[1]}")
    made = Case("", f"    {SUMMED}\n    {own}\n", "", "", "", units=texts, profile=DEPARTMENT)
    known = schemas_of(PROJECT)("final", "吉林").files
    told = check(read_account(replace(made.account().folder, schemas=known), PROJECT))
    assert [d.message for d in only(told, "MZ854")] == [text for text in (says,) if text]


@pytest.mark.parametrize(("typed", "is_told"), [("[]", True), ("[{名目: 丙}]", False)])
def test_a_department_has_rows_in_a_list_that_its_units_have_rows_in(
    typed: str, is_told: bool
) -> None:
    def with_list(one: Folder, rows: str) -> Folder:
        listed = dict(node(f"培训: {rows}").items())
        whole = replace(one.disclosure, value={**dict(one.disclosure.items()), **listed})
        of_form = {"type": "array", "items": {"properties": {"名目": {}}}, "x-自有": True}
        schema = {"properties": {"培训": of_form}}
        return replace(one, disclosure=whole, schemas={DISCLOSURE: schema})

    made = Case("", f"    {SUMMED}\n", "", "", "", units=(OFFICE, ARCHIVE), profile=DEPARTMENT)
    summed = made.account().folder
    units = tuple(with_list(unit, "[{名目: 甲}]") for unit in summed.units)
    told = check(read_account(with_list(replace(summed, units=units), typed), PROJECT))
    assert [d.message for d in only(told, "MZ854")] == is_told * [
        "培训 部门写的是一行也没有，各单位共有 2 行。"
    ]


@pytest.mark.parametrize(("types", "places"), [("部门 单位", ["unit-1"]), ("部门 部门", [])])
def test_a_unit_that_calls_itself_a_department_is_told_beside_one_that_does_not(
    types: str, places: list[str]
) -> None:
    """All alike may be departments, of which the document is the sum."""
    made = Case("MZ842", SUMMED, "", "", "", units=(OFFICE, ARCHIVE), profile=DEPARTMENT).account()
    parts = zip(made.parts, types.split(), strict=True)
    typed = tuple(replace(part, agency_type=one) for part, one in parts)
    told = only(check(replace(made, parts=typed)), "MZ842")
    assert [one.place.file.parts[0] for one in told] == places


@pytest.mark.parametrize(("own", "told"), [("0.20", 1), ("2.00", 0)])
def test_what_lines_of_units_say_is_what_the_department_says(own: str, told: int) -> None:
    source = f"""
        单位:
          - {{代码: 601001, 名称: 档案局, 结转结余: {{使用非财政拨款结余: 0, 结余分配: 2.00}}}}
          - {{代码: 601002, 名称: 档案馆, 结转结余: {{使用非财政拨款结余: 0, 结余分配: 0}}}}
        支出:
          - {{科目: 2080501, 单位: 601001, 项目支出: 5.00}}
          - {{科目: 2080501, 单位: 601002, 项目支出: 5.00}}
          - {{科目: 2101599, 单位: 601001, 资金: 非财政, 项目支出: 3.00}}
        收入: [{{科目: 2101599, 单位: 601001, 资金: 其他, 金额: 5.00}}]
        结转结余: {{使用非财政拨款结余: 0, 结余分配: {own}}}
    """
    found = only(check(account(source)), "MZ854")
    assert ["部门写的是 0.20 万元，各单位之和是 2.00 万元" in one.message for one in found] == (
        [True] * told
    )


@pytest.mark.parametrize(("subject", "said"), [("2101501", "收入科目: 2101501, "), ("2080501", "")])
def test_the_line_that_takes_money_off_names_the_subject_of_income(subject: str, said: str) -> None:
    """Only where it is another than that of the spending."""
    got = GIVEN.replace("收入: [{科目: 2080501", f"收入: [{{科目: {subject}")
    got = got.replace("{科目: 2080501, 资金: 非财政", f"{{科目: {subject}, 资金: 非财政")
    told = found(Case("MZ868", SUMMED, "", "", "", units=(GIVING, got), profile=DEPARTMENT))
    (one,) = only(told, "MZ868")
    line = f"- {{科目: 2080501, 支出: 对附属单位补助支出, 收入: 上级补助, {said}金额: 5.00}}"
    assert line in one.hint


def test_the_form_of_an_only_unit_is_told_in_the_unit() -> None:
    told = found(
        Case(
            "MZ857", "汇总: [../unit-1/2024-final]", "", "", "", units=(f"{OFFICE}    版式: 全国",)
        )
    )
    (one,) = only(told, "MZ857")
    assert str(one.place.file) == "unit-1/disclosure.yaml"


def test_cars_of_one_unit_are_not_run_with_the_money_of_another() -> None:
    """A hospital's ambulances are not paid as 公务用车; whose cars are, spends enough on them."""
    paid = "三公经费: {公务用车运行维护费: {预算: 4.00, 决算: 4.00, 保有量: 1}}"
    own, many = "国有资产: {车辆: {机要通信用车: 1}}", "国有资产: {车辆: {其他用车: 10}}"
    office = f"{running('601001', '某局', '1.00')}    {paid}\n    {own}\n"
    hospital = f"{running('601002', '某医院', '1.00')}    {many}\n"
    units = (folder(office), folder(hospital))
    assert not only(check(account("", units=units)), "MZ876")
    alone = hospital.replace("国有资产", f"{paid}\n    国有资产")
    assert only(check(account(alone)), "MZ876")


def test_words_of_a_row_without_money_are_told_with_the_row() -> None:
    words = frozenset({"2101504"})
    told = Diagnostic(Place(Path("f"), 3, 9), "MZ415", "没有印出来。", about=words)
    source = account(
        "支出:\n  - {科目: 2101501, 人员经费: 1.00}\n  - {科目: 2101504, 差异原因: 增加}\n"
    )
    first, other = (d for d in check(source, others=(told,)) if d.code in ("MZ420", "MZ415"))
    assert other.suspects == (first.place,) == first.suspects
