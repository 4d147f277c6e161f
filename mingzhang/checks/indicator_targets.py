"""Rules on an indicator's target beside its result and its score.

MZ677 to MZ679.  Whether each number is possible by itself is told by MZ649 and MZ665.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain

from mingzhang.checks.indicator_numbers import DIGIT, MONEY, indicators, number
from mingzhang.checks.rule import ANY, Cause, Evidence, Finding, limited, rule
from mingzhang.checks.self_evaluations import CEILING
from mingzhang.diagnostics import Severity
from mingzhang.facts.account import Score
from mingzhang.facts.amount import EXACT
from mingzhang.forms.form_keys import MEASURE
from mingzhang.reading.document_folder import DISCLOSURE
from mingzhang.reading.node import Node
from mingzhang.reading.schema_messages import Schema, is_count

FORM = "绩效目标表、绩效自评表"
TELLING_DIGITS = 3
BEYOND = Decimal("1.2")  # what is done by so much more was planned badly, and loses points
ASSETS = "国有资产"
IMPOSSIBLE = 10_000  # cars, or large machines, of one agency
MACHINES = re.compile("[辆台套]|^$")  # units in which they are counted; books are more
NEARLY = Decimal("0.9")  # of a target; who told why it was missed by more lost points
GRADES, SCALE = re.compile("[/／|｜]"), 3  # fewer may be two things that were done
TWICE = Decimal(2)  # nor of what is told to have fallen short
FELL_SHORT = re.compile("减少|不足|未[完能达]|下降|不够|没有完成|降低|病故")
NUMBER = re.compile("[0-9０-９]")
PAID = re.compile("资金|金额|经费|[费款]")  # 补贴资金的数量 is money
DONE = re.compile("完成|达|符合|合格|满|全|优|到位")  # what is as it was to be, be it a number
CONTENT, RATE, PERCENT = "满意", re.compile("满意度?$"), re.compile("^[0-9.]+[%％]$")
DENIED_RATE, MOSTLY = (
    re.compile("未(?:及时|完成|达标|达到|到位|足额|准确|按[时期])[一-鿿]{0,2}率$"),
    Decimal(50),
)  # of what fails, few do
UPWARD = {"提高", "提升", "增强", "增加", "改善", "上升"}
WAY = re.compile(f"{'|'.join(sorted(UPWARD))}|降低|下降|减弱|减少|恶化")
COUNTED = re.compile("(?:数量|人数|次数|个数|家数|条数|份数|件数|户数|人次|批次)$")


@rule(
    "MZ677",
    "目标值与完成值对得上",
    identity="目标值和完成值的数字相同（三位以上）而小数点不同的，目标值是数、完成值却不是"
    "数（也不说达到、完成）的，完成值有“≤”“≥”而目标值没有的，名称说“未及时”、目标值却是“及时”的，两个值与别的指标正好相反的，两个值只差“提高”“降低”这样方向相反的词的，完成值是几档（“顺利/较顺利/不顺利”）而目标值是其中一档的，满意度的目标值是别的指标的“及时”的，才提示",
    why="同一个数差了十倍、百倍，多半是小数点打错了地方；数写成了“是”，多半是抄了上一行。",
    reference=FORM,
    remedy="核对目标值和完成值。",
    severity=Severity.WARNING,
)
@limited
def beside_each_other(evidence: Evidence) -> Iterator[Finding]:
    """An indicator's target and what was done do not belong together: each line is told once."""
    projects = evidence.account.projects
    every = [score for project in projects for score in project.indicators]
    found = chain(
        _shifted(evidence),
        _reversed(every),
        _denied(every),
        _opposite(every),
        *(_copied(project.indicators) for project in projects),
    )
    told = {finding.place: finding for finding in reversed(list(found))}
    yield from reversed(told.values())


def _opposite(scores: Sequence[Score]) -> Iterator[Finding]:
    """An indicator's target the other way round: 有所提高 to be reached, 有所降低 reached."""
    for score in scores:
        target, reached = _both(score)
        ways = [set(WAY.findall(words)) for words in (target, reached)]
        is_turned = WAY.sub("", target) == WAY.sub("", reached) and not ways[0] & ways[1]
        if all(ways) and is_turned and {way <= UPWARD for way in ways} == {True, False}:
            message = f"目标值是“{target}”，完成值是“{reached}”：方向正好相反。"
            if score.place:
                yield Finding(score.place, message)


