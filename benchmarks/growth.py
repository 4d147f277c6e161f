"""What a document costs among many: ``check`` of few and of many, first and with nothing to do.

In: the numbers of documents (copies of the real ones under names of their own).  Out: a Markdown
table on standard output: processor time per document, by number, each as the command itself on one
processor.  Others on the machine weigh on it less than on the clock, and the numbers take turns.
``python -m benchmarks.growth [NUMBER …]``
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.cluster import documents

NUMBERS = (100, 3000)
TURNS = 3  # of the short runs; the long ones are many in themselves
FIRST, NOTHING = "check --force", "check"


def seconds(root: Path, arguments: str) -> float:
    """The processor time of a command, its own and the system's for it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "mingzhang", *arguments.split()]
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL)  # noqa: S603 (ours)
    os.sched_setaffinity(process.pid, {min(os.sched_getaffinity(0))})
    if process.wait() not in {0, 1}:
        sys.exit(f"{command} ended with {process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def rows(home: Path, numbers: tuple[int, ...]) -> Iterator[str]:
    """The table."""
    roots = {number: home / str(number) for number in numbers}
    for number, root in roots.items():
        documents(root, number)
    yield "| 份数 | 核对，每份（毫秒） | 与最少的之比 | 没有变化，每份（毫秒） | 与最少的之比 |"
    yield "|---:|---:|---:|---:|---:|"
    few = min(numbers)
    found = {(number, what): list[float]() for number in numbers for what in (FIRST, NOTHING)}
    for turn in range(TURNS):
        for number, root in roots.items():
            # A long run is not repeated, and stands between two short ones.
            for what in (FIRST, NOTHING) if number == few or turn == 0 else (NOTHING,):
                found[number, what].append(seconds(root, what) / number * 1000)
    for number in numbers:
        cells = [str(number)]
        for what in (FIRST, NOTHING):
            own = median(found[number, what])
            cells += f"{own:.2f}", f"{own / median(found[few, what]):.2f}"
        yield f"| {' | '.join(cells)} |"


def main() -> None:
    """Print the table."""
    numbers = tuple(map(int, sys.argv[1:])) or NUMBERS
    with tempfile.TemporaryDirectory() as home:
        os.environ["XDG_CACHE_HOME"] = str(Path(home, "cache"))
        for row in rows(Path(home), numbers):
            print(row, flush=True)


if __name__ == "__main__":
    main()
