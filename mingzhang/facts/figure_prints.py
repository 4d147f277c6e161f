"""Figures where a document prints them: what the tables and sentences show, as a value."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from mingzhang.facts.amount import Unit
from mingzhang.facts.figure import Figure


class Printed(NamedTuple):
    """A figure where a document prints it: ``where`` says in which cell or sentence."""

    where: str
    figure: Figure
    unit: Unit

    @property
    def number(self) -> Decimal:
        """The number that a reader sees where a figure is printed in ``unit``."""
        return self.figure.amount.displayed(self.unit)
