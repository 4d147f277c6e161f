"""The kinds of finding that are no rule of their own, for the manual and the rule pages."""

from __future__ import annotations

from mingzhang.diagnostics import Code

CODES: tuple[Code, ...] = ()
