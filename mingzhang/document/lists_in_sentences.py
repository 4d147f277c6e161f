"""Lists in sentences: a section's template → names of one nature behind words of another.

``公用经费…，主要包括：{{ 人员经费科目 | 列举 }}`` lists what the other half was spent on.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import nodes

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.document.contradicting_titles import CODE
from mingzhang.document.template_faults import at_word, behind_words
from mingzhang.document.template_paths import SENTENCE_END, path_of
from mingzhang.facts.account import Account
from mingzhang.forms.dimensions import NATURES

NATURE = "性质"


def lists_of_another_nature(
    tree: nodes.Template, file: Path, account: Account, printed: str | None = None
) -> Iterator[Diagnostic]:
    """Lists of a nature (公用经费科目) in sentences that name only another one before them.

    With the text of a page (``printed``) only those behind words that it has.
    """
    for output in tree.find_all(nodes.Output):
        said, text = "", ""
        for node in output.nodes:
            if isinstance(node, nodes.TemplateData):
                text = node.data
                said = SENTENCE_END.split(said + text)[-1]
                continue
            name, nature = _list(node, account)
            named = _named(said)
            is_printed = printed is None or text.rpartition("\n")[2].strip() in printed
            if nature and named and nature not in named and is_printed:
                message = f"这一句说的是“{named[-1]}”，列的却是“{name}”。"
                place = behind_words(at_word(Place(file, node.lineno), name), text)
                yield Diagnostic(place, CODE, message, "请改正前面的字，或改正列出的名单。")


def _list(node: nodes.Node, account: Account) -> tuple[str, str]:
    """The list that a sentence prints, and of which nature it is, where it is of one."""
    while isinstance(node, nodes.Filter) and node.node:
        node = node.node
    name = ".".join(path_of(node) or ())
    return name, str(account.kind.lists.get(name, {}).get(NATURE, ""))


def _named(said: str) -> list[str]:
    """The finest natures that a sentence names, in their order."""
    finest = [one for one in NATURES.chains if one not in NATURES]
    found = sorted((said.rfind(one), one) for one in finest if one in said)
    return [one for _, one in found]
