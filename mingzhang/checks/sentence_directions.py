"""Rule on the direction that an author's sentences give: up or down, as the figures behind went.

MZ603.  A reason is typed once, the figures that it explains may turn round without it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from decimal import Decimal

from mingzhang.checks.empty_reasons import denies
from mingzhang.checks.figures_beside_names import operands, sentences
from mingzhang.checks.quoted_figures import NUMBER, Quoted, amounts
from mingzhang.checks.rule import ANY, Evidence, Finding, limited, rule
from mingzhang.checks.typed_texts import Passage, quotation
from mingzhang.diagnostics import Place, Severity
from mingzhang.facts.amount import EXACT, Amount
from mingzhang.facts.figure import Figure
from mingzhang.facts.reasons import LAST_YEAR, Move

TEXT = "情况说明文字"
UP = (
    "增加|增长|上升|提高|追加|新增|调增|上调|"
    "增资|增编|扩编|增员|增发|增多|提标|调高|上涨|涨价"  # of pay, posts, standards and prices
)
DOWN = "减少|下降|降低|压减|压缩|调减|核减|削减|节约|缩减|下调|压降|调低|减发|停发|下浮|降价|减编"
MONEY = "经费|资金|支出|收入|预算|拨款|费用|投入|补助|费"
GAP = "[^，。；、,;\n]"
DIRECTED = re.compile(
    rf"(?:(?:{MONEY}){GAP}{{0,4}}(?P<after>{UP}|{DOWN}))"
    rf"|(?:(?P<before>{UP}|{DOWN})了?{GAP}{{0,10}}?(?:{MONEY}))"
)
# 没有增加 says that it went any way but up.
NOT = "没有|未|没|不|无"
# 厉行节约 is how one spends, and no move.
# 少开一次会; 缺少办公用房 and 至少开展两次 say nothing of the kind.
MORE, FEWER = "多开|多办|多接待", "少开|少办|少接待"
OFTEN = f"(?<![缺至减许很较不])(?:{MORE}|{FEWER})"
MOVING = re.compile(
    f"(?P<not>(?:{NOT})(?:再|安排|发生)?)?(?<!厉行)(?<!勤俭)(?P<word>{UP}|{DOWN}|{OFTEN})"
)
THRIFT = re.compile("严控|从严控制|严格控制|厉行节约|勤俭节约|过紧日子")  # why nothing grows
# How one spends no more than before is no move, where nothing moved: 压减接待，与上年持平.
CUTTING = re.compile("压减|压缩|节约|缩减|压降")
# Who says nothing else, but by whose order, gives no reason for a rise.
OF_THRIFT, CLAUSES = re.compile(f"{THRIFT.pattern}|规定|精神|要求"), re.compile("[，。；、,;\\n]")
# 退休人员减少，追加了退休人员经费 denies itself.
WORKERS = "(?<![一-鿿])(?P<who>[一-鿿]{0,4}(?:人员|干部|职工|人数|编制|学生))"
DENIED = re.compile(
    f"{WORKERS}(?:(?P<fell>{DOWN})|(?P<rose>{UP}))[，、](?:相应)?(?(fell)(?:{UP})|(?:{DOWN}))了?(?P=who)"
)
# 减少为0.40万元，与上年持平 denies itself; a budget may be cut to what last year's was.
TO_ANOTHER = re.compile(
    r"(?<![一-鿿])(?P<head>[^，。；、\n]{0,20}?)(?P<said>(?:增加|增长|上升|提高|减少|下降|降低|压减|压缩)(?:为|到|至)\s*"
    rf"{NUMBER}\s*(?:万元|元)[，、]?[与和同](?:上年|上一年|去年|(?P<year>20[0-9]{{2}})年)(?:度|同期)?(?:数|决算数?|预算数?)?(?:基本)?(?:持平|相同|相等))"
)
# 0万元，比2024年预算增加12.00万元 denies itself too.
GROWN_TO_NOTHING = re.compile(
    r"(?<![0-9.,])0(?:\.0+)?\s*(?:万元|元)[，,](?:比|较)(?:上年|上一年|去年|20[0-9]{2}年)[^，。；\n0-9]{0,6}"
    rf"(?:增加|增长|上升|提高)了?\s*(?P<by>{NUMBER})\s*(?:万元|元)"
)
BY_BUDGET = re.compile("预算|年初|计划|批复|调整")
# What is booked elsewhere may have come from here, or to here.
MOVED_AWAY = re.compile("[从由][^，。；\n]{2,30}(?:调整|调剂|划转|结转|转)[至到][^，。；\n]{2}")
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
OTHER_TIME = re.compile("(?<![比较与同和于])(?:上年|去年)|以前年度|往年|原(?!则|材料|因)")
# 2022年以来逐年压减后，: what went before, with more behind it; 较2022年以来的 compares.
OTHER_PERIOD = re.compile(
    "(?<![较比与和])(?:20[0-9]{2}年(?:度)?(?:以来|起|开始|至20[0-9]{2}年)|近[几两三四五]?年|前[几两三]年|此前"
    '|(?:从|自)20[0-9]{2}年|[“"]?十[二三四]五)[^，。；,;\n]*[，,；;](?=[^，。；,;\n])'
)
# 2023年新增一次性项目，2024年没有: that year's move is not this one's.
EARLIER_YEAR = re.compile(
    r"(?<![较比与和同对])(?P<year>20[0-9]{2})年(?!以来|起|开始)[^，。；,;\n]*[，,；;](?=[^，。；,;\n])"
)
# 追加资金未到位: what was to come and did not is no rise.
NOT_COME = re.compile(
    "(?:追加|新增|调增|增资|增编|扩编|增发|增员|提标)[^，。；、,;\n]{0,8}?"
    "(?:(?:未|没有)(?![纳列编安包含计])|不足|不及|较少|偏少|推迟|延迟|滞后|取消)"
)
GOALS = ("年度目标", "预期")
# What no goal has; with 不、避免 before it, or 挽回 within, it has.
UNWANTED = re.compile(
    "(?<![不免止少无未绝制范])(?:(?:增加|提高|上升|扩大|加大)了?(?:(?![挽避减防赔弥追对降举受])[^，。；、\n]){0,8}?"
    "(?:损失|浪费|隐患|流失|差错率?|投诉率|事故率?|发案率)"
    "|(?:减少|降低|下降)了?(?:(?![对与不])[^，。；、\n]){0,8}?"
    "(?:满意度|覆盖率|知晓率|服务质量|服务水平|服务能力|工作效率|办事效率))(?=[，。；、\n]|$)"
)
# 以未达到目的: no goal is to fail.  对未及时拨付的, 防止未完成 are said of what others do.
FAILING = re.compile(
    "(?<=以)未(?:达到|完成|及时)"
    "|未(?:达到|完成|及时)(?=[^，。；\n]{0,30}(?:目的|目标|效果|要求)(?:[，。；\n]|$))"
    "|(?<=[一-鿿，])未及时(?:拨付|支付|发放|缴纳|到位|兑付|足额|完成|结算|报销)?(?=[，。；\n]|$)"
    "|(?<=[一-鿿，])未完成(?=[，。；\n]|$)"
)
OF_OTHERS = re.compile(
    "(?:[对因如若无零]|防止|避免|杜绝|不得|减少|降低|整改|追究|督促|督办|通报|解决|清理|消除|没有)"
    "[^，。；\n]*$"
)
PROMISED = (*GOALS, "指标值", "目标值")
SIGNS = {
    **dict.fromkeys(f"{UP}|{MORE}".split("|"), 1),
    **dict.fromkeys(f"{DOWN}|{FEWER}".split("|"), -1),
    **dict.fromkeys(("大于", "高于", "多于", "超过"), 1),
    **dict.fromkeys(("小于", "低于", "少于"), -1),
    **dict.fromkeys(("等于", "持平", "一致", "相等"), 0),
}
LEVEL = re.compile("持平|一致|不变|相同|相等|(?:没有|未|无)(?:发生)?(?:变化|变动|变更|调整)")
# A clause that says of nothing else how it stands to last year: ，与上年持平。 ，比上年增加20万元。
OF_ITSELF = (
    r"(?:^|(?<=[，。；;\n]))(?:本年|今年|(?P<own>20[0-9]{2})年)?(?:度)?(?P<by>[与同和较比])"
    "(?:上年|上一年|去年|(?P<base>20[0-9]{2})年)(?:度|同期)?(?:数|决算数?|预算数?)?"
    "(?:相比|比)?，?"
)
LEVEL_ITSELF = re.compile(
    f"{OF_ITSELF}(?P<about>基本|大体|大致)?(?P<word>持平|相等|相同|一致|(?:没有|无)变化)(?=$|[，。；;\n])"
)
ABOUT = Decimal("0.1")  # of what was before: who moved by more is not 基本持平
# A clause that is only where it stands to last year: 低于上年，
BESIDE_LAST_YEAR = re.compile(
    r"(?:^|(?<=[，。；;\n]))(?:本年|今年|(?P<own>20[0-9]{2})年)?(?:度)?(?:实际)?(?:支出|决算|预算|收入)?数?"
    "(?P<word>低于|少于|小于|高于|多于|大于|超过)(?:上年|上一年|去年|(?P<base>20[0-9]{2})年)"
    "(?:度|同期)?(?:数|决算数?|预算数?|水平)?(?=$|[，。；;\n])"
)
MOVED_ITSELF = re.compile(f"{OF_ITSELF}(?P<word>{UP}|{DOWN})了?(?=[0-9])")
MOVEMENT = {1: "增加", -1: "减少", 0: "持平"}


@rule(
    "MZ603",
    "文字的方向与数字一致",
    identity="原因中的增加、减少，差异原因中的大于、小于、持平，与数字变动的方向一致；"
    "解释与上年的差，不说与预算的差；一句自己说与上年持平、比上年增减多少的，与所解释的数相符，不一面说减少为多少、一面说持平，"
    "不一面说是 0、一面说增加；写本年成立的，"
    "上年数是 0（别处都是 0、单有一个不是的才提示）；"
    "目标里不增加损失、不降低质量，不是“未达到”“未完成”",
    why="数字增加、原因却说减少，一看就是抄来的。",
    formula="增减的方向 = 本年数 - 上年数（决算数 - 预算数）的正负",
    reference=TEXT,
    remedy="核对数字；数字不错的，改写原因。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def direction(evidence: Evidence) -> Iterator[Finding]:
    """A sentence gives the wrong direction: up for a figure that went down, or the reverse."""
    found: list[Finding] = []
    for passage in sentences(evidence):
        moves = evidence.moves.get(passage.place, ())
        if denies(passage.text, moves):
            continue  # MZ749 tells it
        said = (
            *_against_budget(passage, moves),
            *_against(passage, moves, evidence),
            *_moved_by(evidence, passage),
            *_of_itself(passage, moves, evidence),
            *_against_sense(passage),
            *_against_itself(passage),
            *_level_at_another(passage, evidence.account.year),
            *_more_than_nothing(passage),
        )
        # One sentence is wrong of a figure once, whichever of its words says so.
        found += {one.about or one.message: one for one in reversed(said)}.values()
    for passage in (p for p in evidence.passages if p.keys[-1] in PROMISED):
        found += _failing(passage)
    yield from (one for one in found if not any(_is_of(one, other) for other in found))
    yield from _before_founded(evidence)


def _before_founded(evidence: Evidence) -> Iterator[Finding]:
    """The one figure of a year in which, as sentences say, there was no agency yet."""
    founded = re.compile(f"{evidence.account.year}年?[^，。；]{{0,6}}(?:成立|组建|设立|挂牌)")
    told = [
        move
        for move in evidence.all_moves
        if move.base == LAST_YEAR and any(map(founded.search, evidence.behind(move)))
    ]
    some = [move for move in told if not move.before.is_zero]
    place = some[0].before.place if len(some) == 1 and len(told) > len(some) + 1 else None
    if place:
        move = some[0]
        message = (
            f"{move.before.label}是 {move.before.amount.wan} 万元，"
            "原因却说本年才成立；别的上年数都是 0。"
        )
        about = frozenset({move.now.label, move.before.label})
        yield Finding(place, message, operands=operands((move.now,)), about=about)


def _against_sense(passage: Passage) -> Iterator[Finding]:
    """A sentence of a goal gives the direction that nobody aims at: 增加基金损失."""
    for match in UNWANTED.finditer(passage.text) if passage.keys[-1] in GOALS else ():
        message = f"目标不会是“{match.group()}”：方向像是写反了。"
        yield Finding(passage.at(match.start()), message)


def _against_itself(passage: Passage) -> Iterator[Finding]:
    """A sentence gives two directions for one thing: 退休人员减少，追加了退休人员经费."""
    for match in DENIED.finditer(passage.text):
        message = f"“{match.group()}”：一句话里有增有减，像是有一个写反了。"
        yield Finding(passage.at(match.start()), message)


def _level_at_another(passage: Passage, year: int) -> Iterator[Finding]:
    """A sentence says in one direction that a sum moved and did not: 减少为0.40万元，与上年持平."""
    for match in TO_ANOTHER.finditer(passage.digits):
        if not BY_BUDGET.search(match["head"]) and int(match["year"] or 0) < year:
            message = f"“{match['said']}”：变动了就不是持平，像是有一处写错了。"
            yield Finding(passage.at(match.start("said")), message)


def _more_than_nothing(passage: Passage) -> Iterator[Finding]:
    """A sentence gives the direction up to what it says is nothing: 0万元，比上年增加12万元."""
    for match in GROWN_TO_NOTHING.finditer(passage.digits):
        if Decimal(match["by"].replace(",", "")):
            message = f"“{match.group()}”：增加以后不会是 0，像是有一处写错了。"
            yield Finding(passage.at(match.start()), message)


def _failing(passage: Passage) -> Iterator[Finding]:
    """A sentence of a goal gives the direction away from it: 通过宣传，未达到目的."""
    for match in FAILING.finditer(passage.text) if "未" in passage.text else ():
        if not OF_OTHERS.search(passage.text[: match.start()]):
            message = f"目标不会是“{match.group()}”：像是多写了“未”。"
            yield Finding(passage.at(match.start()), message)


def _is_of(one: Finding, other: Finding) -> bool:
    """Whether a sentence's direction is wrong for a sum that only went as a part told already."""
    if not one.compared or not other.compared:
        return False
    (whole, was), (part, had) = one.compared, other.compared
    parts, own = ({figure.place for figure in f.typed()} for f in (whole, part))
    moved = (whole.amount - was.amount).value, (part.amount - had.amount).value
    return bool(own) and own < parts and moved[0] == moved[1]


