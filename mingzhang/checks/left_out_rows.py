"""Left-out rows: failing identities and the rows of each list → the list that lacks one.

A row that was left out stands in the sums in which a row of its kind stands (the same subject
above, the same unit, the same columns): they are all short by what it had.  No figure that was
typed is wrong then, and the totals that fail follow from the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import islice
from math import inf, log

from mingzhang.checks.compound_faults import BUDGETS, LOST_ROW
from mingzhang.checks.consequences import Root
from mingzhang.checks.named_but_unlisted import Named, unlisted
from mingzhang.checks.rule import Cause, Equation
from mingzhang.checks.suspects import AGAIN, Case, Standing, Suspect
from mingzhang.checks.typing_slips import slips
from mingzhang.diagnostics import Diagnostic, Operand, Place, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.amount import EXACT, Amount, Unit
from mingzhang.facts.row_names import row_name
from mingzhang.facts.source_rows import PLANS, Row
from mingzhang.forms.list_columns import Column
from mingzhang.reading.node import Node
from mingzhang.reading.ways_out import changed, together

CODE = "MZ772"
# How often a row is left out, beside one of whose figures one is wrong; by guess.  A project is
# many lines, and comes from another paper than the totals.
LEFT_OUT, PROJECT_LEFT_OUT = 0.03, 0.3
CLOSE = log(50)  # how much likelier another explanation is beside which it is worth a word
NAMED = 100  # how much likelier it is where a name is met that the list lacks
EVALUATED = "自评表"
UNLISTED = "MZ342"  # money of projects that are not listed
WHAT = {PLANS: "一个项目", EVALUATED: "一个项目"}
CODE_KEY = "科目"
GROUPS = ("单位", "资金", "口径", "性质")  # and by what a form groups its projects
SHOWN = 6  # rows of its kind that are listed beside
MONEY = ("年初预算", "全年预算", "全年执行")
BUDGETED, SPENT = MONEY[:2], MONEY[2]
ROW = "行"  # the column of what the number of a list's rows counts
# Where a cell was typed; of a number of rows, which nobody typed, its figure in an identity.
Cell = Place | int


@dataclass(frozen=True, eq=False)
class Line:
    """A line of a list from which one may be left out: its cells by column, and its node."""

    name: str
    node: Node
    cells: Mapping[str, Cell]
    code: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Lack:
    """What a list lacks: a row of a kind, its amounts (元) by column, and what that mends.

    ``beside`` are the lines of that kind that are there.
    """

    listed: str
    place: Place
    kind: Mapping[str, str]
    beside: tuple[Line, ...]
    amounts: Mapping[str, Amount]
    mended: tuple[Equation, ...]
    weight: float
    named: Named | None = None
    columns: tuple[str, ...] = ()  # in which of them it may be, where that cannot be told
    instead: Place | None = None  # the figure that is likelier wrong

    @property
    def rank(self) -> tuple[int, int, float]:
        """The sort key of a left-out row, as suspects have theirs."""
        return -len(self.mended), Standing.UNKNOWN, -self.weight


def left_out(case: Case, ranked: Sequence[Suspect], account: Account) -> Lack | None:
    """The row that was left out, where that explains as much as any suspected figure."""
    lacks = [lack for lack in _lacks(case, account) if lack.amounts]
    best = min(lacks, key=lambda lack: lack.rank, default=None)
    if best is None or not ranked:
        return best
    best = replace(best, columns=tuple(_columns(best, lacks)))
    first = ranked[0]
    if (first.change or not first.moved) and not _is_vague(first):
        return None
    single = next(_singles(ranked), None)
    if single is None or best.rank < _rank(single, best, case):
        return best
    is_close = best.rank[:2] == single.rank[:2] and best.weight + CLOSE > single.evidence.weight
    return replace(best, instead=single.figure.place) if is_close else None


def _singles(ranked: Sequence[Suspect]) -> Iterator[Suspect]:
    """Single figures that may be wrong instead of a left-out row: before others a 0 as likely."""
    single = [s for s in ranked if not s.change and s.moved]
    alike = (s for s in single if s.rank[:2] == single[0].rank[:2])
    yield from (s for s in alike if not s.figure.amount.value)
    yield from single


def _rank(single: Suspect, best: Lack, case: Case) -> tuple[int, int, float]:
    """A suspect's rank: a slip of the hand, or a 0 that was never filled in, goes before.

    Unless something else names the row that was left out.
    """
    number, standing, weight = single.rank
    is_likely = _is_slip(single, case.unit) or not single.figure.amount.value
    return number, standing, -inf if is_likely and not best.named else weight


def _is_slip(suspect: Suspect, unit: Unit) -> bool:
    """Whether a slip of the hand gives what was typed: likelier than a row left out by as much."""
    return any(slips(suspect.figure.amount.value, Amount(suspect.evidence.meant), unit))


def _columns(best: Lack, lacks: Iterable[Lack]) -> Iterator[str]:
    """The columns in each of which a row that was left out may have had its one amount."""
    alike = (o for o in lacks if (o.listed, o.mended) == (best.listed, best.mended))
    alone = [tuple(other.amounts) for other in alike if len(other.amounts) == 1]
    yield from dict.fromkeys(column for columns in alone for column in columns)


def _is_vague(suspect: Suspect) -> bool:
    """Whether a suspicion only says that a row was left out."""
    return LOST_ROW in suspect.evidence.words


def _lacks(case: Case, account: Account) -> Iterator[Lack]:
    failing = list(dict.fromkeys(e for own in case.failing.values() for e in own))
    for listed, place, lines in _lists(account):
        cells: dict[str, dict[Cell, Line]] = {}
        for line in lines:
            for column, cell in line.cells.items():
                cells.setdefault(column, {})[cell] = line
        for amounts in _amounts(cells, failing):
            good = tuple(e for e in failing if _is_mended(e, amounts, cells))
            if (
                good
                and not _is_against(amounts, cells, case)
                and not _is_unfilled(amounts, lines)
                and not _is_counted(amounts, _within(good, amounts, lines), case)
                and not _is_spent_only(amounts, cells, case)
            ):
                kind = _kind(good, amounts, cells)
                beside = tuple(line for line in lines if _is_of(line, kind))
                named = unlisted(account, listed)
                often = (PROJECT_LEFT_OUT if listed == PLANS else LEFT_OUT) * (
                    NAMED if named else 1
                )
                weight = log(often) + _weight(amounts, len(beside), case)
                weight += _had_nothing(amounts, cells, lines, case)
                yield Lack(listed, place, kind, beside, amounts, good, weight, named)


Cells = Mapping[str, Mapping[Cell, Line]]  # by column


def _amounts(cells: Cells, failing: Sequence[Equation]) -> Iterator[Mapping[str, Amount]]:
    """What a row that was left out may have had: an amount in one column, or in several."""
    found: dict[str, Amount] = {}
    for column, own in cells.items():
        others = [c for name, c in cells.items() if name != column]
        alone = [e for e in failing if not any(_has(e, c) for c in others)]
        if by := _usual(_asked(e, own, {}, cells) for e in alone or failing):
            found[column] = by
            yield {column: by}
    yield from _several(found, failing, cells)


def _usual(asked: Iterable[Amount | None]) -> Amount | None:
    """What most identities say that the left-out row had, the most exact of those."""
    known = [by for by in asked if by and by.value > 0]
    alike = {by: sum(by.agrees(other) for other in known) for by in known}
    return max(known, key=lambda by: (alike[by], -by.half), default=None)


def _several(
    found: Mapping[str, Amount], failing: Sequence[Equation], cells: Cells
) -> Iterator[Mapping[str, Amount]]:
    """The amounts of several columns of one left-out row: each mends what the others do not."""
    every = [_grown({column: by}, found, failing, cells) for column, by in found.items()]
    kept = max(every, key=lambda amounts: _count(amounts, failing, cells), default={})
    if len(kept) > 1:
        yield {column: kept[column] for column in found if column in kept}


def _grown(
    kept: Mapping[str, Amount],
    found: Mapping[str, Amount],
    failing: Sequence[Equation],
    cells: Cells,
) -> Mapping[str, Amount]:
    """A left-out row's amount in one column, and what else it had, going by that."""
    for column in [c for c in found if c not in kept]:
        rest = _usual(_asked(e, cells[column], kept, cells) for e in failing)
        tried = [{**kept, column: by} for by in (found[column], rest) if by]
        best = max(tried, key=lambda amounts: _count(amounts, failing, cells))
        if _count(best, failing, cells) > _count(kept, failing, cells):
            kept = best
    return kept


