"""The kinds of finding that templates and texts can meet, for the manual and the rule pages."""

from __future__ import annotations

from mingzhang.diagnostics import Code, Severity

CODES: tuple[Code, ...] = (
    Code(
        "MZ703",
        "排版用的字体里没有这个字",
        "来源文件或版式里的一个字，PDF 用的字体都没有。",
        "没有的字在 PDF 上是一个空框，读者看不到写的是什么；所以有这样的字就不生成。",
        "管理工作: 已完成😀",
        "换成通用的写法（如“√”“①”），或把有这个字的字体放进 .fonts，并写进版式的 pdf.css。",
    ),
    Code(
        "MZ704",
        "没有字体，没有核对缺字",
        "这台机器没有准备 PDF 用的字体，核对时没有查哪些字排不出来。",
        "其余各项照常核对；生成 PDF 之前要先准备字体，那时可能查出缺字。",
        "（没有运行过 make fonts 的机器）",
        "运行 make fonts 准备字体，再核对一次。",
        Severity.WARNING,
    ),
)
