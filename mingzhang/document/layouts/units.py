"""预算单位: a row per budget unit of the department, under the department's own and 合计."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.document.heads import CODE, HEAD_KEYS, NAME, Head, form_head
from mingzhang.document.layouts.form import COMMON_KEYS, TOTAL_KEYS, Form, with_total
from mingzhang.document.spec import Context
from mingzhang.document.table import Cell, Row
from mingzhang.facts.account import Account
from mingzhang.facts.cube import Cube
from mingzhang.facts.source import text
from mingzhang.facts.subject import TOTAL
from mingzhang.reading.node import Node

KEYS = {**COMMON_KEYS, **HEAD_KEYS, **TOTAL_KEYS}
WHOLE = "部门"
DEPARTMENT = 3  # digits of a department's code, with which those of its units begin


def units(spec: Node, context: Context) -> Iterator[Form]:
    """The form; ``合计: 末行`` puts the total last."""
    context.check(spec, KEYS, ("标题", "列"))
    head = form_head(spec, context)
    head.check_shown((CODE, NAME), context)
    total = _row("", TOTAL, context.account.cube, head, context)
    body = with_total(total, tuple(_rows(head, context)), spec, context)
    yield Form(head.columns, head.rows, head.numbered(body))


def department(account: Account) -> tuple[str, str]:
    """The department's code and name; empty where no unit has a code, or the name is not known.

    In a unit's own budget (单位预算) the department is another agency, which the source may name.
    """
    code = next((unit.code[:DEPARTMENT] for unit in account.units), "")
    own = account.agency if account.agency_type == WHOLE else ""
    name = text(account.source, "主管部门") or own
    return (code, name) if code and name else ("", "")


def _rows(head: Head, context: Context) -> Iterator[Row]:
    account = context.account
    code, name = department(account)
    if code:
        yield _row(code, name, account.cube, head, context, level=1)
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
