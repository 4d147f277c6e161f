"""Indicators (指标): named figures by definition file → figures of this year and of last year.

A definition takes a point of the cube (``取``), reads a key of the source (``填``) or adds and
subtracts other indicators (``算``).  The file is data: another figure is another line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import yaml

from mingzhang.facts.amount import Amount, Unit
from mingzhang.facts.cube import Cube
from mingzhang.facts.figure import Figure, Term, computed, summed
from mingzhang.facts.query import Query
from mingzhang.reading.node import Node

FINAL = ".决算"  # last year's 三公 figures are typed without it: 上年: {三公经费: {合计: …}}


@dataclass(frozen=True)
class Definition:
    """How an indicator comes about: exactly one of ``query``, ``key`` and ``terms``."""

    name: str
    query: Query | None = None
    key: tuple[str, ...] = ()
    otherwise: str = ""
    terms: tuple[tuple[int, str], ...] = ()


@cache
def read_definitions(file: Path) -> Mapping[str, Definition]:
    """The definitions of a kind of document, by name."""
    rows = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {name: _definition(name, row) for name, row in rows.items()}


def _definition(name: str, row: Mapping[str, object]) -> Definition:
    if "取" in row:
        query = row["取"]
        return Definition(name, query=Query.of(query if isinstance(query, dict) else {}))
    if "填" in row:
        return Definition(
            name, key=tuple(str(row["填"]).split(".")), otherwise=str(row.get("否则", ""))
        )
    return Definition(name, terms=tuple(_terms(str(row["算"]))))


def _terms(formula: str) -> Iterator[tuple[int, str]]:
    for sign, name in re.findall(r"(^|[+-])\s*([^\s+-]+)", formula):
        yield (-1 if sign == "-" else 1), name


@dataclass(frozen=True, eq=False)
class Indicators:
    """This year's named figures; ``stated`` holds those that were published otherwise (公布数).

    What a department did not type is the sum of what its units (``parts``) typed.
    """

    definitions: Mapping[str, Definition]
    cube: Cube
    source: Node
    unit: Unit
    stated: Mapping[str, Figure] = field(default_factory=dict)
    parts: tuple[Indicators, ...] = ()
    _known: dict[str, Figure] = field(default_factory=dict, repr=False)

    def get(self, name: str) -> Figure | None:
        """The figure called ``name``; None only where no definition has that name."""
        if name in self.definitions and name not in self._known:
            below = self._derive(self.definitions[name])
            stated = self.stated.get(name)
            terms = (Term(below),) if below.place else below.terms
            self._known[name] = replace(stated, terms=terms) if stated else below
        return self._known.get(name)

    def _derive(self, definition: Definition) -> Figure:
        if definition.query:
            return replace(definition.query.figure(self.cube), label=definition.name)
        if definition.key:
            return self._typed(definition)
        return computed(
            definition.name, ((Term(self[name], sign)) for sign, name in definition.terms)
        )

    def __getitem__(self, name: str) -> Figure:
        figure = self.get(name)
        if figure is None:
            raise KeyError(name)
        return figure

    def _typed(self, definition: Definition) -> Figure:
        node = self.source.get(*definition.key)
        if node and node.number is not None:
            return Figure(definition.name, Amount.typed(node.number, self.unit), node.place)
        if any(part.source.get(*definition.key) for part in self.parts):
            return summed(definition.name, (part[definition.name] for part in self.parts))
        if definition.otherwise:
            return replace(self[definition.otherwise], label=definition.name)
        return Figure(definition.name, Amount())


@dataclass(frozen=True, eq=False)
class Typed:
    """Last year's named figures as the author typed them under 上年."""

    definitions: Mapping[str, Definition]
    source: Node | None
    unit: Unit

    def get(self, name: str) -> Figure | None:
        """The typed figure, else one computed from typed parts; None where neither is there."""
        typed = self._typed(name) or self._typed(name.removesuffix(FINAL))
        return typed or self._added(name)

    def _typed(self, name: str) -> Figure | None:
        node = self.source.get(*name.split(".")) if self.source else None
        if node is None or node.number is None:
            return None
        return Figure(f"上年 {name}", Amount.typed(node.number, self.unit), node.place)

    def _added(self, name: str) -> Figure | None:
        definition = self.definitions.get(name)
        parts = [(sign, self.get(part)) for sign, part in definition.terms] if definition else []
        terms = [Term(figure, sign) for sign, figure in parts if figure]
        complete = bool(parts) and len(terms) == len(parts)
        return computed(f"上年 {name}", terms) if complete else None
