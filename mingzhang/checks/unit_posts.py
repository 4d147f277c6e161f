"""A rule on a unit's kind beside the posts that it has.

MZ699.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.checks.rule import BUDGET, Evidence, Finding, rule
from mingzhang.checks.typed_texts import HALF_WIDTH
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.source_nodes import rows, text

UNITS = "预算单位"
ADMINISTRATIVE, SERVANTS = "行政单位", "参公"
AS_SERVANTS = re.compile("参公|参照(?:公务员|《?[^，。；]{0,6}公务员)")
OFFICIALS = re.compile("行政[^，。；、0-9]{0,8}(?:[1-9]|[一二三四五六七八九十])")


@rule(
    "MZ699",
    "编制与单位的类型相符",
    identity="分开写“行政单位”和“参公管理事业单位”的部门：类型是行政单位的，编制里不只有参公人员；"
    "类型是参公管理事业单位的，编制里不只有行政编制",
    why="两个单位的编制（或类型）互换了，人数还对，说的却不是这个单位。",
    reference="部门概况、单位预算",
    remedy="核对这个单位的类型和编制，改正写反的一处；本来如此的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=BUDGET,
)
def posts_of_kind(evidence: Evidence) -> Iterator[Finding]:
    """A unit's posts do not fit its kind: 参照公务员法管理事业人员 in a 行政单位."""
    kinds = {unit.name: (unit.kind, unit.place) for unit in evidence.account.units}
    if not any(SERVANTS in kind for kind, _ in kinds.values()):
        return  # who knows one kind only calls both by it
    for node in rows(evidence.account.profile, UNITS):
        kind, place = kinds.get(text(node, "名称"), ("", None))
        posts = node.get("编制")
        if posts and _is_odd(kind, posts.text):
            message = f"类型是“{kind}”，编制写的是“{posts.text}”。"
            yield Finding(posts.place, message, operands=(Operand("类型", kind, place),))


def _is_odd(kind: str, words: str) -> bool:
    """Whether the posts of an office are all of those who are managed as its servants, or none."""
    has_officials, has_servants = (
        bool(OFFICIALS.search(words.translate(HALF_WIDTH))),
        bool(AS_SERVANTS.search(words)),
    )
    if kind == ADMINISTRATIVE:
        return has_servants and not has_officials
    return SERVANTS in kind and has_officials and not has_servants
