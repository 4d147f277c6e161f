"""A department's workbook lists its units' income fund by fund: whose each line is."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.builder import examine
from mingzhang.intake.income_of_units import OfUnit, by_unit
from mingzhang.intake.marked_tables import Form
from mingzhang.intake.source_from_grids import collect
from mingzhang.project import Project
from tests.intake.books import GENERAL, SPENDING, UNIT, Rows, book, grids
from tests.intake.test_round_trip import again, shown, tables_of
from tests.intake.test_round_trip_other_money import read_again

PROJECT = Project()
EXAMPLE = PROJECT.templates / "example" / "2024-budget"


def test_money_of_one_unit_is_read_as_its_own(tmp_path: Path) -> None:
    """All tables come back, that of the units too, and nothing is left to be told."""
    path = tmp_path / EXAMPLE.name
    path.mkdir()
    for file in EXAMPLE.iterdir():
        text = file.read_text(encoding="utf-8").replace("版式: 全国", "版式: 河南")
        (path / file.name).write_text(text, encoding="utf-8")
    made, found = examine(path, PROJECT)
    assert made is not None, found
    assert made.account is not None
    got = read_again(made, "部门")
    assert got.found == ()
    assert got.solved is not None
    values = got.solved.values()
    income, spent = values["收入"], values["支出"]
    assert {"资金": "其他", "单位": "101002", "本年": 1} in income  # type: ignore[operator]
    # What was carried over of several funds stands in one column, which one unit alone has.
    carried = {"资金": "事业", "单位": "101002", "上年结转": 1, "本年": 1}
    assert carried in income  # type: ignore[operator]
    funds = {(row["资金"], row["单位"]) for row in spent if "单位" in row}  # type: ignore[attr-defined]
    assert funds == {
        ("政府性基金", "101001"),
        ("国有资本经营", "101002"),
        ("非财政", "101002"),
    }
    assert [one.code for one in got.texts.found] == []
    assert list(shown(tables_of(again(path, made.account, got)))) == list(
        shown(tables_of(made.account))
    )


def test_money_carried_over_that_several_units_have_is_nobodys() -> None:
    line = {"科目": "合计", "资金": "事业", "本年": Decimal(1), "上年结转": Decimal(2)}
    units = (
        OfUnit("101001", "非财政", {"上年结转": Decimal(1)}),
        OfUnit("101002", "事业", {"本年": Decimal(1)}),
        OfUnit("101002", "非财政", {"上年结转": Decimal(1)}),
    )
    assert by_unit({"收入": [line]}, units)["收入"] == [line]


def test_a_final_accounts_income_is_a_units_and_its_spending_only_where_that_is_told() -> None:
    """A unit may spend what it had before, which no column of income tells."""
    income = {"科目": "合计", "资金": "事业", "金额": Decimal(3)}
    line = {"科目": Decimal(2120899), "资金": "政府性基金", "项目支出": Decimal(5)}
    values = {"收入": [income], "支出": [line]}
    units = (
        OfUnit("101001", "政府性基金", {"金额": Decimal(5)}),
        OfUnit("101002", "事业", {"金额": Decimal(3)}),
    )
    made = by_unit(values, units)
    assert made["收入"] == [{"资金": "事业", "单位": "101002", "金额": Decimal(3)}]
    assert made["支出"] == [line]
    spent = OfUnit("101001", "政府性基金", {"金额": Decimal(5)}, "支出")
    assert by_unit(values, (*units, spent))["支出"] == [{**line, "单位": "101001"}]


OF_UNITS = """
标题: 各单位收支决算表
版面: 预算单位
取: {口径: 决算}
列:
  - {标题: 单位名称, 显示: 名称}
  - {标题: 财政拨款收入, 取: {收支: 收入, 资金: 财政拨款}}
  - {标题: 支出合计, 取: {收支: 支出}}
  - {标题: 项目支出, 取: {收支: 支出, 性质: 项目支出}}
空表说明: 没有收支。
"""
HEAD: Rows = (
    ("各单位收支决算表",),
    (UNIT,),
    ("单位名称", "财政拨款收入", "支出合计", "项目支出"),
    ("合计", 100.5, 100.5, 40),
)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((("某局本级", 70.5, 70.5, 10), ("某中心", 30, 30, 30)), ["MZ829"]),
        ((("某局", 100.5, 100.5, 40),), []),
    ],
)
def test_a_final_accounts_units_are_listed(tmp_path: Path, rows: Rows, told: list[str]) -> None:
    """One that is alone too: without a list of units a final account's table has no row for it."""
    files = {"region.yaml": "名称: 云岭\n上级: henan\n", "final/tables/20-units.yaml": OF_UNITS}
    for name, text in files.items():
        file = tmp_path / "templates" / "yunling" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    form = Form("云岭", "final", 2025, "万元", project=Project(tmp_path))
    sheets = {"支出": SPENDING, "一般": GENERAL, "单位": (*HEAD, *rows)}
    found = collect(grids(book(sheets)), form)
    assert found.found == ()
    assert [one.code for one in found.texts.found] == told
    assert found.solved is not None
    listed = [{"代码": "待填", "名称": row[0], "类型": "待填"} for row in rows]
    assert found.solved.values(marked=True)["单位"] == listed
