"""Units of an agency: nothing is said of what lies within its place, or is alike by chance."""

from __future__ import annotations

import pytest

from mingzhang.checks.run_rules import check
from tests.support import AGENCY, account, budget, budget_folder, only


@pytest.mark.parametrize(
    ("agency", "unit", "is_told"),
    [
        ("长春市档案馆", "长春市朝阳区档案中心", False),  # its district
        ("延边朝鲜族自治州档案馆", "延吉市档案中心", False),  # a city within the prefecture
        ("长春市档案馆", "白城市档案中心", True),
        ("上海市档案馆", "上海社区史料中心", False),  # no place
        ("某市档案馆", "某城区档案中心", False),
        ("上海市普陀区档案馆", "静安区档案中心", True),
        ("乐山市市中区档案馆", "乐山市中区档案中心", True),  # a character less
        ("乐山市市中区档案馆", "市中区档案中心", False),
        ("乐山市市中区档案馆", "乐山市档案中心", False),
    ],
)
def test_units_of_other_places(agency: str, unit: str, is_told: bool) -> None:
    profile = AGENCY.replace("决算单位: [某市档案馆]", f"决算单位: [{agency}, {unit}]")
    profile = profile.replace("某市档案馆", agency)
    found = only(check(account("年度: 2024", profile)), "MZ696")
    assert bool(found) == is_told


@pytest.mark.parametrize(("second", "is_told"), [("", False), (", 公用经费: 8.74", True)])
def test_one_amount_may_be_alike(second: str, *, is_told: bool) -> None:
    """A unit's code is no amount: two of these are more than chance, one is not."""
    units = (
        "{代码: 502001, 名称: 某市档案馆, 类型: 行政单位}, "
        "{代码: 502002, 名称: 某市修复中心, 类型: 参公管理事业单位}"
    )
    found = check(
        budget(
            f"""
            单位: [{units}]
            支出:
              - {{科目: 2080505, 单位: 502001, 人员经费: 11.25{second}}}
              - {{科目: 2101501, 单位: 502001, 人员经费: 41.26}}
              - {{科目: 2080505, 单位: 502002, 人员经费: 11.25{second}}}
            """
        )
    )
    assert bool(only(found, "MZ798")) == is_told


@pytest.mark.parametrize(
    ("above", "is_told"), [("某市档案馆", False), ("档案馆", False), ("案馆", True), ("馆", True)]
)
def test_a_superior_without_its_place_is_the_department(above: str, *, is_told: bool) -> None:
    unit = (
        f"主管部门: {above}\n单位: [{{代码: 502002, 名称: 某市修复中心, 类型: 参公管理事业单位}}]"
    )
    profile = AGENCY.replace("某市档案馆", "某市修复中心")
    found = check(budget("汇总: [../../u/2024-budget]", units=(budget_folder(unit, profile),)))
    assert bool(only(found, "MZ614")) == is_told


@pytest.mark.parametrize(
    ("above", "is_told"),
    [("上海市静安区教育局", True), ("上海市普陀区教育局", False), ("上海市教育委员会", False)],
)
def test_a_superior_of_another_place(above: str, *, is_told: bool) -> None:
    profile = AGENCY.replace("某市档案馆", "上海市普陀区示例小学")
    found = check(budget(f"主管部门: {above}", profile.replace("类型: 部门", "类型: 单位")))
    (*told,) = only(found, "MZ614")
    assert bool(told) == is_told
