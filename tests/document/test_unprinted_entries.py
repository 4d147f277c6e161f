"""What was typed and is printed nowhere is told, each block once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mingzhang.diagnostics import Diagnostic, Severity
from mingzhang.document.document_structure import read_structure
from mingzhang.document.form_specs import Context
from mingzhang.document.printing_record import Record
from mingzhang.document.region_folder import Region, read_region
from mingzhang.document.render import Pages, render
from mingzhang.document.template_names import read_names
from mingzhang.document.unprinted_entries import told, unused
from mingzhang.facts.account_reading import read_account
from mingzhang.forms.documents_by_form import read_held
from tests.support import AGENCY, PROJECT, account, budget, only

SPENDING = """
支出:
  - {科目: 2080501, 项目支出: 60.88, 年初预算: 60.88}
  - {科目: 2120899, 资金: 政府性基金, 项目支出: 1.00}
年初预算: {政府性基金: 1.00, 国有资本经营: 0}
上年: {总计: 61.88, 财政拨款总计: 61.88, 一般公共预算财政拨款支出: 60.88, 机关运行经费: 0}
绩效: {自评得分: [], 未完成指标: [], 超额指标: [], 管理工作: 有}
版式: 河南
"""
PERFORMANCE = """
项目:
  - 名称: 甲项目
    资金: {当年财政拨款: [1, 1, 1]}
    资金分值: 10
    项目负责人: 张三
    指标: [{一级: 产出, 二级: 数, 三级: 甲, 目标值: 1, 完成值: 1, 分值: 1, 得分: 1, 单位: 个}]
