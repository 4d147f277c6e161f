"""Budgets: rows and projects → the cube on both bases, the units, and departments that sum them."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.checks.run_rules import check
from mingzhang.facts.account import Account
from mingzhang.facts.account_reading import read_account
from mingzhang.facts.cube import Point
from mingzhang.facts.project_groups import PlanGroup, group_plans
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.project import Project
from mingzhang.reading.document_folder import Folder
from tests.support import PROJECT, budget, budget_folder, wan

GENERAL = "一般公共预算"
UNITS = """
    单位:
      - {代码: 502001, 名称: 甲局, 类型: 行政单位}
      - {代码: 502002, 名称: 乙局, 类型: 参公管理事业单位}
"""
SOURCE = f"""
    {UNITS.strip()}
    支出:
      - {{科目: 2080505, 单位: 502001, 人员经费: 3.00}}
      - {{科目: 2080505, 单位: 502002, 人员经费: 2.00}}
      - {{科目: 2101501, 单位: 502001, 人员经费: 10.00, 公用经费: 4.00}}
      - {{科目: 2101501, 单位: 502002, 口径: 上年结转, 公用经费: 1.50}}
    基本支出:
      - {{科目: 30101, 单位: 502001, 金额: 13.00}}
      - {{科目: 30101, 单位: 502002, 金额: 2.00}}
      - {{科目: 30201, 单位: 502001, 金额: 4.00}}
      - {{科目: 30201, 单位: 502002, 口径: 上年结转, 金额: 1.50}}
    项目:
      - {{名称: 宣传, 类型: 甲, 一级项目: 综, 单位: 502001, 科目: 2101502, 本年: 2.00}}
      - {{名称: 宣传, 类型: 甲, 一级项目: 综, 单位: 502002, 科目: 2101502, 本年: 1, 上年结转: 0.50}}
      - {{名称: 网络, 类型: 甲, 一级项目: 运, 单位: 502001, 科目: 2101502, 本年: 6.00}}
      - {{名称: 网络, 类型: 甲, 一级项目: 运, 单位: 502001, 科目: 2101502, 资金: 非财政, 本年: 0.6}}
    收入: [{{单位: 502001, 资金: 事业, 本年: 0.60}}]
    三公经费: {{公务接待费: 0.70, 公务用车运行维护费: 3.00, 因公出国境费: 0, 公务用车购置费: 0}}
    国有资产: {{车辆: 3, 大型设备: 0}}
"""
# The same as two sources of their own.
FIRST = """
    单位: [{代码: 502001, 名称: 甲局, 类型: 行政单位}]
    支出:
      - {科目: 2080505, 人员经费: 3.00}
      - {科目: 2101501, 人员经费: 10.00, 公用经费: 4.00}
    基本支出:
      - {科目: 30101, 金额: 13.00}
      - {科目: 30201, 金额: 4.00}
    项目:
      - {名称: 宣传, 类型: 甲, 一级项目: 综, 科目: 2101502, 本年: 2.00}
      - {名称: 网络, 类型: 甲, 一级项目: 运, 科目: 2101502, 本年: 6.00}
      - {名称: 网络, 类型: 甲, 一级项目: 运, 科目: 2101502, 资金: 非财政, 本年: 0.60}
    收入: [{资金: 事业, 本年: 0.60}]
    三公经费: {公务接待费: 0.30, 公务用车运行维护费: 3.00, 因公出国境费: 0, 公务用车购置费: 0}
    国有资产: {车辆: 1, 大型设备: 0}
"""
SECOND = """
    单位: [{代码: 502002, 名称: 乙局, 类型: 参公管理事业单位}]
    金额单位: 元
    支出:
      - {科目: 2080505, 人员经费: 20000.00}
      - {科目: 2101501, 口径: 上年结转, 公用经费: 15000.00}
    基本支出:
      - {科目: 30101, 金额: 20000.00}
      - {科目: 30201, 口径: 上年结转, 金额: 15000.00}
    项目:
      - {名称: 宣传, 类型: 甲, 一级项目: 综, 科目: 2101502, 本年: 10000.00, 上年结转: 5000.00}
    三公经费: {公务接待费: 4000.00, 公务用车运行维护费: 0, 因公出国境费: 0, 公务用车购置费: 0}
    国有资产: {车辆: 2, 大型设备: 0}
