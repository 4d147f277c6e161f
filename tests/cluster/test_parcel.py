"""A parcel holds what a document draws on, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.cluster.parcel import Parcel, lay, pack
from mingzhang.project import Project
from mingzhang.wanted import Wanted


def written(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(f"# {name}\n", encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    root = tmp_path / "data"
    written(root, "sources/甲/2024-final/disclosure.yaml", "sources/甲/2023-final/disclosure.yaml")
    written(root, "sources/乙/2024-final/disclosure.yaml", "mingzhang.yaml", "rules/own.py")
    written(root, "templates/本地/region.yaml", "catalogue/subjects-2024.csv", "output/a.html")
    monkeypatch.chdir(root / "sources" / "甲")
    return Project(root)


def packed(project: Project, name: str = "甲/2024-final") -> Parcel:
    parcel = pack(project.sources / name, project, Wanted())
    assert parcel
    return parcel


def test_the_year_before_goes_along_and_no_other_agency(project: Project) -> None:
    parcel = packed(project)
    assert parcel.folder == "sources/甲/2024-final"
    assert parcel.here == "sources/甲"
    assert {name for name, _ in parcel.sources} == {
        "sources/甲/2024-final/disclosure.yaml",
        "sources/甲/2023-final/disclosure.yaml",
    }


def test_of_the_project_go_its_forms_and_subjects_and_never_its_rules(project: Project) -> None:
    assert {name for name, _ in packed(project).rooms} == {
        "mingzhang.yaml",
        "templates/本地/region.yaml",
        "catalogue/subjects-2024.csv",
    }


def test_laid_out_again_it_is_the_same_parcel(project: Project, tmp_path: Path) -> None:
    parcel, there = packed(project), tmp_path / "there"
    lay(parcel.rooms, there)
    lay(parcel.sources, there)
    again = packed(Project(there))
    assert (again.rooms, again.sources) == (parcel.rooms, parcel.sources)


def test_a_link_is_not_sent(project: Project, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x", encoding="utf-8")
    (project.sources / "甲/2024-final/duties.md").symlink_to(tmp_path / "secret")
    assert pack(project.sources / "甲/2024-final", project, Wanted()) is None


def test_what_lies_outside_the_project_is_not_sent(project: Project, tmp_path: Path) -> None:
    written(tmp_path, "elsewhere/2023-final/disclosure.yaml")
    source = project.sources / "乙/2024-final/disclosure.yaml"
    source.write_text("上年来源: ../../../../elsewhere/2023-final\n", encoding="utf-8")
    assert pack(project.sources / "乙/2024-final", project, Wanted()) is None