def _count(amounts: Mapping[str, Amount], failing: Iterable[Equation], cells: Cells) -> int:
    return sum(_is_mended(equation, amounts, cells) for equation in failing)


def _has(equation: Equation, own: Mapping[Cell, Line]) -> bool:
    return not own.keys().isdisjoint(equation.leaves)


def _asked(
    equation: Equation, own: Mapping[Cell, Line], known: Mapping[str, Amount], cells: Cells
) -> Amount | None:
    """What a left-out row had in a column, by an identity in which cells of that column stand.

    ``known`` is what it had in others.
    """
    weight = _weight_of(equation, own)
    if not weight or equation.relation != "=":
        return None
    others = (_weight_of(equation, cells[column]) * by.value for column, by in known.items())
    left = EXACT.add(equation.residual.value, sum(others, Decimal(0)))
    value = EXACT.divide(left.copy_negate(), Decimal(weight))
    return Amount(value, EXACT.divide(equation.residual.half, Decimal(abs(weight))))


def _weight_of(equation: Equation, own: Mapping[Cell, Line]) -> int:
    """How often, and on which side, an identity has the cells of a column; 0 where they differ."""
    found = {equation.leaves[place][0] for place in own if place in equation.leaves}
    return found.pop() if len(found) == 1 else 0


