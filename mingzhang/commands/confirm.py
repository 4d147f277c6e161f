"""``mingzhang confirm``: documents → ``reasons.lock``, which figure each reason was written for.

Exit codes: 0 written; 1 a document cannot be read, or its record not written; 2 wrong use.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from mingzhang.commands import DONE, WRONG_DATA, WRONG_USE, name_of, show
from mingzhang.project import Project
from mingzhang.reading.characters import one_line
from mingzhang.reading.folder import find_folders
from mingzhang.review.confirm import Confirmed, confirm


def add_confirm(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``confirm``."""
    words = "文档文件夹，缺省为 sources/ 下全部"
    parser.add_argument("paths", nargs="*", type=Path, metavar="路径", help=words)
    parser.set_defaults(run=run_confirm)


def run_confirm(arguments: argparse.Namespace) -> int:
    """Confirm every reason of the documents named."""
    project = Project()
    folders, missing = find_folders(tuple(arguments.paths), project)
    if missing:
        show(missing, colour=sys.stdout.isatty())
        return WRONG_USE
    results = [confirm(folder, project) for folder in folders]
    for result in results:
        _tell(result)
    return WRONG_DATA if any(result.faults for result in results) else DONE


def _tell(result: Confirmed) -> None:
    if result.faults:
        show(result.faults, colour=sys.stdout.isatty())
        print(f"{name_of(result.folder)}：有错误，没有写确认记录。")
        return
    state = "" if result.is_changed else "，没有变化"
    print(f"{name_of(result.folder)}：确认了 {result.total} 条原因{state}")
    for words, keys in (("新的", result.new), ("改过", result.changed), ("删去", result.gone)):
        for key in keys:
            print(f"    {words}  {one_line(key)}")
