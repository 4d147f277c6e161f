"""Lists of projects, units and entrusted work, and forms of projects → rows of the source."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import product
from pathlib import Path
from textwrap import dedent

import pytest

from mingzhang.document.table_values import Table
from mingzhang.facts.amount import Unit
from mingzhang.facts.cube import Point
from mingzhang.facts.evaluated_projects import COLUMNS
from mingzhang.grid.grid import Grid, Spot
from mingzhang.intake.layout_tokens import EVALUATED
from mingzhang.intake.listed_entries import Entries, filled_with
from mingzhang.intake.marked_tables import Form
from mingzhang.intake.project_sheets import Filled
from mingzhang.intake.reprinted_cells import misprinted
from mingzhang.intake.source_from_grids import Collected, collect
from mingzhang.project import Project
from tests.intake.books import SPENDING as FINAL_SPENDING
from tests.intake.books import UNIT, Rows, book, codes, collected, grids, values, with_row
from tests.support import PROJECT

D = Decimal
SPENDING: Rows = (
    ("支出总表",),
    (UNIT,),
    ("科目编码", "功能分类科目名称", "合计", "基本支出", "项目支出"),
    ("合计", "", 12, "", 12),
    (210, "卫生健康支出", 12, "", 12),
    (21015, "医疗保障管理事务", 12, "", 12),
    (2101502, "一般行政管理事务", 12, "", 12),
)
GENERAL: Rows = (
    ("一般公共预算支出表",),
    (UNIT,),
    ("科目编码", "功能分类科目名称", "合计", "基本支出", "项目支出"),
    ("", "", "", "小计", ""),
    *SPENDING[3:],
)
HEAD: Rows = (
    ("类型", "项目名称", "项目名称", "项目单位", "合计", "本年财政拨款", "财政拨款结转"),
    ("", "一级项目", "二级项目", "", "", "一般公共预算", "一般公共预算"),
)
PLANS: Rows = (
    ("项目支出表",),
    (UNIT,),
    *HEAD,
    ("合计", "合计", "合计", "合计", 12, 9.5, 2.5),
    ("311-专项业务支出", "", "", "", 12, 9.5, 2.5),
    ("", "医保经办", "", "", 12, 9.5, 2.5),
    ("", "", "宣传费", "某局", 5, 5, ""),
    ("", "", "评审费", "某局", 7, 4.5, 2.5),
)
SERVICES: Rows = (
    ("财政拨款委托业务费支出预算表",),
    (UNIT,),
    (
        *("部门/单位/项目名称", "委托事项内容", "合计", "一般公共预算拨款收入"),
        *("是否政府购买服务（是/否）", "是否政府采购（是/否）", "特殊情况说明"),
    ),
    ("合计", "", 3, 3, "", "", ""),
    ("某局", "", 3, 3, "", "", ""),
    ("评审费", "聘请专家", 3, 3, "是", "否", ""),
)
INCOME: Rows = (
    ("收入总表",),
    (UNIT,),
    ("部门（单位）代码", "部门（单位）名称", "合计", "当年预算", "当年预算"),
    ("部门（单位）代码", "部门（单位）名称", "合计", "小计", "一般公共预算"),
    ("", "合计", 12, 12, 12),
    ("502", "某局", 12, 12, 12),
    ("502001", "某局本级", 5, 5, 5),
    ("502002", "某中心", 7, 7, 7),
)
GOALS: Rows = (
    ("某局2025年项目支出绩效目标表",),
    ("项目名称", "评审费", "", "", "", ""),
    ("项目级次", "二级项目", "", "", "", ""),
    ("主管部门及编码", "某局", "", "", "", ""),
    ("项目资金（万元）", "年度资金总额", "", 4.5, "", ""),
    ("项目资金（万元）", "其中：财政拨款", "", 4.5, "", ""),
    ("项目资金（万元）", "其他资金", "", "", "", ""),
    ("年度绩效目标", "按时评审", "", "", "", ""),
    ("绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "权重"),
    ("绩效指标", "产出指标", "数量指标", "次数", ">=2次", 50),
    ("绩效指标", "效益指标", "社会效益指标", "满意", "≥95%", 40),
)
GOAL_SPANS = ("B2:F2", "B3:F3", "B4:F4", "B5:C5", "D5:F5", "B6:C6", "D6:F6", "B7:C7", "D7:F7")
BUDGET = {"支出": SPENDING, "一般": GENERAL, "项目": PLANS}


def budget(sheets: dict[str, Rows]) -> Collected:
    return collected(sheets, form="吉林", kind="budget")


def test_projects_have_the_groups_above_them_and_the_finest_money() -> None:
    found = budget(BUDGET)
    assert codes(found) == []
    group = {"类型": "专项业务支出", "一级项目": "医保经办"}
    assert values(found)["项目"] == [
        {"名称": "宣传费", **group, "本年": D("5.00")},
        {"名称": "评审费", **group, "本年": D("4.50"), "上年结转": D("2.50")},
    ]
    assert "项目合计" not in values(found)


def test_each_project_knows_its_cell() -> None:
    cited = {one.key: one.where for one in budget(BUDGET).cited}
    assert cited == {
        "项目/宣传费/本年": "项目!F8",
        "项目/评审费/本年": "项目!F9",
        "项目/评审费/上年结转": "项目!G9",
    }


def test_a_subtotal_with_a_rounding_tail_is_stated() -> None:
    """One that rounding explains; any other is told with its cell."""
    tail = with_row(PLANS, 5, ("311-专项业务支出", "", "", "", 12, 9.51, 2.5))
    assert values(budget({**BUDGET, "项目": tail}))["项目合计"] == [
        {"类型": "专项业务支出", "本年": D("9.51")}
    ]
    wrong = with_row(PLANS, 5, ("311-专项业务支出", "", "", "", 12, 8.5, 2.5))
    found = budget({**BUDGET, "项目": wrong})
    assert codes(found) == ["MZ813"]
    assert "项目!F6 是 8.5" in found.found[0].message


@pytest.mark.parametrize(("cells", "amount"), [(("", "", ""), "待填"), ((0, 0, 0), D(0))])
def test_a_project_without_a_figure_has_one_to_be_filled(
    cells: tuple[object, ...], amount: object
) -> None:
    """Only one of which the sheet says 0 has none."""
    found = budget({**BUDGET, "项目": (*PLANS, ("", "", "调研费", "某局", *cells))})
    assert codes(found) == []
    assert found.solved is not None
    projects = found.solved.values(marked=True)["项目"]
    assert isinstance(projects, list)
    assert projects[-1]["名称"] == "调研费"
    assert projects[-1]["本年"] == amount


FLAT: Rows = (
    ("项目支出预算表",),
    (UNIT,),
    ("类型", "项目名称", "项目名称", "部门（单位）名称", "合计", "本年预算"),
    ("", "一级项目", "二级项目", "", "", "财政拨款"),
    ("", "", "", "", "", "一般公共预算"),
    ("合计", "合计", "合计", "合计", 12, 12),
    ("专项业务支出", "医保经办", "宣传费", "某局", 5, 5),
    ("", "", "其他项目支出（没有列出项目）", "", 7, 7),
)


def test_the_money_of_projects_that_are_not_listed_is_no_project() -> None:
    """The form prints it as a row (无项目); its name is nobody's."""
    found = collected({"支出": SPENDING, "项目": FLAT}, form="吉林省级", kind="budget")
    projects = values(found)["项目"]
    assert isinstance(projects, list)
    assert [(one["名称"], one["本年"]) for one in projects] == [("宣传费", D("5.00"))]