"""


def left(text: str, profile: str = AGENCY, performance: str | None = None) -> list[Diagnostic]:
    source = account(text + SPENDING, profile, performance)
    _, found = render(source, PROJECT, pages=False)
    return only(found, "MZ415")


def test_a_source_of_which_everything_is_printed_has_nothing_left() -> None:
    assert not left("")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("附件: [{标题: 报告, 文件: duties.md}]", "“附件”"),
        ("原因: {项目支出: 增加, 总计: 增加}", "“原因”里的 项目支出 "),
        ("数据缺口: 没有公布", "“数据缺口”"),
        ("补充说明: {政府采购: 好, 国有资产: 好}", ""),
        ("科目补充: [{科目: 2299999, 名称: 甲}]", "“科目补充”里的 2299999 名称 "),
    ],
)
def test_a_value_without_a_place_in_the_form(text: str, message: str) -> None:
    found = left(text)
    assert [fault.message for fault in found] == (
        [f"{message}在这份文件里没有印出来，也不会随数据公开。"] if message else []
    )
    assert all(fault.severity is Severity.WARNING for fault in found)


@pytest.mark.parametrize(
    ("form", "rows", "told"),
    [
        ("吉林", "{资金: 事业, 科目: 2080501, 本年: 1.00}", "“收入”里的 事业 科目 "),
        ("吉林", "{资金: 事业, 本年: 1.00}", ""),
        ("上海", "{资金: 事业, 科目: 2080501, 本年: 1.00}", ""),
        (
            "吉林",
            "{资金: 事业, 科目: 2080501, 本年: 1.00}, {资金: 事业, 科目: 2080502, 本年: 1.00}",
            "",
        ),
    ],
)
def test_the_subject_of_income_where_no_table_lists_it_so(form: str, rows: str, told: str) -> None:
    spent = "支出: [{科目: 2080501, 资金: 非财政, 项目支出: 1.00}]"
    _, found = render(budget(f"版式: {form}\n收入: [{rows}]\n{spent}"), PROJECT, pages=False)
    messages = [fault.message for fault in only(found, "MZ415") if "收入" in fault.message]
    assert messages == ([f"{told}在这份文件里没有印出来，也不会随数据公开。"] if told else [])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "上年: {",
            "上年: {附属单位上缴收入: 9.00, 上级补助收入: 8.00, ",
            "“上年”里的 附属单位上缴收入、上级补助收入 ",
        ),
        ("年初预算: {政", "全年预算: {政府性基金: 1.00}\n年初预算: {政", "“全年预算”"),
        ("年初预算: 60.88", "年初预算: 60.88, 全年预算: 60.88", "“支出”里的 2080501 全年预算 "),
    ],
)
def test_a_figure_of_another_base_that_no_page_prints(old: str, new: str, message: str) -> None:
    _, found = render(account(SPENDING.replace(old, new)), PROJECT, pages=False)
    (fault,) = only(found, "MZ415")
    assert fault.message == f"{message}在这份文件里没有印出来，也不会随数据公开。"


def test_of_many_keys_the_first_are_named() -> None:
    """Each key by its way from the block, none twice, and that there are more."""
    more = "附属单位上缴收入: 9.00, 上级补助收入: 8.00, 事业收入: 7.00, 经营收入: 6.00, "
    more += "其他收入: 5.00, 上缴上级支出: 4.00, 经营支出: 3.00, 对附属单位补助支出: 2.00, "
    text = SPENDING.replace("上年: {", "上年: {" + more)
    (fault,) = only(render(account(text), PROJECT, pages=False)[1], "MZ415")
    named = fault.message.partition("里的 ")[2].partition(" 在这份")[0]
    assert named.endswith("等")
    assert named.startswith("附属单位上缴收入、上级补助收入、事业收入")
    assert len(set(named.split("、"))) == len(named.split("、"))


def test_a_zero_of_another_base_says_nothing_and_is_not_told() -> None:
    assert not left("")
    text = SPENDING.replace("上年: {", "上年: {附属单位上缴收入: 0, ")
    assert not only(render(account(text), PROJECT, pages=False)[1], "MZ415")


@pytest.mark.parametrize(("units", "is_told"), [("[某局]", False), ("[某局, 某乙中心]", True)])
def test_units_that_no_page_names(units: str, is_told: bool) -> None:
    profile = f"名称: 某局\n类型: 部门\n职责: duties.md\n决算单位: {units}\n"
    source = account(SPENDING.replace("版式: 河南", "版式: 四川"), profile)
    found = only(render(source, PROJECT, pages=False)[1], "MZ415")
    assert ["“决算单位”" in told.message for told in found].count(True) == is_told


@pytest.mark.parametrize("list_of", ["内设机构", "下属单位"])
def test_rows_that_a_text_only_counts_are_used(list_of: str) -> None:
    row = "{名称: 某科, 类型: 其他事业单位}" if list_of == "下属单位" else "{名称: 某科}"
    profile = f"名称: 某局\n类型: 部门\n决算单位: [某局]\n{list_of}: [{row}]\n职责: duties.md\n"
    source = account(SPENDING, profile)
    texts = {"duties.md": f"设{{{{ 概况.{list_of} | 个数 }}}}个。"}
    told = replace(source, folder=replace(source.folder, texts=texts))
    record = Record()
    _, found = render(told, PROJECT, pages=False, record=record)
    listed = source.profile.get(list_of)
    assert listed
    (name,) = (row.get("名称") for row in listed.rows())
    assert name
    assert name.place in record.used
    assert not [fault for fault in only(found, "MZ415") if list_of in fault.message]


@pytest.mark.parametrize(("kind", "is_told"), [("单位", False), ("部门", True)])
def test_offices_are_named_in_a_units_own_budget(kind: str, is_told: bool) -> None:
    """A department's names the units below it instead."""
    path = PROJECT.templates / "shanghai" / "example" / "2024-budget"
    files = {file.name: file.read_bytes() for file in path.iterdir()}
    profile = files["profile.yaml"].decode().replace("类型: 部门", f"类型: {kind}", 1)
    files["profile.yaml"] = f"{profile}内设机构: [{{名称: 办公室}}, {{名称: 收集科}}]\n".encode()
    held, _ = read_held(path.name, files, PROJECT)
    assert held is not None
    _, found = render(read_account(held, PROJECT), PROJECT, pages=False)
    told = [fault for fault in only(found, "MZ415") if "内设机构" in fault.message]
    assert bool(told) == is_told


def test_a_name_of_a_total() -> None:
    text = SPENDING.replace("上年:", "基本支出: [{科目: 合计, 名称: 甲, 金额: 缺}]\n上年:")
    (fault,) = only(render(account(text), PROJECT, pages=False)[1], "MZ415")
    assert fault.message.startswith("“基本支出”里的 合计 名称 ")


def test_the_day_on_the_cover_is_no_day_of_a_project() -> None:
    dated = "项目:\n  - 名称: 甲项目\n    日期: 2024年1月\n    资金: {当年财政拨款: [1, 1, 1]}\n"
    source = SPENDING.replace("版式: 河南", "版式: 四川\n公开日期: 2025-10-09")
    found = only(render(account(source, AGENCY, dated), PROJECT, pages=False)[1], "MZ415")
    assert any("“项目”里的 日期 " in told.message for told in found)


def test_points_in_a_form_that_prints_none() -> None:
    scored = "项目:\n  - 名称: 甲项目\n    资金: {当年财政拨款: [1, 1, 1]}\n    资金分值: 10\n"
    source = SPENDING.replace("版式: 河南", "版式: 吉林")
    found = only(render(account(source, AGENCY, scored), PROJECT, pages=False)[1], "MZ415")
    assert "“项目”里的 资金分值 " in "".join(told.message for told in found)


