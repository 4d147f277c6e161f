"""One cause, one message: a block that was left out is told once, and nothing that follows."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.absent import Deletion, without
from mingzhang.builder import Drafted, judged
from mingzhang.checks.run_rules import check
from mingzhang.diagnostics import Diagnostic, Severity, alone, in_order
from mingzhang.document.render import render
from mingzhang.facts.account import Account
from mingzhang.facts.account_reading import read_account
from mingzhang.report.terminal_report import by_cause
from tests.checks.case import project
from tests.support import PROJECT, account, budget, budget_folder

BASIC = "基本支出: [{科目: 30101, 金额: 40.00}, {科目: 30201, 金额: 3.00}]\n"
SPENT = "支出: [{科目: 2080505, 人员经费: 40.00, 公用经费: 3.00}]\n"
BEFORE = "上年: {当年预算: 43.00, 机关运行经费: 0, 三公经费: {合计: 0}}\n"


def told(source: Account) -> list[str]:
    document, others = render(source, PROJECT, pages=False)
    found = check(source, None, others, printed=document.explained if document else {})
    return [f"{d.code} {d.message}" for d in found if d.severity is not Severity.NOTE]


def test_a_budget_without_its_spending() -> None:
    (message,) = told(budget(BASIC + "支出: []\n项目: []\n" + BEFORE))
    assert message == "MZ411 “支出”里一行也没有，别处却有支出的数。"


def test_a_budget_without_its_projects() -> None:
    """Of 60.00 that are stated, 17.00 are the projects': without them three sums would be wrong."""
    stated = SPENT.replace("}]", "}, {科目: 208, 合计: 60.00}]")
    whole = budget_folder(f"{BASIC}{stated}{BEFORE}项目: []")
    asset, message = told(read_account(without(whole, Deletion("disclosure", ("项目",))), PROJECT))
    assert asset.startswith("MZ404 没有填写国有资产统计到哪一天")
    assert message.startswith("MZ410 “项目”要印出来，没有填写。")


def test_a_row_with_the_code_of_another_kind_of_agency() -> None:
    """A project of a 事业单位 under 行政运行 is one slip: of the code, the unit and the column."""
    source = budget(
        """
        单位: [{代码: 502001, 名称: 某市档案馆, 类型: 其他事业单位}]
        支出: [{科目: 2101102, 人员经费: 40.00}, {科目: 2101501, 资金: 非财政, 项目支出: 9.00}]
        基本支出: [{科目: 30110, 金额: 40.00}]
        收入: [{科目: 2101501, 资金: 事业, 本年: 9.00}]
        """
    )
    row = [one for one in check(source) if one.place.line == 2]
    (told, *_), *others = by_cause(row, whole=False)
    assert (told.code, others) == ("MZ267", [])


def test_what_follows_from_no_projects_is_told_itself_where_nobody_asks_for_them() -> None:
    """Of a form without projects it is told alone: unsaid, it stopped a document without a word."""
    whole = budget_folder(f"{BASIC}{SPENT}{BEFORE}项目: []")
    source = read_account(without(whole, Deletion("disclosure", ("项目",))), PROJECT)
    gap = Diagnostic(source.source.place, "MZ340", "“收支总表”要 208，来源里只有合计。", "")
    asked = Diagnostic(source.source.place, "MZ410", "", about=frozenset({alone("项目")}))
    assert gap.code in [d.code for d in check(source, None, [gap])]
    assert gap.code not in [d.code for d in check(source, None, [gap, asked])]


def test_a_document_that_is_not_made_has_an_error_that_says_why() -> None:
    """Rules on what is printed leave their findings to other errors: here there is no other."""
    source = budget(f"{BASIC}{SPENT}{BEFORE}项目: []")
    why = Diagnostic(source.source.place, "MZ651", "做不出来。", "")
    seen = judged(Drafted(source.folder, source, None, (why,)), PROJECT, {})
    assert why in seen.diagnostics


def test_what_is_printed_is_not_judged_beside_an_error_that_keeps_it_from_print() -> None:
    """12.00 of 20.00 have projects: whether a table lists those nobody knows before it is made."""
    text = """
        支出: [{科目: 2101502, 项目支出: 12.00}, {科目: 2101504, 项目支出: 8.00}]
        项目: [{名称: 甲, 类型: 其他运转类, 一级项目: 乙, 科目: 2101502, 本年: 12.00}]
    """
    source = budget(text)
    error = Diagnostic(source.source.place, "MZ410", "“国有资产”要印出来，没有填写：车辆。", "")
    assert "MZ342" in [d.code for d in check(source)]
    assert "MZ342" not in [d.code for d in check(source, None, [error])]
    apart = """
        支出:
          - {科目: 2080505, 资金: 非财政, 经营支出: 10.00}
          - {科目: 2101502, 资金: 非财政, 经营支出: 20.00}
          - {科目: 合计, 资金: 非财政, 合计: 30.01}
        收入: [{资金: 事业, 本年: 20.00}, {资金: 其他, 本年: 10.00}]
    """
    totals = budget(apart)
    assert "MZ205" in [d.code for d in check(totals)]
    assert "MZ205" not in [d.code for d in check(totals, None, [error])]


