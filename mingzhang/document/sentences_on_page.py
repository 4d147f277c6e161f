"""Sentences on a page: what a branch or a loop of a template writes → whether the page has it.

Of ``培训费{{ 培训费.预算数 | 万元 }}万元`` a page has the words, with anything between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jinja2 import nodes

ANYTHING = "\0"  # of no template
WIDEST = 60  # characters that an expression prints at most, to be sure of the words around it
SAID = re.compile(r"[一-鿿]{2}")  # without a word a sentence could be any other


def is_on_page(body: Iterable[nodes.Node], page: str) -> bool:
    """Whether a page has one of the sentences that the nodes of a template write."""
    return any(re.search(pattern, page) for one in body for pattern in _patterns(one))


def _patterns(node: nodes.Node) -> Iterator[str]:
    """What the lines of a node's outputs look like on a page."""
    outputs = [node] if isinstance(node, nodes.Output) else node.find_all(nodes.Output)
    for output in outputs:
        words = (
            one.data if isinstance(one, nodes.TemplateData) else ANYTHING for one in output.nodes
        )
        for line in map(str.strip, "".join(words).split("\n")):
            if SAID.search(line):
                yield rf"[^\n]{{0,{WIDEST}}}?".join(map(re.escape, line.split(ANYTHING)))
