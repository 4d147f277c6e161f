"""Income of units: what a table tells of each budget unit by fund → which lines are whose.

Money that is not fiscal is typed by unit where it comes in.  Fiscal money is typed where it is
spent, and no table tells that by subject and unit: only where a fund is all of one unit are its
lines that unit's.  A budget spends what it has; in a final account a unit may spend what it had
before, so that only what a table says of spending tells whose a line is.  What is left is told, for
its author to say whose each line is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from mingzhang.facts.amount import Unit
from mingzhang.facts.source_rows import GENERAL, OTHER
from mingzhang.facts.subject_catalogue import TOTAL
from mingzhang.forms.dimensions import FUNDS
from mingzhang.intake.listing_tables import UNITS, Item, Listing, code_of, figures_by_fund
from mingzhang.intake.sheet_figures import converted
from mingzhang.intake.source_lines import FINAL, INCOME, SPENT, income_column, money

Row = Mapping[str, object]
FUND, UNIT, SUBJECT = "资金", "单位", "科目"
SEVERAL = 2
OTHERS = FUNDS[OTHER]
FINAL_COLUMN = income_column(FINAL)


@dataclass(frozen=True)
class OfUnit:
    """A unit's income of a fund, by column of its line, in the document's unit of money.

    With the other ``flow`` what it spent.
    """

    code: str
    fund: str
    numbers: Mapping[str, Decimal]
    flow: str = INCOME


def of_units(listings: Iterable[Listing], unit: Unit) -> tuple[OfUnit, ...]:
    """Each unit's income by fund, where a table lists several units."""
    found: list[OfUnit] = []
    for listing in listings:
        if listing.table.layout == UNITS and len(listing.items) >= SEVERAL:
            for flow in (INCOME, SPENT):
                found += _of_listing(_of_flow(listing, flow), unit, flow)
    return tuple(found)


def _of_flow(listing: Listing, flow: str) -> Listing:
    """What a listing tells of income alone, or of spending: in whole, not by nature."""
    columns = listing.columns
    own = {
        at: points
        for at, points in columns.figures.items()
        if all((point.flow, point.nature) == (flow, TOTAL) for point in points)
    }
    items = tuple(
        replace(item, figures={at: spot for at, spot in item.figures.items() if at in own})
        for item in listing.items
    )
    return replace(listing, columns=replace(columns, figures=own), items=items)


def _of_listing(listing: Listing, unit: Unit, flow: str) -> Iterator[OfUnit]:
    for item in listing.items:
        funds: dict[str, dict[str, Decimal]] = {}
        for fund, basis, spot in figures_by_fund(item, listing.columns):
            number = converted(spot.number or Decimal(0), listing.unit, unit)
            funds.setdefault(fund, {})[income_column(basis)] = money(number)
        for basis, number in _mixed(item, listing, unit):
            funds.setdefault(OTHER, {})[income_column(basis)] = number
        for fund, numbers in funds.items():
            yield OfUnit(code_of(item), fund, numbers, flow)


def _mixed(item: Item, listing: Listing, unit: Unit) -> Iterator[tuple[str, Decimal]]:
    """A unit's income of several other funds in one column, by basis."""
    for column, spot in item.figures.items():
        points = listing.columns.figures[column]
        bases = {point.basis for point in points}
        is_mixed = len(points) > 1 and all(point.fund in OTHERS for point in points)
        if spot.number and is_mixed and len(bases) == 1:
            yield bases.pop(), money(converted(spot.number, listing.unit, unit))


def adds_up(listing: Listing) -> bool:
    """Whether a table lists the income of units, and their rows add up in every column."""
    if listing.table.layout != UNITS or len(listing.items) < SEVERAL or not listing.placed:
        return False
    return all(_in_column(listing, one.spot.column) == one.number for one in listing.placed)


def _in_column(listing: Listing, column: int) -> Decimal:
    spots = (spot for item in listing.items for spot in item.figures.values())
    return sum((s.number or Decimal(0) for s in spots if s.column == column), Decimal(0))


def by_unit(values: Mapping[str, object], units: Sequence[OfUnit]) -> dict[str, object]:
    """The values of a source with lines of units by their income, as far as that is known."""
    made = dict(values)
    if units:
        income = [one for one in units if one.flow == INCOME]
        is_planned = not any(FINAL_COLUMN in one.numbers for one in units)
        spent = [one for one in units if one.flow == SPENT or is_planned]
        made[INCOME] = list(_income(_rows(values, INCOME), income))
        made[SPENT] = list(_spending(_rows(values, SPENT), spent))
    return {key: value for key, value in made.items() if value or key != INCOME}


def _rows(values: Mapping[str, object], section: str) -> list[Row]:
    rows = values.get(section)
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def _income(rows: Sequence[Row], units: Sequence[OfUnit]) -> Iterator[Row]:
    """Lines of other income without a subject, unit by unit where these come to it."""
    for row in rows:
        own = [one for one in units if one.fund == row.get(FUND) and one.fund in OTHERS]
        numbers = {key: value for key, value in row.items() if isinstance(value, Decimal)}
        is_whole = row.get(SUBJECT) == TOTAL and bool(own)
        if is_whole and _sums(own) == numbers:
            yield from ({FUND: one.fund, UNIT: one.code, **one.numbers} for one in own)
        elif is_whole and len(own) == 1 and _is_alone(own[0], numbers, units):
            yield {FUND: own[0].fund, UNIT: own[0].code, **numbers}
        else:
            yield row


def _is_alone(own: OfUnit, numbers: Mapping[str, Decimal], units: Iterable[OfUnit]) -> bool:
    """Whether income of a fund is all of one unit, what several funds have in one column too."""
    mixed = {basis: one.code for one in units if one.fund == OTHER for basis in one.numbers}
    several = [one for one in units if one.fund == OTHER and one.code != own.code]
    left = numbers.keys() - own.numbers.keys()
    is_said = all(numbers[basis] == number for basis, number in own.numbers.items())
    return is_said and not several and all(mixed.get(basis) == own.code for basis in left)


def _sums(own: Iterable[OfUnit]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for one in own:
        for basis, number in one.numbers.items():
            sums[basis] = sums.get(basis, Decimal(0)) + number
    return sums


def _spending(rows: Sequence[Row], units: Sequence[OfUnit]) -> Iterator[Row]:
    """Each line of a fund that is all of one unit's income, as that unit's spending."""
    owners: dict[str, set[str]] = {}
    for one in units:
        fund = OTHER if one.fund in OTHERS else one.fund
        owners.setdefault(fund, set()).add(one.code)
    for row in rows:
        codes = owners.get(str(row.get(FUND, GENERAL)), set())
        is_item = row.get(SUBJECT) != TOTAL and row.get(FUND)
        own = {UNIT: next(iter(codes))} if is_item and len(codes) == 1 else {}
        yield {SUBJECT: row[SUBJECT], **own, **row}
