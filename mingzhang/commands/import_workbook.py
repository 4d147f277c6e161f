"""``mingzhang import``: a workbook with the form's tables → a new document, its figures filled in.

Into a document that is there only figures go, each in its place; with ``--last-year`` they are last
year's.

Exit codes: 0 written; 1 the workbook is refused, or holds figures that found no place; 2 wrong use.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from mingzhang.commands import DONE, name_of, show
from mingzhang.commands.current_project import project_of_new
from mingzhang.commands.new import editor_lines, put, tell
from mingzhang.commands.refusal import NOTHING_WRITTEN, refused, wrong_use
from mingzhang.diagnostics import Diagnostic, Severity
from mingzhang.reading.document_names import DISCLOSURE, year_and_kind
from mingzhang.reading.safe_opening import plain_bytes
from mingzhang.reading.stray_characters import one_line

if TYPE_CHECKING:
    from mingzhang.facts.account import Account
    from mingzhang.grid.grid import Grid
    from mingzhang.intake.cell_origins import Origin
    from mingzhang.intake.marked_tables import Form
    from mingzhang.intake.source_from_grids import Collected
    from mingzhang.intake.updated_figures import Changed
    from mingzhang.project import Project
    from mingzhang.reading.node import Node
    from mingzhang.reading.schema_messages import Schema

HIDDEN, UNMADE = "MZ803", "MZ848"
# What a hint says of --partial, to who has not given it.
GIVEN = re.compile(r"(?:确实不用导入的，)?加 --partial [^，；：。]*(?:[，：]|。$)")


Key = tuple[str, ...]
PDF = b"%PDF"
MISPRINTS = ("MZ884", "MZ892")  # a cell that breaks its sums, a name of another code


def add_import_workbook(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``import``."""
    words = "工作簿或公布的 PDF，可以几个；最后写文档的文件夹，如 sources/某局/2026-budget"
    parser.add_argument("paths", type=Path, nargs="+", metavar="工作簿… 文件夹", help=words)
    words = "用哪个版式的名称（mingzhang region 列出）；已有的文档不用写"
    parser.add_argument("--form", default="", metavar="版式", help=words)
    words = (
        "有的数没有读入、各张表互相矛盾（MZ834、MZ835、MZ849）也写，照样列出；其余的错误照样不写"
    )
    parser.add_argument("--partial", action="store_true", help=words)
    words = "工作簿是上年的：把上年的数填入已有文档的“上年”"
    parser.add_argument("--last-year", action="store_true", help=words)
    words = "各数都差同一个倍数（10、100、10000…）也照样改：来源里的数原来就错"
    parser.add_argument("--rescaled", action="store_true", help=words)
    parser.set_defaults(run=run_intake, documents=lambda named: named.paths[-1:])


def run_intake(arguments: argparse.Namespace) -> int:
    """The command ``import``: reads workbooks, writes the document, tells of every number."""
    from mingzhang.intake.marked_tables import Form  # noqa: PLC0415
    from mingzhang.intake.source_from_grids import collect  # noqa: PLC0415 (quick to start)

    *books, last = arguments.paths
    folder = Path(os.path.abspath(last))  # noqa: PTH100 (no links)
    project = project_of_new(folder)
    named = year_and_kind(folder.name, project)
    is_there = (folder / DISCLOSURE).is_file()
    if wrong := _misused(arguments, folder, is_there=is_there) or _unusable(named, project):
        return wrong_use(wrong)
    assert named is not None  # noqa: S101 (any other name was refused)
    grids, found = _read(books)
    year = int(named[0]) - (1 if arguments.last_year else 0)
    form = Form(_form_of(arguments, folder), named[1], year, "万元", project, _type_in(folder))
    if all(one.code == HIDDEN for one in found):
        found = (*found, *_misprints(books, grids, form))
    if not grids or any(one.code != HIDDEN for one in found):
        return refused(found)
    unit = "" if arguments.last_year else _unit_in(folder)
    collected = _with_causes(collect(grids, form, unit), grids, form, unit)
    found = (*found, *collected.found)
    if _is_refused(collected, arguments):
        return refused(_preventing(found, arguments))
    _show((*_as_given(found, arguments), *_whose(grids, folder)), collected, form)
    if arguments.last_year:
        return _last_year(folder, books, collected, form)
    return _put_into(folder, books, collected, form, arguments)