def _against_budget(passage: Passage, moves: Sequence[Move]) -> Iterator[Finding]:
    """A sentence's direction against the budget is wrong: 小于预算 of a larger figure."""
    budget = [move for move in moves if move.base != LAST_YEAR]
    for match in COMPARED.finditer(passage.digits):
        word = match[1] or match[2]
        start = match.start(match.lastindex or 1)
        if budget and SIGNS[word] != budget[0].sign:
            yield _contrary(passage, start, word, budget[0])
        elif moves and not budget and not ALSO_LAST_YEAR.search(passage.text):
            words = quotation(passage.text, match.start())
            message = f"这里解释的是{moves[0].now.label}与上年的差，写的却是与预算的：“{words}”。"
            about = frozenset({moves[0].now.label})
            yield Finding(passage.at(match.start()), message, about=about)


def _against(passage: Passage, moves: Sequence[Move], evidence: Evidence) -> Iterator[Finding]:
    """A sentence gives one direction only, up, behind figures of which one went down."""
    if moves and not MOVING.search(passage.text):
        yield from _against_thrift(passage, moves)
        return
    if not moves:
        return
    year = evidence.account.year
    words = list(MOVING.finditer(_of_money(_of_the_year(passage.text, year))))
    if not words or OTHER_TIME.search(passage.text):
        return
    contrary = next((move for move in moves if not _is_said(move, moves, evidence)), None)
    if contrary:
        money = [m for m in DIRECTED.finditer(passage.digits) if m["after"] or m["before"]]
        start = money[0].start("after" if money[0]["after"] else "before") if money else 0
        match = next((m for m in words if m.end() > start), words[0])
        yield _contrary(passage, match.start(), match.group(), contrary)


