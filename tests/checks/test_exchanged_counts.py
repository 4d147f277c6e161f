"""Counts of a row of a form's own list that stand in each other's columns."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mingzhang.checks.exchanged_counts import exchanged_counts
from mingzhang.facts.account_reading import read_account
from mingzhang.forms.documents_by_form import asking_for
from mingzhang.project import Project
from tests.support import folder, node

KEYS = """\
数据:
  键:
    房屋清单:
      类型: 行
      说明: 一处房屋一行。
      每行:
        名称: 一处房屋
        说明: 一处一行。
        键:
          名称: {类型: 文字, 说明: 名称。}
          间数: {类型: 个数, 单位: 间, 说明: 间数。}
          面积: {类型: 个数, 单位: 平方米, 说明: 面积。}
"""
OTHERS = ("间数: 2, 面积: 40", "间数: 3, 面积: 60", "间数: 1, 面积: 20")


def told(root: Path, *rows: str, keys: str = KEYS) -> list[str]:
    own = root / "templates" / "own"
    (own / "final").mkdir(parents=True)
    (own / "region.yaml").write_text("名称: 试验\n上级: national\n", encoding="utf-8")
    (own / "final" / "keys.yaml").write_text(keys, encoding="utf-8")
    listed = ", ".join(f"{{名称: 第{n}处, {row}}}" for n, row in enumerate(rows, 1))
    source = node(f"版式: 试验\n年度: 2025\n金额单位: 万元\n支出: []\n房屋清单: [{listed}]\n")
    project = Project(root)
    asked = asking_for(replace(folder(""), disclosure=source), "试验", project)
    return [one.message for one in exchanged_counts(read_account(asked, project))]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ((*OTHERS, "间数: 80, 面积: 2"), ["“第4处”间数 80，面积 2，与别的各行相反，像是写反了。"]),
        ((*OTHERS, "间数: 4, 面积: 80"), []),
        # Too few others to hold it against.
        ((*OTHERS[1:], "间数: 80, 面积: 2"), []),
        # No number of rooms of the others is as large as what would be one.
        ((*OTHERS, "间数: 80, 面积: 9"), []),
        ((*OTHERS, "间数: 19, 面积: 2"), []),
        # A number that both columns of the others have tells them apart no more.
        (("间数: 20, 面积: 40", *OTHERS[1:], "间数: 80, 面积: 2"), []),
        # What was not typed says nothing.
        ((*OTHERS, "面积: 2"), []),
    ],
)
def test_a_row_that_is_the_other_way_round(
    tmp_path: Path, rows: tuple[str, ...], found: list[str]
) -> None:
    assert told(tmp_path, *rows) == found


def test_counts_of_one_unit_are_not_told_apart_by_their_size(tmp_path: Path) -> None:
    """Rooms let and rooms owned may be as they like."""
    keys = KEYS.replace("单位: 平方米", "单位: 间")
    assert told(tmp_path, *OTHERS, "间数: 80, 面积: 2", keys=keys) == []
