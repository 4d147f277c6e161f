"""Figures that a sentence prints as a gap (缺) and of which nobody says why: account → warnings.

A table's gap is explained below the table (数据缺口, MZ405); a sentence has only what its author
adds to the section (补充说明).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.document.printing_record import Record
from mingzhang.facts.account import Account
from mingzhang.reading.document_folder import DISCLOSURE
from mingzhang.reading.node import Node

UNEXPLAINED, TABLES = "MZ427", "MZ405"
WORDS, GAPS = "补充说明", "数据缺口"
# Under which keys of 补充说明 the sections of a block stand that has none of its own name.
SECTIONS = {"项目": ("绩效", "项目支出")}
ACCEPT = "说不明白的，在“核对说明”里写明。"
Key = tuple[str, ...]


def unexplained(
    account: Account, record: Record, told: Collection[Diagnostic]
) -> Iterator[Diagnostic]:
    """A warning for each block of the source, or of a unit's, with an unexplained gap."""
    source = account.source
    gaps = source.get(GAPS)
    is_said = gaps is not None and gaps.place in record.used
    # Where more is wrong with it, that is told: no words for its tables, a comparison of it.
    wrong = {one.place for one in told if one.severity is Severity.ERROR}
    if is_said or any(one.code == TABLES for one in told):
        return
    for one in _with_units(account):
        done: set[str] = set()
        for key, place in _typed(one.source, ()):
            # What was filled in from a unit's file is told of the unit.
            is_here = place in record.gaps and place.file == one.source.place.file
            if is_here and place not in wrong and key[0] not in done:
                names = tuple(_sections(key, account))
                if not any(_is_printed(source.get(WORDS, name), record) for name in names):
                    done.add(key[0])
                    yield _told(key, place, names, "" if one is account else one.agency)


def _with_units(account: Account) -> Iterator[Account]:
    """Whose gaps a document prints: its own, and those of all units that it sums."""
    yield account
    for part in account.parts:
        yield from _with_units(part)


def _typed(node: Node, key: Key) -> Iterator[tuple[Key, Place]]:
    """Every scalar of a source, with its keys, that may be an unexplained gap."""
    below = [*((name, value) for name, value in node.items()), *(("", row) for row in node.rows())]
    for name, value in below:
        yield from _typed(value, (*key, name) if name else key)
    if not below:
        yield key, node.place


def _sections(key: Key, account: Account) -> Iterator[str]:
    """The keys of 补充说明 whose words explain a gap, standing in the section that prints it."""
    schema = account.folder.schemas.get(DISCLOSURE, {}).get("properties", {})
    known = schema.get(WORDS, {}).get("properties", {})
    yield from (name for name in (*key, *SECTIONS.get(key[0], ())) if name in known)


def _is_printed(node: Node | None, record: Record) -> bool:
    return node is not None and node.place in record.used


def _told(key: Key, place: Place, names: Key, unit: str) -> Diagnostic:
    """The warning of a gap; of a ``unit``'s its department explains it, or knows the figure."""
    name = ".".join(key)
    printed = f"“{name}”写了“缺”，{{}}句子里印成了缺数的记号，没有说明为什么没有公布。"
    ways = "或 ".join(f"{WORDS}.{section}" for section in names)
    if unit:
        message = f"单位“{unit}”的{printed.format('部门的')}"
        way = f"请在部门的 {ways} 里写一句为什么没有公布。" if ways else ACCEPT
        hint = f"部门知道这个数的，写在部门的 {name}；不知道的，{way}"
    else:
        message = printed.format("")
        hint = f"请在 {ways} 里写一句为什么没有公布。" if ways else ACCEPT
    return Diagnostic(place, UNEXPLAINED, message, hint, Severity.WARNING)
