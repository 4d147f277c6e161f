"""Rules on words that stand with one project, or one subject, and speak of another.

MZ693, MZ694.  Whole goals that were exchanged are told by MZ672.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mingzhang.checks.exchanged_projects import name_pairs
from mingzhang.checks.rule import ANY, Evidence, Finding, limited, rule
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.account import Project
from mingzhang.facts.amount import Amount
from mingzhang.facts.source_nodes import rows
from mingzhang.facts.source_rows import Row
from mingzhang.reading.node import Node

FORM = "项目支出绩效目标表、绩效自评表"
MOST = 300  # projects that are compared, each with each
ITEM = 7  # digits of a 项
CROSSED = 3  # marks of two names that two texts do not have by chance
OFFICES, DUTY = "内设机构", "职责"
FIELDS: tuple[tuple[str, ...], ...] = (
    ("年度目标", "预期"),
    ("年度目标", "实际"),
    ("目标", "年度目标"),
    ("实施内容",),
    ("评价结论",),
    ("存在问题",),
    ("执行原因",),
)


@dataclass(frozen=True, eq=False)
class _Named:
    """A project whose words may be elsewhere, and the pairs of characters of its name alone."""

    node: Node
    name: Node
    marks: frozenset[str]

    def told(self, words: str) -> frozenset[str]:
        """The marks of a project's name that words have."""
        return frozenset(mark for mark in self.marks if mark in words)


@rule(
    "MZ693",
    "每段文字说的是这个项目（内设机构）",
    identity="项目的目标、完成情况、实施内容和评价结论，内设机构的职责，说的是它名称里的事；两个同一处的文字"
    "互相对得上、和自己都对不上的才提示",
    why="从另一个项目粘贴错了一段，数都对，说的却是别的事。",
    reference=FORM,
    remedy="核对这两个项目（内设机构）的这段文字，改正写反的一处。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def fields_exchanged(evidence: Evidence) -> Iterator[Finding]:
    """Words of one project under another: 实施内容 of the medical stores under the insurance."""
    account = evidence.account
    for root in (account.folder.performance, account.source):
        named = _named(list(rows(root, "项目"))[:MOST])
        for keys in FIELDS:
            said = [(one, text) for one in named if (text := one.node.get(*keys)) and text.text]
            yield from _exchanged(keys[-1], said)
    profile = account.profile
    for owner in (profile, *rows(profile, "预算单位")):
        named = _named(list(rows(owner, OFFICES))[:MOST])
        said = [(one, text) for one in named if (text := one.node.get(DUTY)) and text.text]
        yield from _exchanged(DUTY, said)


def _named(nodes: Sequence[Node]) -> list[_Named]:
    named = [(node, name) for node in nodes if (name := node.get("名称")) and name.text]
    pairs = [name_pairs(name.text) for _, name in named]
    count = Counter(pair for name in {n.text for _, n in named} for pair in name_pairs(name))
    return [
        _Named(node, name, frozenset(pair for pair in own if count[pair] == 1))
        for (node, name), own in zip(named, pairs, strict=True)
    ]


def _exchanged(key: str, said: Sequence[tuple[_Named, Node]]) -> Iterator[Finding]:
    """Words of two projects each of which has marks of the other's name, and none of its own."""
    strange = [(one, text) for one, text in said if not one.told(text.text)]
    for number, (one, here) in enumerate(strange):
        for other, there in strange[number + 1 :]:
            first, second = other.told(here.text), one.told(there.text)
            if first and second and len(first) + len(second) >= CROSSED:
                message = (
                    f"“{one.name.text}”的“{key}”像是“{other.name.text}”的，"
                    f"“{other.name.text}”的像是它的：两处的文字像是互换了。"
                )
                operands = (Operand(other.name.text, key, there.place),)
                yield Finding(here.place, message, operands=operands)


@rule(
    "MZ694",
    "原因说的项目在这个科目里",
    identity="科目的差异原因说的是一个项目，这个项目的执行数正好是另一个科目的项目支出的，才提示",
    why="原因写到了别的科目后面，每个数都对，解释的却是另一个数。",
    reference="支出决算情况说明、项目支出绩效自评表",
    remedy="核对这两个科目的差异原因，改正写反的一处。",
    severity=Severity.WARNING,
)
@limited
def reason_of_another(evidence: Evidence) -> Iterator[Finding]:
    """Words of one project, 编外聘用, as the reason of a subject that has not its money."""
    projects = _projects(evidence)
    spent = [(row, number) for row in evidence.account.rows if (number := _on_projects(row))]
    by_money: dict[Decimal, list[tuple[Row, Decimal]]] = defaultdict(list)
    for row, number in spent:
        by_money[Amount.typed(number, evidence.account.unit).value].append((row, number))
    for row, _ in spent:
        for key, said in row.node.items():
            about = _about(projects, said.text) if key.endswith("原因") else None
            money = about[1].total.spent.amount.value if about else Decimal(0)
            homes = by_money.get(money, [])
            if about and money and len(homes) == 1 and homes[0][0] is not row:
                name, (home, number) = about[1].name, homes[0]
                message = (
                    f"{row.code} 的{key}说的像是“{name}”，"
                    f"它的 {about[1].total.spent.amount.wan} 万元"
                    f"正是 {home.code} 的项目支出。"
                )
                operands = (
                    Operand(home.code, f"{number}", home.place),
                    Operand(name, "自评表", about[1].place),
                )
                yield Finding(said.place, message, operands=operands)


def _on_projects(row: Row) -> Decimal | None:
    cell = row.node.get("项目支出") if row.section == "支出" else None
    return cell.number if cell and len(row.code) == ITEM else None


def _projects(evidence: Evidence) -> list[tuple[_Named, Project]]:
    account = evidence.account
    nodes = list(rows(account.folder.performance, "项目"))[:MOST]
    by_node = {id(p.nodes[0]): p for p in account.projects if p.nodes}
    return [(n, by_node[id(n.node)]) for n in _named(nodes) if id(n.node) in by_node]


def _about(projects: Sequence[tuple[_Named, Project]], words: str) -> tuple[_Named, Project] | None:
    """The one project of which words have several marks of the name; None where there are two."""
    found = [(len(named.told(words)), at) for at, (named, _) in enumerate(projects)]
    best = sorted(found, reverse=True)[:2]
    is_clear = best and best[0][0] >= CROSSED and (len(best) == 1 or not best[1][0])
    return projects[best[0][1]] if is_clear else None
