"""disclosure.docx: the page's words in order, real headings, inert texts, the same bytes."""

import re
from dataclasses import replace
from html import unescape
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from mingzhang.document.html_page import lay_out_parts
from mingzhang.document.narrative import Block
from mingzhang.document.render import Document
from mingzhang.document.sentence_figures import rendered
from mingzhang.publish.document_day import date_of
from mingzhang.publish.printer import EPOCH
from mingzhang.publish.word.word_charts import drawing
from mingzhang.publish.word.word_document import word
from mingzhang.publish.word.word_runs import Paragraph, run
from mingzhang.publish.word.word_sentences import Counter, block_elements
from tests.publish.documents import REAL, made, real

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def written(document: Document, *, draft: bool = False) -> dict[str, bytes]:
    date = date_of(document.account) if document.account else EPOCH
    with ZipFile(BytesIO(word(document, date, draft=draft))) as package:
        return {name: package.read(name) for name in package.namelist()}


def tree(data: bytes | str) -> ET.Element:
    return ET.fromstring(data)  # noqa: S314 (our own)


def body(parts: dict[str, bytes]) -> ET.Element:
    return tree(parts["word/document.xml"])


def said(element: ET.Element) -> str:
    """The words of an element, without blanks."""
    texts = (e.text or "" for e in element.iter(f"{W}t"))
    return re.sub(r"\s", "", "".join(texts))


def of_page(document: Document) -> list[str]:
    """What the page says, one text after the other; a list's numbers are the page's own."""
    found: list[str] = []
    for part in document.parts:
        found.append(part.title)
        for section in part.sections:
            found.append(section.title)
            found += section.sentences
            for table in section.tables:
                found += [table.title, table.number, table.unit_line]
                rows = (*table.head, *table.body)
                found += [cell.text for row in rows for cell in row.cells]
                found += table.notes
    return [text for words in found if (text := re.sub(r"\s", "", words))]


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.parent.name)
def test_the_words_of_the_page_stand_in_their_order(path: Path) -> None:
    document, _ = real(path)
    told, at = said(body(written(document))), 0
    at = told.index("…" if "…" in told else document.parts[0].title)
    for text in of_page(document):
        at = told.find(text, at)
        assert at >= 0, text
        at += len(text)


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.parent.name)
def test_every_part_of_the_package_is_xml_and_rows_fill_their_grids(path: Path) -> None:
    document, _ = real(path)
    parts = written(document, draft=True)
    for data in parts.values():
        tree(data)
    for table in body(parts).iter(f"{W}tbl"):
        count = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.findall(f"{W}tr"):
            spans = (cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(f"{W}tc"))
            assert sum(int(s.get(f"{W}val", "1")) if s is not None else 1 for s in spans) == count


def test_headings_are_headings_and_the_contents_ask_for_their_pages() -> None:
    root = body(written(made()))
    styles = [
        (style.get(f"{W}val"), said(paragraph))
        for paragraph in root.iter(f"{W}p")
        if (style := paragraph.find(f"{W}pPr/{W}pStyle")) is not None
    ]
    titles = [text for name, text in styles if name in ("Heading1", "Heading2", "FormHeading")]
    listed = [text.rstrip("…") for name, text in styles if name in ("TOC1", "TOC2")]
    assert listed == titles
    asked = [e.text or "" for e in root.iter(f"{W}instrText")]
    marks = {e.get(f"{W}name") for e in root.iter(f"{W}bookmarkStart")}
    assert [words.split()[1] for words in asked] == [
        f"_Toc{n:09}" for n in range(1, len(marks) + 1)
    ]
    assert {words.split()[1] for words in asked} == marks


def test_notes_are_not_left_to_the_page_behind_their_table() -> None:
    inside = list(body(written(made())).find(f"{W}body") or ())
    followed = [one for one, after in pairwise(inside) if one.tag == f"{W}tbl" and is_note(after)]
    assert followed
    for table in followed:
        (*_, last) = table.iter(f"{W}tr")
        assert all(p.find(f"{W}pPr/{W}keepNext") is not None for p in last.iter(f"{W}p"))


def is_note(element: ET.Element) -> bool:
    style = element.find(f"{W}pPr/{W}pStyle")
    return style is not None and style.get(f"{W}val") == "FormNote"


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.parent.name)
def test_heads_of_tables_are_repeated_and_wide_ones_lie_on_wide_pages(path: Path) -> None:
    document, _ = real(path)
    root = body(written(document))
    heads = sum(len(table.head) for section in document.sections for table in section.tables)
    assert len(list(root.iter(f"{W}tblHeader"))) >= heads
    lies_wide = any(e.get(f"{W}orient") == "landscape" for e in root.iter(f"{W}pgSz"))
    assert lies_wide == any(paper.wide for paper in lay_out_parts(document.parts).values())


