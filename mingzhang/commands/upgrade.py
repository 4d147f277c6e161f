"""``mingzhang upgrade``: a project's copies of the schemas and its sources → those of this program.

Sources of an older version are read as they were written; here they get the names of today, and
nothing else of them changes.  Exit codes: 0 done; 1 a file cannot be written.
"""

from __future__ import annotations

import argparse
import sys

from mingzhang.commands import DONE, WRONG_DATA, name_of, show
from mingzhang.commands.current_project import project_here
from mingzhang.diagnostics import Diagnostic, has_errors
from mingzhang.project import Project
from mingzhang.reading.document_search import find_folders


def add_upgrade(parser: argparse.ArgumentParser) -> None:
    """The command-line arguments of ``upgrade``; it has none."""
    parser.set_defaults(run=run_upgrade)


def run_upgrade(arguments: argparse.Namespace) -> int:
    """The command ``upgrade``: writes copies and sources that are out of date anew."""
    del arguments
    project = project_here()
    found = (*_schemas(project), *_sources(project))
    show(found, colour=sys.stdout.isatty())
    return WRONG_DATA if has_errors(found) else DONE


def _schemas(project: Project) -> tuple[Diagnostic, ...]:
    from mingzhang.drafting.editor_settings import old_schemas, renew, target_of  # noqa: PLC0415

    target, names = target_of(project), old_schemas(project)
    if target is None:
        print("填写格式（schema/）是这个仓库自己的，没有要更新的。")
        return ()
    if not target.is_dir():
        print("没有给编辑器用的填写格式（schema/）；mingzhang new 或 next 写文档时会放好。")
        return ()
    found = renew(project)
    for name in names if not found else ():
        print(f"已更新 {name_of(target / name)}")
    if not found:
        print("给编辑器用的填写格式与程序一致。")
    return found


def _sources(project: Project) -> tuple[Diagnostic, ...]:
    from mingzhang.drafting.upgraded_sources import upgrade  # noqa: PLC0415

    faults: list[Diagnostic] = []
    count = 0
    for folder in find_folders((), project)[0]:
        done, found = upgrade(folder, project)
        count += len(done)
        faults += found
        for file in done:
            print(f"已改写 {name_of(file)}")
    if not count and not faults:
        print("来源文件都是现在的填写格式，不用改写。")
    return tuple(faults)
