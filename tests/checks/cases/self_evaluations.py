"""Both ways of the rules in ``mingzhang.checks.self_evaluations``."""

from __future__ import annotations

from tests.checks.case import Case, project

MONEY = "{当年财政拨款: [60.88, 60.88, 60.88]}"
SCORED = "资金分值: 10\n            资金管理: [{项目: 科学性, 情况: 科学, 分值: 90, 得分: 85}]"

CASES = (
    Case(
        "MZ243",
        "支出: [{科目: 2080501, 项目支出: 60.88}, {科目: 合计, 项目支出: 60.88}]",
        wrong="61.00",
        right="60.88",
        at="3:33",
        says="2080501 自评项目全年执行数之和 61.00 应不大于 2080501 支出 项目支出 60.88",
        performance=project("{当年财政拨款: [60.88, 70.00, 61.00]}", "科目: 2080501"),
    ),
    # Its own money stands under another subject; the treasury's is compared with the treasury's.
    Case(
        "MZ243",
        """
            支出:
              - {科目: 2296003, 资金: 政府性基金, 项目支出: 15.00}
              - {科目: 2080501, 资金: 非财政, 项目支出: 4.50}
            收入: [{科目: 2080501, 资金: 其他, 金额: 4.50}]
        """,
        wrong="16.00",
        right="15.00",
        at="3:33",
        says="2296003 自评项目财政拨款全年执行数之和 16.00 应不大于",
        performance=project(
            "{当年财政拨款: [15.00, 15.00, 16.00], 其他资金: [4.50, 4.50, 4.50]}", "科目: 2296003"
        ),
    ),
    Case(
        "MZ243",
        """
            支出:
              - {科目: 2296003, 资金: 政府性基金, 项目支出: 15.00}
              - {科目: 2080501, 资金: 非财政, 项目支出: 4.50}
            收入: [{科目: 2080501, 资金: 其他, 金额: 4.50}]
        """,
        wrong="5.50",
        right="4.50",
        at="3:60",
        says="自评项目财政拨款以外的全年执行数之和 5.50 应不大于",
        performance=project(
            "{当年财政拨款: [15.00, 15.00, 15.00], 其他资金: [4.50, 4.50, 5.50]}", "科目: 2296003"
        ),
    ),
    # What the treasury gave is not what the agency spent of its own.
    Case(
        "MZ243",
        """
            支出:
              - {科目: 2100202, 项目支出: 15.00}
              - {科目: 2100202, 资金: 非财政, 项目支出: 3.00}
            收入: [{科目: 2100202, 资金: 事业, 金额: 3.00}]
        """,
        wrong="[16.00, 16.00, 16.00], 其他资金: [2.00, 2.00, 2.00]",
        right="[15.00, 15.00, 15.00], 其他资金: [3.00, 3.00, 3.00]",
        at="3:33",
        says="2100202 自评项目财政拨款全年执行数之和 16.00 应不大于",
        performance=project(
            "{当年财政拨款: [16.00, 16.00, 16.00], 其他资金: [2.00, 2.00, 2.00]}", "科目: 2100202"
        ),
    ),
    # Under a subject where there is no money for it, and lacking where there is.
    Case(
        "MZ243",
        "支出: [{科目: 2100410, 项目支出: 35.20}]",
        wrong="2100409",
        right="2100410",
        at="4:9",
        says="它的全年执行数正好是 2100410 突发公共卫生事件应急处理 的项目支出",
        performance=project("{当年财政拨款: [35.20, 35.20, 35.20]}", "科目: 2100409"),
    ),
    Case(
        "MZ244",
        "绩效: {评价项目: [档案数字经费]}",
        wrong="档案数字经费",
        right="档案数字化经费",
        says="项目“档案数字经费”没有自评表，名称相近的是“档案数字化经费”",
        performance=project(MONEY),
    ),
    Case(
        "MZ246",
        "年度: 2024",
        wrong="68.80]",
        right="60.88]",
        at="8:20",
        says="合计 全年执行数 68.80 应等于 各项目之和 60.88",
        performance=project(MONEY) + "    合计: [60.88, 60.88, 68.80]\n",
    ),
    Case(
        "MZ249",
        "绩效: {自评得分: [{项目: 档案数字化经费, 得分: 98}]}",
        wrong="98",
        right="95",
        says="项目“档案数字化经费”登记 98 分，自评表合计 95.00 分",
        performance=project(MONEY, SCORED),
    ),
    Case(
        "MZ252",
        "年度: 2024",
        wrong="单位: 万元",
        right="单位: 元",
        at="7:9",
        says="“页数”：成本 16,000.00 万元，全年执行数只有 60.88 万元",
        performance=project(
            MONEY, indicator="完成值: 16000, 单位: 万元, 性质: =, 偏差原因: 无"
        ).replace("二级: 数量指标", "二级: 成本指标"),
    ),
    Case(
        "MZ255",
        "年度: 2024",
        wrong="偏差度: -0.50",
        right="偏差度: -50.00",
        at="7:9",
        says="偏差度写的是 -0.50，应为 -50.00",
        performance=project(
            MONEY, indicator="完成值: 0.5页, 偏差度: -0.50, 偏差原因: 部分档案没有移交"
        ),
    ),
    Case(
        "MZ256",
        "年度: 2024",
        wrong="偏差原因: 无",
        right="偏差原因: 部分档案没有移交",
        at="7:9",
        says="目标值 1页，完成值 0页，没有完成，缺少偏差原因",
        performance=project(MONEY, indicator="完成值: 0页, 偏差原因: 无"),
    ),
    Case(
        "MZ256",
        "年度: 2024",
        wrong="完成值: '900页'",
        right="完成值: '1,200页'",
        at="7:9",
        says="目标值 ≥1,200页，完成值 900页，没有完成，缺少偏差原因",
        performance=project(MONEY, indicator="完成值: '900页', 偏差原因: 无").replace(
            "目标值: 1页", "目标值: '≥1,200页'"
        ),
    ),
)
