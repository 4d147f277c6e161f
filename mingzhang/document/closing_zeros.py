"""Closing zeros of a printed figure: left, cut (27, 27.6), or cut of whole ones (27, 27.60)."""

from __future__ import annotations

NO, YES, WHOLE = "否", "是", "整数"
CHOICES = (YES, NO, WHOLE)


def without_closing_zeros(text: str, how: str) -> str:
    """A printed figure without closing zeros: every one (是), or a whole one alone (整数)."""
    if how not in (YES, WHOLE) or "." not in text:
        return text
    short = text.rstrip("0").rstrip(".")
    return text if how == WHOLE and "." in short else short
