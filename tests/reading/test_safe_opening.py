"""A file is read through no link, from nothing but a file, whatever is exchanged meanwhile."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path

import pytest

from mingzhang.reading.safe_opening import (
    Form,
    Obstacle,
    link_on_way,
    odd_below,
    plain_bytes,
    read_below,
)

SECRET = b"secret"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a.yaml").write_bytes(SECRET)
    (tmp_path / "root" / "in").mkdir(parents=True)
    (tmp_path / "root" / "in" / "a.yaml").write_bytes(b"a: 1")
    return tmp_path / "root"


def form(file: Path, root: Path) -> tuple[str, Form]:
    found = read_below(file, root, 100)
    assert isinstance(found, Obstacle)
    return found.path.relative_to(root).as_posix(), found.form


def test_a_file_is_read_as_far_as_asked(root: Path) -> None:
    assert read_below(root / "in" / "a.yaml", root, 100) == b"a: 1"
    assert read_below(root / "in" / "a.yaml", root, 2) == b"a:"


def test_the_root_itself_may_be_a_link(root: Path) -> None:
    (root.parent / "link").symlink_to(root)
    linked = root.parent / "link"
    assert read_below(linked / "in" / "a.yaml", linked, 100) == b"a: 1"


@pytest.mark.parametrize("target", ["../../outside/a.yaml", "/etc/hostname", "a.yaml", "nowhere"])
def test_a_link_is_named_and_not_followed(root: Path, target: str) -> None:
    (root / "in" / "b.yaml").symlink_to(target)
    assert form(root / "in" / "b.yaml", root) == ("in/b.yaml", Form.LINK)


def test_a_link_in_the_middle_of_the_way(root: Path) -> None:
    (root / "through").symlink_to("../outside")
    (root / "loop").symlink_to("loop")
    assert form(root / "through" / "a.yaml", root) == ("through", Form.LINK)
    assert form(root / "loop" / "a.yaml", root) == ("loop", Form.LINK)
    assert link_on_way(root / "through" / "a.yaml", root) == root / "through"
    assert link_on_way(root / "in" / "a.yaml", root) is None
    assert [*odd_below(root, frozenset())] == [root / "loop", root / "through"]


def test_what_is_no_file(root: Path) -> None:
    os.mkfifo(root / "pipe")
    (root / "null").symlink_to("/dev/null")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(root / "socket"))
        assert form(root / "socket", root) == ("socket", Form.SOCKET)
    assert form(root / "pipe", root) == ("pipe", Form.PIPE)
    odd = {path.name for path in odd_below(root, frozenset({".yaml"}))}
    assert odd >= {"pipe", "socket", "null"}
    assert not odd & {"in", "a.yaml"}
    assert form(root / "in", root) == ("in", Form.FOLDER)
    assert form(root / "nowhere", root) == ("nowhere", Form.MISSING)
    assert form(root / "nowhere" / "a.yaml", root) == ("nowhere", Form.MISSING)
    device = read_below(Path("/dev/null"), Path("/dev"), 100)
    assert device == Obstacle(Path("/dev/null"), Form.DEVICE)


def test_names_that_no_file_has(root: Path) -> None:
    for name in ("x" * 5000, "a\0b", "in/a.yaml/b"):
        assert isinstance(read_below(root / name, root, 100), Obstacle)


def test_a_file_that_is_exchanged_for_a_link_while_it_is_read(root: Path) -> None:
    """Whenever the exchange comes: the file's own bytes, or an obstacle, never the others'."""
    file, other = root / "in" / "a.yaml", root / "in" / "other"
    done = threading.Event()

    def exchange() -> None:
        while not done.is_set():
            other.symlink_to(root.parent / "outside" / "a.yaml")
            other.replace(file)
            other.write_bytes(b"a: 1")
            other.replace(file)

    thread = threading.Thread(target=exchange)
    thread.start()
    try:
        read = [read_below(file, root, 100) for _ in range(2000)]
    finally:
        done.set()
        thread.join()
    assert SECRET not in read
    assert b"a: 1" in read


def test_a_pipe_that_a_user_names_is_not_waited_for(root: Path) -> None:
    os.mkfifo(root / "pipe.xlsx")
    with pytest.raises(OSError, match="not a regular file"):
        plain_bytes(root / "pipe.xlsx")
    assert plain_bytes(root / "in" / "a.yaml") == b"a: 1"
