"""The day of a document: what its files inside the PDF are dated with."""

from __future__ import annotations

from datetime import UTC, datetime

from mingzhang.document.sentence_figures import DATE
from mingzhang.facts.account import Account
from mingzhang.facts.source_nodes import text


def date_of(account: Account) -> datetime:
    """The day on which the document was published, else the first day of its year."""
    found = DATE.fullmatch(text(account.source, "公开日期"))
    numbers = [int(part) for part in found.groups() if part] if found else [account.year]
    try:
        return datetime(*[*numbers, 1, 1][:3], tzinfo=UTC)  # type: ignore[arg-type,misc]
    except ValueError:
        return datetime(account.year, 1, 1, tzinfo=UTC)
