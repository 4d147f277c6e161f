"""``mingzhang status``: documents → what is still to be filled, confirmed and corrected.

Exit codes: 0 nothing is left to do; 1 something is; 2 wrong use.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

from mingzhang.commands import DONE, WRONG_DATA, WRONG_USE, name_of, show
from mingzhang.commands.current_project import project_of
from mingzhang.commands.named_documents import Told, add_paths
from mingzhang.commands.unchanged_or_made import Work, done, found, own_faults, told_beside
from mingzhang.diagnostics import Diagnostic, Place, Severity, has_errors
from mingzhang.drafting.approvals import Approvals, read_approvals, with_own_days
from mingzhang.drafting.document_progress import READY, Progress, progress
from mingzhang.keeping.result_keeper import Asked
from mingzhang.project import Project
from mingzhang.reading.document_search import search
from mingzhang.reading.document_titles import title
from mingzhang.reading.passed_over_folders import passed_over_folders
from mingzhang.reading.source_text import full
from mingzhang.reading.stray_characters import inert, one_line
from mingzhang.result import Result

TEXT, JSON, HTML = "text", "json", "html"
FEW = 3  # documents of which each finding is listed; more make a table
HEADS = ("待填", "待确认", "待改", "状态", "文档")
WIDTHS = (6, 8, 6, 10)
Seen = tuple[Result, Progress]


def add_status(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``status``."""
    add_paths(parser)
    words = "输出格式：给人看的 text（几份的逐条列出，多的列成一张表），json，或看板 html"
    parser.add_argument("--format", choices=(TEXT, JSON, HTML), default=TEXT, help=words)
    parser.set_defaults(run=run_status)


def run_status(arguments: argparse.Namespace) -> int:
    """The command ``status``: tells what is left to do in every document named."""
    project, wanted = project_of(arguments), not arguments.no_own_rules
    # What a check would print of each is told here in another order.
    own, met = own_faults(project, wanted=wanted), search(arguments.paths, project)
    told = Told("", StringIO(), own, details=False)
    folders, run = found(met, told)
    if run.missing:
        show(run.missing, colour=sys.stdout.isatty())
        return WRONG_USE
    beside = told_beside(folders, project)
    before = (*own, *passed_over_folders(met), *beside)
    _tell_faults([one for one in before if one.severity is not Severity.NOTE])
    run = done(folders, Work(project, None, Asked(own=wanted)), told)
    seen = [(result, progress(result.diagnostics)) for result in run.results]
    if arguments.format == HTML:
        code = _board(seen, project, is_whole=not arguments.paths)
        return WRONG_DATA if has_errors(before) else code
    if arguments.format == JSON:
        print(json.dumps([_json(*one) for one in seen], ensure_ascii=False, indent=1))
    elif len(seen) <= FEW:
        _list(seen)
    else:
        _table(seen)
    faults = _approvals(project).found
    _tell_faults(faults)
    is_ready = all(state.state == READY for _, state in seen) and not has_errors((*before, *faults))
    return DONE if is_ready else WRONG_DATA


def _approvals(project: Project) -> Approvals:
    """The office's list of its documents, for ``status``; empty where it has none."""
    return read_approvals(project.approvals, _today()) if project.approvals else Approvals({})


def _today() -> date:
    return date.today()  # noqa: DTZ011 (the office's own day)


def _tell_faults(found: Sequence[Diagnostic]) -> None:
    """What is wrong in the office's list or among its folders, told beside the output."""
    for one in found:
        print(inert(str(one)), file=sys.stderr)


def _board(seen: Sequence[Seen], project: Project, *, is_whole: bool) -> int:
    """The page of ``status`` on all.

    Documents only listed are there where nobody asked for a few.
    """
    from mingzhang.drafting.bureau_board import lines, page  # noqa: PLC0415 (seldom asked)

    approvals = _approvals(project)
    states = {_below(result.folder, project): state for result, state in seen}
    folders = {_below(result.folder, project): result.folder for result, _ in seen}
    approvals = with_own_days(approvals, folders, project, _today())
    if not is_whole:
        limits = {name: limit for name, limit in approvals.limits.items() if name in states}
        approvals = replace(approvals, limits=limits)
    titles = {_below(one.folder, project): title(one.folder, project) for one, _ in seen}
    print(page(lines(states, approvals, titles), _today()))
    _tell_faults(approvals.found)
    is_ready = all(state.state == READY for state in states.values()) and not approvals.found
    return DONE if is_ready and {*approvals.limits} <= {*states} else WRONG_DATA


def _below(folder: Path, project: Project) -> str:
    """A document's folder as the list of ``status`` names it."""
    sources, path = full(project.sources), full(folder)
    return (path.relative_to(sources) if path.is_relative_to(sources) else path).as_posix()


def _json(result: Result, state: Progress) -> dict[str, object]:
    kinds = {
        "to_fill": state.to_fill,
        "to_confirm": state.to_confirm,
        "to_correct": state.to_correct,
    }
    return {
        "document": name_of(result.folder),
        "state": state.state,
        **{name: [_one(d) for d in group] for name, group in kinds.items()},
    }


def _one(diagnostic: Diagnostic) -> dict[str, object]:
    place = diagnostic.place
    return {
        "file": one_line(str(place.file)),
        "line": place.line,
        "column": place.column,
        "code": diagnostic.code,
        "message": diagnostic.message,
    }


def _list(seen: Sequence[Seen]) -> None:
    for result, state in seen:
        print(inert(f"{name_of(result.folder)}：{state.state}"))
        for words, group in (
            ("待填", state.to_fill),
            ("待确认", state.to_confirm),
            ("待改", state.to_correct),
        ):
            if group:
                print(f"  {words} {len(group)} 处：")
            for one in group:
                where = _where(one.place, result.folder)
                print(inert(one_line(f"    {where}  {one.code} {one.message}")))


def _where(place: Place, folder: Path) -> str:
    """The file and line, for ``status``, by its path from here where it is another document's."""
    is_own = full(place.file).parent == full(folder)
    file = place.file.name if is_own else name_of(place.file)
    return f"{file}:{place.line}" if place.line else file


def _table(seen: Sequence[Seen]) -> None:
    print(_row(HEADS))
    for result, state in seen:
        counts = (len(state.to_fill), len(state.to_confirm), len(state.to_correct))
        print(inert(_row((*map(str, counts), state.state, name_of(result.folder)))))
    ready = sum(state.state == READY for _, state in seen)
    print(f"共 {len(seen)} 份：{ready} 份可以公开。")


def _row(cells: Sequence[str]) -> str:
    """Columns of ``status`` below each other; a Chinese character is as wide as two others."""
    *columns, last = cells
    padded = (
        cell + " " * (width - sum(2 if ord(c) > 0x2E7F else 1 for c in cell))
        for cell, width in zip(columns, WIDTHS, strict=True)
    )
    return "".join(padded) + last
