"""Some rows of a list: what a form's figure (指标) says of them → the column that it sums.

``{填: 一般性支出.金额, 仅: {类别: 会议}}`` adds up the rows that say 会议,
``{数: 一般性支出}`` is how many rows there are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from mingzhang.diagnostics import Diagnostic
from mingzhang.facts.indicators import Definition
from mingzhang.forms import form_keys as k
from mingzhang.forms.document_kind import Kind
from mingzhang.forms.list_columns import Column, column_at, lists_declared
from mingzhang.forms.own_figures import HOW_MANY, LAST_YEAR, compared_path, counted
from mingzhang.reading.node import Node
from mingzhang.reading.schema_messages import nearest

ONLY, CODE = "仅", "MZ086"


def of_some_rows(made: Definition, node: Node, keys: k.Keys, kind: Kind) -> Definition | Diagnostic:
    """A figure of the rows that say some words (仅), or that is the number of rows (数)."""
    path, number, only = ".".join(made.key), node.get(HOW_MANY), node.get(ONLY)
    column = Column(made.key, (), counted(node)) if number else column_at(made.key, keys)
    lists = {rows: declared.get(k.EACH, k.BELOW) for rows, declared in lists_declared(keys)}
    row = lists.get(column.rows) if column else None
    if column is None or row is None:
        what = "一个列表" if number else "列表的一列"
        message = f"指标“{made.name}”写的“{path}”不是{what}。"
        hint = f"“{HOW_MANY}”写列表的键；“{ONLY}”只与“{HOW_MANY}”或“填”列表的一列一起写。"
        return Diagnostic((number or only or node).place, CODE, message, hint)
    asked = only.items() if only else ()
    if only and not asked:
        hint = f"例如 {ONLY}: {{{next(name for name, _ in row.items())}: 词}}。"
        return Diagnostic(only.place, CODE, f"“{ONLY}”要写行里的键和它的词。", hint)
    if fault := next((one for key, said in asked for one in _faults(key, said, row)), None):
        return fault
    words = tuple((key, tuple(one.text for one in _each(said))) for key, said in asked)
    inner = compared_path(column.inner) if column.inner else ()
    before = column_at((*column.rows, LAST_YEAR, *inner), keys)
    before = replace(before, only=words) if before else None
    column = replace(of_kind(column, kind), only=words)
    return replace(made, key=(), column=column, measure=column.measure, before=before)


def of_kind(column: Column, kind: Kind) -> Column:
    """The column of a list, with the money of rows that do not say their own."""
    section = kind.sections.get(".".join(column.rows))
    return replace(column, fund=section.fund) if section else column


def _faults(key: str, said: Node, row: Node) -> Iterator[Diagnostic]:
    """What is wrong with the words that a form's figure asks of some rows of a list."""
    declared = row.get(key)
    if declared is None:
        message = f"“{ONLY}”写的“{key}”不是这个列表的行里的键。"
        yield Diagnostic(said.place, CODE, message, _way(key, [name for name, _ in row.items()]))
        return
    options = declared.get(k.CHOICES)
    known = [one.text for one in options.rows()] if options else []
    known += [name for name, _ in options.items()] if options else []
    for word in _each(said):
        if known and word.text not in known:
            message = f"“{key}”的选项里没有“{word.text}”。"
            yield Diagnostic(word.place, CODE, message, _way(word.text, known))


def _each(said: Node) -> Collection[Node]:
    return said.rows() or (said,)


def _way(word: str, known: Collection[str]) -> str:
    near = nearest(word, known)
    return f"是不是“{near}”？" if near else f"可用：{'、'.join(known)}。"
