"""What a workbook's contents list and no sheet is: told once, for no cell misses it."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from mingzhang.intake.marked_tables import Form
from mingzhang.intake.source_from_grids import collect
from mingzhang.project import Project
from tests.intake.books import GENERAL, SPENDING, Rows, book, collected, grids

CONTENTS: Rows = (
    ("目  录",),
    ("1. 支出决算表 ……………… 3",),
    ("公开05表", "一般公共预算财政拨款支出决算表"),
    ("二、财政拨款“三公”经费支出决算表………",),
    ("项目支出绩效自评情况表（网络维护费）",),
)


def told(contents: Rows) -> list[str]:
    sheets = {"目录": contents, "支出": SPENDING, "一般公共预算": GENERAL}
    return [one.message for one in collected(sheets).texts.found if one.code == "MZ657"]


def test_what_only_the_contents_have_is_told() -> None:
    (message,) = told(CONTENTS)
    assert "“财政拨款三公经费支出决算表”、“项目支出绩效自评情况表(网络维护费)”" in message
    assert "“支出决算表”" not in message


def test_contents_of_what_is_there_say_nothing() -> None:
    assert told(CONTENTS[:3]) == []


OWN_FORM = {
    "region.yaml": "名称: 云岭\n上级: national\n",
    "final/keys.yaml": """
        数据:
          键:
            指标表:
              类型: 行
              说明: 一个指标一行。
              每行:
                名称: 一个指标
                说明: 一个一行。
                键:
                  指标: {类型: 文字, 必填: 是, 说明: 指标的名称。}
    """,
    "final/tables/20-whole.yaml": """
        标题: 整体支出绩效目标表
        版面: 逐行
        列表: 指标表
        列:
          - {标题: 指标, 填: 指标表.指标}
    """,
}


def test_a_table_that_cannot_be_read_is_there_all_the_same(tmp_path: Path) -> None:
    """One of words, in which no number is left unread."""
    for name, text in OWN_FORM.items():
        file = tmp_path / "templates" / "yunling" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text).lstrip(), encoding="utf-8")
    sheets: dict[str, Rows] = {
        "目录": (("目录",), ("整体支出绩效目标表",)),
        "支出": SPENDING,
        "一般公共预算": GENERAL,
    }
    form = Form("云岭", "final", 2025, "万元", project=Project(tmp_path))
    lacking = collect(grids(book(sheets)), form).texts.found
    assert "MZ657" in [one.code for one in lacking]
    sheets["整体"] = (("整体支出绩效目标表",), ("指标",), ("整改率",))
    found = collect(grids(book(sheets)), form).texts.found
    assert "MZ657" not in [one.code for one in found]