def _is_mended(equation: Equation, amounts: Mapping[str, Amount], cells: Cells) -> bool:
    """Whether an identity would hold with the left-out row among its cells.

    It may be the only one of its unit that has a cell in that column.
    """
    weights = {column: _weight_of(equation, cells[column]) for column in amounts}
    seen = {weight for weight in weights.values() if weight}
    ways = [weights, *(dict.fromkeys(amounts, weight) for weight in seen if len(seen) == 1)]
    return bool(seen) and any(_holds_with(equation, amounts, way) for way in ways)


def _holds_with(
    equation: Equation, amounts: Mapping[str, Amount], weights: Mapping[str, int]
) -> bool:
    moved = sum((weights[column] * by.value for column, by in amounts.items()), Decimal(0))
    half = sum((by.half for column, by in amounts.items() if weights[column]), Decimal(0))
    left = Amount(equation.residual.value + moved, equation.residual.half + half)
    return left.agrees(Amount()) or (equation.relation == "≤" and left.value <= 0)


def _is_against(amounts: Mapping[str, Amount], cells: Cells, case: Case) -> bool:
    """Whether an identity of all cells of a column holds: then no row was left out of them."""
    return any(_is_whole(cells[column], by, case) for column, by in amounts.items())


def _had_nothing(
    amounts: Mapping[str, Amount], cells: Cells, lines: Sequence[Line], case: Case
) -> float:
    """How unlikely it is, as a logarithm, that the row had nothing where each line has a cell.

    So it must be of a left-out row without which an identity of all cells of that column holds.
    """
    usual = [c for c, own in cells.items() if len(own) == len(lines) and c not in amounts]
    whole = [c for c in usual if _is_whole(cells[c], None, case)]
    zeros = [sum(_is_zero(line.node.get(c)) for line in lines) for c in whole]
    return sum(log((number + 1) / (len(lines) + 2)) for number in zeros)


