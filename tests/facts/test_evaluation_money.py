"""Which part of the projects' money is of the general public budget."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mingzhang.facts.account import Account
from mingzhang.facts.evaluation_money import general_part
from tests.support import account, wan

SPENT = """
    支出:
      - {科目: 2130106, 项目支出: 38.65}
      - {科目: 2130104, 资金: 非财政, 项目支出: 9.00}
"""
FUNDED = SPENT + "      - {科目: 2120899, 资金: 政府性基金, 项目支出: 2.00}\n"


def evaluated(spent: str, *projects: str) -> Account:
    forms = "".join(
        f"  - {{名称: 项目{number}, {project}, 年度目标: {{预期: 好, 实际: 好}}, 指标: []}}\n"
        for number, project in enumerate(projects, 1)
    )
    return account(spent, performance=f"项目:\n{forms}")


# No project is paid for, of the only fiscal fund that there is; and another one beside it.
ONLY = "支出: [{科目: 2130106, 公用经费: 2.00}]"
FUND = "{科目: 2120899, 资金: 政府性基金, 公用经费: 1.00}"


@pytest.mark.parametrize(
    ("spent", "project", "amount"),
    [
        (SPENT, "资金: {当年财政拨款: [35, 35, 35], 上年结转资金: [3.65, 3.65, 3.65]}", "38.65"),
        (SPENT, "资金: {当年财政拨款: [5, 5, 5], 单位资金: [9, 9, 9]}", "5.00"),
        (SPENT, "资金: {单位资金: [9, 9, 9]}", "0"),
        (FUNDED, "科目: 2130106, 资金: {当年财政拨款: [38.65, 38.65, 38.65]}", "38.65"),
        (FUNDED, "科目: 2120899, 资金: {当年财政拨款: [2, 2, 2]}", "0"),
        (FUNDED, "资金: {其他资金: [9, 9, 9]}", "0"),
        (ONLY, "资金: {当年财政拨款: [2, 2, 2]}", "2"),
    ],
)
def test_the_fund_follows_from_what_pays_for_projects(
    spent: str, project: str, amount: str
) -> None:
    made = evaluated(spent, project)
    figure = general_part(made.projects[0], made.cube)
    assert figure.is_known
    assert wan(figure) == Decimal(amount)


@pytest.mark.parametrize(
    ("spent", "project"),
    [
        (FUNDED, "资金: {当年财政拨款: [2, 2, 2]}"),
        (FUNDED, "科目: 2130104, 资金: {当年财政拨款: [2, 2, 2]}"),
        (f"{ONLY[:-1]}, {FUND}]", "资金: {当年财政拨款: [2, 2, 2]}"),
    ],
)
def test_a_fund_that_nothing_tells_is_asked_for_at_the_project(spent: str, project: str) -> None:
    made = evaluated(spent, project)
    figure = general_part(made.projects[0], made.cube)
    assert not figure.is_known
    (lack,) = figure.lacks
    assert lack.place == made.projects[0].place
    assert "科目" in lack.hint
