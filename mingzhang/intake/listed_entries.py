"""Entries: what sheets list, and what forms of projects say → rows of the source, with their cells.

A row has the words and the finest figures that a sheet tells.  A form of goals belongs to the
project of its name; one of 自评 is a project of performance.yaml.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from mingzhang.facts.amount import Amount, Unit, total
from mingzhang.facts.cube import ALL
from mingzhang.facts.evaluated_projects import COLUMNS
from mingzhang.grid.grid import Grid, Spot
from mingzhang.intake.funds_of_projects import fund_of_project
from mingzhang.intake.income_of_units import OfUnit, of_units
from mingzhang.intake.layout_tokens import EVALUATED, PLANNED
from mingzhang.intake.listing_tables import (
    BOTH,
    CARRIED,
    CODE,
    GENERAL,
    PLANS,
    SERVICES,
    THIS_YEAR,
    TOTAL,
    UNITS,
    Item,
    Listing,
    code_of,
    figures_by_fund,
    is_filled,
    number_at,
    of_several_funds,
    unit_codes,
    unsplit_by_fund,
)
from mingzhang.intake.project_sheets import Filled, Values
from mingzhang.intake.sheet_figures import converted
from mingzhang.intake.source_lines import money
from mingzhang.intake.word_matching import plain, plain_name
from mingzhang.reading.unfilled_places import MARK

Entry = dict[str, object]
PROJECTS, FUND = "项目", "资金"
GOAL_WORDS = {"目标值": "指标值", "分值": "权重"}
NUMBERS = frozenset(("分值", "得分", "权重", "资金分值"))
OWN_WORDS = ("主管部门", "实施单位", "日期", "执行原因", "实施内容", "评价结论", "存在问题")
OTHER_WORDS = ("改进措施", "项目负责人", "财务负责人")
UNSAID = "略"
LEFT = frozenset(("-", UNSAID))  # what forms print where nothing was said
OF_UNITS = frozenset(("实施单位", "代码", "单位名称", ""))  # whose a row is
MANAGED = "情况"  # an item with this word is one of 资金管理


@dataclass(frozen=True)
class Cited:
    """A listed entry's number: what a row of the source says, and the number in the sheet."""

    grid: Grid
    spot: Spot
    key: str
    number: Decimal

    @property
    def where(self) -> str:
        """The sheet and the cell of an entry read from a list."""
        return self.grid.cell(self.spot)


@dataclass
class Entries:
    """Entries from lists: rows of the source by section, projects, and their cells.

    ``superior`` is the department that stands above the units, ``agency`` the only one of a table
    of units that is the document's own, ``units`` what each of several has;
    ``funds`` are those that have projects, ``of_subjects`` those of each 项.  ``lists_itself``:
    a table of units has an agency that is the only one without a list of units.  ``open_rows`` are
    those of whose amount, under that key, no cell says anything; ``nothing`` are sections of which
    a sheet says that there is nothing to list.
    """

    unit: Unit
    superior: str = ""
    agency: str = ""
    sections: dict[str, list[Entry]] = field(default_factory=dict)
    evaluated: list[Entry] = field(default_factory=list)
    cited: list[Cited] = field(default_factory=list)
    units: tuple[OfUnit, ...] = ()
    funds: Collection[str] = ()
    of_subjects: Mapping[str, Collection[str]] = field(default_factory=dict)
    lists_itself: bool = True
    open_rows: list[tuple[Entry, str]] = field(default_factory=list)
    open_funds: list[Entry] = field(default_factory=list)
    nothing: set[str] = field(default_factory=set)

    @property
    def told(self) -> dict[str, list[Entry]]:
        """The listed rows by section; none of a section of which a sheet says so."""
        return {n: rows for n, rows in self.sections.items() if rows or n in self.nothing}

    @property
    def said(self) -> dict[str, list[Entry]]:
        """The listed rows by section, without amounts that no cell says."""
        return {name: self._without_open(name) for name in self.told}

    def to_fill(self) -> dict[str, list[Entry]]:
        """The listed rows as they are written: amounts that no cell says are to be filled."""
        return {name: [*map(self._asked, rows)] for name, rows in self.told.items()}

    def without_figure(self, item: Item, head: Entry, key: str) -> Entry:
        """The entry of a listed row without a figure: 0 where a cell says so, else to be filled."""
        row = head | {key: Decimal(0)}
        self.open_rows += [] if _says_nothing(item) else [(row, key)]
        return row

    def _without_open(self, section: str) -> list[Entry]:
        rows = ((row, self._open_key(row)) for row in self.sections[section])
        return [{k: v for k, v in row.items() if k != key} if key else row for row, key in rows]

    def _asked(self, row: Entry) -> Entry:
        asked: Entry = {key: MARK} if (key := self._open_key(row)) else {}
        if any(one is row for one in self.open_funds):
            return {"名称": row["名称"], FUND: MARK, **row, **asked}
        return row | asked

    def _open_key(self, row: Entry) -> str:
        return next((key for one, key in self.open_rows if one is row), "")


