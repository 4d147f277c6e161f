"""A list that one form has: tables, sums, comparisons, identities of its rows, without Python."""

import re
import shutil
from pathlib import Path
from textwrap import dedent

import pytest

from mingzhang.builder import examine
from mingzhang.checks.reasons_under_lock import explained
from mingzhang.cli import main
from mingzhang.diagnostics import Diagnostic, Severity
from mingzhang.document.render import Document
from mingzhang.drafting.demanded_keys import demanded
from mingzhang.drafting.rollover import next_year
from mingzhang.facts.account_reading import read_account
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.project import Project
from mingzhang.publish.public_document import publish
from mingzhang.publish.published_edition import edition
from tests.support import AGENCY, PROJECT

KEYS = """\
数据:
  键:
    转移支付:
      类型: 行
      说明: 对下转移支付，一个项目一行。
      每行:
        名称: 一个项目
        说明: 一个项目一行。
        键:
          市: {类型: 文字, 说明: 市的名称。}
          项目: {类型: 文字, 必填: 是, 说明: 项目的名称。}
          科目: {类型: 项级科目, 说明: 功能科目。}
          甲县: {类型: 金额, 汇总: 是, 说明: 甲县的金额。}
          乙县: {类型: 金额, 汇总: 是, 说明: 乙县的金额。}
          金额: {类型: 金额, 汇总: 是, 上年: 是, 原因: 是, 说明: 合计。}
          户数: {类型: 个数, 单位: 户, 说明: 受益的户数。}
          上年预算: {类型: 金额, 说明: 上年的。}
指标:
  转移支付合计: {填: 转移支付.金额, 上年: 是, 原因: 是}
  转移支付户数: {填: 转移支付.户数}
勾稽:
  两县相加: {每行: 转移支付, 式: 甲县 + 乙县 = 金额}
  不多于支出: {式: 转移支付合计 <= 本年支出合计}
"""
TABLE = """\
标题: 转移支付表
版面: 逐行
列表: 转移支付
合计: 末行
列:
  - {标题: 市, 填: 转移支付.市, 合并: 是}
  - {标题: 项目, 填: 转移支付.项目}
  - {标题: 科目, 显示: 名称}
  - {标题: 甲县, 填: 转移支付.甲县}
  - {标题: 上年, 填: 转移支付.上年.金额}
  - {标题: 金额, 填: 转移支付.金额}
  - {标题: 户数, 填: 转移支付.户数}
"""
SECTION = """\
转移支付{{ 转移支付合计 | 万元 }}万元，{{ 变动(转移支付合计, 上年.转移支付合计) }}\
{{ 原因(转移支付合计, 上年.转移支付合计) }}，共{{ 转移支付户数 | 数 }}户。
{% for 行 in 源.转移支付 %}
{{ 行.项目 }}{{ 行.金额 | 万元 }}万元，{{ 变动(行.金额, 行.上年.金额) }}
  {{ 原因(行.金额, 行.上年.金额) }}。
{% endfor %}
"""
DOCUMENT = """\
封面: ['{年度}年度预算']
用语: {}
部分:
  - 标题: 预算表
    内容: [{种类: 表}]
  - 标题: 说明
    内容: [{标题: 转移支付, 模板: 20-transfer.j2}]
"""
SOURCE = """\
版式: 某市
年度: 2024
金额单位: 万元
支出: [{科目: 2080501, 公用经费: 12.50, 人员经费: 100.00}]
基本支出:
  - {科目: 30101, 金额: 100.00}
  - {科目: 30201, 金额: 12.50}
三公经费: 0
转移支付:
  - {市: 东市, 项目: 修路, 科目: 2080501, 甲县: 1.00, 乙县: 2.00, 金额: 3.00, 户数: 12,
     上年: {金额: 2.00}, 原因: {金额: 路长了}}
  - {市: 东市, 项目: 架桥, 甲县: 0, 乙县: 4.50, 金额: 4.50, 户数: 8, 上年: {金额: 4.50}}
上年: {转移支付合计: 6.50}
原因: {转移支付合计: 修路多了}
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "templates").mkdir()
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
        "budget/tables/20-transfer.yaml": TABLE,
        "budget/sections/20-transfer.j2": SECTION,
    }
    for name, text in texts.items():
        (form / name).write_text(text, encoding="utf-8")
    return Project(tmp_path)


def write(project: Project, source: str = SOURCE) -> Path:
    folder = project.sources / "dang-an" / "2024-budget"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "disclosure.yaml").write_text(source, encoding="utf-8")
    profile = dedent(AGENCY).replace("职责: duties.md\n", "")
    (folder / "profile.yaml").write_text(profile, encoding="utf-8")
    return folder


def document(project: Project, source: str = SOURCE) -> Document:
    made, found = examine(write(project, source), project)
    assert made is not None, [str(fault) for fault in found]
    return made


def told(project: Project, source: str) -> list[str]:
    _, found = examine(write(project, source), project)
    return [f"{f.code} {f.message}" for f in found if f.severity is Severity.ERROR]


def cells(project: Project, source: str = SOURCE) -> list[list[str]]:
    (table,) = document(project, source).tables
    return [[cell.text for cell in row.cells] for row in table.body]


def test_a_table_has_a_row_for_each_of_the_list(project: Project) -> None:
    assert cells(project) == [
        ["东市", "修路", "行政单位离退休", "1.00", "2.00", "3.00", "12"],
        ["架桥", "", "0.00", "4.50", "4.50", "8"],
        ["合计", "1.00", "6.50", "7.50", ""],
    ]
    (table,) = document(project).tables
    assert [table.body[0].cells[0].rowspan, table.body[2].cells[0].colspan] == [2, 3]


def test_a_total_counts_a_row_that_sums_others_no_second_time(project: Project) -> None:
    """The rows are 3.00 and 4.50, and one that states their sum: 7.50, as its sentence says."""
    keys = KEYS.replace("科目: {类型: 项级科目", "科目: {类型: 功能科目或合计")
    (project.templates / "shi" / "budget" / "keys.yaml").write_text(keys, encoding="utf-8")
    stated = """\
转移支付:
  - {项目: 各项, 科目: 合计, 甲县: 1.00, 乙县: 6.50, 金额: 7.50, 户数: 20,
     上年: {金额: 6.50}, 原因: {金额: 修路多了}}
