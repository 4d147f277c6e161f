"""In a stranger's folder nothing of that folder runs, whatever it names itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mingzhang.cli import main
from mingzhang.history import git, unfiltered
from mingzhang.review.compared_versions import repository_of
from mingzhang.review.git_figures_setup import PROGRAM
from tests.review.repository import FINAL, Repository, create
from tests.support import PROJECT

CONSOLE = "import sys; from mingzhang.cli import main; sys.exit(main())"
# Modules that the program or Python itself imports, and what Python imports before all.
MODULES = (
    *("mingzhang/__init__", "mingzhang/cli", "mingzhang/review/driver", "yaml", "yaml/__init__"),
    *(
        "jinja2/__init__",
        "jsonschema",
        "sitecustomize",
        "usercustomize",
        "multiprocessing/__init__",
    ),
    *("json", "re", "argparse", "weasyprint", "build", "socket", "signal", "threading", "decimal"),
)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with a document and with files that leave a trace where they are run."""
    made = create(tmp_path / "repository", FINAL)
    monkeypatch.chdir(made.root)
    for name in ("PYTHONPATH", "PYTHONSAFEPATH"):
        monkeypatch.delenv(name, raising=False)
    for name in MODULES:
        file = made.root / f"{name}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"open({str(tmp_path / 'ran')!r}, 'a').write('{name} ')\n", "utf-8")
    return made


def ran(repository: Repository) -> str:
    file = repository.root.parent / "ran"
    return file.read_text(encoding="utf-8") if file.exists() else ""


def script(repository: Repository) -> str:
    """A command as an installer makes it: beside the interpreter, not in the current folder."""
    file = repository.root.parent / "bin" / "mingzhang"
    file.parent.mkdir(exist_ok=True)
    file.write_text(CONSOLE, encoding="utf-8")
    return str(file)


def call(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 (arguments of the tests themselves)
        [sys.executable, *arguments],
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | environment,
    )


def test_git_runs_the_program_alone(repository: Repository) -> None:
    assert main(["git-setup"]) == 0
    repository.edit(FINAL, ("项目支出: 188.00", "项目支出: 200.00"))
    assert "188.00 → 200.00" in repository.git("diff", "--", "sources")
    assert "+支出 / 2101502 / 项目支出：200.00" in repository.git("diff", "--no-ext-diff")
    repository.commit("r2")
    assert "200.00" in repository.git("log", "-p", "-1", "--", "sources")
    assert ran(repository) == ""


def test_the_driver_is_loaded_from_where_it_lies(tmp_path: Path) -> None:
    """A program that is not installed brings in nothing else that lies beside it."""
    copy = tmp_path / "program"
    shutil.copytree(PROJECT.root / "mingzhang", copy / "mingzhang")
    shutil.copytree(PROJECT.root / "schema", copy / "schema")
    (copy / "yaml.py").write_text("raise SystemExit('foreign')\n", encoding="utf-8")
    file = tmp_path / "disclosure.yaml"
    file.write_text("年度: 2024\n", encoding="utf-8")
    (copy / "mingzhang" / "review" / "git_driver.py").write_text(
        "import mingzhang, yaml\ndef main(_):\n    print(mingzhang.__file__)\n", encoding="utf-8"
    )
    done = call("-I", str(copy / "mingzhang" / "review" / PROGRAM.name), "text", str(file))
    assert done.stdout.strip() == str(copy / "mingzhang" / "__init__.py"), done.stderr


def test_the_installed_command_in_a_strangers_folder(repository: Repository) -> None:
    done = call(script(repository), "check", FINAL)
    assert done.returncode == 0, done.stdout + done.stderr
    assert ran(repository) == ""


def test_two_documents_at_once_in_a_strangers_folder(repository: Repository) -> None:
    """What starts further processes must not look for their modules here."""
    shutil.copytree(repository.root / FINAL, repository.root / "sources/other/2024-final")
    output = str(repository.root.parent / "output")
    call(script(repository), "build", "sources", "--output", output)
    assert ran(repository) == ""


def test_python_with_the_module_takes_only_the_program(repository: Repository) -> None:
    """``-m`` takes what it is told from the current folder; nothing after that."""
    shutil.rmtree(repository.root / "mingzhang")
    for name in ("sitecustomize", "usercustomize"):
        (repository.root / f"{name}.py").unlink()
    done = call("-m", "mingzhang", "rule", "MZ601", PYTHONPATH=str(PROJECT.root))
    assert "MZ601" in done.stdout, done.stderr
    assert ran(repository) == ""


