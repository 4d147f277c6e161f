"""Sheet names: what sheets call subjects that the catalogue lacks → the names by code.

A table that prints names only is read by them: its rows are those that another table has by code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from mingzhang.facts.subject_catalogue import Catalogue
from mingzhang.grid.grid import Grid
from mingzhang.intake.word_matching import plain

NAMED = (5, 7)  # digits of a 款 and a 项, which a source may name itself


def names_in(grids: Iterable[Grid], catalogue: Catalogue) -> Mapping[str, str]:
    """The names in sheets beside codes that the catalogue does not know, the first of each."""
    found: dict[str, str] = {}
    for grid in grids:
        for row in range(grid.size[0]):
            texts = [spot.text.strip() for spot in grid.row(row)]
            for code, name in pairwise(texts):
                if _is_code(plain(code)) and name and not _is_number(name):
                    found.setdefault(plain(code), name)
    return {code: name for code, name in found.items() if catalogue.get(code) is None}


def _is_code(text: str) -> bool:
    return len(text) in NAMED and text.isdigit() and text[0] == "2"


def _is_number(text: str) -> bool:
    return plain(text).replace(",", "").replace(".", "").replace("-", "").isdigit()
