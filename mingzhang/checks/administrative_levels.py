"""Levels of administration in a text: the agency's areas → where a text names another level.

全市 in a prefecture's duties, 县医保局 for the 区医保局, 甲县 where the place is 甲区.  A level
above the agency's own may be spoken of (a district carries out what 全市 has, and makes no plans
for it); one beside it not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from mingzhang.checks.name_register import COMMON, COMMON_AREA, LEVELS, PARTY, PROVINCE, Register
from mingzhang.checks.remembered import remembered
from mingzhang.facts.offices_and_areas import areas
from mingzhang.facts.place_names import (
    has_one_more,
    is_of_no_province,
    may_be_autonomous,
    place_at_end,
)

MARKS = "".join(LEVELS)
# 市场, 区域, 县域 and 全州县 are no levels; nor are 安全区, 成本区间.
NOT_AFTER = "(?!市场|区[域间块划别位]|县域|州县|[省市州盟县旗区]级)"
ALL = re.compile(f"(?:(?<![安健保齐完])全|(?<![成基根资样])本){NOT_AFTER}(?P<mark>[{MARKS}])")
# In 全市中县区 of 市中区 and 新城市容 of 新城区 the name is in two other words.
IN_A_WORD, OF_CITY = "(?<![全本我])", "(?!(?<=市)(?:政(?!府)|容|民|貌))"
PLANNING = re.compile(
    f"(?:(?:组织|负责|牵头|研究)*(?:拟订|拟定|制定|制订|编制|起草)"
    # What is built to cover all the province, its own office builds.
    f"|(?P<runs>负责|建立健全|(?:构建|建立|建成|搭建|打造|形成)了?覆盖))"
    f"(?P<all>全(?P<mark>[省市州]){NOT_AFTER})(?!统一|部署|性|重[大点]|联[网动])"
)
# What only a province has, where none is: 由省统筹, in a district of a city under none.
OF_PROVINCE = re.compile("(?<=[由经报向])省(?=统筹|级|财政|政府|委(?!员)|直)")
# What governs does so in its own place; a hospital may well serve all the province.
GOVERNING = re.compile("(?:局|委|委员会|办公室|部|政府)$")
HELPING = re.compile("(?:参与|协助|配合|按照|根据)$")
DISTRICT = "区"  # of a city, and of what is called 自治区
SMALL = 2  # characters of a place's name without its mark
ORDERING = re.compile(
    f"(?:完成|承办|办理)(?P<who>(?P<mark>[{MARKS}])委[、和及](?P<other>[{MARKS}])(?:人民)?政府)(?=交办|交付|下达)"
)
# Offices that only a province calls so, and an 自治区: its 区财政厅 is one.
PROVINCIAL = re.compile(
    "(?<!自治)(?P<mark>[市州盟县旗区])(?:财政|教育|民政|司法|公安|审计|水利|商务|劳动|人事|卫生|交通运输|农业农村|自然资源|生态环境"
    "|人力资源和?社会保障|住房和城乡建设|文化和旅游)厅"
)
# Several offices in a list, each with its level: 省委组织部、省劳动厅、省财政厅.
LISTED = re.compile(
    f"(?P<mark>[{MARKS}])(?!场|域)[\u4e00-\u9fff]{{1,8}}?[部局厅委办](?![部局厅委办])"
)
OFFICES = re.compile(f"(?:{LISTED.pattern.replace('?P<mark>', '')}、){{2,}}{LISTED.pattern}")
ENOUGH, PAIR = 4, 2  # offices of a list, and the levels of it when one is a slip
# Words behind which the name of a superior stands.
ABOVE = re.compile("(?:承办|完成|根据|按照|报请|上报|报经)$")
LONG = 5  # characters of a name that is called by three of them: 医疗保障局, 医保局
STARTS = re.compile("(?:^|[。；\n])$")
# Words behind which the name of an office begins.
BEGINS = re.compile("(?:^|[，。；：、,;（）()“”\\s])$")


@remembered
def levels_of_others(register: Register, text: str) -> Iterator[tuple[int, str]]:
    """Where a text names an administrative level that is neither its own nor above."""
    own = _own(register)
    if not own:
        return
    wrong = _beside(own)
    unheard = PROVINCE if is_of_no_province(register.areas) else ""
    region = DISTRICT if may_be_autonomous(register.areas) else ""
    for match in ALL.finditer(text):
        if match["mark"] in wrong + unheard and match["mark"] != region:
            yield match.start(), match.group()
    for match in OF_PROVINCE.finditer(text) if unheard else ():
        yield match.start(), match.group()
    yield from _plans_above(register, text)
    yield from _superiors(register, text)
    for match in PROVINCIAL.finditer(text):
        if match["mark"] != region:
            yield match.start(), match.group()
    yield from _offices(register, text, wrong)
    yield from _among_offices(text)
    yield from _places(register, text)


def strange_areas(name: str) -> Iterator[str]:
    """The areas at the head of a name that cannot be: a wider one behind, 山东社省."""
    own = [area.removeprefix(PARTY) for area in areas(name)]
    for number, area in enumerate(own):
        is_wider = number and area[-1] == PROVINCE
        # 长春城市管理局, 某县城市管理局: a common word, and no place.
        if (is_wider or has_one_more(area)) and not COMMON_AREA.search(area):
            yield area


def _among_offices(text: str) -> Iterator[tuple[int, str]]:
    """The one office of another administrative level among others: 省委、区委、省厅、省局."""
    for offices in OFFICES.finditer(text):
        found = list(LISTED.finditer(text, *offices.span()))
        count = Counter(office["mark"] for office in found)
        for office in found[1:-1] if len(found) >= ENOUGH and len(count) == PAIR else ():
            if count[office["mark"]] == 1:
                yield office.start(), office.group()


def _own(register: Register) -> str:
    """The administrative levels (省, 州, 县) of the areas of all that the document names."""
    return "".join(area[-1] for name in register.texts for area in areas(name))


def _beside(own: str) -> str:
    """The administrative levels of the names, and those below, that no name has.

    A 市 with a 示范区 is in no 州.
    """
    tiers = [number for number, marks in enumerate(LEVELS) if set(marks) & set(own)]
    told = "".join(m for n, m in enumerate(LEVELS) if n in tiers or n > max(tiers))
    return "".join(mark for mark in told if mark not in own)


def _plans_above(register: Register, text: str) -> Iterator[tuple[int, str]]:
    """An administrative level above for which nobody below makes plans: 拟订全市规划 of a 区."""
    own = list(areas(register.names[0].name))
    tiers = [n for n, marks in enumerate(LEVELS) if own and own[-1][-1] in marks]
    above = "".join(LEVELS[: max(tiers, default=0)])
    governs = GOVERNING.search(register.names[0].name)
    for match in PLANNING.finditer(text) if above else ():
        helps = HELPING.search(text[: match.start()]) or (match["runs"] and not governs)
        if match["mark"] in above and place_at_end(own[-1]) == own[-1] and not helps:
            yield match.start("all"), match["all"]


def _superiors(register: Register, text: str) -> Iterator[tuple[int, str]]:
    """The administrative level of who gives orders: 县委、县政府 where they are 区委、区政府."""
    own = list(areas(register.names[0].name))
    marks = "".join(area[-1] for area in own)
    # A 高新区 is no level, and obeys the city.
    is_level = bool(own) and place_at_end(own[-1]) == own[-1]
    for match in ORDERING.finditer(text) if own else ():
        is_other = match["mark"] != marks[-1] and (is_level or match["mark"] not in marks)
        # Both are of one level: 省委和州政府 give no orders together.
        if is_other or match["mark"] != match["other"]:
            yield match.start("mark"), match.group("who")


def _offices(register: Register, text: str, wrong: str) -> Iterator[tuple[int, str]]:
    """An office named with another administrative level: 县医保局 for 区医保局."""
    short = {word[1:] for word in register.short if word[0] in MARKS}
    bodies = sorted(filter(None, {*register.bodies, *short}), key=len, reverse=True)
    if not bodies or not wrong:
        return
    beside = next(marks for marks in LEVELS if set(marks) & set(_own(register)[-1]))
    office = re.compile(f"(?P<mark>[{wrong}])(?:{'|'.join(map(re.escape, bodies))})")
    for match in office.finditer(text):
        before = text[max(0, match.start() - 4) : match.start()]
        # Those below one guides; of those above and beside nobody else has the business.
        is_named = BEGINS.search(before) or COMMON.search(before)
        if ABOVE.search(before) or (is_named and match["mark"] in beside):
            yield match.start(), match.group()
    called = [body[0] + body[2] + body[-1] for body in register.bodies if len(body) >= LONG]
    brief = re.compile(f"(?P<mark>[{wrong}])(?:{'|'.join(map(re.escape, called)) or '$^'})")
    for match in brief.finditer(text):
        # What begins a sentence does the work itself; below it there may be several of the name.
        if match["mark"] in beside and STARTS.search(text[: match.start()]):
            yield match.start(), match.group()


def _places(register: Register, text: str) -> Iterator[tuple[int, str]]:
    """A place named with another administrative level: 甲县, where it is 甲区."""
    # 长沙县 is in 长沙市: what is neither is told once.
    own_marks: dict[str, str] = {}
    for area in dict.fromkeys(a for name in register.texts for a in areas(name)):
        own_marks[area[:-1]] = own_marks.get(area[:-1], "") + area[-1]
    for stem, marks in own_marks.items():
        others = "".join(mark for mark in MARKS if mark not in marks)
        if len(stem) < SMALL:
            continue
        other = f"{IN_A_WORD}{re.escape(stem)}{NOT_AFTER}[{others}]{OF_CITY}"
        for match in re.finditer(other, text):
            is_ours = any(text.startswith(own, match.start()) for own in register.areas)
            if not is_ours and place_at_end(match.group()) != match.group():
                yield match.start(), match.group()
