"""The kinds of finding that are no rule of their own, for the manual and the rule pages."""

from __future__ import annotations

from mingzhang.diagnostics import Code

CODES: tuple[Code, ...] = (
    Code(
        "MZ272",
        "金额单位不对",
        "大多数等式的两边相差一万倍左右，或者以“元”填写的数之间都只差几分。",
        "数字本身没有错，错的是整个文件或一个部分（例如“上年”）的单位；逐个报几十条等式，反而看不出原因。",
        "金额单位: 元    # 下面的数却是 2820.01 这样以万元计的",
        "改正“金额单位”，或把这一部分的数换算成同一个单位；其余问题改后再看。",
    ),
)
