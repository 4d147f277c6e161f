"""Running the rules: acceptances, unknown codes, rules of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from mingzhang.checks.rule import Equation, Evidence, Finding, Rule
from mingzhang.checks.run_rules import check
from mingzhang.diagnostics import Diagnostic, Severity, alone
from mingzhang.facts.amount import Amount, Unit
from mingzhang.facts.figure import Figure, summed
from tests.support import account, budget, codes, only

WARNED = """
    支出:
      - {科目: 2080501, 公用经费: 10.00}
    基本支出:
      - {科目: 30201, 金额: 10.00}
    机关运行经费: {金额: 16.00}
"""


def test_a_warning_stays_a_warning_without_acceptance() -> None:
    (warning,) = check(account(WARNED))
    assert (warning.code, warning.severity) == ("MZ225", Severity.WARNING)
    assert "核对说明" in warning.hint


def test_an_accepted_warning_is_a_note_with_its_reason() -> None:
    source = account(WARNED + "    核对说明: [{规则: MZ225, 说明: 口径不同}]")
    (note,) = check(source)
    assert (note.code, note.severity) == ("MZ225", Severity.NOTE)
    assert note.hint == "已由作者接受：口径不同"
    assert "16.00" in note.message


WRONG = """
    支出:
      - {科目: 2080501, 项目支出: 10.00}
      - {科目: 合计, 合计: 12.00}
    核对说明:
      - {规则: MZ202, 说明: 就是这样}
"""


def test_an_error_cannot_be_accepted() -> None:
    found = check(account(WRONG))
    (refused,) = only(found, "MZ299")
    assert refused.severity is Severity.ERROR
    assert str(refused.place) == "disclosure.yaml:5:5"
    assert "MZ202 是错误，不能用“核对说明”接受" in refused.message
    assert [d.severity for d in only(found, "MZ202")] == [Severity.ERROR]


@pytest.mark.parametrize(
    ("code", "says"), [("MZ225", "本次没有出现"), ("MZ199", "这里没有这条警告")]
)
def test_an_acceptance_that_is_not_needed(code: str, says: str) -> None:
    (unused,) = check(account(f"核对说明: [{{规则: {code}, 说明: 备用}}]"))
    assert (unused.code, unused.severity) == ("MZ298", Severity.WARNING)
    assert says in unused.message
    assert str(unused.place) == "disclosure.yaml:1:8"


def test_an_accepted_equation_tells_nothing_about_other_figures() -> None:
    # 机关运行经费 agrees with the wrong cell: set aside, it must not speak for that cell.
    wrong = WARNED.replace("30201, 金额: 10.00", "30201, 金额: 16.00").replace(
        "公用经费: 10.00}", "公用经费: 10.00}\n      - {科目: 合计, 公用经费: 10.00}"
    )
    accepted = wrong + "    核对说明: [{规则: MZ225, 说明: 口径不同}]"
    without = wrong.replace("    机关运行经费: {金额: 16.00}\n", "")
    suspected, expected = (
        [d.suspects for d in only(check(account(source)), "MZ218")]
        for source in (accepted, without)
    )
    assert suspected
    assert suspected == expected


TWICE = """
    支出: [{科目: 2080501, 项目支出: 10.00}]
    补充说明: {政府采购: 另有77.77万元、88.88万元}
