"""``git diff`` and ``git log -p`` in a repository that was set up."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.cli import main
from mingzhang.review.git_driver import diff_lines, text_lines
from tests.review.repository import FINAL, Repository, create
from tests.support import PROJECT


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = create(tmp_path, FINAL)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(PROJECT.root))
    return made


def test_diff_and_log_show_figures(repository: Repository) -> None:
    assert main(["git-setup"]) == 0
    repository.edit(FINAL, ("项目支出: 188.00", "项目支出: 200.00"))
    shown = repository.git("diff")
    assert "支出 / 2101502 / 项目支出：188.00 → 200.00  +12.00（+6.38%）  第 19 行" in shown
    assert "@@" not in shown
    converted = repository.git("diff", "--no-ext-diff")
    assert "-支出 / 2101502 / 项目支出：188.00" in converted
    assert "+支出 / 2101502 / 项目支出：200.00" in converted
    repository.commit("r2")
    assert "+支出 / 2101502 / 项目支出：200.00" in repository.git("log", "-p", "-1")
    assert "188.00 → 200.00" in repository.git("log", "-p", "-1", "--ext-diff")


def test_a_moved_row_is_no_diff(repository: Repository) -> None:
    main(["git-setup"])
    row = "  - {科目: 2101101, 人员经费: 36.92, 年初预算: 36.92}\n"
    repository.edit(FINAL, (row, ""))
    repository.edit(FINAL, ("支出:\n  # 20805", f"支出:\n{row}  # 20805"))
    assert "没有数字和文字的改动" in repository.git("diff")
    assert repository.git("diff", "--no-ext-diff", "--stat")


def test_a_broken_file_is_shown_line_by_line(repository: Repository) -> None:
    main(["git-setup"])
    repository.edit(FINAL, ("支出:\n  # 20805", "支出\n  # 20805"))
    shown = repository.git("diff")
    assert "有一版读不了" in shown
    assert "-支出:\n+支出\n" in shown


def test_files_that_come_and_go(repository: Repository) -> None:
    main(["git-setup"])
    repository.file(FINAL).unlink()
    assert "支出 / 2101502 / 项目支出：188.00 → —" in repository.git("diff")


def test_twice_is_once_and_undo_is_as_before(repository: Repository) -> None:
    config = repository.root / ".git/config"
    before = repository.git("config", "--local", "--list")
    assert main(["git-setup"]) == 0
    once = config.read_text(encoding="utf-8")
    attributes = (repository.root / ".gitattributes").read_text(encoding="utf-8")
    assert main(["git-setup"]) == 0
    assert config.read_text(encoding="utf-8") == once
    assert (repository.root / ".gitattributes").read_text(encoding="utf-8") == attributes
    assert main(["git-setup", "--undo"]) == 0
    assert repository.git("config", "--local", "--list") == before
    assert not (repository.root / ".gitattributes").exists()
    assert main(["git-setup", "--undo"]) == 0


def test_what_a_build_makes_is_not_committed(repository: Repository) -> None:
    main(["git-setup"])
    main(["git-setup"])
    assert (repository.root / ".gitignore").read_text(encoding="utf-8") == "/output/\n"
    (repository.root / "output").mkdir()
    (repository.root / "output/a.pdf").touch()
    assert "output" not in repository.git("status", "--short", "--untracked-files=all")


@pytest.mark.parametrize("rule", ["output/\n", "/out*\n", "*\n!sources\n"])
def test_what_is_ignored_is_not_ignored_twice(repository: Repository, rule: str) -> None:
    (repository.root / ".gitignore").write_text(rule, encoding="utf-8")
    main(["git-setup"])
    assert (repository.root / ".gitignore").read_text(encoding="utf-8") == rule


def test_output_that_is_kept_in_git_stays_there(repository: Repository) -> None:
    (repository.root / "output").mkdir()
    (repository.root / "output/a.pdf").touch()
    repository.git("add", "-f", "output")
    main(["git-setup"])
    assert not (repository.root / ".gitignore").exists()


@pytest.mark.parametrize("name", ["成品/本年", "o[1]", "a*b", "#out", "out put"])
def test_another_output_folder_is_the_one_ignored(repository: Repository, name: str) -> None:
    (repository.root / "mingzhang.yaml").write_text(f"输出: '{name}'\n", encoding="utf-8")
    main(["git-setup"])
    (repository.root / name).mkdir(parents=True)
    (repository.root / name / "a.pdf").touch()
    assert "a.pdf" not in repository.git("status", "--short", "--untracked-files=all")


def test_what_was_set_before_stays(repository: Repository) -> None:
    repository.git("config", "core.quotepath", "false")
    (repository.root / ".gitattributes").write_text(
        "*.png binary\r\n", encoding="utf-8", newline=""
    )
    main(["git-setup"])
    main(["git-setup", "--undo"])
    assert repository.git("config", "--get", "core.quotepath") == "false\n"
    assert (repository.root / ".gitattributes").read_bytes() == b"*.png binary\r\n"


def test_a_link_in_the_place_of_the_attributes_is_left_alone(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    other = repository.root / "other"
    other.write_text("*.png binary\n", encoding="utf-8")
    (repository.root / ".gitattributes").symlink_to(other)
    for arguments in (["git-setup"], ["git-setup", "--undo"]):
        assert main(arguments) == 1
        assert "MZ712" in capsys.readouterr().out
    assert other.read_text(encoding="utf-8") == "*.png binary\n"


def test_settings_that_git_does_not_take_are_told(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository.root / ".git/config.lock").touch()
    assert main(["git-setup"]) == 1
    said = capsys.readouterr().out
    assert "MZ716" in said
    assert "config.lock" in said
    assert "git config" not in said


def test_outside_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert main(["git-setup"]) == 2
    assert "不是 git 的工作目录" in capsys.readouterr().err


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"a: [", b"- 1\n- 2\n", b"\0\0"])
def test_the_driver_never_fails(data: bytes) -> None:
    assert list(diff_lines("disclosure.yaml", data, b"a: 1\n"))
    assert list(text_lines(data, Path("disclosure.yaml"))) is not None


def test_a_name_that_steers_a_terminal_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "甲\n\x1b[31m乙"
    made = create(tmp_path, FINAL)
    (tmp_path / name).mkdir()
    (tmp_path / "sources").rename(tmp_path / name / "sources")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(PROJECT.root))
    assert main(["git-setup"]) == 0
    assert "\x1b" not in capsys.readouterr().out
    assert main(["git-setup"]) == 0
    assert capsys.readouterr().out == "没有要改的。\n"
    made.commit("r2")
    made.edit(f"{name}/{FINAL}", ("项目支出: 188.00", "项目支出: 200.00"))
    assert "支出 / 2101502 / 项目支出：188.00 → 200.00" in made.git("diff")


@pytest.mark.parametrize("name", ["data", "数 据"])
@pytest.mark.parametrize("below", ["", "sources"])
def test_data_below_the_top_of_a_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, below: str
) -> None:
    """From the top, where no data is, as from within it."""
    monkeypatch.setenv("PYTHONPATH", str(PROJECT.root))
    made = create(tmp_path, FINAL)
    (tmp_path / name).mkdir()
    (tmp_path / "sources").rename(tmp_path / name / "sources")
    (tmp_path / name / "output").mkdir()
    (tmp_path / name / "output/a.pdf").touch()
    monkeypatch.chdir(tmp_path / name / below if below else tmp_path)
    main(["git-setup"])
    assert "a.pdf" not in made.git("status", "--short", "--untracked-files=all")
    made.commit("r2")
    made.edit(f"{name}/{FINAL}", ("项目支出: 188.00", "项目支出: 200.00"))
    assert "支出 / 2101502 / 项目支出：188.00 → 200.00" in made.git("diff")
    main(["git-setup", "--undo"])
    assert not (tmp_path / ".gitattributes").exists()
