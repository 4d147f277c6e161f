"""What a diagnostic is about tells others whether it follows, however it is worded."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.checks.rule import Cause
from mingzhang.diagnostics import Diagnostic, Place, alone, names_of


def test_each_key_and_each_word_of_one_is_a_name() -> None:
    keys = [("支出", "科目 2101101、2101102 的年初预算"), ("国有资产", "车辆")]
    told = names_of(keys)
    assert {"支出", "国有资产", "车辆", "2101101", "2101102", "年初预算"} <= told
    assert "210" not in told


def test_what_it_is_about_makes_no_other_diagnostic() -> None:
    place = Place(Path("disclosure.yaml"), 1, 1)
    told = Diagnostic(place, "MZ401", "缺少原因。")
    assert told == Diagnostic(place, "MZ401", "缺少原因。", about=frozenset({"总计"}))


@pytest.mark.parametrize(
    ("name", "about", "follows"),
    [
        ("2101101", {"2101101"}, True),
        ("210", {"2101101"}, False),
        ("政府性基金", {"政府性基金预算财政拨款支出"}, True),
        ("政府性基金", {"国有资本经营预算财政拨款支出"}, False),
        ("政府性基金", set(), False),
        (alone("机关运行经费"), {"总计", "机关运行经费", alone("总计", "机关运行经费")}, False),
        (alone("机关运行经费"), {"机关运行经费", alone("机关运行经费")}, True),
    ],
)
def test_a_finding_follows_that_is_about_what_a_cause_names(
    name: str, about: set[str], follows: bool
) -> None:
    assert Cause(follow={"MZ401": (name,)}).takes("MZ401", frozenset(about)) is follows
    assert Cause(follow={"MZ401": ()}).takes("MZ401", frozenset(about))
    assert not Cause(follow={"MZ402": (name,)}).takes("MZ401", frozenset(about))
