"""Uncoded units: budget units of a form that prints their names only → rows with codes to be given.

Nobody knows the code of such a unit but its author.  While figures look for where they belong a
stand-in of its name does for it; what is written says 待填.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mingzhang.reading.unfilled_places import MARK

UNITS, CODE, NAME, TYPE, UNIT = "单位", "代码", "名称", "类型", "单位"
STAND_IN = f"{MARK} "
Row = Mapping[str, object]


def stand_in(name: str) -> str:
    """A stand-in code for an uncoded unit of which only the name is known."""
    return f"{STAND_IN}{name}"


def to_fill(values: Mapping[str, object]) -> dict[str, object]:
    """The values of a source with uncoded units: what no sheet says of one is to be filled."""
    return {key: _rows_to_fill(key, value) for key, value in values.items()}


def without_stand_ins(rows: Sequence[Row]) -> list[Row]:
    """The rows of a list in which units are uncoded again, without stand-ins."""
    return [{key: v for key, v in row.items() if not _is_stand_in(v)} for row in rows]


def _rows_to_fill(section: str, value: object) -> object:
    if not isinstance(value, (list, tuple)):
        return value
    rows = [_marked(row) if isinstance(row, Mapping) else row for row in value]
    if section == UNITS:
        return [{**_first(row), TYPE: MARK, **row} for row in rows]
    return rows


def _first(row: Row) -> Row:
    """What an uncoded unit is called, which stands before its type."""
    return {key: row[key] for key in (CODE, NAME) if key in row}


def _marked(row: Row) -> Row:
    return {key: MARK if _is_stand_in(value) else value for key, value in row.items()}


def _is_stand_in(value: object) -> bool:
    return isinstance(value, str) and value.startswith(STAND_IN)
