"""Parts, sections and terms are numbered as a form does; what says nothing has no number."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.document.render import Document, render
from mingzhang.project import Project
from tests.support import account, budget

DOCUMENT = """\
封面: [题目]
部分序号: '{序号}、'
部分:
  - 标题: 附件
    可空: 是
    内容: [{种类: 附件}]
  - 标题: 概况
    内容:
      - {标题: 空, 模板: 00-empty.j2, 可空: 是}
      - {标题: 说明, 模板: 01-said.j2}
  - 标题: 预算表
    节序号: '{数字}. '
    内容: [{种类: 表}]
  - 标题: 名词
    内容: [{种类: 名词解释}]
"""
SOURCE = """
    版式: 云溪
    支出: [{科目: 2080505, 基本支出: 3.00}, {科目: 2101502, 项目支出: 2.00}]
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A form that numbers its parts 一、, its tables 1. and its terms （一）."""
    (tmp_path / "templates").mkdir()
    form = tmp_path / "templates" / "yunxi"
    texts = {
        "region.yaml": "名称: 云溪\n上级: national\n名词序号: （一）\n",
        "budget/document.yaml": DOCUMENT,
        "budget/sections/00-empty.j2": "{% if 年度 == 1999 %}一句。{% endif %}\n",
        "budget/sections/01-said.j2": "一句。\n",
        "budget/glossary.yaml": "词条: [{词: 基本支出, 释义: 甲。}, {词: 项目支出, 释义: 乙。}]\n",
    }
    for name, text in texts.items():
        (form / name).parent.mkdir(parents=True, exist_ok=True)
        (form / name).write_text(text, encoding="utf-8")
    return Project(tmp_path)


def rendered(project: Project) -> Document:
    document, found = render(budget(SOURCE), project, pages=False)
    assert document is not None, [str(fault) for fault in found]
    return document


def test_an_empty_part_has_no_number(project: Project) -> None:
    parts = rendered(project).parts
    assert [part.title for part in parts] == ["一、概况", "二、预算表", "三、名词"]


def test_an_empty_section_has_no_number(project: Project) -> None:
    overview = rendered(project).parts[0]
    assert [section.title for section in overview.sections] == ["一、说明"]


def test_tables_and_terms_are_numbered_as_the_form_does(project: Project) -> None:
    _, tables, terms = rendered(project).parts
    assert tables.sections[1].title.startswith("2. ")
    assert terms.sections[0].sentences == ("（一）基本支出：甲。", "（二）项目支出：乙。")


def placed(project: Project, contents: str) -> list[tuple[str, list[str]]]:
    text = f"封面: [题目]\n部分序号: ''\n部分:\n{contents}"
    file = project.templates / "yunxi" / "budget" / "document.yaml"
    file.write_text(text, encoding="utf-8")
    parts = rendered(project).parts
    return [(part.title, [section.title for section in part.sections]) for part in parts]


def test_tables_stand_in_several_parts_and_below_a_section(project: Project) -> None:
    first, second = placed(
        project,
        "  - {标题: 甲, 内容: [{标题: 说明, 模板: 01-said.j2, 表: 05-general-budget}]}\n"
        "  - {标题: 乙, 内容: [{种类: 表, 表: ['03', '02']}]}\n",
    )
    assert first == ("甲", ["一、说明", ""])
    assert second == ("乙", ["一、支出总表", "二、收入总表"])


def test_terms_beside_sections_are_one_of_them(project: Project) -> None:
    contents = (
        "[{标题: 说明, 模板: 01-said.j2}, {种类: 名词解释, 标题: 名词解释}, {种类: 表, 表: '03'}]"
    )
    rest = "  - {标题: 乙, 内容: [{种类: 表}]}\n"
    first, _ = placed(project, f"  - {{标题: 甲, 内容: {contents}}}\n{rest}")
    assert first == ("甲", ["一、说明", "二、名词解释", "三、支出总表"])
    terms = rendered(project).parts[0].sections[1]
    assert terms.sentences == ("（一）基本支出：甲。", "（二）项目支出：乙。")


def test_the_other_tables_stand_where_none_is_named(project: Project) -> None:
    first, second = placed(
        project,
        "  - {标题: 甲, 内容: [{种类: 表}]}\n  - {标题: 乙, 内容: [{种类: 表, 表: '03'}]}\n",
    )
    assert second == ("乙", ["一、支出总表"])
    assert "收入总表" in "".join(first[1])
    assert "支出总表" not in "".join(first[1])


@pytest.mark.parametrize(
    ("contents", "code"),
    [
        ("[{种类: 表, 表: ['99']}]", "MZ518"),
        ("[{种类: 表, 表: '03'}, {种类: 表, 表: ['02', '03']}]", "MZ419"),
        ("[{种类: 绩效目标表, 标题: 乙}]", "MZ518"),
    ],
)
def test_a_table_that_is_not_there_or_twice_is_told(
    project: Project, contents: str, code: str
) -> None:
    file = project.templates / "yunxi" / "budget" / "document.yaml"
    text = f"封面: [题目]\n部分:\n  - {{标题: 甲, 内容: {contents}}}\n"
    file.write_text(text, encoding="utf-8")
    _, found = render(budget(SOURCE), project, pages=False)
    assert [(f.code, f.place.line) for f in found if f.code == code] == [(code, 3)]


@pytest.mark.parametrize(
    ("second", "message"),
    [
        ("{标题: 再说, 模板: 01-said.j2}", "模板 01-said.j2 写了两次，同样的内容会印两遍。"),
        ("{标题: 说明, 模板: 02-more.j2}", "这一部分有两节的标题都是“说明”。"),
        ("{标题: 说明, 模板: 02-more.j2, 可空: 是}", ""),
        ("{标题: 再说, 模板: 02-more.j2}", ""),
    ],
)
def test_a_section_printed_twice_is_told(project: Project, second: str, message: str) -> None:
    folder = project.templates / "yunxi" / "budget"
    (folder / "sections" / "02-more.j2").write_text("多说一句。\n", encoding="utf-8")
    contents = f"[{{标题: 说明, 模板: 01-said.j2}}, {second}]"
    text = f"封面: [题目]\n部分:\n  - {{标题: 甲, 内容: {contents}}}\n"
    (folder / "document.yaml").write_text(text, encoding="utf-8")
    _, found = render(budget(SOURCE), project, pages=False)
    assert [one.message for one in found if one.code == "MZ419"] == [message] * bool(message)


EVALUATED = """\
项目:
  - 名称: 甲
    科目: 2130106
    资金: {当年财政拨款: [38.65, 38.65, 38.65]}
    年度目标: {预期: 好, 实际: 好}
    指标: []
  - 名称: 乙
    科目: 2130106
    资金: {当年财政拨款: [1, 1, 1.00]}
    年度目标: {预期: 好, 实际: 好}
    指标: []
