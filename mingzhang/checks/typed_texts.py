"""Typed texts: what an author wrote → passages, each with its keys and every character's place.

In: a document's folder.  Out: ``Passage`` values of the YAML files and the Markdown files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mingzhang.diagnostics import Place
from mingzhang.facts.reasons import KEYS
from mingzhang.reading.document_folder import Folder
from mingzhang.reading.node import Node
from mingzhang.reading.source_text import place_at, shown

# What tells a row of a list from the others, so that a text can be found again in another year.
NAMING = ("科目", "单位", "名称", "项目", "词", "标题", "内容", "三级")
SENTENCES = frozenset(
    {
        *(*KEYS, "偏差原因", "说明", "用途", "释义", "职责", "问题", "标题"),
        *("改进措施", "预期", "实际", "年度目标", "编制", "内容", "实施内容", "存在问题"),
        *("评价结论", "结果应用", "管理工作", "自评说明", "执行情况", "目标完成", "重点评价"),
    }
)
# What money is for, which may be the same every year.
WHAT_FOR = frozenset({"用途", "内容", "实施内容"})
# Names, and targets with what came of them: a value, however long.
VALUES = frozenset((*NAMING, "指标值", "目标值", "完成值"))
PROSE = 20  # characters of a text with clauses
# All texts below these are sentences.
ATTACHED = "附件"
CHAPTERS = KEYS | {"补充说明", ATTACHED}
ACCEPTED = "核对说明"  # why a warning is accepted; never published
MARKDOWN = "md"
HALF_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
LONGEST = 100_000  # characters that are looked at; nothing that is published is nearly as long


@dataclass(frozen=True, eq=False)
class Passage:
    """A typed text, the keys that lead to it, and ``at``: the offset of a character → its place.

    ``raw`` is how a YAML value is written, where that is not the text itself.  ``place`` is where
    the value begins, by which everything else knows it: at its quotation mark, if it has one.
    """

    keys: tuple[str, ...]
    text: str
    at: Callable[[int], Place]
    place: Place
    raw: str = ""

    @cached_property
    def digits(self) -> str:
        """A typed text with half-width digits, each as wide as its sister, so that places stay."""
        return self.text.translate(HALF_WIDTH)

    @cached_property
    def is_sentence(self) -> bool:
        """Whether a typed text is prose, not a name or a value; nor the name of a file."""
        if self.text.endswith(f".{MARKDOWN}") and not self.is_file:
            return False
        is_known = self.keys[-1] in SENTENCES or not CHAPTERS.isdisjoint(self.keys)
        return is_known or self.is_markdown or self._is_prose

    @property
    def _is_prose(self) -> bool:
        """Whether a typed text under any other key, which a form may have made, has clauses."""
        return self.keys[-1] not in VALUES and len(self.text) >= PROSE and "，" in self.text

    def is_below(self, name: str) -> bool:
        """Whether a typed text stands in a row of that name, whatever else tells the row apart."""
        return any(f" {name} " in f" {key} " for key in self.keys[:-1])

    @property
    def is_markdown(self) -> bool:
        """Whether a typed text is a Markdown file of duties, in another document's words."""
        return self.keys[0] == MARKDOWN

    @property
    def is_file(self) -> bool:
        """Whether a typed text is a whole Markdown file, of duties or attached."""
        return self.keys[0] == MARKDOWN or (self.keys[0] == ATTACHED and len(self.keys) == 2)

    @property
    def is_quoted(self) -> bool:
        """Whether a text was typed in quotation marks, so that no part can be a comment."""
        return self.raw.startswith(("'", '"'))

    @property
    def is_block(self) -> bool:
        """Whether a text was typed in lines below its key (``|``, ``>``): no comments there."""
        return self.raw.startswith(("|", ">"))

    @property
    def is_duty(self) -> bool:
        """Whether a typed text tells what the agency is for, not what happened in the year."""
        return self.is_markdown or self.keys[-1] in ("职责", "释义")

    @property
    def tells_of_the_year(self) -> bool:
        """Whether a typed text is a reason or a remark, another one every year."""
        return self.is_sentence and not self.is_duty and self.keys[-1] not in WHAT_FOR


CLAUSE_END = re.compile("[，。；：、？！,;\n（）()“”]")
QUOTED = 20  # characters of a clause that a message quotes


def quotation(text: str, start: int) -> str:
    """What a message quotes of a typed text: to the end of the clause, and that it goes on."""
    end = CLAUSE_END.search(text, start)
    clause = text[start : end.start() if end else len(text)].strip()
    return clause if len(clause) <= QUOTED else f"{clause[:QUOTED]}……"


def read_passages(folder: Folder) -> tuple[Passage, ...]:
    """Every text typed in the folder, in the order of the files."""
    return tuple(_of_folder(folder))


def _of_folder(folder: Folder) -> Iterator[Passage]:
    for root in (folder.disclosure, folder.profile, folder.performance):
        if root:
            yield from _texts(root, ())
    attached = {file.text for row in _rows(folder, ATTACHED) if (file := row.get("文件"))}
    for name, text in folder.texts.items():
        at = _in_file(text, shown(folder.path / name))
        # A report that is attached tells of the year, as sentences do.
        yield Passage((ATTACHED if name in attached else MARKDOWN, name), text[:LONGEST], at, at(0))


def _rows(folder: Folder, key: str) -> tuple[Node, ...]:
    listed = folder.disclosure.get(key)
    return listed.rows() if listed else ()


def _in_file(text: str, file: Path) -> Callable[[int], Place]:
    return lambda offset: place_at(text, offset, file)


def _texts(node: Node, keys: tuple[str, ...]) -> Iterator[Passage]:
    if isinstance(node.value, str) and node.value and keys:
        yield Passage(keys, node.value[:LONGEST], node.place_of, node.place, node.raw)
    for key, below in node.items():
        if key != ACCEPTED and isinstance(below.value, (str, dict, tuple)):
            yield from _texts(below, (*keys, key))
    for number, row in enumerate(node.rows()):
        # A text in a list goes by the name of the list.
        inner = (*keys, _name(row, number)) if isinstance(row.value, dict) else keys
        yield from _texts(row, inner)


def _name(row: Node, number: int) -> str:
    names = [node.text for key in NAMING if (node := row.get(key))]
    return " ".join(names) or str(number)
