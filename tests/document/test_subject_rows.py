"""Rows by subject (级次, 取): comparisons by 类 or 款 that only one form has, without Python."""

from pathlib import Path
from textwrap import dedent

import pytest

from mingzhang.builder import examine
from mingzhang.cli import main
from mingzhang.diagnostics import Diagnostic
from mingzhang.facts.account_reading import read_account
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.project import Project
from mingzhang.publish.public_document import publish
from mingzhang.publish.published_edition import edition
from tests.support import AGENCY, PROJECT

KEYS = """\
数据:
  键:
    款比较:
      类型: 行
      级次: 款
      说明: 各款与上年预算、上年执行数比较。
      每行:
        名称: 一款
        说明: 一款一行。
        键:
          科目: {类型: 功能科目, 必填: 是, 说明: 款的编码。}
          预算数:
            {类型: 金额, 取: {收支: 支出, 资金: 一般公共预算}, 上年: 是, 原因: 是, 说明: 预算。}
          上年执行数: {类型: 金额, 说明: 上年执行数。}
          执行原因: {类型: 文字, 解释: [预算数, 上年执行数], 说明: 与上年执行数不同的原因。}
"""
SECTION = """\
{% for 行 in 源.款比较 %}
{{ 行.科目 | 称谓 }}（款）{{ 行.预算数 | 万元 }}万元，\
{{ '比' if 有变动(行.预算数, 行.上年.预算数) else '与' }}上年预算\
{{ 行.上年.预算数 | 万元 }}万元{{ 变动(行.预算数, 行.上年.预算数) }}\
{{ 原因(行.预算数, 行.上年.预算数) }}\
{% if 行.上年执行数 %}，比上年执行数{{ 变动(行.预算数, 行.上年执行数) }}\
{{ 原因(行.预算数, 行.上年执行数) }}{% endif %}。
{% endfor %}
"""
DOCUMENT = """\
封面: ['{年度}年度预算']
用语: {}
部分:
  - 标题: 说明
    内容: [{标题: 各款情况, 模板: 20-subjects.j2}]
"""
SOURCE = """\
版式: 某市
年度: 2024
金额单位: 万元
支出:
  - {科目: 2080501, 公用经费: 12.50, 人员经费: 100.00}
  - {科目: 2080505, 人员经费: 7.50}
  - {科目: 2101101, 人员经费: 30.00}
基本支出:
  - {科目: 30101, 金额: 137.50}
  - {科目: 30201, 金额: 12.50}
三公经费: 0
"""
ROWS = """\
款比较:
  - {科目: 20805, 上年: {预算数: 100.00}, 原因: {预算数: 人员增加}, 上年执行数: 130.00,
     执行原因: 上年补发的工资减少}
  - {科目: 21011, 上年: {预算数: 30.00}}
"""
LAST_YEAR = """\
版式: 某市
年度: 2023
金额单位: 万元
支出:
  - {科目: 2080501, 公用经费: 12.00, 人员经费: 98.00}
  - {科目: 2101101, 人员经费: 30.00}
  - {科目: 2210201, 人员经费: 9.00}
基本支出:
  - {科目: 30101, 金额: 137.00}
  - {科目: 30201, 金额: 12.00}
三公经费: 0
款比较: [{科目: 20805, 上年: {预算数: 110.00}}, {科目: 21011, 上年: {预算数: 30.00}},
  {科目: 22102, 上年: {预算数: 9.00}}]
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "templates").mkdir()
    for name in ("schema", "catalogue", "templates/national", ".fonts"):
        (tmp_path / name).symlink_to(PROJECT.root / name)
    form = tmp_path / "templates" / "shi"
    for folder in ("tables", "sections"):
        (form / "budget" / folder).mkdir(parents=True)
    stopped = {
        f"budget/tables/{file.name}": "停用: 是\n"
        for file in (PROJECT.templates / "national/budget/tables").glob("*.yaml")
    }
    texts = stopped | {
        "region.yaml": "名称: 某市\n上级: national\n",
        "budget/keys.yaml": KEYS,
        "budget/document.yaml": DOCUMENT,
        "budget/sections/20-subjects.j2": SECTION,
    }
    for name, text in texts.items():
        (form / name).write_text(text, encoding="utf-8")
    return Project(tmp_path)


def write(project: Project, source: str, name: str = "2024-budget") -> Path:
    folder = project.sources / "dang-an" / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "disclosure.yaml").write_text(source, encoding="utf-8")
    profile = dedent(AGENCY).replace("职责: duties.md\n", "")
    (folder / "profile.yaml").write_text(profile, encoding="utf-8")
    return folder


def sentences(project: Project, source: str) -> tuple[str, ...]:
    made, found = examine(write(project, source), project)
    assert made is not None, [str(fault) for fault in found]
    return made.sections[-1].sentences


def told(project: Project, source: str) -> list[str]:
    _, found = examine(write(project, source), project)
    return [f"{f.code} {f.message}" for f in found if f.code in ("MZ401", "MZ402", "MZ410")]


def test_each_subject_of_the_level_beside_last_year_and_what_was_spent(project: Project) -> None:
    assert sentences(project, SOURCE + ROWS) == (
        (
            "行政事业单位养老支出（款）120.00万元，比上年预算100.00万元增加20.00万元，增长20.00%，"
            "主要原因是人员增加，比上年执行数减少10.00万元，下降7.69%，主要原因是上年补发的工资减少。"
        ),
        "行政事业单位医疗（款）30.00万元，与上年预算30.00万元持平。",
    )


def test_last_years_document_says_what_nobody_types(project: Project) -> None:
    write(project, LAST_YEAR, "2023-budget")
    rows = "款比较: [{科目: 20805, 原因: {预算数: 人员增加}}]\n"
    assert sentences(project, SOURCE + rows) == (
        (
            "行政事业单位养老支出（款）120.00万元，比上年预算110.00万元增加10.00万元，增长9.09%，"
            "主要原因是人员增加。"
        ),
        "行政事业单位医疗（款）30.00万元，与上年预算30.00万元持平。",
    )
    assert told(project, SOURCE) == ["MZ401 20805预算数变动了 10.00 万元，缺少原因。"]


def test_what_last_years_document_says_is_in_the_edition(project: Project) -> None:
    write(project, LAST_YEAR, "2023-budget")
    folder = write(project, SOURCE + "款比较: [{科目: 20805, 原因: {预算数: 人员增加}}]\n")
    made, found = examine(folder, project)
    assert made is not None, found
    public = publish(made, project, pages=False)
    assert not isinstance(public, Diagnostic), public.message
    read, _ = read_folder(folder, project)
    assert read is not None
    published = edition(read_account(read, project), project)["disclosure.yaml"].decode()
    assert "{科目: 20805, 上年: {预算数: 110.00}, 原因: {预算数: 人员增加}}" in published
    assert "{科目: 21011, 上年: {预算数: 30.00}}" in published


def test_without_last_year_each_subject_is_asked_for_it(project: Project) -> None:
    assert told(project, SOURCE) == [
        "MZ410 “款比较”要印出来，没有填写：20805.上年.预算数、21011.上年.预算数。"
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("原因: {预算数: 人员增加}, ", "", "MZ401 20805预算数变动了 20.00 万元，缺少原因。"),
        (
            ",\n     执行原因: 上年补发的工资减少",
            "",
            "MZ401 20805预算数变动了 -10.00 万元，缺少原因。",
        ),
    ],
)
def test_a_reason_is_demanded_of_each_comparison(
    project: Project, old: str, new: str, message: str
) -> None:
    assert told(project, SOURCE + ROWS.replace(old, new)) == [message]


def test_where_a_reason_is_lacking_its_key_is_told(project: Project) -> None:
    source = SOURCE + ROWS.replace(",\n     执行原因: 上年补发的工资减少", "")
    _, found = examine(write(project, source), project)
    assert [one.hint for one in found if one.code == "MZ401"] == [
        "请在 款比较: 20805: 执行原因 里写明。"
    ]


@pytest.mark.parametrize(
    ("old", "new"), [("人员增加", "人员经费减少"), ("上年补发的工资减少", "工资支出增加")]
)
def test_a_reason_has_the_direction_of_its_own_comparison(
    project: Project, old: str, new: str
) -> None:
    _, found = examine(write(project, SOURCE + ROWS.replace(old, new)), project)
    assert [one.code for one in found if one.code != "MZ415"] == ["MZ603"]


def test_what_was_published_of_a_subject_is_held_against_the_account(project: Project) -> None:
    close = ROWS.replace("科目: 20805,", "科目: 20805, 预算数: 120.00,")
    assert sentences(project, SOURCE + close)[0].startswith("行政事业单位养老支出（款）120.00万元")
    _, found = examine(write(project, SOURCE + close.replace("120.00", "121.00")), project)
    assert "MZ090" in [one.code for one in found]


def test_a_row_of_a_subject_without_money_is_printed_as_typed(project: Project) -> None:
    gone = "  - {科目: 22102, 上年: {预算数: 9.00}, 原因: {预算数: 划转}}\n"
    said = sentences(project, SOURCE + ROWS + gone)[-1]
    assert said.startswith(
        "住房改革支出（款）0.00万元，比上年预算9.00万元减少9.00万元，下降100.00%"
    )
    assert said.endswith("，主要原因是划转。")


def test_every_subject_of_several_levels(project: Project) -> None:
    file = project.templates / "shi/budget/keys.yaml"
    file.write_text(KEYS.replace("级次: 款", "级次: [类, 款]"), encoding="utf-8")
    said = told(project, SOURCE)
    assert "208.上年.预算数、20805" in said[0]


def test_a_form_with_rows_by_subject_is_tried(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    (project.templates / "example").symlink_to(PROJECT.templates / "example")
    main(["region", "--project", str(project.root), "某市"])
    out = capsys.readouterr().out
    assert "款比较" not in out
    assert "20-subjects.j2" not in out


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("资金: 一般公共预算}", "资金: 一般预算}", "MZ085", "一般预算"),
        ("级次: 款", "级次: 目", "MZ081", "“级次”应是“类”“款”“项”之一"),
        ("[预算数, 上年执行数]", "[预算数, 执行数]", "MZ086", "“执行数”"),
        ("[预算数, 上年执行数]", "[预算数]", "MZ081", "不是两个数"),
        ("取: {收支: 支出, 资金: 一般公共预算}", "取: 支出", "MZ081", "“取”应是一组"),
    ],
)
def test_a_fault_of_the_form_is_told_in_the_form(
    project: Project, old: str, new: str, code: str, said: str
) -> None:
    file = project.templates / "shi/budget/keys.yaml"
    file.write_text(KEYS.replace(old, new), encoding="utf-8")
    _, found = examine(write(project, SOURCE), project)
    assert [(one.code, said in one.message) for one in found if one.place.file == file] == [
        (code, True)
    ]


OWN = """\
数据:
  键:
    会议费:
      类型: 组
      说明: 会议费。
      键:
        预算数: {类型: 金额, 说明: 会议费预算数。}
        控制数: {类型: 金额, 说明: 会议费控制数。}
        控制原因: {类型: 文字, 解释: [会议费.预算数, 会议费.控制数], 说明: 与控制数不同的原因。}
