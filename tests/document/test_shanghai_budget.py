"""What the departments of 上海 publish of their budgets beside the tables."""

from __future__ import annotations

import pytest

from mingzhang.checks.run_rules import check
from mingzhang.diagnostics import Diagnostic
from mingzhang.document.render import Pages, render
from tests.document.test_narrative import HERE, narrator, region
from tests.support import AGENCY, PROJECT, budget, only

PROFILE = f"{AGENCY}    单位性质: 行政\n    地区: 某市\n    级次: 区级\n"
UNITS = "单位: [{名称: 甲局, 类型: 行政单位}, {名称: 乙队, 类型: %s}, {名称: 丙馆, 类型: %s}]"
OTHER, LIKE_CIVIL = "其他事业单位", "参公管理事业单位"
SPENT = "支出: [{科目: 2101501, 公用经费: 9.00, 项目支出: 100.00}]"


def said(source: str, template: str, agency: str = "部门") -> tuple[str, list[Diagnostic]]:
    """What a section of the budget's form says, and what was found wrong with it."""
    facts = budget(f"版式: 上海\n{source}", PROFILE.replace("类型: 部门", f"类型: {agency}"))
    writer = narrator(facts, region("上海"))
    blocks = writer.blocks(f"budget/sections/{template}", HERE)
    return "\n".join(block.text for block in blocks), list(writer.writer.found)


@pytest.mark.parametrize(
    ("kinds", "offices", "structure"),
    [
        ((OTHER, OTHER), "1家机关和0家参公事业单位", "行政单位1家，事业单位2家"),
        ((LIKE_CIVIL, OTHER), "1家机关和1家参公事业单位", "行政单位1家，参公单位1家，事业单位1家"),
    ],
)
def test_a_department_says_how_many_units_of_each_kind_it_has(
    kinds: tuple[str, str], offices: str, structure: str
) -> None:
    source = f"{UNITS % kinds}\n{SPENT}\n机关运行经费: {{金额: 9.00}}"
    text, found = said(source, "08-operating.j2")
    assert (f"下属{offices}财政拨款的机关运行经费预算为9.00万元" in text, found) == (True, [])
    assert structure in said(source, "00-structure.j2")[0]


def test_a_department_of_itself_alone_has_no_units_to_count() -> None:
    text, _ = said(f"{SPENT}\n机关运行经费: {{金额: 9.00}}", "08-operating.j2")
    assert "财政拨款的机关运行经费预算为9.00万元" in text
    assert "下属" not in text


@pytest.mark.parametrize(
    ("reserved", "is_told"),
    [(", 预留中小企业: 5.00, 预留小微企业: 3.00", True), ("", False)],
)
def test_what_is_reserved_for_small_firms_is_said_where_it_is_known(
    reserved: str, is_told: bool
) -> None:
    bought = f"政府采购: {{货物: 1.00, 工程: 2.00, 服务: 4.00{reserved}}}"
    text, found = said(bought, "09-procurement.j2")
    assert not found
    line = (
        "预留政府采购项目预算金额5.00万元，其中，预留给小型和微型企业的政府采购项目预算为3.00万元"
    )
    assert (line in text) is is_told
    assert ("中小企业" in text) is is_told


def test_goals_are_told_by_number_or_project_by_project() -> None:
    project = f"{SPENT}\n项目: [{{名称: 宣传, 本年: 20.00}}]"
    text, found = said(
        f"{project}\n绩效: {{绩效目标: {{单位数: 3, 项目数: 12, 金额: 90.00}}}}", "10-goals.j2"
    )
    assert not found
    assert "按照本区预算绩效管理工作的总体要求，本部门3个预算单位开展了" in text
    assert "编报绩效目标的项目12个，涉及项目预算资金90.00万元" in text
    text, _ = said(project, "10-goals.j2")
    assert "编报绩效目标的项目共1个，涉及项目预算资金20.00万元。其中：宣传20.00万元" in text


