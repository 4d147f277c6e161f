"""Sections on one fund: a template under its headings → figures in it that are of other money.

Below the heading 一般公共预算支出情况, ``基本支出{{ 基本支出 | 万元 }}万元`` is a sum of all funds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import nodes

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.document.charts import BARS, PIE
from mingzhang.document.contradicting_titles import CODE, FISCAL, finest
from mingzhang.document.sentences_on_page import is_on_page
from mingzhang.document.template_faults import at_word, behind_words
from mingzhang.document.template_paths import (
    assigned_in,
    called,
    clause_of,
    const_text,
    meant_by,
    money_of,
    path_of,
)
from mingzhang.facts.account import Account
from mingzhang.facts.cube import Point
from mingzhang.facts.reasons import LAST_YEAR
from mingzhang.forms.dimensions import FUNDS, chain

FIRST_OF = re.compile(r"变动额?$|^比上年|^占")  # functions that are of their first figure
# A share, in words, of the sum of its section, or of what every fund has.
BARE = re.compile("占(?:(?:比?(?:例?为)?)|(?:基本|项目)支出(?:总额|合计)?的?)$")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
# Words of more than one fund: what they lead to may be more than the section is about.
OF_ALL = re.compile("财政拨款|全部|合计|总|各项|各类|其他|自有|单位资金|经营|事业|专户|上级|附属")
# What stands behind a whole of which the section's money is named as a part: 万元。其中：…
WHOLE_OF = r"^(?:万元|元)[，。；]?其中[：，]?"
# What stands between a whole and its parts, in one sentence.
PARTS = re.compile(r"^[^。；]*(?:其中|包括|分别)[^。；]*$")
ENDED = re.compile("[。\n]")
FUND, COLUMN = "资金", "列"
HINT = "请改成这一节的那种资金的数，或在前面的字里写明是哪些资金的。"


def figures_of_other_funds(
    tree: nodes.Template,
    file: Path,
    title: str,
    account: Account,
    printed: str | None = None,
) -> Iterator[Diagnostic]:
    """Figures and lists of a template that are not of the fund of their heading, ``title`` first.

    With the text of a page (``printed``) only those behind words that it has.
    """
    lines = {getattr(one.target, "name", ""): one.lineno for one in tree.find_all(nodes.Assign)}
    section = _Section(file, account, assigned_in(tree), lines, printed)
    yield from dict.fromkeys(section.below(tree, [_fund_in(title)]))


def _fund_in(words: str) -> str:
    """The one fiscal fund that a heading names; none where it names others, too."""
    named = [fund for fund in FUNDS[FISCAL] if fund in words]
    return named[0] if len(named) == 1 else ""


@dataclass(frozen=True)
class _Section:
    """A template of sections, the figures known there, and what its own names stand for."""

    file: Path
    account: Account
    set_here: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    printed: str | None = None

    def below(self, node: nodes.Node, scope: list[str]) -> Iterator[Diagnostic]:
        """What is wrong below a node; ``scope`` ends with the fund of the heading before it."""
        if isinstance(node, nodes.Macro):  # is printed where it is called
            return
        if isinstance(node, nodes.Output):
            yield from self._of_output(node, scope)
            return
        if isinstance(node, nodes.For) and scope[-1]:
            yield from self._of_loop(node, scope[-1])
        before: nodes.Node | None = None
        for one in node.iter_child_nodes():
            if isinstance(one, nodes.For) and isinstance(before, nodes.Output):
                yield from self._of_parts(before, one)
            yield from self.below(one, scope)
            before = one

    def _of_output(self, output: nodes.Output, scope: list[str]) -> Iterator[Diagnostic]:
        text = sentence = ""
        for node, after in zip(output.nodes, [*output.nodes[1:], None], strict=True):
            if isinstance(node, nodes.TemplateData):
                text = node.data
                sentence = ENDED.split(sentence + text)[-1]
                if headings := HEADING.findall(text):
                    scope.append(_fund_in(headings[-1]) or scope[0])
                continue
            if isinstance(node, nodes.Call) and called(node) in (BARS, PIE):
                yield from self._of_chart(node, scope[-1])
            printed = _figure(node, text)
            path = meant_by(path_of(printed) or ("",), self.set_here) if printed else ()
            fund = "" if _is_whole_of(after, scope[-1]) else scope[-1]
            is_told = fund and self._is_of(path, sentence)
            if fund and path and not is_told and self._is_other(path, clause_of(text), fund):
                message = f"这里说的是{fund}，印的“{'.'.join(path)}”是{self._of_what(path)}的数。"
                yield Diagnostic(self._place(printed, path, text), CODE, message, HINT)
            text = ""

    def _of_chart(self, chart: nodes.Call, fund: str) -> Iterator[Diagnostic]:
        """The figures of a chart that are of other money than its title, or its section, says."""
        said = "".join(map(const_text, chart.args[:1]))
        fund = _fund_in(said) or (FISCAL if FISCAL in said else fund)
        named = [*chart.args[1:], *chart.find_all((nodes.Name, nodes.Getattr))] if fund else []
        paths = ((one, meant_by(path_of(one) or ("",), self.set_here)) for one in named)
        for node, path in paths:
            if self._is_other(path, "", fund) or self._is_wider(path, fund):
                message = f"图“{said}”画的是{fund}，“{'.'.join(path)}”不是它的数。"
                place = at_word(Place(self.file, node.lineno), ".".join(path_of(node) or ()))
                yield Diagnostic(place, CODE, message, HINT)
                return  # what the other years of it are follows

    def _place(self, printed: nodes.Node | None, path: tuple[str, ...], text: str) -> Place:
        """Where a figure is named: behind the words, or where the name is set that prints it."""
        said = path_of(printed) if printed else ()
        line = self.lines.get(said[0]) if said and said != path else None
        if line:
            return at_word(Place(self.file, line), ".".join(path))
        number = printed.lineno if printed else 1
        return behind_words(at_word(Place(self.file, number), ".".join(said or ())), text)

    def _is_of(self, path: tuple[str, ...], sentence: str) -> bool:
        """Whether a figure of a section is of a fund that its sentence has named by then."""
        points = self._points(".".join(path[1:] if path[:1] == (LAST_YEAR,) else path))
        return bool(points) and all(point.fund in sentence for point in points)

    def _is_other(self, path: tuple[str, ...], clause: str, fund: str) -> bool:
        """Whether a figure is of other money than its section, and its clause does not say so."""
        if self.printed is not None and clause.strip() not in self.printed:
            return False
        own = path[1:] if path[0] == LAST_YEAR else path
        name = ".".join(own)
        points = self._points(name)
        if not points or any(fund in chain(point.fund, FUNDS) for point in points):
            return False
        rest = re.sub(f"{fund}(?:预算)?(?:财政)?(?:拨款)?", "", clause)
        others = [one for one in FUNDS[FISCAL] if one != fund and one in rest]
        return not others and not OF_ALL.search(rest) and bool(self._narrowed(name, fund))

    def _is_wider(self, path: tuple[str, ...], fund: str) -> bool:
        """Whether a total, of no one query, has one of its name that is of the section's money."""
        known = self.account.indicators.definitions
        name = ".".join(path[1:] if path[0] == LAST_YEAR else path)
        is_sum = name in known and not known[name].query
        return is_sum and any(f"{one}{name}" in known for one in chain(fund, FUNDS))

    def _narrowed(self, name: str, fund: str) -> list[str]:
        """The figures that are the same of one fund alone."""
        known, bases = self.account.indicators.definitions, self.account.kind.bases
        query = known[name].query
        if query is None:
            return []
        same = {(*atom[:3], *atom[4:]) for atom in finest(query, bases)}
        return [
            other
            for other, one in known.items()
            if one.query
            and other != name
            and all(fund in chain(point.fund, FUNDS) for point in one.query.points)
            and {(*atom[:3], *atom[4:]) for atom in finest(one.query, bases)} == same
        ]

    def _of_loop(self, loop: nodes.For, fund: str) -> Iterator[Diagnostic]:
        """A list of other money in a section on one fund that has such a list of its own."""
        lists = self.account.kind.lists
        name = ".".join(path_of(loop.iter) or ())
        said = lists.get(name, {})
        of = str(said.get(FUND, ""))
        alike = [one for one, row in lists.items() if row.get(COLUMN) == said.get(COLUMN)]
        own = [one for one in alike if lists[one].get(FUND) == fund]
        if of and fund not in chain(of, FUNDS) and own and self._is_seen(loop.body):
            message = f"这里说的是{fund}，列的“{name}”是{of}的。"
            place = at_word(Place(self.file, loop.iter.lineno), name)
            yield Diagnostic(place, CODE, message, f"是不是“{own[0]}”？")

    def _of_parts(self, whole: nodes.Output, loop: nodes.For) -> Iterator[Diagnostic]:
        """A list of the parts (其中) of a figure that is of more than the list's one fund."""
        text = [one.data for one in whole.nodes[-1:] if isinstance(one, nodes.TemplateData)]
        figure = _figure(whole.nodes[-2]) if text and len(whole.nodes) > 1 else None
        is_seen = self._is_seen([whole]) and self._is_seen(loop.body)
        if figure is None or not is_seen or not PARTS.search(text[0]):
            return
        name = ".".join(meant_by(path_of(figure) or ("",), self.set_here))
        funds = {point.fund for point in self._points(name)}
        lists, listed = self.account.kind.lists, ".".join(path_of(loop.iter) or ())
        said, fund = lists.get(listed, {}), min(funds, default="")
        of = str(said.get(FUND, ""))
        own = [one for one, row in lists.items() if row == {**said, FUND: fund}]
        is_part = of != fund and fund in chain(of, FUNDS) and of not in text[0]
        if is_part and len(funds) == 1 and own:
            message = f"说的是“{name}”里的各项，列的“{listed}”只是{of}的。"
            place = at_word(Place(self.file, loop.iter.lineno), listed)
            yield Diagnostic(place, CODE, message, f"是不是“{own[0]}”？")

    def _is_seen(self, body: Iterable[nodes.Node]) -> bool:
        """Whether the page has what nodes of a section write, where it is a page that is asked."""
        return self.printed is None or is_on_page(body, self.printed)

    def _points(self, name: str) -> tuple[Point, ...]:
        """The points of the cube that a queried figure is the sum of."""
        definition = self.account.indicators.definitions.get(name)
        return definition.query.points if definition and definition.query else ()

    def _of_what(self, path: tuple[str, ...]) -> str:
        """The funds, in words, of which a figure is."""
        own = path[1:] if path[0] == LAST_YEAR else path
        funds = dict.fromkeys(point.fund for point in self._points(".".join(own)))
        return "、".join("各种资金" if one == "全部" else one for one in funds)


def _is_whole_of(after: nodes.Node | None, fund: str) -> bool:
    """Whether the words behind a figure of a section tell its fund as the first part of it."""
    words = after.data if isinstance(after, nodes.TemplateData) else ""
    return bool(re.match(WHOLE_OF + re.escape(fund), words))


def _figure(node: nodes.Node, text: str = "") -> nodes.Node | None:
    """The figure that a sentence prints as money, or tells the change or the share of.

    Of a share behind words that do not say of what it is one, that whole.
    """
    if isinstance(node, nodes.Call) and len(node.args) > 1 and BARE.search(text):
        return node.args[1]
    if printed := money_of(node):
        return printed
    if isinstance(node, nodes.Call) and node.args and FIRST_OF.search(called(node)):
        return node.args[0]
    return None
