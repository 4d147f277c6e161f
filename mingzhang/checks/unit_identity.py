"""Rules on which unit a unit's document is: it names itself, and its money is its own.

MZ795, MZ838 and MZ839.  A unit's folder is often begun as a copy of another's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from mingzhang.checks.agency_name import of_name
from mingzhang.checks.department_sums import ACCOUNTED, BUDGETED, REFERENCE
from mingzhang.checks.name_register import near
from mingzhang.checks.rule import ANY, Cause, Evidence, Finding, listed, rule
from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts.cube import Cube, Part, Point
from mingzhang.facts.offices_and_areas import plain_name
from mingzhang.facts.source_nodes import rows, text
from mingzhang.facts.unit_sums import unit_nodes
from mingzhang.reading.document_folder import Folder
from mingzhang.reading.node import Node

FEWEST = 5  # figures that two units do not have alike by chance


@rule(
    "MZ838",
    "“单位”里的一行就是本单位",
    identity="“单位”只有一行、没有汇总别的单位的，这一行的名称与 profile.yaml 的“名称”相同，"
    "或者在“决算单位”（预算写“预算单位”）里",
    why="单位改了名，或者文件夹是从别的单位抄来的，只改了一处：部门汇总时说的是另一个名称。",
    reference=REFERENCE,
    remedy="把两处改成同一个全称；确实不同的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def names_itself(evidence: Evidence) -> Iterator[Finding]:
    """A unit that its own list of units calls otherwise."""
    account = evidence.account
    lines = unit_nodes(account.source) if not account.parts else ()
    name = lines[0].get("名称") if len(lines) == 1 else None
    listed_units = (
        *(node.text for node in rows(account.profile, ACCOUNTED)),
        *(text(row, "名称") for row in rows(account.profile, BUDGETED)),
    )
    known = set(map(plain_name, (account.agency, *listed_units)))
    if name and name.text and plain_name(name.text) not in known:
        message = f"“单位”写的是“{name.text}”，profile.yaml 的“名称”是“{account.agency}”。"
        operands = (Operand("名称", account.agency, evidence.register.names[0].place),)
        yield Finding(name.place, message, operands=operands)


@rule(
    "MZ795",
    "单位的代码、名称与上年、与本年预算的相同",
    identity="“单位”里名称相同的单位，代码与上年的文件夹、决算的与本年预算里的相同；"
    "profile.yaml 的“名称”不与它们的只差一处",
    why="代码是别的系统认单位用的，名称印在封面上；抄错一位、写错一个字，几年的数就连不起来。",
    formula="单位.代码 = 上年.单位.代码 = 预算.单位.代码",
    reference=REFERENCE,
    remedy="核对两处的代码或名称，改正写错的一处；确实改了的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def code_of_last_year(evidence: Evidence) -> Iterator[Finding]:
    """A unit's code is another than last year's, or its budget's; told once for each unit."""
    folder = evidence.account.folder
    pairs = (("上年", folder.previous), ("本年预算", folder.planned))
    others = [(word, one) for word, one in pairs if one]
    yield from _named_otherwise(evidence, others)
    known = [(word, _codes(one.disclosure)) for word, one in others]
    for name, code in _codes(folder.disclosure).items():
        apart = [(word, codes[name]) for word, codes in known if name in codes]
        wrong = [(word, one) for word, one in apart if one.text != code.text]
        if wrong:
            word, one = wrong[0]
            message = f"“{name}”的代码是 {code.text}，{word}的是 {one.text}。"
            operands = tuple(Operand(f"{w}的代码", n.text, n.place) for w, n in wrong)
            # Whatever stands under the code seems to be another unit's.
            cause = Cause(follow={"MZ796": (name,)})
            yield Finding(code.place, message, operands=operands, cause=cause)


def _named_otherwise(evidence: Evidence, known: Iterable[tuple[str, Folder]]) -> Iterator[Finding]:
    """The agency's name is one slip away from last year's, or its budget's; told once."""
    agency = evidence.register.names[0]
    for word, one in known:
        name = one.profile.get("名称")
        if name and name.text != agency.name and (0, agency.name) in near(agency.name, name.text):
            message = f"“名称”写的是“{agency.name}”，{word}的是“{name.text}”，只差一处。"
            operands = (Operand(f"{word}的名称", name.text, name.place),)
            cause = of_name(agency, evidence.register)
            yield Finding(agency.place, message, operands=operands, cause=cause)
            return


def _codes(source: Node) -> dict[str, Node]:
    """The codes of the units that a source names, by the unit's name."""
    named = ((text(node, "名称"), node.get("代码")) for node in unit_nodes(source))
    return {name: code for name, code in named if name and code and code.text}


@rule(
    "MZ839",
    "各单位的金额各不相同",
    identity="部门汇总的两个单位，收支的金额不会笔笔相同（不是零的有 5 个以上）",
    why="单位的文件夹是从另一个单位抄来的，名称改了，数还没有改。",
    reference=REFERENCE,
    remedy="填这个单位自己的数；确实相同的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def money_of_its_own(evidence: Evidence) -> Iterator[Finding]:
    """Units with the very figures of another one of their department; told once for all alike."""
    alike: dict[frozenset[tuple[Point, Decimal]], list[Part]] = {}
    for part in evidence.account.cube.parts:
        # Of two units with one code the rows are the same, which is told there (MZ322).
        same = alike.setdefault(frozenset(_money(part.cube).items()), [])
        same += [part] if all(_places(part).isdisjoint(_places(one)) for one in same[:1]) else []
    for money, (first, *others) in alike.items():
        if others and len(money) >= FEWEST:
            place = min(_places(others[0]))
            names = f"{listed([f'“{one.name}”' for one in others])}的 {len(money)} 个金额"
            yield Finding(place, f"{names}与“{first.name}”的完全相同。")


def _places(part: Part) -> frozenset[Place]:
    return frozenset(figure.place for figure in part.cube.facts.values() if figure.place)


def _money(cube: Cube) -> Mapping[Point, Decimal]:
    """What a unit typed that is not zero."""
    return {p: f.amount.value for p, f in cube.facts.items() if f.place and f.amount.value}
