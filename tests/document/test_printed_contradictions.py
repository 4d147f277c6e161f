"""A clerk's own document shows a slip of its form's sentences: what is printed is told, no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.builder import examine
from mingzhang.diagnostics import Severity
from mingzhang.document.printed_contradictions import printed_contradictions
from mingzhang.document.render import render
from mingzhang.project import Project
from mingzhang.reading.document_folder import find_folders
from tests.support import PROJECT, account

REAL = find_folders((PROJECT.sources,), PROJECT)[0]
SOURCE = """
    版式: 试验
    支出: [{科目: 2080501, 人员经费: 10.00, 项目支出: 20.00, 年初预算: 30.00}]
    基本支出: [{科目: 30101, 金额: 10.00}]
    上年: {基本支出: 10.00, 项目支出: 15.00}
    原因: {项目支出: 新增项目}
"""
# Figures by the places that they are given.
COMPLETED = (
    "{% macro 完成(甲, 乙) %}预算{{ 乙 | 万元 }}万元，决算为{{ 甲 | 万元 }}万元{% endmacro %}"
)
SAID = "{% macro 一项(名称, 数) %}{{ 名称 }}{{ 数 | 万元 }}万元{% endmacro %}"
DONE = "{% macro 完成(甲, 乙) %}，支出完成预算{{ 占比(甲, 乙) }}{% endmacro %}"
PLAN = "一般公共预算年初预算"
# Words that two figures decide.
WORDED = (
    "{% macro 差异(名称, 甲, 乙) %}{{ 名称 }}决算数{{ 比较词(甲, 乙) }}年初预算数{% endmacro %}"
    "{% macro 变了(名称, 甲, 乙) %}{{ 名称 }}{{ '比' if 有变动(甲, 乙) else '与' }}上年"
    "{{ 变动(甲, 乙) }}{% endmacro %}"
)
STRUCTURE = """封面: [决算]
日期: 数字
用语: {增加: 增加, 减少: 减少, 增长: 增长, 下降: 下降, 持平: 持平}
部分:
  - 标题: 说明
    内容:
      - {标题: 支出, 模板: 01.j2}
      - {种类: 表}
