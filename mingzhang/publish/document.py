"""Publishing a document: page, PDF, data and manifest, made in memory, then put in place as one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place, Severity, has_errors
from mingzhang.document.faces import FOLDER, coverage_of, faces_of, missing_faces
from mingzhang.document.glyphs import missing_glyphs
from mingzhang.document.render import Document
from mingzhang.facts.account import Account
from mingzhang.project import Project
from mingzhang.publish.attached import FIGURES, attachments, data_files
from mingzhang.publish.copies import copies
from mingzhang.publish.day import date_of
from mingzhang.publish.files import MANIFEST, replace_folder
from mingzhang.publish.form import form_files, form_folders
from mingzhang.publish.glyphs import unshown_glyphs
from mingzhang.publish.manifest import digest, manifest
from mingzhang.publish.pdf import EPOCH, render_pdf
from mingzhang.publish.public import Public
from mingzhang.wanted import PDF, Wanted

NO_PDF: tuple[bytes, tuple[str, ...]] = (b"", ())
HTML_NAME, PDF_NAME = "disclosure.html", "disclosure.pdf"


def write_document(
    document: Document,
    folder: Path,
    project: Project,
    public: Public | None = None,
    wanted: Wanted | None = None,
) -> tuple[Diagnostic, ...]:
    """Write the document's folder; where an error is found nothing is written.

    ``public`` is what the document was made of; the PDF and the manifest carry it.  The data are
    written whatever else is ``wanted``.
    """
    public, wanted = public or Public(), wanted or Wanted()
    # A character that no face has is told where the clerk typed it.
    typed = replace(document, account=public.typed or document.account)
    fonts, style = project.root / FOLDER, document.print_style
    names = faces_of(style)
    faults = _missing_fonts(missing_faces(style, fonts), fonts) or tuple(
        missing_glyphs(typed, coverage_of(style, fonts), project)
    )
    if has_errors(faults):
        return faults
    account, data = document.account, data_files(document)
    attached = attachments(public, data.get(FIGURES))
    date = date_of(account) if account else EPOCH
    paper = document.paper or document.html
    pdf, complaints = (
        render_pdf(paper, style, fonts, attached, date) if PDF in wanted.kinds else NO_PDF
    )
    if unshown := tuple(unshown_glyphs(typed, complaints)):
        return unshown
    files = {HTML_NAME: document.html.encode(), PDF_NAME: pdf, **copies(document, date, wanted)}
    files = {**{name: files[name] for name in files if _is_wanted(name, wanted)}, **data}
    form = _form(account, project, (fonts / name for name in names)) if account else {}
    files[MANIFEST] = manifest(document, files, public, form)
    faults = replace_folder(folder, files)
    return (*faults, *(_complaint(text, folder / PDF_NAME) for text in complaints))


def _is_wanted(name: str, wanted: Wanted) -> bool:
    return Path(name).suffix.removeprefix(".") in wanted.kinds


def _form(account: Account, project: Project, fonts: Iterable[Path]) -> dict[str, str]:
    """What decides the bytes beside the sources: templates, catalogue, schemas, fonts."""
    folders = form_folders(account, project)
    templates = (file for folder in folders for file in form_files(folder, account.kind))
    return {
        "templates": digest(templates),
        "catalogue": digest(project.catalogue.iterdir()),
        "schema": digest(project.schema.iterdir()),
        "fonts": digest(fonts),
    }


def _missing_fonts(missing: Iterable[str], fonts: Path) -> tuple[Diagnostic, ...]:
    if not missing:
        return ()
    message = f"缺少 PDF 用的字体：{'、'.join(missing)}。"
    return (Diagnostic(Place(fonts), "MZ701", message, "请先运行 make fonts 准备字体。"),)


def _complaint(text: str, file: Path) -> Diagnostic:
    hint = "样式在版式的 style.css 和 pdf.css 里。"
    return Diagnostic(Place(file), "MZ702", f"排版程序提示：{text}", hint, Severity.NOTE)