"""
    source = SOURCE.replace("转移支付:\n", stated, 1)
    first, *_, total = cells(project, source)
    assert first == ["", "各项", "合计", "1.00", "6.50", "7.50", "20"]
    assert total == ["合计", "1.00", "6.50", "7.50", ""]


def test_a_table_without_a_list_is_told_as_that_alone(project: Project) -> None:
    table = project.templates / "shi" / "budget" / "tables" / "20-transfer.yaml"
    table.write_text(TABLE.replace("列表: 转移支付\n", ""), encoding="utf-8")
    assert told(project, SOURCE) == ["MZ512 缺少“列表”。"]


def test_a_row_names_as_many_subjects_as_it_has_codes(project: Project) -> None:
    form = project.templates / "shi" / "budget"
    key = "          科目: {类型: 项级科目, 说明: 功能科目。}\n"
    more = "          经济: {类型: 经济科目或合计, 说明: 经济科目。}\n"
    (form / "keys.yaml").write_text(KEYS.replace(key, key + more), encoding="utf-8")
    column = "  - {标题: 科目, 显示: 名称}\n"
    both = "".join(
        f"  - {{标题: {title}, 填: 转移支付.{key}, 显示: {shows}}}\n"
        for title, key, shows in (
            ("经济分类", "经济", "名称"),
            ("经济款", "经济", "款"),
            ("功能科目", "科目", "名称"),
        )
    )
    file = form / "tables" / "20-transfer.yaml"
    file.write_text(TABLE.replace(column, column + both), encoding="utf-8")
    first = cells(
        project, SOURCE.replace("科目: 2080501, 甲县", "科目: 2080501, 经济: 30201, 甲县")
    )[0]
    assert first[2:6] == ["行政单位离退休", "办公费", "01", "行政单位离退休"]


def test_what_is_no_code_has_no_name(project: Project) -> None:
    file = project.templates / "shi" / "budget" / "tables" / "20-transfer.yaml"
    file.write_text(
        TABLE.replace("填: 转移支付.市", "填: 转移支付.市, 显示: 名称"), encoding="utf-8"
    )
    assert told(project, SOURCE)[0] == "MZ513 “填: 市”填的不是科目编码，不能“显示: 名称”。"


FILLED_TITLES = (
    *("2023年", "2023年预算数", "2024年预算数", "2025年", "年末金额", "上年末结转金额"),
)


@pytest.mark.parametrize(
    ("title", "key", "said"),
    [
        ("{年度-1}年", "上年.金额", ""),
        ("{年度 - 1}年预算数", "上年.金额", ""),
        ("{年度+1}年", "金额", ""),
        ("{年度}年预算数", "金额", ""),
        ("{年度-1}年", "甲县", ""),
        ("{年度-1}年预算数", "金额", "标题“2023年预算数”下面印的是“金额”，不是同一年的数。"),
        ("上年", "金额", "标题“上年”下面印的是“金额”，不是同一年的数。"),
        ("{年度}年", "上年.金额", "标题“2024年”下面印的是“上年.金额”，不是同一年的数。"),
        ("上年末金额", "金额", "标题“上年末金额”下面印的是“金额”，不是同一年的数。"),
        ("年末金额", "金额", ""),
        ("上年末结转金额", "金额", ""),
        ("{年度}年预算数", "上年预算", "标题“2024年预算数”下面印的是“上年预算”，不是同一年的数。"),
    ],
)
def test_a_head_prints_the_year_of_its_figures(
    project: Project, title: str, key: str, said: str
) -> None:
    file = project.templates / "shi" / "budget" / "tables" / "20-transfer.yaml"
    column = "{标题: 上年, 填: 转移支付.上年.金额}"
    file.write_text(
        TABLE.replace(column, f"{{标题: '{title}', 填: 转移支付.{key}}}"), encoding="utf-8"
    )
    assert [one for one in told(project, SOURCE) if "MZ722" in one] == (
        [f"MZ722 {said}"] if said else []
    )
    if not said:
        assert document(project).tables[0].head[0].cells[4].text in FILLED_TITLES


def test_sums_and_rows_are_compared_with_last_years_and_have_reasons(project: Project) -> None:
    (section,) = [s for s in document(project).sections if s.title.endswith("转移支付")]
    assert section.sentences == (
        "转移支付7.50万元，增加1.00万元，增长15.38%，主要原因是修路多了，共20户。",
        "修路3.00万元，增加1.00万元，增长50.00%，主要原因是路长了。",
        "架桥4.50万元，持平。",
    )


def test_what_a_row_lacks_is_told_in_that_row(project: Project) -> None:
    assert told(project, SOURCE.replace(", 户数: 8", "")) == [
        "MZ410 “转移支付”要印出来，没有填写：架桥.户数。"
    ]
    assert told(project, SOURCE.replace(", 上年: {金额: 4.50}", "")) == [
        "MZ410 “转移支付”要印出来，没有填写：架桥.上年.金额。"
    ]
    assert told(project, SOURCE.replace(", 原因: {金额: 路长了}", "")) == [
        "MZ401 修路金额变动了 1.00 万元，缺少原因。"
    ]
    without = SOURCE[: SOURCE.index("转移支付:")] + SOURCE[SOURCE.index("上年: {转移") :]
    assert told(project, without) == ["MZ410 “转移支付”要印出来，没有填写。"]


@pytest.mark.parametrize(
    ("kind", "way"),
    [
        ("个数, 单位: 户", "没有的填 0"),
        ("数量, 单位: 分", "照评出的填写，没有评的不能写 0"),
    ],
)
def test_who_has_no_score_is_told_of_no_zero(project: Project, kind: str, way: str) -> None:
    file = project.root / "templates" / "shi" / "budget" / "keys.yaml"
    declared = file.read_text(encoding="utf-8").replace("个数, 单位: 户", kind)
    alone = f"    评价得分: {{类型: {kind}, 说明: 总的。}}\n指标:"
    file.write_text(declared.replace("指标:", alone, 1), encoding="utf-8")
    section = file.parent / "sections" / "20-transfer.j2"
    section.write_text(f"{SECTION}得{{{{ 源.评价得分 }}}}。\n", encoding="utf-8")
    found = examine(write(project, SOURCE.replace(", 户数: 8", "")), project)[1]
    told = [(one.message, one.hint) for one in found if one.code == "MZ410"]
    assert [("架桥.户数" in said, way in hint) for said, hint in told] == [
        (True, True),
        (False, True),
    ], told


def test_an_empty_list_is_nothing(project: Project) -> None:
    source = SOURCE[: SOURCE.index("转移支付:")] + "转移支付: []\n上年: {转移支付合计: 0}\n"
    assert cells(project, source) == [["合计", "0.00", "0.00", "0.00", ""]]


def test_an_identity_holds_in_every_row(project: Project) -> None:
    (message,) = told(project, SOURCE.replace("乙县: 2.00", "乙县: 2.10"))
    assert message.startswith("MZ090 两县相加（修路）：甲县 + 乙县 3.10 应等于 修路.金额 3.00")


def test_an_identity_may_multiply(project: Project) -> None:
    """金额 is rounded to its own decimals: 12 户, 0.254 each, are 3.05; a wrong factor is told."""
    keys = KEYS.replace(
        "          户数:", "          每户: {类型: 金额, 说明: 每户的钱。}\n          户数:"
    )
    said = f"{keys}  每户的钱: {{每行: 转移支付, 式: 每户 × 户数 = 金额}}\n"
    file = project.root / "templates/shi/budget/keys.yaml"
    file.write_text(said, encoding="utf-8")
    source = (
        SOURCE.replace("乙县: 2.00, 金额: 3.00", "乙县: 2.05, 金额: 3.05, 每户: 0.254")
        .replace("户数: 8,", "户数: 8, 每户: 0.5625,")
        .replace("合计: 6.50", "合计: 6.55")
    )
    assert told(project, source) == []
    assert told(project, source.replace(", 每户: 0.254", "")) == []
    (message,) = told(project, source.replace("每户: 0.254", "每户: 0.245"))
    assert message == (
        "MZ090 每户的钱（修路）：每户 × 户数 2.94 应等于 修路.金额 3.05，相差 -0.11 万元"
    )
    file.write_text(said.replace("× 户数", "× 户"), encoding="utf-8")
    (message,) = told(project, source)
    assert message == "MZ086 勾稽“每户的钱”：“转移支付”的行里没有“户”这个数。"
    file.write_text(said.replace("每户 × 户数", "户数 × 0.01"), encoding="utf-8")
    assert "把金额与不是金额的数相加或比较" in told(project, source)[0]


TOWNS = """
  东市各行: {填: 转移支付.金额, 仅: {市: 东市}}
  东市项目: {数: 转移支付, 仅: {市: 东市}, 单位: 项}
  各市项目: {数: 转移支付}
