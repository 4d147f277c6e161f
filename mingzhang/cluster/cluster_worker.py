"""What a machine of the cluster does: a parcel → the files of its document, and what was found.

One document at a time in a process: it works where the user of the other machine does.  All that a
process remembers between two documents is its ``Machine``'s.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import chdir
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from mingzhang.builder import build
from mingzhang.cluster.parcel import Files, Parcel, lay
from mingzhang.diagnostics import Diagnostic, Operand, Place
from mingzhang.facts.subject_lookups import noting
from mingzhang.keeping.folder_state import State
from mingzhang.keeping.program_key import installed_key
from mingzhang.project import SHIPPED, Project
from mingzhang.reading.project_root import read_project
from mingzhang.result import Result

ONE_AT_A_TIME = Lock()  # the current folder is the process's
OUTPUT, SOURCES = ".made", "sources"
FONTS = SHIPPED / ".fonts"


@dataclass(frozen=True)
class Made:
    """What a cluster's worker made of a document: its files by name, empty where there are errors.

    ``key`` is of the program that made it; every path is as the user of the parcel sees it.
    ``kept_in`` names the file of a shared folder in which the files wait.
    """

    key: str
    result: Result
    files: Mapping[str, bytes]
    kept_in: str = ""


class Machine:
    """A process of the cluster: the program that it runs, and a project for each set of rooms.

    The projects go with the process.
    """

    def __init__(self, fonts: Path = FONTS) -> None:
        self._fonts = fonts
        self._seen: dict[Path, State] = {}  # so that nothing is read again that is as it was
        self._first = installed_key(fonts, self._seen)
        self._homes: dict[Files, TemporaryDirectory[str]] = {}

    @property
    def key(self) -> str:
        """The key of the program that this machine runs; empty once something else lies there.

        A process goes on with the modules that it has loaded, and takes the fonts that it finds.
        """
        return self._first if installed_key(self._fonts, self._seen) == self._first else ""

    def make(self, parcel: Parcel) -> Made:
        """This machine makes the document of a parcel, in a folder of its own."""
        with ONE_AT_A_TIME:
            root = self._home(parcel.rooms)
            for left in (SOURCES, OUTPUT):
                shutil.rmtree(root / left, ignore_errors=True)
            lay(parcel.sources, root)
            here = root / parcel.here
            here.mkdir(parents=True, exist_ok=True)
            with chdir(here):
                result, files = _made(parcel, root, read_project(root)[0])
            return Made(self.key, result, files)

    def _home(self, rooms: Files) -> Path:
        """A project with these rooms, which this machine's documents share."""
        if rooms not in self._homes:
            home = TemporaryDirectory(prefix="mingzhang-")
            lay(rooms, Path(home.name))
            self._homes[rooms] = home
        return Path(self._homes[rooms].name).resolve()


@cache
def _this_machine() -> Machine:
    return Machine()


def key_here() -> str:
    """The key of the program that this cluster's worker runs, as ``Machine.key`` has it."""
    return _this_machine().key


def made(parcel: Parcel) -> Made:
    """A worker of the cluster makes the document of a parcel."""
    return _this_machine().make(parcel)


def _made(parcel: Parcel, root: Path, project: Project) -> tuple[Result, Mapping[str, bytes]]:
    folder, output = root / parcel.folder, root / OUTPUT
    with noting() as asked:
        result = build(folder, project, output, wanted=parcel.wanted)
    result = replace(result, asked_lists=tuple(sorted(asked)))
    target = output / folder.parent.name / folder.name
    files = {
        file.relative_to(target).as_posix(): file.read_bytes()
        for file in sorted(target.rglob("*"))
        if file.is_file()
    }
    names = tuple(Path(file.name) for file in result.files)
    found = tuple(_elsewhere(one, root, parcel.root) for one in result.diagnostics)
    return replace(result, folder=Path(parcel.folder), diagnostics=found, files=names), files


def _elsewhere(found: Diagnostic, root: Path, theirs: str) -> Diagnostic:
    """A worker's finding that names no path of its machine: the project lies elsewhere."""

    def text(said: str) -> str:
        """A worker's words with the paths of whoever asked."""
        return said.replace(f"{root}/", f"{theirs}/")

    def place(at: Place) -> Place:
        """A worker's place as whoever asked has it."""
        inside = at.file.is_relative_to(root)
        return at._replace(file=Path(theirs) / at.file.relative_to(root)) if inside else at

    def operand(one: Operand) -> Operand:
        """A worker's operand, its words and place as whoever asked has them."""
        return Operand(text(one.label), one.value, one.place and place(one.place))

    return replace(
        found,
        place=place(found.place),
        message=text(found.message),
        hint=text(found.hint),
        operands=tuple(map(operand, found.operands)),
        suspects=tuple(map(place, found.suspects)),
    )
