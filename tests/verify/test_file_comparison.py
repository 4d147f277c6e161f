"""Two lists of figures: rows by their number within one version, names across versions."""

from __future__ import annotations

from mingzhang.verify.file_comparison import (
    Gap,
    has_digits,
    of_amounts,
    of_csv,
    of_page,
    unsaid_lines,
)

HEAD = "名称,金额（元）\n"
OURS = f"{HEAD}收入,100\n支出,90\n结余,10\n".encode()


def test_a_figure_that_only_one_version_lists_moves_the_rows_and_is_no_difference() -> None:
    theirs = f"{HEAD}支出,90\n收入,100\n".encode()
    assert list(of_amounts(theirs, OURS)) == []
    assert list(of_csv(theirs, OURS)) != []


def test_an_amount_that_differs_is_found_by_its_name() -> None:
    theirs = f"{HEAD}旧的,1\n收入,100\n支出,91\n".encode()
    assert list(of_amounts(theirs, OURS)) == [Gap("支出", "91", "90")]


def test_figures_of_one_name_are_compared_in_their_order() -> None:
    theirs, ours = f"{HEAD}收入,1\n收入,2\n".encode(), f"{HEAD}收入,1\n收入,3\n".encode()
    assert list(of_amounts(theirs, ours)) == [Gap("收入", "2", "3")]


def test_a_figure_far_behind_other_words_is_one_that_differs() -> None:
    """Of another program's page only figures are compared, wherever they stand in a text."""
    for words in range(30, 80):
        middle, tail = "某" * words, "尾" * 20
        ours = f"<p>本单位的{middle}12.34万元{tail}</p>"
        (same,) = of_page(f"<p>本部门{middle}12.34万元{tail}</p>", ours, ())
        assert not has_digits(same), words
        (other,) = of_page(f"<p>本部门{middle}12.35万元{tail}</p>", ours, ())
        assert has_digits(other), words


def test_lines_with_a_number_that_the_paper_nowhere_has() -> None:
    source = (
        "公开日期: 2025-10-09\n"
        "支出:\n"
        "  - {科目: 2080501, 人员经费: 1060.88, 年初预算: 61.00}\n"
        "  - {科目: 2101301, 项目支出: 99.99}\n"
    )
    said = "2025年10月9日208050121013011,060.8861.00409.20"
    assert unsaid_lines(source.encode(), said) == [4]
