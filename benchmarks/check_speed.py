"""What a check costs: documents → the share of each stage, and how it grows with their number.

In: how many documents (copies of the real ones).  Out: Markdown tables on standard output.  All
times are process time of one run on one machine, told as shares and ratios; the milliseconds beside
them are only for a feeling.  Run with ``python -m benchmarks.check_speed [NUMBER]``.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

from mingzhang.builder import examine
from mingzhang.checks.run_rules import check
from mingzhang.document.render import render
from mingzhang.facts.account_reading import read_account
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.project import Project
from mingzhang.reading.document_folder import find_folders

STAGES = ("读取", "成数", "成文", "核对")
ROUNDS = 7


@dataclass(frozen=True)
class Laps:
    """The process time of each stage, in seconds."""

    stages: tuple[float, ...]

    @property
    def whole(self) -> float:
        """All of them together."""
        return sum(self.stages)


def laps(path: Path, project: Project) -> Laps:
    """One document through all stages, as ``mingzhang check`` takes it."""
    clock = time.process_time
    times = [clock()]
    folder, found = read_folder(path, project)
    times.append(clock())
    if folder is None:
        raise SystemExit(f"{path}: unreadable")
    account = read_account(folder, project)
    times.append(clock())
    _, faults = render(account, project, pages=False)
    times.append(clock())
    check(account, None, (*found, *faults))
    times.append(clock())
    return Laps(tuple(after - before for before, after in pairwise(times)))


def profile(folders: Sequence[Path], project: Project) -> Iterator[str]:
    """A row per document: first and later checks in one process, and where the time goes."""
    yield f"| 文档 | 第一次（毫秒） | 以后（毫秒） | {' | '.join(STAGES)} |"
    yield f"|---|---:|---:|{'---:|' * len(STAGES)}"
    for folder in folders:
        first, *later = (laps(folder, project) for _ in range(ROUNDS))
        usual = sorted(later, key=lambda lap: lap.whole)[len(later) // 2]
        shares = " | ".join(f"{100 * stage / usual.whole:.0f}%" for stage in usual.stages)
        name = f"{folder.parent.name}/{folder.name}"
        yield f"| {name} | {1000 * first.whole:.0f} | {1000 * usual.whole:.0f} | {shares} |"


def growth(folders: Sequence[Path], project: Project, number: int) -> Iterator[str]:
    """How the time per document changes with their number."""
    yield "| 份数 | 每份（毫秒） | 与前一行之比 |"
    yield "|---:|---:|---:|"
    before = 0.0
    with tempfile.TemporaryDirectory() as scratch:
        copies = list(_copies(folders, Path(scratch), number))
        _checked(copies[: len(folders)], project)
        for count in (len(folders), number // 10, number):
            each = _checked(copies[:count], project) / count
            yield f"| {count} | {1000 * each:.0f} | {f'{each / before:.2f}' if before else ''} |"
            before = each


def _copies(folders: Sequence[Path], scratch: Path, number: int) -> Iterator[Path]:
    for index in range(number):
        folder = folders[index % len(folders)]
        copy = scratch / f"{folder.parent.name}-{index}" / folder.name
        shutil.copytree(folder, copy)
        yield copy


def _checked(copies: Sequence[Path], project: Project) -> float:
    before = time.process_time()
    for copy in copies:
        examine(copy, project)
    return time.process_time() - before


def start_up(folder: Path) -> str:
    """How much longer the command takes with a document than without."""
    bare, whole = [], []
    for _ in range(ROUNDS):
        bare.append(_command("check", "--help"))
        whole.append(_command("check", str(folder)))
    ratio = median(whole) / median(bare)
    return f"只启动 {1000 * median(bare):.0f} 毫秒；启动并核对一份是它的 {ratio:.2f} 倍。"


def _command(*arguments: str) -> float:
    before = time.perf_counter()
    command = [sys.executable, "-m", "mingzhang", *arguments]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 (our own words)
    return time.perf_counter() - before


def main(arguments: Sequence[str]) -> None:
    """Print what one document costs, and many."""
    project = Project()
    folders, _ = find_folders((project.sources,), project)
    number = int(arguments[0]) if arguments else 1000
    print("\n".join(profile(folders, project)), end="\n\n")
    print(start_up(folders[0]), end="\n\n")
    print("\n".join(growth(folders, project, number)))


if __name__ == "__main__":
    main(sys.argv[1:])
