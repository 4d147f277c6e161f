"""A list of subjects is edited: what it concerns is made again, and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from mingzhang.builder import checked
from mingzhang.facts.subject_catalogue import Subject, answered, read_catalogue
from mingzhang.facts.subject_lookups import (
    BELOW,
    CALLED,
    CODE,
    ENDING,
    FAULTS,
    TRAVELLING,
    WHOLE,
    Listed,
    Question,
    noting,
)
from mingzhang.keeping import program_key
from mingzhang.keeping.result_keeper import Keeper
from mingzhang.project import Project
from tests.support import PROJECT

DOCUMENT = "changchun/2024-final"
LIST = "code,name\n2080505,养老保险缴费支出\n2320101,从前的叫法\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project of data with the lists of two years, whose document was checked."""
    for libraries in ("_packages", "_notes", "_native"):
        monkeypatch.setattr(program_key, libraries, list)
    own = Project(tmp_path / "project")
    shutil.copytree(PROJECT.sources / DOCUMENT, own.sources / DOCUMENT)
    own.subjects.mkdir()
    for year in (2023, 2024):
        write(own, LIST, year)
    keeper = Keeper(own, None)
    keeper.made(own.sources / DOCUMENT, lambda folder: checked(folder, own))
    keeper.end()
    return own


def write(project: Project, text: str, year: int = 2024) -> None:
    (project.subjects / f"subjects-{year}.csv").write_text(text, "utf-8")


def is_kept(project: Project) -> bool:
    keeper = Keeper(project, None)
    kept = keeper.kept(project.sources / DOCUMENT)
    keeper.end()
    return kept is not None


def removed(project: Project) -> None:
    (project.subjects / "subjects-2024.csv").unlink()


UNCONCERNED: dict[str, Callable[[Project], None]] = {
    "another year's": partial(write, text=f"{LIST}2080501,另一年的叫法\n", year=2023),
    "a new year's": partial(write, text=f"{LIST}2080501,后一年的叫法\n", year=2025),
    "one that nobody asked for": partial(write, text=LIST.replace("从前", "现在")),
    "a new one": partial(write, text=f"{LIST}2140101,铁路建设的行政运行\n"),
    "one less": partial(write, text=LIST.replace("2320101,从前的叫法\n", "")),
    "one that says what is known": partial(write, text=f"{LIST}2320102,别的\n"),
    "another order": partial(write, text="\n".join([*LIST.splitlines()[::2], LIST.split()[1]])),
}
CONCERNED: dict[str, Callable[[Project], None]] = {
    "a row's name": partial(write, text=LIST.replace("缴费支出", "缴费")),
    "a name above a row's": partial(write, text=f"{LIST}20805,另外的叫法\n"),
    "a bad row": partial(write, text=f"{LIST}12,不是编码\n"),
    "not a list any more": partial(write, text="科目\n"),
    "no list any more": removed,
    "one that says nothing": partial(write, text="code,name\n"),
}


@pytest.mark.parametrize("edit", UNCONCERNED.values(), ids=UNCONCERNED)
def test_a_list_that_does_not_concern_it(project: Project, edit: Callable[[Project], None]) -> None:
    assert is_kept(project)
    edit(project)
    assert is_kept(project)
    # What was learnt is kept: the list as it is now, not as it was.
    write(project, LIST.replace("缴费支出", "缴费"))
    assert not is_kept(project)


@pytest.mark.parametrize("edit", CONCERNED.values(), ids=CONCERNED)
def test_a_list_that_concerns_it(project: Project, edit: Callable[[Project], None]) -> None:
    edit(project)
    assert not is_kept(project)
    write(project, LIST)
    assert is_kept(project)


def asked(look: Callable[[Listed], object]) -> set[tuple[str, tuple[str, ...]]]:
    with noting() as questions:
        look(read_catalogue(PROJECT.catalogue, 2024).subjects)
    return {(one.kind, one.words) for one in questions}


def test_the_first_list_of_a_year_concerns_who_asked_for_what_it_says(project: Project) -> None:
    removed(project)
    keeper = Keeper(project, None)
    keeper.made(project.sources / DOCUMENT, lambda folder: checked(folder, project))
    keeper.end()
    write(project, "code,name\n2320101,从前的叫法\n")
    assert is_kept(project)
    write(project, LIST)
    assert not is_kept(project)


def test_whether_a_list_travels_is_asked_of_the_folder(tmp_path: Path) -> None:
    asked = [Question(2024, TRAVELLING), Question(2024, FAULTS)]
    none = dict(answered(asked, PROJECT.catalogue, tmp_path))
    (tmp_path / "subjects-2024.csv").write_text("code,name\n", "utf-8")
    empty = dict(answered(asked, PROJECT.catalogue, tmp_path))
    assert none[asked[0]] != empty[asked[0]]
    assert none[asked[1]] == empty[asked[1]] == ()


def test_what_is_noted() -> None:
    assert asked(lambda subjects: subjects.get("201")) == {(CODE, ("201",))}
    assert asked(lambda subjects: "201" in subjects) == {(CODE, ("201",))}
    assert asked(lambda subjects: [*subjects.below(["210", "201"])]) == {(BELOW, ("201", "210"))}
    assert asked(lambda subjects: [*subjects.called("教育支出")]) == {(CALLED, ("教育支出",))}
    assert (WHOLE, ()) in asked(lambda subjects: [*subjects.values()])
    assert asked(len) == {(WHOLE, ())}
    assert asked(lambda subjects: subjects.quiet) == set()


EDITS = {
    "a new subject below": ("2010199,新的\n", {BELOW, WHOLE}),
    "another of the name": ("2990101,教育支出\n", {CALLED, ENDING, WHOLE}),
    "a name with the end": ("2990101,民办教育支出\n", {ENDING, WHOLE}),
    "the name itself": ("201,公共服务\n", {CODE, BELOW, WHOLE}),
}


@pytest.mark.parametrize(("row", "concerned"), EDITS.values(), ids=EDITS)
def test_answers_that_change(tmp_path: Path, row: str, concerned: set[str]) -> None:
    with noting() as questions:
        subjects = read_catalogue(PROJECT.catalogue, 2024, tmp_path).subjects
        _ = subjects.get("201"), subjects.below(["201"]), subjects.called("教育支出"), [*subjects]
    ending = [one._replace(kind=ENDING, words=("教育支出",)) for one in questions][:1]
    every = {*questions, *ending}
    before = dict(answered(every, PROJECT.catalogue, tmp_path))
    (tmp_path / "subjects-2024.csv").write_text(f"code,name\n{row}", "utf-8")
    after = dict(answered(every, PROJECT.catalogue, tmp_path))
    assert {one.kind for one in every if before[one] != after[one]} == concerned


def test_what_an_author_adds_is_asked_of_the_list() -> None:
    known = read_catalogue(PROJECT.catalogue, 2024)
    with noting() as questions:
        known.with_additions([Subject("2990101", "甲")]).with_named([Subject("2990102", "乙")])
    assert {one.words for one in questions} == {("2990101",), ("2990102",)}
