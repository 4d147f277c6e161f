"""The manual's page on budgets is true: its example builds, its other ways give the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mingzhang.builder import build, examine
from mingzhang.checks.run_rules import check
from mingzhang.diagnostics import Diagnostic
from mingzhang.document.render import Document, render
from mingzhang.document.table_values import Table
from mingzhang.facts.account_reading import read_account
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.project import Project
from mingzhang.publish.public_document import publish
from mingzhang.reading.schema_check import load_schema, validate
from mingzhang.reading.yaml import read_yaml
from scripts import examples
from tests.support import IN_BUDGETS, PROJECT, budget, completed, of_default

PAGE = PROJECT.root / "docs" / "budget.md"
TEXT = PAGE.read_text(encoding="utf-8")
FRAGMENTS = [
    text
    for text in re.findall(r"^```yaml\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    if not text.startswith("# yaml-language-server:")
]
# The other unit of the department that sums its units: the page shows one of them.
CENTER = """\
版式: 吉林
年度: 2024
金额单位: 万元
主管部门: 示例州医疗保障局
单位: [{代码: 502002, 名称: 示例州医疗保险经办中心, 类型: 参公管理事业单位}]
支出:
  - {科目: 2080505, 人员经费: 12.16}
  - {科目: 2101102, 人员经费: 5.53}
  - {科目: 2101506, 人员经费: 98.64, 公用经费: 18.42}
  - {科目: 2210201, 人员经费: 9.12}
基本支出:
  - {科目: 30101, 金额: 47.00}
  - {科目: 30102, 金额: 36.00}
  - {科目: 30103, 金额: 15.64}
  - {科目: 30108, 金额: 12.16}
  - {科目: 30110, 金额: 5.53}
  - {科目: 30113, 金额: 9.12}
  - {科目: 30201, 金额: 9.60}
  - {科目: 30211, 金额: 5.00}
  - {科目: 30228, 金额: 2.02}
  - {科目: 30231, 金额: 1.80}
项目:
  - 名称: 经办服务大厅运行
    类型: 专项业务支出
    一级项目: 医疗保障经办事务
    科目: 2101506
    本年: 31.10
  - {名称: 参保凭证邮寄, 类型: 专项业务支出, 一级项目: 医疗保障经办事务, 科目: 2101506, 本年: 5}
三公经费: {公务用车运行维护费: 1.80, 公务接待费: 0, 因公出国境费: 0, 公务用车购置费: 0}
政府采购: {货物: 8.00, 工程: 0, 服务: 0}
委托业务费: []
国有资产: {截至: 2023年12月31日, 车辆: 1, 大型设备: 0}
上年:
  当年预算: 170.23
  机关运行经费: 17.40
  三公经费: {公务用车运行维护费: 1.80, 公务接待费: 0, 因公出国境费: 0, 公务用车购置费: 0}
机关运行经费: {金额: 18.42, 原因: 人员正常晋级晋档}
原因: {当年预算: 人员正常晋级晋档}
"""


def marked(mark: str) -> str:
    """The block that follows a mark of the page."""
    (text,) = re.findall(rf"<!-- {mark} -->\n+```\w+\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    return str(text)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    return examples.write(examples.example(PAGE), tmp_path / "sources")


def change(folder: Path, old: str, new: str) -> None:
    file = folder / "disclosure.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def found(folder: Path, code: str) -> list[Diagnostic]:
    return [d for d in examine(folder, PROJECT)[1] if d.code == code]


def document(folder: Path, project: Project = PROJECT) -> Document:
    read, faults = read_folder(folder, project)
    assert read is not None, [str(fault) for fault in faults]
    made, told = render(read_account(read, project), project)
    assert made is not None, [str(fault) for fault in told]
    return made


def test_the_example_builds_without_a_word_and_says_what_the_page_quotes(
    example: Path, tmp_path: Path
) -> None:
    result = build(example, PROJECT, tmp_path / "output")
    assert result.diagnostics == ()
    html = (tmp_path / "output/example-medical/2024-budget/disclosure.html").read_text("utf-8")
    (quoted,) = re.findall(r"^> (2024年.*)$", TEXT, re.MULTILINE)
    assert quoted in re.sub(r"<[^>]+>", "", html)


def test_the_example_has_twelve_tables_and_four_goals(example: Path) -> None:
    keys = [table.key for table in document(example).tables]
    assert [key for key in keys if "-" not in key] == [f"{n:02}" for n in range(1, 12)]
    assert [key for key in keys if "-" in key] == ["12-1", "12-2", "12-3", "12-4"]


@pytest.mark.parametrize("text", FRAGMENTS)
def test_a_fragment_fits_its_schema(text: str) -> None:
    name = "profile" if text.startswith("# profile.yaml") else "budget"
    whole = completed(text, IN_BUDGETS) if name == "budget" else text
    node, faults = read_yaml(whole.encode(), Path(name))
    assert node is not None, faults
    # Some keys are those of one form only.
    shipped = sorted(PROJECT.schema.rglob(f"{name}.schema.json"))
    told = [[*faults, *validate(node, load_schema(file))] for file in shipped]
    assert [] in told, told[0]


@pytest.mark.parametrize("text", [text for text in FRAGMENTS if "公布数: {总计" in text])
def test_the_control_totals_of_the_page_agree(text: str) -> None:
    text = text if "金额单位" in text else f"金额单位: 元\n{text}"
    assert [told for told in check(budget(text)) if not of_default(told, text)] == []
    wrong = text.replace("公用经费: 249300.00", "公用经费: 236500.00")
    assert "MZ202" in {d.code for d in check(budget(wrong))}


# What the page says of 上年 and 原因


def test_last_years_figures_that_the_sentences_ask_for(example: Path) -> None:
    change(example, "上年:\n  当年预算: 3712300.00\n  机关运行经费: 402000.00\n  三公经费", "补充")
    last = "{公务接待费: 7900.00, 公务用车运行维护费: 36000.00, 因公出国境费: 0, 公务用车购置费: 0}"
    change(example, f"补充: {last}", "补充说明: {}")
    (fault,) = found(example, "MZ402")
    assert fault.hint == (
        "请在“上年”里填写：当年预算、三公经费.因公出国境费、三公经费.公务接待费、"
        "三公经费.公务用车运行维护费、三公经费.公务用车购置费、机关运行经费；上年没有的填 0。"
    )


def test_reasons_that_the_sentences_ask_for(example: Path) -> None:
    change(example, "金额: 433500.00, 原因: 办公楼取暖费标准提高", "金额: 433500.00")
    change(
        example, "  当年预算: 新增参保凭证邮寄等项目\n", "  三公经费: {公务接待费: 压减公务接待}\n"
    )
    change(example, "  三公经费: {公务接待费: 7900.00", "  三公经费: {公务接待费: 9900.00")
    asked = {d.hint for d in found(example, "MZ401")}
    assert asked == {
        "请在 原因: 当年预算 里写明。",
        "请在 机关运行经费: 原因 里写明。",
        "请在 三公经费: 原因 里写明。",
    }


# Ways that the page names beside the example's own


@pytest.fixture
def summing(tmp_path: Path) -> Path:
    """The department of the example as the sum of its units' own sources."""
    agencies = {
        "example-medical": ("示例州医疗保障局", "部门", marked("汇总")),
        "example-bureau": ("示例州医疗保障局", "单位", marked("单位")),
        "example-center": ("示例州医疗保险经办中心", "单位", CENTER),
    }
    for agency, (name, kind, text) in agencies.items():
        folder = tmp_path / "summing" / agency / "2024-budget"
        folder.mkdir(parents=True)
        (folder / "disclosure.yaml").write_text(text, encoding="utf-8")
        profile = f"名称: {name}\n类型: {kind}\n职责: duties.md\n内设机构: [{{名称: 办公室}}]\n"
        (folder / "profile.yaml").write_text(profile, encoding="utf-8")
        (folder / "duties.md").write_text("负责医疗保障。\n", encoding="utf-8")
    return tmp_path / "summing" / "example-medical" / "2024-budget"


