"""Pies of a whole that they are no parts of: a template's 饼状图 and figures → contradictions.

Parts that come to more than the whole are drawn as shares all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from jinja2 import nodes

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.document.charts import PIE
from mingzhang.document.contradicting_titles import CODE
from mingzhang.document.sentence_figures import Quantity
from mingzhang.document.template_faults import at_word
from mingzhang.document.template_paths import assigned_in, called, meant_by, path_of
from mingzhang.facts.figure import Figure, Term, computed

HINT = "“饼状图”的最后一项写各份的合计。"
ARGUMENTS = 3  # title, parts, whole
Paths = Mapping[str, tuple[str, ...]]


def pies_of_wholes(
    tree: nodes.Template, file: Path, names: Mapping[str, object]
) -> Iterator[Diagnostic]:
    """Where the parts of a template's pie come to more than its whole."""
    aliases, lists = assigned_in(tree), _lists(tree)
    for call in tree.find_all(nodes.Call):
        if called(call) == PIE and len(call.args) == ARGUMENTS:
            parts, whole = call.args[1:]
            listed = lists.get(parts.name) if isinstance(parts, nodes.Name) else parts
            members = listed.items if isinstance(listed, nodes.List) else []
            drawn = [_figure(_amount(one), names, aliases) for one in members]
            total = _figure(whole, names, aliases)
            if total and (said := _wrong([one for one in drawn if one], total)):
                place = at_word(Place(file, whole.lineno), ".".join(path_of(whole) or ()))
                yield Diagnostic(place, CODE, said, HINT)


def _wrong(drawn: list[Figure], total: Figure) -> str:
    """What is wrong with a pie of these parts; empty where nothing is.

    Of what its figures are added up tells nothing: a total may have been typed, and so may a part.
    """
    together = computed("", map(Term, drawn)).amount
    is_more = together.value > total.amount.value and not together.agrees(total.amount)
    return f"各份相加多于“{total.label}”。" if is_more else ""


def _lists(tree: nodes.Template) -> Mapping[str, nodes.List]:
    """The lists that names of a template stand for."""
    found = ((one.target, one.node) for one in tree.find_all(nodes.Assign))
    return {
        target.name: made
        for target, made in found
        if isinstance(target, nodes.Name) and isinstance(made, nodes.List)
    }


def _amount(member: nodes.Node) -> nodes.Node:
    """The amount of a pie's part, which may stand behind a name of its own."""
    return member.items[-1] if isinstance(member, nodes.Tuple) else member


def _figure(node: nodes.Node, names: Mapping[str, object], aliases: Paths) -> Figure | None:
    value: object = names
    for part in meant_by(path_of(node) or ("",), aliases):
        value = value.get(part) if isinstance(value, Mapping) else None
    figure = value.figure if isinstance(value, Quantity) else None
    return figure if figure and figure.is_known else None
