"""``check --watch``: a line a finding, told again after a change, as VS Code reads it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Event, Thread
from time import sleep

import pytest

from mingzhang.cli import main
from mingzhang.commands import check_watch
from mingzhang.commands.optional_libraries import lacking
from mingzhang.desk.folder_watch import changes, matters, roots
from mingzhang.project import SHIPPED, Project
from tests.commands.test_check import BAD, GOOD, forms_of_its_own, project, write

pytest.importorskip("watchfiles")
__all__ = ["project"]
WAIT = 20  # seconds for what takes one


def matchers() -> list[tuple[str, re.Pattern[str]]]:
    """Severity and pattern of each problem matcher that comes with the program."""
    text = (SHIPPED / ".vscode" / "tasks.json").read_text(encoding="utf-8")
    task = json.loads(re.sub(r"(?m)^//.*$", "", text))["tasks"][0]
    assert task["command"] == "mingzhang"
    found = task["problemMatcher"]
    assert {one["background"]["beginsPattern"] for one in found} == {f"^{check_watch.BEGUN}"}
    assert {one["background"]["endsPattern"] for one in found} == {f"^{check_watch.ENDED}"}
    return [(one["severity"], re.compile(one["pattern"]["regexp"])) for one in found]


def saving(*steps: Callable[[], object]) -> Callable[..., Iterator[frozenset[Path]]]:
    """What stands for the watching of files: each step is a save."""

    def stepping(*_watched: object) -> Iterator[frozenset[Path]]:
        for step in steps:
            step()
            yield frozenset({Path("sources/agency/2024-final/disclosure.yaml")})

    return stepping


def test_findings_are_told_again_after_each_save(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(project, BAD) / "disclosure.yaml"
    mend = saving(lambda: file.write_text(GOOD, "utf-8"), file.unlink)
    monkeypatch.setattr(check_watch, "changes", mend)
    assert main(["check", "--watch"]) == 0
    rounds = capsys.readouterr().out.split(f"{check_watch.BEGUN}\n")[1:]
    assert [re.findall(r"(?m)^(.+?:\d+:\d+): 错误", one) for one in rounds] == [
        ["sources/agency/2024-final/disclosure.yaml:19:24"],
        [],
        ["sources/agency/2024-final/disclosure.yaml:1:1"],
    ]
    assert all(f"\n{check_watch.ENDED}" in f"\n{one}" for one in rounds)


def test_all_data_may_go_and_come_back(
    project: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    write(project, GOOD)
    kept = tmp_path_factory.mktemp("kept") / "data"
    shutil.copytree(project, kept, symlinks=True)

    def watching(watched: Callable[[], object], _signs: object) -> Iterator[frozenset[Path]]:
        shutil.rmtree(project)
        watched()
        yield frozenset({project / "sources"})
        shutil.copytree(kept, project, symlinks=True)
        watched()
        yield frozenset({project / "sources"})

    monkeypatch.setattr(check_watch, "changes", watching)
    assert main(["check", "--watch"]) == 0
    rounds = capsys.readouterr().out.split(f"{check_watch.BEGUN}\n")[1:]
    assert "MZ850" in rounds[1]
    assert rounds[0] == rounds[2]


def test_the_editor_reads_every_line(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(project, BAD)
    write(project, GOOD.replace("政府采购: 0", "政府采购: 1.5"), "another/2024-final")
    monkeypatch.setattr(check_watch, "changes", saving())
    main(["check", "--watch"])
    lines = capsys.readouterr().out.splitlines()
    told = [line for line in lines if not line.startswith((check_watch.BEGUN, check_watch.ENDED))]
    assert told
    found = [[name for name, pattern in matchers() if pattern.match(line)] for line in told]
    assert all(len(names) == 1 for names in found), [*zip(told, found, strict=True)]
    assert "改法：" in told[0]


def test_ctrl_c_is_how_it_ends(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(project, GOOD)

    def end() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(check_watch, "changes", saving(end))
    assert main(["check", "--watch"]) == 0


def test_a_saved_file_is_seen_and_an_editors_own_is_not(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    stop, seen, ready = Event(), list[frozenset[Path]](), Event()

    def look() -> None:
        ready.set()
        for paths in changes(lambda: (tmp_path / "sources",), dict, stop):
            seen.append(paths)
            stop.set()

    thread = Thread(target=look)
    thread.start()
    ready.wait()
    while not stop.wait(0.2):
        (tmp_path / "sources" / ".swap.yaml").write_text("x", "utf-8")
        (tmp_path / "sources" / "a.yaml").write_text("x", "utf-8")
    thread.join()
    assert seen == [frozenset({tmp_path / "sources" / "a.yaml"})]


@contextmanager
def looking(there: Path, other: Path) -> Iterator[Callable[[Path], bool]]:
    """Whether a path is told as changed by now; the first folder is watched already."""
    stop, seen = Event(), Queue[frozenset[Path]]()

    def look() -> None:
        for paths in changes(lambda: (there, other), dict, stop):
            seen.put(paths)

    thread = Thread(target=look)
    thread.start()
    try:
        while seen.empty():
            (there / "a.yaml").write_text("x", "utf-8")
            sleep(0.1)
        yield lambda path: any(path in seen.get(timeout=WAIT) for _ in range(9))
    finally:
        stop.set()
        thread.join()


def test_a_folder_made_later_or_in_the_place_of_another_is_watched(tmp_path: Path) -> None:
    sources, forms = tmp_path / "sources", tmp_path / "templates"
    sources.mkdir()
    with looking(sources, forms) as told:
        forms.mkdir()
        assert told(forms)
        (forms / "region.yaml").write_text("x", "utf-8")
        assert told(forms / "region.yaml")
        shutil.rmtree(sources)
        assert told(sources)
        (sources / "agency").mkdir(parents=True)
        assert told(sources)
        (sources / "agency" / "a.yaml").write_text("x", "utf-8")
        assert told(sources / "agency" / "a.yaml")


def test_a_sign_that_is_another_counts_as_changed(tmp_path: Path) -> None:
    marks, stop, seen = {tmp_path / ".git": 1}, Event(), list[frozenset[Path]]()

    def another() -> dict[Path, int]:
        marks[tmp_path / ".git"] += 1
        return {**marks}

    for paths in changes(lambda: (tmp_path,), another, stop):
        seen.append(paths)
        stop.set()
    assert seen == [frozenset({tmp_path / ".git"})]


def test_a_folder_that_is_named_later_is_watched(tmp_path: Path) -> None:
    stop, seen, named = Event(), list[frozenset[Path]](), [tmp_path / "sources"]
    for name in ("sources", "forms"):
        (tmp_path / name).mkdir()
    marks = iter([{tmp_path: 1}, {tmp_path: 2}])

    def look() -> dict[Path, int]:
        return next(marks, {tmp_path: 2})

    for paths in changes(lambda: [*named], look, stop):
        seen.append(paths)
        if len(seen) == 1:
            named.append(tmp_path / "forms")
        elif tmp_path / "forms" / "a.yaml" in paths:
            stop.set()
        elif tmp_path / "forms" in paths:
            (tmp_path / "forms" / "a.yaml").write_text("x", "utf-8")
    assert seen[0] == frozenset({tmp_path})


def test_settings_are_read_again_and_wrong_ones_told(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(project, GOOD.replace("版式: 吉林", "版式: 自己的"))
    settings = project / "mingzhang.yaml"
    forms = forms_of_its_own(project, "forms")
    (forms / "own").mkdir()
    (forms / "own" / "region.yaml").write_text("名称: 自己的\n上级: jilin\n", "utf-8")
    steps = saving(
        lambda: settings.write_text("版式: forms\n", "utf-8"),
        lambda: settings.write_text("版式: forms\n输出: D:/公开\n", "utf-8"),
    )
    monkeypatch.setattr(check_watch, "changes", steps)
    assert main(["check", "--watch"]) == 0
    rounds = capsys.readouterr().out.split(f"{check_watch.BEGUN}\n")[1:]
    found = [re.findall("MZ501|MZ852", one) for one in rounds]
    assert (found[0], found[2]) == (["MZ501"], ["MZ852"])
    assert "MZ501" not in found[1]


def test_what_is_watched_lies_in_no_other_watched_folder(tmp_path: Path) -> None:
    document = tmp_path / "sources" / "agency" / "2024-final"
    other = tmp_path / "elsewhere" / "2024-final"
    for folder in (document, other, tmp_path / "rules"):
        folder.mkdir(parents=True)
    found = roots((document, other), Project(tmp_path))
    rooms = ("catalogue", "elsewhere", "rules", "sources", "templates")
    assert found == tuple(tmp_path / name for name in rooms)
    assert matters(document / "disclosure.yaml")
    assert not matters(document / ".disclosure.yaml.part")


def test_a_missing_library_is_named_with_the_way_out() -> None:
    fault = lacking("watchfiles", "no_such_library")
    assert fault is not None
    assert "no_such_library" in fault.message
    assert "mingzhang[desk]" in fault.hint
