from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.project import ROOT, SHIPPED, Project
from mingzhang.reading.project_root import find_root, read_project


def test_the_root_is_found_from_every_folder_below(tmp_path: Path) -> None:
    inner = tmp_path / "sources" / "a" / "2024-final"
    inner.mkdir(parents=True)
    (tmp_path / "docs").mkdir()
    for folder in (tmp_path, inner, inner.parent, tmp_path / "docs"):
        assert find_root(folder) == tmp_path


def test_nobody_looks_above_the_top_of_a_work_tree(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "other" / ".git").mkdir(parents=True)
    assert find_root(tmp_path / "other") is None
    assert read_project(tmp_path / "other")[0].root == ROOT


def test_a_file_alone_makes_a_root(tmp_path: Path) -> None:
    (tmp_path / "mingzhang.yaml").write_text("# nothing yet\n", "utf-8")
    assert read_project(tmp_path) == (Project(tmp_path), ())


def test_the_file_names_rooms_and_files(tmp_path: Path) -> None:
    text = "版式: forms\n科目: lists/\n规则: own\n输出: public/pages\n文件: [html, pdf]\n"
    (tmp_path / "mingzhang.yaml").write_text(text, "utf-8")
    for name in ("forms", "lists", "own"):
        (tmp_path / name).mkdir()
    project, found = read_project(tmp_path)
    assert not found
    assert project.templates == tmp_path / "forms"
    assert project.subjects == tmp_path / "lists"
    assert project.rules == tmp_path / "own"
    assert project.output == tmp_path / "public" / "pages"
    assert project.layout.files == ("html", "pdf")


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("版式: templates\n输处: a\n", 2, "MZ851"),
        ("输出: ../elsewhere\n", 1, "MZ852"),
        ("输出: /srv/public\n", 1, "MZ852"),
        ("输出: D:\\public\n", 1, "MZ852"),
        ("输出: [a]\n", 1, "MZ852"),
        ("文件: [odt]\n", 1, "MZ852"),
        ("文件: []\n", 1, "MZ852"),
    ],
)
def test_what_the_file_cannot_say_is_told_in_its_place(
    tmp_path: Path, text: str, line: int, code: str
) -> None:
    (tmp_path / "mingzhang.yaml").write_text(text, "utf-8")
    _, (found,) = read_project(tmp_path)
    assert (found.place.line, found.code) == (line, code)


@pytest.mark.parametrize(
    ("text", "column", "way"),
    [
        ("版式: templats/", 5, "“版式: templates”"),
        ("版式: muban", 5, "“版式: templates”"),
        ("规则: 规侧", 5, "“规则: 规则”"),
        ("科目: kemu", 5, "请改成它的名称"),
    ],
)
def test_a_folder_that_is_not_there_is_told_with_the_one_that_is(
    tmp_path: Path, text: str, column: int, way: str
) -> None:
    for name in ("templates", "规则"):
        (tmp_path / name).mkdir()
    (tmp_path / "mingzhang.yaml").write_text(f"{text}\n", "utf-8")
    _, (found,) = read_project(tmp_path)
    assert (found.code, found.place.column) == ("MZ852", column)
    assert way in found.hint


@pytest.mark.parametrize(
    "text", ["规则: rules", "版式: templates/", "输出: 公开", "批复: 批复.csv"]
)
def test_what_is_usual_or_made_need_not_be_there(tmp_path: Path, text: str) -> None:
    (tmp_path / "mingzhang.yaml").write_text(f"{text}\n", "utf-8")
    assert read_project(tmp_path)[1] == ()


def test_a_project_of_data_alone_has_what_the_program_ships(tmp_path: Path) -> None:
    project = Project(tmp_path)
    assert (project.schema, project.catalogue) == (SHIPPED / "schema", SHIPPED / "catalogue")
    assert project.forms == (tmp_path / "templates", SHIPPED / "templates")
    assert "national" in {file.parent.name for file in project.form_files("region.yaml")}


def test_an_own_form_stands_for_the_one_of_that_folder(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "jilin" / "region.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("名称: 吉林\n上级: national\n", "utf-8")
    files = list(Project(tmp_path).form_files("region.yaml"))
    assert own in files
    assert SHIPPED / "templates" / "jilin" / "region.yaml" not in files


def test_a_checkout_has_everything_itself() -> None:
    assert Project(SHIPPED).forms == (SHIPPED / "templates",)
    assert Project(SHIPPED).schema == SHIPPED / "schema"
