"""A real scheduler and a real worker give the bytes that this machine gives."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mingzhang.builder import build
from mingzhang.cluster.cluster_run import Here, Results
from mingzhang.cluster.cluster_worker import key_here
from mingzhang.cluster.scheduler import Gone, Scheduler
from mingzhang.keeping.result_keeper import Asked, Keeper
from mingzhang.result import Result
from mingzhang.wanted import HTML, Wanted
from tests.support import PROJECT

DOCUMENT = PROJECT.sources / "yanbian" / "2024-budget"
PAGE = Wanted(frozenset((HTML,)))
PATIENCE = 60.0


def started(log: Path, *command: str) -> subprocess.Popen[bytes]:
    with log.open("wb") as file:
        return subprocess.Popen([sys.executable, "-m", *command], stdout=file, stderr=file)  # noqa: S603 (ours)


def address_in(log: Path) -> str:
    """Where the scheduler says that it listens."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := re.search(r"Scheduler at:\s+(tcp://\S+)", log.read_text(encoding="utf-8")):
            return found[1]
        time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8"))


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    log, where = tmp_path / "scheduler.log", ["--host", "127.0.0.1", "--no-dashboard"]
    scheduler = started(log, "distributed.cli.dask_scheduler", *where, "--port", "0")
    try:
        at = address_in(log)
        few = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1"]
        place = ["--local-directory", str(tmp_path / "worker")]
        worker = started(tmp_path / "w.log", "distributed.cli.dask_worker", at, *few, *place)
        yield at
        worker.terminate()
        worker.wait()
    finally:
        scheduler.terminate()
        scheduler.wait()


def never(folder: Path) -> Result:
    raise AssertionError(folder)


def test_the_same_bytes_come_from_another_process(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    there, here = tmp_path / "there", tmp_path / "here"
    keeper = Keeper(PROJECT, there, Asked(wanted=PAGE))
    with Scheduler(address) as scheduler:
        while not (keys := scheduler.keys()):
            time.sleep(0.1)
        assert set(keys.values()) == {key_here()}
        mine = Here(key_here(), keeper, there, never, never)
        result = Results(scheduler, [DOCUMENT], mine).result(DOCUMENT)
    local = build(DOCUMENT, PROJECT, here, wanted=PAGE)
    assert result.diagnostics == local.diagnostics
    written = {f.relative_to(here): f.read_bytes() for f in here.rglob("*") if f.is_file()}
    assert written
    assert {
        f.relative_to(there): f.read_bytes() for f in there.rglob("*") if f.is_file()
    } == written


def test_nobody_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingzhang.cluster.scheduler.PATIENCE", 0.1)
    monkeypatch.setattr("mingzhang.cluster.scheduler.CALL", 0.2)
    with Scheduler("tcp://127.0.0.1:9") as scheduler, pytest.raises(Gone):
        scheduler.keys()
