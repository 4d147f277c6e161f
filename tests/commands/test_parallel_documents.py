"""Several documents at once give what they give one by one."""

import gc
from pathlib import Path

import pytest

from mingzhang.commands import parallel_documents, worker_start
from mingzhang.commands.parallel_documents import builder
from mingzhang.garbage_collector import SELDOM
from tests.commands.killing import KillingProject
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
    monkeypatch.setattr(parallel_documents, "ProcessPoolExecutor", None)
    with builder([tmp_path / "2024-final"], PROJECT, tmp_path) as build:
        assert not build(tmp_path / "2024-final").is_good


@pytest.mark.parametrize(("times", "codes"), [(1, {"MZ050"}), (9, {"MZ718"})])
def test_a_killed_worker_costs_no_other_document(
    tmp_path: Path, times: int, codes: set[str]
) -> None:
    folders = [tmp_path / "a" / "x", tmp_path / "b" / "x"]
    with builder(folders, KillingProject(tmp_path, times), tmp_path / "out") as build:
        results = [build(folder) for folder in folders]
    assert [result.folder for result in results] == folders
    assert {d.code for result in results for d in result.diagnostics} == codes


def unable() -> None:
    """A worker that cannot begin."""
    raise RuntimeError("no worker here")


def test_workers_that_cannot_begin_are_no_documents_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel_documents, "start_worker", unable)
    folders = [tmp_path / "a" / "x", tmp_path / "b" / "x"]
    with builder(folders, PROJECT, tmp_path / "out") as build:
        results = [build(folder) for folder in folders]
    assert {d.code for result in results for d in result.diagnostics} == {"MZ050"}


def test_after_a_killed_worker_all_others_are_made(tmp_path: Path) -> None:
    folders = [tmp_path / f"{number}" / "x" for number in range(9)]
    with builder(folders, KillingProject(tmp_path, 2), tmp_path / "out", count=2) as build:
        results = [build(folder) for folder in folders]
    assert [result.folder for result in results] == folders
    assert {d.code for result in results for d in result.diagnostics} <= {"MZ050", "MZ718"}
    assert "MZ050" in {d.code for d in results[-1].diagnostics}


def test_as_many_processes_as_this_one_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {3, 5, 7}, raising=False)
    assert worker_start.cores() == 3
    monkeypatch.delattr("os.sched_getaffinity")
    monkeypatch.setattr("os.cpu_count", lambda: None)
    assert worker_start.cores() == 1


def test_a_document_that_needs_too_much_memory_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_much(*_arguments: object) -> None:
        raise MemoryError

    monkeypatch.setattr(parallel_documents, "build", too_much)
    with builder([tmp_path], PROJECT, tmp_path) as build:
        (found,) = build(tmp_path).diagnostics
    assert found.code == "MZ718"


def test_where_no_process_can_be_had_all_is_built_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr("mingzhang.commands.parallel_documents.ProcessPoolExecutor.submit", refuse)
    folders = [tmp_path / "a", tmp_path / "b"]
    with builder(folders, PROJECT, tmp_path) as build:
        assert [build(folder).folder for folder in folders] == folders


def test_a_worker_looks_for_garbage_as_seldom_as_the_program() -> None:
    with parallel_documents._workers(1) as pool:
        assert pool.submit(gc.get_threshold).result()[0] == SELDOM
