"""A rule on 机关运行经费: it is the 公用经费 of the units that have an office by law, no others'.

MZ225.  Of a department with units of several kinds their own lines or folders tell which part.
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checks.rule import ANY, Equation, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.cube import Cube
from mingzhang.facts.department_account import LOOSE
from mingzhang.facts.figure import Figure, Term, computed, summed
from mingzhang.facts.operating_costs import INSTITUTIONS
from mingzhang.facts.source_nodes import rows, text
from mingzhang.facts.source_rows import GENERAL

OTHER_UNIT = "其他事业单位"
SEVERAL = 2
OF_OFFICES = (
    "其他事业单位的公用经费不算机关运行经费：核对机关运行经费、各行的“单位”和单位的类型；"
    "口径不同的，在“核对说明”里写明"
)


@rule(
    "MZ225",
    "机关运行经费等于公用经费",
    identity="机关运行经费等于行政单位和参公事业单位的公用经费（一般公共预算）；"
    "哪些单位花了多少没有分开写的，机关运行经费（不含其他事业单位的）不大于公用经费",
    why="机关运行经费就是公用经费；两个数不同而不说明，会被当作口径不清。",
    formula="机关运行经费 = 基本支出表.公用经费",
    reference="其他重要事项的情况说明",
    remedy="两数口径不同时，请在“核对说明”中写明原因。",
    severity=Severity.WARNING,
    kinds=ANY,
    aliases=("MZ321",),
)
def running_costs(evidence: Evidence) -> Iterator[Equation | Finding]:
    """R25: 机关运行经费 equals 公用经费."""
    account, running = evidence.account, evidence.figure("机关运行经费")
    # A 事业单位 may say by a zero that it has none; another says so of money that it spent.
    is_none = running.is_zero and text(account.profile, "单位性质") == "事业"
    if not any(running.typed()) or is_none:
        return
    # Whose units are not told apart: of several, some may be 事业单位.
    is_mixed = len(list(rows(account.profile, "决算单位"))) > 1
    has_others = is_mixed or _has_others(account)
    own = _of_offices(account) if has_others else None
    if own is not None:
        equation = Equation(running, own, remedy=OF_OFFICES)
        yield _of_all(equation, account) or equation
    elif any(evidence.figure("公用经费").typed()):
        equation = Equation(running, evidence.figure("公用经费"), "≤" if has_others else "=")
        yield _of_everybody(equation, account) or equation


def _has_others(account: Account) -> bool:
    """Whether a 事业单位 is among the units, or rows are of one where a department names none."""
    if any(unit.kind == OTHER_UNIT for unit in account.units):
        return True
    lists = ("决算单位", "预算单位", "下属单位")
    named = (rows(account.source, "单位"), *(rows(account.profile, key) for key in lists))
    is_named = account.parts or any(any(nodes) for nodes in named)
    if is_named or account.agency_type == "单位":
        return False
    names = [account.catalogue.name(row.code) for row in account.rows if row.section == "支出"]
    return all(any(word in name for name in names) for word in ("行政", "事业单位医疗"))


def _of_everybody(equation: Equation, account: Account) -> Finding | None:
    """That all 公用经费 was taken, where units without an office by law have some of it."""
    others = [unit for unit in account.units if unit.kind == OTHER_UNIT]
    running, whole = equation.left, equation.right
    is_all = running.amount.value == whole.amount.value and not running.is_zero
    if not others or len(others) == len(account.units) or not is_all or not running.place:
        return None
    message = f"机关运行经费与全部公用经费一样多，单位里有 {len(others)} 家是{OTHER_UNIT}。"
    operands = tuple(Operand(unit.name, unit.kind, unit.place) for unit in others)
    return Finding(running.place, message, f"{OF_OFFICES}。", operands)


def _of_offices(account: Account) -> Figure | None:
    """What the units that run an office spend on it, if all is known."""
    told = [(kind, cube) for kind, cube in _units(account) if kind]
    units = account.parts or account.units
    loose = [part for part in account.cube.parts if part.name == LOOSE]
    if len(told) < max(len(units), SEVERAL) or any(
        not _office(part.cube).is_zero for part in loose
    ):
        return None
    own = [_office(cube) for kind, cube in told if kind not in INSTITUTIONS]
    return summed("行政、参公单位的公用经费", own) if all(f.is_known for f in own) else None


def _of_all(equation: Equation, account: Account) -> Finding | None:
    """That the units without an office were counted too, or they alone."""
    every = [_office(cube) for _, cube in _units(account)]
    whole = summed("所有单位的公用经费", every)
    others = computed("其他事业单位的公用经费", (Term(whole), Term(equation.right, -1)))
    running, place = equation.left, equation.left.place
    meant = next((f for f in (whole, others) if f.amount.agrees(running.amount)), None)
    if equation.holds or meant is None or place is None:
        return None
    shown = tuple(
        Operand(figure.label, figure.amount.worded(account.unit))
        for figure in (meant, equation.right)
    )
    message = (
        f"机关运行经费是{meant.label}（{shown[0].value}），行政、参公单位的是 {shown[1].value}。"
    )
    return Finding(place, message, f"{OF_OFFICES}。", shown, broken=equation)


def _units(account: Account) -> Iterator[tuple[str, Cube]]:
    """The kind of each unit, and its money: of folders, else of lines."""
    for part in account.parts:
        kinds = {unit.kind for unit in part.units} | {_own_kind(part)}
        yield next(iter(kinds - {""}), "") if len(kinds - {""}) == 1 else "", part.cube
    yield from ((unit.kind, unit.cube) for unit in account.units if not account.parts)


def _own_kind(account: Account) -> str:
    """What a unit is; of a 部门 its profile tells the highest among many."""
    return text(account.profile, "单位性质") if account.agency_type == "单位" else ""


def _office(cube: Cube) -> Figure:
    return cube.figure(cube.at("支出", GENERAL, nature="公用经费"))
