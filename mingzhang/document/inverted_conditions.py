"""Conditions turned round: a template → branches for nothing that print the figure, and the like.

``{% if not 甲 | 非零 %}甲{{ 甲 | 万元 }}万元。{% else %}没有甲。{% endif %}`` says that there
is none of what there is, and a figure of what there is not; one may call level what moved, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import nodes

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.document.contradicting_titles import CODE
from mingzhang.document.template_faults import at_word
from mingzhang.document.template_paths import CLAUSE_END, called, path_of

PRINTED = frozenset({"万元", "元", "数"})
OF_BASE = frozenset({"占比", "完成率", "占"})  # say nothing of a base that is nothing
OF_CHANGE = frozenset({"变动", "变动额", "比较词"})
NONE = re.compile("没有|未|无(?!形)|(?:[为是]|等于)(?:0|零)(?![.0-9])")
THERE_IS = "有"
LEVEL = re.compile("持平|一致|相同|相等|(?:无|没有|不存在)(?:增减)?(?:变化|变动|差异)")
HINT = "请把条件反过来，或把两边的话对调。"


@dataclass(frozen=True)
class _Asked:
    """What a condition asks of figures: their names, and what its branches may not say and do."""

    paths: tuple[tuple[str, ...], ...]
    denial: re.Pattern[str]
    so: str
    otherwise: str


def inverted_conditions(
    tree: nodes.Template, file: Path, printed: str | None = None
) -> Iterator[Diagnostic]:
    """Where a template prints a figure as it is nothing, and denies it where there is some.

    With the text of a page (``printed``) only where it shows one of the two.
    """
    for chain in tree.find_all(nodes.If):
        test, is_so = chain.test, True
        while isinstance(test, nodes.Not):
            test, is_so = test.node, not is_so
        asked = None if chain.elif_ else _asked(test)
        some, none = (chain.body, chain.else_) if is_so else (chain.else_, chain.body)
        if not asked or not _prints(none, asked) or _prints(some, asked):
            continue
        words = [text for text in _words(some) if asked.denial.search(text)]
        is_shown = printed is None or any(text in printed for text in (*words, *_words(none)))
        if words and is_shown:
            name = ".".join(asked.paths[0])
            message = f"条件写反了：“{name}”{asked.otherwise}印它，{asked.so}却印“{words[0]}”。"
            place = at_word(Place(file, chain.lineno), name)
            yield Diagnostic(place, CODE, message, HINT)


def _asked(test: nodes.Node) -> _Asked | None:
    """What a condition asks of figures, or of a list; none of one that asks another thing."""
    if rows := path_of(test):
        told = (
            *rows[:-1],
            rows[-1].removeprefix(THERE_IS),
        )  # 有机关运行经费 is asked of what it names
        return _Asked((told,), NONE, "有的时候", "没有的时候")
    if isinstance(test, nodes.Filter) and test.name == "非零" and test.node:
        path = path_of(test.node)
        return _Asked((path,), NONE, "不是零的时候", "是零的时候") if path else None
    if isinstance(test, nodes.Call) and called(test) == "有变动":
        paths = tuple(path for one in test.args if (path := path_of(one)))
        if len(paths) == len(test.args):
            return _Asked(paths, LEVEL, "变动了的时候", "没有变动的时候")
    return None


def _prints(branch: Iterable[nodes.Node], asked: _Asked) -> bool:
    """Whether a branch of a condition tells of the figures what is said where it is so."""
    return any(
        _is_told(one, asked)
        for node in branch
        for one in (node, *node.find_all((nodes.Filter, nodes.Call, nodes.For)))
    )


def _is_told(node: nodes.Node, asked: _Asked) -> bool:
    if isinstance(node, nodes.Filter):
        is_money = asked.denial is NONE and node.name in PRINTED and node.node is not None
        return bool(is_money and node.node and path_of(node.node) in asked.paths)
    if isinstance(node, nodes.For):
        return path_of(node.iter) in asked.paths
    if not isinstance(node, nodes.Call):
        return False
    paths = tuple(path_of(one) for one in node.args)
    if asked.denial is NONE:
        return called(node) in OF_BASE and asked.paths[0] in paths[1:]
    return called(node) in OF_CHANGE and asked.paths == paths


def _words(branch: Iterable[nodes.Node]) -> list[str]:
    """The clauses that a branch of a condition says itself."""
    texts = (text for node in branch for text in node.find_all(nodes.TemplateData))
    found = (one.strip() for text in texts for one in CLAUSE_END.split(text.data))
    return [text for text in found if len(text) > 1]
