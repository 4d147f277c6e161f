"""Figures in sentences: what the rules on text say, where, and what they must not say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mingzhang.checks.named_things import Things
from mingzhang.checks.run_rules import check
from mingzhang.diagnostics import Diagnostic
from mingzhang.facts.account_reading import read_account
from mingzhang.forms.documents_by_form import read_folder
from tests.checks.case import project
from tests.support import PROJECT, account, budget, folder, only

SPENDING = """
    支出:
      - {科目: 2080501, 人员经费: 40.00, 年初预算: 50.00, 差异原因: REASON}
      - {科目: 2101502, 项目支出: 60.88, 年初预算: 55.00, 差异原因: 年中安排新项目}
    基本支出: [{科目: 30101, 金额: 40.00}]
"""


def found(code: str, source: str) -> list[Diagnostic]:
    return only(check(account(source)), code)


def about_reason(code: str, reason: str) -> list[Diagnostic]:
    return found(code, SPENDING.replace("REASON", reason))


def about_supplement(code: str, text: str) -> list[Diagnostic]:
    return found(
        code, f"补充说明: {{政府采购: '{text}'}}\n支出: [{{科目: 2101502, 项目支出: 60.88}}]"
    )


@pytest.mark.parametrize(
    "text",
    [
        "用于设备60.88万元",
        "用于设备608,800元",
        "用于设备608800.00元",
        "用于设备61万元",
        "其中设备20.88万元、维修40万元",
        "设备60.88万元，另一批设备60.88万元，合计121.76万元",
        "完成2批次采购，涉及12家单位、340人",
        "单价5000元的设备，每人每年5.16万元/人/年",
        "单价100万元以上设备，约30万元",
        "依据〔2024〕12号文件第3条",
        "价格不超过33.33万元",
        # A rate times a number, in one sentence.
        "购置电脑20台，每台0.52万元，共10.40万元",
        "按每人每年380元的标准，为210人缴费，共7.98万元",
        "租用3台×1.2万元，共3.6万元",
        "为1,200人缴费，每人0.02万元，共24.00万元",
        "12个月，每月1.5万元，全年18万元",
        # That there was nothing.
        "用于设备60.88万元，没有维修，维修0万元",
        "授予小微企业合同金额0.00元",
        # Limits and prices.
        "最高限额为45.60万元",
        "控制数不突破25.50万元",
        "15.50万元封顶",
        "20.50万元及以上的公开招标",
        "单价由5200元降至4800元",
        "原价12.50万元，成交价11.20万元",
        "一台3.20万元",
        # Other years, of which the document has no figures.
        "2026年计划安排75.00万元",
        "明年拟采购45.00万元",
        "“十四五”期间共安排300.00万元",
    ],
)
def test_a_supported_amount_or_no_amount_at_all(text: str) -> None:
    assert not about_supplement("MZ601", text)
    assert not about_supplement("MZ602", text)


@pytest.mark.parametrize("text", ["另有77.77万元", "其中设备20.88万元、维修41万元", "60.99万元"])
def test_an_unsupported_amount(text: str) -> None:
    assert about_supplement("MZ601", text)


@pytest.mark.parametrize(
    "text",
    [
        "购置电脑20台，每台0.52万元，共10.60万元",
        "购置电脑20台。每台0.52万元。共10.40万元",
        "合同总价35.50万元",
        "明年继续采购。本年采购77.77万元",
        "2022年立项，2024年支付77.77万元",
    ],
)
def test_a_product_a_price_or_another_year_that_it_is_not(text: str) -> None:
    assert about_supplement("MZ601", text)


def test_each_sentence_of_a_paragraph_may_take_a_sum_apart() -> None:
    """What the next sentence tells is no part of what a thing is worth."""
    text = "总投资为13526.06万元，其中建筑11668.67万元，其他1857.39万元。另付77.77万元"
    (diagnostic,) = about_supplement("MZ601", text)
    assert "“77.77万元”" in diagnostic.message


def test_the_closest_figure_is_told() -> None:
    (diagnostic,) = about_supplement("MZ601", "另有60.99万元")
    assert "最接近的是" in diagnostic.message
    assert [operand.value for operand in diagnostic.operands] == ["60.88 万元"]


@pytest.mark.parametrize("text", ["用于设备60.88元", "用于设备608,800万元"])
def test_the_other_unit(text: str) -> None:
    (diagnostic,) = about_supplement("MZ602", text)
    assert "是 60.88 万元" in diagnostic.message
    assert not about_supplement("MZ601", text)


@pytest.mark.parametrize(
    ("rate", "is_wrong"),
    [
        ("完成年初预算的80%", False),
        ("下降20.00%", False),
        ("完成年初预算的88%", True),
        ("完成年初预算的百分之八十", False),
        ("下降百分之二十点零", False),
        ("下降百分之20", False),
        ("下降百分之十二", True),
        ("下降百分之12", True),
        ("下降百分之十几", False),
        ("培训任务完成率110%，人员减少", False),
        ("退休人员占职工总数的12%，人员减少", False),
        ("支出完成率110%，人员减少", True),
        ("占人员经费的12%，人员减少", True),
        ("下降百分之二十多", False),
        ("下降百分之十二点五左右", False),
        ("下降两成", False),
    ],
)
def test_rates_of_a_reason(rate: str, is_wrong: bool) -> None:
    assert bool(about_reason("MZ601", f"经费减少，{rate}")) is is_wrong


@pytest.mark.parametrize(
    "reason",
    [
        "人员增加，经费增加",
        "年中追加项目经费",
        "支出数大于预算数",
        "2022年以来逐年压减，本年经费增加",
        "较2022年以来的水平增加",
        "决算数与年初预算持平",
        "没有压减经费",
        "2023年压减经费，2024年经费增加",
        "年中追加了未纳入预算的项目经费",
        # However a reason is written, it is the one of that figure.
        "'人员增加，经费增加'",
        '"人员增加，经费增加"',
    ],
)
def test_a_direction_against_the_figures(reason: str) -> None:
    (diagnostic,) = about_reason("MZ603", reason)
    assert "是减少：40.00 万元，年初预算 50.00 万元" in diagnostic.message
    assert [operand.value for operand in diagnostic.operands] == ["40.00 万元", "50.00 万元"]


@pytest.mark.parametrize(
    "reason",
    [
        "人员减少，经费减少",
        "退休人员增加",
        "上年追加经费较多",
        "项目经费增加，但人员经费减少更多",
        "支出数小于预算数",
        "人员调整",
        "2022年以来逐年追加后，本年人员调整",
        "近年来人员增加，本年调出多人",
        "没有新增项目经费",
        "未再追加经费",
        "2023年新增一次性项目，2024年没有",
        "追加资金未到位",
        "年中追加较少",
        "'2023年追加经费较多，2024年恢复'",
        # What went up is named first, and then what is booked elsewhere.
        "年中调增设备款；部分设备款从本科目调整至信息化建设列支",
    ],
)
def test_a_direction_that_agrees_or_explains(reason: str) -> None:
    assert not about_reason("MZ603", reason)


@pytest.mark.parametrize("mark", ["", "'", '"'])
def test_a_reason_in_quotation_marks_is_known_as_any_other(mark: str) -> None:
    """Who was founded late in the last year may well have ten times as much in this one."""
    source = """
        支出: [{科目: 2080501, 人员经费: 238.60}]
        基本支出: [{科目: 30101, 金额: 238.60}]
        原因: {财政拨款总计: REASON}
        上年: {财政拨款总计: 21.00}
    """
    for reason, is_told in (("本单位于 2022 年 12 月成立", False), ("人员增加", True)):
        made = budget(source.replace("REASON", f"{mark}{reason}{mark}"))
        assert bool(only(check(made), "MZ790")) is is_told


def test_a_reason_in_lines_of_its_own_is_known_as_any_other() -> None:
    row = "{科目: 2080501, 人员经费: 40.00, 年初预算: 50.00, 差异原因: REASON}"
    lines = """科目: 2080501
        人员经费: 40.00
        年初预算: 50.00
        差异原因: |
          人员增加，经费增加"""
    assert row in SPENDING
    (told,) = found("MZ603", SPENDING.replace(row, lines))
    assert (told.place.line, told.place.column) == (6, 14)


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("共编报12个项目。（绩效目标工作情况，以及项目数量、预算金额等）", True),
        ("（项目数量、单位数量、预算金额等）", True),
        ("共编报12个项目（含项目数量、预算金额等）", False),
        ("共编报12个项目。（其中3个是新增的项目，情况见附件）", False),
        ("（包括长期目标、当年目标等，详细内容见附表）", True),
        ("共编报12个项目（包括长期目标、当年目标等，详细内容见附表）", False),
        ("（包括12个项目，详细内容见附表）", False),
    ],
)
def test_what_a_form_asks_to_write_of_is_no_text(text: str, *, is_told: bool) -> None:
    assert bool(about_supplement("MZ606", text)) is is_told


LEVEL = """
    支出: [{科目: 2101501, 公用经费: 90.00}]
    三公经费: {因公出国境费: 0, 公务接待费: 0, 公务用车购置费: 0, 公务用车运行维护费: NOW}
    上年: {三公经费: {公务用车运行维护费: 42.24}}
    原因: {三公经费: {公务用车运行维护费: 没有增加公车运行费}}
