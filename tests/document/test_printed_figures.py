"""Every figure that a document prints, with the place where a reader finds it."""

from __future__ import annotations

from decimal import Decimal

from mingzhang.document.printed_figures import printed_figures
from mingzhang.document.render import Pages, render
from mingzhang.facts.amount import Unit
from tests.support import PROJECT, account

SOURCE = """
    版式: 全国
    支出: [{科目: 2080501, 项目支出: 60.88, 年初预算: 60.88}]
    上年: {总计: 60.88, 财政拨款总计: 60.88, 一般公共预算财政拨款支出: 60.88, 机关运行经费: 0}
"""


def test_what_tables_and_sentences_print_is_listed() -> None:
    document, faults = render(account(SOURCE), PROJECT, only=Pages.SCREEN)
    assert document is not None, [str(fault) for fault in faults]
    found = printed_figures(document)
    said = {one.where for one in found if one.figure.amount.displayed(Unit.WAN) == Decimal("60.88")}
    assert any("的文字 总计" in where for where in said)
    assert any("2080501" in where for where in said)
