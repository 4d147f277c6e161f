"""Acceptances (核对说明): warnings and the author's reasons → notes; reasons that are idle.

An acceptance may state the difference that it accepts (``差额``): when the figures move, so that
they differ by something else, the warning is back (and tells which figure moved).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from mingzhang.checks.rule import Equation, Rule
from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.amount import Amount, Unit
from mingzhang.facts.source import rows, text
from mingzhang.reading.node import Node

UNUSED, REFUSED = "MZ298", "MZ299"


@dataclass(frozen=True)
class Acceptance:
    """A row of 核对说明; ``difference`` in the source's unit, None where any is accepted."""

    place: Place
    code: str
    reason: str
    difference: Decimal | None = None

    def covers(self, code: str, difference: Decimal | None) -> bool:
        """Whether it speaks of a finding of that rule with that difference."""
        return self.code == code and self.difference in (None, difference)


def acceptances(account: Account) -> tuple[Acceptance, ...]:
    """What the author accepts."""
    return tuple(map(_acceptance, rows(account.source, "核对说明")))


def _acceptance(node: Node) -> Acceptance:
    difference = node.get("差额")
    typed = difference.number if difference else None
    return Acceptance(node.place, text(node, "规则"), text(node, "说明"), typed)


def as_accepted(
    rule: Rule, equations: Sequence[Equation], accepted: Iterable[Acceptance], unit: Unit
) -> Iterator[tuple[Equation, Equation]]:
    """Each equation of a rule, and as the author means it: with the difference that he accepts.

    That it differs by something else is then as telling as an equation that fails.  One that he
    sets aside whatever it differs by tells nothing, and is left out.
    """
    own = [a for a in accepted if a.code == rule.code and rule.severity is not Severity.ERROR]
    failing = [equation for equation in equations if not equation.holds]
    for equation in equations:
        if equation.holds or not own:
            yield equation, equation
        elif own[0].difference is not None and len(failing) == 1:
            accepts = Amount.typed(own[0].difference, unit).value
            yield equation, replace(equation, accepted=accepts)
        elif not any(a.covers(rule.code, equation.residual.displayed(unit)) for a in own):
            yield equation, equation


def accept(
    found: Sequence[Diagnostic], accepted: Sequence[Acceptance], rules: Mapping[str, Rule]
) -> Iterator[Diagnostic]:
    """The findings, accepted warnings as notes, and what is to be said of the acceptances."""
    for diagnostic in found:
        reason = next((a.reason for a in accepted if _covers(a, diagnostic)), None)
        if reason is None or diagnostic.severity is not Severity.WARNING:
            yield diagnostic
        else:
            hint = f"已由作者接受：{reason}"
            yield replace(diagnostic, severity=Severity.NOTE, hint=hint)
    for acceptance in accepted:
        yield from _idle(acceptance, found, rules)


def _covers(acceptance: Acceptance, diagnostic: Diagnostic) -> bool:
    return acceptance.covers(diagnostic.code, diagnostic.difference)


def _idle(
    acceptance: Acceptance, found: Iterable[Diagnostic], rules: Mapping[str, Rule]
) -> Iterator[Diagnostic]:
    code, place = acceptance.code, acceptance.place
    mine = [diagnostic for diagnostic in found if diagnostic.code == code]
    if any(diagnostic.severity is Severity.ERROR for diagnostic in mine):
        message = f"{code} 是错误，不能用“核对说明”接受。"
        yield Diagnostic(place, REFUSED, message, "改正数字后删去这一条。")
    elif not any(_covers(acceptance, diagnostic) for diagnostic in mine):
        message = f"核对说明 {code}：{_why_idle(acceptance, mine, rules)}。"
        yield Diagnostic(place, UNUSED, message, "改正或删去这一条。", Severity.WARNING)


def _why_idle(acceptance: Acceptance, mine: Sequence[Diagnostic], rules: Mapping[str, Rule]) -> str:
    if mine:
        return f"差额已不是 {acceptance.difference}，而是 {mine[0].difference}"
    return "本次没有出现" if acceptance.code in rules else "这里没有这条警告"
