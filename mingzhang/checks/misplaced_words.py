"""Rules on words that do not belong here: names of units, left-over template text, copies."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mingzhang.checks.administrative_levels import levels_of_others, strange_areas
from mingzhang.checks.agency_name import OWN, Hit, misnamed, of_slip, own_name, without_parts
from mingzhang.checks.name_register import ENDINGS, RECEPTIONS, Named, Register, is_alike
from mingzhang.checks.remembered import remembered
from mingzhang.checks.rule import ANY, Evidence, Finding, limited, rule
from mingzhang.checks.typed_texts import QUOTED, Passage
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.offices_and_areas import AREA, areas
from mingzhang.facts.subject_catalogue import Subject

TEXT = "情况说明文字"
NAMED_UNITS = ("实施单位", "决算单位")

DAYS = (("公开日期",), ("国有资产", "截至"))
RESIDUE = re.compile(
    "(?<![A-Za-z])[XxＸ]{2,}(?![A-Za-z])|[×✕]{2,}"
    "|增加[（(]减少[）)]|减少[（(]增加[）)]|增长[（(]下降[）)]|(?:增加|增长|大于|上升)[/／](?:减少|小于|下降)"
    "|大于[（(]小于[^）)]*[）)]"
    # Of two words to choose from one was left, with a piece of the other: 减增加, 大小于, 增加持平.
    "|(?<![调核递削缩压裁])(?:减增加|增减少)(?=[\\s0-9，。；]|$)|大小于|小大于|大于小于|小于大于|(?:增加|减少|增长|下降)持平"
    "|按照?[^，。；]{0,20}表述"
    "|(?<!合同)(?<!协议)(?<!文书)范本|填表说明|填报说明"
    "|[（(](?:单位|部门|公司|项目)(?:名称|全称)[）)]|【[^】]{0,20}(?:填|名称|金额|年份)[^】]{0,20}】"
    "|(?<![{\\\\])\\{[\u4e00-\u9fffA-Za-z_]{1,12}\\}(?!\\})|某某|(?<![A-Za-z])x,?xxx(?![A-Za-z])|某{2,}"
    "|(?<![期等])待定(?![点期向位价岗])|(?<![会共一协联])同上(?![级海述报年一半期月季次])|(?<![A-Za-z])(?:TODO|TBD)(?![A-Za-z])"
    "|如(?![实期数])[^，。；\\n]{2,40}等方面(?:的?内容|的?情况)|[（(](?:此处|略|待补)[^）)]{0,10}[）)]"
    "|[（(]请?(?:简要|具体|重点|逐项)?(?:说明|描述|阐述|概述|简述|写明|填写|填列|填报|列明|列示)"
    "[^（）()，。；]{0,20}(?:原因|理由|情况|依据|用途|去向|变化|变动)等?[）)]"
    "|[（(]请?(?:写明|填写|填列|填报|列明|列示)[^（）()，。；]{0,20}(?:内容|名称|金额|数额|项目|数量)等?[）)]"
    "|[（(](?:(?:可|请|需)另?|另)(?:附页|加页|续页|加行|附表)(?:说明|填写)?[）)]"
    "|[（(](?:附页|加页|续页|加行|附表)(?:说明|填写)[）)]"
    # What to write of, behind a sentence that is whole: （…情况，以及…数量、…金额等）.
    "|(?:^|(?<=[。；\\n]))[（(](?:[^（）()0-9。；\\n]{1,20}(?:情况|数量|个数|金额|内容)[，、]?(?:以及|及|和)?){2,}等[）)]"
    "|(?:^|(?<=[。；\\n]))[（(](?:主要)?包括[^（）()0-9。；\\n]{2,40}[，,](?:具体|详细)?(?:内容)?(?:参见|详见|见)附?表格?[）)]"
    # An item of which there is the number only.
    "|(?:^|(?<=\\n))[ \\t]*(?:[（(]?[一二三四五六七八九十0-9]{1,3}[）).、．])?[ \\t]*"
    "(?:…+|\\.{3,})。?(?=\\n|$)"
    "|(?<![A-Za-z])N/A(?![A-Za-z])|[\\[［](?:待|略)[^\\]］]{0,8}[\\]］]|□{2,}"
    "|[_＿]{3,}|请(?:在此)?填写|此处填写|待填写|(?<![有尚亟])待(?:补充|核实(?!后))"
    "|【\\s*】|（\\s*）|\\(\\s*\\)|《\\s*》|〔\\s*〕|“\\s*”"
    "|待核(?![实准销减验拨算定查])|待确认(?![的收])|[？?]{2,}"
)

# 省级部门 may be somebody else; 省本级 and 我省级预算单位 are the writer.
OWN_LEVEL = re.compile(
    "(?:([省市州盟县旗区])本级|[我本]([省市州盟县旗区])级(?:预算)?(?:部门|单位))"
)
# A glossary that names one level only speaks of its own.
DEFINED_LEVEL = re.compile("(?<![各上下本])([省市州盟县旗区])级(?=财政|部门|预算|国库)")
SHORT = 6  # characters up to which two texts may well be the same


@rule(
    "MZ605",
    "单位名称前后一致",
    identity="文字和自评表中的本单位名称，与“名称”完全相同",
    why="单位名称差一个字，读的人会以为说的是另一个单位。",
    reference="公开文本各处的单位名称应为同一全称",
    remedy="核对两处，改正写错的一处，都写单位的全称；确是另一个单位的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def name_of_unit(evidence: Evidence) -> Iterator[Finding]:
    """T03: a misplaced name that resembles the agency's, or one of its units' or its superior's."""
    register = evidence.register
    hits = list(without_parts(_hits(evidence)))
    itself = own_name(hits, evidence.passages, register)
    if itself:
        yield itself
    known = {operand.value for operand in itself.operands} if itself else set()
    told: dict[str, list[Hit]] = {}
    for hit in hits:
        if hit.meant.place != register.names[0].place or not any(hit.other in n for n in known):
            whole = register.whole(hit.meant)
            short = "" if whole == hit.meant.name else f"的简称“{hit.meant.name}”"
            told.setdefault(f"“{hit.other}”与单位名称“{whole}”{short}不同。", []).append(hit)
    for message, alike in told.items():
        for hit in alike:
            # The same slip again follows from the first.
            again = hit.other if hit is alike[0] and len(alike) > 1 else ""
            whole, cause = register.whole(hit.meant), of_slip(hit, again)
            operands = (Operand("单位名称", whole, hit.meant.place),)
            about = frozenset({misnamed(hit.other), whole, hit.meant.name})
            yield Finding(hit.place, message, operands=operands, cause=cause, about=about)


