"""Both ways of the rule in ``mingzhang.checks.execution_rates``."""

from __future__ import annotations

from tests.checks.case import Case, project
from tests.checks.own_keys import SCORE

CASES = (
    Case(
        "MZ794",
        """
            版式: 某省
            绩效: {整体得分: 96, 评价结论: 完成年度目标，预算执行率88.5%}
        """,
        wrong="88.5%",
        right="100%",
        says="“执行率88.5%”与各项目的执行率都不相同，全部项目的是 100.00%",
        keys=SCORE,
        performance=project("{当年财政拨款: [60.88, 60.88, 60.88]}"),
    ),
    # What was to be reached is no rate.
    Case(
        "MZ794",
        """
            版式: 某省
            绩效: {整体得分: 96, 评价结论: 预算执行率90%}
        """,
        wrong="执行率90%",
        right="支付达到执行率90%的要求",
        at="2:27",
        says="“执行率90%”与各项目的执行率都不相同",
        keys=SCORE,
        performance=project("{当年财政拨款: [60.88, 60.88, 60.88]}"),
    ),
    Case(
        "MZ778",
        """
            版式: 某省
            绩效: {整体得分: 96, 评价结论: 预算结余率大于10%的项目共计2个}
        """,
        wrong="共计2个",
        right="共计0个",
        at="2:37",
        says="“结余率大于10%的项目共计2个”：按自评表的资金，是 0 个",
        keys=SCORE,
        performance=project("{当年财政拨款: [80.00, 60.88, 60.88]}"),
    ),
    Case(
        "MZ778",
        """
            版式: 某省
            绩效: {整体得分: 96, 评价结论: 执行率低于90%的项目3个}
        """,
        wrong="项目3个",
        right="项目1个",
        at="2:33",
        says="“执行率低于90%的项目3个”：按自评表的资金，是 0 或 1 个",
        keys=SCORE,
        performance=project("{当年财政拨款: [80.00, 60.88, 60.88]}"),
    ),
)
