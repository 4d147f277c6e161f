"""Which reason explains which figure against which base, for every kind of document."""

from __future__ import annotations

import pytest

from mingzhang.facts.account import Account
from tests.support import account, budget

OFFICIAL = """
    三公经费:
      因公出国境费: 0
      公务用车购置费: {预算: 12.00, 决算: 12.00, 购置数: 1, 原因: 更新一辆}
      公务用车运行维护费: {预算: 6.00, 决算: 5.00, 保有量: 2, 原因: 用车减少}
      公务接待费: {预算: 1.50, 年初预算: 1.20, 决算: 1.00, 原因: 接待减少, MORE}
      原因: 更新公务用车
    上年:
      三公经费: {因公出国境费: 0, 公务用车购置费: 0, 公务用车运行维护费: 6.00, 公务接待费: 2.00}
"""
PLANNED = """
    三公经费: {因公出国境费: 0, 公务接待费: 0.79, 公务用车运行维护费: 3.60, 公务用车购置费: 0,
               原因: 合计的}
    上年:
      三公经费: {因公出国境费: 0, 公务接待费: 0.90, 公务用车运行维护费: 3.00, 公务用车购置费: 0}
    MORE
"""


def official(more: str = "外宾接待: 0") -> Account:
    return account(OFFICIAL.replace("MORE", more))


def told(source: Account, name: str, base: str) -> list[str]:
    return [node.text for node in source.reasons.of(name, base)]


def test_a_reason_of_its_own_block_and_of_the_whole() -> None:
    source = official()
    assert told(source, "三公经费.公务接待费.决算", "上年") == ["接待减少"]
    assert told(source, "三公经费.合计.决算", "上年") == ["更新公务用车"]
    assert told(source, "三公经费.因公出国境费.决算", "上年") == []


def test_a_sum_without_a_block_has_the_reasons_of_its_parts() -> None:
    source = official()
    name = "三公经费.公务用车购置及运行费.决算"
    assert told(source, name, "上年") == ["更新一辆"]


def test_a_sum_has_the_reasons_of_all_its_parts_that_moved_with_it() -> None:
    source = account(
        OFFICIAL.replace("MORE", "外宾接待: 0")
        .replace("公务用车运行维护费: 6.00", "公务用车运行维护费: 4.00")
        .replace("用车减少", "用车增加")
    )
    name = "三公经费.公务用车购置及运行费.决算"
    assert told(source, name, "上年") == ["用车增加", "更新一辆"]


def test_a_sum_has_a_reason_of_its_own() -> None:
    source = account(
        OFFICIAL.replace("MORE", "外宾接待: 0").replace(
            "公务接待费: {预算", "公务用车购置及运行费: {原因: 合起来的}\n      公务接待费: {预算"
        )
    )
    assert told(source, "三公经费.公务用车购置及运行费.决算", "上年") == ["合起来的"]


def test_a_reason_belongs_to_one_base() -> None:
    source = official("差异原因: 少于预计")
    name = "三公经费.公务接待费.决算"
    assert told(source, name, "上年") == ["接待减少"]
    assert told(source, name, "年初预算") == ["少于预计"]
    assert told(source, name, "预算") == ["少于预计"]
    # What is said of last year is never said of the budget of the beginning.
    assert told(official(), name, "年初预算") == []


@pytest.mark.parametrize(
    ("base", "key"), [("上年", "原因"), ("年初预算", "差异原因"), ("预算", "原因")]
)
def test_where_a_reason_is_written(base: str, key: str) -> None:
    reasons = official().reasons
    assert reasons.key("三公经费.公务接待费.决算", base) == ("三公经费", "公务接待费", key)
    assert reasons.key("三公经费.合计.决算", base) == ("三公经费", key)


def test_a_row_has_reasons_by_base() -> None:
    source = account("""
        支出:
          - {科目: 2080501, 人员经费: 10.00, 年初预算: 12.00, 全年预算: 11.00, 差异原因: 甲}
          - {科目: 2080502, 人员经费: 10.00, 年初预算: 12.00, 全年预算: 11.00, 差异原因: 甲,
             全年预算差异原因: 乙}
    """)
    assert told(source, "支出 2080501", "年初预算") == ["甲"]
    assert told(source, "支出 2080502", "全年预算") == ["乙"]
    usual = source.reasons.key("支出 2080501", "全年预算")
    assert usual == ("支出", "科目 2080501", "全年预算差异原因")


@pytest.mark.parametrize("whole_year", ["10.00", "11.00", "12.00"])
def test_a_reason_why_another_budget_differs_explains_no_other(whole_year: str) -> None:
    source = account(f"""
        支出:
          - {{科目: 2080501, 人员经费: 10.00, 年初预算: 12.00, 全年预算: {whole_year},
             差异原因: 甲}}
    """)
    row = "支出 2080501"
    assert told(source, row, "年初预算") == ["甲"]
    assert told(source, row, "全年预算") == []
    assert [node.text for node in source.reasons.of_another(row, "全年预算")] == ["甲"]


def test_the_one_budget_that_differs_has_the_reason() -> None:
    source = account("""
        支出:
          - {科目: 2080502, 人员经费: 10.00, 年初预算: 10.00, 全年预算: 10.00, 差异原因: 乙}
          - {科目: 2080503, 人员经费: 10.00, 全年预算: 10.00, 差异原因: 丙}
          - {科目: 2080504, 人员经费: 10.00, 全年预算: 12.00, 差异原因: 丁}
    """)
    rows = ("支出 2080502", "支出 2080503", "支出 2080504")
    assert [told(source, name, "全年预算") for name in rows] == [["乙"], ["丙"], ["丁"]]
    assert source.reasons.key("支出 2080504", "全年预算") == ("支出", "科目 2080504", "差异原因")


def test_totals_are_compared_with_their_budgets() -> None:
    source = account("""
        支出: [{科目: 2080501, 人员经费: 10.00}]
        年初预算: {一般公共预算: 0}
        全年预算: {一般公共预算: 12.00}
        差异原因: {一般公共预算财政拨款支出: 年中设立}
        全年预算差异原因: {一般公共预算财政拨款支出: 人员未到位}
    """)
    name = "一般公共预算财政拨款支出"
    assert told(source, name, "年初预算") == ["年中设立"]
    assert told(source, name, "全年预算") == ["人员未到位"]
    assert [source.reasons.moves[name, base].sign for base in ("年初预算", "全年预算")] == [1, -1]


def test_a_budgets_whole_lends_its_reason_to_parts_that_moved() -> None:
    source = budget(PLANNED.replace("MORE", "原因: {三公经费: {公务用车运行维护费: 自己的}}"))
    assert told(source, "三公经费.合计", "上年") == ["合计的"]
    assert told(source, "三公经费.公务接待费", "上年") == ["合计的"]
    assert told(source, "三公经费.公务用车运行维护费", "上年") == ["自己的"]
    assert source.reasons.of("三公经费.公务接待费", "上年", moved=False) == ()
    assert source.reasons.key("三公经费.公务接待费", "上年") == ("原因", "三公经费", "公务接待费")


def test_what_a_reason_may_explain_its_own_figure_first() -> None:
    source = budget(PLANNED.replace("MORE", ""))
    ((place, moves),) = source.reasons.explained.items()
    assert place.line == 2
    assert [move.now.label for move in moves] == [
        "三公经费.合计",
        "三公经费.公务接待费",
        "三公经费.公务用车运行维护费",
        "三公经费.公务用车购置及运行费",
    ]
