"""A department of real-like units from its folders to its published edition."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.builder import examine
from mingzhang.checks.run_rules import check
from mingzhang.diagnostics import Diagnostic, Severity
from mingzhang.document.render import Document
from mingzhang.facts.account import Account
from mingzhang.facts.account_reading import read_account
from mingzhang.facts.cube import Point
from mingzhang.facts.source_nodes import rows, text
from mingzhang.forms.documents_by_form import read_held
from mingzhang.project import Project
from mingzhang.publish.public_document import Public, publish, remade, untold
from mingzhang.publish.published_edition import edition
from mingzhang.reading.yaml import read_yaml
from tests.departments import HEAD, SOURCE, make
from tests.support import PROJECT, account, budget, budget_folder, folder, wan

OFFICE = "单位: [{代码: 601000, 名称: 长春市医疗保险总局本级, 类型: 行政单位}]\n"
TAKEN_OFF = (
    "抵销:\n  - {科目: 2101599, 支出: 对附属单位补助支出, 收入: 上级补助, 金额: 10.00, "
    "说明: 内部备查}\n"
)
ADDED = (
    "  - {科目: 2101599, 单位: 601000, 资金: 非财政, 对附属单位补助支出: 10.00}\n"
    "  - {科目: 2101599, 单位: 601000, 项目支出: 3.21, 年初预算: 3.21}\n"
)


def examined(folder: Path, project: Project) -> Document:
    document, found = examine(folder, project)
    assert document is not None, [str(diagnostic) for diagnostic in found]
    return document


def public_of(folder: Path) -> tuple[Document, Public, Project]:
    project = Project(folder.parents[2])
    made = publish(examined(folder, project), project, pages=False)
    assert not isinstance(made, Diagnostic), str(made)
    return *made, project


def edit(folder: Path, unit: str, *changes: tuple[str, str]) -> None:
    file = folder.parents[1] / unit / SOURCE.name / "disclosure.yaml"
    text = file.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


@pytest.fixture
def department(tmp_path: Path) -> Path:
    """With an office of its own, what it gave a unit, and a unit that counts in 元."""
    folder = make(tmp_path, 3, OFFICE + TAKEN_OFF, ADDED)
    row = "  - {科目: 2101599, 资金: 非财政, 项目支出: 10.00}\n结转结余"
    edit(
        folder,
        "unit-001",
        ("结转结余", "收入: [{科目: 2101599, 资金: 上级补助, 金额: 10.00}]\n结转结余"),
        ("  # 公布数：与各项之和核对，尾差以公布数为准\n", row.removesuffix("结转结余")),
        (
            "  - {科目: 合计, 人员经费: 1352.56",
            "  - {科目: 合计, 资金: 一般公共预算, 人员经费: 1352.56",
        ),
    )
    profile = folder / "profile.yaml"
    text = profile.read_text("utf-8")
    listed = "决算单位:\n"
    assert listed in text
    profile.write_text(text.replace(listed, f"{listed}  - 长春市医疗保险总局本级\n"), "utf-8")
    (folder / "disclosure.yaml").write_text(
        (folder / "disclosure.yaml").read_text("utf-8")
        # Nothing was given the year before: 3 × 3165.59.
        + "收入: []\n上年: {总计: 9496.77, 对附属单位补助支出: 0}\n",
        "utf-8",
    )
    return folder


def test_a_department_of_real_like_units_is_published(tmp_path: Path) -> None:
    document, public, project = public_of(make(tmp_path))
    account = document.account
    assert account
    # 人员经费 of three units, by hand: 3 × (60.88 + 132.86 + 36.92 + 1010.16 + 111.75).
    spent = account.cube.figure(account.cube.at("支出", nature="人员经费"))
    assert wan(spent) == 3 * Decimal("1352.57")
    assert "汇总" not in public.files["disclosure.yaml"].decode()
    assert "原因" not in public.files["disclosure.yaml"].decode().partition("支出:")[0]
    again, found = read_held("2024-final", public.files, project)
    assert again is not None, found
    assert edition(read_account(again, project), project) == dict(public.files)


def test_a_department_of_one_unit_prints_what_that_unit_published(tmp_path: Path) -> None:
    """Its own rows add up to 27,957,700 元."""
    folder = make(tmp_path, 1)
    document, _, _ = public_of(folder)
    assert document.account is not None
    assert document.account.indicators["财政拨款收入"].amount.value == Decimal(27957600)


def test_what_the_public_report_finds_the_clerk_was_told(tmp_path: Path) -> None:
    folder = make(tmp_path, 2)
    _, public, project = public_of(folder)
    told = examine(folder, project)[1]
    assert list(untold(public, told)) == []
    assert "MZ225" in {found.code for found in told}  # each unit accepted its own


def test_what_only_the_public_report_finds_the_clerk_is_told_when_it_is_made(
    tmp_path: Path,
) -> None:
    folder = make(tmp_path, 2)
    _, public, project = public_of(folder)
    told = [found for found in examine(folder, project)[1] if found.code != "MZ225"]
    (note,) = untold(public, told)
    assert (note.code, note.severity) == ("MZ225", Severity.NOTE)
    assert note.place.file == folder / "disclosure.yaml"
    assert note.message.startswith("公开的核对报告里有这一条：机关运行经费等于公用经费")


def test_what_the_office_adds_and_gives_is_in_the_edition(department: Path) -> None:
    document, public, project = public_of(department)
    text = public.files["disclosure.yaml"].decode()
    assert "{科目: 2101599, 支出: 对附属单位补助支出, 收入: 上级补助, 金额: 10.00}" in text
    assert "内部备查" not in text
    account = document.account
    assert account
    given = account.cube.figure(account.cube.at("支出", nature="对附属单位补助支出"))
    assert given.is_zero
    other = account.cube.figure(account.cube.at("支出", "非财政"))
    assert wan(other) == Decimal("10.00")
    units = [member.name for member in account.units]
    assert units[-1] == "长春市医疗保险总局本级"
    assert len(units) == 4
    made = remade("2024-final", public.files, project, pages=False)
    assert isinstance(made[0], Document), made
    again, _ = read_held("2024-final", public.files, project)
    assert again
    assert edition(read_account(again, project), project) == dict(public.files)


def test_what_a_single_unit_would_take_off_is_in_no_edition(tmp_path: Path) -> None:
    """It sums nothing, so that nothing is taken off of its department's sum."""
    folder = make(tmp_path, 3)
    edit(folder, "unit-001", ("结转结余:", f"{TAKEN_OFF}结转结余:"))
    _, public, _ = public_of(folder)
    assert "抵销" not in public.files["disclosure.yaml"].decode()


