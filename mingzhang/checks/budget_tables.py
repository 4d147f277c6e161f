"""Rules on the tables of a budget: roll-ups, this year's money and the carried-over, the projects.

The numbers follow the list of identities in the manual: MZ3nn is identity Bnn; from MZ318 on they
are what a budget shares with final accounts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from difflib import get_close_matches
from itertools import product

from mingzhang.checks.budget_unit_totals import units_of_moved_rows
from mingzhang.checks.department_sums import of_no_unit
from mingzhang.checks.rule import ANY, BUDGET, Cause, Equation, Evidence, Finding, listed, rule
from mingzhang.checks.self_evaluations import costs, is_cost
from mingzhang.checks.shared_identities import on_both
from mingzhang.checks.typing_slips import slips
from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts.account import Account, Member, Plan
from mingzhang.facts.amount import Amount
from mingzhang.facts.cube import Point
from mingzhang.facts.evaluation_money import WHICH
from mingzhang.facts.figure import Figure, computed, summed
from mingzhang.facts.own_money_lists import Line
from mingzhang.facts.partial_cube import PURPOSE, PartialCube
from mingzhang.facts.project_groups import Unlisted, all_groups, group_plans, unlisted
from mingzhang.facts.source_rows import GENERAL, PLANS, Row
from mingzhang.facts.subject_catalogue import TOTAL, ancestors
from mingzhang.facts.unit_sums import ELIMINATED
from mingzhang.forms.dimensions import FUNDS
from mingzhang.reading.ways_out import own_cell, together

FORMS = "部门预算公开表"
ALL, FISCAL = "全部", "财政拨款"
PROJECT = "项目"
NEARLY = 0.8  # how much alike two names are of which one is a slip of the other
NOT_FISCAL = "非财政拨款"
WEIGHTS = (Decimal(100), Decimal(90))  # 90 where 执行率 takes the other 10
ALIKE = 3  # projects that all give it so many


def _parts(account: Account) -> tuple[str, ...]:
    """The bases that a budget's usual one is the sum of: 本年 and 上年结转 of its tables."""
    return account.kind.bases.get(account.kind.bases.main, ())


@rule(
    "MZ303",
    "预算数等于本年加上年结转",
    identity="支出合计、收入合计的预算数等于本年预算与上年结转之和，各预算单位的也一样",
    why="预算数由本年和上年结转两部分组成；加起来不等，必有一个数错了。",
    formula="表1.预算数 = 本年 + 上年结转",
    reference=FORMS,
    remedy="核对合计的公布数：不写“口径”的是本年与上年结转之和。",
    kinds=BUDGET,
)
def both_bases(evidence: Evidence) -> Iterator[Equation]:
    """B03: in a budget's table 预算数 is 本年 plus 上年结转, also in each unit's own line."""
    yield from evidence.rolled_up(
        lambda r: on_both(r) and r.point.flow != "经济分类" and not r.point.subject,
    )
    moved = units_of_moved_rows(evidence.account)
    for unit in evidence.account.units if len(evidence.account.units) > 1 else ():
        income = unit.cube.figure(unit.cube.at("收入"))
        # A row that stands under another unit is told as that (MZ273).
        if income.place and unit.code not in moved:
            yield Equation(income, computed("本年 + 上年结转", income.terms))


@rule(
    "MZ304",
    "部门的数等于各单位之和",
    identity="收入总表中部门的每一栏等于各预算单位之和；汇总的部门登记的数等于各单位之和",
    why="部门的数不等于各单位之和，说明漏了单位，或者有的行没有写单位。",
    formula="部门 = Σ 单位",
    reference=FORMS,
    remedy="核对“单位”中的当年预算、上年结转，或给没有写“单位”的行补上单位代码；"
    "部门自己写的公布数，核对它和各单位的数。",
    kinds=ANY,
)
def department_of_units(evidence: Evidence) -> Iterator[Equation]:
    """B04: in the budget's tables the department is the sum of its units."""
    account = evidence.account
    # Units that are known by their names alone have no money to sum.
    has_money = any(unit.cube.facts or unit.cube.stated for unit in account.units)
    if len(account.units) > 1 and account.kind.members and has_money:
        for fund, basis in product(FUNDS[ALL], _parts(account)):
            point = Point("收入", basis, fund)
            parts = [replace(u.cube.figure(point), label=u.name) for u in account.units]
            if (off := account.cube.taken_off(point)).terms:
                parts.append(replace(off, label=ELIMINATED))
            yield Equation(account.cube.figure(point), summed("各单位之和", parts))
    for figure in account.cube.facts.values():
        if figure.place and figure.terms:
            yield Equation(figure, computed("各单位之和", figure.terms))