def _hits(evidence: Evidence) -> Iterator[Hit]:
    """What is nearly a name, maybe misplaced, of the register, in the order of the words."""
    for passage in evidence.passages:
        if passage.keys != OWN:
            for start, (other, meant) in sorted(_resembling(passage, evidence.register).items()):
                yield Hit(passage, start, other, meant)


def _resembling(passage: Passage, names: Register) -> dict[int, tuple[str, Named]]:
    agency = names.names[0]
    if passage.keys[-1] in NAMED_UNITS:
        found = [(0, passage.text.strip(), agency)]
    else:
        found = [
            (start, other, named)
            for named in names.spellings[::-1]  # the agency's own, last, stands
            for start, other in _candidates(passage.text, named.name)
        ]
    alike = {
        start: (other, named)
        for start, other, named in found
        if is_alike(other, named.name) and not any(other in n.name for n in names.spellings)
    }
    misspelt = (*names.towns(passage.text), *names.misspelt(passage.text))
    slips = {start: (other, meant) for start, other, meant in misspelt}
    return {**slips, **alike}


@remembered
def _candidates(text: str, agency: str) -> Iterator[tuple[int, str]]:
    """Names that may be misplaced: they begin with the agency's area and end like it."""
    area = AREA.match(agency)
    ending = next((ending for ending in ENDINGS if agency.endswith(ending)), "")
    if area and ending:
        pattern = rf"{area.group()}[\u4e00-\u9fff]{{2,24}}?{ending}"
        yield from ((match.start(), match.group()) for match in re.finditer(pattern, text))


