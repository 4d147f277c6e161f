"""A project whose documents get the worker killed that builds them, as a lack of memory would."""

from __future__ import annotations

import multiprocessing
import os
import signal
from dataclasses import dataclass
from pathlib import Path

from mingzhang.project import Project


@dataclass(frozen=True)
class KillingProject(Project):
    """The first ``times`` processes that ask for its rules are killed; never the main one."""

    times: int = 0

    @property
    def rules(self) -> Path:
        """None; who asks is a worker that begins with a document."""
        if multiprocessing.parent_process() is not None:
            for number in range(self.times):
                marker = self.root / f"killed-{number}"
                if not marker.exists():
                    marker.touch()
                    os.kill(os.getpid(), signal.SIGKILL)
        return self.root / "no-rules"
