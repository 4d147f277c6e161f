"""All documents of a project → a line for each: what is still to be filled, confirmed, corrected.

What an earlier run found is taken from where it is kept; the others are checked one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mingzhang.builder import checked
from mingzhang.checks.own_rules import load_rules
from mingzhang.diagnostics import Diagnostic
from mingzhang.drafting.document_progress import Progress, progress
from mingzhang.keeping.affected_documents import affected
from mingzhang.keeping.folders_drawn_on import Drawn, drawn
from mingzhang.keeping.result_keeper import Asked, Keeper
from mingzhang.project import Project
from mingzhang.reading.document_search import find_folders
from mingzhang.reading.document_titles import title
from mingzhang.result import Result


@dataclass(frozen=True)
class Line:
    """A document in the overview and how far it is.

    Nothing is known of it before it was checked.
    """

    folder: Path
    progress: Progress | None = None
    title: str = ""

    @property
    def counts(self) -> tuple[int | None, int | None, int | None]:
        """How many places of a document are to fill, confirm, correct; None before its check."""
        if (state := self.progress) is None:
            return None, None, None
        return len(state.to_fill), len(state.to_confirm), len(state.to_correct)


class Board:
    """The overview's lines by document. For one thread at a time."""

    def __init__(self, paths: Iterable[Path], project: Project, *, own: bool = True) -> None:
        self.paths, self.project, self.own = tuple(paths), project, own
        self.lines: dict[Path, Line] = {}
        self._drawn: dict[Path, Drawn] = {}
        self._checker: _Checker | None = None
        self._faults: tuple[Diagnostic, ...] = ()
        self.find()

    def find(self) -> None:
        """Looks which documents the overview has now; of a new one nothing is known."""
        folders, _ = find_folders(self.paths, self.project)
        self.lines = {folder: self.lines.get(folder) or self._new(folder) for folder in folders}

    def stale(self) -> Iterator[Path]:
        """The documents of the overview that are still to be checked."""
        yield from [folder for folder, line in self.lines.items() if line.progress is None]

    def concerned(self, paths: Iterable[Path], among: Iterable[Path]) -> tuple[Path, ...]:
        """Which documents of the overview, ``among`` some, changed files concern."""
        found = tuple(affected(paths, among, self.project, self._look))
        for folder in found:
            self._drawn.pop(folder, None)
        return found

    def changed(self, paths: Sequence[Path], known: Iterable[Path] = ()) -> tuple[Path, ...]:
        """Of which documents the overview knows nothing any more, now that files were changed.

        Of those ``known`` all is known again.
        """
        # What is in a document's folder, and still there, makes no other a document.
        if not all(path.parent in self.lines and path.is_file() for path in paths):
            self.find()
        self._checker = None
        found = self.concerned(paths, self.lines)
        left = tuple(folder for folder in found if folder in self.lines and folder not in known)
        for folder in left:
            self.lines[folder] = self._new(folder)
        return left

    def reload(self, project: Project, faults: tuple[Diagnostic, ...] = ()) -> None:
        """The overview looks anew at what documents draw on: what is shared may decide it.

        ``faults`` are of the project's settings.
        """
        self.project, self._faults = project, faults
        self._drawn.clear()

    def _look(self, folder: Path, project: Project) -> Drawn:
        """What a document of the overview draws on: the same while none of that is changed."""
        if folder not in self._drawn:
            self._drawn[folder] = drawn(folder, project)
        return self._drawn[folder]

    def know(self, folder: Path, state: Progress) -> Line:
        """What the overview knows of a document from now on, its name too."""
        self.lines[folder] = replace(self._new(folder), progress=state)
        return self.lines[folder]

    def check(self, folder: Path) -> Line:
        """Checks one document for the overview, or takes what is kept of it."""
        self._checker = self._checker or _Checker(self.project, own=self.own)
        return self.know(folder, progress((*self._faults, *self._checker.found(folder))))

    def _new(self, folder: Path) -> Line:
        return Line(folder, title=title(folder, self.project))


class _Checker:
    """Checks documents for the overview as long as nothing changes: shared parts once."""

    def __init__(self, project: Project, *, own: bool) -> None:
        self.project, self.keeper = project, Keeper(project, None, Asked(own=own))
        self.rules, self.faults = load_rules(project.rules, wanted=own)

    def found(self, folder: Path) -> tuple[Diagnostic, ...]:
        """What is found in a document of the overview."""
        result = self.keeper.kept(folder) or self.keeper.made(folder, self._checked)
        self.keeper.end()
        return (*self.faults, *result.diagnostics)

    def _checked(self, folder: Path) -> Result:
        return checked(folder, self.project, self.rules)