def _is_of_these_years(match: re.Match[str], year: int) -> bool:
    """Whether a sentence gives the direction of this year against the last, by their numbers."""
    return match["own"] in (None, f"{year}") and match["base"] in (None, f"{year - 1}")


def _of_itself(passage: Passage, moves: Sequence[Move], evidence: Evidence) -> Iterator[Finding]:
    """A sentence gives itself the direction, or how far, of what it explains: ，与上年持平."""
    yearly = [move for move in moves if move.base == LAST_YEAR]
    year = evidence.account.year
    for match in LEVEL_ITSELF.finditer(passage.digits) if yearly else ():
        if _is_of_these_years(match, year) and not any(
            _is_level_move(move, is_about=bool(match["about"])) for move in yearly
        ):
            yield _contrary(passage, match.start(), match.group(), yearly[0])
    for match in BESIDE_LAST_YEAR.finditer(passage.digits) if yearly else ():
        if _is_of_these_years(match, year) and all(
            move.sign != SIGNS[match["word"]] for move in yearly
        ):
            yield _contrary(passage, match.start(), match.group(), yearly[0])
    by_start = {quoted.start: quoted for quoted in amounts(passage)}
    for match in MOVED_ITSELF.finditer(passage.digits) if yearly else ():
        quoted = by_start.get(match.end())
        agreeing = (quoted and _same_size(one.difference, quoted.amount) for one in yearly)
        is_asked = quoted and _is_of_these_years(match, year)
        if quoted and is_asked and not any(agreeing):
            yield _by_another_sum(passage.at(match.start("by")), match.group(), quoted, yearly[0])


