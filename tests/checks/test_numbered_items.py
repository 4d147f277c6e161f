"""Numbered lines of whole files: a line lost, a line twice, and what honest reports repeat."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mingzhang.checks.run_rules import check
from mingzhang.facts.account_reading import read_account
from tests.support import PROJECT, folder, only

ATTACHED = "附件: [{标题: 评价报告, 文件: report.md}]"
DUTY = "负责全市档案的收集、整理和保管。"
SAME = "资金使用符合有关财务管理制度规定。"


def told(**texts: str) -> list[tuple[int, str]]:
    made = folder(ATTACHED)
    files = {"duties.md": "保管档案。", "report.md": "良好。"}
    files |= {f"{name}.md": text for name, text in texts.items()}
    found = only(check(read_account(replace(made, texts=files), PROJECT)), "MZ691")
    return [(d.place.line, d.message) for d in found]


def test_a_duty_copied_twice() -> None:
    text = f"1. {DUTY}\n2. 负责编研。\n3. {DUTY}\n"
    assert told(duties=text) == [(3, "“负责全市档案的收集、整理…”写了两遍。")]


@pytest.mark.parametrize(
    ("third", "messages"),
    [
        ("三是", []),
        ("二是", ["“二是”在“二是”后面：编号重复。"]),
        ("四是", ["“四是”在“二是”后面：少了前面的编号。"]),
        ("一是", []),  # another list
    ],
)
def test_reasons_in_turn(third: str, messages: list[str]) -> None:
    text = f"一是压缩了经费；二是不再购车；{third}资金减少。"
    assert [message for _, message in told(report=text)] == messages


def test_a_first_duty_that_is_lost() -> None:
    assert told(duties="（二）负责编研。\n（三）负责利用。\n") == [
        (1, "“（二）”是第一条：少了前面的编号。")
    ]


@pytest.mark.parametrize(
    "report",
    [
        f"（一）甲项目\n{SAME}\n（二）乙项目\n{SAME}\n",  # the same is true of both
        "一、甲\n1. 一。\n2. 二。\n二、乙\n1. 一。\n2. 二。\n",  # each chapter counts anew
        "| 项目 | 金额和完成的情况说明 |\n| 项目 | 金额和完成的情况说明 |\n",
        "二、单位职责\n三、内设机构\n",  # chapters of another document
        "十九、甲\n二十、乙\n二十一、丙\n",
    ],
)
def test_reports_that_are_in_order(report: str) -> None:
    assert told(report=report) == []


def test_a_second_list_that_begins_within_its_sentence() -> None:
    up, down = "增加的主要原因一是增人；二是调资。", "减少的主要原因一是退休；二是调出。"
    assert told(report=f"{up}{down}") == []
    lost = f"{up}{down.replace('二是', '四是')}"
    assert told(report=lost) == [(1, "“四是”在“一是”后面：少了前面的编号。")]
