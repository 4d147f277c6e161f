"""Columns of a Word table: no figure breaks over two lines, whatever typeface stands in."""

from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.document.html_page import lay_out_parts
from mingzhang.document.paper_layout import DENSE, NORMAL, is_exact, placed
from mingzhang.publish.word.word_columns import TWIPS, columns_of, widest
from mingzhang.publish.word.word_document import WIDTHS
from tests.publish.documents import REAL, real

MARGINS = 100  # of a cell, in twips


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.parent.name)
def test_every_figure_has_room_in_the_widest_typeface(path: Path) -> None:
    document, _ = real(path)
    papers = lay_out_parts(document.parts)
    for table in (table for section in document.sections for table in section.tables):
        paper = papers[table.key]
        width = WIDTHS["wide" if paper.wide else "form"]
        columns = columns_of(table, paper, width)
        assert sum(column.width for column in columns) <= width
        usual = DENSE.size if paper.dense else NORMAL.size
        for start, cell in (found for row in placed(table.body) for found in row):
            if is_exact(cell) and cell.colspan == 1:
                own = columns[start]
                needed = widest(cell.text) * (own.size or usual) * TWIPS + MARGINS
                assert needed <= own.width, (table.title, cell.text)


def test_a_figure_is_as_wide_as_its_digits_in_bold() -> None:
    assert widest("1,234.50") == 6 * Decimal("0.7") + 2 * Decimal("0.38")
    assert widest("50%") == 2 * Decimal("0.7") + 1
