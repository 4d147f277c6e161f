"""The catalogue of rules: modules → the rules in them, by code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType, ModuleType

from mingzhang.checks import (
    accounts,
    budgets,
    chain,
    corrections,
    days,
    declared,
    departments,
    exchanged,
    fitting,
    fund_words,
    funds,
    given,
    goals,
    identities,
    institutions,
    last_year,
    leftover,
    locks,
    measures,
    misnamed,
    misplaced_words,
    notes,
    offices,
    order,
    own_goals,
    performance,
    planned,
    plausible,
    pledged,
    presence,
    purposes,
    quoting,
    repeated,
    scores,
    sizes,
    subjects,
    targets,
    text,
    text_sums,
    turnover,
    twice,
    units,
    whole,
)
from mingzhang.checks.rule import Rule

MODULES: tuple[ModuleType, ...] = (
    identities,
    accounts,
    budgets,
    chain,
    corrections,
    days,
    declared,
    departments,
    exchanged,
    fitting,
    fund_words,
    funds,
    given,
    goals,
    institutions,
    leftover,
    last_year,
    locks,
    measures,
    misnamed,
    notes,
    offices,
    order,
    own_goals,
    performance,
    planned,
    plausible,
    pledged,
    presence,
    purposes,
    quoting,
    repeated,
    scores,
    sizes,
    subjects,
    targets,
    text,
    text_sums,
    turnover,
    twice,
    units,
    whole,
    misplaced_words,
)


@cache
def catalogue() -> Mapping[str, Rule]:
    """Every rule of the program, in the order of the codes."""
    return MappingProxyType(gathered(*MODULES))


def gathered(*modules: ModuleType) -> dict[str, Rule]:
    """The modules' rules in the order of the codes; raises ``ValueError`` for a code used twice."""
    found: dict[str, Rule] = {}
    for rule in sorted(_rules(modules), key=lambda rule: rule.code):
        if rule.code in found:
            raise ValueError(f"two rules have the code {rule.code}")
        found[rule.code] = rule
    return found


def aliases(rules: Mapping[str, Rule]) -> Mapping[str, str]:
    """The codes that rules once had → the codes that they have."""
    return {old: rule.code for rule in rules.values() for old in rule.aliases}


def _rules(modules: tuple[ModuleType, ...]) -> Iterator[Rule]:
    for module in modules:
        yield from (value for value in vars(module).values() if isinstance(value, Rule))
