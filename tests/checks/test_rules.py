"""Every rule both ways: a source that it stops, and the same source as it should have been."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from mingzhang.checks import final_account_tables
from mingzhang.checks.rule import Rule
from mingzhang.checks.rule_catalogue import catalogue, gathered
from mingzhang.checks.run_rules import check
from mingzhang.facts.subject_catalogue import read_catalogue
from tests.checks.case import Case, project
from tests.support import PROJECT, account, budget, budget_folder, of_default, only

# One module of cases per module of rules, of the same name.
MODULES = sorted(path.stem for path in Path(__file__).with_name("cases").glob("*.py"))
CASES: tuple[Case, ...] = tuple(
    case for name in MODULES for case in import_module(f"tests.checks.cases.{name}").CASES
)
RULES = catalogue()
WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
# Names are compared as they were typed.
OF_NAMES = ("MZ682",)
# Words with figures that stand in a text, where an input method may leave digits full-width.
FIGURES_IN_TEXTS = tuple(
    case
    for case in CASES
    if re.search("[一-鿿]", case.wrong)
    and re.search("[0-9]", case.wrong)
    and not re.search("[:{,]", case.wrong)
    and case.code not in OF_NAMES
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_a_source_that_is_stopped(case: Case) -> None:
    found = only(check(case.account()), case.code)
    assert found, "the rule found nothing"
    assert [d.severity for d in found] == [RULES[case.code].severity] * len(found)
    told = [(f"{d.place.line}:{d.place.column}", d.message) for d in found]
    assert any(at == case.place and case.says in message for at, message in told), told
    assert all(d.hint for d in found)


@pytest.mark.parametrize("case", FIGURES_IN_TEXTS, ids=lambda case: case.code)
def test_full_width_digits_hide_nothing_from_a_rule(case: Case) -> None:
    typed = replace(case, right=case.wrong.translate(WIDE)).mended
    assert only(check(typed.account()), case.code)


def test_a_count_of_thousands_of_digits_is_no_traceback() -> None:
    endless = "9" * 5000  # which Python does not take for a number
    source = f"""
        支出: [{{科目: 2101501, 项目支出: 1.00}}]
        补充说明: {{政府采购: {endless}个项目金额1.00万元，执行率低于90%的项目{endless}个}}
    """
    project_of_all = project("{当年财政拨款: [1.00, 1.00, 1.00]}")
    assert check(account(source, performance=project_of_all)) is not None
    plan = "{名称: 甲, 类型: 其他运转类, 一级项目: 乙, 科目: 2101502, 本年: 1.00}"
    words = f"共有项目{endless}个"
    assert check(budget(f"项目: [{plan}]\n补充说明: {{政府采购: {words}}}")) is not None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_a_source_that_passes(case: Case) -> None:
    assert case.mended != case
    found = [told for told in check(case.mended.account()) if not of_default(told, case.bad)]
    assert [str(diagnostic) for diagnostic in found] == []


@pytest.mark.parametrize("code", RULES)
def test_every_rule_is_tested_both_ways(code: str) -> None:
    assert Counter(case.code for case in CASES)[code], f"{code} has no passing and failing case"


@pytest.mark.parametrize("explained", RULES.values(), ids=RULES)
def test_every_rule_explains_itself(explained: Rule) -> None:
    assert explained.code.startswith("MZ")
    assert len(explained.code) == 5
    for words in (explained.title, explained.identity, explained.reference, explained.remedy):
        assert words
        assert words == words.strip()
    assert explained.check.__doc__


def test_a_code_is_used_once() -> None:
    assert gathered(final_account_tables)
    with pytest.raises(ValueError, match="MZ205"):
        gathered(final_account_tables, final_account_tables)


# What a rule must not say, or must say in more than its first way.


def found_by(code: str, source: str, performance: str | None = None) -> list[str]:
    return [d.message for d in only(check(account(source, performance=performance)), code)]


def test_an_unknown_code_of_many_rows_is_told_once() -> None:
    rows = "".join(
        f"  - {{科目: 2070701, 资金: {fund}, 项目支出: 1.00}}\n"
        for fund in ("政府性基金", "非财政")
    )
    assert len(found_by("MZ231", f"支出:\n{rows}")) == 1


def test_units_that_are_summed_need_codes() -> None:
    units = tuple(
        replace(budget_folder("支出: [{科目: 2080505, 经营支出: 5.00}]"), path=Path(name))
        for name in ("甲", "乙")
    )
    found = only(check(budget("汇总: [../甲, ../乙]", units=units)), "MZ322")
    assert len(found) == 2
    assert "没有单位代码" in found[0].message


def test_the_totals_of_a_budget_are_told_where_they_print_apart() -> None:
    source = """
        支出:
          - {科目: 2080505, 资金: 非财政, 经营支出: 10.00}
          - {科目: 2101502, 资金: 非财政, 经营支出: 20.00}
          - {科目: 合计, 资金: 非财政, 合计: 30.01}
        收入: [{资金: 事业, 本年: 20.00}, {资金: 其他, 本年: 10.00}]
        公布数: {}
    """
    messages = [d.message for d in only(check(budget(source)), "MZ205")]
    assert messages[0] == "总计印作 30.01，收入总计印作 30.00。"
    assert not check(budget(source.replace("{}", "{收入总计: 30.01}")))


def test_fiscal_income_prints_as_the_spending_that_was_published() -> None:
    source = """
        支出:
          - {科目: 2080505, 经营支出: 10.00}
          - {科目: 2101502, 经营支出: 20.00}
          - {科目: 合计, 合计: 30.01}
    """
    assert not check(budget(source))


@pytest.mark.parametrize(
    "source",
    [
        """
            支出:
              - {科目: 2080505, 基本支出: 134.54}
              - {科目: 2101501, 人员经费: 10.00, 公用经费: 2.00}
            基本支出: [{科目: 30101, 金额: 136.54}, {科目: 30201, 金额: 10.00}]
        """,
        """
            支出: [{科目: 2080505, 口径: 预算, 人员经费: 3.00}]
            基本支出: [{科目: 30101, 口径: 预算, 金额: 3.00}]
        """,
        """
            支出: [{科目: 2080505, 人员经费: 3.00, 公用经费: 缺}, {科目: 2101502, 项目支出: 缺}]
            基本支出: [{科目: 30101, 金额: 3.00}, {科目: 30201, 金额: 1.00}]
            项目: [{名称: 甲, 科目: 2101502, 本年: 缺}]
            收入: [{资金: 事业, 本年: 缺}]
        """,
        "支出: [{科目: 2101502, 项目支出: 10.00}]",
        """
            支出: [{科目: 2101504, 口径: 预算, 项目支出: 9.00}]
            项目: [{名称: 甲, 本年: 7.00, 上年结转: 2.00}]
        """,
    ],
)
def test_no_identity_compares_what_is_not_known(source: str) -> None:
    found = [told for told in check(budget(source)) if not of_default(told, source)]
    assert not [told for told in found if told.code != "MZ234"]


def test_a_known_sum_of_unsplit_spending_is_compared() -> None:
    source = """
        支出: [{科目: 2080505, 基本支出: 134.54}]
        基本支出: [{科目: 30101, 金额: 124.54}]
    """
    (wrong, *_) = only(check(budget(source)), "MZ218")
    assert "基本支出 134.54 应等于 一般公共预算 合计 经济分类预算 基本支出 124.54" in wrong.message


def test_units_are_told_by_their_names() -> None:
    source = """
        单位: [{代码: 502001, 名称: 甲局}, {代码: 502002, 名称: 乙局}]
        支出:
          - {科目: 2080505, 经营支出: 5.00}
          - {科目: 2101502, 单位: 502002, 经营支出: 4.00}
    """
    (found,) = only(check(budget(source)), "MZ304")
    assert [operand.label for operand in found.operands][1:] == ["乙局"]


def test_roundings_of_many_cells_are_no_error() -> None:
    rows = "".join(f"  - {{科目: 21015{n:02}, 项目支出: 0.33}}\n" for n in (1, 2, 4, 5, 6, 50, 99))
    assert not found_by("MZ220", f"支出:\n{rows}  - {{科目: 21015, 合计: 2.34}}\n")
    assert found_by("MZ220", f"支出:\n{rows}  - {{科目: 21015, 合计: 2.35}}\n")


def test_every_level_is_compared_with_the_next() -> None:
    messages = found_by(
        "MZ220",
        """
            支出:
              - {科目: 2101501, 项目支出: 10.00}
              - {科目: 21015, 合计: 10.00, 项目支出: 10.00}
              - {科目: 210, 合计: 11.00}
        """,
    )
    assert len(messages) == 1
    assert "210 合计 11.00" in messages[0]


def test_budgets_are_rolled_up_too() -> None:
    (message,) = found_by(
        "MZ220",
        """
            支出:
              - {科目: 2101501, 项目支出: 10.00, 年初预算: 10.00}
              - {科目: 合计, 年初预算: 12.00}
        """,
    )
    assert "合计 年初预算 12.00 应等于 按科目合计 10.00" in message


def test_total_of_a_government_fund_is_held_against_its_own_rows() -> None:
    messages = found_by(
        "MZ202",
        """
            支出:
              - {科目: 2101502, 项目支出: 10.00}
              - {科目: 2120809, 资金: 政府性基金, 项目支出: 20.00}
              - {科目: 合计, 资金: 政府性基金, 合计: 30.00}
        """,
    )
    assert len(messages) == 1
    assert "政府性基金 合计 合计 30.00 应等于 按科目合计 20.00" in messages[0]


def test_basic_spending_is_held_against_staff_and_office() -> None:
    messages = found_by(
        "MZ206",
        """
            支出:
              - {科目: 2080501, 人员经费: 10.00, 公用经费: 2.00, 基本支出: 12.50}
            基本支出: [{科目: 30101, 金额: 10.00}, {科目: 30201, 金额: 2.00}]
        """,
    )
    assert len(messages) == 1
    assert "2080501 基本支出 12.50 应等于 按性质合计 12.00" in messages[0]


def test_staff_and_office_that_were_stated_make_basic_spending() -> None:
    stated = """
        支出: [{科目: 2080501, 基本支出: 12.00}]
        基本支出: [{科目: 30101, 金额: 缺}]
        数据缺口: 没有公布各款的金额
        公布数: {人员经费: 10.00, 公用经费: 2.50}
    """
    (message,) = found_by("MZ206", stated)
    assert "应等于 人员经费 + 公用经费 12.50" in message
    assert not found_by("MZ206", stated.replace("2.50", "2.00"))


def test_the_line_of_a_unit_is_this_year_and_what_was_carried_over() -> None:
    lines = """
        单位:
          - {代码: 502001, 名称: 甲局, 当年预算: 5.00, 上年结转: 1.00, 合计: 6.50}
          - {代码: 502002, 名称: 乙局, 当年预算: 4.00}
        支出:
          - {科目: 2080505, 经营支出: 9.00}
          - {科目: 2080505, 口径: 上年结转, 经营支出: 1.00}
    """
    (wrong,) = only(check(budget(lines)), "MZ303")
    assert "502001 合计 6.50 应等于 本年 + 上年结转 6.00" in wrong.message
    assert not only(check(budget(lines.replace("6.50", "6.00"))), "MZ303")


def test_what_a_unit_carried_over_stands_under_another_unit() -> None:
    lines = """
        单位:
          - {代码: 502001, 名称: 甲局, 当年预算: 5.00}
          - {代码: 502002, 名称: 乙局, 当年预算: 4.00, 合计: 7.50}
        支出:
          - {科目: 2080505, 单位: 502001, 经营支出: 5.00}
          - {科目: 2080505, 单位: 502002, 经营支出: 4.00}
          - {科目: 2101599, 单位: 502001, 口径: 上年结转, 经营支出: 2.50}
          - {科目: 2101502, 单位: 502002, 口径: 上年结转, 经营支出: 1.00}
    """
    found = check(budget(lines))
    (wrong,) = only(found, "MZ273")
    assert (wrong.place.line, wrong.place.column) == (7, 23)
    # Told as what it is, not as a wrong total besides.
    assert not only(found, "MZ303")


def test_a_project_has_one_form() -> None:
    forms = """
        项目:
          - {名称: 档案数字化, 资金: {当年财政拨款: [1, 1, 1]}}
          - {名称: 档案数字化, 资金: {当年财政拨款: [1, 1, 1]}}
    """
    (twice,) = only(
        check(account("支出: [{科目: 2080501, 项目支出: 2}]", performance=forms)), "MZ244"
    )
    assert "有两张自评表" in twice.message
    other = forms.replace("档案数字化, 资金", "档案修复, 资金", 1)
    assert not only(
        check(account("支出: [{科目: 2080501, 项目支出: 2}]", performance=other)), "MZ244"
    )


def test_micro_businesses_are_small_businesses() -> None:
    (message,) = found_by("MZ227", "政府采购: {服务: 5.00, 中小企业: 2.00, 小微企业: 3.00}")
    assert "小微企业 3.00 应不大于 政府采购.中小企业 2.00" in message


def test_a_total_is_held_against_its_stated_columns() -> None:
    (message,) = found_by(
        "MZ206",
        """
            支出:
              - {科目: 2080501, 项目支出: 10.00}
              - {科目: 2101501, 项目支出: 20.00}
              - {科目: 合计, 项目支出: 31.00}
        """,
    )
    assert "合计 支出 30.00 应等于 按性质合计 31.00" in message


@pytest.mark.parametrize("code", ["30212", "30217", "30231", "31013"])
def test_each_of_the_three_costs_covers_its_economic_subject(code: str) -> None:
    source = f"""
        支出: [{{科目: 2080501, 公用经费: 1.00}}]
        基本支出: [{{科目: {code}, 金额: 1.00}}]
    """
    (message,) = found_by("MZ224", source)
    assert "1.00 应不大于 三公经费." in message


def test_running_costs_of_nothing_are_compared_as_others_are() -> None:
    source = """
        支出: [{科目: 2080501, 公用经费: 1.00}]
        基本支出: [{科目: 30201, 金额: 1.00}]
        机关运行经费: {金额: 0}
    """
    (told,) = found_by("MZ225", source)
    assert "机关运行经费 0.00 应等于 公用经费 1.00" in told
    assert not found_by("MZ225", source.replace("金额: 0", "金额: 1.00"))


def test_an_institution_may_say_by_a_zero_that_it_has_no_running_costs() -> None:
    source = """
        支出: [{科目: 2080501, 公用经费: 1.00}]
        基本支出: [{科目: 30201, 金额: 1.00}]
        机关运行经费: {金额: 0}
    """
    of_none = "名称: 某中心\n类型: 单位\n单位性质: 事业\n"
    assert not only(check(account(source, profile=of_none)), "MZ225")


def test_a_subject_may_be_called_by_another_name_of_it() -> None:
    subjects = read_catalogue(PROJECT.catalogue).subjects.values()
    subject = next(s for s in subjects if s.other_names and s.code.startswith("2"))
    row = f"{{科目: {subject.code}, 名称: {subject.other_names[0]}, 项目支出: 1.00}}"
    assert not found_by("MZ233", f"支出: [{row}]")


def test_the_three_costs_may_exceed_the_detail() -> None:
    assert not found_by(
        "MZ224",
        """
            支出: [{科目: 2080501, 公用经费: 1.00}]
            基本支出: [{科目: 30231, 金额: 1.00}]
            三公经费: {公务用车运行维护费: {预算: 2.00, 决算: 1.50}}
        """,
    )


def test_running_costs_that_was_not_typed_needs_no_comparison() -> None:
    assert not found_by("MZ225", "机关运行经费: {原因: 人员增加}")


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("支出: [{科目: 30101, 项目支出: 1.00}]", "“支出”中不能用科目 30101 基本工资。"),
        ("基本支出: [{科目: 20805, 金额: 0}]", "“基本支出”中不能用科目 20805"),
        ("支出: [{科目: 9999999, 项目支出: 1.00}]", "科目表中没有编码 9999999。"),
    ],
)
def test_codes_of_the_wrong_kind(source: str, says: str) -> None:
    (message,) = found_by("MZ231", source)
    assert message.startswith(says)


def test_an_added_subject_is_known() -> None:
    assert not found_by(
        "MZ231",
        """
            支出: [{科目: 2080577, 名称: 新科目, 项目支出: 1.00}]
            科目补充: [{科目: 2080577, 名称: 新科目}]
        """,
    )


def test_one_subject_of_two_funds_is_no_repetition() -> None:
    assert not found_by(
        "MZ232",
        """
            支出:
              - {科目: 2101599, 项目支出: 1.00}
              - {科目: 2101599, 资金: 非财政, 项目支出: 1.00}
            收入: [{科目: 2101599, 资金: 其他, 金额: 1.00}]
        """,
    )


def test_total_twice_is_a_repetition() -> None:
    (message,) = found_by(
        "MZ232",
        """
            支出:
              - {科目: 2101599, 项目支出: 1.00}
              - {科目: 合计, 合计: 1.00}
              - {科目: 合计, 项目支出: 1.00}
        """,
    )
    assert message == "科目 合计 在第 3 行已有（一般公共预算）。"


def test_money_that_is_not_fiscal_may_stop_above_the_items() -> None:
    assert not found_by(
        "MZ234",
        """
            支出: [{科目: 208, 资金: 非财政, 项目支出: 1.00}]
            收入: [{科目: 208, 资金: 其他, 金额: 1.00}]
        """,
    )


def test_a_total_alone_is_too_coarse() -> None:
    assert found_by("MZ234", "支出: [{科目: 合计, 项目支出: 1.00}]")


def test_economic_detail_needs_basic_spending() -> None:
    assert found_by(
        "MZ218",
        """
            支出: [{科目: 2080501, 项目支出: 60.00}]
            基本支出: [{科目: 30101, 金额: 60.00}]
        """,
    )


def test_items_that_are_split_stand_beside_items_that_are_not() -> None:
    source = """
        支出:
          - {科目: 2080501, 人员经费: 60.00}
          - {科目: 2080502, 基本支出: 10.00}
        基本支出: [{科目: 30101, 金额: 70.00}]
        公布数: {基本支出: 70.00}
    """
    assert [str(diagnostic) for diagnostic in check(account(source))] == []


def test_a_published_figure_that_is_also_typed_must_be_the_same() -> None:
    assert not found_by("MZ203", "政府采购: {货物: 5.00}\n公布数: {政府采购.货物: 5.00}")
    assert found_by("MZ203", "政府采购: {货物: 5.00}\n公布数: {政府采购.货物: 6.00}")


def test_a_section_above_items_is_not_too_coarse() -> None:
    assert not found_by(
        "MZ234",
        """
            支出:
              - {科目: 2101599, 项目支出: 1.00}
              - {科目: 21015, 合计: 1.00}
              - {科目: 合计, 合计: 1.00}
        """,
    )


def test_weights_that_were_not_typed_are_not_summed() -> None:
    performance = project("{当年财政拨款: [60.88, 60.88, 60.88]}")
    assert not found_by("MZ247", "年度: 2024", performance)


def test_a_rule_without_a_project_says_nothing() -> None:
    assert not found_by("MZ242", "支出: [{科目: 2101599, 项目支出: 9.00}]")


def test_projects_that_were_not_evaluated_accuse_no_figure() -> None:
    source = "支出: [{科目: 2080501, 项目支出: 70.00}]"
    (told,) = only(
        check(account(source, performance=project("{当年财政拨款: [60.00, 60.00, 60.00]}"))),
        "MZ242",
    )
    assert told.message.startswith("自评项目的全年执行数之和少于项目支出")
    assert not told.suspects


def test_of_several_units_not_each_has_running_costs() -> None:
    source = """
        支出: [{科目: 2080501, 公用经费: 10.00}]
        基本支出: [{科目: 30201, 金额: 10.00}]
        机关运行经费: {金额: 9.00}
    """
    both = "名称: 某局\n类型: 部门\n决算单位: [某局（本级）, 某中心]\n"
    assert only(check(account(source)), "MZ225")
    assert not only(check(account(source, profile=both)), "MZ225")


def test_an_acceptance_of_a_former_code_still_holds() -> None:
    source = """
        支出: [{科目: 2080505, 公用经费: 10.00}]
        基本支出: [{科目: 30201, 金额: 10.00}]
        机关运行经费: {金额: 9.00}
        核对说明: [{规则: CODE, 说明: 口径不同}]
    """
    for code in ("MZ225", "MZ321"):
        (told,) = only(check(budget(source.replace("CODE", code))), "MZ225")
        assert (told.severity.value, told.hint) == ("提示", "已由作者接受：口径不同")
        assert not only(check(budget(source.replace("CODE", code))), "MZ298")


@pytest.mark.parametrize(
    "note",
    ["‹!—— 内 ——>", "< ! -- 内 -- >", "&lt;!-- 内 --&gt;", "%% 内", "> 批注：内", "[^1]： 内"],
)
def test_a_mark_that_is_nearly_a_comment_is_text(note: str) -> None:
    spoken = "原因: {{总计: '{}'}}\n支出: [{{科目: 2080501, 项目支出: 1.00}}]"
    assert found_by("MZ727", spoken.format(note))
    assert not found_by("MZ727", spoken.format(">=98%"))


@pytest.mark.parametrize(
    "word", ["NA", "none", "暂无", "不详", "见附件", "其他", "按实际", "增减变动"]
)
def test_words_that_are_no_reason(word: str) -> None:
    source = "上年: {{总计: 50.00}}\n原因: {{总计: {}}}\n支出: [{{科目: 2080501, 项目支出: 60.88}}]"
    assert found_by("MZ749", source.format(word))
    assert not found_by("MZ749", source.format("人员增加"))


@pytest.mark.parametrize(("limit", "count"), [("10", 0), ("9", 1)])
def test_a_rate_that_is_the_limit_is_not_beyond_it(limit: str, count: int) -> None:
    """Of 100 there are 90 spent: what is left is 10 %, no more than that."""
    said = f"结余率大于{limit}%的项目共计{{}}个"
    source = f"绩效: {{{{管理工作: '{said}'}}}}"
    performance = project("{当年财政拨款: [100, 100, 90]}")
    wrong = source.format(1 - count)
    assert found_by("MZ778", wrong, performance)
    assert not found_by("MZ778", source.format(count), performance)


@pytest.mark.parametrize(
    ("target", "is_told"), [("5万元", True), ("=5万元", True), ("≤9万元", False)]
)
def test_more_than_an_exact_cost_needs_a_reason(target: str, *, is_told: bool) -> None:
    performance = project("{当年财政拨款: [60.88, 60.88, 60.88]}", indicator="完成值: 8万元")
    performance = performance.replace("二级: 数量指标", "二级: 成本指标").replace("页数", "印刷费")
    performance = performance.replace("目标值: 1页", f"目标值: {target}")
    assert bool(found_by("MZ665", "年度: 2024", performance)) is is_told


@pytest.mark.parametrize(
    ("units", "is_told"),
    [
        ("", False),
        ("决算单位: [某局]", True),
        ("下属单位: [{名称: 某所, 类型: 其他事业单位}]", True),
    ],
)
def test_where_units_are_named_rows_tell_of_no_other(units: str, *, is_told: bool) -> None:
    """Where none is, a row of an institution's insurance tells that there is one."""
    source = """
        支出: [{科目: 2101101, 公用经费: 6.00}, {科目: 2101102, 公用经费: 2.00}]
        基本支出: [{科目: 30201, 金额: 8.00}]
        机关运行经费: {金额: 6.00}
    """
    agency = f"名称: 某局\n类型: 部门\n职责: duties.md\n内设机构: [{{名称: 办公室}}]\n{units}\n"
    assert bool(only(check(account(source, profile=agency)), "MZ225")) is is_told


@pytest.mark.parametrize(("whole_year", "is_told"), [("66.00", True), ("32.70", False)])
def test_figures_that_differ_themselves_make_no_third_one_odd(
    whole_year: str, *, is_told: bool
) -> None:
    """65.53 was spent: beside 66.00 the budget of 6.60 is odd, beside 32.70 nobody knows."""
    row = f"{{科目: 2080501, 项目支出: 65.53, 年初预算: 6.60, 全年预算: {whole_year}}}"
    assert bool(found_by("MZ791", f"支出: [{row}]")) is is_told
