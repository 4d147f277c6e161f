"""Marks side by side in the PDF: they share a half-em of blank, and the text stays as it was."""

import re
import subprocess
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from mingzhang.publish.pdf_file import render_pdf
from scripts.marks import FEATURE, add_spacing
from tests.publish.test_pdf_file import FONTS, STYLE

FAMILIES = ("fang", "song", "hei", "kai", "title")
JOINED = ("）。", "。”", "），", "：“", "》（", "、（", "；“", "（“", "”）")
APART = ("（）", "“”", "（决", "决。", "·（")
SIZE = 20
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)"')


def widths(texts: list[str], family: str, folder: Path) -> list[float]:
    """The width of each text, set on a line of its own between two characters, in characters."""
    lines = "".join(f"<p>决{text}决</p>" for text in texts)
    style = f"p {{ margin: 0 0 2em; font: {SIZE}pt var(--{family}) }}"
    if family == "title":
        style += "p { font-weight: bold }"
    html = f'<html lang="zh-CN"><title>标点</title><style>{style}</style>{lines}'
    data, complaints = render_pdf(html, STYLE, FONTS)
    assert not complaints
    (folder / "x.pdf").write_bytes(data)
    assert "".join(read("-layout", folder / "x.pdf").split()) == "".join(f"决{t}决" for t in texts)
    lines_of: dict[str, list[float]] = {}
    for start, top, end in WORD.findall(read("-bbox", folder / "x.pdf")):
        lines_of.setdefault(top, []).extend((float(start), float(end)))
    return [round((max(ends) - min(ends)) / SIZE, 2) for ends in lines_of.values()]


def read(option: str, file: Path) -> str:
    command = ["/usr/bin/pdftotext", option, str(file), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603


@pytest.mark.parametrize("family", FAMILIES)
def test_two_marks_share_the_blank_between_them(family: str, tmp_path: Path) -> None:
    assert widths([*JOINED], family, tmp_path) == [3.5] * len(JOINED)


@pytest.mark.parametrize("family", FAMILIES[:4])
def test_a_mark_beside_a_character_keeps_its_blank(family: str, tmp_path: Path) -> None:
    assert widths([*APART], family, tmp_path) == [4] * len(APART)


def test_three_marks_save_an_em(tmp_path: Path) -> None:
    assert widths(["）。”", "”）（"], "fang", tmp_path) == [4, 4]


def test_a_line_takes_what_its_marks_have_saved(tmp_path: Path) -> None:
    text = "决" * 10 + "（“决”）。" + "决" * 40
    html = f'<html lang="zh-CN"><title>标点</title><style>p {{ width: 15em }}</style><p>{text}</p>'
    data, _ = render_pdf(html, STYLE, FONTS)
    (tmp_path / "x.pdf").write_bytes(data)
    first = read("-layout", tmp_path / "x.pdf").split()[0]
    assert first == "决" * 10 + "（“决”）。"


def test_a_face_that_has_the_rule_is_left_alone() -> None:
    for file in FONTS.glob("Fandol*-Regular.otf"):
        before = file.stat().st_mtime_ns
        with TTFont(file, lazy=True) as font:
            features = [r.FeatureTag for r in font["GPOS"].table.FeatureList.FeatureRecord]
        if "Latin" not in file.name:
            assert features == sorted(features)
            assert FEATURE in features
            add_spacing(file)
            assert file.stat().st_mtime_ns == before
