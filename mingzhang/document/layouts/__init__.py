"""Layouts (版面): the kinds of form by name.  A spec and its context → columns, head and rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from mingzhang.document.form_specs import Context
from mingzhang.document.layouts.by_row import by_row
from mingzhang.document.layouts.by_unit import by_unit
from mingzhang.document.layouts.economic import economic
from mingzhang.document.layouts.form import Form
from mingzhang.document.layouts.functional import functional
from mingzhang.document.layouts.goals import goals
from mingzhang.document.layouts.listed import listed
from mingzhang.document.layouts.performance import performance
from mingzhang.document.layouts.plans import plans
from mingzhang.document.layouts.single import single
from mingzhang.document.layouts.two_sided import two_sided
from mingzhang.document.layouts.units import units
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
