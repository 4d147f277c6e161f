"""Rules on the amounts that an author's sentences say: money, rates, shares, how they are written.

MZ6nn.  A sentence is typed once, the figures that it repeats may move on without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain, groupby, permutations

from mingzhang.checks.figures_beside_names import (
    contradicted,
    is_of_other_time,
    operands,
    sentences,
)
from mingzhang.checks.quoted_figures import NUMBER, Quoted, amounts, is_product, percentages
from mingzhang.checks.rule import ANY, Evidence, Finding, limited, rule
from mingzhang.checks.sentence_directions import DOWN, UP
from mingzhang.checks.typed_texts import Passage
from mingzhang.diagnostics import Severity
from mingzhang.facts.amount import EXACT, Amount, ratio, total
from mingzhang.facts.figure import Figure
from mingzhang.facts.reasons import KEYS, LAST_YEAR, Move

TEXT = "情况说明文字"
FACTOR = 10_000
MOST_VALUES = 12  # figures of a sentence that are held against each other
TELLING_DIGITS = 3  # fewer digits agree with something by chance


def _money(evidence: Evidence) -> Iterator[tuple[Passage, tuple[Quoted, ...]]]:
    """The sentences that quote exact amounts of money."""
    for passage in sentences(evidence):
        exact = tuple(quoted for quoted in amounts(passage) if quoted.is_exact)
        if exact:
            yield passage, exact


@rule(
    "MZ601",
    "文字中的数有数据支持",
    identity="原因和说明中的金额、占比、完成率，等于本文档的某个数、两数之差，"
    "或同一段中几个金额之和等于这样的数；预算是 0 的没有完成率",
    why="数据改了，文字里的旧数不会自己改；读的人会看到同一份文本里有两个数。",
    formula="|文字中的金额 - 数据中的金额| 在两者的四舍五入之内",
    reference=TEXT,
    remedy="核对这个数；确实不在表中的数，在“核对说明”里写明出处。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def supported(evidence: Evidence) -> Iterator[Finding]:
    """A sentence quotes an amount that nothing in the document gives."""
    for _, quoted in _money(evidence):
        unsupported = [q for q in quoted if not _is_supported(evidence, q)]
        unsupported = [q for q in unsupported if not is_product(q)]
        unsupported = [q for q in unsupported if not _sums_up(evidence, quoted, q)]
        if unsupported and not _add_up(evidence, quoted, unsupported):
            yield from _each_sentence(evidence, quoted, unsupported)
    for passage in sentences(evidence):
        yield from _completed_of_nothing(passage)
        yield from _unsupported_rates(evidence, passage)


def _each_sentence(
    evidence: Evidence, quoted: Sequence[Quoted], unsupported: Sequence[Quoted]
) -> Iterator[Finding]:
    """The amounts that nothing supports, but for sentences that add up by themselves."""
    for _, group in groupby(quoted, lambda q: q.passage.text.count("。", 0, q.start)):
        own = tuple(group)
        left = [q for q in own if q in unsupported]
        if left and not _add_up(evidence, own, left):
            yield from (_unsupported(evidence, q) for q in left)


def _is_supported(evidence: Evidence, quoted: Quoted) -> bool:
    # That there was nothing stands in no list of figures.
    if not quoted.number or is_of_other_time(quoted, evidence.account.year):
        return True
    if WITHOUT_FIGURE.search(quoted.before) or _is_from_unknown(evidence, quoted):
        return True
    if evidence.known.has(quoted.amount):
        return True
    # What is told of the thing that the sentence names is not told again.
    return bool(contradicted(evidence, quoted) or _misplaced(evidence, quoted))


# What things are worth or what a contract says stands in none of the tables.
WITHOUT_FIGURE = re.compile(
    "(?:固定资产|无形资产|流动资产|净资产|资产总额|资产总计|总资产|在建工程|存货|负债"
    "|原值|净值|账面(?:价值|余额)?|累计折旧|总投资|概算)[^，。；]{0,8}$"
)
FROM_LAST_YEAR = re.compile(
    f"(?:上年|去年|20[0-9]{{2}}年度?|同比|同期)[^，。；]{{0,8}}(?:{UP}|{DOWN})了?[约为]*$"
)


def _is_from_unknown(evidence: Evidence, quoted: Quoted) -> bool:
    """Whether a sentence's amount is a change from figures of last year that nobody has."""
    account, keys = evidence.account, quoted.passage.keys
    if "补充说明" not in keys or not FROM_LAST_YEAR.search(quoted.before):
        return False
    names = [n for n in account.indicators.definitions if n.split(".")[0] == keys[-1]]
    return bool(names) and not any(account.previous.get(name) for name in names)


