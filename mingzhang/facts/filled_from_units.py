"""What a department leaves to its units beside amounts: its folder and theirs → its folder, filled.

Counts (辆, 批次, 人次) are added up where every unit says its own; the 自评表 of the units are the
department's where it has no file of them, and stand behind those of its own office (本级).  What
the department typed itself stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from mingzhang.diagnostics import Place
from mingzhang.facts.account import Account
from mingzhang.facts.amount import Unit
from mingzhang.facts.evaluated_projects import DONE_BY
from mingzhang.facts.implied_zeros import Key, number_at
from mingzhang.facts.source_nodes import rows, text
from mingzhang.facts.source_rows import GAP, Converted, amount_of
from mingzhang.reading.document_folder import DISCLOSURE, Folder
from mingzhang.reading.node import Node
from mingzhang.reading.schema_messages import Schema

# The blocks whose counts are of things that each unit has for itself.
BLOCKS = ("三公经费", "国有资产")
PROJECTS, FUNDING, MONEY = "项目", "资金", "金额单位"
UNITS, TOTAL = "单位", "合计"


def gathered(folder: Folder, parts: Sequence[Account]) -> Folder:
    """A department's folder, filled with the sums of what its units give."""
    if not parts:
        return folder
    properties = folder.schemas.get(DISCLOSURE, {}).get("properties", {})
    own = folder.disclosure
    found = {
        block: node
        for block in BLOCKS
        if (node := _filled(own.get(block), (block,), properties.get(block, {}), parts))
    }
    entries = {**dict(own.items()), **found}
    places = {**{key: node.place for key, node in found.items()}, **own.keys}
    performance = _evaluations(folder, parts)
    return replace(folder, disclosure=Node(entries, own.place, places), performance=performance)


def _filled(own: Node | None, key: Key, schema: Schema, parts: Sequence[Account]) -> Node | None:
    """What a department typed under a key, with the counts filled from its units."""
    below: Mapping[str, Schema] = schema.get("properties", {})
    if not below:
        return own or (_count(key, parts) if _is_count(schema) else None)
    if own is None and (nothing := _nothing(key, parts)):
        return nothing
    if own and not isinstance(own.value, dict):
        return own
    entries = dict(own.items()) if own else {}
    places = dict(own.keys) if own else {}
    for name, inner in below.items():
        if node := _filled(entries.get(name), (*key, name), inner, parts):
            entries[name] = node
            places.setdefault(name, node.place)
    first = next(iter(entries.values()), None)
    place = own.place if own else first.place if first else None
    return Node(entries, place, places) if place else None


def counts_beside_units(
    folder: Folder, parts: Sequence[Account]
) -> Iterator[tuple[Key, Node, Sequence[Node | int | None]]]:
    """A department's own counts, by key, with what each unit says; None where one says nothing.

    The zero of a whole block (国有资产: 0) is every count's in it.
    """
    properties = folder.schemas.get(DISCLOSURE, {}).get("properties", {})
    own = folder.disclosure
    for key in (key for name in BLOCKS for key in _counted((name,), properties.get(name, {}))):
        node = number_at(own, key)
        if node and node.place.file == own.place.file and node.number is not None:
            yield key, node, tuple(_counts(key, parts))


def _counted(key: Key, schema: Schema) -> Iterator[Key]:
    below: Mapping[str, Schema] = schema.get("properties", {})
    if not below and _is_count(schema):
        yield key
    for name, inner in below.items():
        yield from _counted((*key, name), inner)


def _is_count(schema: Schema) -> bool:
    types = schema.get("type", ())
    return "integer" in ({types} if isinstance(types, str) else types)


def _nothing(key: Key, parts: Sequence[Account]) -> Node | None:
    """The zero, filled from units, of a whole block: every unit says that it has nothing of it."""
    nodes = [number_at(part.source, key) for part in parts]
    typed = [node for node in nodes if node and node.number == 0]
    return typed[0] if typed and len(typed) == len(nodes) else None


