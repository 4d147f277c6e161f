"""What is marked as secret is refused, wherever it stands, and nothing is written."""

from pathlib import Path

import pytest

from mingzhang.builder import build, examine
from mingzhang.project import Project
from scripts import examples
from tests.support import PROJECT

PAGES = ("authoring.md", "budget.md")


def example(root: Path, page: str = "authoring.md") -> Path:
    return examples.write(examples.example(PROJECT.root / "docs" / page), root)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("file", ["disclosure.yaml", "profile.yaml"])
def test_a_document_that_is_marked_is_refused(tmp_path: Path, page: str, file: str) -> None:
    folder = example(tmp_path / "sources", page)
    (folder / file).write_text((folder / file).read_text("utf-8") + "涉密: 是\n", "utf-8")
    result = build(folder, PROJECT, tmp_path / "output")
    assert [d.code for d in result.diagnostics] == ["MZ721"]
    (fault,) = result.diagnostics
    assert fault.place.file.name == file
    assert "整份文档不能公开" in fault.message
    assert "公布数" in fault.hint
    assert not (tmp_path / "output").exists()


def test_no_is_as_good_as_nothing(tmp_path: Path) -> None:
    folder = example(tmp_path)
    file = folder / "disclosure.yaml"
    before = examine(folder, PROJECT)[1]
    file.write_text(file.read_text("utf-8") + "涉密: 否\n", "utf-8")
    assert examine(folder, PROJECT)[1] == before


def test_a_row_that_is_marked_is_named(tmp_path: Path) -> None:
    folder = example(tmp_path)
    file = folder / "disclosure.yaml"
    text = file.read_text("utf-8")
    lines = text.splitlines()
    number = next(n for n, line in enumerate(lines) if line.startswith("  - {科目: 2"))
    lines[number] = lines[number].replace("}", ", 涉密: 是}", 1)
    file.write_text("\n".join(lines) + "\n", "utf-8")
    document, found = examine(folder, PROJECT)
    assert document is None
    assert [(d.code, d.place.line) for d in found] == [("MZ721", number + 1)]
    assert found[0].message.startswith("这一行标明涉密")


def test_a_secret_of_another_folder_that_is_drawn_from_is_refused_too(tmp_path: Path) -> None:
    folder = example(tmp_path)
    before = folder.with_name("2023-final")
    before.mkdir()
    for file in folder.iterdir():
        (before / file.name).write_bytes(file.read_bytes())
    source = (folder / "disclosure.yaml").read_text("utf-8")
    secret = source.replace("年度: 2024", "年度: 2023") + "涉密: 是\n"
    (before / "disclosure.yaml").write_text(secret, "utf-8")
    start = source.index("\n上年:")
    drawn = f"{source[:start]}\n上年来源: ../2023-final{source[source.index(chr(10) * 2, start) :]}"
    (folder / "disclosure.yaml").write_text(drawn, "utf-8")
    document, found = examine(folder, Project())
    assert document is None
    (fault,) = (d for d in found if d.code == "MZ661")
    assert any("涉密" in operand.value for operand in fault.operands)
