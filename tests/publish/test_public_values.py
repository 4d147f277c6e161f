"""What of a source is published: a row of which only its name would be left is not."""

from __future__ import annotations

from mingzhang.publish.public_values import values_of
from tests.support import node

ROWS = """
    支出:
      - {科目: 20805, 用途: 内部的话}
      - {科目: 2080501, 资金: 政府性基金, 项目支出: 1.00, 用途: 内部的话}
    科目补充:
      - {科目: 2299999, 名称: 其他支出, 释义: 内部的话}
"""


def test_a_row_without_anything_that_is_printed_goes_with_it() -> None:
    source = node(ROWS)
    hidden = [
        value.place
        for block in ("支出", "科目补充")
        for row in (source.get(block) or source).rows()
        for key, value in row.items()
        if key in ("用途", "释义")
    ]
    left = values_of(source, {}, hidden)
    assert [[*row] for row in rows(left["支出"])] == [["科目", "资金", "项目支出"]]
    assert [[*row] for row in rows(left["科目补充"])] == [["科目", "名称"]]


def rows(value: object) -> list[dict[str, object]]:
    assert isinstance(value, list)
    return value