"""


def with_towns(project: Project, *identities: str) -> None:
    """The list's form with figures of some of its rows, typed totals, and identities of them."""
    typed = """\
    东市:
      类型: 组
      说明: 东市的合计。
      键:
        金额: {类型: 金额, 说明: 金额。}
        项数: {类型: 个数, 单位: 项, 说明: 项数。}
"""
    keys = KEYS.replace("指标:\n", f"{typed}指标:{TOWNS}".rstrip() + "\n", 1)
    said = "".join(f"  {one}\n" for one in identities)
    (project.root / "templates/shi/budget/keys.yaml").write_text(keys + said, encoding="utf-8")
    words = "东市{{ 东市.项数 | 数 }}项{{ 东市.金额 | 万元 }}万元，列出{{ 东市项目 | 数 }}项。\n"
    section = project.root / "templates/shi/budget/sections/20-transfer.j2"
    section.write_text(SECTION + words, encoding="utf-8")


IN_TOWN = (
    "东市相加: {式: 东市各行 = 东市.金额}",
    "东市项数: {式: 东市项目 = 东市.项数}",
)
TWO_TOWNS = SOURCE.replace("东市, 项目: 架桥", "西市, 项目: 架桥") + "东市: {金额: 3.00, 项数: 1}\n"


def test_rows_that_say_a_word_are_added_up_and_counted(project: Project) -> None:
    """Of 3.00 for 东市 and 4.50 for 西市 one row and 3.00 are 东市's."""
    with_towns(project, *IN_TOWN)
    assert told(project, TWO_TOWNS) == []
    sentences = document(project, TWO_TOWNS).sections[-1].sentences
    assert sentences[-1] == "东市1项3.00万元，列出1项。"
    (wrong,) = told(project, TWO_TOWNS.replace("项数: 1", "项数: 2"))
    assert wrong == "MZ090 东市项数：东市项目 1 应等于 东市.项数 2，相差 -1 项"
    (wrong,) = told(project, TWO_TOWNS.replace("{金额: 3.00, 项", "{金额: 4.50, 项"))
    assert wrong == "MZ090 东市相加：东市各行 3.00 应等于 东市.金额 4.50，相差 -1.50 万元"
    _, found = examine(
        write(project, TWO_TOWNS.replace("{金额: 3.00, 项", "{金额: 4.71, 项")), project
    )
    # The number of rows holds: none of them was left out.
    assert not any("里漏了一行" in one.hint for one in found)


def test_several_words_may_be_asked_of_rows(project: Project) -> None:
    with_towns(project, *IN_TOWN)
    keys = project.root / "templates/shi/budget/keys.yaml"
    said = keys.read_text(encoding="utf-8").replace("市: 东市}", "市: [东市, 西市]}")
    keys.write_text(said, encoding="utf-8")
    both = TWO_TOWNS.replace("{金额: 3.00, 项数: 1}", "{金额: 7.50, 项数: 2}")
    assert told(project, both) == []


def test_a_row_that_was_left_out_of_a_list_is_told_as_that(project: Project) -> None:
    """The sum and the number both lack it: no figure beside it is wrong."""
    with_towns(project, *IN_TOWN)
    more = TWO_TOWNS.replace("{金额: 3.00, 项数: 1}", "{金额: 4.70, 项数: 2}")
    row = (
        "  - {市: 东市, 项目: 疏浚, 甲县: 1.70, 乙县: 0, 金额: 1.70, 户数: 3, 上年: {金额: 1.70}}\n"
    )
    whole = more.replace("上年: {转移", f"{row}上年: {{转移", 1)
    whole = whole.replace("合计: 6.50", "合计: 8.20")
    assert told(project, whole) == []
    _, found = examine(write(project, whole.replace(row, "")), project)
    errors = [one for one in found if one.severity is Severity.ERROR]
    assert {(one.place.line, one.place.column) for one in errors} == {(9, 1)}
    assert errors[0].code == "MZ772"
    said = "“转移支付”里像是漏了一行：各处都少 金额 1.70 万元（补上后 2 条"
    assert said in errors[0].message


def test_a_word_by_which_rows_are_chosen_need_not_be_printed(project: Project) -> None:
    with_towns(project)
    table = project.root / "templates/shi/budget/tables/20-transfer.yaml"
    head = "  - {标题: 市, 填: 转移支付.市, 合并: 是}\n"
    table.write_text(TABLE.replace(head, ""), encoding="utf-8")
    _, found = examine(write(project, TWO_TOWNS), project)
    unprinted = [one.message for one in found if one.code == "MZ415"]
    assert not any(" 市" in message for message in unprinted), unprinted


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("数: 转移支付, 仅", "数: 转移, 仅", "指标“东市项目”写的“转移”不是一个列表。"),
        (
            "填: 转移支付.金额, 仅",
            "填: 东市.金额, 仅",
            "指标“东市各行”写的“东市.金额”不是列表的一列",
        ),
        ("金额, 仅: {市: 东市}", "金额, 仅: {县: 东市}", "“仅”写的“县”不是这个列表的行里的键。"),
        ("金额, 仅: {市: 东市}", "金额, 仅: 东市", "“仅”要写行里的键和它的词。"),
        ("仅: {市: 东市}, 单位", "按: 项目, 单位", "指标“东市项目”不能写“按”。"),
        ("仅: {市: 东市}}", "单位: 项}", "指标“东市各行”不能写“单位”。"),
    ],
)
def test_what_some_rows_are_asked_of_is_checked(
    project: Project, old: str, new: str, said: str
) -> None:
    with_towns(project)
    keys = project.root / "templates/shi/budget/keys.yaml"
    text = keys.read_text(encoding="utf-8")
    assert old in text
    keys.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = examine(write(project, TWO_TOWNS), project)[1]
    assert [one.message for one in found if one.message.startswith(said)], [str(o) for o in found]


def test_a_word_that_a_key_has_no_choice_of_is_told(project: Project) -> None:
    with_towns(project)
    keys = project.root / "templates/shi/budget/keys.yaml"
    text = keys.read_text(encoding="utf-8").replace(
        "市: {类型: 文字, ", "市: {类型: 选项, 选项: [东市, 西市], "
    )
    keys.write_text(text, encoding="utf-8")
    assert told(project, TWO_TOWNS) == []
    keys.write_text(text.replace("仅: {市: 东市}, 单", "仅: {市: 东山}, 单"), encoding="utf-8")
    (wrong, *_) = told(project, TWO_TOWNS)
    assert wrong == "MZ086 “市”的选项里没有“东山”。"


def test_a_row_is_held_against_its_project(project: Project) -> None:
    """修路 has 3.00 among the projects; a row of none of them is compared with nothing."""
    said = f"{KEYS}  与项目一致: {{每行: 转移支付, 式: 金额 = 项目.本年}}\n"
    keys = project.root / "templates/shi/budget/keys.yaml"
    keys.write_text(said, encoding="utf-8")
    projects = "项目: [{名称: 修路, 科目: 2080502, 本年: 3.00}]\n三公"
    source = SOURCE.replace("三公", projects, 1)
    assert told(project, source) == []
    (wrong,) = told(project, source.replace("本年: 3.00", "本年: 3.20"))
    assert wrong == (
        "MZ090 与项目一致（修路）：修路.金额 3.00 应等于 修路 项目.本年 3.20，相差 -0.20 万元"
    )
    keys.write_text(said.replace("项目.本年", "项目.决算"), encoding="utf-8")
    (wrong, *_) = told(project, source)
    assert wrong == "MZ086 勾稽“与项目一致”：“转移支付”的行里没有“项目.决算”这个数。"


def test_an_identity_may_be_about_last_year(project: Project) -> None:
    keys = KEYS.replace("户数}\n", "户数}\n  上年各行: {填: 转移支付.上年.金额}\n")
    said = f"{keys}  上年相加: {{式: 上年各行 = 上年.转移支付合计}}\n"
    file = project.root / "templates/shi/budget/keys.yaml"
    file.write_text(said, encoding="utf-8")
    assert told(project, SOURCE) == []
    (message,) = told(project, SOURCE.replace("合计: 6.50", "合计: 6.05"))
    assert message.startswith("MZ090 上年相加：上年各行 6.50 应等于 上年 转移支付合计 6.05")
    file.write_text(said.replace("上年.转移支付合计", "上年.转移支付总计"), encoding="utf-8")
    (message,) = told(project, SOURCE)
    assert message == "MZ086 勾稽“上年相加”用了没有的指标“上年.转移支付总计”。"


