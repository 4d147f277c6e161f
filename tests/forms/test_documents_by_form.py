"""A document's folder is read with the schemas of the form that it asks for."""

from pathlib import Path
from textwrap import dedent

import pytest

from mingzhang.forms.documents_by_form import read_folder
from mingzhang.project import Project
from tests.support import AGENCY, PROJECT, completed

OWN = "数据: {键: {会议费: {类型: 金额, 必填: 是, 说明: 会议费。}}}"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "templates").mkdir()
    form = tmp_path / "templates" / "shi"
    (form / "final").mkdir(parents=True)
    (form / "region.yaml").write_text("名称: 某市\n上级: national\n", encoding="utf-8")
    (form / "final" / "keys.yaml").write_text(OWN, encoding="utf-8")
    return Project(tmp_path)


def read(project: Project, form: str, more: str) -> list[str]:
    folder = project.sources / "dang-an" / "2024-final"
    folder.mkdir(parents=True, exist_ok=True)
    text = completed(f"版式: {form}\n{more}")
    (folder / "disclosure.yaml").write_text(text, encoding="utf-8")
    (folder / "profile.yaml").write_text(dedent(AGENCY), encoding="utf-8")
    (folder / "duties.md").write_text("保管档案。", encoding="utf-8")
    return [f"{fault.code} {fault.message}" for fault in read_folder(folder, project)[1]]


def test_a_form_owns_its_keys(project: Project) -> None:
    assert read(project, "某市", "会议费: 1.20") == []
    assert read(project, "某市", "") == ["MZ031 文件里缺少“会议费”。"]
    assert read(project, "某市", "会议费: 多") == ["MZ032 “会议费”应是数字，现在是“多”。"]
    told = ["MZ030 “会议费”是某市版式的键，这份文档的版式没有。"]
    assert read(project, "全国", "会议费: 1.20") == told


def test_a_form_that_is_not_there_is_no_reason_to_doubt_its_keys(project: Project) -> None:
    """That there is no such form is told by itself, once."""
    assert read(project, "某示", "会议费: 1.20") == ["MZ501 没有名为“某示”的版式。"]
    assert read(project, "某示", "年初预算: 多") != []


def test_a_key_that_is_misspelt_is_told_where_no_form_is_named(project: Project) -> None:
    assert any(
        said.startswith("MZ030 没有“版是”") for said in read(project, "某市\n版是: 某市", "")
    )


def test_faults_of_a_form_are_told_alone(project: Project) -> None:
    file = project.templates / "shi" / "final" / "keys.yaml"
    file.write_text("数据: {键: {会议费: {类型: 全额, 说明: 会议费。}}}", encoding="utf-8")
    assert read(project, "某市", "会议费: 1.20\n会义费: 1") == [
        "MZ082 “会议费”的类型不能是“全额”。"
    ]


def test_templates_without_keys_are_read_with_the_committed_schemas(tmp_path: Path) -> None:
    for name in ("schema", "catalogue"):
        (tmp_path / name).symlink_to(PROJECT.root / name)
    assert read(Project(tmp_path), "全国", "") == []
    assert read(Project(tmp_path), "全国", "会议费: 1") == ["MZ030 没有“会议费”这个键。"]
