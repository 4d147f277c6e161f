"""Budgets of a final account: the cube → the subjects whose budget is not known."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.cube import FINEST, Cube, Point
from mingzhang.facts.subject_catalogue import ancestors
from mingzhang.forms.dimensions import FUNDS, chain


def unbudgeted(cube: Cube, budget: Point) -> Iterator[str]:
    """The 项 that were spent on whose budget is unknown, and that of all above them.

    ``budget`` is the group whose sum is asked for: with such a 项 the sum is not known.  Income
    need not have a 项.
    """
    typed = {(p.flow, p.basis, p.fund, p.subject) for p in (*cube.facts, *cube.stated)}
    own = (p for p in cube.facts if (p.flow, p.basis) == (budget.flow, cube.bases.main))
    spots = {(p.fund, p.subject) for p in own if len(p.subject) >= FINEST.get(p.flow, 0)}
    for fund, code in sorted(spots):
        if not code.startswith(budget.subject):
            continue
        funds, codes = chain(fund, FUNDS), (code, *ancestors(code))
        is_known = any((budget.flow, budget.basis, f, c) in typed for f in funds for c in codes)
        if budget.fund in funds and not is_known and _is_spent(cube, budget.flow, fund, code):
            yield code


def _is_spent(cube: Cube, flow: str, fund: str, code: str) -> bool:
    return not cube.figure(cube.at(flow, fund, code)).is_zero
