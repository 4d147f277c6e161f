"""What folder of a unit a path was meant for that leads to none."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.reading.meant_folders import meant_folder, similar_folder


@pytest.mark.parametrize(
    "written",
    [
        "../../Archive/2024-final",
        "．．/．．/ａｒｃｈｉｖｅ／2024-final",
        "..\\..\\archive\\2024-final",
        "../archive/2024-final",
        "../../archive",
        "../../archive/2023-final",
        "../../archive/2024-final/disclosure.yaml",
        "D:/明账/sources/archive/2024-final",
    ],
)
def test_a_path_of_a_unit_that_is_there_is_meant_for_it(written: str, tmp_path: Path) -> None:
    for agency in ("archive", "office"):
        (tmp_path / agency / "2024-final").mkdir(parents=True)
        (tmp_path / agency / "2024-final" / "disclosure.yaml").touch()
    assert meant_folder(written, tmp_path / "office" / "2024-final") == "../../archive/2024-final"


@pytest.mark.parametrize("written", ["../../museum/2024-final", "../../office", "", ".."])
def test_of_no_other_unit_nothing_is_guessed(written: str, tmp_path: Path) -> None:
    (tmp_path / "archive" / "2024-final").mkdir(parents=True)
    (tmp_path / "office" / "2024-final").mkdir(parents=True)
    (tmp_path / "office" / "2024-final" / "disclosure.yaml").touch()
    (tmp_path / "museum").mkdir()
    assert not meant_folder(written, tmp_path / "office" / "2024-final")


@pytest.mark.parametrize(
    ("source", "meant"),
    [
        ("汇总: [../../yizhong/2024-final]", "../../diyizhong/2024-final"),
        ("汇总: [../../yizhong/2024-final, ../../diyizhong/2024-final]", ""),
    ],
)
def test_a_folder_that_was_renamed_is_the_one_alike_that_nobody_named(
    tmp_path: Path, source: str, meant: str
) -> None:
    for agency, text in (("office", source), ("diyizhong", "年度: 2024"), ("nongye", "")):
        folder = tmp_path / agency / "2024-final"
        folder.mkdir(parents=True)
        (folder / "disclosure.yaml").write_text(text, encoding="utf-8")
    gone = tmp_path / "yizhong" / "2024-final"
    assert similar_folder(gone, tmp_path / "office" / "2024-final") == meant
