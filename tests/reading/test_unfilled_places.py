"""What a place that is still to be filled is told to do."""

from __future__ import annotations

from pathlib import Path

from mingzhang.reading.unfilled_places import unfilled
from mingzhang.reading.yaml import read_yaml

LEFT = "支出: 待填\n三公经费: {公务接待费: 待填, 原因: 待填}\n"


def hints(text: str) -> dict[str, str]:
    tree, _ = read_yaml(text.encode(), Path("disclosure.yaml"))
    assert tree is not None
    return {one.message: one.hint for one in unfilled(tree)}


def test_a_department_that_sums_its_units_need_not_fill_what_they_say() -> None:
    """Told to fill 0 it would publish a figure that nobody said."""
    told = hints(f"汇总: [../../a/2026-budget]\n{LEFT}")
    assert told["“支出”还没有填写。"].endswith("由各单位相加的不用填，删去“支出: 待填”。")
    assert told["“三公经费.公务接待费”还没有填写。"].endswith("删去“公务接待费: 待填”。")
    assert "汇总" not in told["“三公经费.原因”还没有填写。"]


def test_of_any_other_document_that_is_not_said() -> None:
    for text in (LEFT, f"汇总: []\n{LEFT}"):
        assert not any("汇总" in hint for hint in hints(text).values())
