"""Several documents at once: each in one of a few processes, their results in the order asked.

Whatever a worker meets is its document's: where one is killed, the documents it leaves behind are
built here.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path

from mingzhang.builder import Result, build
from mingzhang.checks.own import load_rules
from mingzhang.project import Project

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
    context = multiprocessing.get_context(START)
    context.set_forkserver_preload(PRELOADED)
    with _safe_path(), ProcessPoolExecutor(count, mp_context=context) as pool:
        started = _started(pool, folders, here)
        yield lambda folder: _result(started.get(folder), folder, here)


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
        return build(folder, self.project, self.output, rules)


def _started(
    pool: ProcessPoolExecutor, folders: Sequence[Path], here: _Here
) -> dict[Path, Future[Result]]:
    """What is under way; nothing where the machine gives no more processes."""
    try:
        return {folder: pool.submit(here.build, folder) for folder in folders}
    except (OSError, EOFError):
        return {}


def _result(future: Future[Result] | None, folder: Path, here: _Here) -> Result:
    try:
        return future.result() if future else here.build(folder)
    except BrokenProcessPool:
        return here.build(folder)
