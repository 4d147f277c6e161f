"""What a run found: documents, their diagnostics, and the rules that were asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from mingzhang.diagnostics import Code, Diagnostic, Severity
from mingzhang.reading.source_text import shown
from mingzhang.reading.stray_characters import one_line

if TYPE_CHECKING:
    from mingzhang.checks.rule import Rule

LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


@dataclass(frozen=True)
class Checked:
    """A document's folder and all findings of a run in it."""

    folder: Path
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Report:
    """The findings of a run by document; ``strict`` says that warnings fail."""

    documents: tuple[Checked, ...]
    rules: Mapping[str, Rule]
    strict: bool = False

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All findings of a run, document after document; what two share is told once."""
        found = (d for document in self.documents for d in document.diagnostics)
        return tuple(dict.fromkeys(found))

    def fails(self, diagnostic: Diagnostic) -> bool:
        """Whether a finding makes the run fail."""
        failing = {Severity.ERROR, Severity.WARNING} if self.strict else {Severity.ERROR}
        return diagnostic.severity in failing

    @cached_property
    def codes(self) -> Mapping[str, Code]:
        """Every code among the run's findings, explained."""
        # All rules with their words, which a run that finds nothing new has not read.
        from mingzhang.explanations import explanations  # noqa: PLC0415

        return explanations(self.rules)

    def title(self, code: str) -> str:
        """The title for findings of a code in a run."""
        known = self.codes.get(code)
        return f"{code} {known.title}" if known else code


def path_of(file: Path) -> str:
    """The file of a run's findings as machines name it, with ``/`` everywhere."""
    return one_line(shown(file).as_posix())


def told(diagnostic: Diagnostic) -> str:
    """Everything that one of a run's findings says, line by line."""
    lines = [diagnostic.message]
    for operand in diagnostic.operands:
        where = f"（{operand.place}）" if operand.place else ""
        lines.append(f"{operand.label} {operand.value}{where}")
    if diagnostic.hint:
        lines.append(f"改法：{diagnostic.hint}")
    return "\n".join(map(one_line, lines))


def fingerprints(report: Report) -> Iterator[tuple[Diagnostic, str]]:
    """A run's findings with names that stay the same when lines above come or go."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for diagnostic in report.diagnostics:
        key = (diagnostic.code, path_of(diagnostic.place.file), diagnostic.message)
        seen[key] += 1
        text = "\0".join((*key, str(seen[key])))
        yield diagnostic, sha256(text.encode("utf-8", "backslashreplace")).hexdigest()
