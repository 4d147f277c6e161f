"""Arithmetic in sentences: a paper's text → figures of one sentence that contradict each other.

No table is asked, and no form's words: a change and its rate, a budget and how much of it was
spent, cars and what they are used for.  What the rounding of the printed figures explains is right.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from mingzhang.facts.amount import EXACT, rounded
from mingzhang.inspection.text_outside_tables import Speech

NUMBER = r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
UP, DOWN = "增加|增长|上升|提高", "减少|下降|降低"
MOVED = re.compile(
    rf"(?P<now>{NUMBER})(?P<unit>万?元)，(?:与|比|较)(?:上年|[0-9]{{4}}年)[^。;:0-9]{{0,12}}?各?"
    rf"(?P<verb>{UP}|{DOWN})了?(?P<moved>{NUMBER})(?P=unit)，(?P<trend>{UP}|{DOWN})了?(?P<rate>{NUMBER})%"
)
SAME = re.compile(
    rf"(?P<now>{NUMBER})(?P<unit>万?元)，(?:与|比|较)(?:上年|[0-9]{{4}}年)[^。;:0-9]{{0,12}}?"
    rf"(?P<verb>{UP}|{DOWN})了?(?P<moved>{NUMBER})(?P=unit)"
)
TURNED = re.compile(
    rf"(?P<verb>{UP}|{DOWN})了?{NUMBER}万?元，(?P<trend>{UP}|{DOWN})了?(?P<rate>{NUMBER})%"
)
SENTENCE = re.compile("[^。]+")
BUDGETED = re.compile(rf"(?P<base>年初|全年|调整)?预算数?为?(?P<number>{NUMBER})万元")
SPENT = re.compile(rf"决算数?为?(?P<number>{NUMBER})万元")
DONE = re.compile(rf"完成(?P<base>年初|全年|调整)?预算数?的?(?P<rate>{NUMBER})%")
SAID = re.compile(
    "。决算数?(?:(?P<word>大于|小于)(?P<base>年初|全年|调整)?预算数?|与(?P<other>年初|全年|调整)?预算数?持平)"
)
UPWARDS = frozenset(UP.split("|"))
CARS = re.compile(
    rf"(?P<whole>{NUMBER})辆，其中:(?P<parts>(?:[^0-9。;:]{{1,20}}?{NUMBER}辆[、，]?)+)"
)
CAR = re.compile(rf"(?P<name>[^0-9、，]+)(?P<number>{NUMBER})辆")
REST = "其他"
HUNDRED = Decimal(100)
LONGEST = 60  # characters of a sentence that a message quotes


@dataclass(frozen=True)
class Contradiction:
    """Figures of a sentence at odds by its own arithmetic: page, words, what is printed, why.

    ``is_custom`` where it is what many write: 完成预算的0% of no budget.
    """

    page: int
    words: str
    printed: str
    reason: str
    is_custom: bool = False


@dataclass(frozen=True)
class _Printed:
    """A number of the arithmetic as a sentence prints it, with its last digit."""

    value: Decimal
    step: Decimal

    @classmethod
    def of(cls, text: str) -> _Printed:
        """The number of a sentence's arithmetic that a text prints."""
        plain = text.replace(",", "")
        return cls(Decimal(plain), Decimal(1).scaleb(-len(plain.partition(".")[2])))

    @property
    def half(self) -> Decimal:
        """How far rounding may have moved a number of a sentence's arithmetic."""
        return self.step / 2


def contradictions(speech: Speech) -> tuple[Contradiction, ...]:
    """Every sentence of a paper whose own arithmetic does not hold."""
    changes = (*_changes(speech), *_turned(speech), *_opposed(speech))
    found = (*changes, *_completions(speech), *_cars(speech))
    return tuple(dict.fromkeys(found))


def _told(speech: Speech, match: re.Match[str], printed: str, reason: str) -> Contradiction:
    return Contradiction(speech.page(match.start()), match[0][-LONGEST:], printed, reason)


def _changes(speech: Speech) -> Iterator[Contradiction]:
    """By their arithmetic: sentences of which figure, change and rate of change do not fit."""
    for match in MOVED.finditer(speech.text):
        now, moved, rate = (_Printed.of(match[name]) for name in ("now", "moved", "rate"))
        is_up = match["verb"] in UPWARDS
        before = EXACT.subtract(now.value, moved.value if is_up else -moved.value)
        slack = now.half + moved.half
        if is_up != (match["trend"] in UPWARDS):
            continue  # which is told of its words
        if is_up and before + slack < 0 <= now.value:
            reason = f"增加的比现在的 {match['now']}{match['unit']}还多"
            yield _told(speech, match, match["moved"], reason)
        elif not before and rate.value != HUNDRED:  # which is said of a growth from nothing
            yield _told(speech, match, f"{match['rate']}%", "上年是 0，没有比率")
        elif before > slack and not _fits(rate, moved, _Printed(before, 2 * slack)):
            meant = rounded(moved.value / before * HUNDRED, 2)
            reason = f"上年是 {before:,f}{match['unit']}，变动的比率应为 {meant}%"
            yield _told(speech, match, f"{match['rate']}%", reason)


