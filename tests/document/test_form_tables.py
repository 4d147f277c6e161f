"""Tables of the two regions: what is shown, blank, noted and left out."""

from collections.abc import Sequence

import pytest

from mingzhang.document.form_tables import build_tables
from mingzhang.document.region_folder import Region, read_region
from mingzhang.document.table_values import Cell, Row, Table
from mingzhang.document.template_environment import create_environment
from mingzhang.facts.account import Account
from tests.document.drawn_tables import drawn
from tests.support import PROJECT, account

SOURCE = """
    支出:
      - {科目: 2080501, 人员经费: 60.88, 年初结转: 0.88}
      - {科目: 2101506, 项目支出: 1690.14}
      - {科目: 2120899, 资金: 政府性基金, 项目支出: 3.00}
      - {科目: 2299999, 资金: 非财政, 基本支出: 0.20}
    收入:
      - {科目: 2299999, 资金: 其他, 金额: 0.20}
    基本支出:
      - {科目: 30101, 金额: 50.80}
      - {科目: 30305, 金额: 10.08}
    三公经费:
      公务接待费: {预算: 0.07, 决算: 0.05}
      因公出国境费: 0
      公务用车购置费: 0
      公务用车运行维护费: {预算: 0, 决算: 0}
"""
SCORED = """
    项目:
      - 名称: 一号项目
        主管部门: 某局
        日期: 2024年09月
        资金: {当年财政拨款: [120, 110, 100.5], 单位资金: [1, 1, 0.5]}
        资金分值: 10
        资金管理: [{项目: 安排科学性, 情况: 科学, 分值: 20, 得分: 20}]
        年度目标: {预期: 做好, 实际: 做完}
        指标:
          - {一级: 产出, 二级: 数, 三级: 甲, 目标值: 1, 完成值: 1, 分值: 30, 得分: 28.5, 偏差度: 0}
          - {一级: 产出, 二级: 数, 三级: 乙, 目标值: 是, 完成值: 是, 分值: 20, 得分: 20}
          - {一级: 效益, 二级: 数, 三级: 丙, 目标值: 是, 完成值: 是, 分值: 20, 得分: 20}
"""


def region(name: str) -> Region:
    found, faults = read_region(name, PROJECT)
    assert not faults
    assert found is not None
    return found


def tables(name: str, source: Account) -> dict[str, Table]:
    built, found = build_tables(source, region(name))
    assert not found
    return {table.key: table for table in built}


def texts(rows: Sequence[Row]) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in rows]


def line(table: Table, name: str) -> list[str]:
    """The rest of the row from the cell ``name`` on."""
    row = next(row for row in texts(table.body) if name in row)
    return row[row.index(name) + 1 :]


@pytest.fixture(scope="module")
def jilin() -> dict[str, Table]:
    return tables("吉林", account(SOURCE, performance=SCORED))


@pytest.fixture(scope="module")
def henan() -> dict[str, Table]:
    return tables("河南", account(SOURCE, performance=SCORED))


def test_every_form_is_there(jilin: dict[str, Table]) -> None:
    nine = [f"0{number}" for number in range(1, 10)]
    assert list(jilin) == [*nine, "10-1"]
    assert [jilin[key].number for key in nine] == [f"公开{key}表" for key in nine]


def test_the_lines_above_a_form(jilin: dict[str, Table], henan: dict[str, Table]) -> None:
    own = jilin["02"]
    assert (own.unit_line, own.period, own.money_unit) == (
        "部门：某市档案馆",
        "",
        "金额单位：万元",
    )
    other = henan["02"]
    assert (other.period, other.money_unit) == ("2024年度", "单位：万元")


