"""Two lists of figures: rows by their number within one version, names across versions."""

from __future__ import annotations

from mingzhang.verify.file_comparison import Gap, of_amounts, of_csv

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
