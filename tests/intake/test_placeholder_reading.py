"""A folder with open places, read while it is being filled."""

from __future__ import annotations

from decimal import Decimal

from mingzhang.intake.placeholder_reading import opened
from mingzhang.project import Project
from mingzhang.reading.node import Node

PROFILE = "名称: 某局\n类型: 部门\n"
HEAD = "版式: 吉林\n年度: 2024\n金额单位: 万元\n公开日期: 2024-02-01\n支出: []\n单位:\n"


def unit_rows(rows: str) -> list[Node]:
    """The rows of 单位 in a budget that was only begun."""
    files = {"disclosure.yaml": (HEAD + rows).encode(), "profile.yaml": PROFILE.encode()}
    folder, found = opened("2024-budget", files, Project())
    assert folder is not None, found
    units = folder.disclosure.get("单位")
    return list(units.rows()) if units else []


def test_a_row_with_an_open_word_keeps_its_figures_and_their_places() -> None:
    """No word that is read for 待填 is one of the kinds of units."""
    text = "  - {代码: 502001, 名称: 某局, 类型: 待填, 当年预算: 383.33}  # 类型: 待填\n"
    (row,) = unit_rows(text)
    figure = row.get("当年预算")
    assert figure is not None
    assert figure.number == Decimal("383.33")
    assert figure.place.column == text.index("383.33") + 1
    assert row.get("类型") is None


def test_an_open_word_at_the_end_of_a_row_is_passed_over() -> None:
    (row,) = unit_rows("  - {代码: 502001, 名称: 某局, 当年预算: 383.33, 类型: 待填}\n")
    assert {key for key, _ in row.items()} == {"代码", "名称", "当年预算"}


def test_two_open_words_of_a_row_are_passed_over_together() -> None:
    (row,) = unit_rows("  - {代码: 502001, 名称: 某局, 类型: 待填, 合计: 待填, 当年预算: 383.33}\n")
    assert {key for key, _ in row.items()} == {"代码", "名称", "当年预算"}


def test_a_sharp_within_a_word_begins_no_comment() -> None:
    """What stands behind it in the row is still to be filled, and its figures are read."""
    (row,) = unit_rows("  - {代码: 502001, 名称: C#局, 类型: 待填, 当年预算: 383.33}  # 待填\n")
    assert {key for key, _ in row.items()} == {"代码", "名称", "当年预算"}


def test_a_row_that_says_nothing_else_is_passed_over() -> None:
    assert unit_rows("  - {类型: 待填}\n") == []
