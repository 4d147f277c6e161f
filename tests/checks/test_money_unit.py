"""The unit of money: many failing identities of one factor are one finding."""

from __future__ import annotations

import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.builder import examine
from mingzhang.diagnostics import Diagnostic
from tests.support import PROJECT

SOURCE = PROJECT.sources / "changchun" / "2024-final"


def examined(scratch: Path, file: str, pattern: str, change: str) -> tuple[Diagnostic, ...]:
    """The findings of a real document in a file of which the numbers of a block are changed."""
    copy = scratch / SOURCE.parent.name / SOURCE.name
    shutil.copytree(SOURCE, copy)
    text = (copy / file).read_text(encoding="utf-8")
    block = re.search(pattern, text, re.MULTILINE)
    assert block is not None
    changed = (
        re.sub(r"\d+\.\d\d", lambda m: str(int(Decimal(m.group()) * 10_000)), block.group())
        if change == "元"
        else change
    )
    (copy / file).write_text(text.replace(block.group(), changed), encoding="utf-8")
    return examine(copy, PROJECT)[1]


@pytest.mark.parametrize(
    ("file", "pattern", "change", "says"),
    [
        ("disclosure.yaml", "金额单位: 万元", "金额单位: 元", "“金额单位”写的是元"),
        ("disclosure.yaml", r"^上年:\n(?:  .+\n)+", "元", "“上年”的"),
        ("disclosure.yaml", r"^基本支出:\n(?:  .+\n)+", "元", "“基本支出”的金额像是以元填写的"),
        ("performance.yaml", r"(?s).+", "元", "“performance.yaml”的金额像是以元填写的"),
    ],
)
def test_the_unit_is_named_and_nothing_else(
    tmp_path: Path, file: str, pattern: str, change: str, says: str
) -> None:
    (finding,) = examined(tmp_path, file, pattern, change)
    assert finding.code == "MZ272"
    assert says in finding.message
    assert finding.place.line


def test_one_amount_in_the_other_unit_is_no_matter_of_the_unit(tmp_path: Path) -> None:
    found = examined(tmp_path, "disclosure.yaml", "金额: 342.21", "元")
    assert found
    assert all(d.code != "MZ272" for d in found)
