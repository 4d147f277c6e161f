"""Rules on figures in a sentence that also names their thing: amounts, rates, counts, parts.

MZ618 to MZ623 and MZ650.  A figure beside a name is that thing's, whatever else the document holds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from mingzhang.checks.named_things import Thing
from mingzhang.checks.quoted_figures import NUMBER, WORTH, Quoted, amounts, number_of
from mingzhang.checks.remembered import remembered
from mingzhang.checks.rule import ANY, Evidence, Finding, limited, rule
from mingzhang.checks.self_evaluations import lines_of
from mingzhang.checks.typed_texts import Passage
from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.amount import EXACT, rounded
from mingzhang.facts.figure import Figure
from mingzhang.facts.unscored_lines import is_unrated
from mingzhang.forms.form_keys import TOLD_IN_TEXTS
from mingzhang.forms.own_figures import Path
from mingzhang.reading.document_names import DISCLOSURE
from mingzhang.reading.node import Node
from mingzhang.reading.schema_messages import Schema

TEXT = "情况说明文字"
STOPS = re.compile("[。；;\n]")
# The year that is spoken of; 本年 and 上年 end what was said of another one.
OTHER_YEAR = re.compile(
    "(?<![0-9])(?P<year>20[0-9]{2})\\s*年|(?:下一?|明|次|来)年|十[二三四五六]五|[三四五]年(?:来|间|内)|历年"
)
SHOWN = 4  # figures of a thing that a message lists


def sentences(evidence: Evidence) -> Sequence[Passage]:
    """The sentences of prose in which figures stand beside names of things."""
    return evidence.sentences


@rule(
    "MZ618",
    "数与所说的事物相符",
    identity="句子里写在科目、指标、项目名称后面的金额，是这个科目、指标、项目的数（或两数之差）",
    why="数写在谁的名下，读的人就当作谁的数。",
    formula="文字中的金额 = 所说事物的决算数、预算数、上年数，或其中两数之差",
    reference=TEXT,
    remedy="核对金额和名称；确是别的数的，在“核对说明”里写明出处。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def of_thing(evidence: Evidence) -> Iterator[Finding]:
    """An amount beside a thing's name that the document has, but not of that thing."""
    for passage in sentences(evidence):
        for quoted in amounts(passage):
            thing = contradicted(evidence, quoted)
            if thing:
                known = _known(thing.figures)
                shown = "、".join(f.amount.wan for f in known) or "没有数"
                message = (
                    f"“{quoted.words}”不是“{thing.name}”的数：{shown}{'万元' if known else ''}。"
                )
                yield Finding(quoted.place, message, operands=operands(known))


def contradicted(evidence: Evidence, quoted: Quoted) -> Thing | None:
    """The thing that the words before an amount name and that has no such figure."""
    if not quoted.is_exact or is_of_other_time(quoted, evidence.account.year):
        return None
    thing = evidence.things.named(quoted.passage.text[: quoted.start])
    return None if thing is None or thing.supports(quoted.amount) else thing


def is_of_other_time(quoted: Quoted, year: int) -> bool:
    """Whether figures beside a name are of a year that the document has none of, or of several."""
    text = quoted.passage.digits
    begin = max((m.end() for m in STOPS.finditer(text, 0, quoted.start)), default=0)
    named = [*OTHER_YEAR.finditer(text, begin, quoted.start)]
    if not named:
        return False
    told = named[-1]["year"]
    return told is None or int(told) not in (year - 1, year)


def _known(figures: Iterable[Figure]) -> list[Figure]:
    """The known figures of a named thing for a message, each value once."""
    found = {f.amount.value: f for f in figures if f.amount.value}
    return list(found.values())[:SHOWN]


def operands(figures: Iterable[Figure]) -> tuple[Operand, ...]:
    """Figures as a finding lists them beside their names, in 万元."""
    return tuple(Operand(f.label, f"{f.amount.wan} 万元", f.place) for f in figures)


