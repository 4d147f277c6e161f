"""The unit of money: many failing identities of one factor are one finding."""

from __future__ import annotations

import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.builder import examine
from mingzhang.checks.run_rules import check
from mingzhang.diagnostics import Diagnostic, Place, in_order
from mingzhang.report.terminal_report import by_cause
from tests.checks.case import Case
from tests.support import PROJECT, account, only

SOURCE = PROJECT.sources / "changchun" / "2024-final"


def examined(scratch: Path, file: str, pattern: str, change: str) -> tuple[Diagnostic, ...]:
    """The findings of a real document in a file of which the numbers of a block are changed."""
    copy = scratch / SOURCE.parent.name / SOURCE.name
    shutil.copytree(SOURCE, copy)
    text = (copy / file).read_text(encoding="utf-8")
    block = re.search(pattern, text, re.MULTILINE)
    assert block is not None
    changed = (
        re.sub(r"\d+\.\d\d", lambda m: str(int(Decimal(m.group()) * 10_000)), block.group())
        if change == "元"
        else change
    )
    (copy / file).write_text(text.replace(block.group(), changed), encoding="utf-8")
    return examine(copy, PROJECT)[1]


@pytest.mark.parametrize(
    ("file", "pattern", "change", "says"),
    [
        ("disclosure.yaml", "金额单位: 万元", "金额单位: 元", "“金额单位”写的是元"),
        ("disclosure.yaml", r"^上年:\n(?:  .+\n)+", "元", "“上年”的"),
        ("disclosure.yaml", r"^基本支出:\n(?:  .+\n)+", "元", "“基本支出”的金额像是以元填写的"),
        ("performance.yaml", r"(?s).+", "元", "“performance.yaml”的金额像是以元填写的"),
    ],
)
def test_the_unit_is_named_and_nothing_else(
    tmp_path: Path, file: str, pattern: str, change: str, says: str
) -> None:
    (finding,) = examined(tmp_path, file, pattern, change)
    assert finding.code == "MZ272"
    assert says in finding.message
    assert finding.place.line


def test_rows_that_were_pasted_in_yuan_are_named_and_nothing_else(tmp_path: Path) -> None:
    rows = r"^  - {科目: 30103, 金额: .+\n(?:  - {科目: 301.+\n){3}"
    (finding,) = examined(tmp_path, "disclosure.yaml", rows, "元")
    assert finding.code == "MZ272"
    first = finding.place.line
    assert f"从 30103（第 {first} 行）到 30110（第 {first + 3} 行）的金额" in finding.message
    assert "像是以元填写的：这 4 个数除以 10000 以后，3 条等式同时成立" in finding.message


PASTED = """
    金额单位: 元
    支出:
      - {科目: 2101501, 人员经费: 632700.00, 公用经费: 0}
    基本支出:
      - {科目: 30101, 金额: %s}
      - {科目: 30102, 金额: %s}
      - {科目: 30108, 金额: 78906.00}
      - {科目: 301, 金额: 632700.00}
"""


def test_rows_that_were_pasted_in_wan_among_yuan_are_named() -> None:
    # 400,194.00 元 and 153,600.00 元: the first is rounded in 万元.
    assert not check(account(PASTED % ("400194.00", "153600.00")))
    (finding,) = check(account(PASTED % ("40.02", "15.36")))
    assert finding.code == "MZ272"
    assert "从 30101（第 5 行）到 30102（第 6 行）的金额像是以万元填写的" in finding.message


def test_rows_that_lack_what_a_sum_has_are_not_in_another_unit() -> None:
    assert not only(check(account(PASTED % ("400194.00", "53600.00"))), "MZ272")
    assert not only(check(account(PASTED % ("4001940000.00", "153600.00"))), "MZ272")


@pytest.mark.parametrize(
    "text",
    [
        # Two figures of both sides that are close by chance.
        """
    支出:
      - {科目: 2080501, 项目支出: 10.00}
    结转结余: {结余分配: 5.21, 使用非财政拨款结余: 5.12, 年初结转和结余: 0}
    """,
        # What is 0 on the other side: a ten-thousandth of anything is nothing.
        """
    支出:
      - {科目: 2080501, 项目支出: 10.00}
      - {科目: 2080505, 项目支出: 12.00}
      - {科目: 合计, 项目支出: 0}
    """,
    ],
)
def test_what_agrees_by_chance_is_not_in_another_unit(text: str) -> None:
    found = check(account(text))
    assert found
    assert not only(found, "MZ272")


