"""Paper markup: laid out as WeasyPrint lays it out, without some of its styles."""

from typing import Any

import pytest
from pypdfium2 import PdfDocument
from weasyprint import CSS, HTML

from mingzhang.publish.paper_markup import ITEM, MARKER, NOTES, PaperMarkup

LIST = "<ul><li>甲<li>乙<ol><li>一</ol></ul><p>丙"
FOOTNOTE = "<p>甲<span class=foot>注一</span>乙"
ITEMS = "display: list-item; margin: 2em; list-style: lower-alpha; text-transform: uppercase"
UPPER = "li { list-style: lower-alpha; text-transform: uppercase }"
AREA = "@page { @note-area { height: 2em; position: fixed; bottom: 0 } }"
PAPERS = {
    "a list": (LIST, UPPER),
    "a list with markers of its own": (LIST, f"{UPPER} li::marker {{ color: red }}"),
    "a list without markers": (LIST, "li { list-style: none }"),
    "items that are no list's": ("<p>甲<p>乙", f"p {{ {ITEMS} }}"),
    "an item by its own style": (f'<p style="{ITEMS}">甲', UPPER),
    "a footnote": (FOOTNOTE, ".foot { float: footnote }"),
    "its style in the paper": (f"<style>.foot {{ float: footnote }}</style>{FOOTNOTE}", UPPER),
    "a note": (FOOTNOTE, f"{AREA} .foot {{ position: note(a) }}"),
}


@pytest.mark.parametrize("paper", PAPERS)
def test_is_laid_out_as_before(paper: str) -> None:
    text, style = PAPERS[paper]
    assert _pdf(PaperMarkup(text, style), style) == _pdf(HTML(string=text), style)


@pytest.mark.parametrize("own", ["", ' style="margin: 1em"'])
def test_a_list_begins_with_its_number(own: str) -> None:
    text = (
        f"<ol><li>甲</ol><p>乙<ol start=2{own}><li>丙<ol><li>一</ol><li>丁</ol><ol start=0><li>戊"
    )
    style = "ol { list-style: decimal inside }"
    pdf = PdfDocument(_pdf(PaperMarkup(text, style), style))
    said = pdf[0].get_textpage().get_text_range().split()
    assert said == ["1.", "甲", "乙", "2.", "丙", "1.", "一", "3.", "丁", "0.", "戊"]


def test_nothing_is_styled_for_every_element_that_no_style_asks_for() -> None:
    assert _parts(PaperMarkup(LIST, "p { color: red }")) == set()
    assert _parts(PaperMarkup(LIST, "p { float: footnote }")) == NOTES
    assert _parts(PaperMarkup(LIST, "p { display: list-item }")) == {MARKER}
    # The engine's own sheet is what it was.
    assert _parts(HTML(string=LIST)) == NOTES | {MARKER}
    own = HTML(string=LIST)._ua_stylesheets()[0].matcher
    assert MARKER not in {rule[3] for rule in own.lower_local_name_selectors[ITEM]}


def _parts(page: Any) -> set[str]:  # noqa: ANN401 (WeasyPrint is not typed)
    """The parts that each element has a style for."""
    rules = page._ua_stylesheets()[0].matcher.other_selectors
    return {part for *_, part, _ in rules if part}


def _pdf(page: Any, style: str) -> bytes:  # noqa: ANN401 (as above)
    made: bytes = page.write_pdf(stylesheets=[CSS(string=style)], uncompressed_pdf=True)
    return made
