"""Columns that print what a form's own keys say in the rows of a source."""

from pathlib import Path
from textwrap import dedent

import pytest

from mingzhang.builder import examine
from mingzhang.diagnostics import Diagnostic, Severity
from mingzhang.drafting.demanded_keys import demanded
from mingzhang.facts.account_reading import read_account
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.project import Project
from mingzhang.publish.public_document import publish
from mingzhang.publish.published_edition import edition
from tests.support import AGENCY, PROJECT

KEYS = """\
数据:
  键:
    支出:
      每行:
        键:
          编制: {名称: 编制数, 类型: 个数, 单位: 人, 汇总: 是, 说明: 这个科目的编制数。}
          人均: {名称: 人均支出, 类型: 金额, 说明: 这个科目的人均支出。}
          依据: {名称: 政策依据, 类型: 文字, 说明: 这个科目的政策依据。}
    项目:
      每行:
        键:
          受益: {名称: 受益人数, 类型: 个数, 单位: 人, 汇总: 是, 说明: 受益的人数。}
          期限: {名称: 项目期限, 类型: 文字, 说明: 项目的期限。}
"""
SUBJECTS = """\
标题: 编制表
版面: 功能科目
取: {收支: 支出}
列:
  - {标题: 科目, 显示: 名称}
  - {标题: 支出, 取: {资金: 全部}}
  - {标题: 编制数, 填: 支出.编制}
  - {标题: 人均, 填: 支出.人均}
  - {标题: 依据, 填: 支出.依据}
"""
PLANS = """\
标题: 项目表
版面: 项目支出
取: {收支: 支出, 性质: 项目支出}
小计: 否
列:
  - {标题: 项目, 显示: 项目}
  - {标题: 金额, 取: {资金: 全部}}
  - {标题: 受益人数, 填: 项目.受益}
  - {标题: 期限, 填: 项目.期限}
"""
DOCUMENT = """\
封面: ['{年度}年度预算']
用语: {}
部分:
  - 标题: 预算表
    内容: [{种类: 表}]
"""
SOURCE = """\
版式: 某市
年度: 2024
金额单位: 万元
支出:
  - {科目: 2080501, 人员经费: 60.00, 公用经费: 2.50, 编制: 12, 人均: 5.21, 依据: 编制文件}
  - {科目: 2080505, 人员经费: 40.00, 编制: 8, 人均: 0.00}
  - {科目: 2101502, 编制: 3, 人均: 1.00}
  - {科目: 208, 人均: 3.33, 依据: 社保办法}
基本支出:
  - {科目: 30101, 金额: 100.00}
  - {科目: 30201, 金额: 2.50}
项目:
  - {名称: 宣传, 科目: 2101502, 本年: 2.00, 受益: 300, 期限: 一年}
  - {名称: 培训, 科目: 2101502, 本年: 3.00, 受益: 50}
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
        "budget/tables/20-posts.yaml": SUBJECTS,
        "budget/tables/21-projects.yaml": PLANS,
    }
    for name, text in texts.items():
        (form / name).write_text(text, encoding="utf-8")
    return Project(tmp_path)


def write(project: Project, source: str) -> Path:
    folder = project.sources / "dang-an" / "2024-budget"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "disclosure.yaml").write_text(source, encoding="utf-8")
    profile = dedent(AGENCY).replace("职责: duties.md\n", "")
    (folder / "profile.yaml").write_text(profile, encoding="utf-8")
    return folder


def told(project: Project, source: str = SOURCE) -> list[str]:
    _, found = examine(write(project, source), project)
    # The form prints nothing of the agency, so its offices are unprinted, too.
    asked = [f for f in found if "内设机构" not in f.message]
    return [f"{f.code} {f.message}" for f in asked if f.code in ("MZ087", "MZ410", "MZ415")]


def table(project: Project, title: str, source: str = SOURCE) -> list[list[str]]:
    made, found = examine(write(project, source), project)
    assert made is not None, [str(fault) for fault in found]
    (one,) = (one for one in made.tables if one.title == title)
    return [[cell.text for cell in row.cells] for row in one.body]


def test_rows_by_subject_print_what_was_typed_and_add_up_where_the_key_says_so(
    project: Project,
) -> None:
    lines = {cells[0]: cells[1:] for cells in table(project, "编制表")}
    assert lines["合计"] == ["107.50", "23", "", ""]
    assert lines["社会保障和就业支出"] == ["102.50", "20", "3.33", "社保办法"]
    assert lines["行政单位离退休"] == ["62.50", "12", "5.21", "编制文件"]
    # A zero that was typed is one, a text that was not typed is none.
    assert lines["机关事业单位基本养老保险缴费支出"] == ["40.00", "8", "0.00", ""]


def test_projects_print_theirs(project: Project) -> None:
    assert table(project, "项目表") == [
        ["合计", "5.00", "350", ""],
        ["宣传", "2.00", "300", "一年"],
        ["培训", "3.00", "50", ""],
    ]
    assert told(project) == []


def test_projects_of_a_form_without_groups_are_no_heads(project: Project) -> None:
    """A row of level 1 is bold, as that of a group whose projects stand below it."""
    made, _ = examine(write(project, SOURCE), project)
    assert made is not None
    (one,) = (one for one in made.tables if one.title == "项目表")
    assert [row.level for row in one.body] == [0, 0, 0]


def test_what_nobody_typed_is_told_and_is_no_zero(project: Project) -> None:
    assert told(project, SOURCE.replace(", 编制: 8", "")) == [
        "MZ410 “支出”要印出来，没有填写：2080505 编制。"
    ]
    assert told(project, SOURCE.replace("  - {科目: 2101502, 编制: 3, 人均: 1.00}\n", "")) == [
        "MZ410 “支出”要印出来，没有填写：2101502 编制、2101502 人均。"
    ]
    assert told(project, SOURCE.replace(", 受益: 50", "")) == [
        "MZ410 “项目”要印出来，没有填写：培训 受益。"
    ]


@pytest.mark.parametrize(
    ("beside", "row", "printed"),
    [
        ("公用经费", "人员经费: 40.00", "0.00"),  # a blank of all forms' key is a zero
        ("公用经费", "人员经费: 40.00, 公用经费: 0", "0.00"),
        ("编制", "人员经费: 40.00, 编制: 0", "0.00"),
        ("公用经费", "公用经费: 40.00", None),
    ],
)
def test_what_is_zero_with_a_figure_of_its_row_need_not_be_typed(
    project: Project, beside: str, row: str, printed: str | None
) -> None:
    keys = KEYS.replace("类型: 金额, 说明: 这个", f"类型: 金额, 随: {beside}, 说明: 这个")
    (project.templates / "shi/budget/keys.yaml").write_text(keys, encoding="utf-8")
    held = row if "编制" in row else f"{row}, 编制: 8"
    source = SOURCE.replace("人员经费: 40.00, 编制: 8, 人均: 0.00", held)
    if printed is None:
        assert told(project, source) == ["MZ410 “支出”要印出来，没有填写：2080505 人均。"]
        return
    lines = {cells[0]: cells[1:] for cells in table(project, "编制表", source)}
    assert lines["机关事业单位基本养老保险缴费支出"][2] == printed


def test_what_is_zero_with_a_figure_of_the_forms_own_is_not_known_with_a_blank(
    project: Project,
) -> None:
    keys = KEYS.replace("类型: 金额, 说明: 这个", "类型: 金额, 随: 编制, 说明: 这个")
    (project.templates / "shi/budget/keys.yaml").write_text(keys, encoding="utf-8")
    (message,) = told(project, SOURCE.replace(", 编制: 8, 人均: 0.00", ""))
    assert message == "MZ410 “支出”要印出来，没有填写：2080505 编制、2080505 人均。"


def test_scores_of_two_rows_of_a_subject_have_no_sum(project: Project) -> None:
    keys = KEYS.replace("名称: 人均支出, 类型: 金额", "名称: 得分, 类型: 百分制, 单位: 分")
    (project.templates / "shi/budget/keys.yaml").write_text(keys, encoding="utf-8")
    other = "编制: 0, 人均: 4.00}\n  - {科目: 2101502, 编制: 3"
    row = f"  - {{科目: 2080505, 资金: 政府性基金, 人员经费: 1.00, {other}"
    source = SOURCE.replace("  - {科目: 2101502, 编制: 3", row)
    lines = {cells[0]: cells[1:] for cells in table(project, "编制表", source)}
    assert lines["机关事业单位基本养老保险缴费支出"] == ["41.00", "8", "", ""]


def test_what_no_column_prints_is_told(project: Project) -> None:
    file = project.templates / "shi/budget/tables/20-posts.yaml"
    file.write_text(SUBJECTS.replace("  - {标题: 依据, 填: 支出.依据}\n", ""), encoding="utf-8")
    (said,) = told(project)
    assert said.startswith("MZ415")
    assert "2080501 依据、208 依据" in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("填: 支出.编制", "填: 支出.编只", "“支出.编只”不是这个版式的行里的键"),
        ("填: 支出.编制", "填: 项目.受益", "这种表的列不能填“项目.受益”"),
        ("版面: 功能科目", "版面: 单行", "这种表的列不能填“支出.编制”"),
    ],
)
def test_a_column_that_cannot_be_filled_is_told(
    project: Project, old: str, new: str, said: str
) -> None:
    file = project.templates / "shi/budget/tables/20-posts.yaml"
    file.write_text(SUBJECTS.replace(old, new), encoding="utf-8")
    assert any(said in one for one in told(project) if one.startswith("MZ087"))


def test_the_edition_has_them(project: Project) -> None:
    folder, found = read_folder(write(project, SOURCE), project)
    assert folder is not None, found
    text = edition(read_account(folder, project), project)["disclosure.yaml"].decode()
    assert "编制: 12" in text
    assert "期限: 一年" in text


MORE_KEYS = """\
数据:
  键:
    单位:
      每行:
        键:
          编制: {名称: 编制数, 类型: 个数, 单位: 人, 汇总: 是, 说明: 单位的编制数。}
          地址: {类型: 文字, 说明: 单位的地址。}
