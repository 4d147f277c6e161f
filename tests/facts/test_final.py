from __future__ import annotations

from decimal import Decimal

import pytest

from mingzhang.facts.amount import Unit
from mingzhang.facts.figure import Figure
from tests.support import account, wan

SOURCE = """
    版式: 河南
    年度: 2023
    金额单位: 元
    支出:
      - {科目: 2101502, 项目支出: 188.00, 年初预算: 0, 差异原因: 年中追加, 说明: 已付清}
      - {科目: 2080501, 人员经费: 60.88, 年初预算: 60.88}
      - {科目: 2101299, 年初预算: 175.00, 差异原因: 未纳入}
      - {科目: 2120809, 资金: 政府性基金, 项目支出: 3.00, 年初预算: 3.00}
      - {科目: 21015, 合计: 188.00}
    科目补充: [{科目: 2109901, 名称: 新科目, 释义: 反映新事项}]
    原因: {总计: 人员增加}
"""

FUND = "一般公共预算"
EVERYWHERE = [(FUND, "2070101"), (FUND, "2070109"), (FUND, "20701"), (FUND, ""), ("财政拨款", "")]


def yuan(figure: Figure) -> Decimal:
    return figure.amount.displayed(Unit.YUAN)


def test_the_words_of_an_account() -> None:
    source = account(SOURCE)
    assert (source.year, source.region, source.unit) == (2023, "河南", Unit.YUAN)
    assert (source.agency, source.agency_type) == ("某市档案馆", "部门")
    assert source.profile.get("职责")
    assert source.catalogue.name("2109901") == "新科目"


def test_items_are_the_items_of_each_fiscal_budget_in_order() -> None:
    every = account(SOURCE).items
    assert [(item.code, item.fund) for item in every[3:]] == [("2120809", "政府性基金")]
    items = every[:3]
    found = [(i.code, str(yuan(i.budgets["年初预算"])), str(yuan(i.final))) for i in items]
    assert found == [
        ("2080501", "60.88", "60.88"),
        ("2101299", "175.00", "0.00"),
        ("2101502", "0.00", "188.00"),
    ]
    last = items[-1]
    assert last.remark is not None
    assert last.remark.text == "已付清"
    assert str(last.place) == "disclosure.yaml:5:10"


def test_an_item_may_lack_words() -> None:
    first = account(SOURCE).items[0]
    assert first.remark is None


def test_rows_of_all_sections_in_order() -> None:
    rows = account("""
        支出: [{科目: 2080501, 项目支出: 1.00}, {科目: 合计, 合计: 1.00}]
        收入: [{科目: 2299999, 资金: 其他, 金额: 0.20}]
        基本支出: [{科目: 30101, 金额: 1.00}]
    """).rows
    assert [(row.section, row.code, row.fund) for row in rows] == [
        ("支出", "2080501", "一般公共预算"),
        ("支出", "", "一般公共预算"),
        ("收入", "2299999", "其他"),
        ("基本支出", "30101", "一般公共预算"),
    ]


def test_an_account_of_nothing() -> None:
    source = account("支出: []")
    assert wan(source.indicators["总计"]) == 0
    assert source.items == ()
    assert source.projects == ()


@pytest.mark.parametrize("carried", ["", "年初结转: 2.00, "])
def test_income_follows_what_was_published_as_spent(carried: str) -> None:
    # 454.06 + 3.79 is 457.85: the exact sum was 457.86, and the money that paid for it is the same.
    source = account(f"""
        金额单位: 万元
        支出:
          - {{科目: 2070101, 基本支出: 454.06, 项目支出: 3.79, {carried}合计: 457.86, 年初预算: 0}}
          - {{科目: 2070109, 基本支出: 1787.30, 项目支出: 2752.92, 年初预算: 0}}
          - {{科目: 20701, 合计: 4998.09}}
          - {{科目: 合计, 合计: 4998.09}}
    """)
    opening = Decimal("2.00" if carried else "0.00")
    cube = source.cube
    at = [cube.at("收入", fund, code) for fund, code in EVERYWHERE]
    expected = ["457.86", "4540.22", "4998.09", "4998.09", "4998.09"]
    less = [opening, Decimal(0), opening, opening, opening]
    assert [wan(cube.figure(point)) for point in at] == [
        Decimal(text) - off for text, off in zip(expected, less, strict=True)
    ]


def test_income_does_not_follow_a_total_that_is_wrong() -> None:
    cube = account("""
        支出:
          - {科目: 2070101, 项目支出: 3.79, 年初预算: 0}
          - {科目: 合计, 合计: 37.90}
    """).cube
    assert wan(cube.figure(cube.at("收入", "一般公共预算"))) == wan(
        cube.figure(cube.at("收入", "一般公共预算", "2070101"))
    )
