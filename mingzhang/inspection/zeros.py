"""Zeros: the cells of a paper → tables that write nothing in several ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mingzhang.intake.placing import Placed

BLANK = "空白"


@dataclass(frozen=True)
class Ways:
    """A table, and how often it writes nothing in each way."""

    table: str
    counts: tuple[tuple[str, int], ...]
    first: Placed | None = None


def ways_of_zero(
    placed: Iterable[Placed], blank: Sequence[tuple[str, tuple[int, int], str]]
) -> Iterator[Ways]:
    """Tables with zeros that are written out, and others that are left blank."""
    counts: dict[str, dict[str, int]] = {}
    first: dict[str, Placed] = {}
    for one in placed:
        if not one.number:
            ways = counts.setdefault(one.table, {})
            ways[one.spot.text] = ways.get(one.spot.text, 0) + 1
            first.setdefault(one.table, one)
    for table, _, _ in blank:
        ways = counts.setdefault(table, {})
        ways[BLANK] = ways.get(BLANK, 0) + 1
    for table, ways in counts.items():
        if len(ways) > 1:
            yield Ways(table, tuple(sorted(ways.items())), first.get(table))