def filled_with(listings: Sequence[Listing], forms: Sequence[Filled], made: Entries) -> Entries:
    """The entries in the rows of all sheets that are lists, put into ``made``."""
    made.units = of_units(listings, made.unit)
    codes = unit_codes(listings)
    readers = {PLANS: _plans, UNITS: _units, SERVICES: _services}
    for listing in sorted(listings, key=lambda one: list(readers).index(one.table.layout)):
        readers[listing.table.layout](listing, codes, made)
    for filled in forms:
        if filled.name:
            if filled.table.layout == EVALUATED:
                _evaluate(filled, made)
            else:
                _set_goal(filled, codes, made)
    return made


def _plans(listing: Listing, codes: Mapping[str, str], made: Entries) -> None:
    rows = made.sections.setdefault(PROJECTS, [])
    made.nothing |= {PROJECTS} if listing.is_empty else set()
    for item in listing.items:
        head: Entry = {
            name: item.words[name]
            for name in ("名称", *listing.grouped)
            if is_filled(item.words.get(name, ""))
        }
        if len(codes) > 1 and (code := codes.get(plain_name(item.words.get("实施单位", "")))):
            head["单位"] = code
        funds: dict[str, Entry] = {}
        for fund, basis, spot in _plan_figures(item, listing, made):
            own: Entry = {} if fund in ("", GENERAL) else {FUND: fund}
            if fund not in funds:
                funds[fund] = head | own
                made.open_funds += [] if fund else [funds[fund]]
            row = funds[fund]
            number = row[basis] = _money(spot, listing, made)
            made.cited.append(Cited(listing.grid, spot, f"项目/{_key(row)}/{basis}", number))
        if not funds:
            # While figures look for where they belong, what is open stands for nothing.
            rows.append(made.without_figure(item, head, THIS_YEAR))
        rows.extend(funds.values())
    made.sections["项目合计"] = list(_subtotals(listing, made))


def _plan_figures(item: Item, listing: Listing, made: Entries) -> Iterator[tuple[str, str, Spot]]:
    """What each cell of a project's row entry is of: fund, basis; no fund where nobody says it.

    One column for several funds is of the only one of them that has projects.
    """
    columns = listing.columns
    yield from figures_by_fund(item, columns)
    yield from ((fund, TOTAL, spot) for fund, spot in unsplit_by_fund(item, columns))
    for whole, basis, spot in of_several_funds(item, columns):
        fund = fund_of_project(whole, made.funds, made.of_subjects.get(item.subject))
        yield fund, TOTAL if basis == BOTH else basis, spot


def open_totals(listings: Iterable[Listing], made: Entries) -> Iterator[str]:
    """The cells 合计 that add up entries of funds that nobody says: by fund they prove nothing."""
    for listing in listings if made.open_funds else ():
        found: dict[int, Decimal] = {}
        for item in listing.items:
            for _, _, spot in of_several_funds(item, listing.columns):
                found[spot.column] = found.get(spot.column, Decimal(0)) + (spot.number or 0)
        yield from (o.where for o in listing.placed if found.get(o.spot.column) == o.number)


def _says_nothing(item: Item) -> bool:
    """Whether a project's row says that it has no money; a blank one says nothing of it."""
    return bool(item.figures) and not any(spot.number for spot in item.figures.values())


def _subtotals(listing: Listing, made: Entries) -> Iterator[Entry]:
    """The sums of groups that the listed entries come to only but for rounding."""
    for group in listing.groups:
        head = {name: group.words[name] for name in listing.grouped if group.words.get(name)}
        below = [one for one in listing.items if head.items() <= one.words.items()]
        for fund, basis, spot in figures_by_fund(group, listing.columns):
            numbers = (number_at(one, listing.columns, fund, basis) for one in below)
            parts = [number for number in numbers if number]
            if head and _is_tail(spot, parts, listing):
                own: Entry = {} if fund == GENERAL else {"资金": fund}
                yield head | own | {basis: _money(spot, listing, made)}


