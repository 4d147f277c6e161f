"""The kinds of finding that are no rule of their own, for the manual and the rule pages."""

from __future__ import annotations

from mingzhang.diagnostics import Code, Severity

CODES: tuple[Code, ...] = (
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
)
