"""A rule on the names of projects in sentences: one that is a slip away from a project's.

MZ682.  The names in lists (评价项目, 自评得分) are told by MZ244; the agency's own by MZ605.
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checks.name_register import ORDINALS, near
from mingzhang.checks.rule import ANY, Evidence, Finding, limited, rule
from mingzhang.diagnostics import Operand, Place, Severity

SHORTEST = 6  # characters of a name that others do not resemble by chance
LONG = 10  # characters of a name that nobody leaves one out of, or adds one to, on purpose
MOST = 200  # names whose misspellings are looked for


@rule(
    "MZ682",
    "文字里的项目名称没有写错",
    identity="原因、说明和目标里提到的项目，与项目名称完全相同，不只差一个字",
    why="项目名称差一个字，读的人会以为说的是另一个项目。",
    reference="情况说明文字",
    remedy="改成项目的名称；确是另一件事的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def misnamed(evidence: Evidence) -> Iterator[Finding]:
    """州直退休人员医疗费超支款, where the project is 州直离休人员医疗费超支款."""
    names = dict(_names(evidence))
    for passage in evidence.passages if names else ():
        told: set[int] = set()
        for name, place in names.items() if passage.is_sentence else ():
            if name[: len(name) // 2] in passage.text or name[len(name) // 2 :] in passage.text:
                for start, other in near(passage.text, name):
                    is_brief = len(name) < LONG and len(other) != len(name)
                    if start not in told and not is_brief and not _is_known(other, names):
                        told.add(start)
                        message = f"“{other}”与项目名称“{name}”不同。"
                        operands = (Operand("项目名称", name, place),)
                        yield Finding(passage.at(start), message, operands=operands)


def _names(evidence: Evidence) -> Iterator[tuple[str, Place]]:
    account = evidence.account
    named = [(p.name, p.place) for p in account.projects]
    named += [(p.short_name, p.place) for p in account.projects]
    named += [(plan.name, plan.place) for plan in account.plans]
    yield from [(name, place) for name, place in named if len(name) >= SHORTEST][:MOST]


def _is_known(other: str, names: dict[str, Place]) -> bool:
    """Whether it is a part of a name, or differs from one in its number."""
    plain = ORDINALS.sub("", other)
    return any(other in name or plain == ORDINALS.sub("", name) for name in names)
