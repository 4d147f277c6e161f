"""What a department lacks because a unit did not say it is told of the unit, at its file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.document.render import render
from mingzhang.document.unit_gaps import _is_known
from mingzhang.facts.account_reading import read_account
from mingzhang.facts.figure import Absent
from mingzhang.reading.document_folder import PERFORMANCE, Folder
from tests.checks.case import unit
from tests.support import PROJECT, account, only

LAST = "上年: {总计: 1.00, 基本支出: 1.00}"
BUDGETED = ", 年初预算: 1.00"


def _unit(code: int, budget: str = BUDGETED, guests: str = "0", last: str = LAST) -> Folder:
    head = f"单位: [{{代码: {code}, 名称: 第{code}单位, 类型: 行政单位}}]"
    rows = f"支出: [{{科目: 208050{code % 10}, 项目支出: 1.00{budget}}}]"
    trips = f"三公经费: {{公务接待费: {guests}}}" if guests else "三公经费: {因公出国境费: 0}"
    return unit(f"{head}\n{rows}\n{trips}\n{last}\n", f"unit-{code}")


def _told(code: str, *units: Folder, more: str = "", form: str | None = "") -> list[Diagnostic]:
    made = account(f"汇总: [../unit-1, ../unit-2]\n{more}", units=units)
    if form is None:
        made = read_account(replace(made.folder, performance=None), PROJECT)
    return only(render(made, PROJECT, pages=False)[1], code)


def _at(found: list[Diagnostic], words: str) -> list[str]:
    return [d.place.file.as_posix() for d in found if words in d.message]


def test_a_budget_that_a_unit_did_not_type_is_asked_of_it() -> None:
    found = _told("MZ410", _unit(1), _unit(2, budget=""))
    assert _at(found, "科目 2080502 的年初预算") == ["unit-2/disclosure.yaml"]
    own = "支出: [{科目: 2080502, 项目支出: 1.00, 年初预算: 1.00}]"
    found = _told("MZ410", _unit(1), _unit(2, budget=""), more=own)
    assert not _at(found, "2080502")


def test_a_count_that_one_unit_does_not_say_is_asked_of_it_alone() -> None:
    guests = "{预算: 1.00, 决算: 1.00, 国内接待: {批次: 1, 人次: 2}, 外宾接待: 0}"
    found = _told("MZ410", _unit(1, guests=guests), _unit(2, guests=""))
    assert _at(found, "公务接待费") == ["unit-2/disclosure.yaml"]
    both = _told("MZ410", _unit(1, guests=guests), _unit(2, guests=guests))
    assert not _at(both, "公务接待费")


def test_kinds_that_one_unit_lists_and_another_does_not_are_asked_of_the_other() -> None:
    typed = f"{LAST}\n国有资产: {{车辆: {{其他用车: 2}}, 大型设备: 0}}"
    silent = f"{LAST}\n国有资产: {{大型设备: 0}}"
    found = _told("MZ410", _unit(1, last=typed), _unit(2, last=silent))
    assert _at(found, "国有资产") == ["unit-2/disclosure.yaml"]


def test_a_unit_without_last_year_beside_others_is_named() -> None:
    (found,) = _told("MZ402", _unit(1), _unit(2, last=""))
    assert "单位没有上年数：第2单位（unit-2/disclosure.yaml）" in found.message
    # Nobody says it: the department is asked, as before.
    (found,) = _told("MZ402", _unit(1, last=""), _unit(2, last=""))
    assert "建部门上年的文件夹" in found.hint
    assert found.message.startswith("没有填写上年的")


def test_a_unit_without_evaluations_beside_others_is_asked_for_them() -> None:
    silent = replace(_unit(2), performance=None)
    found = _at(_told("MZ410", _unit(1), silent, form=None), PERFORMANCE)
    assert found == ["unit-2/disclosure.yaml"]
    # Nobody has any: the department is asked.
    both = (replace(_unit(1), performance=None), silent)
    assert _at(_told("MZ410", *both, form=None), PERFORMANCE) == ["disclosure.yaml"]


def _buying(code: int, goods: str) -> Folder:
    bought = f"政府采购: {{货物: {goods}, 工程: 0, 服务: 1.00, 中小企业: 0, 小微企业: 0}}"
    return _unit(code, last=f"{LAST}\n{bought}")


def test_a_figure_that_a_unit_does_not_know_is_told_of_the_unit() -> None:
    (found,) = _told("MZ427", _buying(1, "2.00"), _buying(2, "缺"))
    assert "单位“第2单位”的“政府采购.货物”写了“缺”" in found.message
    assert found.place.file.as_posix() == "unit-2/disclosure.yaml"
    assert "部门的 补充说明.政府采购" in found.hint
    # The department says why, or knows it.
    for more in ("补充说明: {政府采购: 一个单位没有公布}", "政府采购: {货物: 3.00}"):
        assert not _told("MZ427", _buying(1, "2.00"), _buying(2, "缺"), more=more)


def test_a_count_that_a_unit_does_not_know_is_told_at_its_place() -> None:
    cars = "国有资产: {车辆: 0, 大型设备: %s}"
    units = (_unit(n, last=f"{LAST}\n{cars % count}") for n, count in ((1, "2"), (2, "缺")))
    (found,) = _told("MZ427", *units)
    assert "单位“第2单位”的“国有资产.大型设备”" in found.message
    assert found.place.file.as_posix() == "unit-2/disclosure.yaml"


def test_a_gap_of_a_unit_in_a_table_is_explained_by_the_department() -> None:
    gap = f"{LAST}\n基本支出: [{{科目: 合计, 金额: 缺}}]\n数据缺口: 没有公布"
    (found,) = _told("MZ405", _unit(1), _unit(2, last=gap))
    assert found.message == "单位“第2单位”用了“缺”，部门没有写“数据缺口”。"


def test_reasons_of_several_subjects_of_units_are_asked_for_as_whole_rows() -> None:
    found = _told("MZ401", *(_unit(code, budget=", 年初预算: 5.00") for code in (1, 2)))
    (hint,) = [d.hint for d in found if "“支出”" in d.hint]
    rows = "、".join(f"- {{科目: 208050{code}, 差异原因: …}}" for code in (1, 2))
    assert hint == f"请写上“支出”，在里面写明：{rows}；单位自己写的原因不作部门的原因。"


@pytest.mark.parametrize(
    ("key", "is_known"),
    [
        (("三公经费",), True),
        (("三公经费", "公务接待费"), True),
        (("三公经费", "别的费用"), False),
        (("别的一块",), False),
        (("别的一块", "公务接待费"), False),
        ((PERFORMANCE,), True),
    ],
)
def test_which_gaps_a_units_form_has_a_key_for(key: tuple[str, ...], *, is_known: bool) -> None:
    lack = Absent(key, Place(Path("disclosure.yaml")), "")
    assert _is_known(lack, account("支出: []")) is is_known