def test_units_of_a_final_that_no_page_names_go_with_what_is_said_of_them() -> None:
    (told,) = left("", f"{AGENCY}    预算单位: [{{名称: 某甲中心, 编制: 某乙}}]\n")
    assert "“预算单位”里的 名称、编制 " in told.message


@pytest.mark.parametrize(
    "said",
    [
        "核对说明: [{规则: MZ225, 说明: 已核对}]",
        "预算来源: ../2024-budget",
        "上年来源: ../2023-final",
        "批复日期: 2025-09-01",
        "涉密: 否",
    ],
)
def test_what_the_program_itself_goes_by_need_not_be_printed(said: str) -> None:
    assert not left(said)


def test_a_reason_of_what_did_not_move() -> None:
    text = SPENDING.replace("年初预算: 60.88", "年初预算: 60.88, 差异原因: 增加")
    _, found = render(account(text), PROJECT, pages=False)
    (fault,) = only(found, "MZ415")
    assert fault.message.startswith("“支出”里的 2080501 差异原因 ")
    assert fault.place.line == 2


def test_ten_values_of_a_block_are_one_finding() -> None:
    text = "绩效: {评价结论: 好, 自评说明: 好, 评价项目: [甲, 乙, 丙, 丁, 戊, 己]}"
    source = account(
        text + SPENDING.replace("绩效: {", "补充说明: {}\n核对说明: []\n名词解释: []\n#")
    )
    _, found = render(source, PROJECT, pages=False)
    (fault,) = only(found, "MZ415")
    assert fault.message.startswith("“绩效”")


def test_what_an_office_does_where_the_form_only_names_it() -> None:
    profile = AGENCY.replace("{名称: 办公室}", "{名称: 办公室, 职责: 运转}")
    (fault,) = left("", profile)
    assert fault.message.startswith("“内设机构”里的 职责 ")


def test_words_that_a_self_evaluation_has_no_place_for() -> None:
    (fault,) = left("", performance=PERFORMANCE)
    assert fault.message.startswith("“项目”里的 项目负责人、指标.单位 ")


def test_a_row_that_a_self_evaluation_prints_keeps_what_it_must_say() -> None:
    """Of a table without 完成值, scored or not; of a row that it does not print nothing stays."""
    row = "{一级: 产出, 二级: 数, 三级: 甲, 目标值: 1, 完成值: 1}"
    source = account(
        SPENDING,
        AGENCY,
        f"项目: [{{名称: 甲项目, 资金: {{当年财政拨款: [1, 1, 1]}}, 指标: [{row}]}}]",
    )
    for printed, expected in (({"三级", "分值", "得分"}, set()), ({"名称"}, {"三级", "完成值"})):
        record = Record()
        record.values.update(printed)
        found = {leaf.key[-1] for leaf in unused(source, record, ("自评表",), "").left}
        assert found & {"三级", "完成值"} == expected


@pytest.mark.parametrize(
    ("printed", "is_told"),
    [({"得分"}, True), ({"自评得分"}, True), ({"得分", "情况"}, False), ({"名称"}, False)],
)
def test_lines_that_only_count_in_a_score_are_told(printed: set[str], is_told: bool) -> None:
    lines = "[{项目: 拨付, 情况: 合规, 分值: 5, 得分: 5}]"
    text = (
        f"项目: [{{名称: 甲项目, 资金: {{当年财政拨款: [1, 1, 1]}}, 资金管理: {lines}, 指标: []}}]"
    )
    source, record = account(SPENDING, AGENCY, text), Record()
    record.values.update(printed)
    found = told(source, record, unused(source, record, ("自评表",), ""))
    assert any("计入了总分" in one.message for one in found) == is_told


def test_goals_in_a_form_without_their_tables() -> None:
    goal = "{年度目标: 做好, 指标: [{一级: 甲, 二级: 乙, 三级: 丙, 指标值: 1}]}"
    plan = f"{{名称: 扫描, 科目: 2101502, 本年: 1, 目标: {goal}}}"
    text = f"项目: [{plan}]\n上年: {{当年预算: 1, 三公经费: {{合计: 0}}}}\n支出: []\n版式: "
    for form, expected in (("吉林", []), ("全国", ["“项目”里的 2101502 目标 "])):
        _, found = render(budget(text + form), PROJECT, pages=False)
        messages = [fault.message.partition("在这份")[0] for fault in only(found, "MZ415")]
        assert messages == expected


def test_a_text_that_no_file_names() -> None:
    source = account(SPENDING)
    loose = replace(source, folder=replace(source.folder, loose=("old.md", "README.md")))
    _, found = render(loose, PROJECT, pages=False)
    (fault,) = only(found, "MZ416")
    assert "old.md" in fault.message


