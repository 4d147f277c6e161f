"""Rule counts: what rules said of an account → what each looked at, those that found nothing too.

A reader of the manifest must be able to tell a rule that held from one that never ran.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mingzhang.checks.rule import Equation, Finding, Rule


@dataclass(frozen=True)
class Tally:
    """The counts of a rule: its equations, how many of them fail, and what else it found.

    One of what is not known is none.  A rule of identities for which the document has none does
    not ``apply``: it did not hold.
    """

    code: str
    title: str
    equations: int
    failing: int
    findings: int
    applies: bool = True


def tally(
    rules: Iterable[Rule], said: Iterable[tuple[Rule, Equation | Finding]]
) -> Iterator[Tally]:
    """The counts of every rule that ran: how often it looked at something and found something."""
    results: dict[str, list[Equation | Finding]] = {}
    for rule, result in said:
        results.setdefault(rule.code, []).append(result)
    for rule in rules:
        yield _tally(rule, results.get(rule.code, []))


def _tally(rule: Rule, results: list[Equation | Finding]) -> Tally:
    every = [result for result in results if isinstance(result, Equation)]
    equations = [equation for equation in every if equation.residual.is_known]
    failing = sum(not equation.holds for equation in equations)
    rest = len(results) - len(every)
    applies = bool(equations or rest) or not _compares(rule)
    return Tally(rule.code, rule.title, len(equations), failing, rest, applies)


def _compares(rule: Rule) -> bool:
    """Whether what is counted of a rule is equations, so that without any it looked at nothing."""
    said = getattr(rule.check, "__annotations__", {}).get("return", "")
    return Equation.__name__ in str(said)
