"""The list of projects: a document's tables, one a project → what each table says in short.

The rate and the score are what the project's own table prints: where it prints none, none is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mingzhang.document.table_values import Table
from mingzhang.facts.account import Account, Project


@dataclass(frozen=True)
class Line:
    """A line of the project list: its name, its table's id, its 执行率 and 得分 as printed."""

    name: str
    table: str
    rate: str = ""
    score: str = ""


def project_lines(account: Account, tables: Iterable[Table]) -> tuple[Line, ...]:
    """The project list: a line for each that has a table of its own, in their order."""
    return tuple(_line(table, account.projects) for table in tables if table.project)


def _line(table: Table, projects: Iterable[Project]) -> Line:
    shown = {id(cell.figure) for cell in table.cells() if cell.figure}
    printed = (p for p in projects if id(p.total.spent) in shown)
    found = next((p for p in printed if any(_rows_of(p, table))), None)
    if found is None:
        return Line(table.project, table.id)
    return Line(table.project, table.id, _rate(found, table), table.score)


def _rows_of(project: Project, table: Table) -> Iterator[tuple[str, ...]]:
    """The percentages of rows, for the project list, of what the project spent in all."""
    for row in table.body:
        if any(cell.figure is project.total.spent for cell in row.cells):
            yield tuple(cell.text for cell in row.cells if cell.kind == "percent" and cell.text)


def _rate(project: Project, table: Table) -> str:
    return next((rates[0] for rates in _rows_of(project, table) if rates), "")
