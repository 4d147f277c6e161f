"""``mingzhang git-setup``: make ``git diff`` and ``git log -p`` show figures, or undo that.

Exit codes: 0 done; 1 something cannot be written; 2 not in a git repository.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from mingzhang.commands import DONE, WRONG_DATA, WRONG_USE, show
from mingzhang.commands.current_project import project_here
from mingzhang.diagnostics import Diagnostic
from mingzhang.project import Project
from mingzhang.reading.project_root import read_project
from mingzhang.reading.source_text import full
from mingzhang.reading.stray_characters import inert, one_line
from mingzhang.review.compared_versions import repository_of
from mingzhang.review.git_figures_setup import data_roots, set_up, take_back


def add_git_setup(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``git-setup``."""
    parser.add_argument("--undo", action="store_true", help="撤销")
    parser.set_defaults(run=run_git_setup)


def _projects(repository: Path) -> tuple[Project, ...]:
    """The projects whose data git-setup finds in a repository; that of the current folder too."""
    own = project_here()
    roots = (root for root in data_roots(repository) if root != full(own.root))
    return (own, *(read_project(root)[0] for root in roots))


def run_git_setup(arguments: argparse.Namespace) -> int:
    """The command ``git-setup``: sets up the repository of the current folder, or takes it back."""
    repository = repository_of(Path.cwd())
    if repository is None:
        print("这里不是 git 的工作目录（或没有安装 git）。", file=sys.stderr)
        return WRONG_USE
    done = take_back(repository) if arguments.undo else set_up(repository, _projects(repository))
    faults = [fault for fault in done if isinstance(fault, Diagnostic)]
    show(faults, colour=sys.stdout.isatty())
    for line in done or ("没有要改的。",):
        if not isinstance(line, Diagnostic):
            print(inert(one_line(line)))
    return WRONG_DATA if faults else DONE
