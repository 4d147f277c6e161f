"""Columns of a Word table: how it lies on paper → widths in which no figure breaks.

A machine without 宋体 sets figures in a wider typeface, and Word ends a line within a number that
its column has no room for.  Columns with room to spare lend some; where none is left, the figures
of a column are smaller.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_DOWN, Decimal
from typing import NamedTuple

from mingzhang.document.paper_layout import DENSE, NORMAL, PADDING, Paper, lent, needs
from mingzhang.document.table_values import Table
from mingzhang.document.text_width import text_width

TWIPS = 20  # to a point
# Of their size: digits and the marks between them, in the widest typeface likely, in bold.
DIGIT, MARK, MARKS = Decimal("0.7"), Decimal("0.38"), ",."
HALF = Decimal("0.5")  # sizes go by half points


class Column(NamedTuple):
    """A column of a Word table: its width in twips; its figures' size where they are smaller."""

    width: int
    size: Decimal | None = None


def columns_of(table: Table, paper: Paper, width: int) -> tuple[Column, ...]:
    """The columns of a Word table that is ``width`` twips wide, with room for its figures."""
    size = DENSE.size if paper.dense else NORMAL.size
    shares = [Decimal(share.rstrip("%")) * width / TWIPS / 100 for share in paper.widths]
    wanted = needs(table, size, widest)
    if sum(wanted) <= sum(shares):
        return tuple(Column(int(each * TWIPS)) for each in lent(shares, wanted))
    return tuple(_smaller(shares, wanted, size))


def widest(text: str) -> Decimal:
    """How wide a figure in a Word column may become, in characters."""
    marks, digits = sum(map(text.count, MARKS)), sum(map(str.isdecimal, text))
    rest = "".join(c for c in text if not c.isdecimal() and c not in MARKS)
    return digits * DIGIT + marks * MARK + text_width(rest)


def _smaller(
    shares: Sequence[Decimal], wanted: Sequence[Decimal], size: Decimal
) -> Iterator[Column]:
    for share, need in zip(shares, wanted, strict=True):
        scale = (share - PADDING) / (need - PADDING)
        fitting = (size * scale / HALF).to_integral_value(ROUND_DOWN) * HALF
        yield Column(int(share * TWIPS), fitting if share < need else None)