def _add_up(evidence: Evidence, quoted: Sequence[Quoted], unsupported: Sequence[Quoted]) -> bool:
    """Whether a sentence's amounts take a known figure apart, or what a thing is worth."""
    sums = [total(q.amount for q in part) for part in (quoted, unsupported) if len(part) > 1]
    wholes = [q.amount for q in quoted if WITHOUT_FIGURE.search(q.before)]
    return any(
        evidence.known.has(amount) or any(amount.agrees(whole) for whole in wholes)
        for amount in sums
    )


SUMMED = re.compile("(?:合计|共计|总计|总共|共|一共)[^，。；、0-9]{0,6}$")


def _sums_up(evidence: Evidence, quoted: Sequence[Quoted], whole: Quoted) -> bool:
    """Whether a sentence makes its amount up of what it names before: A…、B…，合计X万元."""
    if not SUMMED.search(whole.passage.text[: whole.start]):
        return False
    begin = whole.passage.text.rfind("。", 0, whole.start)
    parts = [q for q in quoted if begin < q.start < whole.start and _is_supported(evidence, q)]
    tails = (parts[first:] for first in range(len(parts) - 1))
    return any(total(q.amount for q in tail).agrees(whole.amount) for tail in tails)


def _unsupported(evidence: Evidence, quoted: Quoted) -> Finding:
    near = evidence.known.nearest(quoted.amount)
    close = f"最接近的是{near.label} {near.amount.wan} 万元。" if near else ""
    message = f"“{quoted.words}”在数据中找不到。{close}"
    about = frozenset({quoted.words})
    return Finding(quoted.place, message, operands=operands((near,) if near else ()), about=about)


RATED = re.compile(
    # 提高到12% is a level (of a rate that may be anybody's), 提高12% is a change.
    rf"(?:(?:执行率|完成率|完成[^，。；]{{0,8}}预算的?|占[^，。；]{{0,16}})[为达到约了]*"
    rf"|(?:{UP}|{DOWN})[约了]*)$"
)


MOVED = re.compile(rf"(?:{UP}|{DOWN})[约了]*$")
# What was asked for, or how a rate or a price moved, is no share of the money that was spent.
ASKED = re.compile("(?:调增|调减|上调|下调|核减)[约了]*$")
OF_A_RATE = re.compile(
    "(?:标准|费率|税率|利率|基数|单价|价格|[人户次月日]均|人数|人次|数量)[^，。；]{0,8}$"
    "|(?:要求|规定|政策|比例|标准|通知|精神)[^，。；]{0,8}(?:压减|压缩|削减|缩减|节约)[约了]*$"
    # Of work and of heads the document has no figures.
    "|(?:任务|工作|目标|指标|培训|检查|验收|整改)[^，。；费金资]{0,4}完成率[为达到约了]*$"
    "|占[^，。；]{0,10}(?:职工|干部|党员|人员(?!经费)|人口|编制|面积|用地|车辆|床位)[^，。；费金资]{0,6}$"
)


BASED = re.compile(
    "(?:完成(?P<base>年初预算|全年预算)数?的?|(?P<moved>增加|增长|减少|下降)了?)[约为]*$"
)


