"""The kinds of finding that templates and texts can meet, for the manual and the rule pages."""

from __future__ import annotations

from mingzhang.diagnostics import Code

CODES: tuple[Code, ...] = ()
