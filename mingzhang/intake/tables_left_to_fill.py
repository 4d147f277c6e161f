"""Left to fill: the form's tables that a workbook lacks, and the source made → one finding.

A table may be absent: its figures follow from others, or nobody fills in an empty one.  Whoever
forgot a sheet is told which tables were not there, and which keys stay 待填 for want of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.document.table_values import Table
from mingzhang.facts.account import Account
from mingzhang.facts.cube import Point
from mingzhang.forms.dimensions import FUNDS
from mingzhang.intake.declared_money_lists import own_lists
from mingzhang.intake.layout_tokens import Target
from mingzhang.intake.listed_entries import PROJECTS
from mingzhang.intake.listing_tables import PLANS, UNITS, columns_of
from mingzhang.intake.marked_tables import keys_of
from mingzhang.intake.source_lines import BASIC, ECONOMIC, FISCAL, INCOME, SPENT
from mingzhang.intake.table_shape import shape_of
from mingzhang.reading.node import Node
from mingzhang.reading.unfilled_places import MARK

Key = tuple[str, ...]
SECTIONS = {ECONOMIC: BASIC, SPENT: SPENT, INCOME: INCOME}
LISTED = {PLANS: PROJECTS, UNITS: "单位"}
FISCAL_FUNDS = (FISCAL, *FUNDS[FISCAL])
REST = "其余的数由别的表得出；没有这种收支的，本来就是空表。"
HINT = f"漏了的，补上再导入；没有这张表的，待填的各项请在来源里填。{REST}"
HINT_OF_NONE = f"漏了的，补上再导入。{REST}"


def left_to_fill(
    tables: Sequence[Table], account: Account, source: Node, file: Path, *, is_new: bool
) -> tuple[Diagnostic, ...]:
    """What the tables that a workbook lacks leave to be filled; of a new document, all of these."""
    found = {table.title: _left(table, account, source) for table in tables}
    if not (any(found.values()) or (found and is_new)):
        return ()
    named = "、".join(
        f"“{title}”" + (f"（来源的“{'、'.join(keys)}”待填）" if keys else "")
        for title, keys in sorted(found.items(), key=lambda pair: not pair[1])
        if keys or is_new
    )
    is_open = any(found.values())
    severity = Severity.WARNING if is_open else Severity.NOTE
    hint = HINT if is_open else HINT_OF_NONE
    return (Diagnostic(Place(file), "MZ869", f"工作簿里没有{named}。", hint, severity),)


def _left(table: Table, account: Account, source: Node) -> tuple[str, ...]:
    """The keys of the source that a table would fill and that are to be filled still."""
    keys = dict.fromkeys(_keys(table, account, keys_of(account)))
    return tuple(dict.fromkeys(key[0] for key in keys if _is_open(source, key)))


def _is_open(source: Node, key: Key) -> bool:
    return any(
        node is not None and node.text == MARK
        for node in (source.get(*key[:depth]) for depth in range(1, len(key) + 1))
    )


def _keys(table: Table, account: Account, names: Mapping[str, Key]) -> Iterator[Key]:
    if table.layout in LISTED:
        yield (LISTED[table.layout],)
        return
    own = own_lists(account)
    for target in _targets(table):
        if isinstance(target, str):
            yield from (names[target],) if target in names else ()
        else:
            yield from ((SECTIONS[p.flow],) for p in target if _is_section(p))
            yield from (tuple(p.flow.split(".")) for p in target if p.flow in own)


def _is_section(point: Point) -> bool:
    """Whether a section of the source would be filled; fiscal income is what it pays for."""
    return point.flow in SECTIONS and not (point.flow == INCOME and point.fund in FISCAL_FUNDS)


def _targets(table: Table) -> Iterator[Target]:
    yield from columns_of(table).figures.values()
    for segment in shape_of(table).segments:
        for line in segment.lines:
            yield from line.targets.values()
