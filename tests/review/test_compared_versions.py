"""What OLD and NEW may be, and what is said of those that are nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mingzhang.project import Project
from mingzhang.review.compared_versions import VersionError, open_version
from mingzhang.review.version_comparison import review
from tests.review.repository import BUDGET, FINAL, Repository, create
from tests.support import PROJECT


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return create(tmp_path / "仓库", FINAL, BUDGET)


def names(repository: Repository, version: str) -> list[str]:
    with open_version(version, PROJECT, repository.root) as opened:
        return sorted(opened.documents)


def test_a_revision_the_work_tree_and_folders(repository: Repository) -> None:
    every = ["changchun/2024-final", "yanbian/2024-budget"]
    assert names(repository, "HEAD") == every
    assert names(repository, ".") == every
    assert names(repository, "sources") == every
    assert names(repository, "sources/changchun") == every[:1]
    assert names(repository, FINAL) == every[:1]


def test_a_temporary_folder_is_gone_afterwards(repository: Repository) -> None:
    with open_version("HEAD", PROJECT, repository.root) as opened:
        root = opened.root
        assert root.is_dir()
        assert not root.is_relative_to(repository.root)
    assert not root.exists()


@pytest.mark.parametrize("name", ["HEAD~9", "没有这个", "--all", "sources/无"])
def test_what_is_no_version(repository: Repository, name: str) -> None:
    version = open_version(name, PROJECT, repository.root)
    with pytest.raises(VersionError, match="不是放文档的文件夹"), version:
        pass


def test_what_a_shallow_clone_lacks(repository: Repository, tmp_path: Path) -> None:
    repository.commit("后")
    shallow = tmp_path / "浅"
    repository.git("clone", "--quiet", "--depth=1", repository.root.as_uri(), str(shallow))
    version = open_version("HEAD~1", PROJECT, shallow)
    with pytest.raises(VersionError, match=r"也不是 git 的版本。.*git fetch --unshallow"), version:
        pass


def test_a_file_that_the_repository_lacks(repository: Repository) -> None:
    """A partial clone has the names of all files, and not their contents: none of them is empty."""
    blob = repository.git("rev-parse", f"HEAD:{FINAL}/disclosure.yaml").strip()
    (repository.root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    version = open_version("HEAD", PROJECT, repository.root)
    with pytest.raises(VersionError, match=r"取不到，例如 .*changchun.*refetch"), version:
        pass


def test_a_folder_without_documents(tmp_path: Path) -> None:
    version = open_version("", PROJECT, tmp_path)
    with pytest.raises(VersionError, match="这里没有文档"), version:
        pass


def test_only_the_documents_asked_for(repository: Repository) -> None:
    repository.edit(FINAL, ("项目支出: 188.00", "项目支出: 189.00"))
    repository.edit(BUDGET, ("本年: 31.10", "本年: 31.20"))
    for path in (FINAL, "changchun", f"{FINAL}/disclosure.yaml", "changchun/2024-final"):
        found = repository.review("HEAD", ".", path)
        assert [document.name for document in found.documents] == ["changchun/2024-final"]
    found = repository.review("HEAD", FINAL)
    assert [document.name for document in found.documents] == ["changchun/2024-final"]
    assert len(repository.review("HEAD", ".").documents) == 2


@pytest.mark.parametrize("name", ["甲", "甲/sources", "甲/sources/changchun"])
def test_only_the_documents_of_the_project_that_is_asked_for(tmp_path: Path, name: str) -> None:
    repository = create(tmp_path, FINAL, BUDGET)
    for below, document in (("甲", FINAL), ("乙", BUDGET)):
        target = tmp_path / below / document
        shutil.copytree(tmp_path / document, target)
    repository.git("rm", "-rq", "sources")
    repository.commit("两处")
    repository.edit(f"甲/{FINAL}", ("60.88, 年初预算: 60.88", "70.88, 年初预算: 60.88"))
    project = Project(tmp_path / "甲")
    with (
        open_version("HEAD", project, tmp_path) as old,
        open_version(name, project, tmp_path) as new,
    ):
        found = review(old, new)
    assert [(one.name, one.state) for one in found.changed] == [("changchun/2024-final", "改动")]


def test_documents_that_came_and_went(repository: Repository) -> None:
    shutil.rmtree(repository.root / "sources/yanbian")
    (document,) = repository.review("HEAD", ".").documents
    assert (document.name, document.state) == ("yanbian/2024-budget", "删去")
    (document,) = repository.review(".", "HEAD").documents
    assert document.state == "新增"


def test_templates_of_a_revision_render_it(repository: Repository) -> None:
    shutil.copytree(PROJECT.templates, repository.root / "templates")
    repository.commit("templates")
    section = repository.root / "templates/jilin/final/sections/11-procurement.j2"
    text = section.read_text(encoding="utf-8")
    section.write_text(text + "\n政府采购另见专栏。\n", encoding="utf-8")
    found = repository.review("HEAD", ".", FINAL)
    (document,) = found.documents
    assert [change.new for change in document.sentences] == ["政府采购另见专栏。"]
    assert not document.figures
    assert not document.moved


def test_templates_that_today_cannot_render_are_told(repository: Repository) -> None:
    shutil.copytree(PROJECT.templates, repository.root / "templates")
    section = repository.root / "templates/jilin/final/sections/11-procurement.j2"
    text = section.read_text(encoding="utf-8")
    section.write_text(text + "\n{{ 没有的名称 }}\n", encoding="utf-8")
    repository.commit("broken")
    section.write_text(text, encoding="utf-8")
    repository.edit(FINAL, ("项目支出: 27.50", "项目支出: 28.50"))
    (document,) = repository.review("HEAD", ".", FINAL).documents
    assert any("改用现在的模板" in message for message in document.messages)
    assert [change.key for change in document.figures] == [("支出", "2101599", "项目支出")]
    assert document.sentences


def test_an_older_schema_gives_a_message_and_the_figures(repository: Repository) -> None:
    repository.edit(FINAL, ("版式: 吉林\n", "版式: 吉林\n老键: 1\n"))
    repository.commit("old")
    repository.edit(FINAL, ("老键: 1\n", ""), ("项目支出: 27.50", "项目支出: 28.50"))
    (document,) = repository.review("HEAD", ".", FINAL).documents
    assert any("MZ030" in message for message in document.messages)
    keys = [change.key for change in document.figures]
    assert ("支出", "2101599", "项目支出") in keys
    assert len(keys) == 2


def test_a_file_that_is_missing_gives_a_message(repository: Repository) -> None:
    repository.file(FINAL, "profile.yaml").unlink()
    repository.edit(FINAL, ("项目支出: 27.50", "项目支出: 28.50"))
    (document,) = repository.review("HEAD", ".", FINAL).documents
    assert any("profile.yaml" in message for message in document.messages)
    assert [change.key for change in document.figures] == [("支出", "2101599", "项目支出")]
