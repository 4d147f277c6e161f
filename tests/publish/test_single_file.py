"""One file beside the sources is written whole or not at all, and never through a link."""

import errno
import os
from pathlib import Path

import pytest

from mingzhang.publish.single_file import read_file, remove_file, write_file


def test_a_file_is_written_and_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "reasons.lock"
    assert write_file(file, b"1") == ()
    file.chmod(0o640)
    assert write_file(file, b"2") == ()
    assert file.read_bytes() == b"2"
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["reasons.lock"]


def test_what_is_there_already_keeps_its_time(tmp_path: Path) -> None:
    file = tmp_path / "reasons.lock"
    write_file(file, b"1")
    os.utime(file, (1, 1))
    assert write_file(file, b"1") == ()
    assert file.stat().st_mtime == 1


@pytest.mark.parametrize("kind", ["link", "broken link", "folder"])
def test_something_else_is_left_alone(tmp_path: Path, kind: str) -> None:
    file, other = tmp_path / "reasons.lock", tmp_path / "other"
    if kind == "folder":
        file.mkdir()
    else:
        file.symlink_to(other)
    if kind == "link":
        other.write_text("mine")
    for found in (*write_file(file, b"1"), read_file(file), *remove_file(file)):
        assert not isinstance(found, bytes)
        assert (found.code, found.place.file) == ("MZ712", file)
    assert os.path.lexists(file)
    assert not other.exists() or other.read_text() == "mine"


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.EDQUOT, "Disk quota exceeded")

    file = tmp_path / "reasons.lock"
    write_file(file, b"1")
    monkeypatch.setattr("mingzhang.publish.single_file.os.fsync", full)
    (found,) = write_file(file, b"2")
    assert found.code == "MZ713"
    assert "配额" in found.message
    assert "--output" not in found.hint
    assert file.read_bytes() == b"1"
    assert [path.name for path in tmp_path.iterdir()] == ["reasons.lock"]


def test_what_a_killed_program_left_is_cleared(tmp_path: Path) -> None:
    (tmp_path / ".reasons.lock.part").write_bytes(b"ha")
    assert write_file(tmp_path / "reasons.lock", b"half") == ()
    assert [path.name for path in tmp_path.iterdir()] == ["reasons.lock"]


def test_without_its_folder_there_is_no_file(tmp_path: Path) -> None:
    (found,) = write_file(tmp_path / "gone" / "reasons.lock", b"1")
    assert found.code == "MZ716"
    assert "不见了" in found.message