def test_a_unit_in_another_money_is_converted_exactly(tmp_path: Path) -> None:
    folder = make(tmp_path, 2)
    file = folder.parents[1] / "unit-001" / SOURCE.name / "disclosure.yaml"
    text = file.read_text("utf-8")
    head, marked, rest = text.partition("支出:\n")
    small = (
        "支出: [{科目: 2080501, 人员经费: 123.45, 年初预算: 123.45}]\n"
        "基本支出: [{科目: 30302, 金额: 123.45}]\n"
        "结转结余: {使用非财政拨款结余: 0, 结余分配: 0}\n三公经费: 0\n政府采购: 0\n国有资产: 0\n"
        "机关运行经费: {金额: 0}\n上年: {总计: 0, 财政拨款收入: 0, 基本支出: 0, 项目支出: 0, "
        "财政拨款总计: 0, 一般公共预算财政拨款支出: 0, 机关运行经费: 0, 上级补助收入: 0, "
        "事业收入: 0, "
        "经营收入: 0, 附属单位上缴收入: 0, 其他收入: 0, 上缴上级支出: 0, 经营支出: 0, "
        "对附属单位补助支出: 0, 三公经费: {合计: 0}}\n"
    )
    assert marked
    assert rest
    file.write_text(head.replace("万元", "元") + small, "utf-8")
    document, public, _ = public_of(folder)
    whole = document.account
    assert whole
    point = whole.cube.at("支出", "一般公共预算", "2080501", "人员经费")
    assert whole.cube.figure(point).amount.value == Decimal("608923.45")
    assert "人员经费: 0.012345" in public.files["disclosure.yaml"].decode()


