"""``mingzhang status``: what is left to do, document by document, as a table, for machines."""

import json
import shutil
from pathlib import Path

import pytest

from mingzhang.cli import main
from mingzhang.commands.status import _where
from mingzhang.diagnostics import Place
from tests.review.repository import FINAL
from tests.support import PROJECT


@pytest.fixture
def begun(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Five agencies that have begun."""
    for number in range(5):
        assert main(["new", str(tmp_path / f"局{number}" / "2026-final"), "--form", "吉林"]) == 0
    capsys.readouterr()
    return tmp_path


def test_few_documents_are_listed_place_by_place(
    begun: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status", str(begun / "局0" / "2026-final")]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("2026-final：待填")
    assert lines[1].startswith("  待填 ")
    assert "    disclosure.yaml:6  MZ745 “公开日期”还没有填写。" in lines


def test_a_line_of_another_folder_is_told_with_its_folder(tmp_path: Path) -> None:
    own, unit = tmp_path / "部门" / "2024-final", tmp_path / "单位" / "2024-final"
    assert _where(Place(own / "disclosure.yaml", 5, 1), own) == "disclosure.yaml:5"
    told = _where(Place(unit / "disclosure.yaml", 5, 1), own)
    assert told.endswith("单位/2024-final/disclosure.yaml:5")


def test_many_documents_make_a_table(begun: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", *(str(begun / f"局{n}" / "2026-final") for n in range(5))]) == 1
    head, *rows, last = capsys.readouterr().out.splitlines()
    assert head == "待填  待确认  待改  状态      文档"
    assert len(rows) == 5
    assert all("待填" in row for row in rows)
    assert last == "共 5 份：0 份可以公开。"


def test_json_for_other_programs(begun: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", str(begun / "局0" / "2026-final"), "--format", "json"]) == 1
    (one,) = json.loads(capsys.readouterr().out)
    assert one["state"] == "待填"
    assert {finding["code"] for finding in one["to_fill"]} == {"MZ745"}
    assert one["to_confirm"] == one["to_correct"] == []


def test_a_document_that_lies_too_deep_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("甲局/2026-final", "甲局/乙站/2026-final"):
        assert main(["new", str(tmp_path / name), "--form", "吉林"]) == 0
    assert main(["status", str(tmp_path)]) == 1
    assert "MZ757" in capsys.readouterr().err


def test_a_unit_of_two_departments_is_told(begun: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in (0, 1):
        file = begun / f"局{number}" / "2026-final" / "disclosure.yaml"
        text = file.read_text("utf-8")
        file.write_text(f"{text}\n汇总: [../../局3/2026-final, ../../局4/2026-final]\n", "utf-8")
    main(["status", *(str(begun / f"局{n}" / "2026-final") for n in range(5))])
    assert "MZ659" in capsys.readouterr().err


def test_a_path_without_documents(tmp_path: Path) -> None:
    assert main(["status", str(tmp_path)]) == 2


def test_a_wrong_line_of_the_approvals_is_told_beside_the_board(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Machines read the page or the JSON: what is wrong with the list goes beside it."""
    folder = tmp_path / "sources" / "局" / "2026-final"
    (tmp_path / "sources").mkdir()
    (tmp_path / "mingzhang.yaml").write_text("批复: 批复.csv\n", encoding="utf-8")
    rows = "文档,批复日期,公开期限\n局/2026-final,不久以前,\n"
    (tmp_path / "批复.csv").write_text(rows, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["new", str(folder), "--form", "吉林"]) == 0
    capsys.readouterr()
    main(["status", str(folder), "--format", "html"])
    shown = capsys.readouterr()
    assert shown.out.startswith("<!doctype html>")
    assert "不久以前" in shown.err
    assert "批复.csv" in shown.err


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_a_rule_of_its_own_that_cannot_run_is_told_as_by_a_check(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    form: str,
) -> None:
    shutil.copytree(PROJECT.root / FINAL, tmp_path / FINAL)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "own.py").write_text("def (", encoding="utf-8")
    assert main(["trust"]) == 0
    assert main(["check", FINAL]) == 1
    capsys.readouterr()
    assert main(["status", FINAL, "--format", form]) == 1
    shown = capsys.readouterr()
    assert "MZ290" in shown.err
    assert "MZ290" not in shown.out
