"""What is published of a document: the same bytes everywhere, data equal to the tables."""

import csv
import json
import os
import shutil
import time
from decimal import Decimal
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path

import pikepdf
import pytest

from mingzhang.builder import build
from mingzhang.checks.rule_counts import Tally
from mingzhang.checks.run_rules import Checked
from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.document.open_data import BOM, figures, table_rows
from mingzhang.document.render import Document, render
from mingzhang.document.table_values import Cell, Row
from mingzhang.project import Project
from mingzhang.publish.manifest import report
from mingzhang.publish.public_document import remade
from mingzhang.publish.published_document import write_document
from mingzhang.publish.travelling_form import fingerprint
from mingzhang.wanted import DOCX, XLSX, Wanted
from tests.publish.documents import OWN, ROW, SOURCE, made
from tests.support import PROJECT, account

STYLE = (PROJECT.templates / "national" / "pdf.css").read_text("utf-8")
AGENCY = """\
名称: 某市档案馆
类型: 部门
职责: duties.md
内设机构: [{名称: 办公室}]
决算单位: [某市档案馆]
"""
HTML = "<html lang=zh-CN><title>明账</title><h1>明账</h1></html>"
DISCLOSURE = """\
版式: 吉林
年度: 2024
金额单位: 万元
公开日期: 2025-10-09
支出:
  - {科目: 2080501, 人员经费: 60.88, 年初预算: 60.88}
基本支出:
  - {科目: 30101, 金额: 60.88}
上年: {总计: 60.88, 财政拨款收入: 60.88, 基本支出: 60.88, 财政拨款总计: 60.88,
       一般公共预算财政拨款支出: 60.88, 机关运行经费: 0, 项目支出: 0,
       上级补助收入: 0, 事业收入: 0, 经营收入: 0, 附属单位上缴收入: 0, 其他收入: 0,
       上缴上级支出: 0, 经营支出: 0, 对附属单位补助支出: 0, 三公经费: {合计: 0}}
机关运行经费: {金额: 0}
结转结余: {使用非财政拨款结余: 0, 结余分配: 0}
三公经费:
  因公出国境费: 0
  公务用车购置费: 0
  公务用车运行维护费: {预算: 0, 决算: 0, 保有量: 0}
  公务接待费: 0
政府采购: 0
国有资产: {车辆: 0, 大型设备: 0}
绩效: {结果应用: 无, 管理工作: 无, 一级项目数: 0}
"""


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def project(root: Path) -> Project:
    """A project of its own, with one document, somewhere else."""
    for name in ("schema", "catalogue", "templates", ".fonts"):
        (root / name).symlink_to(PROJECT.root / name)
    folder = root / "sources" / "archive" / "2024-final"
    folder.mkdir(parents=True)
    (folder / "disclosure.yaml").write_text(DISCLOSURE, "utf-8")
    (folder / "profile.yaml").write_text(AGENCY, "utf-8")
    (folder / "performance.yaml").write_text("项目: []\n", "utf-8")
    (folder / "duties.md").write_text("保管档案。\n", "utf-8")
    return Project(root)


def built(root: Path) -> Path:
    """The folder of the document built in a project at ``root``."""
    root.mkdir(parents=True)
    return built_of(project(root))


def built_of(own: Project) -> Path:
    """The folder of the document built in a project."""
    result = build(own.sources / "archive" / "2024-final", own, own.output)
    assert result.is_good, [str(diagnostic) for diagnostic in result.diagnostics]
    return own.output / "archive" / "2024-final"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("one") / "project")


@pytest.fixture(scope="module")
def document() -> Document:
    return made()