# What a repository's own settings name


def hostile(repository: Repository, command: str) -> None:
    """Everything that git would run, were the repository one's own."""
    settings = {
        "core.fsmonitor": command,
        "core.hooksPath": "hooks",
        "core.pager": command,
        "core.sshCommand": command,
        "core.alternateRefsCommand": command,
        "diff.external": command,
        "diff.evil.command": command,
        "diff.evil.textconv": command,
        "filter.evil.clean": command,
        "filter.evil.smudge": command,
        "filter.evil.process": command,
        "filter.e=v.clean": command,
        "blame.ignoreRevsFile": "",
        "protocol.ext.allow": "always",
        "remote.origin.url": f"ext::sh -c {command}",
        "remote.origin.promisor": "true",
        "extensions.partialClone": "origin",
        "gpg.program": command,
        "log.showSignature": "true",
        "credential.helper": command,
    }
    config = repository.root / ".git" / "config"
    lines = [config.read_text(encoding="utf-8")]
    for name, value in settings.items():
        section, _, key = name.rpartition(".")
        above, _, sub = section.partition(".")
        head = f'[{above} "{sub}"]' if sub else f"[{above}]"
        lines.append(f'{head}\n\t{key} = "{value}"\n')
    config.write_text("".join(lines).replace("repositoryformatversion = 0", "x = 0"), "utf-8")
    attributes = "*.yaml diff=evil filter=evil\n*.md filter=e=v\n"
    (repository.root / ".gitattributes").write_text(attributes, encoding="utf-8")
    for name in ("post-index-change", "pre-auto-gc", "reference-transaction", "post-checkout"):
        hook = repository.root / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\n{command}\n", encoding="utf-8")
        hook.chmod(0o755)


def test_what_a_repository_names_is_not_run(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    trace = repository.root.parent / "evil"
    trace.write_text(f"#!/bin/sh\necho ran >> {repository.root.parent / 'ran'}\n", "utf-8")
    trace.chmod(0o755)
    hostile(repository, str(trace))
    repository.edit(FINAL, ("项目支出: 188.00", "项目支出: 200.00"))
    assert main(["diff", "HEAD", "."]) == 1
    assert "188.00 → 200.00" in capsys.readouterr().out
    main(["check", FINAL])
    main(["git-setup"])
    main(["git-setup", "--undo"])
    # An object that is not there is not fetched.
    assert git(repository.root, "cat-file", "-p", "0123456789" * 4) is None
    assert ran(repository) == ""


def test_names_of_filters_are_put_out_of_force(repository: Repository) -> None:
    hostile(repository, "false")
    settings = unfiltered(repository.root)
    assert "--config-env=filter.evil.clean=MINGZHANG_EMPTY" in settings
    answer = git(repository.root, *settings, "config", "--get", "filter.e=v.clean")
    assert answer == b"\n"


def test_a_folder_that_looks_like_a_repository_is_none(repository: Repository) -> None:
    """One that was committed among the files brings its own settings along."""
    inner = repository.root / "sources" / "agency"
    repository.git("clone", "--quiet", "--bare", ".", str(inner))
    assert repository_of(inner) is None
    assert git(inner, "rev-parse", "HEAD") is None


def test_a_work_tree_elsewhere_is_not_believed(repository: Repository, tmp_path: Path) -> None:
    assert repository_of(repository.root / "sources") == repository.root
    other = tmp_path / "home"
    (other / "agency").mkdir(parents=True)
    repository.git("config", "core.worktree", str(other))
    assert repository_of(repository.root) is None


def test_a_program_called_git_in_the_current_folder_is_not_run(repository: Repository) -> None:
    fake = repository.root / "git"
    fake.write_text(f"#!/bin/sh\necho git >> {repository.root.parent / 'ran'}\n", "utf-8")
    fake.chmod(0o755)
    search = f".{os.pathsep}{os.pathsep}{os.environ['PATH']}"
    done = call(script(repository), "diff", "HEAD", ".", PATH=search)
    assert done.returncode in (0, 1), done.stderr
    assert ran(repository) == ""