"""
UNITS = """\
标题: 单位表
版面: 预算单位
取: {收支: 支出}
列:
  - {标题: 单位, 显示: 名称}
  - {标题: 支出, 取: {资金: 全部}}
  - {标题: 编制数, 填: 单位.编制}
  - {标题: 地址, 填: 单位.地址}
"""
OF_UNITS = """\
版式: 某市
年度: 2024
金额单位: 万元
主管部门: 某市档案局
单位:
  - {代码: '001001', 名称: 某市档案馆, 类型: 行政单位, 编制: 12, 地址: 东街}
  - {代码: '001002', 名称: 某市档案中心, 类型: 其他事业单位, 编制: 5}
支出:
  - {科目: 2080501, 单位: '001001', 人员经费: 60.00}
  - {科目: 2080501, 单位: '001002', 人员经费: 40.00}
基本支出:
  - {科目: 30101, 单位: '001001', 金额: 60.00}
  - {科目: 30101, 单位: '001002', 金额: 40.00}
三公经费: 0
"""


def test_units_print_keys_of_their_rows(project: Project) -> None:
    form = project.templates / "shi" / "budget"
    (form / "keys.yaml").write_text(MORE_KEYS, encoding="utf-8")
    (form / "tables" / "20-posts.yaml").write_text(UNITS, encoding="utf-8")
    (form / "tables" / "21-projects.yaml").unlink()
    units = {cells[0]: cells[1:] for cells in table(project, "单位表", OF_UNITS)}
    assert units["合计"] == ["100.00", "17", ""]
    assert units["某市档案馆"] == ["60.00", "12", "东街"]
    assert units["某市档案中心"] == ["40.00", "5", ""]
    assert told(project, OF_UNITS.replace(", 编制: 5", "")) == [
        "MZ410 “单位”要印出来，没有填写：某市档案中心 编制。"
    ]


@pytest.mark.parametrize(
    ("one", "other", "says"),
    [
        (", 编制: 12", ", 编制: 5", []),
        (", 编制: 0", ", 编制: 0", []),
        (", 编制: 12", "", ["MZ410 “支出”要印出来，没有填写：2080501（001002） 编制。"]),
        ("", ", 编制: 5", ["MZ410 “支出”要印出来，没有填写：2080501（001001） 编制。"]),
    ],
)
def test_what_one_unit_of_a_source_does_not_say_is_no_sum_of_the_others(
    project: Project, one: str, other: str, says: list[str]
) -> None:
    without = SUBJECTS.replace("  - {标题: 人均, 填: 支出.人均}\n", "")
    form = project.templates / "shi/budget"
    (form / "tables" / "20-posts.yaml").write_text(without, encoding="utf-8")
    (form / "tables" / "21-projects.yaml").unlink()
    source = OF_UNITS.replace(", 编制: 12, 地址: 东街", "").replace(", 编制: 5", "")
    source = source.replace("人员经费: 60.00", f"人员经费: 60.00{one}")
    source = source.replace("人员经费: 40.00", f"人员经费: 40.00{other}")
    assert [one for one in told(project, source) if one.startswith("MZ410")] == says


UNSAID = "MZ410 “项目”要印出来，没有填写"


@pytest.mark.parametrize(
    ("one", "other", "says"),
    [
        (", 受益: 30", ", 受益: 5", []),
        (", 受益: 30", "", [f"{UNSAID}：展览（某市档案中心） 受益。"]),
        (
            "",
            "",
            [f"{UNSAID}：展览（某市档案馆） 受益、展览（某市档案中心） 受益。"],
        ),
    ],
)
def test_a_project_of_several_units_is_told_with_the_unit_that_is_silent(
    project: Project, one: str, other: str, says: list[str]
) -> None:
    (project.templates / "shi/budget/tables/20-posts.yaml").unlink()
    lines = f"""项目:
  - {{名称: 展览, 单位: '001001', 科目: 2080501, 本年: 10.00{one}}}
  - {{名称: 展览, 单位: '001002', 科目: 2080501, 本年: 5.00{other}}}
