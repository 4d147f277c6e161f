"""What follows from a missing unit, or from an 抵销 that is too large, is not told again."""

from __future__ import annotations

from mingzhang.checks.run_rules import check
from mingzhang.diagnostics import Diagnostic, Severity
from mingzhang.document.render import render
from tests.checks.case import unit
from tests.checks.cases.department_sums import (
    ARCHIVE,
    DEPARTMENT,
    GIVEN,
    GIVING,
    OFFICE,
    ROWS,
    SUMMED,
)
from tests.support import PROJECT, account, codes, folder, only

OFF = "抵销: [{科目: 2080501, 支出: 对附属单位补助支出, 收入: 上级补助, 金额: 9.00}]"


def test_a_unit_that_is_missing_has_what_was_left_last_year() -> None:
    left = ROWS.replace("5.00}", "5.00, 年末结转: 1.00}")
    alone = """
        单位:
          - {代码: 601001, 名称: 某市档案局, 类型: 行政单位}
          - {代码: 601003, 名称: 某市方志馆, 类型: 行政单位}
        支出:
          - {科目: 2080501, 单位: 601001, 项目支出: 61.12}
          - {科目: 2080501, 单位: 601003, 项目支出: 7.00}
    """
    profile = DEPARTMENT.replace("某市档案馆", "某市方志馆")
    found = codes(check(account(alone, profile, previous=folder(left, DEPARTMENT))))
    assert "MZ856" in found
    assert "MZ239" not in found
    accepted = f"{alone}    核对说明: [{{规则: MZ856, 说明: 撤并}}]\n"
    found = codes(check(account(accepted, profile, previous=folder(left, DEPARTMENT))))
    assert "MZ239" in found


def test_an_elimination_beyond_the_units_figures_is_one_message() -> None:
    units = (unit(GIVING, "unit-1"), unit(GIVEN, "unit-2"))
    found = codes(check(account(f"{SUMMED}\n{OFF}", DEPARTMENT, units=units)))
    assert "MZ860" in found
    assert "MZ216" not in found


def test_a_reason_of_a_unit_is_none_of_the_department() -> None:
    """The message stands in the department's own file, and says what to write there."""
    row = "{科目: 2080501, 项目支出: 60.88, 年初预算: 60.00, 差异原因: 档案增加}"
    of_office = f"""
        单位: [{{代码: 601001, 名称: 某市档案局, 类型: 行政单位}}]
        支出: [{row}]
    """
    budgeted = ARCHIVE.replace("5.00}", "5.00, 年初预算: 5.00}")
    units = (unit(of_office, "unit-1"), unit(budgeted, "unit-2"))
    _, found = render(account(SUMMED, DEPARTMENT, units=units), PROJECT, pages=False)
    (told,) = [d for d in found if d.code == "MZ401" and "科目" in d.hint]
    assert str(told.place.file) == "disclosure.yaml"
    assert "disclosure.yaml 的“支出”里写一行 - {科目: 2080501, 差异原因: …}" in told.hint


def test_rows_of_no_unit_are_not_told_as_totals_that_differ_too() -> None:
    # What the office got stands with no unit, so no sum has it.
    loose = f"{ROWS}    收入: [{{科目: 2080501, 资金: 事业, 金额: 3.00}}]\n"
    found = codes(check(account(loose, DEPARTMENT)))
    assert "MZ862" in found
    assert "MZ204" not in found


def test_a_reason_is_asked_for_in_the_departments_file() -> None:
    """The units' counts are drawn into the department's block, their places are not."""
    none = "因公出国境费: 0, 公务用车购置费: 0, 公务接待费: 0"
    cars = f"""
    三公经费: {{{none}, 公务用车运行维护费: {{预算: 5.00, 决算: 4.00, 保有量: 2}}}}
    上年: {{三公经费: {{{none}, 公务用车运行维护费: 3.00}}}}
    """
    units = tuple(unit(f"{text}{cars}", n) for text, n in ((OFFICE, "unit-1"), (ARCHIVE, "unit-2")))
    _, found = render(account(SUMMED, DEPARTMENT, units=units), PROJECT, pages=False)
    asked = [d for d in found if d.code == "MZ401"]
    assert asked
    assert {str(d.place.file) for d in asked} == {"disclosure.yaml"}


SPENT = ("人员经费: 20.00", "人员经费: 10.00", "人员经费: 30.00")
NAMES = ("某市档案局", "某市档案馆", "某市方志馆")
OF_THREE = DEPARTMENT.replace("某市档案馆]", "某市档案馆, 某市方志馆]")
SHORT = "汇总: [../unit-1/2024-final, ../unit-2/2024-final]"


def differing(stated: str) -> set[str]:
    """Where sums are told beside the third unit, which is not summed."""
    units = [
        unit(
            f"单位: [{{代码: {601001 + n}, 名称: {name}, 类型: 行政单位}}]\n"
            f"支出: [{{科目: 2080501, {spent}}}]",
            f"unit-{n}",
        )
        for n, (name, spent) in enumerate(zip(NAMES, SPENT, strict=True))
    ]
    before = folder(SUMMED, OF_THREE, units=tuple(units), name="2023")
    told = check(account(f"{SHORT}\n{stated}", OF_THREE, previous=before, units=tuple(units[:2])))
    (cause,) = only(told, "MZ856")
    sums = [d for d in told if d.difference is not None]
    assert sums
    return {str(d.place) for d in sums if d.suspects[:1] != (cause.place,)}


def test_sums_of_all_units_differ_for_the_missing_one() -> None:
    assert not differing("支出: [{科目: 合计, 人员经费: 60.00}, {科目: 2080501, 人员经费: 60.00}]")


def test_a_sum_below_that_of_the_units_that_are_there_is_another_fault() -> None:
    assert differing("支出: [{科目: 2080501, 人员经费: 6.00}]") == {"disclosure.yaml:2:26"}


def test_sums_that_disagree_among_themselves_are_another_fault() -> None:
    assert differing("支出: [{科目: 合计, 人员经费: 60.00}, {科目: 2080501, 人员经费: 63.00}]")


def test_more_than_the_missing_unit_ever_had_is_another_fault() -> None:
    assert not differing("支出: [{科目: 2080501, 人员经费: 90.00}]")
    assert differing("支出: [{科目: 2080501, 人员经费: 600.00}]") == {"disclosure.yaml:2:26"}


def test_last_years_figures_are_missing_where_its_folder_is_of_no_use() -> None:
    place = account(ROWS, DEPARTMENT).source.place
    year = Diagnostic(place, "MZ660", "上年的“2023-final”有 1 处错误。", severity=Severity.WARNING)
    lacking = Diagnostic(place._replace(line=2), "MZ402", "没有填写上年的总计，无法比较。")
    cause, behind = check(account(ROWS, DEPARTMENT), others=[lacking, year])
    assert (cause.code, cause.severity) == ("MZ660", Severity.ERROR)
    assert behind.suspects == (cause.place,)
