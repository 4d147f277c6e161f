from __future__ import annotations

from decimal import Decimal

import pytest

from mingzhang.facts.account import Project
from mingzhang.facts.evaluated_projects import called_apart
from tests.support import account, wan

PERFORMANCE = """
    项目:
      - 名称: 档案数字化经费
        简称: 数字化
        主管部门: 某市委办公室
        科目: 2012604
        日期: 2024年09月
        资金: {当年财政拨款: [120.00, 110.00, 109.79], 其他资金: [0, 5.00, 5.00]}
        资金分值: 10
        资金管理: [{项目: 安排科学性, 情况: 科学, 分值: 5, 得分: 4.5}]
        年度目标: {预期: 完成扫描, 实际: 已完成}
        指标:
          - {一级: 产出指标, 二级: 数量指标, 三级: 扫描页数, 目标值: '>=100页', 完成值: 120页,
             分值: 85, 得分: 85, 偏差度: 0.20}
          - {一级: 产出指标, 二级: 质量指标, 三级: 合格率, 目标值: '>=95%', 完成值: 99%}
      - 名称: 库房维护费
        资金: {当年财政拨款: [1.00, 1.00, 1.00]}
        年度目标: {预期: 维护, 实际: 已维护}
        指标:
          - {一级: 产出指标, 二级: 数量指标, 三级: 次数, 目标值: 1次, 完成值: 1次}
"""


@pytest.fixture
def projects() -> tuple[Project, ...]:
    return account("年度: 2024", performance=PERFORMANCE).projects


def test_projects_in_the_authors_order(projects: tuple[Project, ...]) -> None:
    assert [(p.name, p.short_name) for p in projects] == [
        ("档案数字化经费", "数字化"),
        ("库房维护费", "库房维护费"),
    ]
    assert str(projects[0].place) == "performance.yaml:2:5"


def test_money_by_source(projects: tuple[Project, ...]) -> None:
    funding = projects[0].funding
    own = funding["当年财政拨款"]
    assert [str(wan(f)) for f in (own.budget, own.adjusted, own.spent)] == [
        "120.00",
        "110.00",
        "109.79",
    ]
    assert own.spent.label == "档案数字化经费 当年财政拨款 全年执行数"
    assert own.spent.place
    assert own.spent.place.line == 7
    assert funding["上年结转资金"].budget.is_zero
    assert funding["上年结转资金"].budget.place is None


def test_money_in_total(projects: tuple[Project, ...]) -> None:
    total = projects[0].total
    assert total.name == "年度资金总和"
    assert [str(wan(f)) for f in (total.budget, total.adjusted, total.spent)] == [
        "120.00",
        "115.00",
        "114.79",
    ]
    assert [len(f.terms) for f in (total.budget, total.spent)] == [2, 2]


def test_scores(projects: tuple[Project, ...]) -> None:
    first, second = projects
    assert (first.weight, second.weight) == (Decimal(10), None)
    assert first.management[0].points == Decimal("4.5")
    assert first.management[0].words["项目"] == "安排科学性"
    pages, share = first.indicators
    assert (pages.weight, pages.points) == (Decimal(85), Decimal(85))
    assert pages.deviation == Decimal("0.20")
    assert pages.words["目标值"] == ">=100页"
    assert (share.weight, share.points, share.deviation) == (None, None, None)
    assert share.place
    assert share.place.line == 14


def test_words_and_goals(projects: tuple[Project, ...]) -> None:
    words = projects[0].words
    assert words["主管部门"] == "某市委办公室"
    assert words["科目"] == "2012604"
    assert (words["年度目标预期"], words["年度目标实际"]) == ("完成扫描", "已完成")


def test_no_file_no_projects() -> None:
    assert account("年度: 2024").projects == ()


@pytest.mark.parametrize(
    ("units", "called"),
    [
        (("甲局", "乙馆"), ["保护（甲局）", "保护（乙馆）", "宣传"]),
        (("甲局", ""), ["保护（甲局）", "保护", "宣传"]),
        (("甲局", "甲局"), ["保护", "保护", "宣传"]),
        (("", ""), ["保护", "保护", "宣传"]),
    ],
)
def test_what_several_units_call_alike_is_told_apart(
    units: tuple[str, str], called: list[str]
) -> None:
    said = [f"名称: 保护, 实施单位: {unit}" if unit else "名称: 保护" for unit in units]
    rest = "资金: {当年财政拨款: [1.00, 1.00, 1.00]}, 年度目标: {预期: 甲, 实际: 甲}, 指标: []"
    rows = ", ".join(f"{{{one}, {rest}}}" for one in (*said, "名称: 宣传"))
    told = account("年度: 2024", performance=f"项目: [{rows}]").projects
    assert [called_apart(project, told) for project in told] == called
