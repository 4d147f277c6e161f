"""Figures that a line's functions are given are of what the line speaks of."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.document.subjects_of_lines import subjects_of_lines
from mingzhang.document.template_environment import parsed_as_meant
from mingzhang.document.template_names import read_names
from tests.support import account

SOURCE = "支出: [{科目: 2080501, 人员经费: 10.00}]\n基本支出: [{科目: 30101, 金额: 10.00}]"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "{{ 一项('公务接待费', 三公经费.因公出国境费.决算) }}",
            "这里说的是“公务接待费”，给“一项”的却是“三公经费.因公出国境费.决算”。",
        ),
        (
            "{% set 费 = 三公经费.因公出国境费 %}{{ 一项('公务接待费', 费.决算, 费.预算) }}",
            "这里说的是“公务接待费”，给“一项”的却是“三公经费.因公出国境费.决算”。",
        ),
        (
            "公务接待费。{{ 完(三公经费.公务接待费.决算) }}{{ 差异(三公经费.因公出国境费.决算) }}",
            "这里说的是“公务接待费”，给“差异”的却是“三公经费.因公出国境费.决算”。",
        ),
        # One name that was set wrongly, used twice.
        (
            "{% set 费 = 三公经费.因公出国境费 %}公务接待费{{ 占(费.决算) }}。{{ 差(费.决算) }}",
            "这里说的是“公务接待费”，给“占”的却是“三公经费.因公出国境费.决算”。",
        ),
        ("公务接待费。“三公”经费{{ 差异(三公经费.合计.决算) }}", ""),
        ("公务接待费和因公出国费。{{ 差异(三公经费.因公出国境费.决算) }}", ""),
    ],
)
def test_a_line_is_of_what_it_named(words: str, said: str) -> None:
    made = account(SOURCE)
    found = subjects_of_lines(parsed_as_meant(words), Path("01.j2"), read_names(made), made)
    assert [one.message for one in found] == ([said] if said else [])
