"""A slip in one cell of a realistic account: the cell is named first, with what it should be."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.checks.rule import Equation
from mingzhang.checks.run_rules import check
from mingzhang.checks.suspects import suspects
from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.facts.amount import Amount, Unit
from mingzhang.facts.figure import Figure, Term, computed, summed
from tests.support import account, budget, of_default

SOURCE = """
    支出:
      - {科目: 2080501, 人员经费: 60.88, 年初预算: 60.88}
      - {科目: 2080505, 人员经费: 132.86, 年初预算: 134.54}
      - {科目: 2101501, 人员经费: 1010.16, 公用经费: 152.61, 年初结转: 24.24, 收入: 1138.53}
      - {科目: 2101502, 项目支出: 409.20, 年初预算: 558.00}
      - {科目: 2101506, 项目支出: 690.14, 年初预算: 628.00}
      - {科目: 2210201, 人员经费: 111.75, 年初预算: 111.75}
      - {科目: 208, 合计: 193.74}
      - {科目: 210, 基本支出: 1162.77, 项目支出: 1099.34, 合计: 2262.11}
      - {科目: 合计, 人员经费: 1315.65, 公用经费: 152.61, 项目支出: 1099.34, 合计: 2567.60,
         年初结转: 24.24, 收入: 2543.36, 年初预算: 1493.17}
    基本支出:
      - {科目: 30101, 金额: 542.21}
      - {科目: 30102, 金额: 526.29}
      - {科目: 30302, 金额: 247.15}
      - {科目: 30201, 金额: 98.57}
      - {科目: 30231, 金额: 54.04}
      - {科目: 301, 金额: 1068.50}
      - {科目: 合计, 金额: 1468.26}
    三公经费: {公务用车运行维护费: {预算: 60.00, 决算: 54.04}}
    国有资产: {车辆: {其他用车: 2}, 大型设备: 0}
