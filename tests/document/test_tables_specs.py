"""Specs: what their writer can say, and the faults that are told with a place."""

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from mingzhang.diagnostics import Diagnostic
from mingzhang.document.form_tables import build_tables
from mingzhang.document.region_folder import Region
from mingzhang.document.table_values import Table
from tests.support import account

SETTINGS = {"零值": "空", "千分位": "是", "显示单位": "万元"}
LISTS = {
    "lists/functional.yaml": "- {科目: 208, 名称: 社会保障和就业支出}\n- {科目: 212}\n",
    "lists/economic.yaml": "- {科目: 301}\n- {科目: 30101}\n- {科目: 302}\n",
}
ACCOUNT = account("""
    支出:
      - {科目: 2080501, 人员经费: 60.88}
      - {科目: 2120899, 资金: 政府性基金, 项目支出: 3.00}
    基本支出:
      - {科目: 30101, 金额: 60.88}
""")
FUNCTIONAL = """
标题: 支出表
版面: 功能科目
取: {收支: 支出}
列:
  - {标题: 科目, 显示: 名称}
"""


def write(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        file = folder / "final" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    return folder


def build(
    folder: Path, spec: str, settings: Mapping[str, object] = SETTINGS
) -> tuple[tuple[Table, ...], tuple[Diagnostic, ...]]:
    write(folder, {**LISTS, "tables/01-form.yaml": spec})
    return build_tables(ACCOUNT, Region("试验", (folder,), settings))


def form(folder: Path, spec: str, settings: Mapping[str, object] = SETTINGS) -> Table:
    tables, found = build(folder, spec, settings)
    assert not found
    return tables[0]


def body(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.body]


def test_the_total_can_come_last_and_codes_be_left_out(tmp_path: Path) -> None:
    table = form(tmp_path, f"{FUNCTIONAL}  - {{标题: 合计}}\n合计: 末行\n级次: [类]\n")
    assert body(table) == [
        ["社会保障和就业支出", "60.88"],
        ["城乡社区支出", "3.00"],
        ["合计", "63.88"],
    ]


def test_a_column_of_labels_may_stand_among_the_amounts(tmp_path: Path) -> None:
    table = form(
        tmp_path, f"{FUNCTIONAL}  - {{标题: 数}}\n  - {{标题: 码, 显示: 编码}}\n级次: [类]\n"
    )
    assert body(table)[0] == ["合计", "63.88", ""]
    assert body(table)[1] == ["社会保障和就业支出", "60.88", "208"]


def test_queries_of_form_group_and_column_are_merged(tmp_path: Path) -> None:
    columns = """
  - 标题: 基金
    取: {资金: 政府性基金}
    列:
      - {标题: 基本, 取: {性质: 基本支出}}
      - {标题: 项目, 取: {性质: 项目支出}, 栏次: 2=3-1}
"""
    table = form(tmp_path, f"{FUNCTIONAL.strip()}{columns}栏次: 是\n级次: [类]\n")
    assert body(table) == [["合计", "", "3.00"], ["城乡社区支出", "", "3.00"]]
    assert [cell.text for cell in table.head[-1].cells] == ["栏次", "1", "2=3-1"]


def test_the_lines_of_a_list_of_figures_may_be_numbered(tmp_path: Path) -> None:
    spec = """
标题: 经费表
版面: 清单
栏次: 是
列:
  - {标题: 项目, 显示: 名称}
  - {标题: 行次, 显示: 行次}
  - {标题: 数}
行:
  - {标题: 支出, 指标: 本年支出合计}
  - {标题: （一）基本支出, 指标: 基本支出}
"""
    table = form(tmp_path, spec)
    assert body(table) == [["支出", "1", "63.88"], ["（一）基本支出", "2", "60.88"]]
    assert [cell.text for cell in table.head[-1].cells] == ["栏次", "", "1"]


def test_settings_say_how_an_amount_looks(tmp_path: Path) -> None:
    settings = {"零值": "—", "千分位": "否", "显示单位": "元", "小数位": 1}
    spec = f"{FUNCTIONAL}  - {{标题: 数}}\n  - {{标题: 无, 取: {{资金: 经营}}}}\n级次: [类]\n"
    table = form(tmp_path, spec, settings)
    assert body(table)[0] == ["合计", "638800.0", "—"]
    short = form(tmp_path, spec, {**settings, "显示单位": "万元", "去零": "是"})
    assert body(short)[0] == ["合计", "63.9", "—"]
    assert body(form(tmp_path, spec, {**settings, "去零": "是"}))[0] == ["合计", "638800", "—"]


def test_texts_may_use_words_and_settings(tmp_path: Path) -> None:
    spec = FUNCTIONAL.replace("支出表", "'{年度}年{名称}{词}表（{金额单位}）'")
    table = form(tmp_path, f"{spec}注: ['{{部门}}甲', '']\n", {**SETTINGS, "词": "支出"})
    assert table.title == "2024年某市档案馆支出表（万元）"
    assert table.notes[0] == "注：部门甲"


def test_a_list_may_leave_names_to_the_catalogue(tmp_path: Path) -> None:
    spec = """
        标题: 总表
        版面: 收支两栏
        左: {标题: 收, 列: [{标题: 项目, 显示: 名称}, {标题: 数}]}
        右: {标题: 支, 列: [{标题: 项目, 显示: 名称}, {标题: 数}]}
        段:
          - 左: [{标题: 收入, 指标: 本年收入合计}, 空行]
            右: [功能类: {取: {收支: 支出}}]
    """
    assert body(form(tmp_path, spec)) == [
        ["收入", "63.88", "一、社会保障和就业支出", "60.88"],
        ["", "", "二、城乡社区支出", "3.00"],
    ]


def test_a_form_takes_over_what_it_does_not_say(tmp_path: Path) -> None:
    own, above = tmp_path / "own", tmp_path / "above"
    write(above, {**LISTS, "tables/01-form.yaml": f"{FUNCTIONAL}  - {{标题: 数}}\n级次: [类]\n"})
    write(own, {"tables/01-form.yaml": "沿用: 是\n标题: 本省支出表\n"})
    tables, found = build_tables(ACCOUNT, Region("试验", (own, above), SETTINGS))
    assert not found
    assert tables[0].title == "本省支出表"
    assert len(tables[0].body) == 3


def test_a_region_leaves_a_form_out(tmp_path: Path) -> None:
    own, above = tmp_path / "own", tmp_path / "above"
    write(above, {"tables/01-form.yaml": FUNCTIONAL})
    write(own, {"tables/01-form.yaml": "停用: 是\n"})
    assert build_tables(ACCOUNT, Region("试验", (own, above), SETTINGS)) == ((), ())


TWO_SIDED = """
标题: 总表
版面: 收支两栏
左: {标题: 收, 列: [{标题: 数}]}
右: {标题: 支, 列: [{标题: 数}]}
"""
LISTED = """
标题: 清单
版面: 清单
列: [{标题: 数}]
"""
ECONOMIC = """
标题: 明细表
版面: 经济科目
取: {收支: 经济分类}
"""
PROJECT_FORM = """
标题: 自评表
版面: 自评
宽: [1, 1]
"""


@pytest.mark.parametrize(
    ("spec", "code", "place"),
    [
        ("标题: 表\n", "MZ512", (1, 1)),
        ("标题: 表\n版面: 功能\n", "MZ513", (2, 5)),
        ("版面: 单行\n列: [{标题: 数, 指标: 总计}]\n", "MZ512", (1, 1)),
        ("标题: 表\n版面: 单行\n列: 数\n", "MZ513", (3, 4)),
        ("标题: 表\n版面: 单行\n列: [{标题: 数}]\n", "MZ512", (3, 5)),
        ("标题: 表\n版面: 单行\n列: [{标题: 数, 指标: 总记}]\n", "MZ515", (3, 17)),
        ("标题: 表\n版面: 单行\n列: [{标题: 数, 指表: 总计}]\n", "MZ511", (3, 13)),
        ("标题: 表\n版面: 单行\n注:\n列: [{标题: 数, 指标: 总计}]\n", "MZ513", (3, 1)),
        (f"{FUNCTIONAL}横向: 对\n", "MZ513", (6, 5)),
        (f"{FUNCTIONAL}  - {{标题: 数, 取: {{资金: 基金}}}}\n", "MZ514", (6, 21)),
        (f"{FUNCTIONAL}  - {{标题: 数, 取: {{资全: 经营}}}}\n", "MZ511", (6, 17)),
        (f"{FUNCTIONAL}  - {{取: {{资金: 经营}}}}\n", "MZ512", (6, 5)),
        (f"{FUNCTIONAL}  - {{标题: 行, 显示: 行次}}\n", "MZ513", (6, 5)),
        (f"{FUNCTIONAL}注: 本表{{单位}}\n", "MZ516", (6, 4)),
        (f"{FUNCTIONAL}沿用: 是\n", "MZ518", (6, 1)),
        ("标题: 表\n版面: 功能科目\n列: [{标题: 数}]\n", "MZ514", (3, 5)),
        (f"{TWO_SIDED}段: [{{左: [{{标题: 甲, 取: {{口径: 决算}}}}]}}]\n", "MZ514", (5, 21)),
        (f"{TWO_SIDED}段: [{{右: [功能类: {{}}]}}]\n", "MZ512", (5, 15)),
        (f"{LISTED}行: [{{标题: 甲, 指标: [总计, 总计]}}]\n", "MZ517", (4, 22)),
        (f"{TWO_SIDED}段: [{{左: [{{标题: 甲, 指标: [总计, 总计]}}]}}]\n", "MZ517", (5, 27)),
        (f"{ECONOMIC}列: [{{标题: 数}}]\n块: [[301], [302]]\n", "MZ517", (5, 4)),
        (f"{ECONOMIC}列: [{{标题: 数}}]\n块: [[301, 305]]\n", "MZ514", (5, 11)),
        (
            f"{ECONOMIC}列: [{{标题: 数}}, {{标题: 名, 显示: 名称}}]\n块: [[301]]\n",
            "MZ517",
            (4, 14),
        ),
        (f"{PROJECT_FORM}段: [标签: [{{标题: 甲, 值: 名字}}]]\n", "MZ513", (4, 21)),
        (f"{PROJECT_FORM}段: [标签: [{{标题: 甲, 值: 名称, 跨列: 2}}]]\n", "MZ517", (4, 5)),
        (f"{PROJECT_FORM}段: [{{每: 项, 列: [{{值: 名称}}]}}]\n", "MZ513", (4, 9)),
        (f"{FUNCTIONAL}零值: 零\n", "MZ513", (6, 5)),
        ("标题: {\n", "MZ012", (1, 5)),
    ],
)
def test_faults_have_a_place(tmp_path: Path, spec: str, code: str, place: tuple[int, int]) -> None:
    _, found = build(tmp_path, spec)
    at = [(fault.code, (fault.place.line, fault.place.column)) for fault in found]
    assert (code, place) in at
    assert all(fault.place.file.name == "01-form.yaml" for fault in found)


def test_tables_of_one_form_that_take_over_each_other(tmp_path: Path) -> None:
    specs = {"tables/01-form.yaml": "沿用: 02-form\n", "tables/02-form.yaml": "沿用: 01-form\n"}
    write(tmp_path, specs)
    _, found = build_tables(ACCOUNT, Region("试验", (tmp_path,), SETTINGS))
    own = [fault for fault in found if fault.code == "MZ518"]
    assert {fault.place.file.name for fault in own} == {"01-form.yaml", "02-form.yaml"}
    assert any("互相沿用" in fault.message for fault in own)


def test_a_table_takes_over_the_forms_own_of_that_name_but_one_that_is_left_out(
    tmp_path: Path,
) -> None:
    above, own = tmp_path / "above", tmp_path / "own"
    write(above, {**LISTS, "tables/01-form.yaml": FUNCTIONAL})
    write(own, {"tables/02-form.yaml": "沿用: 01-form\n编号: 乙\n"})
    region = Region("试验", (own, above), SETTINGS)
    for first, titles in {
        "沿用: 是\n标题: 本省支出表\n": ["本省支出表", "本省支出表"],
        "停用: 是\n": ["支出表"],
    }.items():
        write(own, {"tables/01-form.yaml": first})
        tables, found = build_tables(ACCOUNT, region)
        assert not found
        assert [table.title for table in tables] == titles


def test_what_all_columns_of_a_table_lack_is_told_once(tmp_path: Path) -> None:
    column = "  - {标题: 数, 取: {资金: 一般公共预算}}\n"
    write(
        tmp_path,
        {**LISTS, "tables/01-form.yaml": f"{FUNCTIONAL.replace('收支: 支出', '')}{column * 3}"},
    )
    found = build_tables(ACCOUNT, Region("试验", (tmp_path,), SETTINGS))[1]
    assert [fault.message for fault in found] == ["“取”缺少“收支”。"]


BLOCKS = """
标题: 甲
版面: 经济科目
取: {收支: 经济分类, 性质: 基本支出}
列: [{标题: 名称, 显示: 名称}, {标题: 甲}, %s, {标题: 乙%s}]
块: [[301], [302]]
"""


def test_a_note_says_once_that_it_is_one(tmp_path: Path) -> None:
    for said in ("反映支出。", "注：反映支出。"):
        assert form(tmp_path, f"{FUNCTIONAL}注: '{said}'\n").notes == ("注：反映支出。",)


@pytest.mark.parametrize(
    ("label", "taken", "said"),
    [
        ("{标题: 名称, 显示: 名称}", "", ""),
        ("{标题: 名称, 显示: 名称}", ", 取: {性质: 公用经费}", ""),
        ("{标题: 名称, 显示: 名称}", ", 取: {性质: 人员经费}", "302 类没有“性质: 人员经费”的支出"),
        ("{标题: 行, 显示: 行次}", "", "列出 302 的一块没有"),
    ],
)
def test_a_block_names_its_subjects_and_has_their_money(
    tmp_path: Path, label: str, taken: str, said: str
) -> None:
    _, found = build(tmp_path, BLOCKS % (label, taken))
    assert [fault.code for fault in found] == (["MZ517"] if said else [])
    assert all(said in fault.message for fault in found)


@pytest.mark.parametrize(
    ("title", "is_told"), [("收入表", True), ("支出表", False), ("支出表（续）", False)]
)
def test_two_tables_of_one_number_are_told(tmp_path: Path, title: str, is_told: bool) -> None:
    other = FUNCTIONAL.replace("标题: 支出表", f"标题: {title}")
    specs = {"01-a": FUNCTIONAL, "02-b": other, "03-c": FUNCTIONAL.replace("支出表", "甲表")}
    numbers = {"01-a": "公开01表", "02-b": "公开01表", "03-c": "公开03表"}
    files = {f"tables/{n}.yaml": f"{text}编号: {numbers[n]}\n" for n, text in specs.items()}
    write(tmp_path, files)
    _, found = build_tables(ACCOUNT, Region("试验", (tmp_path,), SETTINGS))
    told = [fault.message for fault in found if fault.code == "MZ419"]
    assert told == (["“支出表”“收入表”的编号都是“公开01表”。"] if is_told else [])


@pytest.mark.parametrize(("number", "is_told"), [("公开02表", True), ("公开01表", False)])
def test_two_tables_of_one_title_are_told(tmp_path: Path, number: str, *, is_told: bool) -> None:
    numbers = {"01-a": "公开01表", "02-b": number}
    files = {f"tables/{n}.yaml": f"{FUNCTIONAL}编号: {one}\n" for n, one in numbers.items()}
    write(tmp_path, files)
    _, found = build_tables(ACCOUNT, Region("试验", (tmp_path,), SETTINGS))
    told = [fault.message for fault in found if fault.code == "MZ419"]
    assert told == (["有两张表的标题都是“支出表”，编号不同。"] if is_told else [])


def test_what_does_not_go_with_a_table_taken_over_is_told_in_the_one_that_takes_it(
    tmp_path: Path,
) -> None:
    base = f"{FUNCTIONAL}  - {{标题: 本年支出}}\n编号: 公开01表\n"
    taken = "沿用: 01-a\n编号: 公开02表\n标题: 收入表\n取: {收支: 收入}\n"
    write(tmp_path, {"tables/01-a.yaml": base, "tables/02-b.yaml": taken})
    _, found = build_tables(ACCOUNT, Region("试验", (tmp_path,), SETTINGS))
    (fault,) = [fault for fault in found if fault.code == "MZ722"]
    assert (fault.place.file.name, fault.place.line) == ("02-b.yaml", 4)
    assert "沿用的是 01-a.yaml 第 6 行" in fault.hint


def test_a_misspelt_name_is_recognised(tmp_path: Path) -> None:
    _, found = build(tmp_path, f"{FUNCTIONAL}  - {{标题: 数, 取: {{资金: 政府性基今}}}}\n")
    assert "政府性基金" in found[0].hint


def test_a_form_that_needs_a_list_says_which(tmp_path: Path) -> None:
    spec = f"{ECONOMIC}列: [{{标题: 数}}]\n块: [[301]]\n"
    write(tmp_path, {"tables/01-form.yaml": spec})
    _, found = build_tables(ACCOUNT, Region("试验", (tmp_path,), SETTINGS))
    assert found[0].code == "MZ518"
    assert "economic.yaml" in found[0].message


def test_money_without_a_row_is_an_error_at_its_place(tmp_path: Path) -> None:
    block = "{每: 资金, 列: [{值: 资金}, {值: 执行率}], 行: [{标题: 财, 资金: 当年财政拨款}]}"
    spec = f"{PROJECT_FORM}段: [{block}]\n"
    performance = "项目:\n  - {名称: 甲, 资金: {单位资金: [1, 1, 1]}}\n"
    source = account("", performance=performance)
    write(tmp_path, {"tables/01-form.yaml": spec})
    _, found = build_tables(source, Region("试验", (tmp_path,), SETTINGS))
    assert [fault.code for fault in found] == ["MZ519"]
    assert (found[0].place.file.name, found[0].place.line) == ("performance.yaml", 2)


TWO_FUNDS = """
标题: 收支表
版面: 收支两栏
左: {标题: 收入, 列: [{标题: 项目, 显示: 名称}, {标题: 金额}]}
右:
  标题: 支出
  列:
    - {标题: 项目, 显示: 名称}
    - {标题: 一般公共预算, 取: {资金: 一般公共预算}}
    - {标题: 政府性基金, 取: {资金: 政府性基金}}
段:
  - 左: [{标题: 一般公共预算财政拨款收入, 指标: 一般公共预算财政拨款收入}]
    右: [{功能类: {取: {收支: 支出}}}]
"""
TWO_NATURES = """
标题: 基本支出表
版面: 经济科目
取: {收支: 经济分类, 资金: 一般公共预算}
列:
  - {标题: 科目, 显示: 名称}
  - {标题: 数, 取: {性质: 人员经费}}
  - {标题: 科目, 显示: 名称}
  - {标题: 数, 取: {性质: 公用经费}}
块: [[301], [302]]
"""


@pytest.mark.parametrize(
    ("spec", "lines"),
    [
        (TWO_FUNDS, [("212", 3)]),  # the second column's alone
        (TWO_NATURES, [("310", 6), ("31002", 6)]),
    ],
)
def test_money_of_any_column_without_a_line_is_told(
    tmp_path: Path, spec: str, lines: list[tuple[str, int]]
) -> None:
    source = account("""
        支出:
          - {科目: 2080501, 人员经费: 60.88, 公用经费: 2.00}
          - {科目: 2120899, 资金: 政府性基金, 项目支出: 3.00}
        基本支出:
          - {科目: 30101, 金额: 60.88}
          - {科目: 31002, 金额: 2.00}
    """)
    listed = {**LISTS, "lists/functional.yaml": "- {科目: 208}\n"}
    write(tmp_path, {**listed, "tables/01-form.yaml": spec})
    _, found = build_tables(source, Region("试验", (tmp_path,), SETTINGS))
    assert {fault.code for fault in found} == {"MZ519"}
    told = [(code, fault.place.line) for fault in found for code in fault.about]
    assert told == lines


def test_scores_without_a_row_are_an_error_where_the_form_adds_them(tmp_path: Path) -> None:
    columns = "[{值: 三级}, {值: 得分, 合计: 总得分}]"
    write(
        tmp_path,
        {"tables/01-form.yaml": f"{PROJECT_FORM}段: [{{每: 指标, 列: {columns}, 合计: 总分}}]\n"},
    )
    performance = (
        "项目:\n  - 名称: 甲\n    资金: {当年财政拨款: [1, 1, 1]}\n"
        "    资金管理:\n      - {项目: 安排, 情况: 好, 分值: 5, 得分: 5}\n"
    )
    source = account("", performance=performance)
    _, found = build_tables(source, Region("试验", (tmp_path,), SETTINGS))
    assert [(fault.code, fault.place.line) for fault in found] == [("MZ739", 5)]


JUNK = ("乱{写}", "[]", "{}", "", "-3", "[[]]", "{乱: 1}", "99999999999999999")
FORMS = (
    f"{FUNCTIONAL}  - {{标题: 数, 宽: @, 栏次: @}}\n合计: @\n级次: @\n栏次: @\n",
    f"{FUNCTIONAL}  - {{标题: @, 显示: @, 取: @, 列: @}}\n  - @\n横向: @\n",
    f"{TWO_SIDED}栏次: @\n段: [{{左: [@], 右: @}}, @, {{右: [功能类: @]}}]\n",
    "标题: @\n版面: 收支两栏\n左: @\n右: @\n段: [左: [{标题: @, 取: @, 指标: @, 合计: @}]]\n",
    f"{ECONOMIC}列: [{{标题: 数, 指标: @}}]\n块: [@, [@]]\n合计: [{{指标: @, 块数: @}}, @]\n",
    "标题: 表\n版面: 单行\n列: @\n注: @\n空表说明: @\n表头左: @\n编号: @\n",
    f"{PROJECT_FORM}金额小数: @\n执行率小数: @\n执行率无: @\n段: [@]\n",
    f"{PROJECT_FORM}段: [标签: [{{标题: @, 值: @, 跨列: @}}, @], 标签: @]\n",
    f"{PROJECT_FORM}段: [{{每: 资金, 列: [{{值: @, 跨列: @}}], 行: [@, {{标题: @, 资金: @}}]}}]\n",
    f"{PROJECT_FORM}段: [{{每: @, 列: @}}, {{每: 指标, 侧标题: @, 列: [{{合计: @}}], 合计: @}}]\n",
    "标题: 表\n版面: 自评\n宽: @\n段: @\n",
    "@",
)


@pytest.mark.parametrize("junk", JUNK)
@pytest.mark.parametrize("spec", FORMS)
def test_nothing_that_is_written_breaks_the_program(tmp_path: Path, spec: str, junk: str) -> None:
    """One place after another holds what does not belong there."""
    for place in range(spec.count("@")):
        parts = spec.split("@")
        text = "@".join(parts[: place + 1]) + junk + "@".join(parts[place + 1 :])
        tables, found = build(tmp_path, text.replace("@", "甲"))
        assert found or tables


def test_a_code_may_stand_in_columns_of_its_parts(tmp_path: Path) -> None:
    columns = "".join(f"  - {{标题: {part}, 显示: {part}}}\n" for part in "类款项")
    table = form(
        tmp_path,
        f"标题: 支出表\n版面: 功能科目\n取: {{收支: 支出}}\n合计: 末行\n列:\n{columns}"
        "  - {标题: 名称, 显示: 名称}\n  - {标题: 数}\n",
    )
    assert body(table)[:3] == [
        ["208", "", "", "社会保障和就业支出", "60.88"],
        ["208", "05", "", "行政事业单位养老支出", "60.88"],
        ["208", "05", "01", "行政单位离退休", "60.88"],
    ]
    assert body(table)[-1] == ["合计", "63.88"]
    assert table.body[-1].cells[0].colspan == 4


def test_a_form_may_have_a_zero_of_its_own(tmp_path: Path) -> None:
    spec = f"{FUNCTIONAL}  - {{标题: 基本, 取: {{性质: 基本支出}}}}\n  - {{标题: 数}}\n"
    spec += "级次: [类]\n合计: 不列\n"
    assert body(form(tmp_path, spec))[1] == ["城乡社区支出", "", "3.00"]
    assert body(form(tmp_path, f"{spec}零值: 0.00\n"))[1] == ["城乡社区支出", "0.00", "3.00"]


SHORT_LIST = """
标题: 基本支出表
版面: 经济科目
取: {收支: 经济分类, 资金: 一般公共预算}
列:
  - {标题: 名称, 显示: 名称}
  - {标题: 数}
块: [[301, 302]]
"""


def test_a_subject_may_be_listed_only_where_it_has_a_figure(tmp_path: Path) -> None:
    write(tmp_path, {"tables/01-form.yaml": SHORT_LIST})
    lines = "- {科目: 301}\n- {科目: 30101, 有数才列: 是}\n- {科目: 302, 有数才列: 是}\n"
    write(tmp_path, {"lists/economic.yaml": lines})
    tables, found = build_tables(ACCOUNT, Region("试验", (tmp_path,), SETTINGS))
    assert not found
    assert [row[0] for row in body(tables[0])] == ["工资福利支出", "基本工资"]


def test_what_a_whole_table_asks_in_vain_is_told_once(tmp_path: Path) -> None:
    columns = "列: [{标题: 甲, 显示: 名称}, {标题: 乙}, {标题: 丙, 取: {性质: 项目支出}}]"
    spec = f"标题: 甲\n版面: 功能科目\n取: {{收支: 支出, 口径: 本年}}\n{columns}\n"
    assert [fault.code for fault in build(tmp_path, spec)[1]] == ["MZ345"]


def test_a_misspelt_key_is_not_missing_too(tmp_path: Path) -> None:
    assert [f.code for f in build(tmp_path, FUNCTIONAL.replace("标题: 支", "标体: 支"))[1]] == [
        "MZ511"
    ]


AGENCY = """
    名称: 某市档案馆
    类型: {}
    职责: duties.md
    内设机构: [{{名称: 办公室}}]
    决算单位: [某市档案馆]
"""
BY_AGENCY = """
标题: {部门: '预算主管部门{年度}年支出表', 单位: '预算单位{年度}年支出表'}
版面: 功能科目
取: {收支: 支出}
列:
  - {标题: {部门: 科目, 单位: 科目名称}, 显示: 名称}
注: [{部门: 含所属单位。, 单位: 本单位的。}, 同一句。]
"""


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("部门", ("预算主管部门2024年支出表", "科目", "注：1. 含所属单位。")),
        ("单位", ("预算单位2024年支出表", "科目名称", "注：1. 本单位的。")),
    ],
)
def test_texts_of_a_department_and_of_a_unit(
    tmp_path: Path, kind: str, said: tuple[str, str, str]
) -> None:
    write(tmp_path, {**LISTS, "tables/01-form.yaml": BY_AGENCY})
    source = account("支出: [{科目: 2080501, 人员经费: 60.88}]", AGENCY.format(kind))
    tables, found = build_tables(source, Region("试验", (tmp_path,), SETTINGS))
    assert not found
    assert (tables[0].title, tables[0].head[0].cells[0].text, tables[0].notes[0]) == said


