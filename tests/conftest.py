"""What every test has: a cache folder of its own, so that no run takes another's results.

And what many look at, built once for all processes: the project's documents, and the manual's.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mingzhang.builder import build
from scripts import examples
from tests.support import PROJECT


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def of_all(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of a run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def public(of_all: Path) -> Callable[[Path], Path]:
    """A function: folder of a document of the project → folder of its public files."""
    return lambda source: _built(source, of_all / "public")


@pytest.fixture(scope="session")
def worked_example(of_all: Path) -> Path:
    """The public files of the manual's worked example, which builds without a word."""
    with _turn(of_all / "manual.turn"):
        source = examples.write(examples.example(), of_all / "manual")
    return _built(source, of_all / "public", most=0)


def _built(source: Path, output: Path, most: int | None = None) -> Path:
    folder = output / source.parent.name / source.name
    with _turn(folder.with_name(f"{source.name}.turn")):
        if not folder.is_dir():
            result = build(source, PROJECT, output)
            told = [str(diagnostic) for diagnostic in result.diagnostics]
            assert result.is_good, told
            assert most is None or len(told) <= most, told
    return folder


@contextmanager
def _turn(file: Path) -> Iterator[None]:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield
