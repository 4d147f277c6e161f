"""预算单位: a row per budget unit of the department, under the department's own and 合计."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.document.heads import CODE, HEAD_KEYS, NAME, Head, form_head
from mingzhang.document.layouts.form import COMMON_KEYS, TOTAL_KEYS, Form, with_total
from mingzhang.document.spec import Context
from mingzhang.document.table import Cell, Row
from mingzhang.facts.account import Account
from mingzhang.facts.cube import Cube
from mingzhang.facts.subject import TOTAL
from mingzhang.reading.node import Node

KEYS = {**COMMON_KEYS, **HEAD_KEYS, **TOTAL_KEYS}
DEPARTMENT = 3  # digits of a department's code, with which those of its units begin


def units(spec: Node, context: Context) -> Iterator[Form]:
    """The form; ``合计: 末行`` puts the total last."""
    context.check(spec, KEYS, ("标题", "列"))
    head = form_head(spec, context)
    head.check_shown((CODE, NAME), context)
    total = _row("", TOTAL, context.account.cube, head, context)
    body = with_total(total, tuple(_rows(head, context)), spec, context)
    yield Form(head.columns, head.rows, head.numbered(body))


def department_code(account: Account) -> str:
    """The department's code; empty where its units have none."""
    return next((unit.code[:DEPARTMENT] for unit in account.units), "")


def _rows(head: Head, context: Context) -> Iterator[Row]:
    account, code = context.account, department_code(context.account)
    if code:
        yield _row(code, account.agency, account.cube, head, context, level=1)
    for unit in account.units:
        yield _row(unit.code, unit.name, unit.cube, head, context, level=2)


def _row(code: str, name: str, cube: Cube, head: Head, context: Context, *, level: int = 0) -> Row:
    labels = {
        CODE: Cell(code, "code", level=level),
        NAME: Cell(name, "name", scope="row", level=level),
    }
    cells = (
        context.amount(leaf.query.figure(cube) if leaf.query else None)
        if leaf.is_amount
        else labels.get(leaf.shows, Cell())
        for leaf in head.leaves
    )
    return Row(tuple(cells), level, total=not level)
