from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.amount import UNKNOWN, Amount, Unit, ratio, rounded, told_apart, total

# What the reader lets through: 18 digits before the point; a published amount has two after it.
CENTS = st.integers(-(10**20), 10**20).map(lambda number: Decimal(number).scaleb(-2))
UNITS = st.sampled_from(Unit)


def typed(number: str, unit: Unit = Unit.WAN) -> Amount:
    return Amount.typed(Decimal(number), unit)


def test_units_are_called_by_their_labels() -> None:
    assert [unit.label for unit in Unit] == ["元", "万元"]
    assert [Unit.named(unit.label) for unit in Unit] == list(Unit)


@pytest.mark.parametrize(
    ("number", "unit", "value", "half"),
    [
        ("2795.76", Unit.WAN, "27957600", "50"),
        ("2795.76", Unit.YUAN, "2795.76", "0"),
        ("120", Unit.YUAN, "120", "0"),
        ("120", Unit.WAN, "1200000", "50"),
        ("0.1", Unit.WAN, "1000", "50"),
        ("2795.7612", Unit.WAN, "27957612", "0.5"),
        ("2795.761234", Unit.WAN, "27957612.34", "0.005"),
        ("-3.50", Unit.WAN, "-35000", "50"),
        ("0.00", Unit.WAN, "0", "50"),
        ("1E+3", Unit.WAN, "10000000", "50"),
    ],
)
def test_half_width_follows_from_the_decimals_typed(
    number: str, unit: Unit, value: str, half: str
) -> None:
    assert typed(number, unit) == Amount(Decimal(value), Decimal(half))


def test_half_widths_add_up_in_sums_and_differences() -> None:
    a, b = typed("1.00"), typed("0.30")
    assert (a + b) == Amount(Decimal(13000), Decimal(100))
    assert (a - b) == Amount(Decimal(7000), Decimal(100))
    assert total([a, b, b]).half == Decimal(150)
    assert total([]) == Amount()


@pytest.mark.parametrize(
    ("left", "right", "agrees"),
    [
        ("1.00", "1.00", True),
        ("1.00", "1.01", False),
        ("1.00", "0.99", False),
        ("1.00", "1.004", True),
        ("1.00", "1.0050", True),  # [0.995, 1.005) and [1.00495, 1.00505) meet
        ("1.00", "1.0051", False),  # [0.995, 1.005) and [1.00505, 1.00515) do not
        ("1.00", "1.006", False),
    ],
)
def test_two_cells_agree_when_their_intervals_meet(left: str, right: str, agrees: bool) -> None:
    assert typed(left).agrees(typed(right)) is agrees
    assert typed(right).agrees(typed(left)) is agrees


def test_intervals_are_half_open() -> None:
    # 1.00 is [0.995, 1.005): an exact 1.005 is rounded to 1.01 and is no longer in it.
    cell = Amount(Decimal(10000), Decimal(50))
    assert cell.agrees(Amount(Decimal("10049.99")))
    assert not cell.agrees(Amount(Decimal(10050)))


def test_a_sum_of_roundings_may_miss_by_as_much_as_its_parts_may() -> None:
    parts = total([typed("0.33")] * 3)
    assert parts.agrees(typed("1.00"))
    assert parts.agrees(typed("0.98"))
    assert not parts.agrees(typed("1.01"))
    assert not parts.agrees(typed("0.97"))


@pytest.mark.parametrize(
    ("number", "decimals", "shown"),
    [
        ("1.005", 2, "1.01"),
        ("1.004999", 2, "1.00"),
        ("-1.005", 2, "-1.01"),
        ("2.5", 0, "3"),
        ("-0.004", 2, "0.00"),
        ("0", 2, "0.00"),
        ("1234.5", 2, "1234.50"),
    ],
)
def test_display_rounds_half_up_and_has_no_negative_zero(
    number: str, decimals: int, shown: str
) -> None:
    assert str(rounded(Decimal(number), decimals)) == shown
    assert str(Amount(Decimal(number)).displayed(Unit.YUAN, decimals)) == shown


def test_display_in_another_unit() -> None:
    assert str(typed("27957650", Unit.YUAN).displayed(Unit.WAN)) == "2795.77"
    assert str(typed("2795.76").displayed(Unit.YUAN)) == "27957600.00"
    assert str(typed("2795.76").displayed(Unit.WAN, 0)) == "2796"


@pytest.mark.parametrize(
    ("part", "whole", "decimals", "shown"),
    [
        ("1505.17", "3062.05", 2, "49.16"),
        ("1", "3", 2, "33.33"),
        ("2", "3", 1, "66.7"),
        ("1", "800", 2, "0.13"),
        ("-50", "200", 2, "-25.00"),
        ("0", "200", 2, "0.00"),
        ("200", "200", 0, "100"),
    ],
)
def test_ratio_in_percent(part: str, whole: str, decimals: int, shown: str) -> None:
    assert str(ratio(Decimal(part), Decimal(whole), decimals)) == shown


def test_a_zero_base_has_no_percentage() -> None:
    assert ratio(Decimal(5), Decimal("0.00")) is None
    assert ratio(Decimal(0), Decimal(0)) is None