def _is_tail(spot: Spot, parts: Sequence[Decimal], listing: Listing) -> bool:
    """Whether a list's sum differs from its parts, and rounding explains it in an entry."""
    number, unit = spot.number or Decimal(0), Unit.YUAN if listing.unit == "元" else Unit.WAN
    whole = total(Amount.typed(part, unit) for part in parts)
    return number != sum(parts) and whole.agrees(Amount.typed(number, unit))


def _money(spot: Spot, listing: Listing, made: Entries) -> Decimal:
    return money(converted(spot.number or Decimal(0), listing.unit, made.unit))


def _key(row: Entry) -> str:
    return " ".join(str(row[name]) for name in ("资金", "单位", "名称") if name in row)


def _units(listing: Listing, codes: Mapping[str, str], made: Entries) -> None:
    rows = made.sections.setdefault("单位", [])
    made.superior = _superior(listing)
    is_alone = CODE not in listing.columns.words and len(listing.items) == 1
    if made.lists_itself and is_alone and not made.superior:
        made.agency = listing.items[0].words["实施单位"]
        return  # the agency itself, which needs no list of units
    for item in listing.items:
        row: Entry = {
            "代码": item.words.get("代码") or code_of(item),
            "名称": item.words["实施单位"],
        }
        if len(codes) > 1:
            row |= dict(_own_figures(item, listing, made))
        rows.append(row)


def _superior(listing: Listing) -> str:
    """The department of the units listed as entries: by their codes, or the one above."""
    units = [plain(item.words.get("代码", "")) for item in listing.items]
    for group in listing.groups:
        code = plain(group.words.get("代码", ""))
        is_above = not any(units) or (bool(code) and all(unit.startswith(code) for unit in units))
        if units and is_above:
            return group.words.get("实施单位", "")
    return ""


UNIT_FIGURES = (("当年预算", GENERAL, THIS_YEAR), ("上年结转", GENERAL, CARRIED))
WHOLE_UNIT = (TOTAL, "全部", "预算")


def _own_figures(item: Item, listing: Listing, made: Entries) -> Iterator[tuple[str, Decimal]]:
    """A listed unit's income entry, as the table prints it; its rows may say otherwise."""
    for key, fund, basis in (*UNIT_FIGURES, WHOLE_UNIT):
        number = number_at(item, listing.columns, fund, basis)
        if number:
            yield key, money(converted(number, listing.unit, made.unit))


def _services(listing: Listing, codes: Mapping[str, str], made: Entries) -> None:
    own = listing.own
    if own is None:
        return
    rows = made.sections.setdefault(own.key, [])
    made.nothing |= {own.key} if listing.is_empty else set()
    for item in listing.items:
        words = {n: w for n in listing.columns.words if is_filled(w := item.words.get(n, ""))}
        head: Entry = {n: w for n, w in words.items() if n not in OF_UNITS}
        if len(codes) > 1 and (code := codes.get(plain_name(item.words.get("实施单位", "")))):
            head = {"单位": code, **head}
        found = [*figures_by_fund(item, listing.columns)]
        # A note across the sheet says one thing in every column.
        is_row = not found and len({*words.values()}) > 1
        rows += [made.without_figure(item, head, own.amount)] if is_row else []
        for fund, _, spot in found:
            row = head | ({} if fund == GENERAL else {"资金": fund})
            number = row[own.amount] = _money(spot, listing, made)
            key = " ".join(str(row[n]) for n in ("资金", "单位", own.called) if n in row)
            made.cited.append(Cited(listing.grid, spot, f"{own.key}/{key}/{own.amount}", number))
            rows.append(row)


# Forms of projects


def _evaluate(filled: Filled, made: Entries) -> None:
    project: Entry = {"名称": filled.name}
    names = (*OWN_WORDS, *OTHER_WORDS)
    project |= {n: w for n in names if (w := _word(filled.words, n))}
    project["资金"] = dict(_funding(filled, made))
    if weight := filled.words.get("资金分值"):
        project["资金分值"] = _typed("资金分值", weight)
    elif filled.score:
        project["资金分值"] = MARK
    items = [
        {name: _typed(name, spot) for name, spot in item.items() if spot.text not in LEFT}
        for item in filled.items
    ]
    project["资金管理"] = [item for item in items if MANAGED in item]
    goal = {key: w for key in ("预期", "实际") if (w := _word(filled.words, f"年度目标{key}"))}
    project["年度目标"] = goal
    project["指标"] = [item for item in items if MANAGED not in item]
    made.evaluated.append({key: value for key, value in project.items() if value or key == "资金"})


