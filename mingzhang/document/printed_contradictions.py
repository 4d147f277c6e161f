"""What a clerk's own document shows of its form's slips: a document → contradictions it prints.

``mingzhang region`` tells them all, with an example.  Here only what stands on the page is told:
the words are printed, and the figure behind them is not the one that they name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from jinja2 import nodes

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.document.contradicting_sentences import contradictions
from mingzhang.document.denied_figures import denied
from mingzhang.document.figures_in_words import figures_in_words
from mingzhang.document.region_folder import read_region
from mingzhang.document.render import TEMPLATE, Document
from mingzhang.document.template_environment import create_environment
from mingzhang.document.template_names import Names, read_names
from mingzhang.facts.account import Account
from mingzhang.project import Project

WAY_OUT = "这是版式的句子，请管版式的人改正（mingzhang region {}）：{}"


def printed_contradictions(document: Document, project: Project) -> Iterator[Diagnostic]:
    """The slips of a form's sentences that a document prints, each once, as warnings."""
    account = document.account
    if account is None:
        return
    region, _ = read_region(account.region, project, account.kind.name)
    if region is None:
        return
    environment, names = create_environment(region), read_names(account)
    printed = "\n".join(line for one in document.sections for line in one.sentences)
    told: set[tuple[str, Place]] = set()
    files = sorted(one for one in document.form if one.suffix == TEMPLATE)
    for fault in denied(printed, files, account):
        hint = WAY_OUT.format(account.region, fault.hint)
        yield replace(fault, hint=hint, severity=Severity.WARNING)
    for file in files:
        tree = environment.parse(file.read_text(encoding="utf-8"))
        for fault in _of(tree, file, names, account, printed):
            if (fault.code, fault.place) not in told:
                told.add((fault.code, fault.place))
                hint = WAY_OUT.format(account.region, fault.hint)
                yield replace(fault, hint=hint, severity=Severity.WARNING)


def _of(
    tree: nodes.Template, file: Path, names: Names, account: Account, printed: str
) -> Iterable[Diagnostic]:
    yield from figures_in_words(tree, file, printed)
    yield from contradictions(tree, file, names, account, printed)
