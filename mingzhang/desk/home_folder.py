"""The folder in which a program that stays runs: kept, should somebody delete it and bring it back.

A program stands in the folder itself, not in its name: in one that is deleted nothing can be asked
of the system, and another one put in its place is not the one where the program stands.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Value = TypeVar("Value")


class Home:
    """The folder in which the program began, by its name."""

    def __init__(self) -> None:
        self.folder = Path.cwd()

    def enter(self) -> bool:
        """Go there, or while it is away to what is left above; whether that was another folder."""
        now = _now()
        for folder in (self.folder, *self.folder.parents):
            if folder == now:
                return False
            try:
                os.chdir(folder)
            except OSError:  # away
                continue
            return True
        return False

    def working(self, job: Callable[..., Value], *arguments: object) -> Value:
        """What a job gives that is done there; done once more where the folder went meanwhile."""
        self.enter()
        try:
            return job(*arguments)
        except FileNotFoundError:
            if not self.enter():
                raise
            return job(*arguments)


def _now() -> Path | None:
    """The folder in which the program stands; None where that is deleted."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return None
