"""``mingzhang check`` of PDFs: in words, for machines, in a table, and once."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from python_calamine import CalamineWorkbook

from mingzhang.cli import main
from mingzhang.inspection import paper_inspection as inspection
from tests.inspection.papers import GENERAL, paper, with_cell

WRONG = paper(general=with_cell(GENERAL, 3, 3, "60.05"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    below = tmp_path / "公布" / "某区"
    below.mkdir(parents=True)
    (below / "好的.pdf").write_bytes(paper())
    (below / "错的.PDF").write_bytes(WRONG)
    (tmp_path / "公布" / "说明.txt").write_text("不是 PDF")
    return tmp_path / "公布"


def test_a_paper_in_words(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder / "某区" / "错的.PDF"), "--form", "河南"]) == 1
    told = capsys.readouterr().out
    assert "错的.PDF 第3页: 错误 MZ884" in told
    assert "印作 60.05" in told
    assert "有差错" in told


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_machines_get_the_page(folder: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    main(["check", str(folder), "--form", "河南", "--format", form])
    said = json.loads(capsys.readouterr().out)
    text = json.dumps(said)
    assert '"page": 3' in text
    assert "MZ884" in text


def test_a_folder_is_done_once_and_becomes_a_checklist(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet, record = tmp_path / "检查表.xlsx", tmp_path / "记录.jsonl"
    asked = ["check", str(folder), "--form", "河南", "--sheet", str(sheet)]
    asked += ["--record", str(record)]
    assert main(asked) == 1
    before = sheet.read_bytes()
    record.write_text(record.read_text(encoding="utf-8") + '{"cut off', encoding="utf-8")
    monkeypatch.setattr(inspection, "read_pdf", None)  # nothing is read a second time
    assert main(asked) == 1
    book = CalamineWorkbook.from_filelike(BytesIO(sheet.read_bytes()))
    rows = book.get_sheet_by_name("汇总").to_python()
    assert [row[1] for row in rows[1:]] == ["好的.pdf", "错的.PDF"]
    assert rows[2][-1] == "有差错"
    findings = book.get_sheet_by_name("检查表").to_python()
    assert any("印作 60.05" in str(cell) for row in findings for cell in row)
    assert len(before) > 0


def test_a_marked_copy_has_a_note_at_the_cell(folder: Path, tmp_path: Path) -> None:
    copies = tmp_path / "标记"
    main(["check", str(folder), "--form", "河南", "--marked", str(copies)])
    wrong = next(file for file in copies.iterdir() if file.name.startswith("错的"))
    with pikepdf.open(wrong) as held:
        notes = held.pages[2].Annots
        (note,) = [one for one in notes if "MZ884" in str(one.Contents)]
        assert "印作 60.05" in str(note.Contents)
        # The third row of the body, the fourth column, as the test drew them.
        assert [round(float(length)) for length in note.Rect] == [385, 698, 460, 714]
        assert "Annots" not in held.pages[0]


def test_a_record_and_copies_that_cannot_be_written_are_told_once(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lost, there = tmp_path / "没有" / "记录.jsonl", tmp_path / "文件"
    there.write_text("甲", encoding="utf-8")
    asked = ["check", str(folder), "--form", "河南", "--record", str(lost), "--marked", str(there)]
    assert main(asked) == 1
    said = capsys.readouterr().out
    assert said.count("记录.jsonl”写不进去") == 1
    assert said.count(f"{there.name}”") >= 1
    assert there.read_text(encoding="utf-8") == "甲"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["公布"], "--form"),
        (["公布", "--form", "没有这个版式"], "没有这个版式"),
        (["公布/空", "--form", "河南"], "没有 PDF"),
    ],
)
def test_wrong_use_is_told(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    words: str,
) -> None:
    (folder / "空").mkdir()
    monkeypatch.chdir(folder.parent)
    if arguments == ["公布"]:
        arguments = ["公布/某区/好的.pdf"]
    assert main(["check", *arguments]) == 2
    told = capsys.readouterr()
    assert words in told.out + told.err


def test_a_kind_that_no_document_has_is_named_with_those_there_are(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(folder), "--form", "河南", "--kind", "调整"]) == 2
    told = capsys.readouterr().err
    assert "没有叫“调整”的文档" in told
    assert "决算、预算" in told