"""
    source = OF_UNITS.replace(", 编制: 12, 地址: 东街", "").replace(", 编制: 5", "")
    assert [one for one in told(project, source + lines) if one.startswith("MZ410")] == says


OF_ONE = """\
版式: 某市
年度: 2024
金额单位: 万元
单位: [{{代码: '{code}', 名称: {name}, 类型: 行政单位}}]
支出:
  - {{科目: 2080501, 人员经费: 60.00{said}}}
基本支出: [{{科目: 30101, 金额: 60.00}}]
三公经费: 0
"""
SUMMED = """\
版式: 某市
年度: 2024
金额单位: 万元
主管部门: 某市档案局
汇总: [../../guan/2024-budget, ../../zhong-xin/2024-budget]
三公经费: 0
"""


def summed(project: Project, one: str, other: str, own: str = "") -> Path:
    """A department of two units, and what each of the three says of a subject."""
    for folder, code, name, said in (
        ("guan", "001001", "某市档案馆", one),
        ("zhong-xin", "001002", "某市档案中心", other),
    ):
        unit = project.sources / folder / "2024-budget"
        unit.mkdir(parents=True, exist_ok=True)
        text = OF_ONE.format(code=code, name=name, said=said)
        (unit / "disclosure.yaml").write_text(text, encoding="utf-8")
        profile = dedent(AGENCY).replace("职责: duties.md\n", "").replace("部门", "单位")
        (unit / "profile.yaml").write_text(profile.replace("某市档案馆", name), encoding="utf-8")
    stated = f"支出: [{{科目: 2080501{own}}}]\n" if own else ""
    (project.templates / "shi/budget/tables/21-projects.yaml").unlink(missing_ok=True)
    return write(project, f"{SUMMED}{stated}")


@pytest.mark.parametrize(
    ("one", "other", "own", "printed"),
    [
        (", 编制: 12, 依据: 甲", ", 编制: 5, 依据: 乙", "", ["17", "", ""]),
        (", 编制: 12", "", ", 编制: 9, 依据: 丙", ["9", "", "丙"]),
        (", 编制: 12, 人均: 5.00", ", 编制: 5, 人均: 1.00", ", 人均: 3.00", ["17", "3.00", ""]),
    ],
)
def test_a_department_prints_what_it_says_itself_else_the_sum_of_its_units(
    project: Project, one: str, other: str, own: str, printed: list[str]
) -> None:
    """What units say in words is their own documents'."""
    table = SUBJECTS if "人均" in own else SUBJECTS.replace("  - {标题: 人均, 填: 支出.人均}\n", "")
    (project.templates / "shi/budget/tables/20-posts.yaml").write_text(table, encoding="utf-8")
    made, found = examine(summed(project, one, other, own), project)
    assert made is not None, [str(fault) for fault in found]
    cells = [cell.text for cell in made.tables[0].body[-1].cells][2:]
    assert cells == (printed if len(cells) == len(printed) else [printed[0], printed[2]])
    public = publish(made, project, pages=False)
    assert not isinstance(public, Diagnostic), public.message


