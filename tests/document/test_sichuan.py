"""四川's form: the order of its parts, its thirteen tables, its words and its scored 自评表."""

from pathlib import Path
from shutil import copytree

import pytest

from mingzhang.checks.run_rules import check
from mingzhang.diagnostics import Diagnostic
from mingzhang.document.render import Document, render
from mingzhang.document.table_values import Table
from mingzhang.facts.account import Account
from mingzhang.facts.account_reading import read_account
from mingzhang.forms.documents_by_form import read_folder
from tests.support import PROJECT, account, only

SOURCE = PROJECT.sources / "leshan-shizhong" / "2024-final"
TITLES = [
    "收入支出决算总表",
    "收入决算表",
    "支出决算表",
    "财政拨款收入支出决算总表",
    "财政拨款支出决算明细表",
    "一般公共预算财政拨款支出决算表",
    "一般公共预算财政拨款支出决算明细表",
    "一般公共预算财政拨款基本支出决算明细表",
    "一般公共预算财政拨款项目支出决算表",
    "政府性基金预算财政拨款收入支出决算表",
    "国有资本经营预算财政拨款收入支出决算表",
    "国有资本经营预算财政拨款支出决算表",
    "财政拨款“三公”经费支出决算表",
]


def read(path: Path) -> Account:
    folder, found = read_folder(path, PROJECT)
    assert folder is not None, [str(fault) for fault in found]
    return read_account(folder, PROJECT)


@pytest.fixture(scope="module")
def document() -> Document:
    made, found = render(read(SOURCE), PROJECT)
    assert made is not None, [str(fault) for fault in found]
    return made


def form(document: Document, key: str) -> Table:
    return next(table for table in document.tables if table.key == key)


def row(table: Table, name: str) -> list[str]:
    texts = ([cell.text for cell in row.cells] for row in table.body)
    return next(cells for cells in texts if name in cells)


def sentences(document: Document, title: str) -> str:
    section = next(s for s in document.sections if s.title.endswith(title))
    return "".join(section.sentences)


def test_parts_stand_in_the_forms_order(document: Document) -> None:
    assert [part.title for part in document.parts] == [
        "第一部分 部门概况",
        "第二部分 2024年度部门决算情况说明",
        "第三部分 名词解释",
        "第四部分 附件",
        "第五部分 附表",
    ]


def test_thirteen_tables_come_last_and_are_numbered(document: Document) -> None:
    tables = [table for section in document.parts[4].sections for table in section.tables]
    assert [table.title for table in tables] == TITLES
    assert [table.number for table in tables] == [f"公开{n:02}表" for n in range(1, 14)]


def test_the_date_stands_in_the_contents(document: Document) -> None:
    assert '<p class="notice">公开时间：2025年10月23日</p>' in document.html
    assert 'class="date"' not in document.html


def test_the_glossary_is_numbered_in_digits(document: Document) -> None:
    said = document.parts[2].sections[0].sentences
    assert said[0].startswith("1.财政拨款收入：指单位")
    assert said[9].startswith("10.社会保障和就业支出（类）行政事业单位养老支出（款）")


def test_seven_charts_in_order(document: Document) -> None:
    captions = [f"<figcaption>（图{number}：" for number in range(1, 8)]
    places = [document.html.index(caption) for caption in captions]
    assert places == sorted(places)
    assert "（图8：" not in document.html


def test_every_kind_of_income_is_named_though_it_is_zero(document: Document) -> None:
    said = sentences(document, "收入决算情况说明")
    assert "一般公共预算财政拨款收入545.94万元，占100%" in said
    assert "其他收入0万元，占0%" in said


def test_numbers_are_written_without_closing_zeros_and_separators(document: Document) -> None:
    assert "各减少1362.94万元" in sentences(document, "收入支出决算总体情况说明")
    assert "支出决算为27.6万元" in sentences(document, "一般公共预算财政拨款支出决算情况说明")


def test_no_share_of_a_zero_base(document: Document) -> None:
    assert "政府采购支出总额的" not in sentences(document, "其他重要事项的情况说明")


def test_references_of_the_report_are_computed(document: Document) -> None:
    said = sentences(document, "部门整体绩效评价报告")
    assert "年初预算支出683.64万元、决算报表支出654.31万元" in said
    assert "该类项目总数6个，涉及预算总金额224.92万元，1—12月预算执行总体进度为100%" in said


def test_tables_show_what_is_known_and_sign_the_rest(document: Document) -> None:
    assert row(form(document, "06"), "2101101")[2:] == ["63.66", "4.71", "58.95"]
    assert row(form(document, "07"), "合计")[1:] == ["575.27", "429.39", "145.88"]
    assert row(form(document, "07"), "30101")[2:] == ["…", "…", "…"]
    assert row(form(document, "02"), "2080505")[2:4] == ["…", "…"]
    assert row(form(document, "03"), "科目没有公布")[2:5] == ["79.04", "0.00", "79.04"]
    assert row(form(document, "09"), "2100410")[2:] == ["49.33"]


