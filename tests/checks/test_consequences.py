"""What follows from one fault is told below it, and what names the fault comes first."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.checks.consequences import (
    Root,
    following,
    moves_by_place,
    of_finding,
    of_suspect,
)
from mingzhang.checks.reasons_under_lock import explained
from mingzhang.checks.rule import Cause, Equation, Finding
from mingzhang.checks.run_rules import check
from mingzhang.checks.suspects import Evidence, Standing, Suspect
from mingzhang.diagnostics import Diagnostic, Place, Severity, alone, in_order
from mingzhang.document.render import render
from mingzhang.facts.account import Account
from mingzhang.facts.amount import Amount
from mingzhang.facts.figure import Figure, summed
from mingzhang.facts.reasons import Move
from mingzhang.report.terminal_report import by_cause
from tests.checks.case import Case, project
from tests.support import AGENCY, PROJECT, account, budget, only

PAIRS = """
    金额单位: 元
    版式: 全国
    支出:
      - {科目: 2080505, 人员经费: 486320.64, 年初预算: 486320.64}
      - {科目: 2101102, 人员经费: 255318.34, 年初预算: 260000.00, 差异原因: 核定}
      - {科目: 2210201, 人员经费: 418000.00, 年初预算: 418000.00}
      - {科目: 合计, 人员经费: 1159638.98}
    基本支出:
      - {科目: 30108, 金额: 486320.64}
      - {科目: 30110, 金额: 255318.34}
      - {科目: 30113, 金额: 418000.00}
"""
FUNDS = """
    支出:
      - {科目: 2070104, 项目支出: 30.00}
      - {科目: 2296003, 资金: 政府性基金, 项目支出: 12.00}
      - {科目: 合计, 项目支出: 30.00}
