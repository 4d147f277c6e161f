"""The names of real places (省、市、州、盟、县、旗、区) and where each belongs, from the catalogue.

Of 协调市财政局 nothing tells a verb from a name but the list of the names that there are.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from mingzhang.project import SHIPPED

FILE = "places.csv"
MARKS = "市州盟县区旗"  # what a place's name ends in that is no province
AUTONOMOUS = re.compile("(?<=^..)[\u4e00-\u9fff]+自治([州县旗])$")


def place_at_end(words: str) -> str:
    """The longest name of a place that the words end with; empty where there is none."""
    places = _places()
    sizes = range(min(len(words), _longest()), 1, -1)
    return next((words[-size:] for size in sizes if words[-size:] in places), "")


def place_called(words: str) -> str:
    """The place that is called so, its mark left out or not: 云南 and 云南省级 are 云南省; or none.

    A province comes before a city of the same name.
    """
    sizes = range(min(len(words), _longest()), 1, -1)
    if begun := next((words[:size] for size in sizes if words[:size] in _places()), ""):
        return begun
    named = (name for name in _places() if name.startswith(words) and is_of_no_wider(name))
    return next(named, "") or next((f"{words}{m}" for m in MARKS if f"{words}{m}" in _places()), "")


def is_of_no_wider(place: str) -> bool:
    """Whether a place of that name is a province, or a city that is none's."""
    return any(code.endswith("0000") for code in _places().get(place, ()))


def lies_within(place: str, areas: Iterable[str]) -> bool:
    """Whether a place of that name belongs to one of the areas."""
    places = _places()
    around = {_stem(code) for area in areas for code in places.get(area, ())}
    return any(code.startswith(tuple(around)) for code in places.get(place, ()))


def are_beside(one: str, other: str) -> bool:
    """Whether both belong to the same wider place, as parts of the same level of it."""
    places = _places()
    around = {_around(code) for code in places.get(one, ())}
    return one != other and any(_around(code) in around for code in places.get(other, ()))


def _around(code: str) -> tuple[str, int]:
    """The beginning of the code that is the wider place's, and how fine it is itself."""
    own = _stem(code)
    return own[:-2], len(own) // 2


def _stem(code: str) -> str:
    """What the codes of the places within one begin with: 50 of 500000, 3210 of 321000."""
    own = code.rstrip("0")
    return code[: len(own) + len(own) % 2]


def is_of_county_rank(place: str) -> bool:
    """Whether a place of that name has others of its level in a prefecture: 县级市."""
    codes = _places().get(place, frozenset())
    return not codes or any(not code.endswith("00") for code in codes)


def is_province_of(place: str, areas: Iterable[str]) -> bool:
    """Whether a named place is the province of one of the areas, or where they lie is not known."""
    places = _places()
    provinces = {code[:2] for area in areas for code in places.get(area, ())}
    return not provinces or any(code[:2] in provinces for code in places.get(place, ()))


def is_of_no_province(areas: Iterable[str]) -> bool:
    """Whether one of these places is a city that is no province's, as 天津市."""
    places = _places()
    cities = (area for area in areas if area.endswith("市"))
    return any(code.endswith("0000") for city in cities for code in places.get(city, ()))


def has_one_more(area: str) -> bool:
    """Whether a place's name has a character too many before its mark, as 山东社省 has."""
    return area not in _places() and area[:-2] + area[-1] in _places()


def may_be_autonomous(areas: Iterable[str]) -> bool:
    """Whether places lie in an 自治区, of which 全区 speaks, or where they lie is not known."""
    places = _places()
    provinces = {code[:2] for area in areas for code in places.get(area, ())}
    return not provinces or not provinces.isdisjoint(_regions())


@cache
def _places() -> Mapping[str, frozenset[str]]:
    """Place names → their codes; 甲州 stands for 甲某族自治州 too."""
    found: dict[str, set[str]] = defaultdict(set)
    with (SHIPPED / "catalogue" / FILE).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for name in {row["name"], AUTONOMOUS.sub(r"\1", row["name"])}:
                found[name].add(row["code"])
    return {name: frozenset(codes) for name, codes in found.items()}


@cache
def _regions() -> frozenset[str]:
    """The first two digits of the codes of places in each 自治区."""
    named = (codes for name, codes in _places().items() if name.endswith("自治区"))
    return frozenset(code[:2] for codes in named for code in codes)


@cache
def _longest() -> int:
    return max(map(len, _places()), default=0)
