"""``mingzhang diff``: two versions → what a reader of the documents will find changed.

Exit codes: 0 nothing changed; 1 something did; 2 wrong use, or nothing that can be read.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from mingzhang.commands import DONE, WRONG_USE
from mingzhang.commands.current_project import project_of
from mingzhang.project import Project
from mingzhang.reading.document_names import year_and_kind, year_before
from mingzhang.reading.source_text import full, shown
from mingzhang.reading.stray_characters import one_line
from mingzhang.review.compared_versions import VersionError, open_version
from mingzhang.review.review_html import html
from mingzhang.review.review_json import data
from mingzhang.review.review_markdown import markdown
from mingzhang.review.review_terminal import terminal
from mingzhang.review.review_values import Review
from mingzhang.review.version_comparison import review, review_of_budget

CHANGED = 1
COMMITTED, WORK_TREE_HERE = "HEAD", "."
YEAR_HINT = "请写到年度一级，例如 mingzhang diff --year sources/unit-a/2024-final。"
TEXT = "text"
WITHOUT = "也没有本年的预算，没有可比的。"
WITH_BUDGET = "只与本年的预算核对。"
FORMATS: Mapping[str, Callable[[Review], str]] = {
    "markdown": markdown,
    "html": html,
    "json": data,
}


def add_diff(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``diff``."""
    words = "git 版本（如 HEAD~3、分支名）、文件夹，或“.”（工作区）"
    alone = "只写一个文件夹的，与上次提交的它比较"
    old = f"{words}；缺省 HEAD。{alone}"
    parser.add_argument("old", nargs="?", default=COMMITTED, metavar="旧", help=old)
    parser.add_argument("new", nargs="?", metavar="新", help="同上；缺省为工作区")
    parser.add_argument("path", nargs="?", default="", metavar="路径", help="只比较这个单位或文档")
    year = "与同一单位上一年度的文档比较，并核对上年数和年初预算：后面写文档的文件夹"
    parser.add_argument("--year", action="store_true", help=year)
    formats = "输出格式，缺省为给人看的 text"
    parser.add_argument("--format", choices=(TEXT, *FORMATS), default=TEXT, help=formats)
    parser.set_defaults(run=run_diff, documents=_folder)


def run_diff(arguments: argparse.Namespace) -> int:
    """The command ``diff``: compares two versions and prints what changed."""
    project = project_of(arguments)
    names = _versions(arguments)
    if arguments.year:
        folder = full(Path.cwd() / (arguments.old if arguments.old != COMMITTED else "."))
        if year_and_kind(folder.name, project) is None:
            print(f"“{one_line(folder.name)}”不是一份文档的文件夹。{YEAR_HINT}", file=sys.stderr)
            return WRONG_USE
        before = year_before(folder)
        if not before.is_dir():
            return _without(before, folder, project, arguments)
        names = (str(before), str(folder))
    try:
        with (
            open_version(names[0], project, _start(names[0], project, arguments)) as old,
            open_version(names[1], project, _start(names[1], project, arguments)) as new,
        ):
            found = review(old, new, arguments.path)
    except VersionError as error:
        print(one_line(str(error)), file=sys.stderr)
        return WRONG_USE
    if found.documents and not found.is_readable:
        for document in found.documents:
            print(*map(one_line, document.messages), sep="\n", file=sys.stderr)
        return WRONG_USE
    print(_text(found, arguments.format).rstrip("\n"))
    return CHANGED if found.is_changed else DONE


def _without(before: Path, folder: Path, project: Project, arguments: argparse.Namespace) -> int:
    """``diff`` of a year without the year before: with this year's budget, if there is one."""
    with open_version(str(folder), project, _start(str(folder), project, arguments)) as new:
        found = review_of_budget(new)
    missing = f"没有上一年度的文件夹“{shown(before)}”，"
    print(one_line(missing + (WITH_BUDGET if found.documents else WITHOUT)), file=sys.stderr)
    if not found.documents:
        return WRONG_USE
    print(_text(found, arguments.format).rstrip("\n"))
    has_any = any(document.years and document.years.bases for document in found.documents)
    return CHANGED if has_any else DONE


def _versions(arguments: argparse.Namespace) -> tuple[str, str]:
    """The two versions for ``diff``; a folder alone is the new one, against its last commit."""
    old, new = arguments.old, arguments.new
    is_folder = bool(old) and (Path.cwd() / old).is_dir()
    return (COMMITTED, old) if new is None and is_folder else (old, new or WORK_TREE_HERE)


def _folder(arguments: argparse.Namespace) -> tuple[Path, ...]:
    """The folder that ``diff`` compares, the newer one of two; none for revisions only."""
    named = [Path(name) for name in (arguments.new, arguments.old) if name and Path(name).exists()]
    return tuple(named[:1])


def _start(name: str, project: Project, arguments: argparse.Namespace) -> Path:
    """Where a version's name for ``diff`` is seen from: a path from here, else from the root.

    The work tree is the whole project, from whichever of its folders it is asked for.
    """
    here = Path.cwd()
    is_path = name not in ("", ".") and (here / name).exists()
    meant = (here, *map(full, _folder(arguments)))
    is_its = any(folder.is_relative_to(project.root) for folder in meant)
    return project.root if is_its and not is_path else here


def _text(found: Review, name: str) -> str:
    if name in FORMATS:
        return FORMATS[name](found)
    return terminal(found, colour=sys.stdout.isatty())
