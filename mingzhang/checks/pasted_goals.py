"""A rule on goals of projects: words of another project that were pasted over a project's own.

MZ697.  Where two exchanged theirs, MZ672 and MZ693 tell.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mingzhang.checks.exchanged_projects import name_pairs
from mingzhang.checks.project_words import FIELDS
from mingzhang.checks.rule import ANY, Evidence, Finding, limited, rule
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.source_nodes import rows, text
from mingzhang.reading.node import Node

MOST = 300  # projects whose words are compared
SHORTEST = 8  # characters of a text that two projects do not have alike by chance
INDICATORS = (("指标",), ("目标", "指标"))
# Words of goals of every kind, which tell no project from another.
GENERAL = re.compile(
    "保障|保证|单位|部门|机关|日常|正常|运转|运行|服务|管理|提升|提高|能力|建设|完成|开展|工作|人员|职工|群众|质量|水平"
)
LINE, VALUES = "三级", ("目标值", "指标值")
# A number of things or a price; many projects have one rate of 满意度.
OWN_VALUE = re.compile(r"[0-9][^%％]*$")
APART = "\n"


@dataclass(frozen=True, eq=False)
class _Written:
    """A project into which a goal may be pasted: its name, its texts by key, its indicators."""

    name: Node
    texts: Mapping[tuple[str, ...], Node]
    lines: tuple[Node, ...]

    @property
    def marks(self) -> frozenset[str]:
        """The pairs of characters of a project's name that goals, but pasted ones, do not have."""
        return frozenset().union(*map(name_pairs, GENERAL.split(self.name.text)))

    def beside(self, keys: tuple[str, ...], pasted: str) -> str:
        """All that a project says beside a pasted goal: not ``keys``, not its copies."""
        others = (n.text for k, n in self.texts.items() if k != keys and n.text != pasted)
        lines = (name for line in self.lines if (name := text(line, LINE)) != pasted)
        return APART.join((self.name.text, *lines, *others))


@rule(
    "MZ697",
    "没有从别的项目粘贴目标",
    identity="两个项目的一段目标、完成情况或评价结论一字不差的，说的不只是其中一个项目名称里的事；"
    "一个数量、成本指标两个项目都有的，不只一个项目的别处说到它",
    why="填完一个项目再填下一个时粘贴了上一个的文字，没有改，读的人会以为两个项目做的是一件事。",
    reference="项目支出绩效目标表、绩效自评表",
    remedy="改成这个项目自己的目标；两个项目确实是一件事的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def pasted_goals(evidence: Evidence) -> Iterator[Finding]:
    """A pasted goal: 保证体检顺利进行 of a project of which nothing else speaks of 体检."""
    account = evidence.account
    for root in (account.folder.performance, account.source):
        projects = [p for node in list(rows(root, "项目"))[:MOST] if (p := _written(node))]
        for keys in FIELDS:
            alike: dict[str, list[_Written]] = defaultdict(list)
            for project in projects:
                said = project.texts.get(keys)
                if said and len(said.text) >= SHORTEST:
                    alike[said.text].append(project)
            for words, own in alike.items():
                yield from _pasted(keys, words, own)
        yield from _lines(projects)


def _written(node: Node) -> _Written | None:
    name = node.get("名称")
    texts = {keys: said for keys in FIELDS if (said := node.get(*keys)) and said.text}
    lines = tuple(line for keys in INDICATORS for line in rows(node, *keys))
    return _Written(name, texts, lines) if name and name.text and lines else None


def _pasted(keys: tuple[str, ...], words: str, own: Sequence[_Written]) -> Iterator[Finding]:
    """Projects with one text as goal, pasted where nothing but it speaks of another's name."""
    for project in own:
        beside = project.beside(keys, words)
        if any(mark in words for mark in project.marks):
            continue
        for other in own:
            about = other.beside(keys, words).removeprefix(other.name.text)
            marks = [m for m in other.marks if m in words and m in about and m not in beside]
            if other is not project and marks:
                yield _finding(keys, project, other, min(marks, key=words.index))
                break


def _finding(keys: tuple[str, ...], project: _Written, other: _Written, mark: str) -> Finding:
    message = (
        f"“{project.name.text}”的“{keys[-1]}”与“{other.name.text}”的一字不差，说的是“{mark}”，"
        f"这个项目的名称和指标里都没有：像是从那里粘贴的。"
    )
    there = other.texts[keys]
    operands = (Operand(other.name.text, keys[-1], there.place),)
    return Finding(project.texts[keys].place, message, operands=operands)


def _lines(projects: Sequence[_Written]) -> Iterator[Finding]:
    """Lines of a goal pasted: 专家费标准 of 600元, where nothing else speaks of 专家."""
    alike: dict[tuple[str, str], list[tuple[_Written, Node]]] = defaultdict(list)
    for project in projects:
        for line in project.lines:
            value = next((v for key in VALUES if (v := text(line, key))), "")
            if OWN_VALUE.search(value) and text(line, LINE):
                alike[text(line, LINE), value].append((project, line))
    for (name, value), own in alike.items():
        marks = frozenset().union(*map(name_pairs, GENERAL.split(name)))
        foreign = [(p, n) for p, n in own if not any(m in p.beside((), name) for m in marks)]
        homes = [(p, n) for p, n in own if any(m in p.beside((), name) for m in marks)]
        for project, line in foreign if homes else ():
            home, there = homes[0]
            message = (
                f"“{project.name.text}”的指标“{name}”（{value}）与“{home.name.text}”的相同，"
                f"这个项目的别处没有说到：像是从那里粘贴的。"
            )
            operands = (Operand(home.name.text, name, there.place),)
            yield Finding(line.place, message, operands=operands)
