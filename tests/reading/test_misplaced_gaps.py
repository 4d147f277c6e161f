"""缺 stands for a number: where a text is asked for it would be printed as that word."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.reading.misplaced_gaps import misplaced_gaps
from mingzhang.reading.schema_messages import Schema
from mingzhang.reading.yaml import read_yaml

TEXT: Schema = {"type": "string"}
EITHER: Schema = {"type": ["number", "string"]}
MONEY: Schema = {"type": ["number", "string"], "pattern": "^缺$"}
CHOICE: Schema = {"type": "string", "enum": ["甲", "缺"]}
ROW: Schema = {"properties": {"目标值": EITHER, "名称": TEXT, "金额": MONEY, "种类": CHOICE}}
FILE: Schema = {"properties": {"原因": TEXT, "行": {"items": ROW}, "词": {"items": TEXT}}}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("行: [{目标值: 缺}]", ["目标值"]),
        ("行: [{名称: 甲}, {名称: ' 缺 '}]", ["名称"]),
        ("原因: 缺", ["原因"]),
        ("词: [缺]", ["词"]),
        ("行: [{金额: 缺, 种类: 缺}]", []),
        ("原因: 缺少人员", []),
        ("行: [{目标值: 5}]", []),
        ("别的: 缺", []),
    ],
)
def test_a_gap_for_a_text(text: str, names: list[str]) -> None:
    tree, _ = read_yaml(text.encode(), Path("disclosure.yaml"))
    assert tree is not None
    told = list(misplaced_gaps(tree, FILE))
    assert [d.message for d in told] == [f"“{n}”要写文字，“缺”会原样印出来。" for n in names]
    assert {d.code for d in told} <= {"MZ746"}
