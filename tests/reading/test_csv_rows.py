"""Rows of a CSV file by their lines; a quotation without an end is told and takes nothing in."""

import pytest

from mingzhang.reading.csv_rows import csv_rows


def test_rows_are_known_by_the_line_they_begin_in() -> None:
    rows = csv_rows('编码 ,名称\n201,"一般\n公共"\n\n203,国防,多\n205\n')
    assert rows.heads == ("编码", "名称")
    assert not rows.unended
    assert [*rows.named()] == [
        (2, {"编码": "201", "名称": "一般\n公共"}),
        (5, {"编码": "203", "名称": "国防"}),
        (6, {"编码": "205", "名称": ""}),
    ]


@pytest.mark.parametrize("more", [3, 30_000])
def test_a_quotation_that_does_not_end(more: int) -> None:
    rows = csv_rows('a,b\n1,2\n"3,4\n' + "5,6\n" * more)
    assert rows.unended == 3
    assert [*rows.named()] == [(2, {"a": "1", "b": "2"})]


@pytest.mark.parametrize("text", ['a\n5" 管\n', 'a\n"甲"\n', 'a\n"甲""乙"', "", 'a\n"b\nc"\n'])
def test_other_quotes_are_none_of_that(text: str) -> None:
    assert not csv_rows(text).unended