def test_cars_as_a_whole_are_compared_where_a_reason_is_given() -> None:
    source = (
        "三公经费: {因公出国境费: 0, 公务接待费: 0, 公务用车运行维护费: 3, 公务用车购置费: 9}\n"
        "上年: {三公经费: {公务用车运行维护费: 3.00, 公务用车购置费: 4.00}}\n"
        "原因: {三公经费: {公务用车购置费: 更新车辆REASON}}"
    )
    text, _ = said(source.replace("REASON", ", 公务用车购置及运行费: 购车增加"), "07-official.j2")
    line = "公务用车购置及运行费12.00万元，比2023年预算增加5.00万元，主要原因是购车增加。其中："
    assert line in text
    text, _ = said(source.replace("REASON", ""), "07-official.j2")
    assert "公务用车购置及运行费12.00万元，其中：公务用车购置费9.00万元，" in text


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (
            "政府采购: {货物: 9, 工程: 0, 服务: 0, 预留中小企业: 3, 预留小微企业: 5}",
            "预留小微企业 5.00",
        ),
        (
            "政府采购: {货物: 9, 工程: 0, 服务: 0, 预留中小企业: 10, 预留小微企业: 5}",
            "采购.总额 9.00",
        ),
        ("绩效: {绩效目标: {单位数: 1, 项目数: 1, 金额: 100.01}}", "应不大于 项目支出 100.00"),
    ],
)
def test_a_part_is_not_more_than_its_whole(typed: str, says: str) -> None:
    found = check(budget(f"版式: 上海\n{SPENT}\n{typed}", PROFILE))
    (told,) = (one for one in found if one.code in ("MZ090", "MZ091"))
    assert says in told.message


def test_units_may_be_known_by_their_names_alone() -> None:
    """Their codes and money are printed nowhere in this form: nobody has to make them up."""
    units = UNITS % (OTHER, OTHER)
    found = check(budget(f"版式: 上海\n{units}\n{SPENT}", PROFILE))
    assert not [d for d in found if d.code in ("MZ304", "MZ322", "MZ666")]
    line = "{科目: 2101501, 单位: 甲局, 公用经费: 8.00}"
    named = f"{units}\n支出: [{line}, {{科目: 2101501, 单位: REST, 公用经费: 9.00}}]"
    assert not only(check(budget(f"版式: 上海\n{named.replace('REST', '丙馆')}", PROFILE)), "MZ322")
    (told,) = only(check(budget(f"版式: 上海\n{named.replace('REST', '丁馆')}", PROFILE)), "MZ322")
    assert "丁馆" in told.message


def test_a_unit_says_its_goals_by_number_without_counting_itself() -> None:
    goals = f"{SPENT}\n绩效: {{绩效目标: {{项目数: 41, 金额: 90.00}}}}"
    text, found = said(goals, "10-goals.j2", "单位")
    assert not found
    assert "2024年度，本单位编报绩效目标的项目共41个，涉及项目预算资金90.00万元。" in text
    # A department says of how many units it speaks.
    assert "个预算单位开展了" in said(goals, "10-goals.j2")[0]


def test_items_are_compared_with_last_year_where_its_figures_are_given() -> None:
    """Offices of a street say of each 项 what was planned and spent the year before."""
    item = "支出: [{科目: 2101501, 公用经费: 0.12, 用途: 统计}]\n"
    row = "各项比较: [{{科目: 2101501, 上年: {{预算数: 3.84}}, 上年执行数: {}, 执行原因: {}}}]\n"
    names = ("财政拨款总计", "一般公共预算支出", "政府性基金预算支出", "国有资本经营预算支出")
    last = f"上年: {{{', '.join(f'{name}: 0.12' for name in names)}}}"
    text, found = said(f"{item}{row.format('3.39', '统计事务减少')}{last}", "01-overview.j2")
    assert not found
    assert (
        "2024年度预算0.12万元，2023年度预算3.84万元，主要用于：统计。"
        "2023年当年预算执行数为3.39万元，2024年预算安排0.12万元，"
        "比2023年预算执行数减少3.27万元，下降96.46%，主要原因是统计事务减少。" in text
    )
    text, _ = said(f"{item}{row.format('0.12', '完成预算')}{last}", "01-overview.j2")
    assert "与2023年预算执行数持平，主要原因是完成预算。" in text