def test_a_note_below_a_list_is_no_project() -> None:
    """A line signed below the table has no figures, and is nobody's project or unit."""
    note = ("制表人：张某", "", "审核人：李某", "", "", "", "")
    found = budget({**BUDGET, "项目": (*PLANS, (), note)})
    assert codes(found) == []
    assert values(found)["项目"] == values(budget(BUDGET))["项目"]


@pytest.mark.parametrize(
    "said",
    [
        "本部门没有项目支出，故本表无数据。",
        "本单位无此项支出。",
        "说明：本表为空表。",
        "未安排项目支出",
    ],
)
def test_a_sheet_that_says_that_it_has_no_projects_has_none(said: str) -> None:
    """Its words stand in one cell of the first column, or in one as wide as the sheet."""
    spent = [(*row[:3], 12, "") if row[-1] == 12 else row for row in (*SPENDING, *GENERAL)]
    sheets = {"支出": (*spent[: len(SPENDING)],), "一般": (*spent[len(SPENDING) :],)}
    for area, total in product(((), ("A6:G6",)), ("", 0)):
        head: Rows = (*PLANS[:4], ("合计", "合计", "合计", "合计", total, total, total))
        data = book({"项目": (*head, (said,)), **sheets}, merged=area)
        found = collect(grids(data), Form("吉林", "budget", 2025, "万元"))
        assert values(found)["项目"] == []


