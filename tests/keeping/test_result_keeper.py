"""Every member of the key changed: the document is made again.  Nothing changed: it is not."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.checks import own_rules_consent
from mingzhang.diagnostics import Diagnostic, Operand, Place, Severity
from mingzhang.keeping import output_unchanged as wholeness
from mingzhang.keeping import program_key
from mingzhang.keeping.cache_folder import Store
from mingzhang.keeping.result_keeper import Asked, Keeper
from mingzhang.project import Project
from mingzhang.publish.folder_swap import replace_folder
from mingzhang.result import Result
from mingzhang.wanted import DOCX, Wanted
from tests.support import PROJECT

DOCUMENT = "changchun/2024-final"
BUDGET = "yanbian/2024-budget"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The real documents and forms, and libraries of a few bytes."""
    copy = Project(tmp_path / "project")
    for room in ("sources", "templates", "schema", "catalogue"):
        shutil.copytree(PROJECT.root / room, copy.root / room)
    (copy.root / ".fonts").mkdir()
    (copy.root / ".fonts" / "a.otf").write_bytes(b"face")
    for name in ("python", "native", "library"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_bytes(b"1")
    monkeypatch.setattr(program_key, "_python", lambda: [tmp_path / "python" / "file"])
    monkeypatch.setattr(program_key, "_native", lambda: [tmp_path / "native" / "file"])
    monkeypatch.setattr(program_key, "_packages", lambda: [tmp_path / "library"])
    monkeypatch.setattr(program_key, "_notes", list)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return copy


def good(folder: Path) -> Result:
    """As a check without findings has it."""
    return Result(folder, (), is_read=True)


def is_kept(
    project: Project, document: str = DOCUMENT, output: Path | None = None, **asked: bool
) -> bool:
    said = (asked.get("force", False), asked.get("verify", False), asked.get("own", True))
    keeper = Keeper(project, output, Asked(*said))
    kept = keeper.kept(project.sources / document)
    keeper.end()
    return kept is not None


def make(
    project: Project,
    document: str = DOCUMENT,
    output: Path | None = None,
    result: Callable[[Path], Result] = good,
) -> None:
    keeper = Keeper(project, output)
    keeper.made(project.sources / document, result)
    keeper.end()


def add(file: Path, text: str = "# more\n") -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as stream:
        stream.write(text)


def test_nothing_changed(project: Project) -> None:
    assert not is_kept(project)
    make(project)
    assert is_kept(project)
    assert is_kept(project)
    assert not is_kept(project, force=True)
    assert not is_kept(project, BUDGET)


MEMBERS = {
    "own source": "sources/changchun/2024-final/disclosure.yaml",
    "own text": "sources/changchun/2024-final/duties.md",
    "a text that nobody names": "sources/changchun/2024-final/new.md",
    "a file that is not there yet": "sources/changchun/2024-final/reasons.lock",
    "the year before that is not there yet": "sources/changchun/2023-final/disclosure.yaml",
    "the form": "templates/jilin/final/document.yaml",
    "a new file of the form": "templates/jilin/final/sections/99-new.j2",
    "a hidden file that the form may take in": "templates/jilin/final/sections/.part.j2",
    "the form's parent": "templates/national/final/tables/03-spending.yaml",
    "the page": "templates/national/page.html.j2",
    "the form's settings": "templates/jilin/region.yaml",
    "a form whose name cannot be told": "templates/another/region.yaml",
    "a kind of document": "templates/national/budget/kind.yaml",
    "a schema": "schema/final.schema.json",
    "the subjects": "catalogue/functional.csv",
    "a font": ".fonts/a.otf",
    "a new font": ".fonts/b.otf",
    "own rules": "rules/own.py",
    "Python": "../python/file",
    "a library": "../library/file",
    "a native library": "../native/file",
}


@pytest.mark.parametrize("file", MEMBERS.values(), ids=MEMBERS)
def test_a_member_of_the_key(project: Project, file: str) -> None:
    make(project)
    add(project.root / file)
    assert not is_kept(project)
    make(project)
    assert is_kept(project)


@pytest.mark.parametrize("wanted", [Wanted(frozenset({DOCX})), Wanted(draft=True)])
def test_other_files_are_another_result(project: Project, wanted: Wanted) -> None:
    make(project)
    keeper = Keeper(project, None, Asked(wanted=wanted))
    assert keeper.kept(project.sources / DOCUMENT) is None


OTHERS = {
    "another form": "templates/henan/final/document.yaml",
    "another form's settings": "templates/henan/region.yaml",
    "another kind": "templates/jilin/budget/document.yaml",
    "another document": "sources/jiyuan/2023-final/disclosure.yaml",
    "an editor's own file": "sources/changchun/2024-final/.disclosure.yaml.swp",
    "the manual": "docs/index.md",
}


@pytest.mark.parametrize("file", OTHERS.values(), ids=OTHERS)
def test_what_it_does_not_depend_on(project: Project, file: str) -> None:
    make(project)
    add(project.root / file)
    assert is_kept(project)


def test_a_file_that_was_only_touched(project: Project) -> None:
    make(project)
    os.utime(project.sources / DOCUMENT / "disclosure.yaml", ns=(1, 1))
    os.utime(project.templates / "jilin/final/document.yaml", ns=(1, 1))
    assert is_kept(project)


def test_an_edit_that_leaves_size_and_time(project: Project) -> None:
    make(project)
    file = project.sources / DOCUMENT / "disclosure.yaml"
    about, text = file.stat(), file.read_text(encoding="utf-8")
    file.write_text(text.replace("1", "2"), encoding="utf-8")
    os.utime(file, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert file.stat().st_size == about.st_size
    assert not is_kept(project)


def test_the_program_itself(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    make(project)
    copy = project.root / "mingzhang" / "keeping"
    shutil.copytree(Path(program_key.__file__).parents[1], copy.parent)
    monkeypatch.setattr(program_key, "__file__", str(copy / "program_key.py"))
    assert is_kept(project)
    add(copy.parent / "facts" / "cube.py")
    assert not is_kept(project)


def test_the_environment_that_libraries_heed(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(project)
    monkeypatch.setenv("FREETYPE_PROPERTIES", "cff:no-stem-darkening=0")
    assert not is_kept(project)


def test_consent_to_own_rules(project: Project) -> None:
    add(project.rules / "own.py", "x = 1\n")
    make(project)
    assert is_kept(project)
    own_rules_consent.agree(project.rules, {"own.py": b"x = 1\n"})
    assert not is_kept(project)
    make(project)
    assert not is_kept(project, own=False)


def test_what_own_rules_read_beside_them(project: Project) -> None:
    add(project.rules / "own.py", "x = 1\n")
    add(project.rules / "名单.csv", "甲\n")
    make(project)
    assert is_kept(project)
    add(project.rules / "名单.csv", "乙\n")
    assert not is_kept(project)
    make(project)
    assert is_kept(project)


def test_a_room_that_is_a_link(project: Project) -> None:
    (project.root / ".fonts").rename(project.root / "shared")
    (project.root / ".fonts").symlink_to("shared")
    make(project)
    assert is_kept(project)
    add(project.root / "shared" / "a.otf")
    assert not is_kept(project)


@pytest.mark.parametrize("name", ["changchun", DOCUMENT])
def test_a_link_to_the_same_is_another_matter(project: Project, name: str) -> None:
    make(project)
    (project.sources / name).rename(project.root / "elsewhere")
    (project.sources / name).symlink_to(project.root / "elsewhere")
    assert not is_kept(project)


def test_the_year_before(project: Project) -> None:
    shutil.copytree(project.sources / DOCUMENT, project.sources / "changchun/2023-final")
    make(project)
    add(project.sources / "changchun/2023-final/disclosure.yaml")
    assert not is_kept(project)


def test_another_forms_parent(project: Project) -> None:
    add(project.templates / "another/region.yaml", "名称: 另外\n上级: national\n")
    make(project)
    (project.templates / "another/region.yaml").write_text("名称: 另外\n上级: henan\n", "utf-8")
    assert is_kept(project)


@pytest.mark.parametrize("name", ["另外", "另外  # 新的", "吉"])
def test_another_form_that_is_new(project: Project, name: str) -> None:
    make(project)
    form = project.templates / "another"
    add(form / "region.yaml", f"名称: {name}\n上级: jilin\n表头左: '{{名称}}'\n")
    add(form / "final" / "document.yaml")
    assert is_kept(project)
    shutil.rmtree(form)
    assert is_kept(project)


ANSWERING = {
    "its own name": ("another", "名称: 吉林\n上级: national\n"),
    "quoted": ("another", "名称: '吉林'\n上级: national\n"),
    "spelt": ("another", '"\\u540d称": "\\u5409林"\n上级: national\n'),
    "in brackets": ("another", "{名称: 吉林, 上级: national}\n"),
    "in two lines": ("another", "名称:\n  吉林\n上级: national\n"),
    "going on": ("another", "名称: 吉\n\n  林\n上级: national\n"),
    "its parent's folder": ("another", "名称: national\n上级: jilin\n"),
}


@pytest.mark.parametrize("form", ANSWERING.values(), ids=ANSWERING)
def test_a_new_form_that_answers_to_the_name(project: Project, form: tuple[str, str]) -> None:
    make(project)
    add(project.templates / form[0] / "region.yaml", form[1])
    assert not is_kept(project)


def test_an_own_form_that_stands_for_its_namesake(project: Project) -> None:
    data = Project(project.root / "data")
    shutil.copytree(project.sources / DOCUMENT, data.sources / DOCUMENT)
    make(data)
    assert is_kept(data)
    add(data.templates / "another/region.yaml", "名称: 另外\n上级: national\n")
    assert is_kept(data)
    add(data.templates / "jilin/region.yaml", "名称: 别的\n上级: national\n")
    assert not is_kept(data)


def test_a_form_of_the_year_before_that_is_none_yet(project: Project) -> None:
    before = project.sources / "changchun/2023-final"
    shutil.copytree(project.sources / DOCUMENT, before)
    add(project.templates / "another/region.yaml", "名称: 另外\n上级: nowhere\n")
    text = (before / "disclosure.yaml").read_text("utf-8")
    (before / "disclosure.yaml").write_text(text.replace("吉林", "另外", 1), "utf-8")
    make(project)
    (project.templates / "another/region.yaml").write_text("名称: 另外\n上级: jilin\n", "utf-8")
    assert not is_kept(project)


def test_a_unit_of_a_unit(project: Project) -> None:
    for name, units in (("top", "mid"), ("mid", "low"), ("low", "")):
        text = f"版式: 吉林\n汇总: [../../{units}/2024-budget]\n" if units else "版式: 吉林\n"
        add(project.sources / name / "2024-budget/disclosure.yaml", text)
    make(project, "top/2024-budget")
    assert is_kept(project, "top/2024-budget")
    add(project.sources / "low/2024-budget/disclosure.yaml")
    assert not is_kept(project, "top/2024-budget")


def test_a_document_that_could_not_be_read(project: Project) -> None:
    make(project, result=lambda folder: Result(folder, ()))
    assert not is_kept(project)


EDITED = ("own source", "the year before that is not there yet", "the form", "the form's parent")
EDITED_BY_ALL = ("a new file of the form", "a schema", "the subjects", "a new font", "own rules")


@pytest.mark.parametrize("what", [*EDITED, *EDITED_BY_ALL])
@pytest.mark.parametrize("is_undone", [False, True])
def test_what_was_edited_meanwhile(project: Project, what: str, *, is_undone: bool) -> None:
    file = project.root / MEMBERS[what]
    before = file.read_bytes() if file.is_file() else None

    def edited(folder: Path) -> Result:
        add(file)
        return good(folder)

    make(project, result=edited)
    if is_undone and before is None:
        file.unlink()
    elif is_undone and before is not None:
        file.write_bytes(before)
    assert not is_kept(project)


def test_what_was_edited_meanwhile_is_in_no_later_result_of_that_run(project: Project) -> None:
    another = "another/2024-final"
    shutil.copytree(project.sources / DOCUMENT, project.sources / another)
    keeper = Keeper(project, None)

    def edited(folder: Path) -> Result:
        add(project.root / MEMBERS["the form"])
        return good(folder)

    keeper.made(project.sources / DOCUMENT, edited)
    # A process may remember the form as it was.
    keeper.made(project.sources / another, good)
    assert not is_kept(project, another)


def test_the_findings_are_told_again(project: Project) -> None:
    found = Diagnostic(Place(Path("a.yaml"), 3, 4), "MZ999", "甲", "乙", suspects=(Place(Path()),))
    make(project, result=lambda folder: Result(folder, (found,), is_read=True))
    kept = Keeper(project, None).kept(project.sources / DOCUMENT)
    assert kept
    assert kept.diagnostics == (found,)
    assert not kept.is_good


def test_git_where_it_was_asked(project: Project) -> None:
    def git(*words: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@b")
        command = ["git", "-C", str(project.root), *who, *words]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603

    git("init", "-q")
    make(project)
    git("add", "sources")
    git("commit", "-qm", "one")
    assert is_kept(project)
    make(project, result=lambda folder: Result(folder, (), is_read=True, asked_git=True))
    assert is_kept(project)
    add(project.sources / DOCUMENT / "disclosure.yaml")
    git("commit", "-qam", "two")
    make(project, result=lambda folder: Result(folder, (), is_read=True, asked_git=True))
    assert is_kept(project)
    git("update-ref", "HEAD", "HEAD~")
    assert not is_kept(project)


# The output


@pytest.fixture
def output(project: Project) -> Path:
    """The files of a build, which is kept."""
    folder = project.output / DOCUMENT
    add(folder / "disclosure.html", "page")
    add(folder / "data/table-01.csv", "1,2")
    add(folder / "stamped.pdf", "somebody's own")
    listed = '{"files": [{"path": "disclosure.html"}, {"path": "data/table-01.csv"}]}'
    add(folder / "manifest.json", listed)

    def built(source: Path) -> Result:
        return Result(source, (), (folder / "disclosure.html",), is_read=True)

    make(project, output=project.output, result=built)
    return folder


def test_a_whole_output(project: Project, output: Path) -> None:
    kept = Keeper(project, project.output).kept(project.sources / DOCUMENT)
    assert kept
    assert kept.files == (output / "disclosure.html",)
    add(output / "stamped.pdf")
    assert is_kept(project, output=project.output)
    assert is_kept(project, output=project.output, verify=True)


@pytest.mark.parametrize("name", ["disclosure.html", "data/table-01.csv", "manifest.json"])
@pytest.mark.parametrize("way", ["cut", "edited", "gone", "link", "other"])
def test_an_output_that_is_not_whole(project: Project, output: Path, name: str, way: str) -> None:
    file = output / name
    about, data = file.stat(), file.read_bytes()
    if way in ("cut", "edited"):
        file.write_bytes(data[:-1] if way == "cut" else data[:-1] + b"x")
        os.utime(file, ns=(about.st_atime_ns, about.st_mtime_ns))
    else:
        file.rename(output / "elsewhere")
    if way == "link":
        file.symlink_to(output / "elsewhere")
    elif way == "other":
        file.mkdir()
    assert not is_kept(project, output=project.output)


@pytest.mark.parametrize("rest", ["new", "old", "lock"])
def test_what_a_killed_build_left_beside_is_cleared_by_another(
    project: Project, output: Path, rest: str
) -> None:
    add(output.with_name(f".{output.name}.{rest}") / "disclosure.html", "page")
    assert not is_kept(project, output=project.output)


def test_a_copy_is_hashed_once(
    project: Project, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[Path] = []
    before = wholeness._hash

    def counted(file: Path) -> str:
        hashed.append(file)
        return before(file)

    monkeypatch.setattr(wholeness, "_hash", counted)
    shutil.copytree(output, output.with_name("copy"))
    shutil.rmtree(output)
    output.with_name("copy").rename(output)
    assert is_kept(project, output=project.output)
    assert len(hashed) == 3
    assert is_kept(project, output=project.output)
    assert len(hashed) == 3
    assert is_kept(project, output=project.output, verify=True)
    assert len(hashed) == 6


def test_a_copy_elsewhere_is_as_good(project: Project, output: Path, tmp_path: Path) -> None:
    assert not is_kept(project, output=tmp_path / "other")
    shutil.copytree(output, tmp_path / "other" / DOCUMENT)
    assert is_kept(project, output=tmp_path / "other")
    assert is_kept(project, output=project.output)


def test_only_a_look_at_all_finds_a_stamp_that_lies(
    project: Project, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = wholeness.stamps(output, dict.fromkeys(wholeness.hashes(output), ""))
    (output / "disclosure.html").write_bytes(b"PAGE")
    monkeypatch.setattr(wholeness, "stamps", lambda *_: before)
    assert is_kept(project, output=project.output)
    assert not is_kept(project, output=project.output, verify=True)


# The records


def records(folder: Path) -> list[Path]:
    return sorted((folder / "mingzhang").iterdir())


def test_a_record_that_cannot_be_read_says_nothing(project: Project, own_cache: Path) -> None:
    make(project)
    for text in ("", "[]", "{}", '{"format": 1}', "\0" * 10):
        for file in records(own_cache):
            file.write_text(text)
        assert not is_kept(project)
    make(project)
    assert is_kept(project)


def test_what_others_may_write_is_not_believed(project: Project, own_cache: Path) -> None:
    make(project)
    (own_cache / "mingzhang").chmod(0o777)
    assert not is_kept(project)
    (own_cache / "mingzhang").chmod(0o700)
    assert is_kept(project)
    for file in records(own_cache):
        file.chmod(0o666)
    assert not is_kept(project)


def test_a_project_cannot_bring_its_records(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(project.root / "cache"))
    make(project)
    assert not is_kept(project)
    assert not (project.root / "cache").exists()


def test_without_a_place_for_records_all_is_done(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    make(project)
    assert not is_kept(project)


def test_a_record_holds_all_that_a_finding_says(project: Project) -> None:
    place = Place(Path("a.yaml"), 3, 4)
    operand = Operand("甲", "1.00", place)
    more = (Severity.WARNING, (operand, Operand("乙", "2")), (place,), Decimal("-0.10"))
    found = Diagnostic(place, "MZ999", "甲", "乙", *more)
    blank = Diagnostic(Place(Path()), "", "")
    # What it is about tells what follows from it while rules run, and says nothing to a reader.
    said = [field.name for field in fields(Diagnostic) if field.compare]
    assert {field.name for field in fields(Diagnostic)} - {*said} == {"about"}
    assert all(getattr(found, name) != getattr(blank, name) for name in said)
    make(project, result=lambda folder: Result(folder, (found,), is_read=True))
    kept = Keeper(project, None).kept(project.sources / DOCUMENT)
    assert kept
    assert kept.diagnostics == (found,)


def test_an_output_that_another_program_put_there_meanwhile(project: Project) -> None:
    target = project.output / DOCUMENT

    def built(folder: Path) -> Result:
        replace_folder(target, {"disclosure.html": b"page", "manifest.json": b"{}"})
        return Result(folder, (), (target / "disclosure.html",), is_read=True)

    def overtaken(folder: Path) -> Result:
        result = built(folder)
        (target / "disclosure.html").write_bytes(b"of another state of the sources")
        return result

    make(project, output=project.output, result=overtaken)
    assert not is_kept(project, output=project.output)
    make(project, output=project.output, result=built)
    assert is_kept(project, output=project.output)


def test_what_cannot_be_kept_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    Store(tmp_path).save("a", {"key": "1"})
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
