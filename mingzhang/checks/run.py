"""Running the rules: an account and rules → diagnostics, accepted warnings among them.

Every equation is evaluated, those that hold too: where some fail, the others tell which figure is
the most suspicious (``mingzhang.checks.suspects``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from mingzhang.checks.catalogue import catalogue
from mingzhang.checks.rule import Equation, Evidence, Finding, Rule
from mingzhang.checks.suspects import Suspect, suspects
from mingzhang.diagnostics import Diagnostic, Operand, Place, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.amount import Amount, Unit
from mingzhang.facts.figure import Figure
from mingzhang.reading.node import Node

UNUSED, REFUSED = "MZ298", "MZ299"


@dataclass(frozen=True, eq=False)
class Outcome:
    """What a rule said."""

    rule: Rule
    result: Equation | Finding


def check(account: Account, rules: Mapping[str, Rule] | None = None) -> tuple[Diagnostic, ...]:
    """Every finding of ``rules`` (default: the catalogue), after the author's acceptances."""
    rules = catalogue() if rules is None else rules
    accepted = {_key(node): node for node in _acceptances(account)}
    outcomes = list(_outcomes(Evidence(account), rules.values()))
    cube = account.cube
    typed = (f for f in (*cube.facts.values(), *cube.stated.values()) if f.place)
    ranked = suspects(_equations(outcomes, accepted), typed)
    order = {s.figure.place: number for number, s in enumerate(ranked)}
    found = sorted(
        _diagnostics(outcomes, ranked, account),
        key=lambda d: order.get(d.suspects[0], len(order)) if d.suspects else -1,
    )
    return (*_noted(found, accepted), *_idle(accepted, found, rules))


def _outcomes(evidence: Evidence, rules: Iterable[Rule]) -> Iterator[Outcome]:
    own = (rule for rule in rules if evidence.account.kind in rule.kinds)
    return (Outcome(rule, result) for rule in own for result in rule.check(evidence))


def _diagnostics(
    outcomes: Iterable[Outcome], ranked: tuple[Suspect, ...], account: Account
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


def _broken(
    rule: Rule, equation: Equation, ranked: tuple[Suspect, ...], account: Account
) -> Diagnostic:
    unit = account.unit
    left, right = equation.left, equation.right
    difference = show(left.amount - right.amount, unit)
    words = "应等于" if equation.relation == "=" else "应不大于"
    message = (
        f"{rule.title}：{left.label} {show(left.amount, unit)} {words} "
        f"{right.label} {show(right.amount, unit)}，相差 {difference} {unit.label}"
    )
    involved = [s for s in ranked if equation in s.equations]
    hint = "；".join(filter(None, (_suspicion(involved, unit), rule.remedy)))
    operands = tuple(_operand(figure, unit) for figure in equation.figures)
    places = tuple(s.figure.place for s in involved if s.figure.place)
    place = places[0] if places else _place(equation, account)
    return Diagnostic(place, rule.code, message, hint, rule.severity, operands, places)


def _suspicion(involved: list[Suspect], unit: Unit) -> str:
    if not involved:
        return ""
    first = involved[0]
    typed = f"{first.figure.label} {show(first.figure.amount, unit)}"
    text = f"最可疑：{first.figure.place} {typed}"
    meant = show(Amount(first.evidence.meant), unit)
    why = f"（{first.evidence.words}）" if first.evidence.words else ""
    return f"{text}；若为 {meant}，{len(first.equations)} 条等式同时成立{why}"


def _place(equation: Equation, account: Account) -> Place:
    figures = (f for side in (equation.left, equation.right) for f in side.typed())
    return next((f.place for f in figures if f.place), account.source.place)


def _operand(figure: Figure, unit: Unit) -> Operand:
    return Operand(figure.label, show(figure.amount, unit), figure.place)


def show(amount: Amount, unit: Unit) -> str:
    """An amount for a message: in the source's unit, with thousands separators."""
    return f"{amount.displayed(unit):,}"


def _equations(outcomes: Iterable[Outcome], accepted: Mapping[str, Node]) -> Iterator[Equation]:
    """The equations that tell which figure is wrong: not those that the author set aside."""
    for outcome in outcomes:
        is_accepted = outcome.rule.severity is Severity.WARNING and outcome.rule.code in accepted
        if isinstance(outcome.result, Equation) and not is_accepted:
            yield outcome.result


def _noted(found: Iterable[Diagnostic], accepted: Mapping[str, Node]) -> Iterator[Diagnostic]:
    for diagnostic in found:
        node = accepted.get(diagnostic.code)
        if node and diagnostic.severity is Severity.WARNING:
            hint = f"已由作者接受：{_reason(node)}"
            yield replace(diagnostic, severity=Severity.NOTE, hint=hint)
        else:
            yield diagnostic


def _idle(
    accepted: Mapping[str, Node], found: Iterable[Diagnostic], rules: Mapping[str, Rule]
) -> Iterator[Diagnostic]:
    severities = {diagnostic.code: diagnostic.severity for diagnostic in found}
    for code, node in accepted.items():
        if severities.get(code) is Severity.ERROR:
            message = f"{code} 是错误，不能用“核对说明”接受。"
            yield Diagnostic(node.place, REFUSED, message, "改正数字后删去这一条。")
        elif code not in severities:
            known = "本次没有出现" if code in rules else "没有这条规则"
            message = f"核对说明 {code}：{known}。"
            yield Diagnostic(node.place, UNUSED, message, "删去这一条。", Severity.WARNING)


def _acceptances(account: Account) -> Iterable[Node]:
    rows = account.source.get("核对说明")
    return rows.rows() if rows else ()


def _key(node: Node) -> str:
    code = node.get("规则")
    return code.text if code else ""


def _reason(node: Node) -> str:
    reason = node.get("说明")
    return reason.text if reason else ""
