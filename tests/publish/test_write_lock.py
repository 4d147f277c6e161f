"""One program at a time writes a folder; who waits in vain is told for whom."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mingzhang.publish import write_lock
from mingzhang.publish.folder_swap import replace_folder
from mingzhang.publish.write_faults import Refused
from mingzhang.publish.write_lock import held, lock_file

HOLDER = """
import sys, time
from pathlib import Path
from mingzhang.publish.write_lock import held
with held(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_lock, "WAIT", 0.2)


@contextmanager
def held_elsewhere(target: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(  # noqa: S603 (the test's own script)
        [sys.executable, "-c", HOLDER, str(target)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_the_file_beside_is_gone_with_the_lock(tmp_path: Path) -> None:
    with held(tmp_path / "b"):
        assert [path.name for path in tmp_path.iterdir()] == [".b.lock"]
        assert json.loads((tmp_path / ".b.lock").read_text())["pid"] == os.getpid()
    assert [*tmp_path.iterdir()] == []


def test_who_waits_in_vain_is_told_for_whom(tmp_path: Path) -> None:
    target = tmp_path / "b"
    replace_folder(target, {"x": b"old"})
    with held_elsewhere(target) as process:
        (found,) = replace_folder(target, {"x": b"new"})
    assert found.code == "MZ710"
    assert f"进程 {process.pid}" in found.message
    assert "从 20" in found.message
    assert (target / "x").read_bytes() == b"old"
    assert found.hint


def test_a_lock_whose_holder_was_killed_is_no_obstacle(tmp_path: Path) -> None:
    target = tmp_path / "b"
    with held_elsewhere(target):
        pass
    assert lock_file(target).exists()
    assert replace_folder(target, {"x": b"new"}) == ()
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


def test_who_waits_gets_it_when_the_holder_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write_lock, "WAIT", 60.0)
    target = tmp_path / "b"
    with held_elsewhere(target) as process:
        waits = subprocess.Popen(  # noqa: S603 (the test's own script)
            [sys.executable, "-c", HOLDER, str(target)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdin
        process.stdin.close()
        assert waits.communicate(timeout=60)[0] == "held\n"


@pytest.mark.parametrize("text", ["", "[]", "{", '{"pid": 1}', "\udcff"])
def test_what_a_holder_says_may_be_anything(tmp_path: Path, text: str) -> None:
    with held(tmp_path / "b"):
        lock_file(tmp_path / "b").write_bytes(text.encode("utf-8", "surrogateescape"))
        with pytest.raises(Refused, match="没有记下来"), held(tmp_path / "b"):
            pass


def test_a_holder_that_ended_long_ago_is_not_named(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    with held(tmp_path / "b"):
        file = lock_file(tmp_path / "b")
        file.write_text(json.dumps(json.loads(file.read_text()) | {"pid": gone.pid}))
        with pytest.raises(Refused, match="没有记下来"), held(tmp_path / "b"):
            pass


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS])
def test_a_share_without_locks_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("mingzhang.publish.write_lock.fcntl.flock", refuse)
    (found,) = replace_folder(tmp_path / "b", {"x": b"new"})
    assert found.code == "MZ711"
    assert "--output" in found.hint
    assert not (tmp_path / "b").exists()


def test_a_file_that_the_lock_shares_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    os.link(tmp_path / "mine", tmp_path / ".b.lock")
    assert replace_folder(tmp_path / "b", {"x": b"new"}) == ()
    assert (tmp_path / "mine").read_text() == "mine"


@pytest.mark.parametrize("kind", ["fifo", "folder"])
def test_what_is_no_file_is_no_lock(tmp_path: Path, kind: str) -> None:
    path = tmp_path / ".b.lock"
    path.mkdir() if kind == "folder" else os.mkfifo(path)
    (found,) = replace_folder(tmp_path / "b", {"x": b"new"})
    assert (found.code, found.place.file) == ("MZ712", path)