def test_one_amount_in_the_other_unit_is_no_matter_of_the_unit(tmp_path: Path) -> None:
    found = examined(tmp_path, "disclosure.yaml", "金额: 342.21", "元")
    assert found
    assert all(d.code != "MZ272" for d in found)


def test_one_total_in_the_other_unit_is_not_its_blocks(tmp_path: Path) -> None:
    """All that fails has it, and the rest of its block agrees with the other blocks."""
    copy = tmp_path / "yanbian" / "2024-budget"
    shutil.copytree(PROJECT.sources / "yanbian" / "2024-budget", copy)
    text = (copy / "disclosure.yaml").read_text(encoding="utf-8")
    changed = text.replace("口径: 上年结转, 项目支出: 91.09", "口径: 上年结转, 项目支出: 910900")
    (copy / "disclosure.yaml").write_text(changed, encoding="utf-8")
    found = examine(copy, PROJECT)[1]
    assert changed != text
    assert any(d.code == "MZ303" for d in found)
    assert all(d.code != "MZ272" for d in found)


def test_last_years_block_is_not_blamed_for_one_of_this_years_figures() -> None:
    """Three sums of this year are made of the one that is wrong."""
    source = """
        支出: [{科目: 2101501, 公用经费: 10.00}, {科目: 合计, 合计: 100000}]
        上年: {总计: 9.00, 财政拨款总计: 9.00, 一般公共预算财政拨款支出: 9.00}
    """
    assert any(d.code == "MZ202" for d in check(account(source)))
    assert all(d.code != "MZ272" for d in check(account(source)))


@pytest.mark.parametrize("is_quoted", [False, True])
def test_last_years_block_that_quotes_last_years_document_is_in_no_unit_of_its_own(
    *, is_quoted: bool
) -> None:
    """An edition has what last year's document says: which of the two is wrong is told there."""
    source = """
        支出: [{科目: 2101501, 公用经费: 100000}]
        上年: {总计: 9.00, 财政拨款总计: 9.00, 一般公共预算财政拨款支出: 9.00}
    """
    if is_quoted:
        source = f"{source.rstrip()}\n        上年出处: {{文档: 2023-final, 校验: {'a' * 64}}}\n"
    assert any(d.code == "MZ272" for d in check(account(source))) is not is_quoted


SMALL_FILE = """
    支出: [{科目: 2101501, 公用经费: PUBLIC}]
    基本支出:
      - {科目: 30201, 金额: ONE}
      - {科目: 30207, 金额: TWO}
      - {科目: 30211, 金额: THREE}
"""


@pytest.mark.parametrize(
    ("figures", "is_told"),
    [
        (("93000.00", "21000.00", "2200.00", "69800.00"), True),
        (("9.30", "2.10", "0.22", "6.98"), False),
        # A large agency has small figures too.
        (("93000.00", "21000.00", "2.00", "71998.00"), False),
    ],
)
def test_a_small_file_in_yuan_agrees_with_itself(
    figures: tuple[str, ...], *, is_told: bool
) -> None:
    source = SMALL_FILE
    for name, figure in zip(("PUBLIC", "ONE", "TWO", "THREE"), figures, strict=True):
        source = source.replace(name, figure)
    found = only(check(account(source)), "MZ272")
    assert bool(found) is is_told
    assert all("像是以元填写的" in d.message for d in found)


def test_what_is_compared_with_the_budget_is_told_below_a_whole_file_in_another_unit() -> None:
    source = SMALL_FILE
    for name, figure in (
        ("PUBLIC", "93000"),
        ("ONE", "21000"),
        ("TWO", "2200"),
        ("THREE", "69800"),
    ):
        source = source.replace(name, figure)
    sized = Diagnostic(Place(Path("a.yaml"), 1, 1), "MZ863", "与公布的预算不同")
    told = check(account(source), others=(sized,))
    (cause,) = only(told, "MZ272")
    assert only(told, "MZ863")[0].suspects == (cause.place,)
    assert cause.suspects in ((), (cause.place,))


