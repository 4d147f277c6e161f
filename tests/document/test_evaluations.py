"""What the sentence on 自评 counts: the general public budget's part of the projects' money."""

from __future__ import annotations

import pytest

from mingzhang.checks.rule import Evidence
from mingzhang.checks.run_rules import check, run_on
from mingzhang.diagnostics import Diagnostic
from mingzhang.document.narrative import create_narrator
from mingzhang.document.printing_record import Record
from mingzhang.document.region_folder import Region, read_region
from mingzhang.document.render import Pages, render
from mingzhang.document.template_names import read_names
from mingzhang.facts.account import Account
from mingzhang.facts.evaluation_points import Rounding
from tests.support import PROJECT, account, only

SOURCE = """
    支出:
      - {科目: 2130106, 项目支出: 38.65}
      - {科目: 2120899, 资金: 政府性基金, 项目支出: 2.00}
      - {科目: 2130104, 资金: 非财政, 项目支出: 9.00}
    绩效: {一级项目数: 0, 评价项目: [丙]}
"""
DONE = "年度目标: {预期: 好, 实际: 好}, 指标: []"
GENERAL = (
    f"  - {{名称: 甲, 科目: 2130106, 资金: {{当年财政拨款: [38.65, 38.65, 38.65]}}, {DONE}}}\n"
)
FUND = f"  - {{名称: 乙, 科目: 2120899, 资金: {{当年财政拨款: [2, 2, 2.00]}}, {DONE}}}\n"
OWN = f"  - {{名称: 丙, 资金: {{单位资金: [9, 9, 9.00]}}, {DONE}}}\n"


def region() -> Region:
    found, faults = read_region("吉林", PROJECT)
    assert found, faults
    return found


def said(*projects: str) -> tuple[str, Record]:
    source = account(SOURCE, performance="项目:\n" + "".join(projects))
    record = Record()
    narrator = create_narrator(source, region(), read_names(source, record), {}, record)
    blocks = narrator.blocks("final/sections/13-performance.j2", source.source.place)
    return "\n".join(block.text for block in blocks), record


def test_projects_of_every_fund() -> None:
    text, record = said(GENERAL, FUND, OWN)
    assert "二级项目1个，共涉及资金38.65万元，绩效自评率为100.00%。" in text
    assert "（1）甲支出38.65万元。" in text
    assert "（2）" not in text
    # 38.65 + 2.00 + 9.00: the three that were evaluated are of every fund.
    words = "等3个项目开展了部门绩效评价，涉及资金49.65万元，其中一般公共预算支出38.65万元"
    assert words in text
    assert not record.absent


def test_a_project_of_the_units_own_money_alone() -> None:
    text, _ = said(OWN)
    assert "二级项目0个，共涉及资金0.00万元" in text
    assert "涉及资金9.00万元，其中一般公共预算支出0.00万元" in text
    assert "一般公共预算项目支出开展绩效自评" in text


def test_all_of_the_general_budget_is_said_only_where_it_is_all() -> None:
    half = GENERAL.replace("38.65, 38.65, 38.65", "20.00, 20.00, 20.00")
    assert "项目支出全面开展绩效自评" in said(GENERAL)[0]
    assert "项目支出开展绩效自评" in said(half)[0]


def test_a_project_of_which_the_fund_is_not_known() -> None:
    text, record = said(GENERAL, FUND.replace("科目: 2120899, ", ""))
    assert "共涉及资金…万元" in text
    (lack,) = record.absent
    assert (lack.key[-1], lack.place.line) == ("乙", 3)


TABLED = """
    版式: 河南
    支出: [{科目: 2130106, 项目支出: 38.65, 年初预算: 38.65}]
    绩效: {自评得分: [SCORE], 未完成指标: [MISSED], 超额指标: []}
"""
SCORE, MISSED = "{项目: 甲, 得分: 90}", "{项目: 甲, 指标: 数, 原因: 少}"


@pytest.mark.parametrize(
    ("score", "missed", "named"),
    [(SCORE, MISSED, "“自评得分”、“未完成指标”"), ("", MISSED, "“未完成指标”"), ("", "", "")],
)
def test_results_without_any_form_of_a_project(score: str, missed: str, named: str) -> None:
    text = TABLED.replace("SCORE", score).replace("MISSED", missed)
    found = only(render(account(text), PROJECT, pages=False)[1], "MZ733")
    assert [fault.message.partition("，")[0] for fault in found] == (
        [f"填了{named}"] if named else []
    )


def test_a_project_that_was_evaluated_without_a_form_is_told_once() -> None:
    text = """
        支出: [{科目: 2080501, 项目支出: 60.88, 年初预算: 60.88}]
        绩效: {一级项目数: 0, 评价项目: [甲], 评价结论: 都完成了}
    """
    made = account(text)
    found = (*render(made, PROJECT, pages=False)[1], *check(made))
    codes = {"MZ244", "MZ410", "MZ733"}
    assert [fault.code for fault in found if fault.code in codes] == ["MZ733"]
    # The way out: nothing is said of evaluations where there was none.
    silent = account(text.replace(", 评价项目: [甲], 评价结论: 都完成了", ""))
    found = (*render(silent, PROJECT, pages=False)[1], *check(silent))
    assert not [fault.code for fault in found if fault.code in codes]