def test_same_bytes_on_another_day_in_another_folder(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    other = built(tmp_path / "a much longer name" / "明账")
    for file in PROJECT.sources.rglob("*"):
        assert file.exists()
    assert files(other) == files(folder)


def test_same_bytes_after_the_schema_moved_on(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A later version renames a key, of which the document's source has the name of the first."""
    moved = {
        "catalogue/versions.yaml": (
            "现在: 1\n改动: {}",
            "现在: 2\n改动:\n  2: [{键: 绩效.结果应用, 改为: 应用, 种类: final}]",
        ),
        "templates/national/types.yaml": ("enum: [1]", "enum: [2]"),
        "templates/jilin/final/keys.yaml": ("        结果应用:", "        应用:"),
        "templates/jilin/final/sections/13-performance.j2": ("绩效.结果应用", "绩效.应用"),
    }
    (tmp_path / "later").mkdir()
    later = project(tmp_path / "later")
    for name in ("catalogue", "templates"):
        (later.root / name).unlink()
        shutil.copytree(PROJECT.root / name, later.root / name)
    for name, (old, new) in moved.items():
        text = (later.root / name).read_text("utf-8")
        assert old in text
        (later.root / name).write_text(text.replace(old, new), "utf-8")
    ships = {fingerprint(file) for file in later.templates.rglob("*") if file.is_file()}
    monkeypatch.setattr("mingzhang.publish.travelling_form.shipped", lambda: ships)
    assert files(built_of(later)) == files(folder)


def test_no_output_tells_where_it_was_made(folder: Path) -> None:
    root = os.fsencode(folder.parents[2])
    for name, data in files(folder).items():
        assert root not in data, name
    with pikepdf.open(folder / "disclosure.pdf") as pdf:
        assert not any(
            root in item.read_bytes()
            for item in pdf.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Type") == "/EmbeddedFile"
        )


def test_manifest_lists_every_file_and_source(folder: Path) -> None:
    written = files(folder)
    manifest = json.loads(written.pop("manifest.json"))
    assert {file["path"]: (file["sha256"], file["size"]) for file in manifest["files"]} == {
        name: (sha256(data).hexdigest(), len(data)) for name, data in written.items()
    }
    names = [file["path"] for file in manifest["sources"]]
    assert names == ["disclosure.yaml", "duties.md", "performance.yaml", "profile.yaml"]
    assert {"mingzhang", "weasyprint"} <= set(manifest["versions"])


def test_pdf_carries_sources_figures_and_findings(folder: Path) -> None:
    with pikepdf.open(folder / "disclosure.pdf") as pdf:
        kinds = {str(file.UF): str(file.AFRelationship) for file in pdf.Root.AF}
        figures = pdf.attachments["figures.csv"].get_file().read_bytes()
    assert kinds == {
        "check-report.json": "/Supplement",
        "disclosure.yaml": "/Source",
        "duties.md": "/Source",
        "figures.csv": "/Data",
        "manifest.json": "/Supplement",
        "performance.yaml": "/Source",
        "profile.yaml": "/Source",
    }
    assert figures == (folder / "figures.csv").read_bytes()


def test_csv_holds_the_cells_of_the_table(folder: Path, document: Document) -> None:
    for table in document.tables[:9]:
        text = (folder / "data" / f"{table.id}.csv").read_text("utf-8")
        assert text.startswith(BOM)
        rows = list(csv.reader(StringIO(text.removeprefix(BOM))))
        assert {len(row) for row in rows} == {len(table.columns)}
        shown = [c.text.replace(",", "") for c in table.cells() if c.kind == "amount" and c.text]
        assert shown == [v for row in rows[len(table.head) :] for v in row if v in set(shown)]


def test_spans_leave_empty_cells() -> None:
    rows = [
        Row((Cell("甲", rowspan=2), Cell("乙", colspan=2))),
        Row((Cell("丙"), Cell("1,234.50", "amount"))),
        Row((Cell("丁"), Cell("戊", rowspan=2), Cell("己"))),
        Row((Cell("庚"), Cell("辛"))),
    ]
    assert list(table_rows(rows)) == [
        ["甲", "乙", ""],
        ["", "丙", "1234.50"],
        ["丁", "戊", "己"],
        ["庚", "", "辛"],
    ]


@pytest.mark.parametrize("text", ["=1+1", "+86 431", "-cmd", "@sum", "=100%"])
def test_a_text_is_never_a_formula(text: str) -> None:
    assert list(table_rows([Row((Cell(text), Cell("-"), Cell("-1.00", "amount")))])) == [
        [f"'{text}", "-", "-1.00"]
    ]


def test_figures_are_exact_and_say_where_they_come_from(document: Document) -> None:
    assert document.account is not None
    found = {figure.label: figure for figure in figures(document.account)}
    assert found["总计"].amount.value == Decimal(608800)
    assert found["上年 总计"].place is not None


def test_page_and_pdf_are_written_together(tmp_path: Path) -> None:
    page = Document("明账", HTML, STYLE + "p { no-such: 1 }")
    found = write_document(page, tmp_path / "out", PROJECT)
    assert [note.severity for note in found] == [Severity.NOTE]
    assert "no-such" in found[0].message
    assert sorted(files(tmp_path / "out")) == ["disclosure.html", "disclosure.pdf", "manifest.json"]


def test_missing_fonts_are_told_and_nothing_is_written(document: Document, tmp_path: Path) -> None:
    (tmp_path / ".fonts").mkdir()
    (fault,) = write_document(document, tmp_path / "out", Project(tmp_path))
    assert fault.code == "MZ701"
    assert "mingzhang setup" in fault.hint
    assert not (tmp_path / "out").exists()


def test_a_font_that_is_a_link_elsewhere_is_told(document: Document, tmp_path: Path) -> None:
    own = tmp_path / ".fonts"
    own.mkdir()
    for face in (PROJECT.root / ".fonts").resolve().iterdir():
        (own / face.name).symlink_to(face)
    (fault,) = write_document(document, tmp_path / "out", Project(tmp_path))
    assert (fault.code, "链接" in fault.hint) == ("MZ701", True)
    assert not (tmp_path / "out").exists()


def test_character_without_a_face_is_an_error_with_its_place(tmp_path: Path) -> None:
    text = SOURCE.format(form="吉林", own=OWN["吉林"], rows=ROW)
    text = text.replace("管理工作: 无", "管理工作: 好\U0001f600的")
    document, found = render(account(text), PROJECT)
    assert document is not None, [str(diagnostic) for diagnostic in found]
    (fault,) = write_document(document, tmp_path / "out", PROJECT)
    assert (fault.code, fault.severity) == ("MZ703", Severity.ERROR)
    assert "U+1F600" in fault.message
    line = text.strip("\n").splitlines()[fault.place.line - 1]
    assert "\U0001f600" in line
    assert line.strip()
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("管理工作: 无", "管理工作: 好\U0002a700的", "U+2A700"),
        ("公开日期: 2025-10-09", "公开日期: 二〇二五年\U0001f600", "U+1F600"),  # on the cover
        ("管理工作: 无", "管理工作: 无", "U+A000"),  # in no face that a PDF can use
    ],
)
def test_no_character_without_a_glyph_is_published(
    tmp_path: Path, right: str, wrong: str, code: str
) -> None:
    source = SOURCE.format(form="吉林", own=OWN["吉林"], rows=ROW)
    source = source if right in source else f"{source}    {right}\n"
    profile = AGENCY.replace("某市档案馆", "某市\ua000档案馆") if code == "U+A000" else AGENCY
    document, found = render(account(source.replace(right, wrong), profile), PROJECT)
    assert document is not None, [str(diagnostic) for diagnostic in found]
    faults = write_document(document, tmp_path / "out", PROJECT)
    assert {(fault.code, fault.severity) for fault in faults} == {("MZ703", Severity.ERROR)}
    assert code in faults[0].message
    assert not (tmp_path / "out").exists()


