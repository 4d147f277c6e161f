"""What a form prints of each line and no table says: as sentences say, or to be filled."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from mingzhang.inspection.asked_of_rows import Key, with_asked

BUDGET = "年初预算"
ASKED: tuple[Key, ...] = (("支出", "科目 2080501", BUDGET), ("支出", "科目 2101101", BUDGET))
ROWS: list[dict[str, object]] = [
    {"科目": Decimal(2080501), "基本支出": Decimal("60.88")},
    {"科目": Decimal(2101101), "基本支出": Decimal("36.92")},
    {"科目": Decimal(2101101), "资金": "非财政", "基本支出": Decimal("1.00")},
]


def budgets(told: Mapping[Key, Decimal]) -> list[object]:
    """What the lines say of the budget, in their order."""
    rows = with_asked({"支出": ROWS, "收入": []}, ASKED, told)["支出"]
    assert isinstance(rows, list)
    return [row.get(BUDGET) for row in rows]


def test_what_no_sentence_says_is_to_be_filled() -> None:
    assert budgets({ASKED[0]: Decimal("60.00")}) == [Decimal("60.00"), "待填", None]
    assert BUDGET not in ROWS[0]  # what was read stays as it is


def test_a_sum_with_a_subject_of_which_nothing_was_spent_is_stated() -> None:
    told = {ASKED[0]: Decimal("60.00"), ASKED[1]: Decimal("37.00")}
    assert budgets({**told, ("支出", BUDGET): Decimal("97.00")}) == [*told.values(), None]
    whole = budgets({**told, ("支出", BUDGET): Decimal("272.00")})
    assert whole == [*told.values(), None, Decimal("272.00")]


def test_a_number_for_several_lines_of_a_subject_is_put_into_none() -> None:
    rows = [{"科目": Decimal(2080501)}, {"科目": Decimal(2080501)}]
    filled = with_asked({"支出": rows}, ASKED[:1], {ASKED[0]: Decimal(1)})["支出"]
    assert isinstance(filled, list)
    assert [row[BUDGET] for row in filled] == ["待填", "待填"]