def test_empty_forms_are_published_with_their_note(document: Document) -> None:
    for key in ("10", "11", "12"):
        assert form(document, key).is_empty
        assert "故本表无数据" in form(document, key).notes[-1]


def test_scores_and_totals_are_computed(document: Document) -> None:
    sheet = form(document, "14-2")
    assert row(sheet, "总额")[1:] == [
        "80.00",
        "42.80",
        "42.80",
        "100.00%",
        "10",
        "10.00",
        "",
    ]
    assert row(sheet, "合计") == ["合计", "100", "95", ""]


def test_money_that_was_not_adjusted_or_is_none_is_left_blank(document: Document) -> None:
    sheet = form(document, "14-6")
    assert row(sheet, "单位资金")[1:6] == ["79.04", "", "79.04", "100.00%", "10"]
    assert row(sheet, "其他资金")[1:] == [""] * 7


def test_an_indicator_shows_its_relation_and_unit(document: Document) -> None:
    cells = row(form(document, "14-1"), "报账人次")
    assert cells[cells.index("报账人次") :][:7] == ["报账人次", "≥", "50", "人次", "44", "5", "2"]


def test_names_of_persons_are_left_out(document: Document) -> None:
    last = [cell.text for cell in form(document, "14-1").body[-1].cells]
    assert last == ["项目负责人", "略", "财务负责人", "略"]


def test_a_side_heading_spans_its_blocks(document: Document) -> None:
    sheet = form(document, "14-1")
    heading = next(cell for cell in sheet.cells() if cell.text == "项目基本情况")
    inner = next(cell for cell in sheet.cells() if cell.text.startswith("1."))
    assert (heading.rowspan, inner.rowspan) == (3, 2)


def test_projects_under_management_are_those_that_the_author_counted(tmp_path: Path) -> None:
    folder = copytree(SOURCE, tmp_path / SOURCE.parent.name / SOURCE.name)
    source = folder / "disclosure.yaml"
    typed = source.read_text("utf-8")
    for key, count in (("事前评估项目数", 2), ("绩效目标项目数", 5), ("绩效监控项目数", 0)):
        typed = typed.replace(f"{key}: 6", f"{key}: {count}")
    source.write_text(typed, "utf-8")
    made, _ = render(read(folder), PROJECT)
    assert made is not None
    said = sentences(made, "其他重要事项的情况说明")
    assert "2个项目开展了预算事前绩效评估，对5个项目编制了绩效目标" in said
    assert "选取0个项目开展绩效监控" in said


@pytest.mark.parametrize(("cars", "codes"), [(3, []), (2, ["MZ091"]), (4, ["MZ090", "MZ091"])])
def test_cars_by_model_are_all_the_cars(cars: int, codes: list[str]) -> None:
    """A page said: 公务用车3辆，其中：轿车0辆、越野车0辆、载客汽车2辆."""
    kept = f"{{预算: 8, 决算: 6, 保有量: 3, 车型: {{载客汽车: {cars}}}}}"
    found = check(account(f"版式: 四川\n三公经费: {{公务用车运行维护费: {kept}}}\n"))
    told = [one for one in found if "车型" in one.message]
    assert [one.code for one in told] == codes


LISTED = """
    版式: 四川
    支出:
      - {科目: 2100201, 项目支出: 860.00}
      - {科目: 2296002, 资金: 政府性基金, 项目支出: 120.00}
    项目支出明细:
      - {科目: 30201, 金额: 860.00}
      - {科目: 31003, 资金: 政府性基金, 金额: 120.00}
"""


@pytest.mark.parametrize(
    ("code", "fund", "way"),
    [
        ("30201", "一般公共预算", "{科目: 合计, 金额: 缺}"),
        ("31003", "政府性基金", "{科目: 合计, 资金: 政府性基金, 金额: 缺}"),
    ],
)
def test_a_fund_without_its_economic_subjects_is_not_printed_as_none(
    code: str, fund: str, way: str
) -> None:
    """The total of table 05 was 980.00, and its rows did not add up to that."""
    assert not _unlisted(LISTED)
    lines = LISTED.splitlines(keepends=True)
    (lack,) = _unlisted("".join(one for one in lines if code not in one))
    assert lack.message == f"“项目支出明细”要印出来，没有填写：{fund}。"
    assert way in lack.hint


def _unlisted(text: str) -> list[Diagnostic]:
    lacks = only(render(account(text), PROJECT)[1], "MZ410")
    return [one for one in lacks if one.message.startswith("“项目支出明细”")]
