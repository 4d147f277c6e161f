"""``mingzhang.checks.goals_and_evaluations``: what an indicator leaves unsaid is held to nothing."""

import pytest

from mingzhang.checks.run_rules import check
from tests.support import account, only


@pytest.mark.parametrize(
    ("done", "told"), [("", 0), (", 完成值: 240次", 1), (", 完成值: 251次", 0)]
)
def test_what_was_done_is_held_to_what_the_indicators_say_was_done(done: str, told: int) -> None:
    performance = f"""
        项目:
          - 名称: 执法巡查
            资金: {{当年财政拨款: [60.88, 60.88, 60.88]}}
            年度目标: {{预期: 巡查240次, 实际: 巡查251次}}
            指标:
              - {{一级: 产出指标, 二级: 数量指标, 三级: 巡查次数, 目标值: ≥240次{done}}}
    """
    found = only(check(account("年度: 2024", performance=performance)), "MZ632")
    assert len(found) == told
