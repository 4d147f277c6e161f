"""Files are written whole or not at all."""

from pathlib import Path

import pytest

from mingzhang.publish.files import write_whole


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_files_are_written(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    write_whole(folder, {"x.html": b"1", "x.pdf": b"2"})
    assert names(folder) == ["x.html", "x.pdf"]
    assert (folder / "x.pdf").read_bytes() == b"2"


def test_old_files_stay_where_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_whole(tmp_path, {"x.html": b"old", "x.pdf": b"old"})
    calls = iter([None, OSError("disk full")])

    def failing(_descriptor: int) -> None:
        if fault := next(calls):
            raise fault

    monkeypatch.setattr("mingzhang.publish.files.os.fsync", failing)
    with pytest.raises(OSError, match="disk full"):
        write_whole(tmp_path, {"x.html": b"new", "x.pdf": b"new"})
    assert names(tmp_path) == ["x.html", "x.pdf"]
    assert (tmp_path / "x.html").read_bytes() == b"old"


def test_rest_of_a_killed_build_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / ".x.html.part").write_bytes(b"half")
    write_whole(tmp_path, {"x.html": b"whole"})
    assert names(tmp_path) == ["x.html"]
