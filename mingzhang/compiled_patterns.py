"""Compiled patterns: what regular expressions compile to, kept when the program is set up.

The rules look for some seven hundred patterns, and compiling them takes a fifth of the time in
which one document is checked.  As with Python's bytecode, a file in ``__pycache__`` spares every
start what is always the same.  Without it, and for a pattern that is not in it, ``re`` compiles as
ever; a file that another interpreter wrote is left aside.
"""

from __future__ import annotations

import marshal
import re
import sys
from array import array
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

FILE = Path(__file__).parent / "__pycache__" / f"patterns.{sys.implementation.cache_tag}"
# Flags, code, number of groups, and their names both ways.
Told = tuple[int, list[int], int, dict[str, int], tuple[str | None, ...]]
NUMBERS = "I"  # of which code consists; as bytes they are read ten times as fast
# A pattern, the flags with which it is asked for, and what the engine is told.
Known = tuple[str, int, Told]


def _stamp() -> bytes:
    """The interpreter that compiled patterns: another one's engine may read them otherwise."""
    return sys.version.encode() + b"\0"


def keep(patterns: Iterable[Known]) -> None:
    """Keeps compiled patterns for every later start."""
    FILE.parent.mkdir(exist_ok=True)
    new = FILE.with_suffix(".new")
    packed = [(p, f, (t[0], array(NUMBERS, t[1]).tobytes(), *t[2:])) for p, f, t in patterns]
    new.write_bytes(_stamp() + marshal.dumps(packed))
    # Whoever starts meanwhile reads the old file or the new one.
    new.replace(FILE)


def ready() -> None:
    """Makes the kept patterns known to ``re``, which then need not compile them."""
    data = FILE.read_bytes() if FILE.is_file() else b""
    stamp = _stamp()
    if not data.startswith(stamp):
        return
    engine = import_module("_sre")
    known = re._cache  # type: ignore[attr-defined]  # noqa: SLF001 (what it compiled, by pattern)
    for pattern, asked, told in marshal.loads(data[len(stamp) :]):  # noqa: S302 (our own, as bytecode)
        flags, code, *groups = told
        numbers = array(NUMBERS, code).tolist()
        known[str, pattern, asked] = engine.compile(pattern, flags, numbers, *groups)
