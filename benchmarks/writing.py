"""Whether writing ever loses a file: pairs of builds at once, kills, full disks, read-only places.

Out: a Markdown table on standard output, of what was lost in how many tries; exit code 1 where it
was anything.  What is written is made up (the number, names and sizes of a real document's files,
every byte telling its version), for rendering would take the time; who writes it is the program's
own ``replace_folder``, each in a process of its own.  The last rows are the real ``build.py``.
What is killed is killed while it writes: after its new folder is there, before it ended.
Disks are small tmpfs where root may mount them; elsewhere a limit on the size of a file and a
folder without the right to write stand in.  Needs fork.  With ``--record FILE`` a run that was
ended goes on where it was.  ``python -m benchmarks.writing [TRIES] [--seed N] [--record FILE]``
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import astuple, dataclass, fields, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

from mingzhang.commands.signal_handling import endings
from mingzhang.diagnostics import Diagnostic, has_errors
from mingzhang.publish import folder_swap
from mingzhang.publish.foreign_files import MANIFEST
from mingzhang.publish.single_file import write_file

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "sources" / "changchun" / "2024-final"
NAMES = (
    "disclosure.html",
    "disclosure.pdf",
    "figures.csv",
    *(f"data/{n:02}.csv" for n in range(18)),
)
SIZE = 20_000  # bytes of each file
FOREIGN: Mapping[str, bytes] = {"盖章.pdf": b"scan" * 999, "data/说明.txt": b"note", "附/a/b": b"b"}
LINK = "链接"
STOP = "stop"
PART = 10  # tries of an experiment that are recorded together
SEVERAL = 5  # a real build is let through whole after so many kills
SMALL = (500, 890)  # KB of a disk that holds one version (some 450 KB), and never both
FULL, READ_ONLY = "MZ713", "MZ714"


@dataclass(frozen=True)
class Loss:
    """In how many of ``tries`` what went wrong; all but the first two must be 0.

    ``during``: how many were ended while they wrote.
    """

    tries: int = 0
    during: int = 0
    gone: int = 0
    foreign: int = 0
    mixed: int = 0
    left: int = 0
    untold: int = 0

    def __add__(self, other: Loss) -> Loss:
        names = [field.name for field in fields(self)]
        return Loss(**{name: getattr(self, name) + getattr(other, name) for name in names})

    @property
    def is_none(self) -> bool:
        """Whether nothing was lost."""
        return replace(self, tries=0, during=0) == Loss()


def contents(version: str) -> dict[str, bytes]:
    """The files of a document, each full of its version; some only this version has."""
    own = {name: version.encode() * SIZE for name in (*NAMES, f"data/only-{version}.csv")}
    listed = {"version": version, "files": [{"path": name} for name in own]}
    return {**own, MANIFEST: json.dumps(listed).encode()}


def prepare(folder: Path) -> None:
    """A document's folder of version 0, and what others keep there."""
    shutil.rmtree(folder.parent, ignore_errors=True)
    folder_swap.replace_folder(folder, contents("0"))
    for name, data in FOREIGN.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    (folder / LINK).symlink_to("/nowhere")


def judge(folder: Path, versions: str, late: Mapping[str, bytes], *, is_settled: bool) -> Loss:
    """What is wrong with a folder that must be of one of the versions, whole."""
    if not (folder / MANIFEST).is_file():
        return Loss(1, gone=1)
    version = json.loads((folder / MANIFEST).read_bytes())["version"]
    foreign = {**FOREIGN, **late}
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    lost = any(found.pop(name, None) != data for name, data in foreign.items())
    lost = lost or not (folder / LINK).is_symlink()
    mixed = version not in versions or found != contents(version)
    left = is_settled and [path.name for path in folder.parent.iterdir()] != [folder.name]
    return Loss(1, foreign=lost, mixed=mixed, left=left)


# Processes