@pytest.mark.parametrize("name", ["注册会计师考试", "无形资产摊销", "没有登记的人员救助"])
def test_a_group_that_begins_like_a_note_is_a_group(name: str) -> None:
    """It stands alone in its row, where subtotals are not printed."""
    rows = (*PLANS[:6], ("", name, "", "", "", "", ""), *PLANS[7:])
    projects = values(budget({**BUDGET, "项目": rows}))["项目"]
    assert isinstance(projects, list)
    assert [row["一级项目"] for row in projects] == [name, name]


def test_money_that_no_row_of_a_project_can_say_is_told() -> None:
    """A total without the fund and the year it is of."""
    rows = with_row(PLANS, 7, ("", "", "宣传费", "某局", 6, 5, ""))
    assert codes(budget({**BUDGET, "项目": rows})) == ["MZ813"]


def test_entrusted_work_is_listed_by_what_is_done() -> None:
    found = budget({**BUDGET, "委托": SERVICES})
    assert codes(found) == []
    assert values(found)["委托业务费"] == [
        {
            "项目": "评审费",
            "内容": "聘请专家",
            "金额": D("3.00"),
            "政府购买服务": "是",
            "政府采购": "否",
        }
    ]


@pytest.mark.parametrize(("cell", "amount"), [("", "待填"), (0, D(0))])
def test_entrusted_work_without_a_figure_is_not_passed_over(cell: object, amount: object) -> None:
    """What a sheet says of it in words stays, as that of a project does."""
    work = ("评审费", "请人核对", cell, cell, "是", "否", "")
    found = budget({**BUDGET, "委托": (*SERVICES, work)})
    assert codes(found) == []
    assert found.solved is not None
    rows = found.solved.values(marked=True)["委托业务费"]
    assert isinstance(rows, list)
    assert [(row["内容"], row["金额"]) for row in rows] == [
        ("聘请专家", D("3.00")),
        ("请人核对", amount),
    ]


def test_entrusted_work_of_several_units_is_under_the_unit_above_it() -> None:
    """Names of units and of projects stand in one column."""
    rows: Rows = (*SERVICES[:4], ("某中心", "", 3, 3, "", "", ""), SERVICES[5])
    plans = (*PLANS[:7], ("", "", "评审费", "某中心", 12, 9.5, 2.5))
    found = budget({**BUDGET, "收入": INCOME, "项目": plans, "委托": rows})
    (work,) = found.solved.entries.sections["委托业务费"]  # type: ignore[union-attr]
    assert (work["单位"], work["项目"]) == ("502002", "评审费")


def test_units_of_a_department_come_from_the_table_of_income() -> None:
    plans = (*PLANS[:7], ("", "", "宣传费", "某中心", 12, 9.5, 2.5))
    found = budget({**BUDGET, "收入": INCOME, "项目": plans})
    assert [row["代码"] for row in found.solved.entries.sections["单位"]] == ["502001", "502002"]  # type: ignore[union-attr]
    assert found.solved.entries.sections["项目"][0]["单位"] == "502002"  # type: ignore[union-attr]