def test_last_years_sum_may_be_that_of_the_rows(project: Project) -> None:
    file = project.root / "templates/shi/budget/keys.yaml"
    said = KEYS.replace("金额, 上年: 是, 原因: 是}\n  转", "金额, 上年: 各行, 原因: 是}\n  转")
    file.write_text(said, encoding="utf-8")
    made = document(project, SOURCE.replace("上年: {转移支付合计: 6.50}\n", ""))
    sentence = made.sections[-1].sentences[0]
    assert sentence.startswith("转移支付7.50万元，增加1.00万元，增长15.38%，主要原因是修路多了")
    lacking = SOURCE.replace("上年: {转移支付合计: 6.50}\n", "").replace(", 上年: {金额: 4.50}", "")
    assert told(project, lacking) == ["MZ410 “转移支付”要印出来，没有填写：架桥.上年.金额。"]
    file.write_text(said.replace("户数}\n勾", "户数, 上年: 各行}\n勾"), encoding="utf-8")
    message, *_ = told(project, SOURCE.replace("上年: {转移支付合计: 6.50}\n", ""))
    assert message == "MZ086 指标“转移支付户数”的上年要由各行相加，行里没有上年的数。"


def test_an_empty_list_says_nothing_of_last_year(project: Project) -> None:
    file = project.root / "templates/shi/budget/keys.yaml"
    said = KEYS.replace("金额, 上年: 是, 原因: 是}\n  转", "金额, 上年: 各行, 原因: 是}\n  转")
    file.write_text(said, encoding="utf-8")
    empty = SOURCE[: SOURCE.index("转移支付:")] + "转移支付: []\n"
    assert told(project, empty) == ["MZ402 没有填写上年的转移支付合计，无法比较。"]
    made = document(project, empty + "上年: {转移支付合计: 6.50}\n原因: {转移支付合计: 不再转移}\n")
    assert made.sections[-1].sentences[0].startswith("转移支付0.00万元，减少6.50万元")


def test_last_years_list_is_compared_with_an_empty_one(project: Project) -> None:
    file = project.root / "templates/shi/budget/keys.yaml"
    said = KEYS.replace("金额, 上年: 是, 原因: 是}\n  转", "金额, 上年: 各行, 原因: 是}\n  转")
    file.write_text(said, encoding="utf-8")
    shutil.copytree(write(project), project.sources / "dang-an" / "2023-budget")
    last = project.sources / "dang-an" / "2023-budget" / "disclosure.yaml"
    last.write_text(SOURCE.replace("2024", "2023"), encoding="utf-8")
    empty = SOURCE[: SOURCE.index("转移支付:")] + "转移支付: []\n"
    rows = SOURCE.replace("上年: {转移支付合计: 6.50}\n", "")
    for source, typed in ((empty + "原因: {转移支付合计: 不再转移}\n", ["7.50"]), (rows, [])):
        made = document(project, source)
        public = publish(made, project, pages=False)
        assert not isinstance(public, Diagnostic), public.message
        text = public[1].files["disclosure.yaml"].decode()
        assert re.findall(r"转移支付合计: (\d.\d+)", text) == typed


def test_last_years_sum_typed_beside_the_rows_is_told(project: Project) -> None:
    file = project.root / "templates/shi/budget/keys.yaml"
    said = KEYS.replace("金额, 上年: 是, 原因: 是}\n  转", "金额, 上年: 各行, 原因: 是}\n  转")
    file.write_text(said, encoding="utf-8")
    _, found = examine(write(project), project)
    assert "“上年”在这份文件里没有印出来，也不会随数据公开。" in [f.message for f in found]


OF_PROFILE = """\
  不超编: {式: 概况.实有 <= 概况.编制}
概况:
  键:
    编制: {类型: 个数, 单位: 人, 说明: 编制数。}
    实有: {类型: 个数, 单位: 人, 说明: 实有人数。}
"""


@pytest.mark.parametrize(("said", "is_wrong"), [("编制: 5\n", 0), ("编制: 3\n", 1), ("", 0)])
def test_an_identity_may_be_about_numbers_of_the_profile(
    project: Project, said: str, is_wrong: int
) -> None:
    keys = project.root / "templates/shi/budget/keys.yaml"
    keys.write_text(KEYS + OF_PROFILE, encoding="utf-8")
    folder = write(project)
    with (folder / "profile.yaml").open("a", encoding="utf-8") as profile:
        profile.write(f"{said}实有: 4\n")
    _, found = examine(folder, project)
    told = [f"{fault.code} {fault.message}" for fault in found]
    assert len([words for words in told if words.startswith("MZ090 不超编")]) == is_wrong
    assert not [words for words in told if words.startswith("MZ086")]


def test_a_blank_among_several_is_printed_blank_and_adds_nothing(project: Project) -> None:
    assert not told(project, SOURCE.replace("甲县: 1.00, 乙县: 2.00", "甲县: 3.00"))
    (message,) = told(project, SOURCE.replace("甲县: 1.00, 乙县: 2.00", "甲县: 2.00"))
    assert message.startswith("MZ090 两县相加（修路）：甲县 + 乙县 2.00 应等于 修路.金额 3.00")


def counted(made: Document, project: Project) -> list[tuple[str, int]]:
    """How many identities of the form's the public report of a document holds, by rule."""
    public = publish(made, project, pages=False)
    assert not isinstance(public, Diagnostic), public.message
    tallies = public[1].checked.tallies
    return [(t.code, t.equations) for t in tallies if t.code == "MZ090" and t.applies]


def test_of_a_key_that_nothing_prints_the_edition_says_nothing_and_no_identity_holds(
    project: Project,
) -> None:
    keys = project.root / "templates/shi/budget/keys.yaml"
    keys.write_text(KEYS.replace("  不多于支出: {式: 转移支付合计 <= 本年支出合计}\n", ""), "utf-8")
    assert counted(document(project), project) == []  # 乙县 stays inside
    section = project.root / "templates/shi/budget/sections/20-transfer.j2"
    asked = (
        SECTION
        + "{% for 行 in 源.转移支付 %}{% if 行.甲县 %}{{ 行.乙县 | 万元 }}{% endif %}{% endfor %}"
    )
    section.write_text(asked.replace("行.甲县", "行.项目 == '修路'"), "utf-8")
    assert counted(document(project), project) == [("MZ090", 1)]
    section.write_text(asked, "utf-8")
    assert counted(document(project), project) == [("MZ090", 2)]


@pytest.mark.parametrize(
    "asked",
    [
        "{% if 源.转移支付 %}有{% endif %}",
        "{{ '有' if 源.转移支付 | list else '无' }}",
        "{{ 源.转移支付 | selectattr('户数') | list | length }}",
        "{% for 行 in 源.转移支付 if 行.乙县 %}有{% endfor %}",
        "{% for 行 in 源.转移支付 %}△{% endfor %}",
        "{{ 转移支付户数 | 数 }}",
    ],
)
def test_what_decides_what_is_printed_is_in_the_edition(project: Project, asked: str) -> None:
    """And with it whatever its row must say."""
    section = project.root / "templates/shi/budget/sections/20-transfer.j2"
    section.write_text(asked, encoding="utf-8")
    (project.root / "templates/shi/budget/tables/20-transfer.yaml").write_text(
        "停用: 是\n", "utf-8"
    )
    public = publish(document(project), project, pages=False)
    assert not isinstance(public, Diagnostic), public.message