"""
OF_MEETINGS = """\
会议费{{ 会议费.预算数 | 万元 }}万元，比控制数{{ 变动(会议费.预算数, 会议费.控制数) }}\
{{ 原因(会议费.预算数, 会议费.控制数) }}。
"""


@pytest.mark.parametrize(
    ("reason", "codes"),
    [("控制原因: 少开会", []), ("控制原因: 会议支出增加", ["MZ603"]), ("", ["MZ401"])],
)
def test_an_own_reason_of_two_named_figures(
    project: Project, reason: str, codes: list[str]
) -> None:
    form = project.templates / "shi/budget"
    (form / "keys.yaml").write_text(OWN, encoding="utf-8")
    (form / "sections/20-subjects.j2").write_text(OF_MEETINGS, encoding="utf-8")
    source = SOURCE + f"会议费: {{预算数: 2.00, 控制数: 2.50, {reason}}}\n"
    made, found = examine(write(project, source), project)
    assert [one.code for one in found if one.code != "MZ415"] == codes
    if not codes:
        assert made is not None
        assert made.sections[-1].sentences == (
            "会议费2.00万元，比控制数减少0.50万元，下降20.00%，主要原因是少开会。",
        )


AGAIN = "  - {科目: 20805, 上年: {预算数: 111.00}, 原因: {预算数: 追加了经费}}\n"
FINER = "  - {科目: 2080501, 上年: {预算数: 100.00}, 原因: {预算数: 人员增加}}\n"


def test_a_subject_that_has_two_rows_is_told_and_loses_neither(project: Project) -> None:
    made, found = examine(write(project, SOURCE + ROWS + AGAIN), project)
    (told,) = [one for one in found if one.code == "MZ879"]
    assert told.place.line == SOURCE.count("\n") + 5
    assert made is not None
    assert "人员增加" in str(made.sections)
    assert "追加了经费" in str(made.sections)


def test_a_subject_of_another_level_is_told(project: Project) -> None:
    made, found = examine(write(project, SOURCE + ROWS + FINER), project)
    assert made is None
    (told,) = [one for one in found if one.code == "MZ035"]
    assert "科目编码应为 5 位数字：这个列表一款一行" in f"{told.message}{told.hint}"
