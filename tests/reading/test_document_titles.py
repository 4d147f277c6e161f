"""The title that lists show: from the profile's own line, through no link, never a guess."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.reading.document_titles import title
from tests.support import PROJECT


def named(folder: Path, profile: str) -> str:
    folder.mkdir()
    (folder / "profile.yaml").write_text(profile, encoding="utf-8")
    return title(folder, PROJECT)


@pytest.mark.parametrize("profile", ["名称: 甲局\n", "类型: 行政\n名称: '甲局'  # 全称\r\n"])
def test_agency_year_and_kind(tmp_path: Path, profile: str) -> None:
    assert named(tmp_path / "2024-final", profile) == "甲局2024年度决算"


@pytest.mark.parametrize("profile", ["", "名称:\n", "名称: [甲局]\n", "单位:\n  名称: 甲局\n"])
def test_a_name_that_is_no_plain_line_makes_no_title(tmp_path: Path, profile: str) -> None:
    assert not named(tmp_path / "2025-budget", profile)


def test_a_folder_without_a_year_or_a_profile_has_no_title(tmp_path: Path) -> None:
    assert not named(tmp_path / "草稿", "名称: 甲局\n")
    assert not title(tmp_path / "2024-final", PROJECT)


def test_a_linked_profile_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.yaml").write_text("名称: 别人\n", encoding="utf-8")
    (tmp_path / "2024-final").mkdir()
    (tmp_path / "2024-final/profile.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    assert not title(tmp_path / "2024-final", PROJECT)


def test_a_linked_folder_is_not_looked_into(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    assert named(tmp_path / "outside" / "2024-final", "名称: 别人\n")
    (tmp_path / "2024-final").symlink_to(tmp_path / "outside" / "2024-final")
    assert not title(tmp_path / "2024-final", PROJECT)
