"""The kinds of finding that templates and texts can meet, for the manual and the rule pages."""

from __future__ import annotations

from mingzhang.diagnostics import Code

CODES: tuple[Code, ...] = (
    Code(
        "MZ340",
        "表要的数没有填到这一级",
        "版式的一张表要列到某一级（某一款、某一项，本年或上年结转，人员经费或公用经费），"
        "来源里只填了比它粗的数。",
        "没有人说过的数不能印：印 0 是错的，留空也会被读成没有。",
        "支出:\n  - {科目: 2080505, 口径: 预算, 人员经费: 92.53}\n"
        "  - {科目: 208, 口径: 上年结转, 合计: 0.06}",
        "知道的，按这一级填写；确实没有公布的，在“数据缺口”里写明，表里印“…”并附上这句话。",
    ),
)
