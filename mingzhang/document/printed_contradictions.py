"""What a clerk's own document shows of its form's slips: a document → contradictions it prints.

``mingzhang region`` tells them all, with an example.  Here only what stands on the page is told:
the words are printed, and the figure behind them is not the one that they name; or a total and rows
that do not come to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.document.code_comments import code_of
from mingzhang.document.denied_figures import denied
from mingzhang.document.document_region import region_of
from mingzhang.document.document_structure import read_structure
from mingzhang.document.form_specs import Context
from mingzhang.document.places_elsewhere import WRITTEN, offices_elsewhere
from mingzhang.document.printed_sentences import Written
from mingzhang.document.region_folder import Region
from mingzhang.document.render import TEMPLATE, Document
from mingzhang.document.template_contradictions import (
    template_contradictions,
    titles_of,
    told_as_printed,
)
from mingzhang.document.template_names import read_names
from mingzhang.facts.account import Account
from mingzhang.facts.uncovered_totals import totals_apart
from mingzhang.forms.form import read_form
from mingzhang.project import Project

WAY_OUT = "这是版式的句子，请管版式的人改正（mingzhang region {}）：{}"


def printed_contradictions(document: Document, project: Project) -> Iterator[Diagnostic]:
    """The slips of a form's sentences that a document prints, each once, as warnings."""
    account = document.account
    if account is None:
        return
    region, _ = region_of(account, project)
    if region is None:
        return
    if form := read_form(account.region, account.kind.name, project):
        yield from totals_apart(account, form.keys, document.unprinted)
    told: set[tuple[str, Place]] = set()
    for fault in _printed(document, account, region):
        if (fault.code, fault.place) not in told:
            told.add((fault.code, fault.place))
            hint = WAY_OUT.format(account.region, fault.hint)
            yield replace(fault, hint=hint, severity=Severity.WARNING)


def _printed(document: Document, account: Account, region: Region) -> Iterator[Diagnostic]:
    """What a document prints wrongly, by its form's templates and as its sentences stand."""
    names = read_names(account)
    printed = "\n".join(line for one in document.sections for line in one.sentences)
    structure = read_structure(Context.of(account, region))
    titles = titles_of(structure, region)
    files = sorted(one for one in document.form if one.suffix == TEMPLATE)
    here = (file for file in document.form if any(file.match(one) for one in WRITTEN))
    yield from denied(printed, files, account)
    yield from offices_elsewhere(sorted(here), printed, account.agency)
    places: list[Place] = []
    for file in files:
        code, title = code_of(file), titles.get(file, "")
        for fault in template_contradictions(code, file, title, names, account, printed):
            places.append(fault.place)
            yield fault
    written = Written(document.written, document.asked)
    yield from told_as_printed(written, structure, region, account, places, printed)
