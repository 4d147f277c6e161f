"""What a department cannot print because a unit did not say it: gaps → where they are filled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mingzhang.facts.account import Account
from mingzhang.facts.figure import Absent
from mingzhang.facts.filled_from_units import BLOCKS
from mingzhang.facts.implied_zeros import NO_SCORE, absent, number_at
from mingzhang.reading.document_folder import PERFORMANCE


def at_units(lacks: Iterable[Absent], account: Account) -> tuple[Absent, ...]:
    """Each gap that only some units leave is in their files; told once where more is lacking."""
    known = tuple(lacks)
    told = {(lack.place.file, lack.key[0]) for lack in known}
    moved: dict[Absent, None] = {}
    for lack in known:
        of_units = tuple(_of_units(lack, account))
        moved |= dict.fromkeys(one for one in of_units if (one.place.file, one.key[0]) not in told)
        if not of_units:
            moved[lack] = None
    return tuple(moved)


def _of_units(lack: Absent, account: Account) -> Iterator[Absent]:
    """The gap in the files of the units that leave it, where others do not."""
    # Only counts are added up here; an amount's gap is told of its unit already.
    is_own = lack.place.file == account.source.place.file
    if is_own and lack.key[0] == PERFORMANCE:
        yield from _without_evaluations(lack, account.parts)
    parts = account.parts if is_own and NO_SCORE not in lack.hint else ()
    if any(_has(part, lack) for part in parts):
        yield from (absent(p.source, lack.key, lack.hint) for p in parts if not _has(p, lack))


def _has(part: Account, lack: Absent) -> bool:
    """Whether a unit leaves no gap: it typed its number, its kinds (车辆), or can have none."""
    if part.indicators.is_zero(lack.key):
        return True
    node = part.source.get(*lack.key) if lack.key[0] in BLOCKS else None
    is_kinds = node is not None and isinstance(node.value, dict)
    return is_kinds or (lack.key[0] in BLOCKS and bool(number_at(part.source, lack.key)))


def _without_evaluations(lack: Absent, parts: Sequence[Account]) -> Iterator[Absent]:
    """The gap of the 自评表 in each unit that has no file of them, where others have theirs."""
    silent = [part for part in parts if part.folder.performance is None]
    if len(silent) < len(parts):
        yield from (absent(part.source, lack.key, lack.hint) for part in silent)


def silent_units(account: Account, names: Sequence[str]) -> tuple[str, ...]:
    """The units with a gap: they say nothing of last year, beside others that do."""
    silent = [part for part in account.parts if not _says(part, names)]
    some = silent if len(silent) < len(account.parts) else ()
    return tuple(f"{part.agency}（{part.source.place.file.as_posix()}）" for part in some)


def _says(part: Account, names: Sequence[str]) -> bool:
    return any(part.previous.get(name) is not None for name in names)