def start(work: Callable[[], object]) -> int:
    """A process that does this and ends with 0 or 1; returns its number."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        code = 0 if work() else 1
    finally:
        os._exit(code)


def end(child: int) -> bool:
    """Wait for a process; whether it did its work."""
    return os.waitpid(child, 0)[1] == 0


def write(folder: Path, version: str) -> bool:
    """Whether the files of a version could be written."""
    return not has_errors(folder_swap.replace_folder(folder, contents(version)))


def put(folder: Path) -> bool:
    """Somebody who puts files into the folder all the time; ``put`` lists what he could put."""
    done = folder.parent.with_name("put")
    number = 0
    while not (done / STOP).exists():
        number += 1
        name = f"新-{number}.txt"
        with suppress(FileNotFoundError):
            (folder / name).write_bytes(name.encode())
            (done / name).touch()
        time.sleep(0.001)
    return True


# Experiments


def pairs(root: Path, tries: int, _chance: random.Random) -> Loss:
    """Two write the same document at once, while a third puts files of his own there."""
    folder = root / "a" / "2024-final"
    total = Loss()
    for _ in range(tries):
        prepare(folder)
        shutil.rmtree(root / "put", ignore_errors=True)
        (root / "put").mkdir()
        person = start(partial(put, folder))
        two = [start(partial(write, folder, version)) for version in "12"]
        done = [end(child) for child in two]
        (root / "put" / STOP).touch()
        end(person)
        late = {path.name: path.name.encode() for path in (root / "put").glob("*.txt")}
        loss = judge(folder, "12", late, is_settled=True)
        total += replace(loss, untold=int(not all(done)))
    return total


def kills(root: Path, tries: int, chance: random.Random) -> Loss:
    """One is killed at a random moment of its writing (-9, TERM in turn), another writes after."""
    folder = root / "a" / "2024-final"
    total, longest = Loss(), duration(folder)
    for number in range(tries):
        during = _killed(folder, chance.uniform(0, longest), number)
        killed = judge(folder, "01", {}, is_settled=False)
        done = write(folder, "2")
        after = judge(folder, "2", {}, is_settled=True)
        total += replace(killed + after, tries=1, during=during, untold=int(not done))
    return total


def duration(folder: Path) -> float:
    """Seconds of writing within which a build is killed: the shortest of a few."""
    found = []
    for _ in range(3):
        prepare(folder)
        child = start(partial(tidily, folder))
        _wait_for(_new(folder), child)
        begin = time.perf_counter()
        end(child)
        found.append(time.perf_counter() - begin)
    return min(found)


def _killed(folder: Path, after: float, number: int) -> int:
    """Version 0 over which one writes that is killed so long after it began; 1 where it wrote."""
    prepare(folder)
    child = start(partial(tidily, folder))
    _wait_for(_new(folder), child)
    time.sleep(after)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGTERM if number % 2 else signal.SIGKILL)
    return int(not end(child))


def _new(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.new")


def _wait_for(path: Path, child: int) -> None:
    """Until a process has made this, or has ended (which leaves it to be waited for)."""
    while not os.path.lexists(path):
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return


def tidily(folder: Path) -> bool:
    """Write as the command does, which a signal ends in good order."""
    with endings():
        return write(folder, "1")


def kills_without_exchange(root: Path, tries: int, chance: random.Random) -> Loss:
    """The same where the system swaps folders by two renames: judged after the next build."""
    folder = root / "a" / "2024-final"
    total = Loss()
    with patch.object(folder_swap, "_exchange", lambda *_: False):
        longest = duration(folder)
        for number in range(tries):
            during = _killed(folder, chance.uniform(0, longest), number)
            done = write(folder, "2")
            loss = judge(folder, "2", {}, is_settled=True)
            total += replace(loss, during=during, untold=int(not done))
    return total


def kills_of_a_file(root: Path, tries: int, chance: random.Random) -> Loss:
    """A single file (reasons.lock) whose writing is killed, and written again."""
    file = root / "reasons.lock"
    lock = file.with_name(f".{file.name}.lock")
    total = Loss()
    for number in range(tries):
        before, data, last = (bytes([65 + (number + k) % 26]) * 3_000_000 for k in range(3))
        write_file(file, before)
        child = start(partial(_write_file, file, data))
        _wait_for(lock, child)
        time.sleep(chance.uniform(0, 0.003))
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        during = int(not end(child))
        mixed = file.read_bytes() not in (before, data)
        done = not write_file(file, last) and file.read_bytes() == last
        left = [path.name for path in root.iterdir()] != [file.name]
        total += Loss(1, during, mixed=mixed, left=left, untold=int(not done))
    return total


def _write_file(file: Path, data: bytes) -> bool:
    return not write_file(file, data)


def full(root: Path, tries: int, chance: random.Random) -> Loss:
    """The disk is full before all is written."""
    total = Loss()
    for _ in range(tries):
        with disk(root, f"size={chance.randint(*SMALL)}k") as (place, is_disk):
            folder = place / "a" / "2024-final"
            prepare(folder)
            limit = None if is_disk else chance.randint(1, SIZE - 1)
            found = told(folder, limit)
            loss = judge(folder, "0", {}, is_settled=True)
            total += replace(loss, untold=int(FULL not in found))
    return total


def read_only(root: Path, tries: int, _chance: random.Random) -> Loss:
    """The place cannot be written."""
    total = Loss()
    for _ in range(tries):
        with disk(root, "size=2m") as (place, is_disk):
            folder = place / "a" / "2024-final"
            prepare(folder)
            closed = place if is_disk else folder.parent
            _close(closed, is_disk=is_disk)
            found = told(folder, None)
            if not is_disk:
                closed.chmod(0o755)
            loss = judge(folder, "0", {}, is_settled=True)
            total += replace(loss, untold=int(READ_ONLY not in found))
    return total


def _close(place: Path, *, is_disk: bool) -> None:
    if is_disk:
        subprocess.run(["mount", "-o", "remount,ro", place], check=True)  # noqa: S603, S607
    else:
        place.chmod(0o555)


@contextmanager
def disk(root: Path, options: str) -> Iterator[tuple[Path, bool]]:
    """A small disk, and whether it is one: only root may have it."""
    place = root / "disk"
    place.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
    is_disk = os.geteuid() == 0 and not subprocess.run(mount, check=False).returncode  # noqa: S603
    try:
        yield place, is_disk
    finally:
        if is_disk:
            subprocess.run(["umount", "--lazy", place], check=True)  # noqa: S603, S607


def told(folder: Path, limit: int | None) -> str:
    """The codes of what is told when version 1 is written, where files may be so large."""
    reader, writer = os.pipe()

    def work() -> bool:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        found: tuple[Diagnostic, ...] = folder_swap.replace_folder(folder, contents("1"))
        os.write(writer, " ".join(d.code for d in found).encode())
        return True

    child = start(work)
    os.close(writer)
    end(child)
    with open(reader, "rb") as stream:  # noqa: PTH123 (a pipe has no path)
        return stream.read().decode()


# Real builds

SEAL = "盖章.pdf"


def real_pairs(root: Path, tries: int, _chance: random.Random) -> Loss:
    """Two real builds of one document at once, which make different files of it."""
    total, folder = Loss(), _sealed(root)
    for _ in range(tries):
        two = [_real(root, files) for files in ("html,docx", "html,xlsx")]
        done = [child.wait() == 0 for child in two]
        total += replace(_whole(folder, is_settled=True), untold=int(not all(done)))
    return total


def real_kills(root: Path, tries: int, chance: random.Random) -> Loss:
    """Real builds are killed while they write, over what the one before has left."""
    total, folder = Loss(), _sealed(root)
    for number in range(tries):
        child = _real(root, ("html,docx", "html,xlsx")[number % 2])
        _wait_for(_new(folder), child.pid)
        time.sleep(chance.uniform(0, 0.02))
        child.send_signal(signal.SIGTERM if number % 2 else signal.SIGKILL)
        during = int(child.wait() != 0)
        total += replace(_whole(folder, is_settled=False), during=during)
        if number % SEVERAL == SEVERAL - 1:
            done = _real(root, "html").wait() == 0
            after = _whole(folder, is_settled=True)
            total += replace(after, tries=0, untold=int(not done))
    return total


def _sealed(root: Path) -> Path:
    """A document's folder that a real build made, with a file of somebody else's."""
    folder = root / "output" / DOCUMENT.parent.name / DOCUMENT.name
    if not folder.exists():
        _real(root, "html").wait()
    (folder / SEAL).write_bytes(b"scan")
    return folder


def _real(root: Path, kinds: str) -> subprocess.Popen[bytes]:
    """A build under way, which takes no other's results."""
    place = ("--output", str(root / "output"), "--force", "--files", kinds)
    command = (sys.executable, str(ROOT / "build.py"), str(DOCUMENT), *place)
    own = {**os.environ, "XDG_CACHE_HOME": str(root / "cache")}
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, env=own)  # noqa: S603


