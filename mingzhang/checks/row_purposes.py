"""Rules on what a row says that its money was for: the purpose of one subject beside another.

MZ646, MZ275.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from mingzhang.checks.reasons_of_official_costs import exchanged_reasons, foreign_reasons
from mingzhang.checks.rule import ANY, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.amount import Unit
from mingzhang.facts.source_rows import Row
from mingzhang.facts.subject_catalogue import Catalogue, Subject
from mingzhang.reading.node import Node

SPENT, PURPOSE = "支出", "用途"
CLASS = 3  # digits of a 类
COMMON = 3  # subjects of one name that have it only from what they all have
BODIES = ("行政单位", "事业单位")
# What runs the one is no purpose of what runs the other; who is managed as civil servants is both.
RUNNING = {"行政运行": BODIES, "事业运行": BODIES[::-1]}
# Before 事业单位, where both kinds are meant: 行政事业单位, 机关和事业单位.
OF_BOTH = "(?<!行政)(?<!机关)(?<!(?:行政|机关)[和及与、])"
GROUP, ITEM = 5, 7  # digits of a 款 and of a 项
ORDINARY = re.compile("^(?:其他|一般|行政运行|事业运行|机关服务)")
# What makes a house of a thing, which is for more than that.
HOUSE = (
    "(?:服务|管理|指导|工作|实训|教育)?(?:中心|[场会]?馆|[场会]?所|站点?|基地|学校|园区|设施|广场)"
)
COPIED = 8  # characters of a purpose that two rows have by a copy
SHORTEST = 4  # characters that name one subject and no other
GENERAL = re.compile(
    "^(?:其他|财政对|机关事业单位|基本)+|(?:支出|缴费|经费|补助|事务|费|的|方面)+$|[（(][^）)]*[）)]"
)
TOLD_BY_NONE = re.compile(
    "用于|支出|缴费|经费|补助|事务|业务|单位|其他|管理|建设|机关|行政|事业|财政"
)
# Contributions that one word tells apart, in reasons too.
INSURANCES = {
    "养老保险": "养老",
    "医疗保险": "医疗",
    "公积金": "公积金",
    "职业年金": "年金",
    "购房补贴": "购房",
    "提租补贴": "提租",
}
PEOPLE, PROJECTS = "人员经费", "项目支出"
REASON = "原因"
WAGES, STAFF = ("基本支出", "人员经费", "公用经费"), "人员"
OF_PROJECTS = re.compile("项目|合同|工程|验收|采购|招标|尾款")
INSURED = re.compile("|".join(INSURANCES))


Copies = Mapping[tuple[str, str], list[Row]]


class _Codes(NamedTuple):
    """The codes of a document's rows, and of those of its spending: few, whatever the rows."""

    used: frozenset[str]
    spent: frozenset[str]


