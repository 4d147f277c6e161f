"""The kinds of finding that are no rule of their own, for the manual and ``mingzhang rule``."""

from __future__ import annotations

from mingzhang.diagnostics import Code, Severity

CODES: tuple[Code, ...] = (
    Code(
        "MZ290",
        "自定义规则不能运行",
        what="rules 文件夹里的规则文件读不进来，或者它的说明写得不对，其中的规则都没有起作用。",
        why="规则没有运行，就没有核对；不说出来，会以为已经核对过了。",
        example="""\
# rules/own.py
from mingzhang.checks.rules import rule
""",
        remedy="请维护规则的人看指着的那一行；写法见手册“自定义规则”。",
    ),
    Code(
        "MZ291",
        "自定义规则的编号不对",
        what="自定义规则的编号与已有的重复，或者不在 MZ900 至 MZ9999 之间。",
        why="两条规则用一个编号，提示和“核对说明”就分不清说的是哪一条。",
        example="""\
# rules/own.py
from mingzhang.checks.rule import rule


@rule("MZ201", "接待费不超预算", identity="接待费决算不大于预算", remedy="核对两数")
def reception(evidence):
    return ()
""",
        remedy="换一个 MZ900 至 MZ9999 之间没有用过的编号。",
    ),
    Code(
        "MZ298",
        "核对说明没有用上",
        what="“核对说明”里的一条，这次没有对应的警告；或者差额变了；或者同一编号有几处警告，"
        "没有写明说的是哪一处。",
        why="说明是对着某个差额写的；数字改了，旧的说明会把新的差错也盖住。",
        example="""\
# disclosure.yaml
核对说明:
  - {规则: MZ225, 说明: 口径不同}
""",
        remedy="问题已经没有了的，删去这一条；差额变了的，核对后改正；有几处的，"
        "加上“涉及”写明是哪一处。",
        severity=Severity.WARNING,
    ),
    Code(
        "MZ299",
        "错误不能用核对说明接受",
        what="“核对说明”里的编号是一个错误，不是警告。",
        why="警告可能有正当的理由，错误没有：数字对不上的文本不能公开。",
        example="""\
# disclosure.yaml
支出:
  - {科目: 2080501, 项目支出: 10.00}
  - {科目: 合计, 合计: 12.00}
核对说明:
  - {规则: MZ202, 说明: 尾差}
""",
        remedy="改正错误，再删去这一条。四舍五入的尾差程序自己会放过，不用说明。",
    ),
    Code(
        "MZ440",
        "同一个数各处印得相同",
        "同一个数在两张表（或表和文字）里印得不同：两处由同样的数相加得出，或有等式要求两处相等，"
        "只差四舍五入的尾差。",
        "读者看到的是两个数，不知道哪一个对；尾差之内的差额，等式查不出来。",
        "公开05表的公用经费 186.30，公开06表的公用经费合计 186.31",
        "在“公布数”里登记公布的数，两处就印同一个数；公布件确是这样印的，在“核对说明”里写明。",
        Severity.WARNING,
    ),
    Code(
        "MZ062",
        "自定义规则没有运行",
        "rules 文件夹里有自定义规则，而您没有在这台电脑上同意运行它们，或者同意以后它们改过了。",
        "规则文件是程序，以您的权限运行；随别人的数据一起来的规则，看过再说。",
        "从别处取来的项目里有 rules/reception.py，第一次运行 mingzhang check",
        "看过 rules 里的文件，来源可靠的，运行 mingzhang trust；不要它们的，写 --no-own-rules。",
        Severity.WARNING,
    ),
    Code(
        "MZ272",
        "金额单位不对",
        "大多数等式的两边相差一万倍左右，或者以“元”填写的数之间都只差几分。",
        "数字本身没有错，错的是整个文件或一个部分（例如“上年”）的单位；逐个报几十条等式，反而看不出原因。",
        "金额单位: 元    # 下面的数却是 2820.01 这样以万元计的",
        "改正“金额单位”，或把这一部分的数换算成同一个单位；其余问题改后再看。",
    ),
)
