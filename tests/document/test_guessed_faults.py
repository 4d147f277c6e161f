"""What only follows from a part of a form that failed is not told as the author's fault."""

from __future__ import annotations

from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.document.guessed_faults import without_guesses
from mingzhang.document.region_folder import Region
from mingzhang.document.render import render
from mingzhang.report.terminal_report import by_cause
from tests.support import PROJECT, account, codes

FORM = Region("甲", (Path("templates/甲"),))
UNPRINTED = Diagnostic(Place(Path("a.yaml"), 1, 1), "MZ415", "", "", Severity.WARNING)
EMPTY = Diagnostic(Place(Path("a.yaml"), 1, 1), "MZ418", "", "", Severity.WARNING)
GAP = """
    支出:
      - {科目: 2080501, 项目支出: 缺, 年初预算: 10.00, 差异原因: 人员增加}
    版式: 全国
    数据缺口: 项目支出没有公布
    上年: {总计: 9.00, 财政拨款总计: 9.00, 一般公共预算财政拨款支出: 9.00, 机关运行经费: 0}
    原因: {总计: 人员增加, 财政拨款总计: 人员增加}
    绩效: {自评得分: [], 未完成指标: [], 超额指标: [], 管理工作: 有, 执行情况: 好, 重点评价: 无}
"""


def test_beside_a_fault_of_the_form_nobody_knows_what_is_printed() -> None:
    fault = Diagnostic(Place(Path("templates/甲/final/sections/1.j2"), 3), "MZ523", "", "")
    assert without_guesses((fault, UNPRINTED, EMPTY), FORM) == (fault,)


def test_beside_any_other_error_it_is_known() -> None:
    error = Diagnostic(Place(Path("a.yaml"), 3), "MZ410", "", "")
    assert without_guesses((error, UNPRINTED, EMPTY), FORM) == (error, UNPRINTED, EMPTY)


def test_one_gap_that_several_sentences_lack_is_one_finding_at_its_place() -> None:
    """Nor are the words that explain the gap told as idle."""
    _, found = render(account(GAP), PROJECT, pages=False)
    (gap,) = (g for g in by_cause(found, whole=False) if g[0].code == "MZ406")
    assert len(gap) > 1
    assert (gap[0].place.line, gap[0].place.column) == (2, 25)
    assert "MZ415" not in codes(found)