"""


@pytest.mark.parametrize(("now", "is_wrong"), [("42.24", False), ("42.20", False), ("42.30", True)])
def test_what_has_not_gone_up_is_level_or_went_down(now: str, *, is_wrong: bool) -> None:
    told = only(check(budget(LEVEL.replace("NOW", now))), "MZ603")
    assert ["这里写“没有增加”" in one.message for one in told] == [True] * is_wrong


@pytest.mark.parametrize(
    ("reason", "is_told"),
    [
        ("按规定压减公车运行费，与上年持平", False),
        ("压缩用车", False),
        ("新增一辆车，但节约燃料费用，保险费用减少", False),
        ("用车减少，总额与上年持平", False),
        ("用车次数减少", True),
        ("追加运行费", True),
    ],
)
def test_why_a_figure_is_level_is_no_direction(reason: str, *, is_told: bool) -> None:
    """What went up and down came to the same; thrift kept it where it was."""
    source = LEVEL.replace("NOW", "42.24").replace("没有增加公车运行费", reason)
    assert bool(only(check(budget(source)), "MZ603")) is is_told


@pytest.mark.parametrize(
    ("reason", "is_told"),
    [
        ("没有增加公车运行费", False),
        ("与上年持平", False),
        ("严格管理", True),
        # Why nothing grows is why it is planned as it was.
        ("厉行节约，严格按照规定执行“三公”经费", False),
        ("严控公车运维科目开支", False),
    ],
)
def test_a_figure_that_its_own_reason_says_is_last_years_is_no_slip(
    reason: str, *, is_told: bool
) -> None:
    source = LEVEL.replace("NOW", "42.24").replace("没有增加公车运行费", reason)
    assert bool(only(check(budget(source)), "MZ262")) is is_told


@pytest.mark.parametrize(
    ("now", "reason", "is_told"),
    [
        ("44.00", "用车次数相同，与上年基本持平", False),
        ("39.00", "车辆保险费略有不同，与2023年基本持平", False),
        ("60.00", "与上年基本持平", True),
        ("30.00", "用车减少，与上年大体持平", True),
        ("44.00", "与上年持平", True),
        ("44.00", "低于上年", True),
        ("44.00", "本年支出少于上年度预算数，厉行节约", True),
        ("44.00", "高于上年", False),
        ("30.00", "高于上年水平", True),
        ("30.00", "燃油价格高于上年，出车次数减少", False),
        ("30.00", "低于2023年", False),
        ("44.00", "低于2022年", False),
    ],
)
def test_where_a_reason_says_that_a_figure_stands_to_last_years(
    now: str, reason: str, *, is_told: bool
) -> None:
    """Once, whether it says that much or (MZ749) nothing else."""
    told = check(budget(LEVEL.replace("NOW", now).replace("没有增加公车运行费", reason)))
    found = [one.code for one in told if one.code in ("MZ603", "MZ749")]
    assert len(found) == is_told


def test_a_change_by_an_amount_in_the_wrong_direction() -> None:
    (diagnostic,) = about_supplement_of_years("比上年减少10.88万元")
    assert "这里写“减少”" in diagnostic.message
    assert not about_supplement_of_years("比上年增加10.88万元")


def about_supplement_of_years(text: str) -> list[Diagnostic]:
    source = f"""
        支出: [{{科目: 2101502, 项目支出: 60.88}}]
        上年: {{项目支出: 50.00}}
        补充说明: {{政府采购: {text}}}
    """
    return found("MZ603", source)


@pytest.mark.parametrize(
    "text",
    [
        "我单位2024年度没有采购",
        "2024年我单位完成采购",
        "2023年缴纳6个月物业费，2024年缴纳全年物业费",
        "依据《2019年政府集中采购目录》",
        "豫财社2022-197号提前下达2023年资金",
        "与我单位2023年度相比",
        "清算2021年度工资",
        "作为2025年度预算安排的依据",
        "作为编制2026年预算的依据",
        "使用2021年预算结转资金",
        "属于2021年度部门预算安排的跨年项目",
    ],
)
def test_years_that_may_be_named(text: str) -> None:
    assert not about_supplement("MZ604", text)


@pytest.mark.parametrize(
    "text",
    [
        "我单位2023年度没有采购",
        "2021年度部门决算",
        "2022年，本部门完成",
        "2027年度部门预算",
        "2026年度部门决算",
    ],
)
def test_years_of_another_document(text: str) -> None:
    assert about_supplement("MZ604", text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("设备30,000元，合计60.88万元", "又有“60.88万元”"),
        ("设备,耗材", "半角标点"),
        ("共１２台", "全角数字"),
    ],
)
def test_style(text: str, says: str) -> None:
    assert any(says in d.message for d in about_supplement("MZ608", text))


def test_a_small_amount_beside_a_large_one_is_no_other_style() -> None:
    assert not about_supplement("MZ608", "人均伙食费80元，合计60.88万元")


def test_another_years_plan_is_no_figure_of_the_thing() -> None:
    assert not about_supplement("MZ618", "2025年一般行政管理事务预算75.00万元")
    assert not about_supplement("MZ618", "下一年度一般行政管理事务安排75.00万元")
    assert not about_supplement("MZ618", "人均一般行政管理事务75.00万元")
    assert about_supplement("MZ618", "2025年继续。本年一般行政管理事务75.00万元")
    assert about_supplement("MZ618", "2024年一般行政管理事务75.00万元")


def test_the_table_of_official_expenses_may_tell_more() -> None:
    assert not found(
        "MZ601", "三公经费: {公务接待费: 0, 说明: 预算公开中公务接待费用预算为1.69万元}"
    )


def test_duties_tell_of_no_year_and_no_amount() -> None:
    profile = """
        名称: 某市档案馆
        类型: 部门
        职责: duties.md
        内设机构: [{名称: 办公室, 职责: 我单位2019年成立，管理77.77万元以上的项目}]
    """
    diagnostics = check(account("年度: 2024", profile))
    assert not [d for d in diagnostics if d.code in ("MZ601", "MZ604")]


# Where in the source a figure stands


def test_figures_are_named_at_their_own_place(tmp_path: Path) -> None:
    path = tmp_path / "agency" / "2024-final"
    path.mkdir(parents=True)
    source = """版式: 吉林
