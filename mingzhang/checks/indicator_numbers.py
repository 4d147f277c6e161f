"""Rules on the numbers of indicators by themselves: rates above 100 %, units that differ.

MZ649, MZ665 and MZ774.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from mingzhang.checks.rule import ANY, Evidence, Finding, rule
from mingzhang.checks.self_evaluations import is_cost, valued
from mingzhang.diagnostics import Severity
from mingzhang.facts.account import Score

FORM = "绩效目标表、绩效自评表"
WHOLE, TENFOLD = Decimal(100), Decimal(8)
GROWTH = re.compile("增长|增幅|增加|提高|提升")  # of which nobody knows how large it may be
NUMBERS = ("目标值", "指标值", "完成值")
# Shares of a whole; what is planned may be exceeded, a whole may not, nor fall by more than itself.
SHARES = re.compile(
    "(?:满意度|(?:降低|下降|减少|压减|压缩|节约|差错|合格|及时|准确|覆盖|到位|发放|知晓|通过|正确|达标|合规|兑付|应补尽补)率)$"
)
EXACTLY = ("100%", "=100%", "100％", "＝100%")
PER = ("/", "／")
MUCH = Decimal("0.7")
DIGIT = re.compile("[0-9０-９一二三四五六七八九十百]")
PERCENT = re.compile("[%％]$")
# >=l次, 9上% and 5o are no numbers; 5l may be litres, and I级 a grade.
BROKEN = re.compile(
    "^[<>≥≤=＝＞＜]+\\s*[lOo]+[^A-Za-z0-9]{0,4}$|^\\W*[0-9.]+[一-鿿][%％]$"
    "|^\\W*(?:[0-9.]+[OIo]|[OIl]+[0-9])[0-9OIlo.]*[^A-Za-z0-9]{0,4}$"
)
MONEY = re.compile("(?P<unit>万元|亿元|元)(?P<rest>[^0-9]*)")


@rule(
    "MZ649",
    "满意度和合格率不超过 100%",
    identity="满意度、合格率、及时率、覆盖率、降低率等的目标值和完成值，不大于 100%",
    why="满意的人不会比问到的人多；超过 100%，必是多打了一位或漏了小数点。",
    formula="满意度、合格率、及时率、准确率、覆盖率、到位率、降低率 ≤ 100%",
    reference=FORM,
    remedy="核对这个百分比。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def shares(evidence: Evidence) -> Iterator[Finding]:
    """A rate in an indicator exceeds 100 %: 950 % of the users are content."""
    for score in indicators(evidence):
        name = score.words.get("三级", "")
        for key in NUMBERS if SHARES.search(name) else ():
            told = number(score, key)
            if told and told["unit"].strip() in ("%", "％") and Decimal(told["number"]) > WHOLE:
                message = f"“{name}”的{key}是 {told['number']}%，大于 100%。"
                yield Finding(score.place or evidence.account.source.place, message)


@rule(
    "MZ774",
    "完成值超过 100% 的，目标值和偏差度也这样说",
    identity="目标值是文字的，完成值不大于 100%；目标值是 100%、完成值大于 100% 的，偏差度不是 0；"
    "完成值大于 100% 的，不是目标值的十倍左右（增长率除外）",
    why="及时、完成最多是 100%；比目标多做了，偏差度就不会是 0。多半是完成值打错了一位。",
    formula="目标值 = 100%，完成值 > 100% ⇒ 偏差度 ≠ 0",
    reference=FORM,
    remedy="核对完成值和偏差度，改正写错的一个。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def more_than_meant(evidence: Evidence) -> Iterator[Finding]:
    """More than the whole was done, which the indicator's target and deviation do not say."""
    for score in indicators(evidence):
        done, target = number(score, "完成值"), score.words.get("目标值", "")
        if not done or done["unit"].strip() not in ("%", "％") or Decimal(done["number"]) <= WHOLE:
            continue
        is_word = bool(target) and not re.search("[0-9]", target)
        is_met = target.strip() in EXACTLY and not score.words.get("性质") and score.deviation == 0
        name = score.words.get("三级", "")
        if is_word or is_met or _is_tenfold(score, Decimal(done["number"]), name):
            said = "最多是 100%" if is_word else "像是多打了一位"
            said = f"偏差度是 {score.deviation}" if is_met else said
            message = f"“{name}”的目标值是“{target}”，完成值是 {done['number']}%，{said}。"
            yield Finding(score.place or evidence.account.source.place, message)


def _is_tenfold(score: Score, done: Decimal, name: str) -> bool:
    """Whether an indicator's result is some ten times a target that is a part of a whole."""
    goal = number(score, "目标值")
    if goal is None or GROWTH.search(name) or not PERCENT.search(goal["unit"].strip()):
        return False
    return 0 < Decimal(goal["number"]) * TENFOLD <= done


