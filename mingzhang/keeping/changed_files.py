"""A version in git → the files that differ from it in the work tree, new ones among them.

Rooms that are links to folders elsewhere, and repositories inside this one (submodules), belong to
the work tree: what changed there is told as it lies in the project.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.history import git, unfiltered
from mingzhang.keeping.linked_rooms import linked_rooms
from mingzhang.project import Project
from mingzhang.reading.source_text import shown
from mingzhang.reading.stray_characters import one_line

NO_VERSION = "MZ780"
# Of a repository inside, whether another version of it lies there; its files are asked for apart.
INSIDE = "--ignore-submodules=dirty"
DIFF = ("diff", "--name-only", "-z", "--no-ext-diff", "--no-renames", INSIDE)
TRACKED = ("ls-files", "--stage", "-z")
REPOSITORY = b"160000 "  # how git notes a repository inside another
NEW = ("ls-files", "--others", "--exclude-standard", "-z")


def changed_since(version: str, project: Project) -> tuple[Path, ...] | Diagnostic:
    """The files of the project that were changed, added or removed since."""
    root = project.root
    named = _commit(root, version)
    changed = _changed(root, named)
    if changed is None:
        message = f"git 里找不到版本“{one_line(version)}”。"
        hint = (
            "请写提交、分支或标签的名称，例如 HEAD~1 或 origin/main；"
            "浅克隆的要先取回它（git fetch）。"
        )
        return Diagnostic(Place(shown(root)), NO_VERSION, message, hint)
    return (*changed, *_behind_links(named, project))


def _commit(folder: Path, version: str) -> str:
    """The name of a commit that a version stands for in a folder's repository; empty if none."""
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{version}^{{commit}}")
    return (git(folder, *asked) or b"").decode().strip()


def _changed(folder: Path, commit: str) -> tuple[Path, ...] | None:
    """What differs below a folder from a commit; None where git has no such commit there."""
    known = commit and _commit(folder, commit)
    changed = git(folder, *unfiltered(folder), *DIFF, "--relative", commit, "--") if known else None
    new, tracked = git(folder, *NEW), git(folder, *TRACKED)
    if changed is None or new is None or tracked is None:
        return None
    names = {folder / name for name in (*_names(changed), *_names(new))}
    for inside in _repositories(folder, tracked):
        # One whose own state nobody can tell may be any.
        of_it = _changed(inside, _commit(inside, "HEAD"))
        names |= {inside} if of_it is None else {*of_it}
    return tuple(sorted(names))


def _behind_links(commit: str, project: Project) -> Iterator[Path]:
    """What differs in rooms that are links; all of a room that is in no repository or another."""
    for link, folder in linked_rooms(project):
        changed = _changed(folder, commit)
        if changed is None:
            yield link
        else:
            yield from (link / path.relative_to(folder) for path in changed)


def _repositories(folder: Path, tracked: bytes) -> Iterator[Path]:
    """The repositories inside a folder's, as far as they lie there."""
    for entry in tracked.split(b"\0"):
        if entry.startswith(REPOSITORY):
            path = folder / entry.partition(b"\t")[2].decode("utf-8", "surrogateescape")
            if (path / ".git").exists():
                yield path


def _names(listed: bytes) -> Iterator[str]:
    yield from filter(None, listed.decode("utf-8", "surrogateescape").split("\0"))
