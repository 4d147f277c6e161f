"""A third kind of document (预算调整方案) is files of a form: it is read, checked and rendered."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from mingzhang.builder import examine
from mingzhang.cli import main
from mingzhang.diagnostics import Severity
from mingzhang.document.render import Document
from mingzhang.drafting.demanded_keys import demanded
from mingzhang.drafting.rollover import next_year
from mingzhang.facts.account_reading import read_account
from mingzhang.forms.document_kind import read_kind
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.project import Project
from tests.support import wan

FORM = "templates/yunxi/adjustment"
FILES = {
    "templates/yunxi/region.yaml": "名称: 云溪\n上级: national\n",
    f"{FORM}/kind.yaml": """
        名称: 预算调整
        全称: 预算调整方案
        计划: 是
        公开: {最早: 0, 最晚: 0}
        口径: {平常: 调整后, 各种: {调整后: [年初数, 调整数]}, 明细: 年初数}
        收支: {支出: [人员经费, 公用经费, 基本支出, 项目支出]}
        行:
          支出:
            收支: 支出
            资金: 一般公共预算
            列: {年初数: {口径: 年初数}, 调整数: {口径: 调整数}, 调整后: {口径: 调整后}}
        明细: 各级
        名单:
          支出类: {列: 类, 资金: 一般公共预算}
    """,
    f"{FORM}/keys.yaml": """
        数据:
          键:
            版式: {必填: 是, 类型: 词, 说明: 版式的名称。}
            年度: {必填: 是, 类型: 年度, 说明: 调整的是哪一年的预算。}
            金额单位: {必填: 是, 类型: 选项, 选项: [元, 万元], 说明: 金额的单位。}
            支出:
              类型: 行
              说明: 一个科目一行。
              每行:
                键:
                  科目: {必填: 是, 类型: 功能科目或合计, 说明: 科目编码。}
                  年初数: {类型: 金额或缺, 说明: 年初批复的预算。}
                  调整数: {类型: 金额或缺, 说明: 调增写正数，调减写负数。}
                  调整后: {类型: 金额或缺, 说明: 调整后的预算，公布数。}
            调整依据: {必填: 是, 类型: 文字, 说明: 批准调整的文件。}
            新增债券: {类型: 金额, 说明: 调整数里用新增债券安排的。}
        指标:
          年初预算数: {取: {收支: 支出, 口径: 年初数}}
          调整数: {取: {收支: 支出, 口径: 调整数}}
          调整后预算数: {取: {收支: 支出}}
        勾稽:
          新增债券不大于调整数: {式: 新增债券 <= 调整数}
    """,
    f"{FORM}/document.yaml": """
        封面: ['{名称}', '{年度}年预算调整方案']
        部分:
          - {标题: 调整情况, 内容: [{标题: 说明, 模板: 01-told.j2}]}
          - {标题: 预算调整表, 内容: [{种类: 表}]}
    """,
    f"{FORM}/sections/01-told.j2": (
        "根据{{ 源.调整依据 }}，{{ 年度 }}年预算由{{ 年初预算数 | 万元 }}万元调整为"
        "{{ 调整后预算数 | 万元 }}万元，其中新增债券{{ 新增债券 | 万元 }}万元；涉及"
        "{% for 类 in 支出类 %}{{ 类 | 称谓 }}{{ '' if loop.last else '、' }}{% endfor %}。\n"
    ),
    f"{FORM}/tables/01-adjustment.yaml": """
        标题: 支出预算调整表
        版面: 功能科目
        取: {收支: 支出}
        列:
          - {标题: 科目编码, 显示: 编码}
          - {标题: 科目名称, 显示: 名称}
          - {标题: 年初预算, 取: {口径: 年初数}}
          - {标题: 调整数, 取: {口径: 调整数}}
          - {标题: 调整后预算, 取: {口径: 调整后}}
    """,
    "sources/bureau/2024-adjustment/profile.yaml": "名称: 云溪区档案馆\n类型: 部门\n",
}
SOURCE = """
    版式: 云溪
    年度: 2024
    金额单位: 万元
    支出:
      - {科目: 2080505, 年初数: 60.00, 调整数: 5.00}
      - {科目: 2101501, 年初数: 100.00, 调整数: 20.00}
      - {科目: 210, 调整后: 120.00}
    调整依据: 区人大常委会决议
    新增债券: 3.00
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    for name, text in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text).lstrip(), encoding="utf-8")
    return Project(tmp_path)


