"""A budget's tables and sentences: the forms of Jilin, what a region's settings change, sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from textwrap import dedent

import pytest

from mingzhang.document.form_tables import build_tables
from mingzhang.document.region_folder import Region, read_region
from mingzhang.document.render import Document, render
from mingzhang.document.sentence_figures import Quantity
from mingzhang.document.table_values import Row, Table
from mingzhang.document.template_names import read_names, without_goals
from mingzhang.facts.account import Account
from mingzhang.facts.account_reading import read_account
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.project import Project
from tests.facts.test_budget import SOURCE, summing
from tests.facts.test_budget_units import department, three
from tests.support import PROJECT, budget

YANBIAN = PROJECT.sources / "yanbian" / "2024-budget"
BASIC = "支出: [{科目: 2080505, 人员经费: 3.00}]\n基本支出: [{科目: 30101, 金额: 3.00}]"
OFFICIAL = "{因公出国境费: 0, 公务接待费: 0.7, 公务用车运行维护费: 3, 公务用车购置费: 0}"
LAST = f"上年: {{当年预算: 28.60, 机关运行经费: 5.50, 三公经费: {OFFICIAL}}}"
NONE = "三公经费: {合计: 0}"
PROVINCE = """
名称: 某省
上级: jilin
预算合计列: 是
科目编码列: 否
合计位置: 末行
本年列: 本年预算
"""


def region(name: str, project: Project = PROJECT) -> Region:
    found, faults = read_region(name, project, "budget")
    assert not faults
    assert found is not None
    return found


def tables(account: Account, name: str = "吉林", project: Project = PROJECT) -> dict[str, Table]:
    built, faults = build_tables(account, region(name, project))
    assert not faults, [str(fault) for fault in faults]
    return {table.key: table for table in built}


def document(account: Account) -> Document:
    made, found = render(account, PROJECT)
    assert made is not None, [str(fault) for fault in found]
    return made


def texts(rows: Sequence[Row]) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in rows]


@pytest.fixture(scope="module")
def yanbian() -> Account:
    folder, found = read_folder(YANBIAN, PROJECT)
    assert folder is not None, [str(fault) for fault in found]
    return read_account(folder, PROJECT)


@pytest.fixture
def province(tmp_path: Path) -> Project:
    """A project with one more region, which inherits Jilin's forms and only sets settings."""
    own = tmp_path / "templates" / "province"
    own.mkdir(parents=True)
    (own / "region.yaml").write_text(PROVINCE, encoding="utf-8")
    return Project(tmp_path)


def test_the_twelve_forms_in_order(yanbian: Account) -> None:
    built = tables(yanbian)
    assert [table.title for key, table in built.items() if "-" not in key] == [
        "收支总表",
        "收入总表",
        "支出总表",
        "财政拨款收支总表",
        "一般公共预算支出表",
        "一般公共预算基本支出表",
        "一般公共预算“三公”经费支出表",
        "政府性基金预算支出表",
        "国有资本经营预算支出表",
        "项目支出表",
        "财政拨款委托业务费支出预算表",
    ]
    assert len([key for key in built if key.startswith("12-")]) == 10
    assert built["01"].unit_line == "预算单位：延边朝鲜族自治州医疗保障局（汇总）"


def test_summary_of_this_year_and_what_was_carried_over(yanbian: Account) -> None:
    body = texts(tables(yanbian)["01"].body)
    assert body[0] == ["1", "一、财政拨款收入", "1,053.43", "91.09", "一、一般公共服务支出", "", ""]
    assert body[9][4:] == ["十、卫生健康支出", "689.62", "55.76"]
    assert body[-1] == ["34", "收入总计", "1,053.43", "91.09", "支出总计", "1,053.43", "91.09"]


def test_income_by_unit(yanbian: Account) -> None:
    filled = [[text for text in row if text] for row in texts(tables(yanbian)["02"].body)]
    carried = ["91.09", "91.09"]
    assert filled == [
        ["1", "合计", "1,144.52", "1,053.43", "1,053.43", *carried],
        ["2", "502", "延边朝鲜族自治州医疗保障局", "1,144.52", "1,053.43", "1,053.43", *carried],
        [
            "3",
            "502001",
            "延边朝鲜族自治州医疗保障局",
            "436.61",
            "383.33",
            "383.33",
            "53.28",
            "53.28",
        ],
        [
            *("4", "502002", "延边朝鲜族自治州社会医疗保险管理局"),
            *("707.91", "670.10", "670.10", "37.82", "37.82"),
        ],
    ]


