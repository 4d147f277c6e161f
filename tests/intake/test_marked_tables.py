"""What the marked tables are made for: a document that says no more than its form demands."""

from __future__ import annotations

from mingzhang.drafting.demanded_keys import demanded
from mingzhang.intake.marked_tables import Form, expected
from mingzhang.project import Project
from tests.document.test_filled_columns import project

__all__ = ["project"]
DEMANDED = """\
概况:
  键:
    监督索引号: {名称: 监督索引号, 类型: 文字, 必填: 是, 说明: 封面上的号。}
    编制: {名称: 编制, 类型: 个数, 单位: 人, 说明: 编制数。}
数据:
  键:
    会议费:
      类型: 组
      必填: 是
      说明: 会议费。
      键:
        预算数: {类型: 金额, 必填: 是, 说明: 会议费。}
        人数: {类型: 个数, 说明: 人数。}
    支出: {每行: {键: {编号: {类型: 文字, 必填: 是, 说明: 编号。}}}}
"""


def demanding(project: Project) -> Project:
    """A project whose form demands keys that no other form has."""
    (project.templates / "shi/keys.yaml").write_text(DEMANDED, encoding="utf-8")
    return project


def test_what_only_a_form_demands_stops_no_import(project: Project) -> None:
    form = Form("某市", "budget", 2024, "万元", demanding(project), "部门")
    made = expected(form, ["2080501"], {})
    assert made.found == ()
    assert made.tables


def test_what_only_a_form_demands_is_asked_of_a_new_document(project: Project) -> None:
    demand = demanded("某市", "budget", 2024, demanding(project))
    assert demand.found == ()
    assert ("会议费", "预算数") in demand.keys["disclosure.yaml"]
    assert ("会议费",) not in demand.keys["disclosure.yaml"]
    assert ("监督索引号",) in demand.keys["profile.yaml"]
    assert ("编制",) not in demand.keys["profile.yaml"]
