"""A real build killed again and again, and restarted → is everything as if nothing had happened?

In: how many kills, how many documents, a seed.  Out: a Markdown table on standard output; exit code
1 where anything was lost, mixed or left.  The documents are copies of the real ones in a data
folder under git, in two versions that differ in what is published, each with and without PDF;
whenever a build ends by itself all files are compared, and another version is built next.  Each
build has one processor or all of them, by chance.  Half of the kills come after 3 to 25
seconds, half when the program writes a document just then; some hit the program alone (its workers
must end by themselves), some all of its processes, some a single worker; some ask it to end.
Files are read, and sources changed, when all that was ever started has ended: what is read while
an orphan swaps a folder is half of either, though the folder never was.  A program that is edited
meanwhile writes other bytes, which are no mixture: then the trial ends without a verdict.
``python -m benchmarks.killed_builds [KILLS] [DOCUMENTS] [SEED] [PERCENT]``: of the builds with PDF,
which is heavy: without it more documents are written in the same time.
"""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from benchmarks.cluster import documents
from mingzhang.project import SHIPPED
from mingzhang.publish.manifest import digest

FOREIGN = {"盖章.pdf": b"scan" * 999, "data/说明.txt": b"note", "../说明.txt": b"of the agency"}
NAME = re.compile(r"^(名称: .*?)(（乙）)?$", re.MULTILINE)
SECONDS = (3.0, 25.0)
POLL = 0.002
PROGRAM = ("mingzhang", "templates", "catalogue", "schema")
LONGEST = 60.0  # seconds that a worker which has lost its program may still take to end
WRITING = (".new", ".old", ".part")
WAYS = ("program", "program", "group", "group", "worker", "term")
WITHOUT_PDF = ("--files=html,xlsx,docx",)
Files = Mapping[str, bytes]


class Version(NamedTuple):
    """What is built: which texts the sources have, and the arguments that say which files."""

    text: str
    kinds: tuple[str, ...]


VERSIONS = tuple(Version(text, kinds) for kinds in (WITHOUT_PDF, ()) for text in "甲乙")


def files(folder: Path) -> dict[str, bytes]:
    """All files below a folder, hidden ones too."""
    below = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in below}


def program() -> str:
    """All that the builds run, which decides the bytes: the manifest has its digest."""
    below = [path for name in PROGRAM for path in (SHIPPED / name).rglob("*")]
    return digest(sorted(p for p in below if p.is_file() and p.suffix != ".pyc"))


@dataclass
class Trial:
    """A data folder, what each version's output must be, and what was seen of its builds."""

    home: Path
    chance: random.Random
    seen: Counter[str] = field(default_factory=Counter)
    wanted: dict[Version, Files] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    groups: set[int] = field(default_factory=set)
    longest: float = 0.0
    program: str = field(default_factory=program)
    version: Version = VERSIONS[0]
    with_pdf: int = 20

    @property
    def root(self) -> Path:
        """The data folder."""
        return self.home / "data"

    @property
    def output(self) -> Path:
        """Where the documents are published."""
        return self.root / "output"

    def prepare(self, number: int) -> None:
        """The documents, what the versions look like, and what others keep in the output."""
        documents(self.root, number)
        for command in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "first")):
            who = ("-c", "user.name=a", "-c", "user.email=a@b")
            subprocess.run(["git", *who, *command], cwd=self.root, check=True)  # noqa: S603, S607
        for name in ("temporary", "cache"):
            (self.home / name).mkdir()
        for version in VERSIONS:
            self.write(version)
            place = self.home / f"as-{VERSIONS.index(version)}"
            self.start("--output", str(place)).wait()
            self.wanted[version] = files(place)
        for folder in self.folders():
            for name, data in FOREIGN.items():
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.resolve().parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)

    def folders(self) -> list[Path]:
        """Where the documents are written."""
        found = sorted((self.root / "sources").glob("*/*"))
        return [self.output / folder.parent.name / folder.name for folder in found]

    def turn(self) -> None:
        """Another text than that which was built last, with PDF or without."""
        kinds = () if self.chance.random() * 100 < self.with_pdf else WITHOUT_PDF
        self.write(Version("乙" if self.version.text == "甲" else "甲", kinds))

    def write(self, version: Version) -> None:
        """Make the sources those of a version."""
        self.version = version
        for file in (self.root / "sources").glob("*/*/profile.yaml"):
            text = file.read_text(encoding="utf-8")
            more = "（乙）" if version.text == "乙" else ""
            file.write_text(NAME.sub(rf"\g<1>{more}", text, count=1), encoding="utf-8")

    def start(self, *more: str) -> subprocess.Popen[bytes]:
        """A build, in a group of its own."""
        place = {"XDG_CACHE_HOME": str(self.home / "cache"), "TMPDIR": str(self.home / "temporary")}
        processors = sorted(os.sched_getaffinity(0))[: self.chance.choice((1, None))]
        process = subprocess.Popen(  # noqa: S603 (ours)
            [sys.executable, "-m", "mingzhang", "build", *self.version.kinds, *more],
            cwd=self.root,
            env={**os.environ, **place},
            stdout=subprocess.DEVNULL,
            stderr=(self.home / "errors").open("ab"),
            start_new_session=True,
        )
        os.sched_setaffinity(process.pid, processors)
        self.groups.add(process.pid)
        return process

    def is_writing(self) -> bool:
        """Whether a document is being written just now."""
        return any(
            entry.name.endswith(WRITING)
            for agency in os.scandir(self.output)
            if agency.is_dir()
            for entry in os.scandir(agency)
        )

    def killed(self, *more: str) -> bool:
        """A build that is killed; whether it had ended before."""
        process, until = self.start(*more), time.monotonic() + self.chance.uniform(*SECONDS)
        is_aimed, left = self.chance.random() < 0.5, self.chance.randint(1, 6)
        was = False
        while process.poll() is None and (left if is_aimed else time.monotonic() < until):
            now = self.is_writing()
            left -= now and not was
            was = now
            time.sleep(POLL)
        if process.poll() is not None:
            return True
        way = self.chance.choice(WAYS)
        self.seen["while writing" if self.is_writing() else "else"] += 1
        self.seen[way] += 1
        self.seen[f"{len(os.sched_getaffinity(process.pid))} processors"] += 1
        self.seen["without PDF" if self.version.kinds else "with PDF"] += 1
        self.strike(process, way)
        process.wait()
        return False

    def strike(self, process: subprocess.Popen[bytes], way: str) -> None:
        """Kill it, all of it, first one of its workers, or ask it to end."""
        if way == "worker":
            workers = [one for one in _below(process.pid) if not _below(one)]
            with suppress(ProcessLookupError):
                os.kill(self.chance.choice(workers or [process.pid]), signal.SIGKILL)
            time.sleep(self.chance.uniform(0, 6))
        if way == "group":
            os.killpg(process.pid, signal.SIGKILL)
        process.send_signal(signal.SIGTERM if way == "term" else signal.SIGKILL)

    def judge(self, *, is_settled: bool) -> None:
        """Compare all files: with this version where all is settled, else with any."""
        self._wait_for_all()
        if self.program != program():
            sys.exit("the program was edited while the trial ran: run it again")
        found = files(self.output)
        foreign = {
            os.path.normpath((folder / name).relative_to(self.output)): data
            for folder in self.folders()
            for name, data in FOREIGN.items()
        }
        lost = [name for name, data in foreign.items() if found.pop(name, None) != data]
        self.wrong += [f"foreign: {name}" for name in lost]
        if is_settled:
            wanted = self.wanted[self.version]
            names = sorted({*found, *wanted})
            self.wrong += [f"differs: {n}" for n in names if found.get(n) != wanted.get(n)]
            self.wrong += [f"left: {path}" for path in self._left()]
            return
        for folder in self.folders():
            name = folder.relative_to(self.output).as_posix()
            mine = _of(found, name)
            other = {v: _differing(mine, _of(self.wanted[v], name)) for v in VERSIONS}
            if mine and all(other.values()):
                self.wrong.append(f"mixed: {name} {other}")

    def _wait_for_all(self) -> None:
        """Wait until the workers of every build are gone that have lost their program."""
        begin = time.monotonic()
        while self.groups and time.monotonic() < begin + LONGEST:
            self.groups = {group for group in self.groups if _is_going_on(group)}
            time.sleep(POLL)
        self.longest = max(self.longest, time.monotonic() - begin)
        self.wrong += [f"does not end: {group}" for group in self.groups]

    def _left(self) -> Iterator[Path]:
        """What a settled project has none of."""
        yield from (path for path in self.output.rglob(".*"))
        yield from (path for path in (self.home / "cache").rglob(".*"))


