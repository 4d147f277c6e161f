"""The kinds of finding that publishing can meet, for the manual and the rule pages."""

from __future__ import annotations

from mingzhang.diagnostics import Code
from mingzhang.publish.public_codes import PUBLIC_CODES

CODES: tuple[Code, ...] = (*PUBLIC_CODES,)
