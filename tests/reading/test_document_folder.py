"""A document's folder on disk → Folder, or what is wrong in any of its files."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from mingzhang.forms.documents_by_form import read_folder
from mingzhang.keeping.folders_drawn_on import drawn
from mingzhang.project import Project
from mingzhang.reading.document_folder import Folder, find_folders
from mingzhang.report import report

DISCLOSURE = "版式: 吉林\n年度: {year}\n金额单位: 万元\n支出:\n  - {{科目: 2080501, 人员经费: 1}}\n"
PROFILE = "名称: 某局\n类型: 部门\n职责: duties.md\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "schema").symlink_to(Project().schema)
    return Project(tmp_path)


def make(project: Project, year: int = 2024, agency: str = "agency", more: str = "") -> Path:
    folder = project.sources / agency / f"{year}-final"
    folder.mkdir(parents=True)
    (folder / "disclosure.yaml").write_text(DISCLOSURE.format(year=year) + more, encoding="utf-8")
    (folder / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    (folder / "duties.md").write_text("（一）负责。\n", encoding="utf-8")
    return folder


def told(path: Path, project: Project) -> list[tuple[str, str]]:
    folder, found = read_folder(path, project)
    assert folder is None
    return [(d.code, str(d.place)) for d in found]


def whole(path: Path, project: Project) -> Folder:
    folder, found = read_folder(path, project)
    assert found == ()
    assert folder is not None
    return folder


@pytest.mark.parametrize(
    ("form", "found"),
    [
        ("上海市", [("MZ501", "sources/agency/2024-final/disclosure.yaml:1:5")]),
        ("待填", [("MZ745", "sources/agency/2024-final/disclosure.yaml:1:5")]),
    ],
)
def test_what_only_a_form_could_allow_is_not_told_where_its_name_is_wrong(
    form: str, found: list[tuple[str, str]], project: Project
) -> None:
    """Of 车辆 by use, in the form called 上海, it was told that they should be a number."""
    path = make(project, more="国有资产: {车辆: 3, 大型设备: 0}\n")
    source = path / "disclosure.yaml"
    source.write_text(source.read_text("utf-8").replace("吉林", form), "utf-8")
    assert told(path, project) == found


def test_a_folder_with_its_files(project: Project) -> None:
    folder = whole(make(project), project)
    assert folder.kind == "final"
    assert folder.path.is_absolute()
    assert folder.texts == {"duties.md": "（一）负责。\n"}
    assert folder.performance is None
    assert folder.previous is None
    year = folder.disclosure.get("年度")
    assert year is not None
    assert str(year.place) == "sources/agency/2024-final/disclosure.yaml:2:5"


def test_performance_is_read_and_checked_where_it_is(project: Project) -> None:
    path = make(project)
    (path / "performance.yaml").write_text("项目: []\n", encoding="utf-8")
    assert whole(path, project).performance is not None
    (path / "performance.yaml").write_text("项木: []\n", encoding="utf-8")
    assert told(path, project) == [("MZ030", "sources/agency/2024-final/performance.yaml:1:1")]


def test_missing_files(project: Project) -> None:
    path = make(project)
    (path / "profile.yaml").unlink()
    (path / "disclosure.yaml").unlink()
    (path / "disclosure.yaml").mkdir()
    assert told(path, project) == [
        ("MZ001", "sources/agency/2024-final/disclosure.yaml"),
        ("MZ001", "sources/agency/2024-final/profile.yaml"),
    ]
    (path / "performance.yaml").symlink_to("nowhere")
    assert len(told(path, project)) == 3


def test_faults_of_all_files_come_together(project: Project) -> None:
    path = make(project, more="年份: 1\n")
    (path / "profile.yaml").write_bytes("名称: 某局\n".encode("gbk"))
    assert told(path, project) == [
        ("MZ030", "sources/agency/2024-final/disclosure.yaml:6:1"),
        ("MZ003", "sources/agency/2024-final/profile.yaml:1:1"),
    ]


def test_names_and_years_of_folders(project: Project) -> None:
    path = make(project)
    wrong = path.rename(path.with_name("2024final"))
    assert told(wrong, project) == [("MZ050", "sources/agency/2024final")]
    other = wrong.rename(path.with_name("2023-final"))
    assert told(other, project) == [("MZ051", "sources/agency/2023-final/disclosure.yaml:2:5")]
    assert told(path, project) == [("MZ052", "sources/agency/2024-final")]


@pytest.mark.parametrize("name", ["../duties.md", "/etc/hosts.md", "C:/duties.md"])
def test_duties_must_lie_in_the_folder(project: Project, name: str) -> None:
    path = make(project)
    (path.parent / "duties.md").write_text("别处", encoding="utf-8")
    (path / "profile.yaml").write_text(PROFILE.replace("duties.md", name), encoding="utf-8")
    assert told(path, project) == [("MZ053", "sources/agency/2024-final/profile.yaml:3:5")]


def test_duties_must_be_there_and_be_text(project: Project) -> None:
    path = make(project)
    (path / "duties.md").write_bytes("负责".encode("gbk"))
    assert told(path, project) == [("MZ003", "sources/agency/2024-final/duties.md:1:1")]
    (path / "duties.md").write_text("\n", encoding="utf-8")
    assert told(path, project) == [("MZ005", "sources/agency/2024-final/duties.md:1:1")]
    (path / "duties.md").unlink()
    assert told(path, project) == [("MZ001", "sources/agency/2024-final/profile.yaml:3:5")]
    (path / "profile.yaml").write_text(PROFILE.replace(".md", ".txt"), encoding="utf-8")
    assert told(path, project) == [("MZ035", "sources/agency/2024-final/profile.yaml:3:5")]


def test_last_year_is_read_one_year_back(project: Project) -> None:
    make(project, 2022)
    make(project, 2023, more="上年来源: ../2022-final\n")
    folder = whole(make(project, 2024, more="上年来源: ../2023-final/\n"), project)
    assert folder.previous is not None
    assert folder.previous.path.name == "2023-final"
    assert folder.previous.previous is None


def test_last_year_beside_is_used_without_being_named(project: Project) -> None:
    make(project, 2022)
    make(project, 2023)
    folder = whole(make(project, 2024), project)
    assert folder.previous is not None
    assert folder.previous.path.name == "2023-final"
    assert folder.previous.previous is None


def test_a_folder_beside_that_is_no_document_is_no_matter(project: Project) -> None:
    path = make(project, 2024)
    (path.parent / "2023-final").mkdir()
    (path.parent / "2023-budget").mkdir()
    assert whole(path, project).previous is None
    (path.parent / "2023-final").rmdir()
    make(project, 2023, "other")
    (path.parent / "2023-final").symlink_to(project.sources / "other" / "2023-final")
    folder, found = read_folder(path, project)
    assert folder is not None
    assert folder.previous is None, "another agency's"
    assert [fault.code for fault in found] == ["MZ660"]


def test_faults_of_last_year_are_not_this_years(project: Project) -> None:
    """They are told once: where the folder is named, an error, else a warning."""
    make(project, 2023, more="年份: 1\n月份: 1\n")
    path = make(project, 2024)
    folder, (found,) = read_folder(path, project)
    assert folder is not None
    assert folder.previous is None
    assert (found.code, found.severity.value) == ("MZ660", "警告")
    assert str(found.place) == "sources/agency/2024-final/disclosure.yaml:2:5"
    assert "sources/agency/2023-final" in found.message + found.hint
    (path / "disclosure.yaml").write_text(
        DISCLOSURE.format(year=2024) + "上年来源: ../2023-final\n", encoding="utf-8"
    )
    assert told(path, project) == [("MZ661", "sources/agency/2024-final/disclosure.yaml:6:7")]


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("../2023-final", "找不到文件夹"),
        ("../2022-final", "不是上一年度"),
        (".", "不是上一年度"),
        ("../../../2023-final", "不在放各单位数据的文件夹里"),
        ("/2023-final", "不在放各单位数据的文件夹里"),
        ("..\\2023-final", "请改用“/”"),
    ],
)
def test_wrong_sources_of_last_year(project: Project, name: str, part: str) -> None:
    path = make(project, more=f"上年来源: {name}\n")
    _, found = read_folder(path, project)
    assert [(d.code, d.place.line, d.place.column) for d in found] == [("MZ054", 6, 7)]
    assert part in found[0].message + found[0].hint


def test_finding_documents(project: Project) -> None:
    first, second = make(project, 2023), make(project, 2024)
    other = make(project, 2024, "other")
    (project.sources / ".git" / "2020-final").mkdir(parents=True)

    def found(*paths: str | Path) -> tuple[Path, ...]:
        folders, faults = find_folders([Path(p) for p in paths], project)
        assert faults == ()
        return folders

    assert found() == (first, second, other)
    assert found(project.sources) == found(".") == found("sources/agency", other)
    assert found("sources/agency") == (first, second)
    assert found(second, second / "duties.md", "sources/agency/2024-final/") == (second,)


def test_paths_without_a_document(project: Project) -> None:
    folder = make(project)
    (project.root / "empty").mkdir()
    (project.root / "file.txt").touch()
    paths = [Path(p) for p in ("empty", "file.txt", "nowhere", "x" * 5000)]
    folders, faults = find_folders([folder, *paths], project)
    assert folders == (folder,)
    assert [d.code for d in faults] == ["MZ052"] * 4
    assert all(d.hint for d in faults)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(project: Project) -> None:
    path = make(project)
    (path / "profile.yaml").chmod(0)
    assert told(path, project) == [("MZ001", "sources/agency/2024-final/profile.yaml")]


# Links, and what is no file


FOREIGN = "外面的内容"


@pytest.fixture
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder outside the project, whose words must come out nowhere."""
    folder = tmp_path_factory.mktemp("outside") / "agency" / "2024-final"
    folder.mkdir(parents=True)
    for name in ("disclosure.yaml", "profile.yaml", "performance.yaml", "reasons.lock", "d.md"):
        (folder / name).write_text(f"{FOREIGN}: [\n", encoding="utf-8")
    return folder


