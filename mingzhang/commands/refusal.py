"""How a command that writes a folder refuses: what is wrong, on the screen → its exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from mingzhang.commands import WRONG_DATA, WRONG_USE, show
from mingzhang.diagnostics import Diagnostic
from mingzhang.reading.stray_characters import one_line

NOTHING_WRITTEN = "没有写任何文件。"


def wrong_use(text: str) -> int:
    """The refusal of a command that was not given the arguments it needs."""
    print(one_line(text), file=sys.stderr)
    return WRONG_USE


def refused(found: Sequence[Diagnostic], closing: str = NOTHING_WRITTEN) -> int:
    """The refusal of what a command was given; ``closing`` says what became of it."""
    show(found, colour=sys.stdout.isatty())
    print(closing)
    return WRONG_DATA
