"""Reasons of two versions → those that were left as they were although their figure moved."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checks.reasons_under_lock import Explained, explained
from mingzhang.facts.reasons import Move
from mingzhang.facts.typed_entries import Entry, Key
from mingzhang.review.compared_versions import Version
from mingzhang.review.review_values import ReasonLeft
from mingzhang.review.version_contents import Material

# What a 偏差原因 explains: another key of the same row.
DEVIATION, DONE = "偏差原因", "完成值"
WAYS = {1: "增加", 0: "持平", -1: "减少"}


def reasons_left(old: Material, new: Material, version: Version) -> tuple[ReasonLeft, ...]:
    """Unchanged reasons: word for word as before, while what they explain is not."""
    return (*_of_moves(old, new, version), *_of_deviations(old, new, version))


def _of_moves(old: Material, new: Material, version: Version) -> Iterator[ReasonLeft]:
    if old.account is None or new.account is None:
        return
    before = {reason.key: reason for reason in explained(old.account)}
    for reason in explained(new.account):
        other = before.get(reason.key)
        if other and other.lock.digest == reason.lock.digest:
            told = tuple(_told(other, reason))
            if told:
                key = tuple(reason.key.split(" / "))
                place = version.place(reason.place)
                turned = _signs(other) != _signs(reason)
                yield ReasonLeft(key, reason.text, place, told, turned)


def _signs(reason: Explained) -> list[int]:
    return [move.sign for move in reason.moves]


def _told(old: Explained, new: Explained) -> Iterator[str]:
    known = {(move.now.label, move.base): move for move in old.moves}
    for move in new.moves:
        before = known.get((move.now.label, move.base))
        if before and _shown(before) != _shown(move):
            yield (
                f"{move.now.label} {_shown(before)[0]} → {_shown(move)[0]} 万元，"
                f"比{move.base}{_way(before)} → {_way(move)}"
            )


def _shown(move: Move) -> tuple[str, str]:
    amounts = (move.now.amount, move.difference.amount)
    now, difference = (f"{amount.wan}" for amount in amounts)
    return now, difference


def _way(move: Move) -> str:
    size = _shown(move)[1].removeprefix("-")
    return f"{WAYS[move.sign]} {size}" if move.sign else WAYS[0]


def _of_deviations(old: Material, new: Material, version: Version) -> Iterator[ReasonLeft]:
    for key, reason in new.entries.items():
        before = old.entries.get(key)
        if key[-1] == DEVIATION and before and before.value == reason.value:
            done = (*key[:-1], DONE)
            pair = _text(old.entries.get(done)), _text(new.entries.get(done))
            if pair[0] != pair[1]:
                told = f"{DONE} {pair[0]} → {pair[1]}"
                yield _left(key, reason, told, version)


def _left(key: Key, reason: Entry, told: str, version: Version) -> ReasonLeft:
    return ReasonLeft(key, str(reason.value), version.place(reason.place), (told,), turned=False)


def _text(entry: Entry | None) -> str:
    return str(entry.value) if entry else "—"
