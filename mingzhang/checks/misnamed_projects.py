"""A rule on the names of projects in sentences: one that is a slip away from a project's.

MZ682.  The names in lists (评价项目, 自评得分) are told by MZ244; the agency's own by MZ605.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from decimal import Decimal
from itertools import islice

from mingzhang.checks.name_register import ORDINALS, near, stands_within
from mingzhang.checks.remembered import remembered
from mingzhang.checks.rule import ANY, Evidence, Finding, limited, rule
from mingzhang.checks.typed_texts import Passage
from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts.amount import Amount, Unit

SHORT = 5  # characters of a name that its money tells
SHORTEST = 6  # characters of a name that others do not resemble by chance
LONG = 10  # characters of a name that nobody leaves one out of, or adds one to, on purpose
MOST = 200  # names whose misspellings are looked for
WITH_MONEY = re.compile("([\u4e00-\u9fff（）]{4,40}?)[为是]?([0-9][0-9,]*(?:\\.[0-9]+)?)(万元|元)")
UNITS = {"万元": Unit.WAN, "元": Unit.YUAN}
LISTED = 2  # projects among which another that a sentence names is one, too
SENTENCE = re.compile("[^。；\n]+")
# The rest, a sum, and a source of money are no projects; what there is no more has no row.
PROJECT = re.compile(
    "(?!其他|其余|人员|公用|基本|日常|办公|三公|合计|共计|总计|其中|财政|中央|上级|省级|市级|上年|结转|当年|本年|均[为是]|共(?![享建青同]))"
    "(?!.*(?:减少|压减|压缩|核减|取消|上年|去年))[^和及]+(?:费|经费|项目|资金|补助)"
)
NOT_NEEDED = frozenset("的等及和")
REACH = 5  # characters that may have been left out of a name


@rule(
    "MZ682",
    "文字里的项目名称没有写错",
    identity="原因、说明和目标里提到的项目，与项目名称完全相同，不只差一个字；几个项目同属的一级"
    "名称没有颠倒、漏字、多字；后面的金额正是"
    "这个项目的，名称没有漏字、多字、颠倒；一句话里列出名称和金额的几个项目，清单里都有",
    why="项目名称差一个字，读的人会以为说的是另一个项目。",
    reference="情况说明文字",
    remedy="改成项目的名称，补上清单里漏了的项目；确是另一件事的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def misnamed(evidence: Evidence) -> Iterator[Finding]:
    """A project misnamed: 州直退休人员医疗费, where it is 州直离休人员医疗费."""
    yield from _groups(evidence)
    names, known = dict(_names(evidence)), _known(evidence)
    yield from _by_money(evidence, {n: p for n, p in _all_names(evidence) if len(n) >= SHORT})
    yield from _unlisted(evidence)
    for passage in evidence.passages if names else ():
        told: set[int] = set()
        for name, place in names.items() if passage.is_sentence else ():
            if name[: len(name) // 2] in passage.text or name[len(name) // 2 :] in passage.text:
                for start, other in near(passage.text, name):
                    is_brief = len(name) < LONG and len(other) != len(name)
                    if start not in told and not is_brief and not _is_known(other, known):
                        told.add(start)
                        message = f"“{other}”与项目名称“{name}”不同。"
                        operands = (_own(name, place),)
                        yield Finding(passage.at(start), message, operands=operands)


def _names(evidence: Evidence) -> Iterator[tuple[str, Place]]:
    named = ((name, place) for name, place in _all_names(evidence) if len(name) >= SHORTEST)
    yield from islice(named, MOST)


def _groups(evidence: Evidence) -> Iterator[Finding]:
    """A misnamed group of projects: one project is in 合综事务, all others in 综合事务."""
    plans = evidence.account.plans
    count = Counter(name for plan in plans for name in plan.groups if len(name) >= SHORTEST)
    lone = {name for name, times in count.items() if times == 1}
    usual = [name for name, times in count.items() if times >= LISTED]
    for plan in plans:
        for name in lone.intersection(plan.groups):
            # Kinds are few and the same everywhere; below them 甲类 may stand beside 乙类.
            is_kind = len(plan.groups) > 1 and name == plan.groups[0]
            nearly = (o for o in usual if _is_turned(name, o) or (is_kind and _is_alike(name, o)))
            meant = next(nearly, "")
            if meant:
                message = f"“{name}”与另外 {count[meant]} 个项目的“{meant}”只差一处。"
                yield Finding(plan.place, message)


def _is_turned(name: str, usual: str) -> bool:
    """Whether a group is misnamed by a character too many, too few, or two that are exchanged."""
    if any(other == name for _, other in near(name, usual)):
        return len(name) != len(usual) or sorted(name) == sorted(usual)
    return False


def _is_alike(name: str, usual: str) -> bool:
    """Whether a group may be misnamed by another character: which of the two nobody knows."""
    return len(name) == len(usual) and sum(map(str.__ne__, name, usual)) == 1


def _all_names(evidence: Evidence) -> Iterator[tuple[str, Place]]:
    account = evidence.account
    yield from ((p.name, p.place) for p in account.projects)
    yield from ((p.short_name, p.place) for p in account.projects if p.short_name)
    yield from ((plan.name, plan.place) for plan in account.plans)


def _known(evidence: Evidence) -> tuple[str, frozenset[str]]:
    """All names, those too whose misspellings are not looked for; and all without their numbers."""
    names = dict(_all_names(evidence))
    return "\n".join(names), frozenset(ORDINALS.sub("", name) for name in names)


def _is_known(other: str, known: tuple[str, frozenset[str]]) -> bool:
    """Whether a misnamed project is a part of a known name, or differs from one in its number."""
    names, plain = known
    return other in names or ORDINALS.sub("", other) in plain


def _by_money(evidence: Evidence, names: dict[str, Place]) -> Iterator[Finding]:
    """A project misnamed by several characters in a text that names its very money."""
    of_value: dict[Decimal, set[str]] = defaultdict(set)
    for named, value in _money(evidence):
        of_value[value].add(named)
    money = {v: next(iter(own)) for v, own in of_value.items() if v and len(own) == 1}
    for passage in evidence.passages if money else ():
        found = _with_money(passage.text) if passage.is_sentence else ()
        for match in found:
            name = money.get(_value(match), "")
            is_known = any(known in match[1] or match[1] in known for known in names)
            others = (of(match[1], name) for of in (_longer, _lacking, _exchanged)) if name else ()
            other = next(filter(None, others), "")
            if name in names and not is_known and other:
                yield _named_otherwise(passage, match, other, (name, names[name]))


def _money(evidence: Evidence) -> Iterator[tuple[str, Decimal]]:
    """The money of projects that may be misnamed: planned for each, and spent on it (元)."""
    account = evidence.account
    for plan in account.plans:
        yield plan.name, sum((m.figure.amount.value for m in plan.money), Decimal(0))
    for project in account.projects:
        total = project.total
        for figure in (total.budget, total.adjusted, total.spent):
            yield project.name, figure.amount.value


_with_money = remembered(WITH_MONEY.finditer)


def _longer(words: str, name: str) -> str:
    """The words that are a misnamed project's name with more characters.

    Sentences shorten names.
    """
    ends = (words[-n:] for n in range(len(name) + 1, len(name) + REACH + 1))
    own = (end for end in ends if end[0] == name[0] and end[-2:] == name[-2:])
    return next((end for end in own if stands_within(name, end)), "")


def _exchanged(words: str, name: str) -> str:
    """The words that are a misnamed project's name with its own characters in another order."""
    other = words[-len(name) :]
    is_same = len(name) >= SHORTEST and sorted(other) == sorted(name)
    return other if is_same and other != name else ""