def test_what_units_say_and_a_form_does_not_add_up_is_for_the_department_to_say(
    project: Project,
) -> None:
    file = project.templates / "shi/budget/tables/20-posts.yaml"
    file.write_text(SUBJECTS.replace("  - {标题: 人均, 填: 支出.人均}\n", ""), encoding="utf-8")
    keys = project.templates / "shi/budget/keys.yaml"
    keys.write_text(
        KEYS.replace("单位: 人, 汇总: 是, 说明: 这个", "单位: 人, 汇总: 否, 说明: 这个"), "utf-8"
    )
    folder = summed(project, ", 编制: 12", ", 编制: 5")
    (lacking,) = (d for d in examine(folder, project)[1] if d.severity is Severity.ERROR)
    assert (lacking.code, lacking.place.file.parts[-3]) == ("MZ410", "dang-an")
    made, _ = examine(summed(project, ", 编制: 12", ", 编制: 5", ", 编制: 9"), project)
    assert made is not None
    assert made.tables[0].body[-1].cells[2].text == "9"


@pytest.mark.parametrize(
    ("own", "said"),
    [
        (", 编制: 17", []),
        (", 编制: 20", ["2080501 编制 部门写的是 20 人，各单位之和是 17 人。"]),
        (", 人均: 3.00", []),
    ],
)
def test_what_a_department_says_of_a_subject_is_held_against_its_units(
    project: Project, own: str, said: list[str]
) -> None:
    folder = summed(project, ", 编制: 12, 人均: 5.00", ", 编制: 5, 人均: 1.00", own)
    assert [d.message for d in examine(folder, project)[1] if d.code == "MZ854"] == said


