"""Typed totals of a form beside its lists: keys and identities → totals that nothing holds.

A form may have both typed: what a list adds up to, and its rows.  That they agree only an identity
(勾稽) of the form says; without one a total may contradict the rows that are printed below it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from mingzhang.diagnostics import Diagnostic, Operand, Place, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.figure import Figure
from mingzhang.facts.indicators import Definition
from mingzhang.facts.own_list_figures import column_figure
from mingzhang.forms import form_keys as k
from mingzhang.forms.form_identities import IMPLIES, Identity
from mingzhang.forms.list_columns import Column, added_columns, columns_of_lists
from mingzhang.forms.own_figures import COUNT, OwnFigure, own_figures

CODE = "MZ092"
TOTAL = re.compile(r"(合计|总计|共计|小计|总额|总数|总金额|总量)$|^(合计|总)")
LISTED = re.compile(r"(明细|清单|名单|列表|一览|情况)表?$")
STEM = 2  # the fewest characters by which a total and a list speak of the same thing


def uncovered_totals(
    keys: k.Keys, definitions: Mapping[str, Definition], identities: Collection[Identity]
) -> Iterator[Diagnostic]:
    """A warning at each typed total of a form's own list that no identity holds to its rows."""
    for figure, added in _uncovered(keys, definitions, identities):
        yield _told(figure, _nearest(figure, added), definitions)


def totals_apart(
    account: Account, keys: k.Keys, unprinted: Collection[Place]
) -> Iterator[Diagnostic]:
    """A warning at each such total of a document that its rows, printed too, do not come to.

    Of a clerk's figures the names must say that one is the total.
    """
    known = account.indicators
    for figure, added in _uncovered(keys, known.definitions, account.identities):
        columns = [one for one in added if _is_total_of(figure, one)]
        total = known.get(figure.name)
        sums = (column_figure("各行", c, known.sources, account.kind.bases) for c in columns)
        shown = [one for one in sums if _is_shown(one, unprinted)]
        if total is None or not _is_shown(total, unprinted) or not shown:
            continue
        if total.place and not any(total.amount.agrees(one.amount) for one in shown):
            yield _apart(total, shown[0], figure, _nearest(figure, columns), account)


def _is_shown(figure: Figure, unprinted: Collection[Place]) -> bool:
    """Whether a total, or a sum of rows, is known and made of what the document prints."""
    places = {typed.place for typed in figure.typed()}
    return figure.is_known and bool(places) and places.isdisjoint(unprinted)


def _apart(
    total: Figure, added: Figure, figure: OwnFigure, column: Column, account: Account
) -> Diagnostic:
    place = total.place or figure.node.place
    said, summed = (_number(one, account) for one in (total, added))
    rows = ".".join(column.rows)
    message = f"“{figure.name}”写的是 {said}，“{rows}”的各行相加是 {summed}。"
    hint = (
        "请核对这个数和各行；列出的只是其中一部分、确实如此的，在“核对说明”里写明。"
        f"版式没有勾稽核对它们，请管版式的人加上（mingzhang region {account.region}）。"
    )
    operands = (Operand(figure.name, said, total.place), Operand(f"{rows}各行之和", summed))
    return Diagnostic(place, CODE, message, hint, Severity.WARNING, operands=operands)


def _number(figure: Figure, account: Account) -> str:
    if figure.amount.measure:
        return f"{figure.amount.value:f} {figure.amount.measure}"
    return f"{figure.amount.displayed(account.unit):,} {account.unit.label}"


def _uncovered(
    keys: k.Keys, definitions: Mapping[str, Definition], identities: Collection[Identity]
) -> Iterator[tuple[OwnFigure, list[Column]]]:
    """Each typed total that no identity holds to the rows beside it, and columns that it may sum.

    These are what it is by its names the total of, or else the one that is declared like it.
    """
    columns, figures = list(columns_of_lists(keys)), list(own_figures(keys))
    summed = list(added_columns(keys))
    sums = [one for one in identities if not one.rows and one.relation != IMPLIES]
    for figure in figures:
        added = [one for one in columns if _is_total_of(figure, one)]
        added = added or _declared_alike(figure, figures, summed)
        if added and not any(_holds(one, figure, added, definitions) for one in sums):
            yield figure, added


def _declared_alike(
    figure: OwnFigure, figures: Collection[OwnFigure], summed: Collection[Column]
) -> list[Column]:
    """The one column that rows add up (汇总) in the unit of the one figure beside its list.

    Among all things of a document money is no sign, nor are mere numbers.
    """
    group, unit = figure.path[:-1], figure.measure
    alike = [one for one in figures if (one.path[:-1], one.measure) == (group, unit)]
    columns = [one for one in summed if (one.rows[:-1], one.measure) == (group, unit)]
    is_told = bool(group) or unit not in ("", COUNT)
    return columns if is_told and len(alike) == len(columns) == 1 else []


def _is_total_of(figure: OwnFigure, column: Column) -> bool:
    """Whether a form's figure is by its names the total of a column of the list beside it."""
    if figure.path[:-1] != column.rows[:-1] or figure.measure != column.measure:
        return False
    name, listed = figure.path[-1], LISTED.sub("", column.rows[-1])
    stem = TOTAL.sub("", name)
    if len(figure.path) > 1 and (not stem or name == column.inner[-1]):
        return True
    if stem == name:
        return bool(LISTED.search(column.rows[-1])) and name in (listed, column.inner[-1])
    return len(stem) >= STEM and (listed.startswith(stem) or stem in (column.key, listed))


def _nearest(figure: OwnFigure, columns: Collection[Column]) -> Column:
    """The column that the name of a total speaks of, else the first."""
    name = figure.path[-1]
    spoken = (one for one in columns if one.inner[-1] in name)
    return next(spoken, next(iter(columns)))


def _holds(
    one: Identity,
    figure: OwnFigure,
    columns: Collection[Column],
    definitions: Mapping[str, Definition],
) -> bool:
    """Whether an identity has a typed total in it and the sum of its list's rows."""
    every = (below for name in one.names for below in _below(name, definitions))
    named = [made for name in every if (made := definitions.get(name))]
    is_total = any(made.key == figure.path for made in named)
    return is_total and any(_is_sum(made, column) for made in named for column in columns)


def _below(name: str, definitions: Mapping[str, Definition]) -> Iterator[str]:
    """A name and all that it is computed of (算)."""
    yield name
    made = definitions.get(name)
    for _, term in made.terms if made else ():
        yield from _below(term, definitions)


def _told(figure: OwnFigure, column: Column, definitions: Mapping[str, Definition]) -> Diagnostic:
    whole = ((n, d) for n, d in definitions.items() if d.column and not d.column.only)
    known = (name for name, made in whole if _is_sum(made, column))
    added = next(known, "")
    title = f"{column.rows[-1]}{column.inner[-1]}之和"
    declared = "" if added else f"“指标”下写“{title}: {{填: {column.name}}}”，"
    line = f"{figure.path[-1]}等于各行之和: {{式: {figure.name} = {added or title}}}"
    message = f"“{figure.name}”和“{'.'.join(column.rows)}”的各行都要填，没有勾稽核对它们。"
    hint = (
        f"请在 keys.yaml 的{declared}“勾稽”下写“{line}”；"
        "各行只是其中一部分的，把 = 改成 <= 并对调两边；不必填的，改成“指标”由各行相加。"
    )
    return Diagnostic(figure.node.place, CODE, message, hint, Severity.WARNING)


def _is_sum(made: Definition, column: Column) -> bool:
    of = made.column
    return of is not None and (of.rows, of.inner) == (column.rows, column.inner)
