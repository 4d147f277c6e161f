"""Rules on days in texts: days that there are not, ends before beginnings, days not yet come.

MZ674 to MZ676.  Whether a year is the document's is told by others.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from mingzhang.checks.remembered import remembered
from mingzhang.checks.rule import ANY, Evidence, Finding, limited, rule
from mingzhang.checks.typed_texts import HALF_WIDTH
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.days_in_digits import in_digits
from mingzhang.facts.reasons import KEYS
from mingzhang.facts.source_nodes import rows, text
from mingzhang.reading.node import Node

TEXT = "情况说明文字、绩效指标"
STATE = "截至"
TOLD = KEYS | {"说明", "补充说明"}
PUBLISHED = "公开日期"  # of which others tell
LEAP = 2024  # a year with all days
MONTHS = 12
DAY = re.compile(
    "(?:(?<![0-9])(?P<year>20[0-9]{2})\\s*年度?\\s*)?(?<![0-9.])(?P<month>[0-9]{1,2})\\s*月(?!龄)"
    "(?:\\s*(?P<day>[0-9]{1,2})\\s*日)?"
)
WHOLE = "(20[0-9]{2})\\s*[年-]\\s*([0-9]{1,2})\\s*[月-](?:\\s*([0-9]{1,2})\\s*日?|底|末)?"
TO = "\\s*(?:至|到|—|–|－|~|-)+\\s*"
RANGE = re.compile(f"{WHOLE}{TO}{WHOLE}")
# A winter goes from one year to the next; within one month nothing does.
WITHIN = re.compile(
    rf"(?<![0-9.])(?P<month>[0-9]{{1,2}})月(?P<first>[0-9]{{1,2}})日{TO}(?P=month)月(?P<last>[0-9]{{1,2}})日"
)
# No 13月, after a January or alone; 36月龄 and 工期18月 are lengths, 第13月工资 is paid.
NO_MONTH = re.compile(
    rf"(?<![0-9.])1月?{TO}(?:1[3-9]|[2-9][0-9])月(?!龄)"
    "|(?:^|(?<=[，。；：、（(年每于在截到至—-]))(?<![0-9.])(?<!0[至—-])1[3-9]月(?=[底末初中上下份旬，。；）)]|[一-鿿]{2,})"
    "(?!龄|工资|奖|薪|[内期后前]|以)"
)
ENDS_OF_MONTH = ("底", "末")
UNTIL = re.compile(f"截[至止]到?\\s*(?P<until>{WHOLE})")
BEGINS, ENDS = (
    re.compile("(?:启用|开始|起始|启动|开工)(?:时间|日期)$"),
    re.compile("(?:结束|截止|终止|完工|完成|竣工)(?:时间|日期)$"),
)


@rule(
    "MZ674",
    "写的日期真有，先后不颠倒",
    identity="文字、指标里的月份是 1 至 12，日是这个月有的；“由……至……”和开始、结束时间不颠倒",
    why="没有的日期、倒过来的起止，说明这里打错了字。",
    reference=TEXT,
    remedy="核对这个日期。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def possible(evidence: Evidence) -> Iterator[Finding]:
    """Days in texts that do not exist (31st November), or end before they begin."""
    for passage in evidence.passages:
        # Of an entry that is a day by itself MZ414 and MZ735 tell.
        if passage.keys[-1] in (PUBLISHED, STATE):
            continue
        for start, message in _impossible(passage.digits):
            yield Finding(passage.at(start), message)
    yield from _turned_round(evidence)


@remembered
def _impossible(text: str) -> Iterator[tuple[int, str]]:
    """The days in a text that do not exist, and the ends before beginnings."""
    for match in DAY.finditer(text):
        if not _is_possible(match):
            yield match.start(), f"没有“{match.group().strip()}”这一天。"
    for match in NO_MONTH.finditer(text):
        yield match.start(), f"没有“{match.group()}”。"
    for match in WITHIN.finditer(text):
        if int(match["last"]) < int(match["first"]):
            yield match.start(), f"“{match.group()}”的起止颠倒了。"
    for match in RANGE.finditer(text):
        first, last = _day(match.groups()[:3], 1), _day(match.groups()[3:])
        if first and last and last < first:
            yield match.start(), f"“{match.group()}”的起止颠倒了。"


def _is_possible(match: re.Match[str]) -> bool:
    month, day = int(match["month"]), int(match["day"] or 1)
    # 3月 of nothing may be three months.
    if not match["year"] and not match["day"]:
        return True
    if not 1 <= month <= MONTHS:
        return False
    return 1 <= day <= monthrange(int(match["year"] or LEAP), month)[1]


def _day(parts: tuple[str | None, ...], unsaid: int = 31) -> date | None:
    """A day in a text, of a year, a month and maybe a day; without it what goes ``unsaid``."""
    year, month = int(parts[0] or 0), int(parts[1] or 0)
    if not 1 <= month <= MONTHS:
        return None
    last = monthrange(year, month)[1]
    return date(year, month, min(int(parts[2] or unsaid), last) or 1)


def _turned_round(evidence: Evidence) -> Iterator[Finding]:
    """Days in texts of projects: of when one ends, and of when it begins."""
    account = evidence.account
    for root in (account.folder.performance, account.source):
        for project in rows(root, "项目"):
            days = [*_titled(project)]
            begins, ends = (
                _timed(days, pattern, day) for pattern, day in ((BEGINS, 1), (ENDS, 31))
            )
            if begins and ends and ends[0] < begins[0]:
                message = f"开始时间 {begins[1].text} 在结束时间 {ends[1].text} 之后。"
                operands = (Operand("结束时间", ends[1].text, ends[1].place),)
                yield Finding(begins[1].place, message, operands=operands)


def _titled(project: Node) -> Iterator[tuple[str, Node]]:
    """What a project says in texts of its own, and as its indicators' values, by their titles."""
    yield from project.items()
    for line in (*rows(project, "指标"), *rows(project.get("目标"), "指标")):
        value = line.get("指标值") or line.get("目标值")
        if value:
            yield text(line, "三级"), value


