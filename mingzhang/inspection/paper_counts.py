"""Counts: what a paper lists whole → the names of the counts of it that the form's sentences print.

A list of which a row was not read, or a form that stands there in another shape, tells no count.
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.account import Account
from mingzhang.inspection.paper_numbers import Gathered
from mingzhang.inspection.sentence_holes import SCORED
from mingzhang.intake.layout_tokens import EVALUATED
from mingzhang.intake.listing_tables import PLANS

GOALS = "绩效目标"
OF_FORMS = {GOALS: "目标项目数", EVALUATED: SCORED}
OF_PLANS = ("项目数", "项目分组数")
PAID = "一般公共预算自评项目"  # those of another fund are told by what the tables say of it


def counted_in(got: Gathered, account: Account) -> tuple[str, ...]:
    """The names of the counts of projects that the paper tells whole."""
    return (*_of_plans(got, account), *_of_forms(got))


def _of_plans(got: Gathered, account: Account) -> tuple[str, ...]:
    is_listed = any(one.table.layout == PLANS for one in got.lists.listings)
    # A project on two rows is one, or two of a name: nobody knows how its agency counts.
    is_sure = not got.unread and all(len(plan.lines) <= 1 for plan in account.plans)
    return OF_PLANS if is_listed and is_sure else ()


def _of_forms(got: Gathered) -> Iterator[str]:
    left = {title for _, title in got.left}
    for layout, name in OF_FORMS.items():
        own = [one for one in got.lists.forms if one.table.layout == layout]
        if own and own[0].table.title not in left:
            yield name
            if layout == EVALUATED:
                yield PAID
