"""A folder in which nobody looks for documents, and which holds one's files, is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.project import Project
from mingzhang.reading.document_search import find_folders, search
from mingzhang.reading.passed_over_folders import passed_over_folders


@pytest.fixture
def project(tmp_path: Path) -> Project:
    real = Project()
    for name in ("catalogue", "templates"):
        (tmp_path / name).symlink_to(real.root / name)
    write(tmp_path, "agency/2024-final")
    return Project(tmp_path)


def write(root: Path, name: str, text: str = "") -> None:
    folder = root / "sources" / name
    folder.mkdir(parents=True)
    (folder / "disclosure.yaml").write_text(text, "utf-8")


def told(project: Project, *paths: str) -> list[str]:
    found = passed_over_folders(search([Path(path) for path in paths], project))
    sources = project.sources
    return [found_one.place.file.relative_to(sources).as_posix() for found_one in found]


@pytest.mark.parametrize("name", ["agency/old/2024-final", "agency/old", "city/other/2024-final"])
def test_a_folder_passed_over_is_told(project: Project, name: str) -> None:
    write(project.root, name)
    is_document = name == "agency/old"  # its name is told when it is read
    assert told(project) == ([] if is_document else [name])


def test_a_folder_that_a_document_names_is_not_told(project: Project) -> None:
    write(project.root, "dept/2024-final", "汇总: [../unit/2024-final]\n")
    write(project.root, "dept/unit/2024-final")
    assert told(project) == []


@pytest.mark.parametrize("name", ["agency/.old/2024-final", "agency/扫描件/一/二"])
def test_other_folders_are_not_told(project: Project, name: str) -> None:
    folder = project.sources / name
    folder.mkdir(parents=True)
    assert told(project) == []


def test_files_of_nearly_the_right_name_are_told(project: Project) -> None:
    folder = project.sources / "agency" / "2023决算"
    folder.mkdir()
    (folder / "profile.yml").touch()
    assert told(project) == ["agency/2023决算"]


def test_a_document_among_the_agencies_does_not_hide_them(project: Project) -> None:
    write(project.root, "2023-final")
    assert [f.name for f in find_folders((), project)[0]] == ["2023-final", "2024-final"]
    assert told(project) == []
