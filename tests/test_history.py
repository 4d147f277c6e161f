"""git as a witness of typed figures that differ from the last commit; without git, nothing."""

from __future__ import annotations

import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.forms.documents_by_form import read_folder
from mingzhang.history import contents, since_head
from mingzhang.reading.document_folder import PERFORMANCE, Folder
from tests.review.repository import FINAL, Repository, create, in_yuan
from tests.support import PROJECT


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return create(tmp_path, FINAL)


def read(repository: Repository) -> Folder:
    folder, found = read_folder(repository.root / FINAL, PROJECT)
    assert folder, found
    return folder


def changed(repository: Repository) -> list[str]:
    places = since_head(read(repository)).changed
    return sorted(f"{place.file.name}:{place.line}:{place.column}" for place in places)


def test_nothing_changed(repository: Repository) -> None:
    assert changed(repository) == []


def test_figures_that_changed_or_are_new(repository: Repository) -> None:
    repository.edit(
        FINAL,
        ("项目支出: 188.00", "项目支出: 188.01"),
        ("{科目: 21015, 合计: 2068.40}", "{科目: 21015, 合计: 2068.40, 项目支出: 905.64}"),
        ("差异原因: 人员调整", "差异原因: 人员的调整"),
    )
    assert changed(repository) == ["disclosure.yaml:19:25", "disclosure.yaml:27:36"]


def test_a_row_that_is_gone(repository: Repository) -> None:
    file = repository.file(FINAL)
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if "科目: 30239," not in line]
    assert len(kept) == len(lines) - 1
    file.write_text("".join(kept), encoding="utf-8")
    (entry,) = since_head(read(repository)).gone
    assert (entry.key[0], entry.key[1].split()[0], entry.value) == (
        "基本支出",
        "30239",
        Decimal(659_900),
    )


def test_a_row_with_another_code_is_not_gone(repository: Repository) -> None:
    repository.edit(FINAL, ("{科目: 30239, 金额: 65.99}", "{科目: 30240, 金额: 65.99}"))
    since = since_head(read(repository))
    assert since.gone == ()
    assert len(since.changed) == 1


def test_a_figure_that_is_gone_is_no_row(repository: Repository) -> None:
    repository.edit(FINAL, ("{科目: 30239, 金额: 65.99}", "{科目: 30239, 金额: 缺}"))
    assert since_head(read(repository)).gone == ()


def test_figures_of_projects(repository: Repository) -> None:
    file = repository.file(FINAL, PERFORMANCE)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("119.79]", "119.80]"), encoding="utf-8")
    (place,) = changed(repository)
    assert place.startswith(PERFORMANCE)


def test_another_unit_is_no_change(repository: Repository) -> None:
    in_yuan(repository, FINAL)
    assert changed(repository) == []


def test_a_broken_commit_says_nothing(repository: Repository) -> None:
    text = repository.file(FINAL).read_text(encoding="utf-8")
    repository.edit(FINAL, ("支出:\n  # 20805", "支出\n  # 20805"))
    repository.commit("broken")
    repository.file(FINAL).write_text(text, encoding="utf-8")
    assert changed(repository) == []


def test_outside_git_and_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(PROJECT.root / FINAL, tmp_path / FINAL)
    plain = Repository(tmp_path)
    assert changed(plain) == []
    monkeypatch.setenv("PATH", str(tmp_path))
    assert changed(plain) == []


def test_where_no_repository_can_be_git_is_not_even_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def started(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr("mingzhang.history.subprocess.run", started)
    assert contents(tmp_path, ["HEAD:./disclosure.yaml"]) == (None,)


def test_a_repository_is_found_behind_a_link(
    repository: Repository, tmp_path_factory: pytest.TempPathFactory
) -> None:
    link = tmp_path_factory.mktemp("elsewhere") / "link"
    link.symlink_to(repository.root / FINAL)
    (blob,) = contents(link, ["HEAD:./disclosure.yaml"])
    assert blob == repository.file(FINAL).read_bytes()


def test_a_document_that_was_never_committed(repository: Repository) -> None:
    shutil.copytree(repository.root / FINAL, repository.root / "sources/other/2024-final")
    folder, _found = read_folder(repository.root / "sources/other/2024-final", PROJECT)
    assert folder
    assert since_head(folder).changed == {}


def test_blobs_that_are_not_there(repository: Repository) -> None:
    names = ["HEAD:./没有", f"HEAD:{FINAL}/duties.md", "HEAD:x\ny"]
    assert contents(repository.root, names) == (None, None, None)
    found = contents(repository.root, names[:2])
    assert found[0] is None
    assert found[1] == repository.file(FINAL, "duties.md").read_bytes()


def test_a_department_has_what_changed_in_its_units(repository: Repository) -> None:
    repository.edit(FINAL, ("项目支出: 188.00", "项目支出: 188.01"))
    unit = read(repository)
    beside = unit.path.parent.parent / "department" / unit.path.name
    beside.mkdir(parents=True)
    department = replace(unit, path=beside, units=(unit,))
    assert since_head(department).changed == since_head(unit).changed != {}
    # One in no repository leaves the others' history what it is.
    alone = replace(unit, units=(replace(unit, path=Path("/")),))
    assert since_head(alone).changed == since_head(unit).changed
