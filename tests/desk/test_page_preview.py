"""Previews: what the collector of garbage does while a page is made, and afterwards."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from mingzhang.desk import page_preview
from mingzhang.desk.page_preview import Previews
from mingzhang.project import Project


@pytest.fixture
def previews(tmp_path: Path) -> Previews:
    return Previews(Project(tmp_path))


def test_nothing_is_collected_between_a_page_and_its_findings(
    previews: Previews, tmp_path: Path
) -> None:
    previews.page(tmp_path)
    assert not gc.isenabled()
    previews.findings(tmp_path)
    previews.rest()
    assert gc.isenabled()


def test_what_was_never_looked_at_leaves_the_collector_as_it_was(
    previews: Previews, tmp_path: Path
) -> None:
    previews.last(tmp_path)
    assert gc.isenabled()


def test_a_fault_of_ours_ends_the_pause(
    previews: Previews, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(*_: object, **_named: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr(page_preview, "drafted", faulty)
    with pytest.raises(ZeroDivisionError):
        previews.page(tmp_path)
    assert gc.isenabled()
