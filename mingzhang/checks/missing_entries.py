"""Rules on what is there at all: figures, counts beside counts, the day, lines that are whole.

MZ411–MZ414, MZ420–MZ422, MZ425, MZ730, MZ735.  What a form prints and nobody typed is told where
it is printed (MZ410).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from mingzhang.checks.exchanged_counts import exchanged_counts
from mingzhang.checks.rule import ANY, Cause, Evidence, Finding, listed, rule
from mingzhang.diagnostics import Severity, alone
from mingzhang.facts.account import Account, Project, Score
from mingzhang.facts.cube import ALL
from mingzhang.facts.days_in_digits import in_digits, named_day
from mingzhang.facts.implied_zeros import Key, number_at
from mingzhang.facts.operating_costs import has_operating_costs
from mingzhang.facts.own_groups import OCCASIONS, PEOPLE, own_groups
from mingzhang.facts.reasons import KEYS, LAST_YEAR
from mingzhang.facts.source_nodes import rows
from mingzhang.facts.source_rows import OTHER
from mingzhang.facts.unscored_lines import POINTS, WEIGHT, line_name, unscored
from mingzhang.forms.dimensions import FUNDS
from mingzhang.forms.form_keys import MEASURE as IN_UNIT
from mingzhang.reading.document_names import DISCLOSURE
from mingzhang.reading.ways_out import Way, cell, together

PERSONS: tuple[tuple[Key, Key, str], ...] = (
    (("三公经费", "因公出国境费", "人次"), ("三公经费", "因公出国境费", "团组数"), "团组"),
    (
        ("三公经费", "公务接待费", "外宾接待", "人次"),
        ("三公经费", "公务接待费", "外宾接待", "团组数"),
        "团组",
    ),
    (
        ("三公经费", "公务接待费", "国内接待", "人次"),
        ("三公经费", "公务接待费", "国内接待", "批次"),
        "批",
    ),
)
# Other ways to write a day, of which one knows what was meant.
WRITTEN = re.compile(
    r"(?P<year>20[0-9]{2})(?:(?P<m>[0-9]{2})(?P<d>[0-9]{2})"
    r"|(?P<sep>[./／．。、])(?P<month>[0-9]{1,2})(?P=sep)(?P<day>[0-9]{1,2})日?"
    r"|年(?P<mm>[0-9]{1,2})月(?P<dd>[0-9]{1,2})号)"
)
THAT_YEAR = "改成实际公开的日子；多半是沿用上年文字时没有改。"
# Days in texts are held against the day of publication.
WRONG_DAY = Cause(is_word=True, follow={"MZ675": ()})
STATE = "截至"
MONTH_END = re.compile("(?:月(?:底|末)|月份)$")
YEAR_END = re.compile("年[年度]?[底末]$")
INSTITUTION = "事业"
LEFT_OVER = "删去“上年”里的机关运行经费；不是事业单位的，改正“单位性质”（预算：“单位”的“类型”）。"
# What says of a row which one it is, or why: no figure.
LABELS = KEYS | {"科目", "名称", "单位", "资金", "口径", "性质", "说明"}
FISCAL = frozenset({"财政拨款", *FUNDS["财政拨款"]})
PLANNED = "项目"  # rows of projects have a rule of their own
# What says how much was carried over, or how much came in.
TOLD = ("年初结转和结余", "本年收入合计")
LEVELS = ("一级", "二级", "三级")
LISTED_SCORE = "MZ249"  # that the lines' scores do not make the one that is listed


@rule(
    "MZ411",
    "文件里有不为零的数",
    identity="收入、支出和年初结转不全是零；版式只印别的数（只公开“三公”经费的）除外",
    why="全是零的文件多半是没有填完。",
    reference="收入支出总表",
    remedy="补上“支出”（预算还有“项目”）各行的金额；没有收支的单位不公开收支表。",
    kinds=ANY,
)
def something(evidence: Evidence) -> Iterator[Finding]:
    """A document whose entries of money are all missing."""
    account = evidence.account
    place = account.source.keys.get("支出", account.source.place)
    if all(figure.is_zero for figure in account.cube.facts.values()):
        if not _is_of_others(evidence):
            yield Finding(place, "整份文件的收入、支出都是零，或者没有填写。")
    elif not account.kind.by_figure and account.source.get("支出") is None and not account.parts:
        yield Finding(place, "没有填写“支出”。")
    elif _lacks_spending(account):
        yield Finding(place, "“支出”里一行也没有，别处却有支出的数。")


def _is_of_others(evidence: Evidence) -> bool:
    """Whether no entries of money are missing, as a document tells other figures alone (三公经费).

    Of one that cannot be made yet nobody knows what it prints, but nothing of them was begun.
    """
    account = evidence.account
    if evidence.figures is None:
        is_begun = any(account.source.get(section) for section in account.kind.sections)
        definitions = account.indicators.definitions.items()
        typed = (account.indicators[name] for name, one in definitions if one.key)
        return not is_begun and any(f.amount.value for f in typed if f.is_known)
    money = [one.figure for one in evidence.figures if not one.figure.amount.measure]
    return bool(money) and all(any(figure.typed()) for figure in money)


def _lacks_spending(account: Account) -> bool:
    """Whether entries of spending are missing, and what was spent on is told elsewhere."""
    details = (row.get("金额") for row in rows(account.source, "基本支出"))
    is_spent = any(amount.number for amount in details if amount)
    return is_spent and not account.folder.units and not any(rows(account.source, "支出"))


@rule(
    "MZ425",
    "财政拨款以外的支出有收入",
    identity="有财政拨款以外的支出的，写明“收入”；本年没有这些收入的写 []",
    why="“收入”漏写了，支出的钱就全算成年初结转，印出来的是没有人说过的数。",
    reference="收入支出决算总表",
    remedy=Way(
        "补上“收入”各行；本年确实没有财政拨款以外的收入，用的是年初结转的，写 收入: []。",
        "补上“收入”各行；本年确实没有财政拨款以外的收入，用的是年初结转的，"
        "在“收入”里按“没有，一行也不写”。",
    ),
)
def other_income(evidence: Evidence) -> Iterator[Finding]:
    """The entry of other income is missing: it pays for other spending, or was carried over."""
    account = evidence.account
    if account.source.get("收入") is None:
        # A unit that has a file of its own says it there.
        own = (r for r in account.rows if r.place.file == account.source.place.file)
        # A sum of funds says of none of them that it is other money.
        typed = {(point.fund, point.subject) for point in account.cube.facts}
        others = (r for r in own if r.section == "支出" and r.fund not in FISCAL)
        other = (r for r in others if r.fund != ALL or (r.fund, r.code) in typed)
        for row in islice(other, 1):
            message = f"有财政拨款以外的支出（{row.code or '合计'}，{row.fund}），没有填写“收入”。"
            yield Finding(row.place, message)


@rule(
    "MZ730",
    "推算的年初结转有人说过",
    identity="财政拨款以外的钱，年初结转由收支推算而不是零的，“结转结余”或“公布数”里写了年初结转和结余"
    "（或本年收入合计），或有上年的决算可以对照",
    why="“收入”少写了一行，少的钱就全算成年初结转，两边照样相等，印出来的是没有人说过的数。",
    formula="年初结转（推算） = 支出 + 年末结转 - 收入 + 结余分配 - 使用非财政拨款结余",
    reference="收入支出决算总表",
    remedy="漏了收入的，补上“收入”这一行；确有这笔年初结转的，在“结转结余”里写上年初结转和结余。",
    severity=Severity.WARNING,
)
def meant_opening(evidence: Evidence) -> Iterator[Finding]:
    """A missing opening balance: what other income leaves of other spending, if typed so."""
    account = evidence.account
    opening = account.cube.facts.get(account.cube.at("年初结转", OTHER))
    income = account.source.get("收入")
    # An empty list says that there was no income: then all of it was carried over.
    if opening is None or opening.place or not income or not any(income.rows()):
        return
    is_told = any(evidence.figure(name).place for name in TOLD)
    # Where the whole block of balances is lacking, that is what there is to say (MZ410).
    is_told = is_told or account.source.get("结转结余") is None
    if opening.amount.value > 0 and not is_told and not account.previous.published:
        unit = account.unit
        money = opening.amount.worded(unit)
        whole = evidence.figure("年初结转和结余").amount.displayed(unit)
        message = f"财政拨款以外的收入比支出少 {money}，全算成了年初结转，没有人说过这个数。"
        typed = cell("结转结余", "年初结转和结余", whole)
        first = "漏了收入的，补上“收入”这一行；确有这笔年初结转的，"
        hint = together((first, typed, "（全部资金的合计）。"))
        yield Finding(account.source.keys["收入"], message, hint)


@rule(
    "MZ412",
    "事业单位没有机关运行经费",
    identity="事业单位（不含参照公务员法管理的）没有机关运行经费；部门汇总的各单位也是",
    why="事业单位写了机关运行经费，多半是抄了行政单位的文本。",
    reference="机关运行经费支出情况说明",
    remedy="删去“机关运行经费”，或改正 profile.yaml 的“单位性质”。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def operating_costs(evidence: Evidence) -> Iterator[Finding]:
    """An entry that should be missing: 机关运行经费 of a 事业单位, which it cannot have."""
    for one in (evidence.account, *evidence.account.parts):
        kind, figure = one.profile.get("单位性质"), one.indicators["机关运行经费"]
        if kind and kind.text == INSTITUTION and figure.amount.value:
            place = figure.place or kind.place
            cause = Cause(follow={"MZ402": (alone("机关运行经费"),)})
            who = f"“{one.agency}”的" if one is not evidence.account else ""
            yield Finding(place, f"{who}单位性质是事业，却填了机关运行经费。", cause=cause)
    before = evidence.account.source.get(LAST_YEAR, "机关运行经费")
    if before and before.number and not has_operating_costs(evidence.account):
        yield Finding(before.place, "事业单位没有机关运行经费，填的上年数不会印出来。", LEFT_OVER)


@rule(
    "MZ413",
    "人次不少于批次和团组数",
    identity="出国（境）、外宾接待的人次不少于团组数，国内接待的人次不少于批次；"
    "版式自己的一组键或一行里只有一个人次、一个次数（场次、批次、期数）的，人次不少于次数；"
    "版式自己的列表里，别的各行（至少 3 行；有得分、比率的 2 行）一列的个数都小于另一列的，"
    "没有一行反过来、对调以后才与别的行一样",
    why="一个团组、一批来客、一场会议至少有一个人；人次更少，必有一个数填反了。",
    formula="人次 ≥ 团组数；人次 ≥ 批次；人次 ≥ 次数",
    reference="“三公”经费情况说明；版式的 keys.yaml",
    remedy="核对人次和批次、团组数、次数，多半是两个数写反了；确实更少的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def persons(evidence: Evidence) -> Iterator[Finding]:
    """Fewer persons (人次) than groups or batches: an entry is wrong, or one is missing."""
    yield from _of_own_keys(evidence.account)
    yield from exchanged_counts(evidence.account)
    source = evidence.account.source
    for people, groups, word in PERSONS:
        counted, several = number_at(source, people), number_at(source, groups)
        known = [node.number for node in (counted, several) if node and node.number is not None]
        if counted and several and len(known) == 2 and known[0] < known[1]:
            message = f"{people[-2]} {several.text} {word}，只有 {counted.text} 人次。"
            yield Finding(counted.place, message)


def _of_own_keys(account: Account) -> Iterator[Finding]:
    """Fewer persons than occasions in a block, or a row, of a form's own keys."""
    for group in own_groups(account.source, account.folder.schemas[DISCLOSURE]):
        people, times = group.counted_in(PEOPLE), group.counted_in(*OCCASIONS)
        if len(people) != 1 or len(times) != 1:
            continue
        known = group.typed(people[0], times[0])
        if len(known) > 1 and (known[0].number or 0) < (known[1].number or 0):
            several = f"{times[0]} {known[1].text} {group.keys[times[0]][IN_UNIT]}"
            what = f"{group.name} {several}，{people[0]} 只有 {known[0].text} 人次。"
            yield Finding(known[0].place, what)