年度: 2024
金额单位: 万元
支出:
  - {科目: 2101502, 项目支出: 60.88}
补充说明:
  政府采购: '引号中的“77.77万元”'
  机关运行经费: |
    第一行。
    第二行有 78.78万元。
  国有资产: >-
    折行的
    文字79.79万元
  三公经费: "转义\\"之后80.80万元"
"""
    (path / "disclosure.yaml").write_text(source, encoding="utf-8")
    (path / "profile.yaml").write_text("名称: 某市档案馆\n类型: 部门\n职责: duties.md\n", "utf-8")
    (path / "duties.md").write_text("一、负责。\n二、XX工作。\n", encoding="utf-8")
    read, faults = read_folder(path, PROJECT)
    assert read is not None, faults
    diagnostics = check(read_account(read, PROJECT))
    lines = source.splitlines()
    for diagnostic in only(diagnostics, "MZ601"):
        quoted = diagnostic.message.split("”")[0].removeprefix("“")
        line = lines[diagnostic.place.line - 1]
        assert line[diagnostic.place.column - 1 :].startswith(quoted), str(diagnostic)
    assert len(only(diagnostics, "MZ601")) == 4
    (left_over,) = only(diagnostics, "MZ606")
    assert (left_over.place.file.name, left_over.place.line, left_over.place.column) == (
        "duties.md",
        2,
        3,
    )


def test_last_years_words_are_found_by_the_subject_of_their_row() -> None:
    row = "{{科目: {}, 项目支出: {}, 年初预算: 5.00, 差异原因: 年中安排了一批档案修复项目}}"
    before = folder(f"支出: [{row.format(2101502, 4)}, {row.format(2080501, 4)}]")
    now = f"支出: [{row.format(2080501, 4)}]"
    (diagnostic,) = only(check(account(now, previous=before)), "MZ607")
    assert "与上年（2023 年度）的文字完全相同" in diagnostic.message


@pytest.mark.parametrize("mark", ["，", "：", "、", "；", ","])
def test_a_figure_after_any_mark_is_read(mark: str) -> None:
    assert about_supplement("MZ601", f"新增设备{mark}77.77万元用于维修")


def test_parts_that_add_up_are_read_after_a_comma() -> None:
    assert not about_supplement("MZ601", "其中50.00万元为中央资金，10.88万元为市级资金")


def test_a_figure_of_one_digit_neither_supports_nor_explains_a_finer_one() -> None:
    small = "补充说明: {{政府采购: '{}'}}\n支出: [{{科目: 2101502, 项目支出: 0.02}}]"
    assert found("MZ601", small.format("用于设备184.76元"))
    assert not found("MZ602", small.format("用于设备184.76万元"))
    assert not found("MZ601", small.format("用于设备200元"))


@pytest.mark.parametrize("word", ["减少", "下降", "降低"])
def test_a_rate_after_any_word_for_a_move(word: str) -> None:
    assert not about_reason("MZ601", f"比预算{word}20.00%")
    assert about_reason("MZ601", f"比预算{word}10.13%")


@pytest.mark.parametrize("reason", ["原材料涨价，经费增加", "坚持勤俭原则，经费增加"])
def test_a_word_with_the_sign_of_another_time_in_it(reason: str) -> None:
    assert about_reason("MZ603", reason)
    assert not about_reason("MZ603", "原有人员较多，经费增加")


def test_the_name_of_the_agency_says_whose_year_it_is() -> None:
    assert about_supplement("MZ604", "2019年某市档案馆采购设备")
    assert not about_supplement("MZ604", "2024年某市档案馆采购设备")


def test_an_attached_report_is_read_and_duties_are_not() -> None:
    source = "附件: [{标题: 评价报告, 文件: report.md}]\n支出: [{科目: 2101502, 项目支出: 60.88}]"
    texts = {"report.md": "本年支出77.77万元。", "duties.md": "管理基金99.99亿元。"}
    own = read_account(replace(folder(source), texts=texts), PROJECT)
    (unsupported,) = only(check(own), "MZ601")
    assert "77.77万元" in unsupported.message
    assert unsupported.place.file.name == "report.md"


@pytest.mark.parametrize(
    "day", ["2025-10", "2025-10-09", "2026年1月", "二〇二五年十月九日", "次年"]
)
def test_days_of_publication(day: str) -> None:
    assert not found("MZ612", f"公开日期: {day}")


@pytest.mark.parametrize(
    "day", ["2025/10/23", "20251023", "2025年10月23号", "二〇二五年十月二十三号", "2025.10.23日"]
)
def test_a_day_in_other_writing_is_offered_as_it_is_written(day: str) -> None:
    (told,) = only(check(account(f"年度: 2024\n公开日期: {day}")), "MZ414")
    assert told.hint == "请写成 2025-10-23。"


@pytest.mark.parametrize("day", ["二〇二七年十月九日", "2028-01-01"])
def test_days_on_which_nothing_was_published(day: str) -> None:
    assert found("MZ612", f"公开日期: {day}")


@pytest.mark.parametrize(
    "text", ["比上年增长100%", "下降100%", "完成年初预算的100%", "占总额的50%", "执行率为７０%"]
)
def test_a_whole_percentage_needs_its_figures(text: str) -> None:
    assert about_supplement("MZ601", f"设备采购{text}")


@pytest.mark.parametrize(
    "text", ["由30万元增长100%，为60万元", "基础设施项目20.88万元，占60.88万元的34.30%"]
)
def test_a_percentage_of_the_figures_in_its_sentence(text: str) -> None:
    assert not [d for d in about_supplement("MZ601", text) if "%" in d.message]


def test_the_rate_of_what_a_reason_explains() -> None:
    assert not about_reason("MZ601", "人员减少，完成年初预算的80%")
    assert about_reason("MZ601", "人员减少，完成年初预算的90%")


@pytest.mark.parametrize("text", ["投入33.33万", "投入３３.３３万元"])
def test_an_amount_in_other_writing(text: str) -> None:
    assert about_supplement("MZ601", text)


@pytest.mark.parametrize(
    "text",
    [
        "公用经费追加20万元",
        "用于机关运行经费的部分3万元",
        "项目支出60.88万元",
        "项目支出608800元",
        "其中一般行政管理事务支出60.88万元",
        "一般行政管理事务60.88万元",
    ],
)
def test_a_figure_of_the_thing_or_a_part_of_it(text: str) -> None:
    assert not about_supplement("MZ618", text)


@pytest.mark.parametrize("text", ["公务接待费36万元", "医疗保障经办事务决算数为60.88万元"])
def test_a_figure_of_another_thing(text: str) -> None:
    assert about_supplement("MZ618", text)


def test_a_word_for_less_under_a_figure_that_rose() -> None:
    rising = SPENDING.replace("年初预算: 50.00", "年初预算: 30.00")
    assert found("MZ603", rising.replace("REASON", "接待批次减少"))
    assert not found("MZ603", rising.replace("REASON", "退休人员减少"))
    assert not found("MZ603", rising.replace("REASON", "外聘减少，在职增加"))


LENT = """
    三公经费: {公务接待费: 0.79, 公务用车运行维护费: 3.60, 原因: REASON}
    上年: {三公经费: {合计: 3.90, 公务接待费: 0.90, 公务用车运行维护费: 3.00}}
    支出: [{科目: 2080505, 经营支出: 5.00}]
