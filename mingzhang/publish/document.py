"""Publishing a document: page, PDF, data and manifest, made in memory, then put in place as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from mingzhang.checks.catalogue import catalogue
from mingzhang.checks.rule import Rule
from mingzhang.checks.tally import Tally, tally
from mingzhang.diagnostics import Diagnostic, Place, Severity, has_errors
from mingzhang.document.faces import FOLDER, coverage_of, faces_of, missing_faces
from mingzhang.document.glyphs import missing_glyphs
from mingzhang.document.open_data import figures_csv, table_csv
from mingzhang.document.region import read_region
from mingzhang.document.render import Document
from mingzhang.facts.account import Account
from mingzhang.project import Project
from mingzhang.publish.files import MANIFEST, replace_folder
from mingzhang.publish.glyphs import unshown_glyphs
from mingzhang.publish.manifest import Checked, digest, manifest, report
from mingzhang.publish.pdf import EPOCH, Attached, render_pdf
from mingzhang.publish.sources import date_of, read_sources

HTML_NAME, PDF_NAME = "disclosure.html", "disclosure.pdf"
FIGURES, REPORT = "figures.csv", "check-report.json"
DATA = "data"
TYPES = {
    ".yaml": "application/yaml",
    ".md": "text/markdown",
    ".csv": "text/csv",
    ".json": "application/json",
}


def write_document(
    document: Document,
    folder: Path,
    project: Project,
    found: Iterable[Diagnostic] = (),
    rules: Mapping[str, Rule] | None = None,
) -> tuple[Diagnostic, ...]:
    """Write the document's folder; where an error is found nothing is written.

    ``found`` is what the checks by ``rules`` had to say; the PDF and the manifest carry it.
    """
    fonts, style = project.root / FOLDER, document.print_style
    names = faces_of(style)
    faults = _missing_fonts(missing_faces(style, fonts), fonts) or tuple(
        missing_glyphs(document, coverage_of(style, fonts), project)
    )
    if has_errors(faults):
        return faults
    account = document.account
    checked = Checked(tuple(found), _tallies(account, rules))
    sources = read_sources(account.folder) if account else {}
    data = _data(document)
    attached = (*_attached(sources), *_own_attached(data.get(FIGURES), report(checked)))
    date = date_of(account) if account else EPOCH
    paper = document.paper or document.html
    pdf, complaints = render_pdf(paper, style, fonts, attached, date)
    if unshown := tuple(unshown_glyphs(document, complaints)):
        return unshown
    files = {HTML_NAME: document.html.encode(), PDF_NAME: pdf, **data}
    form = _form(account, project, (fonts / name for name in names)) if account else {}
    files[MANIFEST] = manifest(document.title, account, files, sources, form, checked)
    faults = replace_folder(folder, files)
    return (*faults, *(_complaint(text, folder / PDF_NAME) for text in complaints))


def _tallies(account: Account | None, rules: Mapping[str, Rule] | None) -> tuple[Tally, ...]:
    return tuple(tally(account, catalogue() if rules is None else rules)) if account else ()


def _form(account: Account, project: Project, fonts: Iterable[Path]) -> dict[str, str]:
    """What decides the bytes beside the sources: templates, catalogue, schemas, fonts."""
    place = account.source.place
    region, _ = read_region(account.region, project, account.kind, place)
    folders = region.folders if region else ()
    templates = (file for folder in folders for file in folder.rglob("*") if file.is_file())
    return {
        "templates": digest(templates),
        "catalogue": digest(project.catalogue.iterdir()),
        "schema": digest(project.schema.iterdir()),
        "fonts": digest(fonts),
    }


def _data(document: Document) -> dict[str, bytes]:
    files = {f"{DATA}/{t.id}.csv": table_csv(t).encode() for t in document.tables}
    figures = (
        {FIGURES: figures_csv(document.account, document.tables).encode()}
        if document.account
        else {}
    )
    return {**figures, **files}


def _attached(sources: Mapping[str, bytes]) -> Iterator[Attached]:
    """The sources: the document's own by their names, others by agency and document too."""
    own = next(iter(sources), "").rpartition("/")[0]
    for path, data in sources.items():
        folder, _, name = path.rpartition("/")
        shown = name if folder == own else path.replace("/", "-")
        kind = TYPES.get(Path(name).suffix, "text/plain")
        yield Attached(shown, data, kind, "Source", f"来源文件 {path}")


def _own_attached(figures: bytes | None, findings: bytes) -> Iterator[Attached]:
    if figures is not None:
        yield Attached(FIGURES, figures, TYPES[".csv"], "Data", "全部数字及其来历")
    yield Attached(REPORT, findings, TYPES[".json"], "Supplement", "核对报告")


def _missing_fonts(missing: Iterable[str], fonts: Path) -> tuple[Diagnostic, ...]:
    if not missing:
        return ()
    message = f"缺少 PDF 用的字体：{'、'.join(missing)}。"
    return (Diagnostic(Place(fonts), "MZ701", message, "请先运行 make fonts 准备字体。"),)


def _complaint(text: str, file: Path) -> Diagnostic:
    hint = "样式在版式的 style.css 和 pdf.css 里。"
    return Diagnostic(Place(file), "MZ702", f"排版程序提示：{text}", hint, Severity.NOTE)