def _whole(folder: Path, *, is_settled: bool) -> Loss:
    """What is wrong with the folder of a real document, which must be what its manifest says."""
    if not (folder / MANIFEST).is_file():
        return Loss(1, gone=1)
    listed = json.loads((folder / MANIFEST).read_bytes())["files"]
    hashes = {file["path"]: file["sha256"] for file in listed}
    found = {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }
    lost = found.pop(SEAL, "") != sha256(b"scan").hexdigest()
    left = is_settled and [path.name for path in folder.parent.iterdir()] != [folder.name]
    return Loss(1, foreign=lost, mixed=found != hashes, left=left)


Experiment = Callable[[Path, int, random.Random], Loss]
EXPERIMENTS: Mapping[str, tuple[Experiment, int]] = {
    "两个程序同时写，第三个人不停地放文件": (pairs, 1),
    "写的中途被终止（kill -9、TERM 各半），再写一次": (kills, 1),
    "同上，系统不能一步交换文件夹": (kills_without_exchange, 1),
    "单个文件（确认记录）写的中途被终止，再写一次": (kills_of_a_file, 1),
    "磁盘满": (full, 4),
    "只读": (read_only, 10),
    "两个真正的 build.py 同时生成（所要的文件不同）": (real_pairs, 1),
    "真正的 build.py 写的中途被终止，接着再来": (real_kills, 1),
}
HEAD = (
    "| 试验 | 次数 | 写时终止 | 输出没了 | 丢了别人的 | 新旧混杂或不全 | 有遗留 | 没说或没写 |",
    "|---|---:|---:|---:|---:|---:|---:|---:|",
)


