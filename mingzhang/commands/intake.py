"""``mingzhang import``: a workbook with the form's tables → a new document, its figures filled in.

Exit codes: 0 written; 1 the workbook is refused, or holds figures that found no place; 2 wrong use.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mingzhang.commands import DONE, WRONG_DATA, WRONG_USE, name_of, show
from mingzhang.commands.new import editor_lines, tell, write_files
from mingzhang.diagnostics import Diagnostic, Severity
from mingzhang.project import Project
from mingzhang.publish.faults import fault
from mingzhang.reading.characters import one_line
from mingzhang.reading.naming import DISCLOSURE, year_and_kind

if TYPE_CHECKING:
    from mingzhang.grid.grid import Grid
    from mingzhang.intake.collect import Collected
    from mingzhang.intake.expected import Form


PDF = b"%PDF"
MISPRINTS = ("MZ884", "MZ892")  # a cell that breaks its sums, a name of another code


def add_intake(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``import``."""
    words = "工作簿或公布的 PDF，可以几个；最后写新文档的文件夹，如 sources/单位/2026-budget"
    parser.add_argument("paths", type=Path, nargs="+", metavar="工作簿… 文件夹", help=words)
    words = "用哪个版式的名称（mingzhang region 列出）"
    parser.add_argument("--form", required=True, metavar="版式", help=words)
    words = "有的数没有读入也写；没有读入的照样列出"
    parser.add_argument("--partial", action="store_true", help=words)
    parser.set_defaults(run=run_intake)


def run_intake(arguments: argparse.Namespace) -> int:
    """Read the workbooks, write the document, say what became of every number."""
    from mingzhang.intake.collect import collect  # noqa: PLC0415 (quick to start)
    from mingzhang.intake.expected import Form  # noqa: PLC0415

    *books, last = arguments.paths
    project, folder = Project(), Path(os.path.abspath(last))  # noqa: PTH100 (no links)
    named = year_and_kind(folder.name, project)
    if not books or not named:
        return _wrong("请先写工作簿，最后写文档的文件夹，它的名称像 2026-final 或 2026-budget。")
    is_there = (folder / DISCLOSURE).is_file()
    if folder.exists() and any(folder.iterdir()) and not is_there:
        return _wrong(f"{name_of(folder)} 里已经有别的文件，没有动它。请换一个文件夹。")
    grids, found = _read(books)
    form = Form(arguments.form, named[1], int(named[0]), "万元", project)
    found = (*found, *_misprints(books, form))
    if not grids or any(one.code != "MZ803" for one in found):
        return _refused(found)
    collected = collect(grids, form)
    found = (*found, *collected.found)
    if collected.prevents or collected.solved is None:
        return _refused(found)
    if collected.found and not arguments.partial:
        return _refused(found)
    show([replace(one, severity=Severity.WARNING) for one in found], colour=sys.stdout.isatty())
    write = _update if is_there else _write
    return write(folder, collected, form) or _recover(folder, books, collected, form)


def _update(folder: Path, collected: Collected, form: Form) -> int:
    """Change the figures of a document that is there, and say which."""
    from mingzhang.facts.amount import Unit  # noqa: PLC0415 (quick to start)
    from mingzhang.facts.read import read_account  # noqa: PLC0415
    from mingzhang.forms.documents import read_folder  # noqa: PLC0415
    from mingzhang.intake.origin import FILE, as_text, origins_of  # noqa: PLC0415
    from mingzhang.intake.sheet_figures import told  # noqa: PLC0415
    from mingzhang.intake.update import update  # noqa: PLC0415

    held, found = read_folder(folder, form.project)
    if held is None:
        return _refused(found)
    account = read_account(held, form.project)
    if account.region != form.name:
        return _wrong(f"{name_of(folder)} 的版式是“{account.region}”，不是“{form.name}”。")
    said, _ = told(collected.placed, Unit.named(account.unit.label))
    files = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    updated = update(account, files, said, collected.placed)
    if updated.found or updated.account is None:
        return _refused(updated.found)
    origins = as_text(origins_of(updated.account, collected.placed))
    written = {DISCLOSURE: updated.text.encode(), FILE: origins.encode()}
    if faults := _replace(folder, written):
        return _refused(faults)
    for change in updated.changes:
        print(one_line(f"{change.key}  {change.before} → {change.after}"))
    print(f"{name_of(folder)}：改了 {len(updated.changes)} 个数，其余不变。")
    return DONE


