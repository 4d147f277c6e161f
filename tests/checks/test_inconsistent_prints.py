"""One figure is printed alike wherever a document prints it."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.builder import examine
from mingzhang.checks.inconsistent_prints import printed_unalike
from mingzhang.checks.rule import Evidence
from mingzhang.checks.run_rules import run_on
from mingzhang.diagnostics import Diagnostic, Severity
from mingzhang.document.printed_figures import printed_figures
from mingzhang.document.render import Document, render
from mingzhang.facts.account import Account
from mingzhang.project import Project
from tests.support import PROJECT, account

WAY = r"写 (\S+): (\d+\.\d\d)"

# 21.00 of 公用经费 by function; 11.01 + 1.00 + 6.00 + 3.00 = 21.01 by economic subject: five
# figures rounded to 0.01 may differ by that.  Jilin's form prints both.
SOURCE = """
    版式: 吉林
    支出:
      - {科目: 2101501, 人员经费: 60.00, 公用经费: 21.00, 年初预算: 81.00}
    基本支出:
      - {科目: 30101, 金额: 60.00}
      - {科目: 30201, 金额: 11.01}
      - {科目: 30217, 金额: 1.00}
      - {科目: 30231, 金额: 6.00}
      - {科目: 31002, 金额: 3.00}
    上年: {总计: 81.00, 财政拨款收入: 81.00, 基本支出: 81.00, 财政拨款总计: 81.00,
           一般公共预算财政拨款支出: 81.00, 机关运行经费: 21.00, 项目支出: 0,
           上级补助收入: 0, 事业收入: 0, 经营收入: 0, 附属单位上缴收入: 0, 其他收入: 0,
           上缴上级支出: 0, 经营支出: 0, 对附属单位补助支出: 0, 三公经费: {合计: 0}}
    三公经费: {公务用车运行维护费: {预算: 6.00, 决算: 6.00, 保有量: 1, 原因: 用车},
               公务接待费: {预算: 1.00, 决算: 1.00, 原因: 接待, 外宾接待: 0,
                            国内接待: {批次: 1, 人次: 2}},
               因公出国境费: 0, 公务用车购置费: 0, 原因: 公务}
    机关运行经费: {金额: 21.00, 原因: 无}
    绩效: {结果应用: 无, 管理工作: 无, 一级项目数: 0}
"""

ROW = "- {科目: 2101501, 人员经费: 60.00, 公用经费: 21.00, 年初预算: 81.00}"
STATED = """- {科目: 2101501, 合计: 80.01, 人员经费: 59.00, 公用经费: 21.00, 年初预算: 80.01}
      - {科目: 2210201, 人员经费: 1.00, 年初预算: 1.00}"""


def evidence_of(made: Account, document: Document) -> Evidence:
    return Evidence(made, document.explained, document.cells, printed_figures(document))


def found(made: Account) -> list[Diagnostic]:
    document, faults = render(made, PROJECT, pages=False)
    assert document is not None, [str(fault) for fault in faults]
    return list(printed_unalike(evidence_of(made, document)))


def test_two_prints_of_one_figure_are_told_with_both_places() -> None:
    """Its sum with 人员经费 differs by the same 0.01: one cause, one finding."""
    (finding,) = found(account(SOURCE))
    assert (finding.code, finding.severity) == ("MZ440", Severity.WARNING)
    assert "公开05表" in finding.message
    assert "21.00 万元" in finding.message
    assert "公开06表" in finding.message
    assert "21.01 万元" in finding.message
    assert abs(finding.difference or 0) == Decimal("0.01")
    lines = {operand.place.line for operand in finding.operands if operand.place}
    assert {3, 6} <= lines, "the row of 公用经费 and the first of its economic subjects"


def test_the_way_out_that_it_names_is_one() -> None:
    (finding,) = found(account(SOURCE))
    assert "公用经费: 21.00" in finding.hint
    assert found(account(SOURCE + "    公布数: {公用经费: 21.00}\n")) == []


OF_ALL_FORMS = (
    ("版式: 吉林", "版式: 全国"),
    ("机关运行经费: {金额: 21.00", "机关运行经费: {金额: 21.01"),
    ("结果应用: 无, ", ""),
    ("    绩效:", "    年初预算: {政府性基金: 0, 国有资本经营: 0}\n    绩效:"),
    ("一级项目数: 0", "自评得分: [], 未完成指标: [], 超额指标: []"),
)


def unsplit(total: str = "") -> Account:
    """Basic spending that no row of a subject splits; 公用经费 may be stated with its total."""
    rows = ROW.replace("人员经费: 60.00, 公用经费: 21.00", "基本支出: 81.00")
    whole = f"\n      - {{科目: 合计, 人员经费: 60.00, {total}}}" if total else ""
    source = SOURCE.replace(ROW, rows + whole)
    for old, new in OF_ALL_FORMS:
        source = source.replace(old, new)
    return account(source)


def test_a_stated_figure_that_only_its_detail_is_printed_for_is_told() -> None:
    """The national form prints the sum of the economic subjects: what was stated would be lost."""
    assert found(unsplit()) == []
    assert found(unsplit("公用经费: 21.01")) == []
    (finding,) = found(unsplit("公用经费: 21.00"))
    assert "印作 21.01 万元，来源里填的 是 21.00 万元" in finding.message
    assert "公用经费: 21.00" in finding.hint


def test_alike_prints_are_not_told() -> None:
    assert found(account(SOURCE.replace("11.01", "11.00"))) == []


def test_a_difference_beyond_rounding_is_for_the_rule_on_that_identity() -> None:
    assert found(account(SOURCE.replace("11.01", "11.50"))) == []


def test_the_income_of_a_subject_follows_what_was_published_as_spent() -> None:
    """Its spending is stated a tail away from its rows; what it was paid from is that much, too."""
    source = SOURCE.replace(ROW, STATED).replace("81.00", "81.01")
    source = source.replace("基本支出: 81.01", "基本支出: 81.00")
    source += "    原因: {财政拨款收入: 略有减少}\n"
    assert not [one for one in found(account(source)) if "收入" in one.message]


TAIL = """
      - {科目: 2101501, 人员经费: 60.00, 公用经费: 21.00, 年初结转: 0.24, 年初预算: 81.00}
      - {科目: 合计, 收入: 80.75}"""


def test_a_total_that_the_form_prints_nowhere_is_not_printed_otherwise() -> None:
    """A final's tables print one total on both sides; what income comes to stands nowhere."""
    tailed = SOURCE.replace(f"\n      {ROW}", TAIL)
    made = account(tailed.replace("财政拨款收入: 81.00", "财政拨款收入: 80.75"))
    document, faults = render(made, PROJECT, pages=False)
    assert document is not None, [str(fault) for fault in faults]
    shown = [made.indicators[name].amount.displayed(made.unit) for name in ("总计", "收入总计")]
    assert shown == [Decimal("81.00"), Decimal("80.99")]
    told = run_on(evidence_of(made, document)).found
    assert "MZ205" not in {diagnostic.code for diagnostic in told}


