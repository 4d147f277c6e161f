"""The structure of a document, and faults of ``document.yaml``."""

from pathlib import Path

import pytest

from mingzhang.document.document_structure import Structure, numbered, read_structure
from mingzhang.document.form_specs import Context
from mingzhang.document.region_folder import Region
from tests.support import AGENCY, account, budget


def read(tmp_path: Path, text: str) -> tuple[Structure, Context]:
    (tmp_path / "final").mkdir()
    (tmp_path / "final" / "document.yaml").write_text(text, "utf-8")
    context = Context.of(account("公开日期: 2025-10"), Region("试", (tmp_path,), {}))
    return read_structure(context), context


def test_parts_and_words(tmp_path: Path) -> None:
    structure, context = read(
        tmp_path,
        "封面: ['{年度}年度', '{名称}{部门}决算']\n日期: 汉字\n用语: {持平: 无变化}\n"
        "部分: [{标题: '{部门}概况', 内容: [{标题: 职责, 模板: a.j2}, {种类: 表}]}]\n",
    )
    assert not context.faults
    assert structure.cover == ("2024年度", "某市档案馆部门决算")
    assert structure.date == "二〇二五年十月"
    assert structure.terms == {"持平": "无变化"}
    (part,) = structure.parts
    assert part.title == "部门概况"
    assert [c.template for c in part.contents] == ["final/sections/a.j2", ""]


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("与上年持平", True),
        ("比2023年没有变化", True),
        ("同年初预算一致", True),
        ("持平", False),
        ("相同", False),
        ("没有变化", False),
    ],
)
def test_a_word_for_no_change_does_not_say_compared_with_what(
    tmp_path: Path, word: str, told: bool
) -> None:
    _, context = read(tmp_path, f"封面: [题目]\n用语: {{持平: {word}}}\n部分: []\n")
    found = [fault for fault in context.faults if fault.code == "MZ722"]
    assert [(fault.place.line, fault.severity.name) for fault in found] == [(2, "WARNING")] * told


def test_faults_stand_at_their_line(tmp_path: Path) -> None:
    _, context = read(
        tmp_path,
        "封面: [题目]\n部分:\n  - 标题: 概况\n"
        "    内容:\n      - {种类: 图}\n      - {标题: 职责}\n",
    )
    assert [(fault.place.line, fault.code) for fault in context.faults] == [
        (5, "MZ513"),
        (6, "MZ512"),
    ]


def test_region_without_structure_is_told(tmp_path: Path) -> None:
    context = Context.of(account(""), Region("试", (tmp_path,), {}))
    assert read_structure(context) == Structure()
    assert [fault.code for fault in context.faults] == ["MZ521"]


def test_parts_and_sections_are_numbered_as_the_form_does(tmp_path: Path) -> None:
    structure, context = read(
        tmp_path,
        "封面: [题目]\n部分序号: '{序号}、'\n节序号: '（{序号}）'\n部分:\n"
        "  - {标题: 概况, 内容: [{标题: 职责, 模板: a.j2, 可空: 是}]}\n"
        "  - {标题: 决算表, 节序号: '{数字}. ', 内容: [{种类: 表}]}\n",
    )
    assert not context.faults
    overview, forms = structure.parts
    assert numbered(structure.mark, 3, overview.title) == "三、概况"
    assert numbered(overview.mark, 2, "职责") == "（二）职责"
    assert numbered(forms.mark, 12, "总表") == "12. 总表"
    assert [content.may_be_empty for content in overview.contents] == [True]


def test_the_usual_numbers_of_parts_and_sections(tmp_path: Path) -> None:
    structure, _ = read(tmp_path, "封面: [题目]\n部分: [{标题: 概况, 内容: [{种类: 表}]}]\n")
    assert numbered(structure.mark, 1, "概况") == "第一部分 概况"
    assert numbered(structure.parts[0].mark, 11, "其他") == "十一、其他"


def test_a_number_that_no_form_has_is_told(tmp_path: Path) -> None:
    text = "封面: [题目]\n节序号: '{号}、'\n部分: [{标题: 概况, 内容: [{种类: 表}]}]\n"
    _, context = read(tmp_path, text)
    assert [(fault.place.line, fault.code) for fault in context.faults] == [(2, "MZ516")]


