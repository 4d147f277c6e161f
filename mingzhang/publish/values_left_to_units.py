"""What a department leaves to its units: an account of any kind → values of its one source."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import reduce

from mingzhang.diagnostics import Place
from mingzhang.facts.account import Account
from mingzhang.facts.amount import Unit, typed_in
from mingzhang.facts.figure import Figure
from mingzhang.facts.implied_zeros import number_at
from mingzhang.facts.own_list_figures import lines_at, own_lists
from mingzhang.facts.reasons import KEYS
from mingzhang.facts.source_nodes import rows, text
from mingzhang.facts.source_rows import GAP
from mingzhang.facts.unit_sums import UNIT
from mingzhang.forms.form_schema import OWN
from mingzhang.publish.public_values import Schema, Values, in_unit, inserted, put, values_of
from mingzhang.reading.node import Node
from mingzhang.reading.schema_messages import GAP as MAY_LACK

ADDED = "科目补充"
# What tells which row it is, and what all forms' rows say in words.
LABELS = frozenset({"科目", "名称", "资金", "口径", "性质", UNIT})
WORDS = KEYS | {"说明", "用途"}
Key = tuple[str, ...]


def common_money(account: Account, others: Iterable[Account]) -> Unit:
    """The 金额单位 of values left to units: where they differ the coarser one.

    A figure in 万元 is known to 50 元; in 元 it would be taken for exact.
    """
    of = {one.unit for one in (account, *others)}
    return account.unit if len(of) == 1 else Unit.WAN


def left_to_units(
    account: Account, others: Sequence[Account], money: Unit
) -> Iterator[tuple[Key, object]]:
    """Values left to units (``others``) by a department, numbers, by key, in ``money``."""
    for name, definition in account.indicators.definitions.items():
        key = definition.key
        if not key or account.source.get(*key):
            continue
        if any(number_at(other.source, key) for other in others):
            figure = below(account.indicators[name])
            if figure.is_known:
                amount = figure.amount
                yield key, amount.value if amount.measure else typed_in(amount.value, money)
            elif not figure.lacks:
                yield key, GAP


def lists_left_to_units(
    account: Account, money: Unit, schema: Schema, unprinted: Collection[Place]
) -> Iterator[tuple[Key, object]]:
    """The lists of a form's own that a department leaves to its units: their rows, by key."""
    for key in own_lists(schema):
        is_own = account.source.get(*key) or key in account.indicators.by_subject
        lines = None if is_own else lines_at(key, account.indicators.sources)
        if lines is not None:
            items = reduce(lambda at, name: at["properties"][name], key, schema)["items"]
            made = ((values_of(row, items, unprinted), unit) for row, unit in lines)
            yield key, [in_unit(row, items, unit, money) for row, unit in made if row]


def subjects_below(account: Account, others: Iterable[Account]) -> Iterator[tuple[Node, Account]]:
    """The subjects left to units, which only they add or explain (科目补充), each once."""
    official = account.catalogue.official
    known = {text(node, "科目") for node in rows(account.source, ADDED)}
    for other in others:
        for node in rows(other.source, ADDED):
            code = text(node, "科目")
            listed = official.get(code)
            is_told = listed and (listed.description or not text(node, "释义"))
            if code not in known and not is_told:
                known.add(code)
                yield node, other


def below(figure: Figure) -> Figure:
    """What a department's stated figure (公布数), left to units, stands above."""
    return figure.terms[0].figure if figure.place and len(figure.terms) == 1 else figure


def words_in(row: Values, items: Schema) -> Values:
    """What a row of subjects says in words; those left to a unit are its own document's."""
    below = items.get("properties", {})
    return {key: v for key, v in row.items() if key in WORDS or _is_text(below.get(key, {}))}


def own_in(row: Values, items: Schema) -> Values:
    """What a row of subjects says under keys of a form's own, which are not left to units."""
    below = items.get("properties", {})
    return {key: value for key, value in row.items() if OWN in below.get(key, {})}


def _is_text(schema: Schema) -> bool:
    """Whether a key, left to units, of a form's own holds words, not a figure."""
    kinds = schema.get("type", "")
    is_text = "string" in ({kinds} if isinstance(kinds, str) else kinds)
    return OWN in schema and is_text and schema.get("pattern") != MAY_LACK


def with_unit(row: Values, code: object) -> Values:
    """A unit's row, left to it, saying whose it is where it does not say so itself."""
    if UNIT in row or code in (None, ""):
        return row
    (first, value), *rest = row.items()
    return {first: value, UNIT: code, **dict(rest)}


def added(values: Values, key: Key, value: object, schema: Schema) -> Values:
    """The values with one more that was left to a unit; what was typed as a whole stands."""
    top = key[0]
    if len(key) == 1:
        return inserted(values, top, value, schema)
    own = values.get(top)
    if own is not None and not isinstance(own, dict):
        return values
    group: Values = dict(own) if isinstance(own, dict) else {}
    put(group, key[1:], value)
    return inserted(values, top, group, schema)