@rule(
    "MZ305",
    "各类支出的预算数等于本年加上年结转",
    identity="支出总表中每一科目的预算数，等于收支总表同一科目的本年预算与上年结转之和",
    why="支出总表与收支总表的同一科目不同，两张表就互相矛盾。",
    formula="表3.科目 = 表1.本年 + 表1.上年结转",
    reference=FORMS,
    remedy=together(
        (
            (
                "核对该科目的公布数：不写“口径”的是本年与上年结转之和；明细不写“口径”的是本年，"
                "只知道两者之和的，明细写"
            ),
            own_cell("口径", "预算"),
            "。",
        )
    ),
    kinds=BUDGET,
)
def subjects_on_both_bases(evidence: Evidence) -> Iterator[Equation]:
    """B05: each 科目's budget is 本年 plus 上年结转."""
    return evidence.rolled_up(
        lambda r: on_both(r) and r.point.flow == "支出" and bool(r.point.subject)
    )


# The project table


@rule(
    "MZ312",
    "项目的小计等于所属各项之和",
    identity="项目支出表中每一组的小计，等于所属各组、各项目之和；“项目合计”里没有写组的一行，等于所列全部项目之和",
    why="小计与所属项目对不上，多半漏了项目，或者项目归错了组。",
    formula="表9.小计 = Σ 所属各项",
    reference="项目支出表",
    remedy="核对“项目合计”与这一组各项目的金额。",
    kinds=BUDGET,
    aliases=("MZ314",),
)
def groups_of_projects(evidence: Evidence) -> Iterator[Equation | Finding]:
    """B12, B14: the subtotals of a budget's project table are the sums of what they hold."""
    known = list(all_groups(evidence.account))
    for group in known:
        for total in group.totals:
            figure = group.figure(total.fund, total.basis)
            yield Equation(figure, computed(f"{group.name}各项之和", figure.terms))
    yield from _of_all_projects(evidence.account)
    paths = {(), *(group.path for group in known)}
    for total in evidence.account.plan_totals:
        if total.groups not in paths and total.figure.place:
            name = " ".join(total.groups)
            yield Finding(total.figure.place, f"“项目”中没有“{name}”，这个小计无处可列。")


def _of_all_projects(account: Account) -> Iterator[Equation]:
    """What a budget's table says of all its projects: a subtotal of no group."""
    for total in account.plan_totals:
        if not total.groups and total.figure.place:
            parts = [plan.figure(total.fund, total.basis) for plan in account.plans]
            yield Equation(total.figure, summed("所列各项目之和", parts))


@rule(
    "MZ313",
    "项目合计等于本年加结转",
    identity="项目支出表每一行的合计等于本年拨款、上年结转与单位资金之和",
    why="合计与本年、结转对不上，必有一个数错了。",
    formula="表9.合计 = 本年 + 上年结转（含单位资金）",
    reference="项目支出表",
    remedy="核对“项目合计”该行的合计、本年和上年结转。",
    kinds=BUDGET,
)
def projects_on_both_bases(evidence: Evidence) -> Iterator[Equation]:
    """B13: in the budget's table a project's total is 本年 plus 结转."""
    for group in all_groups(evidence.account):
        main = evidence.account.kind.bases.main
        if any(total.basis == main for total in group.totals):
            bases = (group.figure(ALL, basis) for basis in _parts(evidence.account))
            yield Equation(group.figure(ALL, main), summed("本年 + 上年结转", bases))


