"""How documents are named: their folders, their files, and the folder of the year before."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

DISCLOSURE, PROFILE, PERFORMANCE = "disclosure.yaml", "profile.yaml", "performance.yaml"
KINDS: Mapping[str, str] = {"final": "决算", "budget": "预算"}
NAME = re.compile(rf"([0-9]{{4}})-({'|'.join(KINDS)})")


def budget_of(path: Path) -> Path | None:
    """Where the budget of a final account is kept: ``2024-budget`` beside ``2024-final``."""
    year, _, kind = path.name.partition("-")
    return path.with_name(f"{year}-budget") if kind == "final" else None


def year_before(path: Path) -> Path:
    """Where last year's document of the same kind is kept: ``2023-final`` beside ``2024-final``."""
    year, _, kind = path.name.partition("-")
    return path.with_name(f"{int(year) - 1}-{kind}")
