"""What the marked tables are made for: a document that says no more than its form demands."""

from __future__ import annotations

from mingzhang.intake.marked_tables import Form, expected
from mingzhang.project import Project
from tests.document.test_filled_columns import project

__all__ = ["project"]
DEMANDED = """\
概况:
  键:
    监督索引号: {名称: 监督索引号, 类型: 文字, 必填: 是, 说明: 封面上的号。}
    编制: {名称: 编制, 类型: 个数, 单位: 人, 说明: 编制数。}
"""


def test_what_a_form_demands_of_a_profile_stops_no_import(project: Project) -> None:
    keys = project.templates / "shi/keys.yaml"
    keys.write_text(DEMANDED, encoding="utf-8")
    form = Form("某市", "budget", 2024, "万元", project, "部门")
    assert "监督索引号" in form.profile.decode()
    assert "编制" not in form.profile.decode()
    made = expected(form, ["2080501"], {})
    assert made.found == ()
    assert made.tables
