"""A document that cannot be written is told, and the others are built."""

from __future__ import annotations

import errno
import sys
from pathlib import Path
from typing import Any

import pytest

from mingzhang import builder as building
from mingzhang.builder import Examined, Result, build
from mingzhang.cli import main
from mingzhang.commands.named_documents import Told, each
from mingzhang.project import Project
from mingzhang.publish.folder_swap import replace_folder
from mingzhang.publish.public_document import Public
from mingzhang.publish.write_faults import among_sources
from tests.support import PROJECT, codes

PAGE: Any = object()


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Two documents whose pages are made up; all that comes after is real."""

    def write(_document: object, folder: Path, *_others: object) -> object:
        return replace_folder(folder, {"disclosure.html": b"page"})

    monkeypatch.setattr(building, "examined", lambda *_, **__: Examined(PAGE, ()))
    monkeypatch.setattr("mingzhang.publish.public_document.publish", lambda *_: (PAGE, Public()))
    monkeypatch.setattr("mingzhang.publish.pdf_attachments.attached_names", lambda _: ())
    monkeypatch.setattr("mingzhang.publish.published_document.write_document", write)
    folders = [tmp_path / "sources" / agency / "2024-final" for agency in "ab"]
    for folder in folders:
        folder.mkdir(parents=True)
    return folders


@pytest.mark.parametrize("kind", ["file", "link"])
def test_one_that_cannot_be_written_costs_no_other(
    documents: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    output, elsewhere = tmp_path / "output", tmp_path / "elsewhere"
    output.mkdir()
    elsewhere.mkdir()
    if kind == "file":
        (output / "a").write_text("mine")
    else:
        (output / "a").symlink_to(elsewhere)
    told = Told("已生成", sys.stdout)
    run = each(documents, Project(tmp_path), lambda path: build(path, PROJECT, output), told)
    assert run.code == 1
    assert [codes(result.diagnostics) for result in run.results] == [["MZ712"], []]
    assert (output / "b/2024-final/disclosure.html").read_bytes() == b"page"
    assert [*elsewhere.iterdir()] == []
    text = capsys.readouterr().out
    assert "改法：" in text
    assert "1 份已生成，1 份不通过" in text


def test_what_fails_before_writing_is_told_too(
    documents: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "/tmp/fonts.conf")  # noqa: S108

    monkeypatch.setattr("mingzhang.publish.published_document.write_document", fail)
    result: Result = build(documents[0], PROJECT, tmp_path)
    (found,) = result.diagnostics
    assert found.code == "MZ716"
    assert "磁盘满了" in found.message
    assert result.files == ()


@pytest.mark.parametrize("kind", ["file", "below a file", "broken link"])
def test_an_output_that_is_no_folder_is_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    path = tmp_path / "out"
    if kind == "broken link":
        path.symlink_to(tmp_path / "nowhere")
    else:
        path.write_text("mine")
    output = path / "below" if kind == "below a file" else path
    assert main(["build", "--output", str(output)]) == 1
    text = capsys.readouterr().out
    assert text.count("MZ712") == 1
    assert str(path) in text
    assert "改法：" in text


def test_kinds_of_file_that_there_are_not_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    for text in ("doc", "，", "pdf,exe"):
        with pytest.raises(SystemExit):
            main(["build", "--files", text])
        assert "可用：html、pdf、xlsx、docx" in capsys.readouterr().err


@pytest.mark.parametrize("below", ["", "sources", "sources/公开", "sources/a/2024-final"])
def test_nothing_is_written_among_the_sources(
    documents: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, below: str
) -> None:
    before = sorted(tmp_path.rglob("*"))
    fault = among_sources(tmp_path / below, Project(tmp_path), documents)
    assert fault
    assert fault.code == "MZ736"
    monkeypatch.chdir(tmp_path)
    assert among_sources(Path("output"), Project(tmp_path), documents) is None
    assert sorted(tmp_path.rglob("*")) == before


def test_where_a_linked_document_leads_is_no_place_of_sources(tmp_path: Path) -> None:
    root = tmp_path / "data"
    (tmp_path / "2024-final").mkdir()
    linked = root / "sources" / "a" / "2024-final"
    linked.parent.mkdir(parents=True)
    linked.symlink_to(tmp_path / "2024-final")
    assert among_sources(root / "output", Project(root), [linked]) is None
