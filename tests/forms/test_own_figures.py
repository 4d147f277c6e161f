"""A figure that one form has: a declaration in the form's folder and the source, no Python."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from textwrap import dedent

import pytest

from mingzhang.builder import build, examine
from mingzhang.checks.reasons_under_lock import explained
from mingzhang.document.open_data import figures_csv
from mingzhang.document.render import Document
from mingzhang.facts.account import Account
from mingzhang.facts.account_reading import read_account
from mingzhang.facts.typed_entries import Kind, read_entries
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.project import Project
from mingzhang.publish.published_edition import edition
from mingzhang.reading.document_folder import DISCLOSURE
from mingzhang.review.figure_trace import Found, find
from tests.support import AGENCY

KEYS = """\
数据:
  键:
    会议费:
      类型: 组
      说明: 会议费的预算和会议的人数。
      键:
        预算数: {名称: 会议费预算数, 类型: 金额, 上年: 是, 原因: 是, 说明: 见公开10表。}
        人数: {名称: 参会人数, 类型: 个数, 单位: 人次, 上年: 是, 说明: 见会议费的文字。}
指标:
  会议费支出: {取: {收支: 经济分类, 口径: 预算, 资金: 一般公共预算, 科目: 30215}}
勾稽:
  会议费与经济分类一致: {式: 会议费.预算数 = 会议费支出}
"""
TABLE = """\
编号: 公开10表
标题: 会议费表
版面: 单行
列:
  - {标题: 上年预算数, 指标: 上年.会议费.预算数}
  - {标题: 本年预算数, 指标: 会议费.预算数}
  - {标题: 人数, 指标: 会议费.人数}
"""
SECTION = (
    "会议费{{ 会议费.预算数 | 万元 }}万元，比上年{{ 变动(会议费.预算数, 上年.会议费.预算数) }}"
    "{{ 原因(会议费.预算数, 上年.会议费.预算数) }}；参会{{ 会议费.人数 | 数 }}人次，"
    "比上年{{ 变动额(会议费.人数, 上年.会议费.人数) }}。\n"
)
DOCUMENT = """\
封面: ['{年度}年度预算']
用语: {}
部分:
  - 标题: 预算表
    内容: [{种类: 表}]
  - 标题: 说明
    内容: [{标题: 会议费, 模板: 20-meetings.j2}]
"""
SOURCE = """\
版式: 某市
年度: 2024
金额单位: 万元
支出: [{科目: 2080501, 公用经费: 12.50, 人员经费: 100.00}]
基本支出:
  - {科目: 30101, 金额: 100.00}
  - {科目: 30215, 金额: 2.50}
  - {科目: 30201, 金额: 10.00}
三公经费: 0
会议费: {预算数: 2.50, 人数: 120}
上年: {会议费: {预算数: 3.00, 人数: 100}}
原因: {会议费: {预算数: 少开两个会}}
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "templates").mkdir()
    form = tmp_path / "templates" / "shi"
    for folder in ("tables", "sections"):
        (form / "budget" / folder).mkdir(parents=True)
    texts = {
        "region.yaml": "名称: 某市\n上级: national\n",
        "budget/keys.yaml": KEYS,
        "budget/document.yaml": DOCUMENT,
        "budget/tables/10-meetings.yaml": TABLE,
        "budget/sections/20-meetings.j2": SECTION,
    }
    for name, text in texts.items():
        (form / name).write_text(text, encoding="utf-8")
    return Project(tmp_path)


def write(project: Project, source: str = SOURCE) -> Path:
    folder = project.sources / "dang-an" / "2024-budget"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / DISCLOSURE).write_text(source, encoding="utf-8")
    profile = dedent(AGENCY).replace("职责: duties.md\n", "")
    (folder / "profile.yaml").write_text(profile, encoding="utf-8")
    return folder


def account(project: Project) -> Account:
    folder, found = read_folder(write(project), project)
    assert folder is not None, found
    return read_account(folder, project)


def document(project: Project, source: str = SOURCE) -> Document:
    made, found = examine(write(project, source), project)
    assert made is not None, [str(fault) for fault in found]
    return made


def errors(project: Project, source: str) -> list[str]:
    _, found = examine(write(project, source), project)
    return [f"{f.code} {f.place.line} {f.message}" for f in found if f.severity.value == "错误"]


def test_a_table_and_a_sentence_print_it(project: Project) -> None:
    made = document(project)
    table = next(t for t in made.tables if t.title == "会议费表")
    assert [cell.text for cell in table.body[0].cells] == ["3.00", "2.50", "120"]
    (said,) = next(s.sentences for s in made.sections if s.title.endswith("会议费"))
    assert said == (
        "会议费2.50万元，比上年减少0.50万元，下降16.67%，主要原因是少开两个会；"
        "参会120人次，比上年增加20人次。"
    )


