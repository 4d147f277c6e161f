"""A document's folder is replaced as one, and only its own files are."""

import errno
import itertools
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mingzhang.diagnostics import Severity
from mingzhang.publish import folder_swap
from mingzhang.publish.folder_swap import MANIFEST, replace_folder
from mingzhang.publish.swap_places import Places


def names(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def listing(*paths: str) -> bytes:
    return json.dumps({"files": [{"path": path} for path in paths]}).encode()


def listed(**contents: bytes) -> dict[str, bytes]:
    """These files, with a manifest that lists them."""
    return {**contents, MANIFEST: listing(*contents)}


def kept_by_others(folder: Path, **texts: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text)


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


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"files": [1]}', '{"files": [{"path": 1}]}', "\u0000"]
)
def test_unreadable_manifest_deletes_nothing_of_others(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "b"
    folder.mkdir()
    (folder / MANIFEST).write_text(text)
    (folder / "others").mkdir()
    (folder / "others" / "mine").write_text("mine")
    replace_folder(folder, {"x": b"new"})
    assert set(names(folder)) - {MANIFEST} == {"others/mine", "x"}


def test_without_a_manifest_the_first_files_are_the_documents(tmp_path: Path) -> None:
    folder = tmp_path / "b"
    folder.mkdir()
    (folder / "disclosure.html").write_text("old")
    (folder / "mine").write_text("mine")
    replace_folder(folder, {"x": b"new"})
    assert names(folder) == ["mine", "x"]


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
        monkeypatch.setattr(folder_swap, "_exchange", lambda *_: False)
    folder = tmp_path / "b"
    for text in (b"1", b"2", b"3"):
        assert replace_folder(folder, listed(x=text)) == ()
        assert (folder / "x").read_bytes() == text
        assert [path.name for path in tmp_path.iterdir()] == ["b"]


@pytest.mark.parametrize("number", range(1, 8))
def test_old_files_stay_where_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    folder = tmp_path / "b"
    replace_folder(folder, listed(x=b"old", y=b"old"))
    kept_by_others(folder, mine="mine")
    calls = itertools.count(1)

    def failing(_descriptor: int) -> None:
        if next(calls) == number:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("mingzhang.publish.folder_swap.os.fsync", failing)
    found = replace_folder(folder, listed(x=b"new", y=b"new"))
    version = b"old" if found else b"new"
    assert [(d.code, "磁盘满了" in d.message) for d in found] in ([], [("MZ713", True)])
    assert {(folder / name).read_bytes() for name in "xy"} == {version}
    assert (folder / "mine").read_text() == "mine"
    monkeypatch.undo()
    assert replace_folder(folder, listed(x=b"new", y=b"new")) == ()
    assert names(tmp_path) == ["b/manifest.json", "b/mine", "b/x", "b/y"]


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
from mingzhang.publish import folder_swap as files
target, number = Path(sys.argv[1]), int(sys.argv[2])
calls = 0
def step(event, arguments):
    global calls
    if event in ("open", "os.rename", "os.link", "os.mkdir", "shutil.rmtree", "os.remove",
                 "os.rmdir", "ctypes.dlsym"):
        calls += 1
        if calls == number:
            os._exit(9)
import json
contents = {f"f{i}": b"new" for i in range(4)}
contents["manifest.json"] = json.dumps({"files": [{"path": name} for name in contents]}).encode()
if sys.argv[3] == "two":
    files._exchange = lambda *_: False
sys.addaudithook(step)
files.replace_folder(target, contents)
"""


@pytest.mark.parametrize("swap", ["one", "two"])
def test_killed_at_any_step_leaves_old_or_new(tmp_path: Path, swap: str) -> None:
    ends = set()
    for number in range(1, 120, 3):
        folder = tmp_path / str(number) / "b"
        replace_folder(folder, listed(**{f"f{i}": b"old" for i in range(4)}))
        kept_by_others(folder, mine="mine")
        code = subprocess.run(  # noqa: S603 (the test's own script)
            [sys.executable, "-c", KILLED, str(folder), str(number), swap], check=False
        ).returncode
        if swap == "one":
            found = {(folder / f"f{i}").read_bytes() for i in range(4)}
            assert len(found) == 1, f"step {number}"
            assert (folder / "mine").read_text() == "mine"
            ends |= {(code, *found)}
        assert replace_folder(folder, listed(y=b"next")) == ()
        assert names(folder.parent) == ["b/manifest.json", "b/mine", "b/y"], f"step {number}"
        if code == 0:
            break
    assert code == 0
    assert swap == "two" or {(9, b"old"), (9, b"new"), (0, b"new")} <= ends


# What others keep there


def interrupted(monkeypatch: pytest.MonkeyPatch, action: Callable[[], object]) -> None:
    """Let somebody do something just before the folders are swapped."""
    swap = folder_swap._swap

    def swapped(places: Places) -> None:
        action()
        swap(places)

    monkeypatch.setattr(folder_swap, "_swap", swapped)


def test_file_that_comes_while_we_write_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "b"
    replace_folder(folder, listed(x=b"old"))
    interrupted(monkeypatch, lambda: (folder / "late").write_text("late"))
    assert replace_folder(folder, listed(x=b"new")) == ()
    assert names(tmp_path) == ["b/late", "b/manifest.json", "b/x"]


@pytest.mark.parametrize("can_link", [True, False])
def test_file_that_is_replaced_while_we_write_is_the_later_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, can_link: bool
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    def replace() -> None:
        (folder / "part").write_text("second")
        (folder / "part").replace(folder / "mine")

    folder = tmp_path / "b"
    replace_folder(folder, listed(x=b"old"))
    kept_by_others(folder, mine="first")
    if not can_link:
        monkeypatch.setattr("mingzhang.publish.foreign_files.os.link", refuse)
    interrupted(monkeypatch, replace)
    assert replace_folder(folder, listed(x=b"new")) == ()
    assert (folder / "mine").read_text() == "second"
    assert names(tmp_path) == ["b/manifest.json", "b/mine", "b/x"]


def test_what_can_neither_be_linked_nor_read_is_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    folder = tmp_path / "b"
    replace_folder(folder, listed(x=b"old"))
    kept_by_others(folder, mine="mine")
    monkeypatch.setattr("mingzhang.publish.foreign_files.os.link", refuse)
    monkeypatch.setattr("mingzhang.publish.foreign_files.shutil.copy2", refuse)
    assert replace_folder(folder, listed(x=b"new")) == ()
    assert (folder / "mine").read_text() == "mine"


def test_two_files_of_one_name_are_both_kept(tmp_path: Path) -> None:
    folder, old = tmp_path / "b", tmp_path / ".b.old"
    replace_folder(folder, listed(x=b"old"))
    kept_by_others(folder, mine="of the folder")
    kept_by_others(old, mine="of the killed build", same="")
    assert replace_folder(folder, listed(x=b"new")) == ()
    assert (folder / "mine").read_text() == "of the folder"
    assert (folder / "mine（2）").read_text() == "of the killed build"
    assert not old.exists()


def test_folders_of_others_keep_their_mode_though_empty(tmp_path: Path) -> None:
    folder = tmp_path / "b"
    replace_folder(folder, listed(x=b"old"))
    (folder / "empty").mkdir(mode=0o700)
    folder.chmod(0o775)
    assert replace_folder(folder, listed(x=b"new")) == ()
    assert (folder / "empty").stat().st_mode & 0o777 == 0o700
    assert folder.stat().st_mode & 0o777 == 0o775


def test_file_of_others_with_a_name_of_ours_is_not_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "b"
    replace_folder(folder, listed(x=b"old"))
    kept_by_others(folder, y="mine")
    (found,) = replace_folder(folder, listed(x=b"new", y=b"new"))
    assert (found.code, found.place.file.name) == ("MZ717", "y")
    assert (folder / "y").read_text() == "mine"
    assert (folder / "x").read_bytes() == b"old"
    (folder / "y").write_bytes(b"new")
    assert replace_folder(folder, listed(x=b"new", y=b"new")) == ()


def test_a_manifest_that_never_ends_is_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "b"
    kept_by_others(folder, mine="mine")
    os.mkfifo(folder / MANIFEST)
    assert replace_folder(folder, {"x": b"new"}) == ()
    assert (folder / "mine").read_text() == "mine"


# What lies in the way


@pytest.mark.parametrize("name", ["a", "a/b", "a/.b.new", "a/.b.old", "a/.b.lock"])
@pytest.mark.parametrize("kind", ["link", "broken link", "file"])
def test_nothing_is_written_where_something_else_lies(tmp_path: Path, name: str, kind: str) -> None:
    elsewhere, path = tmp_path / "elsewhere", tmp_path / "out" / name
    elsewhere.mkdir()
    path.parent.mkdir(parents=True)
    if kind == "file":
        path.write_text("mine")
        if path.name == ".b.lock":
            assert replace_folder(tmp_path / "out/a/b", listed(x=b"new")) == ()
            return
    else:
        path.symlink_to(elsewhere if kind == "link" else tmp_path / "nowhere")
    (found,) = replace_folder(tmp_path / "out/a/b", listed(x=b"new"))
    assert (found.code, found.place.file) == ("MZ712", path)
    assert ("链接" in found.message) == (kind != "file")
    assert [*elsewhere.iterdir()] == []
    assert path.is_symlink() or path.read_text() == "mine"
    path.unlink()
    assert replace_folder(tmp_path / "out/a/b", listed(x=b"new")) == ()


@pytest.mark.parametrize("name", ["x", "data", "data/y"])
@pytest.mark.parametrize("kind", ["link", "other"])
def test_nothing_is_written_where_a_file_has_no_place(tmp_path: Path, name: str, kind: str) -> None:
    folder, elsewhere = tmp_path / "b", tmp_path / "elsewhere"
    contents = {"x": b"1", "data/y": b"1", MANIFEST: listing("x", "data/y")}
    kept_by_others(elsewhere, y="mine")
    path = folder / name
    path.parent.mkdir(parents=True)
    if kind == "link":
        path.symlink_to(elsewhere)
    elif name == "data":
        path.write_text("mine")
    else:
        path.mkdir()
    (found,) = replace_folder(folder, contents)
    assert (found.code, found.place.file) == ("MZ712", path)
    assert os.path.lexists(path)
    assert (elsewhere / "y").read_text() == "mine"


def test_the_folder_that_the_user_named_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    assert replace_folder(tmp_path / "out/a/b", listed(x=b"new")) == ()
    assert (tmp_path / "real/a/b/x").read_bytes() == b"new"


def test_a_path_that_is_too_long_is_told(tmp_path: Path) -> None:
    (found,) = replace_folder(tmp_path / ("局" * 200) / "b", listed(x=b"new"))
    assert found.code == "MZ715"
    assert "太长" in found.message


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may all")
def test_a_folder_that_is_not_ours_to_write_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "b"
    replace_folder(folder, listed(x=b"old"))
    folder.chmod(0o555)
    (found,) = replace_folder(folder, listed(x=b"new"))
    folder.chmod(0o755)
    assert found.code == "MZ714"
    assert names(tmp_path) == ["b/manifest.json", "b/x"]


def test_what_cannot_be_cleared_is_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    folder = tmp_path / "b"
    replace_folder(folder, listed(x=b"old"))
    monkeypatch.setattr(folder_swap, "settle", refuse)
    (found,) = replace_folder(folder, listed(x=b"new"))
    assert (found.code, found.severity) == ("MZ719", Severity.WARNING)
    assert (folder / "x").read_bytes() == b"new"
    monkeypatch.undo()
    assert replace_folder(folder, listed(x=b"newer")) == ()
    assert names(tmp_path) == ["b/manifest.json", "b/x"]


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOTEMPTY, "MZ719"), (errno.EBUSY, "MZ719"), (errno.EROFS, "MZ714")]
)
def test_what_still_cannot_be_cleared_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError(number, os.strerror(number), str(tmp_path / ".b.old"))

    folder = tmp_path / "b"
    replace_folder(folder, listed(x=b"old"))
    monkeypatch.setattr(folder_swap, "settle", refuse)
    replace_folder(folder, listed(x=b"new"))
    (found,) = replace_folder(folder, listed(x=b"newer"))
    assert (found.code, found.severity) == (code, Severity.ERROR)
    assert ".b.old" in found.message or code != "MZ719"
    assert (folder / "x").read_bytes() == b"new"


def test_a_disk_that_is_mounted_inside_is_not_put_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "b"
    kept_by_others(folder / "scans", a="mine")
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path).name == "scans")
    (found,) = replace_folder(folder, listed(x=b"new"))
    assert found.code == "MZ716"
    assert "挂载点" in found.message
    assert names(tmp_path) == ["b/scans/a"]
