"""Names of folders, files and keys that begin lines of their own or steer a terminal."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from mingzhang.cli import main
from mingzhang.report import FORMATS
from mingzhang.review.git_driver import main as driver
from tests.review.repository import FINAL, Repository, create

AGENCY = "a\n::warning::甲\r::error::\x1b[31m\u202e##[group]"
# What a runner takes for a command, and what a terminal obeys.
COMMAND = re.compile(r"^\s*::(?!(?:error|warning|notice) file=)|##\[", re.MULTILINE)
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]")


def assert_harmless(text: str) -> None:
    assert not COMMAND.search(text), text
    assert not STEERING.search(text), text


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = create(tmp_path, FINAL)
    agency = made.root / FINAL
    agency.parent.rename(made.root / "sources" / AGENCY)
    made.commit("r2")
    monkeypatch.chdir(tmp_path)
    return made


def document(repository: Repository) -> str:
    return str(repository.root / "sources" / AGENCY / "2024-final")


@pytest.mark.parametrize("name", ["text", *FORMATS])
def test_what_check_says(
    repository: Repository, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    file = Path(document(repository)) / "disclosure.yaml"
    text = file.read_text(encoding="utf-8")
    key = '"甲\\n::warning::乙"'
    file.write_text(f'{text}{key}: 1\n  ::error::: "丙\\n##[error]丁"\n', encoding="utf-8")
    assert main(["check", document(repository), "--format", name]) == 1
    file.write_text(f"{text}{key}: 1\n::error::: 1\n", encoding="utf-8")
    assert main(["check", document(repository), "--format", name]) == 1
    printed = capsys.readouterr()
    assert_harmless(printed.out)
    assert_harmless(printed.err)
    assert "\\u001b" in printed.out or "%1B" in printed.out


def test_a_folder_whose_name_is_no_text(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a Windows archive unpacked elsewhere leaves it: its bytes are GBK."""
    folder = repository.root / "sources" / AGENCY
    named = folder.rename(folder.with_name(os.fsdecode("局".encode("gbk"))))
    (repository.root / "sources" / "other").mkdir()
    (named / "2024-final").rename(repository.root / "sources" / "other" / "2024-final")
    (named / "2024-final").mkdir()
    (named / "2024-final" / "disclosure.yaml").write_text("年度: 2024\n", "utf-8")
    assert main(["check", "sources"]) == 1
    assert "文件夹的名称“\\udcbe\\udcd6”不是 UTF-8 编码的文字" in capsys.readouterr().out
    for name in FORMATS:
        assert main(["check", "sources", "--format", name]) == 1
    for arguments in (["diff", "HEAD"], ["status"], ["status", "--format", "html"], ["confirm"]):
        assert main(arguments) in (0, 1, 2)


def test_what_the_other_commands_say(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    (file,) = Path(document(repository)).glob("disclosure.yaml")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("项目支出: 188.00", "项目支出: 200.00"), encoding="utf-8")
    assert main(["diff", "HEAD", ".", document(repository)]) in (0, 1, 2)
    for name in ("markdown", "html", "json"):
        main(["diff", "HEAD", ".", "--format", name])
    main(["trace", document(repository), "公开04表/支出合计"])
    main(["trace", document(repository), f"{AGENCY}/甲"])
    main(["confirm", "--all", document(repository)])
    main(["check", f"nowhere{AGENCY}"])
    driver(["diff", AGENCY, str(file), "0", "0", str(file)])
    printed = capsys.readouterr()
    assert "200.00" in printed.out
    assert_harmless(printed.out)
    assert_harmless(printed.err)
