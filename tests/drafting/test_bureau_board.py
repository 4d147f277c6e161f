"""The board: what is most urgent first, and what nobody has begun."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from mingzhang.cli import main
from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.drafting.approvals import Approvals, day, read_approvals, with_own_days
from mingzhang.drafting.bureau_board import Line, lines, page
from mingzhang.drafting.document_progress import Progress
from mingzhang.project import Project

TODAY = date(2026, 9, 20)


def listed(tmp_path: Path, text: str) -> Approvals:
    (tmp_path / "批复.csv").write_text(text, encoding="utf-8")
    return read_approvals(tmp_path / "批复.csv", TODAY)


def test_the_last_day_is_twenty_days_after_approval(tmp_path: Path) -> None:
    read = listed(tmp_path, "文档,批复日期\nsources/甲局/2025-final,2026-09-05\n")
    assert (read.limits, read.found) == ({"甲局/2025-final": date(2026, 9, 25)}, ())


def test_a_day_that_was_set_stands_for_it_and_other_columns_are_the_offices(tmp_path: Path) -> None:
    head = "联系人,公开期限,文档,批复日期\n"
    read = listed(
        tmp_path, f"{head}张,2026年9月22日,甲局/2025-final,2026/9/5\n,,乙局/2025-final,\n"
    )
    assert read.limits == {"甲局/2025-final": date(2026, 9, 22), "乙局/2025-final": None}
    assert not read.found


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("单位,日期\n甲局,2026-09-05\n", 1, "表头"),
        ("文档,批复日期\n甲局/2025-final,九月五日\n", 2, "不是日期"),
        ("文档,批复日期\n甲局/2025-final,2026-02-30\n", 2, "不是日期"),
        ("文档,批复日期\n甲局/2025-final,2027-09-05\n", 2, "还没有到"),
        ("文档,批复日期\n,2026-09-05\n", 2, "没有写"),
        ("文档,批复日期\n甲局/2025-final,0001-01-01\n", 2, "太早"),
        ("文档,公开期限\n甲局/2025-final,2006-09-25\n", 2, "太早"),
        ("文档,批复日期,公开期限\n甲局/2025-final,2026-09-05,2026-09-04\n", 2, "早于批复日期"),
        ('文档,批复日期\n甲局/2025-final,"2026-09-05\n乙局/2025-final,2026-09-05\n', 2, "引号"),
        ('文档,批复日期\n甲局/2025-final,"' + "乙局/2025-final,\n" * 20_000, 2, "引号"),
        ("文档,批复日期\n甲局/2025-final,\n甲局/2025-final,2026-09-05\n", 3, "有两行"),
    ],
)
def test_what_cannot_be_understood_is_told(tmp_path: Path, text: str, line: int, word: str) -> None:
    (found,) = listed(tmp_path, text).found
    assert (found.code, found.place.line) == ("MZ784", line)
    assert word in found.message


def test_a_line_without_a_folder_is_no_document_and_one_of_windows_is(tmp_path: Path) -> None:
    read = listed(tmp_path, "文档,批复日期\n,2026-09-05\nsources\\甲局\\2025-final,2026-09-05\n")
    assert read.limits == {"甲局/2025-final": date(2026, 9, 25)}
    old = listed(tmp_path, "文档,批复日期\n甲局\\2029-final,2026-09-05\n")
    assert "太早" in old.found[0].message


def test_a_list_in_another_encoding_or_not_there(tmp_path: Path) -> None:
    (tmp_path / "批复.csv").write_bytes("文档,批复日期\n".encode("gbk"))
    assert [d.code for d in read_approvals(tmp_path / "批复.csv", TODAY).found] == ["MZ784"]
    assert read_approvals(tmp_path / "没有.csv", TODAY).found


def test_days_as_offices_write_them() -> None:
    assert {day(text) for text in ("2026-9-5", "2026年9月5日", "2026/09/05", "2026.9.5")} == {
        date(2026, 9, 5)
    }


def test_the_most_urgent_first_and_those_not_begun_among_them() -> None:
    wrong = Diagnostic(Place(Path("a")), "MZ201", "x", severity=Severity.ERROR)
    seen = {
        "好/2025-final": Progress(),
        "改/2025-final": Progress(to_correct=(wrong,)),
        "无期/2025-final": Progress(to_correct=(wrong,)),
    }
    limits = {
        "好/2025-final": date(2026, 9, 1),
        "改/2025-final": date(2026, 9, 25),
        "缺/2025-final": date(2026, 9, 19),
    }
    ordered = lines(seen, Approvals(limits), {"好/2025-final": "好局2025年度决算"})
    assert [line.document.partition("/")[0] for line in ordered] == ["缺", "改", "无期", "好"]
    assert [line.left(TODAY) for line in ordered] == ["超过 1 天", "还有 5 天", "", "超过 19 天"]
    assert Line("x", "待填", limit=TODAY).left(TODAY) == "今天到期"
    told = page(ordered, TODAY)
    assert "好局2025年度决算<small>好/2025-final</small>" in told
    assert "共 4 份：没有建立 1 份，待改 2 份，可以公开 1 份" in told
    # Those of one state alone, without a script.
    shown = re.findall(r'id="(state-\d)">(\w+)</label>', told)
    assert [state for _, state in shown] == ["没有建立", "待改", "可以公开"]
    assert [told.count(f'<tr class="{name}') for name, _ in shown] == [1, 2, 1]
    assert "超过期限还不能公开的 1 份" in told  # one that is ready is late for nobody here


def test_names_are_text() -> None:
    told = page((Line("<script>x</script>/2025-final", "待填"),), TODAY)
    assert "<script>" not in told


def test_a_page_of_a_data_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert main(["new", "sources/甲局/2026-final", "--form", "吉林"]) == 0
    Path("mingzhang.yaml").write_text("批复: 批复.csv\n", encoding="utf-8")
    text = "文档,批复日期\n甲局/2026-final,2027-09-05\n乙局/2026-final,2027-09-05\n"
    Path("批复.csv").write_text(text, encoding="utf-8")
    monkeypatch.setattr("mingzhang.commands.status._today", lambda: date(2027, 9, 10))
    capsys.readouterr()
    assert main(["status", "--format", "html"]) == 1
    told = capsys.readouterr().out
    assert "乙局/2026-final</th><td>没有建立" in told
    assert "2027-09-25" in told


def test_who_waits_for_a_reason_and_of_whom_nothing_is_known() -> None:
    def filling(code: str, message: str) -> Diagnostic:
        return Diagnostic(Place(Path("disclosure.yaml"), 3, 1), code, message)

    gaps = filling("MZ401", "甲"), filling("MZ745", "原因还没有填写。"), filling("MZ410", "乙")
    seen = {"甲/2025-final": Progress(to_fill=gaps), "乙/2025-final": Progress(to_fill=gaps[2:])}
    ordered = lines(seen, Approvals({"丙/2025-final": None}), {})
    assert [(line.document[0], line.to_fill, line.reasons) for line in ordered] == [
        ("丙", None, None),
        ("乙", 1, 0),
        ("甲", 3, 2),
    ]
    told = page(ordered, TODAY)
    assert "缺原因的 1 份" in told
    assert told.count('<td class="number"></td>') == 4
    assert re.findall('<tr class="state-. waiting">.*?scope="row">(.)', told) == ["甲"]
    assert "缺原因</label>" in told
    assert "缺原因</label>" not in page(ordered[:2], TODAY)


def said(tmp_path: Path, approvals: Approvals, text: str) -> Approvals:
    """The approvals with what a document's own source says."""
    folder = tmp_path / "sources" / "甲局" / "2025-final"
    folder.mkdir(parents=True)
    (folder / "disclosure.yaml").write_text(f"年度: 2025\n{text}\n", encoding="utf-8")
    project = Project(tmp_path)
    return with_own_days(approvals, {"甲局/2025-final": folder}, project, TODAY)


