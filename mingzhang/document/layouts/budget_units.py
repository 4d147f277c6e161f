"""预算单位: a row per budget unit of the department, under the department's own and 合计."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mingzhang.document.filled_columns import BY_UNIT, Filled, of_rows, rows_where, words
from mingzhang.document.form_specs import Context
from mingzhang.document.layouts.layout_result import COMMON_KEYS, TOTAL_KEYS, Form, with_total
from mingzhang.document.shown_codes import CODE, NAME
from mingzhang.document.table_heads import HEAD_KEYS, Head, Leaf, form_head
from mingzhang.document.table_values import Cell, Row
from mingzhang.facts.cube import Cube, Point
from mingzhang.facts.figure import Absent, Figure, summed
from mingzhang.facts.implied_zeros import absent
from mingzhang.facts.source_nodes import text
from mingzhang.facts.subject_catalogue import TOTAL
from mingzhang.facts.unit_sums import ELIMINATED
from mingzhang.reading.node import Node

KEYS = {**COMMON_KEYS, **HEAD_KEYS, **TOTAL_KEYS}
WHOLE = "部门"
ABOVE = "主管部门"
UNIT = 2  # the level of a unit's own row
DEPARTMENT = 3  # digits of a department's code, with which those of its units begin


def units(spec: Node, context: Context) -> Iterator[Form]:
    """The table of budget units; ``合计: 末行`` puts the total last."""
    context.check(spec, KEYS, ("标题", "列"))
    head = form_head(spec, context, BY_UNIT)
    head.check_shown((CODE, NAME), context)
    _check_told(context)
    total = _row("", TOTAL, context.account.cube, head, context)
    body = with_total(total, tuple(_rows(head, context)), spec, context)
    yield Form(head.columns, head.rows, head.numbered(body))


def _check_told(context: Context) -> None:
    """A fault where a table of budget units would have none of the department's money in a row."""
    account = context.account
    cubes = (account.cube, *(unit.cube for unit in account.units))
    whole, *own = (bool(cube.facts or cube.stated) for cube in cubes)
    if len(own) > 1 and whole and not any(own):
        message = "各行都没有写“单位”，收入表里各单位的行都没有数，合计却有。"
        hint = "这张表按单位列出：请在各行写“单位”，它是“单位”清单里的代码。"
        context.fault(account.units[0].place, "MZ739", message, hint)


def department(context: Context) -> tuple[str, str]:
    """The department's code and name; empty where no unit has a code.

    In a unit's own budget (单位预算) the department is another agency, which the source names:
    where it does not, that is taken down as missing.  Who is above a department has no row.
    """
    code = next((unit.code[:DEPARTMENT] for unit in context.account.units), "")
    name = department_name(context) if code else ""
    return (code, name) if name else ("", "")


def department_name(context: Context) -> str:
    """The department's name, code or none: its own, or what a unit's budget says is above it.

    Empty, and taken down as missing, where a unit does not say: never the unit itself.
    """
    account = context.account
    own = account.agency if account.agency_type == WHOLE else ""
    name = own or text(account.source, ABOVE)
    if name:
        context.record.use(account.source.get(ABOVE))
    else:
        context.record.absent[no_superior(account.source)] = None
    return name


def no_superior(source: Node) -> Absent:
    """That a unit's own budget does not name the department above it."""
    return absent(
        source, (ABOVE,), "单位自己的预算写主管部门的全称，收入总表、绩效目标表等表里要印"
    )


def _rows(head: Head, context: Context) -> Iterator[Row]:
    account = context.account
    code, name = department(context)
    if code:
        yield _row(code, name, account.cube, head, context, level=1)
    for unit in account.units:
        yield _row(unit.code, unit.name, unit.cube, head, context, level=UNIT)
    if off := _between(account.cube):
        # Without it the units' rows would not add up to the department's.
        yield _row("", ELIMINATED, off, head, context, level=UNIT)


def _between(department: Cube) -> Cube | None:
    """What the table of budget units takes off, and what a unit that sums others does."""
    found: dict[Point, list[Figure]] = {}
    for point, figure in department.between:
        found.setdefault(point, []).append(figure)
    facts = {point: summed(ELIMINATED, figures) for point, figures in found.items()}
    return Cube(facts, bases=department.bases) if facts else None


def _row(code: str, name: str, cube: Cube, head: Head, context: Context, *, level: int = 0) -> Row:
    labels = {
        CODE: Cell(code, "code", level=level),
        NAME: Cell(name, "name", scope="row", level=level),
    }
    cells = (
        _filled(leaf, leaf.filled, labels, level, context)
        if leaf.filled
        else context.amount(leaf.query.figure(cube) if leaf.query else None)
        if leaf.is_amount
        else labels.get(leaf.shows, Cell())
        for leaf in head.leaves
    )
    return Row(tuple(cells), level, total=not level)


def _filled(
    leaf: Leaf, filled: Filled, labels: Mapping[str, Cell], level: int, context: Context
) -> Cell:
    """A unit's own row in the table of budget units; above the units what adds up.

    Of what units gave each other nobody says more than how much it is.
    """
    if labels[NAME].text == ELIMINATED:
        return Cell()
    is_unit, code = level == UNIT, labels[CODE].text
    found = rows_where(filled, lambda row: not is_unit or text(row, "代码") == code, context)
    if not leaf.is_amount:
        return words(filled, found if is_unit else (), context)
    if not (is_unit or filled.is_added):
        return Cell()
    return leaf.amount(of_rows(filled, labels[NAME].text, found, context), context)