def test_units_of_which_none_has_a_code_are_told_from_their_department_by_its_sum() -> None:
    bare = (*INCOME[:5], *(("", *row[1:]) for row in INCOME[5:]))
    plans = (*PLANS[:7], ("", "", "宣传费", "某中心", 12, 9.5, 2.5))
    found = budget({**BUDGET, "收入": bare, "项目": plans})
    units = found.solved.entries.sections["单位"]  # type: ignore[union-attr]
    assert [one["名称"] for one in units] == ["某局本级", "某中心"]


def test_a_number_in_a_column_that_is_not_the_forms_is_told() -> None:
    rows = [(*row, "") for row in PLANS]
    rows[8] = (*PLANS[8], 3)
    found = budget({**BUDGET, "项目": rows})
    assert [one.code for one in found.found] == ["MZ810"]
    assert "项目!H9" in found.found[0].message


def test_a_list_without_its_names_is_refused() -> None:
    rows = with_row(SERVICES, 2, ("名目", *SERVICES[2][1:]))
    assert codes(budget({**BUDGET, "委托": rows})) == ["MZ806"]


def goals(rows: Rows = GOALS) -> Collected:
    data = book({"目标": rows, **BUDGET}, merged=GOAL_SPANS)
    return collect(grids(data), Form("吉林", "budget", 2025, "万元"))


def test_a_form_of_goals_belongs_to_the_project_of_its_name() -> None:
    found = goals()
    assert codes(found) == []
    rows = values(found)["项目"]
    assert isinstance(rows, list)
    assert rows[1]["目标"] == {
        "年度目标": "按时评审",
        "指标": [
            {
                "一级": "产出指标",
                "二级": "数量指标",
                "三级": "次数",
                "指标值": ">=2次",
                "权重": D(50),
            },
            {
                "一级": "效益指标",
                "二级": "社会效益指标",
                "三级": "满意",
                "指标值": "≥95%",
                "权重": D(40),
            },
        ],
    }


def test_forms_stand_in_any_order() -> None:
    """Of each project its own is held against what is printed again, whichever comes first."""
    other = tuple(tuple({"评审费": "宣传费", 4.5: 5}.get(one, one) for one in row) for row in GOALS)
    books = [book({"甲": GOALS}, merged=GOAL_SPANS)]
    books += [book({"乙": other, **BUDGET}, merged=GOAL_SPANS)]
    sheets = [grid for data in books for grid in grids(data)]
    assert codes(collect(sheets, Form("吉林", "budget", 2025, "万元"))) == []


def test_money_of_a_form_that_its_project_does_not_have_is_told() -> None:
    wrong = with_row(GOALS, 4, ("项目资金（万元）", "年度资金总额", "", 4.8, "", ""))
    found = goals(wrong)
    assert codes(found) == ["MZ813"]
    assert "目标!D5 是 4.8" in found.found[0].message


def test_a_project_that_no_list_has_has_the_money_of_its_form() -> None:
    """By fund; whose it is where the book has several units."""
    other = with_row(GOALS, 4, ("项目资金（万元）", "年度资金总额", "", 12, "", ""))
    other = with_row(other, 5, ("项目资金（万元）", "其中：财政拨款", "", 10.5, "", ""))
    other = with_row(other, 6, ("项目资金（万元）", "其他资金", "", 1.5, "", ""))
    data = book({"目标": other, "支出": SPENDING}, merged=GOAL_SPANS)
    found = collect(grids(data), Form("吉林", "budget", 2025, "万元"))
    rows = found.solved.entries.sections["项目"]  # type: ignore[union-attr]
    goals = [bool(row.pop("目标", None)) for row in rows]
    assert rows == [
        {"名称": "评审费", "本年": D("10.50")},
        {"名称": "评审费", "资金": "非财政", "本年": D("1.50")},
    ]
    assert goals == [True, False]
    assert {one.key: one.where for one in found.cited} == {
        "项目/评审费/本年": "目标!D6",
        "项目/非财政 评审费/本年": "目标!D7",
    }


def of_fund(title: str, number: int) -> Rows:
    """A table of one fund with a project's money."""
    return (
        (title,),
        (UNIT,),
        ("功能分类科目名称", "合计", "基本支出", "项目支出"),
        ("合计", number, "", number),
        ("城乡社区支出", number, "", number),
        ("国有土地使用权出让收入安排的支出", number, "", number),
        ("其他国有土地使用权出让收入安排的支出", number, "", number),
    )