def test_what_one_unit_does_not_say_is_no_sum_of_the_others(project: Project) -> None:
    without = SUBJECTS.replace("  - {标题: 人均, 填: 支出.人均}\n", "")
    (project.templates / "shi/budget/tables/20-posts.yaml").write_text(without, encoding="utf-8")
    folder = summed(project, ", 编制: 12", "")
    (lacking,) = (d for d in examine(folder, project)[1] if d.severity is Severity.ERROR)
    assert (lacking.code, lacking.place.file.parts[-3]) == ("MZ410", "zhong-xin")
    assert lacking.message == "“支出”要印出来，没有填写：2080501 编制。"


def test_a_unit_whose_form_has_no_such_key_is_not_asked_to_type_it(project: Project) -> None:
    without = SUBJECTS.replace("  - {标题: 人均, 填: 支出.人均}\n", "")
    (project.templates / "shi/budget/tables/20-posts.yaml").write_text(without, encoding="utf-8")
    folder = summed(project, ", 编制: 12", "")
    source = project.sources / "zhong-xin" / "2024-budget" / "disclosure.yaml"
    source.write_text(source.read_text("utf-8").replace("某市\n年", "全国\n年"), encoding="utf-8")
    found = examine(folder, project)[1]
    (lacking,) = (d for d in found if d.severity is Severity.ERROR)
    assert lacking.place.line == 1, "where it says its form"
    assert "单位“某市档案中心”没有填写：2080501 编制；它的版式是“全国”" in lacking.message
    assert lacking.hint == (
        "请在部门的文件里写“支出”；或者把单位的版式改成部门的“某市”，在那里填写。"
    )


