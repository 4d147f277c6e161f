"""Compiled templates: the shipped forms' code, made when the program is set up, beside its own.

As with Python's bytecode, a file in ``__pycache__`` spares every start what is always the same.
Without it, and for any template that is not in it as it stands now, templates are compiled as they
are asked for.
"""

from __future__ import annotations

import marshal
import sys
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import CodeType

import jinja2

HOME = Path(__file__).parent
FILE = HOME / "__pycache__" / f"templates.{sys.implementation.cache_tag}"
Key = tuple[str, str]  # of a template and its file, and of its text


def _stamp() -> bytes:
    """What the compiled templates were made by: with other code of ours they would be others."""
    states = ((file.name, file.stat()) for file in sorted(HOME.glob("*.py")))
    made_by = [(name, state.st_size, state.st_mtime_ns) for name, state in states]
    return sha256(f"{jinja2.__version__} {made_by}".encode()).digest()


def keep(templates: Mapping[Key, CodeType]) -> None:
    """Keeps compiled templates for every later start."""
    kept = {key: marshal.dumps(code) for key, code in templates.items()}
    FILE.parent.mkdir(exist_ok=True)
    new = FILE.with_suffix(".new")
    new.write_bytes(_stamp() + marshal.dumps(kept))
    # Whoever starts meanwhile reads the old file or the new one.
    new.replace(FILE)
    _kept.cache_clear()


def compiled(key: Key) -> CodeType | None:
    """A template's code as it was compiled at set-up; None where that was not done."""
    code = _kept().get(key)
    return marshal.loads(code) if code else None  # noqa: S302 (our own file, as Python's beside it)


@cache
def _kept() -> Mapping[Key, bytes]:
    """The compiled templates of this very program; none of another version's."""
    data = FILE.read_bytes() if FILE.is_file() else b""
    stamp = _stamp()
    if not data.startswith(stamp):
        return {}
    kept: Mapping[Key, bytes] = marshal.loads(data[len(stamp) :])  # noqa: S302 (as above)
    return kept
