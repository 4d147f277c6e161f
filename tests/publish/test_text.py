"""The text that a reader's program takes from the PDF: every figure of the page, in its order."""

import html
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from mingzhang.document.unbroken_figures import keep_whole
from scripts.paper import measure
from tests.publish.documents import REAL

# Between two figures stand labels and sentences, never as much as this.
REACH = 4000
# The page alone says the main figures at its top.
GLANCE = re.compile(r'<section class="glance".*?</section>', re.DOTALL)


@pytest.mark.parametrize("source", REAL, ids=lambda path: path.parent.name)
def test_the_pdf_holds_every_figure_of_the_page_in_order(
    source: Path, public: Callable[[Path], Path]
) -> None:
    file = public(source) / "disclosure.pdf"
    whole = file.with_suffix(".html").read_text("utf-8")
    told = without_spaces(text_of(file))
    page = GLANCE.sub("", whole)
    figures = re.findall(r"<data[^>]*>([^<]+)</data>", page)
    assert len(figures) > 100
    at = 0
    for figure in map(without_spaces, map(html.unescape, figures)):
        found = told.find(figure, at, at + REACH)
        assert found >= 0, f"{figure} is not after …{told[max(at - 60, 0) : at]}"
        at = found + len(figure)
    paper = measure(file, whole)
    assert not paper.torn
    assert not paper.few
    assert not paper.sizes
    assert not paper.orphans
    assert not paper.ragged
    assert not paper.low


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("支出2,795.76万元，", '支出<span class="whole">2,795.76万元</span>，'),
        ("共9个项目", '共<span class="whole">9个</span>项目'),
        ("增长17.02%，", '增长<span class="whole">17.02%</span>，'),
        ("208社会保障", '<span class="whole">208</span>社会保障'),
        ("5.增加", "5.增加"),
        ('<a id="x5年">第5章</a>', '<a id="x5年">第5章</a>'),
        ("<svg><text>5年</text></svg>", "<svg><text>5年</text></svg>"),
        ('车<data id="f1">0</data>辆', '车<span class="whole"><data id="f1">0</data>辆</span>'),
        ('<data id="f1">0</data>，', '<data id="f1">0</data>，'),
    ],
)
def test_a_number_keeps_its_unit_on_its_line(said: str, kept: str) -> None:
    assert keep_whole(said) == kept


def text_of(file: Path) -> str:
    command = ["pdftotext", "-raw", "-enc", "UTF-8", str(file), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603


def without_spaces(text: str) -> str:
    return re.sub(r"\s", "", text)