IN_SPENDING = """\
    支出:
      每行:
        键:
          本年基本: {类型: 金额, 汇总: 是, 说明: 本年收入中的基本支出。}
          本年项目: {类型: 金额, 汇总: 是, 说明: 本年收入中的项目支出。}
"""
SPLIT = "  分两种: {每行: 支出, 式: 本年基本 + 本年项目 = 合计}\n"
SPENT = """\
支出:
  - {科目: 2080501, 公用经费: 12.50, 人员经费: 100.00, 本年基本: 112.50}
  - {科目: 2080502, 项目支出: 7.00, 本年项目: 7.00}
  - {科目: 2080505, 人员经费: 3.00}
"""


def spent(project: Project, rows: str, identity: str = SPLIT) -> list[str]:
    """What is wrong with rows of spending that a form gives figures of its own."""
    keys = project.root / "templates/shi/budget/keys.yaml"
    keys.write_text(KEYS.replace("指标:", f"{IN_SPENDING}指标:") + identity, encoding="utf-8")
    lines = SOURCE.splitlines(keepends=True)
    found = told(project, "".join([*lines[:3], rows, *lines[4:]]))
    return [message for message in found if message.startswith("MZ090")]


def test_an_identity_of_spending_takes_what_follows_for_a_row(project: Project) -> None:
    assert spent(project, SPENT) == []
    (message,) = spent(project, SPENT.replace("本年基本: 112.50", "本年基本: 111.50"))
    assert message.startswith("MZ090 分两种（2080501）：本年基本 + 本年项目 111.50 应等于")
    assert "112.50，相差 -1.00 万元" in message


OF_UNITS = """\
单位: [{代码: '001', 名称: 某市档案馆}, {代码: '002', 名称: 某市方志馆}]
支出:
  - {科目: 2080501, 单位: '001', 公用经费: 12.50, 人员经费: 100.00, 本年基本: 112.50}
  - {科目: 2080501, 单位: '002', 人员经费: 40.00, 本年基本: 40.00}
  - {科目: 2080502, 单位: '001', 本年项目: 7.00}
项目:
  - {名称: 修志, 单位: '001', 科目: 2080502, 本年: 7.00}
"""
ALL_SPENT = "  分两种: {每行: 支出, 式: 本年基本 + 本年项目 = 基本支出 + 项目支出}\n"


def test_what_follows_for_a_row_of_a_unit_is_of_that_unit(project: Project) -> None:
    """Not a blank: nobody types the sum of two figures of the row, or what projects tell."""
    assert spent(project, OF_UNITS, ALL_SPENT) == []
    (message,) = spent(project, OF_UNITS.replace("本年基本: 40.00", "本年基本: 41.00"), ALL_SPENT)
    assert message.startswith("MZ090 分两种（2080501）：本年基本 + 本年项目 41.00 应等于")
    assert "基本支出 + 项目支出 40.00，相差 1.00 万元" in message
    (message,) = spent(project, OF_UNITS.replace("本年项目: 7.00", "本年项目: 7.50"), ALL_SPENT)
    assert message.startswith("MZ090 分两种（2080502）：本年基本 + 本年项目 7.50 应等于")


def test_what_cannot_be_told_of_one_row_accuses_nobody(project: Project) -> None:
    again = "  - {科目: 2080501, 单位: '002', 本年基本: 40.00}\n"
    twice = OF_UNITS.replace("人员经费: 40.00, 本年基本: 40.00}\n", "人员经费: 40.00}\n" + again)
    assert spent(project, twice, ALL_SPENT) == []


def test_what_a_row_states_is_the_sum_of_those_below_it(project: Project) -> None:
    whole = f"{SPENT}  - {{科目: 合计, 本年基本: 112.50}}\n  - {{科目: 208, 本年项目: 7.00}}\n"
    assert spent(project, whole) == []
    (message,) = spent(project, whole.replace("合计, 本年基本: 112.50", "合计, 本年基本: 119.50"))
    assert message.startswith("MZ090 本年基本各行相加（合计）：合计.本年基本 119.50 应等于")


def test_a_sum_is_of_its_own_money_said_or_not(project: Project) -> None:
    whole = f"{SPENT}  - {{科目: 合计, 资金: 一般公共预算, 本年基本: 119.50}}\n"
    (message,) = spent(project, whole)
    assert message.startswith("MZ090 本年基本各行相加（合计）：合计.本年基本 119.50 应等于")
    assert spent(project, whole.replace("119.50", "112.50")) == []


def test_a_sum_is_of_every_basis_that_it_does_not_exclude(project: Project) -> None:
    carried = "  - {科目: 2080501, 口径: 上年结转, 公用经费: 1.00, 本年基本: 1.00}\n"
    assert spent(project, f"{SPENT}{carried}  - {{科目: 208, 本年基本: 113.50}}\n") == []
    this_year = "  - {科目: 208, 口径: 本年, 本年基本: 112.50}\n"
    assert spent(project, f"{SPENT}{carried}{this_year}") == []


def test_what_is_known_above_its_items_only_is_part_of_the_total(project: Project) -> None:
    known = SPENT.replace(", 本年基本: 112.50", "") + "  - {科目: 20805, 本年基本: 115.50}\n"
    assert spent(project, f"{known}  - {{科目: 合计, 本年基本: 115.50}}\n") == []
    (message,) = spent(project, f"{known}  - {{科目: 合计, 本年基本: 15.50}}\n")
    assert message.startswith("MZ090 本年基本各行相加（合计）：合计.本年基本 15.50 应等于")


def test_a_sum_is_of_its_own_unit(project: Project) -> None:
    units = "单位: [{代码: '001', 名称: 某市档案馆, 类型: 行政单位},"
    rows = f"""{units} {{代码: '002', 名称: 某市方志馆, 类型: 行政单位}}]
支出:
  - {{科目: 2080501, 单位: '001', 公用经费: 12.50, 人员经费: 60.00, 本年基本: 72.50}}
  - {{科目: 2080501, 单位: '002', 人员经费: 40.00, 本年基本: 40.00}}
  - {{科目: 208, 单位: '002', 本年基本: 40.00}}
"""
    assert spent(project, rows) == []
    (message,) = spent(project, rows.replace("'002', 本年基本: 40.00", "'002', 本年基本: 112.50"))
    assert message.startswith("MZ090 本年基本各行相加（208")


def of_projects(project: Project, rows: str, word: str = "项目") -> list[str]:
    """What is wrong with lines that are part of project spending (属于), and say it in a word."""
    keys = KEYS.replace("原因: 是}\n  转移支付户", "原因: 是, 属于: [项目支出]}\n  转移支付户")
    keys = keys.replace("项目: {类型: 文字, 必填: 是,", f"{word}: {{类型: 文字,")
    form = project.root / "templates/shi/budget"
    (form / "keys.yaml").write_text(keys, encoding="utf-8")
    (form / "tables/20-transfer.yaml").write_text(TABLE.replace("付.项目", f"付.{word}"), "utf-8")
    section = SECTION.replace("行.项目", f"行.{word}")
    (form / "sections/20-transfer.j2").write_text(section, encoding="utf-8")
    projects = "项目: [{名称: 修路, 科目: 2080502, 本年: 3.00}]\n"
    return told(project, rows.replace("项目: ", f"{word}: ").replace("三公", f"{projects}三公", 1))