"""


def found(right: str, wrong: str) -> list[Diagnostic]:
    assert SOURCE.count(right) == 1
    return said(SOURCE.replace(right, wrong))


def said(source: str) -> list[Diagnostic]:
    return [told for told in check(account(source)) if not of_default(told, source)]


def test_the_account_is_right() -> None:
    assert [str(diagnostic) for diagnostic in said(SOURCE)] == []


@pytest.mark.parametrize(
    ("right", "wrong", "at", "repaired", "slip"),
    [
        # In one leaf, in one total, in the table of another classification
        (
            "2101502, 项目支出: 409.20",
            "2101502, 项目支出: 490.20",
            "5:25",
            "409.20",
            "相邻两位颠倒",
        ),
        (
            "2080505, 人员经费: 132.86",
            "2080505, 人员经费: 123.86",
            "3:25",
            "132.86",
            "相邻两位颠倒",
        ),
        (
            "{科目: 208, 合计: 193.74}",
            "{科目: 208, 合计: 139.74}",
            "8:19",
            "193.74",
            "相邻两位颠倒",
        ),
        ("30201, 金额: 98.57", "30201, 金额: 89.57", "16:21", "98.57", "相邻两位颠倒"),
        ("2101502, 项目支出: 409.20", "2101502, 项目支出: 4092000", "5:25", "409.20", "元误作万元"),
        ("30302, 金额: 247.15", "30302, 金额: 2471500", "15:21", "247.15", "元误作万元"),
        ("2101506, 项目支出: 690.14", "2101506, 项目支出: -690.14", "6:25", "690.14", "正负号相反"),
        ("30102, 金额: 526.29", "30102, 金额: -526.29", "14:21", "526.29", "正负号相反"),
        ("30231, 金额: 54.04", "30231, 金额: 540.4", "17:21", "54.04", "小数点少写一位"),
        (
            "2101501, 人员经费: 1010.16",
            "2101501, 人员经费: 101.016",
            "4:25",
            "1,010.16",
            "小数点多写一位",
        ),
        ("2101506, 项目支出: 690.14", "2101506, 项目支出: 69014", "6:25", "690.14", "小数点丢失"),
        (
            "2101506, 项目支出: 690.14",
            "2101506, 项目支出: 690.74",
            "6:25",
            "690.14",
            "一位数字有误",
        ),
        ("2080501, 人员经费: 60.88", "2080501, 人员经费: 68.88", "2:25", "60.88", "2:38 相同"),
        # What the two parts of its row come to.
        (
            "2210201, 人员经费: 111.75, 年初预算: 111.75",
            "2210201, 人员经费: 100.15, 公用经费: 11.60, 年初预算: 131.75",
            "7:52",
            "111.75",
            "一位数字有误，与 同一行其他数之和（差） 相同",
        ),
        ("年初预算: 558.00", "年初预算: 585.00", "5:39", "558.00", "相邻两位颠倒"),
    ],
)
def test_a_slip_is_named_first(right: str, wrong: str, at: str, repaired: str, slip: str) -> None:
    errors = [d for d in found(right, wrong) if d.severity is Severity.ERROR]
    assert errors
    first = errors[0]
    assert f"{first.place.line}:{first.place.column}" == at
    hint = next(error.hint for error in errors if error.suspects)
    assert f"最可疑：disclosure.yaml:{at} " in hint
    assert f"若为 {repaired}，" in hint
    assert slip in hint


def test_the_hint_counts_the_equations_that_one_change_mends() -> None:
    errors = found("2101502, 项目支出: 409.20", "2101502, 项目支出: 490.20")
    assert f"{len(errors)} 条等式同时成立" in errors[0].hint


def test_operands_show_both_sides_with_their_places() -> None:
    errors = found("{科目: 208, 合计: 193.74}", "{科目: 208, 合计: 139.74}")
    (below,) = [d for d in errors if d.code == "MZ220"]
    shown = {operand.label: operand.value for operand in below.operands}
    assert shown["208 合计"] == "139.74"
    assert "193.74" in shown.values()
    assert below.operands[0].place == below.place


def test_a_slip_that_no_identity_sees_is_no_error() -> None:
    assert not found("公务用车运行维护费: {预算: 60.00", "公务用车运行维护费: {预算: 66.00")


# The ranking by itself


def typed(label: str, number: str, line: int) -> Figure:
    return Figure(
        label, Amount.typed(Decimal(number), Unit.WAN), Place(Path("disclosure.yaml"), line, 1)
    )


def test_nothing_fails_nobody_is_suspected() -> None:
    a, b = typed("a", "1.00", 1), typed("b", "1.00", 2)
    assert suspects([Equation(a, b)], [a, b]) == ()
    assert suspects([], []) == ()


def names(equations: list[Equation]) -> list[str]:
    return [suspect.figure.label for suspect in suspects(equations, [])]


def meant(equations: list[Equation]) -> str:
    """What the first suspect would have to be, in 万元."""
    return str(Amount(suspects(equations, [])[0].evidence.meant).displayed(Unit.WAN))


def test_who_stands_in_an_equation_that_holds_is_less_suspicious() -> None:
    a, b, c = typed("a", "7.00", 1), typed("b", "3.00", 20), typed("c", "7.00", 40)
    equations = [Equation(a, b), Equation(a, c)]
    assert names(equations) == ["b", "a"]
    assert meant(equations) == "7.00"


def test_signs_and_multiples_count() -> None:
    total, wrong, b = typed("total", "8.00", 40), typed("a", "6.00", 1), typed("b", "2.00", 20)
    right = computed("2a - b", [Term(wrong), Term(wrong), Term(b, -1)])
    equations = [Equation(total, right), Equation(wrong, typed("copy", "5.00", 60))]
    assert names(equations)[0] == "a"
    assert meant(equations) == "5.00"


def test_copies_of_a_cell_are_one_suspect() -> None:
    # The same cell shown at two points: each time as a figure of its own.
    cell, copy, b = typed("a", "9.00", 1), typed("a", "9.00", 1), typed("b", "2.00", 20)
    ranked = suspects([Equation(cell, b), Equation(copy, summed("s", [b]))], [])
    assert [(s.figure.label, len(s.equations)) for s in ranked] == [("a", 2), ("b", 2)]


def test_a_figure_on_both_sides_is_no_suspect() -> None:
    a, b = typed("a", "5.00", 1), typed("b", "2.00", 20)
    assert names([Equation(summed("a + b", [a, b]), a)]) == ["b"]


def test_a_bound_is_mended_by_any_smaller_value() -> None:
    small, large = typed("small", "3.00", 1), typed("large", "2.00", 20)
    bound = Equation(small, large, "≤")
    assert not bound.holds
    assert Equation(large, small, "≤").holds
    assert set(names([bound])) == {"small", "large"}


def test_an_equation_names_the_parts_that_hold_anything() -> None:
    nothing = Figure("nothing", Amount())
    a, b = typed("a", "0.00", 1), typed("b", "2.00", 2)
    equation = Equation(b, summed("sum", [nothing, a, b]))
    assert [figure.label for figure in equation.figures] == ["b", "a", "b"]


@pytest.mark.parametrize("spread", [" ", "\n         "])
def test_what_only_the_totals_have_is_missing_in_a_row(spread: str) -> None:
    source = f"""
        支出:
          - {{科目: 2080501, 人员经费: 60.88}}
          - {{科目: 2101502, 项目支出: 409.20}}
          - {{科目: 合计, 合计: 470.08, 年初结转: 36.50,{spread}收入: 433.58}}
    """
    (finding,) = [d for d in check(account(source)) if d.code == "MZ220"]
    assert "合计 年初结转 36.50：各科目的行里都没有这一笔，可能有一行漏填了" in finding.hint
    mended = source.replace("409.20}", "409.20, 年初结转: 36.50}")
    assert not [d for d in check(account(mended)) if d.code == "MZ220"]


def test_a_row_is_not_thought_copied_where_it_would_have_nothing() -> None:
    """30226 and 30227 have 30000 each; 30000 too much is no copy of 30000."""
    source = """
        金额单位: 元
        支出:
          - {科目: 2101501, 人员经费: 0, 公用经费: 566480.00}
        基本支出:
          - {科目: 30201, 金额: 536480.00}
          - {科目: 30226, 金额: 30000.00}
          - {科目: 30227, 金额: 30000.00}
          - {科目: 302, 金额: 566480.00}
    """
    hints = [d.hint for d in check(account(source)) if d.difference is not None]
    assert hints
    assert not any("抄错行" in hint for hint in hints)


def test_a_row_that_a_named_figure_says_again_is_hardly_wrong() -> None:
    """30231 is what 公务用车运行维护费 is: of 1.00 too much the other row is suspected."""
    errors = [d for d in found("30201, 金额: 98.57", "30201, 金额: 99.57") if d.suspects]
    assert any("最可疑：disclosure.yaml:16:21 " in d.hint for d in errors), errors


def test_what_alone_is_below_zero_is_most_likely_wrong() -> None:
    numbers = ("-0.04", "14.12", "39.72", "10.16", "6.18", "4.64", "2.71", "0.09", "17.70")
    parts = [typed(number, number, line) for line, number in enumerate(numbers, 1)]
    equations = [Equation(typed("sum", "95.36", 60), summed("s", parts))]
    (first, *_) = suspects(equations, parts)
    assert (first.figure.label, first.evidence.meant) == ("-0.04", Decimal("400.00"))


def test_what_its_row_says_again_was_meant() -> None:
    """Of two projects with 20 for 200 the one whose row says 200 twice more."""
    performance = """
        合计: [720.00, 418.35, 418.35]
        项目:
          - 名称: 库房改造
            资金: {当年财政拨款: [20, 18.35, 18.35]}
          - 名称: 档案数字化
            资金: {当年财政拨款: [20, 200, 200]}
          - 名称: 档案征集
            资金: {当年财政拨款: [500, 200, 200]}
    """
    found = [d for d in check(account("年度: 2024", performance=performance)) if d.difference]
    assert any(str(d.place) == "performance.yaml:6:19" for d in found), found


def first_of(parts: list[Figure], whole: str) -> Figure:
    """Which of the parts is suspected first where they should come to the whole."""
    total = Equation(typed("合计 金额", whole, 60), summed("s", parts))
    return suspects([total], parts)[0].figure


def test_a_wrong_figure_is_of_the_size_of_the_right_one() -> None:
    """31.30 that last year had instead of 38.46: hardly is 1.28 meant to be 8.44."""
    parts = [typed(f"a 金额 {n}", n, line) for line, n in enumerate(("1.28", "31.30", "612.77"), 1)]
    assert first_of(parts, "652.51").label == "a 金额 31.30"


def row(line: int, *numbers: str) -> list[Figure]:
    """A row of figures, which stand in columns one after another."""
    place = Place(Path("disclosure.yaml"), line)
    return [
        Figure(f"{line} 栏{n}", Amount.typed(Decimal(number), Unit.WAN), place._replace(column=n))
        for n, number in enumerate(numbers, 1)
    ]


PLANNED = [row(1, "36.46", "36.46"), row(2, "13.13", "13.13"), row(3, "58.95", "58.95")]


def test_a_figure_is_hardly_wrong_where_each_row_says_it_twice() -> None:
    """2.00 too much: 13.13 is no 11.13 with a wrong digit, for it stands there once more."""
    rows = [*PLANNED, row(9, "148.52", "150.52")]
    budgets = [own[1] for own in rows]
    wholes = (60, [own[0] for own in rows]), (61, budgets)
    totals = [Equation(typed("合计 数", "257.06", at), summed("s", own)) for at, own in wholes]
    found = suspects(totals, [figure for own in rows for figure in own])
    order = [suspect.figure.label for suspect in found]
    assert order.index("9 栏2") < order.index("2 栏2")


def test_two_neighbours_that_were_exchanged_are_named_where_one_alone_is_held() -> None:
    """30217 has what 30216 had: no sum sees it, the limit by 公务接待费 does."""
    source = """
        支出:
          - {科目: 2101501, 人员经费: 0, 公用经费: 12.98}
        基本支出:
          - {科目: 30211, 金额: 10.27}
          - {科目: 30216, 金额: 0.07}
          - {科目: 30217, 金额: 2.64}
          - {科目: 302, 金额: 12.98}
        三公经费: {公务接待费: {预算: 0.10, 决算: 0.07}}
    """
    (told,) = [d for d in check(account(source)) if d.code == "MZ224"]
    assert {told.place.line, told.suspects[0].line} <= {6, 7}
    assert "金额 两数互换了位置" in told.hint


def test_an_exchange_goes_before_a_part_of_a_row_that_may_have_moved() -> None:
    source = """
        支出:
          - {科目: 2101101, 基本支出: 4.71, 项目支出: 58.95}
          - {科目: 2101501, 基本支出: 10.00}
          - {科目: 2101502, 项目支出: 148.52}
          - {科目: 合计, 基本支出: 153.23, 项目支出: 68.95, 合计: 222.18}
    """
    hints = [d.hint for d in check(account(source)) if d.suspects]
    assert any("两数互换了位置" in hint for hint in hints), hints
    assert not any("有一部分写进了另一处" in hint for hint in hints)


def test_a_digit_typed_twice_is_likelier_than_any_other_wrong_digit() -> None:
    """10.00 too much: 11.58 for 1.58, and not 20.16 for 10.16."""
    parts = [typed(f"a 金额 {n}", n, line) for line, n in enumerate(("20.16", "11.58", "5.03"), 1)]
    assert first_of(parts, "26.77").label == "a 金额 11.58"


def test_what_is_as_likely_wrong_is_named_beside_the_first() -> None:
    """20.00 too little: 8.65, 8.34 and 6.52 may each have lost their first digit."""
    source = """
        支出:
          - {科目: 2101501, 人员经费: 0, 公用经费: 43.51}
        基本支出:
          - {科目: 30211, 金额: 8.34}
          - {科目: 30226, 金额: 6.52}
          - {科目: 30299, 金额: 8.65}
          - {科目: 302, 金额: 43.51}
    """
    hints = [d.hint for d in check(account(source)) if d.suspects]
    assert hints
    first, more = hints[0].split("；也可能是第 ", 1)
    assert "（首位少写）" in first
    assert "（应为 2" in more
    assert first.count("若为") == hints[0].count("若为") == 1


def test_what_is_likelier_than_all_others_is_named_alone() -> None:
    hints = [d.hint for d in found("30302, 金额: 247.15", "30302, 金额: 2471500") if d.suspects]
    assert hints
    assert not any("也可能是" in hint for hint in hints)


OFFICIAL = """
    支出: [{科目: 2080501, 公用经费: 34.13}]
    基本支出:
      - {科目: 30217, 金额: 6.21}
      - {科目: 30231, 金额: 27.92}
    三公经费:
      公务用车运行维护费: {预算: 30.00, 决算: %s, 保有量: 2}
      公务接待费: {预算: 7.00, 决算: %s}
    国有资产: {车辆: {其他用车: 2}, 大型设备: 0}
