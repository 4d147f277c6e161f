"""Printed figures: a document → every figure of its tables and sentences, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from mingzhang.document.cell_address import Address
from mingzhang.document.html_page import Section
from mingzhang.document.render import Document
from mingzhang.facts.amount import Unit
from mingzhang.facts.figure_prints import Printed

ASKED = re.compile(r'<data\b[^>]* data-of="(\d+)"')
UNITS = (Unit.WAN, Unit.YUAN)


def printed_figures(document: Document) -> tuple[Printed, ...]:
    """Every printed figure in the order of the document, those of tables first."""
    cells = (_of_cell(address) for address in document.addresses)
    said = (p for section in document.sections for p in _of_section(section, document))
    return (*filter(None, cells), *said)


def _of_cell(address: Address) -> Printed | None:
    cell = address.cell
    if cell.figure is None or cell.kind != "amount" or not cell.figure.is_known:
        return None
    try:
        number = Decimal(cell.text.replace(",", ""))
    except InvalidOperation:
        return None
    # A form may show an amount otherwise than the rest of the document does: then it is no match.
    units = (unit for unit in UNITS if cell.figure.amount.displayed(unit) == number)
    unit = next(units, None)
    return Printed(address.words, cell.figure, unit) if unit else None


def _of_section(section: Section, document: Document) -> Iterator[Printed]:
    for block in section.blocks:
        for number in map(int, ASKED.findall(block.html)):
            answer = document.asked[number] if number < len(document.asked) else None
            if answer and len(answer.parts) == 1 and answer.parts[0][1].is_known:
                where = f"“{section.title or '正文'}”的文字 {answer.name}"
                yield Printed(where, answer.parts[0][1], Unit.WAN)
