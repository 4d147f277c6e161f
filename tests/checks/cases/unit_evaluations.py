"""Both ways of the rule in ``mingzhang.checks.unit_evaluations``."""

from __future__ import annotations

from tests.checks.case import Case, project
from tests.checks.cases.department_sums import ARCHIVE, DEPARTMENT, OFFICE, SUMMED

EVALUATED = project("{当年财政拨款: [60.88, 60.88, 60.88]}")

CASES = (
    Case(
        "MZ871",
        SUMMED,
        wrong="档案数字化经费",
        right="库房改造经费",
        at="1:1",
        says="部门的自评表里没有单位的项目：“库房改造经费”（某市档案局）。",
        units=(OFFICE, ARCHIVE.replace("项目支出", "公用经费")),
        evaluated=EVALUATED.replace("档案数字化经费", "库房改造经费").replace("数字化", "库房"),
        performance=EVALUATED.replace("简称: 数字化", "简称: 改造"),
        profile=DEPARTMENT,
    ),
)