@rule(
    "MZ315",
    "项目支出表合计等于支出总表的项目支出",
    identity="项目支出表的合计、本年拨款、上年结转，等于支出总表、一般公共预算支出表的项目支出",
    why="项目支出表与支出总表说的是同一笔钱；不等，说明漏了项目。",
    formula="表9.合计 = 表3.项目支出",
    reference="项目支出表",
    remedy="核对“支出”中项目支出的公布数与各项目的金额。",
    kinds=BUDGET,
)
def projects_in_spending(evidence: Evidence) -> Iterator[Equation]:
    """B15: a budget's projects are in its spending table; without subjects they only fit in."""
    groups, rest = group_plans(evidence.account), unlisted(evidence.account)
    is_left_over = any(not one.code for one in rest)
    main = evidence.account.kind.bases.main
    for fund, basis in product((ALL, GENERAL), (main, *_parts(evidence.account))):
        spending = evidence.account.cube.figure(Point("支出", basis, fund, nature="项目支出"))
        parts = [group.figure(fund, basis) for group in groups]
        if basis != main:
            # How much of a basis is for projects may be known from these alone: not more than all.
            whole = evidence.account.cube.figure(Point("支出", basis, fund))
            yield Equation(summed("各项目之和", parts), whole, "≤")
        if is_left_over:
            yield Equation(summed("各项目之和", parts), spending, "≤")
        else:
            parts += [one.figure(fund, basis) for one in rest]
            yield Equation(spending, summed("各项目之和", parts))


@rule(
    "MZ342",
    "项目支出列出了项目",
    identity="列出了项目的预算（版式有项目支出表的），每个科目的项目支出都有项目；没有科目的项目，合计等于全部项目支出",
    why="有的科目没有项目，项目支出表的合计会比支出总表小。",
    reference="项目支出表",
    remedy="核对所列项目的数，补上漏列的项目；这个版式的“项目”只列其中一部分，或者这个科目的项目确实没有公布的，"
    "在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=BUDGET,
)
def projects_listed(evidence: Evidence) -> Iterator[Finding]:
    """A forgotten project would stand in the budget's table as one that was not told."""
    account = evidence.account
    # Where no table lists them, those of which the form speaks may be some of them.
    is_told = evidence.cells is not None and ((PLANS,), None) not in evidence.cells
    for rest in unlisted(account) if account.plans and not is_told else ():
        fund = _lacking(rest, account)
        figure = rest.figure(fund, account.kind.bases.main)
        name = f"{rest.code} 的项目支出" if rest.code else "项目支出比所列项目之和多出的部分"
        said = "" if fund == ALL else f"（资金: {fund}）"
        place = next((f.place for f in figure.typed() if f.place), account.source.place)
        left = figure.amount
        amount = f"（{left.worded(account.unit)}）" if left.is_known else ""
        message = f"{name}{said}没有列出项目{amount}。"
        mistyped = [*_mistyped(account, rest.code, left)] if left.is_known else []
        if len(mistyped) == 1 and (typed := mistyped[0][0]).place:
            meant = Amount(mistyped[0][1]).worded(account.unit)
            message += f"“{typed.label}”{typed.amount.worded(account.unit)} 若为 {meant}，就没有。"
            operands = (Operand(name, left.worded(account.unit), place),)
            yield Finding(typed.place, message, operands=operands)
        else:
            yield Finding(place, message)


def _mistyped(account: Account, code: str, left: Amount) -> Iterator[tuple[Figure, Decimal]]:
    """Money of a budget's projects of which a slip makes what no project is listed for."""
    for plan in account.plans:
        for money in plan.money:
            typed = money.figure.amount
            # Any digit may become any other: of one digit alone that shows nothing.
            digits = f"{typed.displayed(account.unit).normalize():f}".strip("-0.")
            if typed.is_known and len(digits) > 1 and code in ("", money.point.subject):
                found = slips(typed.value, typed + left, account.unit)
                if meant := next((slip.meant for slip in found), None):
                    yield replace(money.figure, label=f"{plan.name} {money.point.basis}"), meant


def _lacking(rest: Unlisted, account: Account) -> str:
    """The one fund whose projects a budget does not list, where those of others are listed."""
    main = account.kind.bases.main
    points = (one for one in account.cube.facts if one.nature == "项目支出")
    spent = {one.fund for one in points if one.subject == rest.code}
    amounts = {fund: rest.figure(fund, main).amount for fund in sorted(spent)}
    lacking = [f for f, one in amounts.items() if not (one.is_known and one.agrees(Amount()))]
    return lacking[0] if len(lacking) == 1 < len(amounts) else ALL