"""


def groups(source: Account, others: tuple[Diagnostic, ...] = ()) -> list[list[Diagnostic]]:
    told = in_order(check(source, None, others))
    return list(by_cause([d for d in told if d.severity is not Severity.NOTE], whole=False))


def led_by(code: str, source: Account) -> tuple[Diagnostic, set[str]]:
    """The finding of that code, and the codes of what is told below it."""
    first, *others = next(g for g in groups(source) if g[0].code == code)
    return first, {d.code for d in others}


def test_what_a_wrong_size_makes_odd_is_told_below_the_identity() -> None:
    """25.53 for 255,318.34: far from its budget too, and no second cause."""
    wrong = PAIRS.replace("人员经费: 255318.34", "人员经费: 25.53")
    first, below = led_by("MZ202", account(wrong))
    assert (first.place.line, first.place.column) == (5, 25)
    assert "MZ261" in below


def test_what_a_right_size_would_not_mend_stands_alone() -> None:
    """The budget of another row has lost its point, whatever the first row should be."""
    wrong = PAIRS.replace("人员经费: 255318.34", "人员经费: 25.53")
    both = wrong.replace("年初预算: 418000.00", "年初预算: 41.80")
    assert ["MZ261"] in [[d.code for d in group] for group in groups(account(both))]


def test_a_row_of_another_fund_is_told_before_the_sums_that_fail_for_it() -> None:
    assert [g for g in groups(account(FUNDS)) if g[0].code == "MZ667"] == []
    first, below = led_by("MZ667", account(FUNDS.replace("资金: 政府性基金, 项", "项")))
    assert first.severity is Severity.ERROR
    assert "补写“资金: 政府性基金”" in first.hint
    assert below


def test_what_the_fund_of_a_row_lacks_is_asked_for_below_the_wrong_fund() -> None:
    """Its only row is under another one; what a third fund lacks stands by itself."""
    source = account(FUNDS.replace("政府性基金, 项", "国有资本经营, 项"))
    place = Place(Path("disclosure.yaml"), 1, 1)
    asked = {
        name: Diagnostic(place, "MZ410", f"没有填写：{name}。", "", about=frozenset({name}))
        for name in ("政府性基金", "2296003", "财政专户")
    }
    told = groups(source, tuple(asked.values()))
    (group,) = (group for group in told if group[0].code == "MZ667")
    below = [one.message for one in group]
    assert asked["政府性基金"].message in below
    assert asked["2296003"].message in below  # the row's 年初预算, which its own fund asks for
    assert [asked["财政专户"].message] in [[one.message for one in group] for group in told]


def test_what_the_author_accepted_leads_nothing() -> None:
    accepted = "\n    核对说明: [{规则: MZ667, 说明: 口径如此}]\n"
    source = account(FUNDS.replace("资金: 政府性基金, 项", "项") + accepted)
    told = groups(source)
    assert all(d.code != "MZ667" for group in told for d in group)
    assert any(group[0].severity is Severity.ERROR for group in told)


def test_a_row_that_is_not_there_is_named_before_the_sums_that_lack_it() -> None:
    row = "      - {科目: 2080505, 人员经费: 486320.64, 年初预算: 486320.64}\n"
    first, below = led_by("MZ268", account(PAIRS.replace(row, "")))
    assert first.hint.startswith("补上 2080505 一行")
    assert {"MZ202", "MZ218"} <= below
    assert not [g for g in groups(account(PAIRS.replace(row, ""))) if g[0].code == "MZ202"]


def test_a_pair_that_is_not_whole_leads_no_sum_of_another_size() -> None:
    row = "      - {科目: 2080505, 人员经费: 486320.64, 年初预算: 486320.64}\n"
    other = PAIRS.replace(row, "").replace("人员经费: 1159638.98", "人员经费: 700000.00")
    assert "MZ202" not in led_by("MZ268", account(other))[1]


def test_what_is_printed_nowhere_elsewhere_does_not_follow_from_a_pair_that_is_not_whole() -> None:
    """Nothing bears out that the other half is lost, where an idle text is of something else."""
    source = account(PAIRS.replace("30113, 金额: 418000.00", "30199, 金额: 418000.00"))
    place = Place(Path("disclosure.yaml"), 30, 5)
    idle = Diagnostic(place, "MZ415", "没有印出来", "", Severity.WARNING)
    both = tuple(replace(idle, about=frozenset(names)) for names in (("国内接待",), ("30113",)))
    apart, behind = [g for g in groups(source, both) if g[0].code in ("MZ268", "MZ415")]
    assert {apart[0].about, behind[0].about} == {
        frozenset(("国内接待",)),
        frozenset(("2210201", "30113")),
    }


def test_exchanged_rows_are_told_before_the_reason_that_one_of_them_lacks() -> None:
    crossed = PAIRS.replace("2080505, 人员经费: 486320.64", "2080505, 人员经费: 255318.34")
    source = account(
        crossed.replace("2101102, 人员经费: 255318.34", "2101102, 人员经费: 486320.64")
    )
    (move,) = (
        m
        for m in source.reasons.moves.values()
        if m.before.place and m.before.place.line == 4 and m.base == "年初预算"
    )
    place = move.before.place
    assert place
    lacking = Diagnostic(place, "MZ401", "变动了，缺少原因。", "", suspects=(place,))
    told = next(g for g in groups(source, (lacking,)) if "MZ401" in [d.code for d in g])
    assert [d.code for d in told] == ["MZ669", "MZ401"]


def test_a_name_that_is_not_the_agencys_is_told_before_the_list_that_lacks_it() -> None:
    wrong = AGENCY.replace("决算单位: [某市档案馆]", "决算单位: [某市档案史馆]")
    first, below = led_by("MZ605", account("", wrong))
    assert first.severity is Severity.WARNING
    assert below == {"MZ728"}


def test_nothing_is_below_a_cause_that_nothing_bears_out() -> None:
    wrong = AGENCY.replace("决算单位: [某市档案馆]", "决算单位: [某市档案馆, 某市档案史馆]")
    found = [d for group in groups(account("", wrong)) for d in group if d.code == "MZ605"]
    assert [d.suspects for d in found] == [()]


def test_a_sum_that_fell_for_a_lacking_row_has_a_reason_that_is_right() -> None:
    row = "      - {科目: 2210201, 人员经费: 418000.00, 年初预算: 418000.00}\n"
    text = PAIRS + "    上年: {总计: 1000000.00}\n    原因: {总计: 公积金增加}\n"
    assert all("MZ603" not in [d.code for d in group] for group in groups(account(text)))
    text = text.replace(row, "").replace("      - {科目: 合计, 人员经费: 1159638.98}\n", "")
    first, below = led_by("MZ268", account(text))
    assert first.place.line == 9
    assert {"MZ218", "MZ603"} <= below


def test_what_all_lack_is_said_of_a_row_where_a_sum_does_lack_it() -> None:
    """Every sum is right without 2210201, and the total moved less than it would be."""
    text = PAIRS.replace("2210201", "2210202")
    text += "    上年: {总计: 1300000.00}\n    原因: {总计: 公积金增加}\n"
    first, below = led_by("MZ268", account(text))
    assert "MZ603" in below
    assert first.hint.startswith("核对两处的编码")


def test_an_odd_budget_is_told_before_the_reason_that_it_lacks() -> None:
    source = account(PAIRS.replace("年初预算: 486320.64", "年初预算: 48632.06"))
    place = next(d for d in check(source) if d.code == "MZ261").place
    lacking = Diagnostic(place, "MZ401", "变动了，缺少原因。", "", suspects=(place,))
    told = next(g for g in groups(source, (lacking,)) if g[0].place == place)
    assert [d.code for d in told] == ["MZ261", "MZ401"]


def test_a_figure_that_was_copied_is_not_told_as_exchanged() -> None:
    """30113 has what 2210201 has: only 2101102 is wrong, and the sums say so."""
    source = account(PAIRS.replace("2101102, 人员经费: 255318.34", "2101102, 人员经费: 418000.00"))
    assert "MZ669" not in [d.code for group in groups(source) for d in group]
    assert "MZ202" in [group[0].code for group in groups(source)]


def test_two_figures_of_last_year_in_another_unit_are_one_message() -> None:
    text = PAIRS + "    上年: {总计: 115.96, 财政拨款总计: 115.96}\n"
    found = [d for group in groups(account(text)) for d in group if d.code == "MZ262"]
    assert [d.message.partition("（")[0] for d in found] == ["2 个上年数与本年数相差几个数量级"]


def test_what_an_institution_cannot_have_is_told_before_what_it_lacks_of_last_year() -> None:
    profile = AGENCY + "    单位性质: 事业\n"
    source = account("机关运行经费: {金额: 1.00}", profile)
    running = "机关运行经费"
    for others, behind in (((), ["MZ412", "MZ402"]), (("总计",), ["MZ412"])):
        about = frozenset((running, *others, alone(running, *others)))
        lacking = Diagnostic(source.source.place, "MZ402", "", about=about)
        told = next(g for g in groups(source, (lacking,)) if "MZ412" in [d.code for d in g])
        assert [d.code for d in told] == behind


def test_a_finding_that_says_what_is_meant_is_why_a_sum_fails_whoever_is_suspected() -> None:
    """The department's total is 1.00 short of its units'; one of theirs may be blamed for it."""
    file = Path("disclosure.yaml")
    place, other = Place(file, 1, 1), Place(file, 2, 1)
    total = Figure("部门", Amount(Decimal(5)), place)
    sums = Equation(Figure("各单位", Amount(Decimal(6)), other), total, "≤")
    found = Finding(place, "", cause=Cause(changes={place: Decimal(1)}))
    root = of_finding("MZ854", found)
    assert root
    assert root.breaks(sums, ())
    little = of_finding("MZ854", replace(found, cause=Cause(changes={place: Decimal("0.5")})))
    assert little
    assert not little.breaks(sums, ())


def test_a_row_that_was_put_into_another_fund_is_why_its_own_sums_lack_it() -> None:
    row = "{科目: 2070104, 项目支出: 30.00}"
    other = "{科目: 2080501, 项目支出: 12.50}\n      - "
    right = FUNDS.replace(row, other + row).replace(
        "合计, 项目支出: 30.00", "合计, 项目支出: 42.50"
    )
    assert not groups(account(right))
    wrong = right.replace(row, row.replace("项", "资金: 政府性基金, 项"))
    first, below = led_by("MZ667", account(wrong))
    assert first.severity is Severity.ERROR
    assert "改成“资金: 一般公共预算”" in first.hint
    assert below
    assert not [g for g in groups(account(wrong)) if g[0].severity is Severity.ERROR][1:]


def test_what_is_odd_of_a_code_that_is_none_is_told_below_it() -> None:
    first, below = led_by("MZ231", account(PAIRS.replace("科目: 2080505", "科目: 2080550")))
    assert "是不是 2080505" in first.message
    assert "MZ268" in below


def test_an_amount_in_another_unit_is_told_where_it_is_and_not_beside_last_years() -> None:
    """Office costs of 1,958,000 万元 beside 167.32 of last year, and 3,000 that is spent in all."""
    text = """
        金额单位: 万元
        支出:
          - {科目: 2101501, 人员经费: 2000.00, 公用经费: 1000.00, 年初预算: 3000.00}
        机关运行经费: {金额: 1958000.00, 原因: 物业费增加}
        上年: {机关运行经费: 167.32}
    """
    told = [group[0] for group in groups(account(text))]
    assert [(d.code, d.place.line) for d in told if d.code in ("MZ636", "MZ790")] == [("MZ636", 4)]


def test_of_two_rows_of_one_code_nobody_knows_which_one_counts() -> None:
    """Nor which sums are wrong: the way out may be that each is of another fund."""
    two = PAIRS.replace("{科目: 合计, 人", "{科目: 合计, 人员经费: 7.00}\n      - {科目: 合计, 人")
    first, below = led_by("MZ232", account(two))
    assert "资金、单位或口径不同的两行" in first.hint
    assert "MZ202" in below
    assert not [g for g in groups(account(two)) if g[0].code == "MZ202"]


def test_a_reason_that_was_confirmed_for_the_right_figure_is_below_the_wrong_one() -> None:
    reason = "原因: {总计: 公积金增加}\n    上年: {总计: 1000000.00}\n"
    right = account(f"{PAIRS}    {reason}")
    locks = tuple(one.lock for one in explained(right))
    wrong = account(f"{PAIRS}    {reason}".replace("人员经费: 418000.00", "人员经费: 481000.00"))
    told = groups(replace(wrong, folder=replace(wrong.folder, locks=locks)))
    assert "MZ651" in {d.code for d in told[0]}
    assert "MZ651" not in {group[0].code for group in told}


def test_texts_in_another_unit_than_the_file_follow_from_the_unit() -> None:
    rows = "\n".join(f"      - {{科目: {c}, 金额: 1620000.00}}" for c in (30201, 30205, 30207))
    text = "补充说明: {政府采购: 货物采购162.00万元}"
    source = f"支出: [{{科目: 2080501, 公用经费: 4860000.00}}]\n    基本支出:\n{rows}\n    {text}"
    first, below = led_by("MZ272", account(f"    {source}\n"))
    assert first.severity is Severity.WARNING
    assert "MZ601" in below


def test_a_row_that_is_not_there_is_what_all_totals_lack() -> None:
    """What was spent and what was budgeted are short by one amount, and no cell is in both."""
    budgets = PAIRS.replace(
        "合计, 人员经费: 1159638.98", "合计, 人员经费: 1159638.98, 年初预算: 1164320.64"
    )
    row = "      - {科目: 2210201, 人员经费: 418000.00, 年初预算: 418000.00}\n"
    detail = "      - {科目: 30113, 金额: 418000.00}\n"
    short = account(budgets.replace(row, "").replace(detail, ""))
    errors = [g for g in groups(short) if g[0].severity is Severity.ERROR]
    assert "多半是漏了一行" in errors[0][0].hint
    assert len(errors) == 1


def test_what_an_exchange_makes_odd_follows_from_either_of_its_cells() -> None:
    file = Path("disclosure.yaml")
    one = Figure("甲", Amount(Decimal(790)), Place(file, 1, 1))
    other = Figure("乙", Amount(Decimal(37)), Place(file, 2, 1))
    change = {Place(file, 1, 1): Decimal(-753), Place(file, 2, 1): Decimal(753)}
    evidence = Evidence("两数互换了位置", one.amount.value, 0.0)
    root = of_suspect(Suspect(one, (), evidence, 0, Standing.UNKNOWN, change), {})
    assert root
    assert root.explains(one, Figure("预算", Amount(Decimal(22))))
    assert root.explains(other, Figure("预算", Amount(Decimal(800))))
    assert not root.explains(other, Figure("预算", Amount(Decimal(36))))


def test_an_accepted_difference_that_is_another_now_is_below_the_figure_that_made_it() -> None:
    text = """
        支出:
          - {科目: 2080501, 公用经费: 10.00}
        基本支出:
          - {科目: 30201, 金额: 10.00}
        机关运行经费: {金额: 19.00}
        核对说明: [{规则: MZ225, 差额: 6.00, 说明: 口径不同}]
    """
    (told,) = (g for g in groups(account(text)) if g[0].code == "MZ225")
    assert [d.code for d in told] == ["MZ225", "MZ298"]


def test_a_pair_that_is_not_whole_says_which_row_is_lost_where_its_money_is_not_known() -> None:
    """30113 is 缺, so that the amount of 2210201 follows from nothing but the totals."""
    total = "合计, 人员经费: 1159638.98"
    right = PAIRS.replace(total, f"{total}, 年初预算: 1164320.64")
    right = right.replace("30113, 金额: 418000.00", "30113, 金额: 缺")
    row = "      - {科目: 2210201, 人员经费: 418000.00, 年初预算: 418000.00}\n"
    first, below = led_by("MZ268", account(right.replace(row, "")))
    assert first.hint.startswith("补上 2210201 一行")
    assert {"MZ202", "MZ220"} <= below


def test_an_error_stays_where_it_is_beside_what_the_author_accepted() -> None:
    accepted = "\n    核对说明: [{规则: MZ667, 说明: 口径如此}]\n"
    wrong = FUNDS.replace("资金: 政府性基金, 项", "项").replace("支出: 30.00}", "支出: 31.00}")
    odd = next(d for d in check(account(wrong + accepted)) if d.code == "MZ667")
    assert odd.severity is Severity.NOTE
    told = groups(account(wrong + accepted))
    assert told
    assert all(odd.place not in d.suspects for group in told for d in group)


def test_a_balance_below_zero_is_no_matter_of_last_years_total() -> None:
    told = check(
        account(
            """
    支出: [{科目: 2101501, 资金: 非财政, 项目支出: 45.00}]
    收入: [{科目: 2101501, 资金: 其他, 金额: 54.00}]
    上年:
      {总计: 45.00, 财政拨款总计: 45.00, 基本支出: 40.00, 项目支出: 5.00,
       上缴上级支出: 0, 经营支出: 0, 对附属单位补助支出: 0}
