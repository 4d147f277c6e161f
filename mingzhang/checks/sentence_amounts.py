"""Rules on what an author's sentences say in figures: amounts, directions, years.

MZ6nn.  A sentence is typed once, the figures that it repeats may move on without it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain, permutations

from mingzhang.checks.figures_beside_names import contradicted, is_of_other_time
from mingzhang.checks.quoted_figures import NUMBER, Quoted, amounts, is_product, percentages
from mingzhang.checks.rule import ANY, Cause, Evidence, Finding, limited, listed, rule
from mingzhang.checks.typed_texts import Passage, quotation
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.amount import EXACT, Amount, Unit, ratio, total
from mingzhang.facts.figure import Figure
from mingzhang.facts.reasons import KEYS, LAST_YEAR, Move

TEXT = "情况说明文字"
FACTOR = 10_000
MOST_VALUES = 12  # figures of a sentence that are held against each other
TELLING_DIGITS = 3  # fewer digits agree with something by chance

UP = "增加|增长|上升|提高|追加|新增|调增|上调"
DOWN = "减少|下降|降低|压减|压缩|调减|核减|削减|节约|缩减|下调"
MONEY = "经费|资金|支出|收入|预算|拨款|费用|投入|补助|费"
GAP = "[^，。；、,;\n]"
DIRECTED = re.compile(
    rf"(?:(?:{MONEY}){GAP}{{0,4}}(?P<after>{UP}|{DOWN}))"
    rf"|(?:(?P<before>{UP}|{DOWN})了?{GAP}{{0,10}}?(?:{MONEY}))"
)
MOVING = re.compile(f"{UP}|{DOWN}")
# What takes people away takes money away, or costs some.
REVERSED = re.compile(
    # Money that is named there too says itself which way it went.
    f"(?:(?:退休|离职|调[出离]|病故|死亡|去世|转[出隶])[^，。；费金款]{{0,6}}"
    f"|(?:收回|结余|结转)[^，。；]{{0,6}})(?:{UP}|{DOWN})"
    f"|(?:{UP}|{DOWN})[^，。；]{{0,6}}(?:(?:退休|离职|调[出离]|病故|死亡|去世)"
    f"(?![^，。；]{{0,10}}(?:费|经费|资金|支出|款))|收回|结余|结转)"
)
COMPARED = re.compile(
    rf"(?:决算|支出|执行)数?{GAP}{{0,3}}(大于|高于|多于|小于|低于|少于|等于){GAP}{{0,3}}(?:年初)?预算"
    rf"|[与和](?:年初)?预算数?{GAP}{{0,3}}(持平|一致|相等)"
)
MOVED_BY = re.compile(rf"(?P<word>{UP}|{DOWN})了?\s*(?={NUMBER}\s*(?:万元|亿元|元))")
ALSO_LAST_YEAR = re.compile(f"上年|去年|同比|以前|往年|{UP}|{DOWN}")
OTHER_TIME = re.compile("上年|去年|以前年度|往年|原(?!则|材料|因)")
# 2022年以来逐年压减后，: what went before, with more behind it; 较2022年以来的 compares.
OTHER_PERIOD = re.compile(
    "(?<![较比与和])(?:20[0-9]{2}年(?:度)?(?:以来|起|开始|至20[0-9]{2}年)|近[几两三四五]?年|前[几两三]年|此前"
    '|(?:从|自)20[0-9]{2}年|[“"]?十[二三四]五)[^，。；,;\n]*[，,；;](?=[^，。；,;\n])'
)
SIGNS = {
    **dict.fromkeys(UP.split("|"), 1),
    **dict.fromkeys(DOWN.split("|"), -1),
    **dict.fromkeys(("大于", "高于", "多于"), 1),
    **dict.fromkeys(("小于", "低于", "少于"), -1),
    **dict.fromkeys(("等于", "持平", "一致", "相等"), 0),
}
MOVEMENT = {1: "增加", -1: "减少", 0: "持平"}

YEAR = r"(?<![0-9])(20[0-9]{2})\s*年"
SELF = "[我本](?:单位|部门|局|中心|委|院|办|厅|处|校|所|站)"
OWN_YEAR = "(?:{self}在?{year}|{year}度?，?{self})"
DOCUMENT_YEAR = re.compile(rf"{YEAR}度?(?:部门|单位)?(?:整体)?(?:决算|预算|收支)")
# 2024年度人员经费增加; what was paid for that year, or has been so since, may well be a reason.
NOT_OF_IT = "以来|[以之]?后|起|[末底]|[^，。；,;\\n]{0,8}(?:奖|考核|绩效|补发|清算)"
EARLIER_MOVE = re.compile(rf"{YEAR}度(?!{NOT_OF_IT})[^，。；,;\n]{{0,30}}?(?:{UP}|{DOWN})")
COMPARING = re.compile("相比|较(?![好为大高强快])|上年|去年|结转")


def _sentences(evidence: Evidence) -> Iterator[Passage]:
    return (p for p in evidence.passages if p.is_sentence and not p.is_duty)


def _money(evidence: Evidence) -> Iterator[tuple[Passage, tuple[Quoted, ...]]]:
    """The sentences that quote exact amounts of money."""
    for passage in _sentences(evidence):
        exact = tuple(quoted for quoted in amounts(passage) if quoted.is_exact)
        if exact:
            yield passage, exact


@rule(
    "MZ601",
    "文字中的数有数据支持",
    identity="原因和说明中的金额、占比、完成率，等于本文档的某个数、两数之差，"
    "或同一段中几个金额之和等于这样的数",
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
            yield from (_unsupported(evidence, q) for q in unsupported)
    for passage in _sentences(evidence):
        yield from _unsupported_rates(evidence, passage)


def _is_supported(evidence: Evidence, quoted: Quoted) -> bool:
    if is_of_other_time(quoted, evidence.account.year):
        return True
    if WITHOUT_FIGURE.search(quoted.before) or _is_from_unknown(evidence, quoted):
        return True
    known = evidence.known.supports(quoted.amount) or _misplaced(evidence, quoted)
    # What is told of the thing that the sentence names is not told again.
    return bool(known or contradicted(evidence, quoted))


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
    """Whether a sentence's amounts take a known figure apart."""
    sums = (total(q.amount for q in part) for part in (quoted, unsupported) if len(part) > 1)
    return any(evidence.known.supports(amount) for amount in sums)


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
    close = f"最接近的是{near.label} {_wan(near)} 万元。" if near else ""
    message = f"“{quoted.words}”在数据中找不到。{close}"
    return Finding(quoted.place, message, operands=_operands(near))


