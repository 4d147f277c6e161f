"""Days of approval, in a bureau's list (CSV) or in the documents → by when each has to be public.

In the list a line a document: ``文档`` is its folder below ``sources``, ``批复日期`` the day on
which its budget or final account was approved, ``公开期限`` a day that somebody set instead.  Other
columns are the office's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path, PurePosixPath

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.project import Project
from mingzhang.reading.csv_rows import UNENDED, csv_rows
from mingzhang.reading.document_names import DISCLOSURE
from mingzhang.reading.plain_lines import plain_value
from mingzhang.reading.source_text import load, shown

LIST = "MZ784"
DOCUMENT, APPROVED, LIMIT = "文档", "批复日期", "公开期限"
WITHIN = timedelta(days=20)  # after approval: 预算法第十四条
YEAR = re.compile(r"/(\d{4})-[^/]*/?$")  # of a document's folder
DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


@dataclass(frozen=True)
class Approvals:
    """Approvals: by a document's folder the last day, None where none is known.

    ``days`` are those of approval, where the list says them.
    """

    limits: Mapping[str, date | None]
    found: tuple[Diagnostic, ...] = ()
    days: Mapping[str, date] = field(default_factory=dict)


def read_approvals(file: Path, today: date) -> Approvals:
    """The list of approvals; a line that cannot be understood is told and gives no day.

    Nor does an approval that is still to come on ``today``.
    """
    data = load(file)
    if isinstance(data, Diagnostic):
        return Approvals({}, (data,))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Approvals(
            {}, (_wrong(file, 0, "这份清单不是 UTF-8 编码。", "请另存为 CSV UTF-8。"),)
        )
    rows = csv_rows(text)
    heads = {*rows.heads}
    if DOCUMENT not in heads or not heads & {APPROVED, LIMIT}:
        hint = f"第一行要有“{DOCUMENT}”和“{APPROVED}”（或“{LIMIT}”）两栏。"
        return Approvals({}, (_wrong(file, 1, "清单的表头看不懂。", hint),))
    limits: dict[str, date | None] = {}
    days: dict[str, date] = {}
    found: list[Diagnostic] = []
    if rows.unended:
        hint = "请补上或删去那个引号；后面的各行这次没有看。"
        found.append(_wrong(file, rows.unended, UNENDED, hint))
    for line, row in rows.named():
        cells = {head: cell.strip() for head, cell in row.items()}
        if any(cells.values()):
            cells[DOCUMENT] = name = _folder(cells.get(DOCUMENT, ""))
            faults = [*_faults(file, line, cells, repeated=name in limits)]
            faults += _odd_days(file, line, cells, today)
            found += faults
            limits.setdefault(name, None if faults else _limit(cells))
            if not faults and (approved := day(cells.get(APPROVED, ""))):
                days[name] = approved
    return Approvals({name: day for name, day in limits.items() if name}, tuple(found), days)


def _folder(typed: str) -> str:
    """A document's folder in the list of approvals below ``sources``, as Windows writes it too."""
    named = typed.replace("\\", "/").removeprefix("sources/")
    return PurePosixPath(named).as_posix() if named else ""


def with_own_days(
    approvals: Approvals, folders: Mapping[str, Path], project: Project, today: date
) -> Approvals:
    """Approvals with the days that the documents in these folders say themselves.

    A day of another year, or still to come, is told and gives no limit; so is one that differs from
    the list's, of which the list's counts.
    """
    limits, found = dict(approvals.limits), list(approvals.found)
    for name, folder in folders.items():
        file = folder / DISCLOSURE
        said = plain_value(file, APPROVED, project)
        if not said or not (approved := day(said[0])):
            continue  # what is no day is told by whoever reads the document
        place = Place(shown(file), said[1], 1)
        cells = {DOCUMENT: name, APPROVED: said[0]}
        odd = [replace(one, place=place) for one in _odd_days(file, said[1], cells, today)]
        if (listed := approvals.days.get(name)) and listed != approved:
            odd.append(_differing(place, said[0], listed))
        found += odd
        if not odd and limits.get(name) is None:
            limits[name] = approved + WITHIN
    return replace(approvals, limits=limits, found=tuple(found))


def _differing(place: Place, said: str, listed: date) -> Diagnostic:
    message = f"这里的{APPROVED}是 {said}，清单里是 {listed}。"
    return Diagnostic(place, LIST, message, "请改成同一天，或者只留一处。")


def _faults(
    file: Path, line: int, cells: Mapping[str, str], *, repeated: bool
) -> Iterator[Diagnostic]:
    name = cells.get(DOCUMENT, "")
    if not name:
        yield _wrong(
            file, line, f"这一行没有写“{DOCUMENT}”。", "请写它的文件夹，如 某局/2025-final。"
        )
    elif repeated:
        yield _wrong(file, line, f"“{name}”有两行。", "请只留一行。")
    for head in (APPROVED, LIMIT):
        if cells.get(head) and day(cells[head]) is None:
            message = f"“{name}”的{head}“{cells[head]}”不是日期。"
            yield _wrong(file, line, message, "请写成 2026-09-05 或 2026年9月5日。")


def _odd_days(file: Path, line: int, cells: Mapping[str, str], today: date) -> Iterator[Diagnostic]:
    approved = day(cells.get(APPROVED, ""))
    if approved and approved > today:
        message = f"“{cells.get(DOCUMENT, '')}”的{APPROVED}“{cells[APPROVED]}”还没有到。"
        yield _wrong(file, line, message, "请核对年月日；还没有批复的，这一栏空着。")
    limit, year = day(cells.get(LIMIT, "")), YEAR.search(cells.get(DOCUMENT, ""))
    if approved and limit and limit < approved:
        message = f"“{cells.get(DOCUMENT, '')}”的{LIMIT}“{cells[LIMIT]}”早于{APPROVED}。"
        yield _wrong(file, line, message, "请核对两个日期的年月日。")
    # A budget may be approved in the December before its year, and nothing any sooner.
    for head, told in ((APPROVED, approved), (LIMIT, limit)):
        if told and year and told.year < int(year[1]) - 1:
            message = f"“{cells[DOCUMENT]}”是 {year[1]} 年度的，{head}“{cells[head]}”太早。"
            yield _wrong(file, line, message, "请核对年份。")


def _limit(cells: Mapping[str, str]) -> date | None:
    if limit := day(cells.get(LIMIT, "")):
        return limit
    approved = day(cells.get(APPROVED, ""))
    return approved + WITHIN if approved else None


def day(text: str) -> date | None:
    """The day that a text in the list of approvals names; None where it names none."""
    named = DAY.fullmatch(text)
    try:
        return date(*map(int, named.groups())) if named else None
    except ValueError:
        return None


def _wrong(file: Path, line: int, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Place(shown(file), line, 1 if line else 0), LIST, message, hint)