def _shifted(evidence: Evidence) -> Iterator[Finding]:
    """An indicator's target with a slipped point: 469.851平方米, beside 4698.51平方米 reached."""
    for score in indicators(evidence):
        target, reached = number(score, "目标值"), number(score, "完成值")
        if target and reached and score.place and target["unit"] == reached["unit"]:
            one, other = (Decimal(m["number"]) for m in (target, reached))
            digits, others = (n.normalize().as_tuple().digits for n in (one, other))
            if one != other and digits == others and len(digits) >= TELLING_DIGITS:
                message = f"目标值 {one} 与完成值 {other} 只差小数点的位置。"
                yield Finding(score.place, message)


def _reversed(scores: Sequence[Score]) -> Iterator[Finding]:
    """An indicator's target in place of what was done: ≤3056人, or the grades to choose from."""
    count = Counter(_both(score) for score in scores)
    targets = Counter(target for target, _ in count)
    for score in scores:
        target, done = _both(score)
        is_word = not ((DIGIT.search(target) and DIGIT.search(done)) or DONE.search(target + done))
        is_rarer = target != done and count[done, target] > count[target, done]
        # 2次 is in 12次, and no grade of it.
        is_grade = targets[done] and target in done and not (target == done or NUMBER.search(done))
        is_choice = target and (is_grade or _is_one_of(target, done))
        if (_has_bound(score) or (is_rarer and is_word) or is_choice) and score.place:
            name = score.words.get("三级", "")
            message = f"“{name}”目标值是“{target}”，完成值是“{done}”，两个像是写反了。"
            yield Finding(score.place, message)


def _denied(scores: Sequence[Score]) -> Iterator[Finding]:
    """An indicator's name denies its target: 支付未及时率, of which the target is 及时, or 90%."""
    for score in scores:
        name, (target, _) = score.words.get("三级", ""), _both(score)
        is_rate = DENIED_RATE.search(name) and _is_at_least_most(score)
        if (is_rate or (target and f"未{target}" in name)) and score.place:
            yield Finding(score.place, f"“{name}”的目标值是“{target}”：名称里像是多写了“未”。")


def _is_at_least_most(score: Score) -> bool:
    """Whether an indicator's target is the half of all or more, and no ceiling."""
    told = number(score, "目标值")
    if not told or not PERCENT.match(told["number"] + told["unit"].strip()):
        return False
    return not re.fullmatch(CEILING, told["relation"]) and Decimal(told["number"]) >= MOSTLY


def _is_one_of(target: str, done: str) -> bool:
    """Whether an indicator's target is one grade of a scale: 顺利, of 顺利/较顺利/不顺利."""
    scale = GRADES.split(done)
    return len(scale) >= SCALE and target in scale


def _both(score: Score) -> tuple[str, str]:
    return score.words.get("目标值", ""), score.words.get("完成值", "")


def _has_bound(score: Score) -> bool:
    """Whether what was done says at least, or at most, and an indicator's target does not."""
    target, done = number(score, "目标值"), number(score, "完成值")
    return bool(target and done and done["relation"] and not target["relation"])


def _copied(scores: Sequence[Score]) -> Iterator[Finding]:
    """The 是 of another indicator's line, copied where the target is a number."""
    said = [tuple(s.words.get(key, "") for key in ("目标值", "完成值")) for s in scores]
    words = {done for target, done in said if target == done and not DIGIT.search(done)}
    for score, (target, done) in zip(scores, said, strict=True):
        is_word = (done in words and DIGIT.search(target)) or _is_told_in_words(score, done)
        if is_word and not DONE.search(done) and score.place:
            message = f"“{score.words.get('三级', '')}”目标 {target}，完成值是“{done}”，不是数。"
            yield Finding(score.place, message)
    targets = Counter(target for target, _ in said if not DIGIT.search(target))
    for score, (target, done) in zip(scores, said, strict=True):
        name = score.words.get("三级", "")
        is_rate = RATE.search(name) and PERCENT.search(done)
        if is_rate and targets[target] > 1 and CONTENT not in target and score.place:
            message = f"“{name}”完成 {done}，目标值却是“{target}”，像是抄了别的指标的。"
            yield Finding(score.place, message)


def _is_told_in_words(score: Score, done: str) -> bool:
    """Whether an indicator's target is a number and nothing else, and what was done is none."""
    return bool(number(score, "目标值")) and done not in ("", "无") and not DIGIT.search(done)