def test_a_list_of_no_projects_is_held_against_their_sum_alone(project: Project) -> None:
    """A form whose lines have no 项目 is asked for none."""
    rows = SOURCE.replace(
        "乙县: 4.50, 金额: 4.50, 户数: 8, 上年: {金额: 4.50}",
        "乙县: 0, 金额: 0, 户数: 8, 上年: {金额: 0}",
    )
    rows = rows.replace("6.50", "2.00")
    (wrong,) = of_projects(project, rows)
    assert wrong == "MZ317 “项目”中没有这个单位的“架桥”。"
    assert of_projects(project, rows, "事项") == []
    (wrong,) = of_projects(
        project, rows.replace("乙县: 2.00, 金额: 3.00", "乙县: 3.00, 金额: 4.00"), "事项"
    )
    assert "转移支付合计合计 4.00 应不大于 项目支出 3.00" in wrong
    (wrong,) = of_projects(project, rows.replace("项目: 架桥, ", ""))
    assert wrong == "MZ410 “转移支付”要印出来，没有填写：项目。"


def test_cells_are_one_within_what_stands_left_of_them(project: Project) -> None:
    file = project.templates / "shi/budget/tables/20-transfer.yaml"
    file.write_text(TABLE.replace("转移支付.项目}", "转移支付.项目, 合并: 是}"), encoding="utf-8")
    same = SOURCE.replace("市: 东市, 项目: 架桥", "市: 西市, 项目: 修路")
    (table,) = document(project, same).tables
    spans = [[cell.rowspan for cell in row.cells[:2]] for row in table.body[:2]]
    assert spans == [[1, 1], [1, 1]]


def test_a_reason_of_a_row_is_one_of_the_document(project: Project) -> None:
    folder, found = read_folder(write(project), project)
    assert folder is not None, found
    keys = [reason.key for reason in explained(read_account(folder, project))]
    assert keys == ["转移支付 / 2080501 修路 / 原因 / 金额", "原因 / 转移支付合计"]


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "said"),
    [
        ("budget/keys.yaml", "式: 甲县 + 乙县", "式: 甲县 + 丙县", "MZ086", "没有“丙县”这个数"),
        ("budget/keys.yaml", "填: 转移支付.户数", "上年: 每行, 填: 转移支付.户数", "MZ085", "每行"),
        ("budget/keys.yaml", "填: 转移支付.户数", "原因: 真, 填: 转移支付.户数", "MZ085", "真"),
        ("budget/keys.yaml", "户数}\n勾", "户数, 上年: 各行}\n勾", "MZ086", "行里没有上年的数"),
        ("budget/keys.yaml", "        键:\n", "        区分: [县]\n        键:\n", "MZ086", "“县”"),
        ("budget/keys.yaml", "填: 转移支付.户数", "填: 转移支付.户", "MZ086", "“转移支付.户”不是"),
        ("budget/keys.yaml", "填: 转移支付.户数}", "填: 转移支付.户数, 原音: 是}", "MZ085", "原音"),
        ("budget/tables/20-transfer.yaml", "列表: 转移支付", "列表: 转支", "MZ087", "“转支”不是"),
        (
            "budget/tables/20-transfer.yaml",
            "填: 转移支付.甲县",
            "填: 转移支付.乙县",
            "MZ722",
            "甲县",
        ),
        ("budget/tables/20-transfer.yaml", "填: 转移支付.市", "填: 支出.用途", "MZ087", "不能填"),
        ("budget/tables/20-transfer.yaml", "填: 转移支付.市", "填: 转移支付.县", "MZ087", "不是"),
    ],
)
def test_a_fault_of_the_form_is_told_in_the_form(
    project: Project, file: str, old: str, new: str, code: str, said: str
) -> None:
    path = project.templates / "shi" / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    _, found = examine(write(project), project)
    (fault, *_) = [f for f in found if f.code == code]
    assert fault.place.file.name == path.name
    assert said in fault.message


@pytest.mark.parametrize(("beside", "told"), [("项目名称", []), ("事由", ["MZ722"])])
def test_a_head_begins_with_the_name_of_a_text_that_stands_beside_it(
    project: Project, beside: str, told: list[str]
) -> None:
    file = project.templates / "shi/budget/tables/20-transfer.yaml"
    heads = TABLE.replace("标题: 市,", "标题: 项目地点,").replace("标题: 项目,", f"标题: {beside},")
    file.write_text(heads, encoding="utf-8")
    _, found = examine(write(project), project)
    assert [fault.code for fault in found if fault.code == "MZ722"] == told


@pytest.mark.parametrize(("code", "told"), [("2080501", []), ("2080591", ["2080591"])])
def test_a_row_of_a_subject_that_there_is_not(project: Project, code: str, told: list[str]) -> None:
    text = SOURCE.replace("修路, 科目: 2080501", f"修路, 科目: {code}")
    _, found = examine(write(project, text), project)
    said = [fault.message for fault in found if fault.code == "MZ231"]
    assert said == [f"科目表中没有编码 {one}。" for one in told]


@pytest.mark.parametrize(("code", "told"), [("30201", []), ("30218", []), ("30298", ["30298"])])
def test_a_row_of_an_economic_subject_that_there_is_not(
    project: Project, code: str, told: list[str]
) -> None:
    form = project.templates / "shi/budget/keys.yaml"
    kept = "户数: {类型: 个数, 单位: 户, 说明: 受益的户数。}\n"
    added = "          经济类别: {类型: 经济科目或合计, 说明: 用在哪个款。}\n"
    assert kept in KEYS
    form.write_text(KEYS.replace(kept, kept + added), encoding="utf-8")
    text = SOURCE.replace("修路, 科目: 2080501", f"修路, 科目: 2080501, 经济类别: {code}")
    found = examine(write(project, text), project)[1]
    said = [fault.message for fault in found if fault.code == "MZ231"]
    assert said == [f"科目表中没有编码 {one}。" for one in told]


IN_YUAN = """\
版式: 某市
年度: 2024
金额单位: 元
单位: [{代码: '001002', 名称: 某市文化馆, 类型: 行政单位}]
主管部门: 某市档案局
支出: [{科目: 2080501, 公用经费: 125000, 人员经费: 1000000}]
基本支出: [{科目: 30101, 金额: 1000000}, {科目: 30201, 金额: 125000}]
三公经费: 0
转移支付:
  - {项目: 修路, 甲县: 30000, 乙县: 0, 金额: 30000, 户数: 3, 上年: {金额: 20000},
     原因: {金额: 路宽了}}
"""
WHOLE = """版式: 某市
年度: 2024
金额单位: 万元
汇总: [../../dang-an/2024-budget, ../../wen-hua/2024-budget]
上年: {转移支付合计: 8.50}
原因: {转移支付合计: 修路多了}
三公经费: 0
"""


def test_next_years_rows_say_what_they_had_and_nothing_of_why_it_moved(project: Project) -> None:
    folder, found = read_folder(write(project), project)
    assert folder is not None, found
    made = next_year(folder)["disclosure.yaml"].decode()
    assert "上年: {金额: 3.00}" in made
    assert "原因: {金额: 待填}" in made
    assert "路长了" not in made


def summed(project: Project, whole: str, other: str = IN_YUAN, more: str = "") -> Path:
    """The folder of a department that sums two units."""
    unit = "单位: [{代码: '001001', 名称: 某市档案馆, 类型: 行政单位}]\n主管部门: 某市档案局\n"
    one = write(project, SOURCE + unit + more)
    for name, text in (("wen-hua", other), ("ju", whole)):
        folder = project.sources / name / one.name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "profile.yaml").write_bytes((one / "profile.yaml").read_bytes())
        (folder / "disclosure.yaml").write_text(text, encoding="utf-8")
    return folder


