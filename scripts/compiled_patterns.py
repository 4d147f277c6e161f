"""Compiles the patterns that a check and a build ask for: ``python -m scripts.compiled_patterns``.

It takes from ``re`` what that keeps to itself; an interpreter in which it is otherwise fails here,
when the program is set up, and compiles at every start as before.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib import import_module
from re import _compiler, _parser  # type: ignore[attr-defined]  # what ``re.compile`` is made of
from unittest.mock import patch

from mingzhang.compiled_patterns import FILE, Known, Told, keep

EXAMPLES = "example/every-key/*"
# What reads, checks and renders a document, and what a build needs beside it.
PROGRAM = ("mingzhang.builder", "mingzhang.commands.build", "mingzhang.publish.published_document")


def asked_for() -> list[tuple[str, int]]:
    """The patterns that the program asks for when it checks its examples, with their flags."""
    with patch.object(re, "_MAXCACHE", sys.maxsize):
        program = [import_module(name) for name in PROGRAM]
        project = import_module("mingzhang.project")
        shipped = project.Project(project.SHIPPED)
        for path in sorted(shipped.templates.glob(EXAMPLES)):
            program[0].examined(path, shipped)
        # Each of them is compiled for the first text that has a word of it.
        asides = import_module("mingzhang.checks.asides")
        for way in asides.ASIDES.ways:
            asides.any_of((way.said,))
    kept = vars(re)["_cache"]
    return [(pattern, flags) for kind, pattern, flags in kept if kind is str]


def compiled(patterns: list[tuple[str, int]]) -> Iterator[Known]:
    """What the engine is told of patterns, as ``re`` tells it."""
    for pattern, flags in patterns:
        yield pattern, flags, told(pattern, flags)


def told(pattern: str, flags: int) -> Told:
    """What ``re`` tells its engine of a pattern."""
    parsed = _parser.parse(pattern, flags)
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    code = [int(number) for number in _compiler._code(parsed, flags)]  # noqa: SLF001 (as above)
    return int(flags | state.flags), code, state.groups - 1, dict(state.groupdict), tuple(names)


if __name__ == "__main__":
    FILE.unlink(missing_ok=True)  # before the program is read, which would take what is in it
    keep(compiled(asked_for()))