def _of(found: Files, folder: str) -> Files:
    return {name: data for name, data in found.items() if name.startswith(f"{folder}/")}


def _differing(one: Files, two: Files) -> list[str]:
    return sorted(name for name in {*one, *two} if one.get(name) != two.get(name))


def _is_going_on(group: int) -> bool:
    """Whether any process of a build has not ended."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def _below(process: int) -> list[int]:
    with suppress(OSError):
        lists = Path(f"/proc/{process}/task").glob("*/children")
        own = [int(word) for file in lists for word in file.read_text().split()]
        return [*own, *(one for child in own for one in _below(child))]
    return []


def main() -> int:
    """Print the table."""
    numbers = [int(word) for word in sys.argv[1:5]]
    kills, number, seed, with_pdf = (*numbers, *(100, 40, 1, 20)[len(numbers) :])
    with tempfile.TemporaryDirectory() as home:
        chance = random.Random(seed)  # noqa: S311
        trial = Trial(Path(home).resolve(), chance, with_pdf=with_pdf)
        trial.prepare(number)
        done, ends = _kill_all(trial, kills)
        below = [*(trial.home / "temporary").rglob("*")]
        left = [path.lstat().st_size for path in below if not path.is_dir()]
        temporary = f"temporary: {len(left)} files or links, {sum(left)} bytes"
        errors = (trial.home / "errors").read_bytes().decode()
    print("| 次数 | 其中正在写时 | 其间自己做完 | 不同、丢失、混杂、遗留 |\n|---:|---:|---:|---:|")
    print(f"| {done} | {trial.seen['while writing']} | {ends} | {len(trial.wrong)} |")
    waited = f"orphans: the longest ended after {trial.longest:.1f} s"
    print(dict(trial.seen), temporary, waited, *trial.wrong[:40], errors[-2000:], sep="\n")
    return 1 if trial.wrong or "Traceback" in errors else 0


def _kill_all(trial: Trial, kills: int) -> tuple[int, int]:
    done, ends = 0, 0
    trial.write(VERSIONS[0])
    while done < kills:
        # One that has nothing to do is killed, too, while it makes all again.
        forced = ("--force",) if trial.chance.random() < 0.1 else ()
        is_end = trial.killed(*forced)
        done += not is_end
        ends += is_end
        trial.judge(is_settled=is_end)
        said = (*trial.version, *forced)
        print(done, ends, *said, trial.wrong[-9:], file=sys.stderr, flush=True)
        if is_end or trial.chance.random() < 0.15:
            trial.turn()
    for last in VERSIONS:
        trial.write(last)
        if trial.start().wait():
            trial.wrong.append("the last build failed")
        trial.judge(is_settled=True)
    return done, ends


if __name__ == "__main__":
    sys.exit(main())
