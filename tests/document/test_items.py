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


def shown(item: Mapping[str, object], *names: str) -> list[str]:
    return [str(quantity(item, name).shown) for name in names]


def test_an_item_of_a_final_is_told_by_its_short_name_and_by_nature() -> None:
    names = read_names(
        account("支出: [{科目: 2101501, 人员经费: 60.00, 公用经费: 8.00, 项目支出: 5.00}]")
    )
    (item,) = items(names, "支出项")
    assert item["简称"] == "行政运行"
    assert shown(item, "决算", "基本支出", "人员经费", "公用经费", "项目支出") == [
        *("73.00", "68.00", "60.00", "8.00", "5.00")
    ]


def test_an_item_of_a_budget_is_told_by_basis_and_by_nature() -> None:
    names = read_names(
        budget("""
            支出:
              - {科目: 2101501, 人员经费: 60.00}
              - {科目: 2101501, 口径: 上年结转, 公用经费: 1.50}
            项目:
              - {名称: 宣传, 科目: 2101501, 本年: 4.00, 上年结转: 2.00}
        """),
    )
    (item,) = items(names, "一般公共预算支出项")
    assert shown(item, "预算", "基本支出", "项目支出") == ["67.50", "61.50", "6.00"]
    assert shown(item, "本年", "本年基本支出", "本年项目支出") == ["64.00", "60.00", "4.00"]
    assert shown(item, "上年结转", "上年结转公用经费") == ["3.50", "1.50"]


def test_a_budget_has_the_items_of_each_fiscal_fund() -> None:
    names = read_names(
        budget("""
            支出: [{科目: 2080505, 人员经费: 12.00}]
            项目: [{名称: 修路, 科目: 2120899, 资金: 政府性基金, 本年: 3.00}]
        """),
    )
    for name, code in (("一般公共预算支出项", "2080505"), ("政府性基金支出项", "2120899")):
        (item,) = items(names, name)
        assert quantity(item, "预算").code == code
    assert items(names, "国有资本经营支出项") == []


LINES = """
    版式: 上海
    支出:
      - {科目: 208, 用途: 保障军休人员}
      - {科目: 2080501, 项目支出: 3.00, 年初预算: 3.00}
      - {科目: 2080599, 资金: 非财政, 项目支出: 1.00}
    收入: [{科目: 2080599, 资金: 其他, 金额: 1.00}]
"""


def test_the_classes_of_a_final_are_of_all_money_and_have_their_lines() -> None:
    names = read_names(account(LINES))
    (whole,), (general,) = (cast("list[Quantity]", names[n]) for n in ("全部支出类", "支出类"))
    assert (str(whole.shown), str(general.shown)) == ("4.00", "3.00")
    lines = cast("Mapping[str, Mapping[str, object]]", names["科目行"])
    assert lines[whole.code]["用途"] == "保障军休人员"


def test_basic_spending_is_told_by_economic_subject() -> None:
    names = read_names(
        account("""
            支出: [{科目: 2101501, 人员经费: 60.00, 公用经费: 8.00}]
            基本支出:
              - {科目: 30101, 金额: 40.00}
              - {科目: 30102, 金额: 20.00}
              - {科目: 30201, 金额: 8.00}
        """)
    )
    told = {
        name: [(q.code, str(q.shown)) for q in cast("list[Quantity]", names[name])]
        for name in ("基本支出类", "基本支出款")
    }
    assert told["基本支出类"] == [("301", "60.00"), ("302", "8.00")]
    assert told["基本支出款"] == [("30101", "40.00"), ("30102", "20.00"), ("30201", "8.00")]