def _timed(
    titled: list[tuple[str, Node]], pattern: re.Pattern[str], unsaid: int
) -> tuple[date, Node] | None:
    """The day that the text of that title says, and its value."""
    for title, value in titled:
        told = re.fullmatch(WHOLE, value.text.strip().translate(HALF_WIDTH))
        day = _day(told.groups(), unsaid) if told else None
        if day and pattern.search(title):
            return day, value
    return None


@rule(
    "MZ675",
    "截至的日子不晚于公开日期",
    identity="“截至……”的日期不晚于公开日期；没有写公开日期的预算，不晚于预算年度开始",
    why="公开的时候这一天还没有到，数从哪里来？多半是年份没有改对。",
    reference=TEXT,
    remedy="核对截至的日期和公开日期。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def not_yet_come(evidence: Evidence) -> Iterator[Finding]:
    """A day in a text that has not come: the state of October in a budget published in February."""
    account = evidence.account
    node = account.source.get(PUBLISHED)
    published = _published(node) if node else None
    limit = published or (date(account.year, 1, 31) if account.kind.is_plan else None)
    # A goal may well say what will be done until a day that has not come.
    own = (p for p in evidence.passages if p.keys[-1] == STATE or TOLD & {*p.keys})
    for passage in own if limit else ():
        words = passage.digits
        found = [(m.start("until"), m["until"]) for m in UNTIL.finditer(words)]
        if passage.keys[-1] == STATE:
            found = [(0, words)]
        for start, told in found:
            match = re.match(WHOLE, told)
            # 截至2月 may be any of its days, and is told while it lasts; 截至2月底 is not.
            unsaid = 31 if told.endswith(ENDS_OF_MONTH) else 1
            day = _day(match.groups(), unsaid) if match else None
            if day and limit and day > limit:
                when = f"公开日期是 {node.text}" if node and published else "预算年度已经开始"
                yield Finding(passage.at(start), f"截至 {told}，{when}。")


def _published(node: Node) -> date | None:
    """The day of publication, which days in texts are held against, in digits or characters."""
    match = re.match(WHOLE, in_digits(node.text))
    return _day(match.groups()) if match else None


NUMBERED = re.compile("[〔\\[［【（(](?P<year>20[0-9]{2})[〕\\]］】）)]\\s*第?[0-9]+\\s*号")
LATER = 2  # years until a final account is published


@rule(
    "MZ676",
    "文号的年份不在以后",
    identity="文号（〔2023〕79号）的年份，不晚于公开的那一年",
    why="公开时还没有的文件，不会是依据；多半是打错了一位。",
    reference=TEXT,
    remedy="对照原文件核对文号。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def papers(evidence: Evidence) -> Iterator[Finding]:
    """Papers' numbers in texts with days still to come: 〔2032〕79号."""
    account = evidence.account
    node = account.source.get(PUBLISHED)
    published = _published(node) if node else None
    year = published.year if published else account.year + (0 if account.kind.is_plan else LATER)
    for passage in evidence.passages:
        for match in NUMBERED.finditer(passage.digits):
            if int(match["year"]) > year:
                yield Finding(passage.at(match.start()), f"文号“{match.group()}”的年份还没有到。")
