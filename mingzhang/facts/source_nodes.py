"""What all sources have alike: a node → its texts, rows, named figures and added subjects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mingzhang.facts.amount import Unit
from mingzhang.facts.cube import Point
from mingzhang.facts.figure import Figure
from mingzhang.facts.indicators import Definition
from mingzhang.facts.source_rows import amount_of, is_figure
from mingzhang.facts.subject_catalogue import LEVELS, Catalogue, Subject, read_catalogue
from mingzhang.project import Project
from mingzhang.reading.node import Node


def text(node: Node | None, key: str) -> str:
    """The text under ``key`` of a source node; empty where nothing stands there."""
    return node.text_at(key) if node else ""


def code_of(node: Node) -> str:
    """The code of a unit's node in a source; where the form asks for none, its name stands in."""
    return text(node, "代码") or text(node, "名称")


def rows(node: Node | None, *path: str) -> tuple[Node, ...]:
    """The nodes of the list that stands below ``path`` in a source."""
    below = node.get(*path) if node else None
    return below.rows() if below else ()


def words(node: Node) -> dict[str, str]:
    """The texts of a source's node, a mapping, by key."""
    return {key: value.text for key, value in node.items() if value.text}


def named(node: Node | None, unit: Unit, above: str = "") -> Iterator[tuple[str, Figure]]:
    """The typed figures of a source's node, nested names joined by dots."""
    for key, value in node.items() if node else ():
        name = f"{above}{key}"
        if is_figure(value):
            yield name, Figure(name, amount_of(value, unit), value.place)
        else:
            yield from named(value, unit, f"{name}.")


def stated(
    figures: Mapping[str, Figure], definitions: Mapping[str, Definition]
) -> tuple[dict[Point, Figure], dict[str, Figure]]:
    """Published figures in a source's node: those that are a point of the cube, others by name."""
    at: dict[Point, Figure] = {}
    others: dict[str, Figure] = {}
    for name, figure in figures.items():
        definition = definitions.get(name)
        points = definition.query.points if definition and definition.query else ()
        if len(points) == 1:
            at[points[0]] = figure
        else:
            others[name] = figure
    return at, others


def added_subjects(source: Node) -> Iterator[Subject]:
    """The subjects that an author adds in a node of the source (科目补充)."""
    for node in rows(source, "科目补充"):
        yield Subject(text(node, "科目"), text(node, "名称"), description=text(node, "释义"))


# The sections whose rows may name their subject; a project's name is its own.
NAMED_ROWS = ("支出", "收入", "基本支出", "项目支出明细")


def named_subjects(source: Node) -> Iterator[Subject]:
    """The subjects that nodes of a source's rows name themselves (名称)."""
    for section in NAMED_ROWS:
        for node in rows(source, section):
            code, name = text(node, "科目"), text(node, "名称")
            if name and code.isdecimal() and len(code) in LEVELS:
                yield Subject(code, name, confirmed=False)


def year_of(source: Node) -> int:
    """The year (年度) that a source's node says; 0 where it does not."""
    number = year.number if (year := source.get("年度")) else None
    return int(number) if number is not None else 0


def known_subjects(source: Node, project: Project) -> Catalogue:
    """The catalogue with the subjects that a source's nodes add, or name themselves."""
    known = read_catalogue(project.catalogue, year_of(source), project.subjects)
    added = known.with_additions(added_subjects(source))
    return added.with_named(named_subjects(source))
