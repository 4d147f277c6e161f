"""What the pages of a PDF look like: few, full, upright, nothing cut off."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from mingzhang.publish.pdf_file import render_pdf
from tests.publish.documents import FONTS, REAL, ROW, made, real

PDF = "disclosure.pdf"
LANDSCAPE = re.compile(r"Page +(\d+) size: +(\S+) x (\S+)")
ROWS = [
    f"      - {{科目: {c}, 名称: 项目{c}, 人员经费: 1.00, 年初预算: 1.00}}"
    for c in range(2080101, 2080100 + 90)
]


def pages(pdf: bytes, folder: Path) -> list[str]:
    """The text of each page."""
    file = folder / "x.pdf"
    file.write_bytes(pdf)
    command = ["/usr/bin/pdftotext", "-layout", str(file), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
    return text.split("\f")[:-1]


def wide(pdf: bytes, folder: Path) -> list[int]:
    """The numbers of landscape pages."""
    file = folder / "x.pdf"
    file.write_bytes(pdf)
    command = ["/usr/bin/pdfinfo", "-f", "1", "-l", "999", str(file)]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
    return [int(n) for n, width, height in LANDSCAPE.findall(text) if float(width) > float(height)]


def lines(page: str) -> list[str]:
    return [line for line in page.splitlines() if line.strip()]


@pytest.mark.parametrize("path", REAL, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_no_page_of_tables_is_nearly_empty(
    path: Path, public: Callable[[Path], Path], tmp_path: Path
) -> None:
    """A page that goes on with a table holds more than a few rows of it."""
    found = pages((public(path) / PDF).read_bytes(), tmp_path)
    document, _ = real(path)
    assert len(lines(found[1])) > 10
    assert "目录" in found[1].replace(" ", "")
    first = "".join(document.parts[0].title.split())
    assert first in "".join(found[2].split()), "the table of contents takes one page"
    titles = {"".join(section.title.split()) for section in document.sections}
    alone = [n for n, page in enumerate(found, 1) if "".join(lines(page)[:-1]).strip() in titles]
    assert not alone, "a heading stands on the page of what it heads"
    few = [n for n, page in enumerate(found[1:-1], 2) if len(lines(page)) < 4]
    assert len(few) <= len(document.parts), few


@pytest.mark.parametrize("path", REAL, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_final_accounts_need_no_landscape(
    path: Path, public: Callable[[Path], Path], tmp_path: Path
) -> None:
    if path.name.endswith("-final"):
        assert len(wide((public(path) / PDF).read_bytes(), tmp_path)) <= 2


def test_small_tables_follow_one_another(tmp_path: Path) -> None:
    document = made()
    pdf, _ = render_pdf(document.paper, document.print_style, FONTS)
    found = [page.replace(" ", "") for page in pages(pdf, tmp_path)]
    assert any(all(f"公开{n}表" in page for n in ("07", "08", "09")) for page in found)
    assert len(found) < 20


def test_long_table_repeats_its_head(tmp_path: Path) -> None:
    document = made([ROW, *ROWS])
    pdf, _ = render_pdf(document.paper, document.print_style, FONTS)
    found = [page.replace(" ", "") for page in pages(pdf, tmp_path)]
    # A table ends with its note, so that the last page of one may have a few rows only.
    rows = [page for page in found if page.count("20801") >= 5 and "科目名称" in page]
    assert len(rows) >= 5
    assert "2080189" in "".join(found)
    # Its title too, above each further page; no other page has one.
    further = [p for p in rows if "公开" not in p]
    assert further
    assert all(re.match(r"\s*\S+表（续）\n", page) for page in further)
    assert sum("（续）" in page for page in found) == len(further)


def test_each_line_of_a_goal_is_a_line_of_its_table(tmp_path: Path) -> None:
    document = made()
    html = document.paper.replace(">好<", ">1.拆除甲处\n2.拆除乙处<")
    assert html != document.paper
    pdf, _ = render_pdf(html, document.print_style, FONTS)
    said = [line for page in pages(pdf, tmp_path) for line in page.splitlines()]
    assert [line for line in said if "乙处" in line]
    assert not [line for line in said if "甲处" in line and "乙处" in line.split("甲处")[1][:9]]


def test_a_long_name_leaves_the_cover_on_one_page(tmp_path: Path) -> None:
    document = made()
    html = document.paper.replace("某市档案馆", "某某市城乡居民基本医疗保险基金管理中心" * 4)
    pdf, _ = render_pdf(html, document.print_style, FONTS)
    assert "目录" in pages(pdf, tmp_path)[1].replace(" ", "")


def test_body_lines_hold_twenty_eight_characters(tmp_path: Path) -> None:
    document = made()
    text = f"<p>{'决' * 120}</p></section>"
    html = document.paper.replace("</section>", text, 1)
    pdf, _ = render_pdf(html, document.print_style, FONTS)
    runs = {len(run) for page in pages(pdf, tmp_path) for run in re.findall("决{6,}", page)}
    assert {26, 28} <= runs
    assert max(runs) == 28


def of_rows(rows: str, folder: Path) -> list[str]:
    """The pages of a document that holds one table alone."""
    document = made()
    table = f"<caption>表</caption><thead><tr><th>项目</th></tr></thead><tbody>{rows}</tbody>"
    whole = f'<main><div class="frame long"><table>{table}</table></div></main>'
    paper = re.sub("<main.*</main>", whole, document.paper, flags=re.DOTALL)
    pdf, _ = render_pdf(paper, document.print_style, FONTS)
    return pages(pdf, folder)[2:]


def test_a_table_of_heading_rows_breaks_where_the_page_is_full(tmp_path: Path) -> None:
    rows = '<tr class="level-1"><td>类</td></tr>' + '<tr class="level-2"><td>款</td></tr>' * 60
    first, *others = [len(lines(page)) for page in of_rows(rows, tmp_path)]
    assert first > 20
    assert others


def test_a_row_that_leaves_its_head_alone_on_a_page_is_written_all_the_same(tmp_path: Path) -> None:
    row = '<tr><td><div style="height: 215mm">很高的一行</div></td></tr>'
    assert len(of_rows(row * 2, tmp_path)) > 1