def test_a_column_of_one_budget_prints_only_its_rows(project: Project) -> None:
    file = project.templates / "shi/budget/tables/20-posts.yaml"
    general = SUBJECTS.replace("取: {收支: 支出}", "取: {收支: 支出, 资金: 一般公共预算}")
    file.write_text(general.replace("取: {资金: 全部}", "宽: 2"), encoding="utf-8")
    other = (
        "  - {科目: 2080501, 资金: 政府性基金, 人员经费: 1.00, 编制: 5, 人均: 9.99, 依据: 别处}\n"
    )
    source = SOURCE.replace("基本支出:\n", f"{other}基本支出:\n")
    lines = {cells[0]: cells[1:] for cells in table(project, "编制表", source)}
    assert lines["合计"] == ["107.50", "23", "", ""]
    assert lines["行政单位离退休"] == ["62.50", "12", "5.21", "编制文件"]
    (said,) = told(project, source)
    assert said.startswith("MZ415")
    assert "2080501 编制" in said
    file.write_text(SUBJECTS, encoding="utf-8")
    assert table(project, "编制表", source)[0] == ["合计", "108.50", "28", "", ""]


def test_a_new_document_asks_for_rows_and_for_what_the_form_demands_of_the_agency(
    project: Project,
) -> None:
    file = project.templates / "shi/budget/keys.yaml"
    own = "概况:\n  键:\n    监督索引号: {类型: 词, 必填: 是, 说明: 封面上的监督索引号。}\n"
    file.write_text(f"{KEYS}{own}", encoding="utf-8")
    found = demanded("某市", "budget", 2024, project)
    assert found.found == ()
    assert [path for path in found.keys["disclosure.yaml"] if path[0] == "支出"] == [("支出",)]
    assert ("监督索引号",) in found.keys["profile.yaml"]


def test_figures_printed_to_the_yuan_are_known_to_the_yuan(project: Project) -> None:
    def rough(source: str) -> list[str]:
        _, found = examine(write(project, source), project)
        return [f.message for f in found if f.code == "MZ748"]

    assert rough(SOURCE) == []
    file = project.templates / "shi/budget/tables/20-posts.yaml"
    file.write_text(f"显示单位: 元\n{SUBJECTS}", encoding="utf-8")
    (said,) = rough(SOURCE)
    assert "按元刊出，来源按万元填写" in said
    assert "2080501 人员经费" in said
    assert rough(SOURCE.replace("金额单位: 万元", "金额单位: 元")) == []
    exact = SOURCE.replace(".00", ".000000").replace("2.50", "2.500000")
    assert rough(exact.replace("5.21", "5.210000").replace("3.33", "3.330000")) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("标题: 编制数", "标题: 编制数（万元）", "这一列写“万元”，列的数以人计"),
        ("标题: 人均", "标题: 人均（平方米）", "这一列写“平方米”，列的数以万元计"),
        ("标题: 人均", "标题: 人均（万元）", ""),
        ("标题: 编制数", "标题: 编制数（人）", ""),
    ],
)
def test_a_head_that_says_another_kind_of_unit_is_told(
    project: Project, old: str, new: str, said: str
) -> None:
    file = project.templates / "shi/budget/tables/20-posts.yaml"
    file.write_text(SUBJECTS.replace(old, new), encoding="utf-8")
    _, found = examine(write(project, SOURCE), project)
    told = [fault.message for fault in found if fault.code == "MZ341"]
    assert [one.startswith(said) for one in told] == ([True] if said else [])


MEETINGS = """\
    会议:
      类型: 行
      说明: 会议，一场一行。
      每行:
        名称: 一场会议
        说明: 一场一行。
        键:
          名称: {类型: 文字, 说明: 会议的名称。}
          次数: {类型: 个数, 单位: 次, 说明: 开了几次。}
          人数: {类型: 个数, 单位: 人次, 说明: 参加的人次。}
"""


@pytest.mark.parametrize(("times", "people", "told"), [(3, 80, []), (80, 3, [2])])
def test_fewer_persons_than_meetings_in_a_row_of_a_form(
    project: Project, times: int, people: int, told: list[int]
) -> None:
    form = project.templates / "shi/budget"
    (form / "keys.yaml").write_text(KEYS + MEETINGS, encoding="utf-8")
    table = "标题: 会议\n版面: 逐行\n列表: 会议\n列:\n  - {标题: 次数, 填: 会议.次数}\n"
    table += "  - {标题: 人数, 填: 会议.人数}\n  - {标题: 名称, 填: 会议.名称}\n"
    (form / "tables" / "22-meetings.yaml").write_text(table, encoding="utf-8")
    lines = f"会议:\n  - {{名称: 年会, 次数: {times}, 人数: {people}}}\n"
    found = examine(write(project, SOURCE + lines), project)[1]
    lines_before = SOURCE.count("\n")
    assert [d.place.line - lines_before for d in found if d.code == "MZ413"] == told


