"""The user's cache folder: names → values as JSON, each written whole or not at all.

Whatever goes wrong here costs time and nothing else, so it is never told.
"""

from __future__ import annotations

import json
import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from mingzhang.project import Project

FOLDER = "mingzhang"
OTHERS = stat.S_IWGRP | stat.S_IWOTH
Values = dict[str, Any]


@dataclass(frozen=True)
class Store:
    """The store in the cache folder; ``folder`` is None where only the user could not write it."""

    folder: Path | None

    def load(self, name: str) -> Values | None:
        """What the cache folder keeps under a name; None where there is nothing to be trusted."""
        if self.folder is None:
            return None
        try:
            with (self.folder / name).open("rb") as file:
                about = os.fstat(file.fileno())
                found = json.loads(file.read()) if _is_private(about) else None
        except (OSError, ValueError, RecursionError):
            return None
        return found if isinstance(found, dict) else None

    def save(self, name: str, values: Values) -> None:
        """Keeps values in the cache folder under a name."""
        if self.folder is None:
            return
        file = self.folder / name
        part = file.with_name(f".{name}.{os.getpid()}")
        try:
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(json.dumps(values).encode())
            part.replace(file)
        except OSError:
            # On a full disk each run would leave another.
            with suppress(OSError):
                part.unlink()


def find_store(project: Project) -> Store:
    """The user's own cache folder; none where it would lie in the project, which others write."""
    try:
        folder = _cache() / FOLDER
        if folder.resolve().is_relative_to(project.root.resolve()):
            return Store(None)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return Store(folder if _is_private(folder.stat()) else None)
    except (OSError, RuntimeError):
        return Store(None)


def name_of(*words: object) -> str:
    """The name of the cache's record about these words."""
    return sha256("\0".join(map(str, words)).encode("utf-8", "surrogateescape")).hexdigest()[:40]


def _cache() -> Path:
    named = Path(os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME", ""))
    # A path from the current folder would let a checkout bring it along.
    return named if named.is_absolute() else Path.home() / ".cache"


def _is_private(about: os.stat_result) -> bool:
    if os.name != "posix":
        return True
    return about.st_uid == os.getuid() and not about.st_mode & OTHERS
