"""The PDF: tagged, set in the project's fonts, reproducible, and deaf to everything outside."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from mingzhang.diagnostics import Severity
from mingzhang.document.render import Document
from mingzhang.project import Project
from mingzhang.publish.document import write_document
from mingzhang.publish.pdf import FontsOnly, render_pdf
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


def test_every_font_is_the_projects_and_embedded(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as document:
        fonts = [font for page in document.pages for font in page.Resources.Font.values()]
        below = [font.DescendantFonts[0].FontDescriptor for font in fonts]
        assert below
        assert all("Mingzhang" in str(descriptor.FontName) for descriptor in below)
        assert all("/FontFile3" in descriptor for descriptor in below)


def test_bytes_are_the_same_each_time(pdf: bytes) -> None:
    again, _ = render_pdf(HTML, STYLE, FONTS)
    assert again == pdf


def test_every_header_cell_says_what_it_heads() -> None:
    table = (
        "<table><thead><tr><th>科目<th colspan=2>决算</tr><tr><th>甲<th>乙<th>丙</tr></thead>"
        "<tbody><tr><th scope=row>合计<td>1<td>2</tr></tbody></table>"
        "<table><tr><th>名称<td>某项</tr></table>"
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
    ],
)
def test_nothing_else_is_read(address: str) -> None:
    with pytest.raises(ValueError, match="只能读取"):
        FontsOnly(FONTS).fetch(address)


def test_refused_resource_is_a_complaint() -> None:
    html = HTML.replace("</body>", '<img src="file:///etc/passwd" alt="图"></body>')
    _, complaints = render_pdf(html, STYLE, FONTS)
    assert any("/etc/passwd" in text for text in complaints)


def test_page_and_pdf_are_written_together(tmp_path: Path) -> None:
    style = STYLE + "p { no-such: 1 }"
    found = write_document(Document("明账", HTML, style), tmp_path, PROJECT)
    assert [note.severity for note in found] == [Severity.NOTE]
    assert "no-such" in found[0].message
    assert sorted(path.name for path in tmp_path.iterdir()) == ["disclosure.html", "disclosure.pdf"]
    assert (tmp_path / "disclosure.html").read_text("utf-8") == HTML


def test_missing_fonts_are_told_and_nothing_is_written(tmp_path: Path) -> None:
    (fault,) = write_document(Document("明账", HTML, STYLE), tmp_path / "out", Project(tmp_path))
    assert fault.code == "MZ701"
    assert "make fonts" in fault.hint
    assert not (tmp_path / "out").exists()
