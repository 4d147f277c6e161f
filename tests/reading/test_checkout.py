"""Links in what a checkout brings along beside its sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.forms.documents import read_folder
from mingzhang.project import Project
from mingzhang.reading.checkout import outside


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
