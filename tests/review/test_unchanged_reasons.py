"""Reasons that were left as they were, and their confirmation."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.checks.run_rules import check
from mingzhang.cli import main
from mingzhang.diagnostics import Diagnostic, Severity
from mingzhang.facts.account_reading import read_account
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.reading.reason_locks import FILE, read_locks
from mingzhang.review.reason_confirmation import confirm
from tests.review.repository import FINAL, Repository, create, in_yuan
from tests.support import PROJECT, only


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return create(tmp_path, FINAL)


def found(repository: Repository, code: str) -> list[Diagnostic]:
    folder, faults = read_folder(repository.root / FINAL, PROJECT)
    assert folder, faults
    return only(check(read_account(folder, PROJECT)), code)


def all_found(repository: Repository) -> list[str]:
    return [d.message for code in ("MZ651", "MZ652", "MZ653") for d in found(repository, code)]


def test_a_reason_that_was_left(repository: Repository) -> None:
    repository.edit(FINAL, ("项目支出: 188.00", "项目支出: 200.00"))
    (document,) = repository.review("HEAD", ".").documents
    (left,) = document.reasons
    assert left.key == ("支出", "2101502", "差异原因")
    assert "188.00 → 200.00" in left.moves[0]
    assert not left.turned
    repository.edit(
        FINAL, ("差异原因: 预算执行中追加一个预算项目，为2024年聘用", "差异原因: 追加项目，聘用")
    )
    (document,) = repository.review("HEAD", ".").documents
    assert not document.reasons


def test_a_reason_whose_figure_turned_round(repository: Repository) -> None:
    repository.edit(
        FINAL, ("人员经费: 132.86, 年初预算: 134.54", "人员经费: 135.86, 年初预算: 134.54")
    )
    (document,) = repository.review("HEAD", ".").documents
    left = {reason.key: reason for reason in document.reasons}
    assert left["支出", "2080505", "差异原因"].turned


def test_without_a_record_nothing_is_said(repository: Repository) -> None:
    repository.edit(FINAL, ("项目支出: 188.00", "项目支出: 200.00"))
    assert all_found(repository) == []


def test_confirm_check_confirm(repository: Repository) -> None:
    folder = repository.root / FINAL
    first = confirm(folder, PROJECT)
    assert first.new
    assert first.total == len(first.new)
    assert all_found(repository) == []
    assert not confirm(folder, PROJECT).is_changed
    repository.edit(FINAL, ("项目支出: 188.00", "项目支出: 200.00"))
    (stale,) = [d for d in found(repository, "MZ651") if "2101502" in d.message]
    assert stale.severity is Severity.WARNING
    assert "从 188.00 变为 200.00 万元" in stale.message
    assert [operand.value for operand in stale.operands[:2]] == ["188.00", "200.00"]
    assert "支出 / 2101502 / 差异原因" in confirm(folder, PROJECT).changed
    assert all_found(repository) == []


def test_a_reason_that_is_rewritten_or_new_or_gone(repository: Repository) -> None:
    folder = repository.root / FINAL
    confirm(folder, PROJECT)
    repository.edit(
        FINAL,
        ("差异原因: 人员调整，经费增加", "差异原因: 人员调整"),
        ("人员经费: 60.88, 年初预算: 60.88", "人员经费: 60.88, 年初预算: 60.88, 差异原因: 无"),
        (", 差异原因: 12月养老保险于次年缴纳", ""),
    )
    assert [d.place.line for d in found(repository, "MZ652")] == [18]
    new, gone = found(repository, "MZ653")
    assert new.severity is Severity.NOTE
    assert "2080501" in new.message
    assert gone.place.file.name == FILE


def test_a_record_that_cannot_be_written_is_told(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = repository.root / FINAL
    (folder / f".{FILE}.part").symlink_to(repository.root / "other")
    (fault,) = confirm(folder, PROJECT).faults
    assert fault.code == "MZ712"
    assert main(["confirm", "--all", str(folder)]) == 1
    assert "没有写确认记录" in capsys.readouterr().out
    assert not repository.file(FINAL, FILE).exists()
    assert not (repository.root / "other").exists()


def test_another_unit_leaves_the_locks(repository: Repository) -> None:
    confirm(repository.root / FINAL, PROJECT)
    in_yuan(repository, FINAL)
    assert all_found(repository) == []


def test_the_record_is_a_line_per_reason_and_names_nobody(repository: Repository) -> None:
    confirm(repository.root / FINAL, PROJECT)
    text = repository.file(FINAL, FILE).read_text(encoding="utf-8")
    lines = text.splitlines()
    assert lines == sorted(lines)
    locks, faults = read_locks(text, Path(FILE))
    assert len(locks) == len(lines)
    assert not faults
    assert all(len(line.split("\t")) == 4 for line in lines)


def test_two_branches_merge(repository: Repository) -> None:
    folder = repository.root / FINAL
    (repository.root / ".gitattributes").write_text("*.lock merge=union\n", encoding="utf-8")
    confirm(folder, PROJECT)
    repository.commit("confirmed")
    branch = repository.git("branch", "--show-current").strip()
    repository.git("checkout", "--quiet", "-b", "other")
    repository.edit(FINAL, ("项目支出: 27.50", "项目支出: 28.50"))
    confirm(folder, PROJECT)
    repository.commit("other-change")
    repository.git("checkout", "--quiet", branch)
    repository.edit(FINAL, ("人员经费: 132.86, 年初预算", "人员经费: 133.86, 年初预算"))
    confirm(folder, PROJECT)
    repository.commit("own-change")
    repository.git("merge", "--quiet", "other")
    stale = [d.message for d in found(repository, "MZ651")]
    assert not [m for m in stale if "2101599" in m or "2080505" in m]


def test_marks_of_a_merge_are_told() -> None:
    locks, faults = read_locks("<<<<<<< HEAD\na\t1\t上年=-1\t0123abcd\n", Path(FILE))
    assert [lock.key for lock in locks] == ["a"]
    assert [(d.code, d.place.line) for d in faults] == [("MZ056", 1)]


def test_a_document_with_errors_is_not_confirmed(repository: Repository) -> None:
    repository.edit(FINAL, ("版式: 吉林", "版式吉林: 1"))
    assert confirm(repository.root / FINAL, PROJECT).faults
    assert not repository.file(FINAL, FILE).exists()