def test_what_is_missing_is_told(project: Project) -> None:
    assert errors(project, SOURCE.replace("预算数: 2.50, ", "")) == [
        "MZ410 10 “会议费”要印出来，没有填写：预算数。"
    ]
    without = SOURCE.replace("上年: {会议费: {预算数: 3.00, 人数: 100}}\n", "")
    assert errors(project, without) == [
        "MZ402 1 没有填写上年的会议费.预算数、会议费.人数，无法比较。"
    ]
    assert [
        e[:5] for e in errors(project, SOURCE.replace("原因: {会议费: {预算数: 少开两个会}}\n", ""))
    ] == ["MZ401"]


def test_the_declared_identity_is_checked_and_the_figures_are_named(project: Project) -> None:
    (told,) = [
        e for e in errors(project, SOURCE.replace("预算数: 2.50", "预算数: 2.60")) if "MZ090" in e
    ]
    assert "会议费与经济分类一致：会议费.预算数 2.60 应等于 会议费支出 2.50，相差 0.10 万元" in told


def test_it_is_a_figure_as_others_are(project: Project) -> None:
    own = account(project)
    kinds = {
        e.key: e.kind
        for e in read_entries(own.source, own.folder.schemas[DISCLOSURE], own.unit).values()
    }
    assert kinds["会议费", "预算数"] is Kind.MONEY
    assert kinds["会议费", "人数"] is Kind.COUNT
    assert kinds["上年", "会议费", "人数"] is Kind.COUNT
    found = find("会议费.预算数", own, ())
    assert isinstance(found, Found)
    assert found.figure.amount.value == Decimal(25000)
    lines = figures_csv(own).splitlines()
    assert any(line.startswith("会议费.预算数,25000,50,填报") for line in lines)
    assert any(line.startswith("会议费.人数（单位：人次）,120,0,填报") for line in lines)
    assert [reason.key for reason in explained(own)] == ["原因 / 会议费 / 预算数"]


def test_last_year_is_drawn_from_last_years_folder(project: Project) -> None:
    folder = write(project, SOURCE.replace("上年: {会议费: {预算数: 3.00, 人数: 100}}\n", ""))
    before = folder.with_name("2023-budget")
    before.mkdir()
    for file in folder.iterdir():
        (before / file.name).write_bytes(file.read_bytes())
    text = SOURCE.replace("2024", "2023").replace("2.50", "3.00").replace("人数: 120", "人数: 100")
    (before / DISCLOSURE).write_text(text.replace("12.50", "13.00"), encoding="utf-8")
    read, found = read_folder(folder, project)
    assert read is not None, found
    published = edition(read_account(read, project), project)[DISCLOSURE].decode()
    assert "会议费: {预算数: 3.00, 人数: 100}" in published.replace("\n", " ") or (
        "预算数: 3.00" in published and "人数: 100" in published
    )


def test_a_key_that_nothing_prints_is_told(project: Project) -> None:
    file = project.templates / "shi" / "budget" / "sections" / "20-meetings.j2"
    file.write_text("会议费{{ 会议费.预算数 | 万元 }}万元。\n", encoding="utf-8")
    table = project.templates / "shi" / "budget" / "tables" / "10-meetings.yaml"
    table.write_text(TABLE.rpartition("  - ")[0], encoding="utf-8")
    _, found = examine(write(project), project)
    told = [f.message for f in found if f.code == "MZ415"]
    assert any("会议费" in message and "人数" in message for message in told)


@pytest.mark.parametrize(("unit", "is_told"), [("册", False), ("台", True)])
def test_books_may_be_many_and_machines_are_few(project: Project, unit: str, is_told: bool) -> None:
    held = f"{{名称: 藏品, 类型: 个数, 单位: {unit}, 说明: 馆藏。}}"
    keys = KEYS.replace("指标:", f"    国有资产: {{键: {{藏品: {held}}}}}\n指标:")
    (project.templates / "shi/budget/keys.yaml").write_text(keys, encoding="utf-8")
    assets = "国有资产: {车辆: 0, 大型设备: 0, 藏品: 120000}\n"
    _, found = examine(write(project, SOURCE + assets), project)
    assert any(fault.code == "MZ679" for fault in found) is is_told


