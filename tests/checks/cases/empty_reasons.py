"""Both ways of the rule in ``mingzhang.checks.empty_reasons``."""

from __future__ import annotations

from tests.checks.case import Case
from tests.checks.own_keys import PURPOSE
from tests.support import AGENCY

MOVED = """
    上年: {总计: 50.00}
    原因: {总计: 扫描任务增加}
    支出:
      - {科目: 2080501, 项目支出: 60.88, 年初预算: 50.00, 差异原因: 年中追加扫描经费}
"""

CASES = (
    *(
        Case(
            "MZ749",
            MOVED.replace("扫描任务增加", typed),
            wrong=typed,
            right="扫描任务增加",
            at="2:10",
            says=f"原因只写了“{said}”，没有说为什么",
        )
        for typed, said in (
            ("2024", "2024"),
            ("—", "—"),
            ("无", "无"),
            ("其他原因", "其他原因"),
            ("12.50%", "12.50%"),
            ("正常增减变动", "正常增减变动"),
        )
    ),
    *(
        Case(
            "MZ749",
            MOVED.replace("扫描任务增加", said),
            wrong=said,
            right="扫描任务增加",
            at="2:10",
            says=f"原因说“{said}”，",
        )
        for said in ("无变化", "与上年基本持平", "没有明显增减变化")
    ),
    Case(
        "MZ749",
        MOVED.replace("年中追加扫描经费", "与年初预算一致"),
        wrong="与年初预算一致",
        right="年中追加扫描经费",
        says="却增加了 108,800.00 元",
    ),
    *(
        Case(
            "MZ749",
            f"版式: 某省\n支出: [{{科目: 2080501, 项目支出: 1.00, 用途: {typed}}}]",
            keys=PURPOSE,
            wrong=f"用途: {typed}",
            right="用途: 扫描档案",
            at="2:36",
            says=f"“主要用于…”里只写了“{typed}”",
        )
        for typed in ("无", "0", "—")
    ),
    *(
        Case(
            "MZ749",
            "",
            wrong=f"名称: {typed}}}",
            right="名称: 办公室}",
            at="4:13",
            says=f"名称写的是“{typed}”",
            profile=AGENCY.replace("办公室", typed),
        )
        for typed in ("无", "0", "—")
    ),
)