@rule(
    "MZ316",
    "项目的组与资金相符",
    identity="列在“非财政拨款”一组的项目不使用财政拨款",
    why="写着“非财政拨款”的项目用了财政拨款，资金来源就说错了。",
    reference="项目支出表",
    remedy="核对该项目列在哪一组、用什么资金；确有原因的，在“核对说明”中写明。",
    severity=Severity.WARNING,
    kinds=BUDGET,
)
def kind_and_fund(evidence: Evidence) -> Iterator[Finding]:
    """B16: the group of a project in the budget's table fits its fund."""
    main = evidence.account.kind.bases.main
    for plan in evidence.account.plans:
        group = next((name for name in plan.groups if NOT_FISCAL in name), "")
        if group and not plan.figure(FISCAL, main).is_zero:
            message = f"项目“{plan.name}”属于“{group}”，资金却是财政拨款。"
            yield Finding(plan.place, message)


@rule(
    "MZ317",
    "清单的金额不大于所属支出",
    identity="版式的清单的合计，不大于它所属的各种支出（“属于”）之和；"
    "属于一个项目的，项目在“项目”中（决算的在自评表中有这个项目的），金额不大于该项目的财政拨款（决算的全年执行数）；"
    "决算的项目与自评表的一个名称相近而不同的，也提示",
    why="清单里的钱是项目或公用经费的一部分，不可能比它多。",
    formula="清单合计 ≤ 公用经费 + 项目支出",
    reference="版式的 keys.yaml",
    remedy="核对这一行的金额和所属项目；用公用经费的，项目写“公用经费”。",
    kinds=ANY,
)
def lists_within_projects(evidence: Evidence) -> Iterator[Equation | Finding]:
    """B17: a budget's list is not larger than the spending it belongs to."""
    account = evidence.account
    for name, lines in account.lists.items():
        within = account.indicators.definitions[name].within
        if lines and within:
            at = (account.cube.at("支出", FISCAL, nature=nature) for nature in within)
            whole = summed(f"{name}合计", (line.figure for line in lines))
            yield Equation(whole, summed(" + ".join(within), map(account.cube.figure, at)), "≤")
            each = _within_projects if account.kind.is_plan else _within_evaluated
            yield from each(lines, within, account)


def _within_projects(
    lines: Sequence[Line], natures: Sequence[str], account: Account
) -> Iterator[Equation | Finding]:
    """Lines held against the projects that they name; a form's list may have no such word."""
    named: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        if name := line.words.get(PROJECT):
            named.setdefault((name, line.unit), []).append(line)
    for (name, unit), own in named.items():
        plans = [plan for plan in account.plans if plan.name == name and plan.unit == unit]
        if plans:
            whole = summed(f"{name} {own[0].name}", (line.figure for line in own))
            told = [plan.figure(FISCAL, account.kind.bases.main) for plan in plans]
            yield Equation(whole, told[0] if len(told) == 1 else summed(name, told), "≤")
        elif name not in natures:
            yield _of_no_project(own[0], account.plans)


def _within_evaluated(
    lines: Sequence[Line], natures: Sequence[str], account: Account
) -> Iterator[Equation | Finding]:
    """Lines of a final's list held against what the projects spent whose evaluations it has.

    Others are projects, too: only a name that is nearly an evaluated one's is told.
    """
    known = {project.name: project for project in account.projects}
    named: dict[str, list[Line]] = {}
    for line in lines:
        named.setdefault(line.words.get(PROJECT, ""), []).append(line)
    for name, own in named.items():
        if project := known.get(name):
            whole = summed(f"{name} {own[0].name}", (line.figure for line in own))
            yield Equation(whole, project.total.spent, "≤")
        elif name not in ("", *natures):
            for near in get_close_matches(name, known, n=1, cutoff=NEARLY):
                operands = (Operand("最接近的项目", near, known[near].place),)
                message = f"自评表中没有“{name}”，最接近的是“{near}”。"
                about = frozenset({name, near})
                yield Finding(own[0].place, message, operands=operands, about=about)


