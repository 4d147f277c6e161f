"""The identities that a form declares itself (勾稽 of its ``keys.yaml``): MZ090, MZ091.

They are exact, localised and explained as every other identity is; what they are about stands in
the form's folder.
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checks.rule import ANY, Equation, Evidence, rule
from mingzhang.diagnostics import Severity
from mingzhang.facts.form_declarations import sides


@rule(
    "MZ090",
    "版式的勾稽成立",
    identity="版式的 keys.yaml 里“勾稽”的每一条都成立",
    why="这是本地公开格式要求的勾稽关系；不成立，公开的数前后对不上。",
    reference="版式文件夹里的 keys.yaml",
    remedy="核对提示中的各个数；勾稽本身不对的，请告诉维护版式的人。",
    kinds=ANY,
)
def declared(evidence: Evidence) -> Iterator[Equation]:
    """The identities (勾稽) that a form declares must hold."""
    return _equations(evidence, is_warning=False)


@rule(
    "MZ091",
    "版式的勾稽一般成立",
    identity="版式的 keys.yaml 里“勾稽”中级别是警告的，一般都成立",
    why="不成立的多半是打错的数；确实如此的，要说明原因。",
    reference="版式文件夹里的 keys.yaml",
    remedy="核对提示中的各个数；确实如此的，在“核对说明”里写明原因。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def expected(evidence: Evidence) -> Iterator[Equation]:
    """The identities (勾稽) that a form declares mostly hold."""
    return _equations(evidence, is_warning=True)


def _equations(evidence: Evidence, *, is_warning: bool) -> Iterator[Equation]:
    account = evidence.account
    for one in account.identities:
        if one.is_warning is is_warning and one.only_of in ("", account.agency_type):
            for title, (left, right) in sides(
                one, account.indicators, account.kind, account.profile
            ):
                yield Equation(left, right, one.relation, title=title, remedy=one.remedy)
