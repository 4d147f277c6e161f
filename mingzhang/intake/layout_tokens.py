"""Tokens: a project, a unit, a line of a form's own list whose words say what stands where.

The layouts that print them lay out these instead of an agency's own; so a word's cell, a figure's
cell and a form's fixed words are told apart, and each place of a workbook has its key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from mingzhang.diagnostics import Place
from mingzhang.document.layouts.evaluation_values import VALUES
from mingzhang.facts.account import Account, Funding, Member, Plan, Project, Score
from mingzhang.facts.amount import Amount
from mingzhang.facts.cube import Point
from mingzhang.facts.evaluated_projects import COLUMNS, SOURCES
from mingzhang.facts.figure import Figure
from mingzhang.facts.own_money_lists import Line
from mingzhang.forms.dimensions import FUNDS
from mingzhang.reading.document_names import DISCLOSURE
from mingzhang.reading.node import Node

ONE = Amount(Decimal(10_000))
Target = tuple[Point, ...] | str
OPEN, CLOSE = "\ue000", "\ue001"  # of no text that anybody types
TOKEN = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
NUMBER = re.compile(r"[0-9]+$")
# Words that must look like what they stand for.
UNIT_CODE, WEIGHT = "987654", Decimal("98.7654321")
LOOKING = {UNIT_CODE: "代码", UNIT_CODE[:3]: "", str(WEIGHT): "资金分值"}
PLANNED, EVALUATED = "项目", "自评"  # flows that no cube has, as is a list of money: its key
SCORED, MANAGED = "指标", "资金管理"


@dataclass(frozen=True, eq=False)
class Mark(Figure):
    """The token of a figure in a layout: a point of the cube, or a named figure."""

    target: Target = ()

    def __post_init__(self) -> None:
        # A token is made by what dataclasses write, which leaves out what a figure knows at once.
        self.__dict__["is_known"] = self.amount.half.is_finite()


@dataclass(frozen=True, eq=False)
class _Plan(Plan):
    """A budget project, its money tokens, to learn a layout's columns."""

    def figure(self, fund: str, basis: str) -> Figure:
        """The token that stands for a fund and a basis of a project in a layout."""
        return Mark(self.name, ONE, target=(Point(PLANNED, basis, fund),))


def token(name: str) -> str:
    """A token word that stands, in a layout, for what is typed under a name."""
    return f"{OPEN}{name}{CLOSE}"


def name_in(text: str) -> str | None:
    """The name for which a token in a layout stands, empty for nobody's; None for a fixed word."""
    if text in LOOKING:
        return LOOKING[text]
    found = TOKEN.search(text)
    return NUMBER.sub("", found[1]) if found else None


def without_tokens(text: str) -> str:
    """A layout's title without the tokens for what each document says itself."""
    return TOKEN.sub("", text)


def with_tokens(account: Account) -> Account:
    """An account with one of each thing, all its words tokens, to lay tables out with."""
    place = account.source.place
    is_budget = account.folder.kind == "budget"
    return replace(
        account,
        agency=token("单位名称"),
        units=(_member(account),),
        plans=(_plan(place, account.grouped),) if is_budget else (),
        lists=dict(_lists(account)),
        projects=() if is_budget else (_project(place),),
    )


def _member(account: Account) -> Member:
    return Member(UNIT_CODE, token("实施单位"), "", account.cube, account.source.place)


def _plan(place: Place, grouped: Sequence[str]) -> Plan:
    words = ("一级", "二级", "三级")
    scores = tuple(
        Score(
            {name: token(f"{name}{n}") for name in words}
            | {"指标值": token(f"目标值{n}"), "权重": token(f"分值{n}")}
        )
        for n in (1, 2)
    )
    return _Plan(
        name=token("名称"),
        groups=tuple(map(token, grouped)),
        unit=UNIT_CODE,
        place=place,
        goal=token("年度目标预期"),
        indicators=scores,
    )


def _lists(account: Account) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """Tokens for each list of money of the form's: a line for each fund, as its columns are."""
    schema = account.folder.schemas.get(DISCLOSURE, {})
    for name, definition in account.indicators.definitions.items():
        if definition.column is not None and definition.called:
            rows = definition.column.rows
            yield name, tuple(_list_lines(name, rows, _keys_of(schema, rows), account.source))


def _keys_of(schema: Mapping[str, Any], path: Sequence[str]) -> tuple[str, ...]:
    for key in path:
        schema = schema.get("properties", {}).get(key, {})
    return tuple(schema.get("items", {}).get("properties", {}))


def _list_lines(
    name: str, rows: Sequence[str], keys: Sequence[str], source: Node
) -> Iterator[Line]:
    for number, fund in enumerate(FUNDS["财政拨款"]):
        words = {key: token(f"{key}{number}") for key in keys}
        figure = Mark(fund, ONE, target=(Point(".".join(rows), "本年", fund),))
        yield Line(name, words, UNIT_CODE, fund, figure, source.place, source)


def _project(place: Place) -> Project:
    words = {name: token(name) for name in VALUES["项目"]} | {"执行原因": token("执行原因")}
    funding = {source: _funding(source) for source in SOURCES}
    return Project(
        name=token("名称"),
        short_name=token("简称"),
        words=words,
        place=place,
        funding=funding,
        total=_funding("合计"),
        weight=WEIGHT,
        management=_scores(MANAGED),
        indicators=_scores(SCORED),
    )


def _funding(source: str) -> Funding:
    """Three layout tokens of money that differ, for a form may leave out what was not adjusted."""
    marks = (
        Mark(source, Amount(ONE.value * n), target=(Point(EVALUATED, column, source),))
        for n, column in enumerate(COLUMNS, 1)
    )
    return Funding(source, *marks)


def _scores(kind: str) -> tuple[Score, ...]:
    return tuple(Score({name: token(f"{name}{n}") for name in VALUES[kind]}) for n in (1, 2))
