"""One figure, one print: an account and its printed figures → a figure that is printed in two ways.

Figures are one where they come down to the same typed figures, or where an identity makes them
equal.  That they are printed unalike is then a tail of rounding; a real difference is told by the
rules on that identity.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain

from mingzhang.checks import budget_tables, final_account_tables, office_costs, shared_identities
from mingzhang.checks.rule import Equation, Evidence, Rule
from mingzhang.diagnostics import Diagnostic, Operand, Place, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.amount import EXACT, Unit, rounded
from mingzhang.facts.figure import Figure
from mingzhang.facts.figure_prints import Printed
from mingzhang.reading.ways_out import cell, together

CODE = "MZ440"
# Identities between figures that a reader takes for one.
IDENTITIES: tuple[Rule, ...] = (
    final_account_tables.fiscal_totals,
    shared_identities.economic_detail,
    shared_identities.spending_by_nature,
    shared_identities.stated_indicators,
    office_costs.running_costs,
    budget_tables.projects_in_spending,
    budget_tables.department_of_units,
)
# Their prints are compared by a rule of its own (MZ205).
TOTALS = ("总计", "收入总计", "财政拨款总计", "财政拨款收入总计")
INCOME = "收入"
OF_SUBJECT = re.compile(f"(?:.* )?[0-9]+ {INCOME}")  # the label of one subject's income
TYPED = "来源里填的"
Key = frozenset[tuple[Place, int]]


def printed_unalike(evidence: Evidence) -> Iterator[Diagnostic]:
    """A warning for each figure with inconsistent prints; one for one cause."""
    account, classes = evidence.account, _Classes()
    identities = tuple(_identities(evidence))
    for equation in identities:
        classes.join(equation.left, equation.right)
    told = {classes.of(f) for name in TOTALS if (f := account.indicators.get(name))}
    groups: dict[Key, list[Printed]] = defaultdict(list)
    for one in evidence.figures or ():
        if (key := classes.of(one.figure)) and key not in told:
            groups[key].append(one)
    for stated in _stated(identities):
        if group := groups.get(classes.of(stated)):
            group.extend(_unprinted(stated, group, account.unit))
    clashes = (clash for group in groups.values() if (clash := _clash(group)))
    for clash in _by_cause(clashes, classes):
        yield _diagnostic(clash, account, classes)


def _identities(evidence: Evidence) -> Iterator[Equation]:
    for rule in IDENTITIES:
        if rule.looks_at(evidence.account):
            found = (result for result in evidence.told_by(rule) if isinstance(result, Equation))
            yield from (e for e in found if e.relation == "=" and e.holds)


def _stated(identities: Iterable[Equation]) -> Iterator[Figure]:
    """The typed sides of identities, which may be printed as the other side alone."""
    sides = {id(side): side for one in identities for side in (one.left, one.right)}
    yield from (side for side in sides.values() if side.place and side.is_known)


def _unprinted(stated: Figure, group: Sequence[Printed], unit: Unit) -> Iterator[Printed]:
    """What was typed, beside the prints of its figure, where none of them is of it itself."""
    if all(one.figure.place != stated.place for one in group):
        yield Printed(TYPED, stated, unit)


@dataclass
class _Classes:
    """Figures whose prints may be inconsistent: by what they come down to, and by identities."""

    _keys: dict[int, tuple[Figure, Key]] = field(default_factory=dict)
    _joined: dict[Key, Key] = field(default_factory=dict)

    def of(self, figure: Figure) -> Key:
        """The class of figures of which prints would be inconsistent.

        Empty if nothing was typed.
        """
        key = self.key(figure)
        while key in self._joined:
            key = self._joined[key]
        return key

    def join(self, one: Figure, other: Figure) -> None:
        """Makes two figures one, whose prints are inconsistent where they differ."""
        left, right = self.of(one), self.of(other)
        if left and right and left != right:
            self._joined[left] = right

    def key(self, figure: Figure) -> Key:
        """By what prints are inconsistent: the typed figures below them, not the stated ones."""
        if id(figure) not in self._keys:
            # The figure is kept with its key: its number must not be given to another.
            self._keys[id(figure)] = (figure, self._key(figure))
        return self._keys[id(figure)][1]

    def _key(self, figure: Figure) -> Key:
        weights: dict[Place, int] = defaultdict(int)
        for term in figure.terms:
            for place, weight in self.key(term.figure):
                weights[place] += term.sign * weight
        found = frozenset((place, weight) for place, weight in weights.items() if weight)
        if found or figure.place is None or figure.is_zero:
            return found
        return frozenset({(figure.place, 1)})


@dataclass(frozen=True, eq=False)
class _Clash:
    """Inconsistent prints of one figure: the two ways, and by how much (元) the second is more."""

    usual: tuple[Printed, ...]
    other: tuple[Printed, ...]
    difference: Decimal
    also: tuple[Printed, ...] = ()


def _clash(group: Sequence[Printed]) -> _Clash | None:
    """The first two inconsistent prints, at the finest unit in which the document prints them both.

    None where they differ beyond rounding: the rules on that identity say so.
    """
    if len({(one.unit, one.figure.amount) for one in group}) == 1:
        return None
    for unit in (Unit.YUAN, Unit.WAN):
        ways: dict[Decimal, list[Printed]] = defaultdict(list)
        for one in (p for p in group if p.unit.value <= unit.value):
            ways[_in(unit, one)].append(one)
        if len(ways) > 1:
            (number, usual), (others, other) = sorted(ways.items(), key=lambda w: -len(w[1]))[:2]
            if not usual[0].figure.amount.agrees(other[0].figure.amount):
                return None
            apart = EXACT.multiply(others - number, unit.worth)
            return _Clash(tuple(usual), tuple(other), apart)
    return None


def _in(unit: Unit, one: Printed) -> Decimal:
    worth = EXACT.multiply(one.number, one.unit.worth)
    return rounded(EXACT.divide(worth, unit.worth), 2)


def _by_cause(clashes: Iterable[_Clash], classes: _Classes) -> list[_Clash]:
    """Inconsistent prints by cause: one whose figures hold another's is that one again."""
    found: list[_Clash] = []
    for clash in sorted(clashes, key=lambda c: _size(c, classes)):
        for number, cause in enumerate(found):
            if _explains(cause, clash, classes):
                also = (*cause.also, clash.other[0])
                found[number] = _Clash(cause.usual, cause.other, cause.difference, also)
                break
        else:
            found.append(clash)
    return found


