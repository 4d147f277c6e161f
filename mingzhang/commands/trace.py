"""``mingzhang trace``: a figure of a document → how it comes about, down to what was typed.

Exit codes: 0 told; 1 the document cannot be read; 2 wrong use, or no such figure.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from mingzhang.commands import DONE, WRONG_DATA, WRONG_USE, show
from mingzhang.commands.current_project import project_of
from mingzhang.document.cell_address import addresses
from mingzhang.document.document_region import region_of
from mingzhang.document.form_tables import build_tables
from mingzhang.facts.account import Account
from mingzhang.facts.account_reading import read_account
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.intake.cell_origins import told_origins
from mingzhang.intake.placeholder_reading import UNKNOWN, opened
from mingzhang.project import Project
from mingzhang.reading.document_folder import DISCLOSURE, Folder, find_folders
from mingzhang.reading.project_root import named_path
from mingzhang.reading.safe_opening import plain_bytes
from mingzhang.reading.stray_characters import inert, one_line
from mingzhang.reading.unfilled_places import MARK, UNFILLED
from mingzhang.review.figure_trace import Found, find, lines

SOURCES = (".yaml", ".md")


def add_trace(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``trace``."""
    parser.add_argument("path", type=named_path, metavar="文档", help="文档文件夹")
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
    if folder is None and any(one.code == UNFILLED for one in faults):
        folder = _begun(folders[0], project)
    if folder is None:
        show(faults, colour=sys.stdout.isatty())
        return WRONG_DATA
    return _trace(arguments.figure, read_account(folder, project), project, folders[0])


def _begun(path: Path, project: Project) -> Folder | None:
    """The document to trace a figure of while places are to be filled: nobody knows those yet."""
    files = {
        file.name: plain_bytes(file)
        for file in path.iterdir()
        if file.suffix in SOURCES and file.is_file()
    }
    folder, _ = opened(path.name, files, project, UNKNOWN)
    if folder is not None:
        lists = [key for key, node in folder.disclosure.items() if node.value == ()]
        empty = "、".join(f"“{key}”" for key in lists if _is_open(key, files[DISCLOSURE]))
        more = f"；{empty}还没有行，它们的数没有算进来" if empty else ""
        print(f"这份文档还有待填的地方，它们在下面写作“缺”{more}。", file=sys.stderr)
    return folder


def _is_open(key: str, data: bytes) -> bool:
    """Whether a list of the document whose figure is traced is still to be filled."""
    pattern = re.compile(rf"^{re.escape(key)}: *{MARK}", re.MULTILINE)
    return pattern.search(data.decode("utf-8-sig")) is not None


def _trace(asked: str, account: Account, project: Project, path: Path) -> int:
    region, _found = region_of(account, project)
    tables = build_tables(account, region)[0] if region else ()
    found = find(asked, account, addresses(tables))
    if isinstance(found, Found):
        origins = told_origins(path, account.source)
        told = lines(found, account.unit, account.catalogue, origins)
        print("\n".join(inert(one_line(line)) for line in told))
        return DONE
    print(f"没有找到“{one_line(asked)}”。相近的有：", file=sys.stderr)
    for name in found:
        print(f"    {one_line(name)}", file=sys.stderr)
    return WRONG_USE
