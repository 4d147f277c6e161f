"""Offices and areas: an office's name → the areas at its head, and whether two names are one's.

Names alone, for what is asked of the documents of a province of which none is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

AREA = re.compile("[\u4e00-\u9fff]{1,8}?[省市州盟县旗区]")
# 某区城市管理局 is in no other city; 某街道社区中心 is in no district of that name.
COMMON_HEAD = re.compile("^城市$|社区$")
# What tells the office of a department from the department.
OFFICE_ENDINGS = ("（本级）", "本级", "（机关）", "机关")


def areas(name: str) -> Iterator[str]:
    """The areas at the head of an office's name: 某市, 某区 of 某市某区…局."""
    while (area := AREA.match(name)) and not COMMON_HEAD.search(area.group()):
        yield area.group()
        name = name[area.end() :]


def plain_name(name: str) -> str:
    """The name of a unit without what tells the office from the department."""
    for ending in OFFICE_ENDINGS:
        name = name.removesuffix(ending)
    return name


def is_one_office(short: str, name: str) -> bool:
    """Whether two names are an office's, be one without its area: never 局 alone."""
    less, more = sorted((plain_name(short), plain_name(name)), key=len)
    place = "".join(areas(more))
    return more.endswith(less) and (not place or less.endswith(more.removeprefix(place)))
