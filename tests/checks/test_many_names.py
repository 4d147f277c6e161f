"""Names beyond those whose misspellings are looked for misspell none of the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.checks import misnamed_projects, name_register
from mingzhang.checks.name_register import Named, Register
from mingzhang.checks.run_rules import check
from mingzhang.diagnostics import Place
from tests.support import budget, only

PROJECTS = """
支出: [{科目: 2101502, 项目支出: 30.00}]
项目:
  - {名称: 档案甲区数字化经费, 类型: 其他运转类, 一级项目: 乙, 科目: 2101502, 本年: 10.00}
  - {名称: 档案乙区数字化经费, 类型: 其他运转类, 一级项目: 乙, 科目: 2101502, 本年: 20.00}
补充说明: {政府采购: SAID没有政府采购}
"""


@pytest.mark.parametrize(("said", "told"), [("乙区", 0), ("丙区", 1)])
def test_projects(said: str, told: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(misnamed_projects, "MOST", 1)
    source = PROJECTS.replace("SAID", f"档案{said}数字化经费")
    assert len(only(check(budget(source)), "MZ682")) == told


@pytest.mark.parametrize(("said", "told"), [("东山", 0), ("南山", 1)])
def test_offices(said: str, told: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(name_register, "MOST_NAMES", 1)
    names = ("清河西山水库管理所", "清河东山水库管理所")
    register = Register(tuple(Named(name, Place(Path("profile.yaml"))) for name in names))
    assert len(list(register.misspelt(f"本年清河{said}水库管理所修缮库房。"))) == told


@pytest.mark.parametrize(
    ("said", "told"),
    [("第二", 0), ("甲一", 1)],  # an office of another number is another office
)
def test_offices_that_are_numbered(said: str, told: int) -> None:
    register = Register((Named("清河第一水库管理所", Place(Path("profile.yaml"))),))
    text = f"本年清河{said}水库管理所修缮库房。"
    assert len(list(register.misspelt(text))) == told