"""
        )
    )
    assert only(told, "MZ216")
    assert not only(told, "MZ899")


def test_a_reason_that_a_sum_lacks_follows_from_a_wrong_part_of_it() -> None:
    """A department's sum stands in no cell; its parts stand in its units' files."""
    places = [Place(Path(name), 8, 42) for name in ("a", "b", "c", "d")]
    values = (860, 610, 860, 110)
    cells = [Figure("数", Amount(Decimal(v)), p) for v, p in zip(values, places, strict=True)]
    now, before = summed("决算", cells[:2]), summed("年初预算", cells[2:])
    told = Diagnostic(Place(Path("own"), 11, 1), "MZ401", "缺少原因。", "", suspects=tuple(places))
    moves = moves_by_place([Move("年初预算", now, before)])
    place = Place(Path("own"), 5, 1)
    root = Root(place, {places[3]: Decimal(500)}, Cause(), "MZ863")
    assert following(told, [root], moves).suspects[0] == place
    other = Root(place, {Place(Path("unit-3"), 8, 42): Decimal(500)}, Cause(), "MZ863")
    assert following(told, [other], moves) == told


def test_a_code_that_replaces_the_budgets_leads_what_is_odd_of_both() -> None:
    source = """
        支出:
          - {科目: 2101506, 项目支出: 43.00, 年初预算: 45.00, 差异原因: 按合同结算}
          - {科目: 2080505, 人员经费: 17.88, 年初预算: 17.88}
    """
    forms = project("{当年财政拨款: [45.00, 45.00, 43.00]}", "科目: 2101508")
    planned = """
        支出: [{科目: 2080505, 人员经费: 17.88}]
        项目: [{名称: 档案数字化经费, 科目: 2101508, 本年: 45.00}]
    """
    case = Case("MZ648", source, "", "", "", performance=forms, planned=planned)
    first, others = led_by("MZ648", case.account())
    assert first.place.column
    assert {"MZ243", "MZ863"} <= others


def test_an_amount_of_another_year_is_told_with_the_year() -> None:
    """A sentence that still speaks of last year: its amount is in no figure of this one."""
    spent = "支出: [{科目: 2080501, 项目支出: 60.88}]"
    said = "补充说明: {项目支出: 2023年安排建设资金77.77万元。另付88.88万元}"
    told = {group[0].code: group for group in groups(budget(f"{spent}\n{said}"))}
    assert [d.code for d in told["MZ664"][1:]] == ["MZ601"]
    assert "77.77" in told["MZ664"][1].message
    assert "88.88" in told["MZ601"][0].message


# What a hospital earns and spends: 202.00 + 60.00 + 14.00 + 9.00 - 280.00 is what it began with.
EARNING = """
    支出:
      - {科目: 2100201, 资金: 非财政, 人员经费: 202.00, 经营支出: 14.00, 年末结转: 9.00}
      - {科目: 2080505, 资金: 非财政, 人员经费: 60.00}
    收入:
      - {科目: 2100201, 资金: 事业, 金额: 208.00}
      - {科目: 2100201, 资金: 经营, 金额: 15.00}
      - {科目: 2080505, 资金: 事业, 金额: 57.00}
    结转结余: {结余分配: 0, 年初结转和结余: 5.00}
