"""Rules on institutions of another kind: a library in the duties of an insurance office.

MZ642 and MZ643.  A text that was taken from another agency's document speaks of itself as that
agency does, or of what only that agency runs.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from mingzhang.checks.name_register import ENDINGS, LEVELS, superior_nodes
from mingzhang.checks.remembered import remembered
from mingzhang.checks.rule import ANY, Evidence, Finding, limited, rule
from mingzhang.checks.typed_texts import Passage
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.offices_and_areas import AREA, areas, plain_name
from mingzhang.facts.source_nodes import rows, text
from mingzhang.project import SHIPPED
from mingzhang.reading.node import Node

TEXT = "部门职责、情况说明文字"
# 我馆, 本校; what follows some of them makes another word of it (本校准, 本所有, 本局部).
OURSELVES = re.compile(
    "(?:(?<!自)我|(?<![基根原成资版样文日书课剧账标])本)"
    "(?P<mark>馆|校(?![准对正验核])|院(?!校)|园(?!区|林)"
    "|所(?![有得属需在以谓涉提列产用购支做作辖管])|站|队|局(?![部面限势])|厅|委(?![托员派任])|中心)"
)
# What an agency's name ends in, where it is called otherwise than by that.
CALLED = {"委": ("委", "委员会"), "校": ("校", "中学", "小学", "大学", "学院")}
# 某县第一中学承担……: whose duties a text begins with.
BEGINNING = re.compile(
    f"[\\W\\d]*(?P<name>(?:{AREA.pattern})[一-鿿]{{0,20}}?(?:{'|'.join(ENDINGS)}))"
    "(?=承担|负责|是|的?主要(?:职责|职能|承担|负责)|的?(?:职责|职能)(?:是|为|包括))"
)
# Who writes: 职能转变。州医保局应完善…, 《某区医疗保障局预算管理办法》, 某市医疗保障局各项目均….
WRITERS = (
    re.compile(
        "职能转变[。：:\\s]*(?P<name>[一-鿿]{1,20}?(?:局|委员会|委|厅))(?=应(?!急|用|对|收)|要(?!求)|须)"
    ),
    re.compile(
        "《(?P<name>[一-鿿]{2,24}?(?:局|委员会|厅|中心))(?:机关)?(?:预算|财务|内部控制|内控|经费支出|机关财务)"
        "[一-鿿]{0,8}(?:办法|制度|规定|细则|规程)》"
    ),
    re.compile(
        f"(?:^|(?<=[。\n]))(?P<name>(?:{AREA.pattern})+[一-鿿]{{2,16}}?(?:局|委员会|厅|中心))"
        "(?=各?项目|20[0-9]{2}年度?(?:各?项目|部门|单位|整体|预算)|(?:部门|单位)?整体(?:支出|绩效))"
    ),
)
OF_ALL = re.compile("财政|机关事务|国有资产|审计")  # whose rules bind every office of a place
# 承办州医疗保障局交办的其他事项: of a unit, the department that it belongs to.
ORDERS = re.compile(
    "(?:承办|完成|办理)(?P<name>[一-鿿]{2,20}?(?:局|厅|委员会))(?=交办|交付|下达|安排的)"
)
IN_BRACKETS = re.compile("[（(）)]")
ABBREVIATED = 2  # characters of an office's name that its short form has, at least
FILE = "institutions.csv"  # institutions, and the 类 or 款 of those who run one
# Where one goes, and whom one works with; a service for old people is paid to their homes.
OTHERS = re.compile(
    "(?:[到在赴与和向往进入对为给由]|走进|接待|邀请|定点|委托|联合|宣传|租用|借用|毗邻|包括|例如|如|等|、)"
    "[一-鿿]{0,6}$"
)
# “某敬老院装修工程” is a project's name, whoever runs the 敬老院.
QUOTED = re.compile("“[^“”]+”|《[^《》]+》")
OFTEN = 3  # texts that speak of an institution where it is the agency's business


@rule(
    "MZ642",
    "自称与单位名称相符",
    identity="文字中“我馆”“我校”“我局”等自称，与单位（或所属单位、内设机构）的名称相符；"
    "职责开头写的“……承担”“……的主要职责是”，职能转变、内部办法、自评结论和交办里写的，是这个单位（或主管部门）；不由自己交办自己",
    why="自称不是自己，说明这段文字是从别的单位抄来的。",
    reference=TEXT,
    remedy="改成本单位的自称，并核对这一段是不是本单位的情况。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def called_otherwise(evidence: Evidence) -> Iterator[Finding]:
    """An agency's texts call it by another institution's word: 我馆 in a bureau."""
    names = list(_own_names(evidence))
    agency = evidence.register.names[0]
    for passage in _prose(evidence):
        for match in _ourselves(passage.text):
            endings = CALLED.get(match["mark"], (match["mark"],))
            if not any(part.endswith(endings) for name in names for part in _parts(name)):
                message = f"这里自称“{match.group()}”，本单位是“{agency.name}”。"
                operands = (Operand("单位名称", agency.name, agency.place),)
                about = frozenset({agency.name})
                yield Finding(passage.at(match.start()), message, operands=operands, about=about)

    yield from _duties_of_another(evidence)
    yield from _written_by_another(evidence)


def _parts(name: str) -> Iterator[str]:
    """What an institution's name may end in: 局 of 教育局机关, 馆 and 局 of 档案馆（局）."""
    yield from (name, plain_name(name), *IN_BRACKETS.split(name))


