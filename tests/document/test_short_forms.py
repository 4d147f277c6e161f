"""A closed block of which there is nothing is a single 0, in every form and kind of document."""

from __future__ import annotations

import pytest

from mingzhang.document.render import render
from tests.support import PROJECT, account, budget

FORMS = ("全国", "吉林", "河南", "四川", "上海")
BLOCKS = ("三公经费", "机关运行经费", "政府采购", "国有资产")
ROWS = {
    "final": "支出: [{科目: 2101501, 人员经费: 60.88, 年初预算: 60.88}]",
    "budget": "支出: [{科目: 2101501, 人员经费: 60.88}]",
}


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", ROWS)
def test_a_single_zero_settles_a_block(kind: str, form: str, block: str) -> None:
    read = account if kind == "final" else budget
    source = read(f"版式: {form}\n{ROWS[kind]}\n{block}: 0")
    lacking = [d.message for d in render(source, PROJECT, pages=False)[1] if d.code == "MZ410"]
    assert [message for message in lacking if message.startswith(f"“{block}”")] == []
