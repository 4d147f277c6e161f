"""``mingzhang affected FILE…``: changed files → the documents that have to be made again.

Exit codes: 0; 2 wrong use, or no data there.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from mingzhang.commands import DONE, WRONG_USE, name_of, show
from mingzhang.commands.current_project import project_of
from mingzhang.keeping.affected_documents import affected
from mingzhang.project import Project
from mingzhang.reading.document_search import find_folders
from mingzhang.reading.project_root import named_path
from mingzhang.reading.source_text import full
from mingzhang.reading.stray_characters import one_line


def add_affected(parser: argparse.ArgumentParser) -> None:
    """The command-line arguments of ``affected``."""
    words = "改过、新加或删去的文件"
    parser.add_argument("files", nargs="+", type=named_path, metavar="文件", help=words)
    parser.add_argument("--why", action="store_true", help="同时写明为什么")
    parser.set_defaults(run=run_affected, documents=lambda named: named.files)


def run_affected(arguments: argparse.Namespace) -> int:
    """Prints the folder of each document that changed files affect, one in a line."""
    project = project_of(arguments)
    folders, missing = find_folders((), project)
    if missing:
        show(missing, colour=sys.stdout.isatty())
        return WRONG_USE
    for folder, whys in affected(arguments.files, folders, project).items():
        name = _name(folder, project)
        print(f"{name}\t{'、'.join(whys)}" if arguments.why else name)
    for file in arguments.files:
        # One that was removed concerns documents; of one that never was, nobody must conclude so.
        if not file.exists() and not affected((file,), folders, project):
            told = f"没有 {one_line(str(file))} 这个文件，也没有文档用到它：请核对路径。"
            print(told, file=sys.stderr)
    return DONE


def _name(folder: Path, project: Project) -> str:
    """An affected folder as the next command takes it: of one kind for all, from wherever."""
    here = Path.cwd()
    is_inside = here.is_relative_to(full(project.root)) and folder.is_relative_to(project.root)
    return one_line(os.path.relpath(folder, here)) if is_inside else name_of(folder)
