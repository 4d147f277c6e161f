"""A rule on the levels of indicators: one of the second level belongs to one of the first.

MZ695.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from mingzhang.checks.rule import ANY, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.source_nodes import rows
from mingzhang.reading.node import Node

OFTEN = 4  # rows in one way, of which a single one in another is a slip


@rule(
    "MZ695",
    "同一种二级指标在同一种一级指标下",
    identity="同一种二级指标，别处（四处以上）都在一种一级指标下，只有一处在另一种下面的才提示",
    why="一级指标抄成了上一行的，这一行就印到了别的组里。",
    reference="项目支出绩效目标表、绩效自评表",
    remedy="核对这一行的一级指标和二级指标；公布的表本来如此的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def level_of_one_row(evidence: Evidence) -> Iterator[Finding]:
    """The level of one indicator is odd: 服务对象满意度指标 once among the 效益指标."""
    found: dict[str, list[tuple[Node, str]]] = defaultdict(list)
    for row in _indicators(evidence):
        first, second = row.get("一级"), row.get("二级")
        if first and second and first.text and second.text:
            found[second.text].append((first, first.text))
    for second_level, typed in found.items():
        count = Counter(words for _, words in typed).most_common()
        if len(count) == len(("usual", "odd")) and count[0][1] >= OFTEN and count[1][1] == 1:
            usual, odd = count[0][0], count[1][0]
            here = next(node for node, words in typed if words == odd)
            there = next(node for node, words in typed if words == usual)
            message = f"“{second_level}”别处 {count[0][1]} 行都在“{usual}”下，这一行写的是“{odd}”。"
            yield Finding(here.place, message, operands=(Operand("别处", usual, there.place),))


def _indicators(evidence: Evidence) -> Iterator[Node]:
    folder = evidence.account.folder
    for root in (folder.performance, folder.disclosure):
        for project in rows(root, "项目"):
            yield from rows(project, "指标")
            yield from rows(project.get("目标"), "指标")
