"""Spare widths: the columns of a table on paper → what some give to the one that is too narrow.

A column whose words take many lines makes rows high; others have room that they do not use.  They
give of it what costs no head a line and no row more than two, and stay alike where their weights
are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

MANY = Decimal(4)  # lines; words that take more are hard to read beside empty columns
FEW = 2  # lines, which a row may take where another one has many
EDGE = Decimal("0.5")  # of a character: a line ends early where a mark may not begin the next


@dataclass(frozen=True)
class Narrow:
    """A column on paper, in points: its width, what it needs, its weight, its cells' words.

    ``heads`` are how wide the heads' texts are in one line, ``body`` those of the cells below, with
    how many rows each has.
    """

    width: Decimal
    need: Decimal
    weight: Decimal
    heads: tuple[Decimal, ...] = ()
    body: tuple[tuple[Decimal, int], ...] = ()

    @property
    def longest(self) -> Decimal:
        """The most words on paper that a row has to hold."""
        return max((text / rows for text, rows in self.body), default=Decimal(0))

    def least(self, padding: Decimal, size: Decimal) -> Decimal:
        """How narrow the paper's column may be: heads have no line more, a row two lines."""
        room = max(self.width - padding, size)
        heads = (text / _lines(text, room) for text in self.heads)
        body = (text / max(_lines(text, room), Decimal(FEW * rows)) for text, rows in self.body)
        kept = (text + EDGE * size + padding for text in (*heads, *body))
        return min(self.width, max((self.need, *kept)))


def gifts(columns: Sequence[Narrow], padding: Decimal, size: Decimal) -> Iterator[list[Decimal]]:
    """The widths on paper by which the narrowest column has a line less, two less, and so on."""
    lines = [_lines(column.longest, max(column.width - padding, size)) for column in columns]
    most = max(lines, default=Decimal(0))
    if most <= MANY:
        return
    taker = lines.index(most)
    spare = _spare(columns, taker, padding, size)
    whole = sum(spare, Decimal(0))
    for fewer in range(int(most) - 1, 0, -1):
        wanted = columns[taker].longest / fewer + EDGE * size + padding - columns[taker].width
        given = min(max(wanted, Decimal(0)), whole)
        if given:
            yield [
                column.width + (given if n == taker else -spare[n] * given / whole)
                for n, column in enumerate(columns)
            ]
        if wanted >= whole:
            return


def _spare(columns: Sequence[Narrow], taker: int, padding: Decimal, size: Decimal) -> list[Decimal]:
    """What each column on paper can give; those of one weight as much as the least of them."""
    own = [column.width - column.least(padding, size) for column in columns]
    own[taker] = columns[taker].width  # it stands in nobody's way
    alike = [
        min(o for o, other in zip(own, columns, strict=True) if other.weight == column.weight)
        for column in columns
    ]
    return [Decimal(0) if n == taker else spare for n, spare in enumerate(alike)]


def _lines(text: Decimal, room: Decimal) -> Decimal:
    return max((text / room).to_integral_value(ROUND_CEILING), Decimal(1))
