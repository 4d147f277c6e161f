"""``mingzhang check``: documents → findings, for a person or in a format for machines.

Exit codes: 0 all good; 1 errors in the data (``--strict``: warnings too); 2 wrong use.
"""

from __future__ import annotations

import argparse
import sys

from mingzhang.builder import Result, examine
from mingzhang.checks.own import load_rules
from mingzhang.commands.each import Told, add_paths, each
from mingzhang.project import Project
from mingzhang.reading.text import shown
from mingzhang.report import FORMATS, Checked, Report

TEXT = "text"


def add_check(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``check``."""
    add_paths(parser)
    words = "输出格式，缺省为给人看的 text；其他格式只把结果写到标准输出"
    parser.add_argument("--format", choices=(TEXT, *FORMATS), default=TEXT, help=words)
    parser.add_argument("--strict", action="store_true", help="有警告也算不通过")
    parser.set_defaults(run=run_check)


def run_check(arguments: argparse.Namespace) -> int:
    """Check every document named."""
    project = Project()
    rules, faults = load_rules(project.rules, wanted=not arguments.no_own_rules)
    for_people = arguments.format == TEXT
    told = Told(
        "核对通过",
        sys.stdout if for_people else sys.stderr,
        faults,
        strict=arguments.strict,
        details=for_people,
        failed="核对不通过",
    )
    run = each(
        arguments.paths,
        project,
        lambda path: Result(path, examine(path, project, rules)[1]),
        told,
    )
    if not for_people:
        first = [Checked(shown(project.rules), faults)] if faults else []
        first += [Checked(shown(project.sources), run.missing)] if run.missing else []
        documents = (*first, *(Checked(shown(r.folder), r.diagnostics) for r in run.results))
        print(FORMATS[arguments.format](Report(documents, rules, arguments.strict)))
    return run.code
