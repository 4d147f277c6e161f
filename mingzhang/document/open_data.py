"""Open data: tables and figures → CSV, the values exactly as published, for a spreadsheet."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import StringIO

from mingzhang.document.cell_address import Address, addresses
from mingzhang.document.computation_graph import place_name
from mingzhang.document.form_specs import without_zeros
from mingzhang.document.table_values import Cell, Row, Table
from mingzhang.facts.account import Account
from mingzhang.facts.amount import Amount
from mingzhang.facts.figure import Figure
from mingzhang.facts.figure_explanation import explain

BOM = "\ufeff"  # without it Excel takes the text for GBK
NUMERIC = ("amount", "percent", "number")
# What a spreadsheet would run as a formula, full-width marks and blanks or quotes before them too;
# a number, a dash or a mark alone is none.  The page's script has the same pattern for its copies.
FORMULA = re.compile(
    r"^(?![-－—–]+$|.$|[-+]?[0-9][0-9,]*(?:\.[0-9]+)?%?$)[\s\"']*[=+\-@＝＋－＠]|^[\t\r\n]"
)
NUMBER = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]+))?(%?)")
FIGURE_HEAD = ("名称", "金额（元）", "误差（元）", "来历", "位置", "构成", "编号")
Key = tuple[str, Amount]


@dataclass(frozen=True)
class OpenData:
    """The open data of a document, each made when it is first asked for, and once.

    Page, PDF and folder hold the same texts; all that asks for cells asks for the same addresses.
    """

    account: Account
    tables: tuple[Table, ...]

    @cached_property
    def addresses(self) -> tuple[Address, ...]:
        """The addresses of every table cell that the open data hold."""
        return addresses(self.tables)

    @cached_property
    def figures(self) -> str:
        """The open data of every figure as CSV."""
        return figures_csv(self.account, self.addresses)

    @cached_property
    def by_table(self) -> Mapping[str, str]:
        """The open data of each table as CSV, by its id."""
        return {table.id: table_csv(table) for table in self.tables}


def table_csv(table: Table) -> str:
    """Open data of a table's head and body; a cell that spans others is followed by empty ones."""
    return _csv(table_rows((*table.head, *table.body)))


def table_rows(rows: Iterable[Row]) -> Iterator[list[str]]:
    """Every row of a table's grid for the open data, as many columns in each."""
    reach: dict[int, int] = {}
    for row in rows:
        line: list[str] = []
        below: dict[int, int] = {}
        for cell in row.cells:
            while reach.get(len(line), 0):
                line.append("")
            below |= dict.fromkeys(range(len(line), len(line) + cell.colspan), cell.rowspan)
            line += [_value(cell), *[""] * (cell.colspan - 1)]
        while reach.get(len(line), 0):
            line.append("")
        reach = {column: n - 1 for column, n in {**reach, **below}.items() if n > 1}
        yield line


def _value(cell: Cell) -> str:
    # Of a project's scores some are words that somebody typed.
    is_number = cell.kind in NUMERIC and NUMBER.fullmatch(cell.text)
    return cell.text.replace(",", "") if is_number else inert(cell.text)


def inert(text: str) -> str:
    """A cell of open data that no spreadsheet takes for a formula."""
    return f"'{text}" if FORMULA.search(text) else text


def figures_csv(account: Account, cells: Iterable[Address] = ()) -> str:
    """Open data of figures: what each is, its exact amount, where it comes from, its cells."""
    shown: dict[Key, list[str]] = {}
    asked: list[Figure] = []
    for address in cells:
        if figure := address.cell.figure:
            asked.append(figure)
            shown.setdefault(_key(figure), []).append(address.id)
    rows = (_figure_row(f, shown.get(_key(f), ())) for f in figures(account, asked))
    return _csv((FIGURE_HEAD, *rows))


def figures(account: Account, asked: Iterable[Figure] = ()) -> Iterator[Figure]:
    """The figures of the open data: named ones of both years, the cube, projects, those asked for.

    Each once, and everything that one of them is made of.
    """
    seen: set[Key] = set()
    rest = (f for f in (*_other_figures(account), *asked) if f.place or not f.is_zero)
    waiting = deque((*_named_figures(account), *rest))
    while waiting:
        figure = waiting.popleft()
        if _key(figure) not in seen:
            seen.add(_key(figure))
            yield figure
            waiting.extend(term.figure for term in next(explain(figure)).parts)


def _key(figure: Figure) -> Key:
    return figure.label, figure.amount


def _named_figures(account: Account) -> Iterator[Figure]:
    for name, definition in account.indicators.definitions.items():
        now = account.indicators[name]
        # What nobody typed is no figure; a budget that nobody typed is none of zero either.
        if not now.lacks and (any(now.typed()) or not definition.wanted):
            yield now
        yield from filter(None, (account.previous.get(name),))


def _other_figures(account: Account) -> Iterator[Figure]:
    yield from account.cube.facts.values()
    yield from account.cube.stated.values()
    yield from map(account.cube.figure, account.cube.groups())
    for project in account.projects:
        for money in (*project.funding.values(), project.total):
            yield from (money.budget, money.adjusted, money.spent)
    for plan in account.plans:
        yield from (money.figure for money in plan.money)
    yield from (line.figure for lines in account.lists.values() for line in lines)


def _figure_row(figure: Figure, shown: Iterable[str]) -> tuple[str, ...]:
    step = next(explain(figure))
    numbers = (figure.amount.value, figure.amount.half)
    # What was not published has no amount, whatever of it is known.
    amount, half = (without_zeros(f"{n:f}") if figure.is_known else "" for n in numbers)
    signs = ("+" if term.sign > 0 else "-" for term in step.parts)
    terms = " ".join(f"{s} {t.figure.label}" for s, t in zip(signs, step.parts, strict=True))
    place = place_name(step.place)
    made_of = terms.removeprefix("+ ")
    ids = " ".join(shown)
    others = map(inert, (place, made_of, ids))
    measure = figure.amount.measure
    label = f"{figure.label}（单位：{measure}）" if measure else figure.label
    return (inert(label), amount, half, step.way, *others)


def _csv(rows: Iterable[Iterable[str]]) -> str:
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return BOM + text.getvalue()
