"""Importing into a document that is there: only figures change."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.commands.import_workbook import run_intake
from mingzhang.intake.cell_origins import figures_in, read_origins, told_origins
from mingzhang.reading.yaml import read_yaml
from tests.intake.books import GENERAL, SPENDING, book, with_row

SOURCE = """\
# 我的注释
版式: 河南
年度: 2025
金额单位: 万元
公开日期: 2026-02-01
支出:
  - {科目: 2080501, 基本支出: 59.00, 年初预算: 60.50, 差异原因: 人员变动}  # 退休
  - {科目: 2101502, 项目支出: 40.00, 年初预算: 40.00}
"""
PROFILE = "名称: 某局\n类型: 部门\n"


class Arguments:
    """What the command is asked."""

    form, partial, last_year, rescaled = "河南", False, False, False

    def __init__(self, *paths: Path) -> None:
        self.paths = list(paths)


def folder(tmp_path: Path, text: str = SOURCE) -> Path:
    """A document."""
    made = tmp_path / "2025-final"
    made.mkdir()
    (made / "disclosure.yaml").write_text(text, encoding="utf-8")
    (made / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    return made


def run(tmp_path: Path, made: Path, *, twice: float = 60.5) -> int:
    """Import the workbook of two tables."""
    rows = with_row(SPENDING, 6, (2080501, "行政单位离退休", twice, twice, "-"))
    file = tmp_path / "表.xlsx"
    file.write_bytes(book({"支出": rows, "一般公共预算": GENERAL}))
    return run_intake(Arguments(file, made))  # type: ignore[arg-type]


def test_only_the_figure_changes(tmp_path: Path) -> None:
    """Comments, reasons and order stay; each figure's cell is kept beside the source."""
    made = folder(tmp_path)
    assert run(tmp_path, made) == 0
    text = (made / "disclosure.yaml").read_text(encoding="utf-8")
    assert text == SOURCE.replace("59.00", "60.50")
    origin = read_origins(made)["支出/2080501/基本支出"]
    assert (origin.number, origin.cell) == (Decimal("60.50"), "一般公共预算!D7")


def test_an_imported_figure_that_was_edited_is_told(tmp_path: Path) -> None:
    """It is no longer the cell's, and what the cell said is still known."""
    made = folder(tmp_path)
    run(tmp_path, made)
    text = SOURCE.replace("59.00", "61.00")
    node, _ = read_yaml(text.encode(), Path("disclosure.yaml"))
    assert node is not None
    told = {
        key: told_origins(made, node)[value.place]
        for key, value in figures_in(node)
        if value.place in told_origins(made, node)
    }
    assert told["支出/2080501/基本支出"] == "导入后改过：表.xlsx 一般公共预算!D7 是 60.50"
    assert told["支出/2101502/项目支出"].startswith("导入自 表.xlsx")


def test_nothing_is_written_where_a_cell_has_no_place(tmp_path: Path) -> None:
    """A subject that the source does not have is told, and the source stays as it was."""
    text = SOURCE.replace("  - {科目: 2101502, 项目支出: 40.00, 年初预算: 40.00}\n", "")
    made = folder(tmp_path, text)
    assert run(tmp_path, made) == 1
    assert (made / "disclosure.yaml").read_text(encoding="utf-8") == text
    assert not (made / "imported.lock").exists()


def test_a_refused_workbook_writes_nothing(tmp_path: Path) -> None:
    """Two cells that differ are told; no folder comes about."""
    made = tmp_path / "2025-final"
    assert run(tmp_path, made, twice=99.5) == 1
    assert not made.exists()


BEGUN = """\
版式: 河南
年度: 2025
金额单位: 万元
公开日期: 待填  # 哪一天
支出:
  - {科目: 2080501, 基本支出: 待填, 年初预算: 待填}  # 退休
  - {科目: 2101502, 项目支出: 待填, 年初预算: 待填}
"""


