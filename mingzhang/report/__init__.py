"""Diagnostics → text: for a person at a terminal, and for machines in the formats they read.

A format is a pure function from a ``Report`` to text; ``FORMATS`` names them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType

from mingzhang.report.run_findings import Checked, Report
from mingzhang.report.terminal_report import SHOWN_PER_CODE, report, summary

__all__ = ["FORMATS", "SHOWN_PER_CODE", "Checked", "Format", "Report", "report", "summary"]

Format = Callable[[Report], str]


def _format(module: str, name: str) -> Format:
    """A format of reports whose module is imported only when it is asked for."""

    def written(found: Report) -> str:
        """Imports a format's module and writes the report."""
        text: str = getattr(import_module(f"{__name__}.{module}"), name)(found)
        return text

    return written


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "json": _format("json_list", "as_json"),
        "sarif": _format("sarif", "as_sarif"),
        "junit": _format("junit", "as_junit"),
        "github": _format("github", "as_github"),
        "gitlab": _format("gitlab", "as_gitlab"),
    }
)
