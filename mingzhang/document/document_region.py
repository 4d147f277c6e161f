"""The region of one document: its form's settings, and what the document chose of them (印法).

Agencies of one place print one form differently: zeros as 0.00 or blank, with separators or
without.  Which settings its documents may choose, and of what, a form says by own keys of that
name (``keys.yaml``: 印法, each key a setting of ``region.yaml``, or a group of them for the tables
whose specs name it).
"""

from __future__ import annotations

from dataclasses import replace

from mingzhang.diagnostics import Diagnostic
from mingzhang.document.region_folder import Region, faults_of_choices, read_region
from mingzhang.facts.account import Account
from mingzhang.project import Project
from mingzhang.reading.node import Node

CHOSEN = "印法"


def region_of(account: Account, project: Project) -> tuple[Region | None, tuple[Diagnostic, ...]]:
    """The region that an account asks for, with its own choices; what is wrong in them."""
    asked = account.source.get("版式")
    place = asked.place if asked else account.source.place
    region, found = read_region(account.region, project, account.kind.name, place)
    chosen = account.source.get(CHOSEN)
    if region is None or chosen is None or not chosen.is_block:
        return region, found
    of_tables = {key: _own(node) for key, node in chosen.items() if node.is_block}
    faults = tuple(faults_of_choices(chosen, region))
    return replace(region.with_choices(_own(chosen)), of_tables=of_tables), (*found, *faults)


def _own(chosen: Node) -> dict[str, str]:
    return {key: node.text for key, node in chosen.items() if not node.is_block}
