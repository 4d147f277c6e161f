"""Files of a form's folder that no document is made of."""

from pathlib import Path

import pytest

from mingzhang.document.region_folder import Region, read_region
from mingzhang.document.unread_files import unread_files
from mingzhang.project import Project


def told(root: Path, **files: str) -> list[str]:
    own = root / "templates" / "own"
    (root / "templates").mkdir()
    for name, text in {"region.yaml": "名称: 试验\n上级: national\n", **files}.items():
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_text(text, encoding="utf-8")
    region, _ = read_region("试验", Project(root), "final")
    assert isinstance(region, Region)
    found = [*unread_files(region, Project(root))]
    return [f"{one.place.file.relative_to(own).as_posix()} {one.message}" for one in found]


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("final/glosary.yaml", "是不是 glossary.yaml？"),
        ("final/keys.yml", "是不是 keys.yaml？"),
        ("styles.css", "是不是 style.css？"),
        ("macro-own.j2", "是不是 macros-*.j2？"),
        ("final/table/12-meetings.yaml", "没有名为 table 的文件夹，是不是 tables？"),
        ("final/tables/old/12-meetings.yaml", "没有名为 tables/old 的文件夹，是不是 tables？"),
        ("final/tables/12-meetings.yml", "这里读的是 *.yaml。"),
        ("tables/12-meetings.yaml", "没有名为 tables 的文件夹，可用：final、budget。"),
        ("finals/document.yaml", "没有名为 finals 的文件夹，是不是 final？"),
        ("final/kind.yaml", "这一类文档各地共用一份，是 national/final/kind.yaml。"),
    ],
)
def test_a_file_that_nothing_reads_is_told_with_what_was_meant(
    name: str, cause: str, tmp_path: Path
) -> None:
    assert told(tmp_path, **{name: "甲: 乙\n"}) == [
        f"{name} {name} 没有用到，里面写的都不起作用：{cause}"
    ]


def test_what_a_form_is_made_of_and_notes_are_not_told(tmp_path: Path) -> None:
    """A kind of its own (adjustment) has a folder like the others."""
    read = (
        *("keys.yaml", "style.css", "pdf.css", "table.html.j2", "macros-own.j2"),
        *("final/document.yaml", "final/glossary.yaml", "final/macros-own.j2"),
        *("final/tables/12-meetings.yaml", "final/sections/20-own.j2", "final/lists/economic.yaml"),
        *("budget/aliases.yaml", "adjustment/kind.yaml", "adjustment/keys.yaml"),
    )
    notes = ("说明.txt", "final/来函.docx", ".git/x.yaml", "final/~$keys.yaml", "example/a/b.yaml")
    part = {
        "final/parts/rows.j2": "",
        "final/sections/21.j2": "{% include 'final/parts/rows.j2' %}",
    }
    assert told(tmp_path, **dict.fromkeys((*read, *notes), ""), **part) == []
