"""What a page sends as text becomes what the schema says: numbers, texts, rows, nothing."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from mingzhang.desk.entry_form import fields
from mingzhang.desk.page_changes import WRONG, changes, typed
from mingzhang.editing.source_changes import Add, Change, Put, Take
from tests.support import node, schemas

SCHEMA = schemas("final", "吉林")["disclosure.yaml"]
BUDGET = schemas("budget", "全国")["disclosure.yaml"]
TREE = node("""
    版式: 吉林
    支出:
      - {科目: 2080501, 人员经费: 60.88}
    三公经费: 0
    政府采购: 待填
""")


def put(value: str, *path: str | int) -> tuple[Change, ...] | str:
    return changes([{"op": "put", "path": list(path), "value": value}], SCHEMA, TREE)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("60.80", Decimal("60.80")),
        (" 1,234.50 ", Decimal("1234.50")),
        ("１２.５", Decimal("12.5")),
        ("-3", Decimal(-3)),
        ("缺", "缺"),
        # What is no number is left as it was typed, for the check to tell.
        ("1,23", "1,23"),
        ("1.2.3", "1.2.3"),
    ],
)
def test_an_amount_may_come_from_a_spreadsheet(text: str, value: object) -> None:
    assert typed(text, {"type": ["number", "string"]}) == value


def test_a_text_stays_a_text() -> None:
    assert typed("2024", {"type": ["string", "number"]}) == "2024"


def test_an_empty_field_says_nothing() -> None:
    assert put("", "支出", 0, "人员经费") == (Take(("支出", 0, "人员经费")),)
    assert put(" ", "支出", 0, "公用经费") == ()


def test_a_new_key_knows_its_order() -> None:
    found = put("1.5", "支出", 0, "公用经费")
    assert not isinstance(found, str)
    change = found[0]
    assert isinstance(change, Put)
    assert change.value == Decimal("1.5")
    beside = change.orders[-1]
    assert beside.index("人员经费") < beside.index("公用经费")


@pytest.mark.parametrize(
    ("path", "op"),
    [
        (["项目"], {"op": "add", "cells": {"名称": "甲"}}),
        (["上年", "总计"], {"op": "put", "value": "1"}),
    ],
)
def test_what_is_not_there_yet_knows_where_it_stands_among_all_keys(
    path: list[str], op: dict[str, object]
) -> None:
    found = changes([{"path": path, **op}], SCHEMA, TREE)
    assert not isinstance(found, str)
    assert isinstance(found[0], Put | Add)
    order = found[0].orders[0]
    assert order.index("年度") < order.index("支出") < order.index("三公经费")


def test_a_part_takes_the_place_of_a_whole_that_was_none() -> None:
    found = put("1.5", "三公经费", "公务接待费")
    assert not isinstance(found, str)
    assert isinstance(found[0], Put)
    assert (found[0].path, found[0].value) == (("三公经费",), {"公务接待费": Decimal("1.5")})


def test_a_part_of_a_part_takes_the_place_of_a_whole_that_was_none() -> None:
    found = put("2", "三公经费", "公务接待费", "国内接待", "批次")
    assert not isinstance(found, str)
    assert isinstance(found[0], Put)
    assert found[0].path == ("三公经费",)
    assert found[0].value == {"公务接待费": {"国内接待": {"批次": Decimal(2)}}}


def test_two_parts_take_the_place_of_a_whole_that_was_none_together() -> None:
    paths = (["三公经费", "公务接待费", "决算"], ["三公经费", "公务接待费", "国内接待", "批次"])
    sent = [{"op": "put", "path": path, "value": "2"} for path in paths]
    found = changes(sent, SCHEMA, TREE)
    assert not isinstance(found, str)
    both = {"公务接待费": {"决算": Decimal(2), "国内接待": {"批次": Decimal(2)}}}
    assert [(one.path, one.value) for one in found if isinstance(one, Put)] == [
        (("三公经费",), both)
    ]


def test_a_row_has_its_keys_in_the_schemas_order() -> None:
    cells = {"年初预算": "2", "差异原因": "", "科目": "2080505", "人员经费": "1,000.10"}
    found = changes([{"op": "add", "path": ["支出"], "cells": cells}], SCHEMA, TREE)
    assert not isinstance(found, str)
    assert isinstance(found[0], Add)
    assert [*dict(found[0].row).items()] == [  # type: ignore[call-overload]
        ("科目", Decimal(2080505)),
        ("人员经费", Decimal("1000.10")),
        ("年初预算", Decimal(2)),
    ]


def test_that_a_list_has_no_row_can_be_said() -> None:
    found = changes([{"op": "none", "path": ["支出"]}], SCHEMA, TREE)
    assert not isinstance(found, str)
    assert isinstance(found[0], Put)
    assert (found[0].path, found[0].value) == (("支出",), [])
    # Nothing but a list can be without rows.
    for path in ([], ["版式"], ["三公经费"], ["没有这一项"]):
        assert changes([{"op": "none", "path": path}], SCHEMA, TREE) == WRONG


def test_what_is_too_much_is_said_so() -> None:
    one = {"op": "put", "path": ["版式"], "value": "吉林"}
    assert changes([one] * 5001, SCHEMA, TREE) == (
        "一次最多改 5000 处，这一次有 5001 处，一处也没有写：分成几次改。"
    )
    long = "一格最多写 20000 字，这里有 20001 字，没有写：请缩短，或分成几格写。"
    text = "字" * 20_001
    assert put(text, "版式") == long
    for cells in (text, {"名称": "甲", "说明": text}):
        assert changes([{"op": "add", "path": ["项目"], "cells": cells}], SCHEMA, TREE) == long
    assert not isinstance(put(text[1:], "版式"), str)


def test_a_list_without_rows_has_the_columns_of_its_example() -> None:
    made = {one["path"][-1]: one for one in fields(BUDGET, node("支出: 待填\n项目: 待填\n"))}  # type: ignore[index]
    assert used(made["支出"]) == ["科目", "人员经费", "公用经费"]
    assert used(made["项目"]) == ["名称", "科目", "本年"]


def test_a_list_without_an_example_has_all_its_columns() -> None:
    row = {"properties": {"市": {}, "项目": {}, "金额": {"type": "number"}}, "required": ["项目"]}
    schema = {"properties": {"转移支付": {"type": "array", "items": row}}}
    (made,) = fields(schema, node("转移支付: 待填\n"))
    assert used(made) == ["市", "项目", "金额"]


def test_rows_with_groups_in_them_are_a_table_of_their_single_values() -> None:
    tree = node("""
        项目:
          - {名称: 甲, 本年: 1}
          - 名称: 乙
            目标: {年度目标: 好}
    """)
    made = next(one for one in fields(BUDGET, tree) if one["path"] == ["项目"])
    assert used(made) == ["名称", "科目", "本年"]  # the usual ones, though no row has one yet
    assert "目标" not in [column["key"] for column in made["columns"]]  # type: ignore[attr-defined]
    assert len(made["rows"]) == 2  # type: ignore[arg-type]


def used(table: Mapping[str, Any]) -> list[str]:
    return [column["key"] for column in table["columns"] if column["used"]]


@pytest.mark.parametrize(
    ("text", "is_open"),
    [("无: 1\n", False), ("上年出处: 待填\n", True), ("上年出处: {文档: 网址}\n", True)],
)
def test_what_a_group_must_have_is_demanded_where_the_group_is(text: str, is_open: bool) -> None:
    group = {"properties": {"文档": {"type": "string"}, "校验": {}}, "required": ["文档", "校验"]}
    (made,) = fields({"properties": {"上年出处": group}}, node(text))
    inner: list[dict[str, object]] = made["fields"]  # type: ignore[assignment]
    assert inner[1]["open"] is is_open


def test_a_field_knows_the_line_of_its_key_and_the_place_of_what_it_says() -> None:
    tree = node("支出:\n  - {科目: 2080501}\n三公经费:\n  公务接待费: {预算: 0, 决算: 1}\n")
    made = {one["path"][-1]: one for one in fields(SCHEMA, tree)}  # type: ignore[index]
    assert (made["支出"]["line"], made["支出"]["at"]) == (1, "2:3")
    meals = next(
        one
        for one in made["三公经费"]["fields"]  # type: ignore[attr-defined]
        if one["path"][-1] == "公务接待费"
    )
    assert (made["三公经费"]["line"], meals["line"], meals["at"]) == (3, 4, "4:10")
    spent = next(one for one in meals["fields"] if one["path"][-1] == "决算")
    assert (spent["line"], spent["at"]) == (4, "4:22")
    assert (made["年度"]["line"], made["年度"]["at"]) == (0, "")


def test_a_form_has_what_the_schema_has_and_marks_what_is_open() -> None:
    made = {str(one["title"]): one for one in fields(SCHEMA, TREE)}
    spending = made["支出"]
    assert spending["kind"] == "table"
    assert spending["rows"] == [
        {
            "line": 3,
            "column": 5,
            "at": "3:5",
            "hollow": False,
            "cells": {"科目": "2080501", "人员经费": "60.88"},
            "spots": {
                "科目": {"line": 3, "column": 6, "at": "3:10", "hollow": False},
                "人员经费": {"line": 3, "column": 19, "at": "3:25", "hollow": False},
            },
        },
    ]
    # A first row that has its first cells only keeps the usual columns, and that of the reason.
    assert used(spending) == ["科目", "人员经费", "公用经费", "年初预算", "差异原因"]
    assert made["政府采购支出"]["open"]
    assert made["年度"]["open"]  # demanded, and not there
    assert not made["版式"]["open"]