def row(name: str, loss: Loss) -> str:
    """A line of the table."""
    cells = (int(number) for number in astuple(loss))
    return f"| {name} | {' | '.join(map(str, cells))} |"


def run(experiment: Experiment, tries: int, seed: int | str) -> Loss:
    """One experiment, in a folder of its own."""
    with tempfile.TemporaryDirectory() as root:
        return experiment(Path(root), tries, random.Random(seed))  # noqa: S311


def whole(name: str, tries: int, seed: int, record: Path | None) -> Loss:
    """An experiment in parts, each recorded; what is recorded is not tried again."""
    experiment, total = EXPERIMENTS[name][0], Loss()
    lines = record.read_text("utf-8").splitlines() if record and record.is_file() else ()
    known = {(of, part): Loss(*told) for of, part, *told in map(json.loads, lines)}
    for part in range(0, tries, PART):
        key = f"{seed}/{name}", part
        if key not in known:
            known[key] = run(experiment, min(PART, tries - part), f"{key[0]}/{part}")
            if record:
                with record.open("a", encoding="utf-8") as file:
                    file.write(f"{json.dumps([*key, *map(int, astuple(known[key]))])}\n")
        total += known[key]
    return total


def main() -> int:
    """Run them all and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tries", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--record", type=Path, help="file of what was tried, to go on from")
    chosen = parser.parse_args()
    print(*HEAD, sep="\n", flush=True)
    good = True
    for name, (_, part) in EXPERIMENTS.items():
        loss = whole(name, max(1, chosen.tries // part), chosen.seed, chosen.record)
        good = good and loss.is_none
        print(row(name, loss), flush=True)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
