"""A document → its PDF as a build would write it, made on demand and kept nowhere."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from mingzhang.builder import build
from mingzhang.diagnostics import Severity
from mingzhang.project import Project
from mingzhang.report.finding_lines import lines
from mingzhang.wanted import PDF, Wanted


def paper(folder: Path, project: Project) -> bytes | str:
    """A document's PDF made on demand, or in words what has to be mended first."""
    with TemporaryDirectory() as made:
        result = build(folder, project, Path(made), None, Wanted(frozenset({PDF})))
        pdf = next((file for file in result.files if file.suffix == f".{PDF}"), None)
        if pdf is not None:
            return pdf.read_bytes()
    errors = [d for d in result.diagnostics if d.severity is Severity.ERROR]
    return "\n".join(("先改好下面的错误，才能生成 PDF：", *lines(errors)))