def test_the_document_is_built_and_its_edition_says_the_same(project: Project) -> None:
    result = build(write(project), project, project.output)
    assert [str(d) for d in result.diagnostics if d.severity.value == "错误"] == []
    assert result.files


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "said"),
    [
        ("会议费.预算数 = 会议费支出", "会议费.预算数 等于 会议费支出", "MZ084", 12, "读不懂"),
        ("会议费.预算数 = 会议费支出", "会议费.人数 = 会议费支出", "MZ084", 12, "人数（人次）"),
        (
            "会议费.预算数 = 会议费支出",
            "会议费.预算数 + 会议费.预算数 <= 会议费支出",
            "MZ084",
            12,
            "“会议费.预算数”加了两次",
        ),
        (
            "{取: {收支: 经济分类, 口径: 预算, 资金: 一般公共预算, 科目: 30215}}",
            "{算: 总计 - 上年结转 + 总计}",
            "MZ085",
            10,
            "“总计”加了两次",
        ),
        ("会议费.预算数 = 会议费支出", "会议费.预算书 = 会议费支出", "MZ086", 12, "会议费.预算书"),
        ("收支: 经济分类", "收支: 经济分雷", "MZ085", 10, "“收支”没有“经济分雷”"),
        ("口径: 预算", "口径: 决算", "MZ085", 10, "这种文档没有“口径: 决算”"),
        (
            "{取: {收支: 经济分类, 口径: 预算, 资金: 一般公共预算, 科目: 30215}}",
            "5",
            "MZ085",
            10,
            "写法",
        ),
        (
            "{取: {收支: 经济分类, 口径: 预算, 资金: 一般公共预算, 科目: 30215}}",
            "{填: 会议费.预算书}",
            "MZ086",
            10,
            "“会议费.预算书”不是这个版式的键",
        ),
        (
            "{取: {收支: 经济分类, 口径: 预算, 资金: 一般公共预算, 科目: 30215}}",
            "{填: 会议费}",
            "MZ086",
            10,
            "“会议费”是一组键，不是一个数",
        ),
        (
            "{取: {收支: 经济分类, 口径: 预算, 资金: 一般公共预算, 科目: 30215}}",
            "{算: 会议费支出 + 会议费.预算数}",
            "MZ085",
            10,
            "算不出来",
        ),
        *(
            (
                "{取: {收支: 经济分类, 口径: 预算, 资金: 一般公共预算, 科目: 30215}}",
                f"{{算: {formula}}}",
                "MZ085",
                10,
                "的“算”读不懂",
            )
            # Of each of these a part would be added, and nobody told of the rest.
            for formula in ("总计 ＋ 总计", "（总计 + 总计）", "总计 总计", "总计 / 2", "''")
        ),
        ("  会议费支出: {取", "  总计: {取", "MZ085", 10, "“总计”是各版式共用的指标"),
        (
            "上年: 是, 说明: 见会",
            "随: 会务费, 上年: 是, 说明: 见会",
            "MZ086",
            8,
            "用了没有的指标“会务费”",
        ),
    ],
)
def test_a_fault_of_the_form_is_told_in_the_form(
    project: Project, old: str, new: str, code: str, line: int, said: str
) -> None:
    file = project.templates / "shi" / "budget" / "keys.yaml"
    file.write_text(KEYS.replace(old, new), encoding="utf-8")
    _, found = examine(write(project), project)
    told = next(f for f in found if f.code == code)
    assert (told.place.file.name, told.place.line) == ("keys.yaml", line)
    assert said in told.message


def test_a_key_that_no_figure_names_yet_is_to_be_named(project: Project) -> None:
    """A count of all places (大型设备) is typed under a key; a sum takes figures by their names."""
    file = project.templates / "shi" / "budget" / "keys.yaml"
    added = "指标:\n  设备数: {算: 国有资产.大型设备 + 会议费.人数}"
    file.write_text(KEYS.replace("指标:", added), encoding="utf-8")
    _, found = examine(write(project), project)
    told = next(fault for fault in found if fault.code == "MZ086")
    assert "甲: {填: 国有资产.大型设备}" in told.hint


def test_a_department_adds_up_what_its_units_typed(project: Project) -> None:
    keys = project.templates / "shi" / "budget" / "keys.yaml"
    more = "    培训费: {类型: 金额, 说明: 培训费。}\n指标:"
    keys.write_text(KEYS.replace("指标:", more), encoding="utf-8")
    units = "单位: [{代码: '001', 名称: 某市档案馆, 类型: 行政单位}]\n"
    one = write(project, SOURCE + units + "培训费: 1.00\n")
    whole = project.sources / "ju" / one.name
    whole.mkdir(parents=True)
    (whole / "profile.yaml").write_bytes((one / "profile.yaml").read_bytes())
    text = "版式: 某市\n年度: 2024\n金额单位: 万元\n汇总: [../../dang-an/2024-budget]\n"
    (whole / DISCLOSURE).write_text(text, encoding="utf-8")
    folder, found = read_folder(whole, project)
    assert folder is not None, found
    own = read_account(folder, project)
    assert own.indicators["会议费.预算数"].amount.value == Decimal(25000)
    published = edition(own, project)[DISCLOSURE].decode()
    assert "人数: 120" in published
    assert "培训费: 1.00" in published


def test_units_of_other_money_do_not_change_what_is_no_money(project: Project) -> None:
    own = account(project)
    assert replace(own.indicators["会议费.人数"].amount, measure="").value == Decimal(120)
    assert (
        own.indicators["会议费.人数"].amount + own.indicators["会议费.人数"].amount
    ).measure == "人次"