def examined(project: Project, source: str = SOURCE) -> tuple[Document | None, dict[str, str]]:
    folder = project.sources / "bureau" / "2024-adjustment"
    (folder / "disclosure.yaml").write_text(dedent(source).lstrip(), encoding="utf-8")
    document, found = examine(folder, project)
    return document, {d.code: d.message for d in found if d.severity is not Severity.NOTE}


def test_a_kind_says_what_it_is(project: Project) -> None:
    kind = read_kind("adjustment", project)
    assert list(project.kinds) == ["final", "budget", "adjustment"]
    assert (kind.title, kind.own_bases) == ("预算调整方案", ("调整后", "年初数", "调整数"))


def test_what_it_needs_can_be_asked_for(project: Project) -> None:
    demand = demanded("云溪", "adjustment", 2024, project)
    assert demand.found == ()
    assert demand.keys["disclosure.yaml"] == (("支出",), ("调整依据",), ("新增债券",))


def test_its_lines_become_figures(project: Project) -> None:
    examined(project)
    folder, found = read_folder(project.sources / "bureau" / "2024-adjustment", project)
    assert folder is not None, found
    cube = read_account(folder, project).cube
    named = ("年初数", "调整数", "调整后")
    points = [cube.at("支出", "一般公共预算", "210")._replace(basis=basis) for basis in named]
    assert [str(wan(cube.figure(point))) for point in points] == ["100.00", "20.00", "120.00"]


def test_its_tables_and_sentences_are_printed(project: Project) -> None:
    document, found = examined(project)
    assert document is not None, found
    assert found == {}
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].body]
    assert [row[-3:] for row in rows if row[0] in ("208", "210")] == [
        ["60.00", "5.00", "65.00"],
        ["100.00", "20.00", "120.00"],
    ]
    (told,) = document.sections[0].sentences
    assert told == (
        "根据区人大常委会决议，2024年预算由160.00万元调整为185.00万元，"
        "其中新增债券3.00万元；涉及社会保障和就业支出、卫生健康支出。"
    )


@pytest.mark.parametrize(
    ("right", "wrong", "code", "says"),
    [
        ("调整后: 120.00", "调整后: 130.00", "MZ220", "130.00"),
        ("新增债券: 3.00", "新增债券: 30.00", "MZ090", "新增债券不大于调整数"),
        ("调整数: 20.00", "调增数: 20.00", "MZ030", "调增数"),
        ("2101501", "2101577", "MZ231", "2101577"),
    ],
)
def test_what_is_wrong_in_a_source_is_told(
    right: str, wrong: str, code: str, says: str, project: Project
) -> None:
    _, found = examined(project, SOURCE.replace(right, wrong))
    assert says in found.get(code, ""), found


@pytest.mark.parametrize(
    ("right", "wrong", "code", "says"),
    [
        ("明细: 各级", "明西: 各级", "MZ030", "kind.yaml:12:1"),
        ("明细: 年初数}", "明细: 年处数}", "MZ079", "“口径”里没有“年处数”"),
        ("{口径: 调整数}", "{口径: 调增数}", "MZ079", "kind.yaml:11:35"),
        ("收支: {支出:", "收支: {支付:", "MZ030", "没有“支付”这个键"),
        ("{列: 类, 资金: 一般公共预算}", "{指标: [调整前预算数]}", "MZ086", "kind.yaml:14:14"),
        ("全称: 预算调整方案", "", "MZ031", "缺少“全称”"),
    ],
)
def test_what_is_wrong_in_the_kind_is_told(
    right: str, wrong: str, code: str, says: str, project: Project
) -> None:
    file = project.root / FORM / "kind.yaml"
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong), encoding="utf-8")
    folder = project.sources / "bureau" / "2024-adjustment"
    (folder / "disclosure.yaml").write_text(dedent(SOURCE).lstrip(), encoding="utf-8")
    document, found = examine(folder, project)
    told = [str(d) for d in found if d.code == code]
    assert document is None, [str(d) for d in found]
    assert any(says in one for one in told), [str(d) for d in found]