@given(st.lists(st.integers(0, 10**14), min_size=1, max_size=60))
def test_displayed_roundings_always_agree_with_the_rounded_sum(fen: list[int]) -> None:
    # True values in 分, whose rounding to 万元 loses something.
    true = [Decimal(number).scaleb(-2) for number in fen]
    cells = [Amount.typed(Amount(value).displayed(Unit.WAN), Unit.WAN) for value in true]
    whole = Amount.typed(Amount(sum(true, Decimal(0))).displayed(Unit.WAN), Unit.WAN)
    assert total(cells).agrees(whole)


@given(st.lists(st.integers(0, 10**14), min_size=1, max_size=20), st.integers(1, 10**6))
def test_in_yuan_nothing_was_rounded_so_nothing_may_differ(fen: list[int], slip: int) -> None:
    cells = [Amount.typed(Decimal(number).scaleb(-2), Unit.YUAN) for number in fen]
    whole = total(cells)
    assert whole.agrees(Amount.typed(whole.value, Unit.YUAN))
    assert not whole.agrees(Amount.typed(whole.value + Decimal(slip).scaleb(-2), Unit.YUAN))


@given(st.lists(st.integers(-(10**10), 10**10), min_size=1, max_size=20))
def test_roundings_of_either_sign_agree_with_the_rounded_sum(yuan: list[int]) -> None:
    cells = [Amount.typed(Amount(Decimal(n)).displayed(Unit.WAN), Unit.WAN) for n in yuan]
    whole = Amount.typed(Amount(Decimal(sum(yuan))).displayed(Unit.WAN), Unit.WAN)
    assert total(cells).agrees(whole)


@given(CENTS, st.integers(1, 10**20), st.sampled_from((1, -1)), UNITS)
def test_a_changed_copy_of_a_cell_never_agrees(
    number: Decimal, cents: int, sign: int, unit: Unit
) -> None:
    changed = number + sign * Decimal(cents).scaleb(-2)
    assert not Amount.typed(number, unit).agrees(Amount.typed(changed, unit))


@given(CENTS, UNITS)
def test_what_was_typed_is_what_is_displayed(number: Decimal, unit: Unit) -> None:
    amount = Amount.typed(number, unit)
    assert amount.displayed(unit) == number
    assert amount.agrees(amount)


@given(CENTS, CENTS, UNITS)
def test_sums_are_exact(a: Decimal, b: Decimal, unit: Unit) -> None:
    left, right = Amount.typed(a, unit), Amount.typed(b, unit)
    cents = int(a.scaleb(2)) + int(b.scaleb(2))
    assert (left + right).displayed(unit) == Decimal(cents).scaleb(-2)
    assert left + right == right + left


def test_huge_figures_keep_every_digit() -> None:
    huge = typed("123456789012345678.99")
    assert str(total([huge] * 1000).displayed(Unit.WAN)) == "123456789012345678990.00"
    assert str((huge + huge).displayed(Unit.YUAN)) == "2469135780246913579800.00"


def test_differences_keep_every_digit() -> None:
    huge = typed("123456789012345678.123456789012")
    assert (-huge).value == Decimal("-1234567890123456781234.56789012")
    opposite = -huge
    assert -opposite == huge
    assert not huge.agrees(typed("123456789012345678.123456789013"))


@given(CENTS, CENTS)
def test_the_surrounding_decimal_context_changes_nothing(a: Decimal, b: Decimal) -> None:
    expected = Amount.typed(a, Unit.WAN) + Amount.typed(b, Unit.WAN)
    with localcontext(prec=6, rounding=ROUND_FLOOR):
        found = Amount.typed(a, Unit.WAN) + Amount.typed(b, Unit.WAN)
        shown = found.displayed(Unit.WAN)
    assert found == expected
    assert shown == expected.displayed(Unit.WAN)


@given(CENTS, UNITS, st.integers(0, 4))
def test_display_is_a_decimal_with_the_decimals_asked_for(
    number: Decimal, unit: Unit, decimals: int
) -> None:
    shown = Amount.typed(number, unit).displayed(Unit.WAN, decimals)
    assert type(shown) is Decimal
    assert shown.as_tuple().exponent == -decimals
    assert shown or not shown.is_signed()


def test_a_message_says_an_amount_with_its_unit() -> None:
    assert Amount(Decimal(12345000)).worded(Unit.WAN) == "1,234.50 万元"
    assert Amount(Decimal(12), measure="辆").worded(Unit.WAN) == "12 辆"


def test_a_product_is_known_as_exactly_as_its_factors() -> None:
    price, count = Amount.typed(Decimal("0.25"), Unit.WAN), Amount(Decimal(12), measure="户")
    product = price.times(count)
    assert (product.value, product.half) == (Decimal(30_000), Decimal(600))
    assert not product.measure
    assert not price.times(UNKNOWN).is_known
    assert Amount(Decimal("85.2"), measure="分").as_rounded().half == Decimal("0.05")


@pytest.mark.parametrize(
    ("published", "used", "shown"),
    [
        ("142800.21", "142800.20", ("14.280021", "14.280020")),
        ("142800.21", "142810.21", ("14.280", "14.281")),
        ("142800.21", "152800.21", ("14.28", "15.28")),
    ],
)
def test_amounts_that_differ_are_told_so_that_it_is_seen(
    published: str, used: str, shown: tuple[str, str]
) -> None:
    one, other = (Amount(Decimal(value)) for value in (published, used))
    assert tuple(map(str, told_apart(one, other))) == shown