def test_report_tells_the_lines_of_the_edition() -> None:
    place = Place(Path("disclosure.yaml"), 3, 4)
    hint = f"最可疑：{place} 总计"
    checked = Checked((Diagnostic(place, "MZ1", "错", hint),), (Tally("MZ2", "题", 3, 0, 0),))
    told = json.loads(report(checked))
    (finding,) = told["findings"]
    assert told["rules"] == {
        "MZ1": {"error": 1},
        "MZ2": {"title": "题", "equations": 3, "result": "passed"},
    }
    assert finding["place"] == "disclosure.yaml:3"
    assert finding["hint"] == "最可疑：disclosure.yaml:3:4 总计"


def test_foreign_files_beside_the_document_stay(tmp_path: Path) -> None:
    page = Document("明账", HTML, STYLE)
    write_document(page, tmp_path / "out", PROJECT)
    (tmp_path / "out" / "signed.pdf").write_bytes(b"signed")
    write_document(page, tmp_path / "out", PROJECT)
    assert (tmp_path / "out" / "signed.pdf").read_bytes() == b"signed"
    shutil.rmtree(tmp_path / "out")


def test_pdf_of_the_page_has_no_script(folder: Path) -> None:
    data = (folder / "disclosure.pdf").read_bytes()
    with pikepdf.open(BytesIO(data)) as pdf:
        assert "/OpenAction" not in pdf.Root
        assert "/AA" not in pdf.Root


def test_only_the_files_that_are_wanted_are_written(tmp_path: Path) -> None:
    wanted = Wanted(frozenset({DOCX, XLSX}))
    assert write_document(made(), tmp_path / "out", PROJECT, wanted=wanted) == ()
    found = [name for name in files(tmp_path / "out") if not name.startswith("data/")]
    assert sorted(found) == ["disclosure.docx", "disclosure.xlsx", "figures.csv", "manifest.json"]
    listed = json.loads((tmp_path / "out" / "manifest.json").read_bytes())["files"]
    for file in listed:
        data = (tmp_path / "out" / file["path"]).read_bytes()
        assert file["sha256"] == sha256(data).hexdigest()


@pytest.mark.parametrize(("typed", "is_told"), [("99.24", False), ("99.25", True)])
def test_a_score_is_held_against_the_table_as_that_rounds(typed: str, *, is_told: bool) -> None:
    """467.78 of 506 is 92.4 % with the one decimal of 河南, and 90 + 10 × 0.924 are 99.24."""
    folder = PROJECT.root / "sources/jiyuan/2023-final"
    files = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    changes = {
        "performance.yaml": (("[506, 506, 506]", "[506, 506, 467.78]"), ("2909.79]", "2871.57]")),
        "disclosure.yaml": (("医疗费超支缺口, 得分: 100}", f"医疗费超支缺口, 得分: {typed}}}"),),
    }
    for name, pairs in changes.items():
        for old, new in pairs:
            assert files[name].count(old.encode()) == 1
            files[name] = files[name].replace(old.encode(), new.encode())
    document, checked, *_ = remade("2023-final", files, PROJECT, pages=False)
    assert isinstance(document, Document)
    assert isinstance(checked, Checked)
    assert any(cell.text == "99.24" for table in document.tables for cell in table.cells())
    assert ("MZ249" in {one.code for one in checked.found}) is is_told
