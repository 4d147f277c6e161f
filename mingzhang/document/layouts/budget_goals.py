"""绩效目标: a form per budget project that has a goal, put together from the blocks of 自评."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.document.form_specs import Context
from mingzhang.document.layouts.budget_units import ABOVE, department, department_name
from mingzhang.document.layouts.evaluation_form import sheets
from mingzhang.document.layouts.layout_result import Form
from mingzhang.facts.account import Funding, Plan, Project, Score
from mingzhang.facts.amount import Amount
from mingzhang.facts.figure import Figure
from mingzhang.facts.source_nodes import rows, text
from mingzhang.reading.node import Node

FUNDS = {"财政拨款": "财政拨款", "其他资金": "非财政"}


def goals(spec: Node, context: Context) -> Iterator[Form]:
    """The table layout of a budget project's goals (绩效目标).

    年初预算数 is what the year gives it.
    """
    account = context.account
    planned = [plan for plan in account.plans if plan.goal or plan.indicators]
    above = _above(context) if planned and _prints(ABOVE, spec) else ""
    return sheets(spec, context, [_project(plan, above, context) for plan in planned])


def _above(context: Context) -> str:
    """The department a project's goals name, with its code where the units have one."""
    code, name = department(context)
    return f"{name}-{code}" if code else department_name(context)


def _prints(value: str, spec: Node) -> bool:
    """Whether a table of goals prints this value of its projects somewhere."""
    below = (*(node for _, node in spec.items()), *spec.rows())
    return text(spec, "值") == value or any(_prints(value, node) for node in below)


def _project(plan: Plan, above: str, context: Context) -> Project:
    account, basis = context.account, context.account.kind.bases.leaf
    names = {unit.code: unit.name for unit in account.units}
    words = {
        "名称": plan.name,
        ABOVE: above,
        "实施单位": names.get(plan.unit, account.agency),
        "年度目标预期": plan.goal,
    }
    return Project(
        name=plan.name,
        short_name=plan.name,
        words=words,
        place=plan.place,
        funding={name: _funding(name, plan, fund, basis) for name, fund in FUNDS.items()},
        total=_funding("合计", plan, "全部", basis),
        indicators=tuple(_indicator(score) for score in plan.indicators),
        nodes=tuple(_nodes(plan, context)),
    )


def _nodes(plan: Plan, context: Context) -> Iterator[Node]:
    """A budget project's lines and what they say of its goal (绩效目标)."""
    places = set(plan.lines)
    for source, _ in context.account.indicators.sources:
        for row in rows(source, "项目"):
            if row.place in places:
                yield row
                yield from (goal for goal in (row.get("目标"),) if goal)


def _funding(name: str, plan: Plan, fund: str, basis: str) -> Funding:
    nothing = Figure("", Amount())
    return Funding(name, plan.figure(fund, basis), nothing, nothing)


def _indicator(score: Score) -> Score:
    """The names of a budget goal's target and weight, as the blocks of 自评 have them."""
    words = {
        **score.words,
        "目标值": score.words.get("指标值", ""),
        "分值": score.words.get("权重", ""),
    }
    return Score(words, score.weight, place=score.place, node=score.node)
