"""What a row that is there once too often is to other findings: the cause of those that count it.

A row that was copied adds its amounts to every sum above it; none of these sums is wrong itself.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from decimal import Decimal

from mingzhang.checks.rule import Cause
from mingzhang.diagnostics import Place
from mingzhang.facts.amount import Amount, Unit
from mingzhang.reading.node import Node


def superfluous(row: Node, unit: Unit, follow: Mapping[str, tuple[str, ...]]) -> Cause:
    """The cause that a superfluous row is; ``unit`` is that of its amounts.

    ``follow`` are codes of findings that follow whatever they count.
    """
    changes: dict[Place, Decimal] = {
        cell.place: -Amount.typed(cell.number, unit).value
        for cell in _cells(row)
        if cell.number is not None
    }
    return Cause(cells=frozenset(changes), changes=changes, follow=follow)


def _cells(row: Node) -> Iterator[Node]:
    """The numbers of a superfluous row itself, and of the blocks below it.

    Of lists none is money.
    """
    for node in (value for _, value in row.items()):
        if node.number is not None:
            yield node
        yield from _cells(node)


def whole(node: Node) -> Hashable:
    """All that a row says, whatever the order of its keys, to find a superfluous one."""
    if not node.is_block:
        return (str(node.value),)
    below = [(key, whole(value)) for key, value in node.items()]
    listed = [whole(row) for row in node.rows()]
    scalar = "" if below or listed else str(node.value)
    return (scalar, *sorted(below), *listed)
