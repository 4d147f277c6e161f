"""What becomes public: a document whose checks passed → the same, made of its published edition.

The edition is read again as anybody may read it, and page, PDF and data are made of that: so each
place in them is a line of the edition, and nothing can be in them that the edition has not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from mingzhang.checks.acceptances import UNUSED
from mingzhang.checks.inconsistent_prints import printed_unalike
from mingzhang.checks.rule import Evidence
from mingzhang.checks.run_rules import Checked, run_on
from mingzhang.diagnostics import Diagnostic, Place, Severity, has_errors, in_order
from mingzhang.document.printed_figures import printed_figures
from mingzhang.document.render import Document, render
from mingzhang.facts.account import Account
from mingzhang.facts.account_reading import read_account
from mingzhang.facts.source_nodes import rows
from mingzhang.forms.documents_by_form import read_held
from mingzhang.project import SHIPPED, Project
from mingzhang.publish.published_edition import ACCEPTED, edition
from mingzhang.publish.travelling_form import travelling
from mingzhang.reading.shared_beginning import shared_beginning

BROKEN, OTHER = "MZ724", "MZ725"
BEFORE, SHOWN = 6, 20  # characters that a message quotes before and after a difference
REPORT_IT = (
    "这是程序的错误，不是数据的错误；没有写任何文件。请把这一条报给程序的维护者。"
    "急着公开的，可以把引自别的文件夹的数（上年、各单位）照原样写进本文件。"
)


@dataclass(frozen=True)
class Public:
    """A document to make public, its edition: its files, its form, what was found in it.

    ``typed`` is the account of the clerk's own files, of which messages to him speak.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    form: Mapping[str, bytes] = field(default_factory=dict)
    checked: Checked = field(default_factory=Checked)
    typed: Account | None = None


def publish(
    document: Document, project: Project, *, pages: bool = True
) -> tuple[Document, Public] | Diagnostic:
    """The public document, made of its edition; or the fault of ours that prevents it.

    Without ``pages`` nothing travels with it.
    """
    account = document.account
    if account is None:
        return document, Public()
    made = _settled(document, account, project, pages)
    if isinstance(made, Diagnostic):
        return made
    public, files, checked = made
    difference = next(_differences(document, public), None)
    if difference:
        message = f"公开的数据生成的文档与核对过的不一样：{difference}。"
        return Diagnostic(Place(account.source.place.file), OTHER, message, REPORT_IT)
    if not pages:
        return public, Public(files, {}, checked, account)
    form = travelling(public, account, project, files.values(), checked.found)
    return public, Public(files, form, checked, account)


def untold(public: Public, told: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """What only the public report finds, as notes to the author: he should not read it there first.

    Figures drawn from other folders are typed in the edition, so that more rules look at them.
    """
    known = tuple(told)
    said = {(one.code, one.message) for one in known}
    times = Counter(one.code for one in public.checked.found)
    times.subtract(one.code for one in known)
    for found in public.checked.found:
        if public.typed and times[found.code] > 0 and (found.code, found.message) not in said:
            place = Place(public.typed.source.place.file)
            message = f"公开的核对报告里有这一条：{found.message}"
            yield Diagnostic(place, found.code, message, found.hint, Severity.NOTE)


_Made = tuple[Document, dict[str, bytes], Checked]


def _settled(
    document: Document, account: Account, project: Project, pages: bool
) -> _Made | Diagnostic:
    """The document made of the public edition, without acceptances that accept nothing in it."""
    files = edition(account, project, document.printed, (), document.unprinted)
    made = _made(files, account, project, pages)
    if isinstance(made, Diagnostic):
        return made
    idle = _idle(*made)
    if not idle:
        return made[0], files, made[1]
    del made  # of a large document the next one needs the room
    files = edition(account, project, document.printed, idle, document.unprinted)
    made = _made(files, account, project, pages)
    return made if isinstance(made, Diagnostic) else (made[0], files, made[1])


def _made(
    files: Mapping[str, bytes], account: Account, project: Project, pages: bool
) -> tuple[Document, Checked] | Diagnostic:
    made = remade(f"{account.year}-{account.kind.name}", files, project, pages=pages)
    return made if isinstance(made[0], Document) else _broken(made, account)


def remade(
    name: str, files: Mapping[str, bytes], project: Project, *, pages: bool = True
) -> tuple[Document, Checked] | tuple[Diagnostic, ...]:
    """The public document of an edition called ``name`` (2024-final), or what prevents it.

    Nothing but the files and the project's forms is looked at.
    """
    folder, found = read_held(name, files, project)
    if folder is None or has_errors(found):
        return found
    public = read_account(folder, project)
    document, faults = render(public, project, pages=pages)
    evidence = Evidence(public)
    if document:
        seen = (document.explained, document.cells, printed_figures(document))
        evidence = Evidence(public, *seen, rounding=document.rounding)
        # As a check of the clerk's own files has it, but for what depends on a machine's faces.
        faults = (*faults, *printed_unalike(evidence))
    checked = run_on(evidence, None, (*found, *faults))
    if document is None or has_errors(checked.found):
        return checked.found
    named = (_within(project, diagnostic) for diagnostic in in_order(checked.found))
    return document, replace(checked, found=tuple(named))


def _within(project: Project, diagnostic: Diagnostic) -> Diagnostic:
    """A finding on the public document that names a template by its path in the project."""
    file = project.named(diagnostic.place.file)
    message, hint = diagnostic.message, diagnostic.hint
    for root in (project.root, SHIPPED):
        above = f"{root.as_posix()}/"
        message, hint = message.replace(above, ""), hint.replace(above, "")
    return replace(
        diagnostic,
        place=diagnostic.place._replace(file=file),
        message=message,
        hint=hint,
    )


def _broken(found: tuple[Diagnostic, ...], account: Account) -> Diagnostic:
    first = next(iter(in_order(found)), None)
    told = f"{first.code} {first.message}" if first else "读不出来"
    message = f"公开的数据不能照样生成文档：{told}"
    return Diagnostic(Place(account.source.place.file), BROKEN, message, REPORT_IT)


def _idle(document: Document, checked: Checked) -> frozenset[int]:
    """The rows of 核对说明 that accept nothing: what they were about does not become public."""
    source = document.account.source if document.account else None
    unused = {d.place for d in checked.found if d.code == UNUSED}
    placed = enumerate(rows(source, ACCEPTED))
    return frozenset(number for number, row in placed if row.place in unused)


def _differences(one: Document, two: Document) -> Iterator[str]:
    """Where the public document and the author's own differ, in texts or cells, in words."""
    for left, right in zip_longest(_said(one), _said(two), fillvalue=("", "")):
        if left != right:
            where = left[0] or right[0]
            one_text, two_text = _around(left[1], right[1])
            yield f"{where}，“{one_text}”成了“{two_text}”"


def _around(left: str, right: str) -> tuple[str, str]:
    """The text around the first character in which the public document differs."""
    first = shared_beginning(left, right)
    start = max(0, first - BEFORE)
    return left[start : first + SHOWN], right[start : first + SHOWN]


def _said(document: Document) -> Iterator[tuple[str, str]]:
    yield "标题", document.title
    for section in document.sections:
        yield "各节", section.title
        for sentence in section.sentences:
            yield f"“{section.title}”一节", sentence
        for table in section.tables:
            name = f"表“{table.title}”"
            for row in (*table.head, *table.body):
                yield from ((name, cell.text) for cell in row.cells)
            yield from ((name, note) for note in table.notes)
