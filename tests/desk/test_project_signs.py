"""The signs by which a project's settings and git's last commit are seen to be others."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from mingzhang.desk.project_signs import Settings, signs
from mingzhang.project import Project


def git(root: Path, *words: str) -> None:
    """Have git do something, as somebody."""
    who = ("-c", "user.name=a", "-c", "user.email=a@b")
    command = ["git", "-C", str(root), *who, *words]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603


def commit(root: Path, text: str) -> None:
    """Have git take over what is typed."""
    (root / "sources").mkdir(exist_ok=True)
    (root / "sources" / "a.yaml").write_text(text, "utf-8")
    git(root, "add", "sources")
    git(root, "commit", "-qm", text)


def others(project: Project, before: object) -> list[str]:
    """What is another one than before, by name."""
    assert isinstance(before, dict)
    return [path.name for path, mark in signs(project).items() if before[path] != mark]


@pytest.mark.parametrize("data", [".", "office/data"])
def test_another_last_commit_is_seen(tmp_path: Path, data: str) -> None:
    project = Project(tmp_path / data)
    project.sources.mkdir(parents=True)
    git(tmp_path, "init", "-q")
    commit(tmp_path, "one")
    before = signs(project)
    git(tmp_path, "status")
    assert others(project, before) == []
    commit(tmp_path, "two")
    assert others(project, before) == [".git"]
    before = signs(project)
    git(tmp_path, "-c", "core.logAllRefUpdates=false", "reset", "-q", "HEAD~1")
    assert others(project, before) == [".git"]


def test_another_last_commit_of_a_second_work_tree_is_seen(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    git(first, "init", "-q")
    commit(first, "one")
    git(first, "worktree", "add", "-q", "../second")
    before = signs(Project(second))
    commit(second, "two")
    assert others(Project(second), before) == [".git"]


def test_what_is_called_as_git_would_and_is_not_its_own_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / ".git").write_bytes(b"gitdir: \xff\0nowhere\n")
    before = signs(Project(tmp_path))
    (tmp_path / ".git").unlink()
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_bytes(b"ref: refs/\xff\0\n")
    assert others(Project(tmp_path), before) == [".git"]


def test_settings_are_taken_over_where_they_can_be_used(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    file = tmp_path / "mingzhang.yaml"
    before = signs(Project(tmp_path))
    file.write_text("版式: forms\n", "utf-8")
    assert others(Project(tmp_path), before) == ["mingzhang.yaml"]
    settings = Settings(Project(tmp_path)).again()
    assert settings.project.templates == tmp_path / "forms"
    file.write_text("版式: D:/forms\n", "utf-8")
    wrong = settings.again()
    assert wrong.project == settings.project
    assert [fault.code for fault in wrong.faults] == ["MZ852"]
    file.write_text("", "utf-8")
    assert wrong.again() == Settings(Project(tmp_path))
    file.unlink()
    assert wrong.again() == wrong  # nothing is left that were a project
