"""Tracing: an account's document and what a person calls a figure → how that figure comes about.

公开04表/支出合计, 公开03表/2101502/项目支出, 公开04表!R30C6, or the name of an indicator.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType

from mingzhang.diagnostics import Place
from mingzhang.document.cell_address import Address
from mingzhang.facts.account import Account
from mingzhang.facts.amount import Amount, Unit
from mingzhang.facts.figure import Figure
from mingzhang.facts.figure_explanation import SEEN, STATED, SUM, TYPED, Step, explain
from mingzhang.facts.source_rows import GAP
from mingzhang.facts.subject_catalogue import Catalogue
from mingzhang.review.key_labels import with_names

TOTAL = "合计"
EXACT_MATCH, END, WITHIN = 0, 1, 2
MOST = 8
NO_ORIGINS: Mapping[Place, str] = MappingProxyType({})
NAMED = 4  # parts of a sum that its formula names


@dataclass(frozen=True, eq=False)
class Found:
    """The figure to trace: what it is called, and others that could have been meant."""

    title: str
    figure: Figure
    others: tuple[str, ...] = ()


def find(asked: str, account: Account, cells: Sequence[Address]) -> Found | tuple[str, ...]:
    """The figure to be traced, or names that resemble what was asked for."""
    for address in cells:
        if asked == address.id and address.cell.figure:
            return Found(f"{address.id} {address.words}", address.cell.figure)
    figure = account.indicators.get(asked)
    if figure:
        return Found(f"指标 {asked}", figure)
    head, *parts = [part.strip() for part in asked.split("/")]
    own = _of_table(head, cells)
    # Where a table prints no codes, a code stands for its name; where no names, the reverse.
    matching = _ranked(own, parts) or _ranked(own, _otherwise(parts, account.catalogue))
    matching = matching or _of_any_table([head, *parts], account.catalogue, cells)
    if matching:
        first, *others = matching
        assert first.cell.figure is not None  # noqa: S101 (only such cells are ranked)
        names = tuple(f"{other.id}  {other.words}" for other in others)
        return Found(f"{first.id} {first.words}", first.cell.figure, names)
    return _alike(asked, account, cells)


def _of_any_table(
    parts: Sequence[str], catalogue: Catalogue, cells: Sequence[Address]
) -> list[Address]:
    """A trace's cells in rows that the first part names outright: a code, or a whole name."""
    for names in (parts, _otherwise(parts, catalogue)) if parts[0] else ():
        own = [c for c in cells if c.cell.figure and names[0] in (c.row, *c.row.split())]
        if matching := _ranked(own, names):
            return matching
    return []


def _otherwise(parts: Sequence[str], catalogue: Catalogue) -> list[str]:
    """The codes in the asked-for words of a trace as the subjects' names."""
    return [catalogue.name(part) or part if part.isdecimal() else part for part in parts]


def _of_table(name: str, cells: Sequence[Address]) -> list[Address]:
    own = [c for c in cells if c.cell.figure and name in (c.table, c.id.partition("!")[0])]
    return own or [c for c in cells if c.cell.figure and name and name in c.table]


def _ranked(cells: Sequence[Address], parts: Sequence[str]) -> list[Address]:
    """The cells whose row and column a trace's words name, the closest first."""
    if not parts:
        return []
    scored = [(score, cell) for cell in cells if (score := _score(cell, parts)) is not None]
    best = min((score for score, _cell in scored), default=None)
    return [cell for score, cell in scored if score == best]


def _score(cell: Address, parts: Sequence[str]) -> tuple[int, bool, bool] | None:
    """How far a trace's words are from the cell's own; None where one does not fit."""
    names = (cell.row, *cell.row.split(), *cell.column.split("/"), cell.column)
    closest = [min((_distance(part, name) for name in names if name), default=9) for part in parts]
    if any(distance > WITHIN for distance in closest):
        return None
    # One name alone means its row's total, or its column's.
    is_total = TOTAL in cell.row or cell.row == ""
    return sum(closest), not is_total, not cell.column.endswith((TOTAL, "金额", "小计"))


def _distance(part: str, name: str) -> int:
    if part == name:
        return EXACT_MATCH
    if name.endswith(part):
        return END
    return WITHIN if part in name else 9


def _alike(asked: str, account: Account, cells: Sequence[Address]) -> tuple[str, ...]:
    head, _, rest = asked.partition("/")
    tables = list(dict.fromkeys(cell.table for cell in cells))
    if rest and any(head == table for table in tables):
        rows = list(dict.fromkeys(c.row for c in cells if c.table == head and c.cell.text))
        return tuple(f"{head}/{row}" for row in rows[:MOST])
    names = [*account.indicators.definitions, *tables]
    return tuple(get_close_matches(asked, names, MOST, 0.4)) or tuple(tables[:MOST])


def lines(
    found: Found, unit: Unit, catalogue: Catalogue, origins: Mapping[Place, str] = NO_ORIGINS
) -> Iterator[str]:
    """The trace of a figure as an indented tree; ``origins`` says where typed ones came from."""
    yield found.title
    for step in explain(found.figure):
        yield with_names(f"{'    ' * step.depth}{_line(step, unit)}", catalogue)
        if step.place and step.place in origins:
            yield f"{'    ' * (step.depth + 1)}{origins[step.place]}"
    if found.others:
        yield f"同名的还有 {len(found.others)} 个："
        yield from (f"    {name}" for name in found.others[:MOST])


def _line(step: Step, unit: Unit) -> str:
    sign = "－ " if step.sign < 0 else "＋ " if step.depth else ""
    taken = f"（即 {step.taken}）" if step.taken else ""
    return f"{sign}{step.label}{taken} {_told(step.amount, unit)}  {_way(step, unit)}".rstrip()


def _told(amount: Amount, unit: Unit) -> str:
    """An amount of a trace in words; a sum with a part that is not known is not known, too."""
    return amount.worded(unit) if amount.is_known else GAP


def _way(step: Step, unit: Unit) -> str:
    place = f"  {step.place}" if step.place else ""
    if step.way == STATED and step.remainder is not None:
        return f"公布数，{_beside_parts(step.remainder, unit)}{place}"
    if step.way == SUM:
        return _formula(step)
    return {TYPED: f"填报{place}", SEEN: "（各部分见上）"}.get(step.way, step.way)


def _beside_parts(remainder: Amount, unit: Unit) -> str:
    """What a stated figure of a trace has more than its parts, in words."""
    if not remainder.is_known:
        return "各部分之和不知道"
    rest = remainder.displayed(unit)
    return f"与各部分之和相差 {rest:,}" if rest else "等于各部分之和"


def _formula(step: Step) -> str:
    if len(step.parts) > NAMED:
        return f"＝ {len(step.parts)} 项之和"
    parts = ((" － " if part.sign < 0 else " ＋ ", part.figure.label) for part in step.parts)
    return f"＝ {''.join(mark + name for mark, name in parts).removeprefix(' ＋ ')}"
