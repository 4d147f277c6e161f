"""Rules on a year's chain: a final account against the budget that was published of its year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from mingzhang.checks.department_sums import is_short_of_units, summed_place, told_apart
from mingzhang.checks.rule import FEW, Cause, Evidence, Finding, listed, rule
from mingzhang.diagnostics import Operand, Place, Severity, names_of
from mingzhang.facts.account import Account, Plan
from mingzhang.facts.amount import Amount, Unit
from mingzhang.facts.cube import ALL
from mingzhang.facts.document_chain import FISCAL, Pair, budgets
from mingzhang.facts.figure import Figure
from mingzhang.facts.offices_and_areas import plain_name
from mingzhang.facts.units_on_both_sides import BothSides, both_sides

OF_ONE = (
    "预算只是这一个单位的，“预算来源”换成整个部门的预算；没有的，在“核对说明”里写明；"
    "是各单位一起的，核对各单位的年初预算。"
)

ONE_EACH = 2  # projects of one name, in the budget and in the final


@rule(
    "MZ863",
    "年初预算与公布的预算相符",
    identity="各科目、各种收入和“三公”经费各项的年初预算，等于同一年度公布的预算里的同一个数（含或不含上年结转）",
    why="决算里的年初预算与年初公布的预算不同，读的人会问哪一份是真的。",
    formula="决算.年初预算 = 预算.同一个数",
    reference="同一年度公开的部门预算",
    remedy="对照公布的预算改正一处；批复后调剂过科目、增减过单位的，在“核对说明”里写明。",
    severity=Severity.WARNING,
)
def opening_budget(evidence: Evidence) -> Iterator[Finding]:
    """年初预算 typed in a final differs from the published budget; told with both places."""
    account = evidence.account
    sides = both_sides(account, account.plan) if account.plan else BothSides()
    if sides.is_same and is_short_of_units(account):
        # The missing unit's money is why.
        return
    told = _told_by_units(account)
    wrong = [pair for pair in budgets(account) if not _agrees(pair, told.get(pair.name))]
    if wrong:
        yield _differing(wrong, account)


def _told_by_units(account: Account) -> Mapping[str, Amount]:
    """By how much more was published for units whose own documents tell it, or accept it."""
    found: dict[str, Amount] = {}
    for pair in (pair for part in account.parts for pair in budgets(part)):
        if not pair.agrees:
            apart = pair.published.amount - pair.here.amount
            found[pair.name] = found.get(pair.name, Amount()) + apart
    return found


def _agrees(pair: Pair, told: Amount | None) -> bool:
    """Whether an opening budget is what was published, but for what units tell themselves."""
    meant = pair.here.amount + told if told else pair.here.amount
    return pair.agrees or meant.agrees(pair.published.amount)


def _differing(wrong: Sequence[Pair], account: Account) -> Finding:
    operands = tuple(
        one
        for pair in wrong
        for name, figure in ((pair.name, pair.here), (f"预算 {pair.name}", pair.published))
        for one in _operands(name, figure, account)
    )
    first, cause = wrong[0], Cause(changes=dict(filter(None, map(_change, wrong))))
    typed = (f.place for pair in wrong for f in pair.here.typed())
    place = next((p for p in typed if p and p.file == account.source.place.file), None)
    if len(wrong) == 1:
        here, there = (_shown(f, account.unit) for f in (first.here, first.published))
        message = f"{first.name}是 {here}，公布的预算是 {there}"
    else:
        names = "、".join(pair.name for pair in wrong[:FEW]) + ("等" if len(wrong) > FEW else "")
        message = f"有 {len(wrong)} 个年初预算与公布的预算不同：{names}"
    about = names_of([pair.name] for pair in wrong)
    place = place or summed_place(account)
    return Finding(place, f"{message}。", operands=operands, cause=cause, about=about)


def _change(pair: Pair) -> tuple[Place, Decimal] | None:
    """By how much an opening budget would be larger as it was published: at a figure of its own."""
    same = {figure.place for figure in pair.published.typed()}
    places = [p for figure in pair.here.typed() if (p := figure.place) and p not in same]
    apart = pair.published.amount.value - pair.here.amount.value
    return (places[0], apart) if places else None


def _operands(name: str, figure: Figure, account: Account) -> Iterator[Operand]:
    """A figure as it was published, and behind a sum of several units what each of them says."""
    yield _operand(name, figure, account)
    if figure.origin is None:
        yield from (_operand(f"其中 {part.label}", part, account) for part in figure.typed())


def _operand(name: str, figure: Figure, account: Account) -> Operand:
    return Operand(name, _shown(figure, account.unit), figure.origin)


def _shown(figure: Figure, unit: Unit) -> str:
    return figure.amount.worded(unit)


@rule(
    "MZ430",
    "决算与公布的预算是同一些单位",
    identity="同一年度公布的预算写了各个单位的，决算汇总的单位与它的相同；不同的，年初预算只比较两边都有的单位；"
    "预算没有写单位的，合计不只与其中一个单位的年初预算相同",
    why="单位有增有减，年初预算的合计就和公布的预算对不上；只有一边有的单位，没有可以对照的数。",
    reference="同一年度公开的部门预算",
    remedy="漏汇总的补进“汇总”或“单位”；名称写法不同的改成一致；年中确有增减的，在“核对说明”里写明。",
    severity=Severity.WARNING,
)
def units_as_planned(evidence: Evidence) -> Iterator[Finding]:
    """A final has other units than its year's budget, so that not all 年初预算 are compared."""
    account = evidence.account
    sides = both_sides(account, account.plan) if account.plan else BothSides()
    if sides.is_unnamed:
        name = sides.common[0][0].member.name
        message = f"公布的预算没有写单位，支出合计与 {name} 一个单位的年初预算相同"
        yield Finding(summed_place(account), f"{message}；{_compared(sides)}。", OF_ONE)
        return
    told = told_apart(account)
    words = (
        _only("公布的预算", sides.only_there, told, "决算"),
        _only("决算", sides.only_here, told, "公布的预算"),
    )
    if any(words):
        message = "；".join(filter(None, (*words, _compared(sides))))
        yield Finding(summed_place(account), f"{message}。")