def test_spending_by_subject_with_its_published_tails(yanbian: Account) -> None:
    body = texts(tables(yanbian)["05"].body)
    assert body[0] == ["1", "合计", "1,144.52", "636.85", "556.99", "79.86", "507.67"]
    names = ["2", "208", "社会保障和就业支出"]
    assert body[1] == [*names, "349.50", "310.15", "271.33", "38.82", "39.35"]


def test_projects_under_their_kinds_and_groups(yanbian: Account) -> None:
    body = texts(tables(yanbian)["10"].body)
    assert body[0][:2] == ["1", "合计"]
    assert [row[1] for row in body if row[1]] == [
        "合计",
        "311-专项业务支出",
        "317-其他非财政拨款支出",
    ]
    assert body[1][5:10] == ["487.67", "416.57", "", "", "71.09"]
    assert body[4][3:7] == [
        "医疗保障专家评审费",
        "延边朝鲜族自治州社会医疗保险管理局",
        "14.68",
        "12.20",
    ]
    assert len(body) == 24


def test_a_goal_shows_this_years_money(yanbian: Account) -> None:
    table = tables(yanbian)["12-2"]
    assert table.title == "延边朝鲜族自治州社会医疗保险管理局2024年项目支出绩效目标表"
    body = texts(table.body)
    assert body[0] == ["项目名称", "医疗保障专家评审费"]
    assert body[2] == ["主管部门及编码", "延边朝鲜族自治州医疗保障局-502"]
    assert body[3] == ["项目资金（万元）", "年度资金总额", "12.20"]
    assert body[8] == [
        "成本指标",
        "经济成本指标",
        "协议管理考核检查和履约能力评估费用",
        "=12.20万元",
        "20",
    ]


def test_forms_without_data_say_so() -> None:
    built = tables(budget(BASIC))
    empty = {key: table.notes[-1] for key, table in built.items() if table.is_empty}
    assert set(empty) == {"07", "08", "09", "10", "11", "12-1"}
    assert empty["08"] == "本部门没有使用政府性基金预算安排的支出，故本表无数据。"
    assert texts(built["11"].body)[0][0] == "合计"


def test_services_by_unit_and_project() -> None:
    service = "{单位: 502001, 项目: 公用经费, 内容: 审计, 金额: 2, 政府购买服务: 是, 政府采购: 否}"
    account = budget(f"""
        单位: [{{代码: 502001, 名称: 甲局}}, {{代码: 502002, 名称: 乙局}}]
        支出: [{{科目: 2101501, 单位: 502001, 公用经费: 9.00}}]
        委托业务费: [{service}]
    """)
    assert texts(tables(account)["11"].body) == [
        ["合计", "", "2.00", "2.00", "", "", "", "", ""],
        ["甲局", "", "2.00", "2.00", "", "", "", "", ""],
        ["公用经费", "审计", "2.00", "2.00", "", "", "是", "否", ""],
    ]


def test_a_table_of_units_needs_to_know_whose_the_money_is() -> None:
    """No line says it: the units' rows would be blank above a total that is not."""
    units = "单位: [{代码: 502001, 名称: 甲局}, {代码: 502002, 名称: 乙局}]"
    loose = budget(f"{units}\n支出: [{{科目: 2101501, 公用经费: 9.00}}]")
    _, found = build_tables(loose, region("吉林"))
    assert [fault.code for fault in found if "各行都没有写“单位”" in fault.message] == ["MZ739"]
    named = budget(f"{units}\n支出: [{{科目: 2101501, 单位: 502001, 公用经费: 9.00}}]")
    assert not [fault for fault in build_tables(named, region("吉林"))[1] if fault.code == "MZ739"]


@pytest.mark.parametrize(
    ("units", "told"),
    [
        ("单位: [{代码: 502001, 名称: 甲局}, {代码: 502002, 名称: 乙局}]", ["MZ739"]),
        ("单位: [{代码: 502001, 名称: 甲局}]", []),
        ("", []),
    ],
)
def test_a_service_of_no_unit_is_not_in_the_total_alone(units: str, told: list[str]) -> None:
    """Of several units nobody knows whose it is; of one, or of an agency without any, it is."""
    account = budget(f"""
        {units}
        支出: [{{科目: 2101501, 公用经费: 9.00}}]
        委托业务费: [{{项目: 公用经费, 内容: 审计, 金额: 2, 政府购买服务: 是, 政府采购: 否}}]
    """)
    built, found = build_tables(account, region("吉林"))
    assert [fault.code for fault in found if "这一行没有写“单位”" in fault.message] == told
    body = texts(next(table for table in built if table.key == "11").body)
    assert any("审计" in row for row in body) is not bool(told)