def test_an_entry_is_told_by_one_rule() -> None:
    asset = "国有资产: {截至: 2024年8月32日, 车辆: 0, 大型设备: 0}"
    found = [d.code for d in check(budget(asset))]
    assert [code for code in found if code in ("MZ735", "MZ674")] == ["MZ735"]
    listed = account(
        "绩效: {评价项目: [库房维修]}", performance=project("{当年财政拨款: [1, 1, 1]}")
    )
    found = [d.code for d in check(listed)]
    assert [code for code in found if code in ("MZ629", "MZ244")] == ["MZ629"]


def test_a_year_of_three_digits_is_told_once() -> None:
    found = check(account("年度: 2024\n补充说明: {政府采购: 202年度没有采购}"))
    ((year, slip),) = [
        group for group in by_cause(in_order(found), whole=False) if group[0].code == "MZ654"
    ]
    assert (year.message, slip.code) == ("“202年”像是 2024 年，少了一位数字。", "MZ624")


def test_other_spending_without_any_income() -> None:
    text = "支出: [{科目: 2080501, 资金: 非财政, 项目支出: 5.00, 年末结转: 1.00}]\n"
    source = account(text + "结转结余: {年初结转和结余: 0, 使用非财政拨款结余: 0, 结余分配: 0}")
    found = [d.code for d in check(source)]
    assert found == ["MZ425"]


def test_reasons_that_nobody_typed_are_one_message() -> None:
    text = "支出: [{科目: 2080501, 项目支出: 60.88, 年初预算: 60.88}]\n版式: 河南\n"
    before = (
        "上年: {总计: 1.00, 财政拨款总计: 1.00, 一般公共预算财政拨款支出: 1.00}\n机关运行经费: 0"
    )
    done = "绩效: {自评得分: [], 未完成指标: [], 超额指标: [], 管理工作: 有, 执行情况: 好}\n"
    (found,) = (line for line in told(account(text + done + before)) if "MZ401" in line)
    assert found == (
        "MZ401 “原因”没有填写，3 个变动了的数缺少原因：总计变动了 59.88 万元；"
        "财政拨款总计变动了 59.88 万元；一般公共预算财政拨款支出变动了 59.88 万元。"
    )


def test_what_depends_on_last_year_waits_for_it() -> None:
    """The reason is of last year's figure: against the budget, which is the same, it is wrong."""
    text = """
三公经费:
  因公出国境费: 0
  公务用车购置费: 0
  公务用车运行维护费: {预算: 0, 决算: 0, 保有量: 0}
  公务接待费: {预算: 1.00, 决算: 1.00, 国内接待: {批次: 1, 人次: 5}, 外宾接待: 0, 原因: 减少}
版式: 河南
"""
    found = told(account(text))
    assert [line for line in found if line.startswith(("MZ603", "MZ651"))] == []
    assert any(line.startswith("MZ402") for line in found)


def test_units_that_were_left_out_are_told_once() -> None:
    """Their kinds say whether there can be 机关运行经费."""
    text = (BASIC + SPENT).replace("{科目", "{单位: 1, 科目")
    unit = "单位: [{代码: 1, 名称: 某中心, 类型: 其他事业单位}]\n"
    more = "机关运行经费: {原因: 增加}\n项目: []\n" + BEFORE
    whole = told(budget(unit + text + more))
    assert not [line for line in whole if line.startswith(("MZ322", "MZ410"))]
    source = read_account(
        without(budget_folder(unit + text + more), Deletion("disclosure", ("单位",))), PROJECT
    )
    found = [line for line in told(source) if line.startswith(("MZ322", "MZ410"))]
    assert [line[:5] for line in found] == ["MZ322"]


