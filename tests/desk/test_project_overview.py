"""The overview: which documents a changed file concerns, asked again and again."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.desk.project_overview import Board
from mingzhang.drafting.document_progress import progress
from mingzhang.project import Project

YEAR = "2024-final"
FILE = "disclosure.yaml"


def document(root: Path, agency: str, text: str = "年度: 2024\n") -> Path:
    """A document's file, as far as the overview looks at it."""
    folder = root / "sources" / agency / YEAR
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(text, "utf-8")
    return folder


@pytest.fixture
def board(tmp_path: Path) -> Board:
    for agency in ("bureau", "unit", "other"):
        document(tmp_path, agency)
    made = Board((), Project(tmp_path))
    for folder in [*made.lines]:
        made.know(folder, progress(()))
    return made


def test_what_a_document_draws_on_is_looked_at_again_when_it_is_changed(
    board: Board, tmp_path: Path
) -> None:
    bureau, unit = (tmp_path / "sources" / name / YEAR for name in ("bureau", "unit"))
    assert board.changed([unit / FILE]) == (unit,)
    document(tmp_path, "bureau", f"年度: 2024\n汇总: [../../unit/{YEAR}]\n")
    assert board.changed([bureau / FILE]) == (bureau,)
    assert board.changed([unit / FILE]) == (bureau, unit)


def test_the_unit_of_a_change_that_is_not_done_with_concerns_its_department(
    board: Board, tmp_path: Path
) -> None:
    bureau, unit = (tmp_path / "sources" / name / YEAR for name in ("bureau", "unit"))
    assert board.concerned([unit / FILE], [bureau]) == ()
    document(tmp_path, "bureau", f"年度: 2024\n汇总: [../../unit/{YEAR}]\n")
    assert board.concerned([bureau / FILE], [bureau]) == (bureau,)
    assert board.concerned([unit / FILE], [bureau]) == (bureau,)


def test_what_is_known_already_is_not_asked_again(board: Board, tmp_path: Path) -> None:
    unit = tmp_path / "sources" / "unit" / YEAR
    assert board.changed([unit / FILE], [unit]) == ()
    assert [*board.stale()] == []


def test_documents_come_and_go(board: Board, tmp_path: Path) -> None:
    new = document(tmp_path, "new")
    assert board.changed([new / FILE]) == (new,)
    assert [*board.stale()] == [new]
    (new / FILE).unlink()
    new.rmdir()
    assert board.changed([new / FILE]) == ()
    assert new not in board.lines


def test_a_document_is_called_by_what_it_says_today(board: Board, tmp_path: Path) -> None:
    unit = tmp_path / "sources" / "unit" / YEAR
    (unit / "profile.yaml").write_text("名称: 某县统计局\n", "utf-8")
    assert "某县统计局" in board.know(unit, progress(())).title
