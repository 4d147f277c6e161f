"""``mingzhang build``: documents → files.

Exit codes: 0 all good; 1 errors in the data, or a place that cannot be written: nothing of those
documents is; 2 wrong use.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from mingzhang.checks.own import load_rules
from mingzhang.commands import WRONG_DATA, show
from mingzhang.commands.each import Told, add_paths, each
from mingzhang.commands.parallel import builder
from mingzhang.project import Project
from mingzhang.publish.faults import not_a_folder
from mingzhang.reading.folder import find_folders


def add_build(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``build``."""
    add_paths(parser)
    parser.add_argument("--output", type=Path, metavar="文件夹", help="输出到哪里，缺省为 output/")
    parser.set_defaults(run=run_build)


def run_build(arguments: argparse.Namespace) -> int:
    """Build every document named."""
    project = Project()
    output: Path = arguments.output or project.output
    if fault := not_a_folder(output):
        show((fault,), colour=sys.stdout.isatty())
        return WRONG_DATA
    wanted = not arguments.no_own_rules
    _, faults = load_rules(project.rules, wanted=wanted)
    told = Told("已生成", sys.stdout, faults)
    folders, _ = find_folders(tuple(arguments.paths), project)
    with builder(folders, project, output, own=wanted) as build:
        return each(arguments.paths, project, build, told).code