COUNT = re.compile(rf"(?P<number>{NUMBER})\s*(?P<measure>批次|人次|辆(?!次)|个团组|团组)")
# Readers of a library and who comes to a counter are no guests.
RECEIVED = re.compile(
    "接待(?![^，。；、]{0,4}(?:读者|群众|参观|观众|游客|旅客|查档|咨询|办事|学[生员]|患者|病人|就诊|市民|居民|信访|参保))"
)
# Nor are cars that an agency looks after its own.
OTHERS_CARS = re.compile(
    "(?:[检抽]查|查[处扣获]|扣[押留]|整治|治理|拦停|通行|停放|营运|出租|公交|共享|校车|私家|违[法章规停])[^，。；]{0,10}$"
)
CARS = re.compile("车")
ABROAD = re.compile("出国|出境")
OFFICIAL = "三公经费"
TRIPS = (OFFICIAL, "因公出国境费")
# 更新执法车辆5辆 is no count of those that there are; these keys hold what is bought.
BOUGHT = re.compile(
    "(?:淘汰|更新|报废|处置|拍卖|租赁|租用|租车|调拨|划转|新购|购置|购买|采购)[^，。；]{0,10}$"
)
OF_BOUGHT = {"购置数", "计划购置"}
# Measure words → what a sentence must speak of, and the keys of the counts.
COUNTS: Mapping[str, tuple[tuple[re.Pattern[str], tuple[tuple[str, ...], ...]], ...]] = {
    "批次": (
        (RECEIVED, tuple(("三公经费", "公务接待费", k, "批次") for k in ("国内接待", "外宾接待"))),
    ),
    "人次": (
        (RECEIVED, tuple(("三公经费", "公务接待费", k, "人次") for k in ("国内接待", "外宾接待"))),
        (ABROAD, ((*TRIPS, "人次"),)),
    ),
    "团组": ((ABROAD, ((*TRIPS, "团组数"),)),),
    "辆": (
        (
            CARS,
            (
                ("三公经费", "公务用车运行维护费", "保有量"),
                ("三公经费", "公务用车购置费", "购置数"),
                ("国有资产", "车辆"),
                ("国有资产", "计划购置", "车辆"),
            ),
        ),
    ),
}


@rule(
    "MZ619",
    "文字中的个数与数据相符",
    identity="原因和说明中的接待批次、人次，出国团组、人次，车辆数，与来源文件中填写的个数相同；"
    "“三公经费”的文字说当年没有接待、没有出国、没有购置车辆、没有公务用车的，填写的是 0",
    why="文字和表里个数不同，读的人会问哪个是真的。",
    reference=TEXT,
    remedy="核对个数，改正其中一处。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def counted(evidence: Evidence) -> Iterator[Finding]:
    """A count beside a thing's name in a sentence differs from the data: 32人次, 24 there."""
    told: dict[tuple[str, tuple[Place, ...]], list[Place]] = defaultdict(list)
    nodes: dict[Place, Node] = {}
    for passage in sentences(evidence):
        for match in _told_counts(passage, evidence.account.year):
            known = list(_counts(evidence.account.source, passage, match))
            if known and number_of(match["number"]) not in _sums(known):
                nodes |= {node.place: node for node in known}
                of_it = (match.group(), tuple(node.place for node in known))
                told[of_it].append(passage.at(match.start()))
    for (words, known_at), places in told.items():
        yield from _unlike(words, [nodes[place] for place in known_at], places)
    for passage in sentences(evidence):
        yield from _projects_counted(evidence, passage)
        yield from _denied(evidence.account, passage)


def _unlike(words: str, known: Sequence[Node], places: Sequence[Place]) -> Iterator[Finding]:
    """A count in sentences that is another one in the data: there, if several say the same."""
    if len(places) > 1 and len(known) == 1:
        message = f"填写的是 {known[0].text}，文字里 {len(places)} 处都写“{words}”。"
        operands = tuple(Operand("文字里", words, place) for place in places)
        yield Finding(known[0].place, message, operands=operands)
        return
    message = f"“{words}”与填写的个数不同：{'、'.join(node.text for node in known)}。"
    operands = tuple(Operand("填写的个数", node.text, node.place) for node in known)
    yield from (Finding(place, message, operands=operands) for place in places)


# 未发生公务接待, a clause of its own, is a count of 0: what is denied → the keys that then hold 0.
DENIALS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "(?:国内公务|公务|国内)接待": (
        ("公务接待费", "国内接待", "批次"),
        ("公务接待费", "国内接待", "人次"),
    ),
    "因公出国(?:[（(]境[）)]|境)?": (("因公出国境费", "团组数"), ("因公出国境费", "人次")),
    "(?:(?:购置|购买)(?:公务用车|公务车辆?|车辆)|(?:公务用车|车辆)购置)": (
        ("公务用车购置费", "购置数"),
    ),
    "(?:公务用车|公务车辆)": (("公务用车运行维护费", "保有量"),),
}
DENIED = re.compile(
    "(?:^|(?<=[，。；、\\n]))(?:[因由]于?)?(?:[本我]?(?:单位|部门))?"
    "(?:本年度?|当年|全年|今年|20[0-9]{2}年度?)?(?:[未没](?:有)?|无)(?:发生|开展|组织|实际)*"
    f"(?:{'|'.join(f'(?P<of_{n}>{thing})' for n, thing in enumerate(DENIALS))})"
    "(?:任务|活动|支出|费用?|事项|团组)?(?=[，。；、\\n]|$)"
)
# What a denial is of, where it is not the whole year, nor all that was done.
OF_PART = re.compile(
    "半年|季度|月|期间|[年期]初|预算|计划|以[往前]|[往历此]年|此前|除|其[余他它中]|所属|下属"
)