def _only(side: str, names: Sequence[str], told: frozenset[str], other: str) -> str:
    """The units that only one document of the chain names, where nothing else tells so."""
    new = [name for name in names if plain_name(name) not in told]
    return f"{side}里有 {listed(new)}，{other}里没有" if new else ""


def _compared(sides: BothSides) -> str:
    if not sides.common:
        return "两边没有名称相同的单位，年初预算没有比较"
    return f"年初预算只比较了 {listed([here.member.name for here, _ in sides.common])}"


@rule(
    "MZ656",
    "自评表的年初预算数与公布的预算相符",
    identity="项目自评表各来源年初预算数之和，等于同一年度公布的预算里同名项目的数（含或不含上年结转，全部资金或财政拨款）",
    why="同一个项目，年初公布的预算与自评表里的年初预算数不同，读的人会问哪一份是真的。",
    formula="Σ 自评表.年初预算数 = 预算.同名项目的数",
    reference="同一年度公开的部门预算、项目支出绩效自评表",
    remedy="对照公布的预算改正“资金”的第一个数；填的是调整后的数，或者项目后来拆分、合并过的，"
    "在“核对说明”里写明。",
    severity=Severity.WARNING,
)
def opening_budget_of_projects(evidence: Evidence) -> Iterator[Finding]:
    """年初预算数 of an evaluated project differs from that project's money in the published budget.

    A department's units tell of their own; of two projects of one name nobody knows which is which.
    """
    account, plan = evidence.account, evidence.account.plan
    if account.parts or plan is None or plan.agency != account.agency:
        return
    plans = {one.name: one for one in plan.plans}
    count = Counter(one.name for one in plan.plans)
    count.update(one.name for one in account.projects)
    for project in account.projects:
        here = project.total.budget
        known = plans.get(project.name) if count[project.name] == ONE_EACH else None
        if known and any(here.typed()):
            published = [one for one in _planned(known, plan) if one.is_known]
            if published and not any(Pair("", here, one).agrees for one in published):
                told, there = (_shown(one, account.unit) for one in (here, published[0]))
                message = f"项目“{project.name}”的年初预算数是 {told}，公布的预算里是 {there}。"
                place = next(here.typed()).place or project.place
                operand = Operand(f"预算 项目“{known.name}”", there, known.place)
                yield Finding(place, message, operands=(operand,))


def _planned(project: Plan, plan: Account) -> Iterator[Figure]:
    """What a budget has for a project: of all funds or fiscal, with the carried-over or without."""
    for fund in (ALL, FISCAL):
        for basis in (plan.cube.bases.main, plan.cube.bases.leaf):
            yield project.figure(fund, basis)
