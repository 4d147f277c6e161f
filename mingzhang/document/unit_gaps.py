"""What a department cannot print because a unit did not say it: gaps → where they are filled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from mingzhang.facts.account import Account
from mingzhang.facts.figure import Absent
from mingzhang.facts.filled_from_units import BLOCKS
from mingzhang.facts.implied_zeros import NO_SCORE, absent, number_at
from mingzhang.facts.source_rows import PLANS
from mingzhang.forms.form_schema import OWN
from mingzhang.reading.document_folder import DISCLOSURE, PERFORMANCE
from mingzhang.reading.schema_messages import Schema

END_OF_LABEL = re.compile(r"[ .]")  # before the key of a row, behind what tells which row it is


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


def unable(lacks: Sequence[Absent], account: Account | None) -> Account | None:
    """The unit that could not fill a gap of one block: its form, another one, has no such key."""
    file = lacks[0].place.file
    parts = _all_parts(account) if account else ()
    unit = next((one for one in parts if one.source.place.file == file), None)
    if account is None or unit is None or unit.region == account.region:
        return None
    return None if any(_is_known(lack, unit) for lack in lacks) else unit


def is_left_to_units(block: str, account: Account) -> bool:
    """Whether what a department says of a block stands for what a gap in its units leaves."""
    properties = account.folder.schemas.get(DISCLOSURE, {}).get("properties", {})
    is_by_subject = block in account.kind.sections and block != PLANS
    return is_by_subject or bool(properties.get(block, {}).get(OWN))


def _all_parts(account: Account) -> Iterator[Account]:
    for part in account.parts:
        yield part
        yield from _all_parts(part)


def _is_known(lack: Absent, unit: Account) -> bool:
    """Whether a unit's form has the key of a gap; of a row only the key's last word is known."""
    block, *rest = lack.key
    schema = unit.folder.schemas.get(DISCLOSURE, {}).get("properties", {}).get(block)
    if schema is None or not rest:
        return schema is not None or block == PERFORMANCE
    return END_OF_LABEL.split(rest[-1])[-1] in set(_names(schema))


def _names(schema: Schema) -> Iterator[str]:
    for name, below in schema.get("properties", {}).items():
        yield name
        yield from _names(below)
    if "items" in schema:
        yield from _names(schema["items"])