def _lacking(words: str, name: str) -> str:
    """The words that are a misnamed project's name without one character within it."""
    other = words[1 - len(name) :]
    is_near = other[:1] == name[:1] and other[-1:] == name[-1:] and len(other) == len(name) - 1
    left_out = [c for at, c in enumerate(name) if name[:at] + name[at + 1 :] == other]
    return other if is_near and left_out and left_out[0] not in NOT_NEEDED else ""


def _unlisted(evidence: Evidence) -> Iterator[Finding]:
    """A project that a sentence names with its money, among others, and that no list has.

    It may be misnamed, too.
    """
    names, money = dict(_all_names(evidence)), {*_money(evidence)}
    values = {value for _, value in money}
    for passage in (p for p in evidence.passages if len(names) >= LISTED and p.is_sentence):
        for sentence in SENTENCE.finditer(passage.text):
            told = [(m, _value(m)) for m in WITH_MONEY.finditer(sentence.group())]
            known = {name for m, value in told for name in names if _is_it(name, value, m, money)}
            for match, value in told if len(known) >= LISTED else ():
                is_own = any(name in match[1] or match[1] in name for name in names)
                if not is_own and value not in values and PROJECT.fullmatch(match[1]):
                    message = f"“{match[1]}”{match[2]}{match[3]}与几个项目列在一起，清单里没有它。"
                    operands = tuple(_own(name, names[name]) for name in sorted(known))
                    place = passage.at(sentence.start() + match.start())
                    yield Finding(place, message, operands=operands)


def _is_it(
    name: str, value: Decimal, match: re.Match[str], money: Collection[tuple[str, Decimal]]
) -> bool:
    """Whether words with money are a project's, not misnamed."""
    return match[1].endswith(name) and (name, value) in money


def _value(match: re.Match[str]) -> Decimal:
    """The money (元) that words name beside a project, misnamed or not."""
    return Amount.typed(Decimal(match[2].replace(",", "")), UNITS[match[3]]).value


def _named_otherwise(
    passage: Passage, match: re.Match[str], other: str, project: tuple[str, Place]
) -> Finding:
    name, place = project
    message = f"“{other}”{match[2]}{match[3]}正是项目“{name}”的金额，名称与它不同。"
    return Finding(passage.at(match.end(1) - len(other)), message, operands=(_own(name, place),))


def _own(name: str, place: Place) -> Operand:
    return Operand("项目名称", name, place)
