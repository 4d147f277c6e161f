"""Diagnostics → text: for a person at a terminal, and for machines in the formats they read.

A format is a pure function from a ``Report`` to text; ``FORMATS`` names them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from mingzhang.report import github, gitlab, junit, plain, sarif
from mingzhang.report.found import Checked, Report
from mingzhang.report.terminal import SHOWN_PER_CODE, report, summary

__all__ = ["FORMATS", "SHOWN_PER_CODE", "Checked", "Format", "Report", "report", "summary"]

Format = Callable[[Report], str]
FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "json": plain.as_json,
        "sarif": sarif.as_sarif,
        "junit": junit.as_junit,
        "github": github.as_github,
        "gitlab": gitlab.as_gitlab,
    }
)