def test_a_cover_says_what_the_profile_says(tmp_path: Path) -> None:
    lines = "['{概况.单位性质}：{名称}', {部门: 主管部门, 单位: 预算单位}, '{概况.无此键}']"
    structure, context = read(
        tmp_path, f"封面: {lines}\n部分: [{{标题: 概况, 内容: [{{种类: 表}}]}}]\n"
    )
    assert structure.cover[:2] == ("：某市档案馆", "主管部门")
    assert [(fault.code, "{概况.无此键}" in fault.message) for fault in context.faults] == [
        ("MZ516", True)
    ]


def test_what_a_form_says_of_an_agency_may_be_filled_in_and_is_named(tmp_path: Path) -> None:
    # The form of the source says what its agencies are asked for.
    (tmp_path / "budget").mkdir()
    text = "封面: ['{概况.级别}', '{没有}']\n部分: [{标题: 概况, 内容: [{种类: 表}]}]\n"
    (tmp_path / "budget" / "document.yaml").write_text(text, "utf-8")
    source = budget("版式: 上海", AGENCY + "    单位性质: 行政\n    地区: 上海市\n    级次: 区级\n")
    context = Context.of(source, Region("试验", (tmp_path,), {}, "budget"))
    read_structure(context)
    hints = [fault.hint for fault in context.faults if fault.code == "MZ516"]
    assert "概况.级次" in hints[0]
    assert "概况.地区、概况.级次" in hints[1]


def test_an_empty_list_is_told_as_empty(tmp_path: Path) -> None:
    _, context = read(tmp_path, "封面: [题目]\n部分:\n  - 标题: 概况\n    内容: []\n")
    assert [(fault.place.line, fault.message) for fault in context.faults] == [
        (4, "“内容”是空的。")
    ]


def titled(tmp_path: Path, kind: str, title: str) -> list[str]:
    (tmp_path / kind).mkdir()
    section = f"{{标题: {title}, 模板: a.j2}}"
    outline = f"封面: ['{{名称}}']\n部分: [{{标题: 说明, 内容: [{section}]}}]\n"
    (tmp_path / kind / "document.yaml").write_text(outline, "utf-8")
    made = budget("支出: []") if kind == "budget" else account("支出: []")
    context = Context.of(made, Region("试", (tmp_path,), {}, kind))
    read_structure(context)
    return [f"{one.code} {one.place.line} {one.message}" for one in context.faults]


@pytest.mark.parametrize("title", ["支出决算情况说明", "'{年度}年决算情况'", "'{年度+1}年决算'"])
def test_a_title_of_a_plan_that_speaks_of_results_is_told(tmp_path: Path, title: str) -> None:
    assert titled(tmp_path, "budget", title) == [
        f"MZ722 2 这是部门预算，标题“{title.strip(chr(39))}”说的却是决算。"
    ]


@pytest.mark.parametrize(
    "title",
    [
        *("支出预算情况说明", "上年决算情况", "'{年度-1}年决算情况'"),
        *("预决算公开说明", "预算与决算对比"),
    ],
)
def test_titles_that_a_plan_may_have(tmp_path: Path, title: str) -> None:
    assert titled(tmp_path, "budget", title) == []


@pytest.mark.parametrize(
    "title", ["机关运行经费预算情况说明", "'{年度}年{部门}预算表'", "支出预算"]
)
def test_a_title_of_results_that_speaks_of_a_plan_is_told(tmp_path: Path, title: str) -> None:
    assert titled(tmp_path, "final", title) == [
        f"MZ722 2 这是部门决算，标题“{title.strip(chr(39))}”说的却是预算。"
    ]


@pytest.mark.parametrize(
    "title",
    ["预算绩效情况说明", "年初预算情况", "政府性基金预算情况", "预算执行情况", "预算与决算情况"],
)
def test_titles_that_results_may_have(tmp_path: Path, title: str) -> None:
    assert titled(tmp_path, "final", title) == []


def test_a_title_names_no_year_for_all_years(tmp_path: Path) -> None:
    assert titled(tmp_path, "final", "2022年决算情况") == [
        "MZ528 2 标题里直接写了“2022年”：每年的文件都照印这一年。"
    ]


def test_a_final_may_speak_of_results(tmp_path: Path) -> None:
    assert titled(tmp_path, "final", "支出决算情况说明") == []
