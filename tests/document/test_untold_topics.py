"""Sections that a form has left out: what it must speak of, and templates that it does not use."""

from __future__ import annotations

import shutil
from pathlib import Path

from mingzhang.document.document_structure import read_structure
from mingzhang.document.form_specs import Context
from mingzhang.document.region_folder import Region, read_region
from mingzhang.document.untold_topics import untold_topics
from mingzhang.project import Project
from tests.support import PROJECT, account

ROWS = "支出: [{科目: 2080501, 人员经费: 10.00}]"
NATIONAL = (PROJECT.templates / "national" / "final" / "document.yaml").read_text("utf-8")


def told(folder: Path, structure: str, **sections: str) -> list[str]:
    own = folder / "templates" / "own"
    (own / "final" / "sections").mkdir(parents=True)
    (own / "region.yaml").write_text("名称: 试验\n上级: national\n", encoding="utf-8")
    (own / "final" / "document.yaml").write_text(structure, encoding="utf-8")
    for name, text in sections.items():
        (own / "final" / "sections" / f"{name}.j2").write_text(text, encoding="utf-8")
    region, _ = read_region("试验", Project(folder), "final")
    assert isinstance(region, Region)
    made = account(ROWS)
    found = [*untold_topics(read_structure(Context.of(made, region)), region, made)]
    return [f"{one.code} {one.place.file.name} {one.message} {one.hint}" for one in found]


def faults(folder: Path) -> list[str]:
    region, _ = read_region("试验", Project(folder), "final")
    assert isinstance(region, Region)
    context = Context.of(account(ROWS), region)
    read_structure(context)
    return [f"{one.code} {one.message}" for one in context.faults]


def without(template: str) -> str:
    lines = NATIONAL.splitlines(keepends=True)
    kept = [line for line in lines if template not in line]
    assert len(kept) == len(lines) - 1
    return "".join(kept)


def test_a_form_that_speaks_of_all(tmp_path: Path) -> None:
    assert told(tmp_path, NATIONAL) == []


def test_a_section_that_is_left_out_and_how_to_get_it_back(tmp_path: Path) -> None:
    (one,) = told(tmp_path, without("10-operating.j2"))
    assert one.startswith("MZ529 document.yaml 版式没有一节讲“机关运行经费”")
    assert "10-operating.j2" in one
    assert "不讲: {机关运行经费: 依据什么}" in one


def test_a_comment_speaks_of_nothing(tmp_path: Path) -> None:
    structure = NATIONAL.replace("机关运行经费支出情况说明", "其他说明").replace(
        "10-oper", "30-oper"
    )
    note = {"30-operating": "{# 机关运行经费\n另行公开 #}好。"}
    (one,) = told(tmp_path, structure, **note)
    assert one.startswith("MZ529 document.yaml 版式没有一节讲“机关运行经费”")


def test_a_place_whose_outline_has_no_such_section(tmp_path: Path) -> None:
    structure = without("10-operating.j2") + "不讲: {机关运行经费: 省里的格式没有这一节}\n"
    assert told(tmp_path, structure) == []


def test_a_section_that_a_form_denies_and_has(tmp_path: Path) -> None:
    (one,) = told(tmp_path, NATIONAL + "不讲: {机关运行经费: 省里的格式没有这一节}\n")
    assert one.startswith("MZ529 document.yaml “不讲”里写了“机关运行经费”，版式却有一节讲它。")


def test_what_need_not_be_spoken_of_and_a_reason_that_lacks(tmp_path: Path) -> None:
    structure = without("10-operating.j2") + "不讲: {机关运行: 省里没有, 机关运行经费: ''}\n"
    assert told(tmp_path, structure) == []
    assert faults(tmp_path) == ["MZ511 没有“机关运行”这个键。", "MZ512 “机关运行经费”没有写依据。"]


def test_who_says_it_elsewhere_has_said_it(tmp_path: Path) -> None:
    structure = without("10-operating.j2").replace("模板: 11-procurement.j2", "模板: own.j2")
    assert told(tmp_path, structure, own="# 机关运行经费\n多。\n# 政府采购\n少。") == []


def test_a_template_of_its_own_that_no_section_uses(tmp_path: Path) -> None:
    (one,) = told(tmp_path, without("10-operating.j2"), other="机关运行经费多。")
    assert one.startswith("MZ529 other.j2 模板 other.j2 写了，没有一节用到")


def test_a_template_that_another_one_takes_in_is_used(tmp_path: Path) -> None:
    structure = NATIONAL.replace("模板: 11-procurement.j2", "模板: own.j2")
    sections = {"own": "政府采购{% include 'final/sections/other.j2' %}", "other": "多。"}
    assert told(tmp_path, structure, **sections) == []


def test_a_form_that_has_its_sections_from_a_parent_deleted_none(tmp_path: Path) -> None:
    few = "部分: [{标题: 概况, 内容: [{标题: 机构设置, 模板: 00-structure.j2}]}]"
    national = tmp_path / "templates" / "national"
    shutil.copytree(PROJECT.templates / "national", national)
    (national / "final" / "document.yaml").write_text(few, encoding="utf-8")
    own = tmp_path / "templates" / "own"
    own.mkdir()
    (own / "region.yaml").write_text("名称: 试验\n上级: national\n", encoding="utf-8")
    region, _ = read_region("试验", Project(tmp_path), "final")
    assert isinstance(region, Region)
    made = account(ROWS)
    assert [*untold_topics(read_structure(Context.of(made, region)), region, made)] == []
