"""Counts of other groups: a template's sentence on one group of keys → a count of another one.

``会议费{{ 会议费.决算数 | 万元 }}万元，参会{{ 培训费.人数 | 数 }}人次`` never names the other one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from jinja2 import nodes

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.document.contradicting_titles import CODE, in_order
from mingzhang.document.keys_beside import is_count_at, keys_at
from mingzhang.document.template_faults import at_word, behind_words
from mingzhang.document.template_paths import clause_of, path_of
from mingzhang.facts.account import Account
from mingzhang.forms.own_figures import OF_PROFILE
from mingzhang.reading.shared_beginning import shared_beginning

ENDED = re.compile("[。；\n]")
SOURCE = "源"
SHORTEST = 2  # characters that two keys beside one another share, and by which they differ
HINT = "请改成这一组的数，或在前面的字里写明是哪一组的。"
Names = Mapping[str, object]
Path_ = tuple[str, ...]


def counts_of_other_groups(
    tree: nodes.Template, file: Path, names: Names, account: Account, printed: str | None = None
) -> Iterator[Diagnostic]:
    """Counts behind figures of another group, which has such a count itself.

    Where the sentence names the count's own group, or has a figure of it, all is well.  With the
    text of a page (``printed``) only those behind words that it has.
    """
    for output in tree.find_all(nodes.Output):
        text, sentence, groups = "", "", list[Path_]()
        for node in output.nodes:
            if isinstance(node, nodes.TemplateData):
                text = node.data
                sentence = ENDED.split(sentence + text)[-1]
                groups = [] if ENDED.search(text) else groups
                continue
            typed = _typed_at(node, account)
            group = typed[:-1] if len(typed) > 2 else ()
            is_seen = printed is None or clause_of(text.rstrip()).lstrip() in printed
            if group and is_seen and _is_other(typed, groups, sentence, names):
                own, other = groups[-1][-1], ".".join(typed[1:])
                place = behind_words(at_word(Place(file, node.lineno), typed[-1]), text)
                message = f"这一句说的是“{own}”，印的是“{other}”。"
                yield Diagnostic(place, CODE, message, HINT)
            if is_seen and (other := _beside(typed, text, sentence, names)):
                place = behind_words(at_word(Place(file, node.lineno), typed[-1]), text)
                message = f"说的是“{other}”，印的是“{typed[-1]}”。"
                yield Diagnostic(place, CODE, message, HINT)
            groups += [group] if group else []
            text = ""


def _beside(typed: Path_, text: str, sentence: str, names: Names) -> str:
    """The key beside a count's whose ending the sentence has said last: 实有，其中行政{{编制}}."""
    key = typed[-1] if typed else ""
    for other in keys_at(typed[:-1], names) if is_count_at(typed, names) else ():
        start = shared_beginning(key, other)
        ending, own = other[start:], key[start:]
        is_pair = min(start, len(ending), len(own)) >= SHORTEST and key[:start] in clause_of(text)
        is_told = text.rstrip().endswith(ending)  # by the words right before it
        if is_pair and not is_told and sentence.rfind(ending) > sentence.rfind(own):
            return other
    return ""


def _is_other(typed: Path_, groups: list[Path_], sentence: str, names: Names) -> bool:
    """Whether a count is of a group that the sentence, which names one, has not come to by then."""
    group = typed[:-1]
    if not groups or group in groups or not is_count_at(typed, names):
        return False
    if not in_order(groups[-1][-1], sentence):
        return False
    beside, last = keys_at(groups[-1], names), groups[-1]
    is_within = group[: len(last)] == last or last[: len(group)] == group
    return not is_within and typed[-1] in beside and not in_order(group[-1], sentence)


def _typed_at(node: nodes.Node, account: Account) -> Path_:
    """Where in a source a figure or a count that a sentence prints is typed.

    What a form gives a name of its own says by that name what it is.
    """
    path = path_of(node.node if isinstance(node, nodes.Filter) and node.node else node) or ()
    if path[:1] in ((SOURCE,), (OF_PROFILE,)):
        return path
    definition = account.indicators.definitions.get(".".join(path))
    return (SOURCE, *path) if definition and definition.key == path else ()