"""


def test_income_that_makes_a_balance_negative_is_told_where_it_is_typed() -> None:
    """150.00 for 15.00 is more than was spent, too: one slip, and one message of it."""
    assert groups(account(EARNING)) == []
    ((first, *others),) = groups(account(EARNING.replace("金额: 15.00", "金额: 150.00")))
    assert (first.code, first.difference) == ("MZ212", Decimal("135.00"))
    assert {"MZ216", "MZ837"} <= {d.code for d in others}
    assert {d.place.line for d in (first, *others)} == {6}


def test_income_under_a_code_that_is_none_is_not_told_to_be_unspent() -> None:
    for wrong in ("2080550", "2087505"):  # swapped, and one digit
        spent = EARNING.replace("2080505, 资金: 非财政", f"{wrong}, 资金: 非财政")
        ((first, *others),) = groups(account(spent))
        assert (first.code, first.place.line) == ("MZ231", 3)
        assert "MZ837" in {d.code for d in others}


def test_a_tenfold_budget_leads_the_reason_that_it_turns_round() -> None:
    source = """
        版式: 全国
        支出:
          - {科目: 2101501, 人员经费: 3980.50, 年初预算: 39000.00, 差异原因: 年中追加经费}
    """
    assert {"MZ603"} <= led_by("MZ791", account(source))[1]


def test_of_a_row_of_another_fund_its_balance_and_its_lists_say_no_more() -> None:
    moved = EARNING.replace("2080505, 资金: 非财政", "2080505, 资金: 政府性基金", 1)
    about = frozenset({"基本支出", "政府性基金", alone("基本支出")})
    lack = Diagnostic(Place(Path("f"), 1, 1), "MZ410", "“基本支出”要印出来。", about=about)
    group = next(g for g in groups(account(moved), (lack,)) if g[0].code == "MZ667")
    assert (group[0].place.line, group[0].place.column) == (3, 23)
    assert {"MZ216", "MZ410", "MZ837"} <= {d.code for d in group}


# A school's, of which each slip below is one digit, or two that changed places.
SCHOOL = """
    支出:
      - {科目: 2050205, 人员经费: 8200.00, 公用经费: 610.00}
      - {科目: 2080505, 人员经费: 900.00}
      - {科目: 2080506, 人员经费: 450.00}
      - {科目: 2210201, 人员经费: 700.00}
    基本支出:
      - {科目: 30101, 金额: 3600.00}
      - {科目: 30102, 金额: 1200.00}
      - {科目: 30107, 金额: 3400.00}
      - {科目: 30108, 金额: 900.00}
      - {科目: 30109, 金额: 450.00}
      - {科目: 30113, 金额: 700.00}
      - {科目: 30201, 金额: 610.00}
    机关运行经费: {金额: 610.00}
