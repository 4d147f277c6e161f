"""Tables of two versions → the cells that moved, each figure's cells together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from itertools import islice

from mingzhang.diagnostics import Place
from mingzhang.document.cell_address import Address
from mingzhang.facts.amount import EXACT
from mingzhang.review.review_values import CellChange, Moved

ZEROS = frozenset({"0", "0.00", "0.0", "0%", "0.00%", "0.0%"})


def compare_cells(
    old: Sequence[Address], new: Sequence[Address], typed: Collection[Place]
) -> tuple[Moved, ...]:
    """The derived cells that moved between versions; not those of a figure typed at ``typed``."""
    before = {address.key: address for address in old}
    after = {address.key: address for address in new}
    changes = [
        change
        for key in dict.fromkeys((*after, *before))
        if (change := _change(before.get(key), after.get(key), typed))
    ]
    return _grouped(changes)


def shown_in(addresses: Sequence[Address], place: Place) -> tuple[str, ...]:
    """The cells that move with a typed figure and show nothing else."""
    return tuple(address.id for address in addresses if _source(address) == place)


def _source(address: Address | None) -> Place | None:
    """Where a moved cell's figure was typed, if it is nothing but that one."""
    figure = address.cell.figure if address else None
    typed = list(islice(figure.typed(), 2)) if figure else []
    alone = figure and len(typed) == 1 and typed[0].amount.value == figure.amount.value
    return typed[0].place if alone else None


def _change(
    old: Address | None, new: Address | None, typed: Collection[Place]
) -> CellChange | None:
    before, after = _text(old), _text(new)
    shown = new or old
    if before == after or shown is None or _is_typed(old, typed) or _is_typed(new, typed):
        return None
    difference = _difference(old, new)
    return CellChange(shown.table, shown.row, shown.column, shown.id, before, after, difference)


def _text(address: Address | None) -> str:
    """What a moved cell shows; a zero shows nothing, however a form writes it."""
    text = address.cell.text if address else ""
    return "" if text in ZEROS else text


def _is_typed(address: Address | None, typed: Collection[Place]) -> bool:
    return _source(address) in typed


def _difference(old: Address | None, new: Address | None) -> Decimal | None:
    values = [a.cell.figure.amount.value for a in (new, old) if a and a.cell.figure]
    if len(values) == len([a for a in (new, old) if a]) and values:
        sign = 1 if new else -1
        return EXACT.subtract(*values) if len(values) == 2 else values[0] * sign
    return None


def _grouped(changes: Sequence[CellChange]) -> tuple[Moved, ...]:
    """Cells that moved from one old to one new text, the largest difference first."""
    groups: dict[tuple[str, str], list[CellChange]] = {}
    for change in changes:
        groups.setdefault((change.old, change.new), []).append(change)
    moved = (Moved(tuple(cells)) for cells in groups.values())
    return tuple(sorted(moved, key=_size, reverse=True))


def _size(moved: Moved) -> Decimal:
    return abs(moved.first.difference or Decimal(0))