"""


@pytest.mark.parametrize(
    ("reason", "wrong"), [("公务接待费增加", True), ("接待减少，用车增加", False)]
)
def test_a_reason_of_the_whole_under_a_part_that_went_the_other_way(
    reason: str, wrong: bool
) -> None:
    source = budget(LENT.replace("REASON", reason))
    told = only(check(source), "MZ603")
    assert [f"{d.place.line}" for d in told] == ["1"] * wrong
    assert not wrong or "三公经费.公务接待费是减少" in told[0].message


def test_what_is_printed_decides_what_a_reason_is_held_against() -> None:
    # Up against last year, down against the budget: only one of the two is printed.
    source = account("""
        三公经费: {公务接待费: {预算: 2.00, 决算: 1.00, 原因: 接待批次减少}}
        上年: {三公经费: {公务接待费: 0}}
    """)
    ((place, moves),) = source.reasons.explained.items()
    by_base = {move.base: move for move in moves}
    assert not only(check(source, printed={place: (by_base["预算"],)}), "MZ603")
    (told,) = only(check(source, printed={place: (by_base["上年"],)}), "MZ603")
    assert "是增加" in told.message


@pytest.mark.parametrize(
    ("text", "wrong"), [("项目支出增加20万元", False), ("项目支出20万元", True)]
)
def test_by_how_much_a_thing_moved_is_no_figure_of_it(text: str, wrong: bool) -> None:
    assert bool(about_supplement("MZ618", text)) is wrong


@pytest.mark.parametrize(
    ("reason", "is_wrong"),
    [
        ("减少了用于退休职工体检的经费", False),
        ("增加了用于退休职工体检的经费", True),
        ("退休人员增加，调增了退休人员经费", True),
        ("退休人员增加，人员经费减少", False),
    ],
)
def test_money_of_those_who_left_says_which_way_it_went(reason: str, is_wrong: bool) -> None:
    assert bool(about_reason("MZ603", reason)) is is_wrong


@pytest.mark.parametrize(
    ("reason", "is_wrong"),
    [("完成年初预算的120%", True), ("新增了项目", False)],
)
def test_a_percentage_of_nothing(reason: str, is_wrong: bool) -> None:
    source = f"支出: [{{科目: 2080501, 项目支出: 40.00, 年初预算: 0, 差异原因: {reason}}}]"
    told = [d.message for d in found("MZ601", source)]
    assert [("没有百分比" in words) for words in told] == [True] * is_wrong


@pytest.mark.parametrize(
    ("share", "is_wrong"), [("占中小企业合同金额的50%", False), ("占中小企业合同金额的25%", True)]
)
def test_a_share_of_what_is_named(share: str, is_wrong: bool) -> None:
    source = f"""
        支出: [{{科目: 2080501, 项目支出: 60.88}}]
        政府采购: {{货物: 20.00, 工程: 0, 服务: 20.00, 中小企业: 20.00, 小微企业: 10.00}}
        补充说明: {{政府采购: '授予小微企业10.00万元，{share}'}}
    """
    told = [d for d in found("MZ601", source) if "比率" in d.message]
    assert bool(told) is is_wrong


RECEPTION = """
    支出: [{科目: 2101501, 项目支出: 0.36}]
    三公经费:
      公务接待费: {预算: 0.36, 决算: 0.36, 国内接待: {批次: 3, 人次: 24}, 原因: TEXT}
