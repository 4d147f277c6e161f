"""git as a witness: a document's folder → which typed figures differ from the last commit.

The repository may be a stranger's: nothing that it names as a program is run, neither hooks nor
monitors, filters, converters or helpers of a network.

Every question is asked of the ``git`` command; where there is none, or no repository, or no answer,
there is no history, and nothing fails.  The work tree and the index are never touched.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path

from mingzhang.diagnostics import Place
from mingzhang.facts.typed_entries import Before, Entry, Key, Kind, read_entries, typed_unit
from mingzhang.reading.document_folder import DISCLOSURE, PERFORMANCE, Folder
from mingzhang.reading.node import Node
from mingzhang.reading.yaml import read_yaml

EMPTY = "MINGZHANG_EMPTY"  # the variable that is the value of a setting put out of force
BRIEF, PATIENT = 1.0, 60.0  # seconds: asked on the way of every check, or on request
NAME = "git.exe" if os.name == "nt" else "git"
# A refresh of the index would take its lock; a prompt would wait for a person; objects that are
# not there would be fetched by whatever the repository names.
ENVIRONMENT = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "LC_ALL": "C.UTF-8",
    EMPTY: "",
}
# What a hook of git leaves there speaks of another repository than the one that is asked.
FOREIGN = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR")
# A folder among the files that looks like a repository is none (its config would be a file).
SAFE = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "core.alternateRefsCommand=",
    "safe.bareRepository=explicit",
)
FILTERS = r"^filter\..*\.(clean|smudge|process|required)$"


def git(
    folder: Path, *arguments: str, asked: bytes = b"", seconds: float = PATIENT
) -> bytes | None:
    """What git prints, for the history; None where it cannot be asked or says no."""
    program = _program()
    if program is None:
        return None
    settings = (word for setting in SAFE for word in ("-c", setting))
    command = [program, "-C", str(folder), "--no-pager", *settings, *arguments]
    kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    try:
        done = subprocess.run(  # noqa: S603 (no shell; arguments are built by this program)
            command,
            input=asked,
            capture_output=True,
            timeout=seconds,
            check=False,
            env=kept | ENVIRONMENT,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


@cache
def _program() -> str | None:
    """Where git, for the history, is: the folder looked at is no place to look for programs."""
    folders = map(Path, os.environ.get("PATH", "").split(os.pathsep))
    files = (folder / NAME for folder in folders if folder.is_absolute())
    return next((str(file) for file in files if os.access(file, os.X_OK)), None)


def unfiltered(folder: Path) -> tuple[str, ...]:
    """Arguments by which git (for history) reads the work tree's files as they are."""
    answer = git(folder, "config", "--null", "--name-only", "--get-regexp", FILTERS) or b""
    names = answer.decode("utf-8", "surrogateescape").split("\0")
    return tuple(f"--config-env={name}={EMPTY}" for name in names if name)


def contents(
    folder: Path, names: Sequence[str], seconds: float = PATIENT
) -> tuple[bytes | None, ...]:
    """The blobs in git's history called so (``HEAD:./disclosure.yaml``), None for one not there."""
    if any("\n" in name for name in names) or not _may_be_in_repository(folder):
        return (None,) * len(names)
    asked = "".join(f"{name}\n" for name in names).encode()
    answer = git(folder, "cat-file", "--batch", asked=asked, seconds=seconds)
    found = tuple(_blobs(answer or b""))
    return found if len(found) == len(names) else (None,) * len(names)


def _may_be_in_repository(folder: Path) -> bool:
    """Whether git may have a history of a folder: to ask it where none can be takes a process."""
    real = folder.resolve()
    return any(os.path.lexists(above / ".git") for above in (real, *real.parents))


def _blobs(answer: bytes) -> Iterator[bytes | None]:
    at = 0
    while at < len(answer):
        end = answer.index(b"\n", at)
        head = answer[at:end].rsplit(b" ", 2)
        if len(head) == 3 and head[1] == b"blob":
            size = int(head[2])
            yield answer[end + 1 : end + 1 + size]
            at = end + 1 + size + 1
        else:
            yield None
            at = end + 1