def body(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.body]


def test_the_sum_of_the_units_is_the_example(example: Path, summing: Path) -> None:
    # The units are in 万元, their department in 元.
    assert [told.code for told in examine(summing, PROJECT)[1]] == ["MZ858"]
    one, two = document(example), document(summing)
    for mine, own in list(zip(one.tables, two.tables, strict=False))[:11]:
        assert body(own) == body(mine), mine.title
    sentences = [[s.sentences for s in made.parts[2].sections] for made in (one, two)]
    assert sentences[0][:9] == sentences[1][:9]
    # Only the units' goals were left out of this test.
    assert sentences[0][9][:-1] == sentences[1][9][:-1]


def test_words_of_a_unit_that_no_page_prints_are_not_in_the_departments_data(summing: Path) -> None:
    unit = summing.parent.parent / "example-bureau" / "2024-budget"
    row = "口径: 上年结转, 公用经费: 12800.00"
    change(unit, row, f"{row}, 用途: 内部留用")
    assert [told.code for told in examine(unit, PROJECT)[1]] == ["MZ415"]
    made = publish(document(summing), PROJECT, pages=False)
    assert not isinstance(made, Diagnostic), str(made)
    assert "内部留用" not in made[1].files["disclosure.yaml"].decode()
    assert "口径: 上年结转, 公用经费: 1.28}" in made[1].files["disclosure.yaml"].decode()


@pytest.mark.parametrize("agency", ["example-bureau", "example-center"])
def test_a_units_own_source_is_a_budget_too(summing: Path, agency: str) -> None:
    folder = summing.parent.parent / agency / "2024-budget"
    assert examine(folder, PROJECT)[1] == ()


def test_what_the_department_types_stands_for_the_sum(summing: Path) -> None:
    change(summing, "国有资产:", "政府采购: {货物: 90000.00}\n国有资产:")
    said = " ".join(document(summing).parts[2].sections[9].sentences)
    assert "预算总额21.00万元，其中：政府采购货物预算9.00万元" in said
    assert "政府采购服务预算12.00万元" in said


def test_a_province_is_a_folder_with_settings_only(example: Path, tmp_path: Path) -> None:
    root = tmp_path / "project"
    own = root / "templates" / "yunling"
    own.mkdir(parents=True)
    for name in ("schema", "catalogue", "templates/national", "templates/jilin"):
        (root / name).symlink_to(PROJECT.root / name)
    (own / "region.yaml").write_text(marked("版式 yunling"), encoding="utf-8")
    change(example, "版式: 吉林", "版式: 云岭省级")
    tables = document(example, Project(root)).tables
    heads = [[cell.text for cell in table.head[-1].cells] for table in tables[:3]]
    assert heads[0][:5] == ["序号", "项目", "2024年预算数", "本年预算", "上年结转"]
    assert "科目编码" not in heads[2]
    assert body(tables[2])[-1][1:3] == ["合计", "396.12"]
