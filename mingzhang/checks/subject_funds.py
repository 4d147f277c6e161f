"""The rule on budgets (资金): a subject belongs to one of those that the treasury pays from.

MZ667.  Which subjects are of which budget is data (``catalogue/funds.csv``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from mingzhang.checks.income_by_subject import INCOME, ITEM, SPENT, by_subject, money_of
from mingzhang.checks.rule import ANY, Cause, Evidence, Finding, limited, rule
from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.amount import Amount, Unit, total
from mingzhang.facts.source_rows import GENERAL, OTHER, Row
from mingzhang.facts.subject_catalogue import FUNCTIONAL, GROUP
from mingzhang.reading.ways_out import own_cell, together

KEY = "资金"
ACCEPTED = "确实如此的，在“核对说明”里写明。"
# The columns of which what was spent is made.
NATURES = (
    *("人员经费", "公用经费", "基本支出", "项目支出"),
    *("上缴上级支出", "经营支出", "对附属单位补助支出"),
)
# Where a row may be of another fund, nobody knows what its own has left, nor how the totals moved.
TOTALS = ("总计", "财政拨款", "本年收入", "本年支出")
OF_TOTALS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("MZ216", "MZ861"), ()),
    **dict.fromkeys(("MZ603", "MZ790"), TOTALS),
}
OF_ROW = ("MZ268", "MZ403", "MZ415", "MZ420", "MZ519", "MZ837")
OF_TREASURY = (GENERAL, "政府性基金", "国有资本经营")


@rule(
    "MZ667",
    "科目与资金相符",
    identity="一个功能科目的财政拨款只属于一本预算：写明的（没有写的是一般公共预算）资金，"
    "是这个科目所属的资金，并且各处相同；财政拨款的一行，不正好是非财政收入所缺的支出",
    why="资金写错或者漏写，这笔钱就从一本预算挪到了另一本，表还是平的。",
    formula="223 类是国有资本经营预算；21208、22904、22960、234 等是政府性基金预算；"
    "其余是一般公共预算",
    reference="政府收支分类科目",
    remedy="核对这一行的“资金”和科目，改正写错的一个；确实如此的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def fund_of_subject(evidence: Evidence) -> Iterator[Finding]:
    """A subject's fund: in another budget (资金) than its own; an unknown one, in two of them."""
    account = evidence.account
    rows: dict[str, list[Row]] = defaultdict(list)
    taken = {row.code for row in account.rows if row.flow == INCOME}
    other = dict(_of_other_money(account))
    yield from other.values()
    for row in account.rows:
        is_functional = row not in other and row.code.startswith(FUNCTIONAL)
        if is_functional and _is_of_treasury(row, taken, account):
            rows[row.code].append(row)
    for code, found in rows.items():
        own = account.catalogue.fund(code)
        yield from _elsewhere(found, own, account.unit) if own else _in_two(found)


def _is_of_treasury(row: Row, taken: Collection[str], account: Account) -> bool:
    """Whether a row's subject has one fund: even of other money, where its code is a fund's own.

    ``taken`` are the subjects of other income; some may be spent under any.
    """
    of_fund = account.catalogue.fund(row.code) not in ("", GENERAL)
    is_odd = row.fund == OTHER and of_fund and not {row.code, ""} & {*taken}
    return row.fund in OF_TREASURY or is_odd


def _elsewhere(rows: Sequence[Row], own: str, unit: Unit) -> Iterator[Finding]:
    """A subject's rows under another fund than its own; the first that is right, beside them."""
    right = next((row for row in rows if row.fund == own), None)
    for row in rows:
        if row.fund != own:
            message = f"科目 {row.code} 属于{_budget(own)}，{_said(row)}。"
            yield _told(row, own, message, unit, right)


