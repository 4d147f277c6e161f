"""A rule on the units of an agency: they are where the agency is.

MZ696.  What the profile lists is what every other text is held against, so nothing else tells that
a name was taken from the profile of another place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mingzhang.checks.name_register import PARTY, areas, level_of, unit_nodes
from mingzhang.checks.place_names import lies_within, place_at_end
from mingzhang.checks.rule import ANY, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Severity


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
        if other:
            message = f"“{node.text}”在{other}，本单位是“{agency}”。"
            operands = (Operand("单位名称", agency, evidence.register.names[0].place),)
            yield Finding(node.place, message, operands=operands)


def _areas(name: str) -> Iterator[str]:
    return (area.removeprefix(PARTY) for area in areas(name))


def _is_elsewhere(area: str, own: Sequence[str]) -> bool:
    """Whether a unit is in another place: known, of a level at which ours has another name."""
    same = [one for one in own if level_of(one) == level_of(area)]
    is_ours = any(one.endswith(area) or area.endswith(one) for one in same)
    is_place = place_at_end(area) == area and not lies_within(area, own[-1:])
    return bool(same) and not is_ours and is_place
