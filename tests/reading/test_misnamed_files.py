"""What lies in a document's folder and is not read, or is a file of another folder too."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.builder import examine
from mingzhang.reading.document_names import is_nearly_read
from scripts import examples
from tests.support import PROJECT, only

MANUAL = examples.example(PROJECT.root / "docs" / "authoring.md")


@pytest.mark.parametrize(
    ("name", "is_told"),
    [
        ("profile.yml", True),
        ("performance.yaml.txt", True),
        ("备忘.yaml", True),
        ("pro\nfile.yaml", True),
        ("Disclosure.YAML", True),
        ("duties.markdown", True),
        ("profile.yaml", False),
        ("duties.md", False),
        ("profile.yaml.bak", False),
        (".profile.yaml.swp", False),
        ("imported.lock", False),
        ("预算表.xlsx", False),
    ],
)
def test_a_name_like_those_that_are_read(name: str, is_told: bool) -> None:
    assert is_nearly_read(name) == is_told


def test_a_file_that_is_not_read_is_told(tmp_path: Path) -> None:
    folder = examples.write(MANUAL, tmp_path)
    (folder / "performance.yml").write_text("项目: []\n", "utf-8")
    (found,) = only(examine(folder, PROJECT)[1], "MZ416")
    assert found.message == "文件夹里的“performance.yml”没有读，里面写的不会公开。"


@pytest.mark.parametrize("name", ["profile.yml", "Profile.yaml", "PROFILE.YAML"])
def test_a_file_of_nearly_the_name_is_named_where_one_is_missing(tmp_path: Path, name: str) -> None:
    folder = examples.write(MANUAL, tmp_path)
    (folder / "profile.yaml").rename(folder / name)
    (found,) = only(examine(folder, PROJECT)[1], "MZ001")
    assert f"文件夹里有“{name}”：是它的话，请改名为“profile.yaml”" in found.hint


def test_a_hard_link_is_told(tmp_path: Path) -> None:
    folder = examples.write(MANUAL, tmp_path / "sources")
    assert not only(examine(folder, PROJECT)[1], "MZ700")
    (tmp_path / "other.md").hardlink_to(folder / "duties.md")
    (found,) = only(examine(folder, PROJECT)[1], "MZ700")
    assert "“duties.md”在别的地方还有一个名称" in found.message