def _is_level_move(move: Move, *, is_about: bool) -> bool:
    """Whether a figure stands, as a sentence says, where it stood; or (基本) about there."""
    moved = abs(move.difference.amount.value)
    near = EXACT.multiply(move.before.amount.value, ABOUT)
    return moved <= near if is_about and move.sign else not move.sign


def _against_thrift(passage: Passage, moves: Sequence[Move]) -> Iterator[Finding]:
    """A sentence gives thrift as the reason why all that is behind it went up in direction."""
    match = THRIFT.search(passage.text)
    clauses = [clause for clause in CLAUSES.split(passage.text) if clause]
    if match and all(map(OF_THRIFT.search, clauses)) and all(move.sign > 0 for move in moves):
        yield _contrary(passage, match.start(), match.group(), moves[0])


def _is_said(move: Move, moves: Sequence[Move], evidence: Evidence) -> bool:
    """Whether sentences behind a figure give its direction, against one of its bases.

    They may well name what went the other way, as long as they also say why it moved so.
    """
    behind = (text for one in moves if one.now is move.now for text in evidence.behind(one))
    texts = [_of_the_year(text, evidence.account.year) for text in behind]
    found = [m for text in texts for m in MOVING.finditer(_of_money(text) or text)]
    said = {sign for match in found for sign in _signs(match)}
    signs = {one.sign for one in moves if one.now is move.now}
    if any(map(MOVED_AWAY.search, texts)):
        return True
    return bool(said & signs) or (0 in signs and _is_level(texts, found, said))