def test_a_row_per_subject_with_a_figure_and_the_total_first(henan: dict[str, Table]) -> None:
    assert texts(henan["05"].body) == [
        ["合计", "1,751.02", "60.88", "1,690.14"],
        ["208", "社会保障和就业支出", "60.88", "60.88", "0.00"],
        ["20805", "行政事业单位养老支出", "60.88", "60.88", "0.00"],
        ["2080501", "行政单位离退休", "60.88", "60.88", "0.00"],
        ["210", "卫生健康支出", "1,690.14", "0.00", "1,690.14"],
        ["21015", "医疗保障管理事务", "1,690.14", "0.00", "1,690.14"],
        ["2101506", "医疗保障经办事务", "1,690.14", "0.00", "1,690.14"],
    ]
    assert [row.level for row in henan["05"].body] == [0, 1, 2, 3, 1, 2, 3]
    assert henan["05"].body[0].total


def test_a_zero_is_blank_where_the_region_wants_it(jilin: dict[str, Table]) -> None:
    assert line(jilin["05"], "2080501") == ["行政单位离退休", "60.88", "60.88", "60.88", "", ""]


def test_heads_of_several_rows_span_what_they_name(jilin: dict[str, Table]) -> None:
    head = [
        [(cell.text, cell.colspan, cell.rowspan, cell.scope) for cell in row.cells]
        for row in jilin["05"].head
    ]
    assert head[0] == [
        ("科目代码", 1, 3, "col"),
        ("科目名称", 1, 3, "col"),
        ("合计", 1, 3, "col"),
        ("本年支出", 4, 1, "colgroup"),
    ]
    assert head[1] == [("基本支出", 3, 1, "col"), ("项目支出", 1, 2, "col")]
    assert [text for text, *_ in head[2]] == ["小计", "人员经费", "公用经费"]
    assert [(text, span) for text, span, *_ in head[3]] == [
        ("栏次", 2),
        *((str(number), 1) for number in range(1, 6)),
    ]


@pytest.mark.parametrize(("name", "last", "left"), [("吉林", 60, 30), ("河南", 62, 31)])
def test_lines_are_numbered_through(name: str, last: int, left: int) -> None:
    form = tables(name, account(SOURCE))["01"]
    assert texts(form.body)[-1] == ["总计", str(left), "1,754.22", "总计", str(last), "1,754.22"]
    assert [row[4] for row in texts(form.body)] == [str(n) for n in range(left + 1, last + 1)]


def test_a_short_side_is_filled_with_numbered_blanks(henan: dict[str, Table]) -> None:
    body = texts(henan["01"].body)
    assert body[7][:3] == ["八、其他收入", "8", "0.20"]
    assert body[8] == ["", "9", "", "九、卫生健康支出", "40", "1,690.14"]
    assert body[25][3] == "二十六、抗疫特别国债安排的支出"
    assert body[29] == ["", "30", "", "", "61", ""]


def test_fiscal_funds_stand_side_by_side(henan: dict[str, Table]) -> None:
    form = henan["04"]
    assert line(form, "八、社会保障和就业支出") == ["40", "60.88", "60.88", "0.00", "0.00"]
    assert line(form, "十一、城乡社区支出") == ["43", "3.00", "0.00", "3.00", "0.00"]
    assert texts(form.body)[-1] == [
        *("总计", "32", "1,754.02"),
        *("总计", "64", "1,754.02", "1,751.02", "3.00", "0.00"),
    ]
    assert line(form, "一般公共预算财政拨款") == ["29", "0.88", "", "61", "", "", "", ""]


def test_every_economic_subject_of_the_form_is_listed(jilin: dict[str, Table]) -> None:
    form = jilin["06"]
    assert line(form, "30101") == [
        "基本工资",
        "50.80",
        "30201",
        "办公费",
        "",
        *line(form, "30201")[2:],
    ]
    assert line(form, "30306")[:2] == ["救济费", ""]
    assert len(form.body) == 29
    total = form.body[-1]
    assert [(cell.text, cell.colspan) for cell in total.cells] == [
        ("人员经费合计", 2),
        ("60.88", 1),
        ("公用经费合计", 5),
        ("", 1),
    ]


