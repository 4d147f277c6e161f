"""Rules on the names of offices: one register for every text and table.

MZ613 to MZ617, MZ680, MZ681, MZ685, MZ729 and MZ737.  The agency's own name with a slip is MZ605.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from unicodedata import combining

from mingzhang.checks.agency_name import misnamed
from mingzhang.checks.name_register import (
    RECEPTIONS,
    VISITS,
    level_of,
    most_common,
    shared_sequences,
    stands_within,
    superior_nodes,
)
from mingzhang.checks.remembered import remembered
from mingzhang.checks.rule import ANY, BUDGET, Cause, Evidence, Finding, limited, listed, rule
from mingzhang.checks.typed_texts import CLAUSE_END, Passage
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.offices_and_areas import areas, is_one_office, plain_name
from mingzhang.facts.place_names import lies_within, place_at_end
from mingzhang.facts.source_nodes import rows, text
from mingzhang.reading.node import Node

ABOVE = "主管部门"
NAMES = "公开文本各处的单位名称应为同一全称"
LISTING = re.compile("(?:设|下设|内设|分别是|分别为|包括|为|有|：|:)[^。；\n]{0,12}$")
INNER = re.compile("(?:科|股|室|处室|大厅)$")


@rule(
    "MZ613",
    "文字中的机关和地方是本地的",
    identity="文字和表中写出地名的机关，属于本单位所在的地方；文字里单独写的区、县，不是旁边的区、县；"
    "接待、交流、对口支援等处可以是外地的",
    why="别处的机关、地名出现在本单位的文本里，多半是抄来的。",
    reference=NAMES,
    remedy="改成本单位（或本地机关、本地）的名称；“名称”本身写错的，改正“名称”；"
    "确是外地的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def other_places(evidence: Evidence) -> Iterator[Finding]:
    """An office with the name of another place, left over from the document that was copied."""
    for passage in evidence.passages:
        if RECEPTIONS.isdisjoint(passage.keys) and passage.keys != ("名称",):
            for start, other in evidence.register.strangers(passage.text):
                sentence = _sentence(passage, start)
                if not (VISITS.search(sentence) or TOGETHER.search(sentence)):
                    agency = evidence.register.names[0]
                    message = f"“{other}”不是本地的机关，本单位是“{agency.name}”。"
                    operands = (Operand("单位名称", agency.name, agency.place),)
                    about = frozenset({other})
                    yield Finding(passage.at(start), message, operands=operands, about=about)
            if passage.is_sentence:
                yield from _neighbours(passage, evidence)


# What one place does for another, or together with it.
TOGETHER = re.compile(
    "支援|帮扶|协作|对口|合作|联合|联动|共建|援建|划[转归]|调[入出]|接壤|毗邻|交界|比对|学习|借鉴|经验"
)


# What an office is ruled by is its own place's, in its duties, too.
RULED = re.compile('[“”"]?三定|机构编制|编[委办]')


def _neighbours(passage: Passage, evidence: Evidence) -> Iterator[Finding]:
    """Offices named with a neighbour's words: 甲区文化广场, of the district beside."""
    register = evidence.register
    beside = [
        (at, place)
        for at, place in register.neighbours(passage.text)
        if not passage.is_duty or RULED.match(passage.text, at + len(place))
    ]
    acting = register.acting(passage.text) if passage.is_duty else ()
    for start, place in sorted({*beside, *acting, *register.prefixed(passage.text)}):
        is_acting = (start, place) in acting  # what its clause says is all that it does
        sentence = _clause(passage.text, start) if is_acting else _sentence(passage, start)
        # Of its offices the rule has told.
        is_office = any(
            at <= start < at + len(other) for at, other in _strangers(passage, evidence)
        )
        if not (is_office or VISITS.search(sentence) or TOGETHER.search(sentence)):
            agency = evidence.register.names[0]
            message = f"“{place}”不是本地，本单位是“{agency.name}”。"
            operands = (Operand("单位名称", agency.name, agency.place),)
            about = frozenset({place})
            yield Finding(passage.at(start), message, operands=operands, about=about)


