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
from mingzhang.review.version_comparison import holds, review, review_of_budget

CHANGED = 1
COMMITTED, WORK_TREE_HERE = "HEAD", "."
YEAR_HINT = "请写到年度一级，例如 mingzhang diff --year sources/unit-a/2024-final。"
ONE_YEAR = "--year 后面只写一份文档的文件夹：程序自己找上一年度的；几份的请逐份比较。"
PATH_HINT = "请写文档的文件夹，例如 mingzhang diff HEAD~1 . sources/unit-a/2024-final。"
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
    try:
        found = (_of_years if arguments.year else _of_versions)(arguments, project)
    except VersionError as error:
        print(one_line(str(error)), file=sys.stderr)
        return WRONG_USE
    if found.documents and not found.is_readable:
        for document in found.documents:
            print(*map(one_line, document.messages), sep="\n", file=sys.stderr)
        return WRONG_USE
    print(_text(found, arguments.format).rstrip("\n"))
    return CHANGED if found.is_changed else DONE


def _of_versions(arguments: argparse.Namespace, project: Project) -> Review:
    return _review(_versions(arguments), arguments, project)


def _review(names: tuple[str, str], arguments: argparse.Namespace, project: Project) -> Review:
    """What ``diff`` finds between two versions."""
    starts = [_start(name, project, arguments) for name in names]
    with (
        open_version(names[0], project, starts[0]) as old,
        open_version(names[1], project, starts[1]) as new,
    ):
        if arguments.path and not holds((old, new), arguments.path):
            raise VersionError(f"两个版本里都没有“{arguments.path}”。{PATH_HINT}")
        return review(old, new, arguments.path)


def _of_years(arguments: argparse.Namespace, project: Project) -> Review:
    """What ``diff`` finds between a document and last year's, else this year's budget alone."""
    if arguments.new is not None:
        raise VersionError(ONE_YEAR)
    folder = full(Path.cwd() / (arguments.old if arguments.old != COMMITTED else "."))
    if year_and_kind(folder.name, project) is None:
        raise VersionError(f"“{folder.name}”不是一份文档的文件夹。{YEAR_HINT}")
    before = year_before(folder)
    if before.is_dir():
        return _review((str(before), str(folder)), arguments, project)
    with open_version(str(folder), project, _start(str(folder), project, arguments)) as new:
        found = review_of_budget(new)
    missing = f"没有上一年度的文件夹“{shown(before)}”，"
    if not found.documents:
        raise VersionError(f"{missing}{WITHOUT}")
    print(one_line(f"{missing}{WITH_BUDGET}"), file=sys.stderr)
    return found


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