@rule(
    "MZ414",
    "公开日期是有的日子",
    identity="公开日期是年、月、日，或年、月，日历上有这一天；决算的在年度结束以后",
    why="日历上没有的日子，公开日期就不可信；年度还没有结束，不会有决算。",
    formula="2025-10-09，或 2025年10月9日，或 二〇二五年十月九日；没有定日的 2025-10",
    reference="封面",
    remedy="改成日历上有的日子，写成 2025-10-09 的样子；没有定日的只写年月，例如 2025-10；"
    "还没有定的，先删去这一行，定了再写。",
    kinds=ANY,
)
def day(evidence: Evidence) -> Iterator[Finding]:
    """The entry of the day of publication is no day of the calendar, or before its year ends."""
    account = evidence.account
    node = account.source.get("公开日期")
    if node and _is_day(node.text):
        told, first = named_day(node.text)[0], account.year + account.kind.published.first
        if told < first and not account.kind.is_plan:
            what = f"{account.year} 年度还没有结束，没有{account.kind.word}"
            yield Finding(node.place, f"公开日期 {node.text}，{what}。", THAT_YEAR, cause=WRONG_DAY)
    elif node:
        meant = _meant(node.text)
        is_day = not meant and _has_form(node.text)
        what = f"“{node.text}”不是{'日历上的一天' if is_day else '认得的写法'}"
        yield Finding(node.place, f"公开日期{what}。", f"请写成 {meant}。" if meant else "")