def indicators(evidence: Evidence) -> Iterator[Score]:
    """Every indicator of evaluations and of goals whose numbers are looked at."""
    account = evidence.account
    yield from (score for project in account.projects for score in project.indicators)
    yield from (score for plan in account.plans for score in plan.indicators)


def number(score: Score, key: str) -> re.Match[str] | None:
    """What an indicator has under a key, with the relation and the unit of its own columns."""
    words = score.words.get(key, "")
    relation = score.words.get("性质", "") if key != "完成值" else ""
    # Some forms have the unit in a column of its own.
    unit = score.words.get("单位", "") if words[-1:].isdigit() else ""
    return valued(relation + words + unit)


@rule(
    "MZ665",
    "目标值与完成值可以相比",
    identity="目标值和完成值都是金额的，单位相同；成本指标的目标值没有“≤”“≥”的，完成值不大于它，"
    "也不比每人、每天的标准少得多，不然就写明偏差原因；别的成本指标写了元、万元的，都写；"
    "一个值写了 % 的，另一个也写；别的满意度写了 % 的，都写；"
    "目标值是文字的，完成值不是没有单位的数；数字里没有夹着字母和别的字",
    why="一个写元、一个写万元，差一万倍也看不出来；标准定的是一个数，做的是另一个数，就要说明原因。",
    formula="目标值的单位 = 完成值的单位；目标值是一个数的，完成值 ≤ 目标值",
    reference=FORM,
    remedy="核对目标值和完成值，改正其中一个，补上漏写的单位；确实不同的，写明偏差原因。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def comparable(evidence: Evidence) -> Iterator[Finding]:
    """An indicator's numbers in different units: the target 5.16万元 a year, the result 5.16元."""
    for project in evidence.account.projects:
        for score in project.indicators:
            target, reached = (score.words.get(key, "") for key in ("目标值", "完成值"))
            if score.place and _differ(score):
                yield Finding(score.place, f"目标值是 {target}，完成值是 {reached}。")
    yield from _without_unit(list(indicators(evidence)))
    for score in indicators(evidence):
        said = next((w for key in NUMBERS if BROKEN.search(w := score.words.get(key, ""))), "")
        if said and score.place:
            name = score.words.get("三级", "")
            yield Finding(score.place, f"“{name}”的“{said}”里，数字像是打错了一个字。")


def _without_unit(scores: Sequence[Score]) -> Iterator[Finding]:
    """Numbers of indicators without a unit: as others have one, or where the target is in words."""
    usual = [test for test, unit in MEASURED if _is_usual(scores, test, unit)]
    for score in scores:
        keys: tuple[str, ...] = NUMBERS if any(test(score) for test in usual) else ()
        if not DIGIT.search(score.words.get("目标值") or "0"):
            keys = ("完成值",)
        elif any(_has_unit(score, key, PERCENT) for key in NUMBERS):
            keys = NUMBERS
        bare = next((key for key in keys if _is_bare(score, key)), None)
        if bare and score.place:
            name = score.words.get("三级", "")
            message = f"“{name}”的{bare}是“{score.words[bare]}”，没有写单位。"
            yield Finding(score.place, message)


def _is_content(score: Score) -> bool:
    """Whether an indicator's numbers are shares of those who are content."""
    return score.words.get("三级", "").endswith("满意度")


# Indicators of one kind whose numbers have a unit or have none, all alike.
MEASURED = ((is_cost, MONEY), (_is_content, PERCENT))


def _is_usual(
    scores: Sequence[Score], test: Callable[[Score], bool], unit: re.Pattern[str]
) -> bool:
    """Whether an indicator of the kind has a number with its unit."""
    return any(_has_unit(score, key, unit) for score in scores if test(score) for key in NUMBERS)


def _has_unit(score: Score, key: str, unit: re.Pattern[str]) -> bool:
    told = number(score, key)
    return bool(told and unit.match(told["unit"].strip()))


def _is_bare(score: Score, key: str) -> bool:
    """Whether an indicator's value is a number without a unit, and it has none elsewhere."""
    told = number(score, key)
    return bool(told and not told["unit"].strip() and Decimal(told["number"]))


def _differ(score: Score) -> bool:
    target, reached = number(score, "目标值"), number(score, "完成值")
    if not (target and reached):
        return False
    here, there = MONEY.fullmatch(target["unit"]), MONEY.fullmatch(reached["unit"])
    if not (here and there and here["rest"] == there["rest"]):
        return False
    if here["unit"] != there["unit"]:
        return True
    is_exact = target["relation"] in ("", "=", "＝") and is_cost(score)
    meant, paid = Decimal(target["number"]), Decimal(reached["number"])
    # To spend a little less needs no reason; to pay far less than a rate does.
    is_other = paid > meant or (here["rest"].startswith(PER) and paid < MUCH * meant)
    return is_exact and is_other and score.words.get("偏差原因", "无") in ("", "无")
