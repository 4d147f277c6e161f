"""Every figure as CSV: a reader can walk from any cell down to what was typed."""

from __future__ import annotations

import csv
import re

from mingzhang.document.open_data import figures_csv
from mingzhang.document.region import read_region
from mingzhang.document.tables import build_tables
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
    return rows(figures_csv(own, tables))


def test_every_part_of_a_figure_has_a_row() -> None:
    found = published()
    names = {row["名称"].removeprefix("'") for row in found}
    parts = {part for row in found for part in re.split(r" [+-] |^[+-] ", row["构成"]) if part}
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