def _written_by_another(evidence: Evidence) -> Iterator[Finding]:
    """What an institution says of itself, or does for its own, with another one's name."""
    agency = evidence.register.names[0]
    known = (*evidence.register.texts, *evidence.register.short)
    above = {node.text for node in superior_nodes(evidence.account)} - {agency.name}
    owners = _owners(evidence.account) if evidence.account.agency_type == "部门" else {}
    for passage in _prose(evidence):
        # An institution below a department that the document does not name obeys somebody.
        units = {node.text for node in owners.get(passage.keys[-1], ())} - {agency.name}
        obeys = ORDERS.finditer(passage.text) if above or units else ()
        is_own = evidence.account.agency_type == "部门" or bool(above)
        writes = (m for way in WRITERS for m in way.finditer(passage.text)) if is_own else ()
        for match in (*obeys, *writes):
            name = match["name"]
            if not OF_ALL.search(name) and not any(is_called(name, one) for one in known):
                message = f"“{name}”不是本单位（或主管部门），本单位是“{agency.name}”。"
                names = (agency, *(n for n in evidence.register.names if n.name in above))
                operands = tuple(Operand("单位名称", one.name, one.place) for one in names)
                about, start = frozenset({agency.name, name}), match.start("name")
                yield Finding(passage.at(start), message, operands=operands, about=about)


def is_called(short: str, name: str) -> bool:
    """Whether a short form may be an institution's: 州医保局 of 甲州医疗保障局, in that order."""
    body = short.removeprefix("".join(areas(short))).lstrip("".join(LEVELS))
    rest = iter(plain_name(name))
    return len(body) < ABBREVIATED or all(character in rest for character in body)


def _duties_of_another(evidence: Evidence) -> Iterator[Finding]:
    """Duties that begin with another institution's name: the file is its copy."""
    owners = _owners(evidence.account)
    for passage in evidence.passages:
        own = owners.get(passage.keys[-1], []) if passage.is_markdown else []
        match = BEGINNING.match(passage.text) if own else None
        if match and not any(_may_be(match["name"], node.text, passage.text) for node in own):
            message = f"职责开头写的是“{match['name']}”，这是“{own[0].text}”的职责。"
            operands = (Operand("单位名称", own[0].text, own[0].place),)
            hint = "换成这个单位的职责；确是它的，开头写它的全称。"
            yield Finding(passage.at(match.start("name")), message, hint, operands)
        yield from _ordered_by_itself(evidence, passage, own) if own else ()


def _ordered_by_itself(
    evidence: Evidence, passage: Passage, own: Sequence[Node]
) -> Iterator[Finding]:
    """Duties that an institution is to do by its own order: the file is that of one below it."""
    for order in ORDERS.finditer(passage.text):
        if all(_is_itself(order["name"], node.text) for node in own):
            message = f"这是“{own[0].text}”的职责，却由“{order['name']}”交办：自己不交办自己。"
            owner = Operand("单位名称", own[0].text, own[0].place)
            hint = "换成这个单位的职责；确是它的，改成交办的部门。"
            operands = (owner, *_chosen(evidence, passage))
            yield Finding(passage.at(order.start("name")), message, hint, operands)


