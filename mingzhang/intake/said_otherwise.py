"""Said otherwise: a document that is there and what a workbook's sentences say → what changes.

A figure that no table holds is updated like one of a table, and what still says 待填 is filled.
Words that somebody wrote stay.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.facts.amount import Amount, Unit
from mingzhang.intake.merged_values import Change
from mingzhang.intake.new_document_files import OF_PROFILE
from mingzhang.intake.source_from_grids import Collected
from mingzhang.intake.workbook_texts import Said
from mingzhang.reading.document_folder import DISCLOSURE, PROFILE
from mingzhang.reading.node import Node
from mingzhang.reading.unfilled_places import MARK
from mingzhang.reading.yaml import read_yaml

Nodes = Mapping[str, Node | None]


def said_otherwise(
    files: Mapping[str, bytes], collected: Collected, done: Collection[Place]
) -> Iterator[Change]:
    """What sentences change in a document's files; a place that is ``done`` is a table's."""
    nodes = _nodes(files)
    for said in collected.texts.said:
        node = _below(*_start(nodes, said.key))
        if node and node.place not in done and _is_otherwise(node, said, collected.told.unit):
            yield Change(node.place, "/".join(said.key), node.text, said.value)


def without_key(files: Mapping[str, bytes], collected: Collected) -> Iterator[Diagnostic]:
    """The figures that sentences say otherwise, and of which a document has no key."""
    nodes = _nodes(files)
    for said in collected.texts.said:
        if isinstance(said.value, Decimal) and said.value and not _below(*_start(nodes, said.key)):
            where, key = said.grid.cell(said.spot), "/".join(said.key)
            message = f"{where} 说“{key}”是 {said.value:f}，来源里没有这个键，没有写。"
            hint = "要公开的话，请在来源里填写。"
            yield Diagnostic(Place(Path(said.grid.file)), "MZ817", message, hint, Severity.NOTE)


def _nodes(files: Mapping[str, bytes]) -> Nodes:
    names = (name for name in (DISCLOSURE, PROFILE) if name in files)
    return {name: read_yaml(files[name], Path(name))[0] for name in names}


def _start(nodes: Nodes, key: Sequence[str]) -> tuple[Node | None, Sequence[str]]:
    """The file's root in which a sentence's key stands, and the key from there."""
    first, *rest = key
    return (nodes.get(PROFILE), rest) if first == OF_PROFILE else (nodes.get(DISCLOSURE), key)


def _below(node: Node | None, key: Sequence[str]) -> Node | None:
    for name in key:
        node = node.get(name) if node else None
    return node


def _is_otherwise(node: Node, said: Said, unit: Unit) -> bool:
    """Whether a sentence says otherwise than what stands there, or fills it."""
    if node.text == MARK:
        return not isinstance(said.value, list)
    if node.number is None or not said.amount.is_known:
        return False
    own = Amount(node.number) if said.amount.measure else Amount.typed(node.number, unit)
    return not own.agrees(said.amount)