def _is_zero(cell: Node | None) -> bool:
    return cell is not None and cell.number == 0


def _is_whole(own: Mapping[Cell, Line], by: Amount | None, case: Case) -> bool:
    """Whether an identity of all cells of a column holds, and would not if there were more."""
    first, *others = own
    for equation in case.holding.get(first, ()) if others and isinstance(first, Place) else ():
        weight = _weight_of(equation, own)
        if weight and equation.relation == "=" and all(p in equation.leaves for p in others):
            moved = weight * by.value if by else Decimal(0)
            left = Amount(equation.residual.value + moved, equation.residual.half)
            if by is None or not left.agrees(Amount()):
                return True
    return False


def _within(good: Iterable[Equation], amounts: Iterable[str], lines: Iterable[Line]) -> list[Line]:
    """The lines among which one may be left out: those in the identities that lack it."""
    typed = {key for equation in good for key in equation.leaves}
    columns = list(amounts)
    return [line for line in lines if any(line.cells.get(c) in typed for c in columns)]


def _is_counted(amounts: Iterable[str], lines: Iterable[Line], case: Case) -> bool:
    """Whether numbers of rows in which all lines are counted hold: then no row was left out."""
    if any(column.startswith(ROW) for column in amounts):
        return False
    held = {key for equations in case.holding.values() for e in equations for key in e.leaves}
    numbers = ((c for c in line.cells.values() if isinstance(c, int)) for line in lines)
    return all(any(cell in held for cell in own) for own in numbers)


def _is_unfilled(amounts: Iterable[str], lines: Iterable[Line]) -> bool:
    """Whether a budget that a row lacks is likelier than that a row was left out."""
    return BUDGETS.issuperset(amounts) and any(BUDGETS.isdisjoint(line.cells) for line in lines)


def _is_spent_only(amounts: Iterable[str], cells: Cells, case: Case) -> bool:
    """Whether all projects' budgets add up: then none was left out that only spent money."""
    budgets = (own for column, own in cells.items() if column.endswith(BUDGETED))
    places = (place for own in budgets for place in own if isinstance(place, Place))
    held = (e for place in places for e in case.holding.get(place, ()))
    is_spent = all(column.endswith(SPENT) for column in amounts)
    return is_spent and any(equation.relation == "=" for equation in held)


def _kind(good: Iterable[Equation], amounts: Iterable[str], cells: Cells) -> Mapping[str, str]:
    """Of what kind the left-out row is: each identity that lacks it says what its rows are of."""
    words: dict[str, str] = {}
    for equation in good:
        for column in amounts:
            own = [line for place, line in cells[column].items() if place in equation.leaves]
            words.update(_common(own, equation, words.get(CODE_KEY, "")))
    return dict(sorted(words.items(), key=lambda word: word[0] == CODE_KEY))


def _is_of(line: Line, kind: Mapping[str, str]) -> bool:
    """Whether a line is of the kind of the left-out row."""
    others = {key: word for key, word in kind.items() if key != CODE_KEY}
    is_alike = all(line.words.get(key) == word for key, word in others.items())
    return is_alike and line.code.startswith(kind.get(CODE_KEY, ""))


def _common(lines: Sequence[Line], equation: Equation, known: str) -> Iterator[tuple[str, str]]:
    """What all lines are of that an identity sums, where it is called by that.

    ``known`` is of what subject the row is, by other identities.
    """
    if not lines:
        return
    called = {*equation.left.label.split(), *equation.right.label.split()}
    for key in dict.fromkeys(key for line in lines for key in line.words):
        values = {line.words.get(key, "") for line in lines}
        if len(values) == 1 and (value := values.pop()) in called:
            yield key, value
    heads = [word for word in called if word.isdigit() and _are_within(lines, word)]
    head = max(heads, key=len, default="")
    if len(head) > len(known):
        yield CODE_KEY, head


