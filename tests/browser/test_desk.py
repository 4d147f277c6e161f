"""The desk in a browser, as a clerk would use it (desk.mjs): one line of the file for one figure.

Asked for by ``make browser-test``, which brings the browser and what it needs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support import PROJECT

NAME = "putuo-social-work/2024-final"
HERE = Path(__file__).parent
MODULES = Path(os.environ.get("MINGZHANG_BROWSER", ""))
ADDRESS = "工作台："


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A repository of data with one document, committed."""
    root = tmp_path / "data"
    shutil.copytree(PROJECT.sources / NAME, root / "sources" / NAME)
    own = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "."], [*own, "commit", "-qm", "as published"]):
        git(root, *words)
    return root


def git(root: Path, *words: str) -> None:
    subprocess.run([shutil.which("git") or "git", "-C", str(root), *words], check=True)  # noqa: S603


@contextmanager
def serving(root: Path) -> Iterator[str]:
    """The address of a desk over the data."""
    command = [sys.executable, "-m", "mingzhang", "serve", "--no-browser"]
    place = {**os.environ, "PYTHONPATH": str(PROJECT.root)}
    with subprocess.Popen(  # noqa: S603
        command, cwd=root, env=place, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            line = process.stdout.readline() if process.stdout else ""
            assert line.startswith(ADDRESS), line
            yield line.removeprefix(ADDRESS).strip()
        finally:
            process.terminate()


def test_a_clerk_fills_in_a_document(data: Path) -> None:
    script = MODULES / "desk.mjs"
    script.write_bytes((HERE / "desk.mjs").read_bytes())
    with serving(data) as address:
        done = subprocess.run(  # noqa: S603
            [shutil.which("node") or "node", str(script), address, str(data), NAME],
            check=False,
            capture_output=True,
            text=True,
        )
    assert done.returncode == 0, done.stdout + done.stderr
