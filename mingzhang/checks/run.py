"""Running the rules: an account and rules → diagnostics, accepted warnings among them.

Every equation is evaluated, those that hold too: where some fail, the others tell which figure is
the most suspicious (``mingzhang.checks.suspects``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from mingzhang.checks.accept import Acceptance, accept, acceptances
from mingzhang.checks.catalogue import catalogue
from mingzhang.checks.rule import Equation, Evidence, Finding, Rule
from mingzhang.checks.suspects import Suspect, suspects
from mingzhang.diagnostics import Diagnostic, Operand, Place, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.amount import Amount, Unit
from mingzhang.facts.figure import Figure


@dataclass(frozen=True, eq=False)
class Outcome:
    """What a rule said."""

    rule: Rule
    result: Equation | Finding


def check(
    account: Account,
    rules: Mapping[str, Rule] | None = None,
    others: Iterable[Diagnostic] = (),
    history: Callable[[], frozenset[Place]] = frozenset,
) -> tuple[Diagnostic, ...]:
    """Every finding of ``rules`` (default: the catalogue), most suspicious first.

    The author's acceptances also apply to ``others``, the findings of other stages.  ``history``
    tells, where an identity fails, which typed figures differ from the last committed version.
    """
    rules = catalogue() if rules is None else rules
    accepted = acceptances(account)
    outcomes = list(_outcomes(Evidence(account), rules.values()))
    equations = tuple(_equations(outcomes, accepted, account.unit))
    changed = frozenset() if all(e.holds for e in equations) else history()
    ranked = suspects(equations, _typed(account), changed)
    order = {s.figure.place: number for number, s in enumerate(ranked)}
    found = sorted(
        _diagnostics(outcomes, _by_equation(ranked), account),
        key=lambda d: _rank(d, order),
    )
    return tuple(accept((*others, *found), accepted, rules))


Ranked = Mapping[Equation, list[Suspect]]


def _by_equation(ranked: Iterable[Suspect]) -> Ranked:
    """The suspects of each failing equation, the most suspicious first."""
    found: dict[Equation, list[Suspect]] = defaultdict(list)
    for suspect in ranked:
        for equation in suspect.equations:
            found[equation].append(suspect)
    return found


def _rank(diagnostic: Diagnostic, order: Mapping[Place | None, int]) -> int:
    """Findings first, then equations by their best suspect, last those that have none."""
    if diagnostic.suspects:
        return order.get(diagnostic.suspects[0], len(order))
    return -1 if diagnostic.difference is None else len(order) + 1


def _typed(account: Account) -> Iterator[Figure]:
    cube = account.cube
    return (f for f in (*cube.facts.values(), *cube.stated.values()) if f.place)


def _equations(
    outcomes: Iterable[Outcome], accepted: Iterable[Acceptance], unit: Unit
) -> Iterator[Equation]:
    """The equations that tell which figure is wrong: not those that the author set aside."""
    accepted = tuple(accepted)
    for outcome in outcomes:
        rule, result = outcome.rule, outcome.result
        if isinstance(result, Equation):
            difference = result.residual.displayed(unit)
            is_aside = any(a.covers(rule.code, difference) for a in accepted)
            if rule.severity is Severity.ERROR or not is_aside:
                yield result


def _outcomes(evidence: Evidence, rules: Iterable[Rule]) -> Iterator[Outcome]:
    own = (rule for rule in rules if evidence.account.kind in rule.kinds)
    return (Outcome(rule, result) for rule in own for result in rule.check(evidence))


def _diagnostics(
    outcomes: Iterable[Outcome], ranked: Ranked, account: Account
) -> Iterator[Diagnostic]:
    for outcome in outcomes:
        rule, result = outcome.rule, outcome.result
        if isinstance(result, Finding):
            hint = result.hint or rule.remedy
            yield Diagnostic(
                result.place, rule.code, result.message, hint, rule.severity, result.operands
            )
        elif not result.holds:
            yield _broken(rule, result, ranked, account)


def _broken(rule: Rule, equation: Equation, ranked: Ranked, account: Account) -> Diagnostic:
    unit = account.unit
    left, right = equation.left, equation.right
    difference = equation.residual.displayed(unit)
    words = "应等于" if equation.relation == "=" else "应不大于"
    message = (
        f"{rule.title}：{left.label} {show(left.amount, unit)} {words} "
        f"{right.label} {show(right.amount, unit)}，相差 {difference:,} {unit.label}"
    )
    involved = ranked.get(equation, [])
    hint = "；".join(filter(None, (_suspicion(involved, unit), rule.remedy)))
    operands = tuple(_operand(figure, unit) for figure in equation.figures)
    places = tuple(s.figure.place for s in involved if s.figure.place)
    place = places[0] if places else _place(equation, account)
    severity = rule.severity
    return Diagnostic(place, rule.code, message, hint, severity, operands, places, difference)


def _suspicion(involved: list[Suspect], unit: Unit) -> str:
    if not involved:
        return ""
    first = involved[0]
    typed = f"{first.figure.label} {show(first.figure.amount, unit)}"
    text = f"最可疑：{first.figure.place} {typed}"
    if first.evidence.meant < 0 <= first.figure.amount.value and not first.evidence.words:
        return text
    meant = show(Amount(first.evidence.meant), unit)
    words = (first.evidence.words, "上次提交后改动过" if first.is_changed else "")
    why = f"（{'，'.join(filter(None, words))}）" if any(words) else ""
    return f"{text}；若为 {meant}，{len(first.equations)} 条等式同时成立{why}"


def _place(equation: Equation, account: Account) -> Place:
    figures = (f for side in (equation.left, equation.right) for f in side.typed())
    return next((f.place for f in figures if f.place), account.source.place)


def _operand(figure: Figure, unit: Unit) -> Operand:
    return Operand(figure.label, show(figure.amount, unit), figure.place)


def show(amount: Amount, unit: Unit) -> str:
    """An amount for a message: in the source's unit, with thousands separators."""
    return f"{amount.displayed(unit):,}"
