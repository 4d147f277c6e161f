"""The day that a document's files are dated with."""

import pytest

from mingzhang.publish.document_day import date_of
from tests.support import account


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("公开日期: 2025-10-09", "2025-10-09"),
        ("公开日期: 二〇二五年十月九日", "2025-10-09"),
        ("公开日期: 2025-10", "2025-10-01"),
        ("", "2024-01-01"),
    ],
)
def test_is_that_of_publication_however_it_is_written(typed: str, day: str) -> None:
    told = date_of(account("年度: 2024\n" + typed))
    assert told.date().isoformat() == day
