"""The comparison itself: it finds what differs, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.golden.compare import (
    Difference,
    Page,
    compare,
    figure,
    read_errata,
    read_golden,
    read_page,
)
from tests.golden.extract import Row, Section, sentence_figures

GOLDEN = Path(__file__).parent
FOLDERS = [
    GOLDEN / name for name in ("changchun-2024-final", "jiyuan-2023-final", "yanbian-2024-budget")
]

HTML = """<!DOCTYPE html><title>2024 年度</title>
<h2>第一部分 概况</h2><section data-section="一、职责"><p>5 项</p></section>
<h2>第三部分 2024 年度部门决算情况说明</h2>
<section data-section="一、收入支出决算总体情况说明"><h3>一、收入支出决算总体情况说明</h3>
<p>（一）2024 年度收、支总计均为 <span>2,820.01</span> 万元，下降<br>10.92%。</p>
<figure data-table="公开05表"><table>
<tr><th>科目代码<th>科目名称<th>合计<th>基本支出<th>项目支出</tr>
<tr><td colspan="2">合计</td><td>8.00</td><td>5.00</td><td>3.00</td></tr>
<tr><td>208</td><td>社会保障和就业支出</td><td>8.00</td><td>5.00</td><td></td></tr></table></figure>
<p>1. 其中 3 项</p></section><p>99 万元</p>
<figure data-table="项目支出绩效自评表"><table>
<tr><td>项目名称<td colspan="6">网络维护</tr>
<tr><td rowspan="2">资金<td>项目资金<td>年初预算数<td>全年预算数<td>全年执行数<td>执行率<td></tr>
<tr><td>当年财政拨款<td>8<td>8<td><td>0.00%<td></tr>
<tr>
<td rowspan="2">绩效指标<td>一级指标<td>二级指标<td>三级指标<td>年度指标值<td>实际完成值
<td>偏差</tr>
<tr><td>产出指标<td>数量指标<td>次数<td>&gt;=1次<td>1次<td></tr></table></figure>"""


def page(figures: Sequence[str] = (), cells: Sequence[str] = ()) -> Page:
    row = Row("公开02表", "208", "社会保障和就业支出", tuple(cells))
    return Page((Section("一", "", tuple(figures)),), (row,) if cells else ())


def test_reads_sections_without_their_tables() -> None:
    assert read_page(HTML).sections == (Section("一", "", ("2,820.01", "10.92%", "3")),)


def test_reads_the_rows_of_tables() -> None:
    assert read_page(HTML).rows == (
        Row("公开05表", "", "合计", ("8.00", "5.00", "3.00")),
        Row("公开05表", "208", "社会保障和就业支出", ("8.00", "5.00", "")),
        Row("自评表 网络维护", "资金", "当年财政拨款", ("8", "8", "", "0.00%")),
        Row("自评表 网络维护", "指标", "次数", (">=1次", "1次")),
    )


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_document_agrees_with_itself(folder: Path) -> None:
    published = read_golden(folder)
    comparison = compare(published, published)
    assert comparison.differences == ()
    assert comparison.narrative.share == comparison.tables.share == 1


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_each_changed_row_is_one_difference(folder: Path) -> None:
    published = read_golden(folder)
    changed = (replace(row, figures=("7.77", *row.figures[1:])) for row in published.rows)
    comparison = compare(published, Page(published.sections, tuple(changed)))
    assert comparison.tables.matched == 0
    assert len(comparison.differences) == comparison.tables.total


def test_figures_are_aligned_by_section() -> None:
    comparison = compare(page(["1", "10.13%", "2"]), page(["1.00", "10.26%", "2", "50%"]))
    assert (comparison.narrative.matched, comparison.narrative.total) == (2, 3)
    assert comparison.differences == (
        Difference("说明一", ("10.13%",), ("10.26%",)),
        Difference("说明一", (), ("50%",)),
    )


def test_a_row_lists_only_the_cells_that_differ() -> None:
    comparison = compare(page(cells=["1.00", "2.00", "3"]), page(cells=["1", "2.01", "3"]))
    expected = Difference("公开02表 208 社会保障和就业支出", ("2.00",), ("2.01",))
    assert comparison.differences == (expected,)


def test_zero_is_blank_only_where_the_document_shows_blanks() -> None:
    assert not compare(page(cells=["1", ""]), page(cells=["1", "0.00"])).differences
    assert compare(page(cells=["1", "0.00"]), page(cells=["1", ""])).differences


def test_a_missing_and_an_added_row_differ() -> None:
    assert compare(page(cells=["1"]), page()).differences[0].published == ("1",)
    assert compare(page(), page(cells=["1"])).differences[0].computed == ("1",)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("2,820.01", "2820.01"),
        ("１００.0 %", "100%"),
        ("0.00%", "0%"),
        ("-19.050", "-19.05"),
        ("“一站式”", '"一站式"'),
    ],
)
def test_figures_have_one_form(text: str, normal: str) -> None:
    assert figure(text) == normal


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("2024 年 12 月 31 日，车辆 0 辆", ("0",)),
        ("208社会保障和就业支出193.74万元，占6.87%", ("193.74", "6.87%")),
        ("（7）2024 资助困难群众 409.20\n\n万元", ("409.20",)),
        ("豫财社2022-198号提前下达2023年，1-6级伤残军人 98.35 分", ("98.35",)),
        ("12 月养老保险，6 个月物业费", ("6",)),
        ("共 208 个，2016.70 万元，2514.52 万元", ("208", "2016.70", "2514.52")),
    ],
)
def test_years_dates_codes_and_numbering_are_no_figures(
    sentence: str, figures: tuple[str, ...]
) -> None:
    assert sentence_figures(sentence.splitlines()) == figures


def test_errata_name_a_difference_as_printed() -> None:
    text = (
        "| 文件 | 位置 | 公布 | 计算 | 说明 |\n| a/2024-final | 说明五 | （无） | 50.00% | 漏印 |\n"
    )
    listed = read_errata(text, "a/2024-final")
    assert listed == {Difference("说明五", (), ("50%",)).identity}
    assert not read_errata(text, "b/2024-final")
