"""Figures of a listed subject that a template's words do not name: parsed template → findings.

``{% for 项 in 支出项 %}{{ 项.名称 }}{{ 项.项目支出 | 万元 }}万元。`` tells a part of what was spent
on each subject, and says that it is all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import nodes

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.document.contradicting_titles import CODE, FISCAL
from mingzhang.document.template_faults import at_word
from mingzhang.document.template_paths import looped_in, money_path_of, path_of
from mingzhang.facts.account import Account
from mingzhang.forms.dimensions import FUNDS

# What words have to say of a figure of a row that is not all of it, or of another base.
PARTS = {
    "基本支出": re.compile("基本"),
    "项目支出": re.compile("项目"),
    "人员经费": re.compile("人员"),
    "公用经费": re.compile("公用"),
    "本年": re.compile("本年|当年"),
    "上年结转": re.compile("结转|上年"),
}
PLANS = {"年初预算", "全年预算"}
NAMES = re.compile(rf"(?:{'|'.join(FUNDS[FISCAL])})预算")  # that are called so, and say no plan
HINT = "请写明印的是哪一种，或改成这一行全部的数（项.决算，预算是 项.预算）。"


def figures_of_rows(
    tree: nodes.Template, file: Path, title: str, account: Account
) -> Iterator[Diagnostic]:
    """Figures of the rows of a template's loops of which no word since the heading says a part."""
    lists = {row: path[0] for row, path in looped_in(tree).items() if path}
    rows = {row for row, name in lists.items() if name in account.kind.lists}
    yield from _Rows(file, rows, title).below(tree) if rows else ()


@dataclass
class _Rows:
    """The names of rows in a template, and its ``words`` up to where one looks."""

    file: Path
    rows: set[str]
    words: str

    def below(self, node: nodes.Node) -> Iterator[Diagnostic]:
        """What is wrong below a node."""
        for one in node.iter_child_nodes():
            if isinstance(one, nodes.TemplateData):
                self._read(one.data)
            elif isinstance(one, nodes.Const):
                self._read(str(one.value))
            elif path := money_path_of(one):
                yield from self._of(path, one)
            else:
                yield from self.below(one)
                given = one.args if isinstance(one, nodes.Call) else []
                for argument in given:
                    yield from self._of(path_of(argument) or (), one, is_alone=False)

    def _read(self, text: str) -> None:
        heading = f"\n{text}".rfind("\n#")
        self.words = text[heading:] if heading >= 0 else self.words + text

    def _of(
        self, path: tuple[str, ...], node: nodes.Node, *, is_alone: bool = True
    ) -> Iterator[Diagnostic]:
        row, *keys = path or ("",)
        key = keys[0] if row in self.rows and len(keys) == 1 else ""
        is_said = key not in PARTS or bool(PARTS[key].search(self.words))
        if is_alone and key in PLANS:
            is_said = "预算" in NAMES.sub("", self.words)
        if not is_said:
            name = ".".join(path)
            what = f"印的是“{name}”，前面没有说是“{keys[0]}”。"
            yield Diagnostic(at_word(Place(self.file, node.lineno), name), CODE, what, HINT)