"""
SUM = "汇总: [../../jia/2024-budget, ../../yi/2024-budget]"


def summing(more: str = "") -> Account:
    units = (budget_folder(FIRST), budget_folder(SECOND))
    return budget(f"{SUM}\n{more}", units=units)


def shown(account: Account, basis: str, code: str = "", nature: str = "合计") -> str:
    return str(wan(account.cube.figure(Point("支出", basis, GENERAL, code, nature))))


def test_a_leaf_is_of_this_year_and_a_project_is_spending_of_its_subject() -> None:
    account = budget(SOURCE)
    assert shown(account, "本年", "2080505") == "5.00"
    assert shown(account, "本年", "2101502", "项目支出") == "9.00"
    assert shown(account, "上年结转", "2101502") == "0.50"
    assert shown(account, "预算", "210", "公用经费") == "5.50"
    assert shown(account, "预算") == "30.00"


def test_fiscal_income_is_what_it_pays_for() -> None:
    indicators = budget(SOURCE).indicators
    assert str(wan(indicators["一般公共预算拨款收入"])) == "28.00"
    assert str(wan(indicators["上年结转"])) == "2.00"
    assert str(wan(indicators["事业收入"])) == "0.60"
    assert wan(indicators["总计"]) == wan(indicators["收入总计"])
    assert str(wan(indicators["总计"])) == "30.60"


def test_money_left_for_next_year_is_income_too() -> None:
    indicators = budget("""
        支出: [{科目: 2080505, 人员经费: 3.00}]
        结转下年: {一般公共预算: 0.40}
    """).indicators
    assert str(wan(indicators["一般公共预算拨款收入"])) == "3.40"
    assert str(wan(indicators["总计"])) == "3.40"
    assert wan(indicators["总计"]) == wan(indicators["收入总计"])


def test_a_stated_figure_is_of_both_bases_and_stands_as_typed() -> None:
    account = budget("""
        支出:
          - {科目: 2080505, 人员经费: 3.00}
          - {科目: 2080505, 口径: 上年结转, 人员经费: 1.00}
          - {科目: 2080505, 合计: 4.01}
          - {科目: 208, 人员经费: 4.02, 基本支出: 4.02, 合计: 4.02}
          - {科目: 合计, 口径: 上年结转, 合计: 1.01}
    """)
    assert shown(account, "预算", "2080505") == "4.01"
    assert shown(account, "预算", "2080505", "人员经费") == "4.00"
    assert shown(account, "预算", "208", "人员经费") == "4.02"
    assert shown(account, "本年", "208") == "3.00"
    assert str(wan(account.indicators["上年结转"])) == "1.01"


def test_messages_call_a_figure_by_its_basis() -> None:
    account = budget("""
        支出:
          - {科目: 2080505, 人员经费: 3.00}
          - {科目: 2080505, 口径: 上年结转, 资金: 政府性基金, 人员经费: 1.00}
          - {科目: 合计, 合计: 3.00}
        基本支出: [{科目: 30101, 金额: 3.00}]
        项目: [{名称: 扫描, 类型: 甲, 一级项目: 综, 科目: 2101502, 上年结转: 2.00}]
    """)
    typed = {**account.cube.facts, **account.cube.stated}.values()
    assert {figure.label for figure in typed if figure.place} == {
        "2080505 人员经费（本年）",
        "政府性基金 2080505 人员经费（上年结转）",
        "合计 合计（预算）",
        "30101 金额（本年）",
        "扫描 上年结转",
    }


def test_the_units_have_what_their_own_rows_say() -> None:
    first, second = budget(SOURCE).units
    assert (first.code, first.name, first.kind) == ("502001", "甲局", "行政单位")
    assert str(wan(first.cube.figure(Point("收入", "本年")))) == "25.60"
    assert str(wan(second.cube.figure(Point("收入", "本年")))) == "3.00"
    assert str(wan(second.cube.figure(Point("收入", "上年结转")))) == "2.00"


def test_a_units_published_income_stands_where_its_rows_do_not_say_all() -> None:
    account = budget("""
        单位:
          - {代码: 502001, 名称: 甲局, 当年预算: 4.00}
          - {代码: 502002, 名称: 乙局, 当年预算: 3.00, 合计: 3.51}
        支出: [{科目: 2080505, 人员经费: 6.00}]
        项目:
          - {名称: 甲, 类型: 甲, 一级项目: 综, 单位: 502002, 科目: 2101502, 本年: 1, 上年结转: 0.50}
    """)
    cubes = [unit.cube for unit in account.units]
    assert [str(wan(cube.figure(Point("收入", "本年")))) for cube in cubes] == ["4.00", "3.00"]
    assert [str(wan(cube.figure(Point("收入", "预算")))) for cube in cubes] == ["4.00", "3.51"]


def test_a_budget_without_units_is_one_unit() -> None:
    account = budget("支出: [{科目: 2080505, 人员经费: 6.00}]")
    assert [(unit.code, unit.name) for unit in account.units] == [("", "某市档案馆")]
    assert account.units[0].cube is account.cube


def test_projects_of_one_name_and_unit_are_one_with_money_of_several_funds() -> None:
    plans = budget(SOURCE).plans
    assert [(plan.name, plan.unit) for plan in plans] == [
        ("宣传", "502001"),
        ("宣传", "502002"),
        ("网络", "502001"),
    ]
    assert str(wan(plans[2].figure("全部", "预算"))) == "6.60"
    assert str(wan(plans[2].figure("非财政", "本年"))) == "0.60"
    assert str(wan(plans[1].figure("财政拨款", "上年结转"))) == "0.50"


def test_projects_in_groups_with_their_published_subtotals() -> None:
    account = budget("""
        项目:
          - {名称: 甲, 类型: 专项, 一级项目: 综合, 科目: 2101502, 本年: 1.00, 上年结转: 0.50}
          - {名称: 乙, 类型: 其他, 一级项目: 综合, 科目: 2101502, 本年: 2.00}
          - {名称: 丙, 类型: 专项, 一级项目: 综合, 科目: 2101502, 本年: 3.00}
        项目合计:
          - {类型: 专项, 上年结转: 0.51}
          - {类型: 专项, 一级项目: 综合, 合计: 4.51}
    """)
    first, second = group_plans(account)
    assert (first.name, second.name) == ("专项", "其他")
    assert str(wan(first.figure(GENERAL, "上年结转"))) == "0.51"
    assert str(wan(first.figure(GENERAL, "本年"))) == "4.00"
    assert isinstance(first, PlanGroup)
    assert str(wan(first.parts[0].figure("全部", "预算"))) == "4.51"


def test_goals_of_a_project() -> None:
    (plan,) = budget("""
        项目:
          - 名称: 甲
            类型: 专项
            一级项目: 综合
            科目: 2101502
            本年: 1.00
            目标:
              年度目标: 完成扫描
              指标: [{一级: 产出指标, 二级: 数量指标, 三级: 页数, 指标值: '>=10页', 权重: 90}]
    """).plans
    assert plan.goal == "完成扫描"
    assert plan.indicators[0].words["指标值"] == ">=10页"
    assert str(plan.indicators[0].weight) == "90"


def test_the_sum_of_two_sources_is_one_source_with_the_units_rows() -> None:
    one, two = budget(SOURCE), summing()
    for name in one.indicators.definitions:
        assert wan(two.indicators[name]) == wan(one.indicators[name]), name
    for point in one.cube.facts:
        assert wan(two.cube.figure(point)) == wan(one.cube.figure(point)), point
    assert [unit.code for unit in two.units] == ["502001", "502002"]
    for mine, own in zip(one.units, two.units, strict=True):
        for basis in ("预算", "本年", "上年结转"):
            point = Point("收入", basis)
            assert wan(own.cube.figure(point)) == wan(mine.cube.figure(point))
    assert {(p.name, p.unit, wan(p.figure("全部", "预算"))) for p in two.plans} == {
        (p.name, p.unit, wan(p.figure("全部", "预算"))) for p in one.plans
    }


def test_what_a_summing_department_types_is_shown_and_known_by_its_units() -> None:
    account = summing("支出: [{科目: 2080505, 口径: 本年, 人员经费: 5.01}]")
    figure = account.cube.figure(Point("支出", "本年", GENERAL, "2080505", "人员经费"))
    assert str(wan(figure)) == "5.01"
    assert figure.place
    assert str(wan(figure.terms[0].figure)) == "5.00"


def test_last_year_is_typed_or_read() -> None:
    typed = budget("支出: [{科目: 2080505, 人员经费: 6.00}]\n上年: {当年预算: 5.00}")
    assert str(wan(typed.previous.get("当年预算"))) == "5.00"
    previous = budget_folder("年度: 2023\n支出: [{科目: 2080505, 人员经费: 4.00}]")
    read = budget("支出: [{科目: 2080505, 人员经费: 6.00}]", previous=previous)
    assert str(wan(read.previous.get("当年预算"))) == "4.00"


# On disk


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.chdir(tmp_path)
    for name in ("schema", "catalogue"):
        (tmp_path / name).symlink_to(PROJECT.root / name)
    return Project(tmp_path)


def make(project: Project, agency: str, disclosure: str) -> Path:
    folder = project.sources / agency / "2024-budget"
    folder.mkdir(parents=True)
    text = f"版式: 吉林\n年度: 2024\n金额单位: 万元\n{disclosure}\n"
    (folder / "disclosure.yaml").write_text(text, encoding="utf-8")
    (folder / "profile.yaml").write_text(f"名称: {agency}\n类型: 部门\n", encoding="utf-8")
    return folder


def read(path: Path, project: Project) -> Folder:
    folder, found = read_folder(path, project)
    assert folder is not None, [str(fault) for fault in found]
    return folder


def test_a_department_reads_the_folders_of_its_units(project: Project) -> None:
    make(project, "jia", "支出: [{科目: 2080505, 人员经费: 6.00}]")
    make(project, "yi", "支出: [{科目: 2080505, 人员经费: 1.00}]")
    folder = read(make(project, "bu", SUM), project)
    assert [unit.path.parent.name for unit in folder.units] == ["jia", "yi"]
    account = read_account(folder, project)
    assert account.kind.name == "budget"
    assert [unit.name for unit in account.units] == ["jia", "yi"]
    assert str(wan(account.indicators["总计"])) == "7.00"


@pytest.mark.parametrize(
    ("named", "says"),
    [
        ("../../yi/2024-budget", "找不到文件夹"),
        ("../../yi/2023-budget", "名称应为 2024-budget"),
        ("../2024-budget", "把自己也汇总了进去"),
        ("../../../../2024-budget", "不在放各单位数据的文件夹里"),
        ("/2024-budget", "不在放各单位数据的文件夹里"),
        ("..\\\\jia\\\\2024-budget", "不是路径的分隔符"),
    ],
)
def test_a_unit_that_cannot_be_summed(project: Project, named: str, says: str) -> None:
    folder = make(project, "bu", f'汇总: ["{named}"]')
    read_as, found = read_folder(folder, project)
    assert read_as is None
    (fault,) = found
    assert (fault.code, fault.place.line, says in fault.message) == ("MZ055", 4, True)


def test_units_that_sum_each_other(project: Project) -> None:
    make(project, "jia", "汇总: [../../bu/2024-budget]")
    folder, found = read_folder(make(project, "bu", "汇总: [../../jia/2024-budget]"), project)
    assert folder is None
    assert [fault.code for fault in found] == ["MZ055"]


def test_a_fault_of_a_units_source_is_told_there(project: Project) -> None:
    make(project, "jia", "支初: []")
    folder, found = read_folder(make(project, "bu", "汇总: [../../jia/2024-budget]"), project)
    assert folder is None
    assert [str(fault.place) for fault in found] == ["sources/jia/2024-budget/disclosure.yaml:4:1"]


def test_how_much_of_a_project_was_carried_over_may_not_be_known() -> None:
    """Of what is known in total alone no part is nothing; the total of all parts is known."""
    facts = budget("""
        支出:
          - {科目: 2101501, 人员经费: 10.00}
          - {科目: 合计, 口径: 上年结转, 合计: 36.00}
        基本支出: [{科目: 30101, 金额: 10.00}]
        项目:
          - {名称: 宣传, 类型: 甲, 一级项目: 综, 科目: 2101502, 合计: 180.00}
          - {名称: 普查, 类型: 甲, 一级项目: 综, 科目: 2101502, 合计: 216.00}
    """)
    first = facts.plans[0]
    assert wan(first.figure("全部", "预算")) == 180
    assert [first.figure("全部", basis).is_known for basis in ("本年", "上年结转")] == [False] * 2
    assert [d for d in check(facts) if d.code == "MZ315"] == []
