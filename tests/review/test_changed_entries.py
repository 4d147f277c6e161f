"""When a changed entry was last written, as git's own record of each line has it."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copytree

import pytest

from mingzhang.review.review_values import FigureChange
from tests.review.repository import FINAL, UNLOCKED, Repository
from tests.support import PROJECT

CHANGE = ("30202, 金额: 1.16", "30202, 金额: 1.17")


@pytest.fixture
def repository(tmp_path: Path, request: pytest.FixtureRequest) -> Repository:
    """One of the hash that a test asks for."""
    made = Repository(tmp_path)
    made.git("init", "--quiet", f"--object-format={request.param}")
    return made


def changed(repository: Repository) -> FigureChange:
    """The one figure that is another since the first of two commits."""
    copytree(PROJECT.root / FINAL, repository.root / FINAL, ignore=UNLOCKED)
    repository.commit("r1")
    repository.edit(FINAL, CHANGE)
    repository.commit("r2")
    ((change,),) = (one.figures for one in repository.review("r1", "r2").documents)
    return change


@pytest.mark.parametrize("repository", ["sha1", "sha256"], indirect=True)
def test_a_line_has_its_commit_by_either_hash(repository: Repository) -> None:
    commit = changed(repository).commit
    assert commit
    assert repository.git("rev-parse", "r2").startswith(commit.id)
    assert re.fullmatch(r"[0-9a-f]{7} \d{4}-\d\d-\d\d", str(commit))


@pytest.mark.parametrize("repository", ["sha1"], indirect=True)
def test_a_commit_of_a_day_that_no_calendar_has(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the year 33658, as git takes it; it ended the review."""
    monkeypatch.setenv("GIT_COMMITTER_DATE", "@999999999999 +0000")
    commit = changed(repository).commit
    assert commit
    assert commit.date == ""
    assert repository.git("rev-parse", "r2").startswith(str(commit))
