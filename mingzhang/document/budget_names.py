"""The names that a budget's templates know: figures, typed values, subjects, units and projects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mingzhang.document.names import (
    Names,
    common_names,
    economic_names,
    full_name,
    last_year,
    this_year,
    tree,
)
from mingzhang.document.record import Record
from mingzhang.document.typed import Typed, Unsaid, Unwritten, row_of
from mingzhang.document.words import Quantity
from mingzhang.facts.account import Account, Member, Plan
from mingzhang.facts.cube import FUNDS, Point
from mingzhang.facts.figure import Absent, Figure, summed
from mingzhang.facts.rows import GENERAL
from mingzhang.facts.zeros import NO_TEXT
from mingzhang.reading.node import Node

BOTH, THIS_YEAR, ALL = "预算", "本年", "全部"
INCOME = (
    "一般公共预算拨款收入",
    "政府性基金预算拨款收入",
    "国有资本经营预算拨款收入",
    "财政专户管理资金收入",
    "事业收入",
    "事业单位经营收入",
    "上级补助收入",
    "附属单位上缴收入",
    "其他收入",
)
CARRIED = (
    "一般公共预算拨款结转",
    "政府性基金预算拨款结转",
    "国有资本经营预算拨款结转",
    "财政专户管理资金结转结余",
    "单位资金结转结余",
)
SPENDING = ("基本支出", "项目支出", "事业单位经营支出", "上缴上级支出", "对附属单位补助支出")


def read_budget_names(account: Account, record: Record | None = None) -> Names:
    """Every name of a budget's sentences; ``record`` takes down what they use."""
    record = record or Record()
    now = this_year(account)
    common = common_names(account, record)
    return {
        **common,
        **tree(now),
        "上年": tree(last_year(account)),
        "收入项": [now[name] for name in INCOME],
        "结转项": [now[name] for name in CARRIED],
        "支出项": [now[name] for name in SPENDING],
        "支出类": _classes(account, ALL),
        "财政拨款支出类": _classes(account, "财政拨款"),
        "一般公共预算类": _classes(account, GENERAL),
        "财政拨款支出项": _spending_items(account, "财政拨款", common["源"]),
        "科目用途": dict(_purposes(account, record)),
        "人员经费科目": economic_names(account, "人员经费", BOTH),
        "公用经费科目": economic_names(account, "公用经费", BOTH),
        **_projects(account),
        "预算单位": [{"名称": unit.name, "类型": _kind(unit, record)} for unit in account.units],
        "车辆": _count(account, "车辆", record),
        "大型设备": _count(account, "大型设备", record),
    }


def _class_codes(account: Account, fund: str) -> Iterator[str]:
    codes = account.cube.subjects("支出", fund, BOTH)
    return (code for code in codes if len(code) == len("208"))


def _classes(account: Account, fund: str) -> list[Quantity]:
    """The 类 on which money of the fund is to be spent."""
    spent = (
        Quantity(
            account.catalogue.name(code),
            account.cube.figure(Point("支出", BOTH, fund, code)),
            code=code,
        )
        for code in _class_codes(account, fund)
    )
    return [quantity for quantity in spent if quantity.shown]


def _spending_items(account: Account, fund: str, source: object) -> list[Names]:
    """The 项 on which money of the fund is to be spent, each with the line that says what for."""
    codes = sorted(set(_codes(account, fund)))
    found = ((code, account.cube.figure(Point("支出", BOTH, fund, code))) for code in codes)
    rows = {code: _telling(account, code) for code in codes}
    return [
        {
            "名称": (name := full_name(code, account.catalogue)),
            "预算": Quantity(name, figure, code=code),
            "源": row_of(source, "支出", rows[code]),
        }
        for code, figure in found
        if not figure.is_zero
    ]


def _codes(account: Account, fund: str) -> Iterator[str]:
    for one in FUNDS.get(fund, (fund,)):
        codes = account.cube.subjects("支出", one, BOTH)
        yield from (code for code in codes if len(code) == len("2080505"))


def _telling(account: Account, code: str) -> Node | None:
    """The line of the 项 that says what its money is for."""
    rows = (row.node for row in account.rows if row.section == "支出" and row.code == code)
    return next((node for node in rows if node.get("用途")), None)


def _items(account: Account, above: str) -> list[str]:
    """The names of the 项 below a 类, each once."""
    cube = account.cube
    items = (code for code in cube.subjects("支出", GENERAL, BOTH) if len(code) == len("2080505"))
    codes = (code for code in items if code.startswith(above))
    used = (code for code in codes if not cube.figure(Point("支出", BOTH, GENERAL, code)).is_zero)
    return list(dict.fromkeys(map(account.catalogue.name, used)))


def _purposes(account: Account, record: Record) -> Iterator[tuple[str, str]]:
    """What the money of a 类 is spent on, in the author's words or else by the names of its 项."""
    told = {
        row.code: said
        for row in account.rows
        if row.section == "支出" and (said := row.node.get("用途"))
    }
    for code in _class_codes(account, GENERAL):
        record.use(told.get(code))
        yield code, told[code].text if code in told else "、".join(_items(account, code))


def _projects(account: Account) -> Names:
    with_goal = [plan for plan in account.plans if plan.goal or plan.indicators]
    return {
        "一级项目数": len({(plan.kind, plan.group) for plan in account.plans if plan.group}),
        "二级项目数": len(account.plans),
        "项目预算": [Quantity(plan.name, plan.figure(ALL, BOTH)) for plan in account.plans],
        "项目金额": Quantity(
            "项目金额", summed("项目金额", (plan.figure(ALL, BOTH) for plan in account.plans))
        ),
        "目标项目数": len(with_goal),
        "目标金额": Quantity("绩效目标金额", summed("绩效目标金额", _of_this_year(with_goal))),
        "委托业务费": Quantity("委托业务费", account.services_total),
    }


def _kind(unit: Member, record: Record) -> str:
    """Which kind of unit it is; a unit that has a line of its own says so there."""
    if unit.kind or not unit.code:
        return unit.kind
    return Unwritten.of(record, Absent(("单位", unit.code, "类型"), unit.place, NO_TEXT))


def _of_this_year(plans: Iterable[Plan]) -> Iterator[Figure]:
    return (plan.figure(ALL, THIS_YEAR) for plan in plans)


def _count(account: Account, name: str, record: Record) -> int:
    """A count of 国有资产: as typed, else what the department's units typed together."""
    key = ("国有资产", name)
    own = Typed(account.source, record, account.indicators).count(key)
    if not isinstance(own, Unsaid) or not account.indicators.units_typed(key):
        return own
    counts = [_count(part, name, record) for part in account.parts]
    unsaid = next((count for count in counts if isinstance(count, Unsaid)), None)
    return sum(counts) if unsaid is None else unsaid
