"""Gaps in a document: a sign, a note in the author's words, and no sentence that compares them."""

from decimal import Decimal

import pytest

from mingzhang.document.form_tables import build_tables
from mingzhang.document.narrative import create_narrator
from mingzhang.document.printing_record import Record
from mingzhang.document.region_folder import Region, read_region
from mingzhang.document.render import Pages, render
from mingzhang.document.sentence_figures import Quantity, Wording
from mingzhang.document.source_values import Counted, Gap
from mingzhang.document.table_values import Table
from mingzhang.document.template_environment import create_environment
from mingzhang.document.template_names import read_names
from mingzhang.facts.amount import UNKNOWN, Amount, Unit
from mingzhang.facts.figure import Figure
from tests.document.drawn_tables import drawn
from tests.support import PROJECT, account, budget, codes

GAPS = """
    支出:
      - {科目: 2080501, 基本支出: 60.88}
      - {科目: 合计, 资金: 非财政, 项目支出: 79.04}
    基本支出:
      - {科目: 30101, 金额: 缺}
      - {科目: 30302, 金额: 10.00}
"""
WHY = "    数据缺口: 各款的金额没有公布\n"


def region(name: str = "四川") -> Region:
    found, _ = read_region(name, PROJECT)
    assert found is not None
    return found


def tables(text: str = GAPS + WHY) -> dict[str, Table]:
    built, found = build_tables(account(text), region())
    assert not found
    return {table.key: table for table in built}


def row(table: Table, name: str) -> list[str]:
    return next([c.text for c in r.cells] for r in table.body if name in [c.text for c in r.cells])


def test_an_unknown_cell_shows_the_sign_and_has_no_value() -> None:
    detail = tables()["08"]
    cell = next(cell for cell in detail.cells() if cell.is_unknown)
    assert cell.text == "…"
    assert not cell.value
    assert "10.00" in row(detail, "30302")


def test_sums_over_an_unknown_cell_are_unknown_and_others_are_shown() -> None:
    cells = row(tables()["08"], "301")
    assert cells[cells.index("301") + 2] == "…"


def test_only_tables_with_a_gap_carry_the_note() -> None:
    noted = [
        table.key for table in tables().values() if any("没有公布的数" in n for n in table.notes)
    ]
    assert "08" in noted
    assert "13" not in noted
    assert tables()["08"].notes[-1] == "表中“…”表示没有公布的数。各款的金额没有公布。"


def test_a_gap_must_be_explained() -> None:
    _, found = build_tables(account(GAPS), region())
    assert codes(found) == ["MZ405"]
    assert found[0].place.line == 5


def test_html_says_what_the_sign_means() -> None:
    html = drawn(tables()["08"], create_environment(region()))
    assert '<abbr class="unknown" title="没有公布，见表注">…</abbr>' in html


def test_what_has_no_subject_is_a_row_of_its_own() -> None:
    spending = tables()["03"]
    assert row(spending, "科目没有公布")[:3] == ["", "科目没有公布", "79.04"]
    assert [c.text for c in spending.body[0].cells][1] == "139.92"
    assert "科目没有公布" in str([c.text for c in tables()["01"].cells()])


def test_sentences_show_the_sign_and_no_share() -> None:
    unknown = Quantity("甲", Figure("甲", UNKNOWN))
    whole = Quantity("乙", Figure("乙", Amount.typed(Decimal(2), Unit.WAN)))
    assert Wording().amount(unknown) == "…"
    assert Wording().share(unknown, whole) == ""
    assert Wording().completion(unknown, whole, "预算") == ""
    assert Wording().completion(whole, unknown, "预算") == ""
    assert Wording().completion(whole, whole, "预算") != ""


def test_what_is_known_in_part_has_no_rate_of_completion() -> None:
    """Of a budget of which a part was not published nobody knows what share was spent."""
    rows = "- {科目: 2101501, 基本支出: 2.52, 年初预算: 缺, 差异原因: 增加}"
    source = account(f"    支出:\n      {rows}\n{WHY}")
    narrator = create_narrator(source, region("吉林"), read_names(source), {})
    blocks = narrator.blocks("final/sections/05-general.j2", source.source.place)
    text = "".join(block.html for block in blocks)
    assert "年初预算为…万元，支出决算为" in text
    assert "完成" not in text


def test_a_comparison_with_a_gap_is_told() -> None:
    source = account(GAPS + WHY + "    上年: {机关运行经费: 5}\n")
    names = read_names(source)
    narrator = create_narrator(source, region(), names, {})
    gap = Quantity("甲", Figure("甲", UNKNOWN, source.source.place))
    narrator.writer.change(gap, Quantity("甲", Figure("甲", Amount())))
    assert codes(narrator.writer.found) == ["MZ406"]
    narrator.writer.change(Quantity("乙", Figure("乙", Amount(), source.source.place)), gap)
    assert "甲没有公布" in narrator.writer.found[1].message