"""


@pytest.mark.parametrize(
    ("right", "wrong", "codes"),
    [
        ("30101", "30110", ["MZ645", "MZ671"]),
        ("30101", "30107", ["MZ232", "MZ645"]),
        ("2210201", "2230201", ["MZ231", "MZ667"]),
    ],
)
def test_a_wrong_code_is_told_once(right: str, wrong: str, codes: list[str]) -> None:
    assert groups(budget(SCHOOL)) == []
    ((first, *others),) = groups(budget(SCHOOL.replace(right, wrong)))
    assert first.code == codes[0]
    assert codes[1] in {d.code for d in others}


def test_a_subject_that_no_row_should_have_needs_no_words() -> None:
    told = Diagnostic(Place(Path("f"), 4, 1), "MZ403", "没有释义。", about=frozenset({"2080508"}))
    source = budget(SCHOOL.replace("2080506", "2080508"))
    (group,) = groups(source, (told,))
    assert [d.code for d in group] == ["MZ268", "MZ403"]


def test_what_is_said_of_a_sum_follows_from_a_tenfold_part() -> None:
    none = "因公出国境费: 0, 公务用车购置费: 0"
    source = f"""{SCHOOL}
    三公经费: {{{none}, 公务用车运行维护费: 90.00, 公务接待费: 3.00, 原因: 压减接待}}
    上年: {{三公经费: {{{none}, 公务用车运行维护费: 9.00, 公务接待费: 4.00}}}}
    """
    assert "MZ603" in led_by("MZ790", budget(source))[1]


def test_a_base_that_was_copied_is_told_once() -> None:
    """That nothing moved denies the reason, and leaves it unprinted: the base is what is wrong."""
    source = budget("""
        支出: [{科目: 2080501, 人员经费: 2223.50}]
        基本支出: [{科目: 30302, 金额: 2223.50}]
        上年: {当年预算: 2223.50}
        原因: {当年预算: 新增维修项目}
    """)
    place = Place(Path("disclosure.yaml"), 5, 14)
    unprinted = Diagnostic(place, "MZ415", "没有印", "", about=frozenset({"原因", "当年预算"}))
    assert [[d.code for d in group] for group in groups(source)] == [["MZ262", "MZ603"]]
    assert [group[0].code for group in groups(source, (unprinted,))] == ["MZ262"]


OTHER_MONEY = """
    支出:
      - {科目: 2050202, 人员经费: 120.00}
      - {科目: 2050299, 资金: 非财政, 人员经费: 12.00}
    基本支出: [{科目: 30101, 金额: 120.00}]
    项目:
      - {名称: 照明更新, 科目: 2050202, 本年: 42.00}
      - {名称: 课后服务, 科目: 2050202, 资金: 非财政, 本年: 18.00}
    收入: [{资金: 财政专户, 本年: 12.00}, {资金: 事业, 本年: 18.00}]
