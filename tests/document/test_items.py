"""The 项 that sentences tell one by one, of every fiscal budget, with their lines in the source."""

from collections.abc import Mapping
from typing import cast

from mingzhang.document.printing_record import Record
from mingzhang.document.sentence_figures import Quantity
from mingzhang.document.source_values import Branch
from mingzhang.document.template_names import Names, read_names
from tests.support import account, budget


def items(names: Names, name: str) -> list[Mapping[str, object]]:
    return cast("list[Mapping[str, object]]", names[name])


def quantity(item: Mapping[str, object], name: str) -> Quantity:
    found = item[name]
    assert isinstance(found, Quantity)
    return found


def purpose(item: Mapping[str, object]) -> object:
    line = item["源"]
    assert isinstance(line, Branch)
    return line["用途"]


def test_each_fiscal_budget_has_its_items() -> None:
    names = read_names(
        account("""
            版式: 上海
            支出:
              - {科目: 2120899, 资金: 政府性基金, 项目支出: 3.00, 年初预算: 4.00, 用途: 修路}
              - {科目: 2080501, 人员经费: 60.88, 年初预算: 60.88}
              - {科目: 2101501, 资金: 非财政, 人员经费: 1.00}
        """),
    )
    assert [quantity(item, "决算").code for item in items(names, "支出项")] == ["2080501"]
    (fund,) = items(names, "政府性基金支出项")
    assert purpose(fund) == "修路"
    assert items(names, "国有资本经营支出项") == []


def test_a_purpose_is_used_once_it_is_printed() -> None:
    record = Record()
    facts = account(
        "版式: 上海\n支出: [{科目: 2080501, 项目支出: 3.00, 年初预算: 3.00, 用途: 修路}]"
    )
    (item,) = items(read_names(facts, record), "支出项")
    typed = facts.rows[0].node.get("用途")
    assert typed is not None
    assert typed.place not in record.used
    assert purpose(item) == "修路"
    assert typed.place in record.used


def test_a_budget_has_the_items_of_all_fiscal_money() -> None:
    names = read_names(
        budget("""
            支出:
              - {科目: 2080505, 人员经费: 12.00, 用途: 缴纳养老保险}
              - {科目: 2101501, 人员经费: 60.00}
              - {科目: 2101501, 资金: 非财政, 人员经费: 3.00}
            收入: [{资金: 事业, 本年: 3.00}]
        """),
    )
    found = items(names, "财政拨款支出项")
    assert [(q.code, str(q.shown)) for q in (quantity(item, "预算") for item in found)] == [
        ("2080505", "12.00"),
        ("2101501", "60.00"),
    ]
    assert [purpose(item) for item in found] == ["缴纳养老保险", ""]


def test_what_the_rows_of_a_subject_say_is_told_wherever_it_stands() -> None:
    """Of several rows of a subject each key is the first that says it; what for is one of them."""
    names = read_names(
        budget("""
            支出:
              - {科目: 2101501, 人员经费: 60.00, 名称: 行政运行}
              - {科目: 2101501, 口径: 上年结转, 人员经费: 1.00, 用途: 发工资}
        """),
    )
    (item,) = items(names, "财政拨款支出项")
    line = item["源"]
    assert isinstance(line, Branch)
    assert (line["名称"], line["用途"]) == ("行政运行", "发工资")
