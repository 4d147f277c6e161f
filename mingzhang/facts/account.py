"""The account: everything that a document is made from, as the later stages see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from mingzhang.diagnostics import Place
from mingzhang.facts.amount import UNKNOWN, Unit
from mingzhang.facts.cube import Cube, Point
from mingzhang.facts.figure import Figure, summed
from mingzhang.facts.indicators import Indicators, LastYear
from mingzhang.facts.own_money_lists import Line
from mingzhang.facts.reasons import Compared, Reasons
from mingzhang.facts.source_rows import GENERAL, Row
from mingzhang.facts.subject_catalogue import Catalogue
from mingzhang.forms.document_kind import Kind
from mingzhang.forms.form_identities import Identity
from mingzhang.forms.own_reasons import OwnReason
from mingzhang.reading.document_folder import Folder
from mingzhang.reading.node import Node


@dataclass(frozen=True, eq=False)
class Item:
    """A 项 of an account: what was spent, and what was budgeted by basis.

    ``fund`` is what money of the fiscal budgets it is, ``node`` its line in the source.
    """

    code: str
    final: Figure
    budgets: Mapping[str, Figure]
    place: Place
    node: Node
    remark: Node | None = None
    fund: str = GENERAL

    @property
    def name(self) -> str:
        """The name by which an account's reasons (原因) know an item."""
        fund = "" if self.fund == GENERAL else f"{self.fund} "
        return f"支出 {fund}{self.code}"

    @property
    def compared(self) -> Compared:
        """An account item's figures as its reasons compare them."""
        return Compared(self.final, self.budgets, self.node, ("支出", f"科目 {self.code}"))


@dataclass(frozen=True, eq=False)
class Funding:
    """A line of money of a project in the account: 年初预算数, 全年预算数, 全年执行数."""

    name: str
    budget: Figure
    adjusted: Figure
    spent: Figure


@dataclass(frozen=True)
class Score:
    """A scored line of a 自评表 in the account.

    What was not typed is None, ``node`` is what was.
    """

    words: Mapping[str, str]
    weight: Decimal | None = None
    points: Decimal | None = None
    deviation: Decimal | None = None
    place: Place | None = field(default=None, compare=False)
    node: Node | None = field(default=None, compare=False)


@dataclass(frozen=True, eq=False)
class Project:
    """An account's project: its 自评表 with money, management scores, goals and indicators.

    ``nodes`` are what its author typed of it.
    """

    name: str
    short_name: str
    words: Mapping[str, str]
    place: Place
    funding: Mapping[str, Funding]
    total: Funding
    weight: Decimal | None = None
    weighed: Place | None = None
    management: tuple[Score, ...] = ()
    indicators: tuple[Score, ...] = ()
    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True, eq=False)
class Money:
    """An account's money of a budget project of one fund on one basis, under its ``point``.

    ``within`` are the funds and bases, and groups of such, that it counts in; ``split`` those of
    its parts, of which nobody says how much each is.
    """

    point: Point
    figure: Figure
    within: frozenset[tuple[str, str]] = frozenset()
    split: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, eq=False)
class Plan:
    """A budget project in the account: its groups in the form, its unit, its money and its goal.

    ``groups`` are their names, the outermost first, empty where the author names none.  ``lines``
    are the places of its lines in the source.
    """

    name: str
    groups: tuple[str, ...]
    unit: str
    place: Place
    money: tuple[Money, ...] = ()
    goal: str = ""
    indicators: tuple[Score, ...] = ()
    lines: tuple[Place, ...] = ()

    def figure(self, fund: str, basis: str) -> Figure:
        """An account's money of a budget project, of a fund and a basis, or groups (全部, 预算)."""
        label, asked = f"{self.name} {basis}", (fund, basis)
        parts = [m.figure for m in self.money if asked in m.within]
        parts += [Figure(label, UNKNOWN) for m in self.money if asked in m.split]
        return summed(label, parts)


@dataclass(frozen=True, eq=False)
class PlanTotal:
    """A 公布数 of the account's project table: a group's subtotal, by the names to it."""

    groups: tuple[str, ...]
    fund: str
    basis: str
    figure: Figure


@dataclass(frozen=True, eq=False)
class Member:
    """A budget unit (预算单位) of a department in the account, and what its own rows say."""

    code: str
    name: str
    kind: str
    cube: Cube
    place: Place

    @property
    def label(self) -> str:
        """The unit's code and name in messages; the name alone where it goes by that."""
        return self.name if self.code in ("", self.name) else f"{self.code} {self.name}"


@dataclass(frozen=True, eq=False)
class Account:
    """An account, a document's facts: cube, named figures of two years, the author's words.

    A final account has ``items`` and ``projects``; a budget has ``units``, ``plans`` and
    ``lists``, the lines of a form's own lists of money.  A department that is the sum of its units'
    own sources has their ``parts``.
    ``grouped`` are the keys by which its form groups ``plans``, the outermost first.
    ``identities`` and ``own_reasons`` are those that the form declares
    itself; ``plan`` is the account of the same
    year's budget, where it is kept beside a final account, ``before`` that of the year before.
    """

    folder: Folder
    kind: Kind
    year: int
    region: str
    agency: str
    agency_type: str
    unit: Unit
    catalogue: Catalogue
    rows: tuple[Row, ...]
    cube: Cube
    indicators: Indicators
    previous: LastYear
    reasons: Reasons
    items: tuple[Item, ...] = ()
    projects: tuple[Project, ...] = ()
    units: tuple[Member, ...] = ()
    plans: tuple[Plan, ...] = ()
    plan_totals: tuple[PlanTotal, ...] = ()
    grouped: tuple[str, ...] = ()
    lists: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    parts: tuple[Account, ...] = ()
    identities: tuple[Identity, ...] = ()
    own_reasons: tuple[OwnReason, ...] = ()
    plan: Account | None = None
    before: Account | None = None

    @property
    def source(self) -> Node:
        """The ``disclosure.yaml`` of an account, for what no other field of it carries."""
        return self.folder.disclosure

    @property
    def own_rows(self) -> tuple[Row, ...]:
        """The account's lines that are the document's own: none of folders that it sums."""
        file = self.source.place.file
        return tuple(row for row in self.rows if row.place.file == file)

    @property
    def profile(self) -> Node:
        """The ``profile.yaml`` of an account: the agency's duties and the like (概况)."""
        return self.folder.profile
