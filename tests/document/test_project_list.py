"""The list of projects says what the projects' own tables print, and nothing else."""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from mingzhang.diagnostics import Place
from mingzhang.document.project_list import Line, project_lines
from mingzhang.document.table_values import Cell, Row, Table
from mingzhang.facts.account import Account, Funding, Project
from mingzhang.facts.amount import Amount, Unit
from mingzhang.facts.figure import Figure
from tests.support import account as account_of

PLACE = Place(Path("performance.yaml"), 1)


def money(label: str, number: str) -> Figure:
    return Figure(label, Amount.typed(Decimal(number), Unit.WAN))


def project() -> Project:
    total = Funding("甲", money("年初", "8"), money("全年", "10"), money("执行", "9"))
    return Project("甲项目", "甲", {}, PLACE, {}, total)


@cache
def blank() -> Account:
    return account_of("")


def lines(one: Project, *cells: Cell, name: str = "甲项目", score: str = "") -> tuple[Line, ...]:
    body = (Row(cells),)
    table = Table("10-1", "自评", "自评表", (), (), body, project=name, score=score)
    return project_lines(replace(blank(), projects=(one,)), (table,))


def test_rate_and_score_are_those_that_the_table_prints() -> None:
    one = project()
    spent = Cell("9.00", "amount", one.total.spent)
    cells = (spent, Cell("90.00%", "percent"))
    assert lines(one, *cells, score="94") == (Line("甲项目", "table-10-1", "90.00%", "94"),)


def test_what_the_table_does_not_print_is_not_said() -> None:
    one = project()
    assert lines(one, Cell("9.00", "amount", one.total.spent)) == (Line("甲项目", "table-10-1"),)


def test_a_table_of_no_project_is_no_line() -> None:
    assert lines(project(), name="") == ()
