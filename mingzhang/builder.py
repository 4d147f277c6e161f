"""One document from folder to files: read → facts → checks → document → publish.

In: a document's folder.  Out: a ``Result``; where anything is wrong nothing of it is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from mingzhang.checks.alike import printed_unalike
from mingzhang.checks.rule import Rule
from mingzhang.checks.run import check
from mingzhang.diagnostics import Diagnostic, has_errors, in_order
from mingzhang.document.glyphs import glyph_faults
from mingzhang.document.printed import printed_figures
from mingzhang.document.render import Document, render
from mingzhang.facts.read import read_account
from mingzhang.forms.documents import read_folder
from mingzhang.history import changed_since_head
from mingzhang.project import Project
from mingzhang.publish.faults import making_fault


@dataclass(frozen=True)
class Result:
    """What became of a folder: what was found, the files written, those inside the PDF."""

    folder: Path
    diagnostics: tuple[Diagnostic, ...]
    files: tuple[Path, ...] = ()
    attached: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether nothing stops the document."""
        return not has_errors(self.diagnostics)


def examine(
    path: Path,
    project: Project,
    rules: Mapping[str, Rule] | None = None,
    *,
    pages: bool = False,
) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The document of a folder, None where anything is wrong, and every diagnostic.

    ``rules`` are the program's where none are given (``mingzhang.checks.own`` adds a project's).
    Without ``pages`` the document has no HTML: nothing of it is going to be published.
    """
    folder, found = read_folder(path, project)
    if folder is None or has_errors(found):
        return None, tuple(in_order(found))
    account = read_account(folder, project)
    document, faults = render(account, project, pages=pages)
    if document:
        unalike = printed_unalike(account, printed_figures(document))
        faults = (*faults, *glyph_faults(document, project), *unalike)
    history = partial(changed_since_head, folder)
    diagnostics = tuple(in_order(check(account, rules, (*found, *faults), history)))
    return (None if has_errors(diagnostics) else document), diagnostics


def build(
    path: Path, project: Project, output: Path, rules: Mapping[str, Rule] | None = None
) -> Result:
    """Examine a folder and publish its document below ``output``/<agency>/<year>-<kind>/."""
    document, diagnostics = examine(path, project, rules)
    if document is None:
        return Result(path, diagnostics)
    # Checks need no WeasyPrint.
    from mingzhang.publish.attached import attached_names  # noqa: PLC0415
    from mingzhang.publish.document import write_document  # noqa: PLC0415
    from mingzhang.publish.public import publish  # noqa: PLC0415

    published = publish(document, project)
    if isinstance(published, Diagnostic):
        return Result(path, (published, *diagnostics))
    folder = output / path.parent.name / path.name
    try:
        faults = write_document(published[0], folder, project, published[1])
    except OSError as error:  # a font, a temporary file; what writes the folder says so itself
        faults = (making_fault(error, folder),)
    if has_errors(faults):
        return Result(path, (*diagnostics, *faults))
    files = tuple(sorted(folder.glob("disclosure.*")))
    return Result(path, (*diagnostics, *faults), files, attached_names(published[1]))
