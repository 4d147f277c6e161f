"""``mingzhang audit``: documents → everything that becomes public, for the officer who clears it.

Exit codes: 0 nothing looks private; 1 something does, or a document cannot be published as it is;
2 wrong use.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from mingzhang.audit.exposed_texts import expose
from mingzhang.audit.exposure_report import told
from mingzhang.builder import examine
from mingzhang.commands import DONE, WRONG_DATA, WRONG_USE, show
from mingzhang.commands.current_project import project_of
from mingzhang.commands.named_documents import add_paths
from mingzhang.diagnostics import Diagnostic, Severity
from mingzhang.project import Project
from mingzhang.publish.public_document import publish
from mingzhang.reading.document_folder import find_folders
from mingzhang.reading.source_text import shown
from mingzhang.reading.stray_characters import visible

FOUND = 1


def add_audit(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``audit``."""
    add_paths(parser)
    words = "由程序算出的附件、数据文件和数字的来历也全部列出"
    parser.add_argument("--full", action="store_true", help=words)
    parser.set_defaults(run=run_audit)


def run_audit(arguments: argparse.Namespace) -> int:
    """The command ``audit``: prints what every document named exposes to the public."""
    project = project_of(arguments)
    folders, missing = find_folders(tuple(arguments.paths), project)
    if missing:
        show(missing, colour=sys.stdout.isatty())
        return WRONG_USE
    codes = [_audit(folder, project, full=arguments.full) for folder in folders]
    return max(codes, default=DONE)


def _audit(path: Path, project: Project, *, full: bool) -> int:
    document, found = examine(path, project)
    made = publish(document, project) if document else None
    if not isinstance(made, tuple):
        faults = [d for d in found if d.severity is Severity.ERROR]
        faults += [made] if isinstance(made, Diagnostic) else []
        show(faults, colour=sys.stdout.isatty())
        print(f"{shown(path)}：有错误，不能公开，没有可以审查的内容。")
        return WRONG_DATA
    exposed = expose(*made)
    marked = exposed.marked()
    for line in told(exposed, marked, full=full):
        print(visible(line))
    state = (
        f"有 {len(marked)} 处像个人信息或密级标志，请逐条核对"
        if marked
        else "没有像个人信息、密级标志的内容"
    )
    print(f"\n{shown(path)}：{state}。")
    return FOUND if marked else DONE
