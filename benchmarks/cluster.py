"""A cluster under way loses machines and its scheduler → nothing is lost, nothing is made twice.

In: how many documents (copies of the real ones), and whether they wait in a shared folder.  Out: a
Markdown table on standard output.  The scheduler and the workers are real processes of this
machine; the workers are started again when they end, as a service manager would.
``python -m benchmarks.cluster [NUMBER] [shared]``
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from mingzhang.builder import build
from mingzhang.cluster.shared_folder import SUFFIX
from mingzhang.project import Project
from mingzhang.reading.document_search import find_folders

WORKERS = 3
QUIET = ("--no-dashboard", "--host", "127.0.0.1")
DONE = re.compile(r"^\[(\d+)/", re.MULTILINE)
KEPT = re.compile(r"其中 (\d+) 份没有变化")


class Cluster:
    """A scheduler and its workers, each started again when it ends until the whole is closed."""

    def __init__(self, home: Path, workers: int = WORKERS) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.address, self.home = f"tcp://127.0.0.1:{self.port}", home
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.is_open = True
        self.threads = [threading.Thread(target=self._keep, args=("scheduler", self._scheduler()))]
        for number in range(workers):
            command = self._worker(number)
            self.threads.append(threading.Thread(target=self._keep, args=(f"w{number}", command)))
        for thread in self.threads:
            thread.start()

    def _scheduler(self) -> list[str]:
        return ["distributed.cli.dask_scheduler", *QUIET, "--port", str(self.port)]

    def _worker(self, number: int) -> list[str]:
        place = ["--local-directory", str(self.home / f"w{number}")]
        few = ["--nthreads", "1", "--no-nanny", "--death-timeout", "20"]
        return ["distributed.cli.dask_worker", self.address, *QUIET, *few, *place]

    def _keep(self, name: str, command: list[str]) -> None:
        while self.is_open:
            quiet = subprocess.DEVNULL
            process = subprocess.Popen(  # noqa: S603 (ours)
                [sys.executable, "-m", *command], stdout=quiet, stderr=quiet
            )
            self.running[name] = process
            process.wait()

    def strike(self, name: str, number: int) -> None:
        """Send a signal to one of them."""
        with suppress(ProcessLookupError):
            self.running[name].send_signal(number)

    def close(self) -> None:
        """End all of them."""
        self.is_open = False
        for name in self.running:
            self.strike(name, signal.SIGCONT)
            self.strike(name, signal.SIGKILL)
        for thread in self.threads:
            thread.join()


@contextmanager
def cluster(home: Path) -> Iterator[Cluster]:
    """One that is closed whatever happens."""
    opened = Cluster(home)
    try:
        yield opened
    finally:
        opened.close()


def documents(root: Path, number: int) -> None:
    """Copies of the real documents under names of their own."""
    real, _ = find_folders((), Project())
    alone = [folder for folder in real if len([*folder.parent.iterdir()]) == 1]
    for index in range(number):
        folder = alone[index % len(alone)]
        shutil.copytree(folder, root / "sources" / f"{folder.parent.name}-{index:03}" / folder.name)


def run(root: Path, where: Sequence[str], during: Callable[[str], bool] = lambda _: False) -> str:
    """What a build on the cluster says; ``during`` is asked after each line whether to kill it."""
    command = [sys.executable, "-m", "mingzhang", "build", "--cluster", *where]
    place = {**os.environ, "XDG_CACHE_HOME": str(root.parent / "cache")}
    process = subprocess.Popen(  # noqa: S603 (ours)
        command, cwd=root, env=place, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    said = []
    for line in process.stdout or ():
        said.append(line)
        if DONE.match(line) and during(line):
            process.kill()
    process.wait()
    return "".join(said)


def is_as_made_here(root: Path) -> bool:
    """Whether every document has the bytes that this process gives it."""
    with tempfile.TemporaryDirectory() as here:
        for folder in sorted((root / "sources").glob("*/*")):
            build(folder, Project(root), Path(here))
            name = Path(folder.parent.name, folder.name)
            if _bytes(root / "output" / name) != _bytes(Path(here) / name):
                return False
        return True


def _bytes(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def trial(number: int, name: str, *, is_shared: bool) -> tuple[str, int, int, int, bool]:
    """One run with mishaps, and one after it: what the second had to make, whether all is right.

    Counted, too, is what was finished in the shared folder.
    """
    with tempfile.TemporaryDirectory() as home:
        root, shared = Path(home) / "data", Path(home) / "shared"
        documents(root, number)
        with cluster(Path(home)) as machines, finishing(shared) as finished:
            time.sleep(4)
            mishap = MISHAPS[name](machines, number)
            where = machines.address, *(("--shared", str(shared)) if is_shared else ())
            first = run(root, where, mishap)
            done = len(DONE.findall(first))
            kept = KEPT.search(second := run(root, where))
        shown = len(DONE.findall(second))
        is_right = shown == number and is_as_made_here(root) and not any(shared.iterdir())
        return name, done, int(kept[1]) if kept else 0, len(finished), is_right


@contextmanager
def finishing(shared: Path) -> Iterator[set[str]]:
    """What is ever finished in a shared folder: more than there are documents is made twice."""
    shared.mkdir()
    seen, is_over = set[str](), threading.Event()

    def watch() -> None:
        while not is_over.wait(0.002):
            seen.update(name for name in os.listdir(shared) if name.endswith(SUFFIX))  # noqa: PTH208

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield seen
    finally:
        is_over.set()
        thread.join()


def _nothing(_cluster: Cluster, _number: int) -> Callable[[str], bool]:
    return lambda _: False


def _once(act: Callable[[], object], *, kills: bool = False) -> Callable[[str], bool]:
    """Do it after the first document, and never again."""
    todo = [act]

    def during(_: str) -> bool:
        if not todo:
            return False
        todo.pop()()
        return kills

    return during


def _two_killed(machines: Cluster, _number: int) -> Callable[[str], bool]:
    def two() -> None:
        for name in ("w0", "w1"):
            machines.strike(name, signal.SIGKILL)

    return _once(two)


def _one_slow(machines: Cluster, _number: int) -> Callable[[str], bool]:
    def slow() -> None:
        machines.strike("w0", signal.SIGSTOP)
        threading.Timer(20, machines.strike, ("w0", signal.SIGCONT)).start()

    return _once(slow)


def _scheduler_killed(machines: Cluster, _number: int) -> Callable[[str], bool]:
    return _once(lambda: machines.strike("scheduler", signal.SIGKILL))


def _caller_killed(_machines: Cluster, _number: int) -> Callable[[str], bool]:
    return _once(lambda: None, kills=True)


MISHAPS: dict[str, Callable[[Cluster, int], Callable[[str], bool]]] = {
    "什么也没发生": _nothing,
    "两个工作进程被终止": _two_killed,
    "一个工作进程停 20 秒": _one_slow,
    "调度程序被终止，重新启动": _scheduler_killed,
    "发起的一方被终止，再运行一次": _caller_killed,
}


def main() -> None:
    """Print the table."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 24
    is_shared = sys.argv[2:3] == ["shared"]
    columns = "第一次说做好的", "第二次不用重做的", "共用的文件夹里做好的"
    print("| 试验 | 份数 |", " | ".join(columns), "| 都做好，且与本机生成的逐字节相同 |")
    print("|---|---:|---:|---:|---:|---|")
    for name in MISHAPS:
        told, *numbers, right = trial(number, name, is_shared=is_shared)
        row = " | ".join(map(str, (number, *numbers)))
        print(f"| {told} | {row} | {'是' if right else '否'} |", flush=True)


if __name__ == "__main__":
    main()
