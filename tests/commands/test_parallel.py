"""Several documents at once give what they give one by one."""

import os
import signal
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from mingzhang.builder import Result
from mingzhang.commands import parallel
from mingzhang.commands.parallel import builder
from tests.support import PROJECT


def test_results_come_from_other_processes_in_the_order_asked(tmp_path: Path) -> None:
    folders = [tmp_path / "a" / "2024-final", tmp_path / "b" / "2024-final"]
    with builder(folders, PROJECT, tmp_path / "out") as build:
        results = [build(folder) for folder in folders]
    assert [result.folder for result in results] == folders
    assert all(not result.is_good for result in results)
    assert not (tmp_path / "out").exists()


def test_one_document_needs_no_other_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "ProcessPoolExecutor", None)
    with builder([tmp_path / "2024-final"], PROJECT, tmp_path) as build:
        assert not build(tmp_path / "2024-final").is_good


def test_what_a_killed_worker_leaves_is_built_here(tmp_path: Path) -> None:
    future: Future[Result] = Future()
    future.set_exception(BrokenProcessPool(f"killed by {signal.SIGKILL} in {os.getpid()}"))
    result = parallel._result(future, tmp_path, parallel._Here(PROJECT, tmp_path))
    assert not result.is_good