RATED = re.compile(
    # 提高到12% is a level (of a rate that may be anybody's), 提高12% is a change.
    rf"(?:(?:执行率|完成率|完成[^，。；]{{0,8}}预算的?|占[^，。；]{{0,16}})[为达到约了]*"
    rf"|(?:{UP}|{DOWN})[约了]*)$"
)


# What was asked for, or how a rate or a price moved, is no share of the money that was spent.
ASKED = re.compile("(?:调增|调减|上调|下调|核减)[约了]*$")
OF_A_RATE = re.compile(
    "(?:标准|费率|税率|利率|基数|单价|价格|[人户次月日]均|人数|人次|数量)[^，。；]{0,8}$"
    "|(?:要求|规定|政策|比例|标准|通知|精神)[^，。；]{0,8}(?:压减|压缩|削减|缩减|节约)[约了]*$"
)


BASED = re.compile(
    "(?:完成(?P<base>年初预算|全年预算)数?的?|(?P<moved>增加|增长|减少|下降)了?)[约为]*$"
)


def _unsupported_rates(evidence: Evidence, passage: Passage) -> Iterator[Finding]:
    """Sentences with rates that no figure gives, in reasons; other chapters may be of anything."""
    if "绩效" in passage.keys or not {*KEYS, "补充说明"} & set(passage.keys):
        return
    for quoted in percentages(passage):
        if zero := _of_nothing(evidence, quoted):
            message = f"“{quoted.words}”：{zero.before.label}是 0，没有百分比。"
            yield Finding(quoted.place, message, operands=_operands(zero.before))
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
    rates = (ratio(now, before, quoted.decimals), ratio(now - before, before, quoted.decimals))
    return any(rate is not None and abs(rate) == quoted.number for rate in rates)


