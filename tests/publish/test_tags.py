"""The tags of tables in the PDF: the same cells in the same order, each head with its scope."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from mingzhang.document.table import Cell, Table
from tests.publish.documents import REAL, pdf_of, real

Found = list[tuple[str, str, int, int, str]]


class Reader:
    """A PDF's structure, with the text of its marked content."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pages = {page.obj.objgen: _texts(page) for page in pdf.pages}
        self.root = pdf.Root.StructTreeRoot

    def tables(self) -> Iterator[Found]:
        for element in _below(self.root, "/Table"):
            yield [
                self._cell(cell) for kind in ("/THead", "/TBody") for cell in _cells(element, kind)
            ]

    def _cell(self, cell: pikepdf.Dictionary) -> tuple[str, str, int, int, str]:
        spans = (int(cell.A.get("/ColSpan", 1)), int(cell.A.get("/RowSpan", 1)))
        text = "".join(self._text(cell, cell.get("/Pg")))
        return str(cell.S), str(cell.A.get("/Scope", "")), *spans, text

    def _text(self, element: pikepdf.Object, page: pikepdf.Object | None) -> Iterator[str]:
        for kid in element.get("/K", []):
            if isinstance(kid, pikepdf.Dictionary):
                yield from self._text(kid, kid.get("/Pg") or page)
            elif page is not None:
                yield self.pages[page.objgen].get(int(kid), "")


def _below(element: pikepdf.Object, kind: str) -> Iterator[pikepdf.Dictionary]:
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary):
            if kid.get("/S") == kind:
                yield kid
            else:
                yield from _below(kid, kind)


def _cells(table: pikepdf.Dictionary, kind: str) -> Iterator[pikepdf.Dictionary]:
    for group in _below(table, kind):
        for row in _below(group, "/TR"):
            for kid in row.K:
                if isinstance(kid, pikepdf.Dictionary) and kid.S in ("/TH", "/TD"):
                    yield kid


def _texts(page: pikepdf.Page) -> dict[int, str]:
    """The page's marked content: its text by number."""
    maps = {str(name): _unicode(font) for name, font in page.Resources.Font.items()}
    texts: dict[int, str] = {}
    font: dict[str, str] = {}
    number = -1
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = list(instruction.operands), instruction.operator
        match str(operator):
            case "BDC":
                number = int(operands[1].get("/MCID", -1))
            case "EMC":
                number = -1
            case "Tf":
                font = maps[str(operands[0])]
            case "Tj" | "TJ":
                shown = operands[0] if str(operator) == "TJ" else [operands[0]]
                codes = "".join(bytes(o).hex() for o in shown if isinstance(o, pikepdf.String))
                text = "".join(font[codes[n : n + 4]] for n in range(0, len(codes), 4))
                texts[number] = texts.get(number, "") + text
    return texts


def _unicode(font: pikepdf.Object) -> dict[str, str]:
    """The font's map from codes to text."""
    words = font.ToUnicode.read_bytes().decode().split()
    hexes = [w.strip("<>").lower() for w in words if w.endswith(">") and len(w) > 2]
    pairs = zip(hexes[2::2], hexes[3::2], strict=False)  # the first two are the code space
    return {code: bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}


def expected(table: Table) -> Found:
    heads = [(cell, True) for row in table.head for cell in row.cells]
    body = [(cell, False) for row in table.body for cell in row.cells]
    return [_expected(cell, in_head, bool(table.head)) for cell, in_head in (*heads, *body)]


def _expected(cell: Cell, in_head: bool, has_head: bool) -> tuple[str, str, int, int, str]:
    text = cell.text.replace(" ", "")
    if not (cell.scope and cell.text):
        return "/TD", "", cell.colspan, cell.rowspan, text
    scope = "/Column" if in_head else "/Row" if has_head else "/Both"
    return "/TH", scope, cell.colspan, cell.rowspan, text


@pytest.mark.parametrize("path", REAL, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_every_cell_is_tagged_as_the_table_has_it(path: Path) -> None:
    document, _ = real(path)
    tables = [table for section in document.sections for table in section.tables]
    with pikepdf.open(BytesIO(pdf_of(path))) as pdf:
        found = Reader(pdf).tables()
        for table in tables:
            assert _whole(table, found) == expected(table), table.id
        assert not list(found)


def _whole(table: Table, found: Iterator[Found]) -> Found:
    """The table put together again where it crosses pages: each piece repeats the head."""
    cells = list(next(found))
    head = sum(len(row.cells) for row in table.head)
    count = sum(len(row.cells) for row in (*table.head, *table.body))
    while len(cells) < count:
        piece = next(found)
        assert piece[:head] == cells[:head]
        cells += piece[head:]
    return [(*cell[:4], cell[4].replace(" ", "")) for cell in cells]
