"""The unit of money: failing equations that differ by one factor → one finding that says so.

A file, or a block of it, whose amounts are in 元 where they should be in 万元 (or the reverse),
makes dozens of identities fail; the figures are right, and the unit is the one thing to mend.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median_low

from mingzhang.checks.rows_in_another_unit import rows_in_another_unit
from mingzhang.checks.rule import Equation
from mingzhang.diagnostics import Diagnostic, Operand, Place, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.amount import EXACT, Unit
from mingzhang.facts.document_chain import ORIGIN
from mingzhang.facts.figure import Figure
from mingzhang.reading.node import Node

CODE = "MZ272"
FEWEST = 3  # equations that fail alike before the unit is suspected
MOST_OF = Decimal("0.5")  # of all that fail
APART = (Decimal(5_000), Decimal(20_000))  # about 10,000, and what else is wrong
FINER, CENT = "MZ668", Decimal("0.01")
HALF_CENT = Decimal("0.005")  # the rounding of an amount in 万元 of two decimals, in its own unit
OFFICE = "302"  # office expenses among the economic subjects
LARGE_OFFICE, LARGE = Decimal(10**8), Decimal(10**9)  # 元; the median of figures that are likely 元
SMALL = Decimal(10**5)  # 元; ten 万元: every agency has smaller figures than that, and larger ones
MANY = 10  # figures of which one is larger
LAST_YEAR, UNIT_KEY = "上年", "金额单位"


@dataclass(frozen=True)
class Block:
    """A block of a source that may have its own unit of money: its name, and where it begins."""

    name: str
    place: Place


def wrong_unit(equations: Iterable[Equation], account: Account) -> Diagnostic | None:
    """The one finding that a file or a block is in the wrong unit of money, if that is it."""
    told = list(equations)
    failing = [equation for equation in told if not equation.holds]
    finer = _finer_than_cents(failing)
    return (
        finer
        or _whole(failing, account)
        or _block(failing, told, account)
        or rows_in_another_unit(told, account.unit, lambda place: _named(place, account), CODE)
        or _last_year(failing, account)
    )


def _finer_than_cents(failing: Sequence[Equation]) -> Diagnostic | None:
    """Money finer than its unit allows: 213600.005 元, which no sum of cents makes up."""
    typed = {place: figure for e in failing for place, (_, figure) in e.weights.items()}
    money = {place: figure for place, figure in typed.items() if not figure.amount.measure}
    finer = {place: figure for place, figure in money.items() if figure.amount.value % CENT}
    fine = [finer[place] for place in sorted(finer)]
    if not fine or not fine[0].place:
        return None
    shown = f"{fine[0].amount.value.normalize():,f} 元"
    more = f"（另有 {len(fine) - 1} 个这样的数）" if len(fine) > 1 else ""
    message = (
        f"{fine[0].label} 写的是 {shown}，比分还细{more}；有 {len(failing)} 条等式因此不能核对。"
    )
    operands = tuple(
        Operand(f.label, f"{f.amount.value.normalize():,f} 元", f.place) for f in fine[1:]
    )
    return Diagnostic(fine[0].place, FINER, message, operands=operands)


def _whole(failing: Sequence[Equation], account: Account) -> Diagnostic | None:
    """A wrong unit of money of the whole file: 元 over figures rounded to 0.01 万元."""
    close = within_tails(failing)
    is_most = len(close) >= FEWEST and len(close) >= MOST_OF * len(failing)
    if account.unit is not Unit.YUAN or not is_most or _have_one_suspect(close):
        return None
    node = account.source.get(UNIT_KEY) or account.source
    first = close[0].residual.displayed(account.unit)
    message = (
        f"“金额单位”写的是元，{len(close)} 条等式都只差几分（例如 {first} 元），"
        "像是以万元填写、四舍五入到两位小数的数。"
    )
    return Diagnostic(node.place, CODE, message, "把“金额单位”改成万元；其余问题改后再看。")


def within_tails(equations: Iterable[Equation]) -> Sequence[Equation]:
    """Those that differ by no more than what rounding to cents in another unit of money left."""
    return [e for e in equations if abs(e.residual.value) <= HALF_CENT * len(e.weights)]


def unlikely_unit(account: Account) -> Diagnostic | None:
    """Money in the wrong unit: a whole file in 元 under 万元 agrees with itself, or the reverse.

    Office expenses (302) of 100 million 元 each, or figures of a billion each, none of them small,
    are a ministry's at most; an agency of which no figure has 100,000 元 is none.  So it is a
    warning.
    """
    typed = {p: f for p, f in account.cube.facts.items() if f.place and f.amount.value}
    whole = [abs(f.amount.value) for f in typed.values()]
    if account.unit is Unit.YUAN:
        is_small = len(whole) >= MANY and max(whole) < SMALL
        return _unlikely(max(whole), typed.values(), account, "小", "万元") if is_small else None
    office = [abs(f.amount.value) for p, f in typed.items() if p.subject.startswith(OFFICE)]
    for sizes, usual in ((office, LARGE_OFFICE), (whole, LARGE)):
        if len(sizes) >= FEWEST and min(sizes) >= SMALL and median_low(sizes) >= usual:
            return _unlikely(median_low(sizes), typed.values(), account, "大", "元")
    return None


def _unlikely(
    size: Decimal, typed: Iterable[Figure], account: Account, how: str, other: str
) -> Diagnostic:
    """That money is in the other unit, with one figure of that size to show it."""
    node = account.source.get(UNIT_KEY) or account.source
    first = next(f for f in typed if abs(f.amount.value) == size)
    shown = f"{first.amount.displayed(account.unit):,}"
    message = f"各数{how}得像是以{other}填写的：例如 {first.label} {shown} {account.unit.label}。"
    hint = f"以{other}填写的，把“金额单位”改成{other}；确实这么{how}的，在“核对说明”里写明。"
    words = (Operand(first.label, shown, first.place),)
    about = frozenset({UNIT_KEY})
    return Diagnostic(node.place, CODE, message, hint, Severity.WARNING, words, about=about)


def _have_one_suspect(failing: Sequence[Equation]) -> bool:
    """Whether one figure stands in all failing equations: it is wrong, not the unit of money."""
    return bool(frozenset.intersection(*(frozenset(e.weights) for e in failing)))


def _block(
    failing: Sequence[Equation], told: Sequence[Equation], account: Account
) -> Diagnostic | None:
    """One block in another unit of money: 10,000 times the others' figures, or a ten-thousandth."""
    found: Counter[tuple[Block, str]] = Counter()
    for equation in failing:
        found.update(set(_apart(equation, account)))
    usual = found.most_common(1)
    if not usual:
        return None
    (block, unit), count = usual[0]
    # Within the block the figures differ by what their decimals in the other unit were.
    others = [
        e for e in failing if {*_blocks(e.left, account), *_blocks(e.right, account)} != {block}
    ]
    fewest = FEWEST if block.place.file == account.source.place.file else 1
    if count < fewest or count < MOST_OF * len(others) or _agrees(block, told, account):
        return None
    message = f"“{block.name}”的金额像是以{unit}填写的：{count} 条等式的两边差一万倍左右。"
    hint = f"整个文件用“金额单位”（{account.unit.label}）；请把这一部分换算过来，其余问题改后再看。"
    return Diagnostic(block.place, CODE, message, hint)


