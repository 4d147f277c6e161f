"""Filled columns (填): a key in the rows of a source's list → the cells of a table's column.

A form may declare keys inside rows (支出, 项目 …).  ``填: 支出.编制数`` prints in each row of a
table what was typed under the key in the source's rows of the same subject or project.  What is
a sum of others is added up only where the declaration says 汇总; else its cell is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mingzhang.document.form_specs import Context
from mingzhang.document.shown_codes import shown_code
from mingzhang.document.table_values import Cell
from mingzhang.facts.account import Account, Plan
from mingzhang.facts.amount import UNKNOWN, Amount, Unit
from mingzhang.facts.figure import Figure, summed
from mingzhang.facts.implied_zeros import absent
from mingzhang.facts.own_list_figures import Line, is_zero_with
from mingzhang.facts.project_groups import PlanGroup, Unlisted, name_apart
from mingzhang.facts.row_names import row_name
from mingzhang.facts.source_nodes import rows, text
from mingzhang.facts.source_rows import amount_of, is_figure
from mingzhang.facts.subject_catalogue import TOTAL, Catalogue
from mingzhang.facts.unit_sums import UNIT
from mingzhang.forms.dimensions import FUNDS, chain
from mingzhang.forms.form_keys import APART_FROM_OTHERS, MEASURE, TOLD_FOLLOWS
from mingzhang.forms.form_schema import ADDED
from mingzhang.forms.list_columns import Column
from mingzhang.forms.own_figures import COUNT, LAST_YEAR, SCORED
from mingzhang.reading.document_folder import DISCLOSURE
from mingzhang.reading.node import Node
from mingzhang.reading.schema_messages import Schema, is_amount, is_count

FILLED = "填"
FLOWS = {"支出": "支出", "收入": "收入"}
ECONOMIC = "经济分类"
BY_SUBJECT, BY_PLAN = ("支出", "收入", "基本支出", "项目支出明细"), ("项目",)
BY_ECONOMIC, BY_UNIT = ("基本支出", "项目支出明细"), ("单位",)


@dataclass(frozen=True)
class Filled:
    """A filled column of what the rows of ``section`` say under ``key``, described by ``schema``.

    Of the rows of a budget (资金) only, where its table or head takes one as its ``fund``;
    ``shows`` is what is shown of a subject's code (名称).
    """

    section: str
    key: str
    schema: Schema
    fund: str = ""
    shows: str = ""

    def told(self, said: str, catalogue: Catalogue) -> str:
        """What a filled column shows of a text: of a subject's code its name, or a part of it."""
        return shown_code(said, self.shows, catalogue) if self.shows else said

    @property
    def is_number(self) -> bool:
        """Whether a filled column holds figures."""
        return is_amount(self.schema) or self.schema.get("type") in ("integer", "number")

    @property
    def column(self) -> Column:
        """The source list's column that a filled column of a table prints."""
        path, inner = (tuple(words.split(".")) for words in (self.section, self.key))
        return Column(path, inner, self.measure, follows=follows_of(self.schema))

    @property
    def measure(self) -> str:
        """The unit of a filled column's numbers; none where they are money."""
        return str(self.schema.get(MEASURE, "")) or (COUNT if is_count(self.schema) else "")

    def figure(self, found: Sequence[Line], name: str) -> Figure | None:
        """A filled column's sum of these rows.

        None where none says anything, or there is no sum.
        """
        column, label = self.column, f"{name} {self.key}".strip()
        typed = [(value, unit) for row, unit in found if (value := _said(row, column))]
        parts = [Figure(label, self._amount(node, unit), node.place) for node, unit in typed]
        if not parts and any(is_zero_with(row, column) for row, _ in found):
            parts = [Figure(label, Amount(measure=self.measure))]
        if self.has_no_sum(found):
            return None
        return parts[0] if len(parts) == 1 else summed(label, parts) if parts else None

    def has_no_sum(self, found: Sequence[Line]) -> bool:
        """Whether several of these rows say a filled column's number, of which there is no sum."""
        typed = [value for row, _ in found if (value := _said(row, self.column))]
        return len(typed) > 1 and not self.adds_up

    def _amount(self, node: Node, unit: Unit) -> Amount:
        if self.measure and node.number is not None:
            return Amount(node.number, measure=self.measure)
        return replace(amount_of(node, unit), measure=self.measure)

    @property
    def adds_up(self) -> bool:
        """Whether a filled column's numbers have a sum at all, which scores and rates have not."""
        is_apart = bool(self.schema.get(APART_FROM_OTHERS)) or self.measure in SCORED
        return self.is_added or not is_apart

    @property
    def is_added(self) -> bool:
        """Whether totals above a filled column's rows are their sums."""
        return bool(self.schema.get(ADDED))


def follows_of(schema: Schema) -> tuple[tuple[str, bool], ...]:
    """A filled column: with which other keys its key is zero (随), and whether blanks are."""
    return tuple(schema.get(TOLD_FOLLOWS, {}).items())


def _said(row: Node, column: Column) -> Node | None:
    value = row.get(*column.inner)
    return value if value and is_figure(value) else None