@rule(
    "MZ678",
    "达到目标的得满分",
    identity="完成值达到目标值、超出不到 20%（偏差原因说减少、未完成的，不到一倍）的指标，"
    "得分等于分值；写了偏差原因、完成值不到目标值 90% 的，得分小于分值",
    why="达到了目标却扣分，多半是目标值和完成值写反了，或者得分抄错了行。",
    formula="目标值 ≤ 完成值 ≤ 目标值 × 1.2 时，得分 = 分值",
    reference="项目支出绩效自评表",
    remedy="核对目标值、完成值和得分；因别的原因扣分的，在“核对说明”里写明。",
    severity=Severity.WARNING,
)
@limited
def reached_and_scored(evidence: Evidence) -> Iterator[Finding]:
    """An indicator's target was reached and not scored: 44 planned, 50 served, 2 points of 5."""
    for score in indicators(evidence):
        weight, points = score.weight, score.points
        is_less = weight is not None and points is not None and points < weight
        if is_less and score.place and _is_reached(score):
            target, done = (score.words.get(key, "") for key in ("目标值", "完成值"))
            words = f"“{score.words.get('三级', '')}”目标 {target}，完成 {done}"
            message = f"{words}，达到了目标，得分 {points} 小于分值 {weight}。"
            # A weight or score typed wrong is why a project's do not add up.
            own = tuple(p.name for p in evidence.account.projects if score in p.indicators)
            cause = Cause(is_word=True, follow=dict.fromkeys(("MZ249", "MZ623"), own))
            yield Finding(score.place, message, cause=cause)
        elif weight and points == weight and score.place and _is_missed(score):
            target, done = (score.words.get(key, "") for key in ("目标值", "完成值"))
            words = f"“{score.words.get('三级', '')}”目标 {target}，完成 {done}"
            yield Finding(score.place, f"{words}，没有达到目标，却得了满分 {points}。")


def _is_missed(score: Score) -> bool:
    """Whether an indicator's target was missed by far, for a reason that is told."""
    target, reached = number(score, "目标值"), number(score, "完成值")
    if not (target and reached) or target["unit"] != reached["unit"]:
        return False
    is_told = score.words.get("偏差原因", "无") not in ("", "无")
    is_floor = not re.fullmatch(CEILING, target["relation"])
    meant, done = Decimal(target["number"]), Decimal(reached["number"])
    return is_told and is_floor and done < EXACT.multiply(meant, NEARLY)


def _is_reached(score: Score) -> bool:
    target, reached = number(score, "目标值"), number(score, "完成值")
    if not (target and reached) or target["unit"] != reached["unit"]:
        return False
    meant, done = Decimal(target["number"]), Decimal(reached["number"])
    limit = TWICE if FELL_SHORT.search(score.words.get("偏差原因", "")) else BEYOND
    if re.fullmatch(CEILING, target["relation"]):
        return done <= meant and EXACT.multiply(done, limit) >= meant
    return meant <= done <= EXACT.multiply(meant, limit)


@rule(
    "MZ679",
    "数量指标不写金额",
    identity="名称是人数、次数、数量的指标，目标值不是以元、万元计的；国有资产的车辆、设备不到一万",
    why="数量写成了金额，读的人不知道有多少、要做多少。",
    reference=FORM,
    remedy="核对目标值和计量单位，核对车辆、设备的台数。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def counted_in_money(evidence: Evidence) -> Iterator[Finding]:
    """A quantity indicator has a target in money: 11万元 lines that are leased."""
    for score in indicators(evidence):
        name = score.words.get("三级", "")
        is_count = COUNTED.search(name) and not PAID.search(name)
        for key in ("目标值", "指标值", "完成值") if is_count else ():
            told = number(score, key)
            if told and MONEY.fullmatch(told["unit"]):
                message = f"“{name}”的{key}是“{score.words.get(key, '')}”，是金额不是数量。"
                yield Finding(score.place or evidence.account.source.place, message)
                break
    source, known = evidence.account.source, evidence.account.folder.schemas[DISCLOSURE]
    assets = source.get(ASSETS)
    schema = known.get("properties", {}).get(ASSETS, {})
    for name, node in _machines(assets, schema) if assets else ():
        if node.number and node.number >= IMPOSSIBLE:
            yield Finding(node.place, f"{name}是 {node.text}，像是金额，不是台数。")


def _machines(node: Node, schema: Schema) -> Iterator[tuple[str, Node]]:
    """The counts of cars and of large machines, whose targets are no money, by their names."""
    for name, below in node.items():
        own = schema.get("properties", {}).get(name, {})
        if is_count(own) and MACHINES.search(str(own.get(MEASURE, ""))):
            yield name, below
        yield from _machines(below, own)
