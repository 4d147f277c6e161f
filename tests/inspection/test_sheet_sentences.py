"""A workbook's sheets of words are held against its tables, and both cells are named."""

from __future__ import annotations

from mingzhang.diagnostics import Diagnostic
from mingzhang.inspection.sheet_sentences import unlike_sentences
from tests.intake.books import Rows, collected
from tests.support import PROJECT

OFFICE, SYSTEMS = "一般行政管理事务", "信息化建设"


def spending(office: float, systems: float) -> Rows:
    total = office + systems
    return (
        ("2025年部门支出预算总表",),
        ("单位：元",),
        ("功能分类科目编码", "功能分类科目名称", "合计", "基本支出", "项目支出"),
        ("201", "一般公共服务支出", total, "", total),
        ("20106", "财政事务", total, "", total),
        ("2010602", OFFICE, office, "", office),
        ("2010607", SYSTEMS, systems, "", systems),
        ("合计", "", total, "", total),
    )


def fiscal(rows: Rows) -> Rows:
    return (("2025年部门一般公共预算支出功能分类预算表",), *rows[1:])


def told(*words: str, office: float = 100_000, systems: float = 1_666_600) -> list[Diagnostic]:
    rows = spending(office, systems)
    text: Rows = (("2025年部门预算编制说明",), *((line,) for line in words))
    sheets = {"支出": rows, "一般": fiscal(rows), "说明": text}
    return list(unlike_sentences(collected(sheets, "上海", "budget"), PROJECT))


TOTAL = "2025年，某市财政局收入预算176.66万元，其中：财政拨款收入176.66万元。"
ABOVE = "一般公共服务支出（类）财政事务（款）"
ITEMS = (
    f"1.“{ABOVE}{OFFICE}（项）”10.00万元，主要用于宣传。",
    f"2.“{ABOVE}{SYSTEMS}（项）”166.66万元。",
)


def test_sentences_that_say_what_the_tables_do() -> None:
    assert told(TOTAL, *ITEMS) == []


def test_two_amounts_exchanged_in_all_tables_are_one_finding() -> None:
    """Every sum of the tables holds; the sentences alone tell."""
    (one,) = told(TOTAL, *ITEMS, office=1_666_600, systems=100_000)
    assert (one.code, one.place.file.name) == ("MZ833", "表.xlsx")
    assert "说明!A3 写" in one.message
    assert "表里的两个数多半对调了" in one.message
    assert [o.label for o in one.operands] == ["说明!A3", "说明!A4", "支出!C6", "支出!C7"]


def test_a_total_of_another_draft() -> None:
    (one,) = told(TOTAL.replace("收入预算176.66", "收入预算167.66"))
    assert "写“某市财政局收入预算167.66万元”，按表应为 176.66（支出!C4 是 1766600 元" in one.message


def test_a_cut_digit_is_a_tail() -> None:
    assert told(*ITEMS, systems=1_666_680) == []


def test_a_last_digit_that_nothing_was_cut_from_is_told() -> None:
    """The table has no finer digits: the sentence, or a cell with nothing beside it, is wrong."""
    (one,) = told(ITEMS[0], ITEMS[1].replace("166.66", "166.65"))
    assert "166.65万元”，按表应为 166.66" in one.message


def test_many_that_differ_are_of_another_draft() -> None:
    words = (TOTAL.replace("176.66", "100.00"), *ITEMS)
    (one,) = told(*words, office=1_666_600, systems=100_000)
    assert one.message.startswith("文字里 4 个数与表不同，多半不是同一稿：")


def test_a_rate_of_growth_from_nothing() -> None:
    words = TOTAL.replace("176.66万元。", "176.66万元，与2024年预算增加176.66万元，增长120.00%。")
    (one,) = told(words)
    assert "没有比率（上年是 0）" in one.message
