"""The kinds of finding that making an index can meet, for the manual and ``mingzhang rule``."""

from __future__ import annotations

from mingzhang.diagnostics import Code, Severity

CODES: tuple[Code, ...] = (
    Code(
        "MZ775",
        "清单读不出是谁的文档",
        what="一份文档的 manifest.json 读不出，或没有写单位、年度和种类，没有列入公开目录。",
        why="目录只照清单编，不猜文件夹的名称。",
        example="旧版程序生成的 output/某局/2022-final/manifest.json。",
        remedy="重新生成这份文档，再运行 mingzhang site。",
        severity=Severity.WARNING,
    ),
    Code(
        "MZ776",
        "清单里的文件不在",
        what="清单列出的一个文件不在文件夹里，或大小不同，这份文档没有列入公开目录。",
        why="目录里的链接和校验码必须是对的。",
        example="有人在输出的文件夹里用 Excel 打开 figures.csv 又保存了。",
        remedy="重新生成这份文档；要改数，改来源文件。",
        severity=Severity.WARNING,
    ),
    Code(
        "MZ777",
        "没有可以列入目录的文档",
        what="输出的文件夹里没有一份带清单的文档，没有写目录。",
        why="空的目录没有用处，多半是文件夹写错了。",
        example="mingzhang site output/某局（应当是 output）",
        remedy="先用 mingzhang build 生成文档，再对整个输出的文件夹运行 mingzhang site。",
    ),
)
