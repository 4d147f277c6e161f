"""Source lines: points that a workbook tells → the lines of a source that say the same.

A line is written at the finest level that the workbook has: a 项 by 人员经费 and 公用经费 where a
table splits it, a 款 where nothing lies below.  Coarser figures are held against these; one that
prints otherwise than they add up becomes a 公布数.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from mingzhang.facts.amount import CENTS, EXACT, Unit
from mingzhang.facts.cube import Point
from mingzhang.facts.source_rows import CLASS, GENERAL, NATURE, OTHER, economic_nature
from mingzhang.facts.subject_catalogue import TOTAL, Catalogue, ancestors
from mingzhang.forms.dimensions import FUNDS, NATURES, Bases, chain
from mingzhang.forms.document_kind import Kind
from mingzhang.intake.carried_balances import balances
from mingzhang.intake.economic_natures import by_nature, is_unsplit
from mingzhang.intake.marked_tables import LOOSE
from mingzhang.intake.number_placing import Placed
from mingzhang.intake.sheet_figures import Told, in_unit
from mingzhang.intake.units_in_cells import WORTH, shortest
from mingzhang.reading.unfilled_places import MARK

FISCAL, ALL = "财政拨款", "全部"
ECONOMIC, SPENT, INCOME, OPENING, CLOSING = "经济分类", "支出", "收入", "年初结转", "年末结转"
NOT_KNOWN, PROJECT, PROJECTS = "缺", "项目支出", "项目支出明细"
BASIC, CARRIED_ON = "基本支出", "结转下年"
BOTH, FINAL = "预算", "决算"
SECTIONS = (SPENT, INCOME, BASIC, PROJECTS)
UNFUNDED = tuple(n for n in NATURES[TOTAL] if n not in (BASIC, PROJECT))
COLUMNS = (*NATURES[BASIC], *NATURES[TOTAL], TOTAL, OPENING, INCOME, CLOSING)
Key = tuple[str, str, str, str, str]  # section, subject, fund, basis, nature
Rows = dict[Key, dict[str, Decimal]]


@dataclass
class Lines:
    """The lines of a new source while they are gathered from sheets."""

    catalogue: Catalogue
    bases: Bases
    mixed: frozenset[str] = frozenset()  # classes of economic subjects with money of both natures
    compared: tuple[str, ...] = ()  # bases that are keys of the lines: 年初预算
    rows: Rows = field(default_factory=dict)
    carried_on: dict[str, Decimal] = field(default_factory=dict)
    budgets: dict[tuple[str, str], Decimal] = field(default_factory=dict)  # of whole funds
    unknown: dict[Key, set[str]] = field(default_factory=dict)
    asked: set[tuple[Key, str]] = field(default_factory=set)

    def leave_open(self, point: Point) -> bool:
        """Write a line of the source with a figure not known (缺); False if none can say it."""
        found = self.line_of(point)
        if point.flow == ECONOMIC and point.fund in FUNDS[FISCAL]:
            section = PROJECTS if point.nature == PROJECT else BASIC
            found = ((section, point.subject, point.fund, "", ""), "金额")
        if found is None or found[1] in self.rows.get(found[0], {}):
            return False
        self.unknown.setdefault(found[0], set()).add(found[1])
        return True

    def ask(self, point: Point) -> None:
        """Leave a line's figure to the author; while the source is read it is not known."""
        found = self.line_of(point)
        if found and found[1] not in self.rows.get(found[0], {}):
            self.unknown.setdefault(found[0], set()).add(found[1])
            self.asked.add(found)

    def line_of(self, point: Point) -> tuple[Key, str] | None:
        """The source line and its key in which one of the gathered points is said."""
        return line_of(point, self.catalogue, self.mixed, self.compared)

    @property
    def has_gaps(self) -> bool:
        """Whether a sheet says that a figure of a source line is not known."""
        return any(
            (key, name) not in self.asked for key in self.unknown for name in self.unknown[key]
        )

    def add(self, point: Point, number: Decimal) -> bool:
        """Write a point's figure as a line; False where no line of a source can say it."""
        if point.flow == CLOSING and point.basis != FINAL:
            if point.fund not in (*FUNDS[FISCAL], OTHER) or point.subject:
                return False
            self.carried_on[point.fund] = number
            return True
        if _is_whole_budget(point, self.compared):
            self.budgets.setdefault((point.basis, point.fund), number)
            return True
        found = self.line_of(point)
        if found is None:
            return False
        key, column = found
        self.rows.setdefault(key, {}).setdefault(column, number)
        return True

    def lists(self, *, marked: bool = False) -> Mapping[str, list[dict[str, object]]]:
        """The source lines by section, subjects in order and sums last.

        ``marked``: what the author is to say is marked to be filled.
        """
        found: dict[str, list[dict[str, object]]] = {}
        keys = {*self.rows, *self.unknown}
        inner = {a for _, code, *_ in keys for a in ancestors(code) if a != code}
        order = sorted(keys, key=lambda k: (SECTIONS.index(k[0]), k[1] in inner, k[1], k[2:]))
        for key in order:
            found.setdefault(key[0], []).append(self._line(key, marked=marked))
        return found

    def _line(self, key: Key, *, marked: bool) -> dict[str, object]:
        line = head_of(key)
        figures = self.rows.get(key, {})
        places = {name: at for at, name in enumerate((*COLUMNS, *self.compared))}
        order = sorted(figures, key=lambda name: places.get(name, 0))
        known: dict[str, object] = {name: money(figures[name]) for name in order}
        for name in sorted(self.unknown.get(key, ())):
            known[name] = MARK if marked and (key, name) in self.asked else NOT_KNOWN
        return line | known