def _put_into(
    folder: Path,
    books: Sequence[Path],
    collected: Collected,
    form: Form,
    arguments: argparse.Namespace,
) -> int:
    """Import this year's figures into the document that is there, or a new one."""
    told = _told(books, collected, form)
    is_new = not (folder / DISCLOSURE).is_file()
    if is_new:
        done = _new(folder, collected, form, told)
    else:
        done = _update(folder, collected, form, told, is_rescaled=arguments.rescaled)
        done = done or _recover(folder, told)
    left = () if done else _left(folder, books, collected, is_new=is_new)
    show(left, colour=sys.stdout.isatty())
    return done


def _form_of(arguments: argparse.Namespace, folder: Path) -> str:
    """The form's name; a document to import into says its own."""
    return arguments.form or _head(folder).get("版式", "")


def _show(found: Sequence[Diagnostic], collected: Collected, form: Form) -> None:
    """Shows what prevents no import, as warnings."""
    from mingzhang.inspection.contradicting_tables import bare  # noqa: PLC0415 (quick to start)

    shown = [replace(one, severity=Severity.WARNING) for one in found]
    more = (*collected.texts.found, *bare(collected), *_unlike(collected, form))
    show([*shown, *more], colour=sys.stdout.isatty())


def _new(folder: Path, collected: Collected, form: Form, told: Mapping[Key, Decimal]) -> int:
    """Import into a new document: its tables, then what sentences say."""
    asked = _asked(folder, told, collected, form)
    return _write(folder, collected, form, (asked, told)) or _recover(folder, told, asked)


def _with_causes(collected: Collected, grids: Sequence[Grid], form: Form, unit: str) -> Collected:
    """What was imported, the cells that all else follows from told instead of the rest."""
    from mingzhang.forms.document_kind import read_kind  # noqa: PLC0415 (quick to start)
    from mingzhang.inspection.blamed_cells import blamed  # noqa: PLC0415
    from mingzhang.inspection.contradicting_tables import contradictions  # noqa: PLC0415
    from mingzhang.intake.source_from_grids import collect  # noqa: PLC0415

    bases = read_kind(form.kind, form.project).bases
    told = blamed(collected, grids, bases, lambda sheets: collect(sheets, form, unit))
    return replace(told, found=(*told.found, *contradictions(told, bases)))


def _unlike(collected: Collected, form: Form) -> tuple[Diagnostic, ...]:
    """What the sentences of the workbook to import say otherwise than its tables."""
    from mingzhang.inspection.sheet_sentences import unlike_sentences  # noqa: PLC0415

    return unlike_sentences(collected, form.project)


KINDS = ("final", "budget")  # of document, whose lists the program knows to write
FOLDER_LAST = "请先写工作簿，最后写文档的文件夹，它的名称像 2026-final 或 2026-budget。"


def _misused(arguments: argparse.Namespace, folder: Path, *, is_there: bool) -> str:
    """What is wrong with the command ``import``; empty where nothing is."""
    if len(arguments.paths) == 1:
        return FOLDER_LAST
    if folder.exists() and any(folder.iterdir()) and not is_there:
        return f"{name_of(folder)} 里已经有别的文件，没有动它。请换一个文件夹。"
    if not (arguments.form or is_there):
        return "新建文档要写明版式：--form 加名称（mingzhang region 列出）。"
    if arguments.last_year and not is_there:
        return f"{name_of(folder)} 还没有文档；先建好今年的，再导入上年的数。"
    return ""


