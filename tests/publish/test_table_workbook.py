"""disclosure.xlsx: every figure of the tables in order, texts that stay texts, the same bytes."""

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from mingzhang.diagnostics import Place
from mingzhang.document.render import Document
from mingzhang.document.table_values import Cell, Column, Row, Table
from mingzhang.facts.amount import Amount
from mingzhang.facts.figure import Figure
from mingzhang.publish.document_day import date_of
from mingzhang.publish.printer import EPOCH
from mingzhang.publish.spreadsheet_numbers import number_of
from mingzhang.publish.table_workbook import sheet_names, workbook
from tests.publish.documents import REAL, made, real

HOSTILE = ("=1+1", "+86", "@SUM(A1)", "=cmd|' /C calc'!A0", "http://x.example", "_x0041_", "-", "'")


def written(document: Document) -> bytes:
    return workbook(document, date_of(document.account) if document.account else EPOCH)


def sheets(data: bytes) -> list[list[list[object]]]:
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    read = [book.get_sheet_by_name(name) for name in book.sheet_names]
    return [[list(row) for row in sheet.to_python(skip_empty_area=False)] for sheet in read]


def with_cells(*rows: tuple[Cell, ...]) -> Document:
    """A small document whose first table has these rows."""
    document = made()
    part = next(part for part in document.parts if any(s.tables for s in part.sections))
    table = Table(
        "01", "清单", "表", tuple(Column() for _ in rows[0]), (), tuple(Row(row) for row in rows)
    )
    section = replace(next(s for s in part.sections if s.tables), tables=(table,))
    return replace(document, parts=(replace(part, sections=(section,)),))


def number(cell: Cell) -> Decimal | None:
    """What the page shows of a cell, as a number; a typed zero that it leaves blank is one."""
    if not cell.text and cell.figure and cell.figure.is_zero and any(cell.figure.typed()):
        return Decimal(0)
    if cell.kind not in ("amount", "percent", "number"):
        return None
    text = cell.text.replace(",", "")
    try:
        return Decimal(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ArithmeticError:
        return None


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.parent.name)
def test_every_figure_of_the_page_stands_on_its_sheet_in_order(path: Path) -> None:
    document, _ = real(path)
    read = sheets(written(document))[1:]
    tables = [table for section in document.sections for table in section.tables]
    assert len(read) == len(tables)
    for table, rows in zip(tables, read, strict=True):
        shown = [
            n
            for row in (*table.head, *table.body)
            for c in row.cells
            if (n := number(c)) is not None
        ]
        found = [Decimal(repr(v)) for row in rows for v in row if isinstance(v, float)]
        assert len(found) == len(shown), table.title
        for value, words in zip(found, shown, strict=True):
            assert value.quantize(words, ROUND_HALF_UP) == words
        texts = {str(value) for row in rows for value in row}
        assert {table.title, *table.notes} <= texts


def test_the_same_document_gives_the_same_bytes_and_names_nobody() -> None:
    data = written(made())
    assert data == written(made())
    with ZipFile(BytesIO(data)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
    assert "<dc:creator></dc:creator>" in core
    assert "2025-10-09T00:00:00Z" in core


def test_a_text_is_a_text_whatever_it_looks_like() -> None:
    data = written(with_cells(*((Cell(text), Cell(text, "name")) for text in HOSTILE)))
    rows = sheets(data)[1]
    assert [row[0] for row in rows[1:]] == list(HOSTILE)
    with ZipFile(BytesIO(data)) as package:
        sheet = package.read("xl/worksheets/sheet2.xml").decode()
        assert "<f>" not in sheet
        assert "<hyperlink" not in sheet
        assert 'quotePrefix="1"' in package.read("xl/styles.xml").decode()


def figure(yuan: str) -> Figure:
    return Figure("甲", Amount(Decimal(yuan)))


@pytest.mark.parametrize(
    ("cell", "value", "style"),
    [
        (Cell("2,795.76", "amount", figure("27957612.34")), "2795.761234", "#,##0.00"),
        (Cell("27957612.34", "amount", figure("27957612.34")), "27957612.34", "0.00"),
        (Cell("-0.5", "amount", figure("-5000")), "-0.5", "0.0"),
        (Cell("98.75%", "percent"), "0.9875", "0.00%"),
        (Cell("27", "number"), "27", "0"),
        # What is shown is something else than the figure: the page is right.
        (Cell("1.00", "amount", figure("29999")), "1.00", "0.00"),
    ],
)
def test_a_number_is_exact_and_shown_as_on_the_page(cell: Cell, value: str, style: str) -> None:
    found = number_of(cell)
    assert found is not None
    assert (found.value, found.format) == (Decimal(value), style)


@pytest.mark.parametrize("cell", [Cell("…", "amount"), Cell("", "amount"), Cell("12", "code")])
def test_what_is_no_number_stays_as_it_is(cell: Cell) -> None:
    assert number_of(cell) is None


def test_a_typed_zero_that_the_page_leaves_blank_is_a_number() -> None:
    typed = replace(figure("0"), place=Place(Path("a.yaml"), 1, 1))
    assert number_of(Cell("", "amount", typed)) == (Decimal(0), "0.00;-0.00;")
    assert number_of(Cell("", "amount", figure("0"))) is None


def test_names_of_sheets_are_short_and_each_once() -> None:
    names = list(sheet_names(["收支[总]表", "收支总表", "a" * 40, "A" * 40, "目录", "'"]))
    assert names[:2] == ["收支总表", "收支总表（2）"]
    assert all(0 < len(name) <= 31 for name in names)
    assert len({name.casefold() for name in names}) == len(names)
    assert names[4] == "目录（2）"


def test_a_row_is_as_high_as_its_words_need() -> None:
    """Not every spreadsheet sees to that itself; a short row keeps the usual height."""
    long = "国有资本经营预算财政拨款" * 8
    data = written(with_cells((Cell(long), Cell("短")), (Cell("短"), Cell("短"))))
    with ZipFile(BytesIO(data)) as package:
        sheet = package.read("xl/worksheets/sheet2.xml").decode()
    heights = re.findall(
        r'<row r="([0-9]+)"[^>]*?(?: ht="([0-9.]+)")?(?: customHeight="1")?>', sheet
    )
    by_row = dict(heights)
    assert float(by_row["2"]) > 26
    assert by_row["3"] == ""
