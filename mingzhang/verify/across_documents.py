"""Across documents: proofs of several → whether they say the same of the same figures.

Last year's base against last year's own document, and a department's units against their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.facts.account import Account, Member
from mingzhang.facts.amount import Unit, told_apart
from mingzhang.facts.figure import Figure
from mingzhang.verify.published_proof import FEW, Proof

BASE, PART = "MZ769", "MZ770"
CORRECTED = "请看哪一年的文件更正过（封面“更正”）；都没有更正的，请向公布的单位核实。"
Pair = tuple[Figure, Figure]


def compare_all(proofs: Sequence[Proof]) -> None:
    """Adds to each document's proof what other documents, across all, say of it."""
    known = [(proof, account) for proof in proofs if (account := _account(proof))]
    for (one, now), (_, then) in product(known, known):
        if now.agency == then.agency and now.kind == then.kind and now.year == then.year + 1:
            _tell(one, BASE, f"上年（{then.year} 年）的数", list(_bases(now, then)))
    for one, whole in known:
        for unit in whole.units:
            for _, part in known:
                if part is not whole and _is_own(part, unit, whole):
                    _tell(one, PART, f"所属单位“{unit.name}”的数", list(_parts(unit, part)))


def _account(proof: Proof) -> Account | None:
    return proof.rebuilt.document.account if proof.rebuilt else None


def _is_own(part: Account, unit: Member, whole: Account) -> bool:
    # A department and its own office may bear one name; the office has fewer units.
    is_smaller = len(part.units) < len(whole.units)
    return is_smaller and (part.agency, part.year, part.kind) == (
        unit.name,
        whole.year,
        whole.kind,
    )


def _bases(now: Account, then: Account) -> Iterator[Pair]:
    """Across two documents: what a year says of the one before, and what that says of itself."""
    for name, definition in then.indicators.definitions.items():
        typed = now.previous.typed.get(name)
        if typed is None or typed.place is None:
            continue
        if definition.key and not then.indicators.source.get(*definition.key):
            continue
        own = then.indicators.get(name)
        if own is not None:
            yield typed, own


def _parts(unit: Member, part: Account) -> Iterator[Pair]:
    for point in (*part.cube.facts, *part.cube.groups()):
        there, own = unit.cube.figure(point), part.cube.figure(point)
        if there.is_known and own.is_known:
            yield there, own


def _tell(proof: Proof, code: str, what: str, pairs: Sequence[Pair]) -> None:
    wrong = [pair for pair in pairs if not pair[0].amount.agrees(pair[1].amount)]
    # A sum differs because its parts do.
    told = ([pair for pair in wrong if not pair[0].terms] or wrong)[:FEW]
    rest = len(wrong) - len(told)
    for number, (here, there) in enumerate(told, 1):
        own, other = told_apart(here.amount, there.amount)
        unit = here.amount.measure or Unit.WAN.label
        message = f"{what}：{here.label} 这里是 {own:,} {unit}，那份文件里是 {other:,} {unit}。"
        if rest and number == len(told):
            message += f"另有 {rest} 个数也不同。"
        place = Place(proof.held.where("disclosure.pdf"))
        proof.found.append(Diagnostic(place, code, message, CORRECTED))
    if pairs and not wrong:
        proof.proven.append(f"{what}与那份文件相同（{len(pairs)} 个）")
    elif not pairs:
        proof.unproven.append(f"{what}：这里没有写，无从比较")


def expected(proofs: Iterable[Proof], hashes: Sequence[str]) -> tuple[set[str], set[str]]:
    """Across all documents: hashes from elsewhere that a file has, and those that none has."""
    there = {own for proof in proofs for own in proof.hashes.values()}
    wanted = {one.strip().lower() for one in hashes}
    return wanted & there, wanted - there