def _unusable(named: tuple[str, str] | None, project: Project) -> str:
    """What is wrong with the folder that a workbook is to become: its name, or its kind."""
    from mingzhang.forms.document_kind import read_kind  # noqa: PLC0415 (quick to start)

    if named is None or named[1] in KINDS:
        return "" if named else FOLDER_LAST
    return (
        f"工作簿只能导入成部门决算、部门预算，不能导入成{read_kind(named[1], project).title}。"
        "请用 mingzhang new 新建，再在工作台（mingzhang serve）的“填写”里一块一块粘贴。"
    )


def _is_refused(collected: Collected, arguments: argparse.Namespace) -> bool:
    """Whether nothing is imported: numbers may stay behind where the author says so.

    Last year's workbook has many that nobody asks for; its tables must agree all the same.
    """
    may = _overcome(arguments)
    return collected.solved is None or any(one.code not in may for one in collected.found)


def _overcome(arguments: argparse.Namespace) -> frozenset[str]:
    """The codes of what does not prevent the import, for the author has said so."""
    from mingzhang.inspection.contradicting_tables import CODES  # noqa: PLC0415 (quick to start)
    from mingzhang.intake.source_from_grids import UNREAD  # noqa: PLC0415

    may = UNREAD if arguments.partial or arguments.last_year else frozenset[str]()
    return may | (CODES if arguments.partial else frozenset())


def _preventing(
    found: Sequence[Diagnostic], arguments: argparse.Namespace
) -> tuple[Diagnostic, ...]:
    """What prevents the import, after what would not, which is as much of a warning as ever.

    Where cells were not read, that is likely to be why no source can be made of the others.
    """
    may = (*_overcome(arguments), HIDDEN)
    told = _as_given(found, arguments)
    beside = [replace(one, severity=Severity.WARNING) for one in told if one.code in may]
    rest = [one for one in told if one.code not in may]
    causes = [one for one in rest if one.code != UNMADE]
    return (*beside, *(causes or rest))


def _as_given(found: Sequence[Diagnostic], arguments: argparse.Namespace) -> tuple[Diagnostic, ...]:
    """What is told of an import, without the advice that was taken."""
    if not arguments.partial:
        return (*found,)
    hints = (re.sub("；$", "。", GIVEN.sub("", one.hint)) for one in found)
    return tuple(replace(one, hint=hint) for one, hint in zip(found, hints, strict=True))


def _whose(grids: Sequence[Grid], folder: Path) -> tuple[Diagnostic, ...]:
    """A warning where sheets to import name another agency than the document's."""
    from mingzhang.intake.sheet_agencies import (  # noqa: PLC0415 (quick to start)
        other_agency,
        spelt_otherwise,
    )
    from mingzhang.reading.unfilled_places import MARK  # noqa: PLC0415

    name = _in_profile(folder, "名称")
    return other_agency(grids, "" if name == MARK else name) or spelt_otherwise(grids)


def _type_in(folder: Path) -> str:
    """部门 or 单位 as the profile of a document to import into says; empty for a new one."""
    from mingzhang.intake.new_document_files import TYPE  # noqa: PLC0415 (quick to start)

    found = _in_profile(folder, TYPE)
    return found if found in ("部门", "单位") else ""


def _in_profile(folder: Path, key: str) -> str:
    """A word of the profile of a document to import into; empty for a new one."""
    from mingzhang.reading.document_names import PROFILE  # noqa: PLC0415 (quick to start)
    from mingzhang.reading.yaml import read_yaml  # noqa: PLC0415

    file = folder / PROFILE
    node = read_yaml(file.read_bytes(), file)[0] if file.is_file() else None
    found = node.get(key) if node else None
    return found.text if found else ""


def _unit_in(folder: Path) -> str:
    """The unit of money of a document to import into; empty where it says none."""
    if not (folder / DISCLOSURE).is_file():
        return ""
    unit = _head(folder).get("金额单位", "")
    return unit if unit in ("元", "万元") else ""


