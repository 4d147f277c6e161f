"""Kinds of document (种类): a ``kind.yaml`` → what the kind is called, its bases, flows and lists.

Out: a ``Kind``, of which facts, checks and tables ask what they would otherwise have to know of
finals (部门决算) and budgets (部门预算).  Another kind is another folder with such a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, cast

from mingzhang.diagnostics import Diagnostic, Place, has_errors
from mingzhang.forms.dimensions import TOTAL, Bases, groups_of
from mingzhang.forms.form_identities import Terms, terms
from mingzhang.project import SHIPPED, Project
from mingzhang.reading.node import Node
from mingzhang.reading.schema_check import load_schema, validate
from mingzhang.reading.yaml import read_kept

SCHEMA = SHIPPED / "catalogue" / "kind.schema.json"
BY_SUBJECT = "按科目"  # the nature that an economic subject itself has
EACH_FIGURE = "各级"
YES = "是"
LABEL = "{资金} {科目} {列}"
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Column:
    """A column of a kind's lists, for a figure of a line: its flow, basis and nature.

    Without a basis it is of the line's own; money of the funds in ``stated`` is a 公布数.
    """

    key: str
    flow: str
    basis: str = ""
    nature: str = TOTAL
    stated: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Section:
    """A list of lines a kind declares: the fund of a line without 资金, its columns and label."""

    name: str
    flow: str
    fund: str
    columns: tuple[Column, ...]
    label: str = LABEL


class Block(NamedTuple):
    """Figures by fund under one key of the source, as a kind of document (种类) declares them."""

    key: str
    flow: str
    basis: str
    label: str


class Derived(NamedTuple):
    """A flow that a kind of document computes (推算) from others: per fund, or by subject."""

    flow: str
    fund: str
    terms: Terms
    by_subject: bool


class ByNature(NamedTuple):
    """What a kind's list by economic subject takes apart: a nature, and the figure of all of it."""

    nature: str
    figure: str


class Published(NamedTuple):
    """When documents of a kind are published: years after their own, and from which month."""

    first: int = 0
    last: int = 1
    month: int = 1


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of document; ``name`` is that of its folders, ``title`` what it is called.

    ``natures`` has every flow with the natures that it is known by, ``compared`` the bases that the
    figure of a 项 is held against, ``derived`` what is computed where nobody typed it.
    ``stated`` are the keys below which 公布数 stand by name, ``members`` the keys of a unit's own
    line that state its figures, each with its query; a kind without such has no units.
    ``lists`` are the names of sentences, ``contents`` what a part may hold per project,
    ``rules`` the kinds whose rules hold for it, too, ``topics`` what it must speak of, with words,
    ``all_bases`` the bases of all kinds, ``node`` the file's own words.  ``by_figure`` says that a
    figure is a 公布数 where a finer one is typed; else all of a line is where finer lines are.
    """

    name: str
    word: str
    title: str
    bases: Bases
    is_plan: bool = False
    by_figure: bool = False
    compared: tuple[str, ...] = ()
    natures: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sections: Mapping[str, Section] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    derived: tuple[Derived, ...] = ()
    stated: tuple[str, ...] = ()
    members: Mapping[str, Row] = field(default_factory=dict)
    by_nature: Mapping[str, ByNature] = field(default_factory=dict)
    lists: Mapping[str, Row] = field(default_factory=dict)
    contents: tuple[str, ...] = ()
    published: Published = field(default_factory=Published)
    all_bases: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    topics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    node: Node | None = None

    def columns(self, flow: str, basis: str) -> Iterator[Column]:
        """The columns of a document kind's lists in which figures of a flow and basis are typed."""
        every = (column for section in self.sections.values() for column in section.columns)
        return (column for column in every if (column.flow, column.basis) == (flow, basis))

    @property
    def own_bases(self) -> tuple[str, ...]:
        """A document kind's own bases (口径), groups and members, the usual one first."""
        names = (self.bases.main, *self.bases, *(b for group in self.bases.values() for b in group))
        return tuple(dict.fromkeys(names))


def read_kind(name: str, project: Project) -> Kind:
    """The kind of document (final, budget) whose folders are called ``name``; it must be sound."""
    return _all(project)[0][name]


def read_kinds(project: Project) -> tuple[Kind, ...]:
    """Every kind of document of the project, but for those whose ``kind.yaml`` has faults."""
    return tuple(_all(project)[0].values())


def faults_of(name: str, project: Project) -> tuple[Diagnostic, ...]:
    """What is wrong in the ``kind.yaml`` of a kind of document."""
    return _all(project)[1].get(name, ())


def _all(project: Project) -> tuple[Mapping[str, Kind], Mapping[str, tuple[Diagnostic, ...]]]:
    return _kinds(tuple((file, file.read_bytes()) for file in project.kinds.values()))