@pytest.mark.parametrize(
    ("general", "fund", "asked"),
    [(12, 5, "待填"), (12, 0, None), (0, 5, "政府性基金"), (0, 0, "待填")],
)
def test_a_project_of_goals_alone_has_the_only_fund_that_it_may_have(
    general: int, fund: int, asked: str | None
) -> None:
    """Its form says no more than 财政拨款; with two such funds nobody said which one."""
    own: Rows = tuple(tuple(general if one == 12 else one for one in row) for row in GENERAL)
    other = of_fund("政府性基金预算支出表", fund)
    data = book({"目标": GOALS, "一般": own, "基金": other}, merged=GOAL_SPANS)
    found = collect(grids(data), Form("吉林", "budget", 2025, "万元"))
    assert codes(found) == []
    assert found.solved is not None
    rows = found.solved.values(marked=True)["项目"]
    assert isinstance(rows, list)
    assert [(row.get("资金"), row["本年"]) for row in rows] == [(asked, D("4.50"))]


def test_the_money_of_a_form_that_is_not_split_is_the_projects(tmp_path: Path) -> None:
    """Of the fund that rows do not say; the sheet is printed again as it was read."""
    table = (PROJECT.templates / "jilin/budget/tables/12-goals.yaml").read_text("utf-8")
    whole = re.sub(r"      - \{标题: (其中：财政拨款|其他资金), .*\n", "", table)
    for name, text in {
        "region.yaml": OWN_LIST["region.yaml"],
        "budget/tables/12-goals.yaml": whole,
    }.items():
        file = tmp_path / "templates" / "yunling" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    form = Form("云岭", "budget", 2025, "万元", project=Project(tmp_path))
    sheet = (*GOALS[:5], *GOALS[7:])
    data = book({"目标": sheet, "支出": SPENDING}, merged=(*GOAL_SPANS[:5],))
    found = collect(grids(data), form)
    assert "MZ813" not in codes(found)
    (row,) = found.solved.entries.sections["项目"]  # type: ignore[union-attr]
    assert (row["名称"], row["本年"]) == ("评审费", D("4.50"))


def test_forms_below_each_other_on_one_sheet_are_read_each() -> None:
    other = tuple(tuple({"评审费": "宣传费", 4.5: 5}.get(one, one) for one in row) for row in GOALS)
    below = [re.sub("[0-9]", lambda row: f"{int(row[0]) + len(GOALS)}", one) for one in GOAL_SPANS]
    data = book({"目标": (*GOALS, *other), **BUDGET}, merged=(*GOAL_SPANS, *below))
    found = collect(grids(data), Form("吉林", "budget", 2025, "万元"))
    assert codes(found) == []
    projects = values(found)["项目"]
    assert isinstance(projects, list)
    assert [(row["名称"], "目标" in row) for row in projects] == [
        ("宣传费", True),
        ("评审费", True),
    ]


def test_projects_of_two_units_that_no_list_has_may_have_one_name() -> None:
    books = [book({"支出": SPENDING, "收入": INCOME})]
    for unit in ("某局本级", "某中心"):
        title = (f"{unit}2025年项目支出绩效目标表",)
        books.append(book({unit: (title, *GOALS[1:])}, merged=GOAL_SPANS))
    sheets = [grid for data in books for grid in grids(data)]
    found = collect(sheets, Form("吉林", "budget", 2025, "万元"))
    rows = found.solved.entries.sections["项目"]  # type: ignore[union-attr]
    assert [(row["单位"], row["本年"], "目标" in row) for row in rows] == [
        ("502001", D("4.50"), True),
        ("502002", D("4.50"), True),
    ]


