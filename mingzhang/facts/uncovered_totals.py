"""Typed totals of a form beside its lists: keys and identities → totals that nothing holds.

A form may have both typed: what a list adds up to, and its rows.  That they agree only an identity
(勾稽) of the form says; without one a total may contradict the rows that are printed below it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from mingzhang.diagnostics import Diagnostic, Severity
from mingzhang.facts.indicators import Definition
from mingzhang.forms import form_keys as k
from mingzhang.forms.form_identities import IMPLIES, Identity
from mingzhang.forms.list_columns import Column, columns_of_lists
from mingzhang.forms.own_figures import OwnFigure, own_figures

CODE = "MZ092"
TOTAL = re.compile(r"(合计|总计|共计|小计|总额|总数|总金额|总量)$|^(合计|总)")
LISTED = re.compile(r"(明细|清单|名单|列表|一览|情况)表?$")
STEM = 2  # the fewest characters by which a total and a list speak of the same thing


def uncovered_totals(
    keys: k.Keys, definitions: Mapping[str, Definition], identities: Collection[Identity]
) -> Iterator[Diagnostic]:
    """A warning at each typed total of a form's own list that no identity holds to its rows."""
    columns = list(columns_of_lists(keys))
    sums = [one for one in identities if not one.rows and one.relation != IMPLIES]
    for figure in own_figures(keys):
        added = [one for one in columns if _is_total_of(figure, one)]
        if added and not any(_holds(one, figure, added, definitions) for one in sums):
            yield _told(figure, _nearest(figure, added), definitions)


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
    known = (name for name, made in definitions.items() if _is_sum(made, column))
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
