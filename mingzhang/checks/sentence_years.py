"""Rules on the year of which an author's sentences, and the day of publication, speak.

MZ604, MZ612, MZ654.  What is taken over from last year's document still names last year.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from mingzhang.checks.figures_beside_names import sentences
from mingzhang.checks.missing_entries import WRONG_DAY
from mingzhang.checks.rule import ANY, Cause, Evidence, Finding, limited, listed, rule
from mingzhang.checks.sentence_directions import DOWN, UP
from mingzhang.checks.typed_texts import Passage, quotation
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.days_in_digits import in_digits
from mingzhang.facts.reasons import KEYS

TEXT = "情况说明文字"
PROJECTS, NAMED = "项目", 2  # the key of the list, and what leads to a project's name
YEAR = r"(?<![0-9])(20[0-9]{2})\s*年"
SELF = "[我本](?:单位|部门|局|中心|委|院|办|厅|处|校|所|站)"
OWN_YEAR = "(?<![较比与同和对])(?:{self}在?{year}|{year}度?，?{self})"
# Money of a budget may be spent years later.
DOCUMENT_YEAR = re.compile(
    rf"{YEAR}度?(?:部门|单位)?(?:整体)?(?:决算|预算(?![^，。；]{{0,6}}(?:结转|跨年|尾款|延续))|收支)"
)
INITIAL = re.compile(rf"{YEAR}度?年?初预算")
# 2024年度人员经费增加, and not 较2024年度减少; what was paid for that year, or has been so since,
# may well be a reason.
NOT_OF_IT = "以来|[以之]?后|起|[末底]|[^，。；,;\\n]{0,8}(?:奖|考核|绩效|补发|清算)"
EARLIER_MOVE = re.compile(
    rf"(?<![较比与同和对]){YEAR}度(?!{NOT_OF_IT})[^，。；,;\n]{{0,30}}?(?:{UP}|{DOWN})"
)
# 2023年我单位…, 我单位2023年度…
BEGINNING, BESIDE = re.compile(f"(?:{SELF})?(?P<year>20[0-9]{{2}})年"), 2
COMPARING = re.compile("相比|较(?![好为大高强快])|上年|去年|结转")


@rule(
    "MZ604",
    "文字中的年度是本年度",
    identity="文字中作为本文档年度写出的年份，是本文档的年度；项目的目标和完成情况写到项目名称的，年份与名称相同",
    why="文字里还是上年的年份，说明这一段是沿用的，没有看过。",
    reference=TEXT,
    remedy="把年份改成本年度；多半是沿用上年文字时没有改。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def year_of_text(evidence: Evidence) -> Iterator[Finding]:
    """A sentence of another year: 我单位2022年度… in 2024.

    A copied text is told once for each of its years.
    """
    wrong: dict[int, list[tuple[Passage, int]]] = defaultdict(list)
    for passage, start, named in _years_named(evidence):
        wrong[named].append((passage, start))
    for named, found in wrong.items():
        yield _wrong_year(found, named, evidence.account.year)
    yield from _of_projects(evidence)


def _years_named(evidence: Evidence) -> Iterator[tuple[Passage, int, int]]:
    """A year in a sentence, written as the document's own, that is another: passage and start."""
    year = evidence.account.year
    own = f"(?:{SELF}|{re.escape(evidence.account.agency)})"
    own_year = re.compile(OWN_YEAR.format(self=own, year=YEAR))
    for passage in sentences(evidence):
        for match in own_year.finditer(passage.digits):
            named = int(next(filter(None, match.groups())))
            if named != year and not COMPARING.search(_clause(passage.text, match.start())):
                yield passage, match.start() + match.group().index(str(named)), named
        for match in DOCUMENT_YEAR.finditer(passage.digits):
            # A final account is written in the year after, and speaks of the budget that follows.
            is_budget = "预算" in match.group() and not evidence.account.kind.is_plan
            if not year - 1 <= int(match[1]) <= year + 1 + is_budget:
                yield passage, match.start(1), int(match[1])
        for match in INITIAL.finditer(passage.digits):
            if int(match[1]) > year:  # which has not been made
                yield passage, match.start(1), int(match[1])
        yield from _earlier_moves(passage, year)
    yield from _beside_others(evidence, year)


def _earlier_moves(passage: Passage, year: int) -> Iterator[tuple[Passage, int, int]]:
    """A sentence tells how things moved in a year before, as if that were the document's.

    Of one that names the document's year too the other is what it is compared with.
    """
    if KEYS.isdisjoint(passage.keys) or str(year) in passage.digits:
        return
    for match in EARLIER_MOVE.finditer(passage.digits):
        if int(match[1]) < year and not COMPARING.search(_clause(passage.text, match.start())):
            yield passage, match.start(1), int(match[1])


def _beside_others(evidence: Evidence, year: int) -> Iterator[tuple[Passage, int, int]]:
    """A sentence that begins with last year, where all others of its block begin with this one."""
    begun: dict[str, list[tuple[Passage, re.Match[str]]]] = defaultdict(list)
    for passage in sentences(evidence):
        match = BEGINNING.match(passage.digits)
        if match and KEYS.isdisjoint(passage.keys) and not passage.is_file:
            begun[passage.keys[0]].append((passage, match))
    for told in begun.values():
        odd = [(passage, match) for passage, match in told if int(match["year"]) != year]
        for passage, match in odd if len(odd) == 1 and len(told) > BESIDE else ():
            is_compared = str(year) in passage.digits or COMPARING.search(_clause(passage.text, 0))
            if not is_compared:
                yield passage, match.start("year"), int(match["year"])


