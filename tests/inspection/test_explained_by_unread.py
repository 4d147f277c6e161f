"""Sums that miss what a row has whose name could not be read accuse nobody; others are told."""

from __future__ import annotations

import pytest

from tests.inspection.papers import GENERAL, SPENDING, Rows, paper, with_cell
from tests.inspection.test_paper_inspection import found

STRANGE = "\ufffd生\ufffd康支出"


def unnamed(rows: Rows) -> Rows:
    """The rows of 210 without their codes and names, as a font leaves them that says no names."""
    return tuple(("", STRANGE, *r[2:]) if r[0].startswith("210") else r for r in rows)


def wrong(spending: Rows, general: Rows = GENERAL) -> list[str]:
    return [one.message for one in found(paper(spending, general)) if one.code == "MZ884"]


def test_what_an_unread_row_explains_is_no_error() -> None:
    assert wrong(unnamed(SPENDING), unnamed(GENERAL)) == []


@pytest.mark.parametrize("printed", ["111.50", "100.60"])
def test_what_it_does_not_explain_is_told(printed: str) -> None:
    rows = with_cell(unnamed(SPENDING), 1, 2, printed)
    assert any(f"印作 {printed}" in one for one in wrong(rows, unnamed(GENERAL)))
