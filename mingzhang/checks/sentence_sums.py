"""Rules on sums inside one sentence: a whole, and the parts that the sentence itself names.

MZ644, MZ683.  其中 says that the parts are no more than the whole; 分别为 and 合计, that they
make it up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mingzhang.checks.quoted_figures import Quoted, amounts, number_of
from mingzhang.checks.rule import ANY, Evidence, Finding, limited, rule
from mingzhang.checks.typed_texts import Passage
from mingzhang.diagnostics import Severity
from mingzhang.facts.amount import EXACT, Amount, total

ENDS = re.compile("[。\n]")
OPENS = re.compile("其中|分别[为是]|包括|包含|由[^，。；]{0,12}[组构]成")
COMPLETE = re.compile("分别[为是]|[组构]成|其余|其他|剩余")
ADDED = re.compile("(?:合计|共计|总计|总共)[^，。；、]{0,6}$")
# A figure of another year, basis or size is no part of the whole.
COMPARED = re.compile(
    "上年|去年|同比|较|相比|增加|减少|增长|下降|上升|提高|压减|年初|预算|调整|完成|结余|结转|剩余|标准"
)
MOVED = re.compile("(增加|减少|增长|下降)了?$")
BRACKETS = re.compile("[（(][^（）()]*[）)]")
NEAR = Decimal("0.01")  # parts that miss the whole by less than that were meant to make it up
LIKELY = Decimal("0.3")  # a 合计 that misses its parts by more sums up something else


@dataclass(frozen=True, eq=False)
class _Sum:
    """A sum inside a sentence: its whole, its parts, and whether they are all of it."""

    whole: Quoted
    parts: tuple[Quoted, ...]
    is_complete: bool

    @property
    def added(self) -> Amount:
        """The sum of the parts that a sentence lists."""
        return total(part.amount for part in self.parts)

    @property
    def difference(self) -> Amount:
        """The parts of a sentence's sum together less the whole that it states."""
        return self.added - self.whole.amount

    @property
    def is_told_twice(self) -> bool:
        """Whether a sentence takes its sum apart twice: by who paid, and by what it was for."""
        splits = ((self.parts[:n], self.parts[n:]) for n in range(2, len(self.parts) - 1))
        return any(
            all(total(q.amount for q in half).agrees(self.whole.amount) for half in both)
            for both in splits
        )

    @property
    def is_wrong(self) -> bool:
        """Whether a sentence's sum is wrong: parts beyond the whole, or short of it."""
        apart = self.difference
        if apart.agrees(Amount()) or self.is_told_twice:
            return False
        near = EXACT.multiply(abs(self.whole.amount.value), NEAR)
        return apart.value > 0 or self.is_complete or abs(apart.value) < near


