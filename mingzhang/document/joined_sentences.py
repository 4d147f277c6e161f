"""Sentences as their parts are joined on the page: marks or words twice, 比……持平 → warnings.

A part that ends with its own mark, or that is not there, leaves the template's mark beside another:
未安排出国。。主要用于.  A level figure makes 比上年 of no sense: nothing is 比上年持平.  A text
that ends with the word that its sentence goes on with is told where it was typed: 保险费支出支出.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.document.narrative import Block
from mingzhang.document.printed_sentences import writing_line
from mingzhang.facts.account import Account
from mingzhang.reading.node import Node

CODE, ACCEPTED = "MZ535", "核对说明"
AROUND = 8  # characters of the sentence that are shown on either side
MARKS = re.compile("[，、；：。]{2,}")
DOUBLED = re.compile(r"([一-龥]{2,8}|等)\1")
LEVEL = re.compile("[比较](?:上年|去年|20[0-9]{2}年)[^，。；：、比较与和同\n]{0,12}?持平")
OF_MARKS = (
    "两段话接在一起，前一段自己带了标点，或者没有印：前一段后面加“| 不带句号”，"
    "或把标点和它写进同一个 if；“原因(甲, 乙)”自己以“，主要原因是”开头，别的开头写在第三个参数里。"
)
OF_LEVEL = (
    "没有变动时应印“与上年持平”："
    "写 {{ '比' if 有变动(甲, 上年.甲) else '与' }}上年{{ 变动额(甲, 上年.甲) }}。"
)
OF_WORDS = "请删去其中一个。"
OF_AUTHOR = "请删去“{}”；名称里有、删不得的，在“核对说明”里写明。"


def joined_badly(
    blocks: Iterable[Block], account: Account, files: Sequence[Path], place: Place
) -> Iterator[Diagnostic]:
    """A warning for each sentence of a template whose parts do not join, but as they were typed.

    ``files`` are the templates of which one wrote it for ``place``.
    """
    lines = [line for block in blocks if block.tag != "html" for line in block.text.splitlines()]
    for pattern, hint in ((MARKS, OF_MARKS), (LEVEL, OF_LEVEL), (DOUBLED, OF_WORDS)):
        for line in lines:
            found = pattern.search(line)
            if found and not is_typed(found.group(), account):
                words = line[max(0, found.start() - AROUND) : found.end() + AROUND]
                message = f"印出来是“{words}”。"
                where = writing_line(line, files) or place
                told = Diagnostic(where, CODE, message, hint, Severity.WARNING)
                yield _of_author(told, found, account) if pattern is DOUBLED else told


def _of_author(told: Diagnostic, found: re.Match[str], account: Account) -> Diagnostic:
    """What is told of a word twice where a sentence is joined: of the text that has one of them."""
    word, seam = found[1], found.end(1)
    before, behind = found.string[:seam], found.string[seam:]
    for node in _typed(account):
        if (node.text.endswith(word) and before.endswith(node.text)) or (
            node.text.startswith(word) and behind.startswith(node.text)
        ):
            message = f"印出来是“{found.group()}”：这里写了“{word}”，句子里也有。"
            return replace(told, place=node.place, message=message, hint=OF_AUTHOR.format(word))
    return told


def is_typed(words: str, account: Account) -> bool:
    """Whether the author typed the words so; what he typed is joined with nothing."""
    return any(words in node.text for node in _typed(account))


def _typed(account: Account) -> Iterator[Node]:
    """The texts of an author, that a sentence is joined of; none is where he accepts a finding."""
    for node in (account.source, account.profile, account.folder.performance):
        for key, below in node.items() if node else ():
            yield from _texts(below) if key != ACCEPTED else ()


def _texts(node: Node) -> Iterator[Node]:
    below = (*(value for _, value in node.items()), *node.rows())
    for part in below:
        yield from _texts(part)
    if not below and node.text:
        yield node