def head_of(key: Key) -> dict[str, object]:
    """What a source line says of its figures: subject, and what is not as usual."""
    _, code, fund, basis, nature = key
    said = {"资金": "" if fund == GENERAL else fund, "口径": basis, NATURE: nature}
    subject: object = Decimal(code) if code else TOTAL
    return {"科目": subject, **{k: v for k, v in said.items() if v}}


def money(number: Decimal) -> Decimal:
    """A figure for a source line with the two decimals that it carries; zero is 0."""
    exponent = number.as_tuple().exponent
    if not number or not isinstance(exponent, int):
        return Decimal(0)
    return number if exponent <= -CENTS else number.quantize(Decimal("0.01"))


def written(placed: Placed, unit: Unit) -> Decimal:
    """A sheet's number as a source line has it: money with its decimals, a count as it is."""
    number = in_unit(placed, unit)
    return money(number) if placed.unit in WORTH else shortest(number)


def line_of(
    point: Point,
    catalogue: Catalogue,
    mixed: Collection[str] = (),
    compared: Collection[str] = (),
) -> tuple[Key, str] | None:
    """The source line and its key in which a cube's point is said.

    On a basis that the result is ``compared`` with it stands in the line of the result.
    """
    basis = "" if point.basis == FINAL else point.basis
    point = point._replace(subject=point.subject.removeprefix(LOOSE))
    if point.fund not in (*FUNDS[FISCAL], OTHER, *FUNDS[OTHER]):
        return None
    if point.flow == ECONOMIC:
        said = _said_nature(point, catalogue, mixed)
        return _line_by_economy(point, basis, said)
    if point.flow == INCOME and point.fund in FUNDS[OTHER]:
        return ((INCOME, point.subject, point.fund, "", ""), income_column(point.basis))
    if basis and point.flow != SPENT:
        return None
    if basis in compared:
        key = (SPENT, point.subject, point.fund, "", "")
        return (key, basis) if point.subject and point.nature == TOTAL else None
    column = point.nature if point.flow == SPENT else point.flow
    return ((SPENT, point.subject, point.fund, basis, ""), column)


def _is_whole_budget(point: Point, compared: Collection[str]) -> bool:
    """Whether a point is a fund's whole budget, which no source line has but a key of its own."""
    is_whole = not point.subject and point.nature == TOTAL and point.fund in FUNDS[FISCAL]
    return point.flow == SPENT and point.basis in compared and is_whole


def income_column(basis: str) -> str:
    """The key of a source line of other income that has the money of a basis."""
    return {FINAL: "金额", BOTH: TOTAL}.get(basis, basis)


def _said_nature(point: Point, catalogue: Catalogue, mixed: Collection[str]) -> str:
    """The nature that a source line of an economic subject says: one that is not as usual."""
    is_usual = point.nature == economic_nature(point.subject, catalogue)
    is_silent = is_usual and point.subject not in mixed
    return "" if is_silent or point.nature not in NATURES[BASIC] else point.nature


def _line_by_economy(point: Point, basis: str, nature: str) -> tuple[Key, str] | None:
    """The source line of what was bought; basic spending is of the general budget."""
    is_project = point.nature == PROJECT
    is_whole = not point.subject and not is_project and point.nature not in (BASIC, TOTAL)
    is_mixed = not basis and is_unsplit(point)
    if is_whole or is_mixed or not (is_project or point.fund == GENERAL):
        return None
    return ((PROJECTS if is_project else BASIC, point.subject, point.fund, basis, nature), "金额")


