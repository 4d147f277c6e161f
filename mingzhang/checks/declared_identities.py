"""The identities that a form declares itself (勾稽 of its ``keys.yaml``): MZ090, MZ091.

They are exact, localised and explained as every other identity is; what they are about stands in
the form's folder.
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checks.rule import ANY, Equation, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.figure import Figure
from mingzhang.facts.form_declarations import sides
from mingzhang.facts.own_list_figures import Computed
from mingzhang.facts.row_names import row_name
from mingzhang.forms.form_identities import IMPLIES


@rule(
    "MZ090",
    "版式的勾稽成立",
    identity="版式的 keys.yaml 里“勾稽”的每一条都成立",
    why="这是本地公开格式要求的勾稽关系；不成立，公开的数前后对不上。",
    reference="版式文件夹里的 keys.yaml",
    remedy="核对提示中的各个数；勾稽本身不对的，请告诉维护版式的人。",
    kinds=ANY,
)
def declared(evidence: Evidence) -> Iterator[Equation | Finding]:
    """The identities (勾稽) that a form declares must hold."""
    yield from _equations(evidence, is_warning=False)
    yield from _stated_in_rows(evidence.account)


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
def expected(evidence: Evidence) -> Iterator[Equation | Finding]:
    """The identities (勾稽) that a form declares mostly hold."""
    return _equations(evidence, is_warning=True)


def _equations(evidence: Evidence, *, is_warning: bool) -> Iterator[Equation | Finding]:
    account = evidence.account
    for one in account.identities:
        if one.is_warning is is_warning and one.only_of in ("", account.agency_type):
            for title, (left, right) in sides(one, account, evidence.cells):
                if one.relation == IMPLIES:
                    yield from _implied(title, left, right, one.remedy, account)
                else:
                    yield Equation(left, right, one.relation, title=title, remedy=one.remedy)


def _stated_in_rows(account: Account) -> Iterator[Equation]:
    """What was typed in a row by subject is the figure that the form declares to be taken (取)."""
    for path, lines in account.indicators.by_subject.items():
        for row, _ in lines:
            for stated in (node.figure for _, node in row.items() if isinstance(node, Computed)):
                if stated and stated.place and stated.terms:
                    title = f"{'.'.join(path)}（{row_name(row)}）"
                    yield Equation(stated, stated.terms[0].figure, title=title)


def _implied(
    title: str, left: Figure, right: Figure, remedy: str, account: Account
) -> Iterator[Finding]:
    """What a declared identity says of a figure that is there, beside one that is not."""
    place = next((figure.place for figure in left.typed() if figure.amount.value), None)
    if place and left.is_known and right.is_known and not left.is_zero and right.is_zero:
        measure = left.amount.measure or account.unit.label
        shown = f"{left.amount.displayed(account.unit):,} {measure}"
        message = f"{title}：{left.label}是 {shown}，{right.label}却是 0。"
        operands = tuple(Operand(f.label, "0", f.place) for f in right.typed())
        yield Finding(place, message, remedy, operands)