def _word(words: Values, name: str) -> str:
    text = words[name].text if name in words else ""
    return "" if text in LEFT else text


def _typed(name: str, spot: Spot) -> object:
    return spot.number if name in NUMBERS and spot.number is not None else spot.text


def _funding(filled: Filled, made: Entries) -> Iterator[tuple[str, list[object]]]:
    """The project's entry of money, that of a row for several sources under the first.

    A 0 is a figure: all of a budget may have been taken back.  A source of zeros alone is none.
    What a cell leaves blank is to be filled.
    """
    found: dict[str, dict[str, Decimal]] = {}
    for points, spot in filled.figures.items():
        funds = [point.fund for point in points]
        if points[0].flow == EVALUATED and funds != [TOTAL] and spot.number is not None:
            numbers = found.setdefault(funds[0], {})
            number = money(converted(spot.number, filled.unit, made.unit))
            numbers[points[0].basis] = number or numbers.get(points[0].basis, number)
    for source, numbers in found.items():
        if not any(numbers.values()):
            continue
        budget, adjusted, spent = map(numbers.get, COLUMNS)
        # A form may leave out what was not adjusted.
        each = (budget, budget if adjusted is None else adjusted, spent)
        yield source, [MARK if number is None else number for number in each]


def nothing_open(value: object) -> object:
    """Entries of projects while figures look for places: what is to be filled says nothing.

    Money is nothing then, points are left out, and a word is one that forms print for nothing.
    """
    if isinstance(value, Mapping):
        said = {k: one for k, one in value.items() if k not in NUMBERS or one != MARK}
        return {key: UNSAID if one == MARK else nothing_open(one) for key, one in said.items()}
    if isinstance(value, list):
        return [Decimal(0) if one == MARK else nothing_open(one) for one in value]
    return value


def _only_in_form(filled: Filled, code: str | None, made: Entries) -> Iterator[Entry]:
    """The entries of a project that no list has: what its form says of its money, by fund.

    What the form says of several funds in one is of the only one that has projects; else its fund
    is to be filled, and counts as the usual one while figures look for where they belong.
    """
    head: Entry = {"名称": filled.name}
    head |= {"单位": code} if code else {}
    planned = {points: s for points, s in filled.figures.items() if points[0].flow == PLANNED}
    is_split = any(point.fund != ALL for (point, *_) in planned)
    for (point, *others), spot in planned.items():
        if (point.fund != ALL or not is_split) and not others and spot.number:
            fund = fund_of_project(point.fund, made.funds)
            row = head | ({} if fund in ("", GENERAL) else {FUND: fund})
            number = row[point.basis] = money(converted(spot.number, filled.unit, made.unit))
            key = f"{PROJECTS}/{_key(row)}/{point.basis}"
            made.cited.append(Cited(filled.grid, spot, key, number))
            made.open_funds += [] if fund else [row]
            yield row


def _set_goal(filled: Filled, codes: Mapping[str, str], made: Entries) -> None:
    """A listed goal for the budget project of that name; an entry of its own where none has it."""
    goal: Entry = {"年度目标": _word(filled.words, "年度目标预期")}
    goal["指标"] = [
        {(key := GOAL_WORDS.get(name, name)): _typed(key, spot) for name, spot in item.items()}
        for item in filled.items
    ]
    rows = made.sections.setdefault(PROJECTS, [])
    name, agency = plain_name(filled.name), plain_name(filled.agency)
    named = [row for row in rows if plain_name(str(row["名称"])) == name]
    # A unit's name may begin with its department's.
    code = codes.get(max((unit for unit in codes if unit in agency), key=len, default=""))
    # Projects of several units may have one name.
    is_alone = len(named) == 1
    own = [row for row in named if row.get("单位", code if is_alone else None) == code]
    own = named if code is None and is_alone else own
    if not own:
        here = code if len(codes) > 1 else None
        own = list(_only_in_form(filled, here, made)) or [{"名称": filled.name}]
        rows.extend(own)
    own[0]["目标"] = goal
