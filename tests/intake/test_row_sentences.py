"""Sentences about subjects: their words go into the lines of the source, or are told."""

from __future__ import annotations

import pytest

from mingzhang.facts.subject_catalogue import Catalogue, read_catalogue
from mingzhang.intake.row_sentences import OfRow, of_rows, of_subjects
from tests.intake.books import book, grids
from tests.support import PROJECT

PATTERN = "“{支出:科目}”{}万元，主要用于{支出:用途}"
ROWS = {"支出": [{"科目": code} for code in (2080501, 2101501, 2101502)]}


def read(*lines: str) -> tuple[tuple[OfRow, ...], list[str]]:
    told = tuple(of_subjects(grids(book({"说明": ((line,) for line in lines)})), [PATTERN]))  # type: ignore[dict-item]
    found, left = of_rows(told, ROWS, catalogue())
    return found, [one.code for one in left]


def catalogue() -> Catalogue:
    return read_catalogue(PROJECT.catalogue, 2025)


@pytest.mark.parametrize(
    "name",
    [
        "社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）",
        "行政单位离退休 （项）",
        "行政单位离退休",
    ],
)
def test_a_subject_is_known_by_its_name_and_those_above(name: str) -> None:
    found, left = read(f"1.“{name}”科目 87.70 万元，主要用于退休人员经费。")
    assert found == (OfRow("支出", "2080501", "用途", "退休人员经费"),)
    assert not left


def test_each_line_of_a_cell_speaks_of_its_own() -> None:
    lines = "\n".join(
        f"{n}.“{name}”{n}.00万元，主要用于第{n}种。"
        for n, name in enumerate(("行政单位离退休", "一般行政管理事务"), 1)
    )
    found, _ = read(lines)
    assert [(one.code, one.text) for one in found] == [
        ("2080501", "第1种"),
        ("2101502", "第2种"),
    ]


@pytest.mark.parametrize(
    "name", ["行政单位的离退休", "教育支出（类）行政单位离退休（项）", "行政运营"]
)
def test_a_name_of_no_line_is_told(name: str) -> None:
    assert read(f"“{name}”1.00万元，主要用于经费") == ((), ["MZ817"])


def test_a_prompt_says_nothing() -> None:
    assert read("1. “xx”科目x,xxx万元，主要用于……", "“行政运行”1万元，主要用于XX") == ((), [])