def lines_of(told: Told, catalogue: Catalogue, kind: Kind) -> Lines:
    """The finest figures of a workbook as source lines."""
    bases = kind.bases
    points = {**dict(meant_points(told)), **dict(told.points())}
    owned = {owned_by(point, points, bases): number for point, number in points.items()}
    every = {**owned, **points}
    every = {**dict(_all_of_one_basis(every, bases)), **every}
    every |= dict(_remainders(every))
    every |= dict(_other_natures(every))
    every |= dict(_other_closing(told, every))
    every = {**dict(_left_by_fund(every, bases)), **every}
    if bases.silent == FINAL:
        every = dict(by_nature(every))
    unusual = {p for p, number in every.items() if number and _is_unusual(p, catalogue)}
    mixed = frozenset(p.subject[:CLASS] for p in unusual)
    lines = Lines(catalogue, bases, mixed, kind.compared)
    parted = {p._replace(nature=whole) for p in unusual for whole in (BASIC, TOTAL)}
    for point in sorted(_finest(every, bases)):
        if not _follows(point, every) and point not in parted:
            lines.add(point, every[point])
    carried = balances(every)
    for point, number in carried.known:
        lines.add(point, number)
    for point in carried.asked:
        lines.ask(point)
    for point in sorted(_open_leaves(told)):
        lines.leave_open(owned_by(point, points, bases))
    return lines


def _is_unusual(point: Point, catalogue: Catalogue) -> bool:
    """Whether a source line has to say that its economic subject's money is of that nature."""
    return point.flow == ECONOMIC and bool(point.subject and _said_nature(point, catalogue, ()))


def _open_leaves(told: Told) -> Iterator[Point]:
    """Source lines of what is not known, at the finest subject and nature of the workbook.

    A sum of which the sheets tell the parts follows from these, whatever its own cell says.
    """
    single = [target[0] for target in told.gaps if isinstance(target, tuple) and len(target) == 1]
    gaps = set(_in_every_table(single))
    above = {
        point._replace(subject=code)
        for point in gaps
        for code in ("", *ancestors(point.subject))
        if code != point.subject
    }
    known = {
        point._replace(subject=code)
        for point, number in told.points()
        for code in ("", *ancestors(point.subject))
        if number
    }
    for point in gaps - above - known:
        natures = {*NATURES.get(point.nature, ()), *NATURES[BASIC]} - {point.nature}
        finer = {point._replace(nature=nature) for nature in natures}
        if not finer & gaps and not finer & known:
            yield point


def _in_every_table(points: Sequence[Point]) -> Iterator[Point]:
    """Points for lines that each table of their kind has, so that all would be open."""
    times = Counter(points)
    most: dict[Point, int] = {}
    for point, count in times.items():
        kind = point._replace(subject="")
        most[kind] = max(most.get(kind, 0), count)
    yield from (p for p, count in times.items() if count == most[p._replace(subject="")])


def _follows(point: Point, points: Mapping[Point, Decimal]) -> bool:
    """Whether a point needs no source line: fiscal income of what it pays for."""
    spent = points.get(point._replace(flow=SPENT))
    moved = any(points.get(point._replace(flow=flow)) for flow in (OPENING, CLOSING))
    return (
        point.flow == INCOME
        and point.fund in FUNDS[FISCAL]
        and not moved
        and (spent == points[point])
    )


def owned_by(point: Point, points: Mapping[Point, Decimal], bases: Bases) -> Point:
    """The line's point under the one fund that has all of its group's money, if there is one.

    A summary tells 财政拨款 or all money by subject; where the tables by fund show that it is all
    of one fund, it is that fund's.
    """
    if point.fund not in (ALL, FISCAL) or point.flow not in (SPENT, INCOME, OPENING, CLOSING):
        return point
    for basis in chain(point.basis, bases):
        spent = Point(SPENT, basis, point.fund, point.subject)
        totals = {fund: points.get(spent._replace(fund=fund)) for fund in FUNDS[FISCAL]}
        used = [fund for fund, number in totals.items() if number]
        whole = [points.get(spent._replace(fund=fund)) for fund in (ALL, point.fund)]
        if len(used) == 1 and (point.fund == FISCAL or totals[used[0]] in whole):
            return point._replace(fund=used[0])
    return point


