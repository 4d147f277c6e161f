"""Contents without sheets: a workbook's list of contents and what was read → tables it lacks.

A table whose figures no other has is missed by no cell.  Where the contents name it, it is told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.document.table_values import Table
from mingzhang.grid.grid import Grid, Spot
from mingzhang.intake.project_sheets import FORMS
from mingzhang.intake.sheet_heads import CONTENTS, is_contents
from mingzhang.intake.word_matching import is_titled, plain, plain_name

LEADER = re.compile(r"[.…·]{2,}[0-9]*$|[.…·]+$")  # what leads to the page
NAMED = re.compile(r"^(.*?)\((.+)\)$")  # a project's form, with the project's name
HINT = "请补上这张表再导入；今年没有这张表、目录是照抄的，不用管。"
SHOWN = 3
Key = tuple[str, str]


def listed_only(
    grids: Sequence[Grid], tables: Sequence[Table], read: Collection[Key], said: str
) -> tuple[Diagnostic, ...]:
    """The tables of the form that the contents list and no sheet is, in one finding.

    ``read`` are the keys of those that are there, a project's form with the project's name;
    what ``said`` names is told already.
    """
    for grid in (one for one in grids if lists_tables(one, tables)):
        keys = [(_key(spot, tables), spot) for _, spot in sorted(grid.spots.items())]
        listed = Counter(key[0] for key, _ in keys if key)
        few = {key for key, count in listed.items() if count > sum(key == own for own, _ in read)}
        lacking = [spot for key, spot in keys if key and key not in read and key[0] in few]
        lacking = [spot for spot in lacking if _title(spot) not in plain(said)]
        if lacking:
            return (_told(grid, lacking),)
    return ()


def lists_tables(grid: Grid, tables: Sequence[Table]) -> bool:
    """Whether a sheet is a list of contents, called so or naming tables of the form one by one."""
    named = (_key(spot, tables) for spot in grid.spots.values())
    return is_contents(grid) or len(set(filter(None, named))) >= CONTENTS


def _title(spot: Spot) -> str:
    return LEADER.sub("", plain_name(spot.text))


def _key(spot: Spot, tables: Sequence[Table]) -> Key | None:
    """Which table a line of contents names."""
    line = _title(spot)
    named = NAMED.match(line)
    for table in tables:
        if table.layout in FORMS:
            if named and is_titled(named[1], table.title):
                return table.key, named[2]
        elif is_titled(line, table.title):
            return table.key, ""
    return None


def _told(grid: Grid, lacking: Sequence[Spot]) -> Diagnostic:
    """The finding on the lines of contents that no sheet is."""
    names = "、".join(f"“{_title(spot)}”" for spot in lacking[:SHOWN])
    more = f"等 {len(lacking)} 张" if len(lacking) > SHOWN else ""
    message = f"{grid.cell(lacking[0])} 起列了{names}{more}，工作簿里没有这张表。"
    return Diagnostic(Place(Path(grid.file)), "MZ657", message, HINT, Severity.WARNING)