@rule(
    "MZ646",
    "用途说的是这个科目",
    identity="行中的“用途”和差异原因，说的不是同一份文档里（或同一款的）另一个科目；只说“三公”"
    "经费一项的原因，不解释变动大得多（20 倍以上）的数，也不写在“三公”经费的另一项；"
    "用途不是别的科目的差异原因；"
    "只有人员经费的一行，差异原因不是抄一个项目支出的；只有项目支出的一行，不是抄另一类人员的",
    why="用途与科目张冠李戴，多半是抄了上一行的文字；读的人不知道钱花在哪里。",
    reference="支出决算（预算）情况说明",
    remedy="核对科目和用途，改正张冠李戴的一处。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def of_its_subject(evidence: Evidence) -> Iterator[Finding]:
    """A row's purpose is another subject's: 住房公积金 for the medical insurance."""
    copies = _by_text(evidence.account.rows)
    spent = {row.code for row in evidence.account.rows if row.section == SPENT}
    codes = _Codes(frozenset(row.code for row in evidence.account.rows), frozenset(spent))
    for row in (row for row in evidence.account.rows if row.section == SPENT):
        about = frozenset({row.code})
        for finding in _of_row(evidence, row, copies, codes):
            yield replace(finding, about=about)
    for foreign in foreign_reasons(evidence):
        moved, cost = (
            f"{abs(move.difference.amount.displayed(Unit.WAN)):,} 万元"
            for move in (foreign.move, foreign.cost)
        )
        message = (
            f"{foreign.move.now.label}变动了 {moved}，原因说的只是{foreign.cost.now.label}，"
            f"它只变动了 {cost}：像是别处的原因。"
        )
        operands = tuple(Operand(f.label, cost, f.place) for f in foreign.cost.now.typed())
        yield Finding(foreign.reason.place, message, operands=operands)
    for one in exchanged_reasons(evidence):
        label = one.reason.moves[0].now.label
        message = f"这是{label}的原因，说的只是{one.other}：像是抄错了一项。"
        yield Finding(one.reason.place, message, about=frozenset({label}))


def _of_row(evidence: Evidence, row: Row, copies: Copies, codes: _Codes) -> Iterator[Finding]:
    """What a row's purpose and its reasons say of another subject."""
    purpose = row.node.get(PURPOSE)
    if purpose and purpose.text:
        others = copies[PURPOSE, purpose.text]
        found = (*_reason(row, copies, purpose), *_of_another(evidence, row, purpose, codes))
        yield from found[:1] or _copied(evidence, row, others, purpose)
    for key, said in row.node.items():
        if key.endswith(REASON):
            yield from _of_another_insurance(evidence, row, said)
            others = copies[key, said.text]
            yield from _of_projects(evidence, row, others, said)
            yield from _of_wages(evidence, row, others, said)


def _by_text(rows: Iterable[Row]) -> dict[tuple[str, str], list[Row]]:
    """The rows whose purpose or reason is a text: a department has thousands of rows."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        for key, said in row.node.items():
            if key == PURPOSE or key.endswith(REASON):
                found[key, said.text].append(row)
            if key.endswith(REASON) and key != REASON:
                found[REASON, said.text].append(row)
    return found


def _reason(row: Row, copies: Copies, purpose: Node) -> Iterator[Finding]:
    """The reason why another row's figure moved in place of a row's purpose."""
    others = [other for other in copies[REASON, purpose.text] if other is not row]
    if others and len(purpose.text) >= COPIED:
        message = f"用途写的是“{purpose.text}”，与 {others[0].code} 的差异原因一字不差。"
        hint = "核对用途和差异原因，多半是两个写反了，或者抄错了一处。"
        operands = (Operand("差异原因", purpose.text, others[0].place),)
        yield Finding(purpose.place, message, hint, operands)


def _of_projects(
    evidence: Evidence, row: Row, others: Iterable[Row], said: Node
) -> Iterator[Finding]:
    """The purpose of projects in the reason of a row of wages, copied word for word."""
    is_wages = bool(row.node.get(PEOPLE)) and not row.node.get(PROJECTS)
    if not (is_wages and OF_PROJECTS.search(said.text)):
        return
    for other in others:
        if other.node.get(PROJECTS):
            own, name = map(evidence.account.catalogue.name, (row.code, other.code))
            message = (
                f"{row.code} {own}只有人员经费，原因与 {other.code} {name}的一字不差，"
                "说的是项目：像是抄来的。"
            )
            yield Finding(said.place, message, operands=(Operand(name, said.text, other.place),))
            return


def _of_wages(evidence: Evidence, row: Row, others: Iterable[Row], said: Node) -> Iterator[Finding]:
    """A reason of another 类's wages for a row of projects, copied: 离退休 for 公共卫生."""
    names = evidence.account.catalogue
    for other in others if len(said.text) >= COPIED else ():
        if other.code[:CLASS] == row.code[:CLASS]:
            continue
        own, theirs = told_by(names.name(row.code)), told_by(names.name(other.code))
        is_own = any(pair in said.text for pair in own - theirs)
        is_theirs = any(pair in said.text for pair in theirs - own)
        if is_theirs and not is_own and _is_of_wages(STAFF, row, other):
            message = (
                f"{row.code} {names.name(row.code)}只有项目支出，原因与 {other.code} "
                f"{names.name(other.code)}的一字不差，说的是人员：像是抄来的。"
            )
            yield Finding(
                said.place, message, operands=(Operand(other.code, said.text, other.place),)
            )
            return


def _of_another(evidence: Evidence, row: Row, purpose: Node, codes: _Codes) -> Iterator[Finding]:
    own = evidence.account.catalogue.name(row.code)
    if meant := _named_whole(evidence, row, purpose.text, codes):
        message = f"{row.code} 是“{own}”，用途写的是“{meant.name}”，像是 {meant.code} 的。"
        yield Finding(purpose.place, message, operands=(Operand("科目", row.code, row.place),))
        return
    if other := _of_the_other_body(evidence, row, purpose.text, codes):
        body = RUNNING[own][1]
        message = f"{row.code} 是“{own}”，用途写的是“{body}”，像是 {other.code} {other.name} 的。"
        yield Finding(purpose.place, message, operands=(Operand("科目", row.code, row.place),))
        return
    if not own or _is_told(own, purpose.text, is_class=len(row.code) == CLASS):
        # Of 补贴 there are two.
        yield from _of_another_insurance(evidence, row, purpose) if own else ()
        return
    # What its 款 and 类 are called it may say, too: 扬尘污染防治, of 大气 below 污染防治.
    names = evidence.account.catalogue
    mine = "\n".join((own, *(names.name(row.code[:digits]) for digits in (GROUP, CLASS))))
    for subject in _others(evidence, row, codes):
        cores = (core for core in _cores(subject.name) if core not in mine)
        told = next((core for core in cores if _is_of_thing(core, purpose.text)), "")
        if told and not _is_said_too(own, subject.name, purpose.text):
            message = (
                f"{row.code} 是“{own}”，用途写的是“{told}”，像是 {subject.code} {subject.name} 的。"
            )
            yield Finding(purpose.place, message)
            return
    if meant := _of_another_class(evidence, row, purpose.text, codes):
        message = f"{row.code} 是“{own}”，用途写的是“{meant.name}”，像是 {meant.code[:CLASS]} 的。"
        yield Finding(purpose.place, message, operands=(Operand("科目", row.code, row.place),))
        return
    if unused := _unused(evidence, row, purpose.text, codes):
        message = f"{row.code} 是“{own}”，用途说的像是 {unused.code} {unused.name}。"
        yield Finding(purpose.place, message, operands=(Operand("科目", row.code, row.place),))
        return
    yield from _of_another_insurance(evidence, row, purpose)


def _of_the_other_body(evidence: Evidence, row: Row, purpose: str, codes: _Codes) -> Subject | None:
    """The other of 行政运行 and 事业运行, beside a row, whose purpose the row has."""
    names = evidence.account.catalogue
    here, there = RUNNING.get(names.name(row.code), ("", ""))
    if not here or here[:2] in purpose or "参" in purpose or not _is_named(there, purpose):
        return None
    running = next(name for name in RUNNING if name != names.name(row.code))
    siblings = (names.get(code) for code in sorted(codes.spent) if code[:GROUP] == row.code[:GROUP])
    return next((one for one in siblings if one and one.name == running), None)


def _copied(
    evidence: Evidence, row: Row, others: Iterable[Row], purpose: Node
) -> Iterator[Finding]:
    """A purpose copied from another row, to which it belongs: 职业年金 for 开办费."""
    names = evidence.account.catalogue
    own, text = told_by(names.name(row.code)), purpose.text
    for other in others if len(text) >= COPIED else ():
        if other.section != row.section or other.code == row.code:
            continue
        # What both names have says of neither: 高中教师, of 初中教育.
        theirs = told_by(names.name(other.code))
        is_own = any(pair in text for pair in own - theirs)
        is_theirs = any(pair in text for pair in theirs - own) or _is_of_wages(text, row, other)
        if not is_own and is_theirs:
            what = f"{row.code} 是“{names.name(row.code)}”"
            like = f"用途与 {other.code} {names.name(other.code)}的一字不差"
            message = f"{what}，{like}，像是抄来的。"
            operands = (Operand(other.code, purpose.text, other.place),)
            yield Finding(purpose.place, message, operands=operands)
            return


def _is_of_wages(purpose: str, row: Row, other: Row) -> bool:
    """Whether a purpose is of people whom the other row pays, and the row has projects only."""
    paid = [[key for key in (*WAGES, PROJECTS) if one.node.get(key)] for one in (row, other)]
    return STAFF in purpose and paid[0] == [PROJECTS] and PROJECTS not in paid[1]


def _named_whole(evidence: Evidence, row: Row, purpose: str, codes: _Codes) -> Subject | None:
    """The subject, unused, that a row names in its purpose: 事业单位医疗, of 公务员医疗补助.

    What its own name says it may say too, unless it is a row of the rest (其他…).
    """
    names = evidence.account.catalogue
    own = names.name(row.code)
    is_own = not own.startswith("其他") and any(core in purpose for core in _cores(own))
    if is_own or len(row.code) != ITEM:
        return None
    found = [
        subject
        for subject in names.official.below([row.code[:GROUP]])
        if len(subject.code) == ITEM and subject.code not in codes.used
        if len(subject.name) > SHORTEST and _is_named(subject.name, purpose)
        if own.startswith("其他") or not _is_said_too(own, subject.name, purpose)
    ]
    return found[0] if len(found) == 1 else None


def _is_said_too(own: str, other: str, purpose: str) -> bool:
    """Whether a purpose has words of a row's own subject as well: 法律援助、社区矫正."""
    return any(pair in purpose for pair in told_by(own) - told_by(other))


def _is_named(name: str, purpose: str) -> bool:
    """Whether a purpose has a subject's name, and not as a part of 行政事业单位医疗."""
    return re.search(f"{OF_BOTH}{re.escape(name)}", purpose) is not None


def _is_of_thing(core: str, purpose: str) -> bool:
    """Whether a purpose has these words, and not as a house's name alone: 文化活动中心."""
    return re.search(f"{re.escape(core)}(?!{HOUSE})", purpose) is not None


def _of_another_class(evidence: Evidence, row: Row, purpose: str, codes: _Codes) -> Subject | None:
    """The 款 or 项 of another 类 that the purpose of a 类 names: 行政事业单位医疗, of 208."""
    if len(row.code) != CLASS:
        return None
    names = evidence.account.catalogue
    used = {code[:n] for code in codes.used for n in (GROUP, ITEM) if len(code) >= n}
    told = [
        subject
        for code in sorted(used)
        if (subject := names.get(code)) and any(c in purpose for c in _cores(subject.name))
    ]
    is_own = any(subject.code[:CLASS] == row.code for subject in told)
    return told[0] if told and not is_own else None


def _unused(evidence: Evidence, row: Row, purpose: str, codes: _Codes) -> Subject | None:
    """The one subject of the 款 that the document lacks and whose words a purpose has.

    The row's own are to be words of one thing, and the purpose to have none of them.
    """
    if len(row.code) != ITEM:
        return None
    names = evidence.account.catalogue
    own = told_by(names.name(row.code))
    if not own or ORDINARY.search(names.name(row.code)) or any(p in purpose for p in own):
        return None
    found = [
        subject
        for subject in names.official.below([row.code[:GROUP]])
        if len(subject.code) == ITEM
        if subject.code not in codes.used and not ORDINARY.search(subject.name)
        if (pairs := told_by(subject.name)) and all(pair in purpose for pair in pairs)
    ]
    return found[0] if len(found) == 1 else None


def _is_told(own: str, purpose: str, *, is_class: bool) -> bool:
    """Whether a row's purpose may be that of its own subject: 公积金, 住房."""
    if own.startswith("其他"):
        return True
    for here, there in (BODIES, BODIES[::-1]):
        if here in own and there not in own and here not in purpose and _is_named(there, purpose):
            return False
    tells = slice(0, 2) if is_class else slice(-2, None)
    return any(core in purpose or core[tells] in purpose for core in _cores(own))


def _others(evidence: Evidence, row: Row, codes: _Codes) -> Iterable[Subject]:
    """Subjects whose purpose a row may tell: as fine as the row's, of the document or its 款."""
    account = evidence.account
    digits = CLASS if len(row.code) == CLASS else GROUP
    parents = {code[:digits] for code in codes.spent}
    return (
        subject
        for subject in account.catalogue.subjects.below(filter(None, parents))
        if subject.code != row.code
        and subject.code[:GROUP] in parents
        and len(subject.code) == len(row.code)
        and not _is_common(subject, account.catalogue)
    )


def _is_common(subject: Subject, names: Catalogue) -> bool:
    """Whether the subject's name tells no purpose: every 款 has its 行政运行."""
    alike = names.subjects.called(subject.name)
    return sum(len(one.code) == len(subject.code) for one in alike) >= COMMON


def _cores(name: str) -> list[str]:
    """The words of a purpose that tell a subject: without 其他 … 支出; a 类 has several."""
    parts = re.split("[和与及、]", name) if name.count("和") + name.count("与") else [name]
    cores = (GENERAL.sub("", GENERAL.sub("", part)) for part in parts)
    return [core for core in cores if len(core) >= SHORTEST]


def _of_another_insurance(evidence: Evidence, row: Row, said: Node) -> Iterator[Finding]:
    """A purpose names another insurance: 医疗保险 in the reason of 养老保险."""
    name = evidence.account.catalogue.name(row.code)
    own = [word for word in INSURANCES.values() if word in name]
    told = INSURED.findall(said.text)
    is_both = "社保" in said.text or "医保" in said.text
    if len(own) == 1 and told and own[0] not in said.text and not is_both:
        yield Finding(said.place, f"{row.code} 是“{name}”，这里写的是{told[0]}。")


@rule(
    "MZ275",
    "两个科目的用途没有写反",
    identity="一个科目的用途不说另一个科目名称里的事；两个科目互相对得上、和自己都对不上的才提示",
    why="两行的用途写反了，金额都对，读的人却以为钱花在别处。",
    reference="支出决算（预算）情况说明",
    remedy="核对这两个科目的用途，改正写反的一处。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def exchanged(evidence: Evidence) -> Iterator[Finding]:
    """Purposes of rows exchanged: 委托中介机构 for 信息化建设."""
    names = evidence.account.catalogue
    said = [
        (row, node, told_by(names.name(row.code)))
        for row in evidence.account.rows
        if row.section == SPENT and (node := row.node.get(PURPOSE)) and node.text
    ]
    count = Counter(pair for _, _, marks in said for pair in marks)
    told = [
        (row, node, own)
        for row, node, marks in said
        if (own := {pair for pair in marks if count[pair] == 1})
        and not any(pair in node.text for pair in own)
    ]
    for number, (one, here, own) in enumerate(told):
        for other, there, others in told[number + 1 :]:
            is_crossed = any(pair in here.text for pair in others) and any(
                pair in there.text for pair in own
            )
            if is_crossed and len(one.code) == len(other.code):
                message = (
                    f"{one.code} {names.name(one.code)}的用途像是 {other.code} "
                    f"{names.name(other.code)}的，那一行的像是它的：两行的用途像是互换了。"
                )
                operands = (Operand(other.code, there.text, there.place),)
                yield Finding(here.place, message, operands=operands)


def told_by(name: str) -> frozenset[str]:
    """The pairs of characters, in a row's purpose, that tell a subject's name from others."""
    words = TOLD_BY_NONE.sub("\n", name)
    return frozenset(
        words[i : i + 2] for i in range(len(words) - 1) if "\n" not in words[i : i + 2]
    )