@rule(
    "MZ735",
    "截至的日子是有的日子",
    identity="“截至”是年、月、日，或年、月，日历上有这一天",
    why="这个日子照写照印，读的人要知道数是哪一天的。",
    formula="2023年10月31日，或 2023年8月底，或 2023-10-31",
    reference="国有资产占用情况说明",
    remedy="改成日历上有的日子，写成 2023年10月31日 或 2023年8月底、2023年底 的样子。",
    kinds=ANY,
)
def cut_off(evidence: Evidence) -> Iterator[Finding]:
    """The entry of the day of which counts are (截至) is no day of the calendar."""
    assets = evidence.account.source.get("国有资产")
    node = assets.get(STATE) if assets else None
    if node and not _is_day(YEAR_END.sub("年12月", MONTH_END.sub("月", node.text))):
        is_day = _has_form(node.text) and not _meant(node.text)
        what = f"“{node.text}”不是{'日历上的一天' if is_day else '认得的写法'}"
        meant = _meant(node.text)
        yield Finding(node.place, f"截至{what}。", f"请写成 {meant}。" if meant else "")


def _meant(text: str) -> str:
    """The day that an entry, written in another way, means; empty where there is no such."""
    digits = in_digits(re.sub(r"\s", "", text))
    told = WRITTEN.fullmatch(text.strip()) or WRITTEN.fullmatch(digits)
    if told is None:
        return ""
    ways = (("m", "month", "mm"), ("d", "day", "dd"))
    month, day = (int(next(filter(None, map(told.group, way)))) for way in ways)
    meant = f"{told['year']}-{month:02}-{day:02}"
    return meant if _is_day(meant) else ""