def _update(
    folder: Path,
    collected: Collected,
    form: Form,
    told: Mapping[Key, Decimal],
    *,
    is_rescaled: bool,
) -> int:
    """Import into a document that is there: change its figures, and say which."""
    from mingzhang.inspection.asked_of_rows import with_asked  # noqa: PLC0415 (quick to start)
    from mingzhang.intake.cell_origins import (  # noqa: PLC0415 (quick to start)
        FILE,
        as_text,
        figures_in,
        origins_of,
        origins_of_texts,
        read_origins,
        standing,
    )
    from mingzhang.intake.said_otherwise import without_key  # noqa: PLC0415
    from mingzhang.intake.updated_figures import update  # noqa: PLC0415

    head = _head(folder)
    if head.get("版式") != form.name:
        return _other_form(folder, head, form)
    files = _files(folder)
    updated = update(
        folder.name,
        files,
        collected,
        form.project,
        lambda values: with_asked(values, _asked(folder, told, collected, form), told),
    )
    if updated.alike and not is_rescaled:
        return refused(updated.alike)
    if updated.found or updated.account is None:
        return refused(_in_folder(folder, updated.found))
    origins = origins_of(updated.account, collected.placed, collected.cited)
    had = {(key, node.number) for key, node in figures_in(_source(folder))}
    new = [one for one in origins if (one.key, one.number) not in had]
    unsure = _rounded(folder, standing(new, updated.account), collected, form)
    said = (*without_key({**files, **updated.written}, collected), *unsure)
    show(said, colour=sys.stdout.isatty())
    texts = standing(origins_of_texts(collected.texts.said), updated.account)
    # What came from another workbook, or from last year's, is still from there.
    cells = {**read_origins(folder), **{one.key: one for one in (*origins, *texts)}}
    written = {**updated.written, FILE: as_text(cells.values()).encode()}
    for change in updated.filled:
        print(one_line(f"{change.key}  {change.before} → {change.after}"))
    if updated.filled:
        _tell_read(collected, len(origins))
    return _replaced(folder, written, updated.changes, filled=len(updated.filled))


def _left(
    folder: Path, books: Sequence[Path], collected: Collected, *, is_new: bool
) -> tuple[Diagnostic, ...]:
    """What is to be filled still as the workbooks to import lack a table of the form."""
    from mingzhang.intake.tables_left_to_fill import left_to_fill  # noqa: PLC0415 (quick to start)

    account = collected.solved.account if collected.solved else None
    if account is None:
        return ()
    file = Path(books[0].name)
    return left_to_fill(collected.absent, account, _source(folder), file, is_new=is_new)


def _rounded(
    folder: Path, origins: Sequence[Origin], collected: Collected, form: Form
) -> tuple[Diagnostic, ...]:
    """What an import wrote in 元 of what the workbook knows in 万元 only."""
    from mingzhang.intake.rounded_figures import (  # noqa: PLC0415 (quick to start)
        rounded_origins,
        shown_rounded,
        told_rounded,
    )

    account = collected.solved.account if collected.solved else None
    if account is None or collected.told.unit.label != "元":
        return ()
    shown = shown_rounded(account, form)
    rough = [*rounded_origins(origins, collected.placed, collected.cited, shown)]
    return told_rounded(rough, Path(name_of(folder), DISCLOSURE))


