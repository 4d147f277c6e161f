"""Where the folders of a swap lie: a document's folder → the hidden names beside it.

A run with nothing to do asks here too: it imports nothing.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Places:
    """The published folder of a swap, its new copy, its old one, and the lock of who writes."""

    folder: Path

    @property
    def new(self) -> Path:
        """The folder that is being made and will be swapped in; nothing in it is anybody's."""
        return self.folder.with_name(f".{self.folder.name}.new")

    @property
    def old(self) -> Path:
        """The folder that was swapped out, until all that is others' has gone over."""
        return self.folder.with_name(f".{self.folder.name}.old")

    @property
    def lock(self) -> Path:
        """The file that whoever swaps has a lock on."""
        return self.folder.with_name(f".{self.folder.name}.lock")

    @property
    def are_clear(self) -> bool:
        """Whether nobody is swapping, and none that was killed has left anything to clear."""
        return not any(os.path.lexists(place) for place in (self.new, self.old, self.lock))
