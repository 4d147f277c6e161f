"""Sentences on a page: what a branch or a loop of a template writes → whether the page has it.

Of ``培训费{{ 培训费.预算数 | 万元 }}万元`` a page has the words, with anything between them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from jinja2 import nodes

ANYTHING = "\0"  # of no template
WIDEST = 60  # characters that an expression prints at most, to be sure of the words around it
SAID = re.compile(r"[一-鿿]{2}")  # without a word a sentence could be any other


def is_on_page(body: Iterable[nodes.Node], page: str) -> bool:
    """Whether a page has one of the sentences that the nodes of a template write."""
    return any(_stands(words, page) for node in body for words in _sentences(node))


def _sentences(node: nodes.Node) -> Iterator[Sequence[str]]:
    """The words of each line of a node's outputs, parted where an expression prints something."""
    outputs = [node] if isinstance(node, nodes.Output) else node.find_all(nodes.Output)
    for output in outputs:
        written = (
            one.data if isinstance(one, nodes.TemplateData) else ANYTHING for one in output.nodes
        )
        for line in map(str.strip, "".join(written).split("\n")):
            if SAID.search(line):
                yield line.strip(ANYTHING).split(ANYTHING)


def _stands(words: Sequence[str], page: str) -> bool:
    """Whether a line of a page has the words one after another, near enough to each other."""
    return all(one in page for one in words) and any(
        _follow(words, line) for line in page.split("\n")
    )


def _follow(words: Sequence[str], line: str) -> bool:
    """Whether a line has the words in order.

    Word by word every place where it may end: a pattern with a gap between each two would try
    their combinations, which for a sentence of twenty figures has no end.
    """
    ends = [at + len(words[0]) for at in _found(words[0], line)]
    for word in words[1:]:
        starts = range(len(line) + 1) if not word else _found(word, line)
        ends = [at + len(word) for at in starts if _is_near(at, ends)]
    return bool(ends)


def _is_near(at: int, ends: Sequence[int]) -> bool:
    """Whether an expression may have printed what stands between an end and the next word."""
    before = bisect_right(ends, at)  # ascending, as they are found
    return before > 0 and at - ends[before - 1] <= WIDEST


def _found(word: str, line: str) -> Iterator[int]:
    """Every place where a line has a word, overlapping ones too."""
    at = line.find(word)
    while at >= 0:
        yield at
        at = line.find(word, at + 1)
