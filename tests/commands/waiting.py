"""A project whose documents take for ever, and that notes who builds them and whether he tidied."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

from mingzhang.project import Project


@dataclass(frozen=True)
class WaitingProject(Project):
    """Who asks for its rules waits until he is told to end."""

    @property
    def rules(self) -> Path:
        """Never any."""
        try:
            (self.root / f"pid-{os.getpid()}").touch()
            time.sleep(600)
        finally:
            (self.root / f"tidied-{os.getpid()}").touch()
        return self.root / "no-rules"