@rule(
    "MZ606",
    "没有遗留的模板文字",
    identity="来源文件中没有“XX”“增加（减少）”“大小于”“按照…表述”“（说明…原因）”“范本”“填表说明”等模板文字",
    why="范本里的“XX”“增加（减少）”刊了出去，等于没有填完就公开了。",
    reference="公开文本不得保留范本的说明文字",
    remedy="换成实际内容，或删去。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def residue(evidence: Evidence) -> Iterator[Finding]:
    """T05: misplaced words that the form's template says to its author were left in a text."""
    # Of a day that is none, MZ414 and MZ735 tell.
    for passage in (p for p in evidence.passages if p.keys not in DAYS):
        for match in _residues(passage.text):
            message = f"“{_short(match.group())}”像是模板里没有改的文字。"
            yield Finding(passage.at(match.start()), message)


_residues = remembered(RESIDUE.finditer)


def _short(words: str) -> str:
    return words if len(words) <= QUOTED else f"{words[:QUOTED]}……"


@rule(
    "MZ607",
    "文字不照抄上年",
    identity="原因和说明与上年同一处的文字不完全相同",
    why="情况变了而说明一字不改，说明就不是在说今年。",
    reference=TEXT,
    remedy="按本年的情况改写；确实相同的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def copied(evidence: Evidence) -> Iterator[Finding]:
    """A reason misplaced: last year's under a figure of this year.

    A whole copied file is one finding.
    """
    same = [
        passage
        for passage in evidence.passages
        if passage.tells_of_the_year
        and len(passage.text) > SHORT
        and evidence.is_unchanged(passage)
    ]
    places = [(passage.place, evidence.earlier[passage.keys].place) for passage in same]
    before = f"上年（{evidence.account.year - 1} 年度）的文字"
    if len(places) == 1:
        yield Finding(places[0][0], f"与{before}完全相同（{places[0][1]}）。")
    elif places:
        operands = tuple(Operand("上年的", str(there), place) for place, there in places)
        message = f"{len(places)} 处原因和说明与{before}完全相同。"
        yield Finding(places[0][0], message, operands=operands)


@rule(
    "MZ609",
    "级次用词与单位相符",
    identity="文字中的“省本级”“全州”“区医保局”等，与单位名称的级次相符；一串机关里级次不夹着一个别的；"
    "名称里的地名由大到小，没有多一个字",
    why="市级单位写成省级，多半是抄了别处的文本。",
    reference=TEXT,
    remedy="改成本单位的级次；确实说的是别的一级的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def level(evidence: Evidence) -> Iterator[Finding]:
    """T06: misplaced words of another administrative level: a province's in a city's document."""
    levels = re.findall("[省市州盟县旗区]", "".join(areas(evidence.account.agency)))
    yield from _of_no_place(evidence.register)
    for passage in evidence.passages if levels else ():
        for match in _levels(passage):
            if next(filter(None, match.groups())) not in levels:
                yield _of_level(passage, match.start(), match.group(), levels[-1])
        if passage.is_sentence and passage.keys[-1] != "释义" and not _is_visit(passage):
            for start, words in levels_of_others(evidence.register, passage.text):
                yield _of_level(passage, start, words, levels[-1])
    yield from _bases(evidence, levels) if levels else ()


def _of_no_place(register: Register) -> Iterator[Finding]:
    """Misplaced words in what should be a place, told once with all names that have them."""
    strange: dict[str, list[Named]] = defaultdict(list)
    for named in register.names:
        for area in strange_areas(named.name):
            strange[area].append(named)
    for area, (first, *others) in strange.items():
        message = f"“{first.name}”里的“{area}”不像是地名。"
        operands = tuple(Operand("也写在", other.name, other.place) for other in others)
        yield Finding(first.place, message, PLACE, operands)


PLACE = "多写的字请删去；确是地名的，在“核对说明”里写明。"
BASE = re.compile("(?<!指导)(?<!各)(?P<mark>[省市州盟县旗区])本级")


def _bases(evidence: Evidence, levels: Sequence[str]) -> Iterator[Finding]:
    """Misplaced in duties: 州本级, once, where all else is 省本级.

    Or 省本级, always, of a city's office.
    """
    found: dict[str, list[tuple[Passage, int]]] = defaultdict(list)
    for passage in (p for p in evidence.passages if p.is_duty and p.keys[-1] != "释义"):
        for match in BASE.finditer(passage.text):
            found[match["mark"]].append((passage, match.start()))
    strange = [mark for mark in found if mark not in levels]
    is_often = len(found.get(levels[-1], ())) > 1
    if len(strange) == 1:
        places = found[strange[0]]
        if (is_often and len(places) == 1) or (len(found) == 1 and len(places) > 1):
            passage, start = places[0]
            told = _of_level(passage, start, f"{strange[0]}本级", levels[-1])
            agency = evidence.register.names[0]
            operands = (Operand("单位名称", agency.name, agency.place),)
            yield replace(told, operands=operands)


def _of_level(passage: Passage, start: int, words: str, own: str) -> Finding:
    message = f"“{words}”与本单位的级次（{own}级）不符。"
    hint = f"说的是本单位或本地的，改成{own}级的用词；确实说的是别的一级的，在“核对说明”里写明。"
    return Finding(passage.at(start), message, hint)


def _is_visit(passage: Passage) -> bool:
    return not RECEPTIONS.isdisjoint(passage.keys)


def _levels(passage: Passage) -> list[re.Match[str]]:
    """Where words of an administrative level, maybe misplaced, stand as the writer's own."""
    if passage.keys[0] == "名词解释" and passage.keys[-1] == "释义":
        found = list(DEFINED_LEVEL.finditer(passage.text))
        return found if len({match[1] for match in found}) == 1 else []
    is_told = passage.is_sentence and not passage.is_duty
    return list(OWN_LEVEL.finditer(passage.text)) if is_told else []


@rule(
    "MZ610",
    "释义属于它的名词",
    identity="名词解释和科目补充中的释义，不是另一个科目的释义",
    why="名词与释义张冠李戴，读的人会学到错的意思。",
    reference="名词解释",
    remedy="核对名词与释义，改正张冠李戴的一处。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def meaning(evidence: Evidence) -> Iterator[Finding]:
    """T13: words misplaced in the glossary: one subject's definition under the name of another."""
    catalogue = evidence.account.catalogue
    owners: dict[str, list[Subject]] = {}
    # No list describes a subject: what may differ is what those are called that are told.
    for subject in filter(lambda s: s.description, catalogue.subjects.quiet.values()):
        owners.setdefault(_plain(subject.description), []).append(subject)
    for key, term in (("名词解释", "词"), ("科目补充", "科目")):
        rows = evidence.account.source.get(key)
        for row in rows.rows() if rows else ():
            named, said = row.get(term), row.get("释义")
            own = owners.get(_plain(said.text), []) if said else []
            own = [catalogue.subjects[subject.code] for subject in own]
            # Every 行政运行 has one definition, and as many codes as there are 款.
            names = {name for s in own for name in (s.code, s.name)}
            is_own = named and {named.text, catalogue.name(named.text)} & names
            if said and named and own and not is_own:
                first = f"{own[0].code} {own[0].name}"
                message = f"这是 {first} 的释义，不是“{named.text}”的。"
                yield Finding(said.place, message)


def _plain(words: str) -> str:
    return re.sub("[\\s，、。；：（）()]|^反映", "", words)
