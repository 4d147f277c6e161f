"""Check and build say the same: whatever stops a build was found by the check, at its place."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from mingzhang.builder import build, examine
from mingzhang.diagnostics import Severity, has_errors
from mingzhang.project import Project
from tests.publish.test_published_document import project

MARK = "管理工作: 无"


@dataclass(frozen=True)
class Odd:
    """A document that is odd in one place: a file, what stands there, what is written instead."""

    name: str
    file: str
    old: str
    new: str
    code: str = ""

    def write(self, file: Path) -> None:
        """Put the odd thing into its file."""
        text = file.read_text("utf-8")
        assert self.old in text
        file.write_text(text.replace(self.old, self.new), "utf-8")


DISCLOSURE, PROFILE, DUTIES = "disclosure.yaml", "profile.yaml", "duties.md"
PAGE = "page.html.j2"
# None of these stops a document: one has them all.
HARMLESS = (
    Odd(
        "blanks and rare characters",
        DISCLOSURE,
        MARK,
        "管理工作: 'A4 纸增加 10 万页，Windows 10 软件；库房 / 电费，2024 年 5 月（ 1 ） % 。"
        "A4\u00a0纸，10\u2003万页，A\u3000B；𠮷林、㎡、Ⅲ、①、℃、’'",
    ),
    Odd("blank in a name", PROFILE, "办公室", "办公室 1"),
    Odd(
        "blank in duties", DUTIES, "保管档案。", "# 职责 A4 纸\n\n保管 A4 档案 / **Windows 10** 。"
    ),
    Odd("emoji in a comment", DISCLOSURE, "版式: 吉林", "版式: 吉林  # \U0001f600"),
)
ODD = (
    Odd("emoji in a reason", DISCLOSURE, MARK, "管理工作: 好\U0001f600的", "MZ703"),
    Odd("emoji in duties", DUTIES, "保管档案。", "保管档案\U0001f600。", "MZ703"),
    Odd("emoji in a name", PROFILE, "办公室", "办公室\U0001f600", "MZ703"),
    Odd("private use", DISCLOSURE, MARK, "管理工作: 好\ue791的", "MZ061"),
    Odd("keycap", DISCLOSURE, MARK, "管理工作: 1\ufe0f\u20e3", "MZ004"),
    Odd("page of the form", PAGE, "{{ cover.date }}", "{{ cover.day }}", "MZ523"),
    Odd("table of the form", "table.html.j2", "{{ table.title }}", "{{ table.tiltle }}", "MZ523"),
    Odd("emoji in the page", PAGE, "目录", "目录\U0001f600", "MZ703"),
)


def prepared(root: Path, odd: Odd) -> tuple[Path, Project]:
    """A project with the odd document."""
    own = project(root)
    folder = own.sources / "archive" / "2024-final"
    file = folder / odd.file
    if not file.exists():
        templates = root / "templates"
        original = templates.resolve()
        templates.unlink()
        shutil.copytree(original, templates)
        file = templates / "national" / odd.file
    odd.write(file)
    return folder, own


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: odd.name)
def test_check_and_build_agree(odd: Odd, tmp_path: Path) -> None:
    folder, own = prepared(tmp_path, odd)
    _, checked = examine(folder, own)
    result = build(folder, own, own.output)
    assert checked == result.diagnostics, "the same findings at the same places"
    assert has_errors(checked)
    errors = [d for d in checked if d.severity is Severity.ERROR]
    assert {d.code for d in errors} == {odd.code}
    assert all(d.place.file.name == odd.file and d.place.line for d in errors)


def test_check_and_build_agree_on_what_is_no_error(tmp_path: Path) -> None:
    own = project(tmp_path)
    folder = own.sources / "archive" / "2024-final"
    for odd in HARMLESS:
        odd.write(folder / odd.file)
    _, checked = examine(folder, own)
    assert checked == build(folder, own, own.output).diagnostics
    assert not has_errors(checked)


def test_a_page_that_is_mended_is_tried_again(tmp_path: Path) -> None:
    odd = next(odd for odd in ODD if odd.file == PAGE)
    folder, own = prepared(tmp_path, odd)
    assert has_errors(examine(folder, own)[1])
    file = own.templates / "national" / PAGE
    file.write_text(file.read_text("utf-8").replace(odd.new, odd.old), "utf-8")
    assert not has_errors(examine(folder, own)[1])
