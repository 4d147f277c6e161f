"""Publishing a document: page, PDF, data and manifest, made in memory, then put in place as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place, Severity, has_errors
from mingzhang.document.font_faces import coverage_of, faces_of, missing_faces
from mingzhang.document.render import Document
from mingzhang.document.undrawable_characters import missing_glyphs, way_to_fonts
from mingzhang.project import SHIPPED, Project
from mingzhang.publish.document_day import date_of
from mingzhang.publish.folder_swap import MANIFEST, replace_folder
from mingzhang.publish.manifest import digest, manifest
from mingzhang.publish.office_copies import copies
from mingzhang.publish.page_archive import with_edition
from mingzhang.publish.pdf_attachments import FIGURES, attachments, data_files
from mingzhang.publish.pdf_glyphs import unshown_glyphs
from mingzhang.publish.printer import EPOCH, Here, Paper, Printer
from mingzhang.publish.public_document import Public
from mingzhang.publish.travelling_form import fingerprint
from mingzhang.wanted import KINDS, PDF, Wanted

PROGRAM = Path(__file__).resolve().parents[1]
CONTENT = "content"  # in a manifest: page, paper and style as a document was rendered
NO_PDF: tuple[bytes, tuple[str, ...]] = (b"", ())
HTML_NAME, PDF_NAME = "disclosure.html", "disclosure.pdf"


def write_document(
    document: Document,
    folder: Path,
    project: Project,
    public: Public | None = None,
    wanted: Wanted | None = None,
    printer: Printer | None = None,
) -> tuple[Diagnostic, ...]:
    """Writes the published document's folder; nothing where an error is found.

    ``public`` is what the document was made of; the PDF and the manifest carry it.  The data are
    written whatever else is ``wanted``; the PDF is made by the ``printer``, else here.
    """
    public, wanted = public or Public(), wanted or Wanted()
    # A character that no face has is told where the clerk typed it.
    typed = replace(document, account=public.typed or document.account)
    fonts, style = project.fonts, document.print_style
    faults = _missing_fonts(missing_faces(style, fonts), fonts) or tuple(
        missing_glyphs(typed, coverage_of(style, fonts), project)
    )
    if has_errors(faults):
        return faults
    made = beside(document, project, public)
    office = copies(document, _day(document), wanted)
    asked = (document, project, public, made, printer or Here())
    pdf, complaints = paper_of(*asked) if PDF in wanted.kinds else NO_PDF
    if unshown := tuple(unshown_glyphs(typed, complaints)):
        return unshown
    files = {**made.files, PDF_NAME: pdf, **office}
    files = {name: files[name] for name in files if _is_wanted(name, wanted)}
    files[MANIFEST] = manifest(document, files, public, made.form)
    faults = replace_folder(folder, files)
    return (*faults, *(_complaint(text, folder / PDF_NAME) for text in complaints))


def _is_wanted(name: str, wanted: Wanted) -> bool:
    """Whether a published document's file is to be written: data always are."""
    kind = Path(name).suffix.removeprefix(".")
    return kind in wanted.kinds or kind not in KINDS


@dataclass(frozen=True)
class Beside:
    """What is published beside the PDF: page and data, a manifest, what else decided bytes.

    Copies for an office are in neither: they depend on what is wanted of a build.
    """

    files: Mapping[str, bytes]
    manifest: bytes
    form: Mapping[str, str]


def beside(document: Document, project: Project, public: Public) -> Beside:
    """What is published of a document beside its PDF: the page and the data."""
    fonts = (project.fonts / name for name in faces_of(document.print_style))
    form = _form(document, fonts) if document.account else {}
    data = data_files(document)
    # Whoever has only the page has a manifest too: of all that is neither page nor PDF.
    known = {MANIFEST: manifest(document, data, public, form)} if public.files else {}
    page = with_edition(document.html, {**public.files, **public.form, **known})
    files = {HTML_NAME: page.encode(), **data}
    return Beside(files, manifest(document, files, public, form), form)


def paper_of(
    document: Document, project: Project, public: Public, made: Beside, printer: Printer
) -> tuple[bytes, tuple[str, ...]]:
    """The PDF of a published document, and the findings about it."""
    attached = attachments(public, made.files.get(FIGURES), made.manifest)
    return printer.pdf(Paper.of(document, project), attached, _day(document))


def _day(document: Document) -> datetime:
    """What the files of a published document are dated with."""
    return date_of(document.account) if document.account else EPOCH


def _form(document: Document, fonts: Iterable[Path]) -> dict[str, str]:
    """What decides a published document's bytes beside its data: program, content, fonts.

    Of form, catalogue and schema it is what they make of the sources that decides, so that a
    document stays the same, byte for byte, when they move on in what it does not use.
    """
    made = (document.html, document.paper, document.print_style)
    content = sha256("\0".join(made).encode()).hexdigest()
    return {"program": program(), CONTENT: content, "fonts": digest(fonts)}


@cache
def program() -> str:
    """One hash of the program that published a document, however its lines end."""
    whole = sha256()
    setting_up = SHIPPED / "scripts"  # decides no bytes, and lies here only in a wheel
    files = (f for f in PROGRAM.rglob("*.py") if not f.is_relative_to(setting_up))
    for file in sorted(files):
        whole.update(f"{file.relative_to(PROGRAM).as_posix()}\0{fingerprint(file)}".encode())
    return whole.hexdigest()


def _missing_fonts(missing: Iterable[str], fonts: Path) -> tuple[Diagnostic, ...]:
    if not missing:
        return ()
    message = f"缺少 PDF 用的字体：{'、'.join(missing)}。"
    return (Diagnostic(Place(fonts), "MZ701", message, way_to_fonts(fonts)),)


def _complaint(text: str, file: Path) -> Diagnostic:
    hint = "样式在版式的 style.css 和 pdf.css 里。"
    return Diagnostic(Place(file), "MZ702", f"排版程序提示：{text}", hint, Severity.NOTE)
