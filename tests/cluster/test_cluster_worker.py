"""A machine of the cluster knows when it is no longer what it said that it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mingzhang.cluster import cluster_worker
from mingzhang.cluster.cluster_worker import key_here


@pytest.fixture
def fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The fonts of a machine whose key nobody has asked for yet."""
    (tmp_path / "a.otf").write_bytes(b"one")
    monkeypatch.setattr(cluster_worker, "FONTS", tmp_path)
    monkeypatch.setattr(cluster_worker, "SEEN", {})
    cluster_worker._key_at_first.cache_clear()
    yield tmp_path
    cluster_worker._key_at_first.cache_clear()


def test_fonts_that_change_under_a_worker_are_no_longer_those_of_its_key(fonts: Path) -> None:
    first = key_here()
    assert first
    assert key_here() == first
    (fonts / "a.otf").write_bytes(b"two")
    assert key_here() == ""


def test_fonts_written_again_as_they_were_are_the_same(fonts: Path) -> None:
    first = key_here()
    (fonts / "a.otf").unlink()
    (fonts / "a.otf").write_bytes(b"one")
    assert key_here() == first
