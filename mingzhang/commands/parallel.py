"""Several documents at once: each in one of a few processes, their results in the order asked.

Whatever a worker meets is its document's: where one is killed, each document that it leaves behind
is built in a process of its own, and one that kills that too is told.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from pathlib import Path

from mingzhang.builder import Result, build
from mingzhang.checks.own import load_rules
from mingzhang.commands.ending import (
    end_this_worker,
    end_workers,
    ending_tidily,
    start_worker,
    starting_workers,
)
from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.project import Project
from mingzhang.publish.faults import KILLED
from mingzhang.reading.text import shown

# Started once with everything imported; the workers are its copies.
START, PRELOADED = "forkserver", ["mingzhang.builder", "mingzhang.publish.document"]
SAFE_PATH = "PYTHONSAFEPATH"
Build = Callable[[Path], Result]


@contextmanager
def builder(
    folders: Sequence[Path], project: Project, output: Path, *, own: bool = True
) -> Iterator[Build]:
    """What gives the result of each of these folders; ``own``: by the project's rules too."""
    here = _Here(project, output, own=own)
    count = min(len(folders), os.cpu_count() or 1)
    if count < 2 or START not in multiprocessing.get_all_start_methods():
        yield here.build
        return
    with _workers(count) as pool:
        started = _started(pool, folders, here)
        yield lambda folder: _result(started.get(folder), folder, here)


@contextmanager
def _workers(count: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that end with the context; at once where the run is to end."""
    context = multiprocessing.get_context(START)
    context.set_forkserver_preload(PRELOADED)
    with _safe_path(), starting_workers():
        made = ProcessPoolExecutor(count, mp_context=context, initializer=start_worker)
    with _safe_path(), made as pool:
        try:
            yield pool
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            end_workers()
            raise


@contextmanager
def _safe_path() -> Iterator[None]:
    """What Python starts by itself looks for modules in the current folder, unless it is told."""
    before = os.environ.get(SAFE_PATH)
    os.environ[SAFE_PATH] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[SAFE_PATH]
        else:
            os.environ[SAFE_PATH] = before


class _Here:
    """Builds in this process; a copy of it in every other."""

    def __init__(self, project: Project, output: Path, *, own: bool = True) -> None:
        self.project, self.output, self.own = project, output, own

    def build(self, folder: Path) -> Result:
        """The result of a folder.  A project's own rules are code, which every process reads."""
        rules, _ = load_rules(self.project.rules, wanted=self.own)
        try:
            return build(folder, self.project, self.output, rules)
        except MemoryError:
            return _killed(folder)

    def work(self, folder: Path) -> Result:
        """The same in a worker, which may be told to end meanwhile."""
        try:
            with ending_tidily():
                return self.build(folder)
        except SystemExit:
            pass
        return end_this_worker()


def _started(
    pool: ProcessPoolExecutor, folders: Sequence[Path], here: _Here
) -> dict[Path, Future[Result]]:
    """What is under way; what is missing could not be started, or not any more."""
    started: dict[Path, Future[Result]] = {}
    with starting_workers(), suppress(OSError, EOFError, BrokenProcessPool):
        for folder in folders:
            started[folder] = pool.submit(here.work, folder)
    return started


def _result(future: Future[Result] | None, folder: Path, here: _Here) -> Result:
    if future is None:
        return here.build(folder)
    try:
        return future.result()
    except BrokenProcessPool:
        return _alone(folder, here)


def _alone(folder: Path, here: _Here) -> Result:
    """A document that a worker left behind, in one that can be killed without harm to others."""
    with _workers(1) as pool:
        future = _started(pool, (folder,), here).get(folder)
        try:
            return future.result() if future else here.build(folder)
        except BrokenProcessPool:
            return _killed(folder)


def _killed(folder: Path) -> Result:
    message = f"生成“{shown(folder)}”的进程被系统终止，多半是内存不足；这份文档没有写。"
    hint = "请关闭别的程序，腾出内存，再单独生成这一份；其他文档不受影响。"
    return Result(folder, (Diagnostic(Place(shown(folder)), KILLED, message, hint),))
