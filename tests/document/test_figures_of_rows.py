"""A part of what a row of a list says is named in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.document.figures_of_rows import figures_of_rows
from mingzhang.document.template_environment import parsed
from tests.support import account

SOURCE = "支出: [{科目: 2080501, 人员经费: 10.00}]\n基本支出: [{科目: 30101, 金额: 10.00}]"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "{% for 项 in 支出项 %}{{ 项.名称 }}{{ 项.项目支出 | 万元 }}万元。{% endfor %}",
            "印的是“项.项目支出”，前面没有说是“项目支出”。",
        ),
        (
            "{% for 项 in 支出项 %}{{ 项.名称 }}{{ 完成(项.年初预算, 项.人员经费) }}。{% endfor %}",
            "印的是“项.人员经费”，前面没有说是“人员经费”。",
        ),
        (
            "{% for 项 in 支出项 %}{{ 项.名称 }}{{ 项.年初预算 | 万元 }}万元。{% endfor %}",
            "印的是“项.年初预算”，前面没有说是“年初预算”。",
        ),
        (
            "政府性基金预算：{% for 项 in 支出项 %}支出{{ 项.年初预算 | 万元 }}。{% endfor %}",
            "印的是“项.年初预算”，前面没有说是“年初预算”。",
        ),
        ("{% for 项 in 支出项 %}{{ 项.名称 }}预算{{ 项.年初预算 | 万元 }}万元。{% endfor %}", ""),
        ("{% for 项 in 支出项 %}{{ 项.名称 }}{{ 项.决算 | 万元 }}万元。{% endfor %}", ""),
        (
            "# 项目支出\n{% for 项 in 支出项 %}{{ 项.名称 }}{{ 项.项目支出 | 元 }}元。{% endfor %}",
            "",
        ),
        ("{{ 一项('公务接待费', 三公经费.公务接待费.决算, 三公经费.合计.决算) }}", ""),
    ],
)
def test_a_part_of_a_row_is_named(words: str, said: str) -> None:
    made = account(SOURCE)
    found = figures_of_rows(parsed(words), Path("01.j2"), "", made)
    assert [one.message for one in found] == ([said] if said else [])