def test_a_goal_is_of_the_unit_whose_whole_name_its_title_has() -> None:
    """Not of the one whose name is the beginning of that."""
    named = (*INCOME[:6], ("502001", "某中心", 5, 5, 5), ("502002", "某中心分部", 7, 7, 7))
    title = ("某中心分部2025年项目支出绩效目标表",)
    books = [book({"支出": SPENDING, "收入": named})]
    books.append(book({"目标": (title, *GOALS[1:])}, merged=GOAL_SPANS))
    sheets = [grid for data in books for grid in grids(data)]
    found = collect(sheets, Form("吉林", "budget", 2025, "万元"))
    rows = found.solved.entries.sections["项目"]  # type: ignore[union-attr]
    assert [row["单位"] for row in rows] == ["502002"]


@pytest.mark.parametrize(
    ("last", "names"),
    [
        (("", "", "专项：设备", "某局", "", "", ""), ["宣传费", "评审费", "专项：设备"]),
        (("", "", "制表人：张某", "", "", "", ""), ["宣传费", "评审费"]),
    ],
)
def test_a_last_project_without_money_is_no_note(
    last: tuple[object, ...], names: list[str]
) -> None:
    rows = values(budget({**BUDGET, "项目": (*PLANS, last)}))["项目"]
    assert isinstance(rows, list)
    assert [row["名称"] for row in rows] == names


def test_two_forms_of_one_project_are_refused() -> None:
    data = book({"目标": GOALS, **BUDGET, "目标 (2)": GOALS}, merged=GOAL_SPANS)
    assert "MZ814" in codes(collect(grids(data), Form("吉林", "budget", 2025, "万元")))


OWN_LIST = {
    "region.yaml": "名称: 云岭\n上级: jilin\n",
    "budget/keys.yaml": """
        数据:
          键:
            设备清单:
              类型: 行
              说明: 一项设备一行。
              每行:
                名称: 一项设备
                说明: 一项一行。
                键:
                  来源: {类型: 文字, 必填: 是, 说明: 哪个项目买的。}
                  设备: {类型: 文字, 必填: 是, 说明: 设备的名称。}
                  价款: {类型: 金额, 必填: 是, 说明: 设备的价款。}
                  用处: {类型: 文字, 说明: 设备的用处。}
        指标:
          设备购置: {填: 设备清单.价款, 按: 设备}
    """,
    "budget/tables/20-devices.yaml": """
        标题: 设备购置表
        版面: 单位清单
        清单: 设备购置
        取: {收支: 支出, 口径: 预算}
        列:
          - {标题: 项目, 填: 设备清单.来源}
          - {标题: 设备, 填: 设备清单.设备}
          - {标题: 一般公共预算, 取: {资金: 一般公共预算}}
          - {标题: 用处, 填: 设备清单.用处}
    """,
}


def test_a_forms_own_list_is_read_under_its_own_keys(tmp_path: Path) -> None:
    """A list of another name, with other columns."""
    for name, text in OWN_LIST.items():
        file = tmp_path / "templates" / "yunling" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text).lstrip(), encoding="utf-8")
    devices: Rows = (
        ("设备购置表",),
        (UNIT,),
        ("项目", "设备", "一般公共预算", "用处"),
        ("合计", "", 3, ""),
        ("某局", "", 3, ""),
        ("评审费", "打印机", 3, "办公"),
    )
    form = Form("云岭", "budget", 2025, "万元", project=Project(tmp_path))
    found = collect(grids(book({**BUDGET, "设备": devices})), form)
    assert codes(found) == []
    assert values(found)["设备清单"] == [
        {"来源": "评审费", "设备": "打印机", "价款": D("3.00"), "用处": "办公"}
    ]


@pytest.mark.parametrize(
    ("cells", "funding"),
    [
        ((100, 0, 0), [100, 0, 0]),  # all of the budget was taken back
        ((100, None, 90), [100, 100, 90]),  # what was not adjusted is left out
        ((0, 50, 50), [0, 50, 50]),
        ((0, 0, 0), None),
        # What a cell leaves blank nobody said.
        ((100, 100, None), [100, 100, "待填"]),
        ((None, 100, 90), ["待填", 100, 90]),
    ],
)
def test_a_budget_that_was_taken_back_is_no_budget_that_was_not_adjusted(
    cells: tuple[int | None, ...], funding: list[int | str] | None
) -> None:
    """A 0 in a form of 自评 is a figure, a blank none; a source of zeros alone is none."""
    filled = Filled(Grid("表.xlsx", "", "自评", {}), Table("1", EVALUATED, "", (), (), ()), "万元")
    filled.words["名称"] = Spot(0, 0, "设备购置")
    for basis, number in zip(COLUMNS, cells, strict=True):
        spot = Spot(1, 1) if number is None else Spot(1, 1, str(number), D(number))
        filled.figures[Point(EVALUATED, basis, "当年财政拨款"),] = spot
    (project,) = filled_with((), (filled,), Entries(Unit.WAN)).evaluated
    assert project["资金"] == ({"当年财政拨款": funding} if funding else {})


