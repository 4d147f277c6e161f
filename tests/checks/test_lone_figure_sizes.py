"""Figures of the size of another unit: told once, by what they are held against."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest

from mingzhang.checks.run_rules import check
from mingzhang.diagnostics import Diagnostic
from mingzhang.facts.account_reading import read_account
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.forms.form import schemas_of
from mingzhang.project import Project
from tests.support import AGENCY, PROJECT, account, budget, budget_folder

BOUGHT = """
    支出: [{科目: 2080501, 人员经费: 60.88}]
    基本支出: [{科目: 30302, 金额: 60.88}]
    政府采购: {货物: %s, 工程: 0, 服务: 0}
"""


def told(found: tuple[Diagnostic, ...]) -> list[str]:
    return [d.code for d in found if d.code in ("MZ262", "MZ636", "MZ637")]


def test_a_part_that_is_larger_than_the_whole() -> None:
    assert told(check(budget(BOUGHT % "121.77"))) == ["MZ636"]
    assert told(check(budget(BOUGHT % "121.76"))) == []


def test_what_was_budgeted_may_be_larger_than_what_was_spent() -> None:
    spent = """
        支出: [{科目: 2080501, 项目支出: 60.88, 年初预算: 900}]
        三公经费: {公务接待费: {预算: 80, 决算: 1}}
    """
    assert told(check(account(spent))) == []


def test_a_few_yuan_where_all_is_in_yuan() -> None:
    source = """
        金额单位: 元
        支出: [{科目: 2080501, 人员经费: 2600000}]
        基本支出: [{科目: 30302, 金额: 2600000}]
        政府采购: {货物: %s, 工程: 0, 服务: 0}
    """
    assert told(check(budget(source % "17"))) == ["MZ636"]
    assert told(check(budget(source % "1700"))) == []


def test_the_same_figure_is_told_once() -> None:
    previous = budget_folder(BOUGHT % "8")
    assert told(check(budget(BOUGHT % "80000", previous=previous))) == ["MZ636"]
    assert told(check(budget(BOUGHT % "0.0008", previous=previous))) == ["MZ262"]


def test_a_number_of_cars_is_no_money() -> None:
    """Typed in 元 last year and in 万元 now: two cars are two cars."""
    source = (
        "金额单位: {}\n支出: [{{科目: 2080501, 人员经费: {}}}]\n国有资产: {{车辆: 2, 大型设备: 0}}"
    )
    known = schemas_of(PROJECT)("budget", "吉林").files
    now, before = (
        replace(budget_folder(source.format(*typed)), schemas=known)
        for typed in (("万元", "61.00"), ("元", "608800"))
    )
    found = check(read_account(replace(now, previous=before), PROJECT))
    assert "MZ637" not in [d.code for d in found]


STOCK = """\
版式: 某市
年度: 2024
金额单位: 万元
支出: [{{科目: 2080501, 人员经费: 60.88}}]
基本支出: [{{科目: 30302, 金额: 60.88}}]
{0}: [{{金额: {1}}}]
"""
KEYS = """\
数据:
  键:
    {0}:
      类型: 行
      说明: 一类一行。
      每行: {{名称: 一类, 说明: 一类一行。, 键: {{金额: {{类型: 金额, 说明: 金额。}}}}}}
指标:
  {0}合计: {{填: {0}.金额}}
"""


@pytest.mark.parametrize(
    ("name", "amount", "expected"),
    [
        ("资产原值", "6400", []),
        ("资产原值", "64000000", ["MZ636"]),
        ("采购明细", "6400", ["MZ636"]),
    ],
)
def test_what_an_agency_owns_is_more_than_it_spends_in_a_year(
    tmp_path: Path, name: str, amount: str, expected: list[str]
) -> None:
    """An archive's houses are worth a hundred of its years; typed in 元 they are a million."""
    project = own_form(tmp_path, KEYS.format(name))
    assert told(checked(project, STOCK.format(name, amount))) == expected


@pytest.mark.parametrize(("amount", "expected"), [("50", []), ("500000", ["MZ636"])])
def test_a_figure_of_the_forms_own_is_held_against_the_whole(
    tmp_path: Path, amount: str, expected: list[str]
) -> None:
    keys = (
        "数据: {键: {行政经费: {类型: 组, 说明: 数。, 键: {预算数: {类型: 金额, 说明: 数。}}}}}\n"
    )
    project = own_form(tmp_path, keys)
    source = STOCK.partition("{0}")[0].format() + f"行政经费: {{预算数: {amount}}}\n"
    assert told(checked(project, source)) == expected


def own_form(root: Path, keys: str) -> Project:
    form = root / "templates" / "shi"
    (form / "budget").mkdir(parents=True)
    (form / "region.yaml").write_text("名称: 某市\n上级: national\n", encoding="utf-8")
    (form / "budget" / "keys.yaml").write_text(keys, encoding="utf-8")
    return Project(root)


def checked(project: Project, source: str) -> tuple[Diagnostic, ...]:
    folder = project.sources / "a" / "2024-budget"
    folder.mkdir(parents=True)
    profile = dedent(AGENCY).replace("职责: duties.md\n", "")
    (folder / "disclosure.yaml").write_text(source, encoding="utf-8")
    (folder / "profile.yaml").write_text(profile, encoding="utf-8")
    read, _ = read_folder(folder, project)
    assert read is not None
    return check(read_account(read, project))


@pytest.mark.parametrize(("typed", "is_told"), [("42", True), ("420000", False), ("1200", False)])
def test_a_project_of_a_few_yuan(typed: str, *, is_told: bool) -> None:
    """Projects make up their subject's money: typed in 万元, all adds up without it."""
    found = check(
        budget(
            f"""
            金额单位: 元
            支出: [{{科目: 2080501, 人员经费: 2600000}}]
            基本支出: [{{科目: 30302, 金额: 2600000}}]
            项目:
              - {{名称: 照明更新, 科目: 2101502, 本年: {typed}}}
              - {{名称: 屋面维修, 科目: 2101502, 本年: 680000, 上年结转: 125.50}}
            """
        )
    )
    assert told(found) == ["MZ636"] * is_told
