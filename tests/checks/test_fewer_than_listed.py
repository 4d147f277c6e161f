"""Counts of a form's own beside its own lists, by which names they are of the same things."""

from __future__ import annotations

import pytest

from mingzhang.checks.fewer_than_listed import EVALUATED, _counts, _lists, fewer_than_listed
from mingzhang.checks.rule import Evidence
from mingzhang.facts.own_groups import own_groups
from mingzhang.reading.schema_messages import Schema
from tests.checks.cases.fewer_than_listed import CASES
from tests.support import node

OWN = {"x-自有": True}
ROWS = {**OWN, "items": {"properties": {"名称": {}}}}


def counted(count: str, *lists: str, kind: object = "integer") -> list[str]:
    """The lists in a group “绩效” that a count of this name is of."""
    below = {count: {**OWN, "type": kind}, **dict.fromkeys(lists, ROWS)}
    schema: Schema = {"properties": {"绩效": {"properties": below}}}
    (group,) = own_groups(node(f"绩效: {{{count}: 1}}"), schema)
    return [name for key, _ in _counts(group) for name in _lists(group, key)]


@pytest.mark.parametrize(
    ("count", "lists", "found"),
    [
        ("个数", ("明细",), ["明细"]),
        ("项数", ("重点工作",), ["重点工作"]),
        ("总数", ("甲", "乙"), []),
        ("重点工作项数", ("重点工作清单", "别的"), ["重点工作清单"]),
        ("自评项目数", ("自评项目", "部门评价项目"), ["自评项目"]),
        ("人数", ("会议明细",), []),
        ("优秀", ("优秀",), []),
    ],
)
def test_a_list_of_what_is_counted(count: str, lists: tuple[str, ...], found: list[str]) -> None:
    assert counted(count, *lists) == found


def test_what_is_no_count_of_things() -> None:
    assert counted("个数", "明细", kind="number") == []
    assert counted("个数", "明细", kind=["integer", "string"]) == ["明细"]


def test_a_count_without_a_group_is_of_no_list_that_has_another_name() -> None:
    schema: Schema = {"properties": {"个数": {**OWN, "type": "integer"}, "明细": ROWS}}
    (group,) = own_groups(node("个数: 1"), schema)
    assert list(_lists(group, "个数")) == []


@pytest.mark.parametrize(
    ("words", "is_all"),
    [
        ("绩效自评项目数", True),
        ("绩效自评项目个数", True),
        ("绩效自评优秀项目数", False),
        ("绩效部门评价项目数", False),
        ("绩效一级自评项目数", False),
    ],
)
def test_which_count_is_of_all_self_evaluations(words: str, *, is_all: bool) -> None:
    assert bool(EVALUATED.fullmatch(words)) is is_all


def test_what_the_document_does_not_print_nobody_counts() -> None:
    """Neither the rows nor the count, whichever of them a form keeps to itself."""
    account = CASES[0].account()
    rows = frozenset(project.place for project in account.projects)
    count = account.source.get("绩效", "绩效自评", "项目数")
    assert count is not None
    assert len(list(fewer_than_listed.check(Evidence(account)))) == 1
    for unprinted in (rows, frozenset({count.place})):
        assert not list(fewer_than_listed.check(Evidence(account, unprinted=unprinted)))
