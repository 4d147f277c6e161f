"""Locks as witnesses: which typed figures are still what their reasons were confirmed for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mingzhang.checks.run_rules import check
from mingzhang.diagnostics import Diagnostic
from mingzhang.facts.account_reading import read_account
from mingzhang.reading.reason_locks import digest, read_locks
from tests.support import PROJECT, folder, only

# The budgets add up to 46.00: one of them may be wrong, or the total.
SOURCE = """
    支出:
      - {科目: 2080501, 项目支出: 20.00, 年初预算: 23.00, 差异原因: 合同尾款没有支付}
      - {科目: 2101502, 项目支出: 20.00, 年初预算: 23.00, 差异原因: 合同尾款没有支付}
      - {科目: 合计, 年初预算: 43.00}
"""
SAME, MOVED = "-30000", "0"  # the change that was confirmed: from a budget of 23.00, of 20.00


def lock(code: str, change: str) -> str:
    words = digest("合同尾款没有支付")
    return f"支出 / {code} / 差异原因\t200000\t年初预算={change}\t{words}\n"


def found(locks: str) -> Diagnostic:
    known, faults = read_locks(locks, Path("reasons.lock"))
    assert not faults
    account = read_account(replace(folder(SOURCE), locks=known), PROJECT)
    (failed,) = only(check(account), "MZ220")
    return failed


@pytest.mark.parametrize(
    ("first", "second", "suspect", "cleared"),
    [(SAME, MOVED, "3:38", "2:38"), (MOVED, SAME, "2:38", "3:38")],
)
def test_a_figure_that_moved_since_its_reason_was_confirmed_is_suspected(
    first: str, second: str, suspect: str, cleared: str
) -> None:
    failed = found(lock("2080501", first) + lock("2101502", second))
    assert [f"{p.line}:{p.column}" for p in failed.suspects] == [suspect, "4:20", cleared]
    assert "与确认原因时不同" in failed.hint


def test_a_figure_that_is_as_it_was_confirmed_is_suspected_last() -> None:
    failed = found(lock("2080501", SAME))
    assert str(failed.suspects[-1]) == "disclosure.yaml:2:38"
    assert "确认" not in failed.hint


def test_a_lock_of_another_reason_tells_nothing() -> None:
    with_other, without = found(lock("2999999", MOVED)), found("")
    assert with_other.suspects == without.suspects


def unlocked(now: str, before: str) -> list[Diagnostic]:
    """What is told of a record of ``now``, beside last year's of ``before``."""
    texts = ("合同尾款没有支付", "人员没有到位，经费结余")
    records = [read_locks(text, Path("reasons.lock"))[0] for text in (now, before)]
    previous = folder(f"    年度: 2023{SOURCE}")
    rows = SOURCE.replace("20.00", "19.00").replace(texts[0], texts[1], 1)
    own = replace(folder(rows), locks=records[0], previous=replace(previous, locks=records[1]))
    found = check(read_account(own, PROJECT))
    return [d for d in found if d.code in ("MZ607", "MZ651", "MZ652", "MZ653")]


def test_a_record_that_came_with_last_years_folder_is_told_once() -> None:
    """One reason was left as it was, the other rewritten; neither was confirmed this year."""
    locks = lock("2080501", SAME) + lock("2101502", SAME)
    copied, record = unlocked(locks, locks)
    assert (copied.code, record.code) == ("MZ607", "MZ653")
    assert "上年（2023 年度）" in copied.message
    assert "本年的 2 条原因还没有确认" in record.message
    assert [operand.label for operand in record.operands] == ["还没有确认的"] * 2
    assert record.place.file.name == "reasons.lock"


def test_a_record_of_this_year_tells_of_each_reason() -> None:
    locks = lock("2080501", SAME) + lock("2101502", SAME)
    codes = [d.code for d in unlocked(locks, locks.replace("200000", "210000"))]
    assert codes == ["MZ607", "MZ651", "MZ652"]


def test_what_is_not_known_any_more_is_no_zero() -> None:
    known, _ = read_locks(lock("2080501", SAME), Path("reasons.lock"))
    source = folder(SOURCE.replace("20.00, 年初预算: 23.00", "缺, 年初预算: 23.00", 1))
    (stale,) = only(check(read_account(replace(source, locks=known), PROJECT)), "MZ651")
    assert "从 20.00 万元变为没有公布的数，" in stale.message
    assert [o.value for o in stale.operands if "现在" in o.label] == ["没有公布的数"] * 2
