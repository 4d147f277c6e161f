"""Words that compare a result with its plan → where they say it the other way round, or always.

``决算数{{ 比较词(预算, 决算) }}预算数`` says 大于 of what is less; words that a template has
itself, 决算数大于预算数, say it of every year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from jinja2 import nodes

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.document.contradicting_titles import CODE
from mingzhang.document.template_faults import at_word
from mingzhang.document.template_paths import called, clause_of, path_of

COMPARISON, REASON = "比较词", "原因"
KIND = "(?:年初|全年|调整)?(预算|决算)"
BEFORE, BEHIND = re.compile(rf"{KIND}数?$"), re.compile(rf"^{KIND}")
NAMED = re.compile(f"{KIND}数?$")
ALWAYS = re.compile(
    "(?:决算|支出|执行)数?(大于|小于|高于|低于|多于|少于|超过)(?:年初|全年|调整)?预算"
)
MORE, LESS = re.compile("大于|高于|多于|超过|增"), re.compile("小于|低于|少于|减|下降|降低")
SAME = "“原因”和它前面的“比较词”写同样的两个数。"
TURNED = "“比较词”先写前面说的那个数，再写后面说的：决算数{{ 比较词(决算, 预算) }}预算数。"
FIXED = "写成 {{ 比较词(决算, 预算) }}，或者只在相应的条件里写。"


def comparing_words(
    tree: nodes.Template, file: Path, printed: str | None = None
) -> Iterator[Diagnostic]:
    """Where a template compares its figures the other way round than its words, or always alike.

    With the text of a page (``printed``) only words that it has.
    """
    outputs = (one.nodes for one in tree.find_all(nodes.Output))
    for row in (*outputs, *(one.nodes for one in tree.find_all(nodes.Concat))):
        around = [nodes.TemplateData(""), *row, nodes.TemplateData("")]
        for (before, call), behind in zip(pairwise(around), around[2:], strict=False):
            said = _said(before), _said(behind)
            is_seen = printed is None or clause_of(said[0]) in printed
            if is_seen and isinstance(call, nodes.Call) and called(call) == COMPARISON:
                yield from _turned(call, said, file)
    yield from _of_another(tree, file)
    for one in tree.find_all(nodes.CondExpr):
        words, up = _said(one.expr1), _asked_for(one.test)
        if up is not None and _goes_up(words) is (not up):
            message = f"“{COMPARISON}”是“{'大于' if up else '小于'}”的时候印“{words}”。"
            place = at_word(Place(file, one.lineno), COMPARISON)
            yield Diagnostic(place, CODE, message, "把两边的话对调。")
    for found in _fixed(tree, is_asked=False):
        if printed is None or found.words in printed:
            message = f"“{found.words}”写死了“{found.verb}”：数不是这样的年度也照印。"
            yield Diagnostic(at_word(Place(file, found.line), found.words), CODE, message, FIXED)


def _turned(call: nodes.Call, said: tuple[str, str], file: Path) -> Iterator[Diagnostic]:
    """A comparison whose two figures are not the ones that the words around it name."""
    found = BEFORE.search(said[0]), BEHIND.search(said[1])
    kinds = [one and one[1] for one in found]
    own = [_kind(one) for one in call.args[:2]]
    if any(kind and mine and kind != mine for kind, mine in zip(kinds, own, strict=False)):
        names = _listed(map(path_of, call.args[:2]))
        message = f"“{COMPARISON}”比的是 {names}，与前后的字说的不是同样的两个数。"
        yield Diagnostic(at_word(Place(file, call.lineno), COMPARISON), CODE, message, TURNED)


def _of_another(tree: nodes.Template, file: Path) -> Iterator[Diagnostic]:
    """A comparison in what leads to a reason, of other figures than the reason explains."""
    for reason in (one for one in tree.find_all(nodes.Call) if called(one) == REASON):
        explained = [path_of(one) for one in reason.args[:2]]
        led = reason.args[2:]
        calls = [*led, *(one for words in led for one in words.find_all(nodes.Call))]
        for call in (one for one in calls if isinstance(one, nodes.Call)):
            compared = [path_of(one) for one in call.args[:2]]
            is_known = called(call) == COMPARISON and None not in (*explained, *compared)
            if is_known and set(compared) != set(explained):
                mine, theirs = map(_listed, (explained, compared))
                message = f"“{REASON}”说的是 {mine}，前面的“{COMPARISON}”比的却是 {theirs}。"
                place = at_word(Place(file, call.lineno), COMPARISON)
                yield Diagnostic(place, CODE, message, SAME)


def _listed(paths: Iterable[tuple[str, ...] | None]) -> str:
    return "、".join(".".join(path or ("…",)) for path in paths)


def _asked_for(test: nodes.Node) -> bool | None:
    """Whether a condition is that the first figure compared is more; None of any other one."""
    if isinstance(test, nodes.Compare) and called(test.expr) == COMPARISON and len(test.ops) == 1:
        return _goes_up(_said(test.ops[0].expr)) if test.ops[0].op == "eq" else None
    return None


def _goes_up(words: str) -> bool | None:
    """Whether words say that it is more, or less; None where they say neither or both."""
    found = [bool(pattern.search(words)) for pattern in (MORE, LESS)]
    return found[0] if found[0] != found[1] else None


@dataclass(frozen=True)
class _Fixed:
    """Words of a template that say which is more, with their verb and line."""

    words: str
    verb: str
    line: int


def _fixed(node: nodes.Node, *, is_asked: bool) -> Iterator[_Fixed]:
    """Which is more, written out where no condition has asked for it."""
    if isinstance(node, nodes.If | nodes.CondExpr):
        is_asked = is_asked or _compares(node.test)
    for below in node.iter_child_nodes():
        said = _said(below)
        if not is_asked and (found := ALWAYS.search(said)):
            yield _Fixed(found[0], found[1], below.lineno + said[: found.start()].count("\n"))
        yield from _fixed(below, is_asked=is_asked)


def _compares(test: nodes.Node) -> bool:
    calls = [one for one in (test, *test.find_all(nodes.Call)) if isinstance(one, nodes.Call)]
    return any(called(one) == COMPARISON for one in calls) or any(test.find_all(nodes.Operand))


def _kind(figure: nodes.Node) -> str:
    """Whether a figure is by its name a plan (预算) or what came of it (决算)."""
    found = NAMED.search((path_of(figure) or ("",))[-1])
    return found[1] if found else ""


def _said(node: nodes.Node) -> str:
    """The words that a template has at a node; none of what it computes."""
    if isinstance(node, nodes.TemplateData):
        return node.data
    return str(node.value) if isinstance(node, nodes.Const) else ""