def _finest(points: Mapping[Point, Decimal], bases: Bases) -> Iterator[Point]:
    """The points for source lines: those that no other refines, by subject, nature or basis."""
    used = {point for point, number in points.items() if number}
    above = {
        point._replace(subject=code)
        for point in used
        for code in ancestors(point.subject)
        if code != point.subject
    }
    for point in used - above:
        natures = NATURES.get(point.nature, ())
        below = (*natures, *NATURES[BASIC]) if point.nature == TOTAL else natures
        split = point.flow == SPENT and any(point._replace(nature=n) in used for n in below)
        finer = (point._replace(basis=b) for b in bases.get(point.basis, ()))
        if not split and not any(other in used for other in finer):
            yield point


def _remainders(points: Mapping[Point, Decimal]) -> Iterator[tuple[Point, Decimal]]:
    """Lines of other than fiscal spending: all of it, less the funds that have tables.

    Funds that come to more than all of it contradict it: nobody spent less than nothing.
    """
    for point, number in points.items():
        if point.flow != SPENT or point.fund != ALL:
            continue
        if not _is_taken_apart(point, points):
            continue
        rest = EXACT.subtract(number, _fiscal_part(point, points))
        if (rest > 0 or number < 0) and rest and _is_leaf(point, points):
            yield point._replace(fund=OTHER), rest


def _all_of_one_basis(
    points: Mapping[Point, Decimal], bases: Bases
) -> Iterator[tuple[Point, Decimal]]:
    """The lines of several funds of a subject whose whole budget a summary tells on one basis.

    It tells them together: what they come to on all bases is of that one, and so is each of them.
    """
    for point, number in points.items():
        if (point.flow, point.fund) != (SPENT, FISCAL) or point.basis in ("", bases.main, FINAL):
            continue
        whole = (point._replace(fund=fund, basis=bases.main) for fund in FUNDS[FISCAL])
        known = {own: points[own] for own in whole if points.get(own)}
        if len(known) > 1 and sum(known.values()) == number:
            yield from ((own._replace(basis=point.basis), part) for own, part in known.items())


def _fiscal_part(point: Point, points: Mapping[Point, Decimal]) -> Decimal:
    """The fiscal money in a line's point of all money; by fund only where no table tells it whole.

    A summary by 类 tells it of a 类 of which two funds have money, and of neither how much.
    """
    whole = points.get(point._replace(fund=FISCAL))
    parts = (points.get(point._replace(fund=fund), Decimal(0)) for fund in FUNDS[FISCAL])
    return sum(parts, Decimal(0)) if whole is None else whole


def _other_closing(told: Told, points: Mapping[Point, Decimal]) -> Iterator[tuple[Point, Decimal]]:
    """The line of other money left: all that is left, less the fiscal money.

    Of which subject it is, no table tells: it is one amount of the whole fund.
    """
    for point, number in points.items():
        if point.flow != CLOSING or point.fund != ALL or point.subject:
            continue
        fiscal = _fiscal_closing(told, point._replace(fund=FISCAL), points)
        if fiscal is not None and (rest := EXACT.subtract(number, fiscal)):
            yield point._replace(fund=OTHER), rest


def _fiscal_closing(told: Told, point: Point, points: Mapping[Point, Decimal]) -> Decimal | None:
    """The line of fiscal money left; none where its cell is blank and all was spent."""
    if point in points or (point,) not in told.blank:
        return points.get(point)
    received, spent = (points.get(point._replace(flow=flow)) for flow in (INCOME, SPENT))
    if received is None or spent is None:
        return None
    opening = points.get(point._replace(flow=OPENING), Decimal(0))
    return Decimal(0) if EXACT.add(received, opening) == spent else None


def _left_by_fund(points: Mapping[Point, Decimal], bases: Bases) -> Iterator[tuple[Point, Decimal]]:
    """The lines of what a budget leaves of each fiscal fund: income less what is spent.

    Only where tables tell both of every fund that has any, and what they leave is what is told.
    """
    for point, number in points.items():
        if point.flow != CLOSING or point.fund != FISCAL or point.basis == FINAL or point.subject:
            continue
        found = dict(_left(point, points, bases))
        if number and sum(found.values(), Decimal(0)) == number:
            yield from ((own, rest) for own, rest in found.items() if rest)


def _left(
    point: Point, points: Mapping[Point, Decimal], bases: Bases
) -> Iterator[tuple[Point, Decimal]]:
    for fund in FUNDS[FISCAL]:
        own = point._replace(fund=fund, basis=bases.main)
        received, spent = (
            _on_all_bases(own._replace(flow=flow), points, bases) for flow in (INCOME, SPENT)
        )
        if received is not None and spent is not None:
            yield point._replace(fund=fund), EXACT.subtract(received, spent)