OF_PROJECT = re.compile("(?<![^ ])(?P<year>20[0-9]{2})年?度?(?P<what>[一-鿿]{4})")


def _of_projects(evidence: Evidence) -> Iterator[Finding]:
    """A sentence tells of a project as of another year than its name: 2025编外聘用外包人员."""
    for passage in evidence.passages:
        named = OF_PROJECT.search(passage.keys[1]) if passage.keys[0] == PROJECTS else None
        what = re.escape(named["what"]) if named and len(passage.keys) > NAMED else ""
        for match in re.finditer(f"(20[0-9]{{2}})年?度?{what}", passage.digits) if what else ():
            if named and match[1] != named["year"]:
                message = f"这里写的是 {match[1]} 年，项目是“{passage.keys[1][named.start() :]}”。"
                about = frozenset({passage.keys[1]})
                yield Finding(passage.at(match.start()), message, about=about)


ODD_YEAR = re.compile(r"(?<![0-9.,])(?P<number>[0-9]{3}|[0-9]{5})\s*年(?!以[上下内]|来|历史|前|间)")


@rule(
    "MZ654",
    "年份有四位数字",
    identity="文字里写的年份，不是本年、上年、次年多打或者少打一位",
    why="年份少了一位，一眼就看得出没有人读过。",
    reference=TEXT,
    remedy="改正年份；确实如此的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def year_of_four_digits(evidence: Evidence) -> Iterator[Finding]:
    """A sentence names a year with a digit too few, or too many: 202年, 20225年."""
    year = evidence.account.year
    for passage in evidence.passages:
        for match in ODD_YEAR.finditer(passage.digits):
            meant = [y for y in (year, year - 1, year + 1) if _is_slip(match["number"], str(y))]
            if meant:
                words = f"“{match.group()}”像是 {meant[0]} 年，{_slip(match['number'])}一位数字。"
                cause = Cause(is_word=True, follow={"MZ624": (f"{match['number']}年",)})
                yield Finding(passage.at(match.start()), words, cause=cause)


def _is_slip(typed: str, year: str) -> bool:
    """Whether a sentence's number is that year with one digit too few, or too many."""
    short, long = sorted((typed, year), key=len)
    return any(long[:n] + long[n + 1 :] == short for n in range(len(long)))


def _slip(typed: str) -> str:
    return "少了" if len(typed) < len("2024") else "多了"


PUBLISHED = re.compile(r"(20[0-9]{2})\s*[年-](?:\s*([0-9]{1,2}))?")


@rule(
    "MZ612",
    "公开日期与年度相符",
    identity="决算至迟在再次年公开，预算在当年或上年公开",
    why="公开日期不合情理，多半是上年的日期没有改；是否按时公开也看这个日期。",
    formula="决算：公开日期的年份 ≤ 年度 + 2；预算：年度 - 1 ≤ 公开日期的年份 ≤ 年度，"
    "上年公开的不早于 11 月",
    reference="预决算公开操作规程",
    remedy="改正公开日期；多半是沿用上年文字时没有改。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def day_of_publication(evidence: Evidence) -> Iterator[Finding]:
    """The day of publication is of another year.

    Whether it is a day, and whether a final account's year has ended, is for MZ414.
    """
    account = evidence.account
    node = account.source.get("公开日期")
    told = PUBLISHED.match(in_digits(node.text)) if node else None
    if node and told:
        when = account.kind.published
        first, last = account.year + when.first, account.year + when.last
        is_before = int(told[1]) < first and account.kind.is_plan
        if is_before or int(told[1]) > last:
            message = f"公开日期是 {told[1]} 年，本文档是 {account.year} 年度的。"
            yield Finding(node.place, message, cause=WRONG_DAY)
        elif _is_early(told, account):
            own = f"{account.year} 年度的{account.kind.word}"
            message = f"公开日期是 {told[1]} 年 {told[2]} 月，本文档是 {own}。"
            yield Finding(node.place, message, cause=WRONG_DAY)


def _is_early(told: re.Match[str], account: Account) -> bool:
    """Whether a budget's day of publication is of the year before its last two months."""
    is_before = int(told[1]) < account.year and bool(told[2])
    return is_before and int(told[2]) < account.kind.published.month


def _wrong_year(found: Sequence[tuple[Passage, int]], named: int, year: int) -> Finding:
    places = [passage.at(start) for passage, start in found]
    if len(found) == 1:
        return Finding(places[0], f"这里写的是 {named} 年，本文档是 {year} 年度的。")
    quotes = [quotation(passage.text, start) for passage, start in found]
    words = listed([f"“{quote}”" for quote in quotes])
    message = f"{len(found)} 处写的是 {named} 年，本文档是 {year} 年度的：{words}。"
    operands = tuple(
        Operand("/".join(passage.keys), quote, place)
        for (passage, _), quote, place in zip(found, quotes, places, strict=True)
    )
    return Finding(places[0], message, operands=operands)


def _clause(text: str, start: int) -> str:
    end = re.compile("[。；;\n]").search(text, start)
    return text[start : end.start() if end else len(text)]
