"""Compiled dataclasses: what the methods that ``dataclasses`` writes compile to, kept at set-up.

The program has some two hundred frozen dataclasses.  For each, Python writes five methods as text
and compiles them at every start, a fifth of the time in which all is imported.  As with Python's
bytecode, a file in ``__pycache__`` spares that.  Without it, and for a text that is not in it, it
is compiled as ever; a file that another interpreter wrote is left aside.
"""

from __future__ import annotations

import builtins
import dataclasses
import marshal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import CodeType

FILE = Path(__file__).parent / "__pycache__" / f"dataclasses.{sys.implementation.cache_tag}"
Known = Mapping[str, CodeType]  # by the text that was compiled


def _stamp() -> bytes:
    """The interpreter that compiled dataclasses: another one reads other bytecode."""
    return sys.version.encode() + b"\0"


def compiled(text: str) -> CodeType:
    """What Python would make of a text of a dataclass's methods, whoever asks for it."""
    return compile(text, "<string>", "exec", dont_inherit=True)


def keep(known: Known) -> None:
    """Keeps what dataclasses compiled to for every later start."""
    FILE.parent.mkdir(exist_ok=True)
    new = FILE.with_suffix(".new")
    new.write_bytes(_stamp() + marshal.dumps(dict(known)))
    # Whoever starts meanwhile reads the old file or the new one.
    new.replace(FILE)


def ready() -> None:
    """Makes ``dataclasses`` take what is kept for a text, instead of compiling it."""
    data = FILE.read_bytes() if FILE.is_file() else b""
    stamp = _stamp()
    if data.startswith(stamp):
        known: Known = marshal.loads(data[len(stamp) :])  # noqa: S302 (our own, as bytecode)
        take(lambda text: known.get(text) or compiled(text))


def take(code_of: Callable[[str], CodeType]) -> None:
    """Makes ``dataclasses`` run the code that it is given for a text.

    A name of its own in that module hides Python's ``exec``.
    """

    def run(text: str, names: dict[str, object], made: dict[str, object]) -> None:
        """Makes the methods of dataclasses of code that was compiled."""
        builtins.exec(code_of(text), names, made)  # noqa: S102 (as it would itself)

    vars(dataclasses)["exec"] = run
