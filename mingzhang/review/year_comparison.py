"""Two years' documents of one agency → what came and went, what moved most, and wrong bases.

A base is wrong where this year compares with another figure than last year, or this year's budget,
published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from mingzhang.facts.account import Account
from mingzhang.facts.amount import EXACT, Unit, told_apart
from mingzhang.facts.document_chain import Pair, bases, budgets
from mingzhang.facts.indicators import LastYear
from mingzhang.facts.subject_catalogue import LEVELS, Catalogue
from mingzhang.facts.typed_entries import Entry, Key, Kind
from mingzhang.review.compared_versions import Version
from mingzhang.review.key_labels import words
from mingzhang.review.review_values import BaseMismatch, FigureChange, Years
from mingzhang.review.version_contents import Material

LARGEST = 10
# What belongs to one year only: comparing it says nothing.
OWN = frozenset({"上年", "公布数"})
LISTS = ("支出", "基本支出", "项目", "收入")


def compare_years(
    old: Material,
    new: Material,
    figures: Sequence[FigureChange],
    version: Version,
    catalogue: Catalogue,
) -> Years:
    """The comparison of two years; ``figures`` are the typed figures that differ."""
    before, after = _rows(old), _rows(new)
    moved = [
        f for f in figures if f.kind is Kind.MONEY and f.key[0] not in OWN and not f.is_control
    ]
    indicators: tuple[FigureChange, ...] = ()
    wrong: tuple[BaseMismatch, ...] = ()
    if old.account and new.account:
        indicators = tuple(_indicators(old.account, new.account))
        wrong = tuple(_bases(old.account, new.account, version))
    return Years(
        tuple(words(row, catalogue) for row in after if row not in before),
        tuple(words(row, catalogue) for row in before if row not in after),
        _largest(moved),
        _largest(indicators),
        wrong,
    )


def compare_with_budget(new: Account, version: Version) -> Years:
    """A year compared with its own budget alone, where last year has no document here."""
    return Years(bases=tuple(_unlike(budgets(new), new, version)))


def of_whole(material: Material) -> Material:
    """A year's contents with the figures of units' folders as if they stood in the department's.

    So it is the same whether a year's rows are typed in one file or in folders: a row goes by its
    unit's code, what has none is their sum, unless the department typed it itself.
    """
    own = {key: entry for key, entry in material.entries.items() if key[0] not in material.summed}
    units = (entry for key, entry in material.entries.items() if key[0] in material.summed)
    theirs = [replace(entry, key=entry.key[1:]) for entry in units]
    together = _summed([*own.values(), *(entry for entry in theirs if entry.key not in own)])
    return replace(material, entries=together)


def told_alike(old: Material, new: Material) -> tuple[Material, Material]:
    """Both years' contents, without the units of rows where one year's rows name none."""
    pair = (old, new)
    codes = frozenset(unit.code for one in pair if one.account for unit in one.account.units)
    plain = [_summed(_without(entry, codes) for entry in one.entries.values()) for one in pair]
    if any(found.keys() == one.entries.keys() for found, one in zip(plain, pair, strict=True)):
        return replace(old, entries=plain[0]), replace(new, entries=plain[1])
    return pair


def _without(entry: Entry, codes: frozenset[str]) -> Entry:
    """A year's entry of a row, told without the code of its unit."""
    if entry.key[0] not in LISTS or len(entry.key) == 1:
        return entry
    section, row, *rest = entry.key
    words = " ".join(word for word in row.split(" ") if word not in codes)
    return replace(entry, key=(section, words, *rest))


def _summed(entries: Iterable[Entry]) -> dict[Key, Entry]:
    """A year's entries, those of one key added up."""
    found: dict[Key, Entry] = {}
    for entry in entries:
        found[entry.key] = replace(entry, value=_added(found.get(entry.key), entry))
    return found


def _added(before: Entry | None, entry: Entry) -> Decimal | str:
    """A year's entry of one unit more; what is no money is nobody's sum."""
    if before and isinstance(before.value, Decimal) and isinstance(entry.value, Decimal):
        return EXACT.add(before.value, entry.value)
    return entry.value


def _largest(changes: Sequence[FigureChange]) -> tuple[FigureChange, ...]:
    return tuple(sorted(changes, key=lambda f: abs(f.difference), reverse=True)[:LARGEST])


def _rows(material: Material) -> list[Key]:
    """Subjects and projects with figures, to compare years (基本支出 by 款, the rest by 项)."""
    found: dict[Key, None] = {}
    for key, entry in material.entries.items():
        listed = key[1:] if key[0] == "自评表" else key
        if listed[0] in LISTS and len(listed) > 2 and not entry.is_nothing:
            code = listed[1].partition(" ")[0]
            is_group = code.isdecimal() and len(code) in LEVELS and not _is_leaf(listed[0], code)
            if entry.kind is Kind.MONEY and not is_group and code != "合计":
                found[key[: len(key) - len(listed) + 2]] = None
    return list(found)


def _is_leaf(section: str, code: str) -> bool:
    return len(code) == (5 if section == "基本支出" else 7)


def _indicators(old: Account, new: Account) -> Iterator[FigureChange]:
    """The named figures that moved between years, but those that only repeat another's."""
    seen: set[tuple[object, object]] = set()
    for name in new.indicators.definitions:
        before, after = old.indicators.get(name), new.indicators.get(name)
        pair = (before and before.amount.value, after and after.amount.value)
        if before and after and pair[0] != pair[1] and pair not in seen:
            seen.add(pair)
            yield FigureChange(
                (name,), name, Kind.MONEY, Unit.WAN, before.amount.value, after.amount.value, ""
            )


def _bases(old: Account, new: Account, version: Version) -> Iterator[BaseMismatch]:
    pairs = (*bases(LastYear(new.previous.typed, old.indicators)), *budgets(new))
    yield from _unlike(pairs, new, version)


def _unlike(pairs: Iterable[Pair], new: Account, version: Version) -> Iterator[BaseMismatch]:
    """The bases of a year that are not what was published."""
    for name, here, published in (pair for pair in pairs if not pair.agrees):
        before, base = told_apart(published.amount, here.amount)
        place = here.place or new.source.place
        yield BaseMismatch(name, f"{before:,}", f"{base:,}", version.place(place))
