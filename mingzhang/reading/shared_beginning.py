"""The beginning that two texts share: where they first differ."""

from __future__ import annotations

from collections.abc import Sequence


def shared_beginning(one: Sequence[object], other: Sequence[object]) -> int:
    """How many characters (bytes, lines) two texts share from their beginning on."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
