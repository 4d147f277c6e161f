"""Equal figures and one that differs: a slip only where the figure tells more than chance would."""

from __future__ import annotations

import pytest

from mingzhang.checks.lone_among_equals import lone_among_equals
from mingzhang.checks.rule import Evidence
from tests.support import account


@pytest.mark.parametrize(
    ("others", "lone", "is_told"),
    [("175.52", "175.25", True), ("20.00", "2.00", False), ("175.52", "90.00", False)],
)
def test_a_round_figure_is_shared_by_chance(others: str, lone: str, *, is_told: bool) -> None:
    groups = f"绩效目标: {{金额: {others}}}, 绩效跟踪: {{金额: {others}}}"
    made = account(f"""
        版式: 上海
        支出: [{{科目: 2101501, 人员经费: 60.00}}]
        绩效: {{{groups}, 绩效自评: {{金额: {lone}}}}}
    """)
    assert bool(list(lone_among_equals.check(Evidence(made)))) is is_told
