"""Cases of MZ428 and MZ727: what is a note, or looks like one, and would be published."""

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
        BLOCK,
        wrong="\n        # 这一句要再核实",
        right="",
        at="4:5",
        says="“# 这一句要再核实”是正文",
    ),
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
    *(
        Case(
            "MZ727",
            f"原因: {{总计: '人员增加。{wrong}'}}",
            wrong=wrong,
            right="",
            at="1:16",
            says=says,
        )
        for wrong, says in (
            ("<b>很多</b>", "是网页的标签"),
            ("&nbsp;很多", "是网页的字符代码"),
            ("[见通知](a.html)", "是 Markdown 的链接"),
            ("//再核实", "像批注"),
            ("{{ 总计 }}", "像模板的代码"),
            ("**很多**", "是 Markdown 的记号"),
            ("~~很多~~", "是 Markdown 的删除线"),
            ("【内部：先不报】", "像给同事的话（不让别人知道的话）"),
            ("（勿公开）", "像给同事的话"),
            ("（请领导审定）", "像给同事的话"),
            ("【批注】先不报", "像给同事的话"),
            ("/* 再核实", "像批注"),
            ("<?再核实?>", "像批注"),
            ("{++再核实++}", "是修订或脚注的记号"),
            ("{#再核实}", "是 Markdown 的属性"),
            ('{: title="再核实"}', "是 Markdown 的属性"),
            ("{:.note}很多", "是 Markdown 的属性"),
            ('{title="再核实"}很多', "是 Markdown 的属性"),
            ("{::options toc /}", "是 Markdown 的属性"),
            ("==很多==", "是修订或脚注的记号"),
            ("[^1]", "是修订或脚注的记号"),
            ("@小王 看一下", "像给同事的话"),
            ("\\newpage", "是排版的命令"),
        )
    ),
    *(
        Case(
            "MZ428",
            f"原因: {{总计: '人员增加。{wrong}'}}",
            wrong=wrong,
            right="",
            at="1:16",
            says=says,
        )
        for wrong, says in (
            ("<!-- 再核实 -->", "是网页的批注，会照样刊出"),
            ("{# 再核实 #}", "是模板的注释"),
            ("{>>再核实<<}", "是修订里的批注"),
            ("/* 再核实 */", "是程序的注释"),
            ("%% 再核实 %%", "是批注"),
            ("<script>x</script>", "是网页里不显示的内容"),
            ("<span hidden>再核实</span>", "是网页里不显示的内容"),
            ('<i style="display: none">再核实</i>', "是网页里不显示的内容"),
            ("<![CDATA[再核实]]>", "是网页里不显示的内容"),
            ("{::comment}再核实{:/comment}", "是 Markdown 的批注"),
            ("{::comment}再核实{:/}", "是 Markdown 的批注"),
        )
    ),
    Case(
        "MZ428",
        BLOCK.replace("# 这一句要再核实", "[//]: # (再核实)"),
        wrong="[//]: # (再核实)",
        right="",
        at="4:5",
        says="是 Markdown 的批注",
    ),
    *(
        Case(
            "MZ727",
            BLOCK.replace("# 这一句要再核实", f"{first}\n        再核实\n        {last}"),
            wrong=f"\n        {first}\n        再核实\n        {last}",
            right="",
            at="4:5",
            says=says,
        )
        for first, last, says in (
            ("---", "---", "“---”是记号，不是文字"),
            ("---\n        状态: 稿", "---", "像 Markdown 的文件头"),
            ("```", "```", "“```”是记号，不是文字"),
            ("% 先不报", "好", "像批注"),
            ("- [ ] 先不报", "好", "是 Markdown 的列表"),
        )
    ),
)
