"""Conditions turned round: a section's template → branches for nothing that print the figure.

``{% if not 甲 | 非零 %}甲{{ 甲 | 万元 }}万元。{% else %}没有甲。{% endif %}`` says that there
is none of what there is, and a figure of what there is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from jinja2 import nodes

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.document.contradicting_titles import CODE
from mingzhang.document.template_faults import at_word
from mingzhang.document.template_paths import clause_of, path_of

IS_SOME = "非零"
PRINTED = frozenset({"万元", "元", "数"})
NONE = re.compile("没有|未|无(?!形)")
HINT = "请把条件反过来，或把两边的话对调。"


def inverted_conditions(
    tree: nodes.Template, file: Path, printed: str | None = None
) -> Iterator[Diagnostic]:
    """Where a template prints a figure as it is nothing, and denies it where there is some.

    With the text of a page (``printed``) only where it shows one of the two.
    """
    for chain in tree.find_all(nodes.If):
        asked, is_some = chain.test, True
        while isinstance(asked, nodes.Not):
            asked, is_some = asked.node, not is_some
        is_known = isinstance(asked, nodes.Filter) and asked.name == IS_SOME and not chain.elif_
        figure = asked.node if is_known and isinstance(asked, nodes.Filter) else None
        path = path_of(figure) if figure else None
        some, none = (chain.body, chain.else_) if is_some else (chain.else_, chain.body)
        if not path or not _prints(none, path) or _prints(some, path):
            continue
        words = [text for text in _words(some) if NONE.search(text)]
        is_shown = printed is None or any(text in printed for text in (*words, *_words(none)))
        if words and is_shown:
            name = ".".join(path)
            message = f"条件写反了：“{name}”是零的时候印它，不是零的时候却印“{words[0]}”。"
            place = at_word(Place(file, chain.lineno), name)
            yield Diagnostic(place, CODE, message, HINT)


def _prints(branch: Iterable[nodes.Node], path: tuple[str, ...]) -> bool:
    used = (one for node in branch for one in (node, *node.find_all(nodes.Filter)))
    figures = (one for one in used if isinstance(one, nodes.Filter) and one.name in PRINTED)
    return any(one.node is not None and path_of(one.node) == path for one in figures)


def _words(branch: Iterable[nodes.Node]) -> list[str]:
    """The clauses that a branch of a condition says itself."""
    texts = (text for node in branch for text in node.find_all(nodes.TemplateData))
    found = (clause_of(text.data.rstrip("。；\n ")).strip() for text in texts)
    return [text for text in found if len(text) > 1]