def _are_within(lines: Sequence[Line], code: str) -> bool:
    return all(line.code.startswith(code) for line in lines)


def _weight(amounts: Mapping[str, Amount], lines: int, case: Case) -> float:
    """How likely it is that a row with these amounts was left out, as suspects weigh."""
    return log(lines + 1) + sum(_rarity(by, case) for by in amounts.values())


def _rarity(asked: Amount, case: Case) -> float:
    value = case.roundest(asked)
    near = case.chance(value) / max(1, len(case.values))
    half = asked.half
    again = any(v for v, _ in case.between(asked.value - half, asked.value + half))
    known = (AGAIN + case.chance(value)) / case.chance(value) if again else 1 - AGAIN / 2
    return log(near) + log(known)


def _lists(account: Account) -> Iterator[tuple[str, Place, list[Line]]]:
    """The lists of a document's own files from which a row may be left out, with their lines."""
    own = account.source
    # What a department types of its units' sums is no list of its own.
    for name, key in () if account.folder.units else own.keys.items():
        rows = [r for r in account.rows if r.section == name and r.place.file == own.place.file]
        finest = max((len(row.code) for row in rows), default=0)
        leaves = [row for row in rows if name == PLANS or len(row.code) == finest]
        if lines := [_line(row, account) for row in _without_stated(leaves)]:
            yield name, key, lines
    yield from _own_lists(account)
    performance = account.folder.performance
    if performance and PLANS in performance.keys:
        yield EVALUATED, performance.keys[PLANS], list(_evaluated(account))


def _without_stated(leaves: Sequence[Row]) -> Iterator[Row]:
    """The rows of which one may be left out: a second one of a subject states its total."""
    known: set[object] = set()
    for row in leaves:
        key = (row.code, row.fund, row.unit, row.basis)
        if row.section == PLANS or key not in known:
            yield row
        known.add(key)


def _line(row: Row, account: Account) -> Line:
    columns = (column.key for column in account.kind.sections[row.section].columns)
    typed = ((key, row.node.get(key)) for key in columns)
    cells = {key: node.place for key, node in typed if node and node.number is not None}
    groups = (*GROUPS, *account.grouped)
    words = {key: node.text for key in groups if (node := row.node.get(key))}
    name = row.node.get("名称")
    return Line(name.text if name else row.code, row.node, cells, row.code, words)


def _own_lists(account: Account) -> Iterator[tuple[str, Place, list[Line]]]:
    """The form's own lists from which a row may be left out: those that figures sum or count."""
    figures = account.indicators
    by_list: dict[tuple[str, ...], dict[str, Column]] = {}
    for name, made in figures.definitions.items():
        if made.column:
            by_list.setdefault(made.column.rows, {})[name] = made.column
    for path, columns in by_list.items():
        above = account.source.get(*path[:-1])
        listed = above.get(path[-1]) if above else None
        if above and listed and listed.rows():
            counted = {n: id(figures[n]) for n, column in columns.items() if not column.inner}
            lines = [_own(row, columns, counted) for row in listed.rows()]
            yield path[-1], above.keys.get(path[-1], listed.place), lines


def _own(row: Node, columns: Mapping[str, Column], counted: Mapping[str, int]) -> Line:
    """A line of a form's own list from which another one may be left out."""
    typed = ((c.key, row.get(*c.inner)) for c in columns.values() if c.inner)
    cells: dict[str, Cell] = {
        key: node.place for key, node in typed if node and node.number is not None
    }
    own = (one for name, one in counted.items() if columns[name].takes(row))
    return Line(row_name(row), row, cells | {f"{ROW}{one}": one for one in own})


