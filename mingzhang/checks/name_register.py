"""The register of names: a document → the offices that it speaks of, and names that only resemble.

In: the profile, the figures' file and the self-evaluations.  Out: a ``Register``: the full names of
the agency, its units and its superior, the areas that they belong to, and where a text names an
office that is one slip away from them or that belongs to another place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from typing import NamedTuple

from mingzhang.checks.remembered import remembered
from mingzhang.diagnostics import Place
from mingzhang.facts.account import Account
from mingzhang.facts.offices_and_areas import areas
from mingzhang.facts.place_names import are_beside, is_province_of, lies_within, place_at_end
from mingzhang.facts.source_nodes import rows
from mingzhang.reading.node import Node

PROVINCE = "省"
PARTY = "中共"  # before the place of a committee of the Party
COMMON_MARKS = "区县"  # 老城区 is a place, and any old town; 白城市 is no kind of town
LEVELS = ("省", "市州盟", "县旗区")
ENDINGS = (
    *("委员会", "办公室", "中心", "局", "厅", "处", "院", "所", "站", "队", "校", "馆", "会", "委"),
    *("部", "大学", "学院", "中学", "小学", "幼儿园", "社", "团", "政府", "街道"),
)
ORDINALS = re.compile("[第一二三四五六七八九十0-9]")
ALIKE = 0.85  # one character of a name of ten, or two left out of twelve
KINDRED = 0.5  # half of the characters: an office for the same business
MOST_NAMES = 40  # names whose misspellings are looked for

# 人民政府 and 局 are offices wherever they stand; a 中心 or a 院 may be anybody's.
OFFICE = re.compile(
    # An organ of a committee (区委组织部) ends in what many a common word ends in.
    "(?P<body>(?P<party>委[\u4e00-\u9fff]{2,8}?部(?![门分署队位件长]))"
    "|(?P<government>人民政府)"
    "|[\u4e00-\u9fff]{2,16}?(?:(?P<public>(?<![格布全大结邮])局(?![部面势限域])|委员会|厅"
    "|人民政府)|中心|院|所|站|馆))"
)
MARKER = re.compile("[省市州盟县旗区]")
JOINING = re.compile("[的了在到为及或由对将其等被把]")
# 全市, 各县, 社区, 由市: what stands before the mark is no name.
COMMON = re.compile(
    "(?:[全我本各该外某何每跨属驻由与和对向为经在请及给把将被报从到于是即如的了会同入以]"
    "|承办|完成|配合|协助|落实|执行|贯彻|上报|提请|根据|按照|通过|负责|接受|参加|组织|服从"
    "|管理|监督|指导|服务|保障|支持|归口|交办|统筹|有关|相关|其他|包括|作为|关于|方便|便民"
    "|协调|衔接|对接|联合|联系|督促|督导|承接|承担|抄送|抄报|报送|报请|呈报|接收|收集|追加|会商|商请"
    "|推动|推进|委托|受托|派驻|进驻|入驻|邀请|走访|依托|参与|移交|移送|转交|转送|送交|划转|划归|隶属"
    "|借调|抽调|选派|选调|征求|听取|响应|执纪|争取|申请|申报|取得|获得|收到|拨付|下拨|上缴|汇总|审核"
    "|检查|考核|评价|评估|复核|核定|批准|印发|转发|下发|发布|通报|通知|发送|反馈|回复|答复|办理|受理"
    "|代表|代理|代管|托管|统一|集中|共同|分别|直接|及时|定期|所属|下属|直属|下辖|原属|上级|下级|同级"
    # What money is for, and how it moved: 用于维持区某中心的运转, 追加区某中心的经费.
    "|维持|维护|维修|维保|养护|组建|筹建|新建|扩建|改建|建设|建立|改造|装修|修缮|修建|改扩建|运营|运维|运行"
    "|发放|支付|拨给|缴纳|弥补|补助|补贴|补充|资助|扶持|慰问|宣传|购置|购买|采购|租赁|租用|开展|举办|打造"
    "|提升|提高|改善|优化|完善|加强|深化|推行|实施|支撑|满足|确保|保证|解决|安排|增加|减少|压减|调减|调增"
    "|返还|退还|偿还|归还|聘用|招聘|培训|奖励|表彰|救助|帮扶|支援|援助|牵头|配套|覆盖|惠及|辐射|提供|搬迁"
    "|拆除|清洗|绿化|美化|亮化|围绕|结合|立足|依据|遵照|遵循|参照|对照|其中|现有|原有|新增|下达|转拨|划拨"
    "|注销|撤销|合并|成立|新设|更名|改制|腾退|支持|鼓励|引导|设立|保留|主要)$"
)
COMMON_AREA = re.compile(
    "(?:[城县地省州区都超门]市|[区市][县区]|[城社小园辖地景校厂库片灾山牧林矿新老街院病疫军战]区"
    "|[发范功能护治]区|[省市]级)$"
)
# Where other places' offices come and go.
VISITS = re.compile("接待|来访|交流|考察|调研|来[\u4e00-\u9fff]{1,2}学习|兄弟单位|外地")
RECEPTIONS = frozenset({"国内接待", "外宾接待", "公务接待费", "因公出国境费"})
TITLES = "《[^》]{1,60}》"
LONGEST_HEAD = 24  # characters of the areas with which a title begins
# What goes from one place to another, or is said of several.
JOINED = re.compile("[与和及、至到往向由从赴自跨经在于]$")
JOINED_ON = re.compile("[、和与及至等]|以[外内]")
# Who is led, looked after or paid by a registered office is another than it.
LED = re.compile("(?:指导|督促|督导|督查|检查|考核|拨付|下达|补助|[对向给])$")
# 市场, 区域 and 州县 name no place.
ACTING = re.compile(
    "(?:^|(?<=[，。；\n]))(?P<place>[\u4e00-\u9fff]{2,8}?[市州盟县旗区])(?=[\u4e00-\u9fff]{2})(?![场域县级内外])"
)
TITLED = re.compile("《([\u4e00-\u9fff]{1,8}?[省市州盟县旗区])")
# Whose government it is, is a town's; one that a direction or a number tells apart is another.
TOWN = re.compile("(?P<stem>[\u4e00-\u9fff]{2,4})(?:镇|乡|街道)(?=人民政府$|办事处$)")
OTHER_TOWN = re.compile("[东西南北中上下前后左右内外大小新老城乡市村一二三四五六七八九十]")
SHORT_FORM = re.compile('简称[:：为]?[“"]?([一-鿿]{2,12})')
NOT_INSERTED = frozenset("的、")
SMALL = 2  # characters of a city's name without its mark
SHORTEST = 5  # a name of fewer characters resembles too many words


class Named(NamedTuple):
    """A registered name and where it stands; what is derived from it has its place."""

    name: str
    place: Place


@dataclass(frozen=True, eq=False)
class Register:
    """The register of a document's names, the agency's first, and its texts' short forms."""

    names: tuple[Named, ...]
    short: frozenset[str] = frozenset()

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The full names of the offices in the register."""
        return tuple(dict.fromkeys(named.name for named in self.names))

    @cached_property
    def areas(self) -> frozenset[str]:
        """The areas of the registered names, in full and short (two characters and the mark)."""
        full = [area.removeprefix(PARTY) for name in self.texts for area in areas(name)]
        return frozenset((*full, *(area[:2] + area[-1] for area in full)))

    @cached_property
    def _ours(self) -> re.Pattern[str]:
        """What no foreign name is found in: the register's own areas, and the titles of papers."""
        known = sorted(map(re.escape, self.areas), key=len, reverse=True)
        return re.compile("|".join((TITLES, *known)))

    @cached_property
    def bodies(self) -> frozenset[str]:
        """The names of the register's offices without their areas."""
        return frozenset(name[len("".join(areas(name))) :] for name in self.texts)

    @cached_property
    def spellings(self) -> tuple[Named, ...]:
        """The names in the register and their short forms, to look for misspellings."""
        return tuple(n for n in self.all_spellings if len(n.name) >= SHORTEST)[:MOST_NAMES]

    @cached_property
    def all_spellings(self) -> tuple[Named, ...]:
        """All names in the register and their short forms: none of them misspells another."""
        found = {n.name: n for n in self.names}
        for named in self.names:
            for short in _short(named.name):
                found.setdefault(short, Named(short, named.place))
        return tuple(found.values())

    @cached_property
    def known(self) -> tuple[str, frozenset[str]]:
        """All spellings in one text, and all of them without their numbers."""
        names = [named.name for named in self.all_spellings]
        return "\n".join(names), frozenset(ORDINALS.sub("", name) for name in names)

    def whole(self, named: Named) -> str:
        """The name as somebody typed it, of which the register may have a short form."""
        return next((n.name for n in self.names if n.place == named.place), named.name)

    @remembered
    def misspelt(self, text: str) -> Iterator[tuple[int, str, Named]]:
        """Where a text has a registered name with a character more, fewer or another."""
        told: set[int] = set()
        for named in self.spellings:
            for start, other in near(text, named.name):
                if start not in told and not self._is_known(other):
                    told.add(start)
                    yield start, other, named

    @remembered
    def towns(self, text: str) -> Iterator[tuple[int, str, Named]]:
        """Where a text has a town that is the agency's own but for one character behind the first.

        Its name alone is too short to be held against words of any kind.
        """
        for pattern in self._nearly_own_town:
            for match in pattern.finditer(text):
                if not OTHER_TOWN.match(match[1]):
                    yield match.start(), match.group(), self.names[0]

    @cached_property
    def _nearly_own_town(self) -> tuple[re.Pattern[str], ...]:
        """The agency's own town with another character each behind the first."""
        agency = self.names[0].name
        own = TOWN.match(agency[len("".join(areas(agency))) :])
        town, stem = (own.group(), own["stem"]) if own else ("", "")
        return tuple(
            re.compile(f"{town[:at]}(?!{town[at]})([\u4e00-\u9fff]){town[at + 1 :]}")
            for at in range(1, len(stem))
            if not OTHER_TOWN.match(town[at])
        )

    def _is_known(self, other: str) -> bool:
        names, plain = self.known
        return other in names or ORDINALS.sub("", other) in plain

    @remembered
    def strangers(self, text: str) -> Iterator[tuple[int, str]]:
        """Where a text names an office of another place than the register's names are of."""
        own = [match.span() for match in self._ours.finditer(text)]
        end = 0
        for marker in MARKER.finditer(text):
            start = marker.start()
            office = OFFICE.match(text, marker.end()) if start >= end else None
            if office is None or any(first <= start < last for first, last in own):
                continue
            place = self._elsewhere(_run(text, start), office)
            if text[start : office.end()] not in self.short and place:
                end = office.end()
                yield start + 1 - len(place), place + office["body"]

    @remembered
    def titled(self, text: str) -> Iterator[tuple[int, str]]:
        """Where the title of a paper names a place that is not in the register, of a known level.

        What lies within our place, or ours in it, is ours.
        """
        for match in TITLED.finditer(text):
            at = match.start(1)
            for area in areas(text[at : at + LONGEST_HEAD]):
                is_strange = place_at_end(area) == area and self._is_strange(area)
                if is_strange or self._is_namesake(area):
                    yield match.start(1), text[match.start(1) : at + len(area)]
                    break
                at += len(area)

    def _is_namesake(self, area: str) -> bool:
        """Whether an area is called as a registered one, after another city: 焦作示范区."""
        stem, tail = area[:SMALL], area[SMALL:]
        is_alike = len(tail) > 1 and any(own.endswith(tail) for own in self.areas)
        is_other = not any(own.startswith(stem) for own in self.areas)
        return is_alike and is_other and place_at_end(f"{stem}市") == f"{stem}市"

    def _is_strange(self, place: str) -> bool:
        return not self._is_ours(place) and (self._is_beside(place) or not self._is_below(place))

    @remembered
    def neighbours(self, text: str) -> Iterator[tuple[int, str]]:
        """Where a text names a place beside the registered agency's, by itself."""
        own = [match.span() for match in self._ours.finditer(text)]
        for marker in MARKER.finditer(text):
            start, end = marker.start(), marker.end()
            place = place_at_end(_run(text, start))
            first = end - len(place)
            is_named = len(place) > len("某区") and not any(a <= first < b for a, b in own)
            is_joined = JOINED.search(text[:first]) or JOINED_ON.match(text, end)
            if is_named and not is_joined and self._is_beside(place) and not self._is_ours(place):
                yield first, place

    @remembered
    def prefixed(self, text: str) -> Iterator[tuple[int, str]]:
        """Where a text has another place right before one of the register's: 甲县乙省某局."""
        for match in self._ours.finditer(text):
            area, place = match.group(), place_at_end(text[: match.start()])
            is_known = area in self.areas and place_at_end(area) == area
            if len(place) > len("某区") and is_known and not lies_within(area, (place,)):
                yield match.start() - len(place), place

    @remembered
    def acting(self, text: str) -> Iterator[tuple[int, str]]:
        """Where a clause begins with a place that is not the register's: ，丙县做好国有资产…."""
        for match in ACTING.finditer(text):
            place = match["place"]
            is_named = len(place) > len("某区") and place_at_end(place) == place
            if is_named and not COMMON_AREA.search(place) and self._is_strange(place):
                yield match.start("place"), place

    def _is_beside(self, place: str) -> bool:
        """Whether a place is beside the registered agency's, in the same larger one."""
        own = list(areas(self.texts[0].removeprefix(PARTY)))
        if not own or level_of(own[-1]) != level_of(place) or place[-1] == PROVINCE:
            return False
        return are_beside(own[-1], place) or (bool(own[:-1]) and lies_within(place, own[-2:-1]))

    def _elsewhere(self, run: str, office: re.Match[str]) -> str:
        """The place, not in the register, of an office; empty where it is ours, or no place."""
        is_same = any(office["body"].endswith(body) for body in self.bodies)
        place = place_at_end(run)
        is_told = len(place) > len("某县") or place == run
        if not (place and is_told):
            # No such place is known: a name only where it is that of the same office.
            is_name = is_same and not MARKER.match(office["body"]) and self._is_name(run)
            return _own_part(run) if is_name else ""
        is_meant = is_same and not LED.search(run[: -len(place)])
        if self._is_below(place) and not (is_meant or self._is_beside(place)):
            return ""
        is_common = place[-1] in COMMON_MARKS and self._is_common(run, office)
        is_ours = is_common or self._is_ours(place)
        return place if not is_ours and self._is_office(office) else ""

    def _is_name(self, area: str) -> bool:
        # All provinces are known.
        is_none = area[-1] == PROVINCE or len(area) <= len("某市")
        if is_none or COMMON.search(area[:-1]) or COMMON_AREA.search(area):
            return False
        return not self._is_ours(area)

    def _is_ours(self, area: str) -> bool:
        """Whether an area is in the register, or of a level of which our name is not known."""
        if area[-1] == PROVINCE:
            return is_province_of(area, self.areas)
        same = [own for own in self.areas if level_of(own) == level_of(area)]
        if not same:
            return not self._is_of_another(area)
        return any(area.endswith(own) or own.endswith(area[-3:]) for own in self.areas)

    def _is_of_another(self, place: str) -> bool:
        """Whether a place is known to lie elsewhere than the register's: 柳河县, of 长春市."""
        are_known = self.areas and all(place_at_end(own) == own for own in self.areas)
        is_lower = all(level_of(own) < level_of(place) for own in self.areas)
        is_known = len(place) > len("某县") and place_at_end(place) == place
        return bool(are_known and is_lower and is_known and not self._is_below(place))

    def _is_below(self, place: str) -> bool:
        return lies_within(place, self.areas)

    def _is_common(self, area: str, office: re.Match[str]) -> bool:
        """Whether a word for an area (社区, 城市) is a common one, no registered name."""
        is_same = any(office["body"].endswith(body) for body in self.bodies)
        return bool(COMMON_AREA.search(area)) and not (is_same and area.endswith("城市"))

    def _is_office(self, office: re.Match[str]) -> bool:
        body = office["body"]
        if JOINING.search(body):
            return False
        inner = body[max((m.end() for m in MARKER.finditer(body)), default=0) :]
        is_kindred = any(_likeness(inner, own) >= KINDRED for own in self.bodies)
        return is_kindred or any(office[kind] for kind in ("public", "party", "government"))


