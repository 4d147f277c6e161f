"""Characters in the PDF: none is shown by the glyph of another."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from scripts.numbers import misnumbered
from tests.publish.test_pdf_file import FONTS

FACES = sorted(FONTS.glob("*.otf"))


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_every_glyph_has_the_number_that_a_pdf_looks_for(face: Path) -> None:
    with TTFont(face, lazy=True) as font:
        assert len(font.getBestCmap()) > 90
        assert not list(misnumbered(font))