def _replace(folder: Path, files: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    """Write each file beside the old one, then put it in its place."""
    try:
        for name, data in files.items():
            new = folder / f".{name}.new"
            new.write_bytes(data)
            new.replace(folder / name)
    except OSError as error:
        return (fault(error, folder),)
    return ()


def _read(books: Sequence[Path]) -> tuple[tuple[Grid, ...], tuple[Diagnostic, ...]]:
    """The sheets of all workbooks."""
    from mingzhang.grid.pdf.grids import read_pdf  # noqa: PLC0415
    from mingzhang.grid.workbook import read_workbook  # noqa: PLC0415

    grids: list[Grid] = []
    found: list[Diagnostic] = []
    for book in books:
        try:
            data = book.read_bytes()
        except OSError as error:
            found.append(fault(error, book))
            continue
        read = read_pdf(book, data) if data.startswith(PDF) else read_workbook(book, data)
        grids += read.grids
        found += read.found
    return tuple(grids), tuple(found)


def _misprints(books: Sequence[Path], form: Form) -> tuple[Diagnostic, ...]:
    """What is wrong in a PDF itself, or was misread: nothing is written of such a one."""
    from mingzhang.inspection.inspect import Asked, inspect  # noqa: PLC0415 (quick to start)

    asked = Asked(form.name, form.kind, form.year, form.project)
    found: list[Diagnostic] = []
    for book in books:
        data = book.read_bytes() if book.is_file() else b""
        if data.startswith(PDF):
            seen = inspect(book, data, asked).found
            found += (one for one in seen if one.code in MISPRINTS)
    return tuple(found)


def _recover(folder: Path, books: Sequence[Path], collected: Collected, form: Form) -> int:
    """Fill what the sentences of a PDF say and no table holds."""
    from mingzhang.grid.pdf.grids import read_pdf  # noqa: PLC0415 (quick to start)
    from mingzhang.inspection.recover import count_of, recover  # noqa: PLC0415
    from mingzhang.intake.fill import fill  # noqa: PLC0415
    from mingzhang.reading.yaml import read_yaml  # noqa: PLC0415

    account = collected.solved.account if collected.solved else None
    for book in books:
        data = book.read_bytes()
        if account is None or not data.startswith(PDF):
            continue
        file = folder / DISCLOSURE
        text = file.read_text(encoding="utf-8")
        node, _ = read_yaml(text.encode(), file)
        if node is None:
            continue
        values = recover(account, read_pdf(book, data).pages, node, form.project)
        if faults := _replace(folder, {DISCLOSURE: fill(text, values, DISCLOSURE).encode()}):
            return _refused(faults)
        print(f"文字里另读到 {count_of(values)} 个表里没有的数，已经填好，请对着原件看一遍。")
    return DONE


def _write(folder: Path, collected: Collected, form: Form) -> int:
    from mingzhang.drafting.demand import demanded  # noqa: PLC0415
    from mingzhang.drafting.skeleton import Beginning, skeleton  # noqa: PLC0415
    from mingzhang.forms.form import schemas_of  # noqa: PLC0415
    from mingzhang.intake.fill import fill  # noqa: PLC0415
    from mingzhang.intake.origin import FILE, as_text, origins_of  # noqa: PLC0415

    assert collected.solved is not None  # noqa: S101 (the caller has looked)
    demand = demanded(form.name, form.kind, form.year, form.project)
    if demand.found:
        return _refused(demand.found)
    beginning = Beginning(form.name, form.kind, form.year, collected.unit)
    schemas = schemas_of(form.project)(form.kind, form.name).files
    files = skeleton(
        beginning, demand, schemas, editor_lines(folder, form.name, form.kind, form.project)
    )
    values = collected.solved.values()
    files[DISCLOSURE] = fill(files[DISCLOSURE], values, DISCLOSURE)
    account = collected.solved.account
    origins = origins_of(account, collected.placed) if account else ()
    written = {**files, FILE: as_text(origins)}
    if faults := write_files(folder, {name: text.encode() for name, text in written.items()}):
        return _refused(faults)
    _tell_read(collected, len(origins))
    tell(folder, files)
    return DONE


def _tell_read(collected: Collected, typed: int) -> None:
    """What became of the numbers."""
    cells = len(collected.placed)
    print(f"读入 {cells} 个数：{typed} 个填入来源，其余 {cells - typed} 个与填入的核对一致。")


def _wrong(text: str) -> int:
    print(one_line(text), file=sys.stderr)
    return WRONG_USE


def _refused(found: tuple[Diagnostic, ...]) -> int:
    show(found, colour=sys.stdout.isatty())
    print("没有写任何文件。")
    return WRONG_DATA
