"""``mingzhang diff``, ``confirm`` and ``trace`` as a person runs them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from mingzhang.cli import main
from tests.review.repository import FINAL, Repository, create


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = create(tmp_path, FINAL)
    monkeypatch.chdir(tmp_path)
    return made


Captured = pytest.CaptureFixture[str]


def test_nothing_changed(repository: Repository, capsys: Captured) -> None:
    assert main(["diff"]) == 0
    assert capsys.readouterr().out == "HEAD → 工作区：没有改动\n"
    assert repository.git("status", "--porcelain") == ""


def test_something_changed(repository: Repository, capsys: Captured) -> None:
    repository.edit(FINAL, ("项目支出: 188.00", "项目支出: 200.00"))
    assert main(["diff"]) == 1
    assert "188.00 → 200.00" in capsys.readouterr().out
    repository.commit("r2")
    for arguments in (["r1", "r2"], ["r1"], ["r1", "HEAD", FINAL], ["r1", FINAL]):
        assert main(["diff", *arguments, "--format", "json"]) == 1
        assert len(json.loads(capsys.readouterr().out)["documents"]) == 1
    assert main(["diff", "r1", "r2", "sources/other"]) == 2
    assert "两个版本里都没有“sources/other”" in capsys.readouterr().err


@pytest.mark.parametrize("alone", [FINAL, str(Path(FINAL).parent), "sources", "."])
def test_a_folder_alone_is_compared_with_its_last_commit(
    repository: Repository, capsys: Captured, alone: str
) -> None:
    assert main(["diff", alone]) == 0
    repository.edit(FINAL, ("项目支出: 188.00", "项目支出: 200.00"))
    capsys.readouterr()
    assert main(["diff", alone]) == 1
    assert "188.00 → 200.00" in capsys.readouterr().out


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("arguments", [["无此版本"], ["HEAD", "无"], ["HEAD~5"]])
def test_wrong_use(capsys: Captured, arguments: list[str]) -> None:
    assert main(["diff", *arguments]) == 2
    assert capsys.readouterr().err


def test_nothing_that_can_be_read(repository: Repository, capsys: Captured) -> None:
    for name in ("disclosure.yaml", "profile.yaml", "performance.yaml"):
        repository.file(FINAL, name).write_text("a: [\n", encoding="utf-8")
    assert main(["diff"]) == 2
    assert "disclosure.yaml" in capsys.readouterr().err


def test_trace(repository: Repository, capsys: Captured) -> None:
    assert main(["trace", FINAL, "公开04表/支出合计"]) == 0
    assert f"{FINAL}/disclosure.yaml:9:25" in capsys.readouterr().out
    assert main(["trace", FINAL, "公开04表/无此行"]) == 2
    assert "相近的有" in capsys.readouterr().err
    assert main(["trace", "无", "总计"]) == 2
    repository.edit(FINAL, ("版式: 吉林", "版式吉林: 1"))
    assert main(["trace", FINAL, "总计"]) == 1


def test_trace_while_places_are_to_be_filled(repository: Repository, capsys: Captured) -> None:
    """What is there is told; what nobody filled yet is not known, and is no zero."""
    repository.edit(FINAL, ("公务接待费: {预算: 0, 决算: 0", "公务接待费: {预算: 0, 决算: 待填"))
    assert main(["trace", FINAL, "公开04表/支出合计"]) == 0
    told = capsys.readouterr()
    assert "disclosure.yaml:9:25" in told.out
    assert "还有待填的地方" in told.err
    assert main(["trace", FINAL, "三公经费.公务接待费.决算"]) == 0
    assert "缺" in capsys.readouterr().out


def test_confirm(repository: Repository, capsys: Captured) -> None:
    assert main(["confirm", "--all", FINAL]) == 0
    assert "确认了" in capsys.readouterr().out
    assert main(["confirm", "--all", FINAL]) == 0
    assert "没有变化" in capsys.readouterr().out
    assert main(["confirm", "--all", "无"]) == 2
    assert repository.git("status", "--porcelain") == f"?? {FINAL}/reasons.lock\n"


def test_confirm_asks_nobody_where_there_is_nobody(
    repository: Repository, capsys: Captured
) -> None:
    assert main(["confirm", FINAL]) == 2
    assert "--all" in capsys.readouterr().err
    assert not (repository.root / FINAL / "reasons.lock").exists()


def test_confirm_takes_the_reasons_that_are_named(repository: Repository, capsys: Captured) -> None:
    assert main(["confirm", "--reason", "2101502", FINAL]) == 0
    locks = (repository.root / FINAL / "reasons.lock").read_text(encoding="utf-8").splitlines()
    assert [line.split("\t")[0] for line in locks] == ["支出 / 2101502 / 差异原因"]
    assert "没有确认" in capsys.readouterr().out


def test_confirm_asks_reason_by_reason(
    repository: Repository, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(("n", "y", "q"))
    monkeypatch.setattr("builtins.input", lambda _words: next(answers))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert main(["confirm", FINAL]) == 0
    out = capsys.readouterr().out
    assert "确认了 1 条原因" in out
    assert "比" in out
    locks = (repository.root / FINAL / "reasons.lock").read_text(encoding="utf-8")
    assert len(locks.splitlines()) == 1
    assert next(answers, None) is None


def test_without_last_years_folder_a_year_is_held_against_its_budget(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    head = "版式: 全国\n年度: 2024\n金额单位: 万元\n支出: [{科目: 2080501, 人员经费: 5.00"
    for name, rest in (("2024-final", ", 年初预算: 6.00}]\n"), ("2024-budget", "}]\n")):
        folder = tmp_path / "sources/甲局" / name
        folder.mkdir(parents=True)
        (folder / "disclosure.yaml").write_text(head + rest, encoding="utf-8")
        (folder / "profile.yaml").write_text(
            "名称: 甲局\n类型: 部门\n内设机构: []\n", encoding="utf-8"
        )
    monkeypatch.chdir(tmp_path)
    assert main(["diff", "--year", "sources/甲局/2024-final"]) == 1
    said = capsys.readouterr()
    assert "2080501 支出年初预算：公布 5.00，本年用作基数 6.00" in said.out
    assert "2023-final”，只与本年的预算核对" in said.err
    agreed = (tmp_path / "sources/甲局/2024-final/disclosure.yaml").read_text(encoding="utf-8")
    source = tmp_path / "sources/甲局/2024-final/disclosure.yaml"
    source.write_text(agreed.replace("年初预算: 6.00", "年初预算: 5.00"), encoding="utf-8")
    main(["diff", "--year", "sources/甲局/2024-final"])
    assert "基数" not in capsys.readouterr().out
    source.write_text("版式: [全国", encoding="utf-8")
    assert main(["diff", "--year", "sources/甲局/2024-final"]) == 1
    assert "disclosure.yaml:1:5 MZ012" in capsys.readouterr().out
    source.write_text(agreed, encoding="utf-8")
    shutil.rmtree(tmp_path / "sources/甲局/2024-budget")
    assert main(["diff", "--year", "sources/甲局/2024-final"]) == 2
    assert "也没有本年的预算" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["sources/甲局/2019-final", "没有/2024-final", "sources/甲局"])
def test_a_year_that_is_not_there_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / "sources/甲局").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert main(["diff", "--year", name]) == 2
    assert name.rpartition("/")[2] in capsys.readouterr().err


def test_a_second_document_beside_a_year_is_not_dropped(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "--year", "sources/a/2024-final", "sources/b/2024-final"]) == 2
    assert "只写一份" in capsys.readouterr().err