def links(path: Path, project: Project) -> list[tuple[str, str]]:
    folder, found = read_folder(path, project)
    assert folder is None
    words = "".join(f"{d.message}{d.hint}{d.operands}{''.join(report([d]))}" for d in found)
    assert FOREIGN not in words
    assert "outside" not in words
    return [(d.code, str(d.place)) for d in found]


@pytest.mark.parametrize(
    "name", ["disclosure.yaml", "profile.yaml", "performance.yaml", "reasons.lock"]
)
@pytest.mark.parametrize("target", ["outside", "inside", "nowhere"])
def test_a_file_that_is_a_link_is_named(
    project: Project, outside: Path, name: str, target: str
) -> None:
    path = make(project)
    inside = make(project, agency="other")
    file = path / name
    file.unlink(missing_ok=True)
    file.symlink_to({"outside": outside / name, "inside": inside / name}.get(target, target))
    assert links(path, project) == [("MZ057", f"sources/agency/2024-final/{name}")]


@pytest.mark.parametrize("name", ["d.md", "below/d.md"])
def test_a_text_that_is_a_link_is_told_where_it_is_named(
    project: Project, outside: Path, name: str
) -> None:
    path = make(project)
    (path / name.partition("/")[0]).symlink_to(outside if "/" in name else outside / name)
    (path / "profile.yaml").write_text(PROFILE.replace("duties.md", name), encoding="utf-8")
    assert links(path, project) == [("MZ057", "sources/agency/2024-final/profile.yaml:3:5")]