"""


@pytest.mark.parametrize(("fund", "line"), [(", 资金: 非财政, 本", 7), (", 资金: 非财政, 人", 3)])
def test_other_money_without_its_fund_is_told_at_its_row(fund: str, line: int) -> None:
    """It counts as the treasury's then; what is short of it is the spending of that income."""
    assert not [g for g in groups(budget(OTHER_MONEY)) if g[0].severity is Severity.ERROR]
    wrong = OTHER_MONEY.replace(fund, f", {fund[-1]}")
    (first, *_), *others = (g for g in groups(budget(wrong)) if g[0].severity is Severity.ERROR)
    assert (first.code, first.place.line) == ("MZ667", line)
    assert "补写“资金: 非财政”" in first.hint
    # 2050299 is of the treasury then, and its economic subjects are lacking.
    assert [g[0].code for g in others] in ([], ["MZ218"])


def test_other_money_without_its_fund_is_found_by_its_subject() -> None:
    right = """
        支出:
          - {科目: 2010301, 人员经费: 512.36, 年初预算: 512.36}
          - {科目: 2130199, 资金: 非财政, 项目支出: 4.00}
          - {科目: 合计, 合计: 512.36}
        收入: [{科目: 2130199, 资金: 其他, 金额: 4.00}]
        基本支出: [{科目: 30101, 金额: 512.36}]
    """
    assert not [g for g in groups(account(right)) if g[0].severity is Severity.ERROR]
    told = groups(account(right.replace("资金: 非财政, ", "")))
    assert [g[0].code for g in told if g[0].severity is Severity.ERROR] == ["MZ667"]