def test_a_gap_is_told_where_it_would_be_typed_not_where_its_base_stands() -> None:
    source = account(GAPS + WHY + "    上年: {机关运行经费: 5}\n")
    narrator = create_narrator(source, region(), read_names(source), {})
    base = source.source.get("上年", "机关运行经费")
    assert base is not None
    gap = Quantity("甲", Figure("甲", UNKNOWN), key=("原因", "总计"))
    narrator.writer.change(gap, Quantity("甲", Figure("甲", Amount(), base.place)))
    (found,) = narrator.writer.found
    assert found.place.line != base.place.line


def test_names_of_subjects_with_a_gap_are_listed() -> None:
    names = read_names(account(GAPS + WHY))
    assert names["人员经费科目"] == ["基本工资", "退休费"]


def test_counts_and_purchases_that_are_not_known() -> None:
    source = account("""
        政府采购: {货物: 1.00, 工程: 0, 服务: 缺, 中小企业: 缺, 小微企业: 0, 货物中小企业: 缺,
                   服务中小企业: 缺}
        国有资产: {车辆: {其他用车: 缺, 机要通信用车: 1}, 大型设备: 缺}
    """)
    record = Record()
    narrator = create_narrator(source, region("吉林"), read_names(source, record), {}, record)
    place = source.source.place
    bought = narrator.blocks("final/sections/11-procurement.j2", place)
    assert "采购支出总额…万元" in bought[0].text
    assert "货物支出1.00万元" in bought[0].text
    owned = narrator.blocks("final/sections/12-assets.j2", place)
    assert "共有车辆…辆" in owned[0].text
    assert "设备（不含车辆）…台（套）" in owned[0].text
    assert not narrator.writer.found
    assert not record.absent


def test_a_budgets_purchases_that_are_not_known_are_not_none() -> None:
    source = budget("政府采购: {货物: 缺, 工程: 0, 服务: 0}")
    form, _ = read_region("吉林", PROJECT, "budget")
    assert form is not None
    narrator = create_narrator(source, form, read_names(source), {})
    blocks = narrator.blocks("budget/sections/10-other.j2", source.source.place)
    assert any("政府采购预算总额…万元" in block.text for block in blocks)


def test_what_was_not_published_is_not_nothing() -> None:
    """无机关运行经费 is not said of an amount that is typed as 缺."""
    for form in ("全国", "吉林", "吉林省级"):
        for typed, is_none in (("缺", False), ("0", True)):
            text = f"版式: {form}\n支出: []\n机关运行经费: {{金额: {typed}}}"
            document, _ = render(budget(text), PROJECT, only=Pages.SCREEN)
            assert document is not None
            said = "".join(s for section in document.sections for s in section.sentences)
            assert ("无机关运行经费" in said) is is_none, (form, typed)


@pytest.mark.parametrize("form", ["河南", "吉林", "四川", "上海"])
@pytest.mark.parametrize("row", ["项目支出: 缺, 年初预算: 1.00", "项目支出: 1.00, 年初预算: 缺"])
def test_a_subject_with_a_gap_keeps_its_place_in_the_text(form: str, row: str) -> None:
    """The 项 is told with the sign; nothing is said of how its figures compare."""
    text = f"版式: {form}\n支出: [{{科目: 2080501, {row}}}, {{科目: 2130106, 项目支出: 5.00}}]\n"
    source = account(text)
    record = Record()
    narrator = create_narrator(source, region(form), read_names(source, record), {}, record)
    blocks = narrator.blocks("final/sections/05-general.j2", source.source.place)
    (told,) = (block.text for block in blocks if "行政单位离退休" in block.text)
    # 四川 says no budget, only which share of it was spent.
    is_said = form != "四川" or row.startswith("项目支出: 缺")
    assert told.count("…万元") == is_said
    assert "占；" not in "".join(block.text for block in blocks)
    assert not [fault for fault in narrator.writer.found if "行政单位离退休" in fault.message]


@pytest.mark.parametrize(
    ("form", "file"),
    [
        ("全国", "budget/sections/08-funds.j2"),
        ("吉林省级", "budget/sections/08-funds.j2"),
    ],
)
def test_a_funds_gap_is_no_word_of_none(form: str, file: str) -> None:
    source = budget(f"版式: {form}\n支出: [{{科目: 2120899, 资金: 政府性基金, 项目支出: 缺}}]\n")
    found, _ = read_region(form, PROJECT, "budget")
    assert found is not None
    narrator = create_narrator(source, found, read_names(source), {})
    (block,) = narrator.blocks(file, source.source.place)
    assert "…万元" in block.text
    assert "无" not in block.text


