"""What a changed file concerns: its document, who draws on it, the documents of a form, or all."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from mingzhang import cli
from mingzhang.commands import affected as command
from mingzhang.commands import build as building
from mingzhang.commands.named_documents import Run
from mingzhang.diagnostics import Diagnostic
from mingzhang.keeping.affected_documents import affected
from mingzhang.keeping.changed_files import changed_since
from mingzhang.project import Project
from mingzhang.reading.document_search import find_folders
from tests.support import PROJECT


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A bureau of three units, one of them with a year before, and an office of another form."""
    copy = Project(tmp_path)
    shutil.copytree(PROJECT.templates, copy.templates)
    texts = {
        "bureau/2024-budget": "汇总: [../one/2024-budget, ../two/2024-budget]\n",
        "one/2024-budget": "",
        "two/2024-budget": "汇总: [../three/2024-budget]\n",
        "three/2024-budget": "",
        "one/2025-budget": "上年来源: ../2024-budget\n",
        "three/2024-final": "",
    }
    for name, text in texts.items():
        write(copy, name, f"版式: 吉林\n{text}")
    write(copy, "office/2024-final", '"版式": "河南" # 用引号\n')
    return copy


def write(project: Project, name: str, text: str) -> None:
    text = text.replace("[../", "[../../").replace(", ../", ", ../../")
    file = project.sources / name / "disclosure.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")


def concerned(project: Project, file: str) -> dict[str, str]:
    folders, _ = find_folders((), project)
    found = affected([project.root / file], folders, project)
    return {p.relative_to(project.sources).as_posix(): "、".join(w) for p, w in found.items()}


@pytest.mark.parametrize(
    ("folder", "names"),
    [
        ("sources/one", ["bureau/2024-budget", "one/2024-budget", "one/2025-budget"]),
        ("templates/henan", ["office/2024-final"]),
    ],
)
def test_a_folder_stands_for_all_in_it(project: Project, folder: str, names: list[str]) -> None:
    assert sorted(concerned(project, folder)) == names


def test_a_source_concerns_who_draws_on_it(project: Project) -> None:
    assert concerned(project, "sources/one/2024-budget/new.md") == {
        "one/2024-budget": "自己",
        "one/2025-budget": "上年",
        "bureau/2024-budget": "汇总",
    }
    # Its unit's unit.
    assert set(concerned(project, "sources/three/2024-budget/disclosure.yaml")) == {
        "three/2024-budget",
        "two/2024-budget",
        "bureau/2024-budget",
        "three/2024-final",
    }


def test_a_unit_concerns_who_draws_on_the_document_that_sums_it(project: Project) -> None:
    write(project, "bureau/2025-budget", "版式: 吉林\n")
    write(project, "bureau/2024-final", "版式: 吉林\n")
    found = concerned(project, "sources/three/2024-budget/disclosure.yaml")
    assert found["bureau/2025-budget"] == "上年"
    assert found["bureau/2024-final"] == "年初预算"


def test_a_budget_concerns_the_final_account_of_its_year(project: Project) -> None:
    found = concerned(project, "sources/three/2024-budget/profile.yaml")
    assert found["three/2024-final"] == "年初预算"


def test_a_year_that_is_not_there_yet(project: Project) -> None:
    found = concerned(project, "sources/three/2023-final/disclosure.yaml")
    assert found == {"three/2024-final": "上年"}


def test_a_form_concerns_its_documents_of_that_kind(project: Project) -> None:
    found = concerned(project, "templates/jilin/final/document.yaml")
    assert found == {"three/2024-final": "版式"}
    assert concerned(project, "templates/henan/style.css") == {"office/2024-final": "版式"}
    assert len(concerned(project, "templates/jilin/region.yaml")) == 6
    assert len(concerned(project, "templates/national/page.html.j2")) == 7
    assert concerned(project, "templates/sichuan/region.yaml") == {}


@pytest.mark.parametrize("file", ["", "/final", "/final/document.yaml", "/style.css"])
def test_an_own_form_that_is_gone_concerns_who_takes_its_namesake_now(
    project: Project, file: str
) -> None:
    shutil.rmtree(project.templates)
    found = concerned(project, f"templates/henan{file}")
    assert found["office/2024-final"] == "版式"
    assert len(found) == (1 if file else 7)
    assert concerned(project, "templates/henan/budget/document.yaml") == {}
    # It may have had any name.
    assert len(concerned(project, "templates/own/region.yaml")) == 7


