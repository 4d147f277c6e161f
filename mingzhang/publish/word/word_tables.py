"""Tables for Word: a ``Table`` and how it lies on paper → its title, its rows and its notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain

from mingzhang.document.paper_layout import Paper, is_exact, placed
from mingzhang.document.table_values import Cell, Row, Table
from mingzhang.publish.word.word_columns import Column, columns_of
from mingzhang.publish.word.word_runs import TAB, Paragraph, plain, run, run_properties

CENTRED, RIGHT = "center", "right"
ALIGNED = {"amount": RIGHT, "percent": RIGHT, "number": CENTRED}
# A cell with its columns in the grid, or one that is covered from above.
Placed = tuple[int, Cell, bool]


def table_blocks(table: Table, paper: Paper, width: int) -> Iterator[Paragraph | str]:
    """A table for Word with all around it; ``width`` in twentieths of a point.

    A short table stays on one page, with its title and notes; a long one repeats its head on each,
    and its last row stands above the notes.
    """
    yield Paragraph("FormTitle", run(table.title), keep=True)
    if table.number:
        yield Paragraph("FormNumber", run(table.number), keep=True)
    if table.unit_line or table.period or table.money_unit:
        parts = (run(table.unit_line), run(table.period), run(table.money_unit))
        style = "FormLineWide" if paper.wide else "FormLine"
        yield Paragraph(style, TAB.join(parts), keep=True)
    yield _table(table, paper, width)
    for left, note in zip(range(len(table.notes), 0, -1), table.notes, strict=True):
        yield Paragraph("FormNote", run(note), keep=left > 1 and not paper.long)
    yield Paragraph("FormEnd")


def grid(widths: Sequence[Decimal], whole: int) -> tuple[int, ...]:
    """The column widths of a Word table (from % of the whole) in twentieths of a point."""
    return tuple(int(width * whole / 100) for width in widths)


def table_properties(title: str, width: int) -> str:
    """What every table in Word says of itself; the title is for a screen reader."""
    caption = f'<w:tblCaption w:val="{plain(title)}"/>' if title else ""
    return (
        f'<w:tblPr><w:tblStyle w:val="Form"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/>{caption}</w:tblPr>'
    )


def grid_xml(widths: Sequence[int]) -> str:
    """The columns of a Word table as XML."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tblGrid>{columns}</w:tblGrid>"


def row_xml(cells: str, *, is_head: bool) -> str:
    """A row of a Word table, which no page cuts; a head row is repeated on each page."""
    head = "<w:tblHeader/>" if is_head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{cells}</w:tr>"


def cell_xml(content: str, width: int, span: str = "") -> str:
    """A cell of a Word table with its width; ``span`` says which others it takes in."""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}<w:vAlign w:val="center"/>'
        f"</w:tcPr>{content}</w:tc>"
    )


def _table(table: Table, paper: Paper, width: int) -> str:
    columns = columns_of(table, paper, width)
    widths = [column.width for column in columns]
    rows = (*table.head, *table.body)
    style = "CellDense" if paper.dense else "Cell"
    xml = []
    for number, (row, cells) in enumerate(zip(rows, _covered(rows), strict=True)):
        is_head = number < len(table.head)
        is_last = number == len(rows) - 1
        keep = bool(table.notes) if is_last else not paper.long
        told = (_cell(cell, row, columns, Paragraph(style, keep=keep), is_head) for cell in cells)
        xml.append(row_xml("".join(told), is_head=is_head))
    properties = table_properties(table.title, sum(widths))
    return f"<w:tbl>{properties}{grid_xml(widths)}{''.join(xml)}</w:tbl>"


def _covered(rows: Sequence[Row]) -> Iterator[list[Placed]]:
    """Each Word table row's cells by column, with those covered from above."""
    above: dict[int, tuple[Cell, int]] = {}
    for cells in placed(rows):
        own = {column: (cell, cell.rowspan) for column, cell in cells}
        left = {column: (cell, rows - 1) for column, (cell, rows) in above.items() if rows > 1}
        yield sorted(
            chain(
                ((column, cell, False) for column, cell in cells),
                ((column, cell, True) for column, (cell, _) in left.items() if column not in own),
            ),
            key=lambda found: found[0],
        )
        above = {**left, **own}


def _cell(
    found: Placed, row: Row, columns: Sequence[Column], paragraph: Paragraph, is_head: bool
) -> str:
    column, cell, is_covered = found
    width = sum(one.width for one in columns[column : column + cell.colspan])
    span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
    if cell.rowspan > 1:
        span += "<w:vMerge/>" if is_covered else '<w:vMerge w:val="restart"/>'
    align = CENTRED if is_head or (row.total and cell.kind == "name") else ALIGNED.get(cell.kind)
    bold = not is_head and cell.kind in ("name", "amount")
    bold = bold and (row.total or 1 in (row.level, cell.level))
    size = columns[column].size if is_exact(cell) and cell.colspan == 1 else None
    properties = run_properties(bold=bold, size=size)
    runs = "" if is_covered else run(_indented(cell, row) + cell.text, properties)
    made = Paragraph(paragraph.style, runs, paragraph.keep, align=align or "")
    return cell_xml(made.xml, width, span)


def _indented(cell: Cell, row: Row) -> str:
    """Names in a Word table indented as on the page: a 款 one character, a 项 two."""
    if cell.kind != "name" or row.total or not cell.text:
        return ""
    return "\u3000" * (max(row.level or cell.level, 1) - 1)