def _chosen(evidence: Evidence, passage: Passage) -> Iterator[Operand]:
    """Where an institution's duties are said to be that file."""
    profile = evidence.account.profile
    for owner in (profile, *rows(profile, "预算单位")):
        file = owner.get("职责")
        if file and file.text == passage.keys[-1]:
            yield Operand("职责", file.text, file.place)


def _is_itself(name: str, own: str) -> bool:
    """Whether an institution that gives orders is the one that has the duty, by a short name."""
    body = name.removeprefix("".join(areas(name))).lstrip("".join(LEVELS))
    return len(body) > ABBREVIATED and own.endswith(body) and is_called(name, own)


def _owners(account: Account) -> Mapping[str, list[Node]]:
    """Whose duties each file tells: the agency's, or those of the institutions below it."""
    found: defaultdict[str, list[Node]] = defaultdict(list)
    for owner in (account.profile, *rows(account.profile, "预算单位")):
        if name := owner.get("名称"):
            found[text(owner, "职责")].append(name)
    return found


def _may_be(name: str, own: str, words: str) -> bool:
    """Whether an institution's name may be the owner's, or the text speaks of the owner too."""
    bodies = [one.removeprefix("".join(areas(one))) for one in (name, plain_name(own))]
    return own in words or bodies[0] in own or bodies[1] in name


_ourselves = remembered(OURSELVES.finditer)


def _own_names(evidence: Evidence) -> Iterator[str]:
    """What is no foreign institution: the agency, its units and inner offices, in short too."""
    above = {node.text for node in superior_nodes(evidence.account)} - {evidence.account.agency}
    yield from (name for name in evidence.register.texts if name not in above)
    yield from evidence.register.short
    profile = evidence.account.profile
    for owner in (profile, *rows(profile, "预算单位"), *rows(profile, "下属单位")):
        yield from (text(row, "名称") for row in rows(owner, "内设机构"))


def _prose(evidence: Evidence) -> Iterator[Passage]:
    return (p for p in evidence.passages if p.is_sentence or p.is_duty)


@rule(
    "MZ643",
    "文字中的机构是本单位管的",
    identity="职责和原因中作为本单位工作写出的图书馆、福利院、看守所等机构，本单位有它的名称、项目或科目",
    why="本单位没有的机构出现在职责和原因里，多半是抄来的。",
    reference=TEXT,
    remedy="核对这一段是不是本单位的情况；确是本单位工作的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def of_others(evidence: Evidence) -> Iterator[Finding]:
    """A foreign institution: a library among the reasons of an agency without one; told once."""
    found: dict[str, list[tuple[Passage, int]]] = {}
    run_by = _run_by()
    institution = re.compile("|".join(sorted(run_by, key=len, reverse=True)))
    for passage in _prose(evidence):
        for match in institution.finditer(passage.text):
            is_part = any(
                q.start() < match.start() < q.end() for q in QUOTED.finditer(passage.text)
            )
            if not is_part and not OTHERS.search(_clause(passage.text, match.start())):
                found.setdefault(match.group(), []).append((passage, match.start()))
    named = "\n".join((*_own_names(evidence), *_things(evidence)))
    codes = [row.code for row in evidence.account.rows if row.code]
    for word, places in found.items():
        is_run = any(code.startswith(run_by[word]) for code in codes)
        is_often = len({id(passage) for passage, _ in places}) >= OFTEN
        if word not in named and not is_run and not is_often:
            passage, start = places[0]
            message = f"“{word}”：本单位没有这样的机构，项目和科目里也没有。"
            yield Finding(passage.at(start), message)


@cache
def _run_by() -> Mapping[str, tuple[str, ...]]:
    with (SHIPPED / "catalogue" / FILE).open(encoding="utf-8", newline="") as lines:
        return {row["name"]: tuple(row["run_by"].split()) for row in csv.DictReader(lines)}


def _clause(words: str, start: int) -> str:
    return re.split("[，。；：:\n]", words[max(0, start - 20) : start])[-1]


def _things(evidence: Evidence) -> Iterator[str]:
    """The names of projects and subjects in which words of foreign institutions may stand."""
    account = evidence.account
    yield from (project.name for project in account.projects)
    yield from (plan.name for plan in account.plans)
    yield from (account.catalogue.name(row.code) for row in account.rows if row.code)