def test_no_goal_is_asked_for_where_one_that_was_typed_is_printed_nowhere() -> None:
    goal = "{年度目标: 完成, 指标: [{一级: 产出指标, 二级: 数量指标, 三级: 页数, 指标值: 1页}]}"
    line = "类型: 专项业务支出, 一级项目: 档案, 科目: 2012604, 本年: 5.00"
    rows = f"项目: [{{名称: 甲, {line}, 目标: {goal}}}, "
    rows += f"{{名称: 丙, {line}, 目标: {goal}}}, {{名称: 乙, {line}}}]"
    source = budget(rows)
    assert "MZ635" in [d.code for d in check(source)]
    listed = source.source.get("项目")
    assert listed
    typed, _ = (node for row in listed.rows() if (node := row.get("目标")))
    unprinted = Diagnostic(typed.place, "MZ415", "", "", Severity.WARNING)
    assert "MZ635" not in [d.code for d in check(source, None, (unprinted,))]


def test_a_project_that_was_copied_is_why_its_sums_fail() -> None:
    row = "  - {名称: 库房改造, 科目: 2080505, 本年: 17.00}\n"
    stated = SPENT.replace("}]", "}, {科目: 208, 项目支出: 17.00, 合计: 60.00}]")
    found = check(budget(f"{BASIC}{stated}{BEFORE}项目:\n{row}{row}"))
    (lead,) = (d for d in found if d.code == "MZ688")
    wrong = [d for d in found if d.severity is Severity.ERROR]
    assert lead.severity is Severity.ERROR
    assert {d.code for d in wrong} >= {"MZ220", "MZ688"}
    assert {d.suspects[:1] for d in wrong} == {(lead.place,)}


def test_a_row_of_a_subject_that_was_copied_too() -> None:
    row = "{科目: 2080505, 人员经费: 40.00, 公用经费: 3.00}"
    text = f"支出: [{row}, {row}, {{科目: 208, 合计: 43.00}}]\n"
    found = check(budget(f"{BASIC}{text}{BEFORE}项目: []"))
    (lead,) = (d for d in found if d.code == "MZ232")
    assert {d.suspects[:1] for d in found if d.severity is Severity.ERROR} == {(lead.place,)}


def test_a_unit_that_has_the_code_of_another() -> None:
    """Its lines are nobody's, and no sum holds: the line of the unit is told, and no sum."""
    units = (
        "单位: [{代码: 1, 名称: 甲局, 类型: 行政单位}, {代码: 2, 名称: 乙中心, 类型: 行政单位}]\n"
    )
    rows = SPENT.replace("{科目", "{单位: 2, 科目").replace("}]", "}, {科目: 208, 合计: 43.00}]")
    whole = f"{units}{BASIC}{rows}{BEFORE}项目: []"
    assert "MZ322" not in [d.code for d in check(budget(whole))]
    found = [d for d in check(budget(whole.replace("代码: 2", "代码: 1"))) if d.suspects]
    (lead,) = (d for d in found if d.code == "MZ322")
    assert "有 1 行用 2，“单位”里没有它" in lead.hint
    assert {d.suspects[0] for d in found} == {lead.place}
    assert not [d for d in found if d.difference is not None]


UNITS = "单位: [{代码: 1, 名称: 甲站, 类型: 行政单位}, {代码: 2, 名称: 乙站, 类型: 行政单位}]\n"
OF_UNITS = """
支出:
  - {科目: 2101501, 单位: 1, 人员经费: 9.00}
  - {科目: 2101506, 单位: 2, 人员经费: 5.00, 项目支出: 4.00}
基本支出: [{科目: 30101, 单位: 1, 金额: 9.00}, {科目: 30101, 单位: 2, 金额: 5.00}]
"""


def test_a_row_that_stands_under_another_unit_than_in_the_budget_leads_the_sums_that_fail() -> None:
    """Every sum of both units fails for it; which unit it is of, the budget says."""
    planned = budget_folder(UNITS + OF_UNITS)
    made = account(UNITS + OF_UNITS.replace("2101506, 单位: 2", "2101506, 单位: 1"))
    found = check(read_account(replace(made.folder, planned=planned), PROJECT))
    (lead,) = (d for d in found if d.code == "MZ796")
    assert lead.severity is Severity.ERROR
    failing = [d for d in found if d.code == "MZ218"]
    assert failing
    assert all(d.suspects[:1] == (lead.place,) for d in failing)


def test_money_without_its_fund_is_why_a_table_lacks_it() -> None:
    """The fund's total is typed and no row is of the fund: nobody was to split it."""
    text = """
        版式: 上海
        支出:
          - {科目: 2101501, 项目支出: 3.00}
          - {科目: 2120803, 项目支出: 9.00}
          - {科目: 合计, 资金: 政府性基金, 项目支出: 9.00, 合计: 9.00}
    """
    source = budget(text)
    found = check(source, None, render(source, PROJECT, pages=False)[1])
    (cause,) = (d for d in found if d.code == "MZ667")
    assert [d.suspects for d in found if d.code == "MZ340"] == [(cause.place,)]
