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
    """A warning for each block of the source with an unexplained gap."""
    source = account.source
    gaps = source.get(GAPS)
    is_said = gaps is not None and gaps.place in record.used
    # Where more is wrong with it, that is told: no words for its tables, a comparison of it.
    wrong = {one.place for one in told if one.severity is Severity.ERROR}
    if is_said or any(one.code == TABLES for one in told):
        return
    done: set[str] = set()
    for key, place in _typed(source, ()):
        if place in record.gaps and place not in wrong and key[0] not in done:
            names = tuple(_sections(key, account))
            if not any(_is_printed(source.get(WORDS, name), record) for name in names):
                done.add(key[0])
                yield _told(key, place, names)


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


def _told(key: Key, place: Place, names: Key) -> Diagnostic:
    name = ".".join(key)
    ways = "或 ".join(f"{WORDS}.{section}" for section in names)
    hint = f"请在 {ways} 里写一句为什么没有公布。" if ways else ACCEPT
    message = f"“{name}”写了“缺”，句子里印成了缺数的记号，没有说明为什么没有公布。"
    return Diagnostic(place, UNEXPLAINED, message, hint, Severity.WARNING)
