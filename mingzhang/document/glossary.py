"""Glossary: the form's terms, the subjects in use and the author's own → the entries to print.

Only terms that the tables or sentences use are printed; every 项 in use is explained.  The author's
own come last, unless he names terms of the form beside them: then all stand as he lists them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Severity
from mingzhang.document.form_specs import ANY, LIST, TEXT, Context
from mingzhang.document.inherited_lists import TAKEN_OVER, read_rows
from mingzhang.document.region_folder import YES
from mingzhang.document.sentence_figures import open_ended
from mingzhang.document.template_names import full_name
from mingzhang.facts.account import Account
from mingzhang.facts.cube import Point
from mingzhang.facts.source_nodes import rows, text
from mingzhang.facts.source_rows import Row
from mingzhang.facts.subject_catalogue import Subject
from mingzhang.forms.dimensions import FUNDS
from mingzhang.reading.node import Node
from mingzhang.reading.ways_out import line, together
from mingzhang.reading.yaml import read_kept

FILE = "glossary.yaml"
BRACKETS = re.compile("（.*?）|[“”]")
TERM_KEYS = {"词": TEXT, "释义": TEXT, "出现": ANY}
FUND_KEYS = {"科目": TEXT}


@dataclass(frozen=True)
class Entry:
    """A term of the glossary and what it means."""

    term: str
    meaning: str


def build_glossary(context: Context, said: str) -> tuple[Entry, ...]:
    """The glossary of a document whose text is ``said``; faults are noted in the context."""
    added = dict(_added(context, said))
    listed = list(_listed(context, said, added))
    meanings = {entry.term: entry.meaning for entry in listed} | added
    order = [*_in_order([entry.term for entry in listed], context, meanings)]
    return tuple(Entry(term, f"{open_ended(meanings[term])}。") for term in order)


def _in_order(
    listed: Sequence[str], context: Context, meanings: Mapping[str, str]
) -> Iterator[str]:
    """The terms of the glossary as the author lists them, where some of his are the form's alone.

    Those that he leaves out stand behind the one that they stand behind in the form.
    """
    own = [node for node in rows(context.account.source, "名词解释") if node.get("词")]
    if all(node.get("释义") for node in own):
        yield from meanings
        return
    named = [text(node, "词") for node in own if _is_known(node, context, meanings)]
    behind: dict[str, list[str]] = {term: [] for term in ("", *named)}
    before = ""
    for term in listed:
        if term in behind:
            before = term
        else:
            behind[before].append(term)
    for term, others in behind.items():
        yield from (term, *others) if term else others


def _is_known(node: Node, context: Context, meanings: Mapping[str, str]) -> bool:
    """Whether a term of the author's has a meaning, his own or the form's; if none, it is told."""
    term = node.get("词")
    if term and term.text not in meanings:
        message = f"名词解释“{term.text}”没有写释义，版式印出的名词里也没有它。"
        hint = "写上释义；只写“词”的，词要与版式印的一字不差；不用的，删去这一行。"
        context.faults.append(Diagnostic(term.place, "MZ417", message, hint, Severity.WARNING))
        return False
    context.record.use(term)
    return True


def _added(context: Context, said: str) -> Iterator[tuple[str, str]]:
    """The author's own entries of the glossary; one that explains a word of no text is told."""
    for node in rows(context.account.source, "名词解释"):
        term, meaning = node.get("词"), node.get("释义")
        if term and meaning:
            if not any(word in said for word in _spellings(term.text)):
                context.faults.append(_idle(term))
            yield term.text, meaning.text


def _spellings(term: str) -> tuple[str, str]:
    """A glossary term as it is, and without what it says in brackets."""
    return term, BRACKETS.sub("", term)


def _idle(term: Node) -> Diagnostic:
    message = f"名词解释“{term.text}”在各表和各段文字里没有用到。"
    hint = "请核对词的写法与文中一致；文中不用的词，删去这一行。"
    return Diagnostic(term.place, "MZ417", message, hint, Severity.WARNING)


