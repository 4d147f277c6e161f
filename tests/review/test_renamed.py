"""A renamed folder, the agency's name, controls apart, and a unit that the driver infers."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.review.git_driver import diff_lines
from mingzhang.review.review_lines import counts
from mingzhang.review.review_terminal import terminal
from mingzhang.review.review_values import is_control
from tests.review.repository import FINAL, create

SCORED = """\
# yaml-language-server: $schema=../../../schema/performance.schema.json
项目:
  - 名称: 库房改造
    资金: {{当年财政拨款: [{}, {}, {}]}}
"""


def test_a_renamed_folder_is_the_same_document(tmp_path: Path) -> None:
    repository = create(tmp_path, FINAL)
    repository.git("tag", "-f", "r1")
    repository.git("mv", "sources/changchun", "sources/changchun-insurance")
    repository.edit(
        "sources/changchun-insurance/2024-final", ("30202, 金额: 1.16", "30202, 金额: 1.17")
    )
    repository.commit("r2")
    found = repository.review("r1", "r2")
    (document,) = found.documents
    assert document.state == "改动"
    (change,) = document.figures
    assert change.key == ("基本支出", "30202", "金额")
    text = terminal(found)
    assert "■ 长春市社会医疗保险管理局 2024 年度决算（changchun-insurance/2024-final）" in text
    assert "文件夹由 changchun/2024-final 改名为 changchun-insurance/2024-final。" in text


def test_a_folder_renamed_and_nothing_else_is_said_so(tmp_path: Path) -> None:
    repository = create(tmp_path, FINAL)
    repository.git("tag", "-f", "r1")
    repository.git("mv", "sources/changchun", "sources/changchun-insurance")
    repository.commit("r2")
    (document,) = repository.review("r1", "r2").documents
    assert counts(document) == "除了下面所说的，没有看到改动"
    assert document.messages == (
        "文件夹由 changchun/2024-final 改名为 changchun-insurance/2024-final。",
    )


@pytest.mark.parametrize(
    ("key", "control"),
    [
        (("支出", "2080501", "人员经费"), False),
        (("支出", "20805", "合计"), True),
        (("支出", "合计", "合计"), True),
        (("基本支出", "30101", "金额"), False),
        (("基本支出", "301", "金额"), True),
        (("公布数", "收入总计"), True),
        (("机关运行经费", "金额"), False),
    ],
)
def test_a_published_total_is_a_control(key: tuple[str, ...], *, control: bool) -> None:
    assert is_control(key) is control


def test_another_unit_changes_no_amount_of_the_self_evaluations() -> None:
    old = SCORED.format("20.00", "20.00", "19.50").encode()
    new = SCORED.format("200000", "200000", "195100").encode()
    lines = list(diff_lines("sources/a/2024-final/performance.yaml", old, new))
    assert lines[0].endswith("（元）")
    assert "金额单位改成了元" in lines[1]
    assert len([line for line in lines if "→" in line]) == 1
    assert "195,000.00 → 195,100.00" in lines[-1]
