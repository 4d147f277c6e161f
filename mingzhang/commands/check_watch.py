"""``mingzhang check --watch``: documents → their findings, again after each change.

A line a finding, between a line that says that a check began and one that it ended: an editor's
problem matcher reads them.  Exit codes: 0 ended by its user; 1 a library is missing; 2 wrong use.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from io import StringIO
from pathlib import Path

from mingzhang.commands import DONE, WRONG_DATA, show
from mingzhang.commands.current_project import faults_of, project_of
from mingzhang.commands.named_documents import Told
from mingzhang.commands.optional_libraries import lacking
from mingzhang.commands.unchanged_or_made import Work, done, found, own_faults
from mingzhang.desk.folder_watch import changes, forget, is_shared, roots
from mingzhang.desk.home_folder import Home
from mingzhang.desk.project_signs import Settings, signs
from mingzhang.diagnostics import Diagnostic
from mingzhang.keeping.result_keeper import Asked
from mingzhang.project import Project
from mingzhang.reading.document_search import search
from mingzhang.reading.source_text import shown
from mingzhang.reading.stray_characters import inert
from mingzhang.report.finding_lines import lines
from mingzhang.report.terminal_report import summary

BEGUN, ENDED = "开始核对", "核对完毕"


def run_watch(arguments: argparse.Namespace) -> int:
    """The option ``check --watch``: checks, and again whenever anything is saved."""
    if fault := lacking("watchfiles"):
        show((fault,), colour=sys.stdout.isatty())
        return WRONG_DATA
    project, paths = project_of(arguments), arguments.paths
    folders, run = found(search(paths, project), Told("", sys.stdout))
    if run.missing:
        return run.code
    now, home = Settings(project), Home()

    def watched() -> tuple[Path, ...]:
        """The folders to watch now: a document may be new."""
        home.enter()
        return roots(folders, now.project)

    _check(arguments, project)
    try:
        for changed in changes(watched, lambda: signs(project)):
            if any(is_shared(path, now.project) for path in changed):
                forget()
            now = now.again()
            home.working(_check, arguments, now.project)
    except KeyboardInterrupt:
        return DONE
    return DONE


def _check(arguments: argparse.Namespace, project: Project) -> None:
    """One look of the watch at every document.

    What nothing changed in is taken from what is kept.
    """
    print(BEGUN, flush=True)
    own = not arguments.no_own_rules
    before = (*faults_of(arguments), *own_faults(project, wanted=own))
    told = Told("", StringIO(), before, details=False)
    folders, run = found(search(arguments.paths, project), told)
    if not run.missing:
        run = done(folders, Work(project, None, Asked(own=own)), told)
    all_found = [*told.before, *run.missing, *(d for r in run.results for d in r.diagnostics)]
    for line in lines(map(_from_here, all_found)):
        print(inert(line))
    print(f"{ENDED}：{summary(all_found)}。改动保存后会再核对，按 Ctrl+C 结束。", flush=True)


def _from_here(finding: Diagnostic) -> Diagnostic:
    return replace(finding, place=finding.place._replace(file=shown(finding.place.file)))