def test_the_text_that_is_not_printed_is_tried_too(tmp_path: Path) -> None:
    _, found = build(tmp_path, BY_AGENCY.replace("预算单位{年度}", "预算单位{念度}"))
    assert [(fault.code, fault.place.line) for fault in found] == [("MZ516", 1)]


def test_a_text_for_one_of_the_two_alone_is_no_text(tmp_path: Path) -> None:
    _, found = build(tmp_path, FUNCTIONAL.replace("标题: 支出表", "标题: {部门: 支出表}"))
    assert [fault.code for fault in found] == ["MZ513"]


BY_YEAR = """
标题: {2023: '{年度}年支出表', 2025: '{年度}年{部门}支出表'}
版面: 功能科目
取: {收支: 支出}
列:
  - {标题: {部门: 科目, 单位: {2024: 科目名称, 2026: 功能科目}}, 显示: 名称}
"""


@pytest.mark.parametrize(
    ("year", "said"),
    [
        (2022, ("2022年支出表", "科目名称")),
        (2024, ("2024年支出表", "科目名称")),
        (2025, ("2025年单位支出表", "科目名称")),
        (2027, ("2027年单位支出表", "功能科目")),
    ],
)
def test_a_text_holds_from_its_year_on(tmp_path: Path, year: int, said: tuple[str, str]) -> None:
    """A form that is changed still prints last year's documents as they were published."""
    write(tmp_path, {**LISTS, "tables/01-form.yaml": BY_YEAR})
    spent = f"年度: {year}\n支出: [{{科目: 2080501, 人员经费: 60.88}}]"
    source = account(spent, AGENCY.format("单位"))
    tables, found = build_tables(source, Region("试验", (tmp_path,), SETTINGS))
    assert not found
    assert (tables[0].title, tables[0].head[0].cells[0].text) == said


def test_the_text_of_another_year_is_tried_too(tmp_path: Path) -> None:
    _, found = build(tmp_path, BY_YEAR.replace("{年度}年{部门}", "{念度}年{部门}"))
    assert [(fault.code, fault.place.line) for fault in found] == [("MZ516", 1)]