def test_what_is_still_to_be_filled_is_filled(tmp_path: Path) -> None:
    """A folder that was only begun, as next year's is; what no table has stays to be filled."""
    made = folder(tmp_path, BEGUN)
    assert run(tmp_path, made) == 0
    text = (made / "disclosure.yaml").read_text(encoding="utf-8")
    filled = BEGUN.replace("基本支出: 待填", "基本支出: 60.50")
    assert text == filled.replace("项目支出: 待填", "项目支出: 40.00")


def test_a_rounding_tail_is_stated_in_a_document_that_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A total that the rows do not print is kept as it was published; any other is refused."""
    made = folder(tmp_path, BEGUN)
    tables = {
        name: with_row(rows, 3, ("合计", "", 100.51, 60.5, 40))
        for name, rows in (("支出", SPENDING), ("一般公共预算", GENERAL))
    }
    file = tmp_path / "表.xlsx"
    file.write_bytes(book(tables))
    assert run_intake(Arguments(file, made)) == 0  # type: ignore[arg-type]
    text = (made / "disclosure.yaml").read_text(encoding="utf-8")
    assert "100.51" in text
    assert text.startswith(BEGUN.partition("支出:")[0])
    told = capsys.readouterr().out
    assert "公布数/一般公共预算财政拨款支出  （新加的公布数） → 100.51" in told
    assert "加了 1 个公布数，其余不变" in told


def test_last_years_workbook_fills_what_the_document_says_of_last_year(tmp_path: Path) -> None:
    """Only the figures below 上年 change."""
    asked = "上年: {一般公共预算财政拨款支出: 待填, 三公经费: {公务接待费: 待填}}  # 上年\n"
    made = folder(tmp_path, BEGUN.replace("2025", "2026") + asked)
    made = made.rename(tmp_path / "2026-final")
    file = tmp_path / "表.xlsx"
    file.write_bytes(book({"支出": SPENDING, "一般公共预算": GENERAL}))
    arguments = Arguments(file, made)
    arguments.last_year = True
    assert run_intake(arguments) == 0  # type: ignore[arg-type]
    text = (made / "disclosure.yaml").read_text(encoding="utf-8")
    left = asked.replace("支出: 待填", "支出: 100.50")
    assert text == BEGUN.replace("2025", "2026") + left


def test_rounded_figures_of_last_year_change_no_exact_one_and_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """100.50 万元 may be 1,005,012.34 元, which somebody looked up; in 元 it counts as exact."""
    begun = BEGUN.replace("2025", "2026").replace("万元", "元")
    asked = "上年: {一般公共预算财政拨款支出: 1005012.34}\n"
    made = folder(tmp_path, begun + asked).rename(tmp_path / "2026-final")
    file = tmp_path / "表.xlsx"
    file.write_bytes(book({"支出": SPENDING, "一般公共预算": GENERAL}))
    arguments = Arguments(file, made)
    arguments.last_year = True
    source = made / "disclosure.yaml"
    for before, after, is_told in (
        ("1005012.34", "1005012.34", False),
        ("待填", "1005000.00", True),
        ("1004912.34", "1005000.00", True),  # 100.49 万元: another figure
    ):
        source.write_text(begun + asked.replace("1005012.34", before), encoding="utf-8")
        assert run_intake(arguments) == 0  # type: ignore[arg-type]
        assert asked.replace("1005012.34", after) in source.read_text(encoding="utf-8")
        assert ("MZ658 1 个数" in capsys.readouterr().out) is is_told


def test_rounded_figures_written_in_yuan_are_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two lines take figures of 万元; what is there already is not told again."""
    made = folder(tmp_path, NEW)
    (made / "profile.yaml").write_text(NEW_PROFILE, encoding="utf-8")
    assert run(tmp_path, made) == 0
    assert "MZ658 2 个数" in capsys.readouterr().out
    assert run(tmp_path, made) == 0
    assert "MZ658" not in capsys.readouterr().out


def test_last_years_figures_want_a_document(tmp_path: Path) -> None:
    """There is nothing yet that could speak of last year."""
    file = tmp_path / "表.xlsx"
    file.write_bytes(book({"支出": SPENDING}))
    arguments = Arguments(file, tmp_path / "2026-final")
    arguments.last_year = True
    assert run_intake(arguments) == 2  # type: ignore[arg-type]