def list_schema(section: str, context: Context) -> Schema | None:
    """The schema of a list's rows that fill a column; None where the form has no such list."""
    schema: Schema = context.account.folder.schemas.get(DISCLOSURE, {})
    for name in section.split("."):
        schema = schema.get("properties", {}).get(name, {})
    items = schema.get("items", {})
    return items if "properties" in items else None


def _key_schema(items: Schema | None, key: str) -> Schema | None:
    schema = items
    for name in key.split("."):
        schema = schema.get("properties", {}).get(name) if schema else None
    return schema if schema and "properties" not in schema else None


def read_filled(node: Node | None, allowed: Sequence[str], context: Context) -> Filled | None:
    """The filled column that ``填`` names; a fault where rows of this table have no such key."""
    if node is None:
        return None
    first = node.text.partition(".")[0]
    section = next((name for name in allowed if node.text.startswith(f"{name}.")), first)
    key = node.text.removeprefix(f"{section}.")
    schema = _key_schema(list_schema(section, context), key)
    if section not in allowed:
        hint = (
            f"可用：{'、'.join(f'{name}.…' for name in allowed)}。" if allowed else "请删去“填”。"
        )
        context.fault(node.place, "MZ087", f"这种表的列不能填“{node.text}”。", hint)
    elif schema is None:
        hint = "写“列表.键”，例如 支出.用途；键见本版式和上级版式的 keys.yaml。"
        context.fault(node.place, "MZ087", f"“{node.text}”不是这个版式的行里的键。", hint)
    else:
        context.record.cells.add(((*section.split("."), *key.split(".")), None))
        return Filled(section, key, schema)
    return None


def words(filled: Filled, found: Sequence[Line], context: Context) -> Cell:
    """The texts that these source rows say for a filled column, each once.

    What a unit says of a subject in words is not what the department that sums it says.
    """
    own, is_summed = context.account.source.place.file, filled.section in BY_SUBJECT
    nodes = [
        value
        for row, _ in found
        if (value := row.get(*filled.column.inner))
        and not (is_summed and context.account.parts and row.place.file != own)
    ]
    for node in nodes:
        context.record.use(node)
    told = (filled.told(node.text, context.account.catalogue) for node in nodes)
    return Cell("；".join(dict.fromkeys(told)), "text")


def of_rows(filled: Filled, name: str, found: Sequence[Line], context: Context) -> Figure:
    """A filled column's figure of these rows; missing where one of them, or all, are."""
    figures = (
        filled.figure([line], name) or _absent(filled, row_name(line[0]), context.account.source)
        for line in found
    )
    parts = tuple(figures) or (_absent(filled, name, context.account.source),)
    return parts[0] if len(parts) == 1 else summed(f"{name} {filled.key}", parts)


def rows_where(filled: Filled, is_meant: Callable[[Node], bool], context: Context) -> list[Line]:
    """The rows of a filled column's list that are meant."""
    return [line for line in _rows(filled, context.account) if is_meant(line[0])]


def at_subject(filled: Filled, code: str, account: Account) -> list[Line]:
    """The list rows of a subject that fill a column; of 合计 for the empty code."""
    return [(row, unit) for row, unit in _rows(filled, account) if _code(row) == code]


def has_rows(filled: Filled, code: str, account: Account) -> bool:
    """Whether a section has a row of the subject, or money below it, to fill a column."""
    return any(one.startswith(code) for one in _codes(filled, account))


def by_subject(filled: Filled, code: str, context: Context) -> Figure | None:
    """A filled column's figure of a subject: typed, else the sum below it, else nobody's.

    What a department says itself stands for what its units say; else it is their sum.
    """
    return _by_subject(filled, code, context.account)


def at_item(account: Account, code: str, fund: str, key: str, schema: Schema) -> Figure | None:
    """A sentence's figure of a subject under a key, as a filled column has it.

    None of one that moved in its row (上年, 原因): that is told of each row.
    """
    rows_of = account.folder.schemas[DISCLOSURE]["properties"]["支出"]["items"]
    if key.startswith(f"{LAST_YEAR}.") or _key_schema(rows_of, f"{LAST_YEAR}.{key}"):
        return None
    filled = of_fund(Filled("支出", key, schema), {"资金": fund})
    return _by_subject(filled, code, account) or _absent(filled, code, account.source)


def _by_subject(filled: Filled, code: str, account: Account) -> Figure | None:
    rows_here = [(row, unit) for row, unit in _own_rows(filled, account) if _code(row) == code]
    stated = [line for line in rows_here if not text(line[0], UNIT)]
    of_units = account.parts or len(account.units) > 1
    own = stated if of_units and filled.figure(stated, code) else rows_here
    figure = filled.figure(own, code or TOTAL)
    if figure and own is not stated and len(account.units) > 1:
        figure = _with_silent(filled, code, own, figure, account.source)
    if filled.has_no_sum(own) or (figure and (own is stated or not account.parts)):
        return figure
    if account.parts and not _says_below(filled, code, account):
        return _of_units(filled, code, account, figure)
    below = _below(code, _codes(filled, account))
    if not below:
        return figure or _absent(filled, code, account.source)
    if not filled.is_added:
        return None
    parts = (_by_subject(filled, one, account) for one in below)
    return summed(f"{code or TOTAL} {filled.key}", (part for part in parts if part))


