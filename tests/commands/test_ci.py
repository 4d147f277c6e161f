"""The manual's pipeline and the hook before a commit, run in a repository that holds only data."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from mingzhang.cli import main
from tests.review.repository import Repository, create
from tests.support import PROJECT

DOCUMENTS = ("changchun/2024-final", "leshan-shizhong/2024-final", "yanbian/2024-budget")
ROW = ("项目支出: 188.00", "项目支出: 198.00")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Three agencies of two provinces and two kinds, with a remote whose main they left."""
    made = create(tmp_path / "data", *(f"sources/{name}" for name in DOCUMENTS))
    made.git("branch", "--force", "main")
    made.git("clone", "--quiet", "--bare", ".", str(tmp_path / "origin.git"))
    made.git("remote", "add", "origin", str(tmp_path / "origin.git"))
    made.git("fetch", "--quiet", "origin")
    return made


def run(words: str, repository: Repository) -> tuple[int, str]:
    """A step of a pipeline as its shell runs it; ``gh`` only shows what it was given."""
    tools = repository.root.parent / "tools"
    tools.mkdir(exist_ok=True)
    program = tools / "mingzhang"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m mingzhang "$@"\n')
    (tools / "gh").write_text(
        '#!/bin/sh\nwhile [ $# -gt 1 ]; do [ "$1" = --body-file ] && cat "$2"; shift; done\n'
    )
    for tool in tools.iterdir():
        tool.chmod(0o755)
    variables = {
        **os.environ,
        "PATH": f"{tools}:{os.environ['PATH']}",
        "PYTHONPATH": str(PROJECT.root),
        "GITHUB_BASE_REF": "main",
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
    }
    done = subprocess.run(  # noqa: S603 (the manual's own words)
        ["bash", "-e", "-c", words],  # noqa: S607
        cwd=repository.root,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def steps() -> list[str]:
    """The shell part of the ready file, but for what installs the program."""
    text = (PROJECT.root / "docs" / "ci.md").read_text("utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    (ready,) = (yaml.safe_load(block) for block in blocks if "actions/checkout" in block)
    words = [step["run"] for step in ready["jobs"]["check"]["steps"] if "run" in step]
    return [step for step in words if "pip install" not in step]


def test_the_steps_of_the_ready_file_in_a_repository_of_data(repository: Repository) -> None:
    repository.edit(f"sources/{DOCUMENTS[0]}", ROW)
    repository.commit("r2")
    said = [run(step, repository) for step in steps()]
    # A wrong figure fails the check; the report and the comment are made all the same.
    assert [code for code, _ in said] == [1, 0, 0], said
    assert "::error file=sources/changchun/2024-final/disclosure.yaml" in said[0][1]
    assert (repository.root / "mingzhang.sarif").read_text("utf-8").startswith("{")
    assert "198.00" in said[2][1]
    assert not (repository.root / "output").exists()


def test_the_hook_before_a_commit_checks_what_is_changed(repository: Repository) -> None:
    hooks = yaml.safe_load((PROJECT.root / ".pre-commit-hooks.yaml").read_text("utf-8"))
    hook = next(one for one in hooks if one["id"] == "mingzhang-check")
    changed = [f"sources/{DOCUMENTS[0]}/disclosure.yaml", "README.md"]
    files = " ".join(name for name in changed if re.search(hook["files"], name))
    assert run(f"{hook['entry']} {files}", repository)[0] == 0
    repository.edit(f"sources/{DOCUMENTS[0]}", ROW)
    code, said = run(f"{hook['entry']} {files}", repository)
    assert code == 1
    assert DOCUMENTS[1] not in said


@pytest.mark.parametrize("folder", [".", "sources", f"sources/{DOCUMENTS[0]}"])
def test_commands_from_any_folder_of_the_data(
    repository: Repository,
    folder: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.rmtree(repository.root / "sources" / DOCUMENTS[1])
    document = repository.root / "sources" / DOCUMENTS[0]
    monkeypatch.chdir(repository.root / folder)
    path = os.path.relpath(document)
    assert main(["check", path]) == 0
    assert main(["git-setup"]) == 0
    assert main(["trace", path, "公开03表/2101502/项目支出"]) == 0, capsys.readouterr().out
    assert main(["diff", "HEAD"]) == 1
