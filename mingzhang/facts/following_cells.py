"""A cell that a row leaves out, in a kind's own lists → the figure that follows for it from others.

收入 of a row that says what was spent and left; 项目支出 of one that has basic spending alone.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from mingzhang.facts.cube import Cube, Point
from mingzhang.facts.figure import Figure
from mingzhang.facts.indicators import Indicators
from mingzhang.facts.source_nodes import code_of, rows, text
from mingzhang.facts.source_rows import NATURE
from mingzhang.forms.document_kind import Column, Kind
from mingzhang.reading.node import Node

BASIS, UNIT = "口径", "单位"
WHICH = ("科目", "资金", BASIS, UNIT, NATURE)


@dataclass(frozen=True, eq=False)
class Following:
    """The cells that follow in a document's rows, by the columns that its kind declares."""

    figures: Indicators
    kind: Kind

    def figure(self, path: tuple[str, ...], row: Node, key: str) -> Figure | None:
        """What follows for a row's cell; None where it may be of several rows, or of no column."""
        column = self.column(path, key)
        cube = self._cube(row)
        if column is None or cube is None or not self._is_alone(path[0], row):
            return None
        basis = column.basis or text(row, BASIS) or self._unsaid(path[0], row)
        fund = text(row, "资金") or self.kind.sections[path[0]].fund
        return cube.figure(Point(column.flow, basis, fund, text(row, "科目"), column.nature))

    def column(self, path: tuple[str, ...], key: str) -> Column | None:
        """The column in which a cell's figure may follow; None for one of the form's own."""
        section = self.kind.sections.get(path[0]) if len(path) == 1 else None
        return next((c for c in section.columns if c.key == key), None) if section else None

    def _cube(self, row: Node) -> Cube | None:
        """Where what follows for a row is known: its unit's cube, if it names one of several."""
        cube, unit = self.figures.cube, text(row, UNIT)
        if not unit or not cube.parts:
            return cube
        named = {text(n, "名称") for n in rows(self.figures.source, UNIT) if code_of(n) == unit}
        found = [part.cube for part in cube.parts if part.name in named]
        return found[0] if len(found) == 1 else None

    def _is_alone(self, section: str, row: Node) -> bool:
        """Whether what is known of a row's subject, fund and unit is known of this row alone."""
        return self._rows[(section, *_which(row))] == 1

    def _unsaid(self, section: str, row: Node) -> str:
        """The basis of a row that says none: one part of it where another row has another part."""
        bases = self.kind.bases
        has_other = any(
            self._rows[(section, *_which(row, one))] for one in bases.get(bases.main, ())
        )
        return bases.leaf if has_other else bases.main

    @cached_property
    def _rows(self) -> Counter[tuple[str, ...]]:
        source = self.figures.source
        return Counter(
            (name, *_which(row)) for name in self.kind.sections for row in rows(source, name)
        )


def _which(row: Node, basis: str = "") -> tuple[str, ...]:
    return tuple(basis if basis and key == BASIS else text(row, key) for key in WHICH)
