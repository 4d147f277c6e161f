"""Nothing: cells of a paper that hold 0 or are left blank → the names of figures that it has not.

A blank is no zero.  But a sentence that names money where every table has a blank is no less at
odds with them.
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.account import Account
from mingzhang.facts.indicators import Definition
from mingzhang.inspection.paper_numbers import Gathered
from mingzhang.intake.layout_tokens import Target


def nothing_in(got: Gathered, account: Account) -> Iterator[str]:
    """The names of figures for which the paper's tables have a cell, and nothing in it."""
    if got.said is None:
        return
    some = {one.target for one in got.placed if one.number} | set(got.said.gaps)
    none = {one.target for one in got.placed} | set(got.said.blank)
    for name, definition in account.indicators.definitions.items():
        own = targets_of(definition)
        if own & none and not own & some:
            yield name


def targets_of(definition: Definition) -> set[Target]:
    """What a paper's cells of a figure stand for, whether they print it or nothing."""
    return {definition.name, definition.query.points} if definition.query else {definition.name}