def test_money_of_a_fund_is_not_other_money() -> None:
    right = """
        支出:
          - {科目: 2120804, 资金: 政府性基金, 项目支出: 120.00, 年初结转: 10.00, 年末结转: 22.50}
          - {科目: 2130199, 资金: 非财政, 项目支出: 4.00}
        收入: [{科目: 2130199, 资金: 其他, 金额: 4.00}]
        结转结余: {年初结转和结余: 10.00}
    """
    wrong = right.replace("资金: 政府性基金", "资金: 非财政")
    (first,) = only(check(account(wrong)), "MZ667")
    assert "改成“资金: 政府性基金”" in first.hint
    # Other income under that subject may well be spent there.
    taken = wrong.replace("科目: 2130199, 资金: 其他", "科目: 2120804, 资金: 其他")
    assert not only(check(account(taken)), "MZ667")


def test_a_budget_too_small_to_print_follows_from_the_unit() -> None:
    """Of 18.60 that should be 万元 it was told that the budget is 0."""
    rows = "".join(f"      - {{科目: {c}, 金额: 62.00}}\n" for c in (*range(30201, 30210), 30211))
    spent = "支出: [{科目: 2080501, 公用经费: 620.00}]"
    money = "资金: {当年财政拨款: [18.60, 18.60, 18.60]}, 资金分值: 10"
    done = f"项目: [{{名称: 甲, {money}, 年度目标: {{预期: 甲, 实际: 甲}}}}]"
    made = account(f"    金额单位: 元\n    {spent}\n    基本支出:\n{rows}", performance=done)
    assert "MZ799" in led_by("MZ272", made)[1]


