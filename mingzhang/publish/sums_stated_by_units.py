"""Sums that a department among the units, or a unit, published otherwise than its lines add up to.

The department above counts such a figure as it was published.  In its one source, which has the
lines and not their authors' 公布数, it is a 公布数 of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from mingzhang.facts.account import Account
from mingzhang.facts.amount import Unit, typed_in
from mingzhang.facts.cube import Point
from mingzhang.facts.figure import Figure
from mingzhang.facts.source_rows import BASIC, PLANS
from mingzhang.facts.subject_catalogue import TOTAL
from mingzhang.forms.dimensions import FUNDS, NATURES, chain
from mingzhang.forms.document_kind import BY_SUBJECT, Column, Kind, Section
from mingzhang.publish.public_values import Values

FISCAL, SPENDING, BASIS = "财政拨款", "支出", "口径"


def stated_rows(
    account: Account, others: Sequence[Account], section: str, money: Unit
) -> Iterator[Values]:
    """The lines of a section with sums stated by units, in ``money``; ``others`` are below."""
    for point, figure in _stated(account, others):
        line = _line(point, account.kind)
        if line and line[0].name == section:
            yield _row(point, figure, line, money)


def _stated(account: Account, others: Iterable[Account]) -> Iterator[tuple[Point, Figure]]:
    """Sums that units state, but for those that their department states itself."""
    facts = (fact for other in others for fact in other.cube.facts.items())
    for point in dict.fromkeys(p for p, figure in facts if figure.place and figure.terms):
        figure = account.cube.figure(point)
        if point not in account.cube.stated and figure.is_known and not _is_own(figure, account):
            yield point, figure


def _is_own(figure: Figure, account: Account) -> bool:
    return figure.place is not None and figure.place.file == account.source.place.file


def _row(point: Point, figure: Figure, line: tuple[Section, Column], money: Unit) -> Values:
    section, column = line
    subject: object = Decimal(point.subject) if point.subject else TOTAL
    head: Values = {"科目": subject}
    if point.fund != section.fund:
        head["资金"] = point.fund
    if not column.basis:
        head[BASIS] = point.basis
    return {**head, column.key: typed_in(figure.amount.value, money)}


def _line(point: Point, kind: Kind) -> tuple[Section, Column] | None:
    """Where a sum stated by units is typed: fiscal income beside the spending that it pays for."""
    found = [
        (section, column)
        for section in kind.sections.values()
        for column in section.columns
        if section.name != PLANS and _holds(column, point)
    ]
    is_fiscal = FISCAL in chain(point.fund, FUNDS)
    beside = SPENDING if is_fiscal else point.flow
    return min(found, key=lambda line: line[0].name != beside, default=None)


def _holds(column: Column, point: Point) -> bool:
    is_of_nature = column.nature == point.nature
    is_economic = column.nature == BY_SUBJECT and point.nature in NATURES[BASIC]
    is_at = column.flow == point.flow and column.basis in ("", point.basis)
    return is_at and (is_of_nature or is_economic)