"""


def severities(accepted: str) -> list[tuple[str, str]]:
    found = check(account(f"{TWICE}    核对说明: {accepted}"))
    return [(d.code, d.severity.value) for d in found if d.code in ("MZ601", "MZ298")]


def test_of_several_findings_an_acceptance_says_which_it_is_about() -> None:
    first = "[{规则: MZ601, 涉及: 77.77万元, 说明: 合同金额}]"
    assert severities(first) == [("MZ601", "提示"), ("MZ601", "警告")]
    both = "[{规则: MZ601, 涉及: 77.77万元, 说明: 甲}, {规则: MZ601, 涉及: 88.88万元, 说明: 乙}]"
    assert severities(both) == [("MZ601", "提示"), ("MZ601", "提示")]


def test_an_acceptance_that_only_names_the_rule_accepts_none_of_several() -> None:
    vague = severities("[{规则: MZ601, 说明: 合同金额}]")
    assert sorted(vague) == [("MZ298", "警告"), ("MZ601", "警告"), ("MZ601", "警告")]


@pytest.mark.parametrize("limit", ["涉及: 55.55万元", "差额: 5.00"])
def test_an_acceptance_of_something_else(limit: str) -> None:
    found = check(account(f"{TWICE}    核对说明: [{{规则: MZ601, {limit}, 说明: 合同金额}}]"))
    (idle,) = only(found, "MZ298")
    assert "None" not in idle.message
    assert {d.severity for d in only(found, "MZ601")} == {Severity.WARNING}


PROJECTS = """
    合计: [30.00, 30.00, 30.00]
    项目:
      - {名称: 甲, 资金: {当年财政拨款: [10.00, 10.00, 10.00]}}
      - {名称: 乙, 资金: {当年财政拨款: [20.00, 20.00, 20.00]}}
"""
ACCEPTED = """
    支出: [{科目: 2080501, 项目支出: 25.00}]
    核对说明: [{规则: MZ242, 差额: -5.00, 说明: 照公布件登记}]
"""


@pytest.mark.parametrize("before", ["", "{规则: MZ242, 涉及: 往年, 差额: 7.00, 说明: 往年的}, "])
def test_a_difference_that_was_accepted_testifies_when_it_is_another(before: str) -> None:
    """Whatever was accepted of something else."""
    accepted = ACCEPTED.replace("[{规则", f"[{before}{{规则")
    assert codes(check(account(ACCEPTED, performance=PROJECTS))) == ["MZ242"]
    wrong = PROJECTS.replace("[10.00, 10.00, 10.00]", "[10.00, 10.00, -10.00]")
    found = check(account(accepted, performance=wrong))
    (control,), (aside,) = only(found, "MZ246"), only(found, "MZ242")
    assert str(control.suspects[0]) == "performance.yaml:3:41"
    assert "若为 10.00，2 条等式同时成立" in control.hint
    assert aside.severity is Severity.WARNING
    assert "相差 15.00 万元" in aside.message
    assert aside.suspects[0] == control.suspects[0]


@pytest.mark.parametrize(("spent", "is_accepted"), [("35.00", True), ("25.00", False)])
def test_what_was_accepted_as_lacking_is_not_accepted_as_too_much(
    spent: str, is_accepted: bool
) -> None:
    text = ACCEPTED.replace("差额: -5.00, ", "").replace("25.00", spent)
    found = check(account(text, performance=PROJECTS))
    assert only(found, "MZ242")[0].severity is (Severity.NOTE if is_accepted else Severity.WARNING)
    assert [d.message for d in only(found, "MZ298")] == (
        [] if is_accepted else ["核对说明 MZ242：没有写明接受的差额，现在是 -5.00。"]
    )


def test_the_same_figure_in_the_row_of_a_project_speaks_for_it() -> None:
    wrong = PROJECTS.replace("[20.00, 20.00, 20.00]", "[23.00, 20.00, 20.00]")
    (control,) = only(
        check(account("支出: [{科目: 2080501, 项目支出: 30.00}]", performance=wrong)), "MZ246"
    )
    assert str(control.suspects[0]) == "performance.yaml:4:27"
    assert "与 performance.yaml:4:34 相同" in control.hint


def test_several_rules_are_all_reported() -> None:
    found = check(
        account("""
            支出:
              - {科目: 2080501, 项目支出: 10.00}
              - {科目: 2080501, 名称: 别名, 项目支出: 10.00}
              - {科目: 9990101, 项目支出: 10.00}
        """)
    )
    assert codes(found) == ["MZ231", "MZ232", "MZ233"]


def test_a_good_account_has_nothing_to_report() -> None:
    assert check(account("年度: 2024")) == ()


def own_rule(severity: Severity, hint: str = "") -> Rule:
    def find(evidence: Evidence) -> Iterator[Finding]:
        yield Finding(evidence.account.source.place, "某处不对", hint)

    return Rule("MZ900", "自定", severity, "不变式", "", "", "照此改正", find)


def test_a_finding_falls_back_to_the_remedy_of_its_rule() -> None:
    source = account("年度: 2024")
    plain, own = (
        check(source, {"MZ900": own_rule(Severity.WARNING, hint)})[0] for hint in ("", "改这里")
    )
    assert (plain.hint, own.hint) == ("照此改正", "改这里")


def test_rules_are_given_not_global() -> None:
    found: tuple[Diagnostic, ...] = check(account(WRONG), {"MZ900": own_rule(Severity.ERROR)})
    # The acceptance is not told to be idle: the error may be what keeps its warning away.
    assert codes(found) == ["MZ900"]


def test_amounts_in_messages_have_thousands_separators() -> None:
    amount = Amount(Decimal(-28200100))
    assert amount.grouped(Unit.WAN) == "-2,820.01"
    assert amount.grouped(Unit.YUAN) == "-28,200,100.00"


def test_equations_that_a_vague_acceptance_leaves_still_name_their_suspects() -> None:
    source = """
        支出: [{科目: 2080501, 项目支出: 10.00}, {科目: 2101502, 项目支出: 10.00}]
        核对说明: [{规则: MZ243, 说明: 照公布件登记}]
    """
    forms = """
        项目:
          - {名称: 甲, 科目: 2080501, 资金: {当年财政拨款: [12.00, 12.00, 12.00]}}
          - {名称: 乙, 科目: 2101502, 资金: {当年财政拨款: [12.00, 12.00, 12.00]}}
    """
    found = only(check(account(source, performance=forms)), "MZ243")
    assert [d.severity for d in found] == [Severity.WARNING] * 2
    assert all(d.suspects for d in found)


PLANNED = """
    支出:
      - {科目: 2080501, 人员经费: 60.88}
      - {科目: 2080505, 人员经费: 10.00, 年初预算: 10.00}
      - {科目: 合计, 年初预算: 70.88}
