"""Last year's figures, drawn from another document → typed ones, and where they are from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from hashlib import sha256

from mingzhang.facts.account import Account
from mingzhang.facts.amount import Unit, typed_in
from mingzhang.facts.document_chain import ORIGIN
from mingzhang.facts.figure import Figure
from mingzhang.facts.indicators import FINAL
from mingzhang.facts.own_list_figures import Computed
from mingzhang.facts.source_nodes import text
from mingzhang.facts.source_rows import GAP
from mingzhang.facts.subject_rows import SUBJECT
from mingzhang.publish.public_values import Schema, Values, inserted, put
from mingzhang.reading.document_folder import Folder
from mingzhang.reading.node import Node

LAST_YEAR, MONEY = "上年", "金额单位"
Path = tuple[str, ...]


def with_last_year(account: Account, values: Values, schema: Schema, drawn_from: bytes) -> Values:
    """The values with last year's figures; ``drawn_from`` is what the other document says."""
    previous = account.folder.previous
    is_drawn = previous is not None or account.parts
    if not is_drawn or LAST_YEAR not in schema["properties"]:
        return values
    figures, rows = dict(_drawn(account, schema)), dict(_drawn_rows(account))
    if not figures and not rows:
        return values
    # Where units count in another money the one source may be in another than the department's.
    money = Unit.named(str(values[MONEY]))
    for key, of_list in rows.items():
        items = schema["properties"][key]["items"]
        rows_of = _with_rows(values.get(key), of_list, items, money)
        values = inserted(values, key, rows_of, schema)
    if figures:
        own = values.get(LAST_YEAR)
        last: Values = _copied(own) if isinstance(own, dict) else {}
        for path, figure in figures.items():
            put(last, path, _as_typed(figure, money))
        values = inserted(values, LAST_YEAR, last, schema)
    if ORIGIN not in schema["properties"]:
        return values
    word = account.kind.word
    called = (
        _called(previous, word) if previous else f"{account.agency}所属单位{account.year - 1}年度"
    )
    origin = {"文档": called, "校验": sha256(drawn_from).hexdigest()}
    return inserted(values, ORIGIN, origin, schema)


Drawn = Mapping[str, Mapping[Path, Figure]]  # of the rows of a list, by subject and key


def _drawn_rows(account: Account) -> Iterator[tuple[str, Drawn]]:
    """Last year's figures in rows by subject that the author did not type: by the list's key."""
    for (key, *_), lines in account.indicators.by_subject.items():
        drawn = {text(row, SUBJECT): dict(_drawn_in(row)) for row, _ in lines}
        if found := {code: figures for code, figures in drawn.items() if figures}:
            yield key, found


def _drawn_in(row: Node, above: Path = ()) -> Iterator[tuple[Path, Figure]]:
    for key, node in row.items():
        path = (*above, key)
        if path[0] == LAST_YEAR and isinstance(node, Computed) and node.figure:
            yield path, node.figure
        yield from _drawn_in(node, path)


def _with_rows(typed: object, drawn: Drawn, items: Schema, money: Unit) -> list[Values]:
    """The rows by subject of a list as typed, each with last year's figures, by code."""
    rows = {str(row[SUBJECT]): row for row in typed} if isinstance(typed, list) else {}
    for code, figures in drawn.items():
        row: Values = rows.get(code, {SUBJECT: Decimal(code)})
        said = row.get(LAST_YEAR)
        last: Values = _copied(said) if isinstance(said, dict) else {}
        for path, figure in figures.items():
            put(last, path[1:], _as_typed(figure, money))
        rows[code] = inserted(row, LAST_YEAR, last, items)
    return [rows[code] for code in sorted(rows)]


def _as_typed(figure: Figure, money: Unit) -> object:
    """Last year's figure as it is typed; one of which its own author said so is not known."""
    amount = figure.amount
    if not figure.is_known:
        return GAP
    return amount.value if amount.measure else typed_in(amount.value, money)


def _copied(values: Values) -> Values:
    return {k: _copied(v) if isinstance(v, dict) else v for k, v in values.items()}


def _called(folder: Folder, word: str) -> str:
    agency, year = folder.profile.get("名称"), folder.disclosure.get("年度")
    words = (node.text if node else "" for node in (agency, year))
    return "{}{}年度{}".format(*words, word)


def _drawn(account: Account, schema: Schema) -> Iterator[tuple[Path, Figure]]:
    """Last year's figures that the author did not type, taken from last year's document."""
    typed = account.source.get(LAST_YEAR)
    for path in _paths(schema["properties"][LAST_YEAR], ()):
        if typed and typed.get(*path):
            continue
        name = ".".join(path)
        name = name if name in account.indicators.definitions else f"{name}{FINAL}"
        figure = account.previous.get(name)
        in_rows = account.previous.typed.in_rows(name)
        if figure and not in_rows and not figure.lacks and _is_said(account, name, figure):
            yield path, figure


def _is_said(account: Account, name: str, figure: Figure) -> bool:
    """Whether last year's figure was typed or computed; a key nobody typed says nothing.

    What last year's agency could not have was nothing, and this year's may have it.
    """
    definition = account.indicators.definitions.get(name)
    if figure.place or figure.terms or not (definition and definition.key):
        return True
    last = account.previous.published
    return bool(last and last.lacks(name) and not account.indicators.lacks(name))


def _paths(schema: Schema, above: Path) -> Iterator[Path]:
    for key, below in schema["properties"].items():
        if "properties" in below:
            yield from _paths(below, (*above, key))
        else:
            yield (*above, key)