def _is_level(texts: Iterable[str], found: Iterable[re.Match[str]], said: Container[int]) -> bool:
    """Whether a sentence gives why there was no direction: ups and downs, or thrift alone."""
    is_thrift = all(CUTTING.fullmatch(match["word"]) for match in found)
    return is_thrift or (1 in said and -1 in said) or any(map(LEVEL.search, texts))


def _signs(match: re.Match[str]) -> frozenset[int]:
    """Which ways a sentence's word of direction allows a figure to have gone."""
    sign = SIGNS[match["word"]]
    return frozenset(MOVEMENT) - {sign} if match["not"] else frozenset({sign})


def says_level(text: str) -> bool:
    """Whether a sentence says of the direction that there was none: 没有增加, 与上年持平."""
    return bool(LEVEL.search(text)) or any(match["not"] for match in MOVING.finditer(text))


def _of_the_year(text: str, year: int) -> str:
    """A sentence's direction in its year; how things went before is hidden, if more is said.

    So is what did not come.
    """
    said = NOT_COME.sub(_hidden, OTHER_PERIOD.sub(_hidden, text))
    return EARLIER_YEAR.sub(
        lambda match: _hidden(match) if int(match["year"]) < year else match.group(), said
    )


def _hidden(match: re.Match[str]) -> str:
    """Blanks as wide as words of a sentence that give no direction, so that places stay."""
    return "＿" * len(match.group())


