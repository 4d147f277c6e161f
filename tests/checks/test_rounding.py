"""Whole accounts from true figures: rounding alone is never an error, a real difference is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from mingzhang.checks.run_rules import check
from mingzhang.diagnostics import has_errors
from mingzhang.facts.amount import rounded
from mingzhang.facts.subject_catalogue import ancestors
from tests import support
from tests.support import account, only

CODES = ("2080501", "2080505", "2101501", "2101502", "2101506", "2210201")
NATURES = ("人员经费", "公用经费", "项目支出")
DETAIL: Mapping[str, tuple[str, ...]] = {
    "人员经费": ("30101", "30102", "30302"),
    "公用经费": ("30201", "31002"),
}
# A whole account a time: shrinking one takes minutes and tells little more.
SETTINGS = settings(max_examples=60, deadline=None, phases=set(Phase) - {Phase.shrink})
Truth = dict[tuple[str, str], Decimal]

# Up to 1000 万元, in 分: most of them lose something where they are rounded to 万元.
CENTS = st.integers(0, 10**9).map(lambda number: Decimal(number).scaleb(-2))
TRUTHS = st.fixed_dictionaries({(code, nature): CENTS for code in CODES for nature in NATURES})
SPLITS = st.lists(st.integers(0, 100), min_size=4, max_size=4)


def wan(values: Iterable[Decimal]) -> Decimal:
    """A sum of true figures, rounded as it is published."""
    return rounded(sum(values, Decimal(0)) / 10_000, 2)


def spending_row(code: str, truth: Truth) -> str:
    below = {
        n: [v for (c, m), v in truth.items() if m == n and c.startswith(code)] for n in NATURES
    }
    cells = [f"{nature}: {wan(values)}" for nature, values in below.items()]
    if len(code) < 7:
        basic = [*below["人员经费"], *below["公用经费"]]
        cells += [f"基本支出: {wan(basic)}", f"合计: {wan([*basic, *below['项目支出']])}"]
    return f"  - {{科目: {code or '合计'}, {', '.join(cells)}}}"


def detail(truth: Truth, splits: list[int]) -> dict[str, Decimal]:
    """The 款 of both groups: each group's true sum, divided anyhow."""
    rest = {n: sum((v for (_, m), v in truth.items() if m == n), Decimal(0)) for n in DETAIL}
    found: dict[str, Decimal] = {}
    shares = iter(splits)
    for nature, codes in DETAIL.items():
        for code in codes[:-1]:
            found[code] = rounded(rest[nature] * next(shares) / 100, 2)
            rest[nature] -= found[code]
        found[codes[-1]] = rest[nature]
    return found


def source(truth: Truth, splits: list[int]) -> str:
    groups = sorted({above for code in CODES for above in ancestors(code)})
    economic = detail(truth, splits)
    classes = sorted({code[:3] for code in economic})
    sums = {c: [v for code, v in economic.items() if code.startswith(c)] for c in (*classes, "")}
    return "\n".join(
        [
            "支出:",
            *(spending_row(code, truth) for code in (*CODES, *groups)),
            "基本支出:",
            *(f"  - {{科目: {code}, 金额: {wan([value])}}}" for code, value in economic.items()),
            *(f"  - {{科目: {code or '合计'}, 金额: {wan(v)}}}" for code, v in sums.items()),
        ]
    )


@SETTINGS
@given(TRUTHS, SPLITS)
def test_rounding_alone_is_never_an_error(truth: Truth, splits: list[int]) -> None:
    # MZ205 asks how to print a tail, MZ208 wonders at a large one (3 in 1000), MZ411 stops what has
    # no money at all, MZ225 doubts running costs of nothing: none of them is a matter of rounding.
    found = check(account(source(truth, splits)))
    assert [
        str(diagnostic)
        for diagnostic in found
        if diagnostic.code not in {"MZ205", "MZ208", "MZ225", "MZ411"}
    ] == []


@SETTINGS
@given(TRUTHS, SPLITS, st.sampled_from(CODES), st.sampled_from(NATURES), st.integers(1, 10**6))
def test_a_real_difference_always_is(
    truth: Truth, splits: list[int], code: str, nature: str, more: int
) -> None:
    right = spending_row(code, truth)
    # A 款 of this account rounds at most four cells of one 项: 0.05 is beyond what they can lose.
    cell = wan([truth[code, nature]])
    changed = cell + Decimal("0.05") + Decimal(more).scaleb(-2)
    wrong = right.replace(f"{nature}: {cell}", f"{nature}: {changed}")
    assert has_errors(check(account(source(truth, splits).replace(right, wrong))))


def test_a_tail_of_other_money_is_no_error() -> None:
    found = check(
        account("""
          支出: [{科目: 2101501, 资金: 非财政, 人员经费: 10.00, 公用经费: 5.00}]
          收入: [{科目: 2101501, 资金: 其他, 金额: 15.01}]
        """)
    )
    assert support.codes(found) == ["MZ205"]


def test_a_small_income_is_kept() -> None:
    source = account("""
      支出: [{科目: 2080501, 人员经费: 0.01, 公用经费: 0.00, 年末结转: 0.00}]
      基本支出: [{科目: 30101, 金额: 0.01}]
    """)
    assert check(source) == ()
    assert str(support.wan(source.indicators["本年收入合计"])) == "0.01"


def test_in_yuan_a_single_fen_is_an_error() -> None:
    source = """
        金额单位: 元
        支出: [{科目: 2080501, 人员经费: 60980.01}]
        基本支出:
          - {科目: 30101, 金额: 30880.01}
          - {科目: 30102, 金额: 30000.00}
          - {科目: 30103, 金额: 100.00}
          - {科目: 301, 金额: STATED}
    """
    (wrong,) = {
        d.message for d in only(check(account(source.replace("STATED", "60980.00"))), "MZ221")
    }
    assert "相差 -0.01 元" in wrong
    assert not check(account(source.replace("STATED", "60980.01")))