@rule(
    "MZ644",
    "一句话里的部分与总数相符",
    identity="“……X万元，其中A……万元、B……万元”的部分之和不大于 X；写明分别是、其余、合计的，等于 X",
    why="同一句话里的数自己都加不起来，读的人一眼就能看出。",
    formula="Σ 部分 ≤ 总数；Σ 部分 = 总数（分别为、其余、合计，或相差不到 1% 的）",
    reference="情况说明文字",
    remedy="核对这句话里的各个数；部分有重复的，改写清楚。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def added_in_words(evidence: Evidence) -> Iterator[Finding]:
    """A sum inside a sentence is wrong: 48.77万元，其中材料费30.21万元、设备费28.56万元."""
    for passage in evidence.passages:
        for found in _sums(passage):
            if found.is_wrong:
                words = " + ".join(part.words for part in found.parts)
                apart = f"{abs(_in(found.difference.value, found.whole)):,} {found.whole.unit}"
                message = f"“{found.whole.words}”与各部分不符：{words}，相差 {apart}。"
                yield Finding(found.whole.place, message)


COUNTED = re.compile(
    "(?<![0-9.])(?<![0-9][,，])(?P<count>[0-9]{1,9}(?:[,，][0-9]{3})*)\\s*[个项][，,、]?[^0-9。；{}]{0,10}(?:金额|资金|预算)[^0-9。；{}]{0,6}"
    "(?P<amount>[0-9]+(?:\\.[0-9]+)?)\\s*(?:万元|元)"
)


@rule(
    "MZ683",
    "一句话里的个数和金额同有同无",
    identity="“项目 X 个，涉及金额 Y 万元”，X 是 0 的，Y 也是 0；反过来也一样",
    why="没有项目却有钱，有项目却没有钱，两个数必有一个没有改。",
    formula="X = 0 ⇔ Y = 0",
    reference="情况说明文字",
    remedy="核对个数和金额。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def counts_and_money(evidence: Evidence) -> Iterator[Finding]:
    """A sentence's sum has a count and no money, or the reverse: 2个，总金额0万元."""
    for passage in evidence.passages:
        for match in COUNTED.finditer(passage.digits):
            if bool(number_of(match["count"])) != bool(Decimal(match["amount"])):
                message = f"“{match.group()}”：个数和金额只有一个是 0。"
                yield Finding(passage.at(match.start()), message)


def _in(value: Decimal, quoted: Quoted) -> Decimal:
    """An amount of a sentence's sum in the unit in which it writes a figure."""
    worth = EXACT.divide(quoted.amount.value, quoted.number) if quoted.number else Decimal(1)
    return EXACT.divide(value, worth).normalize() + 0


def _sums(passage: Passage) -> Iterator[_Sum]:
    quoted = list(amounts(passage)) if len(passage.text) > len("其中") else []
    if len(quoted) < len(("whole", "one", "other")):
        return
    start = 0
    for end in (*(m.start() for m in ENDS.finditer(passage.text)), len(passage.text)):
        inside = [q for q in quoted if start <= q.start < end]
        yield from _below(passage.text[:end], inside)
        yield from _above(passage.text[start:end], inside)
        start = end


def _below(words: str, quoted: Sequence[Quoted]) -> Iterator[_Sum]:
    """A sentence's sum that states the whole first: X万元，其中A…、B…."""
    for number, whole in enumerate(quoted[:-2]):
        after = whole.start + len(whole.words)
        between = words[after : quoted[number + 1].start]
        opened = OPENS.search(between)
        if not opened or not _is_whole(whole) or re.search("[；;]", between):
            continue
        rest = re.split("[；;]", words[after:], maxsplit=1)[0]
        if len(OPENS.findall(rest)) > 1:
            continue  # parts of parts
        parts = _parts(whole, quoted[number + 1 :], rest)
        if len(parts) > 1:
            yield _Sum(whole, parts, bool(COMPLETE.search(rest)))


def _above(words: str, quoted: Sequence[Quoted]) -> Iterator[_Sum]:
    """A sentence's sum that states the whole last: A…、B…，合计X万元."""
    if len(quoted) < len(("one", "other", "whole")) or OPENS.search(words):
        return
    *parts, whole = quoted
    before = whole.passage.text[: whole.start]
    if ADDED.search(before) and all(map(_is_plain, quoted)):
        found = _Sum(whole, tuple(parts), is_complete=True)
        likely = EXACT.multiply(abs(whole.amount.value), LIKELY)
        if abs(found.difference.value) <= likely:
            yield found


def _parts(whole: Quoted, quoted: Sequence[Quoted], rest: str) -> tuple[Quoted, ...]:
    """The parts of a sentence's sum: figures up to one of another kind than the whole."""
    begin = whole.start + len(whole.words)
    inner = [(begin + m.start(), begin + m.end()) for m in BRACKETS.finditer(rest)]
    parts: list[Quoted] = []
    for figure in quoted:
        if figure.start >= begin + len(rest):
            break
        if any(first <= figure.start < last for first, last in inner):
            continue
        if not _is_plain(figure) and not (figure.is_exact and _moved(figure) == _moved(whole)):
            break
        parts.append(figure)
    return tuple(parts)


def _is_plain(quoted: Quoted) -> bool:
    return quoted.is_exact and not COMPARED.search(quoted.before)


def _is_whole(quoted: Quoted) -> bool:
    """The whole of a sentence's sum: a figure, or its move (增加10万元，其中A增加6万元)."""
    return _is_plain(quoted) or (quoted.is_exact and bool(_moved(quoted)))


def _moved(quoted: Quoted) -> str:
    """The word for its movement, where that is what the whole of a sentence's sum measures."""
    moved = MOVED.search(quoted.before)
    return moved.group(1) if moved else ""