def _count(key: Key, parts: Sequence[Account]) -> Node | None:
    """A count filled from what the units say together; nothing where one does not say its own."""
    counts = list(_counts(key, parts))
    typed = [count for count in counts if isinstance(count, Node)]
    if not typed or None in counts:
        return None
    unknown = next((count for count in typed if count.number is None), None)
    if unknown:
        return Node(GAP, unknown.place)
    total = sum((count.number for count in typed if count.number), Decimal(0))
    return Node(total, typed[0].place)


def _counts(key: Key, parts: Sequence[Account]) -> Iterator[Node | int | None]:
    """A unit's count to fill from: as typed, 0 where it can only be that, else None."""
    for part in parts:
        typed = number_at(part.source, key)
        yield typed or (0 if part.indicators.is_zero(key) else None)


def _evaluations(folder: Folder, parts: Sequence[Account]) -> Node | None:
    """Evaluations filled in from units: the department's own, its units', or its office's."""
    own, theirs = folder.performance, _projects(folder, parts)
    if own is None or theirs is None or not _is_of_office(folder, parts):
        return own or theirs
    office = tuple(_done_by(row, *office_of(folder)) for row in rows(own, PROJECTS))
    listed = Node((*office, *rows(theirs, PROJECTS)), own.place)
    return replace(own, value={**dict(own.items()), PROJECTS: listed})


def _is_of_office(folder: Folder, parts: Sequence[Account]) -> bool:
    """Whether a department's file has its office's only, so that units' are filled in.

    One that names a unit, or one of its projects, is the list of the whole department.
    """
    own = folder.performance
    known = {name for part in parts for p in part.projects for name in (p.name, part.agency)}
    named = {text(row, key) for row in rows(own, PROJECTS) for key in ("名称", DONE_BY)}
    has_office = any(rows(folder.disclosure, UNITS))
    return has_office and own is not None and own.get(TOTAL) is None and not named & known


def office_of(folder: Folder) -> tuple[str, Place]:
    """The office (本级) among the units that a department is filled from, and where it is named."""
    lines = tuple(rows(folder.disclosure, UNITS))
    of = lines[0] if len(lines) == 1 else folder.profile
    return text(of, "名称"), of.place


def _projects(folder: Folder, parts: Sequence[Account]) -> Node | None:
    """自评表 filled from all units, in the department's money.

    None where one has no file of them.
    """
    files = [part.folder.performance for part in parts]
    known = [file for file in files if file]
    if not known or len(known) < len(files):
        return None
    to = Unit.named(text(folder.disclosure, MONEY))
    listed = tuple(
        _in_money(_with_unit(row, part), part.unit, to)
        for part in parts
        for row in rows(part.folder.performance, PROJECTS)
    )
    place = known[0].place
    return Node({PROJECTS: Node(listed, place)}, place, {PROJECTS: place})


def _with_unit(node: Node, part: Account) -> Node:
    """A project filled in from a unit that says whose it is; one of an inner department does."""
    named = part.profile.get("名称") or node
    return _done_by(node, part.agency, named.place)


def _done_by(node: Node, name: str, place: Place) -> Node:
    if node.get(DONE_BY) or not name:
        return node
    entries = {**dict(node.items()), DONE_BY: Node(name, place)}
    return replace(node, value=entries, keys={**node.keys, DONE_BY: place})


def _in_money(node: Node, of: Unit, to: Unit) -> Node:
    """A project filled in from a unit in another unit of money; its points and words stay."""
    funding = node.get(FUNDING)
    if of is to or funding is None:
        return node
    lines = {
        key: replace(line, value=tuple(_converted(cell, of, to) for cell in line.rows()))
        for key, line in funding.items()
    }
    return replace(node, value={**dict(node.items()), FUNDING: replace(funding, value=lines)})


def _converted(cell: Node, of: Unit, to: Unit) -> Node:
    if cell.number is None:
        return cell
    return Converted.of(amount_of(cell, of), to, cell.place)
