"""What became of a document, as a value that any process can hand to another."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, has_errors


@dataclass(frozen=True)
class Result:
    """The result of a folder: what was found, the files written, those inside the PDF.

    ``is_read``: its files could be read, so that all that it draws on is known.  ``asked_git``: the
    last commit was asked which figures it changed.  ``asked_lists``: what the project's own lists
    of subjects were asked, as year, kind and words.  ``is_kept``: nothing had changed since an
    earlier run, of which this is the result.
    """

    folder: Path
    diagnostics: tuple[Diagnostic, ...]
    files: tuple[Path, ...] = ()
    attached: tuple[str, ...] = ()
    is_read: bool = False
    asked_git: bool = False
    asked_lists: tuple[tuple[int, str, tuple[str, ...]], ...] = ()
    is_kept: bool = False

    @property
    def is_good(self) -> bool:
        """Whether a document's result is good: nothing stops it."""
        return not has_errors(self.diagnostics)