SCORES = """\
    会议:
      类型: 行
      说明: 会议，一项一行。
      每行:
        名称: 一项会议
        说明: 一项一行。
        键:
          名称: {类型: 文字, 说明: 会议的名称。}
          场次: {类型: 个数, 单位: 场, 说明: 开了几场。}
          册数: {类型: 个数, 单位: 册, 说明: 印了几册。}
          得分: {类型: 百分制, 说明: 得分。}
"""


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (((4, 92), (2, 96), (95, 4)), ["丙"]),
        # Of two rows none knows which; each may be, or is not so far off; all others are not alike.
        (((4, 92), (95, 4)), []),
        (((4, 92), (2, 96), (95, 91)), []),
        (((4, 92), (2, 96), (91, 4)), []),
        (((4, 92), (2, 96), (95, 5)), []),
        (((4, 92), (99, 96), (95, 4)), []),
    ],
)
def test_counts_of_a_row_that_are_exchanged(
    project: Project, rows: tuple[tuple[int, int], ...], told: list[str]
) -> None:
    (project.templates / "shi/budget/keys.yaml").write_text(KEYS + SCORES, encoding="utf-8")
    named = zip("甲乙丙", rows, strict=False)
    said = "".join(f"  - {{名称: {n}, 场次: {a}, 得分: {b}}}\n" for n, (a, b) in named)
    found = examine(write(project, f"{SOURCE}会议:\n{said}"), project)[1]
    assert [d.message[1] for d in found if d.code == "MZ413"] == told


@pytest.mark.parametrize("count", [3, 4])
def test_counts_that_are_no_scores_need_one_row_more(project: Project, count: int) -> None:
    (project.templates / "shi/budget/keys.yaml").write_text(KEYS + SCORES, encoding="utf-8")
    rows = ((300, 2), (1, 200), (2, 300), (3, 400))[:count]
    said = "".join(f"  - {{名称: 甲, 场次: {a}, 册数: {b}}}\n" for a, b in rows)
    found = examine(write(project, f"{SOURCE}会议:\n{said}"), project)[1]
    assert [d.code for d in found if d.code == "MZ413"] == ["MZ413"] * (count == 4)


COURSES = """\
    培训:
      类型: 组
      说明: 培训。
      键:
        金额: {类型: 金额, 说明: 花了多少。}
        次数: {类型: 个数, 单位: 期, 说明: 办了几期。}
        人数: {类型: 个数, 单位: 人, 说明: 参加的人。}
"""


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("金额: 3.00, 次数: 0, 人数: 0", ["培训的金额是 3.00 万元，次数、人数都是 0。"]),
        ("金额: 3.00, 次数: 0", ["培训的金额是 3.00 万元，次数、人数都是 0。"]),
        ("金额: 3.00, 次数: 1, 人数: 0", []),
        ("金额: 0, 次数: 0, 人数: 0", []),
        ("金额: 0, 次数: 2, 人数: 9", []),
        ("金额: 3.00", []),
    ],
)
def test_money_of_an_own_group_that_was_spent_on_nothing(
    project: Project, said: str, told: list[str]
) -> None:
    form = project.templates / "shi/budget"
    (form / "keys.yaml").write_text(KEYS + COURSES, encoding="utf-8")
    found = examine(write(project, f"{SOURCE}培训: {{{said}}}\n"), project)[1]
    assert [d.message for d in found if d.code == "MZ424"] == told


