"""A source of an older version: read as it was written, and rewritten on demand, key by key."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest

from mingzhang.builder import examine
from mingzhang.cli import main
from mingzhang.diagnostics import Diagnostic
from mingzhang.drafting.upgraded_sources import upgrade
from mingzhang.editing.edited_bytes import edited
from mingzhang.editing.source_changes import Rename
from mingzhang.project import Project
from mingzhang.publish.public_document import publish
from mingzhang.reading.source_versions import read_versions
from tests.support import PROJECT

NAME = Path("sources/changchun/2024-final")
OLD, NEW = "评价结论", "评价的结论"
MOVED = f"""\
现在: 2
改动:
  2:
    - {{文件: disclosure.yaml, 键: 绩效.{OLD}, 改为: {NEW}}}
    - {{文件: disclosure.yaml, 键: 支出.年终结余, 改为: 年末结转, 种类: final}}
"""


@pytest.fixture
def projects(tmp_path: Path) -> tuple[Project, Project]:
    """The forms of today, and the same after a key got another name; both with one source."""
    made = []
    for name in ("today", "later"):
        root = tmp_path / name
        for room in ("schema", "catalogue", "templates/national", "templates/jilin"):
            shutil.copytree(PROJECT.root / room, root / room)
        shutil.copytree(PROJECT.root / NAME, root / NAME)
        made.append(Project(root))
    later = made[1].root
    (later / "catalogue" / "versions.yaml").write_text(MOVED, "utf-8")
    types = later / "templates/national/types.yaml"
    types.write_text(types.read_text("utf-8").replace("enum: [1]", "enum: [2]"), "utf-8")
    for file in (later / "templates").rglob("*"):
        if file.is_file() and file.suffix in (".yaml", ".j2"):
            text = file.read_text("utf-8")
            file.write_text(text.replace(f"绩效.{OLD}", f"绩效.{NEW}"), "utf-8")
    keys = later / "templates/national/final/keys.yaml"
    keys.write_text(
        re.sub(rf"^(\s+){OLD}:", rf"\1{NEW}:", keys.read_text("utf-8"), flags=re.MULTILINE)
    )
    return made[0], made[1]


def made_of(project: Project) -> tuple[dict[str, bytes], str]:
    document, found = examine(project.root / NAME, project)
    assert document is not None, [str(diagnostic) for diagnostic in found]
    made = publish(document, project)
    assert not isinstance(made, Diagnostic), str(made)
    return dict(made[1].files), made[0].html


def test_a_source_says_the_same_after_the_schema_moved_on(
    projects: tuple[Project, Project],
) -> None:
    """The public files and the page, byte for byte."""
    assert made_of(projects[0]) == made_of(projects[1])


def test_upgrade_changes_the_names_and_nothing_else(projects: tuple[Project, Project]) -> None:
    _, later = projects
    file = later.root / NAME / "disclosure.yaml"
    before = file.read_text("utf-8")
    done, found = upgrade(file.parent, later)
    assert not found
    assert [path.name for path in done] == ["disclosure.yaml", "profile.yaml", "performance.yaml"]
    after = file.read_text("utf-8")
    assert after.replace("格式版本: 2\n", "", 1).replace(NEW, OLD) == before
    assert upgrade(file.parent, later) == ((), ())
    files, _ = made_of(later)
    assert NEW in files["disclosure.yaml"].decode()


def test_upgrade_of_a_project_whose_sources_are_of_today(
    projects: tuple[Project, Project],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(projects[0].root)
    file = projects[0].root / NAME / "disclosure.yaml"
    before = file.read_bytes()
    assert main(["upgrade"]) == 0
    assert "不用改写" in capsys.readouterr().out
    assert file.read_bytes() == before


@pytest.mark.parametrize("version", [0, 2])
def test_a_source_of_a_version_that_is_none_is_not_read(
    projects: tuple[Project, Project], version: int
) -> None:
    today, _ = projects
    file = today.root / NAME / "disclosure.yaml"
    file.write_text(f"{file.read_text('utf-8')}\n格式版本: {version}\n", "utf-8")
    document, found = examine(file.parent, today)
    assert document is None
    assert [d.code for d in found if d.code == "MZ866"] == ["MZ866"]
    done, told = upgrade(file.parent, today)
    assert not done
    assert [d.code for d in told] == ["MZ866"]


def test_the_version_of_today_is_that_of_the_keys() -> None:
    today = read_versions(PROJECT.catalogue).today
    types = (PROJECT.root / "templates/national/types.yaml").read_text("utf-8")
    assert f"enum: [{today}]" in types


def test_a_hundred_renamed_keys_leave_every_other_byte() -> None:
    data = (PROJECT.root / NAME / "disclosure.yaml").read_bytes()
    keys = ["年度", "金额单位", "公开日期", "支出", "基本支出", "上年", "原因", "绩效", "公布数"]
    chosen = random.Random(7)  # noqa: S311 (no secret)
    for number in range(100):
        key = chosen.choice(keys)
        path: tuple[str | int, ...] = (key,)
        old = key
        if key == "支出" and number % 2:
            path, old = (key, chosen.randrange(10), "科目"), "科目"
        made = edited(data, Path("disclosure.yaml"), (Rename(path, f"新{number}"),))
        assert isinstance(made, bytes), (path, made)
        text, after = data.decode(), made.decode()
        at = after.index(f"新{number}:")
        assert after[:at] + old + after[at + len(f"新{number}") :] == text
