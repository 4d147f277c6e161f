"""Notes in Markdown: they never go out, and half a note is told."""

from pathlib import Path

import pytest

from mingzhang.diagnostics import Diagnostic
from mingzhang.reading.markdown_notes import without_notes

FILE = Path("duties.md")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("负责档案。<!-- 待核 -->\n", "负责档案。\n"),
        ("<!-- 一\n二 -->\n负责档案。\n", "\n\n负责档案。\n"),
        ("甲<!---->乙<!-- 丙 --->丁", "甲乙丁"),
        ("没有批注 - > < ! --", "没有批注 - > < ! --"),
        ("<!-- 甲 <!-- 乙 -->丙", "丙"),
    ],
)
def test_a_note_is_gone_and_every_line_stays(text: str, rest: str) -> None:
    found = without_notes(text, FILE)
    assert found == rest
    assert text.count("\n") == rest.count("\n")


@pytest.mark.parametrize(
    ("text", "line", "column", "mark"),
    [
        ("甲\n乙<!-- 待核\n丙", 2, 2, "<!--"),
        ("<!-- 甲 -->\n乙 --> 丙", 2, 3, "-->"),
        ("<!-- 甲 -->\n<!-- 乙", 2, 1, "<!--"),
    ],
)
def test_half_a_note_is_an_error_at_its_place(text: str, line: int, column: int, mark: str) -> None:
    found = without_notes(text, FILE)
    assert isinstance(found, Diagnostic)
    assert found.code == "MZ720"
    assert (found.place.line, found.place.column) == (line, column)
    assert f"“{mark}”" in found.message
