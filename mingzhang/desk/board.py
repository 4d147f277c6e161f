"""All documents of a project → a line for each: what is still to be filled, confirmed, corrected.

What an earlier run found is taken from where it is kept; the others are checked one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mingzhang.builder import checked
from mingzhang.checks.own import load_rules
from mingzhang.drafting.progress import Progress, progress
from mingzhang.keeping.affected import affected
from mingzhang.keeping.keeper import Asked, Keeper
from mingzhang.project import Project
from mingzhang.reading.search import find_folders


@dataclass(frozen=True)
class Line:
    """A document and how far it is; nothing is known of it before it was checked."""

    folder: Path
    progress: Progress | None = None

    @property
    def counts(self) -> tuple[int, int, int]:
        """To fill, to confirm, to correct."""
        state = self.progress or Progress()
        return len(state.to_fill), len(state.to_confirm), len(state.to_correct)


class Board:
    """The lines by document.  For one thread at a time."""

    def __init__(self, paths: Iterable[Path], project: Project, *, own: bool = True) -> None:
        self.paths, self.project, self.own = tuple(paths), project, own
        self.lines: dict[Path, Line] = {}
        self.find()

    def find(self) -> None:
        """The documents that are there now; of a new one nothing is known."""
        folders, _ = find_folders(self.paths, self.project)
        self.lines = {folder: self.lines.get(folder, Line(folder)) for folder in folders}

    def stale(self) -> Iterator[Path]:
        """The documents that are still to be checked."""
        yield from [folder for folder, line in self.lines.items() if line.progress is None]

    def changed(self, paths: Iterable[Path]) -> tuple[Path, ...]:
        """Of which documents nothing is known any more, now that these files were changed."""
        self.find()
        concerned = tuple(f for f in affected(paths, self.lines, self.project) if f in self.lines)
        for folder in concerned:
            self.lines[folder] = Line(folder)
        return concerned

    def check(self, folder: Path) -> Line:
        """Check one, or take what is kept of it."""
        keeper = Keeper(self.project, None, Asked(own=self.own))
        rules, faults = load_rules(self.project.rules, wanted=self.own)
        result = keeper.kept(folder) or keeper.made(
            folder, lambda path: checked(path, self.project, rules)
        )
        keeper.end()
        self.lines[folder] = Line(folder, progress((*faults, *result.diagnostics)))
        return self.lines[folder]
