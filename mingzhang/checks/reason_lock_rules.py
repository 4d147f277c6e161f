"""Rules on reason locks: a reason that was confirmed for one figure must not explain another.

MZ65n.  ``mingzhang confirm`` writes the locks; where nothing was ever confirmed nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mingzhang.checks.reasons_under_lock import Explained, by_key
from mingzhang.checks.rule import ANY, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts.amount import Amount, Unit
from mingzhang.facts.figure import Figure
from mingzhang.reading.reason_locks import FILE, Lock
from mingzhang.reading.source_text import shown

CONFIRM = "核对原因后运行 mingzhang confirm，与数字一并提交。"
NOT_KNOWN = "没有公布的数"
REFERENCE = "公开说明的变动原因应与所说明的数字一致"


@dataclass(frozen=True, eq=False)
class Unlocked:
    """A reason that no lock fits, and the lock that it had, if any."""

    reason: Explained
    lock: Lock | None

    @property
    def is_rewritten(self) -> bool:
        """Whether a reason itself is another than the locked one."""
        return self.lock is not None and self.lock.digest != self.reason.lock.digest

    @property
    def compared(self) -> tuple[Figure, Figure] | None:
        """What a reason explains beside what it was under the lock: its figure, else a base."""
        if self.lock is None:
            return None
        now, locked = self.reason.moves[0].now, self.lock.value
        if now.amount.value != locked:
            return now, Figure("确认时", Amount(locked))
        known = dict(self.lock.changes)
        changed = (move for move in self.reason.moves if move.base in known)
        bases = ((m.before, Amount(now.amount.value - known[m.base])) for m in changed)
        moved = (pair for pair in bases if pair[0].amount.value != pair[1].value)
        return next(((base, Figure("确认时", was)) for base, was in moved), None)

    @property
    def about(self) -> frozenset[str]:
        """What a finding on a reason's lock is about: its key, and the figure that it explains."""
        return frozenset({self.reason.key, self.reason.moves[0].now.label})

    def operands(self, unit: Unit) -> tuple[Operand, ...]:
        """Beside a reason's lock: the figure as confirmed and as it is, and its changes."""
        if self.lock is None:
            return ()
        now, before, figure = self.reason.lock, self.lock, self.reason.moves[0].now
        known = [move.difference.amount for move in self.reason.moves]
        lines = [(f"确认时的{figure.label}", Amount(before.value))]
        lines += [(f"现在的{figure.label}", figure.amount)]
        lines += [(f"确认时比{base}", Amount(change)) for base, change in before.changes]
        changes = zip(now.changes, known, strict=True)
        lines += [(f"现在比{base}", amount) for (base, _), amount in changes]
        return tuple(Operand(words, _shown(amount, unit)) for words, amount in lines)


def _shown(amount: Amount, unit: Unit) -> str:
    """What a reason's figure is, beside a lock; what is not known is no zero."""
    return f"{amount.displayed(unit):,}" if amount.is_known else NOT_KNOWN


def _moved(before: Amount, now: Amount, unit: Unit) -> str:
    """How a reason's figure went since its lock, in words."""
    was, is_now = _shown(before, unit), _shown(now, unit)
    if not now.is_known:
        return f"从 {was} {unit.label}变为{is_now}，"
    if was == is_now:
        return f"仍为 {is_now} {unit.label}，增减变了，"
    return f"从 {was} 变为 {is_now} {unit.label}，"


def _unlocked(evidence: Evidence) -> Iterator[Unlocked]:
    """The reasons that no lock fits; one of several locks of a key may (after a merge)."""
    locks = evidence.account.folder.locks
    if locks is None:
        return
    known = by_key(locks)
    for reason in evidence.reasons:
        own = known.get(reason.key, ())
        if not any(map(reason.fits, own)):
            yield Unlocked(reason, own[-1] if own else None)


def _is_copied(evidence: Evidence) -> bool:
    """Whether the reason lock came with a copy of last year's folder: it confirms nothing.

    What was left of last year's texts MZ607 tells, once; the record is told once too.
    """
    folder = evidence.account.folder
    before = folder.previous.locks if folder.previous else None
    return bool(folder.locks and before) and {*(folder.locks or ())} <= {*(before or ())}


def _of_copy(evidence: Evidence) -> Iterator[Finding]:
    """One finding for all that a copied reason lock does not fit, if there is such."""
    folder = evidence.account.folder
    waiting = [found.reason for found in _unlocked(evidence)]
    if folder.previous and waiting:
        operands = tuple(Operand("还没有确认的", reason.key, reason.place) for reason in waiting)
        message = (
            f"确认记录是从上年的文件夹（{shown(folder.previous.path / FILE)}）带来的，"
            f"本年的 {len(waiting)} 条原因还没有确认。"
        )
        yield Finding(Place(shown(folder.path / FILE)), message, operands=operands)


@rule(
    "MZ651",
    "原因是为另一个数写的",
    identity="原因确认之后，所说明的数字及其增减没有再变",
    why="数字改了而原因没有动，原因说的就是另一个数；方向可能正好相反。",
    reference=REFERENCE,
    remedy=f"先核对变了的数；数没有错的，原因要重写或再次核对：{CONFIRM}",
    severity=Severity.WARNING,
    kinds=ANY,
)
def stale(evidence: Evidence) -> Iterator[Finding]:
    """A reason whose figure, or the change that it explains, moved since its lock."""
    unit = evidence.account.unit
    for found in () if _is_copied(evidence) else _unlocked(evidence):
        if found.lock and not found.is_rewritten:
            reason = found.reason
            figure = reason.moves[0].now
            moved = _moved(Amount(found.lock.value), figure.amount, unit)
            message = f"{reason.key}：{figure.label}{moved}原因没有改。"
            operands = found.operands(unit)
            yield Finding(
                reason.place, message, operands=operands, compared=found.compared, about=found.about
            )


@rule(
    "MZ652",
    "原因改写后没有确认",
    identity="原因与确认时的文字相同",
    why="原因改过、没有人再核对，记录里的确认已经不算数。",
    reference=REFERENCE,
    remedy=CONFIRM,
    severity=Severity.WARNING,
    kinds=ANY,
)
def rewritten(evidence: Evidence) -> Iterator[Finding]:
    """A locked reason was changed and not confirmed again."""
    for found in () if _is_copied(evidence) else _unlocked(evidence):
        if found.is_rewritten:
            message = f"{found.reason.key}：文字改过，还没有确认。"
            operands = found.operands(evidence.account.unit)
            yield Finding(found.reason.place, message, operands=operands, about=found.about)


@rule(
    "MZ653",
    "原因没有确认过",
    identity="每条原因都在原因确认记录里，记录里没有多余的原因",
    why="没有确认过的原因，以后数字变了程序也不会提醒。",
    reference=REFERENCE,
    remedy=CONFIRM,
    severity=Severity.NOTE,
    kinds=ANY,
)
def unknown(evidence: Evidence) -> Iterator[Finding]:
    """A new reason without a lock, and a lock whose reason is gone; a copied record once."""
    if _is_copied(evidence):
        yield from _of_copy(evidence)
        return
    for found in _unlocked(evidence):
        if found.lock is None:
            yield Finding(found.reason.place, f"{found.reason.key}：新的原因，还没有确认。")
    folder = evidence.account.folder
    known = {reason.key for reason in evidence.reasons}
    for lock in folder.locks or ():
        if lock.key not in known:
            message = f"记录里的“{lock.key}”已经没有这条原因。"
            yield Finding(Place(shown(folder.path / FILE)), message)
