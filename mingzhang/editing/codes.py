"""The codes of changes written into a source, and of the desk at which they are asked for."""

from __future__ import annotations

from mingzhang.diagnostics import Code

CODES: tuple[Code, ...] = (
    Code(
        "MZ830",
        "读不出来的文件不能在页面上改",
        what="要改的文件现在不是完整的 YAML（少了括号、冒号，或缩进不对）。",
        why="读不出来就找不到要改的那个数在哪里，改了可能改错地方。",
        example="在编辑器里刚写了半行“- {科目: 2080501,”还没有写完，就在页面上改另一个数。",
        remedy="在编辑器里改好它的写法，保存，再在页面上改。",
    ),
    Code(
        "MZ831",
        "这一处不能在页面上改",
        what="要改的一处已经没有了，或者写成了一大段，不能只换其中的一个值。",
        why="页面上的修改只动那一个值，注释和排列照旧；做不到就不动。",
        example="要把一整段“三公经费:”换成一个 0。",
        remedy="在编辑器里改这一处。",
    ),
    Code(
        "MZ832",
        "缺少这个命令要用的程序库",
        what="serve、lsp 和 check --watch 另外要用的程序库没有安装。",
        why="只核对、只生成用不到它们，所以可以不装。",
        example="用 pip install mingzhang 安装，没有写 [desk]，就运行了 mingzhang serve。",
        remedy="运行 pip install 'mingzhang[desk]'（项目自己的 make 会装好它们）。",
    ),
)
