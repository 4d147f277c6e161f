"""The projects whose documents an editor has open → each by its root, as its settings say today.

An editor may have several folders of data open, and its language server be called in none of them.
"""

from __future__ import annotations

from pathlib import Path

from mingzhang.desk.project_signs import Settings, Signs, signs
from mingzhang.project import Project
from mingzhang.reading.project_root import find_root


class OpenProjects:
    """The open projects; ``first`` is that of what belongs to none."""

    def __init__(self, first: Project) -> None:
        self._first = Settings(first)
        self._known: dict[Path, Settings] = {}

    def of(self, file: Path) -> Settings:
        """The open project of a file, there or not, and what is wrong with its settings."""
        root = find_root(file.parent)
        if root is None:
            return self._first
        if root not in self._known:
            self._known[root] = Settings(Project(root)).again()
        return self._known[root]

    def reload(self) -> None:
        """The open projects' settings are read again."""
        self._known = {root: settings.again() for root, settings in self._known.items()}

    def signs(self) -> Signs:
        """By what settings and last commit of all open projects are known again."""
        return {p: mark for s in self._known.values() for p, mark in signs(s.project).items()}
