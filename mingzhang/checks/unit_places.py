"""Rules on the units of an agency, and on its place: they are where the agency is.

MZ289 and MZ696.  What the profile lists is what every other text is held against, so nothing else
tells that a name was taken from the profile of another place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mingzhang.checks.name_register import LEVELS, PARTY, level_of, near, unit_nodes
from mingzhang.checks.rule import ANY, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.offices_and_areas import areas
from mingzhang.facts.place_names import is_of_county_rank, lies_within, place_at_end
from mingzhang.forms.form_schema import OWN
from mingzhang.reading.document_folder import PROFILE
from mingzhang.reading.node import Node

LONG = 5  # characters of a place's name that no other has by chance, but for one
SHORT = 2  # characters of which one alone is the name: 东区 is no slip of 西区
LEVEL = re.compile(f"(?P<mark>[{''.join(LEVELS)}])级")


@rule(
    "MZ696",
    "所属单位是本地的",
    identity="决算单位、预算单位和下属单位名称里的省、市、县（区），就是本单位的，或在本单位的地方之内",
    why="单位名单是从别处的文件抄来的，有一个单位的地名没有改。",
    reference="部门概况",
    remedy="改成本地的单位；确是外地单位的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def units_of_the_place(evidence: Evidence) -> Iterator[Finding]:
    """A unit in another place: the centre of another district among the units of ours."""
    agency = evidence.account.agency
    own = [area.removeprefix(PARTY) for area in areas(agency)]
    for node in unit_nodes(evidence.account) if own else ():
        other = next((a for a in _areas(node.text) if _is_elsewhere(a, own)), "")
        slip = _slipped(node.text, "".join(own))
        if other or slip:
            message = f"“{node.text}”在{other or slip}，本单位是“{agency}”。"
            operands = (Operand("单位名称", agency, evidence.register.names[0].place),)
            yield Finding(node.place, message, operands=operands)


def _areas(name: str) -> Iterator[str]:
    return (area.removeprefix(PARTY) for area in areas(name))


def _slipped(name: str, own: str) -> str:
    """What a unit's name has in place of the agency's own place, a character less or more."""
    if len(own) < LONG or own in name:
        return ""
    heads = (other for start, other in near(name, own) if not start)
    return next((other for other in heads if place_at_end(other) != other), "")


def _is_elsewhere(area: str, own: Sequence[str]) -> bool:
    """Whether a unit is in another place: known, of a level at which ours has another name."""
    same = [one for one in own if level_of(one) == level_of(area)]
    is_ours = any(one.endswith(area) or area.endswith(one) for one in same)
    is_place = place_at_end(area) == area
    is_other = not lies_within(area, own[-1:]) if is_place else any(_is_slip(area, o) for o in same)
    return bool(same) and not is_ours and is_other


def _is_slip(area: str, own: str) -> bool:
    """Whether a unit's place that nobody knows is its agency's but for one character."""
    apart = [one != other for one, other in zip(area, own, strict=False)]
    return len(area) == len(own) > SHORT and sum(apart) == 1


@rule(
    "MZ289",
    "地区和级次是本单位的",
    identity="版式自己的键（地区、级次）写的地名和级别，与单位名称里的相同；单位名称不只是一个地名",
    why="封面上印的是别的地方、别的级别，多半是从别处的文件抄来没有改。",
    reference="封面；单位名称",
    remedy="改成本单位的地区和级别；单位名称写错的，改名称；确实如此的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def own_place(evidence: Evidence) -> Iterator[Finding]:
    """A place or a level that a form prints and that is not the agency's own."""
    agency = evidence.account.agency
    own = [area.removeprefix(PARTY) for area in areas(agency)]
    if _whole(agency):
        message = f"单位名称“{agency}”只是一个地名。"
        yield Finding(evidence.register.names[0].place, message)
    for node in _own_words(evidence) if own else ():
        level = LEVEL.fullmatch(node.text)
        other = next((a for a in _whole(node.text) if _is_elsewhere(a, own)), "")
        if other or (level and level["mark"] not in _marks(own)):
            message = f"“{node.text}”不是本单位的：单位名称是“{agency}”。"
            operands = (Operand("单位名称", agency, evidence.register.names[0].place),)
            yield Finding(node.place, message, operands=operands)


def _own_words(evidence: Evidence) -> Iterator[Node]:
    """What the profile says of a unit's place under keys that only its form has."""
    account = evidence.account
    known = account.folder.schemas.get(PROFILE, {}).get("properties", {})
    for key, node in account.profile.items():
        if known.get(key, {}).get(OWN) and node.text:
            yield node


def _whole(words: str) -> tuple[str, ...]:
    """The places of a text that is nothing but the name of one: 某市, 某市某区."""
    found = tuple(areas(words))
    return found if "".join(found) == words else ()


def _marks(own: Sequence[str]) -> str:
    """How an agency's place may be called by level: a city that a prefecture has is a county."""
    marks = LEVELS[level_of(own[-1])]
    return marks + LEVELS[-1] if is_of_county_rank(own[-1]) else marks