@pytest.mark.parametrize("name", ["disclosure.yaml", "profile.yaml", "reasons.lock", "notes.md"])
def test_a_pipe_keeps_nobody_waiting(name: str, project: Project) -> None:
    folder = make(project)
    (folder / name).unlink(missing_ok=True)
    os.mkfifo(folder / name)
    assert drawn(folder, project).folders
    assert told(folder, project) == [("MZ058", f"sources/agency/2024-final/{name}")]


def test_a_text_that_is_a_link_and_that_nobody_names(project: Project, outside: Path) -> None:
    folder = make(project)
    (folder / "notes.md").symlink_to(outside / "notes.md")
    (folder / ".#duties.md").symlink_to("editor@host.1")
    assert told(folder, project) == [("MZ057", "sources/agency/2024-final/notes.md")]


def test_folders_that_are_links(project: Project, outside: Path) -> None:
    (make(project).parent / "2023-final").symlink_to(outside)
    (project.sources / "linked").symlink_to(outside.parent)
    year = project.sources / "agency" / "2023-final"
    assert links(year, project) == [("MZ057", "sources/agency/2023-final")]
    agency = project.sources / "linked"
    for path in (agency, agency / "2024-final"):
        assert links(path, project) == [("MZ057", "sources/linked")]


def test_links_are_found_once_and_nobody_looks_behind_them(project: Project, outside: Path) -> None:
    path = make(project)
    (path.parent / "2023-final").symlink_to("nowhere")
    (project.sources / "linked").symlink_to(outside.parent)
    (project.sources / "readme").symlink_to("/etc/hostname")
    found, missing = find_folders((), project)
    assert missing == ()
    assert found == (path.parent / "2023-final", path, project.sources / "linked")
    for asked in ("sources/linked", "sources/linked/2024-final"):
        assert find_folders([Path(asked)], project)[0] == (project.sources / "linked",)


