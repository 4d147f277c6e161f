"""The codes of PDFs that are not read, each explained to whoever checks them."""

from __future__ import annotations

from mingzhang.diagnostics import Code

CODES: tuple[Code, ...] = (
    Code(
        "MZ880",
        "PDF 读不出来",
        what="文件不是完好的 PDF，有打开口令，太大，或者读的时间太长、内存不够。",
        why="读 PDF 的是单独的进程，有限度；一份坏文件只耽误它自己，不影响别的文件。",
        example="公布件.pdf 下载时断了，只有前一半。",
        remedy="重新下载，或请编制单位另存一份没有口令的文字版 PDF。",
    ),
    Code(
        "MZ881",
        "有的页读不准",
        what="一页是扫描的图像（或图像上有识别出来的字），字体没有写明各是什么字，或线条太多。",
        why="从图像里识别的数可能错一个数字，程序不猜；这一页的数没有核对。",
        example="公布件.pdf 第 12 页是盖章后的扫描件。",
        remedy="请对着原件人工核对这一页，或向编制单位要文字版 PDF。",
    ),
    Code(
        "MZ882",
        "分不清数在哪一格",
        what="表里有几格之间缺了框线，或者一个数太宽、印过了框线，分不清数在哪一格。",
        why="格子连成一片，数属于哪一行哪一列只能猜；印过框线的数，末一位会算到下一格里去。",
        example="第 8 页的表有一条横线断了，两行的数连在一起。",
        remedy="请对着原件人工核对这几格。",
    ),
    Code(
        "MZ883",
        "表没有框线",
        what="一页上有几行并排的数，没有框线。",
        why="没有框线分不清哪个数在哪一列；程序不猜，这些数没有核对。",
        example="第 7 页的收支总表是三线表，中间没有竖线。",
        remedy="请人工核对，或请编制单位给有框线的表。",
    ),
)