def register(account: Account) -> Register:
    """The register of the names of offices and places that a document knows."""
    own = account.profile.get("名称") or account.profile
    superior = most_common(superior_nodes(account), account.agency)
    others = [*unit_nodes(account), *([superior] if superior else [])]
    units = {unit.name for unit in account.units} if len(account.units) > 1 else set()
    sisters = units & {node.text for node in _listed(account.profile)}  # two files say the name
    known = (
        n for n in others if n.text and (n.text in sisters or not is_alike(n.text, account.agency))
    )
    names = (Named(account.agency, own.place), *(Named(n.text, n.place) for n in known))
    return _register_of(names, frozenset(_short_forms(account.folder.texts.values())))


@lru_cache
def _register_of(names: tuple[Named, ...], short: frozenset[str]) -> Register:
    """The register of the same names is the same, and remembers what texts it was asked about."""
    return Register(names, short)


def most_common(typed: Sequence[Node], agency: str) -> Node | None:
    """The name that most say, for the register; of as many each, the agency's own."""
    count = Counter(node.text for node in typed)
    return max(typed, key=lambda node: (count[node.text], node.text == agency), default=None)


def _short_forms(texts: Iterable[str]) -> Iterator[str]:
    """Short names of the register's offices, where a text uses them: 区医保局."""
    for text in texts:
        for match in SHORT_FORM.finditer(text):
            yield match[1]


