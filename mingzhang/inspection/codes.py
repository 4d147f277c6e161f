"""The codes of what is wrong in a published PDF, each explained to whoever checks it."""

from __future__ import annotations

from mingzhang.diagnostics import Code, Severity

CODES: tuple[Code, ...] = (
    Code(
        "MZ884",
        "印的数与明细或合计不符",
        what="表里印的一个数，与同一张表的明细、合计，或与其他各表得出的不同（尾差不算）。",
        why="公布的表自己前后不一，读的人不知道以哪个为准。",
        example="公开05表 第7行 基本支出 印作 5,377.64，按明细应为 5,364.75（第12页）。",
        remedy="请编制单位核对这一格和列出的各格，更正后重新公布。",
    ),
    Code(
        "MZ887",
        "只差尾数",
        what="几格与明细之和只差四舍五入的尾数。",
        why="各数分别四舍五入，合计可以差最后一位；不是差错，列出来供参考。",
        example="合计 100.01，各行相加 100.00。",
        remedy="不用改。",
        severity=Severity.NOTE,
    ),
    Code(
        "MZ888",
        "没有数的写法不一",
        what="同一张表里，没有数的格有的写 0.00，有的空着。",
        why="空格可能是没有，也可能是漏填；只是写法不一的不算差错。",
        example="公开03表里 0.00 有 12 格，空白 30 格。",
        remedy="统一写法。",
        severity=Severity.NOTE,
    ),
    Code(
        "MZ889",
        "没有可以核对的表",
        what="看不出文件是哪一年的预算还是决算，或者没有这个版式的表。",
        why="不知道该有哪些表，就没有办法核对。",
        example="文件是公告，没有附表。",
        remedy="请核对 --form 写的版式；用 --kind 和 --year 写明决算或预算、年份。",
    ),
    Code(
        "MZ890",
        "缺少版式的表",
        what="没有找到版式要求的一张表。",
        why="没有数据的表也应公开空表并说明。",
        example="没有“政府性基金预算财政拨款收入支出决算表”。",
        remedy="请编制单位补上这张表；标题写法不同的，版式管理员可以在 aliases.yaml 里写明。",
        severity=Severity.WARNING,
    ),
    Code(
        "MZ891",
        "有的表没有核对",
        what="一张有数的表不是这个版式的表，或者是不逐格核对的表（如绩效自评表、项目表）。",
        why="没有核对的数要说清楚，免得以为核对过。",
        example="第 15 页至第 18 页有 6 张“项目支出绩效自评表”，其中 110 个数没有核对。",
        remedy="请人工核对这些表。",
        severity=Severity.NOTE,
    ),
)
