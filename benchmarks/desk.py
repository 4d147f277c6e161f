"""The desk, warm: from a saved file to its new page and to its findings, and who gets nothing.

In: the project's documents, copied, one of them edited before a desk that watches them.  Out: lines
on standard output: the 95th percentile of page and findings against a warm build's page and check
in the same run; memory before and after; how many hostile requests were answered with anything.
With ``BEFORE`` in the environment, a folder with an earlier revision of the program, page and check
are that one's, timed in a process of its own in turn with the edits.  Ratios are of the work of the
processor, for what else the machine does is no matter; the clock's, from save to word, stand
beside.  Run with ``python -m benchmarks.desk [edits [requests [documents]]]``.
"""

from __future__ import annotations

import asyncio
import os
import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from mingzhang.builder import examine
from mingzhang.project import Project
from tests.desk.asking import Browser, at_desk
from tests.desk.test_desk_server import hostile

NAME = "changchun/2024-final"
FIGURE = re.compile(r"项目支出: (690\.[0-9]{2})")
WARM, TIMES = 3, 15
REST = 0.5  # seconds
# What an earlier revision does for each line that it is sent: page and check, in seconds.
EARLIER = """
import sys, time
from pathlib import Path
from mingzhang.builder import examine
from mingzhang.project import Project
folder = Path(sys.argv[1])
for line in sys.stdin:
    start = time.process_time()
    examine(folder, Project(Path.cwd()), pages=True)
    print(time.process_time() - start, flush=True)
"""
REFUSED = (303, 400, 403, 404, 405, 409, 421, 422)


def main() -> None:
    """Print the lines."""
    numbers = [int(word) for word in sys.argv[1:]]
    edits, requests, documents = (*numbers, *(100, 5000, 7)[len(numbers) :])
    with TemporaryDirectory() as made:
        root = Path(made)
        os.environ["XDG_CACHE_HOME"] = str(root / "cache")
        shutil.copytree(Project().sources, root / "sources")
        for number in range(documents - 7):
            source = Project().sources / "changchun"
            shutil.copytree(source, root / "sources" / f"copy-{number}")
        at_desk(root, lambda browser: _times(browser, root, edits))
        at_desk(root, lambda browser: _hostile(browser, root, requests))


async def _times(browser: Browser, root: Path, edits: int) -> None:
    pages, findings, builds = list[Times](), list[Times](), list[float]()
    first, build = 0, _whole(root / "sources" / NAME, Project(root))
    async with aclosing(_edits(browser, root, WARM + edits)) as measured:
        async for page, whole in measured:
            if len(builds) < WARM:
                first = _memory()
                builds.append(build())
                continue
            pages.append(page)
            findings.append(whole)
            if len(pages) % max(edits // TIMES, 1) == 0:
                await asyncio.sleep(REST)
                builds.append(build())
    _print(builds[WARM:] or builds, {"网页": pages, "提示": findings})
    print(f"{edits} 次修改，内存 {first // 1024} → {_memory() // 1024} MB")


async def _edits(
    browser: Browser, root: Path, edits: int
) -> AsyncGenerator[tuple[Times, Times], None]:
    """How long each edit takes until its page is there, and until its findings are told."""
    file = root / "sources" / NAME / "disclosure.yaml"
    text, spare = file.read_text(encoding="utf-8"), file.with_name(".disclosure.part")
    async with browser.desk.listening(NAME) as told:
        if told is None:
            raise SystemExit("nobody listens")
        await browser.get(f"/page/{NAME}?new")
        await told.get()
        while [*browser.desk.board.stale()]:
            await asyncio.sleep(REST)
        for number in range(edits):
            await asyncio.sleep(REST)  # what comes after the findings is done
            while not told.empty():  # such as what its form uses
                told.get_nowait()
            moved = FIGURE.sub(f"项目支出: 690.{number % 100:02}", text)
            spare.write_text(moved, encoding="utf-8")
            start = Times.now()
            spare.replace(file)
            await told.get()
            await browser.get(f"/page/{NAME}?v={number}")
            page = Times.now() - start
            await told.get()
            yield page, Times.now() - start
    file.write_text(text, encoding="utf-8")


class Times(NamedTuple):
    """Seconds: of the processor, and of the clock."""

    work: float
    wait: float

    @classmethod
    def now(cls) -> Times:
        """The time until now."""
        return cls(time.process_time(), time.perf_counter())

    def __sub__(self, start: Times) -> Times:
        """The time since then."""
        return Times(self.work - start.work, self.wait - start.wait)


def _print(builds: list[float], measured: dict[str, list[Times]]) -> None:
    usual = median(builds)
    print(f"网页和核对（热）：{usual * 1000:.0f} ms")
    for what, times in measured.items():
        work, wait = ([*one] for one in zip(*times, strict=True))
        print(
            f"保存 → {what}：p95 {_late(work) * 1000:.0f} ms，{_late(work) / usual:.2f}；"
            f"中位数 {median(work) * 1000:.0f} ms，{median(work) / usual:.2f}；"
            f"钟表 p95 {_late(wait) * 1000:.0f} ms，中位数 {median(wait) * 1000:.0f} ms"
        )


def _whole(folder: Path, project: Project) -> Callable[[], float]:
    """What times page and check of a warm build: this program's, or an earlier one's."""
    earlier = os.environ.get("BEFORE")
    if not earlier:
        return lambda: _timed(lambda: examine(folder, project, pages=True))
    process = subprocess.Popen(  # noqa: S603 (our own words)
        [sys.executable, "-c", EARLIER, str(folder)],
        cwd=earlier,
        env={**os.environ, "PYTHONPATH": earlier},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def timed() -> float:
        if not process.stdin or not process.stdout:
            raise SystemExit("no pipes")
        process.stdin.write("\n")
        process.stdin.flush()
        return float(process.stdout.readline())

    return timed


def _timed(job: Callable[[], object]) -> float:
    start = time.process_time()
    job()
    return time.process_time() - start


async def _hostile(browser: Browser, root: Path, requests: int) -> None:
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    wrong = 0
    for seed in range(requests):
        random = Random(seed)  # noqa: S311 (a sample)
        said = await browser.ask(*hostile(random, NAME))
        is_told = "Traceback" in said.body.decode("utf-8", "replace")
        wrong += said.status not in REFUSED or is_told
        if seed % 100 == 0:
            await asyncio.sleep(0)
    after = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    print(
        f"{requests} 个恶意请求：{wrong} 个得到回答，文件{'没有变' if before == after else '变了'}"
    )


def _late(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def _memory() -> int:
    """The most that this process ever held, in kB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
