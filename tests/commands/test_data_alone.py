"""The commands in a repository that holds nothing but data."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mingzhang.cli import main
from mingzhang.project import Project
from tests.support import PROJECT

DOCUMENT = "templates/example/2024-final"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of data with one document; the current folder is beside its sources."""
    shutil.copytree(PROJECT.root / DOCUMENT, tmp_path / "sources" / "office" / "2024-final")
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path / "docs")
    return tmp_path


def test_all_documents_are_checked_from_a_folder_beside(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"]) == 0
    assert f"{data}/sources/office/2024-final：核对通过" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["check", "status", "affected"])
def test_a_path_from_the_root_is_the_same_document_in_every_folder(
    data: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    named = "sources/office/2024-final"
    assert main([command, named]) in {0, 1}
    assert "MZ052" not in capsys.readouterr().out
    assert (data / named).is_dir()


def test_a_new_document_is_made_where_the_others_are(data: Path) -> None:
    assert main(["next", "sources/office/2024-final"]) == 0
    assert main(["new", "sources/school/2024-final", "--form", "吉林"]) == 0
    made = {"office/2024-final", "office/2025-final", "school/2024-final"}
    sources = data / "sources"
    assert {str(file.parent.relative_to(sources)) for file in sources.rglob("profile.yaml")} == made
    assert not (data / "docs" / "sources").exists()


def test_what_is_there_from_here_is_meant_before_the_root(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(data / "sources")
    (data / "office").mkdir()
    assert main(["check", "office/2024-final"]) == 0
    assert "office/2024-final：核对通过" in capsys.readouterr().out


def test_the_output_lies_where_the_file_says(data: Path) -> None:
    (data / "mingzhang.yaml").write_text("输出: public\n文件: [html]\n", "utf-8")
    assert main(["build"]) == 0
    made = {file.name for file in (data / "public" / "office" / "2024-final").iterdir()}
    assert "disclosure.html" in made
    assert not made & {"disclosure.pdf", "disclosure.xlsx", "disclosure.docx"}
    assert not (data / "output").exists()


def test_a_broken_file_stops_every_command(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / "mingzhang.yaml").write_text("输处: public\n", "utf-8")
    assert main(["build"]) == 1
    assert "MZ851" in capsys.readouterr().out
    assert not (data / "output").exists()
    assert main(["rule", "MZ851"]) == 0


def test_where_there_are_no_data_it_is_said(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(data / "sources")
    (data / "mingzhang.yaml").touch()
    assert main(["check"]) == 2
    assert "MZ850" in capsys.readouterr().out


def test_a_form_of_its_own_stands_above_one_of_the_program(data: Path) -> None:
    form = data / "templates" / "city" / "region.yaml"
    form.parent.mkdir(parents=True)
    form.write_text("名称: 某市\n上级: national\n", "utf-8")
    source = data / "sources" / "office" / "2024-final" / "disclosure.yaml"
    text = source.read_text("utf-8")
    source.write_text(text.replace("版式: 全国", "版式: 某市"), "utf-8")
    assert "版式: 某市" in source.read_text("utf-8")
    assert main(["check"]) == 0


@pytest.fixture
def elsewhere(
    data: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The same data, called from a folder that has none."""
    (data / "mingzhang.yaml").write_text("版式: forms\n输出: public\n文件: [html]\n", "utf-8")
    form = data / "forms" / "city" / "region.yaml"
    form.parent.mkdir(parents=True)
    form.write_text("名称: 某市\n上级: national\n", "utf-8")
    source = data / "sources" / "office" / "2024-final" / "disclosure.yaml"
    source.write_text(source.read_text("utf-8").replace("版式: 全国", "版式: 某市"), "utf-8")
    here = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.chdir(here)
    return here


def test_a_document_named_from_elsewhere_is_made_by_its_own_data(
    data: Path, elsewhere: Path
) -> None:
    document = data / "sources" / "office" / "2024-final"
    assert main(["build", str(document)]) == 0
    assert (data / "public" / "office" / "2024-final" / "disclosure.html").is_file()
    assert main(["trace", str(document), "总计"]) == 0
    assert not [*elsewhere.iterdir()]


def test_a_changed_file_named_from_elsewhere_affects_its_own_data(
    data: Path, elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert elsewhere == Path.cwd()
    document = data / "sources" / "office" / "2024-final"
    assert main(["affected", str(document / "duties.md")]) == 0
    assert capsys.readouterr().out == f"{document}\n"
    shutil.rmtree(data / "sources")
    assert main(["affected", str(data / "duties.md")]) == 2
    assert "MZ850" in capsys.readouterr().out


def test_the_programs_own_documents_are_not_those_of_a_folder_without_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for command in ("check", "build", "status", "audit"):
        assert main([command]) == 2
        told = capsys.readouterr()
        assert f"从“{tmp_path}”往上，没有放文档的文件夹" in told.out + told.err
    assert not [*tmp_path.iterdir()]


def test_next_year_is_laid_beside_its_own_data(data: Path, elsewhere: Path) -> None:
    assert main(["next", str(data / "sources" / "office" / "2024-final")]) == 0
    assert (data / "schema" / "final.schema.json").is_file()
    assert not [*elsewhere.iterdir()]


def test_a_folder_elsewhere_is_compared_with_its_own_last_commit(
    data: Path, elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in ("init -q", "add -A", "-c user.name=a -c user.email=a@b commit -qm 1"):
        subprocess.run(["git", "-C", data, *command.split()], check=True)  # noqa: S603, S607
    assert main(["diff", str(data / "sources" / "office")]) == 0
    assert "HEAD" in capsys.readouterr().out
    assert elsewhere == Path.cwd()


def test_documents_of_two_places_are_not_made_together(
    data: Path, elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(data / "sources", elsewhere / "sources")
    assert main(["check", str(data / "sources"), "sources/office"]) == 2
    assert "MZ872" in capsys.readouterr().out


def test_a_new_document_has_its_schemas_beside(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["upgrade"]) == 0
    assert "没有给编辑器用的填写格式" in capsys.readouterr().out
    assert main(["new", "../sources/office/2026-budget", "--form", "吉林"]) == 0
    first = (data / "sources/office/2026-budget/disclosure.yaml").read_text("utf-8")
    named = first.partition("$schema=")[2].partition("\n")[0]
    schema = data / "sources/office/2026-budget" / named
    assert schema.read_bytes() == (Project().schema / "jilin" / "budget.schema.json").read_bytes()
    schema.write_text("{}", "utf-8")
    assert main(["upgrade"]) == 0
    assert "budget.schema.json" in capsys.readouterr().out
    assert schema.read_bytes() == (Project().schema / "jilin" / "budget.schema.json").read_bytes()


def test_the_first_document_of_all_has_its_schemas_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(["new", "sources/office/2026-budget", "--form", "吉林"]) == 0
    first = (tmp_path / "sources/office/2026-budget/disclosure.yaml").read_text("utf-8")
    assert "$schema=../../../schema/jilin/budget.schema.json\n" in first
    assert (tmp_path / "schema" / "jilin" / "budget.schema.json").is_file()


def test_a_form_of_the_data_has_its_schema_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "templates" / "yunxi"
    (own / "final").mkdir(parents=True)
    (own / "region.yaml").write_text("名称: 云溪\n上级: national\n", "utf-8")
    keys = own / "final" / "keys.yaml"
    keys.write_text("数据: {键: {会议费: {类型: 金额, 说明: 会议费。}}}\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["new", "sources/office/2024-final", "--form", "云溪"]) == 0
    first = (tmp_path / "sources/office/2024-final/disclosure.yaml").read_text("utf-8")
    assert "$schema=../../../schema/yunxi/final.schema.json\n" in first
    schema = tmp_path / "schema/yunxi/final.schema.json"
    assert '"会议费"' in schema.read_text("utf-8")
    keys.write_text("数据: {键: {培训费: {类型: 金额, 说明: 培训费。}}}\n", "utf-8")
    assert main(["upgrade"]) == 0
    assert '"培训费"' in schema.read_text("utf-8")


def test_the_version_has_hashes(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    told = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    assert all(len(told[name]) == 64 for name in ("程序", "版式", "科目", "格式"))
    assert told["数据"] == str(data)


def test_a_wheel_carries_the_rooms(tmp_path: Path) -> None:
    command = (sys.executable, "setup.py", "-q", "build", "-b", str(tmp_path))
    subprocess.run(command, cwd=PROJECT.root, check=True, capture_output=True)  # noqa: S603
    shipped = next(tmp_path.glob("lib*")) / "mingzhang" / "shipped"
    for room in ("schema", "catalogue", "templates"):
        assert _files(shipped / room) == _files(PROJECT.root / room)
    assert (shipped / "scripts" / "fonts.py").is_file()


def _files(folder: Path) -> set[Path]:
    return {file.relative_to(folder) for file in folder.rglob("*") if file.is_file()}


def test_a_last_year_that_is_not_there_is_no_wrong_name(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["next", str(data / "sources" / "nobody" / "2024-final")]) == 2
    assert "没有“" in capsys.readouterr().err
