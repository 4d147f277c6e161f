"""Rules on corrections (更正) of a document that was published before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from mingzhang.checks.rule import ANY, Evidence, Finding, listed, rule
from mingzhang.diagnostics import Severity
from mingzhang.facts.account import Account
from mingzhang.facts.days_in_digits import named_day
from mingzhang.facts.source_nodes import rows
from mingzhang.reading.node import Node

FIRST_DAY = "请写“公开日期”：更正以前，第一次公开的那一天。"
PUBLISHED = "公开日期"
CORRECTED = "更正"
DATED = 3  # year, month and day


@rule(
    "MZ726",
    "更正的日期",
    identity="写了更正的，也写第一次的公开日期；更正的日期是有的，不早于公开日期，各次更正从早到晚",
    why="更正的日期先后颠倒，读的人不知道以哪一次为准。",
    formula="公开日期 ≤ 第一次更正 ≤ 第二次更正 ≤ …",
    reference="预决算公开操作规程",
    remedy="改正更正的日期；第一次公开的日期写在“公开日期”里，不随更正改动。",
    kinds=ANY,
)
def days_of_correction(evidence: Evidence) -> Iterator[Finding]:
    """A day of correction (更正) that no calendar has, or earlier than the one before.

    Nothing is corrected that was not published.
    """
    source = evidence.account.source
    published = source.get(PUBLISHED)
    if published is None and any(rows(source, CORRECTED)):
        yield Finding(source.keys[CORRECTED], "写了更正，没有写第一次公开的日期。", FIRST_DAY)
    before, name = named_day(published.text if published else ""), PUBLISHED
    for row in rows(source, CORRECTED):
        node = row.get("日期")
        if node is None:
            continue
        day = _day(node.text)
        if day is None:
            yield Finding(node.place, f"没有“{node.text}”这一天。")
        elif named_day(node.text)[: len(before)] < before:
            yield Finding(node.place, f"更正的日期 {day} 早于{name} {_shown(before)}。")
        else:
            before, name = named_day(node.text), "上一次更正"


@rule(
    "MZ878",
    "单位更正了，部门也更正",
    identity="汇总的单位在部门公开以后更正的，部门在那一天或以后也有一次更正",
    why="单位的数改了，部门的合计跟着改；部门公开过的文件不声不响地变了，读的人不知道以哪一份为准。",
    formula="单位最后一次更正 ≤ 部门最后一次公开或更正",
    reference="预决算公开操作规程",
    remedy="部门重新公开的，也写“更正”；只改了文字、部门的数没有变的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def corrected_with_its_units(evidence: Evidence) -> Iterator[Finding]:
    """A correction (更正) of a unit since when the department that sums it was published."""
    account = evidence.account
    told, later = _last_told(account), []
    for part in account.parts:
        days = [day for row in rows(part.source, CORRECTED) if (day := _told(row.get("日期")))]
        later += [(max(days), part.agency)] if days and told and max(days) > told else []
    if later:
        days = sorted({day for day, _ in later})
        each = [name if len(days) == 1 else f"{name}（{_shown(day)}）" for day, name in later]
        when = f" 在 {_shown(*days)} " if len(days) == 1 else ""
        source = account.source
        place = source.keys.get(CORRECTED) or source.keys.get(PUBLISHED) or source.place
        yield Finding(place, f"{listed(each)}{when}更正过，部门在那以后没有更正。")


def _last_told(account: Account) -> tuple[int, ...]:
    """The last day of publication or correction of a document; nothing if none is known."""
    dates = (
        account.source.get(PUBLISHED),
        *(r.get("日期") for r in rows(account.source, CORRECTED)),
    )
    return max((day for date in dates if (day := _told(date))), default=())


def _told(node: Node | None) -> tuple[int, ...]:
    """A whole date of a correction; nothing where it has no day."""
    numbers = named_day(node.text) if node else ()
    return numbers if len(numbers) == DATED else ()


def _shown(day: Sequence[int]) -> str:
    return "-".join(f"{number:02}" for number in day)


def _day(text: str) -> date | None:
    """The day that a correction names; None where the text is no day of the calendar."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
