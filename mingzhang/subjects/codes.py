"""The kinds of finding that an official list can meet, for the manual and ``mingzhang rule``."""

from __future__ import annotations

from mingzhang.diagnostics import Code

CODES: tuple[Code, ...] = (
    Code(
        "MZ740",
        "科目目录的文件读不了",
        what="要导入的文件不是工作簿（xlsx、xls），也不是 CSV；加了密码；或者有引号没有成对。",
        why="只认得这几种文件，别的不猜。",
        example="`mingzhang catalogue import 科目.pdf --year 2026`。",
        remedy="用 Excel 打开，去掉密码，另存为 xlsx 或 CSV，再导入。",
    ),
    Code(
        "MZ741",
        "科目目录里找不到编码和名称",
        what=(
            "文件的前 30 行里没有“科目编码”和“科目名称”的表头，或表头下面没有科目；"
            "自己的 `catalogue/subjects-2026.csv` 第一行没有 `code` 和 `name`。"
        ),
        why="列由表头的文字来认，不按位置猜：猜错了一列，全部名称都会错。",
        example="表头写成“Code”“Name”。",
        remedy=(
            "把两列的表头写成“科目编码”和“科目名称”（或“类”“款”“项”和“科目名称”）；"
            "自己目录里的，重新导入这一年的目录。"
        ),
    ),
    Code(
        "MZ742",
        "科目目录里有一行不对",
        what="一行的编码不是 3、5、7 位数字，有编码没有名称，或引号没有成对。",
        why="目录有一行不对就一行也不导入，免得以后用错名称。",
        example="编码写成 `21015O1`（字母 O），或名称一格是空的。",
        remedy="在文件里改正或删去这一行，再导入。",
    ),
    Code(
        "MZ743",
        "科目目录里一个编码有两个名称",
        what="同一个编码在两行里，名称不同。",
        why="不知道哪一个是对的。",
        example="`2101501` 一行叫“行政运行”，一行叫“一般行政管理事务”。",
        remedy="在文件里改正其中一行，再导入。",
    ),
    Code(
        "MZ744",
        "科目目录里缺上级科目",
        what="有一个款或项，没有它所属的类或款。",
        why="正式的目录是齐全的：缺了上级，多半是编码有错，或文件只是一部分。",
        example="有 `2101501`，没有 `21015`。",
        remedy="看看编码有没有错；文件不完整的，换完整的再导入。",
    ),
)