def unit_nodes(account: Account) -> Iterator[Node]:
    """The units whose names are registered: by the profile, else by the figures' file."""
    profile = account.profile
    yield from _listed(profile)
    if not any(rows(profile, "预算单位")):
        yield from (n for row in rows(account.source, "单位") if (n := row.get("名称")))


def _listed(profile: Node) -> Iterator[Node]:
    """The units whose names are registered by the profile."""
    yield from rows(profile, "决算单位")
    for key in ("下属单位", "预算单位"):
        yield from (n for row in rows(profile, key) if (n := row.get("名称")))


def superior_nodes(account: Account) -> list[Node]:
    """Every 主管部门 that was typed, for the register of names."""
    above = account.source.get("主管部门")
    forms = (row.get("主管部门") for row in rows(account.folder.performance, "项目"))
    return [node for node in (above, *forms) if node]


def stands_within(name: str, words: str) -> bool:
    """Whether all characters of a registered name stand in words in order: 区医保局, 医疗保障局."""
    left = iter(words)
    return all(character in left for character in name)


def level_of(area: str) -> int:
    """The level of a registered name's area: 0 province, 1 city, 2 county or what is beside it."""
    return next(n for n, marks in enumerate(LEVELS) if area[-1] in marks)


def _short(name: str) -> Iterator[str]:
    """A registered office's short name: 甲州医疗保障局 for 甲某族自治州医疗保障局."""
    own = list(areas(name))
    body = name[len("".join(own)) :]
    for area in own[-1:] if body else ():
        yield area[:2] + area[-1] + body
        yield area + body
        yield area[-1] + body


