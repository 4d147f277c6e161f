"""Before: last year's workbook → the figures that this year's document says of last year (上年).

Only what the document asks for, and the workbook tells, is written; the rest stays to be filled.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.editing.edited_bytes import edited
from mingzhang.editing.source_changes import Put
from mingzhang.facts.account import Account
from mingzhang.facts.amount import Amount, Unit
from mingzhang.facts.indicators import FINAL
from mingzhang.intake.cell_origins import cells_by_name
from mingzhang.intake.fill_in_text import plant
from mingzhang.intake.merged_values import Change, put
from mingzhang.intake.number_placing import Placed
from mingzhang.intake.rounded_figures import (
    as_known,
    exact_values,
    is_finer,
    is_rounded,
    told_rounded,
)
from mingzhang.intake.source_lines import money
from mingzhang.intake.updated_figures import Changed
from mingzhang.reading.document_names import DISCLOSURE
from mingzhang.reading.node import Node
from mingzhang.reading.yaml import read_yaml

LAST_YEAR = "上年"
Key = tuple[str, ...]


def told_of(
    account: Account, asked: Sequence[Key], placed: Sequence[Placed], said: Mapping[str, Decimal]
) -> Mapping[Key, Amount]:
    """The figures of last year's workbook by their keys below 上年, each as well as it is known.

    ``said`` is what sentences of a published PDF say, in its unit, of those that no table tells.
    """
    found: dict[Key, Amount] = {}
    cells, exact = cells_by_name(account, placed), exact_values(placed)
    for key in asked:
        name = ".".join(key)
        own = name if name in account.indicators.definitions else name + FINAL
        figure = account.indicators.get(own)
        if figure is not None and figure.is_known and any(figure.typed()):
            found[key] = as_known(figure.amount, cells.get(name), exact)
        elif own in said:
            found[key] = Amount.typed(said[own], account.unit)
    return found


def _written(amount: Amount, unit: Unit) -> Decimal:
    return amount.value if amount.measure else money(amount.displayed(unit))


def asked_in(source: Node) -> Iterator[tuple[Key, Node]]:
    """The figures of last year that a source has, typed or still to be filled."""
    below = source.get(LAST_YEAR)
    yield from _leaves(below, ()) if below else ()


def _leaves(node: Node, above: Key) -> Iterator[tuple[Key, Node]]:
    for key, value in node.items():
        if isinstance(value.value, dict):
            yield from _leaves(value, (*above, key))
        else:
            yield (*above, key), value


def not_told(file: Path, left: Sequence[Key]) -> Iterator[Diagnostic]:
    """One finding for all of last year's figures that the workbook does not tell."""
    if left:
        names = "、".join(".".join(key) for key in left)
        message = f"上年的工作簿里没有这些数，没有填：{names}。"
        hint = "请在来源的“上年”里填写。"
        yield Diagnostic(Place(file), "MZ818", message, hint, Severity.WARNING)


def filled(
    data: bytes,
    account: Account,
    asked: Sequence[Key],
    unit: Unit,
    cells: tuple[Sequence[Placed], Container[str]],
    said: Mapping[str, Decimal],
) -> tuple[bytes, tuple[Changed, ...], tuple[Diagnostic, ...]]:
    """This year's disclosure with figures of last year's workbook, what changed, what is left.

    ``cells`` are those that were read, and the tables that the form shows rounded; ``said`` are
    figures that only its sentences say.  What it rounds changes no exact figure.
    Without any 上年 the keys that the form asks for are added at its end.
    """
    node, _ = read_yaml(data, Path(DISCLOSURE))
    own = dict(asked_in(node)) if node else {}
    placed, rounded = cells
    known = told_of(account, tuple(own) or asked, placed, said)
    quiet = {name for name, one in cells_by_name(account, placed).items() if one.table in rounded}
    told = {key: _written(amount, unit) for key, amount in known.items()}
    left = tuple(key for key in tuple(own) or asked if key not in told)
    if own:
        changes = [
            Change(at.place, ".".join((LAST_YEAR, *key)), at.text, told[key])
            for key, at in own.items()
            if key in told and not _has(at, told[key], known[key], unit)
        ]
        made = put(data, Path(DISCLOSURE), changes)
    else:
        changes = []
        added = [Put((LAST_YEAR,), _nested(told))] if told else []
        made = edited(data, Path(DISCLOSURE), added) if added else data
    if isinstance(made, Diagnostic):
        return data, (), (made,)
    shown = [Changed(one.key, one.before, one.written) for one in changes]
    if not own:
        shown = [Changed(".".join((LAST_YEAR, *k)), "", f"{n:f}") for k, n in told.items()]
    new = {one.key for one in shown}
    rough = [
        (key, told[own])
        for own, amount in known.items()
        if (key := ".".join((LAST_YEAR, *own))) in new and unit is Unit.YUAN and is_rounded(amount)
        if ".".join(own) not in quiet
    ]
    found = (*not_told(Path(DISCLOSURE), left), *told_rounded(rough, Path(DISCLOSURE)))
    return made, tuple(shown), found


def _has(at: Node, number: Decimal, amount: Amount, unit: Unit) -> bool:
    """Whether a document says already what last year's workbook does, or knows it better."""
    return at.number is not None and (at.number == number or is_finer(at.number, amount, unit))


def _nested(told: Mapping[Key, Decimal]) -> dict[str, object]:
    made: dict[str, object] = {}
    for key, number in told.items():
        plant(made, key, number)
    return made