def _has_form(text: str) -> bool:
    """Whether a day's entry is written as a day, so that only the day itself may be wrong."""
    return bool(named_day(text) or WRITTEN.fullmatch(text.strip()))


def _is_day(text: str) -> bool:
    told = named_day(text)
    try:
        return bool(told and date(*[*told, 1][:3]))
    except ValueError:
        return False


@rule(
    "MZ420",
    "一行至少有一个数",
    identity="“支出”“收入”“基本支出”等每一行至少有一个金额",
    why="没有金额的一行什么也不说，多半是没有填完。",
    reference="编写说明",
    remedy="补上这一行的金额，没有的填 0；多余的行删去。",
    kinds=ANY,
)
def rows_have_figures(evidence: Evidence) -> Iterator[Finding]:
    """A row whose only figure is missing would count as nothing."""
    account = evidence.account
    # A department says of its units' figures why they are so.
    units = {(row.section, row.fund, row.code) for row in account.rows if row.unit}
    for row in account.rows:
        is_said = not row.unit and (row.section, row.fund, row.code) in units
        is_empty = not any(key not in LABELS for key, _ in row.node.items())
        if row.section != PLANNED and is_empty and not is_said:
            called = row.code or "合计"
            message = f"“{row.section}”里科目 {called} 的一行没有金额。"
            again = Cause(follow={"MZ415": (called,)})  # words of a subject without money
            yield Finding(row.place, message, cause=again, about=frozenset({called}))


@rule(
    "MZ421",
    "记分的行有分值也有得分",
    identity="资金管理或指标中有一行记了分值、得分的，每一行都有；有分值的行有得分，有得分的行有分值",
    why="有的行记分、有的不记，总分就对不上。",
    reference="项目支出绩效自评表",
    remedy="补上分值或得分；得分是 0 的填 0。这一行确实不记分的，在“核对说明”里写明。",
    severity=Severity.WARNING,
)
def scored_lines(evidence: Evidence) -> Iterator[Finding]:
    """A line of an evaluation whose score is missing would silently lower the total."""
    for project in evidence.account.projects:
        for lines in (project.management, project.indicators):
            blank = [one for one in lines if one.weight is None and one.points is None]
            if 0 < len(blank) < len(lines):
                yield _unscored(project, "分值、得分", blank)
        for word in (WEIGHT, POINTS):
            if half := unscored(project, word):
                yield _unscored(project, word, half)


def _unscored(project: Project, words: str, lines: Sequence[Score]) -> Finding:
    """Missing score entries of an evaluation's lines, where others have one; told once."""
    named = listed([f"“{line_name(line)}”" for line in lines])
    message = f"项目“{project.name}”的{named}没有{words}。"
    cause = Cause(is_word=True, follow={LISTED_SCORE: (project.name,)})
    return Finding(lines[0].place or project.place, message, cause=cause)


@rule(
    "MZ422",
    "指标写全一级、二级、三级",
    identity="绩效自评的每一个指标都有一级、二级、三级的名称",
    why="指标少了一级，表里就是空格，读的人不知道它属于哪一类。",
    reference="项目支出绩效自评表",
    remedy="补上缺少的一级；名称与上一行相同的也要写，表里会自动合并。",
    severity=Severity.WARNING,
)
def levels(evidence: Evidence) -> Iterator[Finding]:
    """An indicator's level (一级, 二级) is missing: it would stand below another heading."""
    for project in evidence.account.projects:
        for line in project.indicators:
            missing = [level for level in LEVELS if not line.words.get(level)]
            if missing:
                place = line.place or project.place
                yield Finding(place, f"项目“{project.name}”有一个指标没有{'、'.join(missing)}。")
