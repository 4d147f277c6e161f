"""Untold: what was read of a paper → the names of figures that may have more than it tells.

Where every table is read, what no cell prints is the sum of what the finest cells do.  Where one is
not, or not wholly, there may be money that nothing else shows: only what a cell prints is sure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from mingzhang.facts.account import Account
from mingzhang.facts.indicators import Definition
from mingzhang.inspection.paper_numbers import Gathered
from mingzhang.inspection.printed_nothing import targets_of
from mingzhang.intake.layout_tokens import Target


def untold_in(got: Gathered, account: Account) -> Iterator[str]:
    """The names of figures that no cell of a paper prints which lacks cells of the form."""
    if got.said is None or not got.is_partial:
        return
    printed = {one.target for one in got.placed} | set(got.said.blank)
    definitions = account.indicators.definitions
    yield from (name for name in definitions if _is_untold(name, definitions, printed))


def _is_untold(
    name: str, definitions: Mapping[str, Definition], printed: Collection[Target]
) -> bool:
    definition = definitions.get(name)
    if definition is None or any(target in printed for target in targets_of(definition)):
        return False
    if definition.terms:
        return any(_is_untold(part, definitions, printed) for _, part in definition.terms)
    return definition.query is not None or definition.column is not None
