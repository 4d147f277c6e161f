"""Acceptances (核对说明): warnings and the author's reasons → notes; reasons that are idle.

An acceptance may state the difference that it accepts (``差额``): when the figures move, so that
they differ by something else, the warning is back (and tells which figure moved).  Of several
findings of a rule it must say which it is about (``涉及``): it never covers one that came later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from mingzhang.checks.rule import Equation, Rule
from mingzhang.diagnostics import Diagnostic, Place, Severity, below, has_errors
from mingzhang.facts.account import Account
from mingzhang.facts.amount import Amount, Unit
from mingzhang.facts.source_nodes import rows, text
from mingzhang.reading.node import Node

UNUSED, REFUSED, UNEXPLAINED = "MZ298", "MZ299", "MZ723"
EDITION = "格式版本"  # what a published edition says; it keeps reasons inside
OTHER_DIFFERENCE = "先核对引起差额的数；数没有错的，改正这里的差额，或删去这一条。"
NO_ALIASES: Mapping[str, str] = MappingProxyType({})
OWN = "MZ9"  # how the codes of a project's own rules begin


@dataclass(frozen=True)
class Acceptance:
    """An acceptance, a row of 核对说明.

    ``difference`` in the source's unit, None where any is accepted.
    ``reason`` is for the author's colleagues: a published edition may be without it.
    """

    place: Place
    code: str
    reason: str
    difference: Decimal | None = None
    about: str = ""
    is_published: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether an acceptance only names the rule."""
        return self.difference is None and not self.about

    def covers(self, code: str, difference: Decimal | None, words: str) -> bool:
        """Whether an acceptance speaks of a rule's finding with that difference and those words."""
        is_same = self.code == code and self.difference in (None, difference)
        return is_same and self.about in words


def acceptances(
    account: Account, aliases: Mapping[str, str] = NO_ALIASES
) -> tuple[Acceptance, ...]:
    """The acceptances (核对说明) of an author; ``aliases`` are codes that rules once had."""
    return accepted_in(account.source, aliases)


def accepted_in(source: Node, aliases: Mapping[str, str] = NO_ALIASES) -> tuple[Acceptance, ...]:
    """The acceptances that stand in a source, whatever else is known of it."""
    is_edition = source.get(EDITION) is not None
    accepted = map(_acceptance, rows(source, "核对说明"))
    return tuple(
        replace(one, is_published=is_edition, code=aliases.get(one.code, one.code))
        for one in accepted
    )


def _acceptance(node: Node) -> Acceptance:
    difference = node.get("差额")
    typed = difference.number if difference else None
    code, reason, about = (text(node, key) for key in ("规则", "说明", "涉及"))
    return Acceptance(node.place, code, reason, typed, about)


def as_accepted(
    rule: Rule, equations: Sequence[Equation], accepted: Iterable[Acceptance], unit: Unit
) -> Iterator[tuple[Equation, Equation]]:
    """Each equation of a rule, and with the difference that its acceptance names.

    That it differs by something else is then as telling as an equation that fails.  One that he
    sets aside whatever it differs by tells nothing, and is left out.
    """
    failing = [equation for equation in equations if not equation.holds]
    can_accept = rule.severity is not Severity.ERROR
    # One that only names the rule accepts none of several, so it sets none aside either.
    usable = (a for a in accepted if can_accept and not (a.is_plain and len(failing) > 1))
    own = [a for a in usable if a.code == rule.code and not (a.is_plain and rule.by_difference)]
    for equation in equations:
        words = f"{equation.left.label} {equation.right.label}"
        # What it is about may stand in the rest of the finding, too.
        mine = [a for a in own if a.about in words] or own
        if equation.holds or not own:
            yield equation, equation
        elif mine[0].difference is not None and len(failing) == 1:
            accepts = Amount.typed(mine[0].difference, unit).value
            yield equation, replace(equation, accepted=accepts)
        elif not any(a.covers(rule.code, _apart(equation, unit), words) for a in own):
            yield equation, equation


def _apart(equation: Equation, unit: Unit) -> Decimal:
    return equation.residual.displayed(unit)