def test_an_area_that_is_not_known_prints_the_sign() -> None:
    text = (
        "版式: 吉林省级\n国有资产: {车辆: 2, 土地: 缺, 房屋: 5, 大型设备: 0, 截至: 2023年8月底}\n"
    )
    source = budget(text)
    found, _ = read_region("吉林省级", PROJECT, "budget")
    assert found is not None
    record = Record()
    narrator = create_narrator(source, found, read_names(source, record), {}, record)
    blocks = narrator.blocks("budget/sections/10-other.j2", source.source.place)
    assert any("土地…平方米，房屋5平方米" in block.text for block in blocks)
    assert len(record.gaps) == 1


@pytest.mark.parametrize(("stated", "is_told"), [("1.28", True), ("", False)])
def test_a_published_total_that_moved_alone_is_looked_at_first(stated: str, is_told: bool) -> None:
    """1.20 + 0.07 is 1.27, as planned: not the spending moved, the total was mistyped."""
    total = f"公布数: {{三公经费.合计.决算: {stated}}}\n" if stated else ""
    source = account(f"""版式: 河南
三公经费:
  因公出国境费: 0
  公务用车购置费: 0
  公务用车运行维护费: {{预算: 1.20, 决算: 1.20, 保有量: 1}}
  公务接待费: {{预算: 0.07, 决算: 0.07, 国内接待: {{批次: 1, 人次: 7}}, 外宾接待: 0}}
{total}""")
    _, found = render(source, PROJECT, pages=False)
    told = [fault for fault in found if fault.code == "MZ401" and "合计决算" in fault.message]
    assert bool(told) == is_told
    assert all(f.hint.startswith("先核对这个公布数：各部分相加是 1.27 万元") for f in told)


OFFICIAL = """
版式: {form}
支出:
  - {{科目: 2080501, 人员经费: 60.88, 年初预算: 60.88}}
三公经费:
  因公出国境费: {{预算: 缺, 年初预算: 缺, 决算: 缺, 团组数: 缺, 人次: 缺}}
  公务用车购置费: {{预算: 缺, 年初预算: 缺, 决算: 缺, 购置数: 缺}}
  公务用车运行维护费: {{预算: 缺, 年初预算: 缺, 决算: 缺, 保有量: 缺}}
  公务接待费:
    预算: 缺
    年初预算: 缺
    决算: 缺
    外宾接待: {{金额: 缺, 团组数: 缺, 人次: 缺}}
    国内接待: {{批次: 缺, 人次: 缺}}
数据缺口: “三公”经费没有公布
上年: {{三公经费: {{合计: 1.00, 因公出国境费: 0, 公务用车购置及运行费: 1.00, 公务接待费: 0}}}}
"""


@pytest.mark.parametrize("form", ["吉林", "河南", "四川", "上海"])
def test_official_costs_that_are_not_known_are_compared_with_nothing(form: str) -> None:
    _, found = render(account(OFFICIAL.format(form=form)), PROJECT, pages=False)
    assert [fault.message for fault in found if fault.code == "MZ406"] == []


def test_a_sum_that_is_not_known_though_its_parts_are_is_left_to_the_program() -> None:
    source = account("""
        版式: 吉林
        支出:
          - {科目: 2080501, 人员经费: 60.88, 年初预算: 60.88}
          - {科目: 合计, 收入: 缺}
        数据缺口: 收入合计没有公布
        上年: {财政拨款收入: 60.00}
    """)
    _, found = render(source, PROJECT, pages=False)
    assert ["由程序相加" in fault.hint for fault in found if fault.code == "MZ406"] == [True]


@pytest.mark.parametrize(
    ("asked", "is_so"),
    [
        ("数 != 0", True),
        ("数 > 0", True),
        ("0 < 数", True),
        ("数 >= 1", True),
        ("数", True),
        ("数 == 0", False),
        ("数 < 1", False),
        ("数 <= 0", False),
    ],
)
def test_a_count_that_is_not_known_is_not_known_to_be_none(asked: str, is_so: bool) -> None:
    asking = create_environment(region()).from_string(f"{{{{ '有' if {asked} else '没有' }}}}")
    assert asking.render(数=Gap.of("…")) == ("有" if is_so else "没有")


def test_a_count_is_used_however_it_is_compared() -> None:
    told: list[str] = []
    count = Counted.ready(3, lambda: told.append("used"))
    assert count != 0
    assert told == ["used"]
