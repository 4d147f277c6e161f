"""A unit that two departments of a year sum is told, whichever of them is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.project import Project
from mingzhang.reading.units_of_two_departments import units_of_two_departments

ONE, BOTH = "汇总: [../../b/{0}]\n", "汇总: [../../a/{0}, ../../b/{0}]\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    real = Project()
    for name in ("catalogue", "templates"):
        (tmp_path / name).symlink_to(real.root / name)
    for unit in ("a", "b"):
        write(tmp_path, unit, "年度: 2025\n")
    write(tmp_path, "dept", BOTH)
    return Project(tmp_path)


def write(root: Path, agency: str, text: str, name: str = "2025-budget") -> None:
    folder = root / "sources" / agency / name
    folder.mkdir(parents=True)
    (folder / "disclosure.yaml").write_text(text.format(name), "utf-8")


def told(project: Project, *agencies: str) -> list[str]:
    paths = [project.sources / agency for agency in agencies]
    found = units_of_two_departments(paths, project)
    assert not found or "算了两遍" in found[0].message
    return [d.place.file.relative_to(project.sources).parts[0] for d in found]


@pytest.mark.parametrize("asked", [(), ("dept",), ("other",), ("dept", "other")])
def test_a_unit_of_two_departments_is_told_once(project: Project, asked: tuple[str, ...]) -> None:
    write(project.root, "other", ONE)
    assert told(project, *asked) == ["other"]


def test_both_places_are_named(project: Project) -> None:
    write(project.root, "other", BOTH)
    (found,) = units_of_two_departments((), project)
    assert [found.place.column, *(o.place.column for o in found.operands if o.place)] == [6, 6, 27]


def test_the_department_that_moved_it_to_another_year_is_no_other(project: Project) -> None:
    write(project.root, "other", ONE, "2024-budget")
    assert told(project) == []


def test_another_years_folder_is_named_by_mistake(project: Project) -> None:
    for agency, name in (("dept2", "2024-budget"), ("other", "2025-budget")):
        write(project.root, agency, "汇总: [../../b/2024-budget]\n", name)
    assert told(project) == []


def test_a_unit_alone_is_asked_for(project: Project) -> None:
    write(project.root, "other", ONE)
    assert told(project, "a") == []
