"""Rows that were left out: the list that lacks one is named, with what is missing."""

from __future__ import annotations

from mingzhang.checks.run_rules import check
from mingzhang.diagnostics import Diagnostic, Severity
from tests.support import account, budget, budget_folder, only

PROJECTS = """
    单位:
      - {代码: 101, 名称: 本级, 类型: 行政单位, 合计: 108.47}
      - {代码: 102, 名称: 中心, 类型: 参公管理事业单位, 合计: 57.13}
    支出:
      - {科目: 2101501, 单位: 101, 人员经费: 50.21}
      - {科目: 210, 合计: 165.60}
      - {科目: 合计, 口径: 上年结转, 合计: 11.11}
    项目:
      - {名称: 宣传经费, 单位: 101, 科目: 2101502, 本年: 27.15}
      - {名称: 评审经费, 单位: 101, 科目: 2101502, 本年: 23.77, 上年结转: 7.34}
      - {名称: 网络租用, 单位: 102, 科目: 2101504, 本年: 31.26}
"""
LEFT_OUT = "      - {名称: 档案整理, 单位: 102, 科目: 2101504, 本年: 22.10, 上年结转: 3.77}\n"


def left_out(found: tuple[Diagnostic, ...]) -> list[str]:
    return [d.message for d in only(found, "MZ772")]


def test_a_project_left_out_is_named_at_the_list_with_its_unit_and_its_money() -> None:
    found = check(budget(PROJECTS))
    lead = only(found, "MZ772")
    assert [(d.place.line, d.severity) for d in lead] == [(8, Severity.ERROR)]
    assert (
        "漏了一个项目：单位 102、科目 210 的各处都少 本年 22.10、上年结转 3.77" in lead[0].message
    )
    assert lead[0].operands[0].label == "网络租用 本年"
    followers = [d for d in found if d.difference is not None]
    assert followers
    assert {d.suspects[0] for d in followers} == {lead[0].place}


def test_nothing_is_left_out_of_a_whole_list() -> None:
    assert not left_out(check(budget(PROJECTS + LEFT_OUT)))


DETAILS = """
    支出:
      - {科目: 2101501, 人员经费: 63.27, 公用经费: 0}
    基本支出:
      - {科目: 30101, 金额: 21.13}
      - {科目: 30102, 金额: %s}
      - {科目: 30108, 金额: 7.89}
      - {科目: 301, 金额: 63.27}
"""


def test_a_row_left_out_is_named_with_the_subject_above() -> None:
    (message,) = left_out(check(account(DETAILS % "15.36")))
    assert message.startswith("“基本支出”里像是漏了一行：科目 301 的各处都少 金额 18.89 万元")


def test_a_slip_of_the_hand_is_no_row_left_out() -> None:
    # 34.25 with its first digit wrong.
    found = check(account(DETAILS % "14.25"))
    assert found
    assert not left_out(found)


def test_a_zero_that_was_never_filled_in_is_no_row_left_out() -> None:
    assert not left_out(check(account(DETAILS % "0")))


def test_what_may_be_left_out_as_well_is_said_beside_the_likelier_slip() -> None:
    hints = [d.hint for d in check(account(DETAILS % "14.25"))]
    assert any("也可能“基本支出”里漏了一行（科目 301 的金额 20.00 万元）" in hint for hint in hints)


def test_what_last_year_had_is_named() -> None:
    before = budget_folder(PROJECTS + LEFT_OUT, name="2023-budget")
    (message,) = left_out(check(budget(PROJECTS, previous=before)))
    assert "像是“档案整理”（上年的文件里有它）" in message


def test_a_subject_that_was_added_and_is_not_listed_is_named() -> None:
    source = """
        支出:
          - {科目: 2080505, 项目支出: 13.44}
          - {科目: 2100410, 项目支出: 20.58}
          - {科目: 合计, 项目支出: 71.35}
        科目补充:
          - {科目: 2101599, 名称: 其他医疗保障管理事务支出}
    """
    (message,) = left_out(check(account(source)))
    assert "像是“2101599”（第 6 行的“科目补充”写到它）" in message


def test_a_functional_subject_is_no_row_of_economic_ones() -> None:
    source = f"{DETAILS}    科目补充: [{{科目: 22301, 名称: 解决历史遗留问题支出}}]\n"
    text = source.replace("      - {科目: 30102, 金额: %s}\n", "")
    assert "22301" not in "".join(left_out(check(account(text))))


SPENT = """
    支出:
      - {科目: 2101502, 项目支出: 188.17, 年初预算: 180.00, 差异原因: 追加项目}
      - {科目: 2101506, 项目支出: 690.14, 年初预算: 628.00, 差异原因: 追加项目}
      - {科目: 2101599, 项目支出: 27.53, 年初预算: 0, 差异原因: 追加项目}
%s      - {科目: 合计, 项目支出: 951.07, 合计: 951.07, 年初预算: 808.00}
"""


def test_a_row_left_out_may_have_had_nothing_where_all_else_adds_up() -> None:
    """The budgets add up without the row: like another one it was in none of them."""
    row = "      - {科目: 2101550, 项目支出: 45.23, 年初预算: 0, 差异原因: 追加项目}\n"
    assert not left_out(check(account(SPENT % row)))
    (message,) = left_out(check(account(SPENT % "")))
    assert "项目支出 45.23" in message


EVALUATED = """
    项目:
      - {名称: 库房改造, 资金: {当年财政拨款: [11.00, 11.00, 10.17]}}
      - {名称: 档案整理, 资金: {当年财政拨款: [14.00, 14.00, 13.41]}}
"""
ACCEPTED = """
    支出:
      - {科目: 2101502, 项目支出: 30.00}
    核对说明:
      - {规则: MZ242, 差额: 6.42, 说明: 小项目没有自评}
"""


def test_what_the_author_accepts_is_no_part_of_what_was_left_out() -> None:
    """Of 30.00 projects 23.58 are evaluated: without the second one 13.41 more are lacking."""
    whole = account(ACCEPTED, performance=EVALUATED)
    assert not [d for d in check(whole) if d.severity is not Severity.NOTE and d.code == "MZ242"]
    lacking = "\n".join(line for line in EVALUATED.splitlines() if "档案整理" not in line)
    found = check(account(ACCEPTED, performance=lacking))
    lead = only(found, "MZ772")
    assert ["13.41 万元" in d.message for d in lead] == [True]
    assert [d.place for d in only(found, "MZ242")] == [lead[0].place]