def _size(clash: _Clash, classes: _Classes) -> int:
    return len(classes.key(clash.usual[0].figure)) + len(classes.key(clash.other[0].figure))


def _explains(cause: _Clash, clash: _Clash, classes: _Classes) -> bool:
    below = _places(cause, classes)
    same = abs(cause.difference) == abs(clash.difference)
    return same and not below.isdisjoint(_places(clash, classes))


def _places(clash: _Clash, classes: _Classes) -> frozenset[Place]:
    figures = (clash.usual[0].figure, clash.other[0].figure)
    return frozenset(place for figure in figures for place, _ in classes.key(figure))


def _diagnostic(clash: _Clash, account: Account, classes: _Classes) -> Diagnostic:
    first, second = clash.usual[0], clash.other[0]
    message = (
        f"同一个数印得不同：{first.where} 印作 {first.number:,} {first.unit.label}，"
        f"{second.where} {'是' if second.where == TYPED else '印作'} "
        f"{second.number:,} {second.unit.label}。"
    )
    difference = EXACT.divide(clash.difference, account.unit.worth)
    return Diagnostic(
        _own_place((second.figure, first.figure), account),
        CODE,
        message,
        _hint(clash, account, classes),
        Severity.WARNING,
        tuple(_operand(one) for one in chain(clash.usual, clash.other, clash.also)),
        difference=rounded(difference, 2),
    )


def _own_place(figures: Iterable[Figure], account: Account) -> Place:
    """Where a figure printed inconsistently was typed; a department's author mends his own file."""
    file = account.source.place.file
    places = [place for figure in figures if (place := figure.first_place)]
    own = (place for place in places if place.file == file)
    return next(own, Place(file, 1, 1) if account.parts or not places else places[0])


def _operand(one: Printed) -> Operand:
    return Operand(one.where, f"{one.number:,} {one.unit.label}", one.figure.first_place)


def _hint(clash: _Clash, account: Account, classes: _Classes) -> str:
    accept = f"确按原样公布的，在“核对说明”里写明（规则 {CODE}）。"
    ways = [(clash.other, clash.usual), (clash.usual, clash.other)]
    # What is stated already stays: MZ205 keeps it, too, and nothing is to be stated twice over.
    ways.sort(key=lambda way: way[1][0].figure.place is None or bool(way[0][0].figure.place))
    for moved, kept in ways:
        if name := _name(moved[0], account, classes):
            number = _typed_as(kept[0], account.unit)
            stated = cell("公布数", name, number)
            told = "，两处就印同一个数；"
            return together(("两数只差四舍五入的尾差：", stated, told, accept))
    key = INCOME if any(_is_income_of_row(moved[0]) for moved, _ in ways) else "合计"
    return f"两数只差四舍五入的尾差：把该科目或合计的公布数登记在它的“{key}”里；{accept}"


def _is_income_of_row(one: Printed) -> bool:
    """Whether the inconsistent print is of the income that a row of spending is paid from."""
    return OF_SUBJECT.fullmatch(one.figure.label) is not None


def _typed_as(one: Printed, unit: Unit) -> Decimal:
    return one.figure.amount.displayed(unit)


def _name(one: Printed, account: Account, classes: _Classes) -> str:
    """The indicator that is the figure with inconsistent prints, and can be stated."""
    names: Mapping[str, object] = account.indicators.definitions
    for name in names:
        definition = account.indicators.definitions[name]
        figure = account.indicators[name]
        is_point = definition.query is not None and len(definition.query.points) == 1
        is_same = classes.key(figure) == classes.key(one.figure)
        if is_point and is_same and figure.amount == one.figure.amount:
            return name
    return ""