"""


def test_a_budget_that_a_row_lacks_is_why_its_sum_differs() -> None:
    source = account(PLANNED)
    lack = Diagnostic(source.source.place, "MZ410", "", about=frozenset({"支出", "年初预算"}))
    assert codes(check(source)) == ["MZ220"]
    assert codes(check(source, others=[lack])) == ["MZ410"]


SWAPPED = """
    支出:
      - {科目: 2080501, 人员经费: 68.08}
      - {科目: 合计, 合计: 60.88, 人员经费: 60.88}
"""


def test_a_reason_that_a_suspected_row_lacks_is_behind_the_suspicion() -> None:
    source = account(SWAPPED)
    suspected = check(source)[0].place
    beside = suspected._replace(column=suspected.column + 1)
    other = suspected._replace(line=suspected.line + 9)
    lacks = [Diagnostic(place, "MZ401", "缺少原因") for place in (beside, other)]
    behind, alone = only(check(source, others=lacks), "MZ401")
    assert behind.suspects == (suspected,)
    assert (alone.place, alone.suspects) == (other, ())


def test_last_years_figure_is_unprinted_because_this_years_is_lacking() -> None:
    source = account("支出: [{科目: 2080501, 人员经费: 60.88}]")
    place = source.source.place
    lack = Diagnostic(place, "MZ410", "", about=frozenset({alone("机关运行经费"), "金额"}))
    unprinted, other = (
        # That both have an amount says nothing.
        Diagnostic(place, "MZ415", name, about=frozenset({"上年", name, "金额"}))
        for name in ("机关运行经费", "项目支出")
    )
    found = check(source, others=[lack, unprinted, other])
    assert only(found, "MZ415") == [other]


def test_no_record_of_a_reason_is_out_of_date_where_a_block_is_lacking() -> None:
    source = account("支出: [{科目: 2080501, 人员经费: 60.88}]")
    place = source.source.place
    words = "记录里的“原因 / 总计”已经没有这条原因。"
    gone = Diagnostic(place, "MZ653", words, severity=Severity.NOTE)
    lack = Diagnostic(place, "MZ410", "“结转结余”要印出来，没有填写：结余分配。")
    assert codes(check(source, others=[gone, lack])) == ["MZ410"]
    assert codes(check(source, others=[gone])) == ["MZ653"]


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [("", ["MZ636"]), ("核对说明: [{规则: MZ636, 说明: 只买了一本书}]", ["MZ636", "MZ734"])],
)
def test_an_amount_whose_size_is_told_is_not_told_to_print_as_zero(
    accepted: str, expected: list[str]
) -> None:
    source = account(
        "金额单位: 元\n支出: [{科目: 2080501, 人员经费: 2600000}]\n"
        f"政府采购: {{货物: 17, 工程: 0, 服务: 0, 中小企业: 0}}\n{accepted}"
    )
    (sized,) = only(check(source), "MZ636")
    faint = Diagnostic(sized.place, "MZ734", "货物 17.00 元，印成了零。", severity=Severity.WARNING)
    elsewhere = Diagnostic(source.source.place, "MZ734", "…", severity=Severity.WARNING)
    found = check(source, others=[faint, elsewhere])
    assert [d.code for d in found if d.place == sized.place] == expected
    assert elsewhere in found


def test_a_score_that_a_total_lacks_is_told_once() -> None:
    line = "{一级: 产出, 二级: 数量, 三级: 页数, 目标值: 1页, 完成值: 1页, 分值: 100}"
    goal = f"年度目标: {{预期: 好, 实际: 好}}, 指标: [{line}]"
    source = account(
        "支出: [{科目: 2080501, 项目支出: 60.88}]",
        performance=f"项目: [{{名称: 甲, 资金: {{当年财政拨款: [60.88, 60.88, 60.88]}}, {goal}}}]",
    )
    (unscored,) = only(check(source), "MZ421")
    lack = Diagnostic(unscored.place, "MZ410", "“甲”要印出来，没有填写：页数.得分。")
    assert codes(check(source, others=[lack])) == ["MZ410"]


def test_a_suspected_count_is_no_money() -> None:
    def limited(evidence: Evidence) -> Iterator[Equation]:
        place = evidence.account.source.place
        batches, visitors = (
            Figure(name, Amount(Decimal(number), measure=name), at)
            for name, number, at in (("批", 30, place._replace(line=2)), ("人次", 4, place))
        )
        yield Equation(batches, visitors, "≤")

    rule = Rule("MZ900", "自定", Severity.WARNING, "不变式", "", "", "照此改正", limited)
    (told,) = only(check(account("年度: 2024"), {"MZ900": rule}), "MZ900")
    assert "最可疑" in told.hint
    assert "0.00" not in told.hint


def test_a_broken_equation_stands_at_no_figure_that_both_sides_have() -> None:
    def listed(evidence: Evidence) -> Iterator[Equation]:
        at = evidence.account.source.place
        both, one, other = (
            Figure(name, Amount(Decimal(10_000)), at._replace(line=line))
            for line, name in enumerate("甲乙丙", 1)
        )
        yield Equation(summed("各栏", [both]), summed("合计", [both, one, other]))

    rule = Rule("MZ900", "自定", Severity.WARNING, "不变式", "", "", "照此改正", listed)
    (told,) = only(check(account("年度: 2024"), {"MZ900": rule}), "MZ900")
    assert told.place.line == 2


SURPLUS = """
    版式: FORM
    支出: [{科目: 2101599, 资金: 非财政, 公用经费: 10.00}]
    收入: [{资金: 事业, 科目: 2101599, 本年: 12.00}]
"""


@pytest.mark.parametrize(
    ("form", "way"), [("吉林", "预算：结转下年"), ("上海", "这个版式的表没有结转下年的一行")]
)
def test_nobody_is_sent_to_a_figure_that_the_form_refuses(form: str, way: str) -> None:
    (told,) = only(check(budget(SURPLUS.replace("FORM", form))), "MZ204")
    assert way in told.hint


def test_a_form_says_itself_why_there_is_no_such_figure() -> None:
    carried = SURPLUS.replace("FORM", "上海") + "    结转下年: {非财政: 2.00}"
    (told,) = only(check(budget(carried)), "MZ090")
    assert told.hint.startswith("这个版式的总表没有结转下年的一行")