"""


@pytest.mark.parametrize(
    "text",
    [
        "接待批次由5批次减少到3批次",
        "国内接待从2023年的5批次降为3批次",
        "上年接待5批次、40人次，本年接待3批次、24人次",
        "2023年国内接待5批次，40人次",
        "国内接待较上年减少2批次",
    ],
)
def test_a_count_of_another_year_is_none_of_this(text: str) -> None:
    assert not found("MZ619", RECEPTION.replace("TEXT", text))


@pytest.mark.parametrize(
    "text",
    [
        "接待批次由5批次减少到2批次",
        "上年接待5批次，本年接待2批次",
        "与上年相比接待减少，共2批次",
        "2024年国内接待2批次",
    ],
)
def test_a_wrong_count_of_this_year_beside_another(text: str) -> None:
    (diagnostic,) = found("MZ619", RECEPTION.replace("TEXT", text))
    assert diagnostic.message == "“2批次”与填写的个数不同：3。"


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("馆藏档案数字化项目支出32.65万元，库房消防改造项目支出6.00万元", ""),
        ("馆藏档案数字化项目支出6.00万元", "馆藏档案数字化"),
        ("全年项目支出6.00万元", "项目支出"),
        ("政府性基金项目支出6.00万元", "项目支出"),
        # A part of it, of a name of its own.
        ("其中社区建设项目支出6.00万元", ""),
        ("新建部门开办费26.65万元、社区建设项目支出6.00万元", ""),
    ],
)
def test_the_project_that_is_named_is_compared(text: str, thing: str) -> None:
    performance = """
        项目:
          - {名称: 馆藏档案数字化, 资金: {当年财政拨款: [32.65, 32.65, 32.65]}}
          - {名称: 库房消防改造, 资金: {当年财政拨款: [6.00, 6.00, 6.00]}}
    """
    source = f"支出: [{{科目: 2101502, 项目支出: 38.65}}]\n补充说明: {{政府采购: '{text}'}}"
    told = only(check(account(source, performance=performance)), "MZ618")
    assert [d.message.split("”")[1] + "”" for d in told] == [f"不是“{thing}”"] * bool(thing)


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("国有资产: 2024年末固定资产原值512.30万元", False),
        ("政府采购: 本年采购较2023年增加12.00万元", False),
        ("政府采购: 本年采购支出38.20万元", True),
        ("项目支出: 项目支出较2023年增加12.00万元", True),
    ],
)
def test_an_amount_of_what_no_table_has(text: str, *, is_told: bool) -> None:
    where = "原因" if text.startswith("项目") else "补充说明"
    source = f"""
        支出: [{{科目: 2101502, 项目支出: 60.88}}]
        政府采购: {{货物: 1.11, 工程: 0, 服务: 0}}
        {where}: {{{text}}}
    """
    assert bool(found("MZ601", source) or found("MZ618", source)) is is_told


@pytest.mark.parametrize(("other", "count"), [("0", 1), ("1.00", 2)])
def test_a_sum_that_went_as_its_part_did_is_told_once(other: str, count: int) -> None:
    source = f"""
        支出: [{{科目: 2080501, 项目支出: 60.88}}]
        三公经费:
          因公出国境费: 0
          公务用车购置费: 0
          公务用车运行维护费: {{预算: 1.00, 决算: {other}, 保有量: 1}}
          公务接待费: {{预算: 0.44, 决算: 0.44, 国内接待: {{批次: 1, 人次: 5}}, 原因: 接待减少}}
          原因: 接待减少
        国有资产: {{车辆: {{其他用车: 1}}, 大型设备: 0}}
        上年:
          三公经费: {{因公出国境费: 0, 公务用车购置费: 0, 公务用车运行维护费: 0, 公务接待费: 0.39}}
    """
    assert len(found("MZ603", source)) == count


def test_a_reason_of_last_year_does_not_compare_with_the_budget() -> None:
    source = """
        支出: [{科目: 2080501, 项目支出: 60.88}]
        上年: {一般公共预算财政拨款支出: 40.00}
        原因: {一般公共预算财政拨款支出: TEXT}
    """
    (told,) = found("MZ603", source.replace("TEXT", "人员经费支出数小于预算数"))
    assert "与上年的差，写的却是与预算的：“支出数小于预算数”" in told.message
    assert not found("MZ603", source.replace("TEXT", "年初预算数增加，上年支出数小于预算数"))


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("档案甲区数字化项目支出", "档案甲区数字化"),
        ("档案甲区数字化公用经费", "公用经费"),
        ("项目甲公用经费", "公用经费"),
    ],
)
def test_only_the_word_project_gives_way_to_the_projects_own_name(said: str, named: str) -> None:
    source = """
        支出: [{科目: 2101502, 项目支出: 30.00, 公用经费: 2.00}]
        基本支出: [{科目: 30201, 金额: 2.00}]
    """
    performance = project("{当年财政拨款: [60.88, 60.88, 60.88]}").replace(
        "档案数字化经费", "档案甲区数字化"
    )
    thing = Things(account(source, performance=performance)).named(said)
    assert thing is not None
    assert thing.name == named


def test_from_one_figure_to_another_is_compared_in_their_own_units() -> None:
    assert about_supplement("MZ622", "单价由9000元增加到1.2万元") == []
    (told,) = about_supplement("MZ622", "单价由1.2万元增加到9000元")
    assert told.message == "“由1.2万元增加到9000元”的方向不对。"


def test_a_growth_of_the_ground_that_is_taken_up_is_no_share() -> None:
    assert about_supplement("MZ611", "办公用房占地面积比上年增长120%") == []
    assert len(about_supplement("MZ611", "办公用房占全部房屋的120%")) == 1


@pytest.mark.parametrize(
    "text", ["支出60.88万元，占年初预算的120%", "接待批次占去年的105.3%", "扫描占年度计划的110%"]
)
def test_of_what_was_planned_more_than_all_may_be_done(text: str) -> None:
    assert about_supplement("MZ611", text) == []


@pytest.mark.parametrize(
    ("text", "is_told"),
    [("床位使用率达105.2%", False), ("病床使用率为103%", False), ("设备使用率达105.2%", True)],
)
def test_a_hospital_may_add_beds(text: str, is_told: bool) -> None:
    assert bool(about_supplement("MZ773", text)) is is_told


@pytest.mark.parametrize(
    ("spent", "words", "is_told"),
    [
        ("0.04", "下降100%", True),  # of 0.39 no such part: it fell by 89.74 %
        ("0.04", "增长100%", True),
        ("0.04", "下降89.74%", False),
        ("0", "下降100%", False),  # nothing is left of it
        ("0.78", "增长100%", False),  # twice 0.39
    ],
)
def test_a_move_of_all_is_no_share_of_all(spent: str, words: str, is_told: bool) -> None:
    counts = "" if spent == "0" else ", 国内接待: {批次: 1, 人次: 5}"
    source = f"""
        支出: [{{科目: 2101501, 项目支出: 9.00}}]
        三公经费:
          因公出国境费: 0
          公务用车购置费: 0
          公务用车运行维护费: {{预算: 0, 决算: 0, 保有量: 0}}
          公务接待费: {{预算: {spent}, 决算: {spent}{counts}, 原因: 公务接待比上年{words}}}
        上年: {{三公经费: {{公务接待费: 0.39}}}}
    """
    found = [d for d in check(account(source)) if d.code == "MZ601"]
    assert bool(found) is is_told, [d.message for d in found]
