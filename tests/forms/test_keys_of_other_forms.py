"""A key that another form has is told as that, and not as one that is spelt wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.forms.documents_by_form import read_folder
from mingzhang.project import Project

SPENT = "支出: [{科目: 2070104, 人员经费: 9.00}]\n"


@pytest.mark.parametrize(
    ("form", "typed", "says"),
    [
        (
            "吉林",
            "项目: [{名称: 甲, 项目性质: 乙}]",
            "“项目性质”是上海版式的键，这份文档的版式没有。",
        ),
        ("全国", "补充说明: {委托业务费: 甲}", "“委托业务费”是吉林、吉林省级版式的键"),
        ("上海", "项目: [{名称: 甲, 项目性: 乙}]", "没有“项目性”这个键，是不是“项目性质”？"),
        ("上海", "上年: {货物: 1.00}", "“货物”不能写在这里。"),
    ],
)
def test_whose_key_it_is(form: str, typed: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "schema").symlink_to(Project().schema)
    folder = tmp_path / "sources" / "agency" / "2024-budget"
    folder.mkdir(parents=True)
    head = f"版式: {form}\n年度: 2024\n金额单位: 万元\n"
    (folder / "disclosure.yaml").write_text(f"{head}{SPENT}{typed}\n", encoding="utf-8")
    (folder / "profile.yaml").write_text("名称: 某局\n类型: 部门\n", encoding="utf-8")
    _, found = read_folder(folder, Project(tmp_path))
    (told,) = (one for one in found if one.code == "MZ030")
    assert told.message.startswith(says)
