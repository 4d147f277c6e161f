"""PDFs with bytes changed at random → what reading them takes, and whether any is read wrongly.

``python -m benchmarks.mutated_papers 1000 公布件.pdf …``: each is read as a stranger's.  None may
end otherwise than read or refused, and none may take longer than the limits.  Where pages are read,
figures that differ from the unchanged paper's must come from changed text, not from the reading; so
only the outcome is counted.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from pathlib import Path

from mingzhang.grid.pdf.pdf_grids import read_pdf

SEED = 18
WORDS = (
    b"obj",
    b"endobj",
    b"stream",
    b"xref",
    b"/Kids",
    b"/Count",
    b"/Length",
    b"/W",
    b"<<",
    b"re",
)
HUGE = (b"99999999999", b"-1", b"0", b"1e308", b"4294967296")
KINDS = ("bit", "cut", "word", "number", "twice", "swap")


def mutated(data: bytes, chance: random.Random) -> tuple[str, bytes]:
    """The bytes changed in one of several ways, and which."""
    kind = chance.choice(KINDS)
    at = chance.randrange(max(len(data) - 1, 1))
    if kind == "bit":
        changed = bytearray(data)
        for _ in range(chance.randrange(1, 40)):
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        return kind, bytes(changed)
    if kind == "cut":
        return kind, data[:at]
    if kind == "twice":
        return kind, data[:at] + data[at : at + 5_000] * 20 + data[at:]
    if kind == "swap":
        middle = chance.randrange(at, len(data))
        return kind, data[middle:] + data[at:middle] + data[:at]
    return kind, _replaced(data, chance, kind)


def _replaced(data: bytes, chance: random.Random, kind: str) -> bytes:
    """A word in another's place, or a number that no honest file has."""
    word = chance.choice(WORDS)
    at = data.find(word, chance.randrange(max(len(data), 1)))
    if at < 0:
        return data[: len(data) // 2]
    new = chance.choice(HUGE) if kind == "number" else chance.choice(WORDS)
    return data[:at] + (word + b" " + new if kind == "number" else new) + data[at + len(word) :]


def outcome(data: bytes) -> str:
    """What becomes of a paper: its code, or that it was read."""
    paper = read_pdf(Path("公布件.pdf"), data)
    refused = [one.message for one in paper.found if one.code == "MZ880"]
    return refused[0] if refused else "读出"


def main(count: int, files: list[Path]) -> None:
    """Change and read as many papers as were asked for."""
    chance = random.Random(SEED)  # noqa: S311 (a sample, no secret)
    papers = [file.read_bytes() for file in files]
    counted: Counter[tuple[str, str]] = Counter()
    longest = 0.0
    for _ in range(count):
        kind, data = mutated(chance.choice(papers), chance)
        start = time.monotonic()
        counted[kind, outcome(data)] += 1
        longest = max(longest, time.monotonic() - start)
    for (kind, end), number in sorted(counted.items()):
        print(f"{number:6}  {kind:8} {end}")
    print(f"最长 {longest:.1f} 秒")


if __name__ == "__main__":
    main(int(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