def _evaluated(account: Account) -> Iterator[Line]:
    for project in account.projects:
        money = project.funding.items()
        cells = {
            f"{fund} {column}": figure.place
            for fund, line in money
            for column, figure in zip(MONEY, (line.budget, line.adjusted, line.spent), strict=True)
            if figure.place
        }
        yield Line(project.name, project.nodes[0], cells)


def told(lack: Lack, account: Account) -> Diagnostic:
    """The finding that says which list lacks a row, and what is known of that."""
    named = f"，像是{lack.named.words}" if lack.named else ""
    message = (
        f"{_listed(lack)}里像是漏了{WHAT.get(lack.listed, '一行')}：{_where(lack.kind)}"
        f"各处都少 {_money(lack, account.unit)}{named}"
        f"（补上后 {len(lack.mended)} 条等式同时成立）。"
    )
    operands = tuple(islice(_operands(lack), SHOWN))
    return Diagnostic(lack.place, CODE, message, HINT, Severity.WARNING, operands)


def doubted(
    found: Iterable[Diagnostic], lacks: Sequence[Lack], account: Account
) -> Iterator[Diagnostic]:
    """The findings, with a word of the left-out row where another explanation is likelier."""
    words = {
        lack.instead: f"也可能{_listed(lack)}里漏了{WHAT.get(lack.listed, '一行')}"
        f"（{_where(lack.kind)}{_money(lack, account.unit)}）。"
        for lack in lacks
        if lack.instead
    }
    for one in found:
        first = one.suspects[0] if one.suspects and one.difference is not None else None
        ended = changed(one.hint, lambda hint: hint.removesuffix("。"))
        yield replace(one, hint=together((ended, words[first]), "；")) if first in words else one


def _listed(lack: Lack) -> str:
    return "performance.yaml 的“项目”" if lack.listed == EVALUATED else f"“{lack.listed}”"


def _money(lack: Lack, unit: Unit) -> str:
    several = "或".join(lack.columns) if len(lack.amounts) == 1 else ""
    money = {key: by for key, by in lack.amounts.items() if not by.measure and key[:1] != ROW}
    shown = (f"{several or key} {by.grouped(unit)}" for key, by in money.items())
    return f"{'、'.join(shown)} {unit.label}" if money else "一行"


HINT = "补上漏掉的一行；没有漏的，是列出的某一行少写了这个数，或者合计写错了。"


def _operands(lack: Lack) -> Iterator[Operand]:
    for line in lack.beside:
        for key, place in line.cells.items():
            is_shown = key in lack.amounts and isinstance(place, Place)
            if is_shown and (node := line.node.get(key)):
                yield Operand(f"{line.name} {key}", node.text, node.place)


def _where(kind: Mapping[str, str]) -> str:
    said = [f"{key} {word}" for key, word in kind.items()]
    return f"{'、'.join(said)} 的" if said else ""


def root_of(lack: Lack) -> Root:
    """The root of the consequences of a left-out row: all that fails for it."""
    parts = tuple(lack.amounts.values())
    # A difference that the author accepts is no part of what the row would mend.
    mended = {(id(one.left), id(one.right)) for one in lack.mended}
    whole = Amount(
        sum((part.value for part in parts), Decimal(0)), sum((p.half for p in parts), Decimal(0))
    )
    cause = Cause(
        lacking=whole,
        is_spending=True,
        gone=parts,
        remedy=HINT,
        excuses=lambda one: (id(one.left), id(one.right)) in mended,
        follow={
            **({UNLISTED: ()} if lack.listed == PLANS else {}),
            **(lack.named.follow if lack.named else {}),
        },
    )
    return Root(lack.place, {}, cause, CODE)


def explains(root: Root, lack: Lack) -> bool:
    """Whether a finding says already why a row was left out of all these identities."""
    is_it = root.is_of_lost_row or all(root.breaks(equation, ()) for equation in lack.mended)
    return bool(root.code) and is_it
