"""``mingzhang.checks.repeated_texts``: a slip among equal texts, and what is none."""

from __future__ import annotations

import pytest

from mingzhang.checks.run_rules import check
from tests.support import account, only

ROWS = (
    "支出:\n"
    + "".join(
        f"  - {{科目: {code}, 项目支出: 10.00, 年初预算: 5.00, 差异原因: USUAL}}\n"
        for code in (2080501, 2101501, 2101506)
    )
    + "  - {科目: 2210201, 项目支出: 40.00, 年初预算: 7.00, 差异原因: ODD}\n"
)


def told(usual: str, odd: str) -> list[str]:
    source = ROWS.replace("USUAL", usual).replace("ODD", odd)
    return [d.message for d in only(check(account(source)), "MZ647")]


@pytest.mark.parametrize(
    ("usual", "odd"),
    [
        ("本馆2024年新成立", "本馆2025年新成立"),
        ("追加了档案数字化经费", "追加了档案数字花经费"),
        ("追加了档案数字化经费", "追加了档案数字经费"),
    ],
)
def test_a_slip(usual: str, odd: str) -> None:
    assert len(told(usual, odd)) == 1


def test_of_long_reasons_two_are_enough() -> None:
    source = "\n".join(ROWS.splitlines()[:3] + ROWS.splitlines()[4:])
    usual = "市属破产企业退休人员的个人账户资金追加"
    both = source.replace("USUAL", usual)
    odd = both.replace("ODD", usual.replace("市属", "县属"))
    assert len(only(check(account(odd)), "MZ647")) == 1
    assert not only(check(account(both.replace("ODD", "库房改造资金追加"))), "MZ647")


@pytest.mark.parametrize(
    ("usual", "odd"),
    [
        ("追加了1个扫描项目", "追加了2个扫描项目"),  # another number of another thing
        ("第一季度追加经费", "第二季度追加经费"),
        ("追加了数字化经费", "追加了库房改造经费"),
        ("追加了数字化经费", "追加了数字化经费"),
    ],
)
def test_another_thing(usual: str, odd: str) -> None:
    assert told(usual, odd) == []


def test_a_rate_is_told_alike_whatever_else_the_clause_says() -> None:
    said = "实际: 按每年标准按400/人/年标准执行, 预期: 完成"
    other = "评价结论: 对全市老干部标准按4000/人/年标准执行"
    text = (
        f"项目: [{{名称: 照顾, 资金: {{当年财政拨款: [1, 1, 1]}}, 年度目标: {{{said}}}, {other}}}]"
    )
    found = only(check(account("年度: 2024", performance=text)), "MZ647")
    assert ["标准按400/人/年" in d.message for d in found] == [True]


PROJECT = """
    项目:
      - 名称: 档案扫描
        资金: {当年财政拨款: [60.88, 60.88, 60.88]}
        年度目标: {预期: 按每页0.5元扫描库存档案300卷, 实际: 按每页0.5元扫描库存档案298卷}
        评价结论: TOLD
"""


@pytest.mark.parametrize(
    ("words", "number"),
    [("按每页0.5元扫描库存档案298卷，效果良好", 0), ("按每页0.5元扫描库存档案289卷，效果良好", 1)],
)
def test_a_project_tells_twice(words: str, number: int) -> None:
    # What was planned may well be another number than what was done.
    found = check(account("年度: 2024", performance=PROJECT.replace("TOLD", words)))
    assert len(only(found, "MZ647")) == number


@pytest.mark.parametrize(
    ("once", "again", "is_told"),
    [
        ("1,200名退休干部参加体检", "1200名退休干部参加体检", False),
        ("1,200名退休干部参加体检", "1300名退休干部参加体检", True),
        ("全年用于设备维护支出12.50万元", "全年用于设备维护支出12.5万元", False),
        ("全年用于设备维护支出12.5万元", "全年用于设备维护支出125,000.00元", False),
        ("全年用于设备维护支出12.5万元", "全年用于设备维护支出12.5元", True),
        ("全年用于设备维护支出1,200.00元", "全年用于设备维护支出1200元", False),
        ("全年用于设备维护支出1,200.00元", "全年用于设备维护支出1,300.00元", True),
        ("按照标准按1500元/人/年", "对照标准按0.15万元/人/年", False),
    ],
)
def test_a_figure_may_be_written_in_two_ways(once: str, again: str, is_told: bool) -> None:
    text = PROJECT.replace("按每页0.5元扫描库存档案298卷", f"'{once}'")
    text = text.replace("TOLD", f"'{again}'")
    assert bool(only(check(account("年度: 2024", performance=text)), "MZ647")) is is_told
