"""What a province costs: many documents made of the real ones → runs with little to do.

In: how many documents.  Out: a Markdown table on standard output.  The documents are copies under
names of their own; what a first run would have written of each is laid there with its record, so
that only the runs that are asked about are timed, each as the command itself in a process of its
own.  ``python -m benchmarks.province [NUMBER]``
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

from mingzhang.builder import build
from mingzhang.keeping.result_keeper import Keeper
from mingzhang.project import Project
from mingzhang.reading.document_search import find_folders
from mingzhang.result import Result

ROOMS = ("mingzhang", "schema", "catalogue", "templates", "requirements")
ROUNDS = 3
FEW = 3  # documents of the form of which a line is changed
RARE = "jiyuan"  # the agency whose form that is
LINE = "templates/henan/final/document.yaml"


class Province:
    """A project of its own with its documents and what was made of them."""

    def __init__(self, root: Path, number: int) -> None:
        self.project = Project(root)
        for room in ROOMS:
            shutil.copytree(Project().root / room, root / room)
        (root / ".fonts").symlink_to(Project().root / ".fonts")
        self.folders = [*self._documents(number)]

    def _documents(self, number: int) -> Iterator[Path]:
        real, _ = find_folders((Project().sources,), Project())
        often = [folder for folder in real if folder.parent.name != RARE]
        rare = [folder for folder in real if folder.parent.name == RARE]
        for index in range(number):
            some = rare if index < FEW else often
            folder = some[index % len(some)]
            copy = self.project.sources / f"{folder.parent.name}-{index:04}" / folder.name
            shutil.copytree(folder, copy)
            yield copy

    def first_run(self) -> float:
        """Lay what it would write; returns how long one document takes in a warm process."""
        keeper, times, made = Keeper(self.project, self.project.output), [], dict[str, Result]()

        def laid(folder: Path) -> Result:
            kind = folder.parent.name.rpartition("-")[0]
            target = self.project.output / folder.parent.name / folder.name
            if kind not in made:
                before = time.perf_counter()
                made[kind] = build(folder, self.project, self.project.output)
                times.append(time.perf_counter() - before)
                return made[kind]
            shutil.copytree(made[kind].files[0].parent, target)
            files = tuple(target / file.name for file in made[kind].files)
            return replace(made[kind], folder=folder, files=files)

        for folder in self.folders:
            keeper.made(folder, laid)
        keeper.end()
        return median(times)

    def run(self, *arguments: str) -> tuple[float, str]:
        """How long a command takes, and its last line."""
        before = time.perf_counter()
        command = [sys.executable, "-m", "mingzhang", *arguments]
        told = subprocess.run(  # noqa: S603 (our own words)
            command,
            cwd=self.project.root,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        return time.perf_counter() - before, told.splitlines()[-1]

    def edit(self, name: str) -> None:
        """A line more that says nothing."""
        with (self.project.root / name).open("a", encoding="utf-8") as file:
            file.write("# 改过\n")


def rows(number: int, root: Path) -> Iterator[str]:
    """The table."""
    province = Province(root, number)
    one = province.first_run()
    source = province.folders[-1].relative_to(root) / "disclosure.yaml"
    yield f"| {number} 份 | 用时（秒） | 与一份之比 | 最后一行 |"
    yield "|---|---:|---:|---|"
    yield _row("生成一份（同一进程里，不是第一次）", one, one, "")
    for _ in range(ROUNDS):
        yield _row("没有变化，`build`", *_measured(province, one, "build"))
    yield _row("没有变化，`build --verify`", *_measured(province, one, "build", "--verify"))
    province.edit(source.as_posix())
    yield _row("改了一份", *_measured(province, one, "build"))
    province.edit(LINE)
    yield _row(f"改了版式的一行（{FEW} 份用它）", *_measured(province, one, "build"))
    yield _row("没有变化，`build`", *_measured(province, one, "build"))


def _measured(province: Province, one: float, *arguments: str) -> tuple[float, float, str]:
    seconds, told = province.run(*arguments)
    return seconds, one, told


def _row(what: str, seconds: float, one: float, told: str) -> str:
    return f"| {what} | {seconds:.2f} | {seconds / one:.2f} | {told} |"


def main(arguments: Sequence[str]) -> None:
    """Print what the runs cost."""
    number = int(arguments[0]) if arguments else 300
    with tempfile.TemporaryDirectory() as scratch:
        # Records of its own: nobody else's are looked at or left behind.
        os.environ["XDG_CACHE_HOME"] = str(Path(scratch, "cache"))
        root = Path(scratch, "project")
        root.mkdir()
        # The copy of the program that lies in the project, for that is the one with its rooms; said
        # now, for what is written down of the first run holds in the same environment only.
        os.environ["PYTHONPATH"] = str(root)
        os.chdir(root)
        for row in rows(number, root):
            print(row, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
