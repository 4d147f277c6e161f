"""Both ways of the rules in ``mingzhang.checks.repeated_rows``."""

from __future__ import annotations

from tests.checks.case import Case

CASES = (
    Case(
        "MZ688",
        "年度: 2024",
        wrong="三级: 扫描页数, 目标值: 9页, 完成值: 9页} # 二",
        right="三级: 挂接页数, 目标值: 8页, 完成值: 8页}",
        at="6:9",
        says="“指标”里“扫描页数”这一行写了两遍，第一遍在第 5 行",
        performance="""
            项目:
              - 名称: 档案数字化
                资金: {当年财政拨款: [60.88, 60.88, 60.88]}
                指标:
                  - {一级: 产出指标, 二级: 数量指标, 三级: 扫描页数, 目标值: 9页, 完成值: 9页}
                  - {一级: 产出指标, 二级: 数量指标, 三级: 扫描页数, 目标值: 9页, 完成值: 9页} # 二
        """,
    ),
    Case(
        "MZ429",
        "附件: [{标题: 评价报告, 文件: duties.md}]",
        wrong="附件: [{标题: 评价报告, 文件: duties.md}]",
        right="附件: []",
        at="1:21",
        says="文件“duties.md”在 profile.yaml:3:5 已经用过，它的文字会印两遍",
    ),
)