def test_a_term_that_the_text_does_not_use() -> None:
    terms = "名词解释: [{词: 参公单位, 释义: 指甲}, {词: 政府采购（含工程）, 释义: 指乙}]\n"
    _, found = render(account(terms + SPENDING), PROJECT, pages=False)
    (fault,) = only(found, "MZ417")
    assert "参公单位" in fault.message
    assert str(fault.place) == "disclosure.yaml:1:12"


def test_a_section_without_content() -> None:
    source = account(SPENDING)
    empty = replace(source, folder=replace(source.folder, texts={}))
    _, found = render(empty, PROJECT, pages=False)
    (fault,) = only(found, "MZ418")
    assert fault.message == "“部门职责”一节没有内容，只印了标题。"
    # 4: where the agency's own file says which text it is.
    assert str(fault.place) == "profile.yaml:3:1"
    assert "这一节印 profile.yaml 里的“职责”" in fault.hint


@pytest.mark.parametrize(
    ("kind", "contents", "message"),
    [
        ("final", "{种类: 表}, {种类: 表}", "“种类: 表”写了两次，同样的内容会印两遍。"),
        ("budget", "{种类: 自评表}", "部门预算没有“自评表”。"),
        ("final", "{种类: 绩效目标表}", "部门决算没有“绩效目标表”。"),
        ("final", "{种类: 附件}, {种类: 表}", ""),
    ],
)
def test_contents_that_a_form_cannot_have(
    tmp_path: Path, kind: str, contents: str, message: str
) -> None:
    (tmp_path / kind).mkdir()
    text = f"封面: [甲]\n部分: [{{标题: 乙, 内容: [{contents}]}}]\n"
    (tmp_path / kind / "document.yaml").write_text(text, encoding="utf-8")
    found, _ = read_region("全国", PROJECT, kind)
    assert found is not None
    source = account("年度: 2024") if kind == "final" else budget("支出: []")
    context = Context.of(source, Region("试", (tmp_path,), found.settings, kind))
    read_structure(context)
    assert [fault.message for fault in context.faults] == ([message] if message else [])


@pytest.mark.parametrize(
    ("form", "is_told"), [("上海", True), ("全国", False), ("吉林省级", False)]
)
def test_a_purpose_is_printed_where_a_sentence_asks_for_it(form: str, is_told: bool) -> None:
    """Of a 类 the 上海 form tells none; that a list could have it prints nothing."""
    rows = "[{科目: 208, 用途: 某某事}, {科目: 2080501, 人员经费: 60.88}]"
    _, found = render(budget(f"版式: {form}\n支出: {rows}"), PROJECT, only=Pages.SCREEN)
    told = [d for d in only(found, "MZ415") if "208 用途" in d.message]
    assert bool(told) == is_told


def test_what_only_a_sum_prints_waits_for_what_the_sum_lacks() -> None:
    source = account("""
        版式: 上海
        支出:
          - {科目: 2080501, 人员经费: 7.00, 年初预算: 7.00, 全年预算: 7.00, 用途: 发工资}
          - {科目: 2080502, 人员经费: 8.00, 全年预算: 8.00, 用途: 发工资}
    """)
    _, found = render(source, PROJECT, pages=False)
    assert any("科目 2080502 的年初预算" in fault.message for fault in only(found, "MZ410"))
    assert not any("年初预算" in fault.message for fault in only(found, "MZ415"))


def test_a_count_that_stands_ready_is_printed_once_a_sentence_uses_it() -> None:
    source = budget("支出: [{科目: 2080501, 人员经费: 1.00}]\n国有资产: {车辆: 3, 大型设备: 7}")
    record = Record()
    names = read_names(source, record)
    cars, machines = (source.source.get("国有资产", name) for name in ("车辆", "大型设备"))
    assert cars
    assert machines
    assert not record.is_used(cars)
    assert f"{names['车辆']}辆" == "3辆"
    assert (record.is_used(cars), record.is_used(machines)) == (True, False)
    assert names["大型设备"]
    assert record.is_used(machines)


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("", {"自评表"}),
        (
            "自评项目",
            {
                "资金分值",
                "项目负责人",
                "一级",
                "二级",
                "三级",
                "目标值",
                "完成值",
                "分值",
                "得分",
                "单位",
            },
        ),
        ("自评得分", {"项目负责人", "二级", "单位"}),
    ],
)
def test_what_a_sentence_tells_of_evaluations_is_printed_without_a_table_of_them(
    name: str, left: set[str]
) -> None:
    told = SPENDING.replace("自评得分: [], ", "")
    source, record = account(told, AGENCY, PERFORMANCE), Record()
    names = read_names(source, record)
    assert not name or names[name]
    found = unused(source, record, (), "").left
    assert {leaf.key[-1] for leaf in found if leaf.key[0] == "项目"} == left
