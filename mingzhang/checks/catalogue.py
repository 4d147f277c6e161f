"""The catalogue of rules: modules of rules, imported so that they register → rules by code."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

from mingzhang.checks import accounts, performance, subjects
from mingzhang.checks.rule import RULES, Rule

MODULES: tuple[ModuleType, ...] = (accounts, performance, subjects)


def catalogue() -> Mapping[str, Rule]:
    """Every rule, by code, in the order of the codes."""
    return dict(sorted(RULES.items()))
