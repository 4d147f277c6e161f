"""Notes below tables that were taken from another table of the form, and those that were not."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.document.notes_of_other_tables import notes_of_other_tables
from mingzhang.reading.node import Node
from mingzhang.reading.yaml import read_kept

OTHERS = (
    "部门对下转移支付预算表",
    "{年度}年政府性基金预算财政拨款收入支出决算表",
    "一般公共预算财政拨款基本支出决算表（按科目）",
    "支出决算表",
    "财政拨款支出决算表（功能科目）",
)


def told(own: str, note: str) -> list[str]:
    texts = [f"标题: '{title}'\n" for title in OTHERS] + [f"标题: '{own}'\n{note}\n"]
    specs = [read_kept(text.encode(), Path("01-table.yaml"))[0] for text in texts]
    found = notes_of_other_tables([spec for spec in specs if spec])
    return [f"{one.code} {one.place.line} {one.message}" for one in found]


@pytest.mark.parametrize(
    ("own", "note", "other"),
    [
        ("部门政府购买服务预算表", "空表说明: 无对下转移支付预算，故此表为空。", "对下转移支付"),
        (
            "国有资本经营预算财政拨款收入支出决算表",
            "空表说明: 没有政府性基金预算财政拨款收入和支出。",
            "政府性基金",
        ),
        (
            "一般公共预算财政拨款项目支出决算表",
            "注: [本表反映本年度一般公共预算财政拨款基本支出情况。]",
            "基本支出",
        ),
        (
            "财政拨款基本支出决算表（经济科目）",
            "注: 本表反映本年度一般公共预算财政拨款基本支出情况。",
            "一般公共预算基本支出",
        ),
    ],
)
def test_a_note_that_was_taken_from_another_table(own: str, note: str, other: str) -> None:
    key = note.partition(":")[0]
    assert told(own, note) == [f"MZ722 2 “{own}”的“{key}”说的是“{other}”。"]


def test_a_note_that_was_taken_over_is_written_anew_below_the_new_title() -> None:
    above = read_kept("标题: 基本支出表\n注: 本表反映基本支出。\n".encode(), Path("06-basic.yaml"))[
        0
    ]
    own = read_kept("沿用: 06-basic\n标题: 项目支出表\n".encode(), Path("07-own.yaml"))[0]
    assert above
    assert own
    both = Node({**dict(above.items()), **dict(own.items())}, own.place)
    (one,) = notes_of_other_tables([above, both])
    assert (one.place.file.name, one.place.line) == ("07-own.yaml", 2)
    assert one.hint == "“注”沿用的是 06-basic.yaml 的，请在这张表里另写“注”。"


@pytest.mark.parametrize(
    ("own", "note"),
    [
        # Its own thing; several things; its own among others; a table that it names in full.
        ("部门政府购买服务预算表", "空表说明: 无政府购买服务预算，故此表为空。"),
        ("部门政府购买服务预算表", "空表说明: 没有对下转移支付，也没有政府购买服务。"),
        ("部门政府购买服务预算表", "空表说明: 没有数据，见“部门对下转移支付预算表”。"),
        ("财政拨款收入支出决算表", "注: 本表反映一般公共预算财政拨款、政府性基金的收支。"),
        # What a note says beside what it says of its own table, and tables of no one thing.
        ("部门政府购买服务预算表", "注: 对下转移支付由财政部门公开。"),
        ("支出总表", "注: 本表反映项目支出的情况。"),
        ("项目支出绩效目标表", "空表说明: 没有项目支出，也没有基本支出。"),
        ("国有资产情况表", "空表说明: 没有支出决算。"),
        ("政府性基金预算财政拨款收入支出决算表", "空表说明: 没有政府性基金预算安排的支出。"),
        # A wider thing of which its own is a part, and a part of its own.
        ("转移支付预算表", "空表说明: 没有对下转移支付。"),
        ("对下转移支付绩效目标表", "空表说明: 无对下转移支付，故此表为空。"),
        # A fund's name with 财政拨款 and without: another table's is a part of the one alone.
        ("一般公共预算支出决算表", "注: 本表反映本年度一般公共预算财政拨款支出情况。"),
    ],
)
def test_a_note_that_is_meant(own: str, note: str) -> None:
    assert told(own, note) == []