def test_what_a_department_adds_up_is_no_less_than_its_units_sum(project: Project) -> None:
    """Also in a column that only the tables add up: 甲县 of 1.00, 0 and 1.50."""
    row = "{市: 市, 项目: 修路, 甲县: %s, 乙县: 9.00, 金额: 10.50, 户数: 32, 上年: {金额: 8.50}}"
    folder = summed(project, f"{WHOLE}转移支付: [{row % '1.00'}]\n")
    told = [one.message for one in examine(folder, project)[1] if one.code == "MZ854"]
    assert len(told) == 1, told
    assert "甲县" in told[0]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("4.00", []),
        ("3.00", ["部门写的是 3.00 万元，各单位之和是 4.00 万元"]),
        ("9.00", ["部门写的是 9.00 万元，各单位之和是 4.00 万元"]),
    ],
)
def test_a_departments_row_of_a_subject_is_the_sum_of_its_units_rows(
    project: Project, said: str, told: list[str]
) -> None:
    """Of 1.00万元 and 30,000元.  What no unit says of a subject is nobody's sum."""
    other = IN_YUAN.replace("项目: 修路, 甲县", "项目: 修路, 科目: 2080501, 甲县")
    row = f"{{项目: 修路, 科目: 2080501, 甲县: {said}, 乙县: 9.00, 金额: 10.50, 户数: 32}}"
    more = "{项目: 植树, 科目: 2080505, 甲县: 6.00, 乙县: 0, 金额: 6.00, 户数: 1}"
    folder = summed(project, f"{WHOLE}转移支付:\n  - {row}\n  - {more}\n", other)
    found = [one for one in examine(folder, project)[1] if "甲县 部门写的" in one.message]
    assert [one.message.partition(" 甲县 ")[2].removesuffix("。") for one in found] == told
    assert all(one.place.line == 9 and "删去" not in one.hint for one in found)


def test_a_unit_that_wrote_no_list_is_told_of_its_department(project: Project) -> None:
    other = IN_YUAN[: IN_YUAN.index("转移支付:")]
    found = examine(summed(project, WHOLE, other), project)[1]
    places = [one.place.file.parts[-3] for one in found if one.code == "MZ410"]
    assert places == ["wen-hua"]
    none = summed(project, WHOLE, f"{other}转移支付: []\n")
    assert "MZ410" not in [one.code for one in examine(none, project)[1]]


def test_a_departments_row_has_its_reason_in_itself(project: Project) -> None:
    row = "{市: 市, 项目: 修路, 甲县: 4.00, 乙县: 6.50, 金额: 10.50, 户数: 23, 上年: {金额: 8.50}}"
    found = examine(summed(project, f"{WHOLE}转移支付: [{row}]\n"), project)[1]
    (told,) = [one for one in found if one.code == "MZ401"]
    assert told.hint == "请在 转移支付: 修路: 原因 里写明。"


def test_a_count_that_units_typed_is_their_sum(project: Project) -> None:
    form = project.root / "templates/shi/budget"
    declared = "    参会人数: {类型: 个数, 单位: 人次, 说明: 人数。}\n指标:\n"
    (form / "keys.yaml").write_text(KEYS.replace("指标:\n", declared), encoding="utf-8")
    asked = SECTION + "共{{ 源.参会人数 }}人次。"
    (form / "sections/20-transfer.j2").write_text(asked, encoding="utf-8")
    made, found = examine(
        summed(project, WHOLE, f"{IN_YUAN}参会人数: 4\n", "参会人数: 3\n"), project
    )
    assert made is not None, [str(fault) for fault in found]
    (section,) = [s for s in made.sections if s.title.endswith("转移支付")]
    assert section.sentences[-1].endswith("共7人次。")


def test_what_units_say_in_words_is_not_their_departments(project: Project) -> None:
    form = project.root / "templates/shi/budget"
    paragraph = "项: {名称: 一段, 类型: 文字, 说明: 一段。}"
    declared = f"    主要任务: {{类型: 文字或列表, 说明: 任务。, {paragraph}}}\n指标:\n"
    (form / "keys.yaml").write_text(KEYS.replace("指标:\n", declared), encoding="utf-8")
    asked = SECTION + "{% for 段 in 源.主要任务 %}\n{{ 段 }}。\n{% endfor %}"
    (form / "sections/20-transfer.j2").write_text(asked, encoding="utf-8")
    units = (f"{IN_YUAN}主要任务: []\n", "主要任务: [修路]\n")
    found = examine(summed(project, WHOLE, *units), project)[1]
    (lacking,) = [one for one in found if one.severity is Severity.ERROR]
    assert (lacking.code, lacking.place.file.parts[-3]) == ("MZ410", "ju")
    folder = summed(project, f"{WHOLE}主要任务: [架桥]\n", *units)
    made, found = examine(folder, project)
    assert made is not None, [str(fault) for fault in found]
    (section,) = [s for s in made.sections if s.title.endswith("转移支付")]
    assert section.sentences[-1] == "架桥。"


def test_a_departments_projects_are_its_units_and_its_own(project: Project) -> None:
    """So says its public edition: nothing is missing that one typed, nor asked for twice."""
    form = project.root / "templates/shi/budget"
    row = "    项目: {每行: {键: {重点: {类型: 选项, 选项: [是, 否], 说明: 是否重点。}}}}\n指标:\n"
    (form / "keys.yaml").write_text(KEYS.replace("指标:\n", row), encoding="utf-8")
    rows = "{% for 行 in 源.项目 if 行.重点 == '是' %}"
    asked = rows + "{{ 行.名称 }}{{ 行.本年 | 万元 }}万元；{% endfor %}"
    (form / "sections/20-transfer.j2").write_text(SECTION + asked, encoding="utf-8")
    line = "项目: [{名称: %s, 科目: 2080501, 本年: %s, 重点: %s}]\n"
    other, more = f"{IN_YUAN}{line % ('印书', '25000', '是')}", line % ("扫描", "1.50", "否")
    own = "单位: [{代码: '001000', 名称: 某局本级}]\n" + line % (
        "修库, 单位: '001000'",
        "2.00",
        "是",
    )
    made, found = examine(summed(project, WHOLE + own, other, more), project)
    assert made is not None, [str(fault) for fault in found]
    (section,) = [s for s in made.sections if s.title.endswith("转移支付")]
    assert section.sentences[-1].endswith("印书2.50万元；修库2.00万元；")
    assert not isinstance(publish(made, project, pages=False), Diagnostic)


def test_a_departments_lines_of_spending_are_in_its_units_files(project: Project) -> None:
    """What it types there itself is a part of them, reasons and 公布数: told in the form."""
    form = project.root / "templates/shi/budget"
    asked = "{% for 行 in 源.支出 %}{{ 行.科目 }}；{% endfor %}"
    (form / "sections/20-transfer.j2").write_text(SECTION + asked, encoding="utf-8")
    made, found = examine(summed(project, WHOLE), project)
    assert made is None
    (told,) = [one for one in found if one.severity is Severity.ERROR]
    assert (told.code, told.place.file.name) == ("MZ525", "20-transfer.j2")
    assert "财政拨款支出项" in told.message


def test_a_department_has_the_rows_of_its_units(project: Project) -> None:
    folder = summed(project, WHOLE)
    made, found = examine(folder, project)
    assert made is not None, [str(fault) for fault in found]
    (table,) = made.tables
    assert [row.cells[-2].text for row in table.body] == ["3.00", "4.50", "3.00", "10.50"]
    (section,) = [s for s in made.sections if s.title.endswith("转移支付")]
    assert section.sentences[0].startswith("转移支付10.50万元，增加2.00万元")
    assert section.sentences[3].endswith("增加1.00万元，增长50.00%，主要原因是路宽了。")
    public = publish(made, project, pages=False)
    assert not isinstance(public, Diagnostic), public.message
    read, _ = read_folder(folder, project)
    assert read is not None
    published = edition(read_account(read, project), project)["disclosure.yaml"].decode()
    assert published.count("项目: 修路") == 2
    assert "金额: 3.00, 户数: 3, 上年: {金额: 2.00}" in published


