"""``mingzhang trust``: yes to the rules as they are, and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.checks.own_rules_consent import store
from mingzhang.cli import main


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr("mingzhang.reading.project_root.ROOT", tmp_path)
    (tmp_path / "rules").mkdir()
    return tmp_path / "rules"


def test_without_rules_there_is_nothing_to_agree_to(
    rules: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trust"]) == 2
    assert "rules 里没有自定义规则" in capsys.readouterr().err
    rules.rmdir()
    assert main(["trust"]) == 2


def test_what_is_agreed_to_is_named_and_taken_back(
    rules: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (rules / "own.py").write_text("raise SystemExit\n", encoding="utf-8")
    assert main(["trust"]) == 0
    printed = capsys.readouterr().out
    assert "rules/own.py" in printed
    assert "mingzhang trust --undo" in printed
    assert main(["trust", "--undo"]) == 0
    assert "以后不再运行" in capsys.readouterr().out
    assert main(["trust", "--undo"]) == 0
    assert "本来就没有同意过" in capsys.readouterr().out


def test_a_file_that_cannot_be_read_is_told(
    rules: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (rules / "own.py").symlink_to("/etc/hostname")
    assert main(["trust"]) == 1
    assert "MZ057" in capsys.readouterr().out
    assert not store().exists()


def test_an_answer_that_cannot_be_kept_is_told(
    rules: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (rules / "own.py").write_text("pass\n", encoding="utf-8")
    (rules.parent / "config").touch()
    assert main(["trust"]) == 1
    assert "写不进" in capsys.readouterr().err