def _of_no_project(line: Line, plans: Sequence[Plan]) -> Finding:
    """The finding about a line of a budget's list whose project there is not, or not so called."""
    name = line.words[PROJECT]
    of_unit = {plan.name: plan for plan in plans if plan.unit == line.unit}
    near = get_close_matches(name, of_unit, n=1)
    operands = tuple(Operand("最接近的项目", name, of_unit[name].place) for name in near)
    guess = f"，最接近的是“{near[0]}”" if near else ""
    message = f"“项目”中没有这个单位的“{name}”{guess}。"
    return Finding(line.place, message, operands=operands, about=frozenset({name}))


@rule(
    "MZ325",
    "成本指标之和等于项目的本年预算",
    identity="项目绩效目标中的成本指标都以元、万元计的，指标值之和等于该项目的本年预算"
    "（或连同上年结转）",
    why="成本指标加起来与预算不同，绩效目标说的就不是这笔钱。",
    formula="Σ 绩效目标.成本指标.指标值 = 表9.本年，或 = 表9.本年 + 上年结转",
    reference="项目支出绩效目标表",
    remedy="核对项目的本年预算和各项成本指标；成本指标没有列全的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=BUDGET,
)
def costs_of_projects(evidence: Evidence) -> Iterator[Equation]:
    """R52: the cost indicators of a project add up to it in this year's budget table."""
    bases = evidence.account.kind.bases
    for plan in evidence.account.plans:
        asked = sum(map(is_cost, plan.indicators))
        told = tuple(costs(plan.indicators, "指标值"))
        if told and len(told) == asked:
            parts = (Figure(score.words.get("三级", ""), cost, score.place) for score, cost in told)
            costing = summed(f"{plan.name} 成本指标之和", parts)
            # Some tell what all of the project's money is to buy, the carried-over too.
            both, this_year = (plan.figure(ALL, basis) for basis in (bases.main, bases.leaf))
            yield Equation(both if both.amount.agrees(costing.amount) else this_year, costing)


@rule(
    "MZ324",
    "项目有金额",
    identity="每一个项目填写了本年或上年结转的金额，没有安排资金的写 0",
    why="没有金额的项目，程序不知道是没有安排资金，还是忘了填。",
    reference="项目支出表",
    remedy="填写这个项目的“本年”或“上年结转”。",
    kinds=BUDGET,
)
def projects_with_money(evidence: Evidence) -> Iterator[Finding]:
    """A budget project whose amount was forgotten would be an empty row of its table."""
    for plan in evidence.account.plans:
        if not plan.money:
            yield Finding(plan.place, f"项目“{plan.name}”没有金额。")


@rule(
    "MZ343",
    "收入的公布数与来源相符",
    identity="登记了公布数的收入，财政拨款的等于它安排的支出加结转下年；"
    "每一科目的也等于本年与上年结转之和",
    why="公布的收入与来源对不上，必有一个数错了。",
    formula="收入表.科目 = 支出表.科目 + 结转下年 = 本年 + 上年结转",
    reference=FORMS,
    remedy="核对“收入”中的公布数，以及同一科目、同一资金的支出；不写“口径”的支出明细是本年的。",
    kinds=BUDGET,
)
def income_of_subjects(evidence: Evidence) -> Iterator[Equation]:
    """The budget's table of income by subject, which only some forms publish."""
    return evidence.rolled_up(
        lambda r: (
            r.point.flow == "收入"
            and (r.dimension == PURPOSE or (bool(r.point.subject) and on_both(r)))
        )
    )


@rule(
    "MZ344",
    "本年和上年结转不大于两者之和",
    identity="只知道本年与上年结转之和的科目，其中的上年结转（或本年）不大于这个和",
    why="部分比全部还大，必有一个数错了。",
    formula="上年结转 ≤ 本年 + 上年结转",
    reference=FORMS,
    remedy="核对这一行和“口径”写了“预算”的各行；本年由程序减出，不会是负数。",
    kinds=BUDGET,
)
def parts_of_both_bases(evidence: Evidence) -> Iterator[Equation]:
    """In a budget's tables this year's part is computed, so that no other identity would tell."""
    cube = evidence.account.cube
    for point, figure in cube.stated.items():
        if point.basis in _parts(evidence.account) and figure.amount.value > 0:
            whole = cube.figure(point._replace(basis=cube.bases.main))
            yield Equation(figure, whole, "≤")


# What a budget shares with final accounts


