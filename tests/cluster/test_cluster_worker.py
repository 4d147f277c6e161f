"""A machine of the cluster knows when it is no longer what it said that it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.cluster.cluster_worker import Machine


@pytest.fixture
def fonts(tmp_path: Path) -> Path:
    """The fonts of a machine."""
    (tmp_path / "a.otf").write_bytes(b"one")
    return tmp_path


def test_fonts_that_change_under_a_worker_are_no_longer_those_of_its_key(fonts: Path) -> None:
    machine = Machine(fonts)
    first = machine.key
    assert first
    assert machine.key == first
    (fonts / "a.otf").write_bytes(b"two")
    assert machine.key == ""


def test_fonts_written_again_as_they_were_are_the_same(fonts: Path) -> None:
    machine = Machine(fonts)
    first = machine.key
    (fonts / "a.otf").unlink()
    (fonts / "a.otf").write_bytes(b"one")
    assert machine.key == first
