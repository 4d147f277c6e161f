"""Blank cells beside a sum: nothing stands there where the others come to it."""

from __future__ import annotations

import pytest

from tests.intake.books import GENERAL, SPENDING, UNIT, Rows, collected, values


def summary(left: object, total: float) -> Rows:
    """What was spent, what was distributed, left blank, and what is left of other money."""
    return (
        ("收入支出决算总表",),
        (UNIT,),
        ("收入", "收入", "支出", "支出"),
        ("项目", "决算数", "项目", "决算数"),
        ("一、一般公共预算财政拨款收入", 100.5, "八、社会保障和就业支出", 60.5),
        ("八、其他收入", 2, "九、卫生健康支出", 40),
        ("本年收入合计", 102.5, "本年支出合计", 100.5),
        ("使用非财政拨款结余（含专用结余）", "", "结余分配", ""),
        ("年初结转和结余", 0, "年末结转和结余", left),
        ("总计", 102.5, "总计", total),
    )


@pytest.mark.parametrize(
    ("left", "total", "known"),
    [(2, 102.5, 0), (1, 102.5, None), ("", 102.5, None)],
)
def test_what_was_distributed_is_nothing_if_the_rest_is_all(
    left: object, total: float, known: int | None
) -> None:
    """100.5 spent and 2 left are 102.5; of 1 more nobody knows whether it was distributed."""
    sheets = {"支出": SPENDING, "一般": GENERAL, "总表": summary(left, total)}
    balances = values(collected(sheets)).get("结转结余", {})
    assert isinstance(balances, dict)
    assert balances.get("结余分配") == known
