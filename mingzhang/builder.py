"""One document from folder to files: read → facts → checks → document → publish.

In: a document's folder.  Out: a ``Result``; where anything is wrong nothing of it is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mingzhang.diagnostics import Diagnostic, Severity, has_errors, in_order
from mingzhang.document.joined_sentences import CODE as JOINED
from mingzhang.document.printed_figures import printed_figures
from mingzhang.document.render import Document, Pages, print_style, render
from mingzhang.document.undrawable_characters import glyph_faults
from mingzhang.facts.account import Account
from mingzhang.facts.account_reading import read_account
from mingzhang.facts.source_nodes import year_of
from mingzhang.facts.subject_catalogue import told_faults
from mingzhang.facts.typed_entries import Before, Entry
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.garbage_collector import paused
from mingzhang.history import Since, since_head
from mingzhang.project import Project
from mingzhang.publish.write_faults import making_fault
from mingzhang.reading.document_folder import Folder
from mingzhang.result import Result
from mingzhang.wanted import Wanted

if TYPE_CHECKING:
    from mingzhang.checks.rule import Rule
    from mingzhang.publish.printer import Printer

__all__ = [
    "Drafted",
    "Examined",
    "Result",
    "build",
    "checked",
    "drafted",
    "examine",
    "examined",
    "judged",
]


@dataclass(frozen=True)
class Examined:
    """What the builder examined: a folder's document, None if anything is wrong, and findings.

    ``is_read``: its files could be read; ``asked_git``: the last commit was asked what it changed.
    """

    document: Document | None
    diagnostics: tuple[Diagnostic, ...]
    is_read: bool = False
    asked_git: bool = False


class _History:
    """The builder's look at the last commit; remembers whether it was asked, and asks once."""

    def __init__(self, folder: Folder) -> None:
        self.folder, self.asked, self._since = folder, False, Since()

    def __call__(self) -> Before:
        self._since, self.asked = since_head(self.folder), True
        return self._since.changed

    def gone(self) -> tuple[Entry, ...]:
        """The figures whose rows are gone since the commit, for the builder's checks."""
        if not self.asked:
            self()
        return self._since.gone


def examine(
    path: Path,
    project: Project,
    rules: Mapping[str, Rule] | None = None,
    *,
    pages: bool = False,
) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The builder's examination of one document: None where anything is wrong, and diagnostics.

    ``rules`` are the program's where none are given (``checks.own_rules`` adds a project's).
    Without ``pages`` the document has no HTML: nothing of it is going to be published.
    """
    found = examined(path, project, rules, pages=pages)
    return found.document, found.diagnostics


def examined(
    path: Path,
    project: Project,
    rules: Mapping[str, Rule] | None = None,
    *,
    pages: bool = False,
    printer: Printer | None = None,
) -> Examined:
    """The builder's examination, as ``examine``, and what was asked on the way.

    A ``printer`` that works beside this process lays the draft's paper out meanwhile.
    """
    ahead = printer if printer and printer.is_ahead else None
    with paused():
        draft = _ahead(path, project, ahead) if ahead else drafted(path, project, pages=pages)
        if not isinstance(draft, Drafted):
            return Examined(None, draft)
        return judged(draft, project, rules)


def _ahead(path: Path, project: Project, printer: Printer) -> Drafted | tuple[Diagnostic, ...]:
    """A draft of the builder's whose paper a printer begins to lay out as soon as there is one."""
    from mingzhang.publish.printer import Paper, Style  # noqa: PLC0415 (checks need none)

    def styled(text: str) -> None:
        """Has the printer make ready for a style sheet before the page is there."""
        printer.prepare(Style(text, project.fonts))

    draft = drafted(path, project, only=Pages.PAPER, styled=styled)
    if isinstance(draft, Drafted) and draft.document:
        printer.begin(Paper.of(draft.document, project))
    return draft


@dataclass(frozen=True)
class Drafted:
    """The builder's draft, which nothing has checked: what was read of it and found so far."""

    folder: Folder
    account: Account
    document: Document | None
    found: tuple[Diagnostic, ...]


def drafted(
    path: Path,
    project: Project,
    *,
    pages: bool = False,
    only: Pages | None = None,
    styled: Callable[[str], None] | None = None,
) -> Drafted | tuple[Diagnostic, ...]:
    """The builder's draft of a folder's document as it stands, or why it cannot be read.

    ``only``: of its pages that alone; one for the screen also where it has errors, without data.
    ``styled`` is told the style of its PDF as soon as that is known.
    """
    folder, found = read_folder(path, project)
    if folder is not None:
        found = (*found, *told_faults(project.subjects, year_of(folder.disclosure)))
    if folder is None or has_errors(found):
        return tuple(in_order(found))
    account = read_account(folder, project)
    if styled:
        styled(print_style(account, project))
    document, faults = render(account, project, pages=pages, only=only)
    return Drafted(folder, account, document, (*found, *faults))


