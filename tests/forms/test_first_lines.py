"""The first line of a source names the schema of the form that its document asks for."""

import os
from pathlib import Path

import pytest

from mingzhang.cli import main
from mingzhang.forms.form import NAMES, schema_paths
from mingzhang.project import Project
from mingzhang.reading.document_names import NAME
from tests.support import PROJECT

DECLARED = """\
数据: {{键: {{会议费: {{类型: 金额, 说明: 会议费。}}}}}}
概况: {{键: {{{0}: {{类型: 文字, 说明: 哪里。}}}}}}
"""
FOLDERS = sorted(
    file.parent
    for root in (PROJECT.sources, PROJECT.templates)
    for file in root.rglob("disclosure.yaml")
)


def first(file: Path) -> str:
    return file.read_text(encoding="utf-8").partition("\n")[0]


def said(folder: Path, schema: Path) -> str:
    return f"# yaml-language-server: $schema={Path(os.path.relpath(schema, folder)).as_posix()}"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: str(f.relative_to(PROJECT.root)))
def test_every_source_names_its_schema(folder: Path) -> None:
    named = NAME.fullmatch(folder.name)
    assert named
    lines = (folder / "disclosure.yaml").read_text(encoding="utf-8").splitlines()
    form = next(line.split(": ")[1] for line in lines if line.startswith("版式: "))
    for name, path in schema_paths(form, named[2], PROJECT).items():
        assert (PROJECT.schema / path).is_file()
        if (folder / name).exists():
            assert first(folder / name) == said(folder, PROJECT.schema / path)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A form with other keys in each kind, and one that takes them over."""
    (tmp_path / "templates").mkdir()
    for folder, above in (("shi", "national"), ("xian", "shi")):
        (tmp_path / "templates" / folder).mkdir()
        text = f"名称: {folder}\n上级: {above}\n"
        (tmp_path / "templates" / folder / "region.yaml").write_text(text, encoding="utf-8")
    for kind, key in (("final", "地区"), ("budget", "级次")):
        (tmp_path / "templates/shi" / kind).mkdir()
        file = tmp_path / "templates/shi" / kind / "keys.yaml"
        file.write_text(DECLARED.format(key), encoding="utf-8")
    return Project(tmp_path)


@pytest.mark.parametrize("form", ["shi", "xian"])
def test_kinds_of_one_form_do_not_share_a_schema(project: Project, form: str) -> None:
    final, budget = (schema_paths(form, kind, project) for kind in ("final", "budget"))
    assert [str(path) for path in final.values()] == [
        f"{form}/final.schema.json",
        f"{form}/final-profile.schema.json",
        "performance.schema.json",
    ]
    assert str(budget["profile.yaml"]) == f"{form}/budget-profile.schema.json"


def test_a_form_without_keys_of_its_own_goes_by_what_all_share(project: Project) -> None:
    assert list(schema_paths("national", "final", project)) == list(NAMES)
    assert {str(path.parent) for path in schema_paths("national", "budget", project).values()} == {
        "."
    }


def test_new_and_next_write_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = tmp_path / "某局" / "2026-budget"
    assert main(["new", str(made), "--form", "上海"]) == 0
    paths = schema_paths("上海", "budget", PROJECT)
    for name in ("disclosure.yaml", "profile.yaml"):
        assert paths[name].parent.name == "shanghai"
        assert first(made / name) == said(made, PROJECT.schema / paths[name])
    old = tmp_path / "某馆" / "2024-budget"
    old.mkdir(parents=True)
    for file in (PROJECT.templates / "shanghai/example/2024-budget").iterdir():
        (old / file.name).write_bytes(file.read_bytes())
    assert main(["next", str(old)]) == 0, capsys.readouterr().out
    after = old.with_name("2025-budget")
    line = first(after / "disclosure.yaml")
    assert line == said(after, PROJECT.schema / "shanghai/budget.schema.json")