def test_projects_are_published_in_the_money_of_the_one_source() -> None:
    """The department counts in 元, its unit in 万元: the edition counts in 万元."""
    money = "{当年财政拨款: [608800, 608800, 608800]}"
    typed = f"项目: [{{名称: 甲, 资金: {money}, 年度目标: {{预期: 好, 实际: 好}}, 指标: []}}]"
    units = (folder("单位: [{代码: 601001, 名称: 甲局, 类型: 行政单位}]", name="unit-1"),)
    made = account("汇总: [../甲]\n金额单位: 元", performance=typed, units=units)
    files = edition(made, PROJECT)
    assert "金额单位: 万元" in files["disclosure.yaml"].decode()
    published, _ = read_yaml(files["performance.yaml"], Path("performance.yaml"))
    typed_rows = [row.get("资金", "当年财政拨款") for row in rows(published, "项目")]
    assert [cell.number for line in typed_rows if line for cell in line.rows()] == [
        Decimal("60.88")
    ] * 3


def test_what_only_the_units_form_has_is_not_in_its_departments_edition() -> None:
    own = """
        版式: 吉林
        单位: [{代码: 601001, 名称: 甲局, 类型: 行政单位}]
        项目: [{名称: 数字化, 类型: 专项业务支出, 一级项目: 档案, 科目: 2080501, 本年: 60.88}]
    """
    units = (budget_folder(own, name="unit-1"),)
    made = budget("版式: 全国\n汇总: [../unit-1/2024-budget]", units=units)
    files = edition(made, PROJECT)
    published, _ = read_yaml(files["disclosure.yaml"], Path("disclosure.yaml"))
    (project,) = rows(published, "项目")
    assert text(project, "名称") == "数字化"
    assert not project.get("一级项目")


def test_a_broken_unit_stops_its_department_with_one_message(tmp_path: Path) -> None:
    folder = make(tmp_path)
    edit(folder, "unit-002", ("人员经费: 60.88", "人员经费: 68.08"))
    document, found = examine(folder, Project(tmp_path))
    assert document is None
    errors = [d for d in found if d.severity is Severity.ERROR]
    (told,) = (error for error in errors if error.code == "MZ861")
    assert errors[0].place.file.parent.parent.name == "unit-002"
    assert told.place.file.parent.parent.name == "unit-002"


def test_a_unit_that_is_missing_twice_there_or_of_another_year_is_told(tmp_path: Path) -> None:
    folder = make(tmp_path)
    file = folder / "disclosure.yaml"
    text = file.read_text("utf-8")
    for old, new, said in (
        ("unit-002/2024", "unit-009/2024", "找不到文件夹"),
        ("unit-002/2024", "unit-002/2023", "不是同一年度的决算文件夹"),
        ("../../unit-002", "../../unit-001/../unit-001", "汇总了两遍"),
        ("  - ../../unit-002/2024-final\n", "", "没有汇总进来"),
    ):
        file.write_text(text.replace(old, new), "utf-8")
        _, found = examine(folder, Project(tmp_path))
        assert any(said in diagnostic.message for diagnostic in found), (said, found)


STATED = "支出: [{科目: 2080505, 人员经费: 28.01}]"


def of_one(code: int, amount: str) -> str:
    """A unit with one figure, typed alike in a budget and in a final account."""
    named = f"单位: [{{代码: {code}, 名称: 第{code}单位, 类型: 行政单位}}]"
    return f"{named}\n支出: [{{科目: 2080505, 人员经费: {amount}}}]"