def _told(row: Row, own: str, message: str, unit: Unit, right: Row | None = None) -> Finding:
    """That a row is of another fund than its own, by which its sums fail."""
    cells = frozenset(value.place for _, value in row.node.items())
    way = _way_out(row, own)
    cause = Cause(cells, remedy=way, follow={**_following(row, own), "MZ340": (own,)})
    cause = replace(cause, gone=amounts_of(row, unit), unsure=cells)
    hint, about = f"{way}{ACCEPTED}", frozenset({row.code})
    return Finding(_place(row), message, hint, _other(right), cause=cause, about=about)


def _of_other_money(account: Account) -> Iterator[tuple[Row, Finding]]:
    """The one row of the treasury's money that is just what other income was not spent for."""
    for money in [*by_subject(account)] or [money_of("", account.cube)]:
        rest = money.rest
        rows = [
            row
            for row in account.rows
            if row.flow == SPENT and row.fund in OF_TREASURY
            if len(row.code) == ITEM and row.code.startswith(money.code)
            if spent_of(row, account.unit).agrees(rest)
        ]
        if money.is_known and rest.value > rest.half and len(rows) == 1:
            lacking = f"{money.named}的" if money.named else ""
            message = (
                f"{_said(rows[0])}；{lacking}非财政收入有 {rest.worded(account.unit)}没有支出，"
                "正好是这一行的数。"
            )
            yield rows[0], _told(rows[0], OTHER, message, account.unit)


def spent_of(row: Row, unit: Unit) -> Amount:
    """What a row spends, of whatever nature; of a project, what this year gives it."""
    numbers = (node.number for key, node in row.node.items() if key in (*NATURES, "本年"))
    return total([Amount.typed(number, unit) for number in numbers if number is not None])


def amounts_of(row: Row, unit: Unit) -> tuple[Amount, ...]:
    """What the sums of the fund or subject lack that is the row's own: its amounts, and in all."""
    numbers = {key: node.number for key, node in row.node.items() if node.number is not None}
    spent = [Amount.typed(numbers[key], unit) for key in NATURES if key in numbers]
    each = (Amount.typed(number, unit) for key, number in numbers.items() if key != "科目")
    return (*each, *([total(spent)] if len(spent) > 1 else []))


def _following(row: Row, own: str) -> dict[str, tuple[str, ...]]:
    """What is said of the other fund's money, and of a subject that its own fund lacks.

    A fund whose only row is elsewhere is asked for as if nobody had typed it.
    """
    names = dict.fromkeys((*OF_ROW, "MZ232"), (row.code,))
    units = {"MZ273": (row.unit,)} if row.unit else {}
    funds = dict.fromkeys(("MZ401", "MZ689"), (row.fund,))
    asked = {"MZ410": (row.fund, row.code, *((own,) if own != GENERAL else ()))}
    return {**OF_TOTALS, **names, **units, **funds, **asked}


def _in_two(rows: Sequence[Row]) -> Iterator[Finding]:
    """A subject in two funds, of which only the rows tell it; a 类 may have money of several."""
    other = next((row for row in rows if row.fund != rows[0].fund), None)
    if other and len(other.code) >= GROUP:
        message = f"科目 {other.code} {_said(other)}，第 {rows[0].place.line} 行是{rows[0].fund}。"
        yield Finding(_place(other), message, operands=_other(rows[0]))


def _said(row: Row) -> str:
    typed = f"这里的资金是{row.fund}"
    return typed if row.node.get(KEY) else f"这里没有写资金，算作{row.fund}"


def _budget(fund: str) -> str:
    return fund if fund == GENERAL else f"{fund}预算"


def _way_out(row: Row, own: str) -> str:
    add = "改成" if row.node.get(KEY) else "补写"
    return together((f"核对科目；科目不错的，{add}", own_cell(KEY, own), "。"))


def _place(row: Row) -> Place:
    typed = row.node.get(KEY)
    return typed.place if typed else row.place


def _other(row: Row | None) -> tuple[Operand, ...]:
    return (Operand(f"另一行的资金（科目 {row.code}）", row.fund, _place(row)),) if row else ()