def _listed(context: Context, said: str, added: Mapping[str, str]) -> Iterator[Entry]:
    file = context.region.find(f"{context.region.kind}/{FILE}")
    node, _ = read_kept(file.read_bytes(), file) if file else (None, ())
    if file and node:
        # Of a form that travels no term may be left.
        due = () if node.get("词条") else ("词条",)
        context.check(node, {"词条": LIST, TAKEN_OVER: TEXT}, due)
    for row in read_rows(file, "词条", "词", context) if file else ():
        yield from _entries(context.own_texts(row), context, said, added)


def idle_terms(context: Context, said: str) -> frozenset[str]:
    """The terms of the form's glossary, and of those it takes over, that ``said`` never uses."""
    spelt: dict[str, bool] = {}
    for row in _all_rows(context.region.find(f"{context.region.kind}/{FILE}"), context):
        term = text(row, "词")
        spelt[term] = spelt.get(term, False) or any(word in said for word in _written(row))
    return frozenset(term for term, is_used in spelt.items() if term and not is_used)


def _all_rows(file: Path | None, context: Context) -> Iterator[Node]:
    """The rows of a glossary's file, and of those above it that it takes over."""
    while file:
        node, _ = read_kept(file.read_bytes(), file)
        yield from rows(node, "词条") if node else ()
        asked = node.get(TAKEN_OVER) if node else None
        file = context.region.inherited(file) if asked and asked.text == YES else None


def _entries(row: Node, context: Context, said: str, added: Mapping[str, str]) -> Iterator[Entry]:
    if row.get("科目"):
        context.check(row, FUND_KEYS)
        fund = context.choice(row.get("科目"), ("", *FUNDS["财政拨款"]))
        yield from _subjects(fund, context, added)
    elif context.check(row, TERM_KEYS, ("词", "释义")) and any(w in said for w in _written(row)):
        yield Entry(context.fill(row.get("词")), context.fill(row.get("释义")))


def _written(row: Node) -> Iterator[str]:
    """How a glossary term is written in tables and sentences."""
    term = row.get("出现") or row.get("词")
    for node in (list(term.rows()) or [term]) if term else []:
        yield node.text


def _subjects(fund: str, context: Context, added: Mapping[str, str]) -> Iterator[Entry]:
    """The glossary's subjects in use; of one that the author explains, his entry alone."""
    account = context.account
    for code, row in sorted(_items(account, fund).items()):
        subject, term = account.catalogue.get(code), full_name(code, account.catalogue)
        if term in added:
            yield Entry(term, added[term])
        elif subject and subject.description:
            _use(subject, account, context)
            yield Entry(term, subject.description)
        else:
            context.faults.append(_unexplained(row, subject, account.source.place.file))


def _use(subject: Subject, account: Account, context: Context) -> None:
    """Takes down whose words on a subject the glossary prints: the author's, or a unit's."""
    for row in rows(account.source, "科目补充"):
        if text(row, "科目") == subject.code and text(row, "释义") == subject.description:
            context.record.use(row.get("释义"))
    for part in account.parts:
        _use(subject, part, context)


def _items(account: Account, fund: str) -> Mapping[str, Row]:
    """The 项 for the glossary that the author typed with a budget or a final figure, by code."""
    rows = (row for row in account.rows if row.section in ("支出", "项目") and row.fund == fund)
    typed: dict[str, Row] = {}
    for row in rows:
        typed.setdefault(row.code, row)
    return {code: row for code, row in typed.items() if len(code) == 7 and _is_used(account, row)}


def _is_used(account: Account, row: Row) -> bool:
    bases = (account.kind.bases.main, *account.kind.compared)
    points = (Point("支出", basis, row.fund, row.code) for basis in bases)
    return any(not account.cube.figure(point).is_zero for point in points)


def _unexplained(row: Row, subject: Subject | None, own: Path) -> Diagnostic:
    """That a subject has no entry in the glossary; a unit's row is explained in ``own`` file."""
    name = f"（{subject.name}）" if subject else ""
    where = "在" if row.place.file == own else f"在 {own} 的"
    known = subject.name if subject else "…"
    example = line({"科目": row.code, "名称": known, "释义": "反映…"})
    hint = together((f"请{where}“科目补充”里写明释义，例如", example, "。"))
    message = f"科目 {row.code}{name}没有释义，名词解释里没有列出。"
    about = frozenset({row.code})
    return Diagnostic(row.place, "MZ403", message, hint, Severity.WARNING, about=about)