def test_a_province_shows_three_columns_no_codes_and_the_total_last(province: Project) -> None:
    account = budget(f"{SOURCE}\n    结转下年: {{一般公共预算: 0}}")
    usual, own = tables(account), tables(account, "某省", province)
    head = [cell.text for cell in own["01"].head[1].cells]
    assert head[:5] == ["序号", "项目", "2024年预算数", "本年预算", "上年结转"]
    assert len(own["01"].columns) == len(usual["01"].columns) + 2
    first = texts(own["01"].body)[0]
    assert first[1:5] == ["一、财政拨款收入", "30.00", "28.00", "2.00"]
    body = texts(own["03"].body)
    assert body[0][:3] == ["1", "社会保障和就业支出", "5.00"]
    assert body[-1][1:3] == ["合计", "30.60"]
    assert "科目编码" not in [cell.text for row in own["05"].head for cell in row.cells]
    assert [table.title for table in own.values()] == [table.title for table in usual.values()]


def test_a_column_needs_a_setting_that_there_is(province: Project) -> None:
    folder = province.templates / "province" / "budget" / "tables"
    folder.mkdir(parents=True)
    column = "{标题: 合计, 取: {收支: 支出}, 仅当: 合计列}"
    (folder / "03-spending.yaml").write_text(f"沿用: 是\n列: [{column}]\n", encoding="utf-8")
    _, found = build_tables(budget(SOURCE), region("某省", province))
    assert [(fault.code, fault.place.line) for fault in found] == [("MZ513", 2)]


ALIKE = """
    单位: [{代码: 601001, 名称: 甲局, 类型: 行政单位}, {代码: 601002, 名称: 乙馆, 类型: 行政单位}]
    项目:
      - {名称: 设备购置, 单位: 601001, 科目: 2012602, 本年: 5.00}
      - {名称: 设备购置, 单位: 601002, 科目: 2012602, 本年: 6.00}
      - {名称: 宣传, 单位: 601002, 科目: 2012602, 本年: 1.00}
"""
TOLD_APART = ["设备购置（甲局）", "设备购置（乙馆）", "宣传"]


def test_projects_of_two_units_that_are_called_alike_are_told_apart_in_sentences() -> None:
    projects = read_names(budget(ALIKE))["项目预算"]
    assert isinstance(projects, list)
    assert [project.name for project in projects] == TOLD_APART


GROUPED = """
    版式: 吉林
    项目:
      - {名称: 设备购置, 类型: 其他运转类, 一级项目: 甲, 科目: 2012602, 本年: 5.00}
      - {名称: 设备购置, 类型: 其他运转类, 一级项目: 乙, 科目: 2012602, 本年: 6.00}
      - {名称: 设备购置, 类型: 特定目标类, 一级项目: 乙, 科目: 2012602, 本年: 6.00}
      - {名称: 宣传, 类型: 其他运转类, 一级项目: 乙, 科目: 2012602, 本年: 1.00}
      - {名称: 装订, 类型: 其他运转类, 一级项目: 甲, 科目: 2012602, 本年: 1.00}
      - {名称: 装订, 类型: 其他运转类, 一级项目: 乙, 科目: 2012602, 本年: 1.00}
"""


def test_projects_of_two_groups_that_are_called_alike_are_told_apart_in_sentences() -> None:
    projects = read_names(budget(GROUPED))["项目预算"]
    assert isinstance(projects, list)
    assert [project.name for project in projects] == [
        "设备购置（其他运转类，甲）",
        "设备购置（其他运转类，乙）",
        "设备购置（特定目标类，乙）",
        "宣传",
        "装订（甲）",
        "装订（乙）",
    ]


