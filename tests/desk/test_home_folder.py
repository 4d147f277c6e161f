"""A program that stays goes on where it began, though its folder went and came back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mingzhang.desk.home_folder import Home


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A program that began in a folder that may go."""
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path / "data")
    return Home()


def test_a_folder_that_stays_is_not_left(home: Home) -> None:
    assert not home.enter()
    assert Path.cwd() == home.folder


def test_while_the_folder_is_away_what_is_above_stands_for_it(home: Home) -> None:
    shutil.rmtree(home.folder)
    assert home.enter()
    assert Path.cwd() == home.folder.parent
    assert not home.enter()
    home.folder.mkdir()
    assert home.enter()
    assert Path.cwd() == home.folder


def test_a_folder_that_got_another_name_is_not_followed(home: Home) -> None:
    home.folder.rename(home.folder.with_name("other"))
    assert home.enter()
    assert Path.cwd() == home.folder.parent


def test_what_was_done_while_the_folder_went_is_done_again(home: Home) -> None:
    def job(words: str) -> str:
        if home.folder.is_dir():
            shutil.rmtree(home.folder)
        return f"{words} {Path.cwd().name}"

    assert home.working(job, "in") == f"in {home.folder.parent.name}"
    with pytest.raises(FileNotFoundError):
        home.working(lambda: (home.folder / "x").read_text("utf-8"))