TRADED = """
    支出: [{科目: 2100202, 资金: 非财政, 人员经费: 98.00, 经营支出: 4.00}]
    收入:
      - {科目: 2100202, 资金: 事业, 金额: 97.00}
      - {科目: 2100202, 资金: 经营, 金额: 5.00}
"""


def test_income_that_was_given_the_name_of_another_is_no_income_that_is_lacking() -> None:
    assert not groups(account(TRADED))
    assert "MZ844" in led_by("MZ232", account(TRADED.replace("资金: 经营", "资金: 事业")))[1]


def test_a_row_that_counts_twice_for_its_fund_is_told_as_of_the_other() -> None:
    """Its way out was to add both rows up, in the fund that one of them is not of."""
    source = """
        支出:
          - {科目: 2070104, 人员经费: 60.00, 公用经费: 30.00}
          - {科目: 2070104, 资金: 非财政, 公用经费: 8.00}
        收入: [{科目: 2070104, 资金: 其他, 本年: 8.00}]
    """
    assert not only(check(budget(source)), "MZ667")
    assert "MZ232" in led_by("MZ667", budget(source.replace("资金: 非财政, ", "")))[1]


OPENED = """
    支出: [{科目: 2100202, 资金: 非财政, 人员经费: 57.00, 年末结转: 8.00}]
    收入: [{科目: 2100202, 资金: 事业, 金额: 52.00}]
    结转结余: {年初结转和结余: 12.20, 使用非财政拨款结余: 6.00, 结余分配: 5.20}
"""


@pytest.mark.parametrize("lacking", [", 结余分配: 5.20", "使用非财政拨款结余: 6.00, "])
def test_what_nobody_typed_is_no_zero_in_what_is_computed_from_it(lacking: str) -> None:
    """57.00 + 8.00 - 52.00 - 6.00 + 5.20 is 12.20; without one of them nobody knows."""
    whole = account(OPENED)
    assert not only(check(whole, None, lacks(whole)), "MZ212")
    short = account(OPENED.replace(lacking, ""))
    told = next(g for g in groups(short, lacks(short)) if "MZ212" in {d.code for d in g})
    assert told[0].message.startswith("“结转结余”要印出来，没有填写")


def test_last_years_figure_waits_for_this_years() -> None:
    """Of an agency that has no 机关运行经费 both go once its profile says so."""
    short = account("""
        版式: 四川
        机关运行经费: {原因: 增加}
    """)
    (lacking,) = (d for d in lacks(short) if (d.code, "机关运行经费" in d.about) == ("MZ410", True))
    last = replace(only(lacks(short), "MZ402")[0], about=frozenset({alone("机关运行经费")}))
    assert [d.code for d in groups(short, (lacking, last))[0]] == ["MZ410", "MZ402"]


def lacks(source: Account) -> tuple[Diagnostic, ...]:
    return tuple(d for d in render(source, PROJECT)[1] if d.code in ("MZ402", "MZ410"))
