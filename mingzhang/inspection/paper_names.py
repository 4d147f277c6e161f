"""Names: the tables and the text of a paper → names that are written in another way elsewhere.

In a table a code stands beside its name; whatever the paper calls by that code is called the same
everywhere.  A sentence that names a 类, 款 or 项 names one of those that the tables have.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from mingzhang.grid.grid import Grid, Spot
from mingzhang.inspection.text_outside_tables import Speech, alike

CODE = re.compile(r"[0-9]{3}(?:[0-9]{2,9})?")
PART = re.compile(r"[0-9]{2,12}")  # of a code that stands in several columns, too
NAMED = re.compile(r"([\u4e00-\u9fff、（）()]{2,40}?)\((?:类|款|项)\)")
UNIT = re.compile(r"[\u4e00-\u9fff（）()]{4,30}(?:[局厅委院馆站所处校园]|中心|办公室)")
# Lists of codes of several kinds have codes in common, but no names that are as near as that.
NEAR = 0.75
LEAST = 3  # characters of a name: of shorter ones many differ by one


@dataclass(frozen=True)
class Renamed:
    """A name in a paper: its page, what is printed, what stands elsewhere, and how often."""

    page: int
    printed: str
    usual: str
    times: int
    code: str = ""


def renamed_in_tables(grids: Iterable[Grid]) -> Iterator[Renamed]:
    """The names in a paper's tables that most rows of the same code have otherwise."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for grid in grids:
        for code, name in _named_rows(grid):
            area = grid.area(name)
            found[code].append((alike(name.text), area.page if area else 0))
    for code, named in found.items():
        yield from _unusual(code, named)


def _named_rows(grid: Grid, code: re.Pattern[str] = CODE) -> Iterator[tuple[str, Spot]]:
    """Each code of a paper's table with the name beside it."""
    for _, spot in sorted(grid.spots.items()):
        if code.fullmatch(spot.text):
            beside = grid.at(spot.row, spot.column + 1)
            if beside.row == spot.row and beside.text and beside.number is None:
                yield spot.text, beside


def _unusual(code: str, named: Iterable[tuple[str, int]]) -> Iterator[Renamed]:
    """Of the names of one code in a paper those that are nearly, but not quite, the usual one."""
    named = tuple(named)
    usual, times = Counter(name for name, _ in named).most_common(1)[0]
    for name, page in dict.fromkeys(named):
        if name != usual and _is_near(name, usual):
            yield Renamed(page, name, usual, times, code)


def renamed_units(grids: Iterable[Grid]) -> Iterator[Renamed]:
    """The names of units in a paper beside a code, where all other cells have another for it.

    A sister of nearly the same name would have a code of its own.
    """
    grids = tuple(grids)
    coded = [(code, spot, grid) for grid in grids for code, spot in _named_rows(grid)]
    named = {alike(spot.text) for _, spot, _ in coded}
    beside = {id(spot) for _, spot, _ in coded}
    others = Counter(
        alike(spot.text)
        for grid in grids
        for spot in grid.spots.values()
        if UNIT.fullmatch(alike(spot.text)) and id(spot) not in beside
    )
    for code, spot, grid in coded:
        name, area = alike(spot.text), grid.area(spot)
        usual = next((n for n in others if n not in named and _is_near(name, n)), "")
        if UNIT.fullmatch(name) and name not in others and others[usual] > 1:
            yield Renamed(area.page if area else 0, name, usual, others[usual], code)


def renamed_in_text(grids: Iterable[Grid], speech: Speech) -> Iterator[Renamed]:
    """The 类, 款 and 项 of a paper's sentences that its tables call otherwise."""
    names = Counter(alike(name.text) for grid in grids for _, name in _named_rows(grid, PART))
    for match in NAMED.finditer(speech.text):
        if found := _nearest(match[1], names):
            yield Renamed(speech.page(match.start()), match[1], found, names[found])


def _nearest(printed: str, names: Mapping[str, int]) -> str:
    """The name of the paper's tables that differs by a character; none if it stands there itself.

    What stands before a name in a sentence is none of its own; the name of a 款 may end that of
    its 项.
    """
    itself = max((len(name) for name in names if printed.endswith(name)), default=0)
    longer = (name for name in names if len(name) > max(itself, LEAST))
    return next((name for name in longer if _is_slip(printed[-len(name) :], name)), "")


def _is_slip(printed: str, name: str) -> bool:
    """Whether two names of a paper differ in one character of the same place."""
    return (
        len(printed) == len(name) and sum(a != b for a, b in zip(printed, name, strict=True)) == 1
    )


def _is_near(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= NEAR