ONE_COLUMN = """
    标题: 项目支出表
    版面: 项目支出
    取: {收支: 支出, 口径: 预算, 性质: 项目支出}
    列:
      - {标题: 项目名称, 显示: 项目}
      - {标题: 合计}
      - {标题: 本年财政拨款, 取: {口径: 本年, 资金: 财政拨款}}
      - {标题: 一般公共预算结转, 取: {口径: 上年结转, 资金: 一般公共预算}}
"""
TOGETHER: Rows = (
    ("项目支出表",),
    (UNIT,),
    ("项目名称", "功能科目", "合计", "本年财政拨款", "一般公共预算结转"),
    ("合计", "", 17, 14.5, 2.5),
    ("宣传费", "2101502", 5, 5, ""),
    ("评审费", "2101502", 7, 4.5, 2.5),
    ("整治费", "2120899", 5, 5, ""),
)


def together(tmp_path: Path, fund: int, rows: Rows = TOGETHER) -> Collected:
    """What is read of a list with one column for all fiscal money; ``fund`` is a second fund's."""
    for name, text in {
        "region.yaml": OWN_LIST["region.yaml"],
        "budget/tables/10-projects.yaml": ONE_COLUMN,
    }.items():
        file = tmp_path / "templates" / "yunling" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text).lstrip(), encoding="utf-8")
    general: Rows = tuple(tuple(17 - fund if one == 12 else one for one in row) for row in GENERAL)
    other = of_fund("政府性基金预算支出表", fund)
    form = Form("云岭", "budget", 2025, "万元", project=Project(tmp_path))
    return collect(grids(book({"一般": general, "基金": other, "项目": rows})), form)


def test_one_column_of_all_fiscal_money_is_of_the_only_fund_with_projects(tmp_path: Path) -> None:
    """The codes beside are no money that found no place."""
    found = together(tmp_path, 0)
    assert codes(found) == []
    assert values(found)["项目"] == [
        {"名称": "宣传费", "本年": D("5.00")},
        {"名称": "评审费", "本年": D("4.50"), "上年结转": D("2.50")},
        {"名称": "整治费", "本年": D("5.00")},
    ]


def test_one_column_of_several_funds_is_of_the_one_that_has_the_subjects_projects(
    tmp_path: Path,
) -> None:
    """A project's 项 stands beside it, and each fund's table says what it pays of that."""
    found = together(tmp_path, 5)
    assert codes(found) == []
    assert found.solved is not None
    assert found.solved.values(marked=True)["项目"] == [
        {"名称": "宣传费", "本年": D("5.00")},
        {"名称": "评审费", "上年结转": D("2.50"), "本年": D("4.50")},
        {"名称": "整治费", "资金": "政府性基金", "本年": D("5.00")},
    ]


def test_one_column_of_several_funds_leaves_the_fund_to_be_filled(tmp_path: Path) -> None:
    uncoded = tuple(row if n < 4 else (row[0], "", *row[2:]) for n, row in enumerate(TOGETHER))
    found = together(tmp_path, 5, uncoded)
    assert codes(found) == []
    assert found.solved is not None
    assert "公布数" not in values(found)
    assert found.solved.values(marked=True)["项目"] == [
        {"名称": "宣传费", "资金": "待填", "本年": D("5.00")},
        {"名称": "评审费", "上年结转": D("2.50")},
        {"名称": "评审费", "资金": "待填", "本年": D("4.50")},
        {"名称": "整治费", "资金": "待填", "本年": D("5.00")},
    ]


