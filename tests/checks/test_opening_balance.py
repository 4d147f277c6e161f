"""An opening balance that is not last year's: at the row that last year left otherwise."""

from __future__ import annotations

from mingzhang.checks.run_rules import check
from mingzhang.diagnostics import Diagnostic
from tests.support import account, folder, only

CARRIED = """
    支出:
      - {{科目: 2080501, 项目支出: 10.00, 年初结转: 1.00}}
      - {{科目: 2080505, 项目支出: 20.00, 年初结转: {0}}}
      - {{科目: 2101101, 项目支出: 30.00, 年初结转: 3.00}}
"""
LEFT = CARRIED.replace("年初结转", "年末结转").replace("支出:\n", "支出:\n", 1)


def opening(now: str) -> list[Diagnostic]:
    previous = folder("    年度: 2023" + LEFT.format("2.70"))
    return only(check(account(now, previous=previous)), "MZ239")


def test_the_row_that_last_year_left_otherwise_is_named() -> None:
    assert opening(CARRIED.format("2.70")) == []
    (found,) = opening(CARRIED.format("7.20"))
    assert (found.place.line, found.place.column) == (3, 38)
    assert "2080505 年初结转 7.20，上年年末 2.70" in found.hint


def test_a_row_that_is_gone_may_be_any() -> None:
    rows = CARRIED.format("2.70").splitlines(keepends=True)
    (found,) = opening("".join(row for row in rows if "2080505" not in row))
    assert "上年年末 2.70" not in found.hint


ROWS = """
    支出:
      - {科目: 2080501, 项目支出: 10.00, %s}
      - {科目: 2080501, 资金: 非财政, 项目支出: 9.00, 年末结转: %s}
    收入: [{科目: 2080501, 资金: 其他, 金额: %s}]
"""


def test_the_states_money_is_held_too_where_all_money_agrees() -> None:
    """With both places: what other money begins with too little, 财政拨款 has too much."""
    left = ROWS % ("年末结转: 3.00", "1.00", "9.00")
    previous = folder(f"    年度: 2023{left}", name="2023-final")
    for opened, got, is_told in (("3.00", "8.00", False), ("4.00", "9.00", True)):
        now = account(ROWS % (f"年初结转: {opened}", "0.00", got), previous=previous)
        found = only(check(now), "MZ239")
        assert bool(found) is is_told
        for one in found:
            assert (
                "年初财政拨款结转和结余 4.00 应等于 上年年末财政拨款结转和结余 3.00" in one.message
            )
            place = one.operands[-1].place
            assert place
            assert place.file.parent.name == "2023-final"
