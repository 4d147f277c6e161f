"""A department's workbook lists its units' income fund by fund: whose each line is."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from mingzhang.builder import examine
from mingzhang.intake.income_of_units import OfUnit, by_unit
from mingzhang.project import Project
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