def kinds() -> dict[str, tuple[Account, Account]]:
    """By kind a department that states a sum, and one above it: 12.16 + 15.84 as 28.01, and 1."""
    units = [of_one(1, "12.16"), of_one(2, "15.84"), of_one(3, "1.00")]
    finals = [folder(text, name=f"unit-{n}") for n, text in enumerate(units)]
    budgets = [budget_folder(text, name=f"unit-{n}") for n, text in enumerate(units)]
    inner = f"汇总: [../甲, ../乙]\n{STATED}"
    outer = "汇总: [../内, ../丙]"
    of_final = folder(inner, units=tuple(finals[:2]), name="inner")
    of_budget = budget_folder(inner, units=tuple(budgets[:2]), name="inner")
    return {
        "2024-final": (
            account(inner, units=tuple(finals[:2])),
            account(outer, units=(of_final, finals[2])),
        ),
        "2024-budget": (
            budget(inner, units=tuple(budgets[:2])),
            budget(outer, units=(of_budget, budgets[2])),
        ),
    }


@pytest.mark.parametrize("name", ["2024-final", "2024-budget"])
@pytest.mark.parametrize(("number", "whole"), [(0, "28.01"), (1, "29.01")])
def test_what_a_department_states_of_a_sum_is_in_the_edition_above_it(
    name: str, number: int, whole: str
) -> None:
    made = kinds()[name][number]
    again, found = read_held(name, edition(made, PROJECT), PROJECT)
    assert again is not None, found
    alone = read_account(again, PROJECT)
    leaf = made.kind.bases.leaf
    point = Point("支出", leaf, "一般公共预算", "2080505", "人员经费")
    assert wan(made.cube.figure(point)) == wan(alone.cube.figure(point)) == Decimal(whole)
    for group in made.cube.groups():
        assert wan(made.cube.figure(group)) == wan(alone.cube.figure(group)), group
    assert edition(alone, PROJECT) == edition(made, PROJECT)


def test_a_department_says_itself_what_its_units_money_is_for() -> None:
    def of_unit(code: int, subject: int, told: str) -> str:
        return (
            f"版式: 上海\n单位: [{{代码: {code}, 名称: 第{code}单位, 类型: 行政单位}}]\n"
            f"支出:\n  - {{科目: {subject}, 人员经费: 2.00, 用途: {told}}}\n"
            f"  - {{科目: 2080599, 用途: {told}}}\n"
            "项目: [{名称: 修缮, 科目: 2080599, 本年: 3.00}]\n"
        )

    texts = (of_unit(1, 2080501, "甲的事"), of_unit(2, 2080505, "乙的事"))
    units = tuple(budget_folder(text, name=f"unit-{n}") for n, text in enumerate(texts))
    own = "版式: 上海\n汇总: [../甲, ../乙]\n支出: [{科目: 2080501, 用途: 部门的事}]"
    made = budget(own, units=units)
    assert [text(row.node, "用途") for row in made.own_rows] == ["部门的事"]
    again, found = read_held("2024-budget", edition(made, PROJECT), PROJECT)
    assert again is not None, found
    alone = read_account(again, PROJECT)
    assert {text(row.node, "用途") for row in alone.own_rows} == {"", "部门的事"}
    assert "甲的事" not in edition(made, PROJECT)["disclosure.yaml"].decode()
    codes = {told.code for told in check(alone)}
    assert not codes & {"MZ420", "MZ862"}


def test_what_a_unit_does_not_know_of_its_balance_is_published_as_not_known(
    tmp_path: Path,
) -> None:
    folder = make(tmp_path, 2, "数据缺口: 有的没有公布\n")
    gap = ("使用非财政拨款结余: 0", "使用非财政拨款结余: 缺")
    edit(folder, "unit-001", gap, (HEAD, f"数据缺口: 有的没有公布\n{HEAD}"))
    _, public, _ = public_of(folder)
    assert "结转结余: {使用非财政拨款结余: 缺" in public.files["disclosure.yaml"].decode()


def test_what_every_unit_says_it_has_nothing_of_is_said_in_the_edition() -> None:
    def of_unit(code: int) -> str:
        return (
            f"单位: [{{代码: {code}, 名称: 第{code}单位, 类型: 行政单位}}]\n"
            "支出: [{科目: 2080501, 人员经费: 2.00}]\n项目: []\n"
        )

    units = tuple(budget_folder(of_unit(n), name=f"unit-{n}") for n in (1, 2))
    made = budget("汇总: [../甲, ../乙]\n", units=units)
    assert "\n项目: []\n" in edition(made, PROJECT)["disclosure.yaml"].decode()