def _denied(account: Account, passage: Passage) -> Iterator[Finding]:
    """A count that a sentence on 三公经费 names as none: 当年未购置车辆, and 1 was bought."""
    for match in DENIED.finditer(passage.digits) if OFFICIAL in passage.keys else ():
        before = _clause(passage.digits, match.end())
        if OF_PART.search(before) or _is_of_another_year(before, account.year):
            continue
        keys = [*DENIALS.values()][int((match.lastgroup or "").removeprefix("of_"))]
        node = next(
            (n for key in keys if (n := account.source.get(OFFICIAL, *key)) and n.number), None
        )
        if node:
            operands = (Operand("填写的个数", node.text, node.place),)
            message = f"“{match.group()}”与填写的个数不同：{node.text}。"
            yield Finding(passage.at(match.start()), message, operands=operands)


# What a count is of: 上年 unless it is only compared with, and a base, before what it moved to.
PERIOD = re.compile(
    "(?P<compared>[较比与和同])?(?P<other>上一?年度?|去年|上年同期|(?P<year>20[0-9]{2})年)"
    "|本年|今年|当年|现|全年"
)
CHANGE = re.compile("(?:增加|减少|增长|下降|多|少|压减|新增)了?\\s*$")
BASE = re.compile("(?:由|从)[^，。；由从]{0,12}$")
LEVEL = re.compile("[^，。；]{0,8}(?:至|到|为)")


def _told_counts(passage: Passage, year: int) -> Iterator[re.Match[str]]:
    """This year's counts beside a name: no change, no base of one, none of another year."""
    for match in () if _is_of_projects(passage) else COUNT.finditer(passage.digits):
        before = _clause(passage.digits, match.start())
        is_base = BASE.search(before) and LEVEL.match(passage.digits, match.end())
        if not is_base and not _is_of_another_year(before, year):
            yield match


def _is_of_another_year(before: str, year: int) -> bool:
    periods = [*PERIOD.finditer(before)]
    last = periods[-1] if periods else None
    if last is None or not last["other"] or last["year"] == str(year):
        return False
    # 较上年减少2批次 is a change; 与上年相比，接待3批次 is of this year.
    return bool(CHANGE.search(before)) if last["compared"] else True


ALL_PROJECTS = re.compile(
    # 采购项目共3个 are not all of them.
    "(?:二级项目|共有?项目|(?:(?<![一-鿿])|(?<=[年度门位算排]))项目(?:总数|共计?))(?P<one>[0-9]{1,9})个"
    "|(?:共(?:有|计|安排|编制)?(?P<other>[0-9]{1,9})个二级|全部(?P<whole>[0-9]{1,9})个(?:二级)?)项目"
)


def _projects_counted(evidence: Evidence, passage: Passage) -> Iterator[Finding]:
    """A figure beside the name of projects: 7 in a sentence, 6 in the budget's table."""
    plans = evidence.account.plans
    for match in ALL_PROJECTS.finditer(passage.digits) if plans else ():
        number = match["one"] or match["other"] or match["whole"]
        if int(number) != len(plans):
            message = f"“{match.group()}”与“项目”的个数不同：{len(plans)}。"
            operands = tuple(Operand("项目", plan.name, plan.place) for plan in plans)
            yield Finding(passage.at(match.start()), message, operands=operands)


def _is_of_projects(passage: Passage) -> bool:
    return "绩效" in passage.keys or passage.place.file.name == "performance.yaml"


