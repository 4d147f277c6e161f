"""``mingzhang.checks.row_order``: a code out of order is told where another would fit."""

from __future__ import annotations

import pytest

from mingzhang.checks.run_rules import check
from tests.checks.case import budget_unit
from tests.support import account, budget, only


def told(*codes: int) -> list[str]:
    rows = "".join(f"  - {{科目: {code}, 金额: 1.00}}\n" for code in codes)
    total = f"支出: [{{科目: 2101501, 基本支出: {len(codes)}.00}}]\n基本支出:\n"
    return [d.message for d in only(check(account(total + rows)), "MZ645")]


@pytest.mark.parametrize(
    "codes",
    [
        (30201, 30202, 30205, 30206, 30207, 30211),
        (30201, 30202, 30206, 30207, 30211, 30299, 30205),  # added at the end
        (30299, 30211, 30207, 30206, 30202, 30201),  # in an order of their own
        (30201, 30205, 30202),  # too few to tell
    ],
)
def test_nothing_is_told(codes: tuple[int, ...]) -> None:
    assert told(*codes) == []


def test_a_code_that_jumps_ahead() -> None:
    (message,) = told(30201, 30202, 30205, 30229, 30207, 30211, 30213)
    assert message.startswith("30229 福利费不在编码的次序里；正好在次序里的有 30206 电费")


def test_words_about_subjects_are_in_no_order() -> None:
    codes = (2070109, 2070104, 2070199, 2080505, 2080506, 2101102, 2210201)
    words = "".join(f"  - {{科目: {code}, 差异原因: 增加}}\n" for code in codes)
    figures = "".join(f"  - {{科目: {code}, 项目支出: 1.00}}\n" for code in codes)
    assert only(check(account(f"支出:\n{figures}")), "MZ645")
    assert not only(check(account(f"支出:\n{words}")), "MZ645")


def test_the_rows_of_each_unit_are_in_an_order_of_their_own() -> None:
    rows = "".join(
        f"  - {{科目: {code}, 单位: {unit}, 人员经费: 1.00}}\n"
        for unit in (502001, 502002, 502003)
        for code in (2080505, 2101501)
    )
    units = "".join(f"  - {{代码: {u}, 名称: 某局{u}}}\n" for u in (502001, 502002, 502003))
    assert not only(check(budget(f"单位:\n{units}支出:\n{rows}")), "MZ645")


def test_a_fund_that_has_rows_of_its_own_begins_anew() -> None:
    codes = (2080505, 2080506, 2101102, 2120399, 2210201)
    rows = "".join(f"  - {{科目: {code}, 人员经费: 1.00}}\n" for code in codes)
    other = "  - {科目: 2120399, 资金: 非财政, 公用经费: 1.00}\n"
    assert not only(check(budget(f"支出:\n{rows}{other}")), "MZ645")


def test_units_of_a_department_have_each_an_order_of_their_own() -> None:
    """The last row of one unit and the only row of the next are not exchanged."""
    codes = (2080501, 2080505, 2101101, 2130101, 2210201)
    rows = "".join(f"  - {{科目: {code}, 人员经费: 10.00}}\n" for code in codes)
    first = f"# 名称: 某市档案站,\n支出:\n{rows}"
    second = "# 名称: 某市方志馆,\n支出: [{科目: 2130104, 人员经费: 9.00}]\n"
    units = (budget_unit(first, "unit-1"), budget_unit(second, "unit-2"))
    assert only(check(budget("金额单位: 万元\n", units=units)), "MZ645") == []