OF_NOTHING = re.compile(
    r"(?P<base>(?:年初|全年|调整)?预算)数?[为是]?\s*(?:0(?:\.0+)?|零)\s*(?:万元|元)?[，,；;][^。\n]{0,60}?"
    rf"完成(?P=base)数?的?\s*(?P<rate>{NUMBER})\s*%"
)


def _completed_of_nothing(passage: Passage) -> Iterator[Finding]:
    """The part of a budget in a sentence that says that there was none: no amount is 95 % of 0."""
    for match in OF_NOTHING.finditer(passage.digits):
        if Decimal(match["rate"].replace(",", "")):
            message = f"“{match['rate']}%”：这句话里{match['base']}是 0，没有完成率。"
            yield Finding(passage.at(match.start("rate")), message)


def _unsupported_rates(evidence: Evidence, passage: Passage) -> Iterator[Finding]:
    """Rates of amounts in sentences that no figure gives, in reasons; elsewhere of anything."""
    if "绩效" in passage.keys or not {*KEYS, "补充说明"} & set(passage.keys):
        return
    for quoted in percentages(passage):
        if zero := _of_nothing(evidence, quoted):
            message = f"“{quoted.words}”：{zero.before.label}是 0，没有百分比。"
            yield Finding(quoted.place, message, operands=operands((zero.before,)))
        elif _is_told_rate(quoted) and not _is_rate(evidence, quoted):
            yield Finding(quoted.place, f"“{quoted.words}”与数据算出的比率都不相同。")


def _is_told_rate(quoted: Quoted) -> bool:
    """Whether a sentence calls it the rate of an amount: of its budget, last year, whole."""
    before = quoted.before
    if not RATED.search(before) or ASKED.search(before) or OF_A_RATE.search(before):
        return False
    return not OF_A_RATE.search(RATED.sub("", before))


def _of_nothing(evidence: Evidence, quoted: Quoted) -> Move | None:
    """The amount of zero of which a sentence gives a percentage; there is none."""
    told = evidence.moves.get(quoted.passage.place, ())
    match = BASED.search(quoted.before)
    # A sentence that names another thing tells of that one.
    if not match or not told or evidence.things.named(quoted.before[: match.start()]):
        return None
    now = told[0].now
    base = match["base"] or (LAST_YEAR if match["moved"] else "")
    moves = (move for move in evidence.all_moves if move.now is now and move.base == base)
    return next((m for m in moves if m.now.amount.value and not m.before.amount.value), None)


def _is_rate(evidence: Evidence, quoted: Quoted) -> bool:
    """Whether the amounts that a sentence is about, or that it quotes, give the percentage.

    One with decimals is told apart by them; a whole one agrees with too much by chance.
    """
    if (shares := _shares(evidence, quoted)) is not None:
        return any(share == quoted.number for share in shares)
    values = [q.amount.value for q in amounts(quoted.passage)]
    thing = evidence.things.named(RATED.sub("", quoted.passage.text[: quoted.start]))
    values += [figure.amount.value for figure in thing.figures] if thing else []
    values += [figure.amount.value for figure in evidence.things.of_keys(quoted.passage.keys)]
    pairs = chain(permutations(values[:MOST_VALUES], 2), _of_moves(evidence, quoted.passage))
    if any(_gives(now, before, quoted) for now, before in pairs):
        return True
    return bool(quoted.decimals) and evidence.known.has_percentage(quoted.number)


SHARE_OF = re.compile(
    "占(?P<base>[^，。；占]{2,20}?)(?:合同)?(?:支出)?(?:总额|金额|总数)?的?(?:比重|比例)?[为约]*$"
)