def accept(
    found: Sequence[Diagnostic], accepted: Sequence[Acceptance], rules: Mapping[str, Rule]
) -> Iterator[Diagnostic]:
    """The findings, accepted warnings as notes, and what is to be said of the acceptances."""
    usable = [a for a in accepted if not _is_vague(a, found)]
    told: list[Diagnostic] = []
    for diagnostic in found:
        reason = next((a.reason for a in usable if _covers(a, diagnostic, rules)), None)
        if reason is None or diagnostic.severity is not Severity.WARNING:
            told.append(diagnostic)
        else:
            hint = f"已由作者接受：{reason}" if reason else "已由作者接受，说明没有公开"
            told.append(replace(diagnostic, severity=Severity.NOTE, hint=hint))
    idle = [(a.code, one) for a in accepted for one in _idle(a, found, rules)]
    # What was accepted is said otherwise now, for the same slip: the only other such finding.
    leads = {code: _warnings(code, told) for code, one in idle if not one.suspects}
    only = {code: mine[0] for code, mine in leads.items() if len(mine) == 1}
    yield from (below(d, d) if d is only.get(d.code) else d for d in told)
    yield from (below(one, only[code]) if code in only else one for code, one in idle)


def _covers(acceptance: Acceptance, diagnostic: Diagnostic, rules: Mapping[str, Rule]) -> bool:
    if acceptance.is_plain and _asks_for_it(diagnostic, rules):
        return False
    return acceptance.covers(diagnostic.code, diagnostic.difference, diagnostic.message)


def _asks_for_it(diagnostic: Diagnostic, rules: Mapping[str, Rule]) -> bool:
    """Whether a finding is accepted only with the difference that it has."""
    rule = rules.get(diagnostic.code)
    return diagnostic.difference is not None and rule is not None and rule.by_difference


def _is_vague(acceptance: Acceptance, found: Iterable[Diagnostic]) -> bool:
    """Whether an acceptance only names the rule, and the rule found several things."""
    return acceptance.is_plain and len(_warnings(acceptance.code, found)) > 1


def _warnings(code: str, found: Iterable[Diagnostic]) -> list[Diagnostic]:
    return [d for d in found if d.code == code and d.severity is Severity.WARNING]


def _idle(
    acceptance: Acceptance, found: Iterable[Diagnostic], rules: Mapping[str, Rule]
) -> Iterator[Diagnostic]:
    code, place = acceptance.code, acceptance.place
    mine = [diagnostic for diagnostic in found if diagnostic.code == code]
    if not acceptance.reason and not acceptance.is_published:
        message = f"核对说明 {code} 没有写明为什么可以接受。"
        hint = "请补上“说明”；它只给同事看，不公开，除非这一行的“公开”写了“是”。"
        yield Diagnostic(place, UNEXPLAINED, message, hint)
    elif any(diagnostic.severity is Severity.ERROR for diagnostic in mine):
        message = f"{code} 是错误，不能用“核对说明”接受。"
        yield Diagnostic(place, REFUSED, message, "改正这个错误，再删去这一条。")
    elif _is_vague(acceptance, mine):
        number = len(_warnings(code, mine))
        message = f"核对说明 {code}：这条规则有 {number} 处警告，没有写明说的是哪一处，都没有接受。"
        hint = "请加上“涉及”，照抄警告里的几个字；几处都要接受的，一处写一条。"
        yield Diagnostic(place, UNUSED, message, hint, Severity.WARNING)
    elif code.startswith(OWN) and code not in rules:
        message = f"核对说明 {code}：这条自定义规则没有运行，不知道还有没有这条警告。"
        yield Diagnostic(place, UNUSED, message, severity=Severity.NOTE)
    elif not any(_covers(acceptance, d, rules) for d in mine) and not has_errors(found):
        # Beside an error nobody knows what there will be once that is mended.
        message = f"核对说明 {code}：{_why_idle(acceptance, mine, rules)}。"
        is_other = bool(mine) and acceptance.difference is not None
        # What its rule finds now is told, be it another difference or words, and this follows.
        suspects = mine[0].suspects[:1] if mine else ()
        hint = OTHER_DIFFERENCE if is_other else "改正或删去这一条。"
        yield Diagnostic(place, UNUSED, message, hint, Severity.WARNING, (), suspects)


def _why_idle(acceptance: Acceptance, mine: Sequence[Diagnostic], rules: Mapping[str, Rule]) -> str:
    if acceptance.about and not any(acceptance.about in d.message for d in mine):
        return f"没有涉及“{acceptance.about}”的警告"
    if mine and acceptance.is_plain and _asks_for_it(mine[0], rules):
        return f"没有写明接受的差额，现在是 {mine[0].difference}"
    if mine and acceptance.difference is not None:
        now = mine[0].difference
        others = "这条规则的警告没有差额" if now is None else f"而是 {now}"
        return f"差额已不是 {acceptance.difference}，{others}"
    return "本次没有出现" if acceptance.code in rules else "这里没有这条警告"
