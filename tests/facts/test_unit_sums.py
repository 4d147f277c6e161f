"""A department's final account: the sum of its units, in both manners."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.checks.run_rules import check
from mingzhang.facts.account import Account
from mingzhang.facts.account_reading import read_account
from mingzhang.facts.cube import Point
from mingzhang.facts.source_nodes import rows as rows_of
from mingzhang.facts.source_nodes import text
from mingzhang.facts.unit_sums import own_unit
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.reading.document_folder import Folder
from tests.support import AGENCY, PROJECT, account, folder, wan

SUM = "汇总: [../甲, ../乙, ../丙]"
NATURES = ("人员经费", "公用经费", "项目支出")
CODES = ("2080501", "2080505", "2101101", "2101501", "2101502", "2210201")
Figures = dict[tuple[str, str], Decimal]


def unit(code: int, figures: Figures, more: str = "") -> Folder:
    """A unit of its own folder."""
    cells = {c: [(n, v) for (x, n), v in figures.items() if x == c] for c, _ in figures}
    rows = "".join(
        f"  - {{科目: {c}, {', '.join(f'{n}: {v}' for n, v in cs)}}}\n" for c, cs in cells.items()
    )
    head = f"单位: [{{代码: {code}, 名称: 第{code}单位, 类型: 行政单位}}]\n"
    return folder(f"{head}支出:\n{rows}{more}", name=f"unit-{code}")


def three(seed: int) -> list[Figures]:
    """The figures of three units."""
    chosen = random.Random(seed)  # noqa: S311 (no secret)
    return [
        {
            (code, nature): Decimal(chosen.randrange(1, 10**6)) / 100
            for code in chosen.sample(CODES, 4)
            for nature in chosen.sample(NATURES, 2)
        }
        for _ in range(3)
    ]


def department(units: list[Figures], more: str = "") -> Account:
    folders = tuple(unit(601001 + number, figures) for number, figures in enumerate(units))
    return account(f"{SUM}\n{more}", units=folders)


def added(units: list[Figures]) -> dict[tuple[str, str], Decimal]:
    """Each cell of the table of spending, recomputed: by subject of every level, and by nature."""
    found: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for figures in units:
        for (code, nature), value in figures.items():
            groups = {"项目支出": ["项目支出"]}.get(nature, [nature, "基本支出"])
            for above in ("", code[:3], code[:5], code):
                for group in (*groups, "合计"):
                    found[above, group] += value
    return found


def test_every_cell_is_the_sum_of_the_units_after_every_change() -> None:
    chosen = random.Random(12)  # noqa: S311 (no secret)
    units = three(12)
    for _ in range(50):
        figures = chosen.choice(units)
        figures[chosen.choice(list(figures))] = Decimal(chosen.randrange(10**7)) / 100
        cube = department(units).cube
        for (code, nature), value in added(units).items():
            assert wan(cube.figure(Point("支出", "决算", subject=code, nature=nature))) == value
            income = Point("收入", "决算", fund="财政拨款", subject=code)
            assert nature != "合计" or wan(cube.figure(income)) == value


def test_units_in_one_source_are_the_same_as_units_of_their_own() -> None:
    units = three(3)
    lines = "".join(f"  - {{代码: {601001 + n}, 名称: 单位{n}}}\n" for n in range(3))
    rows = "".join(
        f"  - {{科目: {code}, 单位: {601001 + n}, {nature}: {value}}}\n"
        for n, figures in enumerate(units)
        for (code, nature), value in figures.items()
    )
    # A row for each figure: rows of a subject that tell different natures are added up.
    merged = account(f"单位:\n{lines}支出:\n{rows}")
    own = department(units)
    for (code, nature), value in added(units).items():
        point = Point("支出", "决算", subject=code, nature=nature)
        assert wan(merged.cube.figure(point)) == wan(own.cube.figure(point)) == value
    assert [member.code for member in merged.units] == ["601001", "601002", "601003"]
    for member, figures in zip(merged.units, units, strict=True):
        assert wan(member.cube.figure(Point("支出", "决算"))) == sum(figures.values())


def test_a_figure_leads_to_the_file_of_its_unit() -> None:
    one = {("2080501", "人员经费"): Decimal("60.88")}
    figure = department([one, one, one]).cube.figure(Point("支出", "决算"))
    files = [typed.place.file.parent.name for typed in figure.typed() if typed.place]
    assert files == ["unit-601001", "unit-601002", "unit-601003"]


def test_what_the_department_typed_of_a_sum_is_printed_and_held_against_it() -> None:
    one = {("2080501", "人员经费"): Decimal("60.88")}
    made = department([one, one], "支出: [{科目: 2080501, 人员经费: 121.77}]")
    point = Point("支出", "决算", "一般公共预算", "2080501", "人员经费")
    figure = made.cube.figure(point)
    assert wan(figure) == Decimal("121.77")
    assert sum(wan(term.figure) for term in figure.terms) == Decimal("121.76")
    # A sum above counts it as it was typed.
    assert wan(made.cube.figure(Point("支出", "决算"))) == Decimal("121.77")


@pytest.mark.parametrize(("units", "shown"), [(1, "60.89"), (2, "121.76")])
def test_what_a_lone_unit_published_of_a_sum_is_the_departments(units: int, shown: str) -> None:
    """With a tail of rounding; of several units the sum is what their parts come to."""
    one = {("2080501", "人员经费"): Decimal("60.88")}
    stated = "  - {科目: 208, 人员经费: 60.89}\n"
    folders = tuple(unit(601001 + n, one, stated if n == 0 else "") for n in range(units))
    made = account(f"汇总: [{', '.join(['../甲', '../乙'][:units])}]", units=folders)
    point = Point("支出", "决算", "一般公共预算", "208", "人员经费")
    assert wan(made.cube.figure(point)) == Decimal(shown)


def test_what_one_unit_gave_another_is_taken_off_on_both_sides() -> None:
    paid = "  - {科目: 2101501, 资金: 非财政, 对附属单位补助支出: 5.00}\n收入: []\n"
    spent = (
        "  - {科目: 2101501, 资金: 非财政, 项目支出: 8.00}\n"
        "收入: [{科目: 2101505, 资金: 上级补助, 金额: 5.00}]\n年初结转: 3.00\n"
    )
    one = {("2080501", "人员经费"): Decimal("60.88")}
    units = (unit(601001, one, paid), unit(601002, one, spent.replace("年初结转: 3.00\n", "")))
    off = (
        "抵销:\n  - {科目: 2101501, 支出: 对附属单位补助支出, 收入: 上级补助, "
        "收入科目: 2101505, 金额: 5.00}"
    )
    made = account(f"汇总: [../甲, ../乙]\n{off}", units=units)
    before = account("汇总: [../甲, ../乙]", units=units)
    for flow in ("收入", "支出"):
        apart = wan(before.cube.figure(Point(flow, "决算"))) - wan(
            made.cube.figure(Point(flow, "决算"))
        )
        assert apart == Decimal("5.00")
    given = Point("支出", "决算", fund="非财政", nature="对附属单位补助支出")
    assert wan(made.cube.figure(given)) == 0
    assert wan(made.cube.figure(Point("收入", "决算", fund="上级补助"))) == 0
    assert wan(made.indicators["总计"]) == wan(made.indicators["收入总计"])


def test_what_a_unit_knows_only_wider_is_not_known_below() -> None:
    coarse = folder(
        "单位: [{代码: 601001, 名称: 甲}]\n支出: [{科目: 21015, 项目支出: 10.00}]", name="unit-1"
    )
    fine = unit(601002, {("2101501", "项目支出"): Decimal("5.00")})
    cube = account("汇总: [../甲, ../乙]", units=(coarse, fine)).cube
    assert wan(cube.figure(Point("支出", "决算", subject="21015"))) == Decimal("15.00")
    assert not cube.figure(Point("支出", "决算", subject="2101501")).is_known


@pytest.mark.parametrize("basis", ["年初预算", "全年预算"])
def test_a_unit_that_spent_without_a_budget_leaves_the_sum_unknown(basis: str) -> None:
    told, silent = (
        folder(
            f"单位: [{{代码: {code}, 名称: 单位{code}}}]\n"
            f"支出: [{{科目: 2080501, 项目支出: 10.00{more}}}]",
            name=f"unit-{code}",
        )
        for code, more in ((601001, f", {basis}: 12.00"), (601002, ""))
    )
    units = (told, silent)
    point = Point("支出", basis, "一般公共预算", "2080501")
    figure = account("汇总: [../甲, ../乙]", units=units).cube.figure(point)
    assert not figure.is_known
    assert [lack.place.file.parent.name for lack in figure.lacks] == ["unit-601002"]
    typed = f"支出: [{{科目: 2080501, {basis}: 20.00}}]"
    assert wan(account(f"汇总: [../甲, ../乙]\n{typed}", units=units).cube.figure(point)) == 20


def test_the_balance_that_moves_counts_once() -> None:
    rows = (
        "支出:\n  - {科目: 2080501, 单位: 1, 资金: 非财政, 项目支出: 10.00}\n"
        "  - {科目: 2080501, 单位: 2, 资金: 非财政, 项目支出: 4.00}\n收入: []\n"
    )
    whole = account(
        f"单位: [{{代码: 1, 名称: 甲}}, {{代码: 2, 名称: 乙}}]\n{rows}"
        "结转结余: {使用非财政拨款结余: 6.00, 结余分配: 0}"
    )
    told = account(
        "单位:\n  - {代码: 1, 名称: 甲, 结转结余: {使用非财政拨款结余: 6.00, 结余分配: 0}}\n"
        f"  - {{代码: 2, 名称: 乙, 结转结余: {{使用非财政拨款结余: 0, 结余分配: 0}}}}\n{rows}"
        "结转结余: {}"
    )
    for made in (whole, told):
        assert wan(made.cube.figure(Point("年初结转", "决算", fund="非财政"))) == Decimal("8.00")
        assert wan(made.indicators["总计"]) == wan(made.indicators["收入总计"])


def test_counts_of_the_units_are_added_where_each_says_its_own() -> None:
    def with_cars(code: int, cars: str) -> Folder:
        return unit(code, {("2080501", "项目支出"): Decimal(1)}, f"国有资产: {cars}\n")

    cars = with_cars(1, "{车辆: {机要通信用车: 2}, 大型设备: 1}"), with_cars(2, "0")
    source = account("汇总: [../甲, ../乙]", units=cars).source
    known = {"机要通信用车": 2}
    node = source.get("国有资产", "车辆")
    assert node
    assert {key: value.number for key, value in node.items() if value.number} == known
    unsaid = with_cars(1, "{大型设备: 1}"), with_cars(2, "0")
    source = account("汇总: [../甲, ../乙]", units=unsaid).source
    assert not source.get("国有资产", "车辆")


def test_projects_of_units_in_another_money_are_the_departments() -> None:
    done = "年度目标: {{预期: 好, 实际: 好}}, 指标: []"
    form = f"项目: [{{{{名称: {{}}, 资金: {{{{当年财政拨款: [{{}}]}}}}, {done}}}}}]"
    rows = "支出: [{科目: 2080501, 项目支出: %s}]"
    folders = (
        folder(
            f"金额单位: 元\n{rows % '386500.50'}",
            performance=form.format("甲", "386500.50, 386500.50, 386500.50"),
            name="甲",
            profile=AGENCY.replace("某市档案局", "某市档案馆"),
        ),
        folder(rows % "2.00", performance=form.format("乙", "2, 2, 2.00"), name="乙"),
    )
    whole = replace(folder("汇总: [../甲, ../乙]", units=folders), performance=None)
    made = read_account(whole, PROJECT)
    assert [(project.name, wan(project.total.spent)) for project in made.projects] == [
        ("甲", Decimal("38.65")),
        ("乙", Decimal("2.00")),
    ]
    listed = made.folder.performance
    assert listed
    # Of each project the agency whose file it stands in, where nobody says another.
    agencies = [part.agency for part in made.parts]
    assert [project.words["实施单位"] for project in made.projects] == agencies
    assert [text(row, "实施单位") for row in rows_of(listed, "项目")] == agencies
    typed = [row.get("资金", "当年财政拨款") for row in rows_of(listed, "项目")]
    numbers = [[cell.number for cell in line.rows()] for line in typed if line]
    assert numbers == [[Decimal("38.65005")] * 3, [Decimal(2)] * 3]


def test_what_the_office_evaluated_stands_before_its_units_projects() -> None:
    form = """
        项目:
          - 名称: {}
            资金: {{当年财政拨款: [2.00, 2.00, 2.00]}}
            年度目标: {{预期: 好, 实际: 好}}
            指标: []
    """
    rows = "支出: [{科目: 2080501, 项目支出: 2.00}]"
    units = (folder(rows, performance=form.format("甲"), name="甲"),)
    office = "单位: [{代码: 601000, 名称: 某市档案局本级, 类型: 行政单位}]\n汇总: [../甲]"

    def projects(source: str, own: str) -> list[tuple[str, str]]:
        made = account(source, performance=own, units=units)
        listed = made.folder.performance
        typed = [(text(r, "名称"), text(r, "实施单位")) for r in rows_of(listed, "项目")]
        assert [p.name for p in made.projects] == [name for name, _ in typed]
        return typed

    agency = account(rows).agency
    own = ("救助", "某市档案局本级")
    assert projects(office, form.format("救助")) == [own, ("甲", agency)]
    assert projects(office, "项目: []") == [("甲", agency)]
    # A list of the whole department: nothing is added to it.
    assert projects("汇总: [../甲]", form.format("救助")) == [("救助", "")]
    assert projects(office, form.format("甲")) == [("甲", "")]
    total = f"{form.format('救助').rstrip()}\n        合计: [2.00, 2.00, 2.00]\n"
    assert projects(office, total) == [("救助", "")]


def test_last_year_is_the_units_where_every_one_says_it() -> None:
    def with_last(code: int, last: str) -> Folder:
        return unit(code, {("2080501", "项目支出"): Decimal(1)}, f"上年: {last}\n")

    both = with_last(1, "{总计: 3.00}"), with_last(2, "{总计: 4.00}")
    assert wan(account("汇总: [../甲, ../乙]", units=both).previous.get("总计")) == 7
    one = with_last(1, "{总计: 3.00}"), with_last(2, "{基本支出: 4.00}")
    assert account("汇总: [../甲, ../乙]", units=one).previous.get("总计") is None
    typed = account("汇总: [../甲, ../乙]\n上年: {总计: 8.00}", units=both)
    assert wan(typed.previous.get("总计")) == 8


def test_an_institution_without_running_costs_leaves_them_to_the_other_units() -> None:
    def kinds(code: int, kind: str, more: str) -> Folder:
        head = f"单位: [{{代码: {code}, 名称: 第{code}单位, 类型: {kind}}}]\n"
        return folder(f"{head}支出: [{{科目: 2080501, 公用经费: 9.00}}]\n{more}", name=f"u-{code}")

    last = "上年: {机关运行经费: 4.00}\n"
    none = "上年: {总计: 4.00}\n机关运行经费: {原因: 无}\n"
    typed = kinds(1, "行政单位", f"机关运行经费: {{金额: 5.00}}\n{last}")
    institution = kinds(2, "其他事业单位", none)
    found = account("汇总: [../甲, ../乙]", units=(typed, institution))
    assert wan(found.indicators["机关运行经费"]) == 5
    assert wan(found.previous.get("机关运行经费")) == 4
    # A unit that can have them, and does not say them, leaves the department's unknown.
    silent = kinds(3, "参公管理事业单位", none)
    found = account("汇总: [../甲, ../乙, ../丙]", units=(typed, institution, silent))
    assert not found.indicators["机关运行经费"].is_known
    assert found.previous.get("机关运行经费") is None
    # What an institution typed all the same is not dropped.
    odd = kinds(4, "其他事业单位", "机关运行经费: {金额: 1.00}\n")
    found = account("汇总: [../甲, ../乙]", units=(typed, odd))
    assert wan(found.indicators["机关运行经费"]) == 6


def test_averages_of_units_have_no_sum() -> None:
    def scored(code: int, points: str) -> Folder:
        told = f"绩效: {{绩效自评: {{项目数: 1, 平均得分: {points}, 优: 1}}}}\n版式: 上海\n"
        return unit(code, {("2080501", "项目支出"): Decimal(1)}, told)

    units = (scored(1, "95.50"), scored(2, "90.00"))
    found = account("版式: 上海\n汇总: [../甲, ../乙]", units=units).indicators
    assert found["绩效.绩效自评.优"].amount.value == 2
    assert not found["绩效.绩效自评.平均得分"].is_known
    (lack,) = found["绩效.绩效自评.平均得分"].lacks
    assert "不能写 0" in lack.hint
    own = "版式: 上海\n汇总: [../甲, ../乙]\n绩效: {绩效自评: {平均得分: 92.75}}"
    made = account(own, units=units)
    assert made.indicators["绩效.绩效自评.平均得分"].amount.value == Decimal("92.75")
    assert not [told for told in check(made) if told.code == "MZ854"]


def test_last_year_of_units_that_give_each_other_money_is_no_sum() -> None:
    def giving(code: int, rows: str, last: str) -> Folder:
        head = f"单位: [{{代码: {code}, 名称: 第{code}单位, 类型: 行政单位}}]\n"
        return folder(f"{head}{rows}\n上年: {last}\n", name=f"u-{code}")

    money = "科目: 2080501, 资金: 非财政"
    units = (
        giving(
            1, f"支出: [{{{money}, 对附属单位补助支出: 5.00}}]", "{总计: 9.00, 财政拨款收入: 4}"
        ),
        giving(
            2, "收入: [{科目: 2080501, 资金: 上级补助, 金额: 5.00}]", "{总计: 5, 财政拨款收入: 2}"
        ),
    )
    off = "抵销: [{科目: 2080501, 支出: 对附属单位补助支出, 收入: 上级补助, 金额: 5.00}]"
    both = "汇总: [../甲, ../乙]"
    assert wan(account(both, units=units).previous.get("总计")) == 14
    previous = account(f"{both}\n{off}", units=units).previous
    assert previous.get("总计") is None
    assert wan(previous.get("财政拨款收入")) == 6
    typed = account(f"{both}\n{off}\n上年: {{总计: 9.00}}", units=units)
    assert wan(typed.previous.get("总计")) == 9


def test_a_unit_leaves_its_opening_budget_to_its_own_budget(tmp_path: Path) -> None:
    files = {
        "bureau/2024-final": "汇总: [../../office/2024-final]\n",
        "office/2024-final": "支出: [{科目: 2080501, 项目支出: 7.00}]\n",
        "office/2024-budget": "项目: [{名称: 数字化, 科目: 2080501, 本年: 9.00}]\n",
    }
    for name, source in files.items():
        made = tmp_path / "sources" / name
        made.mkdir(parents=True)
        head = "版式: 吉林\n年度: 2024\n金额单位: 万元\n"
        (made / "disclosure.yaml").write_text(head + source, encoding="utf-8")
        (made / "profile.yaml").write_text("名称: 某局\n类型: 单位\n", encoding="utf-8")
    found, faults = read_folder(tmp_path / "sources/bureau/2024-final", PROJECT)
    assert found, faults
    (item,) = read_account(found, PROJECT).items
    assert wan(item.budgets["年初预算"]) == 9


def test_what_units_know_of_their_budgets_is_not_taken_from_the_departments(
    tmp_path: Path,
) -> None:
    """Its line has only words; its own budget lacks a unit."""
    files = {
        "bureau/2024-final": "汇总: [../../a/2024-final, ../../b/2024-final]\n"
        "支出: [{科目: 2080501, 差异原因: 核定}]\n",
        "bureau/2024-budget": "汇总: [../../a/2024-budget]\n",
        "a/2024-final": "支出: [{科目: 2080501, 项目支出: 7.00}]\n",
        "a/2024-budget": "项目: [{名称: 数字化, 科目: 2080501, 本年: 9.00}]\n",
        "b/2024-final": "支出: [{科目: 2080501, 项目支出: 5.00, 年初预算: 4.00}]\n",
    }
    for name, source in files.items():
        made = tmp_path / "sources" / name
        made.mkdir(parents=True)
        head = "版式: 吉林\n年度: 2024\n金额单位: 万元\n"
        (made / "disclosure.yaml").write_text(head + source, encoding="utf-8")
        (made / "profile.yaml").write_text("名称: 某局\n类型: 单位\n", encoding="utf-8")
    found, faults = read_folder(tmp_path / "sources/bureau/2024-final", PROJECT)
    assert found, faults
    (item,) = read_account(found, PROJECT).items
    assert wan(item.budgets["年初预算"]) == 13


def test_what_one_unit_does_not_know_of_a_subject_says_nothing_of_another() -> None:
    units = (
        folder(
            "单位: [{代码: 601001, 名称: 第一单位, 类型: 行政单位}]\n"
            "支出: [{科目: 2080501, 人员经费: 1.00}, {科目: 2012604, 项目支出: 缺}]\n"
            "数据缺口: 档案馆没有公布\n",
            name="unit-1",
        ),
        unit(601002, {("2101301", "项目支出"): Decimal("4.00")}),
    )
    cube = account(f"{SUM}\n", units=units).cube
    spent = Point("支出", "决算", fund="一般公共预算", nature="项目支出")
    assert wan(cube.figure(spent._replace(subject="2101301"))) == Decimal("4.00")
    assert not cube.figure(spent._replace(subject="2012604")).is_known


def test_what_one_unit_gave_another_is_of_the_fund_that_it_says() -> None:
    """Of fiscal money too; without a word it is other money."""
    paid = "支出: [{科目: 2101501, 资金: %s, 对附属单位补助支出: 5.00}]\n收入: []\n"
    got = (
        "支出: [{科目: 2101501, 资金: 非财政, 项目支出: 8.00}]\n"
        "收入: [{科目: 2101501, 资金: 上级补助, 金额: 5.00}]"
    )
    for fund in ("一般公共预算", "政府性基金", "非财政"):
        units = tuple(
            folder(f"单位: [{{代码: {n}, 名称: 单位{n}}}]\n{source}", name=f"unit-{n}")
            for n, source in ((601001, paid % fund), (601002, got))
        )
        said = "" if fund == "非财政" else f", 资金: {fund}"
        flows = "支出: 对附属单位补助支出, 收入: 上级补助"
        off = f"抵销: [{{科目: 2101501{said}, {flows}, 金额: 5.00}}]"
        cube = account(f"汇总: [../甲, ../乙]\n{off}", units=units).cube
        given = Point("支出", "决算", fund=fund, nature="对附属单位补助支出")
        assert wan(cube.figure(given)) == 0


def test_subjects_that_only_a_unit_names_are_the_departments() -> None:
    """And its own name of a subject stays."""
    one = folder(
        "支出: [{科目: 2080591, 项目支出: 1.00}, {科目: 2080592, 项目支出: 1.00}]\n"
        "科目补充: [{科目: 2080591, 名称: 单位的叫法}, {科目: 2080592, 名称: 只有单位有}]\n",
        name="unit-1",
    )
    made = account("汇总: [../甲]\n科目补充: [{科目: 2080591, 名称: 部门的叫法}]\n", units=(one,))
    assert made.catalogue.name("2080592") == "只有单位有"
    assert made.catalogue.name("2080591") == "部门的叫法"


def test_what_a_unit_explains_of_a_known_subject_its_department_explains_alike() -> None:
    """Unless it has words of its own, or everybody has."""
    words = "名称: 名, 释义: 单位的话"
    one = folder(
        "支出: [{科目: 2012601, 项目支出: 1.00}]\n"
        f"科目补充: [{{科目: 2012601, {words}}}, {{科目: 2080505, {words}}}]\n",
        name="unit-1",
    )
    sum_of = "汇总: [../甲]\n"
    assert not account(sum_of).catalogue.subjects["2012601"].description
    known = account(sum_of, units=(one,)).catalogue.subjects
    assert known["2012601"].description == "单位的话"
    assert known["2080505"].description != "单位的话"
    own = f"{sum_of}科目补充: [{{科目: 2012601, 名称: 行政运行, 释义: 部门的话}}]\n"
    assert account(own, units=(one,)).catalogue.subjects["2012601"].description == "部门的话"


def test_a_line_without_a_unit_is_the_only_units() -> None:
    """Of two it would be nobody's."""
    units = "单位: [{代码: 1, 名称: 甲}]\n"
    rows = "支出: [{科目: 2080501, 项目支出: 10.00}]\n"
    (only,) = account(units + rows).units
    assert only.code == "1"
    assert own_unit(account(units + rows).source) == "1"
    two = "单位: [{代码: 1, 名称: 甲}, {代码: 2, 名称: 乙}]\n"
    both = account(f"{two}支出: [{{科目: 2080501, 单位: 1, 项目支出: 10.00}}]")
    assert own_unit(both.source) == ""


