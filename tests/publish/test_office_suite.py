"""What an office opens: both copies in LibreOffice, where there is one.

Their bytes are tried elsewhere.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace

import pypdfium2
import pytest

from mingzhang.document.render import Document
from mingzhang.document.table_values import Cell
from mingzhang.publish.printer import EPOCH
from mingzhang.publish.table_workbook import workbook
from mingzhang.publish.word.word_document import word
from tests.publish.documents import made
from tests.publish.test_table_workbook import HOSTILE, with_cells

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
SECONDS = 120
XML = "<w:p/>&amp;]]>"

pytestmark = pytest.mark.skipif(OFFICE is None, reason="没有 LibreOffice")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, pypdfium2.PdfDocument]:
    """A document with hostile cells, as the office prints its two copies."""
    folder = tmp_path_factory.mktemp("office")
    document = hostile()
    (folder / "text.docx").write_bytes(word(document, EPOCH))
    (folder / "book.xlsx").write_bytes(workbook(document, EPOCH))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(folder / name) for name in ("text.docx", "book.xlsx")]
    command = [str(OFFICE), "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=SECONDS)  # noqa: S603
    return {name: pypdfium2.PdfDocument(folder / f"{name}.pdf") for name in ("text", "book")}


def hostile() -> Document:
    rows = tuple((Cell(text), Cell(f"{number}.50")) for number, text in enumerate((*HOSTILE, XML)))
    document, (part,) = made(), with_cells(*rows).parts
    table = replace(part.sections[0].tables[0], key="hostile")
    own = replace(part, sections=(replace(part.sections[0], tables=(table,)),))
    return replace(document, parts=(own, *document.parts))


def text_of(paper: pypdfium2.PdfDocument) -> str:
    pages = (page.get_textpage().get_text_range() for page in paper)
    return re.sub(r"\s", "", "".join(pages))


@pytest.mark.parametrize("name", ["text", "book"])
def test_hostile_text_is_printed_as_it_stands(
    opened: Mapping[str, pypdfium2.PdfDocument], name: str
) -> None:
    """No formula is reckoned, no markup read, and every figure stands in its order."""
    said, at = text_of(opened[name]), 0
    for number, text in enumerate((*HOSTILE, XML)):
        for words in (re.sub(r"\s", "", text), f"{number}.50"):
            at = said.find(words, at)
            assert at >= 0, words


def test_headings_are_in_the_navigator(opened: Mapping[str, pypdfium2.PdfDocument]) -> None:
    """Parts above their sections."""
    found = [(mark.get_title(), mark.level) for mark in opened["text"].get_toc()]
    titles = [title for title, _ in found]
    for part in made().parts:
        assert part.title in titles
    assert {level for _, level in found} >= {0, 1}
