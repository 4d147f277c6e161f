"""Every figure as CSV: a reader can walk from any cell down to what was typed."""

from __future__ import annotations

import csv
import re

import pytest

from mingzhang.document.cell_address import addresses
from mingzhang.document.form_tables import build_tables
from mingzhang.document.open_data import FORMULA, figures_csv, table_csv
from mingzhang.document.region_folder import read_region
from mingzhang.document.table_values import Cell, Row, Table
from tests.support import PROJECT, account

SOURCE = """
    支出:
      - {科目: 2080501, 人员经费: 60.88, 公用经费: 1.12}
      - {科目: 2101502, 项目支出: 88.00}
    基本支出: [{科目: 30101, 金额: 60.88}, {科目: 30201, 金额: 1.12}]
"""


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.removeprefix("\ufeff").splitlines()))


def published() -> list[dict[str, str]]:
    own = account(SOURCE)
    region, _ = read_region(own.region, PROJECT)
    assert region is not None
    tables, faults = build_tables(own, region)
    assert not faults
    return rows(figures_csv(own, addresses(tables)))


def test_every_part_of_a_figure_has_a_row() -> None:
    found = published()
    names = {row["名称"].removeprefix("'") for row in found}
    sums = (row["构成"].removeprefix("'") for row in found)
    parts = {part for text in sums for part in re.split(r" [+-] |^[+-] ", text) if part}
    assert {"2080501 人员经费", "一般公共预算 208 支出"} <= parts
    assert parts <= names


def test_a_figure_knows_the_cells_that_show_it() -> None:
    # 类 208 is the second row of 公开03表, after 合计; its total is the third column.
    (spent,) = (row for row in published() if "公开03表!R2C3" in row["编号"].split())
    assert (spent["名称"], spent["金额（元）"]) == ("208 支出", "620000")


def test_what_was_not_published_has_no_amount() -> None:
    gap = account("支出: [{科目: 2080501, 项目支出: 缺}]\n数据缺口: 没有公布")
    (spent,) = (row for row in rows(figures_csv(gap)) if row["名称"] == "2080501 项目支出")
    assert (spent["金额（元）"], spent["误差（元）"]) == ("", "")


# Cells that a spreadsheet would run


def cell(text: str, kind: str = "text") -> str:
    body = (Row((Cell(text, kind=kind), Cell("x"))),)
    table = Table("表", "", "表", (), (), body)
    ((found, _),) = csv.reader(table_csv(table).removeprefix("\ufeff").splitlines(keepends=True))
    return found


FORMULAS = (
    *("=1+1", "+1+1", "-1+1", "@SUM(1)", "＝1+1", "＋甲", "－甲", "＠甲", " =1", "\t=1", "\n=1"),
    *(
        "\r=1",
        "\u3000=1",
        "\u00a0+甲",
        '"=1',
        "'=1",
        "' \"＝1",
        "-甲",
        "- 甲",
        "=-1",
        "-1-",
        "\t甲",
    ),
    *("+86 431", "-1,00x", "=", "=="),
)
TEXTS = (
    *("", "-", "—", "——", "--", "－", "－－", "-5", "+3", "-1,234.56", "-12.30%", "5", "甲=1"),
    *("甲", "1.2", "（=）", "2024-final", "“=1”", "+", "@", " 甲", "'甲'"),
)


@pytest.mark.parametrize("text", [text for text in FORMULAS if text != "="])
def test_what_a_spreadsheet_would_run_is_text(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", TEXTS)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert cell(text) == text


@pytest.mark.parametrize("kind", ["amount", "percent", "number"])
def test_numbers_stay_numbers(kind: str) -> None:
    assert cell("-1,234.56", kind) == "-1234.56"


def test_every_text_of_the_figures_is_guarded() -> None:
    for row in published():
        for name in ("名称", "位置", "构成", "编号"):
            assert row[name].startswith("'") or not FORMULA.search(row[name]), row
        assert not row["金额（元）"].startswith("'")


def test_the_page_copies_as_the_file_says() -> None:
    script = (PROJECT.templates / "national" / "page.js").read_text(encoding="utf-8")
    (pattern,) = re.findall(r"const FORMULA = /(.*)/;", script)
    assert pattern == FORMULA.pattern


def test_a_budget_that_nobody_typed_is_no_figure_of_zero() -> None:
    source = account("支出: [{科目: 2080501, 项目支出: 60.88, 年初预算: 60.88}]")
    names = [row["名称"] for row in rows(figures_csv(source))]
    assert "年初预算收入" in names
    assert not [name for name in names if "全年预算" in name or name == "事业收入年初预算"]


@pytest.mark.parametrize("text", ["=1+1", "-1+1", "@SUM(1)"])
def test_a_score_in_words_is_text_too(text: str) -> None:
    assert cell(text, "number") == f"'{text}"


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("-1,234.50", "amount", "-1234.50"),
        ("12.30%", "percent", "12.30%"),
        ("超额,见说明", "number", "超额,见说明"),
        ("1,5", "number", "1,5"),
        ("…", "amount", "…"),
    ],
)
def test_only_a_number_goes_without_the_marks_of_thousands(text: str, kind: str, told: str) -> None:
    assert cell(text, kind) == told