DOCUMENT = """\
封面: ['{年度}年度']
用语: {}
部分: [{标题: 表, 内容: [{种类: 表, 表: ['01', '04', '05']}]}]
"""
TOTALS = """\
版式: 试验
年度: 2024
金额单位: 万元
数据缺口: 没有公布到科目
三公经费: 0
基本支出: [{科目: 合计, 金额: 缺}]
"""
FINAL = f"""{TOTALS}
结转结余: {{使用非财政拨款结余: 0, 结余分配: 0}}
支出:
  - {{科目: 合计, 合计: 100.00, 基本支出: 60.00, 项目支出: 40.01}}
  - {{科目: 合计, 资金: 政府性基金, 合计: 20.00, 基本支出: 10.00, 项目支出: 10.01}}
"""
BUDGET = f"""{TOTALS}
支出:
  - {{科目: 合计, 合计: 100.00, 基本支出: 60.00, 项目支出: 40.01}}
  - {{科目: 合计, 资金: 政府性基金, 合计: 20.00}}
"""


@pytest.mark.parametrize(
    ("kind", "source", "ways"),
    [("final", FINAL, {}), ("budget", BUDGET, {"一般公共预算拨款收入": "100.00"})],
)
def test_the_ways_out_of_totals_with_nothing_below_lead_to_an_end(
    tmp_path: Path, kind: str, source: str, ways: dict[str, str]
) -> None:
    """What is stated stays: 60.00 + 40.01 was published as 100.00, and the income pays that.

    A final's income follows what was stated as spent; a budget's own is stated beside it.
    """
    own, place = tmp_path / "templates" / "trial" / kind, tmp_path / f"sources/a/2024-{kind}"
    own.mkdir(parents=True)
    place.mkdir(parents=True)
    (own.parent / "region.yaml").write_text("名称: 试验\n上级: national\n", "utf-8")
    (own / "document.yaml").write_text(DOCUMENT, "utf-8")
    (place / "profile.yaml").write_text("名称: 某市档案馆\n类型: 单位\n", "utf-8")
    (place / "performance.yaml").write_text("项目: []\n", "utf-8")
    stated: dict[str, str] = {}
    for _ in range(4):
        names = ", ".join(f"{name}: {number}" for name, number in stated.items())
        (place / "disclosure.yaml").write_text(f"{source}公布数: {{{names}}}\n", "utf-8")
        told = examine(place, Project(tmp_path))[1]
        assert not [one for one in told if one.severity is Severity.ERROR]
        way = next((re.search(WAY, one.hint) for one in told if one.code == "MZ440"), None)
        if way:
            assert way[1] not in stated, "the same way once more"
            stated[way[1]] = way[2]
    assert stated == ways
    assert not [one for one in told if one.code in ("MZ205", "MZ440")]