def _shares(evidence: Evidence, quoted: Quoted) -> list[Decimal] | None:
    """What amounts a sentence like X万元，占Y的 may mean; None where one of them is not told."""
    base = SHARE_OF.search(quoted.before)
    thing = evidence.things.named(base["base"]) if base else None
    figures = [f.amount.value for f in thing.figures if f.amount.value] if thing else []
    clause = quoted.start - len(quoted.before)
    ends = (q for q in amounts(quoted.passage) if q.start + len(q.words) + 1 == clause)
    before = next(ends, None)
    if not figures or before is None or not base or base.start():
        return None
    part = before.amount.value
    return [s for whole in figures if (s := ratio(part, whole, quoted.decimals)) is not None]


def _of_moves(evidence: Evidence, passage: Passage) -> Iterator[tuple[Decimal, Decimal]]:
    for move in evidence.moves.get(passage.place, ()):
        yield move.now.amount.value, move.before.amount.value


def _gives(now: Decimal, before: Decimal, quoted: Quoted) -> bool:
    # Two figures that are equal are 100% of each other, and no move of 100%.
    part = now - before if MOVED.search(quoted.before) else now
    rate = ratio(part, before, quoted.decimals)
    return rate is not None and abs(rate) == quoted.number


@rule(
    "MZ602",
    "文字中的金额单位正确",
    identity="文字中的金额不是数据中某个数的 10,000 倍或万分之一，两位小数的数写了单位",
    why="元和万元写混，金额就差一万倍；这是公开文本里最常见的错。漏了单位，读的人不知道是哪一个。",
    formula="文字中的金额 × 10,000 ≠ 数据中的金额；文字中的金额 ÷ 10,000 ≠ 数据中的金额",
    reference=TEXT,
    remedy="把“元”改成“万元”，或把“万元”改成“元”；漏写的补上。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def unit_of_amount(evidence: Evidence) -> Iterator[Finding]:
    """A sentence's amount is in the wrong unit: 元 for 万元, or 万元 for 元, or in none."""
    for _, quoted in _money(evidence):
        for amount in quoted:
            if evidence.known.has(amount.amount):
                continue
            if meant := _misplaced(evidence, amount):
                message = f"“{amount.words}”的单位不对：{meant.label}是 {meant.amount.wan} 万元。"
                yield Finding(amount.place, message, operands=operands((meant,)))
    for passage in (p for p in evidence.passages if p.is_sentence):
        yield from _without_unit(passage)
        yield from _round_in_yuan(passage)


# 3000.00元 beside 400.00万元; of a price or a rate one writes 元, and no 角 and 分 that are none.
WITH_UNIT = re.compile(
    r"(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)\s*(?P<unit>亿元|万元|元)(?P<per>[/／]|每)?"
)
ROUND = re.compile(r"[0-9]+\.00")
PRICED = re.compile("[每均价准]|标准|单价")


def _round_in_yuan(passage: Passage) -> Iterator[Finding]:
    """The one amount of a paragraph's sentences in 元, written as all the others in 万元 are."""
    for line in re.finditer(".+", passage.digits) if ".00" in passage.digits else ():
        found = list(WITH_UNIT.finditer(line.group()))
        small = [match for match in found if match["unit"] == "元"]
        others = [match for match in found if match["unit"] != "元"]
        if len(small) != 1 or not others or not all(ROUND.fullmatch(m["number"]) for m in found):
            continue
        before = re.split("[，。；、]", line.group()[: small[0].start()])[-1]
        if not small[0]["per"] and not PRICED.search(before):
            message = f"“{small[0].group()}”像是万元：同一段的 {others[0].group()} 也带两位小数。"
            yield Finding(passage.at(line.start() + small[0].start()), message)


# 维护费166.66，服务费418.80万元; of 3.50、4.00万元 the last says it for all.
BARE = re.compile(
    r"(?<=[一-鿿])(?P<number>[0-9][0-9,]{0,12}\.[0-9]{2})(?=及以[上下]|$|[。；）)]|[，、](?![0-9]))"
)
OF_MONEY = re.compile(
    r"(?<=[一-鿿])(?P<number>[0-9]+\.[0-9]{1,2})(?=补[助贴]|资金|经费|奖[励金]|费用)"
)
NO_MONEY = re.compile("[分率数比倍积均][^分率数比倍积均]{0,4}$|[第版号]$")


def _without_unit(passage: Passage) -> Iterator[Finding]:
    """Numbers like amounts in a sentence that says the unit of others."""
    found = list(BARE.finditer(passage.digits))
    for match in OF_MONEY.finditer(passage.digits):
        yield Finding(passage.at(match.start()), f"“{match['number']}”没有写单位。")
    if found and any(amounts(passage)):
        for match in found:
            clause = re.split("[，。；、：\n]", passage.text[: match.start()])[-1]
            if not NO_MONEY.search(clause):
                message = f"“{match['number']}”没有写单位，同一段里别的金额写了。"
                yield Finding(passage.at(match.start()), message)


def _misplaced(evidence: Evidence, quoted: Quoted) -> Figure | None:
    """The figure that a sentence's amount would quote in the other unit."""
    if quoted.digits < TELLING_DIGITS or quoted.unit == "亿元":
        return None
    amount = quoted.amount
    factor = Decimal(FACTOR)
    scaled = (
        Amount(EXACT.multiply(amount.value, factor), EXACT.multiply(amount.half, factor))
        if quoted.unit == "元"
        else Amount(EXACT.divide(amount.value, factor), EXACT.divide(amount.half, factor))
    )
    return evidence.known.supports(scaled)


@rule(
    "MZ608",
    "文字的写法统一",
    identity="文字中数字用半角，汉字之间的标点用全角，同一段文字只用一种金额单位",
    why="全角、半角混用，排出来大小不一，搜索也搜不到。",
    reference=TEXT,
    remedy="改成统一的写法。",
    severity=Severity.NOTE,
    kinds=ANY,
)
@limited
def uniform(evidence: Evidence) -> Iterator[Finding]:
    """Amounts in sentences are not written alike: full-width digits, 元 beside 万元."""
    for passage in sentences(evidence):
        for pattern, words in STYLES.items():
            if match := pattern.search(passage.text):
                yield Finding(passage.at(match.start()), words.format(match.group()))
        exact = [quoted for quoted in amounts(passage) if quoted.is_exact and _is_large(quoted)]
        other = next((q for q in exact if q.unit != exact[0].unit), None)
        if other:
            message = f"同一段文字里有“{exact[0].words}”，又有“{other.words}”。"
            yield Finding(other.place, message)


def _is_large(quoted: Quoted) -> bool:
    """Whether a sentence may as well write the amount in 万元: 80元 beside 30万元 may not."""
    return quoted.amount.value >= FACTOR


STYLES = {
    re.compile("[０-９]+"): "“{}”是全角数字。",
    re.compile("(?<=[\u4e00-\u9fff])[,;?!](?=[\u4e00-\u9fff])"): "汉字之间用了半角标点“{}”。",
}


# Of a budget, or of last year, there may be more than all.
PART_OF = re.compile("占(?![地用])(?![^，。；]*(?:预算|计划|目标|任务|上年|去年))[^，。；]*$")


@rule(
    "MZ611",
    "占比不大于 100%",
    identity="“占……的”之后的百分比不大于 100%（占预算、计划、上年的除外）",
    why="一部分不可能超过全部的 100%。",
    formula="占比 ≤ 100%",
    reference=TEXT,
    remedy="核对这个百分比。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def share(evidence: Evidence) -> Iterator[Finding]:
    """A share of an amount (占比) in a sentence exceeds 100 %."""
    for passage in sentences(evidence):
        for quoted in percentages(passage):
            if quoted.number > 100 and PART_OF.search(quoted.before):
                yield Finding(quoted.place, f"占比“{quoted.words}”大于 100%。")
