"""Several documents at once: each in one of a few processes, their results in the order asked.

The processes live as long as the run and are handed a few documents at a time.  Whatever a worker
meets is its document's: where one is killed, each document that was under way then is made in a
process of its own, one that kills that too is told, and all others go on as before.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from mingzhang.builder import Result, build, checked
from mingzhang.commands.named_documents import Build
from mingzhang.commands.signal_handling import (
    end_this_worker,
    end_workers,
    ending_tidily,
    start_worker,
    starting_workers,
)
from mingzhang.commands.worker_start import cores, safe_path
from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.keeping.result_keeper import Asked, Keeper
from mingzhang.project import Project
from mingzhang.publish.printer import Printer
from mingzhang.publish.write_faults import KILLED
from mingzhang.reading.source_text import shown

if TYPE_CHECKING:
    from mingzhang.checks.rule import Rule

# Started once with everything imported; the workers are its copies.
START = "forkserver"
PRELOADED = ["mingzhang.builder", "mingzhang.checks.own_rules", "mingzhang.publish.pdf_file"]
BATCH = 2  # documents that each process is handed at a time, so that none waits for another


@contextmanager
def builder(
    folders: Sequence[Path],
    project: Project,
    output: Path | None,
    *,
    keeper: Keeper | None = None,
    count: int | None = None,
    printer: Printer | None = None,
) -> Iterator[Build]:
    """What makes each folder's document in parallel.

    Without ``output`` they are checked and nothing is written.  ``keeper`` keeps the results;
    ``count`` is how many processes there may be, as many as processors where it is not said; where
    it is one, a ``printer`` may make the PDF.
    """
    here = Here(project, output, keeper=keeper, printer=printer)
    count = min(len(folders), count or cores())
    if count < 2 or START not in multiprocessing.get_all_start_methods():
        yield here.build
        return
    with _Workers(count, here) as workers:
        yield _Results(workers, folders, here).result


@contextmanager
def _workers(count: int) -> Iterator[ProcessPoolExecutor]:
    """Parallel processes that end with the context; at once where the run is to end."""
    context = multiprocessing.get_context(START)
    context.set_forkserver_preload(PRELOADED)
    with safe_path(), starting_workers():
        made = ProcessPoolExecutor(count, mp_context=context, initializer=start_worker)
    with safe_path(), made as pool:
        try:
            yield pool
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            end_workers()
            raise


class Here:
    """Builds documents in this process; parallel processes each have a copy."""

    def __init__(
        self,
        project: Project,
        output: Path | None,
        *,
        keeper: Keeper | None = None,
        printer: Printer | None = None,
    ) -> None:
        self.project, self.output = project, output
        self.keeper, self.printer = keeper, printer

    def build(self, folder: Path) -> Result:
        """Builds a document in this process, not in parallel; its result is kept."""
        return self.keeper.made(folder, self._made) if self.keeper else self._made(folder)

    def _made(self, folder: Path) -> Result:
        """A document's result, made here or in a parallel process, which reads own rules."""
        asked = self.keeper.asked if self.keeper else Asked()
        rules = self._rules(wanted=asked.own)
        try:
            if self.output is None:
                return checked(folder, self.project, rules)
            return build(folder, self.project, self.output, rules, asked.wanted, self.printer)
        except MemoryError:
            return killed(folder)

    def _rules(self, *, wanted: bool) -> Mapping[str, Rule] | None:
        """The project's rules; None where it has none of its own, and the program's will do."""
        if not self.project.rules.is_dir():
            return None
        from mingzhang.checks.own_rules import load_rules  # noqa: PLC0415 (all rules: printing begins first)

        return load_rules(self.project.rules, wanted=wanted)[0]

    def work(self, folder: Path) -> Result:
        """Builds a document in a parallel worker, which may be told to end meanwhile."""
        try:
            with ending_tidily():
                return self.build(folder)
        except SystemExit:
            pass
        return end_this_worker()


class _Workers:
    """Parallel processes that build documents; a killed one is replaced."""

    def __init__(self, count: int, here: Here) -> None:
        self.count, self.here = count, here
        self._stack = ExitStack()
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> _Workers:
        self._stack.__enter__()
        return self

    def __exit__(self, *why: object) -> None:
        self._stack.__exit__(*why)  # type: ignore[arg-type]

    def start(self, folder: Path) -> Future[Result] | None:
        """Has a parallel worker make a document; None where no process can be had."""
        with starting_workers(), suppress(OSError, EOFError, BrokenProcessPool):
            if self._pool is None:
                self._pool = self._stack.enter_context(_workers(self.count))
            return self._pool.submit(self.here.work, folder)
        return None

    def works(self) -> bool:
        """Whether a parallel process does anything at all; else no document is at fault."""
        with starting_workers(), suppress(OSError, EOFError, BrokenProcessPool):
            if self._pool is None:
                self._pool = self._stack.enter_context(_workers(self.count))
            return self._pool.submit(bool, 1).result()
        return False

    def renew(self) -> None:
        """Give up the parallel processes that are left; the next document starts new ones."""
        self._pool = None


class _Results:
    """The results of documents made in parallel as they are asked for."""

    def __init__(self, workers: _Workers, folders: Sequence[Path], here: Here) -> None:
        self.workers, self.here = workers, here
        self.waiting = deque(folders)
        self.running: dict[Future[Result], Path] = {}
        self.done: dict[Path, Result] = {}

    def result(self, folder: Path) -> Result:
        """The result of one of the parallel documents, made here or by a worker."""
        while folder not in self.done:
            self._hand_out()
            if folder in self.waiting and not self.running:
                # No process can be had, or not any more.
                self.waiting.remove(folder)
                return self.here.build(folder)
            self._take_in()
        return self.done.pop(folder)

    def _hand_out(self) -> None:
        while self.waiting and len(self.running) < BATCH * self.workers.count:
            future = self.workers.start(self.waiting[0])
            if future is None:
                return
            self.running[future] = self.waiting.popleft()

    def _take_in(self) -> None:
        """Takes in what parallel workers have made by now; at least one result."""
        finished, _ = wait(self.running, return_when=FIRST_COMPLETED)
        broken = []
        for future in finished:
            folder = self.running.pop(future)
            try:
                self.done[folder] = future.result()
            except BrokenProcessPool:
                broken.append(folder)
        if broken:
            self.workers.renew()
            # Whoever killed it is among those that were under way.
            under_way = [*broken, *self._given_up()]
            self.done.update((folder, _alone(folder, self.here)) for folder in under_way)

    def _given_up(self) -> list[Path]:
        """The documents that lost parallel processes had not begun with, or not ended."""
        left, self.running = self.running, {}
        for future, folder in [*left.items()]:
            with suppress(BrokenProcessPool):
                self.done[folder] = future.result()
                del left[future]
        return [*left.values()]


def _alone(folder: Path, here: Here) -> Result:
    """A document that a parallel worker left behind, in a process that can be killed by itself."""
    with _Workers(1, here) as workers:
        future = workers.start(folder) if workers.works() else None
        try:
            return future.result() if future else here.build(folder)
        except BrokenProcessPool:
            return killed(folder)


def killed(folder: Path) -> Result:
    """The finding that a document ended the parallel worker process that made it."""
    message = f"生成“{shown(folder)}”的进程被系统终止，多半是内存不足；这份文档没有写。"
    hint = "请关闭别的程序，腾出内存，再单独生成这一份；其他文档不受影响。"
    return Result(folder, (Diagnostic(Place(shown(folder)), KILLED, message, hint),))
