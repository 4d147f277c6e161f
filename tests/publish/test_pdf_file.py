"""The PDF: tagged, set in the project's fonts, reproducible, and deaf to everything outside."""

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest
from fontTools.cffLib import CFFFontSet

from mingzhang.publish.linked_fonts import FontsOnly
from mingzhang.publish.pdf_file import render_pdf
from mingzhang.publish.printer import Attached
from tests.support import PROJECT

FONTS = PROJECT.root / ".fonts"
STYLE = (PROJECT.templates / "national" / "pdf.css").read_text("utf-8")
HTML = """<!DOCTYPE html>
<html lang="zh-CN"><head><title>明账</title><style>body { font-family: var(--fang) }</style></head>
<body><h1>明账</h1><p>决算数为2,820.01万元。</p></body></html>
"""


@pytest.fixture(scope="module")
def pdf() -> bytes:
    data, complaints = render_pdf(HTML, STYLE, FONTS)
    assert not complaints
    return data


def test_tagged_with_title_and_language(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as document:
        assert document.Root.MarkInfo.Marked
        assert document.Root.Lang == "zh-CN"
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == "明账"
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["pdfaid:part"] == "3"
            assert metadata["pdfaid:conformance"] == "A"
        assert document.Root.ViewerPreferences.DisplayDocTitle


def test_every_font_is_the_projects_and_embedded(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as document:
        fonts = [font for page in document.pages for font in page.Resources.Font.values()]
        below = [font.DescendantFonts[0].FontDescriptor for font in fonts]
        assert below
        assert all("Mingzhang" in str(descriptor.FontName) for descriptor in below)
        assert all("/FontFile3" in descriptor for descriptor in below)


def test_a_font_file_has_places_for_the_glyphs_that_are_drawn_only(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as document:
        fonts = {str(font.BaseFont): font for font in document.pages[0].Resources.Font.values()}
        names = [_names(font.DescendantFonts[0]) for font in fonts.values()]
    # Each character once, in one of the faces, and in each face the glyph that stands for none.
    assert sum(map(len, names)) == len(names) + len(set("明账决算数为2,820.01万元。"))


def _names(font: pikepdf.Object) -> list[str]:
    file = font.FontDescriptor.FontFile3
    assert file.Subtype == "/CIDFontType0C"
    outlines = CFFFontSet()
    outlines.decompile(BytesIO(file.read_bytes()), None)
    drawn = [first for first in font.W if not isinstance(first, pikepdf.Array)]
    names: list[str] = outlines[0].charset
    assert {f"cid{number:05}" for number in drawn} <= set(names)
    return names


def test_bytes_are_the_same_each_time(pdf: bytes) -> None:
    again, _ = render_pdf(HTML, STYLE, FONTS)
    assert again == pdf


def test_every_header_cell_says_what_it_heads() -> None:
    table = (
        "<table><caption>一</caption><thead><tr><th>科目<th colspan=2>决算</tr>"
        "<tr><th>甲<th>乙<th>丙</tr></thead>"
        "<tbody><tr><th scope=row>合计<td>1<td>2</tr></tbody></table>"
        "<table><caption>二</caption><tr><th>名称<td>某项</tr></table>"
    )
    data, _ = render_pdf(HTML.replace("</body>", f"{table}</body>"), STYLE, FONTS)
    with pikepdf.open(BytesIO(data)) as document:
        cells = [item for item in document.objects if _tag(item) in {"/TH", "/TD"}]
        scopes = [str(cell.A.Scope) for cell in cells if _tag(cell) == "/TH"]
        assert sorted(scopes) == ["/Both", *["/Column"] * 5, "/Row"]
        assert not any("/Headers" in cell.A for cell in cells)


def _tag(item: pikepdf.Object) -> str:
    return str(item.get("/S", "")) if isinstance(item, pikepdf.Dictionary) else ""


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/x.png",
        "file:///etc/passwd",
        "data:text/plain,x",
        f"{FONTS.as_uri()}/../pyproject.toml",
        f"{FONTS.as_uri()}/coverage.json",
    ],
)
def test_nothing_else_is_read(address: str) -> None:
    with pytest.raises(ValueError, match="只能读取"):
        FontsOnly(FONTS).fetch(address)


def test_refused_resource_is_a_complaint() -> None:
    html = HTML.replace("</body>", '<img src="file:///etc/passwd" alt="图"></body>')
    _, complaints = render_pdf(html, STYLE, FONTS)
    assert any("/etc/passwd" in text for text in complaints)


def test_a_page_attaches_nothing_that_lies_beside_the_fonts() -> None:
    """A project's folder of fonts may be a link to somebody's home."""
    html = HTML.replace("</body>", '<a rel="attachment" href="coverage.json">附</a></body>')
    made, complaints = render_pdf(html, STYLE, FONTS)
    with pikepdf.open(BytesIO(made)) as document:
        assert not list(document.attachments)
    assert any("coverage.json" in text for text in complaints)


def test_attachments_say_what_they_are() -> None:
    attached = [
        Attached("b.yaml", "年度: 2024".encode(), "application/yaml", "Source", "来源"),
        Attached("a.csv", b"1,2", "text/csv", "Data", "数字"),
        Attached("c.json", b"[]", "application/json", "Supplement", "报告"),
    ]
    date = datetime(2025, 10, 9, tzinfo=UTC)
    data, complaints = render_pdf(HTML, STYLE, FONTS, attached, date)
    assert not complaints
    assert data == render_pdf(HTML, STYLE, FONTS, reversed(attached), date)[0]
    with pikepdf.open(BytesIO(data)) as document:
        files = list(document.Root.AF)
        assert [str(file.UF) for file in files] == ["a.csv", "b.yaml", "c.json"]
        assert [str(f.AFRelationship) for f in files] == ["/Data", "/Source", "/Supplement"]
        embedded = [file.EF.F for file in files]
        assert [str(e.Subtype) for e in embedded] == [
            "/text/csv",
            "/application/yaml",
            "/application/json",
        ]
        assert {str(e.Params.CreationDate) for e in embedded} == {"D:20251009000000Z"}
        assert document.attachments["b.yaml"].get_file().read_bytes().decode() == "年度: 2024"


def test_numbered_list_has_items_with_bodies() -> None:
    html = HTML.replace("</body>", "<ol><li>一</li><li>二<br>三</li></ol></body>")
    style = STYLE + "ol { list-style: decimal inside }"
    data, _ = render_pdf(html, style, FONTS)
    with pikepdf.open(BytesIO(data)) as document:
        items = [item for item in document.objects if _tag(item) == "/LI"]
        assert len(items) == 2
        for item in items:
            assert [_tag(kid) for kid in item.K] in (["/Lbl", "/LBody"], ["/LBody"])
            assert all(kid.P.objgen == item.objgen for kid in item.K)
            (body,) = (kid for kid in item.K if _tag(kid) == "/LBody")
            elements = [kid for kid in body.K if isinstance(kid, pikepdf.Dictionary)]
            assert all(kid.P.objgen == body.objgen for kid in elements)


def test_form_that_crosses_pages_is_one_table() -> None:
    rows = "".join(f"<tr><td>{n}<td>乙</tr>" for n in range(80))
    table = (
        f"<table><caption>表</caption><tbody><tr><th rowspan=81>甲<td>0<td>乙</tr>{rows}</table>"
    )
    data, _ = render_pdf(HTML.replace("</body>", f"{table * 2}</body>"), STYLE, FONTS)
    with pikepdf.open(BytesIO(data)) as document:
        assert len(document.pages) > 2
        tables = [item for item in document.objects if _tag(item) == "/Table"]
        bodies = [kid for item in tables for kid in item.K if _tag(kid) == "/TBody"]
        assert [len(body.K) for body in bodies] == [81, 81]
        assert all(row.P.objgen == body.objgen for body in bodies for row in body.K)
