"""Years in sentences: a section's template → years that contradict the words around them.

``与{{ 年度 }}年相比{{ 变动(总计, 上年.总计) }}`` names this year and compares with the one before;
a final account's ``截至{{ 年度 - 1 }}年12月31日`` speaks of the end of another year than its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from jinja2 import nodes

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.document.contradicting_titles import CODE
from mingzhang.document.template_faults import at_word, behind_words
from mingzhang.document.template_paths import (
    CHANGES,
    CLAUSE_END,
    SENTENCE_END,
    called,
    clause_of,
    money_path_of,
    path_of,
)
from mingzhang.facts.account import Account
from mingzhang.facts.reasons import LAST_YEAR

YEAR = "年度"
COMPARED = re.compile(r"[与比较同]$")
COMPARING = re.compile(r"[与比较]|上年|增|减")
UNTIL, YEAR_END = re.compile(r"截[至止到]$"), re.compile(r"^年度?(?:12月31日|年?[底末])")
CALLED = re.compile(r"(上年|去年|本年|今年)度?[（(]?$")
CALLED_BEHIND = re.compile(r"^年度?[（(](上年|去年|本年|今年)")
BEFORE = ("上年", "去年")
# Money that is of a year and was left over by the one before, or a day of a year.
CARRIED = re.compile(r"结转|结余|[底末]|月|上年")
OF_BEFORE, OF_THIS = "年度 - 1", "年度"


def contradicting_years(
    tree: nodes.Template, file: Path, account: Account, printed: str | None = None
) -> Iterator[Diagnostic]:
    """The years of a template's sentences that their own words or figures contradict.

    With the text of a page (``printed``) only those that it shows.
    """
    for output in tree.find_all(nodes.Output):
        for at, node in enumerate(output.nodes):
            shift = _shift(node)
            if shift is None:
                continue
            before = _words(output.nodes[at - 1]) if at else ""
            behind = _text(output.nodes[at + 1]) if at + 1 < len(output.nodes) else ""
            shown = f"{clause_of(before)}{account.year + shift}{behind[:2]}".strip()
            if printed is not None and shown not in printed:
                continue
            rest = output.nodes[at + 1 :]
            if told := _contradicted(shift, before, behind, rest, account):
                yield _told(told, node, before, file)
    if printed is None:
        yield from _of_charts(tree, file)


def _of_charts(tree: nodes.Template, file: Path) -> Iterator[Diagnostic]:
    """The charts of a template with a bar that is named for one year and is of another."""
    for call in tree.find_all(nodes.Call):
        bars = (_bar(one) for one in call.find_all(nodes.Tuple) if len(one.items) > 1)
        wrong = [one for one in bars if one and _is_of_another(*one)]
        for shift, name in wrong[:1]:
            message = f"名称是{_year(shift)}的一条，画的是“{name}”。"
            place = at_word(Place(file, call.lineno), name)
            yield Diagnostic(place, CODE, message, "请对调两个数，或改正名称里的年份。")


def _is_of_another(shift: int, name: str) -> bool:
    """Whether a figure is of another year than a bar is named for: before the last any may be."""
    is_before = name.startswith(LAST_YEAR)
    return is_before if shift < -1 else is_before != (shift == -1)


def _bar(pair: nodes.Tuple) -> tuple[int, str] | None:
    """The year that a bar of a chart is named for, this or one before, and the figure it shows."""
    label, path = pair.items[0], path_of(pair.items[1])
    years = [label, *label.find_all(nodes.Sub), *label.find_all(nodes.Name)]
    shift = next((found for one in years if (found := _shift(one)) is not None), None)
    return (shift, ".".join(path)) if path and shift is not None and shift <= 0 else None


def _contradicted(
    shift: int, before: str, behind: str, rest: Sequence[nodes.Node], account: Account
) -> str:
    """What is wrong with a year between these words and before the rest; empty where nothing is."""
    clause = clause_of(before)
    said = CALLED.search(before) or CALLED_BEHIND.match(behind)
    if said and (said[1] in BEFORE) is not (shift == -1) and shift in (0, -1):
        return f"“{said[1]}”旁边印的是{_year(shift)}。"
    if UNTIL.search(before) and YEAR_END.match(behind):
        return _year_end(shift, clause, account)
    if COMPARED.search(clause):
        base = _base(rest)
        if base and (base[0].startswith(LAST_YEAR)) and shift == 0:
            return f"说的是与{_year(shift)}比，比的却是“{'.'.join(base)}”。"
        return ""
    return _of_figure(shift, clause, rest, account)


def _year_end(shift: int, clause: str, account: Account) -> str:
    """An account tells what there is as its year ends, a plan not what there will be."""
    if COMPARING.search(clause):
        return ""
    if account.kind.is_plan and shift >= 0:
        return "预算公开时这一天还没有到。"
    if not account.kind.is_plan and shift:
        return f"决算说的是本年度末，这里印的是{_year(shift)}末。"
    return ""


def _of_figure(shift: int, clause: str, rest: Sequence[nodes.Node], account: Account) -> str:
    """A figure of this year behind the year before, or the other way round, in one clause."""
    words = _text(rest[0]) if rest else ""
    path = money_path_of(rest[1]) if len(rest) > 1 else ()
    if not path or CLAUSE_END.search(words) or COMPARING.search(clause + words):
        return ""
    name, is_before = ".".join(path), path[0].startswith(LAST_YEAR)
    if shift == 0 and is_before:
        return f"{_year(shift)}后面印的是“{name}”。"
    definition = account.indicators.definitions.get(name)
    points = definition.query.points if definition and definition.query else ()
    is_computed = definition is not None and bool(points or definition.terms)
    is_other = any(CARRIED.search(one) for one in (words, name, *(p.basis for p in points)))
    if shift == -1 and is_computed and not is_other:
        return f"{_year(shift)}后面印的是本年度的“{name}”。"
    return ""


def _year(shift: int) -> str:
    sign = "+" if shift > 0 else "-"
    return {0: "本年度", -1: "上年度"}.get(shift, f"“年度 {sign} {abs(shift)}”")


def _base(rest: Sequence[nodes.Node]) -> tuple[str, ...]:
    """With what a figure is compared in the rest of a sentence; nothing where that ends before."""
    for node in rest:
        if isinstance(node, nodes.TemplateData) and SENTENCE_END.search(node.data):
            return ()
        if isinstance(node, nodes.Call) and CHANGES.search(called(node)) and len(node.args) > 1:
            return path_of(node.args[1]) or ()
    return ()


def _shift(node: nodes.Node) -> int | None:
    """How far from its document's year a printed year is; None where it is no year."""
    if isinstance(node, nodes.Name):
        return 0 if node.name == YEAR else None
    if isinstance(node, nodes.Sub | nodes.Add) and isinstance(node.right, nodes.Const):
        number, start = node.right.value, _shift(node.left)
        if start is not None and isinstance(number, int):
            return start - number if isinstance(node, nodes.Sub) else start + number
    return None


def _words(node: nodes.Node) -> str:
    """The words before a year; of two ways to say it (比, 与) the first."""
    if isinstance(node, nodes.CondExpr) and isinstance(node.expr1, nodes.Const):
        return str(node.expr1.value)
    return _text(node)


def _text(node: nodes.Node) -> str:
    return node.data if isinstance(node, nodes.TemplateData) else ""


def _told(message: str, node: nodes.Node, before: str, file: Path) -> Diagnostic:
    place = behind_words(at_word(Place(file, node.lineno), YEAR), before)
    hint = f"请改正这里的年份（本年度写“{OF_THIS}”，上年度写“{OF_BEFORE}”），或改正旁边的字和数。"
    return Diagnostic(place, CODE, message, hint)
