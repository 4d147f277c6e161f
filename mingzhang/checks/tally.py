"""Tally: an account and rules → what each rule looked at, those that found nothing too.

A reader of the manifest must be able to tell a rule that held from one that never ran.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mingzhang.checks.rule import Equation, Evidence, Rule
from mingzhang.facts.account import Account


@dataclass(frozen=True)
class Tally:
    """A rule that ran: its equations, how many of them fail, and what else it found."""

    code: str
    title: str
    equations: int
    failing: int
    findings: int


def tally(account: Account, rules: Mapping[str, Rule]) -> Iterator[Tally]:
    """Every rule on documents of this kind."""
    evidence = Evidence(account)
    for rule in rules.values():
        if account.kind in rule.kinds:
            yield _tally(rule, evidence)


def _tally(rule: Rule, evidence: Evidence) -> Tally:
    results = list(rule.check(evidence))
    equations = [result for result in results if isinstance(result, Equation)]
    failing = sum(not equation.holds for equation in equations)
    rest = len(results) - len(equations)
    return Tally(rule.code, rule.title, len(equations), failing, rest)