@pytest.mark.parametrize(
    ("column", "names"),
    [("", TOLD_APART), ("- {标题: 单位, 显示: 项目单位}", ["设备购置", "设备购置", "宣传"])],
)
def test_a_table_of_projects_says_whose_they_are(
    province: Project, column: str, names: list[str]
) -> None:
    folder = province.templates / "province" / "budget" / "tables"
    folder.mkdir(parents=True)
    spec = f"""
        标题: 项目表
        版面: 项目支出
        取: {{收支: 支出, 口径: 预算, 性质: 项目支出}}
        小计: 否
        列:
          - {{标题: 项目, 显示: 项目}}
          {column}
          - {{标题: 合计}}
    """
    (folder / "20-projects.yaml").write_text(dedent(spec), encoding="utf-8")
    body = texts(tables(budget(ALIKE), "某省", province)["20"].body)
    assert [row[0] for row in body if row[0] != "合计"] == names


def test_the_sum_of_two_sources_is_published_as_one_source_is() -> None:
    one, two = (
        replace(account, agency="某局") for account in (budget(SOURCE), summing("国有资产: {}"))
    )
    for mine, own in zip(tables(one).values(), tables(two).values(), strict=True):
        if mine.key != "10":
            assert texts(own.body) == texts(mine.body), mine.title
    assert sorted(row[5:] for row in texts(tables(one)["10"].body)) == sorted(
        row[5:] for row in texts(tables(two)["10"].body)
    )


def test_sentences_of_a_sum_are_those_of_one_source() -> None:
    one, two = (
        [section.sentences for section in document(account).parts[2].sections]
        for account in (budget(f"{SOURCE}\n    {LAST}"), summing(LAST))
    )
    assert one == two
    assert "共有车辆3辆" in " ".join(one[-1])
    assert one[0][0].endswith("2024年当年预算数和2023年预算数相等。")


def test_a_change_of_the_budget_needs_a_reason() -> None:
    made, found = render(budget(f"{BASIC}\n上年: {{当年预算: 2.00}}"), PROJECT)
    assert made is None
    assert "MZ401" in {fault.code for fault in found}


UNIT = """
    单位: [{代码: 502002, 名称: 某中心}]
    支出: [{科目: 2080505, 人员经费: 3.00}]
    基本支出: [{科目: 30101, 金额: 3.00}]
    项目:
      - 名称: 扫描
        类型: 甲
        一级项目: 综
        科目: 2101502
        本年: 1.00
        目标: {年度目标: 完成扫描, 指标: [{一级: 产出, 二级: 数量, 三级: 页数, 指标值: 1万页}]}
"""


@pytest.mark.parametrize(
    ("more", "codes", "above"),
    [
        ("", ["", "502002"], ""),
        ("主管部门: 某市档案局", ["", "502", "502002"], "某市档案局-502"),
    ],
)
def test_a_units_own_budget_names_its_department_where_it_says_so(
    more: str, codes: list[str], above: str
) -> None:
    built = tables(budget(f"{dedent(UNIT)}{more}", profile="名称: 某市档案馆\n类型: 单位"))
    assert [row[1] for row in texts(built["02"].body)] == codes
    assert texts(built["12-1"].body)[2] == ["主管部门及编码", above]


@pytest.mark.parametrize(
    ("above", "printed", "told"),
    [("主管部门: 某市档案局", "某市档案局", []), ("", "", ["“主管部门”要印出来，没有填写。"])],
)
def test_a_unit_without_a_code_has_its_department_in_its_goals(
    above: str, printed: str, told: list[str]
) -> None:
    """Never the unit itself: nobody said that it is its own department."""
    text = dedent(UNIT).replace("单位: [{代码: 502002, 名称: 某中心}]", above)
    profile = "名称: 某市档案馆\n类型: 单位"
    assert texts(tables(budget(text, profile=profile))["12-1"].body)[2][1] == printed
    assert [message for _, message in codes_of(text, profile)] == told


def test_who_is_above_a_department_has_no_row() -> None:
    text = f"{dedent(UNIT)}主管部门: 某市人民政府"
    built = tables(budget(text, profile="名称: 某市档案局\n类型: 部门"))
    assert texts(built["12-1"].body)[2] == ["主管部门及编码", "某市档案局-502"]


def codes_of(source: str, profile: str) -> list[tuple[str, str]]:
    found = render(budget(source, profile=profile), PROJECT)[1]
    return [(d.code, d.message) for d in found if "主管部门" in d.message]