def _run(text: str, marker: int) -> str:
    """Chinese characters before and with a marker that may be the name of a registered office."""
    run = re.search("[\u4e00-\u9fff]{1,16}$", text[max(0, marker - 15) : marker + 1])
    return run.group() if run else ""


def _own_part(area: str) -> str:
    """The likely name of a registered place: at most four characters, after a small word."""
    parts = re.split(f"{JOINING.pattern}|[和与向经请对从]", area[:-1])
    return parts[-1][-4:] + area[-1]


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def is_alike(other: str, name: str) -> bool:
    """Whether names for the register are alike and not the same.

    Numbered sisters (第一中学, 第二中学) are others.
    """
    if other == name or name in other or other in name:
        return False
    if ORDINALS.sub("", other) == ORDINALS.sub("", name):
        return False
    return _likeness(other, name) >= ALIKE


@remembered
def near(text: str, name: str) -> Iterator[tuple[int, str]]:
    """Windows of a text that are one slip away from a name of the register."""
    half = len(name) // 2
    head, tail = name[:half], name[half:]
    for match in re.finditer(re.escape(head), text):
        after = text[match.end() : match.end() + len(tail) + 1]
        other = "" if after.startswith(tail) else _slipped(after, tail)
        if other:
            yield match.start(), head + other
    for match in re.finditer(re.escape(tail), text):
        before = text[max(0, match.start() - len(head) - 1) : match.start()][::-1]
        other = "" if before.startswith(head[::-1]) else _slipped(before, head[::-1])
        if other:
            yield match.start() - len(other), other[::-1] + tail


def _slipped(found: str, meant: str) -> str:
    """The beginning of ``found`` that is the registered name ``meant`` with a slip in it."""
    size = next((i for i, (a, b) in enumerate(zip(found, meant, strict=False)) if a != b), 0)
    rest, wanted = found[size:], meant[size:]
    if size >= len(found) or len(wanted) < 2:
        return ""
    swapped = wanted[1] + wanted[0] + wanted[2:]
    candidates = (swapped, rest[0] + wanted[1:], wanted[1:], rest[0] + wanted)
    for candidate in candidates:
        is_blank = candidate == rest[0] + wanted and rest[0] in NOT_INSERTED
        if rest.startswith(candidate) and not is_blank:
            return found[:size] + candidate
    return ""


def shared_sequences(names: Sequence[str]) -> re.Pattern[str]:
    """A list of at least two registered names, and others between, joined by 、."""
    known = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    part = "[\u4e00-\u9fffA-Z（）]{2,20}?"
    return re.compile(f"(?:{known})(?:(?:、|和|及|以及)(?:{known}|{part}(?=[、和及。，；\n]|$)))+")