@rule(
    "MZ602",
    "文字中的金额单位正确",
    identity="文字中的金额不是数据中某个数的 10,000 倍或万分之一",
    why="元和万元写混，金额就差一万倍；这是公开文本里最常见的错。",
    formula="文字中的金额 × 10,000 ≠ 数据中的金额；文字中的金额 ÷ 10,000 ≠ 数据中的金额",
    reference=TEXT,
    remedy="把“元”改成“万元”，或把“万元”改成“元”。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def unit_of_amount(evidence: Evidence) -> Iterator[Finding]:
    """A sentence's amount is in the wrong unit: 元 for 万元, or 万元 for 元."""
    for _, quoted in _money(evidence):
        for amount in quoted:
            meant = _misplaced(evidence, amount)
            if meant and not evidence.known.supports(amount.amount):
                message = f"“{amount.words}”的单位不对：{meant.label}是 {_wan(meant)} 万元。"
                yield Finding(amount.place, message, operands=_operands(meant))


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
    "MZ603",
    "文字的方向与数字一致",
    identity="原因中的增加、减少，差异原因中的大于、小于、持平，与数字变动的方向一致；"
    "解释与上年的差，不说与预算的差",
    why="数字增加、原因却说减少，一看就是抄来的。",
    formula="增减的方向 = 本年数 - 上年数（决算数 - 预算数）的正负",
    reference=TEXT,
    remedy="核对数字；数字不错的，改写原因。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def direction(evidence: Evidence) -> Iterator[Finding]:
    """A sentence has a word for up under a figure that went down, or the reverse."""
    found: list[Finding] = []
    for passage in _sentences(evidence):
        moves = evidence.moves.get(passage.place, ())
        found += _against_budget(passage, moves)
        found += _against(passage, moves, evidence)
        found += _moved_by(evidence, passage)
    yield from (one for one in found if not any(_is_of(one, other) for other in found))


def _is_of(one: Finding, other: Finding) -> bool:
    """Whether a sentence's finding is about a sum that went as the part did that another tells."""
    if not one.compared or not other.compared:
        return False
    (whole, was), (part, had) = one.compared, other.compared
    parts, own = ({figure.place for figure in f.typed()} for f in (whole, part))
    moved = (whole.amount - was.amount).value, (part.amount - had.amount).value
    return bool(own) and own < parts and moved[0] == moved[1]


def _against_budget(passage: Passage, moves: Sequence[Move]) -> Iterator[Finding]:
    """A sentence says 小于预算 of a figure that is larger, or the reverse."""
    budget = [move for move in moves if move.base != LAST_YEAR]
    for match in COMPARED.finditer(passage.text):
        word = match[1] or match[2]
        start = match.start(match.lastindex or 1)
        if budget and SIGNS[word] != budget[0].sign:
            yield _contrary(passage, start, word, budget[0])
        elif moves and not budget and not ALSO_LAST_YEAR.search(passage.text):
            words = quotation(passage.text, match.start())
            message = f"这里解释的是{moves[0].now.label}与上年的差，写的却是与预算的：“{words}”。"
            yield Finding(passage.at(match.start()), message)


def _against(passage: Passage, moves: Sequence[Move], evidence: Evidence) -> Iterator[Finding]:
    """A sentence has words for up only, behind an amount that went down: the first such is told."""
    if not moves or not MOVING.search(passage.text):
        return
    words = list(MOVING.finditer(_of_money(_of_the_year(passage.text))))
    if not words or OTHER_TIME.search(passage.text):
        return
    contrary = next((move for move in moves if not _is_said(move, moves, evidence)), None)
    if contrary:
        money = [m for m in DIRECTED.finditer(passage.text) if m["after"] or m["before"]]
        start = money[0].start("after" if money[0]["after"] else "before") if money else 0
        match = next((m for m in words if m.start() >= start), words[0])
        yield _contrary(passage, match.start(), match.group(), contrary)


def _is_said(move: Move, moves: Sequence[Move], evidence: Evidence) -> bool:
    """Whether sentences behind an amount name the way it went, against one of its bases.

    They may well name what went the other way, as long as they also say why it moved so.
    """
    behind = (text for one in moves if one.now is move.now for text in evidence.behind(one))
    texts = map(_of_the_year, behind)
    said = {SIGNS[m.group()] for text in texts for m in MOVING.finditer(_of_money(text) or text)}
    return bool(said & {one.sign for one in moves if one.now is move.now})


def _of_the_year(text: str) -> str:
    """What a sentence says of its year; how amounts went before is hidden, if more is said."""
    return OTHER_PERIOD.sub(lambda match: "＿" * len(match.group()), text)


def _of_money(text: str) -> str:
    """What a sentence says of amounts of money, not of people who go."""
    if not REVERSED.search(text):
        return text
    rest = REVERSED.sub(lambda match: "＿" * len(match.group()), text)
    return rest if DIRECTED.search(rest) else ""


def _contrary(passage: Passage, start: int, word: str, move: Move) -> Finding:
    now, before = move.now, move.before
    message = (
        f"这里写“{word}”，但{now.label}是{MOVEMENT[move.sign]}："
        f"{_wan(now)} 万元，{move.base} {_wan(before)} 万元。"
    )
    both = now, before
    return Finding(passage.at(start), message, operands=_operands(*both), compared=both)


def _moved_by(evidence: Evidence, passage: Passage) -> Iterator[Finding]:
    """A sentence's direction is wrong: 增加12.30万元, where what moved by 12.30 万元 went down."""
    by_start = {quoted.start: quoted for quoted in amounts(passage)}
    for match in MOVED_BY.finditer(passage.text):
        quoted = by_start.get(match.end())
        agreeing = [
            move
            for move in evidence.all_moves
            if quoted and move.sign and _same_size(move.difference, quoted.amount)
        ]
        if agreeing and all(move.sign != SIGNS[match["word"]] for move in agreeing):
            yield _contrary(passage, match.start(), match["word"], agreeing[0])


def _same_size(difference: Figure, amount: Amount) -> bool:
    return Amount(abs(difference.amount.value), difference.amount.half).agrees(amount)


@rule(
    "MZ604",
    "文字中的年度是本年度",
    identity="文字中作为本文档年度写出的年份，是本文档的年度",
    why="文字里还是上年的年份，说明这一段是沿用的，没有看过。",
    reference=TEXT,
    remedy="把年份改成本年度；多半是沿用上年文字时没有改。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def year_of_text(evidence: Evidence) -> Iterator[Finding]:
    """A sentence of another year: 我单位2022年度… in 2024; a copied text is told once for each.

    A copied text is told once a year.
    """
    wrong: dict[int, list[tuple[Passage, int]]] = defaultdict(list)
    for passage, start, named in _years_named(evidence):
        wrong[named].append((passage, start))
    for named, found in wrong.items():
        yield _wrong_year(found, named, evidence.account.year)


def _years_named(evidence: Evidence) -> Iterator[tuple[Passage, int, int]]:
    """A year in a sentence, written as the document's own, that is another: passage and start."""
    year = evidence.account.year
    own = f"(?:{SELF}|{re.escape(evidence.account.agency)})"
    own_year = re.compile(OWN_YEAR.format(self=own, year=YEAR))
    for passage in _sentences(evidence):
        for match in own_year.finditer(passage.text):
            named = int(next(filter(None, match.groups())))
            if named != year and not COMPARING.search(_clause(passage.text, match.start())):
                yield passage, match.start() + match.group().index(str(named)), named
        for match in DOCUMENT_YEAR.finditer(passage.text):
            # A final account is written in the year after, and speaks of the budget that follows.
            is_budget = "预算" in match.group() and not evidence.account.kind.is_plan
            if not year - 1 <= int(match[1]) <= year + 1 + is_budget:
                yield passage, match.start(1), int(match[1])
        yield from _earlier_moves(passage, year)


def _earlier_moves(passage: Passage, year: int) -> Iterator[tuple[Passage, int, int]]:
    """A sentence tells how amounts moved in a year before, as if that were the document's.

    Of one that names the document's year too the other is what it is compared with.
    """
    if KEYS.isdisjoint(passage.keys) or str(year) in passage.text:
        return
    for match in EARLIER_MOVE.finditer(passage.text):
        if int(match[1]) < year and not COMPARING.search(_clause(passage.text, match.start())):
            yield passage, match.start(1), int(match[1])


NUMERALS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
# Days in texts are held against the day of publication.
WRONG_DAY = Cause(is_word=True, follow={"MZ675": ()})
PUBLISHED = re.compile(r"(20[0-9]{2})\s*[年-](?:\s*([0-9]{1,2}))?")


@rule(
    "MZ612",
    "公开日期与年度相符",
    identity="决算在次年或再次年公开，预算在当年或上年公开",
    why="公开日期不合情理，多半是上年的日期没有改；是否按时公开也看这个日期。",
    formula="决算：年度 + 1 ≤ 公开日期的年份 ≤ 年度 + 2；预算：年度 - 1 ≤ 公开日期的年份 ≤ 年度，"
    "上年公开的不早于 11 月",
    reference="预决算公开操作规程",
    remedy="改正公开日期；多半是沿用上年文字时没有改。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def day_of_publication(evidence: Evidence) -> Iterator[Finding]:
    """A sentence's date is last year's; whether there is such a day is for MZ414."""
    account = evidence.account
    node = account.source.get("公开日期")
    told = PUBLISHED.match(node.text.translate(NUMERALS)) if node else None
    if node and told:
        when = account.kind.published
        first, last = account.year + when.first, account.year + when.last
        if not first <= int(told[1]) <= last:
            message = f"公开日期是 {told[1]} 年，本文档是 {account.year} 年度的。"
            yield Finding(node.place, message, cause=WRONG_DAY)
        elif _is_early(told, account):
            own = f"{account.year} 年度的{account.kind.word}"
            message = f"公开日期是 {told[1]} 年 {told[2]} 月，本文档是 {own}。"
            yield Finding(node.place, message, cause=WRONG_DAY)


def _is_early(told: re.Match[str], account: Account) -> bool:
    """Whether a budget's date, in its sentences, is of the year before its last two months."""
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
    """Sentences are not uniform: full-width digits, half-width marks, 元 beside 万元."""
    for passage in _sentences(evidence):
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


@rule(
    "MZ611",
    "占比不大于 100%",
    identity="“占……的”之后的百分比不大于 100%",
    why="一部分不可能超过全部的 100%。",
    formula="占比 ≤ 100%",
    reference=TEXT,
    remedy="核对这个百分比。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def share(evidence: Evidence) -> Iterator[Finding]:
    """A sentence's share (占比) exceeds 100 %."""
    for passage in _sentences(evidence):
        for quoted in percentages(passage):
            if quoted.number > 100 and re.search("占[^，。；]*$", quoted.before):
                yield Finding(quoted.place, f"占比“{quoted.words}”大于 100%。")


def _operands(*figures: Figure | None) -> tuple[Operand, ...]:
    return tuple(Operand(f.label, f"{_wan(f)} 万元", f.place) for f in figures if f)


def _wan(figure: Figure) -> str:
    return f"{figure.amount.displayed(Unit.WAN):,}"
