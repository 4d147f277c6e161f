"""A version in git → the files that differ from it in the work tree, new ones among them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.history import git, unfiltered
from mingzhang.project import Project
from mingzhang.reading.source_text import shown
from mingzhang.reading.stray_characters import one_line

NO_VERSION = "MZ780"
DIFF = ("diff", "--name-only", "-z", "--no-ext-diff", "--no-renames", "--ignore-submodules=all")
NEW = ("ls-files", "--others", "--exclude-standard", "-z")


def changed_since(version: str, project: Project) -> tuple[Path, ...] | Diagnostic:
    """The files of the project that were changed, added or removed since."""
    root = project.root
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{version}^{{commit}}")
    commit = git(root, *asked)
    named = commit.decode().strip() if commit else ""
    changed = git(root, *unfiltered(root), *DIFF, "--relative", named, "--") if named else None
    new = git(root, *NEW) if named else None
    if changed is None or new is None:
        message = f"git 里找不到版本“{one_line(version)}”。"
        hint = (
            "请写提交、分支或标签的名称，例如 HEAD~1 或 origin/main；"
            "浅克隆的要先取回它（git fetch）。"
        )
        return Diagnostic(Place(shown(root)), NO_VERSION, message, hint)
    return tuple(root / name for name in (*_names(changed), *_names(new)))


def _names(listed: bytes) -> Iterator[str]:
    yield from filter(None, listed.decode("utf-8", "surrogateescape").split("\0"))
