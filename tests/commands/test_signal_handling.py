"""A run that is told to end says so, and leaves neither half a folder nor a process behind."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from mingzhang import cli
from mingzhang.commands.signal_handling import ending_tidily, endings
from tests.support import PROJECT

# A command whose documents take for ever: here, or in two workers.
WAITING = """
import signal, sys
from pathlib import Path
from mingzhang import cli
from mingzhang.commands.parallel_documents import builder
from tests.commands.waiting import WaitingProject
def run(_arguments):
    root = Path(sys.argv[1])
    folders = [root / "a", root / "b"][: int(sys.argv[2])]
    with builder(folders, WaitingProject(root), root / "out") as build:
        build(folders[0])
    return 0
if __name__ == "__main__":
    # The tests may run where these are ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    cli.COMMANDS["wait"] = ("", lambda parser: parser.set_defaults(run=run))
    sys.exit(cli.main(["wait"]))
"""


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{process}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.parametrize("documents", [1, 2])
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGHUP, 129)]
)
def test_a_signal_ends_it_all_with_a_word(
    tmp_path: Path, documents: int, number: signal.Signals, code: int
) -> None:
    script = tmp_path / "script.py"
    script.write_text(WAITING, encoding="utf-8")
    with subprocess.Popen(  # noqa: S603 (the test's own script)
        [sys.executable, script, tmp_path, str(documents)],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(PROJECT.root)},
    ) as process:
        until = time.monotonic() + 60
        while len(found := [*tmp_path.glob("pid-*")]) < documents and time.monotonic() < until:
            time.sleep(0.02)
        assert len(found) == documents
        process.send_signal(number)
        try:
            _, said = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == code
    assert said == "已中断；没有写完的文档保持原样。\n"
    assert len([*tmp_path.glob("tidied-*")]) == documents
    assert not any(is_running(int(path.name.removeprefix("pid-"))) for path in found)


def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(WAITING, encoding="utf-8")
    with subprocess.Popen(  # noqa: S603 (the test's own script)
        [sys.executable, script, tmp_path, "2"],
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(PROJECT.root)},
    ) as process:
        until = time.monotonic() + 60
        while len(found := [*tmp_path.glob("pid-*")]) < 2 and time.monotonic() < until:
            time.sleep(0.02)
        process.kill()
    workers = [int(path.name.removeprefix("pid-")) for path in found]
    while any(map(is_running, workers)) and time.monotonic() < until + 60:
        time.sleep(0.02)
    assert not any(map(is_running, workers))


def test_a_signal_that_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    was = signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        with endings():
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
            assert signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    finally:
        signal.signal(signal.SIGHUP, before)
        signal.signal(signal.SIGTERM, was)


@pytest.mark.parametrize("ends", [endings, ending_tidily])
def test_a_second_signal_leaves_the_tidying_whole(
    ends: Callable[[], AbstractContextManager[None]],
) -> None:
    before = signal.signal(signal.SIGTERM, signal.SIG_DFL)
    tidied = list[bool]()

    def job() -> None:
        try:
            signal.raise_signal(signal.SIGTERM)
        finally:
            signal.raise_signal(signal.SIGTERM)
            tidied.append(True)

    try:
        with pytest.raises((KeyboardInterrupt, SystemExit)), ends():
            job()
    finally:
        signal.signal(signal.SIGTERM, before)
    assert tidied


# Our own output


def run(redirected: str) -> subprocess.CompletedProcess[str]:
    command = f"{shlex.quote(sys.executable)} -m mingzhang rule {redirected}"
    return subprocess.run(  # noqa: S602 (the test's own line)
        command, shell=True, cwd=PROJECT.root, capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
@pytest.mark.parametrize(
    ("redirected", "said"), [("> /dev/full", "磁盘满了"), (">&-", "标准输出关着")]
)
def test_output_that_cannot_be_written_is_told(redirected: str, said: str) -> None:
    done = run(redirected)
    assert done.returncode == 74
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert "None" not in done.stderr


def test_nothing_can_be_said_where_nothing_can_be_written() -> None:
    assert run("> /dev/full 2> /dev/full").returncode == 74


def test_an_error_without_a_reason_has_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_arguments: object) -> int:
        raise OSError("no number")

    monkeypatch.setattr(cli, "_silence", lambda: None)
    monkeypatch.setitem(cli.COMMANDS, "fail", ("", lambda p: p.set_defaults(run=fail)))
    assert cli.main(["fail"]) == 74
    assert "系统没有说明原因" in capsys.readouterr().err


LOST = """
import threading, time
from mingzhang.commands import signal_handling
with signal_handling.ending_tidily():
    teller = threading.Timer(0.5, signal_handling._end_main_thread)
    teller.daemon = True
    teller.start()
    try:
        time.sleep(60)
    except SystemExit:
        pass
time.sleep(60)
"""


def test_a_worker_that_lost_the_word_to_end_is_told_again() -> None:
    ended = subprocess.run(  # noqa: S603 (the test's own script)
        [sys.executable, "-c", LOST],
        check=False,
        timeout=30,
        env={**os.environ, "PYTHONPATH": str(PROJECT.root)},
    )
    assert ended.returncode == -signal.SIGTERM