def test_results_beside_forms() -> None:
    text = TABLED.replace("SCORE", SCORE).replace("MISSED", MISSED)
    source = account(text, performance="项目:\n" + GENERAL)
    assert not only(render(source, PROJECT, pages=False)[1], "MZ733")


@pytest.mark.parametrize(
    ("words", "left"),
    [("", {"绩效.问题", "绩效.重点评价"}), (", 问题: [], 重点评价: 没有开展", set())],
)
def test_parts_that_would_be_left_out_without_a_word(words: str, left: set[str]) -> None:
    text = TABLED.replace("SCORE", "").replace("MISSED", "").replace("[]}", f"[]{words}}}")
    found = only(render(account(text), PROJECT, pages=False)[1], "MZ404")
    asked = {name for name in ("绩效.问题", "绩效.重点评价") for f in found if _asks(f.hint, name)}
    assert asked == left


LINES = """项目:
  - 名称: 甲
    资金: {当年财政拨款: [38.65, 38.65, 38.65]}
    资金分值: 10
    年度目标: {预期: 好, 实际: 好}
    指标:
      - {一级: 产出, 二级: 数量, 三级: 页数, 目标值: 1页, 完成值: 1页, 分值: 50, 得分: 50}
      - {一级: 产出, 二级: 质量, 三级: 合格率, 目标值: 1%, 完成值: 1%, 分值: 40, 得分: 40}
"""


@pytest.mark.parametrize("form", ["河南", "四川"])
@pytest.mark.parametrize(
    ("left_out", "lacks", "totals"),
    [
        ("", [], "100 100"),
        (", 得分: 40", ["合格率.得分"], "100 …"),
        ("分值: 40, ", ["合格率.分值"], "… 100"),
    ],
)
def test_a_score_that_was_left_out_counts_as_nothing_nowhere(
    form: str, left_out: str, lacks: list[str], totals: str
) -> None:
    text = TABLED.replace("河南", form).replace("[SCORE]", "[]").replace("[MISSED]", "[]")
    assert left_out in LINES
    source = account(text, performance=LINES.replace(left_out, "", 1) if left_out else LINES)
    document, found = render(source, PROJECT, only=Pages.SCREEN)
    told = [fault.message for fault in only(found, "MZ410") if fault.message.startswith("“甲”")]
    assert told == [f"“甲”要印出来，没有填写：{lack}。" for lack in lacks]
    assert document
    rows = (row for s in document.sections for t in s.tables if t.project for row in t.body)
    assert totals in [" ".join(c.text for c in row.cells[1:3]) for row in rows if row.total]


def test_a_project_without_money_is_one() -> None:
    text = TABLED.replace("[SCORE]", "[]").replace("[MISSED]", "[]")
    source = account(text, performance=LINES.replace("38.65", "0"))
    document, _ = render(source, PROJECT, only=Pages.SCREEN)
    assert document
    assert not any(t.notes for s in document.sections for t in s.tables if t.project)


ROUNDED = """项目:
  - 名称: 甲
    资金: {当年财政拨款: [100.00, 100.00, 92.75]}
    资金分值: 20
    年度目标: {预期: 好, 实际: 好}
    指标:
      - {一级: 产出, 二级: 数量, 三级: 页数, 目标值: 1页, 完成值: 1页, 分值: 80, 得分: 0.75}
"""


@pytest.mark.parametrize(
    # 92.75 % is 92.8 % where the table prints one decimal: 20 × 0.928 = 18.56, else 18.55.
    ("form", "total"),
    [("河南", "19.31"), ("四川", "19.3")],
)
def test_table_sentence_list_and_rule_have_one_score(form: str, total: str) -> None:
    text = TABLED.replace("河南", form).replace("[SCORE]", "[]").replace("[MISSED]", "[]")
    document, found = render(account(text, performance=ROUNDED), PROJECT, only=Pages.SCREEN)
    assert document, found
    tables = [table for s in document.sections for table in s.tables if table.project]
    printed = [row.cells[2].text for table in tables for row in table.body if row.total]
    assert printed == [total]
    assert [table.score for table in tables] == [total]
    if form == "河南":
        sentences = "".join(line for section in document.sections for line in section.sentences)
        assert f"甲项目{total}分" in sentences
    listed = f"自评得分: [{{项目: 甲, 得分: {total}}}]"
    made = account(text.replace("自评得分: []", listed), performance=ROUNDED)
    assert not only(check_as(made, document.rounding), "MZ249")
    other = account(text.replace("自评得分: []", listed.replace(total, "19")), performance=ROUNDED)
    assert only(check_as(other, document.rounding), "MZ249")


def check_as(made: Account, rounding: Rounding) -> tuple[Diagnostic, ...]:
    return tuple(run_on(Evidence(made, rounding=rounding)).found)


def _asks(hint: str, name: str) -> bool:
    return hint.startswith(f"请在 {name.replace('.', ': ')} 里写明")