def test_amounts_of_economic_subjects_have_their_subjects_level(jilin: dict[str, Table]) -> None:
    rows = [row.cells for row in jilin["06"].body[:-1]]
    pairs = {
        (c.level, cells[n + 1].level) for cells in rows for n, c in enumerate(cells) if c.scope
    }
    assert pairs == {(1, 1), (2, 2)}


def test_budget_and_final_figures_in_one_row(henan: dict[str, Table]) -> None:
    form = henan["09"]
    assert texts(form.body) == [
        ["0.07", "0.00", "0.00", "0.00", "0.00", "0.07", "0.05", *["0.00"] * 4, "0.05"]
    ]
    assert [cell.text for cell in form.head[-1].cells] == [str(n) for n in range(1, 13)]


def test_a_form_without_data_is_published_and_says_so(jilin: dict[str, Table]) -> None:
    form = jilin["08"]
    assert texts(form.body) == [["合计", "", "", ""]]
    assert form.is_empty
    assert form.notes == (
        "注：本表反映部门本年度国有资本经营预算财政拨款支出情况。",
        "本单位没有国有资本经营预算财政拨款。",
    )


def test_a_form_with_data_says_nothing_of_the_kind(jilin: dict[str, Table]) -> None:
    assert len(jilin["07"].notes) == 1


def test_several_notes_are_numbered(jilin: dict[str, Table]) -> None:
    assert [note[:5] for note in jilin["01"].notes] == ["注：1. ", "2. 本套"]


def test_a_unit_is_called_a_unit() -> None:
    profile = """
        名称: 某市档案馆
        类型: 单位
        职责: duties.md
        内设机构: [{名称: 办公室}]
        决算单位: [某市档案馆]
    """
    form = tables("河南", account(SOURCE, profile))["08"]
    assert form.unit_line == "单位：某市档案馆"
    assert form.notes[-1] == "说明：我单位没有使用国有资本经营预算安排的支出，故本表无数据。"


def test_figures_typed_in_yuan_are_shown_in_wan() -> None:
    source = "金额单位: 元\n支出:\n  - {科目: 2080501, 项目支出: 608850.00}\n"
    form = tables("吉林", account(source))["03"]
    assert line(form, "2080501")[1] == "60.89"
    shown = next(cell for cell in form.cells() if cell.text == "60.89")
    assert shown.value == "608850"


def test_a_stated_figure_is_shown_as_typed() -> None:
    source = """
        支出:
          - {科目: 2080501, 项目支出: 1.11}
          - {科目: 2080502, 项目支出: 1.11}
          - {科目: 208, 合计: 2.23}
    """
    form = tables("吉林", account(source))["05"]
    assert line(form, "208")[1] == "2.23"
    assert line(form, "20805")[1] == "2.22"


def test_the_form_of_a_project(jilin: dict[str, Table]) -> None:
    form = jilin["10-1"]
    assert texts(form.body)[:6] == [
        ["项目名称", "一号项目"],
        ["实施单位", "某市档案馆"],
        ["资金情况（万元）", "项目资金", "年初预算数", "全年预算数", "全年执行数", "执行率"],
        ["当年财政拨款", "120.00", "110.00", "100.50", "91.36%"],
        ["上年结转资金", "0.00", "0.00", "0.00", "0.00%"],
        ["其他资金", "1.00", "1.00", "0.50", "50.00%"],
    ]
    assert line(form, "年度资金总和") == ["121.00", "111.00", "101.00", "90.99%"]


def test_equal_indicators_share_a_cell_but_not_across_their_group(jilin: dict[str, Table]) -> None:
    rows = [[(c.text, c.rowspan) for c in row.cells[:3]] for row in jilin["10-1"].body[-3:]]
    assert rows == [
        [("产出", 2), ("数", 2), ("甲", 1)],
        [("乙", 1), ("是", 1), ("是", 1)],
        [("效益", 1), ("数", 1), ("丙", 1)],
    ]