@rule(
    "MZ319",
    "项目结转不大于全部结转",
    identity="项目支出的财政拨款结转不大于财政拨款上年结转，其余是基本支出结转",
    why="项目的结转比全部结转还多，基本支出的结转就成了负数。",
    formula="基本支出结转 = 上年结转 - 项目结转 ≥ 0",
    reference=FORMS,
    remedy="核对各项目的上年结转和结转的公布数。",
    kinds=BUDGET,
)
def carried_over(evidence: Evidence) -> Iterator[Equation]:
    """The carried-over money of a budget's projects is a part of all that its tables carry over."""
    yield Equation(evidence.figure("项目财政拨款结转"), evidence.figure("财政拨款上年结转"), "≤")


@rule(
    "MZ320",
    "绩效指标权重合计 100 或 90",
    identity="各指标权重之和为 100；执行率另占 10 的为 90；一份文档里的项目（四个以上）只有一个"
    "与别的不同的，也提示",
    why="权重加起来不是 100（或 90），以后自评打分就没有依据。",
    formula="Σ 权重 = 100 或 90",
    reference="项目支出绩效目标表",
    remedy="核对该项目各指标的权重。",
    severity=Severity.WARNING,
    kinds=BUDGET,
)
def weights(evidence: Evidence) -> Iterator[Finding]:
    """R47: the weights in a budget's table of a project's goals add up to 100 or 90."""
    whole: dict[Decimal, list[Plan]] = defaultdict(list)
    for plan in evidence.account.plans:
        typed = [score.weight for score in plan.indicators if score.weight is not None]
        total = sum(typed, Decimal(0))
        # What was left out can only add to what was typed.
        is_whole = len(typed) == len(plan.indicators)
        if typed and (total not in WEIGHTS if is_whole else total > max(WEIGHTS)):
            message = f"项目“{plan.name}”的权重合计为 {total}，不是 100 或 90。"
            yield Finding(plan.place, message, operands=_weights(plan))
        elif typed and is_whole:
            whole[total].append(plan)
    for total, plans in whole.items():
        others = [len(same) for other, same in whole.items() if other != total]
        if len(plans) == 1 and sum(others) >= ALIKE:
            alone = plans[0]
            message = (
                f"项目“{alone.name}”的权重合计为 {total}，另外 {sum(others)} 个项目的都不是："
                "执行率要么都另占 10，要么都不占。"
            )
            yield Finding(alone.place, message, operands=_weights(alone))


def _weights(plan: Plan) -> tuple[Operand, ...]:
    return tuple(
        Operand(score.words.get("三级", ""), str(score.weight), score.place)
        for score in plan.indicators
        if score.weight is not None
    )


@rule(
    "MZ322",
    "单位代码在“单位”中",
    identity="每一行的单位代码是“单位”中的一个；几个单位的，各有各的代码",
    why="单位代码认不出，这一行的钱就不属于任何单位，收入总表会少它。",
    reference="收入总表",
    remedy="改正单位代码，或在“单位”中补上这个单位。",
    kinds=ANY,
)
def known_unit(evidence: Evidence) -> Iterator[Finding]:
    """B04: a line of an unknown unit would count in no unit of the budget's tables."""
    account = evidence.account
    known = {unit.code for unit in account.units}
    named = [(row.unit, (row.node.get("单位") or row.node).place) for row in account.rows]
    named += [(line.unit, line.place) for lines in account.lists.values() for line in lines]
    unknown = [(code, place) for code, place in named if code and code not in known]
    shared = [pair for pair in _sharing(account.units) if pair[0].name != pair[1].name]
    if shared:
        yield from (_one_code(*pair, unknown) for pair in shared)
    elif unknown:
        yield replace(_unlisted(unknown), cause=_uncounted(account.rows, known))
    yield from _alike(account.units)


# Of whom the money is cannot be said of a unit that nobody knows, nor of what budget.
OF_UNKNOWN = Cause(
    is_word=True,
    follow={
        "MZ410": (WHICH,),
        **dict.fromkeys(("MZ239", "MZ273", "MZ323", "MZ603", "MZ651", "MZ653"), ()),
        # Only the money of a subject makes its words print.
        "MZ415": ("科目补充", "支出"),
    },
)