@pytest.mark.parametrize("has_goals", [True, False])
def test_goals_of_projects_are_a_table_only_where_there_are_any(*, has_goals: bool) -> None:
    """Some offices publish 财政项目支出绩效目标申报表, with all that a project of years gets."""
    goals = (
        ", 计划开始日期: 2022-01-01, 计划完成日期: 2024-12-31, 项目资金总额: 300.00, "
        "项目财政资金: 280.00, 项目其他资金: 20.00, 项目性质: 阶段性项目, 项目类别: 特定目标类, "
        "目标: "
        "{年度目标: 拆违, 指标: [{一级: 产出指标, 二级: 数量指标, 三级: 拆除, 指标值: 9处}]}"
    )
    source = f"版式: 上海\n{SPENT}\n项目: [{{名称: 拆违, 本年: 100.00{goals * has_goals}}}]\n"
    made, found = render(budget(source, PROFILE), PROJECT, only=Pages.SCREEN)
    assert made
    assert not [one for one in found if one.code == "MZ426"]
    tables = [table for table in made.tables if table.title == "财政项目支出绩效目标申报表"]
    assert len(tables) == has_goals
    texts = [cell.text for table in tables for row in table.body for cell in row.cells]
    typed = {"2022-01-01", "3,000,000.00", "2,800,000.00", "200,000.00", "1,000,000.00", "9处"}
    words = {"阶段性项目", "特定目标类", "主管部门", "某市档案馆"}
    assert typed | words <= set(texts) or not has_goals


GOALS = "{年度目标: 拆违, 指标: [{一级: 产出指标, 二级: 数量指标, 三级: 拆除, 指标值: 9处}]}"


@pytest.mark.parametrize("goals", ["", f", 目标: {GOALS}"])
def test_what_is_said_of_a_project_without_a_table_of_goals_is_told(goals: str) -> None:
    row = f"{{名称: 拆违, 本年: 100.00, 计划完成日期: 2024-12-31{goals}}}"
    source = f"版式: 上海\n{SPENT}\n项目: [{row}]\n"
    _, found = render(budget(source, PROFILE), PROJECT, only=Pages.SCREEN)
    told = [one for one in found if one.code == "MZ415" and "计划完成日期" in one.message]
    assert bool(told) is not bool(goals)


@pytest.mark.parametrize(
    ("parts", "is_told"),
    [
        (", 项目财政资金: 280.00, 项目其他资金: 20.00", False),
        (", 项目财政资金: 300.00, 项目其他资金: 20.00", True),
        ("", False),
    ],
)
def test_the_parts_of_a_projects_money_are_not_more_than_it(parts: str, *, is_told: bool) -> None:
    row = f"{{名称: 拆违, 本年: 100.00, 项目资金总额: 300.00{parts}, 目标: {GOALS}}}"
    found = only(check(budget(f"版式: 上海\n{SPENT}\n项目: [{row}]\n", PROFILE)), "MZ090")
    assert ["项目资金总额" in one.message for one in found] == [True] * is_told


@pytest.mark.parametrize(("last_day", "is_told"), [("2026-12-31", False), ("2025-12-31", True)])
def test_a_project_does_not_end_before_it_begins(last_day: str, *, is_told: bool) -> None:
    days = f"计划开始日期: 2026-01-01, 计划完成日期: {last_day}"
    row = f"{{名称: 拆违, 本年: 100.00, {days}, 目标: {GOALS}}}"
    found = only(check(budget(f"版式: 上海\n{SPENT}\n项目: [{row}]\n", PROFILE)), "MZ674")
    assert ["在结束时间 2025-12-31 之后" in one.message for one in found] == [True] * is_told