@lru_cache
def _kinds(
    files: tuple[tuple[Path, bytes], ...],
) -> tuple[Mapping[str, Kind], Mapping[str, tuple[Diagnostic, ...]]]:
    nodes: dict[str, Node] = {}
    faults: dict[str, tuple[Diagnostic, ...]] = {}
    for file, data in files:
        node, found = read_kept(data, file)
        found = (*found, *(_faults(node) if node else ()))
        if node is None or has_errors(found):
            faults[file.parent.name] = found
        else:
            nodes[file.parent.name] = node
    rows = {name: cast("Row", _plain(node)) for name, node in nodes.items()}
    every = tuple(dict.fromkeys(base for row in rows.values() for base in _bases(row).chains))
    return {n: replace(_kind(n, row, every), node=nodes[n]) for n, row in rows.items()}, faults


def _plain(node: Node) -> object:
    """A ``kind.yaml`` as plain values; whole numbers become int."""
    if isinstance(node.value, dict):
        return {key: _plain(value) for key, value in node.items()}
    if isinstance(node.value, tuple):
        return [_plain(value) for value in node.rows()]
    return int(node.number) if node.number is not None else node.text


def _faults(node: Node) -> Iterator[Diagnostic]:
    """What in a ``kind.yaml`` breaks its schema, and bases (口径) named but not declared there."""
    shape = validate(node, load_schema(SCHEMA))
    yield from shape
    known = () if shape else _bases(cast("Row", _plain(node))).chains
    for place, name in _bases_said(node) if known else ():
        if name not in known:
            hint = f"可用：{'、'.join(known)}；还没有的，写进“口径”的“各种”。"
            yield Diagnostic(place, "MZ079", f"“口径”里没有“{name}”。", hint)


def _bases_said(node: Node) -> Iterator[tuple[Place, str]]:
    """Every basis (口径) that a ``kind.yaml`` names anywhere, with its place."""
    bases = node.get("口径")
    for key in ("平常", "明细"):
        if bases and (said := bases.get(key)):
            yield said.place, said.text
    for key in ("比较", "增减"):
        several = bases.get(key) if bases else None
        yield from ((one.place, one.text) for one in (several.rows() if several else ()))
    for key in ("行", "块", "预算单位"):
        yield from _below(node.get(key))


def _below(node: Node | None) -> Iterator[tuple[Place, str]]:
    for key, value in node.items() if node else ():
        if key == "口径":
            yield value.place, value.text
        else:
            yield from _below(value)


def _kind(name: str, row: Row, every: tuple[str, ...]) -> Kind:
    bases, published = _bases(row), row.get("公开", {})
    return Kind(
        name,
        row["名称"],
        row["全称"],
        bases,
        is_plan=row.get("计划") == YES,
        by_figure=row.get("明细") == EACH_FIGURE,
        compared=tuple(row["口径"].get("比较", ())),
        natures={flow: tuple(natures) for flow, natures in row["收支"].items()},
        sections={s.name: s for s in _sections(row.get("行", {}), bases)},
        blocks=tuple(_blocks(row.get("块", {}), bases)),
        derived=tuple(map(_derived, row.get("推算", ()))),
        stated=tuple(row.get("公布", ())),
        members=row.get("预算单位", {}),
        by_nature={k: ByNature(v["性质"], v["指标"]) for k, v in row.get("清单", {}).items()},
        lists=row.get("名单", {}),
        contents=tuple(row.get("每个项目", ())),
        published=Published(*(published.get(k, d) for k, d in PUBLISHED.items())),
        all_bases=every,
        rules=tuple(row.get("规则", ())),
        topics={name: tuple(words) for name, words in row.get("必讲", {}).items()},
    )


PUBLISHED = {"最早": 0, "最晚": 1, "上年几月起": 1}


def _bases(row: Row) -> Bases:
    said = row["口径"]
    main = said["平常"]
    return Bases(groups_of(said["各种"]), main, said.get("明细", main), said.get("增减", ()))


def _sections(rows: Mapping[str, Row], bases: Bases) -> Iterator[Section]:
    for name, row in rows.items():
        columns = tuple(_column(key, said, row, bases) for key, said in row["列"].items())
        yield Section(name, row["收支"], row["资金"], columns, row.get("叫", LABEL))


def _column(key: str, said: Row, row: Row, bases: Bases) -> Column:
    # A figure of several bases belongs to one of them; which one, its line says.
    basis = said.get("口径", bases.silent)
    stated = frozenset(said.get("公布数", ()))
    return Column(key, said.get("收支", row["收支"]), basis, said.get("性质", TOTAL), stated)


def _blocks(rows: Mapping[str, Row], bases: Bases) -> Iterator[Block]:
    for key, row in rows.items():
        label = row.get("叫", f"{{资金}}{key}")
        yield Block(key, row["收支"], row.get("口径", bases.main), label)


def _derived(row: Row) -> Derived:
    return Derived(row["算"], row["资金"], tuple(terms(row["式"])), row.get("逐科目") == YES)
