"""A proof in plain words: what is proven, what is not, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mingzhang.verify.published_proof import Proof

CONSISTENT = "前后一致；是谁公布的没有证实（要用 --expect 给出从别处得到的校验码）。"
OTHER = "前后一致；可是校验码与从别处得到的不同：不是同一个文件，或不是同一次公布的。"
CONFIRMED = "前后一致，校验码与从别处得到的相同。"


def lines(proof: Proof, *, is_expected: bool, is_other: bool = False) -> Iterator[str]:
    """A proof in words, line by line, without the findings, which stand above.

    ``is_other`` is a file that has none of the hashes from elsewhere, of which no file has one.
    """
    if proof.title:
        yield f"  {proof.title}"
    for name, digest in proof.hashes.items():
        if "/" not in name:
            yield f"  SHA-256 {digest} {_called(proof, name)}"
    yield from _listed("已证实", proof.proven)
    unproven = list(proof.unproven)
    if proof.rebuilt and not is_expected:
        unproven.append("作者：谁都可以用同样的程序生成一份自己前后一致的文件")
    yield from _listed("没有证实", unproven)
    otherwise = CONFIRMED if is_expected else OTHER if is_other else CONSISTENT
    yield f"  结论：{conclusion(proof, otherwise)}"


def _called(proof: Proof, name: str) -> str:
    """In a proof's words, the name of a published file; one named by itself has its own."""
    own = proof.held.where(name)
    return own.name if own.suffix.lower() == Path(name).suffix else name


def conclusion(proof: Proof, otherwise: str) -> str:
    """The proof's verdict in one line; ``otherwise`` where nothing differs."""
    if proof.differs:
        return "不符。上面列出了不同的地方。"
    if proof.rebuilt is None:
        return "不能核实。没有发现改动，也不能说没有改动。"
    return otherwise


def _listed(title: str, entries: list[str]) -> Iterator[str]:
    if entries:
        yield f"  {title}："
        yield from (f"    - {entry}" for entry in entries)
