"""Rounded: figures that a workbook knows in 万元, written into a document in 元 → one warning.

A figure in 元 counts as exact.  One that was rounded to 100 元 becomes so by being written there,
and nothing later tells it from one that somebody looked up.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.document.document_region import region_of
from mingzhang.document.form_tables import build_tables
from mingzhang.facts.account import Account
from mingzhang.facts.amount import CENTS, Amount, Unit
from mingzhang.intake.cell_origins import Origin
from mingzhang.intake.listed_entries import Cited
from mingzhang.intake.marked_tables import Form
from mingzhang.intake.number_placing import Placed
from mingzhang.intake.sheet_figures import amount_of
from mingzhang.intake.units_in_cells import WORTH

CENT = Decimal(1).scaleb(-CENTS)
FEW = 3
Figure = tuple[str, Decimal]  # its key, and what is written
HINT = "账上有准确数的，请在来源里改成它；账上正好是这个数的，不用改。"


def is_rounded(amount: Amount) -> bool:
    """Whether a rounded figure may be another by a 分 or more."""
    return bool(amount.value) and not amount.measure and amount.half > CENT


def is_finer(number: Decimal, amount: Amount, unit: Unit) -> bool:
    """Whether a document in 元 has the figure that was rounded to the amount of a workbook."""
    own = Amount.typed(number, unit)
    is_same = own.displayed(Unit.WAN) == amount.displayed(Unit.WAN)
    return unit is Unit.YUAN and is_rounded(amount) and is_same


def rounded_origins(
    origins: Iterable[Origin],
    placed: Sequence[Placed],
    cited: Iterable[Cited],
    shown: Container[str] = (),
) -> Iterator[Figure]:
    """The figures that came from rounded cells; what a cell in 元 says besides is exact.

    Of the tables ``shown`` in 万元 nobody publishes them more exactly.
    """
    money = (one for one in placed if one.table not in shown)
    cells = {(one.grid.digest, one.where): amount_of(one) for one in money}
    cells |= {(one.grid.digest, one.where): _of_row(one) for one in cited}
    exact = exact_values(placed)
    for one in origins:
        amount = cells.get((one.digest, one.cell))
        if amount and is_rounded(amount) and amount.value not in exact:
            yield one.key, one.number


def _of_row(one: Cited) -> Amount:
    """What a list's cell says: rounded, if it became another number in 元."""
    number = one.spot.number or Decimal(0)
    return Amount.typed(number, Unit.YUAN if number == one.number else Unit.WAN)


def shown_rounded(account: Account, form: Form) -> frozenset[str]:
    """The tables that the form shows in 万元, and others in 元: they are published rounded."""
    region, _ = region_of(account, form.project)
    tables = build_tables(account, region)[0] if region and account.unit is Unit.YUAN else ()
    rounded = frozenset(one.key for one in tables if Unit.WAN.label in one.money_unit)
    exact = any(Unit.YUAN.label in one.money_unit and one.key not in rounded for one in tables)
    return rounded if exact else frozenset()


def exact_values(placed: Iterable[Placed]) -> frozenset[Decimal]:
    """What cells say that are not rounded."""
    money = (amount_of(one) for one in placed if one.unit in WORTH)
    return frozenset(amount.value for amount in money if not is_rounded(amount))


def as_known(amount: Amount, cell: Placed | None, exact: Container[Decimal]) -> Amount:
    """An amount as well as it is known: rounded like its cell, if no other one is exact."""
    if amount.value in exact:
        return Amount(amount.value)
    half = amount_of(cell).half if cell and amount_of(cell).value == amount.value else amount.half
    return Amount(amount.value, half, amount.measure)


def told_rounded(figures: Sequence[Figure], file: Path) -> tuple[Diagnostic, ...]:
    """One warning for all rounded figures that were written in 元."""
    if not figures:
        return ()
    named = "、".join(f"{key} {number:f}" for key, number in figures[:FEW])
    more = "等" if len(figures) > FEW else ""
    count = len(figures)
    what = f"{count} 个数在工作簿里是万元、只准到百元，写进来源就成了准确到分的元"
    message = f"{what}：{named}{more}。"
    return (Diagnostic(Place(file), "MZ658", message, HINT, Severity.WARNING),)
