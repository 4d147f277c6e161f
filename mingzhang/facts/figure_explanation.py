"""How a figure comes about: a figure → its parts, step by step, down to what was typed.

The steps are the tree in order, each with its depth; a part that was already taken apart is named
again but not repeated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mingzhang.diagnostics import Place
from mingzhang.facts.amount import Amount
from mingzhang.facts.figure import Figure, Term

TYPED, STATED, SUM, SEEN = "填报", "公布数", "合计", "见上"
NOTHING, ABSENT, COUNTED = "没有这样的行，为零", "没有填报", "列表的行数"


@dataclass(frozen=True)
class Step:
    """A step of a figure's explanation: depth, sign in the sum above, what it is, its place.

    ``way`` says how it comes about: 填报, 公布数 (its parts are only what it is checked against),
    合计, 没有这样的行，为零 (no row counts in it), 没有填报 (nobody typed it, which is not zero),
    列表的行数 (rows were counted) or 见上.  A figure that is nothing but another one is one step
    with it: ``taken`` is the name of that other one.
    """

    depth: int
    sign: int
    label: str
    amount: Amount
    way: str
    place: Place | None = None
    parts: tuple[Term, ...] = ()
    taken: str = ""

    @property
    def remainder(self) -> Amount | None:
        """What a stated figure has more than the parts that explain it."""
        if self.way != STATED:
            return None
        rest = self.amount
        for part in self.parts:
            rest -= part.amount
        return rest


def explain(figure: Figure) -> Iterator[Step]:
    """The steps that explain where a figure comes from, the figure itself first."""
    return _explain(figure, 0, 1, set())


def _explain(named: Figure, depth: int, sign: int, seen: set[int]) -> Iterator[Step]:
    figure, parts = _source(named)
    way = SEEN if parts and id(figure) in seen else _way(figure, parts)
    taken = "" if figure.label == named.label else figure.label
    yield Step(depth, sign, named.label, figure.amount, way, figure.place, parts, taken)
    if way == SEEN:
        return
    seen.add(id(figure))
    for part in parts:
        yield from _explain(part.figure, depth + 1, part.sign, seen)


def _source(figure: Figure) -> tuple[Figure, tuple[Term, ...]]:
    """The one figure that an explained figure merely repeats, and the parts of that one."""
    parts = tuple(term for term in figure.terms if _tells(term.figure))
    while not figure.place and len(parts) == 1 and parts[0].sign > 0:
        figure = parts[0].figure
        parts = tuple(term for term in figure.terms if _tells(term.figure))
    return figure, parts


def _way(figure: Figure, parts: tuple[Term, ...]) -> str:
    if figure.place:
        return STATED if parts else TYPED
    if figure.absent:
        return ABSENT
    if parts:
        return SUM
    return NOTHING if figure.is_zero or not figure.is_known else COUNTED


def _tells(figure: Figure) -> bool:
    """Whether a figure is worth a step of the explanation: it was typed, or is not zero."""
    return bool(figure.place) or not figure.is_zero or any(_tells(t.figure) for t in figure.terms)
