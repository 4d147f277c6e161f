"""What is finished waits in a folder that all see, whole, until it is put in place."""

from __future__ import annotations

from collections import deque
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest

from mingzhang.cluster import shared_folder
from mingzhang.cluster.cluster_run import Here, Results
from mingzhang.cluster.cluster_worker import Made
from mingzhang.cluster.parcel import Parcel, pack
from mingzhang.cluster.scheduler import Lost, Scheduler
from mingzhang.cluster.shared_folder import SharedFolder, entry_of, is_shared, made_into
from mingzhang.diagnostics import Diagnostic, Operand, Place, Severity
from mingzhang.keeping.result_keeper import Keeper
from mingzhang.project import Project
from mingzhang.result import Result
from mingzhang.wanted import HTML, PDF, Wanted

OURS = "ours"
FOUND = Diagnostic(
    Place(Path("/data/a.yaml"), 3, 4),
    "MZ344",
    "没有写",
    "请写",
    Severity.WARNING,
    (Operand("甲", "1.00", Place(Path("b.yaml"), 1, 1)),),
    difference=Decimal("0.10"),
)


def well(parcel: Parcel) -> Made:
    result = Result(Path(parcel.folder), (FOUND,), (Path("a.html"),), ("b",), is_read=True)
    return Made(OURS, result, {"a.html": b"page", "data/b.csv": b"figures"})


@pytest.fixture
def shared(tmp_path: Path) -> SharedFolder:
    (tmp_path / "shared").mkdir()
    return SharedFolder(tmp_path / "shared")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in "甲乙":
        folder = tmp_path / "data" / "sources" / name / "2024-final"
        folder.mkdir(parents=True)
        (folder / "disclosure.yaml").write_text("年度: 2024\n", encoding="utf-8")
    return Project(tmp_path / "data")


def packed(project: Project, name: str, wanted: Wanted | None = None) -> Parcel:
    parcel = pack(project.sources / name / "2024-final", project, wanted or Wanted())
    assert parcel
    return parcel


class Machines:
    """Workers that make what is sent, or lose it when it is finished."""

    places = 2

    def __init__(self, shared: SharedFolder, *, loses: int = 0) -> None:
        self.shared, self.loses = shared, loses
        self.sent = deque[tuple[str, Parcel]]()
        self.made = list[str]()

    def send(self, name: str, parcel: Parcel) -> None:
        self.sent.append((name, parcel))

    def next(self) -> tuple[str, Made | Lost]:
        name, parcel = self.sent.popleft()
        self.made.append(name)
        made = made_into(self.shared, parcel)
        self.loses -= 1
        return name, (Lost() if self.loses >= 0 else made)


@pytest.fixture(autouse=True)
def _worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_folder, "key_here", lambda: OURS)
    monkeypatch.setattr(shared_folder, "made", well)


def results(project: Project, machines: Machines) -> list[Result]:
    def never(folder: Path) -> Result:
        raise AssertionError(folder)

    mine = Here(OURS, Keeper(project, project.output), project.output, never, never)
    folders = [project.sources / name / "2024-final" for name in "甲乙"]
    asked = Results(cast("Scheduler", machines), folders, mine)
    return [asked.result(folder) for folder in folders]


def test_what_waited_is_put_in_place_and_gone(shared: SharedFolder, project: Project) -> None:
    found = results(project, Machines(shared))
    for result in found:
        assert result.diagnostics == (FOUND,)
        assert not result.is_kept
        assert [file.read_bytes() for file in result.files] == [b"page"]
        assert (result.files[0].parent / "data/b.csv").read_bytes() == b"figures"
    assert not [*shared.path.iterdir()]


def test_what_was_finished_for_one_who_is_gone_is_not_made_again(
    shared: SharedFolder, project: Project
) -> None:
    made_into(shared, packed(project, "甲"))
    machines = Machines(shared)
    assert len(results(project, machines)) == 2
    assert machines.made == [packed(project, "乙").folder]
    assert not [*shared.path.iterdir()]


def test_of_which_only_the_word_was_lost_is_not_made_again(
    shared: SharedFolder, project: Project
) -> None:
    machines = Machines(shared, loses=1)
    assert len(results(project, machines)) == 2
    assert len(machines.made) == 2


def test_a_worker_does_not_make_what_waits(
    shared: SharedFolder, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made_into(shared, packed(project, "甲"))
    monkeypatch.setattr(shared_folder, "made", lambda _: None)
    assert made_into(shared, packed(project, "甲")).kept_in == first.kept_in


def test_an_edited_source_is_another_entry(shared: SharedFolder, project: Project) -> None:
    made_into(shared, packed(project, "甲"))
    source = project.sources / "甲/2024-final/disclosure.yaml"
    source.write_text("年度: 2025\n", encoding="utf-8")
    machines = Machines(shared)
    assert len(results(project, machines)) == 2
    assert len(machines.made) == 2


def test_a_half_written_file_is_no_document(shared: SharedFolder, project: Project) -> None:
    name = made_into(shared, packed(project, "甲")).kept_in
    data = (shared.path / name).read_bytes()
    (shared.path / name).write_bytes(data[:-9])
    assert shared.take(name, "甲") is None
    assert len(results(project, Machines(shared))) == 2


def test_an_entry_is_of_files_wanted_and_program(project: Project) -> None:
    kinds = Wanted(frozenset((HTML, PDF))), Wanted(frozenset((PDF, HTML)))
    assert len({entry_of(packed(project, "甲", wanted), OURS) for wanted in kinds}) == 1
    every = {entry_of(packed(project, "甲"), key) for key in (OURS, "theirs")}
    assert len({*every, entry_of(packed(project, "甲", kinds[0]), OURS)}) == 3


def test_with_errors_nothing_waits(
    shared: SharedFolder, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_folder, "made", lambda _: Made(OURS, Result(Path(), ()), {}))
    assert not made_into(shared, packed(project, "甲")).kept_in
    assert not [*shared.path.iterdir()]


def test_who_does_not_see_the_folder(shared: SharedFolder) -> None:
    (shared.path / "probe").touch()
    assert is_shared(shared.path / "probe")
    assert not is_shared(shared.path / "other")
