"""``benchmarks.text_slips``: the slips that were written down can still be made."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.text_slips import Edit, sample
from mingzhang.project import Project

ROOT = Project().root
WRITTEN = ROOT / "benchmarks" / "written.json"
HONEST = ROOT / "benchmarks" / "honest.json"


@pytest.mark.parametrize("file", [WRITTEN, HONEST], ids=["slips", "honest"])
def test_every_written_change_changes_its_source(file: Path) -> None:
    for slip in sample(file):
        texts: dict[Path, str] = {}
        for edit in slip.edits:
            file = ROOT / slip.source / edit.file
            text = texts.get(file) or file.read_text(encoding="utf-8")
            texts[file], _ = edit.applied(text)
            assert texts[file] != text, slip.what


def test_a_row_that_is_gone_is_told_of_by_its_neighbours() -> None:
    changed, where = Edit("a.yaml", "two\n", "").applied("one\ntwo\nthree\n")
    assert changed == "one\nthree\n"
    assert list(where) == [1, 2]


def test_its_neighbours_are_rows_and_no_comments() -> None:
    text = "one\ntwo\n\n  # of a group\nthree\n"
    _, where = Edit("a.yaml", "two\n", "").applied(text)
    assert (where[0], where[-1]) == (1, 4)


def test_a_changed_line() -> None:
    _, where = Edit("a.yaml", "two", "2").applied("one\ntwo\nthree\n")
    assert list(where) == [2]