EVERY = ("schema/x.json", "catalogue/x.csv", "rules/x.py", "mingzhang/x")
KINDS = ("templates/national/budget/kind.yaml", "templates/gone/report/kind.yaml")


@pytest.mark.parametrize("file", [*EVERY, *KINDS])
def test_what_concerns_all(project: Project, file: str) -> None:
    assert set(concerned(project, file).values()) == {"全部文档"}


@pytest.mark.parametrize("file", ["docs/index.md", "README.md", "sources/README.md", "/x"])
def test_what_concerns_none(project: Project, file: str) -> None:
    assert concerned(project, file) == {}


def test_a_document_of_no_known_form_is_concerned_by_every_form(project: Project) -> None:
    write(project, "new/2024-final", "版式: 还没有\n")
    assert concerned(project, "templates/sichuan/region.yaml") == {"new/2024-final": "版式"}


def git(project: Project, *words: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@b")
    command = ["git", "-C", str(project.root), *who, *words]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603


def test_the_files_that_differ_from_a_version(project: Project) -> None:
    git(project, "init", "-q")
    git(project, "add", "sources")
    git(project, "commit", "-qm", "one")
    assert not isinstance(first := changed_since("HEAD", project), Diagnostic)
    assert all(file.is_relative_to(project.templates) for file in first)
    git(project, "add", "-A")
    git(project, "commit", "-qm", "two")
    (project.sources / "one/2024-budget/disclosure.yaml").unlink()
    (project.sources / "one/2024-budget/新.md").write_text("")
    changed = changed_since("HEAD", project)
    assert not isinstance(changed, Diagnostic)
    names = {file.relative_to(project.sources).as_posix() for file in changed}
    assert names == {"one/2024-budget/disclosure.yaml", "one/2024-budget/新.md"}


@pytest.mark.parametrize("version", ["nowhere", "--output=x", "", "HEAD\n"])
def test_a_version_that_there_is_not(project: Project, version: str) -> None:
    git(project, "init", "-q")
    found = changed_since(version, project)
    assert isinstance(found, Diagnostic)
    assert found.code == "MZ780"


def test_the_command(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "project_of", lambda _: project)
    monkeypatch.chdir(project.root)
    assert cli.main(["affected", "--why", "sources/three/2023-final/disclosure.yaml"]) == 0
    assert capsys.readouterr().out == "sources/three/2024-final\t上年\n"


def test_below_the_root_every_folder_is_named_from_there(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "project_of", lambda _: project)
    monkeypatch.chdir(project.sources / "one")
    assert cli.main(["affected", str(project.schema / "final.schema.json")]) == 0
    named = capsys.readouterr().out.splitlines()
    assert {"2024-budget", "../three/2024-final"} <= set(named)
    assert all(Path(name).is_dir() for name in named)


def test_only_what_changed_since_is_built(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    built: list[str] = []

    def done(folders: tuple[Path, ...], *_others: object) -> Run:
        built.extend(folder.parent.name for folder in folders)
        return Run(0)

    monkeypatch.setattr(building, "project_of", lambda _: project)
    monkeypatch.setattr(building, "done", done)
    monkeypatch.chdir(project.root)
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "one")
    assert cli.main(["build", "--since", "HEAD"]) == 0
    assert "没有要生成的文档" in capsys.readouterr().out
    (project.sources / "two/2024-budget/disclosure.yaml").write_text("版式: 吉林\n")
    assert cli.main(["build", "--since", "HEAD"]) == 0
    assert built == ["bureau", "two"]
    assert cli.main(["build", "--since", "nowhere"]) == 2
    assert "MZ780" in capsys.readouterr().out


def test_a_units_budget_concerns_the_department_that_takes_its_opening_budget(
    project: Project,
) -> None:
    write(project, "bureau/2024-final", "版式: 吉林\n汇总: [../three/2024-final]\n")
    found = concerned(project, "sources/three/2024-budget/disclosure.yaml")
    assert found["bureau/2024-final"] == found["three/2024-final"] == "年初预算"


def test_a_file_that_is_nowhere_and_concerns_nothing_is_told(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project.root)
    assert cli.main(["affected", "nosuch.yaml", "sources/one/2024-budget/removed.md"]) == 0
    told = capsys.readouterr()
    assert told.err == "没有 nosuch.yaml 这个文件，也没有文档用到它：请核对路径。\n"
    assert "sources/one/2024-budget" in told.out


@pytest.mark.parametrize(
    ("said", "is_concerned"),
    [
        ("年度: 2024", True),
        ("年度: 2023", False),
        ("年度: 2023  # 上一年", False),
        ("年度: '2023'", True),
        ("'年度': 2023", True),
        ("年度: 2_024", True),
        ("年度: 2023\n上年: {\n年度: 2024}", True),
        ("名称: 没有说年度", True),
        ('"\\u5e74度": 2024', True),
    ],
)
def test_a_list_of_subjects_concerns_the_documents_of_its_year(
    project: Project, said: str, *, is_concerned: bool
) -> None:
    for folder in find_folders((), project)[0]:
        file = folder / "disclosure.yaml"
        file.write_text(f"{file.read_text('utf-8')}年度: {folder.name[:4]}\n", "utf-8")
    write(project, "odd/2023-final", f"版式: 吉林\n{said}\n")
    (project.sources / "one/2025-budget/disclosure.yaml").write_text("年度: 2025\n", "utf-8")
    found = concerned(project, "catalogue/subjects-2024.csv")
    assert ("odd/2023-final" in found) == is_concerned
    assert found["one/2024-budget"] == found["office/2024-final"] == "科目目录"
    assert found["one/2025-budget"] == "科目目录", "its last year's units have names from there"
    assert concerned(project, "catalogue/notes.csv")["odd/2023-final"] == "全部文档"


def with_shared_forms(project: Project, name: str) -> Path:
    """A folder of forms beside the project, to which a room or a form's folder of it is a link."""
    shared = project.root.parent / "shared"
    room = project.root / name
    shutil.rmtree(shared, ignore_errors=True)
    room.rename(shared)
    room.symlink_to(shared)
    return shared


@pytest.mark.parametrize("name", ["templates", "templates/henan"])
def test_a_linked_room_is_known_by_where_it_lies(project: Project, name: str) -> None:
    shared = with_shared_forms(project, name)
    file = shared / ("henan" if name == "templates" else "") / "final/document.yaml"
    assert concerned(project, str(file)) == {"office/2024-final": "版式"}
    assert concerned(project, str(project.templates / "henan/final/document.yaml"))
    assert concerned(project, str(shared))
    assert not concerned(project, str(shared.parent / "another/final/document.yaml"))


@pytest.fixture
def shared(project: Project) -> tuple[Project, Path]:
    """A project in a folder of a repository that has the forms beside it."""
    own = Project(project.root / "own")
    own.root.mkdir()
    project.sources.rename(own.sources)
    forms = project.templates / "henan"
    own.templates.mkdir()
    (own.templates / "henan").symlink_to(forms)
    return own, forms


def test_what_changed_behind_a_link(project: Project, shared: tuple[Project, Path]) -> None:
    own, forms = shared
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "one")
    assert changed_since("HEAD", own) == ()
    (forms / "final/document.yaml").write_text("# 改了\n", "utf-8")
    assert changed_since("HEAD", own) == (own.templates / "henan/final/document.yaml",)


def test_behind_a_link_to_what_is_in_no_repository_all_may_have_changed(
    shared: tuple[Project, Path],
) -> None:
    own, _ = shared
    git(own, "init", "-q")
    git(own, "add", "-A")
    git(own, "commit", "-qm", "one")
    assert changed_since("HEAD", own) == (own.templates / "henan",)


def test_what_changed_in_a_repository_inside(project: Project) -> None:
    forms = Project(project.templates)
    for one in (forms, project):
        git(one, "init", "-q")
        git(one, "add", "-A")
        git(one, "commit", "-qm", "one")
    assert changed_since("HEAD", project) == ()
    file = project.templates / "henan/final/document.yaml"
    file.write_text("# 改了\n", "utf-8")
    (project.templates / "henan/new.md").write_text("新的", "utf-8")
    assert changed_since("HEAD", project) == (file, project.templates / "henan/new.md")
    git(forms, "add", "-A")
    git(forms, "commit", "-qm", "two")
    assert changed_since("HEAD", project) == (project.templates,)
    git(project, "commit", "-qam", "two")
    assert changed_since("HEAD", project) == ()
    assert changed_since("HEAD~1", project) == (project.templates,)
