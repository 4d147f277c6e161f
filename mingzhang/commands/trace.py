"""``mingzhang trace``: a figure of a document → how it comes about, down to what was typed.

Exit codes: 0 told; 1 the document cannot be read; 2 wrong use, or no such figure.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from mingzhang.commands import DONE, WRONG_DATA, WRONG_USE, show
from mingzhang.commands.current_project import project_of
from mingzhang.document.cell_address import addresses
from mingzhang.document.form_tables import build_tables
from mingzhang.document.region_folder import read_region
from mingzhang.facts.account import Account
from mingzhang.facts.account_reading import read_account
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.intake.cell_origins import told_origins
from mingzhang.project import Project
from mingzhang.reading.document_folder import find_folders
from mingzhang.reading.stray_characters import inert, one_line
from mingzhang.review.figure_trace import Found, find, lines


def add_trace(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``trace``."""
    parser.add_argument("path", type=Path, metavar="文档", help="文档文件夹")
    words = (
        "表/行/列（如 公开04表/支出合计）、科目编码或名称、指标名，或页面上的编号（公开04表!R3C6）"
    )
    parser.add_argument("figure", metavar="数字", help=words)
    parser.set_defaults(run=run_trace, documents=lambda named: (named.path,))


def run_trace(arguments: argparse.Namespace) -> int:
    """The command ``trace``: prints the tree of figures that a figure comes from."""
    project = project_of(arguments)
    folders, missing = find_folders((arguments.path,), project)
    if missing or len(folders) != 1:
        show(missing, colour=sys.stdout.isatty())
        print("请写一份文档的文件夹，例如 sources/单位/2024-final。", file=sys.stderr)
        return WRONG_USE
    folder, faults = read_folder(folders[0], project)
    if folder is None:
        show(faults, colour=sys.stdout.isatty())
        return WRONG_DATA
    return _trace(arguments.figure, read_account(folder, project), project)


def _trace(asked: str, account: Account, project: Project) -> int:
    region, _found = read_region(account.region, project, account.kind.name, account.source.place)
    tables = build_tables(account, region)[0] if region else ()
    found = find(asked, account, addresses(tables))
    if isinstance(found, Found):
        origins = told_origins(account.folder.path, account.source)
        told = lines(found, account.unit, account.catalogue, origins)
        print("\n".join(inert(one_line(line)) for line in told))
        return DONE
    print(f"没有找到“{one_line(asked)}”。相近的有：", file=sys.stderr)
    for name in found:
        print(f"    {one_line(name)}", file=sys.stderr)
    return WRONG_USE