FUND_ROWS = """\
    政府性基金支出:
      类型: 行
      说明: 一个科目一行。
      每行:
        键:
          科目: {必填: 是, 类型: 功能科目或合计, 说明: 科目编码。}
          年初数: {类型: 金额或缺, 说明: 年初批复的预算。}
          调整数: {类型: 金额或缺, 说明: 调增写正数，调减写负数。}
"""
FUND_LIST = """\
  政府性基金支出:
    收支: 支出
    资金: 政府性基金
    列: {年初数: {口径: 年初数}, 调整数: {口径: 调整数}}
"""
OF_FUND = "政府性基金支出: [{科目: 2120804, 年初数: 10.00, 调整数: -4.00}]\n"


def edited(project: Project, name: str, right: str, wrong: str) -> None:
    file = project.root / FORM / name
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")


@pytest.fixture
def with_funds(project: Project) -> Project:
    """The kind with a list that no other kind of document has."""
    edited(project, "keys.yaml", "    调整依据:", f"{FUND_ROWS}    调整依据:")
    edited(project, "kind.yaml", "明细: 各级", f"{FUND_LIST}明细: 各级")
    return project


def test_a_list_of_its_own_is_checked_by_what_it_holds(with_funds: Project) -> None:
    document, found = examined(with_funds, f"{dedent(SOURCE).lstrip()}{OF_FUND}")
    assert document is not None, found
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].body]
    assert [row[-3:] for row in rows if row[0] == "212"] == [["10.00", "-4.00", "6.00"]]
    _, found = examined(with_funds, f"{dedent(SOURCE).lstrip()}{OF_FUND.replace('2120804', '301')}")
    assert "“政府性基金支出”中不能用科目 301" in found["MZ231"]


def test_by_how_much_a_figure_changed_may_be_below_zero(with_funds: Project) -> None:
    source = f"{dedent(SOURCE).lstrip()}{OF_FUND}"
    _, found = examined(with_funds, source)
    assert "-4.00" in found["MZ793"]
    edited(with_funds, "kind.yaml", "明细: 年初数}", "明细: 年初数, 增减: [调整数]}")
    _, found = examined(with_funds, source)
    assert "MZ793" not in found


@pytest.mark.parametrize(
    ("form", "code", "says"),
    [
        ("全国", "MZ501", "没有“adjustment”这一类文档"),
        ("没有的", "MZ501", "没有名为“没有的”的版式"),
        ("待填", "MZ745", "版式"),
        ("", "MZ032", "版式"),
    ],
)
def test_a_form_without_such_documents_is_told_at_its_name(
    form: str, code: str, says: str, project: Project
) -> None:
    document, found = examined(project, SOURCE.replace("版式: 云溪", f"版式: {form}".rstrip()))
    assert document is None
    assert list(found) == [code]
    assert says in found[code]


def test_what_messages_ask_for_can_be_written(project: Project) -> None:
    """A gap is given its reason and a warning is accepted in documents of any kind."""
    said = "数据缺口: 没有公布\n核对说明: [{规则: MZ234, 说明: 只公布到类}]\n"
    source = f"{dedent(SOURCE).lstrip()}{said}".replace("调整数: 5.00", "调整数: 缺")
    _, found = examined(project, source)
    assert "MZ030" not in found
    assert "MZ405" not in found


def test_it_is_begun_with_what_its_form_has(with_funds: Project) -> None:
    income = "  收入: {收支: 收入, 资金: 全部, 列: {年初数: {口径: 年初数}}}\n"
    edited(with_funds, "kind.yaml", "明细: 各级", f"{income}明细: 各级")
    demand = demanded("云溪", "adjustment", 2024, with_funds)
    assert demand.found == ()
    assert ("政府性基金支出",) in demand.keys["disclosure.yaml"]
    assert ("收入",) not in demand.keys["disclosure.yaml"]
    assert demand.keys["profile.yaml"] == ()


def test_the_next_one_is_of_the_same_form(project: Project) -> None:
    examined(project)
    folder, found = read_folder(project.sources / "bureau" / "2024-adjustment", project)
    assert folder is not None, found
    text = next_year(folder)["disclosure.yaml"].decode()
    assert "版式: 云溪\n年度: 2025\n金额单位: 万元\n" in text
    assert "调整依据: 待填" in text


def test_no_workbook_becomes_one(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    folder = project.sources / "bureau" / "2025-adjustment"
    assert main(["import", str(project.root / "表.xlsx"), str(folder), "--form", "云溪"]) == 2
    assert "不能导入成预算调整方案" in capsys.readouterr().err
    assert not folder.exists()
