"""Rules that hold several pairs together look at each of them: one test a pair.

The pairs are those of the statutory forms, written here again on purpose: one that the rule forgets
fails here.
"""

from __future__ import annotations

import pytest

from mingzhang.checks.run_rules import check
from tests.support import account, budget, only

OFFICIAL = {
    "30212": "因公出国境费",
    "30217": "公务接待费",
    "30231": "公务用车运行维护费",
    "31013": "公务用车购置费",
}
# (30108, 2080505), (30109, 2080506), (30113, 2210201): one payment, told by both tables.
SAME_MONEY = {"30108": "2080505", "30109": "2080506", "30113": "2210201"}
PARTS_OF_A_FINAL = (
    ("财政拨款总计", "总计"),
    ("本年收入合计", "总计"),
    ("本年支出合计", "总计"),
    ("财政拨款收入", "财政拨款总计"),
    ("财政拨款收入", "本年收入合计"),
    ("一般公共预算财政拨款支出", "财政拨款总计"),
    ("一般公共预算财政拨款支出", "本年支出合计"),
    ("政府性基金预算财政拨款支出", "财政拨款总计"),
    ("国有资本经营预算财政拨款支出", "财政拨款总计"),
    ("基本支出", "总计"),
    ("项目支出", "总计"),
    ("机关运行经费", "总计"),
)
PARTS_OF_A_BUDGET = (
    ("当年预算", "总计"),
    ("上年结转", "总计"),
    ("一般公共预算支出", "财政拨款总计"),
    ("政府性基金预算支出", "财政拨款总计"),
    ("国有资本经营预算支出", "财政拨款总计"),
)


@pytest.mark.parametrize(("code", "name"), OFFICIAL.items())
def test_a_final_spends_no_less_on_each_official_item_than_its_subject(
    code: str, name: str
) -> None:
    text = f"基本支出: [{{科目: {code}, 金额: 6.00}}]\n三公经费: {{{name}: {{决算: 5.00}}}}"
    (found,) = only(check(account(text)), "MZ224")
    assert f"三公经费.{name}.决算 5.00" in found.message


@pytest.mark.parametrize(("code", "name"), OFFICIAL.items())
def test_a_budget_plans_no_less_for_each_official_item_than_its_subject(
    code: str, name: str
) -> None:
    spent = "支出: [{科目: 2101501, 公用经费: 6.00}]\n"
    text = f"{spent}基本支出: [{{科目: {code}, 金额: 6.00}}]\n三公经费: {{{name}: 5.00}}"
    (found,) = only(check(budget(text)), "MZ224")
    assert f"三公经费.{name} 5.00" in found.message


@pytest.mark.parametrize(("economic", "functional"), SAME_MONEY.items())
def test_a_slip_between_the_two_tables_of_one_payment_is_told(
    economic: str, functional: str
) -> None:
    text = f"""
        支出: [{{科目: {functional}, 人员经费: 12.34}}]
        基本支出: [{{科目: {economic}, 金额: 13.24}}]
    """
    (found,) = only(check(account(text)), "MZ223")
    assert economic in found.message


@pytest.mark.parametrize(("part", "whole"), PARTS_OF_A_FINAL)
def test_no_part_of_last_years_final_is_larger_than_its_whole(part: str, whole: str) -> None:
    found = only(check(account(f"上年: {{{part}: 3.00, {whole}: 2.00}}")), "MZ230")
    assert any(f"上年 {part}" in d.message and f"上年 {whole}" in d.message for d in found)


@pytest.mark.parametrize(("part", "whole"), PARTS_OF_A_BUDGET)
def test_no_part_of_last_years_budget_is_larger_than_its_whole(part: str, whole: str) -> None:
    found = only(check(budget(f"上年: {{{part}: 3.00, {whole}: 2.00}}")), "MZ230")
    assert any(f"上年 {part}" in d.message and f"上年 {whole}" in d.message for d in found)


# What a final account's spending consists of by nature; 基本支出 is the other part of each pair.
OTHER_NATURES = ("项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")


@pytest.mark.parametrize("nature", OTHER_NATURES)
def test_last_years_natures_together_are_no_more_than_its_spending(nature: str) -> None:
    text = f"上年: {{基本支出: 2.00, {nature}: 2.00, 本年支出合计: 3.00}}"
    found = only(check(account(text)), "MZ230")
    assert any("4.00" in d.message and "3.00" in d.message for d in found)
