"""The tags of tables in the PDF: the same rows of cells, each head with its scope, on any page."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from mingzhang.document.table_values import Cell, Table
from mingzhang.publish.pdf_file import render_pdf
from tests.publish.documents import FONTS, REAL, ROW, made, real

ARTIFACT = -1
Maps = dict[tuple[int, int], dict[str, str]]  # by a font's object: codes → text
Found = list[list[tuple[str, str, int, int, str]]]


class Reader:
    """A PDF's structure, with the text of its marked content."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        maps: Maps = {}
        self.pages = {page.obj.objgen: _texts(page, maps) for page in pdf.pages}
        self.root = pdf.Root.StructTreeRoot

    def tables(self) -> Iterator[Found]:
        for element in _below(self.root, "/Table"):
            yield [
                [self._cell(cell) for cell in _below(row, "/TH", "/TD")]
                for kind in ("/THead", "/TBody")
                for group in _below(element, kind)
                for row in _below(group, "/TR")
            ]

    def _cell(self, cell: pikepdf.Dictionary) -> tuple[str, str, int, int, str]:
        spans = (int(cell.A.get("/ColSpan", 1)), int(cell.A.get("/RowSpan", 1)))
        text = "".join(self._text(cell, cell.get("/Pg"))).replace(" ", "")
        return str(cell.S), str(cell.A.get("/Scope", "")), *spans, text

    def _text(self, element: pikepdf.Object, page: pikepdf.Object | None) -> Iterator[str]:
        for kid in element.get("/K", []):
            if isinstance(kid, pikepdf.Dictionary):
                yield from self._text(kid, kid.get("/Pg") or page)
            elif page is not None:
                yield self.pages[page.objgen].get(int(kid), "")


def _below(element: pikepdf.Object, *kinds: str) -> Iterator[pikepdf.Dictionary]:
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary):
            if kid.get("/S") in kinds:
                yield kid
            else:
                yield from _below(kid, *kinds)


def _texts(page: pikepdf.Page, known: Maps) -> dict[int, str]:
    """The page's marked content: its text by number; ``known`` are the maps of fonts met before."""
    fonts = page.Resources.Font.items()
    known |= {f.objgen: _unicode(f) for _, f in fonts if f.objgen not in known}
    maps = {str(name): known[font.objgen] for name, font in fonts}
    texts: dict[int, str] = {}
    font: dict[str, str] = {}
    number = ARTIFACT
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = list(instruction.operands), instruction.operator
        match str(operator):
            case "BDC":
                number = int(operands[1].get("/MCID", ARTIFACT))
            case "BMC" | "EMC":
                number = ARTIFACT
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
    heads, body = ([row.cells for row in rows] for rows in (table.head, table.body))
    return [
        [_expected(cell, in_head, bool(table.head)) for cell in cells]
        for rows, in_head in ((heads, True), (body, False))
        for cells in rows
    ]


def _expected(cell: Cell, in_head: bool, has_head: bool) -> tuple[str, str, int, int, str]:
    text = cell.text.replace(" ", "")
    if not (cell.scope and cell.text):
        return "/TD", "", cell.colspan, cell.rowspan, text
    scope = "/Column" if in_head else "/Row" if has_head else "/Both"
    return "/TH", scope, cell.colspan, cell.rowspan, text


@pytest.mark.parametrize("path", REAL, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_every_cell_is_tagged_as_the_table_has_it(
    path: Path, public: Callable[[Path], Path]
) -> None:
    document, _ = real(path)
    tables = [table for section in document.sections for table in section.tables]
    blocks = [block for section in document.sections for block in section.blocks]
    written = sum(block.html.count("<table") for block in blocks)
    with pikepdf.open(public(path) / "disclosure.pdf") as pdf:
        found = list(Reader(pdf).tables())
    # A sentence's own table stands before the tables of the form.
    for table, tagged in zip(tables, found[written:], strict=True):
        assert tagged == expected(table), table.id


@pytest.mark.parametrize("path", REAL, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_marked_content_and_structure_know_each_other(
    path: Path, public: Callable[[Path], Path]
) -> None:
    with pikepdf.open(public(path) / "disclosure.pdf") as pdf:
        root = pdf.Root.StructTreeRoot
        owners = dict(zip(root.ParentTree.Nums[::2], root.ParentTree.Nums[1::2], strict=True))
        maps: Maps = {}
        for page in pdf.pages:
            numbers = _texts(page, maps).keys() - {ARTIFACT}
            assert numbers
            assert all(n in list(owners[page.StructParents][n].K) for n in numbers)


def test_the_head_of_each_further_page_is_an_artifact() -> None:
    rows = [
        f"      - {{科目: {c}, 人员经费: 1.00, 年初预算: 1.00}}" for c in range(2080101, 2080190)
    ]
    document = made([ROW, *rows])
    data, _ = render_pdf(document.paper, document.print_style, FONTS)
    tables = [table for section in document.sections for table in section.tables]
    with pikepdf.open(BytesIO(data)) as pdf:
        assert list(Reader(pdf).tables()) == [expected(table) for table in tables]
        maps: Maps = {}
        repeated = [_texts(page, maps).get(ARTIFACT, "") for page in pdf.pages]
    # A further page of 收入决算表 and of 支出决算表, two of the general budget's, with its note.
    assert sum("科目代码" in text for text in repeated) == 4
    assert all(f"—{n}—" in text.replace(" ", "") for n, text in enumerate(repeated[1:], 2))
    assert not any("2080101" in text for text in repeated)


def test_what_holds_text_holds_it_itself(public: Callable[[Path], Path]) -> None:
    """Thousands of spans say nothing; each text has one owner, which knows of it."""
    with pikepdf.open(public(REAL[0]) / "disclosure.pdf") as pdf:
        cells = list(_below(pdf.Root.StructTreeRoot, "/TD", "/TH", "/P"))
        kids = [kid for cell in cells for kid in cell.K if isinstance(kid, pikepdf.Dictionary)]
        assert not [kid for kid in kids if kid.get("/S") == "/Span" and kid.Pg == kid.P.Pg]
        for element in cells:
            for kid in element.K:
                if not isinstance(kid, pikepdf.Dictionary):
                    assert _owner(pdf, element.Pg, int(kid)) == element.objgen


def _owner(pdf: pikepdf.Pdf, page: pikepdf.Object, number: int) -> tuple[int, int]:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    at = next(n for n in range(0, len(numbers), 2) if int(numbers[n]) == int(page.StructParents))
    return numbers[at + 1][number].objgen
