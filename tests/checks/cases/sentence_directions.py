"""Both ways of the rules in ``mingzhang.checks.sentence_directions``."""

from __future__ import annotations

from tests.checks.case import Case

CASES = (
    Case(
        "MZ603",
        """
            支出:
              - {科目: 2080501, 项目支出: 10.00, 年初预算: 20.00, 差异原因: 年中追加设备经费}
        """,
        wrong="追加",
        right="压减",
        says="这里写“追加”，但一般公共预算 2080501 支出是减少：10.00 万元，年初预算 20.00 万元",
    ),
    # A word that has neither 增加 nor 减少 in it.
    Case(
        "MZ603",
        """
            支出:
              - {科目: 2080501, 项目支出: 10.00, 年初预算: 20.00, 差异原因: 人员增资}
        """,
        wrong="人员增资",
        right="水价下浮",
        at="2:53",
        says="这里写“增资”，但一般公共预算 2080501 支出是减少",
    ),
    Case(
        "MZ603",
        "年度: 2024",
        wrong="增加基金损失",
        right="减少基金损失",
        at="4:23",
        says="目标不会是“增加基金损失”",
        performance="""
            项目:
              - 名称: 档案扫描
                资金: {当年财政拨款: [60.88, 60.88, 60.88]}
                年度目标: {预期: 鼓励群众监督，增加基金损失，不降低服务质量, 实际: 已完成}
        """,
    ),
    # What is said of others, who are late, is what a goal may say.
    Case(
        "MZ603",
        "年度: 2024",
        wrong="未达到共建",
        right="达到共建",
        at="4:20",
        says="目标不会是“未达到”：像是多写了“未”",
        performance="""
            项目:
              - 名称: 档案扫描
                资金: {当年财政拨款: [60.88, 60.88, 60.88]}
                年度目标: {预期: 以宣传，未达到共建的目的；解决未及时拨付，清理未完成, 实际: 已完成}
        """,
    ),
    Case(
        "MZ603",
        """
            支出:
              - {科目: 2080501, 项目支出: 20.00, 年初预算: 10.00, 差异原因: 严控经费}
        """,
        wrong="严控经费",
        right="严控经费，同时补缴上年物业费",
        says="这里写“严控”，但一般公共预算 2080501 支出是增加",
    ),
)