def test_money_finer_than_cents_is_one_finding() -> None:
    source = """
        金额单位: 元
        支出:
          - {科目: 2101501, 公用经费: 213600.005}
          - {科目: 合计, 公用经费: 213600.01}
        机关运行经费: {金额: 213600.01}
    """
    (finding,) = check(account(source))
    assert (finding.code, finding.place.line) == ("MZ668", 3)
    assert "写的是 213,600.005 元，比分还细" in finding.message
    assert not only(check(account(source.replace(".005", ".01"))), "MZ668")


AREAS = """
    数据:
      键:
        国有资产:
          键:
            房屋:
              类型: 组
              说明: 房屋的面积。
              键:
                总面积: {类型: 面积, 单位: 平方米, 说明: 总面积。}
                办公用房: {类型: 面积, 单位: 平方米, 说明: 办公用房的面积。}
                业务用房: {类型: 面积, 单位: 平方米, 说明: 业务用房的面积。}
    勾稽:
      房屋各项之和: {式: 国有资产.房屋.总面积 = 国有资产.房屋.办公用房 + 国有资产.房屋.业务用房}
"""


def test_an_area_is_no_money_finer_than_cents() -> None:
    source = """
        版式: 某省
        支出: [{科目: 2101502, 项目支出: 18.00}]
        国有资产: {车辆: 0, 大型设备: 0, 房屋: {总面积: 100.125, 办公用房: 60.125, 业务用房: 30}}
    """
    case = Case("MZ090", source, wrong="30", right="40", says="", keys=AREAS)
    found = check(case.account())
    assert not only(found, "MZ668")
    (told,) = only(found, "MZ090")
    assert "相差 10.000 平方米" in told.message


def test_of_last_year_a_figure_that_is_far_is_shown() -> None:
    """One that agrees with this year's says nothing of the unit of money."""
    names = ("财政拨款总计", "本年支出合计", "一般公共预算财政拨款支出", "财政拨款收入")
    far = "".join(f", {name}: 608800.00" for name in names)
    source = f"支出: [{{科目: 2101502, 项目支出: 60.88}}]\n上年: {{本年收入合计: 60.88{far}}}"
    (told,) = only(check(account(source)), "MZ272")
    assert "的 4 个数都与本年数相差约一万倍" in told.message
    assert [one.value for one in told.operands] == ["608,800.00", "60.88"]


SMALL = """
    金额单位: {0}
    支出:
      - {{科目: 2010301, 人员经费: 512.36, 公用经费: 96.48, 年初预算: 590.00, 差异原因: 人员增加}}
      - {{科目: 2010302, 项目支出: 45.20, 年初预算: 50.00, 差异原因: 压减会议}}
      - {{科目: 2080505, 人员经费: 88.42, 年初预算: 86.00, 差异原因: 缴费基数提高}}
      - {{科目: 2210201, 人员经费: 66.30, 年初预算: 66.30}}
    基本支出:
      - {{科目: 30101, 金额: 512.36}}
      - {{科目: 30108, 金额: 88.42}}
      - {{科目: 30113, 金额: 66.30}}
      - {{科目: 30201, 金额: 96.48}}
    上年: {{总计: 700.10}}
    原因: {{总计: 新录用人员，经费增加}}
"""


def test_a_whole_document_of_a_few_yuan_is_in_the_other_unit() -> None:
    """All of it agrees with itself; an agency that has 800 元 in all is none."""
    assert not only(check(account(SMALL.format("万元"))), "MZ272")
    (told,) = only(check(account(SMALL.format("元"))), "MZ272")
    assert "像是以万元填写的" in told.message
    assert told.place.line == 1
    groups = [*by_cause(in_order(check(account(SMALL.format("元")))), whole=False)]
    below = next(g for g in groups if g[0].code == "MZ272")[1:]
    assert {d.code for d in below} >= {"MZ603"}