"""


def test_two_figures_of_a_block_may_be_each_others() -> None:
    """27.92 of 30231 is more than 6.21; exchanged, both are what the two subjects spent."""
    exchanged = [d for d in check(account(OFFICIAL % ("6.21", "27.92"))) if d.code == "MZ224"]
    assert [d.place.line for d in exchanged] == [6]
    assert "三公经费.公务接待费.决算 两数互换了位置" in exchanged[0].hint
    right = check(account(OFFICIAL % ("27.92", "6.21")))
    assert not [d for d in right if d.code == "MZ224"]


def test_beside_a_total_that_is_wrong_no_income_follows() -> None:
    """What carried over was stated beside it and agrees: income is still the rows' to mend."""
    found = check(
        account("""
            支出:
              - {科目: 2010301, 人员经费: 512.36, 公用经费: 96.84, 年初预算: 609.20}
              - {科目: 2010302, 项目支出: 45.20, 年初结转: 5.00, 年末结转: 1.30, 年初预算: 45.20}
              - {科目: 合计, 基本支出: 608.84, 合计: 654.04, 年初结转: 5.00, 年末结转: 1.30}
            基本支出: [{科目: 30101, 金额: 512.36}, {科目: 30201, 金额: 96.48}]
        """)
    )
    told = [d for d in found if d.code in ("MZ202", "MZ204", "MZ206", "MZ213", "MZ218")]
    assert {d.place.line for d in told} == {2}
    assert all("2010301 公用经费 96.84；若为 96.48" in d.hint for d in told)


def test_a_project_short_of_its_subject_may_want_another_beside_it() -> None:
    """That 349.80 should be the subject's 1099.22 is no likelier than that a project lacks."""
    source = """
        支出:
          - {科目: 2120104, 基本支出: 2278.34, 项目支出: 1099.22}
          - {科目: 2101502, 项目支出: 29.40}
          - {科目: 合计, 基本支出: 2278.34, 项目支出: 1128.62, 合计: 3406.96}
        项目: [{名称: 拆违经费, 类型: 专项业务支出, 一级项目: 事务, 科目: 2120104, 本年: 349.80}]
    """
    hints = [d.hint for d in check(budget(source)) if d.difference is not None]
    assert hints
    assert all("若为 1,099.22" in hint for hint in hints), hints
    assert all("相差 749.42，也可能漏填了一行" in hint for hint in hints), hints
