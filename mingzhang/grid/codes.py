"""The codes of workbooks that are not read, each explained to the clerk who has one."""

from __future__ import annotations

from mingzhang.diagnostics import Code, Severity

CODES: tuple[Code, ...] = (
    Code(
        "MZ800",
        "工作簿打不开",
        what="要导入的文件不是 Excel 工作簿，或者不完整、太大。",
        why="读不全的工作簿，里面的数也不能信。",
        example="把网页存成 预算表.xls，打开时 Excel 提示格式与扩展名不符。",
        remedy="用 Excel 打开，另存为“Excel 工作簿（*.xlsx）”，再导入。",
    ),
    Code(
        "MZ801",
        "工作簿有密码",
        what="工作簿设了打开密码。",
        why="没有密码读不了里面的数；程序也不要密码。",
        example="财务系统导出的工作簿加了密码发来。",
        remedy="在 Excel 里去掉打开密码，保存后再导入。",
    ),
    Code(
        "MZ802",
        "工作簿带有宏",
        what="工作簿里有宏（VBA）程序。",
        why="宏可以在打开时改表里的数，存着的数未必是看到的数。",
        example="预算编制.xlsm。",
        remedy="用 Excel 打开，另存为“Excel 工作簿（*.xlsx）”，它不带宏，再导入。",
    ),
    Code(
        "MZ803",
        "有隐藏的工作表",
        what="工作簿里有隐藏的工作表，里面有数，没有读。",
        why="隐藏的表常是旧稿，编的人看不到它。",
        example="工作簿里“收支总表（旧）”设为隐藏。",
        remedy="要导入它，取消隐藏；不要它，删去这张表。",
        severity=Severity.WARNING,
    ),
    Code(
        "MZ804",
        "公式没有结果",
        what="一格是公式，工作簿里没有存公式算出的结果。",
        why="由别的程序写出、没有用 Excel 算过的工作簿如此；程序不替它算，免得与 Excel 不同。",
        example="收支总表!B7 是 =SUM(B8:B12)，没有结果。",
        remedy="用 Excel 打开工作簿，等它算完，保存后再导入。",
    ),
)