def test_the_same_document_gives_the_same_bytes_and_names_nobody() -> None:
    document = made()
    data = word(document, EPOCH)
    assert data == word(document, EPOCH)
    core = written(document)["docProps/core.xml"].decode()
    assert "creator" not in core
    assert "lastModifiedBy" not in core
    assert "2025-10-09T00:00:00Z" in core
    with ZipFile(BytesIO(data)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_draft_says_so_on_the_cover_and_on_every_page() -> None:
    draft, final = written(made(), draft=True), written(made())
    assert "（送审稿）" in said(body(draft))
    assert "送审稿" in said(tree(draft["word/header1.xml"]))
    assert "headerReference" in draft["word/document.xml"].decode()
    assert not any("送审稿" in data.decode() for data in final.values())


def test_hostile_text_stays_text() -> None:
    hostile = "</w:t><w:p/>&amp; { MACROBUTTON x } \u202e\x00\ufffe]]>"
    xml = f'<r xmlns:w="x">{run(hostile)}</r>'
    assert "".join(tree(xml).itertext()) == hostile.replace("\x00", "\ufffd").replace(
        "\ufffe", "\ufffd"
    )
    section = replace(made().parts[0].sections[0], blocks=(Block("p", rendered("&lt;w:p/&gt;")),))
    part = replace(made().parts[0], sections=(section,))
    assert "<w:p/>" in said(body(written(replace(made(), parts=(part,)))))


def texts(html: str) -> list[tuple[str, str]]:
    found = block_elements(html, 8845, Counter())
    return [
        (e.style, unescape(re.sub(r"<[^>]*>", "", e.runs)))
        for e in found
        if isinstance(e, Paragraph)
    ]


def test_a_list_keeps_its_numbers() -> None:
    html = '<p>前言：</p><ol><li>甲</li><li>乙</li></ol><ol start="5"><li><p>戊</p></li></ol>'
    assert texts(html) == [
        ("Normal", "前言："),
        ("Normal", "（一）甲"),
        ("Normal", "（二）乙"),
        ("Normal", "（五）戊"),
    ]


def test_a_list_of_any_number_is_marked_as_on_the_page() -> None:
    found = texts('<ol start="0"><li>甲</li></ol><ol start="99"><li>乙</li><li>丙</li></ol>')
    assert [text for _, text in found] == ["（0）甲", "（九十九）乙", "（100）丙"]


def test_headings_strong_words_and_breaks() -> None:
    found = texts("<h4>（一）甲</h4><p><strong>乙</strong>丙<br>丁</p>")
    assert found == [("Heading3", "（一）甲"), ("Normal", "乙丙丁")]
    assert texts("<h3>甲</h3><h6>乙</h6>") == [("Heading2", "甲"), ("Heading5", "乙")]


def test_a_table_in_a_text_is_a_table() -> None:
    rows = "<tr><th>甲</th><th>乙</th></tr><tr><td>1</td></tr>"
    html = f"<table class=listed><caption></caption>{rows}</table>"
    (table, _) = block_elements(html, 8000, Counter())
    assert isinstance(table, str)
    assert table.count("<w:tr>") == 2
    assert table.count("<w:tc>") == 4
    assert table.count("<w:tblHeader/>") == 1


CHART = (
    '<svg viewBox="0 0 400 200" font-size="13"><title>甲1万元，占50%</title><defs></defs>'
    '<rect x="0" y="0" width="20" height="40" fill="#2f5d8a"/><circle cx="9" cy="9" r="3"/>'
    '<path d="M200 90L200 10A80 80 0 0 1 200 170Z" fill="url(#a)"/>'
    '<line x1="0" y1="5" x2="400" y2="5" stroke="#555"/>'
    '<text x="30" y="20" text-anchor="middle">甲 &amp; 乙</text></svg>'
)


def test_a_chart_is_drawn_and_says_in_words_what_it_shows() -> None:
    xml = drawing(CHART, 3)
    assert 'descr="甲1万元，占50%"' in xml
    assert xml.count("<wps:wsp>") == 5
    assert "甲 &amp; 乙" in xml
    # Half a circle from the top, clockwise: it reaches to the right, not to the left.
    points = [int(x) for x in re.findall(r'<a:pt x="(-?[0-9]+)"', xml)]
    assert min(points) == 0
    assert max(points[:62]) == round(80 * 36_000 * 120 / 400)


@pytest.mark.parametrize("svg", [CHART.replace("<line", "<use"), "<svg><title>甲</title></svg>"])
def test_a_chart_of_another_kind_is_told_in_words(svg: str) -> None:
    assert drawing(svg.replace("甲1万元，占50%", "甲"), 1) == run("甲")
