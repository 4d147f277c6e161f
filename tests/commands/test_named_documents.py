"""How a run over named documents is told."""

from __future__ import annotations

import sys
from io import StringIO
from pathlib import Path

import pytest

from mingzhang.commands import show
from mingzhang.commands.named_documents import Told, of_each
from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.result import Result


def test_a_line_counts_what_was_told_of_its_document_before(tmp_path: Path) -> None:
    """Nobody reads "没有问题" under the warning of the very document."""
    folders = [tmp_path / "a" / "2025-budget", tmp_path / "b" / "2025-budget"]
    place = Place(folders[0] / "disclosure.yaml", 1, 1)
    before = (Diagnostic(place, "MZ655", "没有汇总它。", "", Severity.WARNING),)
    stream = StringIO()
    told = Told("核对通过", stream, before, details=False)
    of_each(folders, lambda folder: Result(folder, ()), told, 2)
    first, second, _ = stream.getvalue().splitlines()
    assert ("1 个警告" in first, "没有问题" in second) == (True, True)


def test_what_is_found_is_written_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal is written to for each print, and a document may have a hundred lines."""
    written: list[str] = []

    class Terminal(StringIO):
        def write(self, text: str, /) -> int:
            written.append(text)
            return len(text)

    monkeypatch.setattr(sys, "stdout", Terminal())
    place = Place(tmp_path / "disclosure.yaml")
    found = [Diagnostic(place, code, "甲。", "乙。") for code in ("MZ001", "MZ002", "MZ003")]
    show(found, colour=False)
    words, end = written
    assert (len(words.splitlines()), end) == (6, "\n")  # each has a line, and one with its way out