def _in_folder(folder: Path, found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """An import's findings, those of the document's own files with the folder before them."""
    return tuple(
        replace(one, place=one.place._replace(file=Path(name_of(folder), one.place.file)))
        if (folder / one.place.file).is_file() and one.place.file.name == str(one.place.file)
        else one
        for one in found
    )


def _other_form(folder: Path, head: Mapping[str, str], form: Form) -> int:
    return wrong_use(f"{name_of(folder)} 的版式是“{head.get('版式', '')}”，不是“{form.name}”。")


def _replaced(
    folder: Path, written: Mapping[str, bytes], changes: Sequence[Changed], filled: int = 0
) -> int:
    """Write the files that an import changed, and say what; ``filled`` more places were 待填."""
    from mingzhang.publish.single_file import write_file  # noqa: PLC0415 (quick to start)
    from mingzhang.reading.unfilled_places import MARK  # noqa: PLC0415

    for number, (name, data) in enumerate(written.items()):
        if faults := write_file(folder / name, data):
            before = "、".join([*written][:number])
            return refused(
                faults, f"已经写好 {before}，其余没有写。" if before else NOTHING_WRITTEN
            )
    for change in changes:
        key, was = change.key.removesuffix(f" {change.after}"), change.before or "（新加的公布数）"
        print(one_line(f"{key}  {was} → {change.after}"))
    were_open, added = (sum(one.before == was for one in changes) for was in (MARK, ""))
    filled, changed = filled + were_open, len(changes) - were_open - added
    done = [f"填了 {filled} 处待填"] if filled else []
    done += [f"加了 {added} 个公布数"] if added else []
    done += [f"改了 {changed} 个数"] if changed or not done else []
    print(f"{name_of(folder)}：{'，'.join(done)}，其余不变。")
    return DONE


SOURCES = (".yaml", ".md")


def _files(folder: Path) -> dict[str, bytes]:
    """The files of a document to import into; a workbook beside them may be open, and locked."""
    files = (file for file in folder.iterdir() if file.suffix in SOURCES and file.is_file())
    return {file.name: file.read_bytes() for file in files}


def _head(folder: Path) -> dict[str, str]:
    """The first keys of a document to import into, which say its form and its unit."""
    return {key: value.text for key, value in _source(folder).items()}


def _source(folder: Path) -> Node:
    """The disclosure of a document to import into; one that cannot be read says nothing."""
    from mingzhang.diagnostics import Place  # noqa: PLC0415 (quick to start)
    from mingzhang.reading.node import Node  # noqa: PLC0415
    from mingzhang.reading.yaml import read_yaml  # noqa: PLC0415

    file = folder / DISCLOSURE
    return read_yaml(file.read_bytes(), file)[0] or Node({}, Place(file))


def _last_year(folder: Path, books: Sequence[Path], collected: Collected, form: Form) -> int:
    """Import what the document says of the year before from that year's workbook."""
    from mingzhang.drafting.demanded_keys import last_year_of  # noqa: PLC0415 (quick to start)
    from mingzhang.facts.amount import Unit  # noqa: PLC0415
    from mingzhang.intake.cell_origins import (  # noqa: PLC0415
        FILE,
        as_text,
        origins_of_before,
        read_origins,
    )
    from mingzhang.intake.last_year_workbook import filled  # noqa: PLC0415
    from mingzhang.intake.rounded_figures import shown_rounded  # noqa: PLC0415

    head = _head(folder)
    if head.get("版式") != form.name:
        return _other_form(folder, head, form)
    assert collected.solved is not None  # noqa: S101 (the caller has looked)
    assert collected.solved.account is not None  # noqa: S101
    unit = Unit.named(head["金额单位"]) if head.get("金额单位") in ("元", "万元") else Unit.WAN
    asked = last_year_of(form.name, form.kind, form.year + 1, form.project)
    file = folder / DISCLOSURE
    account = collected.solved.account
    said, shown = _said(books, account, form), shown_rounded(account, form)
    data, changes, found = filled(
        file.read_bytes(), account, asked, unit, (collected.placed, shown), said
    )
    show(found, colour=sys.stdout.isatty())
    new = {tuple(one.key.split(".")[1:]): Decimal(one.after) for one in changes}
    told = {one.key: one for one in origins_of_before(account, collected.placed, new)}
    kept = as_text({**read_origins(folder), **told}.values())
    done = _replaced(folder, {DISCLOSURE: data, FILE: kept.encode()}, changes)
    if said and (count := len(new) - len(told)):
        print(f"其中 {count} 个数表里没有，是从文字里读的，请对着原件看一遍。")
    return done


def _read(books: Sequence[Path]) -> tuple[tuple[Grid, ...], tuple[Diagnostic, ...]]:
    """The sheets of all workbooks to import."""
    from mingzhang.grid.pdf.pdf_grids import read_pdf  # noqa: PLC0415
    from mingzhang.grid.workbook_grids import read_workbook  # noqa: PLC0415
    from mingzhang.intake.unread_books import not_opened  # noqa: PLC0415

    grids: list[Grid] = []
    found: list[Diagnostic] = []
    for book in books:
        try:
            data = plain_bytes(book)
        except OSError as error:
            found.append(not_opened(error, book))
            continue
        read = read_pdf(book, data) if data.startswith(PDF) else read_workbook(book, data)
        grids += read.grids
        found += read.found
    return tuple(grids), tuple(found)


def _misprints(books: Sequence[Path], grids: Sequence[Grid], form: Form) -> tuple[Diagnostic, ...]:
    """What is wrong in a PDF to import, or was misread: nothing is written of it.

    The very grids that are imported are held against the pages, read anew.
    """
    from mingzhang.grid.pdf.pdf_grids import read_pdf  # noqa: PLC0415 (quick to start)
    from mingzhang.grid.pdf.second_reading import read_twice  # noqa: PLC0415
    from mingzhang.inspection.paper_inspection import Asked, inspect_paper  # noqa: PLC0415

    asked = Asked(form.name, form.kind, form.year, form.project)
    found: list[Diagnostic] = []
    for book in books:
        data = book.read_bytes() if book.is_file() else b""
        if data.startswith(PDF):
            paper = read_pdf(book, data)
            digests = {grid.digest for grid in paper.grids}
            own = (grid for grid in grids if grid.digest in digests)
            _, unlike = read_twice(book, own, paper.pages)
            seen = () if unlike else inspect_paper(book, paper, asked).found
            found += (*unlike, *(one for one in seen if one.code in MISPRINTS))
    return tuple(found)


def _told(books: Sequence[Path], collected: Collected, form: Form) -> dict[Key, Decimal]:
    """What the sentences of the PDFs to import say beside their tables, by key."""
    from mingzhang.grid.pdf.pdf_grids import read_pdf  # noqa: PLC0415 (quick to start)
    from mingzhang.inspection.values_from_sentences import told_in_sentences  # noqa: PLC0415

    account = collected.solved.account if collected.solved else None
    told: dict[Key, Decimal] = {}
    for book in books if account else ():
        data = book.read_bytes()
        if account and data.startswith(PDF):
            told |= told_in_sentences(account, read_pdf(book, data).pages, form.project)
    return told


def _said(books: Sequence[Path], account: Account, form: Form) -> dict[str, Decimal]:
    """What the sentences of last year's PDFs to import say of figures that no table tells."""
    from mingzhang.grid.pdf.pdf_grids import read_pdf  # noqa: PLC0415 (quick to start)
    from mingzhang.inspection.values_from_sentences import said_of  # noqa: PLC0415

    said: dict[str, Decimal] = {}
    for book in books:
        data = book.read_bytes()
        if data.startswith(PDF):
            said |= said_of(account, read_pdf(book, data).pages, form.project)
    return said


def _asked(
    folder: Path, told: Mapping[Key, Decimal], collected: Collected, form: Form
) -> tuple[Key, ...]:
    """What the form prints of imported lines that they do not say; a budget beside says its own."""
    from mingzhang.facts.document_chain import OPENING  # noqa: PLC0415 (quick to start)
    from mingzhang.inspection.asked_of_rows import asked_of_rows  # noqa: PLC0415
    from mingzhang.reading.document_names import plan_of  # noqa: PLC0415

    account = collected.solved.account if collected.solved else None
    plan = plan_of(folder, form.project)
    is_planned = plan is not None and (plan / DISCLOSURE).is_file()
    asked = asked_of_rows(account, form.project) if account else ()
    return tuple(key for key in asked if key in told or not (is_planned and key[-1] == OPENING))


def _recover(folder: Path, told: Mapping[Key, Decimal], asked: Sequence[Key] = ()) -> int:
    """Import what the sentences of a PDF say and no table holds."""
    from mingzhang.editing.edited_bytes import edited  # noqa: PLC0415 (quick to start)
    from mingzhang.editing.source_changes import Put  # noqa: PLC0415
    from mingzhang.inspection.values_from_sentences import recover  # noqa: PLC0415
    from mingzhang.publish.single_file import write_file  # noqa: PLC0415
    from mingzhang.reading.yaml import read_yaml  # noqa: PLC0415

    file = folder / DISCLOSURE
    data = file.read_bytes()
    node, _ = read_yaml(data, file)
    values = recover(told, node) if node else {}
    if values:
        made = edited(data, file, [Put(key, number) for key, number in values.items()])
        faults = (made,) if isinstance(made, Diagnostic) else write_file(file, made)
        if faults:
            return refused(faults, "表里的数已经写好，文字里另读到的没有填。")
    if count := len(values) + len(set(asked) & set(told)):
        print(f"文字里另读到 {count} 个表里没有的数，已经填好，请对着原件看一遍。")
    return DONE


def _write(
    folder: Path,
    collected: Collected,
    form: Form,
    of_rows: tuple[Sequence[Key], Mapping[Key, Decimal]],
) -> int:
    """Import into a new document; ``of_rows`` is what is asked of its lines, and what was told."""
    from mingzhang.drafting.demanded_keys import DEPARTMENT, demanded  # noqa: PLC0415
    from mingzhang.drafting.skeleton import Beginning, skeleton  # noqa: PLC0415
    from mingzhang.forms.form import schemas_of  # noqa: PLC0415
    from mingzhang.intake.cell_origins import (  # noqa: PLC0415
        FILE,
        as_text,
        origins_of,
        origins_of_texts,
    )

    assert collected.solved is not None  # noqa: S101 (the caller has looked)
    own_type = collected.agency_type or DEPARTMENT
    demand = demanded(form.name, form.kind, form.year, form.project, own_type)
    if demand.found:
        return refused(demand.found)
    beginning = Beginning(form.name, form.kind, form.year, collected.unit)
    schemas = schemas_of(form.project)(form.kind, form.name).files
    files = skeleton(
        beginning, demand, schemas, editor_lines(folder, form.name, form.kind, form.project)
    )
    files = _filled(files, collected, of_rows, schemas[DISCLOSURE])
    account = collected.solved.account
    origins = origins_of(account, collected.placed, collected.cited) if account else ()
    cells = as_text((*origins, *origins_of_texts(collected.texts.said)))
    data = {name: text.encode() for name, text in {**files, FILE: cells}.items()}
    if code := put(folder, data, form.project):
        return code
    show(_rounded(folder, origins, collected, form), colour=sys.stdout.isatty())
    _tell_read(collected, len(origins))
    tell(folder, files)
    return DONE


def _filled(
    files: Mapping[str, str],
    collected: Collected,
    of_rows: tuple[Sequence[Key], Mapping[Key, Decimal]],
    schema: Schema,
) -> dict[str, str]:
    """The files of a new document with what was imported; ``schema`` is its disclosure's."""
    from mingzhang.inspection.asked_of_rows import with_asked  # noqa: PLC0415 (quick to start)
    from mingzhang.intake.fill_in_text import fill  # noqa: PLC0415
    from mingzhang.intake.new_document_files import written  # noqa: PLC0415
    from mingzhang.intake.required_keys_of_rows import with_required  # noqa: PLC0415

    made = written(collected)
    asked = with_asked(made.values[DISCLOSURE], *of_rows)
    values = {**made.values, DISCLOSURE: with_required(asked, schema)}
    filled = {name: fill(files[name], own, name) for name, own in values.items()}
    return {**files, **filled, **made.files}


def _tell_read(collected: Collected, typed: int) -> None:
    """What became of the numbers in the import."""
    cells = len(collected.placed) + len(collected.cited)
    print(f"读入 {cells} 个数：{typed} 个填入来源，其余 {cells - typed} 个与填入的核对一致。")