def _counts(source: Node, passage: Passage, match: re.Match[str]) -> Iterator[Node]:
    measure = match["measure"].removeprefix("个")
    clause = _clause(passage.digits, match.start())
    told, is_bought = f"{'.'.join(passage.keys)}{clause}", BOUGHT.search(clause)
    cars = source.get("国有资产", "车辆") if measure == "辆" and not is_bought else None
    own = [node for use, node in cars.items() if clause.endswith(use)] if cars else []
    yield from own
    for about, keys in () if own else COUNTS.get(measure, ()):
        is_of_it = about.search(told) and not (about is CARS and OTHERS_CARS.search(clause))
        for key in keys if is_of_it else ():
            node = source.get(*key)
            if node and not (is_bought and OF_BOUGHT.isdisjoint(key)):
                yield from (leaf for leaf in (node, *_values(node)) if leaf.number is not None)


def _values(node: Node) -> Iterator[Node]:
    return (value for _, value in node.items())


def _clause(text: str, start: int) -> str:
    return text[max(text.rfind(mark, 0, start) for mark in "。；\n") + 1 : start]


def _sums(nodes: list[Node]) -> set[Decimal]:
    numbers = [node.number for node in nodes if node.number is not None]
    pairs = {one + other for one, other in combinations(numbers, 2)}
    return {*numbers, *pairs, sum(numbers, Decimal(0))}


MEASURE = "[个名人辆家台]"
STAFF = "编制|实有|在职|在编|人员|职工|人数|核定"
POST = "行政|事业|参公|参照|工勤|机关|财政|自收"
WHOLE = re.compile(
    rf"(?:(?:{STAFF})[^，。；\d]{{0,6}}?(?P<whole>\d{{1,5}})\s*{MEASURE}"
    rf"|(?P<posts>\d{{1,5}})\s*{MEASURE}?(?:{STAFF}))[\u4e00-\u9fff]{{0,4}}"
    rf"[，,]?\s*(?:其中|[\u4e00-\u9fff]{{0,8}}[：:（(]|其中[：:])"
)
PART = re.compile(rf"(?:{POST})[\u4e00-\u9fff（）]{{0,12}}?(?P<part>\d{{1,5}})\s*{MEASURE}?")
# What is within a part is no part of its own (行政编制10名，含工勤2名); nor is a change of one.
WITHIN_PART = re.compile("[（(](?:其中|含|包括)[^（()）]*[）)]")
PARTS_END = re.compile("[。；）)\n]|[较比](?:上|去|20)")