def _with_silent(
    filled: Filled, code: str, found: Sequence[Line], figure: Figure, source: Node
) -> Figure:
    """A figure of rows of several units of one source; unknown where one of the units is silent."""
    by_unit: dict[str, list[Line]] = {}
    for row, money in found:
        by_unit.setdefault(text(row, UNIT), []).append((row, money))
    name = code or TOTAL
    silent = [
        _absent(filled, f"{name}（{unit}）", source)
        for unit, lines in by_unit.items()
        if unit and not filled.figure(lines, name)
    ]
    return summed(f"{name} {filled.key}", (figure, *silent)) if silent else figure


def _of_units(filled: Filled, code: str, account: Account, own: Figure | None) -> Figure | None:
    """A filled column's sum of what each unit with the subject says, and the department's office.

    None where one of them has no sum to say; unknown where one does not say it.
    """
    asked = [part for part in account.parts if has_rows(filled, code, part)]
    figures = [own] if own else []
    for figure in (_by_subject(filled, code, part) for part in asked):
        if figure is None:
            return None
        figures.append(figure)
    if len(figures) < 2:
        return next(iter(figures), None) or _absent(filled, code, account.source)
    if filled.adds_up:
        return summed(f"{code or TOTAL} {filled.key}", figures)
    # What several units say is no sum, and the department says it itself.
    return _absent(filled, code, account.source)


def _says_below(filled: Filled, code: str, account: Account) -> bool:
    """Whether a department itself fills a column's rows below a subject, for all its units."""
    own = (row for row, _ in _own_rows(filled, account) if not text(row, UNIT))
    inner = (row for row in own if _code(row) != code and _code(row).startswith(code))
    return filled.is_added and any(_said(row, filled.column) for row in inner)


def of_plan(filled: Filled, item: Plan | PlanGroup | Unlisted, context: Context) -> Figure | None:
    """A project's figure in a filled column; of a group of projects their sum."""
    if isinstance(item, Plan):
        own = plan_rows(filled, item, context.account)
        if figure := filled.figure(own, item.name):
            return figure
        nothing = _absent(filled, name_apart(item, context.account), context.account.source)
        return None if filled.has_no_sum(own) else nothing
    if not isinstance(item, PlanGroup) or not filled.is_added:
        return None
    parts = (of_plan(filled, part, context) for part in item.parts)
    return summed(f"{item.name} {filled.key}", (part for part in parts if part))


def plan_rows(filled: Filled, plan: Plan, account: Account) -> list[Line]:
    """The source lines of a project that fill its columns."""
    places = set(plan.lines)
    return [(row, unit) for row, unit in _rows(filled, account) if row.place in places]


def of_plans(filled: Filled, context: Context) -> Figure | None:
    """A filled column's figure of all projects."""
    if not filled.is_added:
        return None
    parts = (of_plan(filled, plan, context) for plan in context.account.plans)
    return summed(f"{TOTAL} {filled.key}", (part for part in parts if part))


def _absent(filled: Filled, name: str, source: Node) -> Figure:
    label = f"{name or TOTAL} {filled.key}"
    missing = absent(source, (filled.section, label))
    amount = replace(UNKNOWN, measure=filled.measure)
    return Figure(label, amount, absent=missing)


def of_fund(filled: Filled, words: Mapping[str, object]) -> Filled:
    """The filled column of the rows of that budget only that its table or heads take (取: 资金)."""
    return replace(filled, fund=str(words.get("资金", "")))


def _rows(filled: Filled, account: Account) -> Iterator[Line]:
    for one in (account, *account.parts):
        yield from _own_rows(filled, one)


def _own_rows(filled: Filled, account: Account) -> Iterator[Line]:
    found = rows(account.source, filled.section)
    yield from ((row, account.unit) for row in found if _is_of(row, filled, account))


def _is_of(row: Node, filled: Filled, account: Account) -> bool:
    section = account.kind.sections.get(filled.section)
    fund = text(row, "资金") or (section.fund if section else "")
    return not fund or _has(filled, fund)


def _has(filled: Filled, fund: str) -> bool:
    return not filled.fund or filled.fund in chain(fund, FUNDS)


def _code(row: Node) -> str:
    code = text(row, "科目")
    return "" if code == TOTAL else code


def _codes(filled: Filled, account: Account) -> set[str]:
    """The subjects whose rows may fill a column, and those that have money of its kind."""
    flow = FLOWS.get(filled.section, ECONOMIC)
    facts = (point for point in account.cube.facts if point.flow == flow)
    money = {point.subject for point in facts if _has(filled, point.fund)}
    return {_code(row) for row, _ in _rows(filled, account)} | money


def _below(code: str, codes: set[str]) -> list[str]:
    """The nearest subjects below one that have rows to fill a column."""
    inner = sorted(one for one in codes if one.startswith(code) and one != code)
    return [
        one for one in inner if not any(one.startswith(other) and one != other for other in inner)
    ]
