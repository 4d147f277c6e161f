"""Asked of rows: lines read from tables, and what the form prints of each besides → whole lines.

A table of a final account has no 年初预算, but sentences print it for each 项.  What the sentences
of a PDF say is put into the line, what they do not say is to be filled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from mingzhang.document.printing_record import OF_SUBJECT, Record
from mingzhang.document.render import render
from mingzhang.facts.account import Account
from mingzhang.project import Project
from mingzhang.reading.unfilled_places import MARK

Key = tuple[str, ...]
Row = dict[str, object]
SUBJECT, FUND, TOTAL = "科目", "资金", "合计"
OF_LINE = len(("支出", "科目 2080501", "年初预算"))


def asked_of_rows(account: Account, project: Project) -> tuple[Key, ...]:
    """What the form prints of subjects that their lines do not say: list, subject, key."""
    record = Record()
    render(account, project, pages=False, record=record)
    keys = dict.fromkeys(tuple(lack.key) for lack in record.absent)
    return tuple(key for key in keys if len(key) == OF_LINE and key[1].startswith(OF_SUBJECT))


def with_asked(
    values: Mapping[str, object], asked: Sequence[Key], told: Mapping[Key, Decimal]
) -> dict[str, object]:
    """A source's values, its lines with what is asked of them: as told, or to be filled."""
    names = {key[0] for key in asked}
    lists = {
        name: [dict(row) for row in rows]
        for name, rows in values.items()
        if name in names and isinstance(rows, list)
    }
    for section, subject, name in asked:
        number = told.get((section, subject, name))
        for code in subject.removeprefix(OF_SUBJECT).split("、"):
            _put(_lines_of(lists.get(section, ()), code, name), name, number)
    for section, name in dict.fromkeys((key[0], key[2]) for key in asked):
        if section in lists and (whole := told.get((section, name))) is not None:
            _state(lists[section], name, whole)
    return {**values, **lists}


def _lines_of(rows: Iterable[Row], code: str, name: str) -> list[Row]:
    """The lines of a subject of which something is asked: general money, or else the first."""
    own = [row for row in rows if str(row.get(SUBJECT)) == code and name not in row]
    return [row for row in own if FUND not in row] or own[:1]


def _put(rows: Sequence[Row], name: str, number: Decimal | None) -> None:
    """Says what is asked of lines; of one number for several lines nobody knows whose it is."""
    for row in rows:
        row[name] = MARK if number is None or len(rows) > 1 else number


def _state(rows: list[Row], name: str, whole: Decimal) -> None:
    """States a sum as told where what is asked of the lines comes to another one.

    There may be a subject with a budget of which nothing was spent: no table has a line of it.
    """
    parts = [row[name] for row in rows if name in row and FUND not in row]
    known = [part for part in parts if isinstance(part, Decimal)]
    if len(known) < len(parts) or sum(known) == whole:
        return
    line = next((r for r in rows if r.get(SUBJECT) == TOTAL and FUND not in r), None)
    if line is None:
        rows.append({SUBJECT: TOTAL, name: whole})
    else:
        line[name] = whole
