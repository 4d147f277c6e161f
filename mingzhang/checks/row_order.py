"""A rule on the order of rows: codes go up in a published table; one that does not is a slip.

MZ645.  Where nothing else in a document can tell a wrong code, its neighbours still can.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from mingzhang.checks.rule import ANY, Cause, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts.source_rows import Row, is_figure

LEAST = 6  # rows of which the order tells something
FINEST = {"支出": 7, "基本支出": 5}
INSIDE = {7: 5, 5: 3}  # characters that a misprint leaves as they are


@rule(
    "MZ645",
    "科目按编码的次序",
    identity="各行按编码从小到大填写；只有一行不在次序里而相近的另一个编码正好在次序里、"
    "或只有两行前后颠倒的才提示",
    why="公布的表都按编码排列；一行突然跳出次序，多半是编码错了一两位，数字上看不出来。",
    reference="政府收支分类科目",
    remedy="核对这一行的编码；编码不错的，把这一行移到它的次序里。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def in_order(evidence: Evidence) -> Iterator[Finding]:
    """Rows are not in the order of their codes: 30208 between 30205 and 30207."""
    known = evidence.account.catalogue.official
    told: set[Place] = set()
    for rows in _lists(evidence):
        used = {row.code for row in rows}
        suspects = {
            n: near
            for n in _out_of_order(rows)
            if (near := _fitting(rows, n, [c for c in known if c not in used]))
        }
        if suspects and told.isdisjoint(rows[n].place for n in suspects):
            told.update(rows[n].place for n in suspects)
            yield _told([rows[n] for n in suspects], [*suspects.values()], evidence)
        elif not suspects and (pair := _exchanged(rows)) and told.isdisjoint(_places(pair)):
            told.update(_places(pair))
            yield _crossed(pair, evidence)


def _exchanged(rows: Sequence[Row]) -> Sequence[Row]:
    """Two rows that would be in order with each other's codes."""
    falls = [n for n, (one, other) in enumerate(pairwise(rows)) if other.code < one.code]
    if len(falls) not in (1, 2) or _has_block(rows):
        return ()
    here, there = falls[0], falls[-1] + 1
    one, other = rows[here], rows[there]
    between = rows[here + 1 : there]
    fits = _goes_up([*rows[:here], other, *between, one, *rows[there + 1 :]])
    return (one, other) if fits else ()


def _places(rows: Sequence[Row]) -> list[Place]:
    return [row.place for row in rows]


def _crossed(pair: Sequence[Row], evidence: Evidence) -> Finding:
    catalogue = evidence.account.catalogue
    names = "、".join(f"{row.code} {catalogue.name(row.code)}" for row in pair)
    message = f"{names}前后颠倒，不在编码的次序里：两行的编码像是写反了。"
    operands = tuple(Operand("编码", row.code, row.place) for row in pair)
    hint = "核对这两行的编码与金额；编码不错的，把两行的次序换过来。"
    about = frozenset(row.code for row in pair)
    return Finding(pair[0].place, message, hint, operands, about=about)


def _lists(evidence: Evidence) -> Sequence[list[Row]]:
    """The rows of the finest codes that are listed together and should be in order."""
    # The units that a department sums have a file each.
    lists: Mapping[tuple[object, ...], list[Row]] = defaultdict(list)
    whole: Mapping[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in evidence.account.rows:
        # Words about a subject stand in no table.
        is_listed = any(key != "科目" and is_figure(node) for key, node in row.node.items())
        if is_listed and len(row.code) == FINEST.get(row.section):
            own = (row.place.file, row.section, row.unit)
            lists[*own, row.fund, row.basis].append(row)
            whole[own].append(row)
    # Where a unit's funds stand among each other all rows go up together, but for the one.
    mixed = (rows for rows in whole.values() if len(_keys(rows)) > 1)
    return [rows for rows in (*lists.values(), *mixed) if len(rows) >= LEAST]


def _has_block(rows: Sequence[Row]) -> bool:
    """Whether a fund of its own begins where the order of the rows begins anew."""
    falls = (n + 1 for n, (one, other) in enumerate(pairwise(rows)) if other.code < one.code)
    return any(_keys(rows[:n]).isdisjoint(_keys(rows[n:])) for n in falls)


def _keys(rows: Sequence[Row]) -> set[tuple[str, ...]]:
    return {(row.fund, row.basis) for row in rows}


def _out_of_order(rows: Sequence[Row]) -> list[int]:
    """The rows whose order is wrong: without them the others go up; none if more is amiss."""
    falls = [n for n, (one, other) in enumerate(pairwise(rows)) if other.code < one.code]
    if len(falls) != 1:
        return []
    return [n for n in (falls[0], falls[0] + 1) if _goes_up([*rows[:n], *rows[n + 1 :]])]


def _goes_up(rows: Sequence[Row]) -> bool:
    return all(one.code <= other.code for one, other in pairwise(rows))


def _fitting(rows: Sequence[Row], number: int, unused: Sequence[str]) -> list[str]:
    """The codes of its own class that would stand in order there."""
    code = rows[number].code
    before = rows[number - 1].code if number else ""
    after = rows[number + 1].code if number + 1 < len(rows) else "9" * len(code)
    head = code[: INSIDE[len(code)]]
    same = (c for c in unused if len(c) == len(code) and c.startswith(head))
    return sorted(c for c in same if before < c < after)


def _told(rows: Sequence[Row], near: Sequence[Sequence[str]], evidence: Evidence) -> Finding:
    catalogue = evidence.account.catalogue
    names = "、".join(f"{row.code} {catalogue.name(row.code)}" for row in rows)
    meant = "、".join(f"{code} {catalogue.name(code)}" for code in near[0][:3])
    also = "（两个中有一个）" if len(rows) > 1 else ""
    message = f"{names}{also}不在编码的次序里；正好在次序里的有 {meant}。"
    operands = tuple(Operand("编码", row.code, row.place) for row in rows)
    about = frozenset((*(row.code for row in rows), *near[0][:3]))
    return Finding(
        rows[0].place, message, operands=operands, cause=_cause(rows, near[0]), about=about
    )


def _cause(rows: Sequence[Row], near: Sequence[str]) -> Cause | None:
    """A row out of order is why its own code's identities fail, where no other may be meant."""
    cells = frozenset(node.place for _, node in rows[0].node.items())
    follow = {"MZ671": tuple(near)}  # that the code which was meant has no row
    return Cause(cells, is_word=True, follow=follow) if len(rows) == 1 else None