@pytest.mark.parametrize(("cars", "is_told"), [(0, False), (1, True)])
def test_cars_that_are_to_be_bought_are_paid(cars: int, *, is_told: bool) -> None:
    plan = f"国有资产: {{计划购置: {{车辆: {{执法执勤用车: {cars}}}}}}}"
    found = only(check(budget(f"版式: 上海\n{SPENT}\n{NO_CARS}{plan}", PROFILE)), "MZ091")
    assert ["购置车辆总数是 1 辆" in one.message for one in found] == [True] * is_told


NO_CARS = "三公经费: {因公出国境费: 0, 公务接待费: 2, 公务用车运行维护费: 0, 公务用车购置费: 0}\n"
EQUAL = f"{NO_CARS}上年: {{三公经费: {{公务接待费: 2.00, 合计: 2.00}}}}"
TWO_UNITS = "单位: [{名称: 甲局, 类型: 行政单位}, {名称: 乙队, 类型: 其他事业单位}]\n"
BOUGHT = "政府采购: {货物: 1.00, 工程: 2.00, 服务: 4.00}"
NOTHING = "政府采购: {货物: 0, 工程: 0, 服务: 0}"


@pytest.mark.parametrize(
    ("template", "source", "before", "since"),
    [
        ("00-structure.j2", TWO_UNITS, "部门预算包括", "部门预算是包括"),
        (
            "00-structure.j2",
            "",
            "本部以及下属0家预算单位的综合",
            "部门预算包括某市档案馆本部的综合收支计划",
        ),
        ("07-official.j2", EQUAL, "接待费2.00万元，与", "接待费2.00万元。与2025年预算持平"),
        ("07-official.j2", EQUAL, "运行费0万元，其中", "运行费0万元，与2025年预算持平。其中"),
        (
            "08-operating.j2",
            "机关运行经费: 0",
            "某市档案馆无机关运行经费预算",
            "本部门无机关运行经费。",
        ),
        (
            "09-procurement.j2",
            BOUGHT,
            "2025年度本部门政府采购预算7.00",
            "2026年本部门政府采购预算7.00",
        ),
        ("09-procurement.j2", NOTHING, "政府采购预算0万元", "某市档案馆2026年未安排政府采购预算。"),
    ],
)
def test_the_words_of_the_form_changed_with_a_year(
    template: str, source: str, before: str, since: str
) -> None:
    """Last year's documents keep the words with which they were published."""
    texts = [said(f"年度: {year}\n{source}", template)[0] for year in (2025, 2026)]
    assert [before in text for text in texts] == [True, False]
    assert [since in text for text in texts] == [False, True]


def test_words_of_its_own_follow_the_units_of_a_department() -> None:
    own = "需要说明的是，乙队与局本部合署办公，不单列预算。"
    text, found = said(f"{TWO_UNITS}补充说明: {{机构设置: {own}}}", "00-structure.j2")
    assert (text.endswith(own), found) == (True, [])


@pytest.mark.parametrize(
    ("year", "names"),
    [
        (2025, ("1. 一般公共预算资金", "二、政府性基金", "本部门没有此项收支，故本表无数据。")),
        (
            2026,
            (
                "1. 一般公共预算",
                "二、政府性基金预算",
                "注：本年度无政府性基金预算支出，故本表无数据。",
            ),
        ),
    ],
)
def test_rows_and_notes_are_named_as_in_the_year(year: int, names: tuple[str, ...]) -> None:
    made, _ = render(
        budget(f"版式: 上海\n年度: {year}\n{SPENT}", PROFILE), PROJECT, only=Pages.SCREEN
    )
    assert made
    cells = {cell.text for one in made.tables for row in one.body for cell in row.cells}
    notes = {note for one in made.tables for note in one.notes}
    assert set(names) <= cells | notes
