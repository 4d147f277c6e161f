"""``mingzhang upgrade``: a project's copies of the schemas → those of this program.

Sources need no change: they are read as they were written.  Exit codes: 0 done; 1 a file cannot be
written.
"""

from __future__ import annotations

import argparse
import sys

from mingzhang.commands import DONE, WRONG_DATA, name_of, show
from mingzhang.commands.where import project_here


def add_upgrade(parser: argparse.ArgumentParser) -> None:
    """It has no arguments."""
    parser.set_defaults(run=run_upgrade)


def run_upgrade(arguments: argparse.Namespace) -> int:
    """Write the copies that differ."""
    from mingzhang.drafting.editor import old_schemas, renew, target_of  # noqa: PLC0415

    del arguments
    project = project_here()
    target, names = target_of(project), old_schemas(project)
    if target is None:
        print("填写格式（schema/）是这个仓库自己的，没有要更新的。")
        return DONE
    if found := renew(project):
        show(found, colour=sys.stdout.isatty())
        return WRONG_DATA
    for name in names:
        print(f"已更新 {name_of(target / name)}")
    print("给编辑器用的填写格式与程序一致；来源文件不用改写。")
    return DONE
