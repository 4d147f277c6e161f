"""Rules on basic spending by function: beside the same by kind of cost, and under what it stands.

MZ274, MZ751, MZ755, MZ692.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.checks.basic_spending_lines import BASIC, SAME_MONEY, SPENT, is_telling
from mingzhang.checks.rule import ANY, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Severity

GROUP = 5  # digits of a 款
RUNNING, ORDINARY = "行政运行", "一般行政管理事务"
SERVICE, SERVING = "机关服务", re.compile("服务|后勤|保障中心")
CIVIL, INSURED = "2101103", ("2101101", "2101102")
KEPT_RUNNING = (RUNNING, "事业运行")
NATURES = ("人员经费", "公用经费", "基本支出")
PROJECTS = "项目支出"


@rule(
    "MZ274",
    "同一款两行的金额没有互换",
    identity="住房公积金 2210201 与 30113、养老保险缴费 2080505 与 30108、"
    "职业年金缴费 2080506 与 30109 不同时，后者不正是同一款另一行的数",
    why="住房公积金和购房补贴的金额写反了，各项之和不变，只有另一张表看得出来。",
    formula="05表.2210201 ≠ 06表.30113 时，06表.30113 ≠ 05表.2210203",
    reference="一般公共预算财政拨款支出表、一般公共预算财政拨款基本支出明细表",
    remedy="对照工资表、缴费单核对这两行，改正写反的金额或编码。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def crossed_by_function(evidence: Evidence) -> Iterator[Finding]:
    """Two functional rows are crossed: 2210203 has what 30113 says of 2210201."""
    details, functions = evidence.basic_lines(BASIC), evidence.basic_lines(SPENT)
    names, unit = evidence.account.catalogue, evidence.account.unit.label
    for code, name in SAME_MONEY.items():
        own, meant = details.get(code), functions.get(name)
        if own is None or meant is None or own.number == meant.number or not is_telling(own.number):
            continue
        same = [line for line in functions.values() if line.number == own.number]
        others = [line for line in same if line.code[:GROUP] == name[:GROUP]]
        if len(others) == 1:
            lines = (meant, others[0], own)
            operands = tuple(
                Operand(f"{n.code} {names.name(n.code)}", f"{n.number:,} {unit}", n.place)
                for n in lines
            )
            message = (
                f"{name} 是 {meant.number:,} {unit}，{code} 是 {own.number:,} {unit}，"
                f"正是 {others[0].code} 的数：{name} 和 {others[0].code} 两行的金额像是互换了。"
            )
            yield Finding(meant.place, message, operands=operands)


@rule(
    "MZ692",
    "人员经费不列在“一般行政管理事务”",
    identity="“一般行政管理事务”列项目支出，“机关服务”是机关服务中心的；同一款里没有“行政运行”，"
    "基本支出却列在这两个科目（机关服务：单位不是服务中心、别处也没有运行），才提示",
    why="“行政运行”的编码错了一位，基本支出就印到了项目的科目里。",
    reference="政府收支分类科目",
    remedy="核对编码；基本支出确实列在这里的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def basic_under_ordinary(evidence: Evidence) -> Iterator[Finding]:
    """A function without its pair in basic spending: 2101502 for 2101501."""
    account = evidence.account
    names, codes = account.catalogue, {row.code for row in account.rows if row.section == SPENT}
    running = {code[:GROUP] for code in codes if names.name(code) == RUNNING}
    # Who runs on other subjects may well have a service of its own.
    everywhere = any(names.name(code) in KEPT_RUNNING for code in codes)
    for line in evidence.basic_lines(SPENT).values():
        name = names.name(line.code)
        is_service = name == SERVICE and not (everywhere or SERVING.search(account.agency))
        if (name == ORDINARY or is_service) and line.code[:GROUP] not in running:
            message = f"{line.code} {name}列了基本支出，这个款里没有“{RUNNING}”。"
            yield Finding(line.place, message)


@rule(
    "MZ751",
    "运行的科目有基本支出",
    identity="“行政运行”“事业运行”列基本支出；别的科目有基本支出，它却只列了项目支出的才提示",
    why="项目的编码错成了旁边的“事业运行”，合计还对，读的人以为是人员和公用经费。",
    reference="政府收支分类科目",
    remedy="核对编码和这一行的金额列在哪一栏；项目支出确实列在这里的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def running_on_projects(evidence: Evidence) -> Iterator[Finding]:
    """A function without its pair in basic spending: 2101550 事业运行 with a project only."""
    names = evidence.account.catalogue
    rows = [row for row in evidence.account.own_rows if row.section == SPENT]
    basic = {row.code for row in rows if any(row.node.get(key) for key in NATURES)}
    # Of a row whose sum only is known nobody knows of what nature it is.
    whole = {row.code for row in rows if row.node.get("合计")}
    for row in rows if basic else ():
        cell, name = row.node.get(PROJECTS), names.name(row.code)
        is_lacking = name in KEPT_RUNNING and row.code not in basic | whole
        if is_lacking and cell and cell.number:
            message = f"{row.code} {name}只有项目支出 {cell.text}，没有基本支出。"
            operands = (Operand(PROJECTS, cell.text, cell.place),)
            yield Finding(row.place, message, operands=operands, about=frozenset({row.code}))


@rule(
    "MZ755",
    "公务员医疗补助列在医疗保险以外",
    identity="有公务员医疗补助 2101103 的，也有行政单位医疗 2101101 或事业单位医疗 2101102",
    why="公务员医疗补助是医疗保险以外的补助；单有它的，多半是医疗保险的编码错了一位。",
    reference="政府收支分类科目",
    remedy="核对这一行的编码；医疗保险确实列在别处的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def aid_without_insurance(evidence: Evidence) -> Iterator[Finding]:
    """A function without its pair, whatever is basic spending of it: 2101103 for 2101101."""
    names = evidence.account.catalogue
    rows = {row.code: row for row in evidence.account.own_rows if row.section == SPENT}
    if CIVIL in rows and not any(code in rows for code in INSURED):
        others = "、".join(f"{code} {names.name(code)}" for code in INSURED)
        message = f"有 {CIVIL} {names.name(CIVIL)}，没有 {others}。"
        yield Finding(rows[CIVIL].place, message)
