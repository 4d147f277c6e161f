"""Documents of the project as published: each is built once for all processes of a run."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from mingzhang.builder import build
from tests.support import PROJECT


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """A function: folder of a document of the project → folder of its public files."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    return lambda source: _built(source, shared / "public")


def _built(source: Path, output: Path) -> Path:
    folder = output / source.parent.name / source.name
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f"{source.name}.turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not folder.is_dir():
            result = build(source, PROJECT, output)
            assert result.is_good, [str(diagnostic) for diagnostic in result.diagnostics]
    return folder
