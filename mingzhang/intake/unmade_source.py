"""Unmade: a source that sheets would make and that no document may be → one finding on them.

What is wrong with it was found in files that are not written: nobody could look there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.intake.source_lines import NOT_KNOWN
from mingzhang.intake.source_solving import Solved
from mingzhang.reading.document_names import PERFORMANCE

ROW = re.compile("第 ([0-9]+) 项")
HINT = "请对着版式的表看工作簿里的这一处：是不是漏了格、行，或者合并的格拆开了；改正后再导入。"
GAP_HINT = (
    "表里说没有公布的格（如“…”），来源的这一处不能写“缺”：请在工作簿里填上这个数；"
    "没有数可填的，清空这一格，再导入。"
)


def told_of_source(
    solved: Solved,
    wrong: tuple[Diagnostic, ...],
    file: Path,
) -> tuple[Diagnostic, ...]:
    """What is wrong, that of a source which cannot be made told of the workbook.

    One that cannot be made is never written, whatever of the workbook may be left behind.
    """
    if solved.account is not None or not wrong:
        return wrong
    return (_unmade(solved, wrong, file),)


def _unmade(solved: Solved, wrong: Sequence[Diagnostic], file: Path) -> Diagnostic:
    first, more = wrong[0], f"（这样的共 {len(wrong)} 处）" if len(wrong) > 1 else ""
    message = (
        f"工作簿写成的来源不成立{more}：{first.message.rstrip('。')}{_project_of(first, solved)}。"
    )
    is_gap = solved.has_gaps and f"“{NOT_KNOWN}”" in first.message
    return Diagnostic(Place(file), "MZ848", message, GAP_HINT if is_gap else HINT)


def _project_of(one: Diagnostic, solved: Solved) -> str:
    """The project that a fault in an unmade source is about, by name; empty for any other."""
    projects = solved.entries.evaluated if solved.entries else []
    place = ROW.search(one.message)
    if not place or one.place.file.name != PERFORMANCE:
        return ""
    return f"（项目“{projects[int(place[1]) - 1].get('名称', '')}”）"