def test_what_a_unit_knows_of_the_finest_subject_leaves_nothing_open() -> None:
    """A 项 told by its nature hides no other figure."""
    one = {("2101501", "项目支出"): Decimal("5.00"), ("2101501", "人员经费"): Decimal("2.00")}
    cube = department([one, one, one]).cube
    for nature, value in (("项目支出", 15), ("人员经费", 6), ("公用经费", 0)):
        figure = cube.figure(Point("支出", "决算", subject="2101501", nature=nature))
        assert figure.is_known
        assert wan(figure) == value


def test_what_a_unit_published_of_a_sum_is_known_beside_what_it_did_not_split() -> None:
    """Its 人员经费 of the 款 is a 公布数; another 项 of it has basic spending in one."""
    rows = (
        "  - {科目: 2101501, 基本支出: 5.00}\n  - {科目: 2101502, 人员经费: 2.00}\n"
        "  - {科目: 21015, 人员经费: 3.01}\n"
    )
    one = folder(f"单位: [{{代码: 1, 名称: 甲}}]\n支出:\n{rows}", name="unit-1")
    two = unit(2, {("2101502", "人员经费"): Decimal("1.00")})
    cube = account("汇总: [../甲, ../乙]", units=(one, two)).cube
    figure = cube.figure(Point("支出", "决算", "一般公共预算", "21015", "人员经费"))
    assert figure.is_known
    assert wan(figure) == Decimal("4.01")
