"""Ways out, said in a file and at the desk: the same thing to do, where each can do it."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from mingzhang.checks.rule_catalogue import catalogue
from mingzhang.desk.desk_json import findings
from mingzhang.desk.entry_form import fields
from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.reading.schema_check import validate
from mingzhang.reading.unfilled_places import unfilled
from mingzhang.reading.ways_out import (
    NO_KEY,
    NOT_BY_SUBJECT,
    Way,
    asked_cell,
    at_desk,
    cell,
    changed,
    check_first,
    in_cell,
    known,
    line,
    own_cell,
    together,
    without,
    write_in,
)
from mingzhang.reading.yaml import read_yaml
from tests.support import schemas

SCHEMA = schemas("final", "吉林")["disclosure.yaml"]
# What only a file has: a key to delete, a mark of YAML to write.
OF_FILES = ("键", "“- ”", "[]", "{", "缩进", ": ")


def told(text: str) -> list[Diagnostic]:
    """What is wrong in a source of that text, beside what it lacks."""
    tree, _ = read_yaml(f"版式: 吉林\n年度: 2024\n金额单位: 万元\n{text}".encode(), Path("a.yaml"))
    assert tree
    faults = [d for d in validate(tree, SCHEMA) if d.place.line > 1]
    return [*unfilled(tree)] or faults


@pytest.mark.parametrize(
    ("text", "in_file", "shown"),
    [
        ("公开日期:\n", "删去整个键", "按“没有这一项，不写”"),
        ("更正: []\n", "删去整个键", "按“没有这一项，不写”"),
        ("支出:\n  - {科目: 2080501, 人员经费: 无}\n", "删去整个键", "清空这一格"),
        ("支出:\n", "没有的写 []", "按“没有，一行也不写”"),
        ("差异原因: 多\n", "写“键: 值”", "清空“整体”一格"),
        ("国有资产: 缺\n", "{大型设备: 缺}", "各项（大型设备）"),
        ("支出: 待填\n", "填 []", "按“没有，一行也不写”"),
        ("差异原因: {本年收入合计: 待填}\n", "删去“本年收入合计: 待填”", "清空这一格"),
    ],
)
def test_at_the_desk_the_way_out_is_a_cell_or_a_button(text: str, in_file: str, shown: str) -> None:
    (one,) = told(text)
    (said,) = findings([one])
    assert in_file in one.hint
    assert shown in str(said["hint"])
    assert not any(mark in f"{said['hint']}{said['message']}" for mark in OF_FILES)


def test_what_the_form_has_no_cell_for_is_mended_in_the_editor() -> None:
    (one,) = told("多余: 1\n")
    (said,) = findings([one])
    assert "VS Code" not in one.hint
    assert str(said["hint"]).endswith("填写里没有它的格子：点“在 VS Code 里打开”改。")


@pytest.mark.parametrize(
    ("text", "is_hollow"),
    [("公开日期:\n", True), ("公开日期: ''\n", True), ("公开日期: 缺\n", False), ("", False)],
)
def test_a_field_with_nothing_behind_its_key_can_be_left_out_by_a_button(
    text: str, is_hollow: bool
) -> None:
    tree, _ = read_yaml(f"版式: 吉林\n{text}".encode(), Path("a.yaml"))
    made = {str(one["title"]): one for one in fields(SCHEMA, tree)}
    assert made["公开日期"]["hollow"] is is_hollow


def test_an_empty_list_is_hollow_where_there_must_be_rows() -> None:
    tree, _ = read_yaml("更正: []\n项目: []\n".encode(), Path("a.yaml"))
    made = {str(one["path"][0]): one for one in fields(SCHEMA, tree)}  # type: ignore[index]
    assert made["更正"]["hollow"]
    assert not made["支出"]["hollow"]
    # To say that there are no rows would be the same mistake again.
    assert (made["更正"]["empty"], made["支出"]["empty"]) == (False, True)


def test_ways_out_are_put_together_in_both_media() -> None:
    whole = together(("请填写", NO_KEY), "；")
    assert (whole, at_desk(whole)) == (f"请填写；{NO_KEY}", f"请填写；{NO_KEY.at_desk}")
    assert at_desk(without(whole, together(("；", NO_KEY)))) == "请填写"
    assert isinstance(known("没有的写 []"), Way)
    assert at_desk("照实填写") == known("照实填写") == "照实填写"
    plain = Diagnostic(Place(Path("a.yaml"), 1, 1), "MZ999", "错了", "照实填写")
    assert findings([plain])[0]["hint"] == "照实填写"


def test_a_value_and_a_row_are_cells_at_the_desk() -> None:
    stated = cell("公布数", "基本支出", "636.77")
    assert stated == "在“公布数”里写 基本支出: 636.77"
    assert at_desk(stated) == "在“公布数”的“基本支出”一格填 636.77"
    assert at_desk(own_cell("口径", "预算")) == "“口径”一格填“预算”"
    row = line({"科目": "30101", "金额": "缺"}, of_list=True)
    assert (row, at_desk(row)) == (" - {科目: 30101, 金额: 缺}", "（“科目”填 30101，“金额”填 缺）")
    assert at_desk(known(str(NOT_BY_SUBJECT))) == NOT_BY_SUBJECT.at_desk


def test_a_text_is_written_under_a_key_and_in_a_cell() -> None:
    asked = write_in(("三公经费", "差异原因"))
    assert (asked, at_desk(asked)) == (
        "请在 三公经费: 差异原因 里写明",
        "请在“三公经费”的“差异原因”一格写明",
    )
    of_row = write_in(("支出", "科目 2101501", "差异原因"))
    assert of_row == "请在 支出: 科目 2101501: 差异原因 里写明"
    assert at_desk(of_row) == "请在“支出”的科目 2101501 一行的“差异原因”一格写明"
    assert (in_cell(("三公经费", "原因")), at_desk(in_cell(("三公经费", "原因")))) == (
        "三公经费: 原因",
        "“三公经费”的“原因”一格",
    )
    in_row = write_in(("用途",), "这一行的")
    assert (in_row, at_desk(in_row)) == (
        "请在 这一行的 用途 里写明",
        "请在这一行的“用途”一格写明",
    )


def test_a_way_out_names_its_cell_whatever_is_put_around_it() -> None:
    asked = together(("上次提交的是 1.00。", write_in(("三公经费", "原因")), "。"))
    assert asked_cell(asked) == ("三公经费", "原因")
    assert asked_cell(cell("公布数", "基本支出", "636.77")) == ("公布数", "基本支出")
    other = without(asked, write_in(("三公经费", "原因")), write_in(("三公经费", "差异原因")))
    assert other == "上次提交的是 1.00。请在 三公经费: 差异原因 里写明。"
    assert at_desk(other) == "上次提交的是 1.00。请在“三公经费”的“差异原因”一格写明。"
    assert asked_cell(other) == ("三公经费", "差异原因")
    assert asked_cell(changed(asked, str.strip)) == ("三公经费", "原因")
    assert asked_cell(pickle.loads(pickle.dumps(asked))) == ("三公经费", "原因")  # noqa: S301
    assert asked_cell("照实填写") == ()
    (said,) = findings([Diagnostic(Place(Path("a.yaml"), 1, 1), "MZ401", "缺少原因", asked)])
    assert said["cell"] == ["三公经费", "原因"]


def test_another_document_is_opened_at_the_desk_and_checked_in_a_terminal() -> None:
    way = check_first("sources/a/2023-final")
    assert way == "先核对它：mingzhang check sources/a/2023-final"
    assert at_desk(way) == "先从“全部文档”打开它（a/2023-final），照那里的提示改"


def test_a_way_out_keeps_both_media_when_it_is_changed_or_sent_to_another_process() -> None:
    ended = changed(together((NO_KEY, "。")), lambda words: words.removesuffix("。"))
    assert (ended, at_desk(ended)) == (NO_KEY, NO_KEY.at_desk)
    sent = pickle.loads(pickle.dumps(NO_KEY))  # noqa: S301 (our own)
    assert (sent, at_desk(sent)) == (NO_KEY, NO_KEY.at_desk)


def test_at_the_desk_no_rule_asks_for_what_only_a_file_has() -> None:
    marks = (*OF_FILES[1:], "整个键", "“# ”")
    asked = {rule.code: at_desk(rule.remedy) for rule in catalogue().values()}
    assert {code for code, words in asked.items() if any(mark in words for mark in marks)} == set()
