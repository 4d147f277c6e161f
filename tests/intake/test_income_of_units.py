"""A department's workbook lists its units' income fund by fund: whose each line is."""

from __future__ import annotations

from pathlib import Path

from mingzhang.builder import examine
from mingzhang.project import Project
from tests.intake.test_round_trip import again, shown, tables_of
from tests.intake.test_round_trip_other_money import read_again

PROJECT = Project()
EXAMPLE = PROJECT.templates / "example" / "2024-budget"
BY_UNIT = "02"


def test_money_of_one_unit_is_read_as_its_own(tmp_path: Path) -> None:
    """All tables come back; what no table tells by unit is told, and nothing is refused."""
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
    funds = {(row["资金"], row["单位"]) for row in spent if "单位" in row}  # type: ignore[attr-defined]
    assert funds == {("政府性基金", "101001"), ("国有资本经营", "101002")}
    # What was carried over of a unit's own money stands in one column for all of it.
    assert [one.code for one in got.texts.found if one.code == "MZ829"] == ["MZ829"]
    before = [cell for cell in shown(tables_of(made.account)) if cell[0] != BY_UNIT]
    after = list(shown(tables_of(again(path, made.account, got))))
    assert [cell for cell in after if cell[0] != BY_UNIT] == before