def _of_money(text: str) -> str:
    """What gives a sentence's direction: words on money, not on people who go."""
    if not REVERSED.search(text):
        return text
    rest = REVERSED.sub(_hidden, text)
    return rest if DIRECTED.search(rest) else ""


def _contrary(passage: Passage, start: int, word: str, move: Move) -> Finding:
    now, before = move.now, move.before
    message = (
        f"这里写“{word}”，但{now.label}是{MOVEMENT[move.sign]}："
        f"{now.amount.wan} 万元，{move.base} {before.amount.wan} 万元。"
    )
    both, about = (now, before), frozenset({now.label, MOVEMENT[move.sign], move.base})
    return Finding(passage.at(start), message, operands=operands(both), compared=both, about=about)


def _by_another_sum(place: Place, words: str, quoted: Quoted, move: Move) -> Finding:
    both = move.now, move.before
    by = Amount(abs(move.difference.amount.value)).wan
    message = (
        f"这里写“{words}{quoted.words}”，但{move.now.label}{MOVEMENT[move.sign]} {by} 万元："
        f"{move.now.amount.wan} 万元，{move.base} {move.before.amount.wan} 万元。"
    )
    about = frozenset({move.now.label, move.base})
    return Finding(place, message, operands=operands(both), compared=both, about=about)


def _moved_by(evidence: Evidence, passage: Passage) -> Iterator[Finding]:
    """A sentence's direction is wrong: 增加12.30万元, where what moved so much went down."""
    by_start = {quoted.start: quoted for quoted in amounts(passage)}
    # A section that has figures of its own tells of those.
    own = [m for m in evidence.all_moves if m.now.label.startswith(passage.keys[-1])]
    for match in MOVED_BY.finditer(passage.digits):
        quoted = by_start.get(match.end())
        agreeing = [
            move
            for move in own or evidence.all_moves
            if quoted and move.sign and _same_size(move.difference, quoted.amount)
        ]
        if agreeing and all(move.sign != SIGNS[match["word"]] for move in agreeing):
            yield _contrary(passage, match.start(), match["word"], agreeing[0])


def _same_size(difference: Figure, amount: Amount) -> bool:
    return Amount(abs(difference.amount.value), difference.amount.half).agrees(amount)