def _uncounted(all_rows: Sequence[Row], known: Collection[str]) -> Cause:
    """What lines of unknown units do to a budget's tables: sums typed above them sum no units."""
    codes = [row.code for row in all_rows if row.unit and row.unit not in known]
    above = dict.fromkeys(one for code in codes for one in (code, *ancestors(code), TOTAL) if one)
    # A unit whose lines have another code has none.
    return replace(OF_UNKNOWN, follow={**OF_UNKNOWN.follow, "MZ862": (*above, "单位")})


def _sharing(units: Sequence[Member]) -> Iterator[tuple[Member, Member]]:
    """Two units of one code in the budget's tables: the first, and each of the others."""
    first: dict[str, Member] = {}
    for unit in units:
        other = first.setdefault(unit.code, unit)
        if unit.code and other is not unit:
            yield other, unit


def _one_code(one: Member, other: Member, unknown: Sequence[tuple[str, Place]]) -> Finding:
    """Two units that the budget's tables cannot tell apart; lines of nobody's code are one's."""
    message = f"代码 {other.code} 已经是“{one.name}”的。"
    hint = "改正两个单位中写错的一个代码"
    operands = [Operand("代码", one.code, one.place)]
    if unknown:
        codes = "、".join(dict.fromkeys(code for code, _ in unknown))
        hint = f"{hint}：有 {len(unknown)} 行用 {codes}，“单位”里没有它"
        operands += [Operand("单位", code, place) for code, place in unknown]
    return Finding(other.place, message, f"{hint}。", tuple(operands), cause=OF_UNKNOWN)


def _unlisted(unknown: Sequence[tuple[str, Place]]) -> Finding:
    """A unit left out of the budget's list is missing in every table row that names it."""
    codes, place = tuple(dict.fromkeys(code for code, _ in unknown)), unknown[0][1]
    message = f"“单位”中没有代码 {'、'.join(codes)}"
    if len(unknown) == 1:
        return Finding(place, f"{message}。", cause=OF_UNKNOWN)
    operands = tuple(Operand("单位", code, at) for code, at in unknown)
    message = f"{message}，有 {len(unknown)} 行用它。"
    return Finding(place, message, operands=operands, cause=OF_UNKNOWN)


def _alike(units: Sequence[Member]) -> Iterator[Finding]:
    """Units that the lines and projects of a budget's tables could not tell apart."""
    for unit in units if len(units) > 1 else ():
        if not unit.code:
            yield Finding(unit.place, f"“{unit.name}”没有单位代码，请在它的“单位”里写明。")
    again = [other for one, other in _sharing(units) if one.name == other.name]
    if again:
        yield _summed_twice(again)


def _summed_twice(units: Sequence[Member]) -> Finding:
    """Units in two of the folders that a department's budget tables sum, told once."""
    operands = tuple(Operand("单位", unit.label, unit.place) for unit in units)
    message = f"汇总了两遍：{listed([unit.name for unit in units])}。"
    hint = "一个单位只汇总一次：它所属的单位已经汇总了它的，“汇总”里不再写一遍。"
    # Their projects are there twice too.
    cause = Cause(follow={"MZ633": ()})
    return Finding(units[0].place, message, hint, operands, cause=cause)


@rule(
    "MZ323",
    "公布数有明细",
    identity="登记了公布数的科目、资金和口径，有明细可以核对",
    why="只有公布的合计、没有明细，这个数无从核对，表里也排不出来。",
    reference=FORMS,
    remedy="补上明细；项目支出写在“项目”里，汇总的部门由各单位的数据相加。",
    kinds=BUDGET,
)
def stated_has_parts(evidence: Evidence) -> Iterator[Finding]:
    """A 公布数 of a budget's table with nothing typed below it would stand nowhere, or alone."""
    account = evidence.account
    cube = account.cube
    # Beside units' own folders a row that is no sum of theirs is one without a unit (MZ862).
    told = of_no_unit(account) if account.parts else {}
    for point, figure in cube.stated.items():
        is_open = isinstance(cube, PartialCube) and cube.is_open(point)
        is_lone = point not in cube.facts and not is_open and not any(cube.breakdowns(point))
        if is_lone and figure.place and figure.place not in told and not figure.is_zero:
            yield Finding(figure.place, f"“{figure.label}”没有明细。")
