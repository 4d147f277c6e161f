"""Figures ruled out: those for which a form's own identities (勾稽) leave no room.

What ``总计 = 本年支出合计`` asks of a total that has 结转下年 in it is that there is none: no
message may then advise to type it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from mingzhang.facts.indicators import Definition
from mingzhang.forms.form_identities import Identity, Terms


def ruled_out(
    declared: Iterable[Identity], definitions: Mapping[str, Definition], agency_type: str
) -> frozenset[str]:
    """The named figures that must be zero for a form's identities to hold."""
    binding = (one for one in declared if _is_binding(one, agency_type))
    left = (_left_over(one, definitions) for one in binding)
    return frozenset(names[0] for names in left if len(names) == 1)


def _is_binding(one: Identity, agency_type: str) -> bool:
    """Whether an identity must hold of the named figures of a whole document."""
    is_of_whole = one.relation == "=" and not one.rows
    return is_of_whole and not one.is_warning and one.only_of in ("", agency_type)


def _left_over(one: Identity, definitions: Mapping[str, Definition]) -> list[str]:
    """The figures of an identity that are not on both of its sides."""
    found: Counter[str] = Counter()
    for side, terms in ((1, one.left), (-1, one.right)):
        for sign, name in _finest(terms, definitions):
            found[name] += side * sign
    return [name for name, weight in found.items() if weight]


def _finest(terms: Terms, definitions: Mapping[str, Definition]) -> Iterator[tuple[int, str]]:
    """The figures of which a sum in an identity is made in the end."""
    for sign, name in terms:
        parts = definitions[name].terms if name in definitions else ()
        if parts:
            yield from ((sign * own, below) for own, below in _finest(parts, definitions))
        else:
            yield sign, name