NEW = """\
# 我的注释
版式: 河南
年度: 2025
金额单位: 元
公开日期: 待填  # 哪一天

# 全部支出
支出: 待填
"""
NEW_PROFILE = "名称: 待填\n类型: 待填\n职责: 待填\n\n内设机构: 待填\n"


def test_a_skeleton_takes_all_rows(tmp_path: Path) -> None:
    """Its lists are one 待填 each; they are filled in its own unit, its open texts stay open."""
    made = folder(tmp_path, NEW)
    (made / "profile.yaml").write_text(NEW_PROFILE, encoding="utf-8")
    assert run(tmp_path, made) == 0
    lines = (
        "{科目: 2080501, 基本支出: 605000.00, 年初预算: 待填}",
        "{科目: 2101502, 项目支出: 400000.00, 年初预算: 待填}",
    )
    rows = "支出:\n" + "".join(f"  - {line}\n" for line in lines)
    text = (made / "disclosure.yaml").read_text(encoding="utf-8")
    assert text == NEW.replace("支出: 待填\n", rows)
    profile = (made / "profile.yaml").read_text(encoding="utf-8")
    assert profile == NEW_PROFILE


def test_a_skeleton_is_filled_in_the_manner_of_its_author(tmp_path: Path) -> None:
    """Line ends, indentation, comments, and what stands beside what is still to be filled."""
    said = "补充说明:\n    政府采购: 待填\n    国有资产: 无  # 甲\n"
    text = NEW.replace("支出: 待填", f"支出: 待填  # 问财务\n{said}").replace("\n", "\r\n")
    made = folder(tmp_path, "")
    (made / "disclosure.yaml").write_bytes(text.encode())
    assert run(tmp_path, made) == 0
    now = (made / "disclosure.yaml").read_bytes().decode()
    assert "# 问财务\r\n  - {科目: 2080501, 基本支出: 605000.00" in now
    assert said.replace("\n", "\r\n") in now
    assert now.count("\n") == now.count("\r\n")


def test_what_was_typed_into_a_skeleton_stays(tmp_path: Path) -> None:
    """Only places that still say 待填 are filled."""
    made = folder(tmp_path, NEW.replace("公开日期: 待填", "公开日期: 2026-02-01"))
    assert run(tmp_path, made) == 0
    text = (made / "disclosure.yaml").read_text(encoding="utf-8")
    assert "公开日期: 2026-02-01" in text
    assert (made / "profile.yaml").read_text(encoding="utf-8") == PROFILE


TEN = (
    SOURCE.replace("59.00", "0.006050")
    .replace("项目支出: 40.00", "项目支出: 0.004")
    .replace("年初预算: 40.00}", "年初预算: 40.00}\n  - {科目: 2101501, 基本支出: 0.001}")
)


def test_figures_that_all_move_by_one_factor_are_refused_unless_told(tmp_path: Path) -> None:
    """A workbook of 元 that says 万元 would change every figure of the document."""
    made = folder(tmp_path, TEN)
    more = (2101501, "行政运行", 10, 10, "")
    tables = {}
    for name, rows in (("支出", SPENDING), ("一般公共预算", GENERAL)):
        body = [*rows[:3], ("合计", "", 110.5, 70.5, 40), *rows[4:7]]
        above = [(210, "卫生健康支出", 50, 10, 40), (21015, "医疗保障管理事务", 50, 10, 40)]
        tables[name] = (*body, *above, more, *rows[9:])
    file = tmp_path / "表.xlsx"
    file.write_bytes(book(tables))
    asked = Arguments(file, made)
    assert run_intake(asked) == 1  # type: ignore[arg-type]
    assert (made / "disclosure.yaml").read_text(encoding="utf-8") == TEN
    asked.rescaled = True
    assert run_intake(asked) == 0  # type: ignore[arg-type]
    assert "基本支出: 60.50" in (made / "disclosure.yaml").read_text(encoding="utf-8")


