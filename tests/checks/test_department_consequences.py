"""What a department lacks for a fault of its units is told below that fault."""

from __future__ import annotations

from mingzhang.checks.run_rules import check
from mingzhang.diagnostics import Diagnostic, Severity
from tests.checks.case import Case
from tests.checks.cases.department_sums import DEPARTMENT, GIVEN, GIVING, LOOSE, ROWS, SUMMED
from tests.support import only

SHORT = (
    ROWS.partition("      - {代码: 601002")[0]
    + """
    支出:
      - {科目: 2080501, 单位: 601001, 项目支出: 60.88}
"""
)


def found(case: Case, *others: tuple[str, str]) -> tuple[Diagnostic, ...]:
    source = case.account()
    place = source.source.place
    return check(source, others=[Diagnostic(place, code, words) for code, words in others])


def test_a_row_without_amount_is_the_missing_units() -> None:
    lack = ("MZ420", "“支出”里科目 2101504 的一行没有金额。")
    case = Case("MZ856", SHORT, "", "", "", previous=ROWS, profile=DEPARTMENT)
    told = found(case, lack)
    (cause,) = only(told, "MZ856")
    assert "少了 某市档案馆" in cause.message
    assert cause.severity is Severity.ERROR
    assert [d.code for d in told if d.suspects[:1] == (cause.place,)] == ["MZ856", "MZ420"]
    # Where nothing is lacking for it, it stays what it is.
    assert only(found(case), "MZ856")[0].severity is Severity.WARNING


def test_a_reason_is_missing_for_what_was_not_taken_off() -> None:
    case = Case("MZ868", SUMMED, "", "", "", units=(GIVING, GIVEN), profile=DEPARTMENT)
    its = ("MZ401", "上级补助收入变动了 5.00 万元，缺少原因。")
    another = ("MZ401", "项目支出变动了 5.00 万元，缺少原因。")
    told = found(case, its, another)
    (cause,) = only(told, "MZ868")
    behind, beside = only(told, "MZ401")
    assert behind.suspects == (cause.place,)
    assert not beside.suspects


def test_a_row_of_no_unit_is_why_totals_and_rows_differ() -> None:
    again = ("MZ420", "“支出”里科目 2080505 的一行没有金额。")
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
    which = ("MZ410", "“项目的财政拨款是哪种预算的”要印出来，没有填写：宣传。")
    another = ("MZ410", "“国有资产.车辆”要印出来，没有填写。")
    told = found(Case("MZ322", unknown, "", "", "", profile=DEPARTMENT), which, another)
    (cause,) = only(told, "MZ322")
    behind, beside = only(told, "MZ410")
    assert behind.suspects == (cause.place,)
    assert not beside.suspects
