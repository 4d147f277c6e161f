"""Rules on codes that came, went, or hardly belong: against last year's, and by their nature.

MZ638 to MZ641.  Basic spending has the same codes year by year; a row that was lost or that has
another's code breaks no identity where the totals are sums of the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mingzhang.checks.replaced_budget_codes import finest_rows
from mingzhang.checks.rule import ANY, FEW, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.operating_costs import INSTITUTIONS
from mingzhang.facts.source_nodes import rows, text
from mingzhang.reading.node import Node

CATALOGUE = "政府收支分类科目"
BASIC, SPENT = "基本支出", "支出"
FINEST = {BASIC: 5, SPENT: 7}
# The cells of a row of 支出 that say that it is paid every year.
USUAL = ("人员经费", "公用经费", "基本支出")
# What is no basic spending of an agency, by the beginning of its code.
NOT_BASIC: Mapping[str, str] = {
    "307": "债务利息及费用支出",
    "309": "资本性支出（基本建设）",
    "311": "对企业补助（基本建设）",
    "312": "对企业补助",
    "313": "对社会保障基金补助",
}
# Costs of uniformed services, and the 类 of those.
UNIFORMED = {"30224": ("203", "204", "224"), "30225": ("203", "204", "213", "214", "220", "224")}
# What schools pay, and the 类 of those; 党校 and 技校 have theirs in 205 too.
SCHOOLS = {"30308": ("205",)}
PERFORMANCE_PAY, BONUS = "30107", "30103"
# Who are paid like officials though they are no 行政单位.
NATURE, LIKE_OFFICIALS, PUBLIC_PAY = "单位性质", "参公", "事业运行"
OFFICIALS, PUBLIC_BODIES = "行政运行", ("事业运行", "事业单位医疗", "事业单位离退休", "机构")


@rule(
    "MZ638",
    "上年的基本支出科目本年还在",
    identity="上年有的基本支出科目（功能科目有人员经费、公用经费的，经济科目的款），本年也有",
    why="工资、社保、办公费年年都有；少了一行而合计是各行相加的，没有等式会不成立。",
    reference="上年部门预算、部门决算",
    remedy="核对是不是漏了这一行；本年确实没有这笔支出的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def lost(evidence: Evidence) -> Iterator[Finding]:
    """A code lost in turnover: last year's document has it.

    MZ270 tells those that were replaced.
    """
    for section in FINEST:
        before, now = _before(evidence, section), finest_rows(evidence, section)
        come = {code[:-2] for code in now if code not in before}
        # A section that is not given at all is told by what the form prints.
        gone = [c for c in before if c not in now and c[:-2] not in come] if now else []
        place = next(iter(now.values())).place if now else None
        if place and gone:
            names = "、".join(evidence.named(code) for code in gone[:FEW])
            more = f"等 {len(gone)} 个科目" if len(gone) > FEW else ""
            operands = tuple(Operand("上年", code, before[code].place) for code in gone)
            message = f"“{section}”里没有上年有的 {names}{more}。"
            yield Finding(place, message, operands=operands)


def _before(evidence: Evidence, section: str) -> dict[str, Node]:
    """The finest codes of last year, for their turnover: those with money, as every year."""
    folder = evidence.account.folder.previous
    typed = rows(folder.disclosure, section) if folder else ()
    keys = USUAL if section == SPENT else ("金额", "预算", *USUAL)
    return {
        code: row
        for row in typed
        if len(code := text(row, "科目")) == FINEST[section] and _is_spent(row, keys)
    }


def _is_spent(row: Node, keys: Sequence[str]) -> bool:
    return any(cell.number for key in keys if (cell := row.get(key)))


@rule(
    "MZ639",
    "基本支出的新科目",
    identity="本年有而上年没有的基本支出科目，看一眼编码",
    why="编码错一位就成了另一个科目；新出现的科目值得看一眼。",
    reference="上年部门预算、部门决算",
    remedy="核对编码；确是新增的不用改。",
    severity=Severity.NOTE,
    kinds=ANY,
)
def new(evidence: Evidence) -> Iterator[Finding]:
    """A code new in turnover: last year's basic spending lacks it.

    MZ270 tells those that replace.
    """
    before = _before(evidence, BASIC)
    now = finest_rows(evidence, BASIC) if before else {}
    gone = {code[:-2] for code in before if code not in now}
    come = [code for code in now if code not in before and code[:-2] not in gone]
    if come:
        names = "、".join(evidence.named(code) for code in come)
        operands = tuple(Operand("本年", code, now[code].place) for code in come)
        message = f"上年没有这些科目：{names}。"
        yield Finding(now[come[0]].place, message, operands=operands)


@rule(
    "MZ640",
    "基本支出的款是日常支出",
    identity="基本支出里一般没有债务利息、基本建设、对企业和社会保障基金的补助；"
    "被装购置费、专用燃料费只有执法、应急等单位才有，助学金只有学校才有",
    why="这些不是维持日常运转的支出，多半是编码错了一位，或者应当列在项目支出里。",
    reference=CATALOGUE,
    remedy="核对编码；确实如此的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def not_basic(evidence: Evidence) -> Iterator[Finding]:
    """Turnover of a code that is no daily spending to basic spending: 30225 for 30226."""
    kinds = {row.code[:3] for row in evidence.account.rows if row.section == SPENT}
    for code, row in finest_rows(evidence, BASIC).items():
        group = NOT_BASIC.get(code[:3])
        is_uniform = code in UNIFORMED and kinds.isdisjoint(UNIFORMED[code])
        is_taught = code in SCHOOLS and kinds.isdisjoint(SCHOOLS[code])
        if group or is_uniform or is_taught:
            whose = "执法、应急等单位" if is_uniform else "学校"
            why = f"属于{group}，一般不是基本支出" if group else f"是{whose}才有的"
            yield Finding(row.place, f"{evidence.named(code)}{why}。")


@rule(
    "MZ641",
    "绩效工资是事业单位的",
    identity="只有行政单位科目（行政运行等）的单位，基本支出里没有绩效工资 30107；"
    "有事业运行的（不是参公单位），不只有奖金 30103 而没有绩效工资",
    why="绩效工资发给事业单位的人员；行政单位出现这个科目，事业单位没有它，多半是编码错了一位。",
    reference=CATALOGUE,
    remedy="核对编码；确有事业编制人员的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def performance_pay(evidence: Evidence) -> Iterator[Finding]:
    """Turnover of codes: performance pay (30107) in an agency all of whose people are 行政."""
    account = evidence.account
    names = {account.catalogue.name(code) for code in finest_rows(evidence, SPENT)}
    is_public = any(name.startswith("事业") or name.endswith(PUBLIC_BODIES) for name in names)
    institutions = {unit.code for unit in account.units if unit.kind in INSTITUTIONS}
    # Where there are any, a row that does not say whose it is may be theirs.
    theirs = {"", *institutions} if institutions else institutions
    paid = (row for row in account.rows if (row.section, row.code) == (BASIC, PERFORMANCE_PAY))
    row = next((row for row in paid if row.unit not in theirs), None)
    if row and OFFICIALS in names and not is_public:
        message = f"{evidence.named(PERFORMANCE_PAY)}是事业单位的，这里的科目都是行政单位的。"
        yield Finding(row.place, message)
    bonus = finest_rows(evidence, BASIC).get(BONUS)
    if bonus and PUBLIC_PAY in names and not _is_paid_for_performance(account):
        message = (
            f"有“{PUBLIC_PAY}”，没有 {evidence.named(PERFORMANCE_PAY)}，"
            f"却有 {evidence.named(BONUS)}：像是它的编码错了。"
        )
        yield Finding(bonus.place, message)


def _is_paid_for_performance(account: Account) -> bool:
    """Whether codes have performance pay, or people like officials may have none (turnover)."""
    is_paid = any((row.section, row.code) == (BASIC, PERFORMANCE_PAY) for row in account.rows)
    nature = text(account.profile, NATURE)
    kinds = (nature, *(unit.kind for unit in account.units))
    return is_paid or any(LIKE_OFFICIALS in kind for kind in kinds)
