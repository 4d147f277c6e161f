"""Conditions of sentences: a section's template → those that ask one figure and print another.

``{% if 会议费.预算数 | 非零 %}培训费{{ 培训费.预算数 | 万元 }}万元{% endif %}`` leaves out what
there is, or prints what there is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import nodes

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.document.contradicting_titles import CODE
from mingzhang.document.keys_beside import own_blocks
from mingzhang.document.sentences_on_page import is_on_page
from mingzhang.document.template_faults import at_word
from mingzhang.document.template_paths import assigned_in, looped_in, meant_by, path_of
from mingzhang.facts.account import Account
from mingzhang.facts.indicators import Definition
from mingzhang.facts.reasons import LAST_YEAR
from mingzhang.forms.dimensions import FUNDS, chain

FUND = "资金"
SOURCE, TYPED = "源", ("源", "概况")


def conditions_of_others(
    tree: nodes.Template,
    file: Path,
    names: Mapping[str, object],
    account: Account,
    page: str | None = None,
) -> Iterator[Diagnostic]:
    """Conditions of a template that ask for figures of which their sentences print none.

    With the text of a ``page`` only those whose sentences it has, or lacks though there is money.
    """
    blocks = own_blocks(names)
    asked, known = _Asked(account, blocks), {**looped_in(tree), **assigned_in(tree)}
    for condition in tree.find_all(nodes.If):
        tested = {meant_by(path, known) for path in _paths(condition.test)}
        printed = {meant_by(path, known) for path in _printed(condition.body)}
        words = "".join(one.data for one in _words(condition.body))
        is_seen = page is None or is_on_page(condition.body, page) or asked.has_money(printed)
        if is_seen and (told := asked.other(tested, printed, words)):
            mine, other = told
            message = f"条件问的是“{mine}”，里面印的都是“{other}”的。"
            place = at_word(
                Place(file, condition.test.lineno), ".".join(min(_paths(condition.test)))
            )
            yield Diagnostic(place, CODE, message, "条件问里面印的数，请改正条件，或改正里面的数。")


@dataclass(frozen=True)
class _Asked:
    """Of what figures in conditions and sentences are: one of the form's own blocks, or a fund."""

    account: Account
    blocks: Mapping[str, str]

    def other(
        self, tested: set[tuple[str, ...]], printed: set[tuple[str, ...]], words: str
    ) -> tuple[str, str] | None:
        """What a condition asks for and what its sentences print, where these are apart."""
        for of in (self._block, self._fund):
            mine, others = {*map(of, tested)}, {*map(of, filter(self._is_figure, printed))}
            if len(mine) != 1 or not others or "" in mine | others or mine & others:
                continue
            (asked,), said = mine, min(others)
            if asked not in words and self.blocks.get(asked, asked) not in words:
                return asked, said
        return None

    def has_money(self, printed: set[tuple[str, ...]]) -> bool:
        """Whether one of the figures in a condition's sentences is known not to be zero."""
        known = [path for path in printed if path[0] != LAST_YEAR and self._definition(path)]
        figures = (self.account.indicators[".".join(path)] for path in known)
        return any(figure.is_known and not figure.is_zero for figure in figures)

    def _block(self, path: tuple[str, ...]) -> str:
        """The block of the form's own in which a figure is typed; none of other figures."""
        definition = self._definition(path)
        column = definition.column if definition else None
        if definition:
            typed = (*column.rows, *column.inner) if column else definition.key
        else:
            typed = path[1:] if path[0] == SOURCE else ()
        return typed[0] if typed and typed[0] in self.blocks else ""

    def _fund(self, path: tuple[str, ...]) -> str:
        """The one fund that a queried figure, or a list, is of; none of what is of several."""
        definition, listed = self._definition(path), self.account.kind.lists.get(path[0], {})
        points = definition.query.points if definition and definition.query else ()
        funds = {str(listed[FUND])} if FUND in listed else {point.fund for point in points}
        fund = min(funds) if len(funds) == 1 else ""
        return fund if fund and fund not in FUNDS and len(chain(fund, FUNDS)) > 1 else ""

    def _is_figure(self, path: tuple[str, ...]) -> bool:
        """Whether a name is one of what was typed or computed: no year, no name of the agency."""
        return path[0] in TYPED or self._definition(path) is not None or len(path) > 1

    def _definition(self, path: tuple[str, ...]) -> Definition | None:
        own = path[1:] if path[0] == LAST_YEAR else path
        return self.account.indicators.definitions.get(".".join(own))


def _paths(node: nodes.Node) -> Iterator[tuple[str, ...]]:
    """The dotted names in a condition, or in what a sentence prints, each as long as it is."""
    if path := path_of(node):
        yield path
        return
    if isinstance(node, nodes.Call):
        for one in (*node.args, *node.kwargs):
            yield from _paths(one)
        return
    for below in node.iter_child_nodes():
        yield from _paths(below)


def _printed(body: Iterable[nodes.Node]) -> Iterator[tuple[str, ...]]:
    """What the sentences under a condition print, or go through."""
    for node in body:
        found = node.find_all((nodes.Output, nodes.For))
        for one in (*([node] if isinstance(node, nodes.Output | nodes.For) else ()), *found):
            yield from _paths(one.iter if isinstance(one, nodes.For) else _expressions(one))


def _expressions(output: nodes.Output) -> nodes.Node:
    """What an output under a condition prints beside its words."""
    return nodes.List([one for one in output.nodes if not isinstance(one, nodes.TemplateData)])


def _words(body: Iterable[nodes.Node]) -> Iterator[nodes.TemplateData]:
    for node in body:
        if isinstance(node, nodes.TemplateData):
            yield node
        yield from node.find_all(nodes.TemplateData)
