"""``mingzhang audit``: what becomes public beside the pages, and what of it looks private."""

from pathlib import Path

import pytest

from mingzhang.cli import main
from scripts import examples
from tests.support import PROJECT


@pytest.fixture
def example(tmp_path: Path) -> Path:
    return examples.write(examples.example(PROJECT.root / "docs" / "authoring.md"), tmp_path)


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_a_document_without_anything_private(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (example / "reasons.lock").write_text("", "utf-8")
    change(example / "disclosure.yaml", "年度: 2024", "年度: 2024  # 等局里定")
    assert main(["audit", str(example)]) == 0
    told = capsys.readouterr().out
    for words in (
        "一、PDF 属性",
        "二、PDF 里的附件",
        "三、图的替代文字",
        "五、数据文件",
        "七、Excel 和 Word",
    ):
        assert words in told
    assert "disclosure.yaml  公开的数据" in told
    assert "disclosure.docx 的属性：" in told
    assert "disclosure.xlsx 的属性：" in told
    assert "格式版本: 1" in told
    assert "等局里定" not in told
    assert "reasons.lock" not in told
    assert told.endswith("没有像个人信息、密级标志的内容。\n")


def test_what_looks_private_is_marked_wherever_it_stands(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (example / "duties.md").open("a", encoding="utf-8") as file:
        file.write("\n查档联系人：张三，电话 0431-88776655。\n")
    assert main(["audit", str(example)]) == 1
    told = capsys.readouterr().out
    (phone,) = (line for line in told.splitlines() if line.strip().startswith("固定电话"))
    (person,) = (line for line in told.splitlines() if line.strip().startswith("姓名"))
    assert "0431-88776655  在 页面“" in phone
    assert "duties.md:" in phone
    assert "张三" in person
    assert "有 2 处像个人信息" in told


def test_a_full_audit_lists_what_is_computed(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["audit", str(example)])
    short = capsys.readouterr().out
    main(["audit", "--full", str(example)])
    full = capsys.readouterr().out
    assert "名称,金额（元）" not in short
    assert full.count("名称,金额（元）") == 2  # in the PDF, and beside it


def test_a_document_with_an_error_cannot_be_cleared(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(example / "disclosure.yaml", "年度: 2024", "年度: 2023")
    assert main(["audit", str(example)]) == 1
    told = capsys.readouterr().out
    assert "MZ051" in told
    assert "不能公开" in told


def test_no_document_is_wrong_use(tmp_path: Path) -> None:
    assert main(["audit", str(tmp_path / "nothing")]) == 2