@rule(
    "MZ620",
    "编制和人数的部分相加等于总数",
    identity="一句话里写出总数，又按行政、事业等分开写的，各部分之和等于总数",
    why="各部分加起来不是总数，必有一个数错了。",
    formula="总编制（实有人数）= 行政 + 事业 + …",
    reference=TEXT,
    remedy="核对总数和各部分。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def parts_of_staff(evidence: Evidence) -> Iterator[Finding]:
    """Figures beside 编制 or staff in a sentence do not add up: 28 posts, 9 and 18 of them."""
    for passage in evidence.passages:
        for start, message in _parts_of_staff(passage.digits):
            yield Finding(passage.at(start), message)


@remembered
def _parts_of_staff(text: str) -> Iterator[tuple[int, str]]:
    """Where figures beside 编制 or staff in a text do not add up."""
    for match in WHOLE.finditer(text):
        rest = PARTS_END.split(WITHIN_PART.sub("", text[match.end() :]), maxsplit=1)[0]
        parts = [int(part["part"]) for part in PART.finditer(rest)]
        name = "whole" if match["whole"] else "posts"
        is_one = name == "posts" and len(parts) == 1 and "其中" not in match.group()
        if (len(parts) > 1 or is_one) and sum(parts) != int(match[name]):
            added = " + ".join(map(str, parts)) + (f" = {sum(parts)}" if parts[1:] else "")
            yield match.start(name), f"总数写的是 {match[name]}，各部分 {added}。"


# 占76.23 is a share, and so may 占比120 be; 占3 counts, 比例为1.5 is a ratio.
SHARE = re.compile(
    rf"(?:占[^，。；,%％\d]{{1,24}}?(?P<share>{NUMBER})"
    r"|(?:占|比重)[为是达到约]{0,2}\s*(?P<bare>[0-9]+\.[0-9]{1,4})"
    r"|比例[为是达到约]{0,2}\s*(?P<part>[1-9][0-9]{1,2}\.[0-9]{1,4}))"
    r"(?=\s*(?:[，。；;）)]|,(?![0-9])|$))"
)


@rule(
    "MZ621",
    "占比写明 %",
    identity="“占……”“比重”“比例”之后的百分数写明“%”",
    why="没有百分号，读的人不知道是金额还是占比。",
    reference=TEXT,
    remedy="在数字后面补上“%”。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def share_without_mark(evidence: Evidence) -> Iterator[Finding]:
    """A share beside a thing's name lacks its %: 占76.23."""
    for passage in sentences(evidence):
        for match in SHARE.finditer(passage.digits):
            start = match.start(match.lastgroup or 0)
            yield Finding(passage.at(start), f"“{match.group()}”没有写“%”。")


UNMEASURED = re.compile(
    r"(?:支出|收入|[决预]算|金额|经费)数?(?:合计|共计|[为是])\s*(?P<number>[0-9][0-9,]*\.[0-9]{1,4})"
    r"(?=[，。；）)]|$)"
)
# 支出0.3万。 is half of a unit; 参保人数12.5万 has none to have.
HALF_UNIT = re.compile(
    rf"(?:支出|收入|[决预]算|金额|资金|经费|费)数?(?:合计|共计|[为是了约共])?\s*(?P<number>{NUMBER}\s*万)"
    r"(?=[，。；（()）]|$)"
)


@rule(
    "MZ650",
    "金额写明单位",
    identity="“支出（收入、预算、决算）为……”之后的数写明元、万元，“万元”不写成“万”",
    why="没有单位，读的人不知道是元还是万元。",
    reference=TEXT,
    remedy="在数字后面补上单位。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def amount_without_unit(evidence: Evidence) -> Iterator[Finding]:
    """A figure beside the name of what was spent lacks its unit: 支出决算为4.19。"""
    for passage in sentences(evidence):
        for match in UNMEASURED.finditer(passage.digits):
            place = passage.at(match.start("number"))
            yield Finding(place, f"“{match.group()}”没有写单位（元、万元）。")
        for match in HALF_UNIT.finditer(passage.digits):
            place = passage.at(match.start("number"))
            yield Finding(place, f"“{match['number']}”的单位少一个“元”字。")


MEASURES = "万元|亿元|元|人|个|辆|%"
CHANGED = re.compile(
    rf"[由从](?P<before>{NUMBER})\s*(?P<unit>{MEASURES})?(?P<beside>[^，。；\d]{{0,6}}?)"
    r"(?P<word>增加|增长|上升|提高|减少|下降|降低|压减)[了]?[到至为]\s*"
    rf"(?P<after>{NUMBER})\s*(?P<last>{MEASURES})?"
)
UP = ("增加", "增长", "上升", "提高")
# Who goes up in a ranking has a smaller number: 由20位上升到15位; persons (名) are more or fewer.
RANK, RANKED = re.compile("[位名]"), ("上升", "提高", "下降", "降低")


@rule(
    "MZ622",
    "由多少到多少，方向相符",
    identity="“由X增加到Y”的 Y 大于 X，“由X减少到Y”的 Y 小于 X",
    why="说增加而数变小，方向或两个数写反了。",
    reference=TEXT,
    remedy="核对两个数和方向。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def from_to(evidence: Evidence) -> Iterator[Finding]:
    """Figures beside a name contradict the sentence's direction: 由5万元减少到8万元."""
    for passage in sentences(evidence):
        for match in CHANGED.finditer(passage.digits):
            if match["word"] in RANKED and RANK.match(match["beside"].strip()):
                continue
            before, after = _in_one_measure(match)
            if after == before or (after > before) != (match["word"] in UP):
                yield Finding(passage.at(match.start()), f"“{match.group()}”的方向不对。")


def _in_one_measure(match: re.Match[str]) -> tuple[Decimal, Decimal]:
    """What a name's figure was and became, 由9000元增加到1.2万元; a unit said once is of both."""
    units = match["unit"] or match["last"], match["last"] or match["unit"]
    worths = [WORTH.get(unit or "", Decimal(1)) for unit in units]
    before, after = number_of(match["before"]), number_of(match["after"])
    return EXACT.multiply(before, worths[0]), EXACT.multiply(after, worths[1])


SCORED = re.compile(rf"自评[\u4e00-\u9fff]{{0,4}}得?分[为是：:]*(?P<points>{NUMBER})\s*分")


FULL = re.compile(f"[总满]分[为是：:]*(?P<full>{NUMBER})\\s*分")
SCORE = "得分"
BEHIND = re.compile(f"[^。；\n]{{0,12}}{SCORE}[为是：:]*[0-9]")
# The Ministry calls what has fewer points 差 (财预〔2020〕10 号).
FAILED = 60
PRAISE = re.compile(
    "(?:总体|较为?|效果|完成得?|成绩|情况)(?:良好|优秀|较好)|达到(?:了)?预期|圆满|成效(?:明显|显著)"
)


@rule(
    "MZ623",
    "文字中的自评得分与自评表相符",
    identity="自评表的文字写出的自评得分，等于该表各行得分之和；版式说了文字里叫什么（“文中”）的数，文字写的与填的相同；"
    "得分不到 60 分（项目支出绩效评价管理办法的“差”）的，文字不说总体良好、达到预期",
    why="文字和表的得分不同，读的人会问哪个是真的。",
    formula="文字中的得分 = Σ 得分 + 资金分值 × 全年执行数 ÷ 全年预算数",
    reference="项目支出绩效自评表",
    remedy="核对文字和各行的得分。",
    severity=Severity.WARNING,
)
@limited
def scored_in_words(evidence: Evidence) -> Iterator[Finding]:
    """A score beside its name: 自评得分98分, of a table whose lines add up to 100."""
    rated = (p for p in evidence.account.projects if not is_unrated(p))
    scored = {p.name: p for p in rated if p.weight is not None}
    for passage in evidence.passages:
        for match in _told_scores(passage.digits):
            project = next((scored[name] for name in scored if passage.is_below(name)), None)
            total = evidence.rounding.points(project) if project else None
            told = number_of(match["points"])
            if total is not None and rounded(told, 2) != rounded(total, 2):
                yield Finding(
                    passage.at(match.start("points")),
                    f"这里写 {told} 分，自评表合计 {total} 分。",
                    operands=lines_of(project) if project else (),
                    about=frozenset({project.name} if project else ()),
                )
    for path, words in _told_in_texts(evidence.account.folder.schemas.get(DISCLOSURE, {})):
        stated = evidence.account.source.get(*path)
        if stated and stated.number is not None:
            yield from _told_otherwise(stated, path, words, evidence)
            yield from _praised(stated, path, evidence)


def _told_scores(text: str) -> Iterator[re.Match[str]]:
    """Scores beside their name; 自评满分100分 is none, nor 自评总分100分 before what was scored."""
    for match in SCORED.finditer(text):
        is_full = "满分" in match[0] or ("总分" in match[0] and BEHIND.match(text, match.end()))
        if not is_full:
            yield match


def _praised(stated: Node, path: Path, evidence: Evidence) -> Iterator[Finding]:
    """A score that is a failure, beside words of praise: 9.5, and 总体良好."""
    is_failed = path[-1].endswith(SCORE) and 0 < (stated.number or 0) < FAILED
    texts = (p for p in evidence.sentences if p.keys[0] == path[0]) if is_failed else ()
    found = next(((p, match) for p in texts if (match := PRAISE.search(p.text))), None)
    if found:
        passage, match = found
        message = f"“{path[-1]}”是 {stated.text}，不到 {FAILED} 分，文字却说“{match.group()}”。"
        operands = (Operand("/".join(passage.keys), match.group(), passage.at(match.start())),)
        yield Finding(stated.place, message, operands=operands)


def _told_in_texts(schema: Schema, above: Path = ()) -> Iterator[tuple[Path, Sequence[str]]]:
    """The figures of which the form says beside what names texts have them, in no list."""
    for name, below in schema.get("properties", {}).items():
        if words := below.get(TOLD_IN_TEXTS):
            yield (*above, name), words
        yield from _told_in_texts(below, (*above, name))


def _told_otherwise(
    stated: Node, path: Path, words: Sequence[str], evidence: Evidence
) -> Iterator[Finding]:
    """A figure beside its name in a report: 自评得分：95分, where the form's own key says 97.5."""
    called = re.compile(rf"(?:{'|'.join(map(re.escape, words))})[为是：:]*(?P<number>{NUMBER})")
    for passage in evidence.passages:
        is_of_all = passage.is_file or passage.keys[0] == path[0]
        for match in called.finditer(passage.digits) if is_of_all else ():
            if number_of(match["number"]) != stated.number:
                message = f"这里写 {match['number']}，“{path[-1]}”是 {stated.text}。"
                operands = (Operand(path[-1], stated.text, stated.place),)
                yield Finding(passage.at(match.start("number")), message, operands=operands)
        for match in (
            FULL.finditer(passage.digits) if is_of_all and path[-1].endswith(SCORE) else ()
        ):
            if stated.number is not None and number_of(match["full"]) < stated.number:
                message = f"总分写 {match['full']} 分，“{path[-1]}”是 {stated.text} 分。"
                operands = (Operand(path[-1], stated.text, stated.place),)
                yield Finding(passage.at(match.start("full")), message, operands=operands)