def test_a_total_that_its_rows_do_not_come_to_is_told_whatever_fund_they_are(
    tmp_path: Path,
) -> None:
    wrong = with_row(TOGETHER, 3, ("合计", "", 17, 15.5, 2.5))
    assert "MZ813" in codes(together(tmp_path, 5, wrong))


def test_a_column_that_is_not_the_forms_is_told_once(tmp_path: Path) -> None:
    more: Rows = tuple(
        (*row, extra) for row, extra in zip(TOGETHER, ("", "", "上年执行", 9, 4, 3, 2), strict=True)
    )
    (one,) = together(tmp_path, 0, more).found
    assert one.code == "MZ810"
    assert "“上年执行”一列的 4 个数" in one.message


BUDGETED = """
    沿用: 是
    列:
      - {标题: 科目编码, 显示: 编码}
      - {标题: 科目名称, 显示: 名称}
      - {标题: 年初预算数, 取: {口径: 年初预算}, 指标: 一般公共预算年初预算}
      - {标题: 小计, 指标: 一般公共预算财政拨款支出}
"""
WITH_BUDGETS: Rows = (
    ("一般公共预算财政拨款支出决算表",),
    (UNIT,),
    ("科目", "", "年初预算数", "小计"),
    ("编码", "名称", "", ""),
    ("", "合计", 12, 10),
    (210, "卫生健康支出", 12, 10),
    (21015, "医疗保障管理事务", 12, 10),
    (2101502, "一般行政管理事务", 12, 10),
)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            WITH_BUDGETS,
            {"支出": [{"科目": D(2101502), "合计": D("10.00"), "年初预算": D("12.00")}]},
        ),
        (
            (*WITH_BUDGETS[:5], *((*row[:2], "", row[3]) for row in WITH_BUDGETS[5:])),
            {
                "支出": [{"科目": D(2101502), "合计": D("10.00")}],
                "年初预算": {"一般公共预算": D("12.00")},
            },
        ),
    ],
)
def test_a_budget_beside_the_result_is_a_key_of_its_row_or_of_the_whole_fund(
    tmp_path: Path, rows: Rows, said: dict[str, object]
) -> None:
    """Codes and names stand below one heading, where the form has two columns."""
    for name, text in {
        "region.yaml": "名称: 云岭\n上级: henan\n",
        "final/tables/05-general-budget.yaml": BUDGETED,
    }.items():
        file = tmp_path / "templates" / "yunling" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text).lstrip(), encoding="utf-8")
    form = Form("云岭", "final", 2025, "万元", project=Project(tmp_path))
    found = collect(grids(book({"一般": rows}, merged=("A3:B3",))), form)
    assert codes(found) == []
    assert values(found) == said


def test_what_no_form_of_a_project_says_and_its_file_demands_is_to_be_filled() -> None:
    """Points for spending the money are of a weight that is not printed."""
    filled = Filled(Grid("表.xlsx", "", "自评", {}), Table("1", EVALUATED, "", (), (), ()), "万元")
    filled.words["名称"] = Spot(0, 0, "设备购置")
    filled.items.append({name: Spot(1, 1, name) for name in ("一级", "三级", "目标值")})
    filled.score = Spot(2, 2, "9.80", D("9.80"))
    made = filled_with((), (filled,), Entries(Unit.WAN))
    plain = collected({"支出": FINAL_SPENDING}).solved
    assert plain is not None
    projects = replace(plain, entries=made).performance(marked=True)["项目"]
    assert isinstance(projects, list)
    (project,) = projects
    assert project["资金分值"] == "待填"
    assert project["指标"] == [
        {"一级": "一级", "三级": "三级", "目标值": "目标值", "完成值": "待填"}
    ]


def test_a_score_whose_weight_no_cell_says_is_no_misprint() -> None:
    score = Spot(2, 2, "9.80", D("9.80"))
    grid = Grid("表.xlsx", "", "自评", {(2, 2): score})
    filled = Filled(grid, Table("1", EVALUATED, "", (), (), ()), "万元", score=score)
    assert not [*misprinted((), (filled,), ())]
    assert [*misprinted((), (replace(filled, score=None),), ())]
