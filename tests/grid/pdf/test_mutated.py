"""A stranger's PDF may be anything: it is read or refused; a reader that dies costs its file."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest

from benchmarks.mutated_papers import mutated, outcome
from mingzhang.grid.pdf import pdf_limits, pdf_opening
from mingzhang.grid.pdf.pdf_grids import read_pdf
from tests.inspection.papers import paper

FILE = Path("公布件.pdf")
SAMPLE = 24  # the benchmark takes a thousand


def test_changed_bytes_end_read_or_refused() -> None:
    chance = random.Random(18)  # noqa: S311 (a sample, no secret)
    ends = {outcome(mutated(paper(), chance)[1]) for _ in range(SAMPLE)}
    assert "读出" in ends
    assert all(end == "读出" or end.endswith("。") for end in ends)


def refusal(data: bytes) -> str:
    (found,) = read_pdf(FILE, data).found
    assert found.code == "MZ880"
    return found.message


def test_a_reader_that_dies_hangs_or_babbles_costs_its_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    child = tmp_path / "child.py"
    monkeypatch.setattr(pdf_opening, "CHILD", child)
    child.write_text("import os; os.abort()")
    assert "中断" in refusal(paper())
    child.write_text("print('{\"pages\": [')")
    assert "中断" in refusal(paper())
    monkeypatch.setattr(pdf_opening, "PATIENCE", 0.2)
    child.write_text("while True: pass")
    assert "时间太长" in refusal(paper())


@pytest.mark.parametrize(("number", "words"), [(2, "页"), (3, "图形"), (4, "文字")])
def test_every_limit_is_kept(monkeypatch: pytest.MonkeyPatch, number: int, words: str) -> None:
    most = list(pdf_opening.MOST)
    most[number] = 1
    monkeypatch.setattr(pdf_opening, "MOST", tuple(most))
    told = f"超过 {pdf_limits.PAGES} 页" if words == "页" else f"{words}超过"
    assert told in refusal(paper())


def test_a_file_that_is_too_large_is_not_even_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_limits, "FILE", 10)
    monkeypatch.setattr(subprocess, "run", None)
    assert "超过" in refusal(paper())