def _fits(rate: _Printed, part: _Printed, whole: _Printed) -> bool:
    """Whether a rate follows, by a sentence's arithmetic, from two figures as they are rounded."""
    least = (part.value - part.half) / (whole.value + whole.half) * HUNDRED
    low = whole.value - whole.half
    most = (part.value + part.half) / low * HUNDRED if low > 0 else None
    return least <= rate.value + rate.step and (most is None or rate.value - rate.step <= most)


def _turned(speech: Speech) -> Iterator[Contradiction]:
    """By their words: sentences in which a figure goes up by an amount, and down by a rate."""
    for match in TURNED.finditer(speech.text):
        if (match["verb"] in UPWARDS) != (match["trend"] in UPWARDS):
            reason = f"前面写“{match['verb']}”，后面写“{match['trend']}”"
            yield _told(speech, match, f"{match['rate']}%", reason)


def _opposed(speech: Speech) -> Iterator[Contradiction]:
    """By each other: sentences of one figure and one change, of which few say the other way."""
    said: dict[tuple[str, str], list[re.Match[str]]] = defaultdict(list)
    for match in SAME.finditer(speech.text):
        said[match["now"], match["moved"]].append(match)
    for matches in said.values():
        up = [match for match in matches if match["verb"] in UPWARDS]
        down = [match for match in matches if match["verb"] not in UPWARDS]
        few, many = sorted((up, down), key=len)
        for match in few if len(many) > len(few) else ():
            reason = f"别处 {len(many)} 句同样的数写的是“{many[0]['verb']}”"
            yield _told(speech, match, match["verb"], reason)


def _completions(speech: Speech) -> Iterator[Contradiction]:
    """By their arithmetic: sentences of a budget, what was spent of it, and the rate."""
    for match in SENTENCE.finditer(speech.text):
        sentence = match[0]
        spent, done = list(SPENT.finditer(sentence)), list(DONE.finditer(sentence))
        budgets = {m["base"] or "": _Printed.of(m["number"]) for m in BUDGETED.finditer(sentence)}
        if len(spent) != 1 or not budgets:
            continue
        final = _Printed.of(spent[0]["number"])
        if len(done) == 1 and spent[0].start() < done[0].start():
            yield from _rate(speech, match, final, budgets, done[0])
        yield from _direction(speech, match, final, budgets)


Budgets = dict[str, _Printed]


def _of_base(budgets: Budgets, base: str | None) -> _Printed | None:
    """The budget that a sentence's arithmetic is about; none where it could be either of two."""
    if base in budgets:
        return budgets[base]
    return next(iter(budgets.values())) if len(budgets) == 1 and not base else None


def _rate(
    speech: Speech, match: re.Match[str], final: _Printed, budgets: Budgets, done: re.Match[str]
) -> Iterator[Contradiction]:
    rate, base = _Printed.of(done["rate"]), done["base"] or ""
    budget = _of_base(budgets, base)
    if budget is None or not (budget.value or rate.value or final.value):
        return
    if budget.value and _fits(rate, final, budget):
        return
    others = [name for name, b in budgets.items() if b.value and _fits(rate, final, b)]
    if budget.value:
        reason = f"应为 {rounded(final.value / budget.value * HUNDRED, 2)}%"
    else:
        reason = f"{base}预算是 0，没有完成率"
    other = f"，完成{others[0]}预算才是这个数" if others else ""
    told = _told(speech, match, f"{done['rate']}%", f"{reason}{other}")
    yield replace(told, is_custom=not budget.value and not rate.value)


def _direction(
    speech: Speech, match: re.Match[str], final: _Printed, budgets: Budgets
) -> Iterator[Contradiction]:
    """By their arithmetic: sentences that call less what is more than its budget."""
    said = SAID.match(speech.text, match.end())
    budget = _of_base(budgets, (said["base"] or said["other"] or "") if said else "")
    if said is None or budget is None:
        return
    apart = final.value - budget.value
    slack = final.half + budget.half
    wrong = {"大于": apart < slack, "小于": apart > -slack, None: abs(apart) > slack}
    if wrong[said["word"]]:
        reason = f"决算是 {final.value:,f} 万元，预算是 {budget.value:,f} 万元"
        yield _told(speech, said, said["word"] or "持平", reason)


def _cars(speech: Speech) -> Iterator[Contradiction]:
    """By their arithmetic: sentences of cars that are not as many as those listed behind."""
    for match in CARS.finditer(speech.text):
        parts = list(CAR.finditer(match["parts"]))
        added = sum(Decimal(part["number"].replace(",", "")) for part in parts)
        whole = Decimal(match["whole"].replace(",", ""))
        is_all = parts[-1]["name"].startswith(REST)
        if added > whole or (is_all and added != whole):
            yield _told(speech, match, f"{whole}辆", f"列出的各种相加是 {added} 辆")
