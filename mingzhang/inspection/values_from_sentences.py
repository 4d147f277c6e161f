"""Recover: what the sentences of a published PDF say beyond its tables → values of a source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from mingzhang.document.document_region import region_of
from mingzhang.facts.account import Account
from mingzhang.facts.amount import EXACT, Unit, typed_in
from mingzhang.grid.pdf.ruled_tables import Page
from mingzhang.inspection.paper_sentences import recovered, said_of_figures
from mingzhang.inspection.sentence_holes import holes_of
from mingzhang.inspection.text_outside_tables import speech_of
from mingzhang.project import Project
from mingzhang.reading.node import Node
from mingzhang.reading.unfilled_places import MARK


def told_in_sentences(
    account: Account, pages: Sequence[Page], project: Project
) -> dict[tuple[str, ...], Decimal]:
    """What the sentences say by key, in the unit of ``account``, which is that of the tables."""
    region, _ = region_of(account, project)
    if region is None:
        return {}
    found = recovered(holes_of(account, region), speech_of(pages))
    return {key: _in_unit(number, account.unit) for key, number in found.items()}


def said_of(account: Account, pages: Sequence[Page], project: Project) -> dict[str, Decimal]:
    """What the sentences say of named figures that no table tells, by their names, in its unit."""
    region, _ = region_of(account, project)
    if region is None:
        return {}
    said = said_of_figures(holes_of(account, region), speech_of(pages))
    named = ((name, account.indicators.get(name)) for name in account.indicators.definitions)
    return {
        name: _in_unit(said[id(figure)], account.unit)
        for name, figure in named
        if figure is not None and id(figure) in said and not any(figure.typed())
    }


def recover(
    told: Mapping[tuple[str, ...], Decimal], source: Node
) -> dict[tuple[str, ...], Decimal]:
    """The values from sentences, by key, for the places of ``source`` that are to be filled."""
    there = {key: source.get(*key) for key in told}
    return {key: told[key] for key, node in there.items() if node and node.text == MARK}


def _in_unit(number: Decimal, unit: Unit) -> Decimal:
    """An amount of 万元 from a sentence in the source's unit, as exactly as it was printed."""
    return typed_in(EXACT.multiply(number, Unit.WAN.worth), unit) if number else Decimal(0)
