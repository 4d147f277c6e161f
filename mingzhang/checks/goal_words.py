"""A rule on goals of projects: what a goal promises has an indicator, as in the other projects.

MZ756.  An indicator without points that was left out changes no sum; the goal still speaks of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mingzhang.checks.rule import ANY, Evidence, Finding, limited, rule
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.source_nodes import rows, text
from mingzhang.reading.node import Node

GOALS = (("年度目标", "预期"), ("目标", "年度目标"))
# What a goal promises, and the kind of indicator that measures it by whatever name.
PROMISES: Mapping[str, str] = {"及时": "时效", "满意": "满意"}
KEYS = ("二级", "三级", "目标值", "指标值")
OTHERS = 2  # projects that promise the same, and measure it, so that the agency does so


@dataclass(frozen=True, eq=False)
class _Promise:
    """A project's goal, its name, and its indicators with their words."""

    name: str
    goal: Node
    lines: tuple[Node, ...]

    def is_measured(self, word: str) -> bool:
        """Whether an indicator is of what the goal promises."""
        said = "\n".join(text(line, key) for line in self.lines for key in KEYS)
        return word in said or PROMISES[word] in said


@rule(
    "MZ756",
    "目标说到的有指标",
    identity="年度目标说到及时、满意的项目，有时效指标、满意度指标（或者说到及时、满意的指标）；"
    "另有两个以上项目的目标也这样说、而且都有指标的，才提示",
    why="漏填一个没有分值的指标，合计都不变，只有目标还说着它。",
    reference="项目支出绩效目标表、绩效自评表",
    remedy="补上漏填的指标；确实没有的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def goals_with_indicators(evidence: Evidence) -> Iterator[Finding]:
    """A goal's word that no indicator has: 及时, of a table whose one 时效指标 is not there."""
    account = evidence.account
    for root in (account.folder.performance, account.source):
        promises = [p for node in rows(root, "项目") if (p := _promise(node))]
        for word in PROMISES:
            yield from _left_out(word, [p for p in promises if word in p.goal.text])


def _promise(node: Node) -> _Promise | None:
    goal = next((g for keys in GOALS if (g := node.get(*keys)) and g.text), None)
    lines = (*rows(node, "指标"), *rows(node.get("目标"), "指标"))
    return _Promise(text(node, "名称"), goal, lines) if goal and lines else None


def _left_out(word: str, promises: Sequence[_Promise]) -> Iterator[Finding]:
    """The one goal whose word no indicator has, where those of all the others have it."""
    missing = [p for p in promises if not p.is_measured(word)]
    if len(missing) == 1 and len(promises) > OTHERS:
        [one] = missing
        message = (
            f"“{one.name}”的年度目标说到“{word}”，没有一个指标是它的；"
            f"另外 {len(promises) - 1} 个这样说的项目都有：像是漏填了一个指标。"
        )
        operands = tuple(Operand("指标", text(line, "三级"), line.place) for line in one.lines)
        yield Finding(one.goal.place, message, operands=operands)