def _clause(text: str, start: int) -> str:
    end = CLAUSE_END.search(text, start)
    return text[start : end.start() if end else len(text)]


def _strangers(passage: Passage, evidence: Evidence) -> Iterator[tuple[int, str]]:
    yield from evidence.register.strangers(passage.text)
    yield from evidence.register.titled(passage.text)


BLANKS = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f]")
NAMED = "[\u4e00-\u9fff]{1,12}[股科处室部]"
# Lists of the profile → the words that say that there are some.
TOLD_OF = {
    "内设机构": re.compile(
        "(?:内设|设置|设有|下设)[^。；\n]{0,30}?(?:机构|部门|[股科处室])[^。；\n]{0,4}?(?:分别[是为]|包括|[有为是：:])"
        f"(?P<some>{NAMED}(?:、{NAMED})+)"
    ),
    "下属单位": re.compile(
        "(?:下属|所属|下辖)[^。；\n]{0,12}?单位(?:共|有|共有)?(?P<some>[1-9一二三四五六七八九十两][0-9]?\\s*个)"
    ),
}
CALLED = frozenset(
    {
        *("名称", "简称", "主管部门", "实施单位", "决算单位", "内设机构", "下属单位", "预算单位"),
        *("单位", "项目"),
    }
)


@rule(
    "MZ729",
    "名称前后没有空白，里面没有特殊的空白和附加符号",
    identity="名称前后没有空白，中间的空白是普通的半角空格，汉字上没有附加的符号",
    why="看起来一样的两个名称，程序和搜索会当作两个，名称就对不上。",
    reference=NAMES,
    remedy="删去这个字符，用键盘重新输入；多半是从 Word、网页或 PDF 复制来的。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def odd_characters(evidence: Evidence) -> Iterator[Finding]:
    """An odd character in an office's name: an uncommon blank, or a mark upon a character."""
    called = CALLED.union(evidence.account.grouped)
    for passage in evidence.passages:
        if passage.keys[-1] in called and (odd := _odd(passage.text)):
            at, character = odd
            what = "特殊的空白" if BLANKS.match(character) else "附加的符号"
            message = f"“{passage.keys[-1]}”里有一个{what}（U+{ord(character):04X}）。"
            yield Finding(passage.at(at), message)
        elif passage.keys[-1] in called and passage.text != passage.text.strip():
            where = "末尾" if passage.text != passage.text.rstrip() else "开头"
            message = f"“{passage.keys[-1]}”的{where}有空白：“{passage.text}”。"
            yield Finding(passage.at(0), message, "删去引号里面、名称前后的空白。")


def _odd(text: str) -> tuple[int, str] | None:
    """The first mark in an office's name that is a blank or combines, and where it stands."""
    marks = ((at, c) for at, c in enumerate(text) if combining(c) or BLANKS.match(c))
    return next(marks, None)


def _sentence(passage: Passage, start: int) -> str:
    first = max(passage.text.rfind(mark, 0, start) for mark in "。；\n")
    end = re.compile("[。；\n]").search(passage.text, start)
    return passage.text[first + 1 : end.start() if end else len(passage.text)]


@rule(
    "MZ614",
    "主管部门各表相同",
    identity="各项目自评表写的主管部门，是同一个单位，与本单位在同一个地方；"
    "部门汇总的单位，预算里写的主管部门就是这个部门",
    why="同一单位的项目有两个主管部门，必有一处写错了；部门改了名、单位划转了，"
    "单位的文件没有改的，印出来的是原来的主管部门。",
    reference="项目支出绩效自评表；收入总表、绩效目标表",
    remedy="改成同一个名称；确有两个主管部门的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def one_superior(evidence: Evidence) -> Iterator[Finding]:
    """One table names another office as 主管部门 than the others."""
    typed = [node for node in superior_nodes(evidence.account) if node.text]
    usual = most_common(typed, evidence.account.agency)
    for node in typed:
        if usual and node.text != usual.text:
            message = f"主管部门“{node.text}”与其他各处的“{usual.text}”不同。"
            about = frozenset({node.text, usual.text})
            yield Finding(node.place, message, operands=_operand(usual), about=about)
    if usual and _is_elsewhere(usual.text, evidence.account.agency):
        agency = evidence.register.names[0]
        message = f"本单位是“{agency.name}”，主管部门“{usual.text}”是别处的。"
        operands, about = (Operand("名称", agency.name, agency.place),), frozenset({agency.name})
        yield Finding(usual.place, message, OF_THE_PLACE, operands, about=about)
    yield from _of_another(evidence)


OF_UNITS = "改成同一个名称；单位不归这个部门的，从“汇总”里删去；确实如此的，在“核对说明”里写明。"
OF_THE_PLACE = "改成本地的主管部门；确是别处的，在“核对说明”里写明。"


def _of_another(evidence: Evidence) -> Iterator[Finding]:
    """Units whose own budgets name another department than sums them; told once for each name."""
    folder, agency = evidence.account.folder, evidence.register.names[0]
    above = [(text(u.profile, "名称"), n) for u in folder.units if (n := u.disclosure.get(ABOVE))]
    # A unit that is the department's may be above others of it, but not its own office (机关).
    direct = (unit for unit, node in above if is_one_office(node.text, agency.name))
    known = (agency.name, *(unit for unit in direct if unit == plain_name(unit)))
    others: defaultdict[str, list[tuple[str, Node]]] = defaultdict(list)
    for unit, node in above:
        if node.text and not any(is_one_office(node.text, name) for name in known):
            others[node.text].append((unit, node))
    for name, ((_, first), *more) in others.items():
        units = listed([f"“{unit}”" for unit, _ in others[name]])
        message = f"{units}的主管部门写的是“{name}”，汇总的部门是“{agency.name}”。"
        places = (Operand(ABOVE, name, node.place) for _, node in more)
        operands = (Operand("名称", agency.name, agency.place), *places)
        about = frozenset({agency.name, name, *(unit for unit, _ in others[name])})
        yield Finding(first.place, message, OF_UNITS, operands, about=about)


def _is_elsewhere(superior: str, agency: str) -> bool:
    """Whether two offices' names say where they belong, and neither place is the other's."""
    theirs, ours = list(areas(superior)), list(areas(agency))
    # A province's office has no city above it; a 示范区 is no level.
    is_place = bool(theirs and ours) and place_at_end(theirs[-1]) == theirs[-1]
    if is_place and level_of(theirs[-1]) > level_of(ours[-1]):
        return True
    if not theirs or not ours or theirs[-1][:2] in agency or ours[-1][:2] in superior:
        return False
    # Two districts of one city are two places.
    return not lies_within(ours[-1], theirs[-1:]) and not lies_within(theirs[-1], ours[-1:])


def _operand(node: Node) -> tuple[Operand, ...]:
    return (Operand("另一处", node.text, node.place),)


@rule(
    "MZ615",
    "内设机构的列举与概况相同",
    identity="文字里列举的内设机构，与概况中的“内设机构”一个不多，一个不少；说有几个的，就是几个",
    why="文字列的科室与概况不同，读的人不知道有几个科室。",
    reference=NAMES,
    remedy="核对概况中的“内设机构”和这段文字，补上缺的，改正不同的。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def offices_listed(evidence: Evidence) -> Iterator[Finding]:
    """The words about duties name other inner offices than the list."""
    for offices in _offices(evidence.account.profile):
        names = [node.text for node in offices]
        pattern = shared_sequences(names) if len(names) > 1 else None
        for passage in evidence.passages if pattern else ():
            for match in pattern.finditer(passage.text) if pattern else ():
                yield from _unlike(passage, match.start(), _said(match.group(), names), offices)
    yield from _counted(evidence)


# How many inner offices there are, but for those of somebody below.
COUNTED = re.compile(
    "内设(?:机构|科室)(?P<behind>[0-9]{1,3})个|(?P<before>[0-9]{1,3})个内设(?:机构|科室)"
)
BELOW = re.compile("(?:下属|所属|下设|直属|其中)[^，。；、\n]*$")


def _counted(evidence: Evidence) -> Iterator[Finding]:
    """Words give another number of inner offices than there are in the one list."""
    offices = _named(evidence.account.profile, "内设机构")
    units = evidence.register.texts[1:]
    for passage in evidence.passages if offices else ():
        for match in COUNTED.finditer(passage.digits):
            number, before = int(match["behind"] or match["before"]), passage.text[: match.start()]
            is_ours = not BELOW.search(before) and not any(unit in before for unit in units)
            if number != len(offices) and is_ours:
                message = f"“{match.group()}”与概况不同：{len(offices)} 个。"
                operands = tuple(Operand("概况", node.text, node.place) for node in offices)
                yield Finding(passage.at(match.start()), message, operands=operands)


JOINT = "(?:、|以及|及|和(?=[\u4e00-\u9fff]+$))"


def _said(words: str, names: Sequence[str]) -> list[str]:
    """The inner offices that words list, of which a known name may have a 和 or 及 in it."""
    known = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.findall(f"(?:{known})(?={JOINT}|$)|(?:(?!{JOINT}).)+", words)


@rule(
    "MZ737",
    "写没有的，文字里没有列出",
    identity="概况里写“内设机构: []”“下属单位: []”的，文字里没有列举科室，没有说有几个下属单位",
    why="空的名单印成 0 个，后面的文字却列了名称，读的人不知道有还是没有。",
    reference=NAMES,
    remedy="在概况的名单里逐个写上；确实没有的，改正这段文字。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def none_but_named(evidence: Evidence) -> Iterator[Finding]:
    """Inner offices: no name in the list, three in the words."""
    profile = evidence.account.profile
    for key, pattern in TOLD_OF.items():
        own = profile.get(key)
        for passage in evidence.passages if own and not any(own.rows()) else ():
            if match := pattern.search(passage.digits):
                operands = (Operand(key, "[]", own.place),) if own else ()
                message = f"概况里写没有{key}，这里写“{match['some']}”。"
                yield Finding(passage.at(match.start("some")), message, operands=operands)


def _offices(profile: Node) -> Iterator[list[Node]]:
    owners: tuple[Node, ...] = (profile, *rows(profile, "预算单位"))
    for owner in owners:
        yield _named(owner, "内设机构")


def _unlike(
    passage: Passage, start: int, said: list[str], offices: list[Node]
) -> Iterator[Finding]:
    names = {node.text: node for node in offices}
    known = [name for name in said if name in names]
    missing = [node for name, node in names.items() if name not in said]
    others = [name for name in said if name not in names and name[-1] in "室科股处部"]
    is_list = len(known) > 1 and LISTING.search(passage.text[max(0, start - 40) : start])
    if is_list and (missing or others):
        told = [f"缺“{node.text}”" for node in missing] + [f"多“{name}”" for name in others]
        operands = tuple(Operand("概况", node.text, node.place) for node in missing or offices)
        message = f"列举的内设机构与概况不同：{'，'.join(told)}。"
        yield Finding(passage.at(start), message, operands=operands)


@rule(
    "MZ616",
    "单位名单与概况相同",
    identity="disclosure.yaml“单位”的名称，与 profile.yaml“预算单位”的名称完全相同",
    why="同一单位在两个文件里叫两个名字，会被当作两个单位。",
    reference=NAMES,
    remedy="改成同一个全称，或补上缺的单位。",
    severity=Severity.WARNING,
    kinds=BUDGET,
)
def same_units(evidence: Evidence) -> Iterator[Finding]:
    """The list of units has other names of offices than the profile."""
    account = evidence.account
    typed, told = _named(account.source, "单位"), _named(account.profile, "预算单位")
    # Units of folders of their own are summed, which another rule looks at (MZ859).
    if typed and told and not account.parts:
        here = _strange(typed, told)
        there = _strange(told, typed)
        if len(here) == len(there) == 1:
            # One unit that has two names is told once.
            message = f"disclosure.yaml 写“{here[0].text}”，profile.yaml 写“{there[0].text}”。"
            operands = (Operand("profile.yaml", there[0].text, there[0].place),)
            named = tuple(misnamed(node.text) for node in (here[0], there[0]))
            cause = Cause(is_word=True, follow={"MZ605": named})
            about = frozenset({here[0].text, there[0].text})
            yield Finding(here[0].place, message, operands=operands, cause=cause, about=about)
            return
        yield from _unknown(here, "profile.yaml 的“预算单位”")
        yield from _unknown(there, "disclosure.yaml 的“单位”")


def _named(root: Node, key: str) -> list[Node]:
    return [name for row in rows(root, key) if (name := row.get("名称"))]


def _strange(names: list[Node], others: list[Node]) -> list[Node]:
    known = {node.text for node in others}
    return [node for node in names if node.text not in known]


def _unknown(names: list[Node], where: str) -> Iterator[Finding]:
    for node in names:
        yield Finding(node.place, f"{where}里没有“{node.text}”。", about=frozenset({node.text}))


@rule(
    "MZ617",
    "决算单位是单位，不是内设机构",
    identity="“决算单位”中的名称不是本单位的科室",
    why="科室不是决算单位；写进去，单位个数就错了。",
    reference="部门决算单位构成",
    remedy="“决算单位”只写独立编制决算的单位；科室写入“内设机构”。",
    severity=Severity.WARNING,
)
def units_are_units(evidence: Evidence) -> Iterator[Finding]:
    """An office's name as a unit's: a 科 or a 股 is listed with its own account."""
    profile = evidence.account.profile
    offices = {node.text for offices in _offices(profile) for node in offices}
    for node in rows(profile, "决算单位"):
        if node.text in offices or _is_inner(node.text, evidence.account.agency):
            yield Finding(node.place, f"“{node.text}”是内设机构，不是编制决算的单位。")


def _is_inner(name: str, agency: str) -> bool:
    """Whether an office is called as inner ones are, and no agency: 某县接待办公室 is one."""
    is_own = name == agency or (any(areas(name)) and not name.startswith(agency))
    return bool(INNER.search(name)) and not is_own


RANKS = "处科股"
RANKED = re.compile("[一-鿿]{2,14}?[处科股](?:（[一-鿿]{2,14}[处科股办公室]）)?")
OF_RANKS = re.compile(f"{RANKED.pattern}(?:、{RANKED.pattern}){{3,}}")
MANY = 3  # offices of one rank, beside which one of another is odd


@rule(
    "MZ680",
    "内设机构的级别一致",
    identity="内设机构是“处”（“科”“股”）的，没有一个单写成另一级；文字里一起列举的、统称的“各处室”也是",
    why="一个单位的内设机构是同一级；单有一个不同，多半是打错了字。",
    reference=NAMES,
    remedy="对照三定方案核对这个机构的名称；确实如此的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def one_rank(evidence: Evidence) -> Iterator[Finding]:
    """Inner offices of different rank: one 科 among four 处."""
    for offices in _offices(evidence.account.profile):
        ranks: dict[str, list[Node]] = {}
        for node in offices:
            end = re.sub("[（(].*", "", node.text)[-1:]
            if end and end in RANKS:
                ranks.setdefault(end, []).append(node)
        usual = next((end for end, found in ranks.items() if len(found) >= MANY), "")
        odd = [found for end, found in ranks.items() if usual and end != usual]
        if len(odd) == 1 and len(odd[0]) == 1:
            message = f"内设机构“{odd[0][0].text}”与其他各{usual}的级别不同。"
            operands = tuple(Operand("其他", node.text, node.place) for node in ranks[usual])
            yield Finding(odd[0][0].place, message, operands=operands)
    yield from _called_otherwise(evidence)
    yield from _odd_in_lists(evidence)


# 各科室 of a hospital, and of the office above, are others.
INNER_OFFICES = re.compile("(?:(?<![局厅委院级位])各|相关|有关|职能)业?务?(?P<rank>[处科])室")
OTHERS = re.compile("医院|医疗机构|卫生院|上级|[省市州县区]局")


_inner_offices = remembered(INNER_OFFICES.finditer)


def _called_otherwise(evidence: Evidence) -> Iterator[Finding]:
    """The inner offices called by another rank than all of them have: 各科室, where all are 处.

    Those of other units, which the profile does not list, may have it.
    """
    profile = evidence.account.profile
    offices = [n for n in chain(*_offices(profile)) if re.sub("[（(].*", "", n.text)[-1:] in RANKS]
    ranks = {re.sub("[（(].*", "", node.text)[-1:] for node in offices}
    is_alone = max(len([*rows(profile, key)]) for key in ("决算单位", "预算单位")) <= 1
    is_known = is_alone and len(offices) >= MANY and len(ranks) == 1
    for passage in (p for p in evidence.passages if p.is_sentence) if is_known else ():
        for match in _inner_offices(passage.text):
            is_other = OTHERS.search(_sentence(passage, match.start()))
            if not is_other and match["rank"] not in ranks and not ranks.isdisjoint("处科"):
                message = f"“{match.group()}”与内设机构的级别（“{offices[0].text}”等）不同。"
                operands = tuple(Operand("内设机构", node.text, node.place) for node in offices)
                yield Finding(passage.at(match.start()), message, operands=operands)


def _odd_in_lists(evidence: Evidence) -> Iterator[Finding]:
    """The one inner office of another rank among those that a text lists."""
    for passage in evidence.passages:
        for match in OF_RANKS.finditer(passage.text) if "、" in passage.text else ():
            found = list(RANKED.finditer(passage.text, *match.span()))
            ranks = [re.sub("（.*", "", one.group())[-1] for one in found]
            odd = [n for n, rank in enumerate(ranks) if ranks.count(rank) == 1]
            if len(odd) == 1 and len(set(ranks)) == len(odd) + 1:
                one = found[odd[0]]
                message = f"“{one.group()}”与一起列举的其他各{ranks[odd[0] - 1]}的级别不同。"
                yield Finding(passage.at(one.start()), message)


@rule(
    "MZ681",
    "引用的文件是本地的",
    identity="书名号里以地名开头的文件，是本单位所在的地方（或它的上级）的",
    why="依据写的是别处的办法，多半是抄了别处的文本。",
    reference="情况说明文字",
    remedy="改成本地的文件；确是别处文件的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def papers_of_others(evidence: Evidence) -> Iterator[Finding]:
    """The name of another office's paper: 《甲市…办法》 in the document of another city."""
    for passage in evidence.passages:
        for start, place in evidence.register.titled(passage.text):
            agency = evidence.register.names[0]
            message = f"《{place}……》不是本地的文件，本单位是“{agency.name}”。"
            operands = (Operand("单位名称", agency.name, agency.place),)
            yield Finding(passage.at(start), message, operands=operands)


@rule(
    "MZ685",
    "接待的是别的单位",
    identity="公务接待、外事接待里写的来访单位，不是本单位自己",
    why="自己不会来访自己；多半是单位名称写错了。",
    reference="“三公”经费支出情况说明",
    remedy="改成来访单位的名称。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def own_visit(evidence: Evidence) -> Iterator[Finding]:
    """An office visits itself by name: 区医保局来…学习, in the document of the 区医保局."""
    register = evidence.register
    agency = register.names[0]
    # A text may shorten the names of others too: 省医疗保障局（以下简称省医保局）.
    short = (one for one in register.short if stands_within(one, agency.name))
    names = sorted({agency.name, *short}, key=len, reverse=True)
    known = "|".join(map(re.escape, names))
    visit = re.compile(f"(?:接待|邀请)(?P<host>{known})|(?P<guest>{known})(?:来|一行|到访)")
    for passage in evidence.passages:
        for match in visit.finditer(passage.text) if RECEPTIONS & {*passage.keys} else ():
            who = match["host"] or match["guest"]
            operands = (Operand("单位名称", agency.name, agency.place),)
            yield Finding(passage.at(match.start()), f"来访的“{who}”是本单位。", operands=operands)