"""


def told(tmp_path: Path, sentences: str) -> list[str]:
    own = tmp_path / "templates" / "own"
    (own / "final" / "sections").mkdir(parents=True)
    (own / "region.yaml").write_text("名称: 试验\n上级: national\n", encoding="utf-8")
    (own / "final" / "document.yaml").write_text(STRUCTURE, encoding="utf-8")
    (own / "final" / "sections" / "01.j2").write_text(sentences, encoding="utf-8")
    project = Project(tmp_path)
    made, found = render(account(SOURCE), project, pages=False)
    assert made is not None, [str(one) for one in found]
    faults = list(printed_contradictions(made, project))
    assert all(one.severity is Severity.WARNING for one in faults)
    assert all("请管版式的人改正（mingzhang region 试验）" in one.hint for one in faults)
    return [f"{one.code} {one.place.file.name}:{one.place.line}" for one in faults]


@pytest.mark.parametrize(
    ("sentences", "codes"),
    [
        ("好。\n基本支出{{ 项目支出 | 万元 }}万元。", ["MZ722 01.j2:2"]),
        ("项目支出38.65万元。", ["MZ528 01.j2:1"]),
        # What a macro is given, and what a name is set to, stands on the page alone.
        (f"{COMPLETED}\n支出{{{{ 完成(本年支出合计, 项目支出) }}}}。", []),
        (f"{COMPLETED}\n支出{{{{ 完成(一般公共预算年初预算, 项目支出) }}}}。", ["MZ722 01.j2:2"]),
        (f"{SAID}\n{{{{ 一项('项目支出', 基本支出) }}}}。", ["MZ722 01.j2:2"]),
        (f"{SAID}\n{{{{ 一项('项目支出', 项目支出) }}}}。", []),
        # Of several lines that write a sentence it is the one that has the words.
        (
            (
                f"{DONE}\n{{% for 项 in 支出项 %}}\n"
                "{{ 项.名称 }}：支出决算{{ 完成(项.年初预算, 项.决算) }}\n"
                "，这一年的各项工作都已经如期完成，因此花完了\n。\n{% endfor %}"
            ),
            ["MZ722 01.j2:3"],
        ),
        (
            f"{DONE}\n{{% for 项 in 支出项 %}}{{{{ 完成(项.决算, 项.年初预算) }}}}。{{% endfor %}}",
            [],
        ),
        ("{% set 数 = 项目支出 %}\n基本支出{{ 数 | 万元 }}万元。", ["MZ722 01.j2:2"]),
        (
            "全年支出{{ 项目支出 | 万元 }}万元，占基本支出的{{ 占比(项目支出, 本年支出合计) }}。",
            ["MZ722 01.j2:1"],
        ),
        ("{% if 项目支出 | 非零 %}\n本年没有项目支出。\n{% endif %}", ["MZ722 01.j2:2"]),
        ("本单位无{{ 年度 }}年一般公共预算拨款支出情况。", ["MZ722 01.j2:1"]),
        ("没有经营支出，没有项目支出绩效目标。", []),
        ("没有安排项目支出。", ["MZ722 01.j2:1"]),
        ("上年没有项目支出，本年有。去年本单位无{{ 年度 - 1 }}年项目支出。", []),
        ("{{ 年度 - 1 }}年没有项目支出。无{{ 年度 - 1 }}年项目支出情况。", []),
        ("与上年相比，没有项目支出。", ["MZ722 01.j2:1"]),
        # A comment prints nothing, nor does the mark that some editors put before a text.
        ("\ufeff# 支出\n支出。{# {{ 项目支出 | 万元 }}元 #}", []),
        # Both are nothing: the page is true.
        ("经营支出{{ 上缴上级支出 | 万元 }}万元。", []),
        # What a condition lets through though it asks of other money, and what it keeps back.
        (
            (
                "{% if 一般公共预算财政拨款支出 | 非零 %}\n"
                "支出{{ 政府性基金预算财政拨款支出 | 万元 }}万元。\n{% endif %}"
            ),
            ["MZ722 01.j2:1"],
        ),
        (
            (
                "{% if 政府性基金预算财政拨款支出 | 非零 %}\n"
                "支出{{ 一般公共预算财政拨款支出 | 万元 }}万元。\n{% endif %}"
            ),
            ["MZ722 01.j2:1"],
        ),
        (
            (
                "{% if 国有资本经营预算财政拨款支出 | 非零 %}\n"
                "支出{{ 政府性基金预算财政拨款支出 | 万元 }}万元。\n{% endif %}"
            ),
            [],
        ),
        (f"{WORDED}\n{{{{ 差异('项目支出', 基本支出, {PLAN}) }}}}。", ["MZ722 01.j2:2"]),
        (f"{WORDED}\n{{{{ 差异('项目支出', 项目支出, {PLAN}) }}}}。", []),
        (f"{WORDED}\n{{{{ 变了('项目支出', 基本支出, 上年.基本支出) }}}}。", ["MZ722 01.j2:2"]),
        (f"{WORDED}\n{{{{ 变了('基本支出', 基本支出, 上年.基本支出) }}}}。", []),
        (
            "{% set 各项 = [基本支出, 项目支出] %}\n{{ 饼状图('支出结构', 各项, 项目支出) }}",
            ["MZ722 01.j2:2"],
        ),
        ("{{ 饼状图('支出结构', [基本支出, 项目支出], 本年支出合计) }}", []),
        # A list of other money than its heading, where it has rows.
        (
            (
                "## 政府性基金预算财政拨款支出情况\n"
                "{% for 项 in 支出项 %}{{ 项.名称 }}支出。{% endfor %}"
            ),
            ["MZ722 01.j2:2"],
        ),
        (
            (
                "## 一般公共预算财政拨款支出情况\n"
                "{% for 项 in 政府性基金支出项 %}{{ 项.名称 }}支出。{% endfor %}"
            ),
            [],
        ),
        # The branch is not printed.
        ("{% if 经营支出 | 非零 %}基本支出{{ 项目支出 | 万元 }}万元。{% endif %}", []),
        ("{% if 经营支出 | 非零 %}项目支出38.65万元。{% endif %}", []),
        ("基本支出{{ 基本支出 | 万元 }}万元，单价100万元以上的没有。", []),
    ],
)
def test_what_the_page_shows_of_a_slip(tmp_path: Path, sentences: str, codes: list[str]) -> None:
    assert told(tmp_path, sentences) == codes


@pytest.mark.parametrize("folder", REAL, ids=lambda folder: folder.parent.name)
def test_the_real_documents_print_no_slip_of_their_forms(folder: Path) -> None:
    """Shipped forms are not asked every time; whoever copies one for his own is."""
    document, _ = examine(folder, PROJECT)
    assert document
    assert list(printed_contradictions(document, PROJECT)) == []
