"""Findings in texts quote what was typed, and what follows from a slip in a text is below it."""

from __future__ import annotations

from mingzhang.checks.findings_in_texts import in_own_words
from mingzhang.checks.run_rules import check
from mingzhang.checks.typed_texts import read_passages
from mingzhang.diagnostics import Diagnostic, Severity
from tests.checks.test_repeated_texts import PROJECT
from tests.support import account, only


def test_full_width_digits_are_quoted_as_they_were_typed() -> None:
    words = "按每页０.５元扫描库存档案２８９卷，效果良好"
    source = account("年度: 2024", performance=PROJECT.replace("TOLD", words))
    (found,) = only(check(source), "MZ647")
    assert "“按每页０.５元扫描库存档案２８９卷”" in found.message
    assert "“按每页0.5元扫描库存档案298卷”" in found.message


def test_a_changed_reason_is_told_below_what_is_wrong_in_it() -> None:
    row = "支出: [{科目: 2080501, 项目支出: 5.00, 年初预算: 9.00, 差异原因: 经费经费减少}]"
    source = account(row)
    (reason,) = (p for p in read_passages(source.folder) if p.text == "经费经费减少")
    rewritten = Diagnostic(reason.place, "MZ652", "文字改过，还没有确认。", "", Severity.WARNING)
    slip = Diagnostic(reason.at(2), "MZ624", "“经费经费”重复了。", "", Severity.WARNING)
    other = Diagnostic(source.source.place, "MZ624", "别处。", "", Severity.WARNING)
    first, second, third = in_own_words((other, rewritten, slip), [reason])
    assert first == other
    assert second.suspects == third.suspects == (slip.place,)
    alone = in_own_words((other, rewritten), [reason])
    assert alone == (other, rewritten)


def test_what_is_wrong_at_the_very_beginning_of_a_changed_reason_is_no_fault_of_ours() -> None:
    row = "支出: [{科目: 2080501, 项目支出: 5.00, 年初预算: 9.00, 差异原因: 经费经费减少}]"
    (reason,) = (p for p in read_passages(account(row).folder) if p.text == "经费经费减少")
    rewritten = Diagnostic(reason.place, "MZ652", "文字改过，还没有确认。", "", Severity.WARNING)
    slip = Diagnostic(reason.place, "MZ624", "“经费经费”重复了。", "", Severity.WARNING)
    told = in_own_words((slip, rewritten), [reason])
    assert [one.suspects for one in told] == [(slip.place,), (slip.place,)]
