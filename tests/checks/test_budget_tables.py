"""Lists of a form's own in a final: part of what the evaluated projects spent that they name."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.checks.budget_tables import lists_within_projects
from mingzhang.checks.rule import Equation, Evidence, Finding
from mingzhang.diagnostics import Place
from mingzhang.facts.amount import Amount
from mingzhang.facts.figure import Figure
from mingzhang.facts.indicators import Definition
from mingzhang.facts.own_money_lists import Line
from mingzhang.reading.node import Node
from tests.support import AGENCY, account

EVALUATED = "项目: [{名称: 中小河流治理, 资金: {当年财政拨款: [8, 8, 6.5]}, 指标: []}]"
HERE = Place(Path("disclosure.yaml"), 9, 5)


def told(project: str, yuan: int) -> list[str]:
    """What is said of one line of a list that belongs to project spending (属于)."""
    own = account("支出: [{科目: 2130305, 项目支出: 90.00}]", AGENCY, EVALUATED)
    figure = Figure("部门评价", Amount(Decimal(yuan)), HERE)
    line = Line("部门评价", {"项目": project}, "", "一般公共预算", figure, HERE, Node({}, HERE))
    names = {**own.indicators.definitions, "部门评价": Definition("部门评价", within=("项目支出",))}
    known = replace(
        own, lists={"部门评价": (line,)}, indicators=replace(own.indicators, definitions=names)
    )
    found = [*lists_within_projects.check(Evidence(known))]
    failing = [
        f"{one.left.label} > {one.right.label}"
        for one in found
        if isinstance(one, Equation) and not one.holds
    ]
    return [*failing, *(one.message for one in found if isinstance(one, Finding))]


@pytest.mark.parametrize(
    ("project", "yuan", "said"),
    [
        ("中小河流治理", 65_000, []),
        ("中小河流治理", 66_000, ["中小河流治理 部门评价 > 中小河流治理 年度资金总和 全年执行数"]),
        ("中小河道治理", 65_000, ["自评表中没有“中小河道治理”，最接近的是“中小河流治理”。"]),
        # Not all projects have evaluations, and none must be named.
        ("办公用房维修", 65_000, []),
        ("", 65_000, []),
        ("", 910_000, ["部门评价合计 > 项目支出"]),
    ],
)
def test_a_line_of_a_list_is_part_of_its_project(project: str, yuan: int, said: list[str]) -> None:
    assert told(project, yuan) == said
