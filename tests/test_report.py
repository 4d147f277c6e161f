from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.diagnostics import Diagnostic, Operand, Place, Severity
from mingzhang.report import SHOWN_PER_CODE, report, summary
from mingzhang.report.run_findings import path_of

LINE = "  - {科目: 2080501, 人员经费: 60.88}"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "disclosure.yaml"
    path.write_text(f"支出:\n{LINE}\n\n年度: 2024\n", encoding="utf-8")
    return path


def error(place: Place, code: str = "MZ220") -> Diagnostic:
    return Diagnostic(place, code, "不相等")


def lines(*diagnostics: Diagnostic) -> list[str]:
    return list(report(diagnostics))


def test_place_severity_code_and_message_come_first(file: Path) -> None:
    first = lines(error(Place(file, 2, 25)))[0]
    assert first == f"{file}:2:25: 错误 MZ220 不相等"


@pytest.mark.parametrize(
    ("line", "column", "cells"),
    [
        (2, 1, 0),
        (2, 5, 4),
        (2, 10, 11),  # 科目 takes four cells for two characters
        (2, LINE.index("60.88") + 1, 30),
        (4, 5, 6),
    ],
)
def test_the_caret_stands_below_the_place(file: Path, line: int, column: int, cells: int) -> None:
    shown, caret = lines(error(Place(file, line, column)))[1:3]
    assert shown == "    " + file.read_text(encoding="utf-8").splitlines()[line - 1]
    assert caret == "    " + " " * cells + "^"


def test_a_place_beyond_the_file_shows_no_line(file: Path) -> None:
    assert len(lines(error(Place(file, 9, 1)))) == 1
    assert len(lines(error(Place(file)))) == 1
    assert len(lines(error(Place(file.with_name("none.yaml"), 1, 1)))) == 1


def test_an_empty_line_and_one_past_its_end(file: Path) -> None:
    assert lines(error(Place(file, 3, 1)))[1:] == ["    ", "    ^"]


def test_a_byte_order_mark_takes_no_column(file: Path) -> None:
    file.write_text(f"{LINE}\n", encoding="utf-8-sig")
    assert lines(error(Place(file, 1, 5)))[1:] == [f"    {LINE}", "        ^"]


def test_lines_are_counted_as_the_reader_counts_them(file: Path) -> None:
    file.write_text("说明: 甲\u2028乙\x0c丙\n年度: 2024\n", encoding="utf-8")
    assert lines(error(Place(file, 2, 1)))[1] == "    年度: 2024"


def test_control_characters_of_a_source_never_reach_the_terminal(file: Path) -> None:
    file.write_text("说明: \x1b[2J\n", encoding="utf-8")
    diagnostic = Diagnostic(Place(file, 1, 5), "MZ001", "不能用“\x1b”", "删去 \x1b")
    assert "\x1b" not in "".join(lines(diagnostic))


def test_a_file_is_read_anew_for_every_report(file: Path) -> None:
    assert lines(error(Place(file, 4, 1)))[1] == "    年度: 2024"
    file.write_text("\n\n\n年度: 2023\n", encoding="utf-8")
    assert lines(error(Place(file, 4, 1)))[1] == "    年度: 2023"


def test_operands_and_hint(file: Path) -> None:
    operand = Operand("2080501 人员经费", "1,060.88", Place(file, 2, 25))
    derived = Operand("按科目合计", "3.00")
    diagnostic = Diagnostic(Place(file), "MZ220", "不相等", "核对", operands=(operand, derived))
    assert lines(diagnostic)[1:] == [
        f"              1,060.88  2080501 人员经费  （{file}:2:25）",
        "                  3.00  按科目合计",
        "    改法：核对",
    ]


def test_of_one_code_only_some_are_shown(file: Path) -> None:
    many = [error(Place(file), "MZ220")] * (SHOWN_PER_CODE + 3)
    other = [error(Place(file), "MZ231")] * SHOWN_PER_CODE
    text = lines(*many, *other)
    assert len(text) == 2 * SHOWN_PER_CODE + 1
    assert text[-1].startswith("……MZ220 另有 3 处未列出")


def test_nothing_to_report() -> None:
    assert lines() == []


def test_colour_only_where_asked(file: Path) -> None:
    diagnostic = error(Place(file))
    assert "\x1b" not in lines(diagnostic)[0]
    assert "\x1b[1;31m错误\x1b[0m" in next(iter(report([diagnostic], colour=True)))


@pytest.mark.parametrize(
    ("severities", "words"),
    [
        ([], "没有问题"),
        ([Severity.WARNING], "1 个警告"),
        ([Severity.NOTE, Severity.ERROR, Severity.ERROR], "2 个错误、1 个提示"),
        ([Severity.NOTE, Severity.WARNING, Severity.ERROR], "1 个错误、1 个警告、1 个提示"),
    ],
)
def test_summary_in_words(severities: list[Severity], words: str) -> None:
    place = Place(Path("disclosure.yaml"))
    found = [Diagnostic(place, "MZ220", "不相等", severity=severity) for severity in severities]
    assert summary(found) == words


def test_what_one_figure_breaks_is_told_once_and_counted(file: Path) -> None:
    place = Place(file, 2, 25)
    own = [Diagnostic(place, code, code, suspects=(place,)) for code in ("MZ202", "MZ220", "MZ220")]
    told = lines(*own, error(Place(file, 4, 1), "MZ401"))
    assert [line for line in told if "错误" in line] == [
        f"{place}: 错误 MZ202 MZ202",
        f"{file}:4:1: 错误 MZ401 不相等",
    ]
    assert "    同一处还牵连 2 条：MZ220 2 处（-v 全部列出）" in told
    whole = list(report(own, whole=True))
    assert len([line for line in whole if "错误" in line]) == len(own)


def test_a_cause_takes_twelve_lines_at_most(file: Path) -> None:
    place = Place(file, 2, 25)
    operands = tuple(Operand(f"数 {number}", "1.00") for number in range(30))
    own = [
        Diagnostic(place, f"MZ2{number:02}", "不相等", "核对", operands=operands, suspects=(place,))
        for number in range(70)
    ]
    told = lines(*own)
    assert len(told) <= 12
    assert any("另有 26 个数" in line for line in told)


def test_a_file_below_the_current_folder_is_named_from_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert path_of(tmp_path / "templates" / "a.j2") == "templates/a.j2"
