"""Named: a paper's sentences that name subjects → those for which its tables have no money.

人员经费 and 公用经费 are followed by a list of economic subjects, each of which the table of
economic subjects has with an amount.  A 类, 款 or 项 in a sentence is one of the tables', as such.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from difflib import SequenceMatcher

from mingzhang.grid.grid import Grid, Spot
from mingzhang.inspection.sentence_slips import Slip
from mingzhang.inspection.text_outside_tables import Speech, alike

CODE = re.compile(r"[0-9]{2,7}")
LIST = re.compile(r"(?:人员经费|公用经费)[^。;]{0,40}?主要(?:包括|用于|是):?([^。;:]{8,})")
BRACKETS = re.compile(r"\([^)]*\)")
LAST = re.compile("(?:等(?:支出|费用|方面)?|和其他支出)$")
MARKED = re.compile(r"([\u4e00-\u9fff、（）()]{2,40}?)\((类|款|项)\)")
LEVELS = {3: "类", 5: "款", 7: "项"}
NEAR = 0.75  # names of one subject that are written in two ways
MOST = 0.6  # of the names: then they are of these tables

Money = Mapping[str, bool]


def without_money(grids: Iterable[Grid], speech: Speech) -> Iterator[Slip]:
    """The lists of economic subjects in a paper's sentences that name some without money."""
    money = _money(tuple(grids))
    for match in LIST.finditer(speech.text):
        listed = (LAST.sub("", name) for name in BRACKETS.sub("", match[1]).split("、"))
        names = [name for name in listed if name]
        known = [name for name in names if money.get(name)]
        idle = [name for name in names if _is_idle(name, money)]
        if known and idle and len(known) >= MOST * len(names):
            how = f"列了{'、'.join(idle)}，表里没有{'这项' if len(idle) == 1 else '这些'}支出"
            yield Slip(speech.page(match.start()), match[0][:12], how)


def _money(grids: Iterable[Grid]) -> Money:
    """Whether the rows of a name have money in any of the paper's tables."""
    found: dict[str, bool] = {}
    for grid in grids:
        for name, beside in _rows(grid):
            key = BRACKETS.sub("", alike(name.text))
            found[key] = found.get(key, False) or bool(beside)
    return found


def _rows(grid: Grid) -> Iterator[tuple[Spot, Decimal | None]]:
    """Each name that stands behind a code of the paper's table, and the number behind it."""
    for (row, column), spot in sorted(grid.spots.items()):
        name = grid.at(row, column + 1)
        if CODE.fullmatch(spot.text) and name.text and name.number is None and name.row == row:
            after = (grid.at(row, at) for at in range(name.column + 1, grid.size[1]))
            yield name, next((one.number for one in after if one.column > name.column), None)


def _is_idle(name: str, money: Money) -> bool:
    """Whether a subject is one without money, be it in the tables or not."""
    return not money[name] if name in money else not _is_near(name, money)


def _is_near(name: str, money: Money) -> bool:
    """Whether a subject without money is one of another name, written in another way."""
    return any(
        has and SequenceMatcher(None, name, other, autojunk=False).ratio() >= NEAR
        for other, has in money.items()
    )


def of_no_table(
    grids: Iterable[Grid], speech: Speech, official: Mapping[str, str]
) -> Iterator[Slip]:
    """The 类, 款 and 项 of a paper's sentences that no table has, or has as another of them.

    What is official, name by code, need not be in a table: nothing may have been spent for it.
    """
    levels = _levels(tuple(grids))
    for code, name in official.items():
        if level := LEVELS.get(len(code)):
            levels[alike(name)].add(level)
    found = list(MARKED.finditer(speech.text))
    known = [name for match in found if (name := _name(match[1], levels))]
    if len(known) < MOST * len(found):
        return
    for match in found:
        name, mark = _name(match[1], levels), match[2]
        page = speech.page(match.start())
        fitting = {other: mark in own for other, own in levels.items()}
        if name not in ("", match[1]) and not fitting[name] and _is_near(match[1], fitting):
            continue  # the end of another name, written in another way
        if name and not fitting[name]:
            how = f"写成了“{mark}”，表里是“{'、'.join(sorted(levels[name]))}”"
            yield Slip(page, f"{name}({mark})", how)
        elif not name and not _is_near(match[1], dict.fromkeys(levels, True)):
            yield Slip(page, match[0], "表里没有这个科目")


def _levels(grids: Iterable[Grid]) -> dict[str, set[str]]:
    """Each name beside a whole code in the paper's tables, and which of 类, 款, 项 it is there."""
    found: dict[str, set[str]] = defaultdict(set)
    for grid in grids:
        for (row, column), spot in grid.spots.items():
            level = LEVELS.get(len(spot.text)) if CODE.fullmatch(spot.text) else None
            name = grid.at(row, column + 1)
            if level and name.text and name.number is None and name.row == row:
                found[alike(name.text)].add(level)
    return found


def _name(printed: str, levels: Mapping[str, set[str]]) -> str:
    """The longest name of the tables that ends what stands before the mark, if there is one."""
    return max((name for name in levels if printed.endswith(name)), key=len, default="")


__all__ = ["of_no_table", "without_money"]