def judged(draft: Drafted, project: Project, rules: Mapping[str, Rule] | None = None) -> Examined:
    """A draft of the builder's, checked."""
    # All rules: what a printer does beside begins before they are there.
    from mingzhang.checks.inconsistent_prints import printed_unalike  # noqa: PLC0415
    from mingzhang.checks.rule import Evidence  # noqa: PLC0415
    from mingzhang.checks.run_rules import run_on  # noqa: PLC0415

    found = draft.found
    # One to look at may be there in spite of errors.
    document = None if has_errors(found) else draft.document
    evidence = Evidence(draft.account)
    if document:
        seen = (document.explained, document.cells, printed_figures(document), document.unprinted)
        evidence = Evidence(draft.account, *seen, rounding=document.rounding)
    if document:
        found = (*found, *glyph_faults(document, project), *printed_unalike(evidence))
        found = (*found, *_slips_of_form(document, project))
    history = _History(draft.folder)
    told = run_on(evidence, rules, found, history, history.gone)
    # What follows from another error is left to that one; where there is none, it is told itself.
    if has_errors(told.found):
        # So are sentences that join badly: a reason that lacks leaves marks of its own.
        diagnostics = tuple(in_order(d for d in told.found if d.code != JOINED))
    else:
        alone = (d for d in found if d.severity is Severity.ERROR)
        diagnostics = tuple(in_order((*told.found, *alone)))
    good = None if has_errors(diagnostics) else document
    return Examined(good, diagnostics, is_read=True, asked_git=history.asked)


def _slips_of_form(document: Document, project: Project) -> tuple[Diagnostic, ...]:
    """What the builder's draft shows of slips in its form's sentences; shipped ones have none."""
    from mingzhang.document.printed_contradictions import printed_contradictions  # noqa: PLC0415
    from mingzhang.publish.travelling_form import travels  # noqa: PLC0415 (only own forms need it)

    return tuple(printed_contradictions(document, project)) if travels(document, project) else ()


def checked(path: Path, project: Project, rules: Mapping[str, Rule] | None = None) -> Result:
    """The builder examines a folder and publishes nothing."""
    seen = examined(path, project, rules)
    diagnostics = (*_unpublishable(seen, project), *seen.diagnostics)
    return Result(path, diagnostics, is_read=seen.is_read, asked_git=seen.asked_git)


def _unpublishable(seen: Examined, project: Project) -> tuple[Diagnostic, ...]:
    """What would stop the building of a document that the builder found good.

    Only a form that the program does not ship can, or what units say: so only there is the edition
    made in a check.
    """
    document = seen.document
    if document is None:
        return ()
    from mingzhang.publish.public_document import publish  # noqa: PLC0415 (its forms read again)
    from mingzhang.publish.travelling_form import travels  # noqa: PLC0415

    is_summed = document.account is not None and bool(document.account.parts)
    if not is_summed and not travels(document, project):
        return ()
    made = publish(document, project, pages=False)
    return (made,) if isinstance(made, Diagnostic) else ()


def build(
    path: Path,
    project: Project,
    output: Path,
    rules: Mapping[str, Rule] | None = None,
    wanted: Wanted | None = None,
    printer: Printer | None = None,
) -> Result:
    """The builder publishes a folder's document below ``output``/<agency>/<year>-<kind>/.

    A ``printer`` beside this process makes the PDF, else this one.
    """
    seen = examined(path, project, rules, printer=printer)
    document, diagnostics = seen.document, seen.diagnostics
    if document is None:
        return Result(path, diagnostics)
    # Checks need no WeasyPrint.
    from mingzhang.publish.pdf_attachments import attached_names  # noqa: PLC0415
    from mingzhang.publish.public_document import publish, untold  # noqa: PLC0415
    from mingzhang.publish.published_document import write_document  # noqa: PLC0415

    published = publish(document, project)
    if isinstance(published, Diagnostic):
        return Result(path, (published, *diagnostics))
    is_read, asked_git = seen.is_read, seen.asked_git
    del seen, document  # of a large document its files need the room
    diagnostics = (*diagnostics, *untold(published[1], diagnostics))
    folder = output / path.parent.name / path.name
    try:
        faults = write_document(published[0], folder, project, published[1], wanted, printer)
    except OSError as error:  # a font, a temporary file; what writes the folder says so itself
        faults = (making_fault(error, folder),)
    if has_errors(faults):
        return Result(path, (*diagnostics, *faults))
    files = tuple(sorted(folder.glob("disclosure.*")))
    has_pdf = any(file.suffix == ".pdf" for file in files)
    attached = attached_names(published[1]) if has_pdf else ()
    return Result(path, (*diagnostics, *faults), files, attached, is_read, asked_git)