"""


def evaluated(project: Project, contents: str) -> tuple[Document | None, list[str]]:
    """A final account of two projects, and what its structure and tables are told."""
    folder = project.templates / "yunxi" / "final"
    (folder / "sections").mkdir(parents=True, exist_ok=True)
    (folder / "sections" / "01-said.j2").write_text("一句。\n", encoding="utf-8")
    (folder / "document.yaml").write_text(
        f"封面: [题目]\n部分:\n  - {{标题: 甲, 内容: {contents}}}\n"
        "  - {标题: 乙, 内容: [{种类: 表}, {种类: 名词解释, 标题: 名词}]}\n",
        encoding="utf-8",
    )
    source = "版式: 云溪\n支出: [{科目: 2130106, 项目支出: 39.65}]"
    document, found = render(account(source, performance=EVALUATED), project, pages=False)
    told = (one for one in found if one.code in ("MZ419", "MZ426", "MZ518", "MZ429"))
    return document, [f"{one.code} {one.message}" for one in told]


def test_the_forms_of_all_projects_stand_below_a_section(project: Project) -> None:
    document, told = evaluated(project, "[{标题: 自评, 模板: 01-said.j2, 表: [自评表]}]")
    assert (document is not None, told) == (True, [])
    said, forms = document.parts[0].sections if document else ()
    assert (said.title, said.tables) == ("一、自评", ())
    assert (forms.title, len(forms.tables), forms.in_text) == ("", 2, True)


def test_the_forms_of_all_projects_stand_among_the_tables_that_are_named(project: Project) -> None:
    document, told = evaluated(project, "[{种类: 表, 表: ['02', 自评表]}]")
    assert told == []
    assert document is not None
    titles = [section.title for section in document.parts[0].sections]
    assert titles == ["一、收入决算表", "二、项目支出绩效自评表"]


@pytest.mark.parametrize(
    ("contents", "message"),
    [
        (
            "[{标题: 自评, 模板: 01-said.j2, 表: 自评表}, {种类: 自评表}]",
            "MZ419 “自评表”写了两次，同样的内容会印两遍。",
        ),
        (
            "[{种类: 自评表}, {标题: 自评, 模板: 01-said.j2, 表: 自评表}]",
            "MZ419 表 自评表 写了两次，同样的内容会印两遍。",
        ),
        (
            "[{种类: 自评表}, {标题: 目标, 模板: 01-said.j2, 表: 绩效目标表}]",
            "MZ419 部门决算没有“绩效目标表”。",
        ),
        (
            "[{标题: 自评, 模板: 01-said.j2, 表: ['10']}]",
            "MZ518 版式里没有表 10。",
        ),
    ],
)
def test_the_forms_of_all_projects_stand_at_one_place(
    project: Project, contents: str, message: str
) -> None:
    told = evaluated(project, contents)[1]
    assert told[0] == message


def test_a_table_that_no_part_prints_is_told(project: Project) -> None:
    file = project.templates / "yunxi" / "budget" / "document.yaml"
    file.write_text(
        "封面: [题目]\n部分:\n  - {标题: 甲, 内容: [{种类: 表, 表: ['03']}]}\n", encoding="utf-8"
    )
    _, found = render(budget(SOURCE), project, pages=False)
    (told,) = [one for one in found if one.code == "MZ426"]
    assert told.place.line == 2
    assert "02“收入总表”" in told.message
    assert "03“支出总表”" not in told.message


@pytest.mark.parametrize(("kind", "is_there"), [("部门", True), ("单位", False)])
def test_a_table_is_for_departments_alone(project: Project, kind: str, is_there: bool) -> None:
    file = project.templates / "yunxi" / "budget" / "tables" / "03-spending.yaml"
    file.parent.mkdir()
    file.write_text(f"沿用: 是\n只用于: {kind}\n", encoding="utf-8")
    titles = [table.title for table in rendered(project).tables]
    assert ("支出总表" in titles) is is_there


def test_a_part_with_nothing_but_its_heading_is_told(project: Project) -> None:
    file = project.templates / "yunxi" / "budget" / "document.yaml"
    part = "封面: [题目]\n部分:\n  - 标题: 甲\n    内容: [{种类: 附件}]\n"
    for text, count in ((part, 1), (f"{part}    可空: 是\n", 0)):
        file.write_text(text, encoding="utf-8")
        _, found = render(budget(SOURCE), project, pages=False)
        assert len([one for one in found if one.code == "MZ418"]) == count


def test_a_named_table_for_another_kind_of_agency_is_left_out(project: Project) -> None:
    folder = project.templates / "yunxi" / "budget"
    (folder / "tables").mkdir()
    (folder / "tables" / "03-spending.yaml").write_text(
        "沿用: 是\n只用于: 单位\n", encoding="utf-8"
    )
    contents = [("甲", "{种类: 表, 表: ['02', '03']}"), ("乙", "{种类: 表}")]
    parts = "".join(f"  - {{标题: {title}, 内容: [{said}]}}\n" for title, said in contents)
    (folder / "document.yaml").write_text(f"封面: [题目]\n部分:\n{parts}", encoding="utf-8")
    document, found = render(budget(SOURCE), project, pages=False)
    assert not [one for one in found if one.code == "MZ518"]
    assert document is not None
    assert [section.title for section in document.parts[0].sections] == ["一、收入总表"]


def test_a_table_that_cannot_be_made_is_told_where_it_is_wrong(project: Project) -> None:
    folder = project.templates / "yunxi" / "budget"
    (folder / "tables").mkdir()
    (folder / "tables" / "50-own.yaml").write_text("沿用: 99-none\n标题: 甲\n", encoding="utf-8")
    part = "  - {标题: 甲, 内容: [{种类: 表, 表: ['50']}, {标题: 乙, 模版: x.j2}]}\n"
    (folder / "document.yaml").write_text(f"封面: [题目]\n部分:\n{part}", encoding="utf-8")
    _, found = render(budget(SOURCE), project, pages=False)
    told = [(one.code, one.place.file.name) for one in found if one.code.startswith("MZ51")]
    assert told == [("MZ518", "50-own.yaml"), ("MZ511", "document.yaml")]
    assert not [one for one in found if one.code in ("MZ418", "MZ521")]
