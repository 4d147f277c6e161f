"""What is no file in what a checkout brings along beside its sources: links, pipes, folders."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mingzhang.forms.documents_by_form import read_folder
from mingzhang.project import Project
from mingzhang.reading.checkout_rooms import outside


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.chdir(tmp_path)
    for name in ("schema", "catalogue"):
        (tmp_path / name).symlink_to(Project().root / name)
    (tmp_path / "templates" / "own" / "final").mkdir(parents=True)
    (tmp_path / "templates" / "national").symlink_to(Project().templates / "national")
    return Project(tmp_path)


def test_rooms_and_regions_may_be_shared_as_a_whole(project: Project) -> None:
    assert outside(project) == ()


@pytest.mark.parametrize("name", ["own/region.yaml", "own/final/sections", "own/final/x.j2"])
def test_a_link_inside_a_region_is_told(project: Project, name: str) -> None:
    (project.templates / name).symlink_to("/etc/hostname")
    (found,) = outside(project)
    assert (found.code, str(found.place)) == ("MZ057", f"templates/{name}")
    assert "hostname" not in found.message + found.hint
    assert read_folder(project.sources / "a" / "2024-final", project) == (None, (found,))


@pytest.mark.parametrize(
    "name", ["templates/own/region.yaml", "catalogue/subjects-2024.csv", "rules/a.py"]
)
def test_a_pipe_in_the_place_of_a_file_is_told_and_not_opened(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.parent.mkdir(parents=True)
    os.mkfifo(file)
    (found,) = outside(Project(tmp_path))
    assert (found.code, found.place.file) == ("MZ058", file)


@pytest.mark.parametrize(("name", "is_told"), [("own/final/01.yaml", True), ("own/旧", False)])
def test_a_folder_in_the_place_of_a_file(name: str, is_told: bool, tmp_path: Path) -> None:
    (tmp_path / "templates" / name).mkdir(parents=True)
    assert [found.code for found in outside(Project(tmp_path))] == ["MZ001"] * is_told


@pytest.mark.parametrize("room", ["templates", "catalogue", "rules"])
def test_a_file_in_the_place_of_a_room(room: str, tmp_path: Path) -> None:
    (tmp_path / room).write_text("", "utf-8")
    (found,) = outside(Project(tmp_path))
    assert (found.code, found.place.file) == ("MZ732", tmp_path / room)


def test_other_things_in_rooms_that_hold_files_of_others_are_no_matter(tmp_path: Path) -> None:
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "catalogue" / "说明").symlink_to("/etc/hostname")
    assert outside(Project(tmp_path)) == ()
