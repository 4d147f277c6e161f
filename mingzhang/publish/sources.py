"""Sources: a document's folder → the files that it was made from, and a date that is its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from mingzhang.document.answers import source_name
from mingzhang.document.words import DATE
from mingzhang.facts.account import Account
from mingzhang.facts.source import text
from mingzhang.reading.folder import DISCLOSURE, PERFORMANCE, PROFILE, Folder
from mingzhang.reading.locks import FILE as LOCKS
from mingzhang.reading.text import load


def read_sources(folder: Folder) -> dict[str, bytes]:
    """Every file by agency, document and name: its own, its units', last year's."""
    read = {
        source_name(member.path / name): load(member.path / name, root=member.path)
        for member in _folders(folder)
        for name in (DISCLOSURE, PROFILE, PERFORMANCE, LOCKS, *member.texts)
    }
    return {name: data for name, data in read.items() if isinstance(data, bytes)}


def _folders(folder: Folder) -> Iterator[Folder]:
    yield folder
    for below in (*folder.units, *filter(None, [folder.previous])):
        yield from _folders(below)


def date_of(account: Account) -> datetime:
    """The day on which it was published, else the first day of its year."""
    found = DATE.fullmatch(text(account.source, "公开日期"))
    numbers = [int(part) for part in found.groups() if part] if found else [account.year]
    try:
        return datetime(*[*numbers, 1, 1][:3], tzinfo=UTC)  # type: ignore[arg-type,misc]
    except ValueError:
        return datetime(account.year, 1, 1, tzinfo=UTC)
