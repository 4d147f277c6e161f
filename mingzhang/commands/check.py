"""``mingzhang check``: documents → findings, for a person or in a format for machines.

Exit codes: 0 all good; 1 errors in the data (``--strict``: warnings too); 2 wrong use.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from mingzhang.commands.check_papers import add_papers, are_papers, run_papers
from mingzhang.commands.current_project import project_of
from mingzhang.commands.named_documents import Run, Told, add_paths, add_whole
from mingzhang.commands.unchanged_or_made import (
    Work,
    add_keeping,
    done,
    found,
    own_faults,
    told_beside,
)
from mingzhang.diagnostics import Diagnostic
from mingzhang.keeping.result_keeper import Asked
from mingzhang.project import Project
from mingzhang.reading.document_search import Searched, find_folders, search
from mingzhang.reading.passed_over_folders import passed_over_folders
from mingzhang.reading.source_text import shown
from mingzhang.report import FORMATS, Checked, Report

TEXT = "text"


def add_check(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``check``."""
    add_paths(parser)
    add_whole(parser)
    words = "输出格式，缺省为给人看的 text；其他格式只把结果写到标准输出"
    parser.add_argument("--format", choices=(TEXT, *FORMATS), default=TEXT, help=words)
    parser.add_argument("--strict", action="store_true", help="有警告也算不通过")
    words = "连同用到它们的文档一起核对：汇总它们的部门、与它们比较的下一年"
    parser.add_argument("--dependants", action="store_true", help=words)
    add_keeping(parser, "没有变化的也重新核对")
    add_papers(parser)
    words = "一直核对：文件一保存就再核对一次，每条提示一行（编辑器用）"
    parser.add_argument("--watch", action="store_true", help=words)
    parser.set_defaults(run=run_check, documents=_sources)


def run_check(arguments: argparse.Namespace) -> int:
    """The command ``check``: checks every document named, or every PDF others published."""
    if are_papers(arguments):
        return run_papers(arguments)
    if arguments.watch:
        from mingzhang.commands.check_watch import run_watch  # noqa: PLC0415 (all of the program)

        return run_watch(arguments)
    project, wanted = project_of(arguments), not arguments.no_own_rules
    for_people = arguments.format == TEXT
    own, met = own_faults(project, wanted=wanted), search(arguments.paths, project)
    told = Told(
        "核对通过",
        sys.stdout if for_people else sys.stderr,
        (
            *own,
            *passed_over_folders(met),
            *told_beside(met.folders, project),
        ),
        strict=arguments.strict,
        details=for_people,
        whole=arguments.verbose,
        failed="核对不通过",
        kept="核对通过，没有变化",
    )
    folders, run = found(_concerned(arguments, project, met), told)
    if not run.missing:
        work = Work(project, None, Asked(force=arguments.force, own=wanted))
        run = done(folders, work, told)
    if not for_people:
        print(FORMATS[arguments.format](_report(run, project, told, own, wanted=wanted)))
    return run.code


def _concerned(arguments: argparse.Namespace, project: Project, met: Searched) -> Searched:
    """What the command is to check; where it was asked for, with the documents that draw on it."""
    if not arguments.dependants:
        return met
    from mingzhang.keeping.affected_documents import affected  # noqa: PLC0415 (the figures in all)

    folders, _ = find_folders((), project)
    return search((*arguments.paths, *affected(arguments.paths, folders, project)), project)


def _sources(arguments: argparse.Namespace) -> Sequence[Path]:
    """The documents among what the command is to check; a paper is nobody's data."""
    return () if are_papers(arguments) else arguments.paths


def _report(
    run: Run, project: Project, told: Told, faults: tuple[Diagnostic, ...], *, wanted: bool
) -> Report:
    from mingzhang.checks.own_rules import load_rules  # noqa: PLC0415 (all rules, which people need not)

    # What is told before the documents and is no fault of the rules is of the sources as a whole.
    nowhere = (*run.missing, *told.before[len(faults) :])
    first = [Checked(shown(project.rules), faults)] if faults else []
    first += [Checked(shown(project.sources), nowhere)] if nowhere else []
    documents = (*first, *(Checked(shown(r.folder), r.diagnostics) for r in run.results))
    return Report(documents, load_rules(project.rules, wanted=wanted)[0], told.strict)
