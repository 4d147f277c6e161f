"""A rule on texts that are repeated: of many that are equal, the one that says otherwise.

MZ647.  What was copied ten times and changed in one place was changed by mistake; what one project
tells twice it tells in the same figures.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from mingzhang.checks.quoted_figures import NUMBER, WORTH, number_of
from mingzhang.checks.rule import ANY, Evidence, Finding, limited, rule
from mingzhang.checks.typed_texts import Passage
from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts.amount import EXACT
from mingzhang.facts.reasons import KEYS

MANY = 3  # equal texts beside which another is odd
FEW, DETAILED = 2, 16  # equal reasons of what was missed, of so many characters
LONG = 6  # characters of a text that is not the same by chance
CLAUSE, NUMBERED = 7, 10  # characters of a clause, of one that differs in its figures
DEVIATION, MISSED = "偏差原因", "未完成指标"
DATES = frozenset({"日期"})
TOLD_TWICE = frozenset({"实际", "评价结论", "实施内容", "存在问题", DEVIATION})
DONE = frozenset({"实际", "评价结论"})  # what was planned may be another number
DIRECTIONS = {
    **dict.fromkeys(("增加", "增长", "上升", "提高"), 1),
    **dict.fromkeys(("减少", "下降", "降低"), -1),
}
DIRECTION = re.compile("|".join(DIRECTIONS))
QUANTITY = f"{NUMBER}(?:万元|元)?"
FIGURE = re.compile(QUANTITY)
# 标准按1500元/人/年, whatever the clause goes on to say.
RATE = re.compile(f"(?P<lead>[一-鿿]{{3}})(?P<rate>{QUANTITY})(?P<per>/人/?[年月天次])")
# 107名建国老干部, whatever the clause goes on to say.
COUNT = re.compile(f"(?P<number>{NUMBER})(?P<counted>[名个家人户次台辆份][一-鿿]{{5}})")
# A comma may part the thousands of a figure.
ENDS = re.compile("[。；：、;\n（）()]|(?<![0-9])[，,]|[，,](?![0-9]{3}(?![0-9]))")
# 第一, 上半年: one of a series, and not a slip.
SERIES = re.compile("[一二三四五六七八九十甲乙丙丁上下前后左右东南西北男女增减多少高低大小升降]")


@rule(
    "MZ647",
    "重复的文字说的一样",
    identity="几处一字不差的文字（三处以上），没有一处只差一两个字；同一项目几处重复的话，个数、年份和增减相同",
    why="同样的话写了几遍，只有一处不同，不是改漏了，就是抄错了。",
    reference="情况说明文字",
    remedy="对照另外几处，改正不同的一处；确实不同的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def alike(evidence: Evidence) -> Iterator[Finding]:
    """A repeated text differs in one year or number: 2022 among six 2024."""
    yield from _odd_ones(evidence)
    yield from _contradicting(evidence)


def _odd_ones(evidence: Evidence) -> Iterator[Finding]:
    groups: Mapping[str, list[Passage]] = defaultdict(list)
    for passage in evidence.passages:
        if passage.keys[-1] in DATES or (passage.is_sentence and not passage.is_file):
            groups[_chapter(passage)].append(passage)
    for same in groups.values():
        by_text: Mapping[str, list[Passage]] = defaultdict(list)
        for passage in same:
            by_text[passage.digits].append(passage)
        usual = [found for found in by_text.values() if _is_usual(found)]
        odd = [found[0] for found in by_text.values() if len(found) == 1]
        yield from (f for one in odd if (f := _beside(one, usual)))


def _chapter(passage: Passage) -> str:
    """What repeated texts tell of: why something moved, why it was missed, or what they are."""
    if MISSED in passage.keys:
        return DEVIATION
    return next((key for key in passage.keys if key in KEYS), passage.keys[-1])


def _is_usual(found: Sequence[Passage]) -> bool:
    """Whether a text is repeated often enough, or says enough, to be right beside another."""
    is_reason = _chapter(found[0]) in (DEVIATION, *KEYS)
    is_detailed = is_reason and len(found[0].text) >= DETAILED
    return len(found) >= (FEW if is_detailed else MANY)


def _beside(odd: Passage, usual: Sequence[Sequence[Passage]]) -> Finding | None:
    for found in usual:
        at = _slip(odd.digits, found[0].digits)
        if at is not None:
            message = f"“{odd.text}”与另外 {len(found)} 处的“{found[0].text}”只差一点。"
            places = tuple(Operand("另一处", p.text, p.place) for p in found)
            return Finding(odd.at(at), message, operands=places)
    return None


def _slip(odd: str, usual: str) -> int | None:
    """Where a repeated text differs by a slip of the hand.

    None if not, or if another thing is meant.
    """
    if min(len(odd), len(usual)) < LONG or abs(len(odd) - len(usual)) > 1:
        return None
    steps = SequenceMatcher(None, odd, usual, autojunk=False).get_opcodes()
    changed = [(i, odd[i:j], usual[k:m]) for tag, i, j, k, m in steps if tag != "equal"]
    if len(changed) != 1 or len(changed[0][1]) > 1 or len(changed[0][2]) > 1:
        return None
    at, here, there = changed[0]
    if (here + there).isdigit():
        # Another number may well be of another thing; another year hardly.
        return at if re.match("[0-9]*年", odd[at:]) else None
    is_word = re.fullmatch("[\u4e00-\u9fff]{1,2}", here + there)
    return at if is_word and not SERIES.search(here + there) else None


@dataclass(frozen=True)
class _Clause:
    """A clause that may be repeated, what it is without figures and directions, and its place."""

    text: str
    mask: str
    place: Place
    said: tuple[Hashable, ...]
    passage: Passage


def _contradicting(evidence: Evidence) -> Iterator[Finding]:
    groups: Mapping[Hashable, list[_Clause]] = defaultdict(list)
    for passage in evidence.passages:
        key = _told_together(evidence, passage)
        for clause in _clauses(passage) if key is not None else ():
            groups[key, clause.mask].append(clause)
    for clauses in groups.values():
        by_said: Mapping[Hashable, list[_Clause]] = defaultdict(list)
        for clause in clauses:
            by_said[clause.said].append(clause)
        told = {(id(clause.passage), clause.said) for clause in clauses}
        # A passage that has several of them is a series: 第一季度…300人，第二季度…280人.
        is_series = len({passage for passage, _ in told}) < len(told)
        if len(by_said) > 1 and not is_series:
            few, *others = sorted(by_said.values(), key=len)
            places = (Operand("另一处", c.text, c.place) for found in others for c in found)
            message = f"“{few[0].text}”与另一处的“{others[-1][0].text}”不同。"
            yield Finding(few[0].place, message, operands=tuple(places))


def _told_together(evidence: Evidence, passage: Passage) -> Hashable:
    """Texts repeated of the same: words of one project, reasons of figures moved alike."""
    keys = passage.keys
    if keys[-1] in TOLD_TWICE and len(keys) > 2:
        return (str(passage.place.file), keys[:2])
    moves = evidence.moves.get(passage.place, ()) if KEYS & set(keys[:1]) else ()
    return (keys[0], moves[0].sign) if moves else None


def _clauses(passage: Passage) -> Iterator[_Clause]:
    start = 0
    # Two reasons may well have two figures; what a project did has one.
    is_counted = passage.keys[-1] in TOLD_TWICE and passage.keys[-1] != DEVIATION
    for end in (*(m.start() for m in ENDS.finditer(passage.digits)), len(passage.digits)):
        words = passage.digits[start:end]
        figures, ways = FIGURE.findall(words), DIRECTION.findall(words)
        mask = FIGURE.sub("#", DIRECTION.sub("±", words))
        is_long = len(words) >= (NUMBERED if figures else CLAUSE)
        if is_long and (is_counted if figures else bool(ways)):
            said = (*map(_worth, figures), *(DIRECTIONS[way] for way in ways))
            yield _Clause(words, mask, passage.at(start), said, passage)
        start = end + 1
    for match in RATE.finditer(passage.digits) if is_counted else ():
        mask = match["lead"] + match["per"]
        yield _Clause(
            match.group(), mask, passage.at(match.start()), (_worth(match["rate"]),), passage
        )
    for match in COUNT.finditer(passage.digits) if passage.keys[-1] in DONE else ():
        said = (_worth(match["number"]),)
        yield _Clause(match.group(), match["counted"], passage.at(match.start()), said, passage)


def _worth(figure: str) -> tuple[Decimal, bool]:
    """What a repeated figure is, however it is written, and whether it is money (in 元)."""
    unit = next((unit for unit in ("万元", "元") if figure.endswith(unit)), "")
    number = number_of(figure.removesuffix(unit))
    return (EXACT.multiply(number, WORTH[unit]), True) if unit else (number, False)
