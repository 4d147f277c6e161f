"""Glances that are kept: the same as those taken anew, whatever happens to a folder."""

from __future__ import annotations

import json
import os
from pathlib import Path
from shutil import rmtree

import pytest

from mingzhang.checks import document_glance
from mingzhang.checks.document_glance import Glance, glance
from mingzhang.keeping import kept_glances
from mingzhang.keeping.kept_glances import KeptGlances
from mingzhang.project import Project

DEPARTMENT = "主管部门: 甲市财政局\n汇总: [../../one/2025-budget, ../../two/2025-budget]\n"
LONG_AGO = 1_700_000_000_000_000_000


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    # What was written within a tick of the clock is not known again; here all is old.
    monkeypatch.setattr("mingzhang.keeping.folder_state.RECENT", 0)
    made = tmp_path / "data" / "sources" / "dept" / "2025-budget"
    made.mkdir(parents=True)
    (made / "disclosure.yaml").write_text(DEPARTMENT, "utf-8")
    (made / "profile.yaml").write_text("名称: 甲市财政局\n", "utf-8")
    return made


def seen(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Glance, int]:
    """What a run of its own sees, and how many documents it had to read."""
    read: list[Path] = []

    def looked(one: Path) -> Glance:
        read.append(one)
        return glance(one)

    monkeypatch.setattr(kept_glances, "glance", looked)
    glances = KeptGlances(Project(folder.parents[2]))
    found = glances(folder)
    glances.save()
    return found, len(read)


def test_a_folder_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, count = seen(folder, monkeypatch)
    assert (first.name, first.superior, first.where) == (
        "甲市财政局",
        "甲市财政局",
        ("disclosure.yaml", 1, 7),
    )
    assert first.agencies == {"one", "two"}
    assert count == 1
    assert seen(folder, monkeypatch) == (first, 0)


@pytest.mark.parametrize("file", ["disclosure.yaml", "profile.yaml", "performance.yaml"])
def test_what_is_edited_is_read_again(
    folder: Path, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen(folder, monkeypatch)
    (folder / file).write_text("主管部门: 乙市财政局\n名称: 乙市财政局\n单位: []\n", "utf-8")
    found, count = seen(folder, monkeypatch)
    assert (found, count) == (glance(folder), 1)
    assert (found.superior == "甲市财政局") == (file != "disclosure.yaml")


def test_one_of_the_same_size_and_time_is_read_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = folder / "profile.yaml"
    os.utime(file, ns=(LONG_AGO, LONG_AGO))
    seen(folder, monkeypatch)
    file.write_text("名称: 乙市财政局\n", "utf-8")
    os.utime(file, ns=(LONG_AGO, LONG_AGO))
    assert seen(folder, monkeypatch)[0].name == "乙市财政局"


def test_one_that_is_gone_says_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen(folder, monkeypatch)
    rmtree(folder)
    assert seen(folder, monkeypatch)[0] == Glance("", "", ("", 0, 0), frozenset(), *(2 * [False]))


@pytest.mark.parametrize("words", [b"", b"[]", b'{"x": 1}', b'{"x": [1, 2]}', b"\xff"])
def test_a_record_of_another_shape_is_none(
    folder: Path, words: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen(folder, monkeypatch)
    (record,) = (folder.parents[3] / "cache" / "mingzhang").iterdir()
    record.write_bytes(words)
    assert seen(folder, monkeypatch) == (glance(folder), 1)


def test_of_a_folder_that_is_gone_nothing_is_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen(folder, monkeypatch)
    other = folder.with_name("2026-budget")
    folder.rename(other)
    seen(other, monkeypatch)
    (record,) = (folder.parents[3] / "cache" / "mingzhang").iterdir()
    assert list(json.loads(record.read_bytes())) == [str(other)]
    assert seen(other, monkeypatch)[1] == 0


def test_the_glances_of_another_program_are_none(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen(folder, monkeypatch)
    changed = tmp_path / "document_glance.py"
    changed.write_text("# 改过\n", "utf-8")
    monkeypatch.setattr(document_glance, "__file__", str(changed))
    assert seen(folder, monkeypatch)[1] == 1
