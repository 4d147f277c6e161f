"""Cases of MZ727: what looks like a note and would be published."""

from tests.checks.case import Case

BLOCK = """
    补充说明:
      国有资产: |
        车辆均在使用
        # 这一句要再核实
"""

TABLE = """
    补充说明:
      国有资产: |
        车辆均在使用
        | 车辆 | 辆 |
        | 其他 | 1 |
"""

CASES = (
    Case(
        "MZ727",
        TABLE,
        wrong="\n        | 车辆 | 辆 |\n        | 其他 | 1 |",
        right="",
        at="4:5",
        says="“| 车辆 | 辆 |”是 Markdown 的表",
    ),
    Case(
        "MZ727",
        TABLE.replace("| 车辆 | 辆 |", "- 其他用车").replace("| 其他 | 1 |", "- 执法用车"),
        wrong="\n        - 其他用车\n        - 执法用车",
        right="",
        at="4:5",
        says="“- 其他用车”是 Markdown 的列表",
    ),
    Case(
        "MZ727",
        "原因: {总计: 人员增加#还要再核实}",
        wrong="#还要再核实",
        right="",
        at="1:14",
        says="“#还要再核实”是正文，不是注释",
    ),
    Case(
        "MZ727",
        "原因: {总计: 人员增加 ＃还要再核实}",
        wrong=" ＃还要再核实",
        right="",
        at="1:15",
        says="“＃还要再核实”是正文",
    ),
    Case(
        "MZ727",
        BLOCK,
        wrong="\n        # 这一句要再核实",
        right="",
        at="4:5",
        says="“# 这一句要再核实”是正文",
    ),
    *(
        Case(
            "MZ727",
            f"原因: {{总计: '人员增加{wrong}'}}",
            wrong=wrong,
            right="",
            at="1:15",
            says=says,
        )
        for wrong, says in (
            ("{# 再核实 #}", "像模板的注释"),
            ("<b>很多</b>", "是网页的标签"),
            ("[见通知](a.html)", "是 Markdown 的链接"),
            ("//再核实", "像批注"),
            ("{{ 总计 }}", "像模板的代码"),
            ("**很多**", "是 Markdown 的记号"),
            ("~~很多~~", "是 Markdown 的删除线"),
            ("【内部：先不报】", "像给同事的话"),
            ("（勿公开）", "像给同事的话"),
            ("（请领导审定）", "像给同事的话"),
        )
    ),
)
