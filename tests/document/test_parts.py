"""Parts, sections and terms are numbered as a form does; what says nothing has no number."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.document.render import Document, render
from mingzhang.project import Project
from tests.support import PROJECT, budget

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
    for name in ("schema", "catalogue", "templates/national"):
        (tmp_path / name).symlink_to(PROJECT.root / name)
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
