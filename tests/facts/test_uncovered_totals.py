"""Totals that a form has typed beside its lists: held to the rows by an identity, or told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mingzhang.facts.account_reading import read_account
from mingzhang.facts.form_declarations import read_declared
from mingzhang.facts.uncovered_totals import totals_apart, uncovered_totals
from mingzhang.forms.form import read_form
from mingzhang.project import Project
from tests.support import folder, node

GROUP = """\
数据:
  键:
    专项资金:
      类型: 组
      说明: 专项资金。
      键:
        TOTAL: {类型: KIND, 说明: 专项资金的合计。}
        明细:
          类型: 行
          说明: 一项一行。
          每行:
            说明: 一项一行。
            键:
              名称: {类型: 文字, 说明: 名称。}
              金额: {类型: 金额, 说明: 金额。}
              户数: {类型: 个数, 单位: 户, 说明: 户数。}
"""
BESIDE = """\
数据:
  键:
    TOTAL: {类型: 金额, 说明: 合计。}
    LIST:
      类型: 行
      说明: 一项一行。
      每行:
        说明: 一项一行。
        键:
          名称: {类型: 文字, 说明: 名称。}
          金额: {类型: 金额, 说明: 金额。}
"""
SUM = "指标:\n  专项资金之和: {填: 专项资金.明细.金额}\n"


def told(root: Path, keys: str) -> list[str]:
    project = own_form(root, keys)
    form = read_form("试验", "final", project)
    assert form
    declared = read_declared(replace(folder(""), disclosure=node("版式: 试验")), project)
    assert not declared.faults
    found = uncovered_totals(form.keys, declared.definitions, declared.identities)
    return [f"{one.code} {one.place.line} {one.message} {one.hint}" for one in found]


def own_form(root: Path, keys: str) -> Project:
    """A project with a form 试验 of these keys."""
    own = root / "templates" / "own"
    (own / "final").mkdir(parents=True)
    (own / "region.yaml").write_text("名称: 试验\n上级: national\n", encoding="utf-8")
    (own / "final" / "keys.yaml").write_text(keys, encoding="utf-8")
    return Project(root)


def in_group(total: str, kind: str = "金额", more: str = "") -> str:
    return GROUP.replace("TOTAL", total).replace("KIND", kind) + more


def beside(total: str, listed: str) -> str:
    return BESIDE.replace("TOTAL", total).replace("LIST", listed)


@pytest.mark.parametrize("total", ["合计", "总额", "资金总额合计", "金额", "金额合计"])
def test_a_total_in_the_group_of_its_list(tmp_path: Path, total: str) -> None:
    found = told(tmp_path, in_group(total))
    assert [one.split("”")[0] for one in found] == (
        [] if total == "资金总额合计" else [f"MZ092 7 “专项资金.{total}"]
    )


def test_the_way_out_is_what_to_write_and_it_is_right(tmp_path: Path) -> None:
    (one,) = told(tmp_path / "before", in_group("合计"))
    assert "“指标”下写“明细金额之和: {填: 专项资金.明细.金额}”" in one
    assert "“合计等于各行之和: {式: 专项资金.合计 = 明细金额之和}”" in one
    written = (
        "指标:\n  明细金额之和: {填: 专项资金.明细.金额}\n"
        "勾稽:\n  合计等于各行之和: {式: 专项资金.合计 = 明细金额之和}\n"
    )
    assert told(tmp_path / "after", in_group("合计", more=written)) == []


def test_a_sum_that_the_form_has_is_named(tmp_path: Path) -> None:
    (one,) = told(tmp_path, in_group("合计", more=SUM))
    assert "“指标”下" not in one
    assert "{式: 专项资金.合计 = 专项资金之和}" in one


@pytest.mark.parametrize(
    ("identity", "is_told"),
    [
        ("专项资金之和 <= 专项资金.合计", False),
        ("专项资金.合计 <= 项目支出", True),
        ("专项资金.合计 => 专项资金之和", True),
        ("专项资金之和 <= 项目支出", True),
    ],
)
def test_an_identity_that_holds_both_or_one(
    tmp_path: Path, identity: str, *, is_told: bool
) -> None:
    more = f"{SUM}勾稽:\n  甲: {{式: {identity}}}\n"
    assert bool(told(tmp_path, in_group("合计", more=more))) is is_told


def test_an_identity_of_what_is_computed_of_the_total(tmp_path: Path) -> None:
    more = f"{SUM}  另一种: {{算: 专项资金.合计 - 专项资金之和}}\n"
    more += "勾稽:\n  甲: {式: 另一种 <= 项目支出}\n"
    assert told(tmp_path, in_group("合计", more=more)) == []


def test_a_count_is_held_to_a_column_in_its_unit(tmp_path: Path) -> None:
    (one,) = told(tmp_path / "a", in_group("总户数", "个数, 单位: 户"))
    assert "{填: 专项资金.明细.户数}" in one
    (one,) = told(tmp_path / "b", in_group("合计", "个数, 单位: 户"))
    assert "{填: 专项资金.明细.户数}" in one
    assert told(tmp_path / "c", in_group("合计", "个数, 单位: 人")) == []


@pytest.mark.parametrize(
    ("total", "listed", "is_told"),
    [
        ("采购合计", "采购明细", True),
        ("采购总额", "采购项目", True),
        ("采购", "采购明细", True),
        ("采购合计", "专项资金", False),
        ("采购", "采购项目", False),
        ("会议费", "采购明细", False),
        # Beside other things of a document, a word for any total is of none of them.
        ("合计", "采购明细", False),
        ("金额", "采购项目", False),
    ],
)
def test_a_total_beside_its_list(tmp_path: Path, total: str, listed: str, *, is_told: bool) -> None:
    assert bool(told(tmp_path, beside(total, listed))) is is_told


MONEY, HOUSEHOLDS = "金额: {类型: 金额,", "户数: {类型: 个数, 单位: 户,"


def summing(keys: str, column: str) -> str:
    return keys.replace(column, f"{column} 汇总: 是,")


def test_the_one_figure_in_the_unit_of_the_one_column_that_rows_add_up(tmp_path: Path) -> None:
    """Whatever it is called: 预算数 of a list whose rows add up money, 受益 of one of 户."""
    (one,) = told(tmp_path / "money", summing(in_group("预算数"), MONEY))
    assert "MZ092 7 “专项资金.预算数”和“专项资金.明细”的各行都要填" in one
    assert "{填: 专项资金.明细.金额}" in one
    (one,) = told(tmp_path / "count", summing(in_group("受益", "个数, 单位: 户"), HOUSEHOLDS))
    assert "{填: 专项资金.明细.户数}" in one


def test_what_is_declared_like_several_or_not_added_up_is_no_total(tmp_path: Path) -> None:
    spent = in_group("预算数")
    assert told(tmp_path / "not-added", spent) == []
    line = "        预算数: {类型: 金额, 说明: 专项资金的合计。}\n"
    assert line in spent
    two = spent.replace(line, line + line.replace("预算数", "决算数"))
    assert told(tmp_path / "two", summing(two, MONEY)) == []
    line = "              金额: {类型: 金额, 汇总: 是, 说明: 金额。}\n"
    one = summing(spent, MONEY)
    assert line in one
    both = one.replace(line, line + line.replace("金额:", "结转:"))
    assert told(tmp_path / "columns", both) == []


@pytest.mark.parametrize(
    ("kind", "is_told"),
    [("个数, 单位: 场", True), ("个数", False), ("金额", False)],
)
def test_beside_all_things_of_a_document_only_a_unit_of_its_own_tells(
    tmp_path: Path, kind: str, *, is_told: bool
) -> None:
    keys = beside("重点工作", "活动").replace(
        "{类型: 金额, 说明: 合计", f"{{类型: {kind}, 说明: 合计"
    )
    keys = keys.replace("{类型: 金额, 说明: 金额", f"{{类型: {kind}, 汇总: 是, 说明: 金额")
    assert bool(told(tmp_path, keys)) is is_told


def test_a_total_elsewhere_is_of_another_list(tmp_path: Path) -> None:
    keys = in_group("名目", "文字").replace(
        "  键:\n", "  键:\n    合计: {类型: 金额, 说明: 。}\n", 1
    )
    assert told(tmp_path, keys) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "{合计: 31, 明细: [{名称: 甲, 金额: 10}, {名称: 乙, 金额: 20}]}",
            "“专项资金.合计”写的是 31.00 万元，“专项资金.明细”的各行相加是 30.00 万元。",
        ),
        ("{合计: 30, 明细: [{名称: 甲, 金额: 10}, {名称: 乙, 金额: 20}]}", ""),
        ("{合计: 31, 明细: [{名称: 甲, 金额: 10}, {名称: 乙, 金额: 缺}]}", ""),
        ("{合计: 31, 明细: [{名称: 甲, 户数: 3}]}", ""),
        ("{明细: [{名称: 甲, 金额: 10}]}", ""),
        ("{合计: 31}", ""),
    ],
)
def test_a_document_whose_rows_do_not_come_to_the_total(
    tmp_path: Path, typed: str, said: str
) -> None:
    """Where either is not known, or stays inside, nobody can say it."""
    project = own_form(tmp_path, in_group("合计"))
    form = read_form("试验", "final", project)
    assert form
    source = node(f"版式: 试验\n年度: 2025\n金额单位: 万元\n支出: []\n专项资金: {typed}\n")
    account = read_account(replace(folder(""), disclosure=source), project)
    found = list(totals_apart(account, form.keys, ()))
    assert [one.message for one in found] == ([said] if said else [])
    for one in found:
        assert (one.code, one.place.line, one.place.column) == ("MZ092", 5, 12)
        assert "mingzhang region 试验" in one.hint
        inside = source.get("专项资金", "合计")
        assert inside
        assert not list(totals_apart(account, form.keys, {inside.place}))


def test_what_is_only_declared_like_a_total_is_no_clerks_slip(tmp_path: Path) -> None:
    project = own_form(tmp_path, summing(in_group("预算数"), MONEY))
    form = read_form("试验", "final", project)
    assert form
    typed = "{预算数: 31, 明细: [{名称: 甲, 金额: 10}]}"
    source = node(f"版式: 试验\n年度: 2025\n金额单位: 万元\n支出: []\n专项资金: {typed}\n")
    account = read_account(replace(folder(""), disclosure=source), project)
    assert not list(totals_apart(account, form.keys, ()))


def test_a_total_that_an_identity_holds_is_told_by_that(tmp_path: Path) -> None:
    more = f"{SUM}勾稽:\n  甲: {{式: 专项资金.合计 = 专项资金之和}}\n"
    project = own_form(tmp_path, in_group("合计", more=more))
    form = read_form("试验", "final", project)
    assert form
    typed = "{合计: 31, 明细: [{名称: 甲, 金额: 10}]}"
    source = node(f"版式: 试验\n年度: 2025\n金额单位: 万元\n支出: []\n专项资金: {typed}\n")
    account = read_account(replace(folder(""), disclosure=source), project)
    assert not list(totals_apart(account, form.keys, ()))