def test_a_scored_form(henan: dict[str, Table]) -> None:
    form = henan["10-1"]
    assert form.period == "2024年09月"
    assert line(form, "年度资金总额：") == ["121", "111", "101", "10", "91.0%", "9.10"]
    assert line(form, "财政拨款") == ["120", "110", "100.5", "-", "91.4%", "-"]
    assert line(form, "财政专户管理资金") == ["0", "0", "0", "-", "0.00%", "-"]
    assert "分值（20）" in line(form, "资金管理情况")
    assert line(form, "甲") == ["1", "1", "30", "28.5", "0", ""]
    assert texts(form.body)[-1] == ["总分", "100", "97.6", "", ""]


def test_all_rows_of_a_scored_form_are_as_wide_as_the_form(henan: dict[str, Table]) -> None:
    for form in henan.values():
        taken = [0] * (len(form.body) + 1)
        for number, row in enumerate(form.body):
            for cell in row.cells:
                for below in range(cell.rowspan):
                    taken[number + below] += cell.colspan
        assert set(taken[: len(form.body)]) == {len(form.columns)}, form.title


def test_without_projects_the_form_stays_empty(henan: dict[str, Table]) -> None:
    form = tables("河南", account(SOURCE))["10-1"]
    assert form.notes == ("说明：我部门没有开展绩效自评的项目，故本表无数据。",)
    assert len(form.columns) == len(henan["10-1"].columns)


def test_500_rows() -> None:
    rows = (
        f"  - {{科目: {201 + n // 100}{n // 10 % 10:02}{n % 10 + 1:02}, 项目支出: {n}.01}}"
        for n in range(300)
    )
    additions = (f"  - {{科目: {201 + n}, 名称: 类{n}, 释义: 无}}" for n in range(3))
    source = "\n".join(["支出:", *rows, "科目补充:", *additions])
    form = tables("吉林", account(source))["03"]
    assert len(form.body) == 1 + 300 + 30 + 3
    assert form.body[0].cells[1].text == "44,853.00"


def test_a_figure_without_a_line_is_an_error_at_its_place() -> None:
    source = """
        支出:
          - {科目: 2330101, 项目支出: 1.00}
        基本支出:
          - {科目: 30999, 金额: 1.00}
    """
    _, found = build_tables(account(source), region("吉林"))
    assert [(fault.code, fault.place.line) for fault in found] == [
        ("MZ519", 2),
        ("MZ519", 4),
        ("MZ519", 4),
    ]
    assert "233" in found[0].message
    assert "309" in found[1].message


def test_html_of_a_form(jilin: dict[str, Table]) -> None:
    html = str(drawn(jilin["05"], create_environment(region("吉林"))))
    assert html.startswith('<figure class="form landscape" id="table-05" data-table="公开05表"')
    assert '<th class="text" scope="colgroup" colspan="4">本年支出</th>' in html
    assert '<tr class="level-3"><td class="code level-3 lead">2080501</td>' in html
    assert '<td class="amount">60.88</td>' in html
    assert '<td class="amount"></td>' in html
    assert '<col style="width:12.00%">' in html
    assert '<p class="note">注：本表反映部门' in html
    assert html.rstrip().endswith("</figure>")


def test_text_of_an_author_is_escaped() -> None:
    performance = "项目:\n  - {名称: <script>alert(1)</script>, 资金: {单位资金: [1, 1, 1]}}\n"
    form = tables("吉林", account(SOURCE, performance=performance))["10-1"]
    html = str(drawn(form, create_environment(region("吉林"))))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_value_is_exact_and_only_where_something_is_shown(jilin: dict[str, Table]) -> None:
    blank = next(cell for cell in jilin["08"].body[0].cells if cell.kind == "amount")
    assert blank.figure is not None
    assert blank.value == ""
    assert Cell("合计").value == ""