@dataclass(frozen=True)
class Since:
    """The history of a folder: what differs from the last commit, and figures that are gone.

    ``changed`` has of each figure what the commit has of it, None of a new one.  A figure that is
    gone stands in no row of this document; its place is one of the commit's.
    """

    changed: Before = field(default_factory=dict)
    gone: tuple[Entry, ...] = ()


FILES = (DISCLOSURE, PERFORMANCE)  # those of a folder of which the history is asked
Blobs = Mapping[str, bytes | None]


def since_head(folder: Folder) -> Since:
    """The folder's history since the last commit; nothing outside git, or if never committed.

    Of the units that a department sums it has what changed in them.
    """
    every = tuple(_with_units(folder))
    before = committed(folder.path, [one.path for one in every], BRIEF)
    found = [_since(one, blobs) for one, blobs in zip(every, before, strict=True)]
    changed = {place: before for since in found for place, before in since.changed.items()}
    return Since(changed, found[0].gone)


def committed(asking: Path, paths: Sequence[Path], seconds: float = PATIENT) -> list[Blobs]:
    """What the last commit has of the files of folders, for the history, asked of git at once.

    Git says nothing of any where one lies in no repository, or another; then only of the first.
    """
    ways = [Path(os.path.relpath(path, asking)).as_posix() for path in paths]
    names = [f"HEAD:./{way}/{name}" for way in ways for name in FILES]
    blobs = contents(asking, names, seconds)
    if len(paths) > 1 and not any(blobs):
        blobs = contents(asking, names[: len(FILES)], seconds) + blobs[len(FILES) :]
    each = iter(blobs)
    return [{name: next(each) for name in FILES} for _ in paths]


def _with_units(folder: Folder) -> Iterator[Folder]:
    yield folder
    for unit in folder.units:
        yield from _with_units(unit)


def _since(folder: Folder, before: Blobs) -> Since:
    typed = {DISCLOSURE: folder.disclosure, PERFORMANCE: folder.performance}
    files = {name: node for name, node in typed.items() if node}
    others = [name for name in files if _is_other(before[name], folder.path / name)]
    if not others or before[DISCLOSURE] is None:
        return Since()
    nodes = {name: _parsed(before[name]) for name in {DISCLOSURE, *others}}
    changed: dict[Place, Entry | None] = {}
    gone: list[Entry] = []
    for name in others:
        schema = folder.schemas[name]
        old = read_entries(nodes[name], schema, typed_unit(nodes[DISCLOSURE]))
        new = read_entries(files[name], schema, typed_unit(folder.disclosure))
        changed.update(_changed(old, new.values()))
        gone.extend(_gone(old, new))
    return Since(changed, tuple(gone))


def _gone(old: Mapping[Key, Entry], new: Mapping[Key, Entry]) -> Iterator[Entry]:
    """Money in git's history, of rows and blocks of which nothing is left under another code."""
    left, before = {key[:-1] for key in new}, {key[:-1] for key in old}
    renamed = {_money(entry) for key, entry in new.items() if key[:-1] not in before}
    for key, entry in old.items():
        is_gone = entry.kind is Kind.MONEY and entry.value and key[:-1] not in left
        if is_gone and _money(entry) not in renamed:
            yield entry


def _money(entry: Entry) -> tuple[Key, str, Decimal | str]:
    """A money entry for the history: the list of its row, the cell and what is in it."""
    return entry.key[:-2], entry.key[-1], entry.value


def _is_other(blob: bytes | None, file: Path) -> bool:
    try:
        return blob is not None and blob != file.read_bytes()
    except OSError:
        return False


def _parsed(blob: bytes | None) -> Node | None:
    """The nodes of a file in git's history; None where it was broken then."""
    return read_yaml(blob, Path(DISCLOSURE))[0] if blob else None


def _changed(
    old: Mapping[Key, Entry], new: Iterable[Entry]
) -> Iterator[tuple[Place, Entry | None]]:
    """The figures that differ from git's history, each with what the history has of it."""
    if not old:
        return
    for entry in new:
        before = old.get(entry.key)
        if entry.kind is not Kind.TEXT and (before is None or before.value != entry.value):
            yield entry.place, before
