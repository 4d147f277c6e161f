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

from tests.departments import make
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


def driven(script: str, root: Path, name: str) -> subprocess.CompletedProcess[str]:
    """What a script of the browser says of the desk over the data."""
    with serving(root) as address:
        return scripted(script, address, root, name)


def scripted(
    script: str, first: str, root: Path, name: str = NAME
) -> subprocess.CompletedProcess[str]:
    """What a script of the browser says, given a desk's address or what runs one."""
    run = MODULES / script
    run.write_bytes((HERE / script).read_bytes())
    return subprocess.run(  # noqa: S603
        [shutil.which("node") or "node", str(run), first, str(root), name],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(PROJECT.root)},
    )


@pytest.mark.parametrize("script", ["desk.mjs", "desk_keys.mjs"])
def test_a_clerk_fills_in_a_document(data: Path, script: str) -> None:
    done = driven(script, data, NAME)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_desk_stops_and_is_opened_again(data: Path) -> None:
    done = scripted("desk_again.mjs", sys.executable, data)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("script", ["desk_begin.mjs", "desk_paste.mjs"])
def test_a_clerk_begins_a_document(data: Path, script: str) -> None:
    words = ["new", "--form", "全国", "--type", "部门", "sources/begun/2025-budget"]
    command = [sys.executable, "-m", "mingzhang", *words]
    place = {**os.environ, "PYTHONPATH": str(PROJECT.root)}
    subprocess.run(command, check=True, cwd=data, env=place)  # noqa: S603
    done = driven(script, data, "begun/2025-budget")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_department_names_the_unit_whose_file_it_speaks_of(tmp_path: Path) -> None:
    department = make(tmp_path, 2)
    unit = tmp_path / "sources" / "unit-001" / "2024-final" / "disclosure.yaml"
    text = unit.read_text("utf-8")
    unit.write_text(text.replace("\n支出:\n", "\n多余: 1\n支出:\n"), "utf-8")
    done = driven("desk_units.mjs", tmp_path, f"department/{department.name}")
    assert done.returncode == 0, done.stdout + done.stderr
