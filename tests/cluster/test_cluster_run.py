"""Documents made by others: each result once, whatever becomes of those that make them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import pytest

from mingzhang.cluster.cluster_run import TRIES, Here, Results
from mingzhang.cluster.cluster_worker import Made
from mingzhang.cluster.parcel import Parcel
from mingzhang.cluster.scheduler import Lost, Outcome, Scheduler
from mingzhang.keeping.result_keeper import Keeper
from mingzhang.project import Project
from mingzhang.result import Result

OURS = "ours"
Answer = Callable[[Parcel], Outcome]


def well(parcel: Parcel) -> Made:
    """As a machine answers that made the document."""
    return Made(OURS, Result(Path(parcel.folder), (), (Path("a.html"),)), {"a.html": b"page"})


@dataclass
class Scripted:
    """Machines that answer as told, one answer for each parcel sent; then well."""

    answers: deque[Answer] = field(default_factory=deque)
    sent: list[tuple[str, Parcel]] = field(default_factory=list)
    count: int = 0
    places: int = 1
    shared: None = None

    def send(self, name: str, parcel: Parcel) -> None:
        self.sent.append((name, parcel))
        self.count += 1

    def next(self) -> tuple[str, Outcome]:
        name, parcel = self.sent.pop(0)
        return name, (self.answers.popleft() if self.answers else well)(parcel)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in "甲乙丙":
        folder = tmp_path / "data" / "sources" / name / "2024-final"
        folder.mkdir(parents=True)
        (folder / "disclosure.yaml").write_text("年度: 2024\n", encoding="utf-8")
    return Project(tmp_path / "data")


def results(project: Project, *answers: Answer) -> tuple[dict[str, str], int]:
    """By agency who made its document; how many parcels were sent."""

    def here(word: str) -> Callable[[Path], Result]:
        return lambda folder: Result(folder, (), (), (word,))

    machines = Scripted(deque(answers))
    keeper = Keeper(project, project.output)
    mine = Here(OURS, keeper, project.output, here("here"), here("killed"))
    folders = [project.sources / name / "2024-final" for name in "甲乙丙"]
    asked = Results(cast("Scheduler", machines), folders, mine)
    made = {folder.parent.name: asked.result(folder) for folder in folders}
    who = {
        name: result.attached[0] if result.attached else "there" for name, result in made.items()
    }
    return who, machines.count


def test_what_comes_back_is_put_in_place(project: Project) -> None:
    assert results(project) == (dict.fromkeys("甲乙丙", "there"), 3)
    for name in "甲乙丙":
        assert (project.output / name / "2024-final" / "a.html").read_bytes() == b"page"


def test_what_is_lost_is_sent_again(project: Project) -> None:
    assert results(project, lambda _: Lost()) == (dict.fromkeys("甲乙丙", "there"), 4)


def test_what_is_always_lost_is_made_here(project: Project) -> None:
    def lost(parcel: Parcel) -> Outcome:
        return Lost() if "甲" in parcel.folder else well(parcel)

    assert results(project, *[lost] * 9) == (
        {"甲": "here", "乙": "there", "丙": "there"},
        TRIES + 3,
    )


def test_one_that_kills_its_machines_is_told_and_no_other(project: Project) -> None:
    who, _ = results(project, lambda _: Lost(is_killer=True))
    assert who == {"甲": "killed", "乙": "there", "丙": "there"}


def test_a_machines_own_fault_costs_nothing(project: Project) -> None:
    who, _ = results(project, lambda _: Lost(why="OSError: disk full"))
    assert who == {"甲": "here", "乙": "there", "丙": "there"}


def test_another_program_makes_nothing_that_is_published(project: Project) -> None:
    other = Made("theirs", Result(Path(), ()), {"a.html": b"other"})
    who, _ = results(project, lambda _: other)
    assert who["甲"] == "here"
    assert not (project.output / "甲").exists()


def test_an_error_is_told_as_it_is_seen_here(project: Project) -> None:
    who, _ = results(project, lambda _: Made(OURS, Result(Path(), ()), {}))
    assert who["甲"] == "here"


def test_what_was_edited_meanwhile_is_sent_again(project: Project) -> None:
    source = project.sources / "甲/2024-final/disclosure.yaml"

    def edited(parcel: Parcel) -> Made:
        source.write_text("年度: 2025\n", encoding="utf-8")
        return well(parcel)

    assert results(project, edited) == (dict.fromkeys("甲乙丙", "there"), 4)
