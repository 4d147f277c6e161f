"""A document's folder is replaced as one, and only its own files are."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from mingzhang.publish import files
from mingzhang.publish.files import MANIFEST, replace_folder


def names(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def listing(*paths: str) -> bytes:
    return json.dumps({"files": [{"path": path} for path in paths]}).encode()


def test_files_and_folders_are_written(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    replace_folder(folder, {"x.html": b"1", "data/x.csv": b"2"})
    assert names(folder) == ["data/x.csv", "x.html"]
    assert (folder / "data/x.csv").read_bytes() == b"2"
    assert [path.name for path in folder.parent.iterdir()] == ["b"]


def test_old_files_of_the_document_go_and_foreign_ones_stay(tmp_path: Path) -> None:
    folder = tmp_path / "b"
    replace_folder(folder, {"x": b"old", "data/y": b"old", MANIFEST: listing("x", "data/y")})
    (folder / "data" / "mine.txt").write_text("mine")
    replace_folder(folder, {"x": b"new", MANIFEST: listing("x")})
    assert names(folder) == ["data/mine.txt", MANIFEST, "x"]
    assert (folder / "x").read_bytes() == b"new"
    assert (folder / "data" / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": [1]}', "\u0000"])
def test_unreadable_manifest_deletes_nothing_but_the_first_files(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "b"
    folder.mkdir()
    (folder / MANIFEST).write_text(text)
    (folder / "disclosure.html").write_text("old")
    (folder / "mine").write_text("mine")
    replace_folder(folder, {"x": b"new"})
    assert set(names(folder)) - {MANIFEST} == {"mine", "x"}


def test_foreign_link_is_kept_as_a_link(tmp_path: Path) -> None:
    folder = tmp_path / "b"
    replace_folder(folder, {"x": b"old"})
    (folder / "mine").symlink_to("/nowhere")
    replace_folder(folder, {"x": b"new"})
    assert (folder / "mine").readlink() == Path("/nowhere")


@pytest.mark.parametrize("exchange", [True, False])
def test_works_with_and_without_the_systems_exchange(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool
) -> None:
    if not exchange:
        monkeypatch.setattr(files, "_exchange", lambda *_: False)
    folder = tmp_path / "b"
    for text in (b"1", b"2", b"3"):
        replace_folder(folder, {"x": text})
        assert (folder / "x").read_bytes() == text
        assert [path.name for path in tmp_path.iterdir()] == ["b"]


def test_old_files_stay_where_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "b"
    replace_folder(folder, {"x": b"old", "y": b"old"})
    calls = iter([None, OSError("disk full")])

    def failing(_descriptor: int) -> None:
        if fault := next(calls):
            raise fault

    monkeypatch.setattr("mingzhang.publish.files.os.fsync", failing)
    with pytest.raises(OSError, match="disk full"):
        replace_folder(folder, {"x": b"new", "y": b"new"})
    assert {(folder / name).read_bytes() for name in names(folder)} == {b"old"}


def test_rest_of_a_killed_build_is_cleared(tmp_path: Path) -> None:
    rest = tmp_path / ".b.new"
    rest.mkdir()
    (rest / "x").write_bytes(b"half")
    replace_folder(tmp_path / "b", {"y": b"whole"})
    assert names(tmp_path) == ["b/y"]


def test_folder_set_aside_by_a_killed_build_comes_back(tmp_path: Path) -> None:
    old = tmp_path / ".b.old"
    old.mkdir()
    (old / "mine").write_bytes(b"mine")
    replace_folder(tmp_path / "b", {"y": b"whole"})
    assert names(tmp_path) == ["b/mine", "b/y"]


KILLED = """
import os, sys
from pathlib import Path
from mingzhang.publish import files
target, number = Path(sys.argv[1]), int(sys.argv[2])
calls = 0
def step(event, arguments):
    global calls
    if event in ("open", "os.rename", "os.link", "os.mkdir", "shutil.rmtree", "os.remove",
                 "os.rmdir", "ctypes.dlsym"):
        calls += 1
        if calls == number:
            os._exit(9)
contents = {f"f{i}": b"new" for i in range(4)}
sys.addaudithook(step)
files.replace_folder(target, contents)
"""


def test_killed_at_any_step_leaves_old_or_new(tmp_path: Path) -> None:
    ends = set()
    for number in range(1, 60):
        folder = tmp_path / str(number) / "b"
        replace_folder(folder, {f"f{i}": b"old" for i in range(4)})
        code = subprocess.run(  # noqa: S603 (the test's own script)
            [sys.executable, "-c", KILLED, str(folder), str(number)], check=False
        ).returncode
        found = {(folder / f"f{i}").read_bytes() for i in range(4)}
        assert len(found) == 1, f"step {number}"
        ends |= {(code, *found)}
        if code == 0:
            break
    assert {(9, b"old"), (9, b"new"), (0, b"new")} <= ends