def _on_all_bases(point: Point, points: Mapping[Point, Decimal], bases: Bases) -> Decimal | None:
    """A source line's point on the basis that sums the others, or what these come to."""
    if point in points:
        return points[point]
    parts = [points.get(point._replace(basis=basis)) for basis in bases.get(point.basis, ())]
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) if parts and len(known) == len(parts) else None


def _other_natures(points: Mapping[Point, Decimal]) -> Iterator[tuple[Point, Decimal]]:
    """Lines of 人员经费 and 公用经费 of other money, where only whole tables tell them.

    A table of all money has them by subject, one of fiscal money by what it buys.  Other money that
    has basic spending of one subject only has the difference, and the fiscal money the rest.
    """
    for spent in [p for p in points if p[0] == SPENT and p.fund == OTHER and p.nature == BASIC]:
        alike = [p for p in points if p[:3] == spent[:3] and p.nature == BASIC and points[p]]
        if not spent.subject or len([p for p in alike if p.subject]) > 1:
            continue
        parts = {n: _other_part(spent._replace(nature=n), points) for n in NATURES[BASIC]}
        known = [number for number in parts.values() if number is not None]
        if len(known) < len(parts) or sum(known, Decimal(0)) != points[spent]:
            continue
        for nature, number in parts.items():
            point = spent._replace(nature=nature)
            if number:
                yield point, number
            for code in {"", *ancestors(spent.subject)}:
                whole = points.get(point._replace(fund=ALL, subject=code))
                if whole is not None and number is not None and code:
                    own = point._replace(fund=GENERAL, subject=code)
                    yield own, EXACT.subtract(whole, number)


def _other_part(point: Point, points: Mapping[Point, Decimal]) -> Decimal | None:
    """For a source line: all money of a nature, less the fiscal money by what it buys."""
    whole = points.get(point._replace(fund=ALL, subject=""))
    bought = point._replace(flow=ECONOMIC, subject="")
    parts = [points.get(bought._replace(fund=fund)) for fund in FUNDS[FISCAL]]
    known = [number for number in parts if number is not None]
    return EXACT.subtract(whole, sum(known, Decimal(0))) if known and whole is not None else None


def meant_points(told: Told) -> Iterator[tuple[Point, Decimal]]:
    """The point of a source line that a cell means, where its form adds several there.

    A column 事业收入 has 财政专户 besides in some forms; what stands below that word is 事业.
    """
    single = {point for point, _ in told.points()}
    for target, placed in told.first.items():
        if isinstance(target, tuple) and len(target) > 1 and not single.intersection(target):
            meant = _named_in(target, placed)
            if meant and not placed.is_sum:
                yield meant, in_unit(placed, told.unit)


def _named_in(points: Sequence[Point], placed: Placed) -> Point | None:
    """The only point for a line whose fund or nature the cell's row or column is called by."""
    funds, natures = {p.fund for p in points}, {p.nature for p in points}
    rest = {p._replace(fund="", nature="") for p in points}
    if len(rest) > 1 or (len(funds) > 1 and len(natures) > 1):
        return None
    if not (funds <= {*FUNDS[OTHER]} or natures <= {*NATURES[TOTAL]}):
        return None
    spot, grid = placed.spot, placed.grid
    above = (grid.at(row, spot.column).text for row in range(spot.row))
    beside = (grid.at(spot.row, column).text for column in range(spot.column))
    words = "\n".join((*above, *beside))
    named = [p for p in points if (p.fund if len(funds) > 1 else p.nature) in words]
    return named[0] if len(named) == 1 else None


def _is_taken_apart(point: Point, points: Mapping[Point, Decimal]) -> bool:
    """Whether a line is taken apart by tables of funds with the same basis and nature.

    Where they have sums, and no column for a nature that the sums have, all of it is other money:
    上缴上级支出, 经营支出 and 对附属单位补助支出 are columns of the table of all money only.  So it
    is where the column is blank, and the other nature comes to the sum.
    """
    natures = {
        other.nature
        for other in points
        if other.fund in FUNDS[FISCAL] and other.subject and other.flow == point.flow
        if other.basis == point.basis
    }
    if point.nature in natures or TOTAL not in natures:
        return point.nature in natures
    beside = {BASIC: PROJECT, PROJECT: BASIC}.get(point.nature, TOTAL)
    parts = (_fiscal_part(point._replace(nature=nature), points) for nature in (beside, TOTAL))
    return len({*parts}) == 1


def _is_leaf(point: Point, points: Iterable[Point]) -> bool:
    code = point.subject
    return not any(
        other.fund == ALL and other.subject != code and other.subject.startswith(code)
        for other in points
        if other.flow == point.flow and other.basis == point.basis
    )