def test_a_sentence_names_the_subject_of_a_row(project: Project) -> None:
    section = project.templates / "shi" / "budget" / "sections" / "20-transfer.j2"
    words = "{% for 行 in 源.转移支付 if 行.科目 %}{{ 行.科目 | 称谓 }}{{ 行.科目 }}。{% endfor %}"
    section.write_text(f"{SECTION}{words}\n", encoding="utf-8")
    assert document(project).sections[-1].sentences[-1] == "行政单位离退休2080501。"


def test_a_row_of_words_alone_is_no_figure(project: Project) -> None:
    section = project.templates / "shi" / "budget" / "sections" / "20-transfer.j2"
    words = "{% for 行 in 源.转移支付 %}{{ 变动(行.金额, 行.项目) }}{% endfor %}"
    section.write_text(f"{SECTION}{words}\n", encoding="utf-8")
    (message,) = told(project, SOURCE)
    assert "“变动”要用指标的金额，例如 总计；这里是文字" in message


def test_last_years_sum_of_rows_is_neither_tried_nor_asked_for(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the rows say of last year is nowhere else to be typed, but for an empty list."""
    file = project.root / "templates/shi/budget/keys.yaml"
    said = KEYS.replace("金额, 上年: 是, 原因: 是}\n  转", "金额, 上年: 各行, 原因: 是}\n  转")
    file.write_text(said, encoding="utf-8")
    (project.templates / "example").symlink_to(PROJECT.templates / "example")
    write(project, SOURCE.replace("上年: {转移支付合计: 6.50}\n", ""))
    main(["region", "--project", str(project.root), "某市"])
    assert "“上年”里的 转移支付合计" not in capsys.readouterr().out
    asked = demanded("某市", "budget", 2026, project).keys["disclosure.yaml"]
    assert ("转移支付",) in asked
    assert ("上年", "转移支付合计") not in asked


BY_SUBJECT = """\
数据:
  键:
    支出:
      每行:
        键:
          上年预算: {类型: 金额, 汇总: 是, 说明: 这个科目上年的预算。}
          增减原因: {类型: 文字, 说明: 为什么增减。}
"""
EACH = """\
{% for 项 in 财政拨款支出项 %}
{{ 项.预算 | 万元 }}万元，{{ 变动(项.预算, 项.源.上年预算) }}，{{ 项.源.增减原因 | 不带句号 }}。
{% endfor %}
"""


@pytest.fixture
def by_subject(project: Project) -> Project:
    form = project.templates / "shi" / "budget"
    (form / "keys.yaml").write_text(BY_SUBJECT, encoding="utf-8")
    (form / "tables" / "20-transfer.yaml").unlink()
    (form / "sections" / "20-transfer.j2").write_text(EACH, encoding="utf-8")
    return project


TWO_ROWS = """\
版式: 某市
年度: 2024
金额单位: 万元
单位: [{代码: 601001, 名称: 甲局}, {代码: 601002, 名称: 乙所}]
支出:
  - {科目: 2080501, 单位: 601001, 公用经费: 2.00, 人员经费: 100.00, 上年预算: 90.00}
  - {科目: 2080501, 单位: 601002, 公用经费: 3.00, 人员经费: 20.00, 上年预算: 30.00}
  - {科目: 2080501, 增减原因: 人员增加}
基本支出: [{科目: 30101, 金额: 120.00}, {科目: 30201, 金额: 5.00}]
三公经费: 0
"""


def test_a_forms_own_figure_of_a_subject_is_that_of_all_its_units(by_subject: Project) -> None:
    """A sentence says of a subject what a table does: 90 + 30; the rows of the units are two."""
    (sentence,) = document(by_subject, TWO_ROWS).sections[-1].sentences
    assert sentence == "125.00万元，增加5.00万元，增长4.17%，人员增加。"
    public = publish(document(by_subject, TWO_ROWS), by_subject, pages=False)
    assert not isinstance(public, Diagnostic)


def test_what_a_subject_lacks_is_told_with_its_code(by_subject: Project) -> None:
    assert told(by_subject, TWO_ROWS.replace(", 上年预算: 30.00", "")) == [
        "MZ410 “支出”要印出来，没有填写：2080501（601002） 上年预算。"
    ]
    source = TWO_ROWS.replace("  - {科目: 2080501, 增减原因: 人员增加}\n", "")
    assert told(by_subject, source) == ["MZ410 “支出”要印出来，没有填写：2080501 增减原因。"]


PLANS = """\
标题: 项目支出表
版面: 项目支出
取: {收支: 支出, 口径: 预算, 性质: 项目支出}
列:
  - {标题: 项目, 显示: 项目}
  - {标题: 金额}
"""


@pytest.mark.parametrize("is_listed", [True, False])
def test_some_projects_may_be_told_where_no_table_lists_them(
    project: Project, *, is_listed: bool
) -> None:
    if is_listed:
        file = project.templates / "shi" / "budget" / "tables" / "21-plans.yaml"
        file.write_text(PLANS, encoding="utf-8")
    more = "支出: [{科目: 2101504, 项目支出: 9.00}, "
    plans = "项目: [{名称: 甲, 科目: 2080501, 本年: 1.00}]\n"
    _, found = examine(write(project, SOURCE.replace("支出: [", more, 1) + plans), project)
    assert ("MZ342" in [one.code for one in found]) is is_listed


def test_an_own_key_that_nothing_prints_is_told_with_its_row(project: Project) -> None:
    """A project is known by its name, of whatever subject it is."""
    own = "    项目: {每行: {键: {经办: {类型: 文字, 说明: 谁经办。}}}}\n指标:\n"
    keys = project.templates / "shi" / "budget" / "keys.yaml"
    keys.write_text(KEYS.replace("指标:\n", own), encoding="utf-8")
    source = f"{SOURCE}项目: [{{名称: 扫描, 科目: 2101502, 本年: 1.00, 经办: 某科}}]\n"
    _, found = examine(write(project, source), project)
    said = [one.message for one in found if one.code == "MZ415"]
    assert any("“项目”里的 扫描 经办" in message for message in said), said


MEETINGS = """\
数据:
  键:
    会议:
      类型: 组
      说明: 会议。
      键:
        大会: {类型: 个数, 单位: 次, 说明: 大会。}
        小会: {类型: 个数, 单位: 次, 说明: 小会。}
指标:
  会议.次数: {算: 会议.大会 + 会议.小会, 上年: 是}
"""
MEETING_TABLE = """\
标题: 会议表
版面: 单行
列: [{标题: 本年, 指标: 会议.次数}, {标题: 上年, 指标: 上年.会议.次数}]
"""
MEETING_SECTION = """\
会议{{ 会议.次数 | 数 }}次，上年{{ 上年.会议.次数 | 数 }}次，{{ 变动(会议.次数, 上年.会议.次数) }}。
"""


@pytest.mark.parametrize(
    ("typed", "change"), [("12", "上年12次，增加3次，增长25.00%"), ("0", "上年0次，增加15次")]
)
def test_a_sum_of_counts_is_counted_of_last_year_too(
    project: Project, typed: str, change: str
) -> None:
    """No unit of money makes it larger: 12次 are no 12万元."""
    form = project.templates / "shi" / "budget"
    (form / "keys.yaml").write_text(MEETINGS, encoding="utf-8")
    (form / "tables" / "20-transfer.yaml").write_text(MEETING_TABLE, encoding="utf-8")
    (form / "sections" / "20-transfer.j2").write_text(MEETING_SECTION, encoding="utf-8")
    own = f"会议: {{大会: 10, 小会: 5}}\n上年: {{会议: {{次数: {typed}}}}}\n"
    made = document(project, SOURCE[: SOURCE.index("转移支付:")] + own)
    assert [cell.text for cell in made.tables[0].body[0].cells] == ["15", typed]
    (said,) = [block.text for section in made.sections for block in section.blocks]
    assert said == f"会议15次，{change}。"
