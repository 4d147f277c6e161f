"""Rules on corrections (更正) of a document that was published before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from mingzhang.checks.rule import ANY, Evidence, Finding, rule
from mingzhang.facts.source_nodes import rows

PUBLISHED = "公开日期"
NUMBERS = re.compile(r"[0-9]+")


@rule(
    "MZ726",
    "更正的日期",
    identity="更正的日期是有的，不早于公开日期，各次更正从早到晚",
    why="更正的日期先后颠倒，读的人不知道以哪一次为准。",
    formula="公开日期 ≤ 第一次更正 ≤ 第二次更正 ≤ …",
    reference="预决算公开操作规程",
    remedy="改正更正的日期；第一次公开的日期写在“公开日期”里，不随更正改动。",
    kinds=ANY,
)
def days_of_correction(evidence: Evidence) -> Iterator[Finding]:
    """A day of correction (更正) that no calendar has, or earlier than the one before."""
    source = evidence.account.source
    published = source.get(PUBLISHED)
    before, name = _numbers(published.text if published else ""), PUBLISHED
    for row in rows(source, "更正"):
        node = row.get("日期")
        if node is None:
            continue
        day = _day(node.text)
        if day is None:
            yield Finding(node.place, f"没有“{node.text}”这一天。")
        elif _numbers(node.text)[: len(before)] < before:
            told = "-".join(f"{number:02}" for number in before)
            yield Finding(node.place, f"更正的日期 {day} 早于{name} {told}。")
        else:
            before, name = _numbers(node.text), "上一次更正"


def _numbers(text: str) -> tuple[int, ...]:
    """Year, month and day of a correction's date, as far as it says them in digits."""
    return tuple(map(int, NUMBERS.findall(text)))[:3]


def _day(text: str) -> date | None:
    """The day that a correction names; None where the text is no day of the calendar."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
