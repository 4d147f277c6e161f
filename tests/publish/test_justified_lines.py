"""Lines of running text end at the edge, whatever number did not fit; nothing else is moved."""

from itertools import pairwise

import pytest

from mingzhang.document.unbroken_figures import keep_whole
from mingzhang.grid.pdf.pdf_opening import opened
from mingzhang.grid.pdf.ruled_tables import page_of
from mingzhang.publish.pdf_file import render_pdf
from tests.publish.documents import FONTS
from tests.support import PROJECT

SIZE = 1575  # of the text, in hundredths of a point
RIGHT = round((210 - 26) / 25.4 * 7200)  # the edge of the column
TEXT = (
    "2024年度财政拨款收、支总计均为12,345,678.90万元。与2023年度相比，各减少345.58万元，下降10.92%，"
    "主要是按照过紧日子的要求压减部门经费；一般公共预算财政拨款支出2,820.01万元，占本年支出合计的100.00%。"
)
Line = tuple[str, int, int]


@pytest.fixture(scope="module")
def lines() -> list[Line]:
    """The lines of a paragraph with where they begin and end."""
    styles = [
        (PROJECT.templates / "national" / name).read_text("utf-8")
        for name in ("style.css", "pdf.css")
    ]
    head = f"<head><title>甲</title><style>{styles[0]}</style></head>"
    text = f'<section class="section">{keep_whole(f"<p>{TEXT}</p>")}</section>'
    html = f'<!DOCTYPE html><html lang="zh-CN">{head}<body><h1>甲</h1>{text}</body></html>'
    data, complaints = render_pdf(html, styles[1], FONTS)
    assert not complaints
    sheets = opened(data)
    assert not isinstance(sheets, str)
    texts = (line for sheet in sheets for line in page_of(sheet).texts)
    told = [
        ("".join(text.text for text in line), line[0].box.left, line[-1].box.right)
        for line in texts
    ]
    return [line for line in told if len(line[0]) > 1 and "—" not in line[0]]


def test_each_line_but_the_last_ends_at_the_edge(lines: list[Line]) -> None:
    assert len(lines) >= 4
    for text, _, right in lines[:-1]:
        beyond = SIZE / 2 if text[-1] in "，。；、" else 0
        assert abs(right - RIGHT - beyond) < SIZE / 8, text


def test_the_last_line_is_not_widened(lines: list[Line]) -> None:
    assert lines[-1][2] < RIGHT - SIZE


def test_the_text_is_what_it_was(lines: list[Line]) -> None:
    assert "".join(text for text, _, _ in lines).replace(" ", "") == TEXT


def test_no_line_but_the_first_is_moved(lines: list[Line]) -> None:
    assert all(abs(one[1] - other[1]) < 50 for one, other in pairwise(lines[1:]))
