"""What looks like a table and is none, or has cells without a head, is told at its line."""

from pathlib import Path

import pytest

from mingzhang.document.pipe_tables import fitted, table_faults

FILE = Path("duties.md")


def told(text: str) -> list[tuple[int, str]]:
    return [(fault.place.line, fault.message) for fault in table_faults(text, FILE)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("职责\n|科室|人数|\n|办公室|3|", 2),
        ("|科室|人数|\n\n|-|-|\n|办公室|3|", 1),
        ("科室|人数\n办公室|3", 1),
        ("职责\n\n|-|-|\n|办公室|3|", 3),
    ],
)
def test_rows_in_no_table_are_told_once(text: str, line: int) -> None:
    ((at, message),) = told(text)
    assert at == line
    assert "竖线会照印" in message


@pytest.mark.parametrize(
    "text",
    [
        "|科室|人数|\n|--|\n|办公室|3|",
        "甲|乙两类",
        "合计{{ 总计 | 万元 }}万元。\n其中{{ 基本支出 | 万元 }}万元。",
        "|科室|金额|\n|-|-|\n|办公室|{{ 总计 | 万元 }}|",
        "|科室|人数|\n|-|-|\n|办公室|",
    ],
)
def test_tables_and_texts_are_not_told(text: str) -> None:
    assert told(text) == []


def test_a_cell_without_a_head_is_told() -> None:
    ((line, message),) = told("|科室|人数|\n|-|-|\n|办公室|3|\n|信息科|2|兼档案|\n|财务科|2|共用|")
    assert line == 4
    assert "3 格，表头只有 2 格" in message


def test_a_line_keeps_the_number_it_was_typed_with() -> None:
    made = fitted("|科室|人数|\n|-|\n|办公室|{{ 人数 | 个数 }}|\n后文\n- 一\n末")
    assert made.text.split("\n")[2:5] == ["|办公室|{{ 人数 \\| 个数 }}|", "", "后文"]
    assert made.origins == (0, 1, 2, 3, 3, 4, 5)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_markdown_has_it(end: str) -> None:
    assert fitted(end.join(("甲", "乙", "丙"))).origins == (0, 1, 2)


def test_a_row_is_told_where_it_begins() -> None:
    ((line, column),) = {f.place[1:3] for f in table_faults("甲\n\n  |科室|人数|\n", FILE)}
    assert (line, column) == (3, 3)