@pytest.mark.parametrize(
    "text", ["批复日期: 2026-09-05", "批复日期: '2026-09-05'  # 财预〔2026〕5号"]
)
def test_a_day_of_approval_in_the_source(tmp_path: Path, text: str) -> None:
    read = said(tmp_path, Approvals({}), text)
    assert read.limits == {"甲局/2025-final": date(2026, 9, 25)}
    assert not read.found


def test_a_limit_of_the_list_goes_before_the_day_in_the_source(tmp_path: Path) -> None:
    given = listed(tmp_path, "文档,批复日期,公开期限\n甲局/2025-final,2026-09-05,2026-09-22\n")
    read = said(tmp_path, given, "批复日期: 2026-09-05")
    assert read.limits == {"甲局/2025-final": date(2026, 9, 22)}
    assert not read.found


@pytest.mark.parametrize(
    ("day_said", "words"),
    [
        ("2026-09-06", "这里的批复日期是 2026-09-06，清单里是 2026-09-05"),
        ("2027-09-05", "还没有到"),
        ("2020-09-05", "太早"),
    ],
)
def test_an_odd_day_in_the_source_is_told_there(tmp_path: Path, day_said: str, words: str) -> None:
    given = listed(tmp_path, "文档,批复日期\n甲局/2025-final,2026-09-05\n")
    read = said(tmp_path, given, f"批复日期: {day_said}")
    assert read.limits == {"甲局/2025-final": date(2026, 9, 25)}
    assert words in "".join(one.message for one in read.found)
    assert {(one.place.file.name, one.place.line) for one in read.found} == {("disclosure.yaml", 2)}


@pytest.mark.parametrize("text", ["批复日期: 九月五日", "批复日期:", "备注: 批复日期: 2026-09-05"])
def test_what_is_no_day_gives_no_limit(tmp_path: Path, text: str) -> None:
    read = said(tmp_path, Approvals({}), text)
    assert (read.limits, read.found) == ({}, ())
