"""What a document says of last year is held against what last year's own document said."""

from __future__ import annotations

from mingzhang.facts.document_chain import bases
from tests.checks.case import Case
from tests.checks.cases.department_sums import DEPARTMENT, SUMMED
from tests.support import account

UNIT = """
    单位: [{{代码: {0}, 名称: 某市第{0}馆, 类型: 行政单位}}]
    支出: [{{科目: 2080501, 公用经费: 7.00}}]
    机关运行经费: {{金额: 7.00}}
"""


def test_a_department_says_what_all_of_its_units_say() -> None:
    units = (UNIT.format(601001), UNIT.format(601002))
    before = Case("", SUMMED, "", "", "", profile=DEPARTMENT, units=units).account()
    now = account("上年: {机关运行经费: 3.00}", DEPARTMENT, None, before.folder)
    assert [pair.name for pair in bases(now.previous)] == ["机关运行经费"]
