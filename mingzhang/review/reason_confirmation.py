"""Confirming reasons: a document's folder → ``reasons.lock`` beside its sources.

The record says which figure each reason was written for; who confirmed it, git knows.  Only what
somebody looked at is confirmed: each reason that is asked for, or all of them where that is asked.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from mingzhang.checks.reasons_under_lock import Explained, by_key, explained
from mingzhang.diagnostics import Diagnostic
from mingzhang.facts.account_reading import read_account
from mingzhang.facts.amount import Unit
from mingzhang.facts.reasons import Move
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.project import Project
from mingzhang.publish.single_file import write_file
from mingzhang.reading.reason_locks import FILE, Lock, written
from mingzhang.reading.source_text import shown
from mingzhang.review.review_values import money

WAYS = {1: "增加", 0: "持平", -1: "减少"}


@dataclass(frozen=True)
class Confirmed:
    """What a confirmation changed: keys of reasons that are new, otherwise, gone, or not confirmed.

    ``left`` are those that nobody said are right.
    """

    folder: Path
    total: int = 0
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    faults: tuple[Diagnostic, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether the confirmation of reasons changed the record of locks."""
        return bool(self.new or self.changed or self.gone)


Asked = Callable[[Explained, Lock | None], bool]


def all_right(_reason: Explained, _before: Lock | None) -> bool:
    """Confirms that every reason is right: somebody has looked at all of them."""
    return True


def confirm(path: Path, project: Project, is_right: Asked = all_right) -> Confirmed:
    """Confirms a document's reasons: locks them to the figures that they explain now.

    ``is_right`` is asked for each reason that is new or explains something else than its lock says.
    One that is not right keeps the lock that it has.
    """
    folder, faults = read_folder(path, project)
    if folder is None:
        return Confirmed(path, faults=faults)
    before = by_key(folder.locks or ())
    reasons = explained(read_account(folder, project))
    answers = [_answer(reason, before.get(reason.key, ()), is_right) for reason in reasons]
    kept = [lock for answer in answers for lock in answer.locks]
    if found := _write(path / FILE, written(kept)):
        return Confirmed(path, faults=found)
    keys = {reason.key for reason in reasons}
    told = {
        state: tuple(a.key for a in answers if a.state == state) for state in (NEW, CHANGED, LEFT)
    }
    gone = tuple(key for key in before if key not in keys)
    return Confirmed(path, len(kept), told[NEW], told[CHANGED], gone, told[LEFT])


NEW, CHANGED, LEFT, SAME = "新的", "改过", "没有确认", "不变"


@dataclass(frozen=True)
class Answer:
    """What becomes of a reason asked about in confirmation: locks that stay or are made."""

    key: str
    state: str
    locks: tuple[Lock, ...]


def _answer(reason: Explained, before: tuple[Lock, ...], is_right: Asked) -> Answer:
    if reason.lock in before:
        return Answer(reason.key, SAME, (reason.lock,))
    if is_right(reason, before[-1] if before else None):
        return Answer(reason.key, CHANGED if before else NEW, (reason.lock,))
    return Answer(reason.key, LEFT, before)


def named(keys: Iterable[str]) -> Asked:
    """Confirms reasons of which one of the names is the key, or a part of it (2101501)."""
    wanted = list(keys)
    return lambda reason, _before: any(
        name == reason.key or name in reason.key.split(" / ") for name in wanted
    )


def question(reason: Explained, before: Lock | None) -> tuple[str, ...]:
    """What a person reads before confirming that a reason is right; money in 万元."""
    told = [f"{reason.key}（{shown(reason.place.file)}:{reason.place.line}）"]
    told.append(f"    {' '.join(reason.text.split())}")
    told += [f"    {_moved(move)}" for move in reason.moves]
    if before:
        told.append(f"    上次确认时是 {money(before.value, Unit.WAN)} 万元")
    return tuple(told)


def _moved(move: Move) -> str:
    now, apart = (money(f.amount.value, Unit.WAN) for f in (move.now, move.difference))
    way = f"{WAYS[move.sign]} {apart.removeprefix('-')} 万元" if move.sign else WAYS[0]
    return f"{move.now.label} {now} 万元，比{move.base}{way}"


def _write(file: Path, text: str) -> tuple[Diagnostic, ...]:
    """Writes the confirmation of reasons; a document without reasons gets no empty one."""
    if not text and not os.path.lexists(file):
        return ()
    return write_file(file, text.encode())