def test_a_units_own_budget_without_its_department_is_told_once() -> None:
    told = [("MZ410", "“主管部门”要印出来，没有填写。")]
    unit, whole = "名称: 某市档案馆\n类型: 单位", "名称: 某市档案馆\n类型: 部门"
    assert codes_of(dedent(UNIT), unit) == told
    lacks = [d for d in render(budget(dedent(UNIT), profile=unit), PROJECT)[1] if d.code == "MZ410"]
    assert "主管部门" in lacks[0].about
    assert codes_of(f"{dedent(UNIT)}主管部门: 某市档案局", unit) == []
    assert codes_of(dedent(UNIT), whole) == []


def test_a_department_that_no_page_names_is_told() -> None:
    """Another form prints neither the table of units nor forms of goals with it."""
    text = "版式: 上海\n主管部门: 某市档案局\n支出: [{科目: 2080505, 基本支出: 3.00}]"
    (told,) = codes_of(text, "名称: 某市档案馆\n类型: 单位")
    assert told == ("MZ415", "“主管部门”在这份文件里没有印出来，也不会随数据公开。")


@pytest.mark.parametrize(("day", "told"), [("", 1), ("截至: 2023年10月31日, ", 0)])
def test_the_day_of_the_assets_is_asked_for(day: str, told: int) -> None:
    source = f"{BASIC}\n国有资产: {{{day}车辆: 1, 大型设备: 0}}"
    found = render(budget(source), PROJECT)[1]
    assert sum("统计到哪一天" in d.message for d in found) == told


def test_who_has_no_assets_is_asked_for_no_day() -> None:
    found = render(budget(f"{BASIC}\n国有资产: 0"), PROJECT)[1]
    assert not [d for d in found if "统计到哪一天" in d.message]


def test_money_left_for_next_year_is_part_of_this_years_budget() -> None:
    made = document(
        budget(f"{BASIC}\n结转下年: {{一般公共预算: 0.40}}\n上年: {{当年预算: 3.40, {NONE}}}")
    )
    overview = made.parts[2].sections[0].sentences[0]
    assert "收支总预算3.40万元，其中：当年预算3.40万元；上年结转0.00万元。" in overview
    assert overview.endswith("2024年当年预算数和2023年预算数相等。")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("合计: 5.00", "政府性基金预算支出5.00万元。"),
        ("人员经费: 5.00", "政府性基金预算支出5.00万元，其中：基本支出5.00万元，占100.00%。"),
    ],
)
def test_government_funds_by_nature(typed: str, said: str) -> None:
    rows = f"[{{科目: 2120899, 资金: 政府性基金, {typed}}}]"
    made = document(budget(f"支出: {rows}\n数据缺口: 未公布\n上年: {{当年预算: 5.00, {NONE}}}"))
    assert made.parts[2].sections[7].sentences == (f"2024年{said}",)


def test_a_budget_without_goals_says_so() -> None:
    made = document(budget(f"{BASIC}\n上年: {{当年预算: 3.00, {NONE}}}"))
    assert made.parts[2].sections[-1].sentences[-1] == "本部门没有向社会公开绩效目标的项目。"


def test_goals_that_no_table_prints_have_no_money() -> None:
    account = budget(dedent(UNIT), profile="名称: 某市档案馆\n类型: 单位")
    assert without_goals(account, ("绩效目标表",)) == {}
    none = without_goals(account, ())
    money = none["目标金额"]
    assert none["目标项目数"] == 0
    assert isinstance(money, Quantity)
    assert money.shown == 0


@pytest.mark.parametrize("name", ["全国", "河南"])
def test_other_regions_publish_budgets_in_the_national_form(name: str) -> None:
    made = document(replace(budget(f"{SOURCE}\n    {LAST}"), region=name))
    assert [table.number for table in made.tables][:6] == [f"预算表{n}" for n in range(1, 7)]
    assert len(made.tables) == 9
    assert [part.title for part in made.parts][1] == "第二部分 2024年部门预算表"


def test_units_and_what_is_taken_off_add_up_to_the_department() -> None:
    made = tables(department(three(7)))
    total, own, *units = texts(made["02"].body)
    names = [row[2] for row in units]
    assert names == ["第502001单位", "第502002单位", "某州局本级", "抵销"]
    columns = [[number(cell) for cell in row[3:]] for row in units]
    assert [sum(column) for column in zip(*columns, strict=True)] == list(map(number, own[3:]))
    assert total[3:] == own[3:]
    # What the office gave stands in the column of the income that the other had of it.
    assert sorted(set(columns[-1])) == [Decimal("-5.00"), Decimal(0)]


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", "") or "0")
