"""Keys that one form has in a project's goal: columns of the form of goals, without Python."""

from collections.abc import Iterable
from pathlib import Path
from textwrap import dedent

import pytest

from mingzhang.builder import examine
from mingzhang.diagnostics import Diagnostic
from mingzhang.project import Project
from tests.support import AGENCY, PROJECT

KEYS = """\
数据:
  键:
    项目:
      每行:
        键:
          项目代码: {类型: 文字, 说明: 项目的代码。}
          目标:
            键:
              三年目标: {类型: 文字, 说明: 三年的目标。}
              指标:
                每行:
                  键:
                    指标属性: {类型: 选项, 选项: [定量, 定性], 说明: 属性。}
                    成本: {类型: 金额, 说明: 这个指标的成本。}
"""
TABLE = """\
标题: 项目支出绩效目标表
版面: 绩效目标
宽: [20, 20, 20, 20]
段:
  - 标签: [{标题: 代码, 值: 项目代码}, {值: 三年目标, 标题: ''}]
  - 每: 指标
    列: [{标题: 三级, 值: 三级, 跨列: 2}, {标题: 属性, 值: 指标属性}, {标题: 成本, 值: 成本}]
"""
DOCUMENT = """\
封面: ['{年度}年度预算']
用语: {}
部分:
  - 标题: 预算表
    内容: [{种类: 绩效目标表, 标题: 绩效目标}]
"""
SOURCE = """\
版式: 某市
年度: 2024
金额单位: 元
项目:
  - 名称: 宣传
    科目: 2101502
    本年: 20000
    项目代码: '0012'
    目标:
      年度目标: 宣传
      三年目标: 人人知道
      指标: [{一级: 产出, 二级: 数量, 三级: 场次, 指标值: 3, 指标属性: 定量, 成本: 20000}]
三公经费: 0
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "templates").mkdir()
    form = tmp_path / "templates" / "shi"
    (form / "budget" / "tables").mkdir(parents=True)
    stopped = {
        f"budget/tables/{file.name}": "停用: 是\n"
        for file in (PROJECT.templates / "national/budget/tables").glob("*.yaml")
    }
    texts = stopped | {
        "region.yaml": "名称: 某市\n上级: national\n",
        "budget/keys.yaml": KEYS,
        "budget/document.yaml": DOCUMENT,
        "budget/tables/20-goals.yaml": TABLE,
    }
    for name, text in texts.items():
        (form / name).write_text(text, encoding="utf-8")
    folder = tmp_path / "sources" / "dang-an" / "2024-budget"
    folder.mkdir(parents=True)
    (folder / "disclosure.yaml").write_text(SOURCE, encoding="utf-8")
    profile = dedent(AGENCY).replace("职责: duties.md\n", "")
    (folder / "profile.yaml").write_text(profile, encoding="utf-8")
    return Project(tmp_path)


def unprinted(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """What is told as unprinted, but for the offices, of which this form prints nothing."""
    return [told for told in found if told.code == "MZ415" and "内设机构" not in told.message]


def test_a_form_of_goals_prints_keys_of_the_forms_own(project: Project) -> None:
    made, found = examine(project.sources / "dang-an" / "2024-budget", project)
    assert made is not None, [str(fault) for fault in found]
    (table,) = made.tables
    assert [[cell.text for cell in row.cells] for row in table.body] == [
        ["代码", "0012", "", "人人知道"],
        ["三级", "属性", "成本"],
        ["场次", "定量", "2.00"],
    ]
    assert unprinted(found) == []


def test_what_no_column_prints_is_told(project: Project) -> None:
    file = project.templates / "shi" / "budget" / "tables" / "20-goals.yaml"
    text = TABLE.replace("值: 指标属性", "值: 三级").replace("值: 三年目标", "值: 名称")
    file.write_text(text, encoding="utf-8")
    _, found = examine(project.sources / "dang-an" / "2024-budget", project)
    (told,) = unprinted(found)
    assert "宣传 三年目标、宣传 指标属性" in told.message


def test_a_column_of_a_key_that_is_not_declared_is_told(project: Project) -> None:
    file = project.templates / "shi" / "budget" / "tables" / "20-goals.yaml"
    file.write_text(TABLE.replace("值: 指标属性", "值: 指标性质"), encoding="utf-8")
    _, found = examine(project.sources / "dang-an" / "2024-budget", project)
    (told,) = [fault for fault in found if fault.code == "MZ513"]
    assert "指标属性" in told.hint


def test_what_is_not_known_is_no_zero_in_a_form_of_goals(project: Project) -> None:
    form = project.templates / "shi" / "budget"
    keys = KEYS.replace("成本: {类型: 金额,", "成本: {类型: 金额或缺,")
    (form / "keys.yaml").write_text(keys, encoding="utf-8")
    columns = "[{值: 资金, 跨列: 3}, {值: 年初预算数}]"
    money = f"  - {{每: 资金, 列: {columns}, 行: [{{标题: 总额, 资金: 合计}}]}}\n"
    (form / "tables" / "20-goals.yaml").write_text(TABLE + money, encoding="utf-8")
    folder = project.sources / "dang-an" / "2024-budget"
    source = SOURCE.replace("成本: 20000", "成本: 缺").replace("本年: 20000", "本年: 缺")
    source += "数据缺口: 成本没有公布\n"
    (folder / "disclosure.yaml").write_text(source, encoding="utf-8")
    made, found = examine(folder, project)
    assert made is not None, [str(fault) for fault in found]
    (table,) = made.tables
    *_, cost, budget = table.body
    assert [[cell.text for cell in row.cells][-1] for row in (cost, budget)] == ["…", "…"]
