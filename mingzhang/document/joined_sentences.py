"""Sentences as their parts are joined on the page: marks twice and 比……持平 → warnings.

A part that ends with its own mark, or that is not there, leaves the template's mark beside another:
未安排出国。。主要用于.  A level figure makes 比上年 of no sense: nothing is 比上年持平.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.document.narrative import Block
from mingzhang.facts.account import Account
from mingzhang.reading.node import Node

CODE = "MZ535"
AROUND = 8  # characters of the sentence that are shown on either side
MARKS = re.compile("[，、；：。]{2,}")
LEVEL = re.compile("[比较](?:上年|去年|20[0-9]{2}年)[^，。；：、比较与和同\n]{0,12}?持平")
OF_MARKS = (
    "两段话接在一起，前一段自己带了标点，或者没有印：前一段后面加“| 不带句号”，"
    "或把标点和它写进同一个 if；“原因(甲, 乙)”自己以“，主要原因是”开头，别的开头写在第三个参数里。"
)
OF_LEVEL = (
    "没有变动时应印“与上年持平”："
    "写 {{ '比' if 有变动(甲, 上年.甲) else '与' }}上年{{ 变动额(甲, 上年.甲) }}。"
)


def joined_badly(
    blocks: Iterable[Block], account: Account, template: str, place: Place
) -> Iterator[Diagnostic]:
    """A warning for each sentence of a template whose parts do not join, but as they were typed."""
    lines = [line for block in blocks if block.tag != "html" for line in block.text.splitlines()]
    for pattern, hint in ((MARKS, OF_MARKS), (LEVEL, OF_LEVEL)):
        for line in lines:
            found = pattern.search(line)
            if found and not is_typed(found.group(), account):
                words = line[max(0, found.start() - AROUND) : found.end() + AROUND]
                message = f"模板 {template} 印出来是“{words}”。"
                yield Diagnostic(place, CODE, message, hint, Severity.WARNING)


def is_typed(words: str, account: Account) -> bool:
    """Whether the author typed the words so; what he typed is joined with nothing."""
    typed = (account.source, account.profile, account.folder.performance)
    return any(words in text for node in typed if node for text in _texts(node))


def _texts(node: Node) -> Iterator[str]:
    below = (*(value for _, value in node.items()), *node.rows())
    for part in below:
        yield from _texts(part)
    if not below and node.text:
        yield node.text
