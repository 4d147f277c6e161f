"""The day of a document: what its files inside the PDF are dated with."""

from __future__ import annotations

from datetime import UTC, datetime

from mingzhang.facts.account import Account
from mingzhang.facts.days_in_digits import named_day
from mingzhang.facts.source_nodes import text


def date_of(account: Account) -> datetime:
    """The day on which the document was published, else the first day of its year."""
    numbers = named_day(text(account.source, "公开日期")) or (account.year,)
    try:
        return datetime(*[*numbers, 1, 1][:3], tzinfo=UTC)  # type: ignore[arg-type,misc]
    except ValueError:
        return datetime(account.year, 1, 1, tzinfo=UTC)
