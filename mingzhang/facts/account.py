"""The account: everything that a document is made from, as the later stages see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from mingzhang.diagnostics import Place
from mingzhang.facts.amount import Unit
from mingzhang.facts.cube import Cube
from mingzhang.facts.figure import Figure
from mingzhang.facts.indicators import Indicators, Typed
from mingzhang.facts.rows import Row
from mingzhang.facts.subject import Catalogue
from mingzhang.reading.folder import Folder
from mingzhang.reading.node import Node


@dataclass(frozen=True, eq=False)
class Item:
    """A 项 of the detailed narrative: what was budgeted, what was spent, why they differ."""

    code: str
    budget: Figure
    final: Figure
    place: Place
    reason: Node | None = None
    remark: Node | None = None


@dataclass(frozen=True, eq=False)
class Funding:
    """A line of a project's money: 年初预算数, 全年预算数, 全年执行数."""

    name: str
    budget: Figure
    adjusted: Figure
    spent: Figure


@dataclass(frozen=True)
class Score:
    """A scored line of a 自评表; what was not typed is None."""

    words: Mapping[str, str]
    weight: Decimal | None = None
    points: Decimal | None = None
    deviation: Decimal | None = None
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, eq=False)
class Project:
    """A project's 自评表: its money, management scores, goals and indicators."""

    name: str
    short_name: str
    words: Mapping[str, str]
    place: Place
    funding: Mapping[str, Funding]
    total: Funding
    weight: Decimal | None = None
    management: tuple[Score, ...] = ()
    indicators: tuple[Score, ...] = ()


@dataclass(frozen=True, eq=False)
class Account:
    """A final account: cube, named figures of two years, items, projects and the author's words."""

    folder: Folder
    year: int
    region: str
    agency: str
    agency_type: str
    unit: Unit
    catalogue: Catalogue
    rows: tuple[Row, ...]
    cube: Cube
    indicators: Indicators
    previous: Indicators | Typed
    items: tuple[Item, ...] = ()
    projects: tuple[Project, ...] = ()

    @property
    def source(self) -> Node:
        """The figures' file, for what no other field carries."""
        return self.folder.disclosure

    @property
    def profile(self) -> Node:
        """The agency's own file."""
        return self.folder.profile

    def reason(self, name: str) -> Node | None:
        """Why the indicator moved, in the author's words."""
        return self.source.get("原因", *name.split("."))