NAMED = "指标: {培训总数: {填: 培训.次数}, 两种: {算: 培训总数 + 培训.次数}}\n"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("培训总数: 2", ""),
        ("培训总数: 20", "相差 18 期"),
        ("两种: 4", ""),
        ("两种: 9", "相差 5 期"),
    ],
)
def test_a_published_count_is_no_money(project: Project, said: str, told: str) -> None:
    form = project.templates / "shi/budget"
    (form / "keys.yaml").write_text(KEYS + COURSES + NAMED, encoding="utf-8")
    typed = f"{SOURCE}培训: {{金额: 3.00, 次数: 2, 人数: 9}}\n公布数: {{{said}}}\n"
    found = examine(write(project, typed), project)[1]
    said_of = [d.message for d in found if d.code == "MZ203"]
    assert [told in one for one in said_of] == ([True] if told else [])


@pytest.mark.parametrize(("title", "told"), [("编制数（人）", []), ("受益人数（人）", [])])
def test_a_unit_behind_a_head_is_no_name(project: Project, title: str, told: list[str]) -> None:
    file = project.templates / "shi/budget/tables/20-posts.yaml"
    file.write_text(SUBJECTS.replace("标题: 编制数", f"标题: {title}"), encoding="utf-8")
    found = examine(write(project, SOURCE), project)[1]
    assert [d.code for d in found if d.code == "MZ722"] == told


def test_a_head_with_its_unit_that_is_another_keys(project: Project) -> None:
    file = project.templates / "shi/budget/tables/20-posts.yaml"
    exchanged = SUBJECTS.replace("标题: 编制数", "标题: 人均（元）")
    file.write_text(exchanged, encoding="utf-8")
    found = examine(write(project, SOURCE), project)[1]
    assert [d.place.line for d in found if d.code == "MZ722"] == [7]


@pytest.mark.parametrize("parts", ["", ", {种类: 名词解释, 标题: 名词}"])
def test_a_form_without_a_glossary_asks_for_no_meanings(project: Project, parts: str) -> None:
    structure = DOCUMENT.replace("{种类: 表}", "{种类: 表}" + parts)
    (project.templates / "shi/budget/document.yaml").write_text(structure, encoding="utf-8")
    source = SOURCE.replace("科目: 2080505", "科目: 2080577")
    source += "科目补充: [{科目: 2080577, 名称: 新科目}]\n名词解释: [{词: 甲, 释义: 乙}]\n"
    found = examine(write(project, source), project)[1]
    asked = {d.code for d in found if d.code in ("MZ403", "MZ417") or "“名词解释”" in d.message}
    assert asked == ({"MZ403", "MZ417"} if parts else {"MZ415"})


HEAD = "版式: 某市\n年度: 2024\n金额单位: 万元\n三公经费: 0\n"
HOUSE = f"""\
{HEAD}主管部门: 某市档案馆
单位: [{{代码: '001001', 名称: 某市档案中心, 类型: 其他事业单位, 编制: 12}}]
支出: [{{科目: 2080501, 资金: 非财政, 公用经费: 5.00}}]
收入: [{{资金: 上级补助, 本年: 5.00}}]
"""
OFFICE = f"""\
{HEAD}汇总: [../../zhong-xin/2024-budget]
单位: [{{代码: '001000', 名称: 某市档案馆本级, 类型: 行政单位, 编制: 5}}]
抵销: [{{科目: 2080501, 支出: 对附属单位补助支出, 收入: 上级补助, 金额: 5.00}}]
支出: [{{科目: 2080501, 单位: '001000', 资金: 非财政, 对附属单位补助支出: 5.00}}]
收入: [{{单位: '001000', 资金: 其他, 本年: 5.00}}]
"""


def test_what_units_gave_each_other_has_no_number_of_its_own(project: Project) -> None:
    form = project.templates / "shi" / "budget"
    (form / "keys.yaml").write_text(MORE_KEYS, encoding="utf-8")
    (form / "tables" / "20-posts.yaml").write_text(UNITS, encoding="utf-8")
    (form / "tables" / "21-projects.yaml").unlink()
    (project.sources / "zhong-xin").mkdir(parents=True)
    write(project, HOUSE).rename(project.sources / "zhong-xin" / "2024-budget")
    assert [one for one in told(project, OFFICE) if one.startswith("MZ410")] == []
    units = {cells[0]: cells[1:] for cells in table(project, "单位表", OFFICE)}
    assert units["合计"] == ["5.00", "17", ""]
    assert units["抵销"] == ["-5.00", "", ""]
