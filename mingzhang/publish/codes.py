"""The kinds of finding that publishing can meet, for the manual and ``mingzhang rule``."""

from __future__ import annotations

from mingzhang.diagnostics import Code, Severity

CODES: tuple[Code, ...] = (
    Code(
        "MZ701",
        "缺少排版用的字体",
        what="生成 PDF 要用的字体文件不在 .fonts 文件夹里。",
        why="换一种字体，字会缺、页会变；同样的来源应当排出同样的 PDF。",
        example="新装的电脑还没有准备字体，就运行了 python build.py。",
        remedy="运行 make fonts 准备字体，再重新生成。",
    ),
    Code(
        "MZ702",
        "排版程序有话说",
        what="排 PDF 的程序对样式有一条提示，原话是英文的。",
        why="PDF 照常生成，但样式里有一处没有起作用。",
        example="pdf.css 里写了一个排版程序不认识的属性。",
        remedy="请维护版式的人看 style.css 和 pdf.css。",
        severity=Severity.NOTE,
    ),
    Code(
        "MZ703",
        "字体里没有这个字",
        what="文本里有一个字，排 PDF 用的字体里没有。",
        why="PDF 上会是一个空格或方框，人名、地名尤其不能缺。",
        example="内设机构的名称里有一个表情符号，或者一个很生僻的字。",
        remedy="换成通用的写法；确实要用这个字的，请维护版式的人把有它的字体加进来。",
    ),
)
