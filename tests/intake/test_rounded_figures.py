"""Rounded figures: what a workbook knows in 万元 only counts as exact in a document in 元."""

from __future__ import annotations

from decimal import Decimal

from mingzhang.facts.amount import Amount, Unit
from mingzhang.intake.cell_origins import origins_of
from mingzhang.intake.marked_tables import Form
from mingzhang.intake.rounded_figures import is_finer, rounded_origins, shown_rounded
from tests.intake.books import GENERAL, SPENDING, Rows, collected

YUAN: Rows = (("金额单位：元",),)
HEAD: Rows = (("功能分类科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"),)


def rounded() -> list[tuple[str, Decimal]]:
    """What is rounded of one sheet in 元 and one of the same money in 万元."""
    exact: Rows = (
        SPENDING[0],
        *YUAN,
        *HEAD,
        ("合计", "", 1005000, 605000, 400000),
        (208, "社会保障和就业支出", 605000, 605000, 0),
        (210, "卫生健康支出", 400000, "", 400000),
    )
    found = collected({"支出": exact, "一般公共预算": GENERAL})
    assert found.solved, found.found
    assert found.solved.account, found.found
    origins = origins_of(found.solved.account, found.placed, found.cited)
    return [*rounded_origins(origins, found.placed, found.cited)]


def test_what_a_cell_in_yuan_says_too_is_exact() -> None:
    """Both 项 come from a sheet in 万元; the sheet in 元 has the same amounts of their 类."""
    assert rounded() == []


def test_an_exact_figure_is_known_better_than_its_rounding() -> None:
    """1,005,012.34 元 is 100.50 万元; 100.51 万元 is another figure, and 元 never is rounded."""
    told = Amount.typed(Decimal("100.50"), Unit.WAN)
    assert is_finer(Decimal("1005012.34"), told, Unit.YUAN)
    assert not is_finer(Decimal("1005112.34"), told, Unit.YUAN)
    assert not is_finer(Decimal("100.50"), told, Unit.WAN)
    assert not is_finer(Decimal("1005012.34"), Amount(Decimal(1005000)), Unit.YUAN)


COSTS: Rows = (
    ("2026年部门“三公”经费和机关运行经费预算表",),
    ("单位：万元",),
    ("“三公”经费预算数", "", "", "", "", "", "机关运行经费预算数"),
    ("合计", "因公出国(境)费", "公务接待费", "公务用车购置及运行费", "", "", ""),
    ("", "", "", "小计", "购置费", "运行费", ""),
    (0.95, 0, 0.95, 0, 0, 0, 3.2),
)
PLANNED: Rows = (
    ("2026年部门支出预算总表",),
    ("单位：元",),
    ("功能分类科目编码", "功能分类科目名称", "合计", "基本支出", "项目支出"),
    ("2010602", "一般行政管理事务", 300000, 100000, 200000),
    ("合计", "", 300000, 100000, 200000),
)
OF_FUND: Rows = (("2026年部门一般公共预算支出功能分类预算表",), *PLANNED[1:])


def test_what_the_form_itself_shows_in_wan_is_published_rounded() -> None:
    """The city's table of official costs is in 万元 in every document: none is known better."""
    found = collected({"支出": PLANNED, "一般": OF_FUND, "三公": COSTS}, "上海", "budget")
    assert found.solved, found.found
    assert found.solved.account, found.found
    account, form = found.solved.account, Form("上海", "budget", 2025, "元")
    origins = origins_of(account, found.placed, found.cited)
    assert [key for key, _ in rounded_origins(origins, found.placed, ())] == [
        *("三公经费/公务接待费", "机关运行经费/金额"),
    ]
    shown = shown_rounded(account, form)
    assert [*rounded_origins(origins, found.placed, (), shown)] == []
