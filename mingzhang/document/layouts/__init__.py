"""Layouts (版面): the kinds of form by name.  A spec and its context → columns, head and rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from mingzhang.document.form_specs import Context
from mingzhang.document.layouts.budget_goals import goals
from mingzhang.document.layouts.budget_project_table import plans
from mingzhang.document.layouts.budget_units import units
from mingzhang.document.layouts.economic_subjects import economic
from mingzhang.document.layouts.evaluation_form import performance
from mingzhang.document.layouts.figure_list import listed
from mingzhang.document.layouts.functional_subjects import functional
from mingzhang.document.layouts.income_and_spending import two_sided
from mingzhang.document.layouts.layout_result import Form
from mingzhang.document.layouts.money_list_by_unit import by_unit
from mingzhang.document.layouts.single_row import single
from mingzhang.document.layouts.source_list_rows import by_row
from mingzhang.reading.node import Node

Layout = Callable[[Node, Context], Iterator[Form]]

BY_ROW = "逐行"
LAYOUTS: Mapping[str, Layout] = {
    "功能科目": functional,
    "收支两栏": two_sided,
    "经济科目": economic,
    "单行": single,
    "清单": listed,
    BY_ROW: by_row,
    "预算单位": units,
    "项目支出": plans,
    "单位清单": by_unit,
    "自评": performance,
    "绩效目标": goals,
}