def test_a_workbook_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the place where it was looked for; a folder is none either."""
    made = folder(tmp_path)
    for path, said in ((tmp_path / "没有.xlsx", "没有“没有.xlsx”"), (made, "是文件夹")):
        assert run_intake(Arguments(path, made)) == 1  # type: ignore[arg-type]
        told = capsys.readouterr().out
        assert "MZ820" in told
        assert said in told
        assert str(path) in told


def test_figures_of_several_workbooks_each_keep_their_cell(tmp_path: Path) -> None:
    """Last year's beside this year's, whichever was imported last."""
    last = "上年:\n  一般公共预算财政拨款支出: 待填\n"
    made = folder(tmp_path, SOURCE + last)
    for file, is_last in (("表.xlsx", True), ("今年.xlsx", False)):
        path = tmp_path / file
        path.write_bytes(book({"支出": SPENDING, "一般公共预算": GENERAL}))
        arguments = Arguments(path, made)
        arguments.last_year = is_last
        assert run_intake(arguments) == 0  # type: ignore[arg-type]
    found = read_origins(made)
    before = found["上年/一般公共预算财政拨款支出"]
    assert (before.number, before.file) == (Decimal("100.50"), "表.xlsx")
    assert before.cell == "一般公共预算!C4"
    assert found["支出/2080501/基本支出"].file == "今年.xlsx"


def test_what_was_to_be_filled_is_counted_as_filled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = folder(tmp_path, SOURCE.replace("59.00", "待填"))
    assert run(tmp_path, made) == 0
    assert "填了 1 处待填，其余不变" in capsys.readouterr().out


def test_a_zero_fills_what_is_to_be_filled_and_a_blank_does_not(tmp_path: Path) -> None:
    """A cell that says 0 is a figure; of one left blank nobody knows."""
    asked = SOURCE.replace("基本支出: 59.00", "基本支出: 60.50, 项目支出: 待填")
    made = folder(tmp_path, asked)
    general = with_row(GENERAL, 6, (2080501, "行政单位离退休", 60.5, 60.5, 0))
    for tables, text in (
        ({"支出": SPENDING, "一般公共预算": GENERAL}, asked),
        ({"支出": SPENDING, "一般公共预算": general}, asked.replace("待填", "0")),
    ):
        file = tmp_path / "表.xlsx"
        file.write_bytes(book(tables))
        assert run_intake(Arguments(file, made)) == 0  # type: ignore[arg-type]
        assert (made / "disclosure.yaml").read_text(encoding="utf-8") == text


def test_what_else_lies_in_the_folder_is_no_hindrance(tmp_path: Path) -> None:
    """The workbook is often kept beside the document, and notes in the coding of old programs."""
    made = folder(tmp_path)
    (made / "表.xlsx").write_bytes(book({"支出": SPENDING}))
    (made / "说明.md").write_bytes("待核对".encode("gb18030"))
    assert run(tmp_path, made) == 0
    assert "基本支出: 60.50" in (made / "disclosure.yaml").read_text(encoding="utf-8")


def test_a_workbook_that_is_open_beside_the_sources_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While Excel has it open, a file lies there that Windows lets nobody read."""
    made, read = folder(tmp_path), Path.read_bytes
    (made / "~$表.xlsx").write_bytes(b"")

    def locked(file: Path) -> bytes:
        """What Windows answers."""
        if file.name.startswith("~$"):
            raise PermissionError(13, "Permission denied", str(file))
        return read(file)

    monkeypatch.setattr(Path, "read_bytes", locked)
    assert run(tmp_path, made) == 0


def test_a_source_in_another_coding_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = folder(tmp_path)
    (made / "profile.yaml").write_bytes(PROFILE.encode("gb18030"))
    assert run(tmp_path, made) == 1
    assert "文件不是 UTF-8 编码" in capsys.readouterr().out
    assert (made / "disclosure.yaml").read_text(encoding="utf-8") == SOURCE