def test_the_folder_of_all_sources_may_be_a_link(project: Project) -> None:
    path = make(project)
    project.sources.rename(project.root / "elsewhere")
    project.sources.symlink_to("elsewhere")
    assert whole(path, project).texts
    assert find_folders((), project)[0] == (path,)


def test_last_year_and_units_behind_links(project: Project, outside: Path) -> None:
    path = make(project, more="上年来源: ../2023-final\n")
    (path.parent / "2023-final").symlink_to(outside)
    assert links(path, project) == [("MZ057", "sources/agency/2023-final")]
    (path.parent / "2023-final").unlink()
    (project.sources / "linked").symlink_to(outside.parent)
    text = DISCLOSURE.format(year=2024) + "上年来源: ../../linked/2023-final\n"
    (path / "disclosure.yaml").write_text(text, encoding="utf-8")
    assert [code for code, _ in links(path, project)] == ["MZ054"]
    (outside.parent / "2023-final").mkdir()
    assert links(path, project) == [("MZ057", "sources/linked")]


def test_what_is_no_file_is_told_without_waiting(project: Project) -> None:
    path = make(project)
    (path / "profile.yaml").unlink()
    os.mkfifo(path / "profile.yaml")
    os.mkfifo(path / "performance.yaml")
    folder, found = read_folder(path, project)
    assert folder is None
    assert [d.code for d in found] == ["MZ058", "MZ058"]
    assert all("命名管道" in d.message for d in found)


def test_strange_characters_in_texts_and_locks(project: Project) -> None:
    path = make(project)
    (path / "duties.md").write_text("负责⼯作。\n", encoding="utf-8")
    (path / "reasons.lock").write_text("甲\u00ad\t1\t上年=1\t0123abcd\n", encoding="utf-8")
    assert told(path, project) == [
        ("MZ060", "sources/agency/2024-final/duties.md:1:3"),
        ("MZ004", "sources/agency/2024-final/reasons.lock:1:2"),
    ]


@pytest.mark.parametrize("name", ["disclosure.yaml", "duties.md", "reasons.lock"])
def test_marks_of_a_conflict_are_told_once(project: Project, name: str) -> None:
    path = make(project)
    file = path / name
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    marks = f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> 另一支\n"
    file.write_text(f"# 甲\n{marks}{marks}", encoding="utf-8")
    assert told(path, project) == [("MZ059", f"sources/agency/2024-final/{name}:2:1")]


def test_a_unit_of_another_form_is_told_before_what_its_form_does_not_know(
    project: Project,
) -> None:
    path = make(project, more="汇总: [../../unit/2024-final]\n")
    unit = path.parent.parent / "unit" / path.name
    shutil.copytree(path, unit)
    disclosure = (path / "disclosure.yaml").read_text(encoding="utf-8")
    for form, codes in (("河南", ["MZ857", "MZ030"]), ("吉林", ["MZ030"])):
        text = disclosure.replace("版式: 吉林", f"版式: {form}").replace("汇总", "没有的键")
        (unit / "disclosure.yaml").write_text(text, encoding="utf-8")
        found = read_folder(path, project)[1]
        assert [d.code for d in found] == codes
        assert len({d.suspects for d in found}) == 1