def _agrees(block: Block, told: Sequence[Equation], account: Account) -> bool:
    """Whether a block's money agrees with another's: then its unit is right, and a figure wrong."""
    for equation in told:
        if equation.holds and equation.relation == "=" and equation.left.amount.value:
            here, there = (set(_blocks(s, account)) for s in (equation.left, equation.right))
            if here and there and (block in here) != (block in there):
                return True
    return False


def _apart(equation: Equation, account: Account) -> Iterator[tuple[Block, str]]:
    """The blocks in different units of money: an equation's sides are some 10,000 times apart."""
    left, right = (abs(side.amount.value) for side in (equation.left, equation.right))
    small, large = sorted((left, right))
    if not small or not APART[0] <= EXACT.divide(large, small) <= APART[1]:
        return
    big, little = equation.left, equation.right
    if left < right:
        big, little = little, big
    here, there = set(_blocks(big, account)), set(_blocks(little, account))
    yield from ((block, "元") for block in here - there)
    yield from ((block, "万元") for block in there - here if account.unit is Unit.YUAN)


def _blocks(figure: Figure, account: Account) -> Iterator[Block]:
    for typed in figure.typed():
        for root in (account.source, account.folder.performance):
            if typed.place and root and typed.place.file == root.place.file:
                yield _block_of(typed.place, root, account)


def _block_of(place: Place, root: Node, account: Account) -> Block:
    """The block, in one unit of money, of a place: a top-level key, or another file."""
    keys = sorted(root.keys.items(), key=lambda pair: pair[1].line)
    index = bisect_right([begins.line for _, begins in keys], place.line) - 1
    if root is not account.source or index < 0:
        return Block(root.place.file.name, root.place)
    return Block(*keys[index])


def _named(place: Place, account: Account) -> str:
    """The list, or the other file, in which a cell stands that may be in another unit of money."""
    for root in (account.source, account.folder.performance):
        if root and place.file == root.place.file:
            return _block_of(place, root, account).name
    return place.file.name


def _last_year(failing: Sequence[Equation], account: Account) -> Diagnostic | None:
    """The block 上年 in another unit of money: each figure is 10,000 times this year's.

    Not where all of this year's are made of one figure that is wrong itself, and not where the
    block quotes last year's document, as an edition's does: nobody typed it.
    """
    source = None if account.source.get(ORIGIN) else account.source.get(LAST_YEAR)
    pairs = [
        (now, before)
        for name in account.indicators.definitions
        if source and (before := account.previous.get(name)) and before.place
        if (now := account.indicators.get(name)) and now.amount.value and before.amount.value
    ]
    apart = [(pair, _times(*pair)) for pair in pairs]
    distant = [(pair, t) for pair, t in apart if t and not Decimal("0.001") < t < 1000]
    far = [times for _, times in distant]
    if far and _is_one_wrong(failing, [now for (now, _), _ in distant]):
        return None
    if source is None or len(far) < FEWEST or len(far) < MOST_OF * len(pairs):
        return None
    unit = "元" if far[0] > 1 else "万元"
    now, before = distant[0][0]
    message = f"“{LAST_YEAR}”的 {len(far)} 个数都与本年数相差约一万倍，像是以{unit}填写的。"
    hint = f"“{LAST_YEAR}”也用“金额单位”（{account.unit.label}）；换算过来再核对。"
    shown = tuple(
        Operand(f.label, f"{f.amount.displayed(account.unit):,}", f.place) for f in (before, now)
    )
    return Diagnostic(account.source.keys[LAST_YEAR], CODE, message, hint, operands=shown)


def _is_one_wrong(failing: Iterable[Equation], figures: Iterable[Figure]) -> bool:
    """Whether a typed figure is part of all of them, and of an equation that fails: no unit is."""
    shared = frozenset.intersection(*(frozenset(t.place for t in f.typed()) for f in figures))
    return any(place in equation.weights for equation in failing for place in shared if place)


def _times(now: Figure, before: Figure) -> Decimal | None:
    return abs(EXACT.divide(before.amount.value, now.amount.value)) if now.is_known else None
